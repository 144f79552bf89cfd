//! Turns attributions into statements: this actor, on this day, said this, carrying these events.
use crate::document::{About, Attribution, Event, Mention, Statement, Syntax, Time};
use crate::lexicon::Lexicon;

/// One statement for each attribution, with its parties resolved.
pub fn make_statements(
    _syntax: &Syntax,
    _mentions: &[Mention],
    _times: &[Time],
    _events: &[Event],
    _attributions: &[Attribution],
    _about: &About,
    _lexicon: &Lexicon,
) -> Vec<Statement> {
    Vec::new()
}
