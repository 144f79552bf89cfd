//! Names of countries, seats of power and organisations.

use super::key::{Case, Key, KeyMap};
use super::read_sectors;
use crate::document::Code;
use crate::lexicon::map::{Map, Set};
use crate::lexicon::{Files, Problems, Row, Table};
use smol_str::SmolStr;
use std::collections::BTreeSet;

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
    /// Of a dictionary that does not tell what it is.
    Listed,
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
    /// Where it stands.
    pub origin: Origin,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Origin {
    /// 0 for our own tables; a user's lists are counted from 1, and the last one goes before the others.
    pub list: u8,
    /// From 1.
    pub line: u32,
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

impl Sense {
    /// A town that stands for those who govern from it.
    pub fn is_place(self) -> bool {
        matches!(self, Sense::Capital | Sense::SeatOrPlace)
    }
}

/// One reading of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Naming {
    pub entry: EntryId,
    pub sense: Sense,
    /// The list that has this reading: 0 for our own tables.
    pub list: u8,
}

/// All names, by their spelling.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub entries: Vec<Entry>,
    by_key: KeyMap<Vec<Naming>>,
    /// Names of dictionaries, which do not tell upper from lower case.
    loose: KeyMap<Vec<Naming>>,
    /// Lower-case words that open a name ("al-Qaeda").
    lower_starts: Set<SmolStr>,
    states: Map<Code, EntryId>,
    /// Countries whose people have the family name first.
    pub family_first: Set<Code>,
    /// The list whose rows are being added.
    list: u8,
}

/// PLOVER's actors that are no states.
const NON_STATES: [Code; 7] = [
    Code::new("IGO"),
    Code::new("UNO"),
    Code::new("EUR"),
    Code::new("NGO"),
    Code::new("ISM"),
    Code::new("IMG"),
    Code::new("MNC"),
];
pub(crate) const CODES: &str =
    "countries have their ISO 3166 code (countries.tsv), others UNO, EUR, IGO, NGO, ISM, IMG or MNC";

pub(crate) const COUNTRIES: &str = "lexicon/en/countries.tsv";

