//! Finds page furniture inside a text.
use crate::document::{About, Residue};
use crate::lexicon::Lexicon;

/// Marks what belongs to the page and not to the report.
pub fn find_residue(_text: &str, _about: &About, _lexicon: &Lexicon) -> Vec<Residue> {
    Vec::new()
}
