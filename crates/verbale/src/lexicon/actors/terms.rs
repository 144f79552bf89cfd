//! Who held which office when.

use super::key::{Case, Key, KeyMap};
use super::roles::Roles;
use crate::document::Code;
use crate::lexicon::{Files, Problem, Problems, Row};
use jiff::civil::Date;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// A stretch of days as yyyymmdd, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Days {
    pub first: u32,
    pub last: u32,
    /// Went on when the source was made.
    pub open: bool,
}

/// A place in the table of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TermId(pub u32);

/// One person in one office for a time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term {
    file: u8,
    line: u32,
    pub country: Code,
    office: u16,
    sectors: u16,
    pub days: Days,
    /// The holder is known to every reader.
    pub top: bool,
}

/// All terms of office, by the name of the person.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    texts: Vec<Cow<'static, str>>,
    terms: Vec<Term>,
    offices: Vec<SmolStr>,
    sector_lists: Vec<Vec<Code>>,
    by_name: KeyMap<Vec<TermId>>,
    by_surname: KeyMap<Vec<TermId>>,
    by_office: HashMap<(Code, u16), Vec<TermId>>,
    /// Offices by the class in which their holders are peers.
    peers: HashMap<SmolStr, Vec<u16>>,
}

/// In this order: the first file that knows a person is believed.
const FILES: [&str; 3] = [
    "lexicon/en/officeholders-editor.tsv",
    "lexicon/en/officeholders-current.tsv",
    "lexicon/en/officeholders.tsv",
];
const HEADER: &str = "person\taliases\twikidata\tcountry\toffice\tsectors\tstart\tend";

impl Terms {
    pub fn read(files: &Files, roles: &Roles, family_first: &HashSet<Code>) -> Result<Terms, Problems> {
        let mut problems = Problems::default();
        let mut reader =
            Reading { terms: Terms::default(), offices: HashMap::new(), sectors: HashMap::new() };
        for name in FILES {
            match files.text(name) {
                Ok(text) => reader.read_file(name, text, roles, family_first, &mut problems),
                Err(more) => problems.0.extend(more.0),
            }
        }
        problems.or(reader.terms)
    }

    pub fn get(&self, id: TermId) -> &Term {
        &self.terms[id.0 as usize]
    }

    /// Terms of all who are called so.
    pub fn of_name(&self, key: u64) -> &[TermId] {
        self.by_name.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Terms in well-known offices of all whose family name this is.
    pub fn of_surname(&self, key: u64) -> &[TermId] {
        self.by_surname.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Terms of a country in the offices of a class; in one office of it, if one is named.
    pub fn of_class<'t>(
        &'t self,
        country: Code,
        class: &str,
        only: Option<&'t str>,
    ) -> impl Iterator<Item = TermId> + 't {
        let offices = self.peers.get(class).map_or(&[][..], Vec::as_slice);
        let wanted = offices.iter().filter(move |o| only.is_none_or(|w| self.offices[usize::from(**o)] == w));
        wanted.filter_map(move |o| self.by_office.get(&(country, *o))).flatten().copied()
    }

    pub fn office(&self, term: &Term) -> &SmolStr {
        &self.offices[usize::from(term.office)]
    }

    pub fn sectors(&self, term: &Term) -> &[Code] {
        &self.sector_lists[usize::from(term.sectors)]
    }

    /// The canonical name.
    pub fn person(&self, term: &Term) -> &str {
        self.cell(term, 0)
    }

    /// Other spellings, separated by semicolons.
    pub fn aliases(&self, term: &Term) -> &str {
        self.cell(term, 1)
    }

    pub fn wikidata(&self, term: &Term) -> &str {
        self.cell(term, 2)
    }

    /// Whether the row was added by an editor from general knowledge.
    pub fn is_editors(&self, term: &Term) -> bool {
        term.file == 0
    }

    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// All terms, in the order of the files.
    pub fn ids(&self) -> impl Iterator<Item = TermId> + use<> {
        (0..self.terms.len() as u32).map(TermId)
    }

    fn cell(&self, term: &Term, column: usize) -> &str {
        let text = self.texts.get(usize::from(term.file)).and_then(|t| t.get(term.line as usize..));
        let line = text.and_then(|t| t.lines().next()).unwrap_or("");
        line.split('\t').nth(column).unwrap_or("")
    }

    /// Whether a term covers a day; a term that was open when its source was made is held to last until a
    /// successor begins, and for four years at most, for one if the office is less well known.
    pub fn covers(&self, id: TermId, day: u32) -> bool {
        let term = self.get(id);
        if day < term.days.first {
            return false;
        }
        if day <= term.days.last {
            return true;
        }
        term.days.open && day <= Terms::longest(term) && self.successor(term).is_none_or(|next| day < next)
    }

