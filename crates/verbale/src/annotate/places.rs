//! Finds places on the map.
use crate::document::{Mention, Place, Syntax};
use crate::lexicon::Lexicon;

/// Countries, divisions and cities that the text names as places.
pub fn find_places(_syntax: &Syntax, _mentions: &[Mention], _lexicon: &Lexicon) -> Vec<Place> {
    Vec::new()
}
