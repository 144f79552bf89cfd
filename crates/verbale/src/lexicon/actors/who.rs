//! Whom words may stand for: what `verbale lexicon who` answers.

use super::key::{Case, Key};
use super::names::{Entry, EntryKind, Naming, Origin, Sense};
use super::roles::{RoleId, RoleKind};
use super::terms::{TermId, day_of, surnames};
use super::{Actors, names, roles};
use crate::document::Code;
use jiff::civil::Date;
use smol_str::SmolStr;

/// How well a candidate fits the words and the day, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Called {
    /// By the whole name, or one of its other spellings.
    Name,
    /// By the family name alone, which every reader knows.
    KnownSurname,
    /// By a family name that is not known enough to do alone.
    Surname,
    /// By a part of the words: "rebel" and "spokesman" of "rebel spokesman".
    Part,
}

/// How the day of the question lies to the days for which a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// It holds on that day, or no day was asked for.
    Now,
    /// It has ended before.
    Past,
    /// It begins later.
    Future,
}

/// One whom the words may stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The canonical name, or the role word.
    pub name: SmolStr,
    /// What it is, in a word or two: `person`, `capital`, `outlet`, `role of a person`.
    pub what: &'static str,
    /// PLOVER country or body; a role has mostly none of its own.
    pub code: Option<Code>,
    /// PLOVER sectors, the main one first.
    pub sectors: Vec<Code>,
    /// The office of a person, or the one that a role is.
    pub office: Option<SmolStr>,
    /// First day, month or year; empty for no limit.
    pub start: SmolStr,
    /// The last one; `+`: it went on when the row was made.
    pub end: SmolStr,
    /// Wikidata item, where known.
    pub wikidata_id: Option<SmolStr>,
    /// `wikidata`, `editor`, `our tables` or `your list`.
    pub source: &'static str,
    /// File and line of the row.
    pub place: String,
    /// How the words name it.
    pub called: Called,
    /// Whether it holds on the day.
    pub when: When,
    /// Of several lists the one that goes first has the highest number; ours are 0.
    pub list: u8,
}

impl Actors {
    /// All whom the words may stand for, the likeliest first: those of the day before others, whole names before family
    /// names, users' lists before our tables, later terms before earlier ones.
    ///
    /// ```
    /// use verbale::date;
    /// let actors = &verbale::english().language().lexicon.actors;
    /// let found = actors.candidates("Boris Johnson", Some(date(2017, 3, 1)));
    /// assert_eq!(found[0].office.as_deref(), Some("foreign secretary"));
    /// ```
    pub fn candidates(&self, words: &str, on: Option<Date>) -> Vec<Candidate> {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = self.without_article(&words);
        let day = on.map(day_of);
        let mut found = self.whole(bare, day, Called::Name);
        found.extend(self.by_surname(bare, day));
        if found.is_empty() {
            found = self.parts(bare, day);
        } else {
            found.sort_by(|a, b| {
                let rank = |c: &Candidate| (c.when, c.called, std::cmp::Reverse(c.list));
                rank(a).cmp(&rank(b)).then_with(|| b.start.cmp(&a.start))
            });
        }
        found
    }

