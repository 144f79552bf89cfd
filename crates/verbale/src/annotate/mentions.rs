//! Finds whoever and whatever can act, be acted upon, speak or be spoken to.
use super::parse::Name;
use crate::document::{Mention, Syntax};
use crate::lexicon::Lexicon;

/// Names, titles with names, demonyms, role words, pronouns and definite descriptions; not resolved yet.
pub fn find_mentions(_syntax: &Syntax, _names: &[Name], _lexicon: &Lexicon) -> Vec<Mention> {
    Vec::new()
}
