//! How much the lexicon knows.

use super::actors::names::{EntryId, EntryKind};
use super::actors::roles::{RoleId, RoleKind};
use super::{CuePos, Lexicon};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// So many things of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// `terms of office`, `organisations`, …
    pub table: &'static str,
    /// `foreign minister`, `armed groups`, …; `all` for the table as a whole.
    pub kind: SmolStr,
    /// How many.
    pub n: usize,
}

/// Classes of office that are counted by themselves.
const MOST_CLASSES: usize = 12;

impl Lexicon {
    /// Counts by table and kind; of each table first `all`, then its kinds, the largest first.
    pub fn count(&self) -> Vec<Count> {
        let mut counts = Vec::new();
        push(&mut counts, "terms of office", self.classes_of_office(), MOST_CLASSES);
        let entries =
            (0..self.actors.names.entries.len() as u32).map(|i| self.actors.names.entry(EntryId(i)));
        let (mut countries, mut bodies) = (BTreeMap::new(), BTreeMap::new());
        for entry in entries {
            let (table, kind) = kind_of(entry.kind);
            let counted = if table == COUNTRIES { &mut countries } else { &mut bodies };
            *counted.entry(SmolStr::new(kind)).or_insert(0) += 1;
        }
        push(&mut counts, COUNTRIES, countries, usize::MAX);
        push(&mut counts, "organisations", bodies, usize::MAX);
        push(&mut counts, "roles", self.kinds_of_role(), usize::MAX);
        push(&mut counts, "cues of speech", self.kinds_of_cue(), usize::MAX);
        push(&mut counts, "frames of events", self.types_of_frame(), usize::MAX);
        push(&mut counts, "places", self.gazetteer.count(), usize::MAX);
        counts
    }

    fn classes_of_office(&self) -> BTreeMap<SmolStr, usize> {
        let terms = &self.actors.terms;
        let mut classes = BTreeMap::new();
        for id in terms.ids() {
            let class = match self.actors.roles.like(terms.office(terms.get(id))) {
                "head" => "heads of state and government",
                "" => "no office told",
                class => class,
            };
            *classes.entry(class.into()).or_insert(0) += 1;
        }
        classes
    }

    fn kinds_of_role(&self) -> BTreeMap<SmolStr, usize> {
        let mut kinds = BTreeMap::new();
        for id in 0..self.actors.roles.len() as u32 {
            let kind = match self.actors.roles.get(RoleId(id)).kind {
                RoleKind::Person => "persons",
                RoleKind::Group => "groups",
                RoleKind::Organisation => "bodies",
                RoleKind::Title => "titles",
            };
            *kinds.entry(kind.into()).or_insert(0) += 1;
        }
        kinds
    }

    fn kinds_of_cue(&self) -> BTreeMap<SmolStr, usize> {
        let mut kinds = BTreeMap::new();
        for cue in self.cues.all() {
            let kind = match cue.pos {
                CuePos::Verb => "verbs",
                CuePos::Noun => "nouns",
                _ => "others",
            };
            *kinds.entry(kind.into()).or_insert(0) += 1;
        }
        kinds
    }

    fn types_of_frame(&self) -> BTreeMap<SmolStr, usize> {
        let mut types = BTreeMap::new();
        for frame in &self.frames.frames {
            let kind = frame.event_type.map_or("other", |t| t.as_str());
            *types.entry(kind.into()).or_insert(0) += 1;
        }
        types
    }
}

const COUNTRIES: &str = "countries";

fn kind_of(kind: EntryKind) -> (&'static str, &'static str) {
    match kind {
        EntryKind::State => (COUNTRIES, "states"),
        EntryKind::Land => (COUNTRIES, "territories, regions, disputed"),
        EntryKind::Seat => ("organisations", "seats of power"),
        EntryKind::Agency => ("organisations", "agencies of the UN"),
        EntryKind::Body => ("organisations", "international bodies"),
        EntryKind::Ngo => ("organisations", "NGOs"),
        EntryKind::Armed => ("organisations", "armed groups"),
        EntryKind::Party => ("organisations", "parties"),
        EntryKind::Outlet => ("organisations", "outlets"),
        EntryKind::Company => ("organisations", "companies"),
        EntryKind::Institution => ("organisations", "institutions of states"),
        EntryKind::Listed => ("organisations", "of your dictionaries"),
    }
}

/// All, then the kinds from the largest on; what is beyond `most` kinds is one.
fn push(counts: &mut Vec<Count>, table: &'static str, kinds: BTreeMap<SmolStr, usize>, most: usize) {
    counts.push(Count { table, kind: "all".into(), n: kinds.values().sum() });
    let mut kinds: Vec<(SmolStr, usize)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let others: usize = kinds.iter().skip(most).map(|(_, n)| n).sum();
    let n_others = kinds.len().saturating_sub(most);
    counts.extend(kinds.into_iter().take(most).map(|(kind, n)| Count { table, kind, n }));
    if others > 0 {
        counts.push(Count { table, kind: format!("{n_others} other offices").into(), n: others });
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_table_is_the_sum_of_its_kinds() {
        let counts = crate::english().language().lexicon.count();
        let of = |table: &str, all: bool| -> usize {
            counts.iter().filter(|c| c.table == table && (c.kind == "all") == all).map(|c| c.n).sum()
        };
        for table in ["terms of office", "countries", "organisations", "roles", "frames of events", "places"]
        {
            assert!(of(table, true) > 100, "{table}: {}", of(table, true));
            assert_eq!(of(table, true), of(table, false), "{table}");
        }
    }
}
