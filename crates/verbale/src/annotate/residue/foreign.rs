//! Lines in another language: on an English page they are its furniture.

use super::read::Line;
use crate::lexicon::Lexicon;

/// Whether a line has small words of another language and none of English, or is written in other letters.
pub(super) fn is_foreign(line: &Line<'_>, lexicon: &Lexicon) -> bool {
    const LEAST: usize = 2;
    let rules = &lexicon.residue;
    let words = || line.units.iter().filter(|u| !u.sign);
    if words().any(|u| rules.english.contains(&u.lower)) {
        return false;
    }
    let letters = || words().flat_map(|u| u.form.chars()).filter(|c| c.is_alphabetic());
    let other = letters().filter(|c| is_other_script(*c)).count();
    if other > 0 && other * 2 > letters().count() {
        return true;
    }
    // "Rio de la Plata" is a name.
    let plain = words().any(|u| {
        u.form.starts_with(char::is_lowercase) && u.form.len() > 3 && !lexicon.words.is("particle", u.form)
    });
    plain && words().filter(|u| rules.foreign.contains(&u.lower)).count() >= LEAST
}

/// Greek, Cyrillic, Armenian, Hebrew, Arabic, the scripts of India and all east of it.
fn is_other_script(c: char) -> bool {
    ('\u{370}'..='\u{1cff}').contains(&c) || ('\u{2e80}'..='\u{d7ff}').contains(&c)
}