    /// The last day that [`Terms::covers`].
    pub fn last_day(&self, id: TermId) -> u32 {
        let term = self.get(id);
        if !term.days.open {
            return term.days.last;
        }
        // The day before a successor's first need not be in the calendar, only below it.
        let next = self.successor(term).map_or(u32::MAX, |next| next - 1);
        Terms::longest(term).min(next).max(term.days.last)
    }

    fn longest(term: &Term) -> u32 {
        term.days.last + if term.top { 40_000 } else { 10_000 }
    }

    /// Whether a term covers a day for certain enough to put a name to an office: an open term only for half a year
    /// after its source was made. Who is named keeps his office for longer, by [`Terms::covers`].
    pub fn surely_covers(&self, id: TermId, day: u32) -> bool {
        let term = self.get(id);
        self.covers(id, day) && (!term.days.open || day <= term.days.last + 600)
    }

    /// The first day of whoever next held the office of an open term.
    fn successor(&self, term: &Term) -> Option<u32> {
        let all = self.by_office.get(&(term.country, term.office)).map_or(&[][..], Vec::as_slice);
        let others = all.iter().map(|id| self.get(*id)).filter(|other| {
            other.days.first > term.days.first
                && other.days.last >= term.days.last
                && self.person(other) != self.person(term)
        });
        others.map(|other| other.days.first).min()
    }
}

struct Reading {
    terms: Terms,
    offices: HashMap<SmolStr, (u16, bool)>,
    sectors: HashMap<SmolStr, u16>,
}

impl Reading {
    fn read_file(
        &mut self,
        name: &str,
        text: Cow<'static, str>,
        roles: &Roles,
        family_first: &HashSet<Code>,
        problems: &mut Problems,
    ) {
        let file = self.terms.texts.len() as u8;
        let mut at = 0;
        let mut seen_header = false;
        for (i, line) in text.split('\n').enumerate() {
            let start = at as u32;
            at += line.len() + 1;
            let line = line.trim_end_matches('\r');
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            if !seen_header {
                seen_header = true;
                if line != HEADER {
                    let expected = format!("the columns `{}`", HEADER.replace('\t', "` `"));
                    problems.0.push(Problem::new(name, i + 1, &expected, &format!("`{line}`")));
                    break;
                }
                continue;
            }
            if let Err((expected, found)) = self.read_line(line, file, start, roles, family_first) {
                problems.0.push(Problem::new(name, i + 1, expected, &format!("`{found}`")));
            }
        }
        self.terms.texts.push(text);
    }

    fn read_line<'l>(
        &mut self,
        line: &'l str,
        file: u8,
        start: u32,
        roles: &Roles,
        family_first: &HashSet<Code>,
    ) -> Result<(), (&'static str, &'l str)> {
        let mut cells = [""; 8];
        let mut n_cells = 0;
        for (slot, cell) in cells.iter_mut().zip(line.split('\t')) {
            *slot = cell;
            n_cells += 1;
        }
        let [person, aliases, _, country, office, sectors, first, last] = cells;
        if n_cells < 8 || person.is_empty() || office.is_empty() {
            return Err(("eight cells, the person and the office among them", line));
        }
        let country: Code = country.parse().map_err(|_| ("a three-letter code", country))?;
        let days = read_span(first, last).ok_or(("two dates, the later one last", line))?;
        let (office_id, top) = self.office(office, roles);
        let sectors = self.sectors(sectors)?;
        let id = TermId(self.terms.terms.len() as u32);
        self.terms.terms.push(Term { file, line: start, country, office: office_id, sectors, days, top });
        self.terms.by_office.entry((country, office_id)).or_default().push(id);
        for name in std::iter::once(person).chain(aliases.split(';')).filter(|n| !n.is_empty()) {
            add(&mut self.terms.by_name, Key::of(name, Case::Loose), id);
            if top {
                for surname in surnames(name, roles, family_first.contains(&country)) {
                    add(&mut self.terms.by_surname, Key::of(surname, Case::Loose), id);
                }
            }
        }
        Ok(())
    }

    fn office(&mut self, office: &str, roles: &Roles) -> (u16, bool) {
        if let Some(known) = self.offices.get(office) {
            return *known;
        }
        let known = (self.terms.offices.len() as u16, roles.is_top(office));
        self.terms.offices.push(office.into());
        self.terms.peers.entry(roles.like(office).into()).or_default().push(known.0);
        self.offices.insert(office.into(), known);
        known
    }

    fn sectors<'l>(&mut self, cell: &'l str) -> Result<u16, (&'static str, &'l str)> {
        if let Some(known) = self.sectors.get(cell) {
            return Ok(*known);
        }
        let list: Result<Vec<Code>, _> = cell.split(';').filter(|s| !s.is_empty()).map(str::parse).collect();
        let list = list.map_err(|_| ("PLOVER sectors", cell))?;
        if !list.iter().all(|s| super::SECTORS.contains(s)) {
            return Err(("PLOVER sectors", cell));
        }
        let known = self.terms.sector_lists.len() as u16;
        self.terms.sector_lists.push(list);
        self.sectors.insert(cell.into(), known);
        Ok(known)
    }
}

