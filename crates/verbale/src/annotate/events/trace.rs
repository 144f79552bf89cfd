//! Which frames nearly fired: for `verbale explain`.

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
}

impl Trace {
    pub(super) fn new(wanted: bool) -> Trace {
        Trace { wanted, near_misses: Vec::new() }
    }

    pub(super) fn miss(&mut self, word: TokenId, frame: &Frame, why: String) {
        if self.wanted {
            self.near_misses.push(NearMiss { word, frame: frame.id.clone(), why });
        }
    }
}
