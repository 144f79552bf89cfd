//! What is wrong with a list, and what is odd about it.

use super::dictionary::read_dictionary;
use super::{ActorList, ListFormat};
use crate::document::Code;
use crate::lexicon::actors::Actors;
use crate::lexicon::actors::key::{Case, Key};
use crate::lexicon::actors::reference::Use;
use crate::lexicon::actors::terms::read_days;
use crate::lexicon::table::quote;
use crate::lexicon::{Lexicon, Problem, Problems, Row};
use std::collections::{BTreeMap, BTreeSet};

/// The state of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Rows, or entries of a dictionary.
    pub n_rows: usize,
    /// What cannot be read.
    pub problems: Problems,
    /// What can be read, but is hardly meant so.
    pub warnings: Problems,
}

/// Of more rows of one name the later ones are compared with the first.
const MOST_ALIKE: usize = 50;

/// A name of a list and the line in which it stands.
struct Spelling {
    line: usize,
    name: String,
    /// The rest of the row, as far as it tells who is meant and when.
    means: String,
}

impl ActorList {
    /// Looks for all that is wrong with a list or odd about it, against a lexicon to which it is then added.
    pub fn check(&self, lexicon: &mut Lexicon) -> Checked {
        let mut warnings = Problems::default();
        let spellings = self.spellings();
        for spelling in &spellings {
            warnings.0.extend(self.common_word(spelling, lexicon));
            if spelling.name.starts_with('"') {
                let remedy = "a table has no quotation marks around its cells";
                warnings.0.push(self.warn(spelling.line, "a name", &quote(&spelling.name), remedy));
            }
            warnings.0.extend(self.other_meaning(spelling, &lexicon.actors));
        }
        let mut problems = self.repeated(&spellings, &mut warnings);
        if self.format == ListFormat::Persons {
            self.overlaps(&mut warnings);
        }
        if self.format == ListFormat::Dictionary {
            self.unknown_parts(&lexicon.actors, &mut warnings);
        }
        let (Ok(found) | Err(found)) = lexicon.add_actors(self);
        problems.0.extend(found.0);
        for list in [&mut problems, &mut warnings] {
            list.0.sort_by_key(|p| p.line);
            list.0.dedup();
        }
        Checked { n_rows: self.n_rows(), problems, warnings }
    }

    fn warn(&self, line: usize, expected: &str, found: &str, remedy: &str) -> Problem {
        Problem::new(&self.name, line, expected, found).remedy(remedy)
    }

    fn n_rows(&self) -> usize {
        match self.table() {
            Ok(table) => table.rows(&mut Problems::default()).len(),
            Err(_) => read_dictionary(&self.name, &self.text).0.len(),
        }
    }

    /// All names of all rows.
    fn spellings(&self) -> Vec<Spelling> {
        if self.format == ListFormat::Dictionary {
            let (listings, _) = read_dictionary(&self.name, &self.text);
            let all = listings.into_iter().flat_map(|listing| {
                let means: Vec<String> =
                    listing.codes.iter().map(|c| format!("{} {}-{}", c.chain, c.first, c.last)).collect();
                let means = means.join(" ");
                let lines = listing.lines;
                let spelling = move |(name, line)| Spelling { line, name, means: means.clone() };
                listing.names.into_iter().zip(lines).map(spelling)
            });
            return all.collect();
        }
        let Ok(table) = self.table() else { return Vec::new() };
        let rows = table.rows(&mut Problems::default());
        rows.iter().flat_map(|row| self.spellings_of(row)).collect()
    }

