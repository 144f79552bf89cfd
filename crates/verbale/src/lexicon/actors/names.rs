//! Names of countries, seats of power and organisations.

use super::key::{Case, Key, KeyMap};
use super::read_sectors;
use crate::document::Code;
use crate::lexicon::{Files, Problems, Row, Table};
use smol_str::SmolStr;
use std::collections::{HashMap, HashSet};

/// A place in [`Names::entries`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct EntryId(pub u32);

/// What sort of thing an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    State,
    /// A territory, region, people or bloc that is named like a country.
    Land,
    Seat,
    Agency,
    Body,
    Ngo,
    Armed,
    Party,
    Outlet,
    Company,
    Institution,
}

impl EntryKind {
    /// A country or part of one.
    pub fn is_country(self) -> bool {
        matches!(self, EntryKind::State | EntryKind::Land)
    }
}

/// A country, a seat of power or an organisation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub name: SmolStr,
    pub code: Code,
    pub sectors: Vec<Code>,
    pub wikidata: SmolStr,
    pub kind: EntryKind,
    /// First and last day, as yyyymmdd.
    pub days: (u32, u32),
}

/// How a name stands for its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    /// By its own name.
    Name,
    /// By letters: `IAEA`.
    Acronym,
    /// As an adjective: `Turkish`.
    Adjective,
    /// As one or several of its people: `Turks`.
    People,
    /// As the capital.
    Capital,
    /// As a seat of power that is nothing else.
    Seat,
    /// As a seat of power that is a place as well.
    SeatOrPlace,
}

/// One reading of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Naming {
    pub entry: EntryId,
    pub sense: Sense,
}

/// All names, by their spelling.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub entries: Vec<Entry>,
    by_key: KeyMap<Vec<Naming>>,
    /// Lower-case words that open a name ("al-Qaeda").
    lower_starts: HashSet<SmolStr>,
    states: HashMap<Code, EntryId>,
    /// Countries whose people have the family name first.
    pub family_first: HashSet<Code>,
}

pub(crate) const COUNTRIES: &str = "lexicon/en/countries.tsv";
const METONYMS: &str = "lexicon/en/metonyms.tsv";
const ORGANISATIONS: &str = "lexicon/en/organisations.tsv";

