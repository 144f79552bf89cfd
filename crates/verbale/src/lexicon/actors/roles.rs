//! What people and bodies are called when they are not named.

use super::key::{Case, Key, KeyMap};
use super::names::Origin;
use super::read_sectors;
use super::reference::Gender;
use crate::document::Code;
use crate::lexicon::map::{Map, Set};
use crate::lexicon::{Files, Problems, Row, Table};
use smol_str::SmolStr;

/// A place in [`Roles::all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RoleId(pub u32);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RoleKind {
    Person,
    Group,
    Organisation,
    /// Stands before a name, is no office.
    Title,
}

/// A role word and what follows from it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Role {
    pub word: SmolStr,
    pub sectors: Vec<Code>,
    pub code: Option<Code>,
    pub kind: RoleKind,
    pub office: Option<SmolStr>,
    pub takes: bool,
    pub weak: bool,
    pub counterpart: bool,
    pub describes: bool,
    pub place: bool,
    /// People only by itself: "thousands marched", not "thousands of trees".
    pub alone: bool,
    pub kin: bool,
    pub anyone: bool,
    /// The government's own if it is "of" a state.
    pub national: bool,
    pub gender: Option<Gender>,
    /// Where it stands.
    pub origin: Origin,
}

/// Role words by spelling.
#[derive(Debug, Default)]
pub(crate) struct Roles {
    all: Vec<Role>,
    by_key: KeyMap<(RoleId, bool)>,
    titles: KeyMap<RoleId>,
    particles: Set<SmolStr>,
    peers: Map<SmolStr, Peer>,
    /// The list whose rows are being added, and its first role: it goes before all roles before that one.
    list: u8,
    first_of_list: u32,
}

/// An office's peer class.
#[derive(Debug, Default)]
struct Peer {
    like: SmolStr,
    top: bool,
}

pub(crate) const ROLES: &str = "lexicon/en/roles.tsv";
const OFFICES: &str = "lexicon/en/offices.tsv";
pub(crate) const COLUMNS: [&str; 7] = ["role", "plural", "sectors", "code", "kind", "office", "marks"];
const MARKS: [&str; 11] =
    ["takes", "weak", "counterpart", "describes", "place", "alone", "kin", "anyone", "national", "he", "she"];

impl Roles {
    pub fn read(files: &Files) -> Result<Roles, Problems> {
        let mut problems = Problems::default();
        let mut roles = Roles::default();
        let table = Table::read(files, ROLES, &COLUMNS)?;
        for row in table.rows(&mut problems) {
            roles.add(&row, &mut problems);
        }
        let table = Table::read(files, OFFICES, &["office", "like", "top"])?;
        for row in table.rows(&mut problems) {
            if !matches!(row.cell(2), "" | "yes") {
                problems.0.push(row.problem("`yes` or nothing", &format!("`{}`", row.cell(2))));
            }
            let peer = Peer { like: row.cell(1).into(), top: row.cell(2) == "yes" };
            roles.peers.insert(row.cell(0).into(), peer);
        }
        problems.or(roles)
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn get(&self, id: RoleId) -> &Role {
        &self.all[id.0 as usize]
    }

    /// The role of a spelling, and whether it is a plural.
    pub fn find(&self, key: u64) -> Option<(RoleId, bool)> {
        self.by_key.get(&key).copied()
    }

    /// A title of this spelling, case kept.
    pub fn find_title(&self, key: u64) -> Option<RoleId> {
        self.titles.get(&key).copied()
    }

    /// Whether a family name may hold this word: `von`.
    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    /// The class of offices in which holders of `office` meet their counterparts; the office itself if it is alone.
    pub fn like<'o>(&'o self, office: &'o str) -> &'o str {
        self.peers.get(office).map(|p| p.like.as_str()).filter(|l| !l.is_empty()).unwrap_or(office)
    }

    /// Whether every reader knows the holder of the office.
    pub fn is_top(&self, office: &str) -> bool {
        self.peers.get(office).is_some_and(|p| p.top)
    }

    /// What is added from now on is of this list.
    pub fn begin_list(&mut self, list: u8) {
        self.list = list;
        self.first_of_list = self.all.len() as u32;
    }

    pub fn add(&mut self, row: &Row, problems: &mut Problems) {
        let word = row.cell(0);
        if word.is_empty() {
            return problems.0.push(row.problem("a word or phrase", "nothing"));
        }
        let kind = match row.cell(4) {
            "person" => RoleKind::Person,
            "group" => RoleKind::Group,
            "organisation" => RoleKind::Organisation,
            "title" => RoleKind::Title,
            "particle" => {
                self.particles.insert(word.into());
                return;
            }
            other => {
                let expected = "person, group, organisation, title or particle";
                return problems.0.push(row.problem(expected, &format!("`{other}`")));
            }
        };
        for mark in row.list(6).filter(|m| !MARKS.contains(m)) {
            problems.0.push(row.problem(&MARKS.join(", "), &format!("`{mark}`")));
        }
        let has = |mark: &str| row.list(6).any(|m| m == mark);
        let office = row.cell(5);
        let id = RoleId(self.all.len() as u32);
        self.all.push(Role {
            word: word.into(),
            sectors: read_sectors(row, 2, problems),
            code: row.code(3, "a three-letter code", problems),
            kind,
            office: (!office.is_empty()).then(|| office.into()),
            takes: has("takes"),
            weak: has("weak"),
            counterpart: has("counterpart"),
            describes: has("describes"),
            place: has("place"),
            alone: has("alone"),
            kin: has("kin"),
            anyone: has("anyone"),
            national: has("national"),
            gender: row.list(6).find_map(|m| m.parse().ok()),
            origin: Origin { list: self.list, line: row.line as u32 },
        });
        if kind == RoleKind::Title {
            self.titles.insert(Key::of(word, Case::Kept), id);
            return;
        }
        let plural = row.cell(1);
        let old = self
            .by_key
            .insert(Key::of(word, Case::Loose), (id, kind == RoleKind::Group && !has("describes")));
        if old.is_some_and(|(old, _)| old.0 >= self.first_of_list) {
            problems.0.push(row.problem("a word that no other row has", &format!("`{word}` again")));
        }
        if !plural.is_empty() {
            let first = self.first_of_list;
            let known = self.by_key.entry(Key::of(plural, Case::Loose)).or_insert((id, true));
            if known.0.0 < first {
                *known = (id, true);
            }
        }
    }
}
