//! What the sentence of an event is plainly about.

use crate::document::{Context, Event, Syntax};
use crate::lexicon::Contexts;

/// Adds to each event the contexts that words of its sentence show, in text order, after those of its frame.
pub fn read_contexts(syntax: &Syntax, contexts: &Contexts, events: &mut [Event]) {
    for event in events {
        let shown: Vec<Context> =
            syntax.sentence(event.sentence).token_ids().flat_map(|t| contexts.of(syntax, t)).collect();
        for context in shown {
            if !event.contexts.contains(&context) {
                event.contexts.push(context);
            }
        }
    }
}
