//! Who acts in the news: countries, organisations, roles, office holders by date.
//!
//! The tables are `countries.tsv`, `metonyms.tsv`, `organisations.tsv`, `roles.tsv`, `offices.tsv`,
//! `officeholders*.tsv`, `spellings.tsv`, `reference.tsv` and `given_names.tsv`; each opens with a comment that explains its columns.

pub(crate) mod key;
pub(crate) mod names;
pub(crate) mod reference;
pub(crate) mod roles;
pub(crate) mod spelling;
pub(crate) mod terms;
mod who;

pub use who::{Called, Candidate, When};

use super::lists::CameoActors;
use super::{Files, Problems, Row};
use crate::document::Code;
use smol_str::SmolStr;

/// The actor lexicon.
#[derive(Debug, Default)]
pub struct Actors {
    pub(crate) names: names::Names,
    pub(crate) roles: roles::Roles,
    pub(crate) terms: terms::Terms,
    pub(crate) spellings: spelling::Spellings,
    pub(crate) reference: reference::Reference,
    pub(crate) given: reference::GivenNames,
    pub(crate) cameo: CameoActors,
    /// Names of the lists that a user has added.
    pub(crate) lists: Vec<SmolStr>,
}

impl Actors {
    /// Reads all actor tables.
    ///
    /// # Errors
    /// All problems of all tables.
    pub fn read(files: &Files) -> Result<Actors, Problems> {
        let mut problems = Problems::default();
        let names = problems.keep(names::Names::read(files));
        let roles = problems.keep(roles::Roles::read(files));
        let terms = problems.keep(terms::Terms::read(files, &roles, &names));
        let spellings = problems.keep(spelling::Spellings::read(files, &terms, &roles));
        let reference = problems.keep(reference::Reference::read(files));
        let given = problems.keep(reference::GivenNames::read(files));
        let cameo = problems.keep(CameoActors::read(files));
        problems.or(Actors { names, roles, terms, spellings, reference, given, cameo, lists: Vec::new() })
    }

    /// Every term of office, the editor's first.
    ///
    /// ```
    /// let lexicon = &verbale::english().language().lexicon;
    /// let delors = lexicon.actors.tenures().find(|t| t.person == "Jacques Delors");
    /// assert_eq!(delors.map(|t| t.office), Some("commission president"));
    /// ```
    pub fn tenures(&self) -> impl Iterator<Item = Tenure<'_>> {
        self.terms.ids().map(|id| {
            let term = self.terms.get(id);
            Tenure {
                person: self.terms.person(term),
                aliases: self.terms.aliases(term),
                country: term.country,
                office: self.terms.office(term),
                sectors: self.terms.sectors(term),
                days: (term.days.first, self.terms.last_day(id)),
                is_editors: self.terms.is_editors(term),
            }
        })
    }

    /// How many countries and organisations, and how many terms of office it knows.
    pub fn size(&self) -> (usize, usize) {
        (self.names.entries.len(), self.terms.len())
    }
}

/// Someone held an office for a time, as the tables have it.
///
/// Days are written yyyymmdd. The last one is the day until which a report that names the person finds the office: a
/// row that was open when it was written lasts until a successor begins, and for some years at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tenure<'a> {
    /// The name in the first column.
    pub person: &'a str,
    /// Other spellings, separated by semicolons.
    pub aliases: &'a str,
    /// PLOVER's country.
    pub country: Code,
    /// A short English phrase.
    pub office: &'a str,
    /// PLOVER's sectors, the main one first.
    pub sectors: &'a [Code],
    /// The first day and the last.
    pub days: (u32, u32),
    /// Added by an editor, not derived from a source.
    pub is_editors: bool,
}

/// PLOVER's sectors.
pub(crate) const SECTORS: [Code; 25] = [
    Code::new("COP"),
    Code::new("GOV"),
    Code::new("JUD"),
    Code::new("LEG"),
    Code::new("MIL"),
    Code::new("PRM"),
    Code::new("PTY"),
    Code::new("REB"),
    Code::new("SPY"),
    Code::new("UAF"),
    Code::new("UNK"),
    Code::new("AGR"),
    Code::new("BUS"),
    Code::new("CRM"),
    Code::new("CVL"),
    Code::new("EDU"),
    Code::new("ELI"),
    Code::new("JRN"),
    Code::new("LAB"),
    Code::new("MED"),
    Code::new("REF"),
    Code::new("OPP"),
    Code::new("PRE"),
    Code::new("REL"),
    Code::new("SOC"),
];

/// What a cell holds, if it holds something.
fn some(cell: &str) -> Option<SmolStr> {
    (!cell.is_empty()).then(|| cell.into())
}

/// A cell of sectors.
fn read_sectors(row: &Row, column: usize, problems: &mut Problems) -> Vec<Code> {
    let mut sectors = Vec::new();
    for word in row.list(column) {
        match word.parse::<Code>() {
            Ok(code) if SECTORS.contains(&code) => sectors.push(code),
            _ => {
                let problem = row.problem("a PLOVER sector", &super::table::quote(word));
                problems.0.push(problem.remedy(terms::SECTOR_LIST));
            }
        }
    }
    sectors
}

#[cfg(test)]
mod tests {
    use super::*;
    use key::{Case, Key};

    #[test]
    fn the_tables_are_in_order_and_large_enough() {
        let actors = Actors::read(&Files::own()).unwrap_or_else(|problems| panic!("{problems}"));
        let (entries, terms) = actors.size();
        assert!(entries > 1_700, "{entries} names");
        assert!(terms > 30_000, "{terms} terms of office");
    }

    #[test]
    fn a_person_is_known_by_day() {
        let actors = Actors::read(&Files::own()).unwrap_or_else(|problems| panic!("{problems}"));
        let terms = &actors.terms;
        let office_on = |day: u32| {
            let held = terms.of_name(Key::of("Boris Johnson", Case::Loose)).iter();
            held.filter(|t| terms.covers(**t, day) && terms.get(**t).top)
                .map(|t| terms.office(terms.get(*t)).as_str())
                .next()
        };
        assert_eq!(office_on(20170301), Some("foreign secretary"));
        assert_eq!(office_on(20200301), Some("prime minister"));
        assert_eq!(office_on(20240301), None);
    }

    #[test]
    fn every_problem_is_reported_with_its_place() {
        let folder = std::env::temp_dir().join(format!("verbale-actors-{}", std::process::id()));
        let en = folder.join("lexicon/en");
        std::fs::create_dir_all(&en).expect("a temporary folder can be made");
        let table = "word\tuse\nhe\the\nthou\tgod\nye\tgods\n";
        std::fs::write(en.join("reference.tsv"), table).expect("a file can be written");
        let problems =
            reference::Reference::read(&Files::in_folder(&folder)).expect_err("two uses are unknown");
        std::fs::remove_dir_all(&folder).expect("the folder can be removed");
        let lines: Vec<usize> = problems.0.iter().map(|p| p.line).collect();
        assert_eq!(lines, [3, 4]);
        assert!(problems.0[0].to_string().starts_with("lexicon/en/reference.tsv:3: expected he, she"));
    }
}