impl Names {
    pub fn read(files: &Files) -> Result<Names, Problems> {
        let mut problems = Problems::default();
        let mut names = Names::default();
        let tables = [
            (COUNTRIES, &COUNTRY_COLUMNS[..], Names::add_country as fn(&mut Names, &Row, &mut Problems)),
            (METONYMS, &METONYM_COLUMNS[..], Names::add_metonym),
            (ORGANISATIONS, &ORGANISATION_COLUMNS[..], Names::add_organisation),
        ];
        for (file, columns, add) in tables {
            match Table::read(files, file, columns) {
                Ok(table) => {
                    for row in table.rows(&mut problems) {
                        add(&mut names, &row, &mut problems);
                    }
                }
                Err(more) => problems.0.extend(more.0),
            }
        }
        problems.or(names)
    }

    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// All readings of a spelling.
    pub fn find(&self, key: u64) -> &[Naming] {
        self.by_key.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Whether a name may open with this word.
    pub fn may_start(&self, word: &str) -> bool {
        word.starts_with(|c: char| !c.is_lowercase()) || self.lower_starts.contains(word)
    }

    /// The state of a code: its name and identifier.
    pub fn state(&self, code: Code) -> Option<&Entry> {
        self.states.get(&code).map(|id| self.entry(*id))
    }

    fn push(&mut self, entry: Entry) -> EntryId {
        self.entries.push(entry);
        EntryId(self.entries.len() as u32 - 1)
    }

    fn name(&mut self, spelling: &str, entry: EntryId, sense: Sense) {
        if let Some(first) = spelling.split([' ', '-']).next()
            && first.starts_with(char::is_lowercase)
        {
            self.lower_starts.insert(first.into());
        }
        let readings = self.by_key.entry(Key::of(spelling, Case::Kept)).or_default();
        if !readings.iter().any(|n| n.entry == entry) {
            readings.push(Naming { entry, sense });
        }
    }

    fn add_country(&mut self, row: &Row, problems: &mut Problems) {
        let Some(code) = row.code::<Code>(0, "a three-letter code", problems) else { return };
        let kind = match row.cell(1) {
            "state" => EntryKind::State,
            "territory" | "region" | "disputed" | "bloc" => EntryKind::Land,
            other => {
                let expected = "state, territory, region, disputed or bloc";
                return problems.0.push(row.problem(expected, &format!("`{other}`")));
            }
        };
        if !matches!(row.cell(9), "" | "family") {
            problems.0.push(row.problem("`family` or nothing", &format!("`{}`", row.cell(9))));
        }
        if row.cell(9) == "family" {
            self.family_first.insert(code);
        }
        let id = self.push(Entry {
            name: row.cell(4).into(),
            code,
            sectors: read_sectors(row, 2, problems),
            wikidata: row.cell(3).into(),
            kind,
            days: (0, u32::MAX),
        });
        self.states.entry(code).or_insert(id);
        self.name(row.cell(4), id, Sense::Name);
        row.list(5).for_each(|n| self.name(n, id, Sense::Name));
        row.list(6).for_each(|n| self.name(n, id, Sense::Adjective));
        row.list(7).for_each(|n| self.name(n, id, Sense::People));
        row.list(8).for_each(|n| self.name(n, id, Sense::Capital));
    }

    fn add_metonym(&mut self, row: &Row, problems: &mut Problems) {
        let Some(code) = row.code::<Code>(1, "a three-letter code", problems) else { return };
        let sense = match row.cell(4) {
            "always" => Sense::Seat,
            "mostly" => Sense::SeatOrPlace,
            other => return problems.0.push(row.problem("always or mostly", &format!("`{other}`"))),
        };
        let id = self.push(Entry {
            name: row.cell(3).into(),
            code,
            sectors: read_sectors(row, 2, problems),
            wikidata: SmolStr::default(),
            kind: EntryKind::Seat,
            days: (0, u32::MAX),
        });
        row.list(0).for_each(|n| self.name(n, id, sense));
    }

    fn add_organisation(&mut self, row: &Row, problems: &mut Problems) {
        let Some(code) = row.code::<Code>(2, "a three-letter code", problems) else { return };
        let kind = match row.cell(4) {
            "agency" => EntryKind::Agency,
            "body" => EntryKind::Body,
            "ngo" => EntryKind::Ngo,
            "armed" => EntryKind::Armed,
            "party" => EntryKind::Party,
            "outlet" => EntryKind::Outlet,
            "company" => EntryKind::Company,
            "institution" => EntryKind::Institution,
            other => {
                let expected = "agency, body, ngo, armed, party, outlet, company or institution";
                return problems.0.push(row.problem(expected, &format!("`{other}`")));
            }
        };
        if !matches!(row.cell(7), "" | "state" | "public" | "party" | "army" | "private") {
            problems.0.push(row.problem("state, public, party, army or private", row.cell(7)));
        }
        let days = super::terms::read_days(row, 5, problems);
        // A bracketed country at the end tells two bodies of one name apart; no text prints it.
        let name = row.cell(0).split(" (").next().unwrap_or("");
        let id = self.push(Entry {
            name: name.into(),
            code,
            sectors: read_sectors(row, 3, problems),
            wikidata: SmolStr::default(),
            kind,
            days: (days.first, days.last),
        });
        for spelling in std::iter::once(name).chain(row.list(1)) {
            let letters = spelling.chars().all(|c| !c.is_lowercase()) && !spelling.contains(' ');
            self.name(spelling, id, if letters { Sense::Acronym } else { Sense::Name });
        }
    }
}

/// The columns of `countries.tsv`, which places read as well.
pub(crate) const COUNTRY_COLUMNS: [&str; 10] = [
    "code",
    "kind",
    "sectors",
    "wikidata",
    "name",
    "other_names",
    "adjectives",
    "people",
    "capital",
    "order",
];
const METONYM_COLUMNS: [&str; 5] = ["name", "code", "sectors", "stands_for", "place"];
const ORGANISATION_COLUMNS: [&str; 8] =
    ["name", "aliases", "code", "sectors", "kind", "start", "end", "owner"];