    /// "the Kremlin" is listed without its article.
    fn without_article<'w>(&self, words: &'w str) -> &'w str {
        let rest = words
            .split_once(' ')
            .filter(|(first, _)| self.reference.is(&first.to_lowercase(), super::reference::Use::Definite));
        rest.map_or(words, |(_, rest)| rest)
    }

    /// What is called so and nothing else.
    fn whole(&self, words: &str, day: Option<u32>, called: Called) -> Vec<Candidate> {
        let (kept, loose) = (Key::of(words, Case::Kept), Key::of(words, Case::Loose));
        let mut namings: Vec<Naming> = self.names.find(kept).to_vec();
        for listed in self.names.find_loose(loose) {
            if !namings.iter().any(|n| n.entry == listed.entry) {
                namings.insert(0, *listed);
            }
        }
        let mut found: Vec<Candidate> =
            namings.iter().map(|n| self.entry_candidate(n, day, called)).collect();
        found.extend(self.terms.of_name(loose).iter().map(|t| self.term_candidate(*t, day, called)));
        let role = self.roles.find(loose).map(|(role, _)| role).or_else(|| self.roles.find_title(kept));
        found.extend(role.map(|role| self.role_candidate(role, called)));
        found
    }

    /// Persons whose family name it is.
    fn by_surname(&self, words: &str, day: Option<u32>) -> Vec<Candidate> {
        let key = Key::of(words, Case::Loose);
        let (whole, known) = (self.terms.of_name(key), self.terms.of_surname(key));
        let others = self.terms.ids().filter(|t| {
            let term = self.terms.get(*t);
            let family_first = self.names.family_first.contains(&term.country);
            let bears = |name: &str| {
                let found = surnames(name, &self.roles, family_first);
                found.iter().any(|s| Key::of(s, Case::Loose) == key)
            };
            !term.top && bears(self.terms.person(term))
        });
        // a foreign minister who was an envoy before is known by his name in both rows
        let who = |t: TermId| (self.terms.person(self.terms.get(t)), self.terms.get(t).country);
        let is_known = |t: TermId| known.iter().any(|k| who(*k) == who(t));
        let of_others = others.map(|t| (t, if is_known(t) { Called::KnownSurname } else { Called::Surname }));
        let all = known.iter().map(|t| (*t, Called::KnownSurname)).chain(of_others);
        let new = all.filter(|(t, _)| !whole.contains(t));
        new.map(|(t, called)| self.term_candidate(t, day, called)).collect()
    }

    /// The longest known pieces of the words, from left to right.
    fn parts(&self, words: &str, day: Option<u32>) -> Vec<Candidate> {
        let words: Vec<&str> = words.split(' ').collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = (at + 1..=words.len().min(at + 10)).rev().find_map(|end| {
                let piece = self.whole(&words[at..end].join(" "), day, Called::Part);
                (!piece.is_empty()).then_some((end, piece))
            });
            match longest {
                Some((end, mut piece)) => {
                    piece.sort_by_key(|c| (c.when, std::cmp::Reverse(c.list)));
                    found.extend(piece);
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    fn term_candidate(&self, id: TermId, day: Option<u32>, called: Called) -> Candidate {
        let term = self.terms.get(id);
        let (file, line, list) = self.terms.origin(term);
        let (start, end) = self.terms.dates(term);
        let wikidata = self.terms.wikidata(term);
        Candidate {
            name: self.terms.person(term).into(),
            what: "person",
            code: Some(term.country),
            sectors: self.terms.sectors(term).to_vec(),
            office: Some(self.terms.office(term).clone()).filter(|o| !o.is_empty()),
            start: start.into(),
            end: end.into(),
            wikidata_id: super::some(wikidata),
            source: match list {
                1.. => "your list",
                _ if self.terms.is_editors(term) => "editor",
                _ if wikidata.is_empty() => "our tables",
                _ => "wikidata",
            },
            place: format!("{file}:{line}"),
            called,
            when: match day {
                Some(day) if self.terms.covers(id, day) => When::Now,
                Some(day) if term.days.first > day => When::Future,
                Some(_) => When::Past,
                None => When::Now,
            },
            list,
        }
    }

    fn entry_candidate(&self, naming: &Naming, day: Option<u32>, called: Called) -> Candidate {
        let entry = self.names.entry(naming.entry);
        let (first, last) = entry.days;
        let written =
            |day: u32| SmolStr::from(format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100));
        let capital = naming.sense == Sense::Capital;
        Candidate {
            name: entry.name.clone(),
            what: what_of(entry, naming.sense),
            code: Some(entry.code),
            sectors: if capital { vec![Code::new("GOV")] } else { entry.sectors.clone() },
            office: None,
            start: if first == 0 { SmolStr::default() } else { written(first) },
            end: if last == u32::MAX { SmolStr::default() } else { written(last) },
            wikidata_id: super::some(&entry.wikidata),
            source: source(entry.origin.list),
            place: self.place(entry.origin, names::file_of(entry.kind)),
            called,
            when: match day {
                Some(day) if day > last => When::Past,
                Some(day) if day < first => When::Future,
                _ => When::Now,
            },
            list: naming.list,
        }
    }

    fn role_candidate(&self, id: RoleId, called: Called) -> Candidate {
        let role = self.roles.get(id);
        Candidate {
            name: role.word.clone(),
            what: match role.kind {
                RoleKind::Person => "role of a person",
                RoleKind::Group => "role of a group",
                RoleKind::Organisation => "sort of body",
                RoleKind::Title => "title",
            },
            code: role.code,
            sectors: role.sectors.clone(),
            office: role.office.clone(),
            start: SmolStr::default(),
            end: SmolStr::default(),
            wikidata_id: None,
            source: source(role.origin.list),
            place: self.place(role.origin, roles::ROLES),
            called,
            when: When::Now,
            list: role.origin.list,
        }
    }

    fn place(&self, origin: Origin, ours: &str) -> String {
        let list = usize::from(origin.list).checked_sub(1).and_then(|i| self.lists.get(i));
        format!("{}:{}", list.map_or(ours, SmolStr::as_str), origin.line)
    }

    /// Names that are spelled nearly so, the nearest first.
    pub fn near_misses(&self, words: &str) -> Vec<SmolStr> {
        let wanted = crate::lexicon::fold_name(words);
        let most = match wanted.chars().count() {
            0..3 => return Vec::new(),
            3..6 => 1,
            _ => 2,
        };
        let mut near: Vec<(usize, bool, SmolStr)> = Vec::new();
        let mut consider = |shown: &str, known: bool| {
            let name = crate::lexicon::fold_name(shown);
            if let Some(n) = distance(&wanted, &name, most).filter(|n| *n > 0) {
                near.push((n, !known, shown.into()));
            }
        };
        let single = !words.trim().contains(' ');
        for id in self.terms.ids() {
            let term = self.terms.get(id);
            for name in self.terms.spellings(term) {
                match name.rsplit(' ').next().filter(|_| single) {
                    Some(last) => consider(last, term.top),
                    None => consider(name, term.top),
                }
            }
        }
        self.names.entries.iter().for_each(|entry| consider(&entry.name, true));
        (0..self.roles.len() as u32).for_each(|id| consider(&self.roles.get(RoleId(id)).word, true));
        near.sort();
        near.dedup_by(|a, b| a.2 == b.2);
        let mut shown: Vec<SmolStr> = Vec::new();
        for (_, _, name) in near {
            if shown.len() < 5 && !shown.contains(&name) {
                shown.push(name);
            }
        }
        shown
    }
}

fn source(list: u8) -> &'static str {
    if list == 0 { "our tables" } else { "your list" }
}

