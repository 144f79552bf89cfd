//! What the cutting of words and sentences knows about single words.

use super::{Files, Problems, Table};
use smol_str::{SmolStr, StrExt};
use std::collections::{HashMap, HashSet};

/// Whether a sentence may end with an abbreviation's full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// What follows belongs to it: Mr. Hale.
    Never,
    /// Only before a word that commonly opens sentences, or at the end of a paragraph.
    BeforeStarter,
    /// Before a capital.
    BeforeCapital,
    /// It is an abbreviation only before a number: No. 5.
    OnlyBeforeNumber,
    /// It is an abbreviation only after a number: 12 ft.
    OnlyAfterNumber,
    /// It is an abbreviation only behind a name and a comma: Boston, Mass.
    OnlyAfterComma,
}

impl std::str::FromStr for Ends {
    type Err = ();

    fn from_str(word: &str) -> Result<Ends, ()> {
        Ok(match word {
            "never" => Ends::Never,
            "starter" => Ends::BeforeStarter,
            "capital" => Ends::BeforeCapital,
            "number" => Ends::OnlyBeforeNumber,
            "number_before" => Ends::OnlyAfterNumber,
            "comma" => Ends::OnlyAfterComma,
            _ => return Err(()),
        })
    }
}

/// Abbreviations, contractions and the words whose behaviour at a cut is known: `abbreviations.tsv`,
/// `contractions.tsv`, `words.tsv`.
#[derive(Debug, Default)]
pub struct Words {
    abbreviations: HashMap<SmolStr, Ends>,
    /// Lengths in characters of the parts of a whole word.
    contractions: HashMap<SmolStr, Vec<u8>>,
    /// With a straight apostrophe, longest first.
    endings: Vec<SmolStr>,
    kinds: HashMap<SmolStr, HashSet<SmolStr>>,
}

impl Words {
    /// Reads the three files.
    ///
    /// # Errors
    /// All problems in them.
    pub fn read(files: &Files) -> Result<Words, Problems> {
        let mut problems = Problems::default();
        let mut words = Words::default();
        let read = words.read_abbreviations(files, &mut problems);
        problems.keep(read);
        let read = words.read_contractions(files, &mut problems);
        problems.keep(read);
        let read = words.read_kinds(files, &mut problems);
        problems.keep(read);
        problems.or(words)
    }

    fn read_abbreviations(&mut self, files: &Files, problems: &mut Problems) -> Result<(), Problems> {
        let columns = ["abbreviation", "kind", "ends", "example"];
        let table = Table::read(files, "lexicon/en/abbreviations.tsv", &columns)?;
        for row in table.rows(problems) {
            let word = row.cell(0);
            if !word.ends_with('.') {
                problems.0.push(row.problem("an abbreviation with its full stop", &format!("`{word}`")));
            }
            let expected = "never, starter, capital, number, number_before or comma";
            let Ok(ends) = row.cell(2).parse() else {
                problems.0.push(row.problem(expected, &format!("`{}`", row.cell(2))));
                continue;
            };
            if self.abbreviations.insert(word.into(), ends).is_some() {
                problems.0.push(row.problem("each abbreviation once", &format!("`{word}` again")));
            }
        }
        Ok(())
    }

    fn read_contractions(&mut self, files: &Files, problems: &mut Problems) -> Result<(), Problems> {
        let table = Table::read(files, "lexicon/en/contractions.tsv", &["form", "parts", "example"])?;
        for row in table.rows(problems) {
            let (form, parts) = (row.cell(0), row.cell(1));
            if let Some(ending) = form.strip_prefix('-') {
                self.endings.push(ending.into());
            } else if parts.split('|').collect::<String>() == form {
                let lengths = parts.split('|').map(|p| p.chars().count() as u8).collect();
                self.contractions.insert(form.into(), lengths);
            } else {
                problems.0.push(row.problem(&format!("parts that spell `{form}`"), &format!("`{parts}`")));
            }
        }
        self.endings.sort_by_key(|e| std::cmp::Reverse(e.len()));
        Ok(())
    }

    fn read_kinds(&mut self, files: &Files, problems: &mut Problems) -> Result<(), Problems> {
        let table = Table::read(files, "lexicon/en/words.tsv", &["word", "kind", "example"])?;
        let known = [
            "domain",
            "elision",
            "particle",
            "prefix",
            "suffix",
            "unit",
            "keep",
            "currency",
            "starter",
            "quote_verb",
        ];
        for row in table.rows(problems) {
            let kind = row.cell(1);
            if !known.contains(&kind) {
                let expected = format!("one of the kinds {}", known.join(", "));
                problems.0.push(row.problem(&expected, &format!("`{kind}`")));
                continue;
            }
            let exact = kind == "keep" || kind == "currency";
            let word = if exact { row.cell(0).into() } else { row.cell(0).to_lowercase_smolstr() };
            self.kinds.entry(kind.into()).or_default().insert(word);
        }
        Ok(())
    }

    /// Whether a word, in any capitals (but in its own in kinds `keep` and `currency`), is of a kind.
    pub fn is(&self, kind: &str, word: &str) -> bool {
        let Some(words) = self.kinds.get(kind) else { return false };
        words.contains(word) || (kind != "keep" && kind != "currency" && words.contains(&*lower(word)))
    }

    /// The longest word of kind `keep` at the start of a text, if it ends where a word may end.
    pub fn kept_at<'t>(&self, text: &'t str) -> Option<&'t str> {
        let words = self.kinds.get("keep")?;
        let stands = |kept: &SmolStr| {
            text.strip_prefix(kept.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let longest = words.iter().filter(|kept| stands(kept)).map(|kept| kept.len()).max()?;
        text.get(..longest)
    }

    /// What is known about an abbreviation, given with its full stop; `MR.` is looked up as `Mr.`
    pub fn abbreviation(&self, word: &str) -> Option<Ends> {
        if let Some(ends) = self.abbreviations.get(word) {
            return Some(*ends);
        }
        let mut letters = word.chars();
        let first = letters.next()?;
        let rest = letters.as_str();
        if rest.chars().filter(|c| c.is_alphabetic()).count() < 1 || rest.chars().any(char::is_lowercase) {
            return None;
        }
        let mut title = String::with_capacity(word.len());
        title.push(first);
        title.extend(rest.chars().flat_map(char::to_lowercase));
        self.abbreviations.get(title.as_str()).copied()
    }

    /// The lengths in characters of the parts of a contraction that is written as a word ("cannot").
    pub fn contraction(&self, word: &str) -> Option<&[u8]> {
        self.contractions.get(&*lower(word)).map(Vec::as_slice)
    }

    /// Endings that are words of their own, with a straight apostrophe, longest first.
    pub fn endings(&self) -> &[SmolStr] {
        &self.endings
    }
}

/// In small letters, with a straight apostrophe.
fn lower(word: &str) -> SmolStr {
    word.to_lowercase_smolstr().replace_smolstr("’", "'")
}