    fn spellings_of(&self, row: &Row) -> Vec<Spelling> {
        let n_columns = self.format.columns().len();
        let (names, rest): (&[usize], _) = match self.format {
            ListFormat::Countries => (&[4, 5, 6, 7, 8], 0..1),
            ListFormat::Metonyms => (&[0], 1..n_columns),
            _ => (&[0, 1], 2..n_columns),
        };
        let mut seen: Vec<&str> = Vec::new();
        for name in names.iter().flat_map(|column| row.list(*column)) {
            // one word may be both adjective and noun of a people
            if !seen.contains(&name) || self.format != ListFormat::Countries {
                seen.push(name);
            }
        }
        let means = rest.map(|column| row.cell(column)).collect::<Vec<_>>().join(" ").trim_end().to_owned();
        let spelling = |name: &str| Spelling { line: row.line, name: name.to_owned(), means: means.clone() };
        seen.into_iter().map(spelling).collect()
    }

    /// The same row twice, and one name for two.
    fn repeated(&self, spellings: &[Spelling], warnings: &mut Problems) -> Problems {
        let mut problems = Problems::default();
        let mut first: BTreeMap<&str, Vec<&Spelling>> = BTreeMap::new();
        for spelling in spellings {
            let before = first.entry(&spelling.name).or_default();
            let name = quote(&spelling.name);
            if let Some(same) = before.iter().find(|b| b.means == spelling.means) {
                let remedy = if same.line == spelling.line { "" } else { "leave one of the two rows out" };
                let found = format!("{name} again, as in line {}", same.line);
                let problem = self.warn(spelling.line, "a name that was not there before", &found, remedy);
                // dictionaries are full of these; and within a row it does no harm
                if self.format == ListFormat::Dictionary || same.line == spelling.line {
                    warnings.0.push(problem);
                } else {
                    problems.0.push(problem);
                }
            } else if let Some(other) =
                before.first().filter(|b| b.line != spelling.line && self.is_undated(b, spelling))
            {
                let found = format!("{name}, which line {} has for another", other.line);
                let remedy =
                    "such a name stays open unless the report settles it; give dates or a longer name";
                warnings.0.push(self.warn(spelling.line, "a name of one actor", &found, remedy));
            }
            if before.len() < MOST_ALIKE {
                before.push(spelling);
            }
        }
        problems
    }

    /// Organisations may change their role with time, and persons their office.
    fn is_undated(&self, one: &Spelling, other: &Spelling) -> bool {
        let dated = |s: &Spelling| s.means.bytes().any(|b| b.is_ascii_digit());
        match self.format {
            ListFormat::Persons | ListFormat::Roles => false,
            ListFormat::Dictionary => true,
            _ => !dated(one) || !dated(other),
        }
    }

    /// A single word that every text is full of.
    fn common_word(&self, spelling: &Spelling, lexicon: &Lexicon) -> Option<Problem> {
        let roles = matches!(self.format, ListFormat::Roles);
        let name = spelling.name.as_str();
        let small = name.to_lowercase();
        if roles || name.contains(' ') {
            return None;
        }
        // letters of a dictionary are found as capitals alone
        let letters = self.format == ListFormat::Dictionary && name.chars().count() <= 3;
        if self.format == ListFormat::Persons && lexicon.actors.given.gender(&format!("{name} _")).is_some() {
            let remedy = "many bear it: give the whole name";
            return Some(self.warn(spelling.line, "more than a given name", &quote(name), remedy));
        }
        if letters || !lexicon.actors.names.find(Key::of(name, Case::Kept)).is_empty() {
            return None;
        }
        if !is_common(&small, lexicon) {
            return None;
        }
        // "May" is no "may", but "MAY" of a dictionary is
        let cased = self.format != ListFormat::Dictionary && name.starts_with(char::is_uppercase);
        let expected = "a name that is no common word";
        let remedy =
            if cased { "it will be found at the beginning of sentences too" } else { "give a longer name" };
        Some(self.warn(spelling.line, expected, &quote(name), remedy))
    }

