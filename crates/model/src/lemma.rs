//! Lemmas, as an edit of the form.

use crate::Error;

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