fn add(table: &mut KeyMap<Vec<TermId>>, key: u64, id: TermId) {
    let list = table.entry(key).or_default();
    if list.last() != Some(&id) {
        list.push(id);
    }
}

/// What a paper may call a person after the first time: "el-Sisi", "Sisi", "van der Bellen", "Xi".
pub(crate) fn surnames<'n>(name: &'n str, roles: &Roles, family_first: bool) -> Vec<&'n str> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for word in name.split(' ') {
        words.push((at, word));
        at += word.len() + 1;
    }
    // Juan Carlos I, Carl Otto Jr.
    let is_suffix = |w: &str| {
        let word = w.trim_end_matches('.');
        matches!(word, "Jr" | "Sr") || !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
    };
    while words.len() > 1 && words.last().is_some_and(|(_, w)| is_suffix(w)) {
        words.pop();
    }
    let Some((last_at, last)) = words.last().copied() else { return Vec::new() };
    let name = &name[..last_at + last.len()];
    let mut found = vec![last];
    let mut start = last_at;
    for (at, word) in words.iter().rev().skip(1) {
        if !roles.is_particle(&word.to_lowercase()) {
            break;
        }
        start = *at;
    }
    if start < last_at {
        // "bin Salman" is no "Salman": the last word alone is his father's name
        if name[start..].to_lowercase().starts_with('b') {
            found.clear();
        }
        found.push(&name[start..]);
    }
    if let Some((prefix, bare)) = last.split_once('-')
        && roles.is_particle(&prefix.to_lowercase())
    {
        found.push(bare);
    }
    if family_first && words.len() > 1 {
        found.push(words[0].1);
    }
    found
}

/// Start and end of a row, empty cells for no limit; a problem if they are no dates.
pub(crate) fn read_days(row: &Row, column: usize, problems: &mut Problems) -> Days {
    read_span(row.cell(column), row.cell(column + 1)).unwrap_or_else(|| {
        let found = format!("`{}` and `{}`", row.cell(column), row.cell(column + 1));
        problems.0.push(row.problem("two dates, the later one last", &found));
        Days { first: 0, last: u32::MAX, open: false }
    })
}

fn read_span(first: &str, last: &str) -> Option<Days> {
    let open = last.ends_with('+');
    let first = if first.is_empty() { 0 } else { read_day(first, "0101")? };
    let last = match last.trim_end_matches('+') {
        "" => u32::MAX,
        last => read_day(last, "1231")?,
    };
    (first <= last).then_some(Days { first, last, open })
}

/// `1999`, `1999-07` or `1999-07-24` as yyyymmdd, filled up from `rest`.
fn read_day(date: &str, rest: &str) -> Option<u32> {
    let (year, month, day) = match date.len() {
        4 => (date, &rest[..2], &rest[2..]),
        7 => (date.get(..4)?, date.strip_prefix(date.get(..5)?)?, if rest == "0101" { "01" } else { "31" }),
        10 => (date.get(..4)?, date.get(5..7)?, date.get(8..)?),
        _ => return None,
    };
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok())?;
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(year * 10_000 + month * 100 + day)
}

/// A date as yyyymmdd.
pub(crate) fn day_of(date: Date) -> u32 {
    u32::from(date.year().unsigned_abs()) * 10_000
        + u32::from(date.month().unsigned_abs()) * 100
        + u32::from(date.day().unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_exact_as_their_source() {
        assert_eq!(read_day("2019", "0101"), Some(20190101));
        assert_eq!(read_day("2019-07", "1231"), Some(20190731));
        assert_eq!(read_day("2019-07-24", "1231"), Some(20190724));
        assert_eq!(read_day("2019-13", "1231"), None);
        assert_eq!(read_day("soon", "1231"), None);
        assert_eq!(read_span("2020", "2019"), None);
        assert_eq!(read_span("2020", "2022-07+"), Some(Days { first: 20200101, last: 20220731, open: true }));
    }

    #[test]
    fn a_paper_shortens_names() {
        let roles = Roles::read(&Files::own()).expect("roles.tsv is in order");
        assert_eq!(surnames("Idris von der Aue", &roles, false), ["Aue", "von der Aue"]);
        assert_eq!(surnames("Omar el-Basri", &roles, false), ["el-Basri", "Basri"]);
        assert_eq!(surnames("Talal bin Nasser", &roles, false), ["bin Nasser"]);
        assert_eq!(surnames("Ho Minzhe", &roles, true), ["Minzhe", "Ho"]);
        assert_eq!(surnames("Carl Otto Jr.", &roles, false), ["Otto"]);
        assert_eq!(surnames("Ludwig Otto XII", &roles, false), ["Otto"]);
    }
}
