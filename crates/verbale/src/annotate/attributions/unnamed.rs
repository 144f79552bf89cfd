//! Words by which the outlet keeps away from what it tells, naming nobody: "reportedly", "the alleged attack".

use super::draft::{Draft, Reading};
use crate::document::{Deprel, Source, TokenId};
use crate::lexicon::{CuePos, Takes};

/// A draft without a source for each such adverb and adjective.
pub fn find_unnamed(reading: &Reading) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for cue in reading.cues.iter().filter(|c| matches!(c.pos, CuePos::Adv | CuePos::Adj)) {
        let relation = reading.syntax.deprel(cue.head);
        let Some(above) = reading.syntax.head(cue.head) else { continue };
        let fits = |e: &u32| {
            let entry = reading.entry(*e);
            (entry.takes(&Takes::Sentence) && relation == Deprel::Advmod)
                || (entry.takes(&Takes::Before)
                    && matches!(relation, Deprel::Amod | Deprel::Compound)
                    && cue.head < above)
        };
        let Some(entry) = cue.entry_ids().find(fits) else { continue };
        let content: Vec<TokenId> = if reading.entry(entry).takes(&Takes::Before) {
            reading.clause(above)
        } else {
            reading.clause_without(above, &[cue.head])
        };
        if content.is_empty() {
            continue;
        }
        let mut draft = reading.draft(cue.head, entry, vec![Source::Implicit], content);
        draft.content_head = Some(above);
        draft.negated = false;
        drafts.push(draft);
    }
    drafts
}
