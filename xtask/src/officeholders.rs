//! Makes `data/lexicon/en/officeholders.tsv` from the tables of terms of office in the shared data.

mod corrections;
mod editors;
mod offices;
mod sources;

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Someone held an office for a time. Dates are as exact as the source: year, month or day; a `+` at the end of
/// `end` says that the term went on when the source was made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    country: String,
    person: String,
    office: String,
    start: String,
    end: String,
    sectors: String,
    wikidata: String,
    /// Other names, separated by semicolons.
    aliases: String,
}

const HEAD: &str = "\
# Who held which office when. Derived: `cargo xtask derive officeholders` writes this file, edits go into
# officeholders-editor.tsv. Sources: Wikidata by way of the every-politician scrapers (CC0; made July 2022 to January
# 2023), unitedstates/congress-legislators (CC0), Institute for Government ministers database (CC BY 4.0).
#
#   person, aliases   the name and other spellings
#   wikidata          identifier of the person
#   country           PLOVER country; UNO for the United Nations
#   office            a short English phrase
#   sectors           PLOVER sectors, the main one first
#   start, end        day, month or year, both included; `+`: still in office when the source was made
";

const COLUMNS: &str = "person\taliases\twikidata\tcountry\toffice\tsectors\tstart\tend\n";

/// Reads all sources and writes the table.
pub fn derive(shared: &Path, root: &Path) -> Result<()> {
    let actors = shared.join("data/actors");
    let tables = root.join("xtask/tables");
    let lexicon = root.join("data/lexicon/en");
    let rules = offices::Rules::read(&tables.join("offices.tsv"))?;
    let countries =
        sources::Countries::read(&lexicon.join("countries.tsv"), &tables.join("jurisdictions.tsv"))?;

    let mut terms = sources::read_wikidata(&actors.join("officeholders"), &rules, &countries)?;
    let known = wikidata_of(&terms);
    terms.extend(sources::read_congress(&actors.join("us-congress"))?);
    terms.extend(sources::read_uk(&actors.join("uk-ministers"), &rules, &known)?);
    let n_read = terms.len();
    let corrections = corrections::Corrections::read(&tables.join("corrections.tsv"))?;
    terms.retain_mut(|term| is_sound(term) && corrections.correct(term));
    eprintln!("{} rows left out: no name, dates that cannot be, or a mistake", n_read - terms.len());
    let mut terms = merge(terms);
    editors::date_as_editors(&mut terms, &lexicon.join("officeholders-editor.tsv"))?;
    let terms = merge(terms);
    write_table(&lexicon.join("officeholders.tsv"), HEAD, &terms)?;

    let mut current = sources::read_current(&actors.join("world-leaders-current"), &rules, &countries)?;
    current.retain_mut(|term| corrections.correct(term));
    editors::date_as_editors(&mut current, &lexicon.join("officeholders-editor.tsv"))?;
    write_table(&lexicon.join("officeholders-current.tsv"), CURRENT_HEAD, &current)?;
    eprintln!("{} terms, and {} of current leaders", terms.len(), current.len());
    Ok(())
}

const CURRENT_HEAD: &str = "\
# Heads of state and government in office in August 2026, after open-data-archive/world-leaders-current.
# Licence of this file: CC BY-SA 4.0. Derived: `cargo xtask derive officeholders`. Columns as in officeholders.tsv.
";

fn write_table(path: &Path, head: &str, terms: &[Term]) -> Result<()> {
    let mut text = format!("{head}{COLUMNS}");
    for t in terms {
        writeln!(
            text,
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
            t.person, t.aliases, t.wikidata, t.country, t.office, t.sectors, t.start, t.end
        )?;
    }
    std::fs::write(path, text).with_context(|| format!("writing {}", path.display()))
}

fn wikidata_of(terms: &[Term]) -> BTreeMap<(String, String), String> {
    let mut known = BTreeMap::new();
    for t in terms.iter().filter(|t| !t.wikidata.is_empty()) {
        known.insert((t.country.clone(), t.person.clone()), t.wikidata.clone());
    }
    known
}

/// The sources hold a few rows without a name, with an end before the start, or with `2014s` for a date.
fn is_sound(term: &Term) -> bool {
    let is_date = |date: &str| matches!(date.len(), 4 | 7 | 10) && !date.contains(char::is_alphabetic);
    let (start, end) = (term.start.as_str(), term.end.trim_end_matches('+'));
    !term.person.is_empty()
        && is_date(start)
        && is_date(end)
        && (start <= end || end.starts_with(start) || start.starts_with(end))
}

/// Joins terms of one person in one office that overlap or follow within a month, and drops doubles.
fn merge(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort();
    let mut merged: Vec<Term> = Vec::with_capacity(terms.len());
    for term in terms {
        match merged.last_mut() {
            Some(last) if continues(last, &term) => extend(last, &term),
            _ => merged.push(term),
        }
    }
    merged
}

fn continues(last: &Term, term: &Term) -> bool {
    let same = (&last.country, &last.person, &last.office) == (&term.country, &term.person, &term.office);
    same && (last.end.is_empty() || last.end.ends_with('+') || months(&term.start) <= months(&last.end) + 1)
}

fn extend(last: &mut Term, term: &Term) {
    if last.aliases.is_empty() {
        last.aliases.clone_from(&term.aliases);
    }
    if last.wikidata.is_empty() {
        last.wikidata.clone_from(&term.wikidata);
    }
    if term.start.starts_with(&last.start) {
        last.start.clone_from(&term.start);
    }
    // An end that a source knows is worth more than one that was still open.
    let (a, b) = (months(&last.end), months(&term.end));
    let open = last.end.ends_with('+');
    if (open && (b + 1 >= a || !term.end.ends_with('+'))) || (!open && b > a && !term.end.ends_with('+')) {
        last.end.clone_from(&term.end);
    }
}

/// Months since year 0, by the first seven letters of a date; a bare year counts as its first month.
fn months(date: &str) -> i32 {
    let year: i32 = date.get(0..4).and_then(|y| y.parse().ok()).unwrap_or(0);
    let month: i32 = date.get(5..7).and_then(|m| m.parse().ok()).unwrap_or(1);
    year * 12 + month - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(start: &str, end: &str) -> Term {
        let word = |w: &str| w.to_owned();
        Term {
            country: word("XXX"),
            person: word("Ada Moreno"),
            office: word("mayor"),
            start: word(start),
            end: word(end),
            sectors: word("GOV"),
            wikidata: String::new(),
            aliases: String::new(),
        }
    }

    #[test]
    fn a_known_end_closes_an_open_term() {
        let merged = merge(vec![term("2019-07-24", "2022-07+"), term("2019-07-24", "2022-09-06")]);
        assert_eq!(merged.len(), 1);
        assert_eq!(merged[0].end, "2022-09-06");
    }

    #[test]
    fn a_return_to_office_stays_a_second_term() {
        assert_eq!(merge(vec![term("2001-01-01", "2004-01-01"), term("2009-01-01", "2012-01-01")]).len(), 2);
    }
}
