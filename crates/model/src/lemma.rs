//! Lemmas, as an edit of the form.

use crate::Error;
use crate::features::{Index, fnv, fnv_from};

/// The edits, and which of them a word is known to take as a part of speech.
#[derive(Debug)]
pub struct Lemmas {
    edits: Vec<Edit>,
    known: Index,
    known_edits: Vec<u16>,
}

/// The bits of a known word's hash that hold its edit instead.
const EDIT_BITS: u64 = 0xffff;

impl Lemmas {
    /// Reads the edits in the order of their classes, and the hashes of known words.
    pub fn read(lines: &[String], known: &[u64]) -> Result<Lemmas, Error> {
        let edits = lines.iter().map(|line| Edit::read(line)).collect::<Result<Vec<_>, _>>()?;
        let known_edits: Vec<u16> = known.iter().map(|hash| (hash & EDIT_BITS) as u16).collect();
        if known_edits.iter().any(|edit| usize::from(*edit) >= edits.len()) {
            return Err(Error::new("a known word of the language model has no lemma"));
        }
        let hashes: Vec<u64> = known.iter().map(|hash| hash & !EDIT_BITS).collect();
        Ok(Lemmas { edits, known: Index::new(&hashes), known_edits })
    }

    /// The number of edits.
    pub fn len(&self) -> usize {
        self.edits.len()
    }

    /// The edit that a word is known to take as this part of speech.
    pub fn known(&self, form: &str, upos: &str, lower: &mut String) -> Option<usize> {
        lower_into(form, lower);
        let hash = fnv_from(fnv(lower.as_bytes()), b"\t");
        let hash = fnv_from(hash, upos.as_bytes()) & !EDIT_BITS;
        self.known.get(hash).map(|place| usize::from(self.known_edits[place]))
    }

    /// Appends the lemma that an edit makes of a form to `out`.
    pub fn push(&self, form: &str, edit: usize, out: &mut String) {
        self.edits[edit].apply(form, out);
    }
}

fn lower_into(form: &str, out: &mut String) {
    out.clear();
    if form.is_ascii() {
        out.extend(form.bytes().map(|b| char::from(b.to_ascii_lowercase())));
    } else {
        out.push_str(&form.to_lowercase());
    }
}

/// How the form is written before its end is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Lower,
    Kept,
    Title,
}

/// `l|2|be`: lower the form, cut its last two characters, add `be`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    case: Case,
    cut: usize,
    tail: String,
}

impl Edit {
    /// Reads the notation of the trainer.
    pub fn read(text: &str) -> Result<Edit, Error> {
        let broken = || Error::new(format!("`{text}` is no lemma edit"));
        let mut parts = text.splitn(3, '|');
        let case = match parts.next() {
            Some("l") => Case::Lower,
            Some("k") => Case::Kept,
            Some("t") => Case::Title,
            _ => return Err(broken()),
        };
        let cut = parts.next().and_then(|n| n.parse().ok()).ok_or_else(broken)?;
        let tail = parts.next().ok_or_else(broken)?.to_owned();
        Ok(Edit { case, cut, tail })
    }

    /// Appends the lemma of a form to `out`; never nothing.
    pub fn apply(&self, form: &str, out: &mut String) {
        let start = out.len();
        match self.case {
            Case::Lower if form.is_ascii() => {
                out.extend(form.bytes().map(|b| char::from(b.to_ascii_lowercase())))
            }
            Case::Lower => out.push_str(&form.to_lowercase()),
            Case::Kept => out.push_str(form),
            Case::Title => {
                let mut chars = form.chars();
                out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
                out.push_str(&chars.as_str().to_lowercase());
            }
        }
        for _ in 0..self.cut {
            if out.len() == start {
                break;
            }
            out.pop();
        }
        out.push_str(&self.tail);
        if out.len() == start {
            out.push_str(form);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(edit: &str, form: &str) -> String {
        let mut out = String::from("before ");
        Edit::read(edit).unwrap().apply(form, &mut out);
        out.split_off(7)
    }

    #[test]
    fn an_edit_cuts_characters_not_bytes_and_leaves_something() {
        assert_eq!(lemma("l|2|be", "Was"), "wbe");
        assert_eq!(lemma("l|1|", "Naïvetés"), "naïveté");
        assert_eq!(lemma("t|0|", "ÎLES"), "Îles");
        assert_eq!(lemma("k|9|", "ab"), "ab");
        assert!(Edit::read("x|0|").is_err());
    }
}
