//! Words by which mentions of one happening are known.

use super::{Files, Problems, Table};
use crate::document::{Code, EventType, Mode};
use smol_str::SmolStr;
use std::collections::HashSet;

/// `links.tsv`.
#[derive(Debug, Default)]
pub struct LinkWords {
    definite: HashSet<SmolStr>,
    another: HashSet<SmolStr>,
    one: HashSet<SmolStr>,
    acts: HashSet<SmolStr>,
    again: HashSet<EventType>,
    mixed: HashSet<Mode>,
    alike: Vec<HashSet<Code>>,
}

impl LinkWords {
    /// Reads the table.
    ///
    /// # Errors
    /// Every row of a kind that there is not, every type and sector that there is not.
    pub fn read(files: &Files) -> Result<LinkWords, Problems> {
        let table = Table::read(files, "lexicon/en/links.tsv", &["kind", "words"])?;
        let mut problems = Problems::default();
        let mut links = LinkWords::default();
        for row in table.rows(&mut problems) {
            let words = row.cell(1).split_whitespace();
            let mut bad = |expected: &str, word: &str| {
                problems.0.push(row.problem(expected, &format!("`{word}`")));
            };
            match row.cell(0) {
                "definite" => links.definite.extend(words.map(SmolStr::new)),
                "another" => links.another.extend(words.map(SmolStr::new)),
                "act" => links.acts.extend(words.map(SmolStr::new)),
                "one" => links.one.extend(words.map(SmolStr::new)),
                "again" => {
                    for word in words {
                        match word.parse() {
                            Ok(event_type) => _ = links.again.insert(event_type),
                            Err(_) => bad("an event type", word),
                        }
                    }
                }
                "mixed" => {
                    for word in words {
                        match word.parse() {
                            Ok(mode) => _ = links.mixed.insert(mode),
                            Err(_) => bad("a mode", word),
                        }
                    }
                }
                "state" | "people" | "unknown" => {
                    let mut sectors = HashSet::new();
                    for word in words {
                        match word.parse() {
                            Ok(code) => _ = sectors.insert(code),
                            Err(_) => bad("a sector", word),
                        }
                    }
                    links.alike.push(sectors);
                }
                kind => bad("definite, another, one, act, again, mixed, state, people or unknown", kind),
            }
        }
        problems.or(links)
    }

    /// "the attack": a word that points back.
    pub fn is_definite(&self, word: &str) -> bool {
        self.definite.contains(word)
    }

    /// "another attack": a word beside an act that is not the one told before.
    pub fn is_another(&self, word: &str) -> bool {
        self.another.contains(word)
    }

    /// "talks": a noun whose plural is one act.
    pub fn is_one(&self, lemma: &str) -> bool {
        self.one.contains(lemma)
    }

    /// "attack": a noun by which a verb may be of an act already told.
    pub fn is_act(&self, lemma: &str) -> bool {
        self.acts.contains(lemma)
    }

    /// Whether one happening of the type is often told by several verbs.
    pub fn is_told_again(&self, event_type: EventType) -> bool {
        self.again.contains(&event_type)
    }

    /// Whether one happening may have a mode beside others of its kind.
    pub fn is_mixed(&self, mode: Mode) -> bool {
        self.mixed.contains(&mode)
    }

    /// Whether two sectors of one country may be one actor: its army is the state, a student is a civilian.
    pub fn are_alike(&self, a: Code, b: Code) -> bool {
        a == b || self.alike.iter().any(|sectors| sectors.contains(&a) && sectors.contains(&b))
    }
}