fn what_of(entry: &Entry, sense: Sense) -> &'static str {
    match (sense, entry.kind) {
        (Sense::Adjective, _) => "adjective of a country",
        (Sense::People, _) => "people of a country",
        (Sense::Capital, _) => "capital",
        (Sense::Seat, _) => "seat of power",
        (Sense::SeatOrPlace, _) => "seat of power, or a place",
        (_, EntryKind::State) => "country",
        (_, EntryKind::Land) => "territory or region",
        (_, EntryKind::Seat) => "seat of power",
        (_, EntryKind::Agency) => "agency of the UN",
        (_, EntryKind::Body) => "international body",
        (_, EntryKind::Ngo) => "NGO",
        (_, EntryKind::Armed) => "armed group",
        (_, EntryKind::Party) => "party",
        (_, EntryKind::Outlet) => "outlet",
        (_, EntryKind::Company) => "company",
        (_, EntryKind::Institution) => "institution",
        (_, EntryKind::Listed) => "entry of a dictionary",
    }
}

/// How many letters must be changed, left out, put in or swapped with the next; none if more than `most`.
fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut n = (last[j - 1] + change).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                n = n.min(before[j - 2] + 1);
            }
            row.push(n);
        }
        if row.iter().all(|n| *n > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|n| *n <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Files;

    #[test]
    fn spelling_errors_are_counted() {
        assert_eq!(distance("lavrof", "lavrov", 2), Some(1));
        assert_eq!(distance("lavorv", "lavrov", 2), Some(1));
        assert_eq!(distance("moreno", "moreno", 2), Some(0));
        assert_eq!(distance("moreno", "romero", 1), None);
        assert_eq!(distance("", "ab", 2), Some(2));
    }

    #[test]
    fn who_it_is_depends_on_the_day() {
        let actors = Actors::read(&Files::own()).unwrap_or_else(|problems| panic!("{problems}"));
        let check = |words: &str, day: Option<Date>, expected: &str| {
            let found = actors.candidates(words, day);
            let codes = |c: &Candidate| {
                c.code.iter().chain(&c.sectors).map(Code::to_string).collect::<Vec<_>>().join(" ")
            };
            let first = found.first().map(|c| format!("{} {} {:?}", c.what, codes(c), c.when));
            assert_eq!(first.as_deref(), Some(expected), "{words}");
        };
        check("Lavrov", Some(jiff::civil::date(2022, 3, 30)), "person RUS GOV Now");
        check("Boris Johnson", Some(jiff::civil::date(2024, 3, 30)), "person GBR GOV Past");
        check("the Kremlin", None, "seat of power RUS GOV Now");
        check("Ankara", None, "capital TUR GOV Now");
        check("Turkish", None, "adjective of a country TUR Now");
        check("rebel spokesman", None, "role of a person REB Now");
        assert_eq!(actors.near_misses("Lavrof").first().map(SmolStr::as_str), Some("Lavrov"));
        assert!(actors.candidates("Xyzzy Qwert", None).is_empty());
    }
}
