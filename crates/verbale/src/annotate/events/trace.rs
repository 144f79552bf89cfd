//! Which frames nearly fired: for `verbale explain`; and what the second opinion saw, from which it is trained.

use super::second::Candidate;
use super::topic::Matter;
use crate::document::TokenId;
use crate::lexicon::frames::Frame;
use smol_str::SmolStr;

/// A frame whose trigger stood in the text but which did not fire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// The trigger word.
    pub word: TokenId,
    /// `file/frame`.
    pub frame: SmolStr,
    /// The first condition that failed, in words.
    pub why: String,
}

/// Near misses, if they are asked for.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    wanted: bool,
    /// In the order of trying.
    pub near_misses: Vec<NearMiss>,
    /// Words that somebody does.
    pub candidates: Vec<Candidate>,
    /// Events that frames would make, whatever the guards say of them.
    pub matters: Vec<Matter>,
}

impl Trace {
    pub(super) fn new(wanted: bool) -> Trace {
        Trace { wanted, ..Trace::default() }
    }

    pub(super) fn is_wanted(&self) -> bool {
        self.wanted
    }

    pub(super) fn miss(&mut self, word: TokenId, frame: &Frame, why: String) {
        self.add(NearMiss { word, frame: frame.id.clone(), why });
    }

    pub(super) fn add(&mut self, miss: NearMiss) {
        if self.wanted {
            self.near_misses.push(miss);
        }
    }

    pub(super) fn keep(&mut self, candidate: impl FnOnce() -> Candidate) {
        if self.wanted {
            self.candidates.push(candidate());
        }
    }
}
