//! What the sources have wrong, and what to make of it.

use super::Term;
use anyhow::{Context, Result};
use std::path::Path;

struct Correction {
    country: String,
    office: String,
    person: String,
    instead: String,
}

/// The corrections of `xtask/tables/corrections.tsv`, in order.
pub struct Corrections(Vec<Correction>);

impl Corrections {
    /// Reads the table.
    pub fn read(path: &Path) -> Result<Corrections> {
        let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let lines = text.lines().filter(|l| !l.starts_with('#')).skip(1);
        let corrections = lines.map(|line| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or("").to_owned();
            Correction { country: cell(), office: cell(), person: cell(), instead: cell() }
        });
        Ok(Corrections(corrections.collect()))
    }

    /// Gives a term its right office; false if it is to be left out.
    pub fn correct(&self, term: &mut Term) -> bool {
        let fits = |c: &&Correction| {
            c.country == term.country
                && c.office == term.office
                && (c.person == "*" || c.person == term.person)
        };
        match self.0.iter().find(fits) {
            Some(correction) if correction.instead.is_empty() => false,
            Some(correction) => {
                term.office.clone_from(&correction.instead);
                true
            }
            None => true,
        }
    }
}
