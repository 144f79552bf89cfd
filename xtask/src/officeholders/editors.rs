//! Where the editor's table has a term of a source, the source's row takes its name and dates: it stays for the identifier.

use super::Term;
use anyhow::{Context, Result};
use std::collections::HashMap;
use std::path::Path;
use verbale::lexicon::fold_name;

/// Country, office and folded name or alias, and the terms: name, start, end.
type Stated = HashMap<(String, String, String), Vec<[String; 3]>>;

/// Gives terms the names and dates of the editor's.
pub fn date_as_editors(terms: &mut [Term], path: &Path) -> Result<()> {
    let stated = read(path)?;
    for term in terms.iter_mut() {
        let key = (term.country.clone(), term.office.clone(), fold_name(&term.person));
        let Some(spans) = stated.get(&key) else { continue };
        if let Some([person, start, end]) = spans.iter().find(|[_, start, end]| meets(term, start, end)) {
            term.person.clone_from(person);
            // A day of the source is worth more than the editor's month around it.
            if !term.start.starts_with(start.as_str()) {
                term.start.clone_from(start);
            }
            if !term.end.starts_with(end.as_str()) {
                term.end.clone_from(end);
            }
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Stated> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut stated = Stated::new();
    for line in text.lines().filter(|l| !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [person, aliases, _, country, office, _, start, end] = cells[..] else { continue };
        for name in std::iter::once(person).chain(aliases.split(';')).filter(|n| !n.is_empty()) {
            let key = (country.to_owned(), office.to_owned(), fold_name(name));
            stated.entry(key).or_default().push([person, start, end].map(str::to_owned));
        }
    }
    Ok(stated)
}

/// Whether a term and the editor's have a day in common, as far as their dates tell.
fn meets(term: &Term, start: &str, end: &str) -> bool {
    let (mine, theirs) = (term.end.trim_end_matches('+'), end.trim_end_matches('+'));
    let is_open = |end: &str| end.is_empty() || end.ends_with('+');
    let begins_before = |a: &str, b: &str| a <= b || a.starts_with(b) || b.starts_with(a);
    (is_open(end) || begins_before(&term.start, theirs)) && (is_open(&term.end) || begins_before(start, mine))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_meets_a_day_in_it() {
        let word = |w: &str| w.to_owned();
        let term = Term {
            country: word("XXX"),
            person: word("Ada Moreno"),
            office: word("mayor"),
            start: word("2016"),
            end: word("2022-10+"),
            sectors: word("GOV"),
            wikidata: String::new(),
            aliases: String::new(),
        };
        assert!(meets(&term, "2016-10-13", "2026-08+"));
        assert!(!meets(&term, "2004-10", "2009-02-01"));
    }
}
