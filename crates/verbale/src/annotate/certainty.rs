//! Judges whether an event is so, and who says so.
use crate::document::{Attribution, Certainty, Event, Factuality, Statement, Status, Syntax, Tense};
use crate::lexicon::Lexicon;

/// Tense, status and factuality of each event.
pub fn judge_certainty(
    _syntax: &Syntax,
    events: &[Event],
    _attributions: &[Attribution],
    _statements: &[Statement],
    _lexicon: &Lexicon,
) -> Vec<Certainty> {
    events
        .iter()
        .map(|_| Certainty {
            tense: Tense::Past,
            status: Status::Happened,
            factuality: Factuality::CtPlus,
            outlet_factuality: Factuality::CtPlus,
            according_to: Vec::new(),
        })
        .collect()
}
