//! Finds who is said to have said, written or thought what.
use crate::document::{Attribution, Mention, Syntax};
use crate::lexicon::Lexicon;

/// Direct, indirect and mixed speech, "according to", speech within speech.
pub fn find_attributions(_syntax: &Syntax, _mentions: &[Mention], _lexicon: &Lexicon) -> Vec<Attribution> {
    Vec::new()
}