    /// A name by which our tables know somebody else.
    fn other_meaning(&self, spelling: &Spelling, actors: &Actors) -> Option<Problem> {
        if !matches!(self.format, ListFormat::Organisations | ListFormat::Metonyms | ListFormat::Countries) {
            return None;
        }
        let ours = actors.names.find(Key::of(&spelling.name, Case::Kept)).iter().find(|n| n.list == 0)?;
        let entry = actors.names.entry(ours.entry);
        if spelling.means.split(' ').any(|word| word == entry.code.as_str()) {
            return None;
        }
        let found =
            format!("{}, which is {} ({}) in our tables", quote(&spelling.name), entry.name, entry.code);
        let remedy = "the list goes before our tables: leave the name out if you do not want that";
        Some(self.warn(spelling.line, "a name of one actor", &found, remedy))
    }

    /// Two in one office on one day: a minister's end is his successor's start, more is odd.
    fn overlaps(&self, warnings: &mut Problems) {
        let Ok(table) = self.table() else { return };
        let mut ignored = Problems::default();
        let mut held: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let rows = table.rows(&mut ignored);
        for row in &rows {
            let mut wrong = Problems::default();
            let days = read_days(row, 6, &mut wrong);
            if !wrong.0.is_empty() {
                continue;
            }
            let term = (days.first, days.last, row.cell(0), row.line);
            held.entry((row.cell(3), row.cell(4))).or_default().push(term);
        }
        for ((country, office), mut terms) in held {
            terms.sort_unstable();
            let odd = |pair: &&[(u32, u32, &str, usize)]| {
                let ((_, last, one, _), (first, _, other, _)) = (pair[0], pair[1]);
                first < last && one != other
            };
            let odd: Vec<_> = terms.windows(2).filter(odd).collect();
            let Some(((_, _, one, line), (_, _, other, at))) = odd.first().map(|pair| (pair[0], pair[1]))
            else {
                continue;
            };
            let more =
                if odd.len() > 1 { format!(", and {} more such", odd.len() - 1) } else { String::new() };
            let found = format!("{other} as {office} of {country} while {one} is it too (line {line}){more}");
            let remedy = "end the earlier term, or leave it if there are several at a time";
            warnings.0.push(self.warn(at, "terms that follow each other", &found, remedy));
        }
    }

    /// Parts of chains that are left out, each once.
    fn unknown_parts(&self, actors: &Actors, warnings: &mut Problems) {
        let (listings, _) = read_dictionary(&self.name, &self.text);
        let mut told: BTreeSet<Code> = BTreeSet::new();
        for listing in &listings {
            let coded = actors.codes(listing, &self.name, &mut Problems::default());
            let all_read =
                listing.codes.iter().all(|c| actors.cameo.read_chain(&c.chain, &actors.names).is_ok());
            if let Some(code) = listing.codes.first().filter(|_| coded.is_empty() && all_read) {
                let remedy = "regions, and who has no country, are nobody";
                warnings.0.push(self.warn(code.line, "a code of somebody", &quote(&code.chain), remedy));
            }
        }
        for code in listings.iter().flat_map(|l| &l.codes) {
            let Ok(chain) = actors.cameo.read_chain(&code.chain, &actors.names) else { continue };
            for part in chain.unknown {
                if !told.insert(part) {
                    continue;
                }
                let found = format!("`{part}` in {}", quote(&code.chain));
                let remedy = "it is left out here and in all further codes";
                warnings.0.push(self.warn(code.line, "codes of PLOVER or CAMEO", &found, remedy));
            }
        }
    }
}

/// Whether a small word is one of the words that our rules wait for.
fn is_common(word: &str, lexicon: &Lexicon) -> bool {
    let reference = &lexicon.actors.reference;
    let small = [Use::He, Use::She, Use::It, Use::They, Use::Who, Use::Definite, Use::LocatedBy, Use::Speech];
    small.into_iter().any(|u| reference.is(word, u))
        || lexicon.actors.roles.find(Key::of(word, Case::Loose)).is_some()
        || lexicon.lemmas.is_known(word)
        || lexicon.words.is("starter", word)
        || lexicon.times.knows(word)
}