/// The table of ours in which entries of a kind stand.
pub(crate) fn file_of(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::State | EntryKind::Land => COUNTRIES,
        EntryKind::Seat => METONYMS,
        _ => ORGANISATIONS,
    }
}

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

    /// What is added from now on is of this list.
    pub fn begin_list(&mut self, list: u8) {
        self.list = list;
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

    /// Readings of dictionaries for a spelling in whatever case.
    pub fn find_loose(&self, key: u64) -> &[Naming] {
        self.loose.get(&key).map_or(&[], Vec::as_slice)
    }

    pub fn has_loose(&self) -> bool {
        !self.loose.is_empty()
    }

    /// The list that has the say over a name.
    pub fn list_of(&self, namings: &[Naming]) -> u8 {
        namings.iter().map(|n| n.list).max().unwrap_or(0)
    }

    /// Leaves the readings of the list that has the say.
    pub fn keep_preferred(&self, namings: &mut Vec<Naming>) {
        let list = self.list_of(namings);
        namings.retain(|n| n.list == list);
        // of one list what is said of these days goes before what is said of all days
        let dated = |n: &Naming| self.entry(n.entry).days != (0, u32::MAX);
        if list > 0 && namings.iter().any(dated) {
            namings.retain(dated);
        }
    }

    /// Whether PLOVER or a table of countries has this code for one who acts.
    pub fn knows_code(&self, code: Code) -> bool {
        self.states.contains_key(&code) || NON_STATES.contains(&code)
    }

    /// The code of a row's actor; an empty cell is a problem, and so is a code that nobody has.
    fn code_of(&self, row: &Row, column: usize, problems: &mut Problems) -> Option<Code> {
        if row.cell(column).is_empty() {
            problems.0.push(row.problem("a three-letter code", "nothing").remedy(CODES));
            return None;
        }
        let code = row.code::<Code>(column, "a three-letter code", problems)?;
        if !self.knows_code(code) {
            let problem = row.problem("the code of a country or body", &format!("`{code}`"));
            problems.0.push(problem.remedy(CODES));
            return None;
        }
        Some(code)
    }

    /// Words that stay small inside names: of, and, for.
    pub fn small_words(&self) -> BTreeSet<SmolStr> {
        let words = self.entries.iter().flat_map(|entry| entry.name.split(' ').skip(1));
        words.filter(|w| w.chars().all(char::is_lowercase)).map(SmolStr::from).collect()
    }

    /// Adds a name from a dictionary. Where our own tables say the same of it they are kept, since they know more.
    pub fn add_listed(&mut self, spellings: &[String], entry: Entry, is_town: impl Fn(&str) -> bool) {
        let state = self.states.get(&entry.code).copied();
        let bare = entry.sectors.is_empty() && entry.days == (0, u32::MAX);
        let id = match state.filter(|_| bare) {
            Some(id) => id,
            None => self.push(entry),
        };
        let list = self.list;
        for spelling in spellings {
            let readings = self.loose.entry(Key::of(spelling, Case::Loose)).or_default();
            if readings.first().is_some_and(|n| n.list != list) {
                readings.clear();
            }
            let town = bare && is_town(spelling);
            readings.push(Naming {
                entry: id,
                sense: if town { Sense::SeatOrPlace } else { Sense::Name },
                list,
            });
        }
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
        let list = self.list;
        // What a user says without a date goes for every day; what he says with dates, only for those.
        let always = self.entry(entry).days == (0, u32::MAX);
        let readings = self.by_key.entry(Key::of(spelling, Case::Kept)).or_default();
        if always && list > 0 {
            readings.truncate(readings.partition_point(|n| n.list >= list));
        }
        // the readings of a list stand together, the last list's first
        let at = readings.partition_point(|n| n.list >= list);
        if at == 0 || readings[at - 1].entry != entry {
            readings.insert(at, Naming { entry, sense, list });
        }
    }

    fn origin(&self, row: &Row) -> Origin {
        Origin { list: self.list, line: row.line as u32 }
    }

    pub fn add_country(&mut self, row: &Row, problems: &mut Problems) {
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
            origin: self.origin(row),
        });
        if self.list > 0 {
            self.states.insert(code, id);
        } else {
            self.states.entry(code).or_insert(id);
        }
        self.name(row.cell(4), id, Sense::Name);
        row.list(5).for_each(|n| self.name(n, id, Sense::Name));
        row.list(6).for_each(|n| self.name(n, id, Sense::Adjective));
        row.list(7).for_each(|n| self.name(n, id, Sense::People));
        row.list(8).for_each(|n| self.name(n, id, Sense::Capital));
    }

    pub fn add_metonym(&mut self, row: &Row, problems: &mut Problems) {
        let Some(code) = self.code_of(row, 1, problems) else { return };
        if row.list(0).next().is_none() {
            return problems.0.push(row.problem("a name", "nothing"));
        }
        let sense = match row.cell(4) {
            "always" => Sense::Seat,
            "mostly" => Sense::SeatOrPlace,
            other => return problems.0.push(row.problem("always or mostly", &format!("`{other}`"))),
        };
        let days = super::terms::read_days(row, 5, problems);
        let id = self.push(Entry {
            name: row.cell(3).into(),
            code,
            sectors: read_sectors(row, 2, problems),
            wikidata: SmolStr::default(),
            kind: EntryKind::Seat,
            days: (days.first, days.last),
            origin: self.origin(row),
        });
        row.list(0).for_each(|n| self.name(n, id, sense));
    }

    pub fn add_organisation(&mut self, row: &Row, problems: &mut Problems) {
        let Some(code) = self.code_of(row, 2, problems) else { return };
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
        if row.cell(0).is_empty() {
            return problems.0.push(row.problem("a name", "nothing"));
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
            origin: self.origin(row),
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
pub(crate) const METONYM_COLUMNS: [&str; 7] =
    ["name", "code", "sectors", "stands_for", "place", "start", "end"];
pub(crate) const ORGANISATION_COLUMNS: [&str; 8] =
    ["name", "aliases", "code", "sectors", "kind", "start", "end", "owner"];
