//! Who held which office when.

use super::key::{Case, Key, KeyMap};
use super::names::{CODES, Names};
use super::roles::Roles;
use crate::document::Code;
use crate::lexicon::map::Map;
use crate::lexicon::table::quote;
use crate::lexicon::{Files, Problem, Problems, Row};
use jiff::civil::Date;
use smol_str::SmolStr;
use std::borrow::Cow;

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
    /// Of each text: the name of its file, and the list that it is, 0 for our own.
    files: Vec<SmolStr>,
    lists: Vec<u8>,
    terms: Vec<Term>,
    offices: Vec<SmolStr>,
    sector_lists: Vec<Vec<Code>>,
    by_name: KeyMap<Vec<TermId>>,
    by_surname: KeyMap<Vec<TermId>>,
    /// The less well known, whom a family name tells only beside their office.
    by_titled_surname: KeyMap<Vec<TermId>>,
    by_office: Map<(Code, u16), Vec<TermId>>,
    /// Offices by the class in which their holders are peers.
    peers: Map<SmolStr, Vec<u16>>,
}

/// In this order: the first file that knows a person is believed.
const FILES: [&str; 3] = [
    "lexicon/en/officeholders-editor.tsv",
    "lexicon/en/officeholders-current.tsv",
    "lexicon/en/officeholders.tsv",
];
/// The columns of all of them; a tenth cell, the line of a row in the file that it was made from, is ours alone.
pub(crate) const HEADER: &str = "person\taliases\twikidata\tcountry\toffice\tsectors\tstart\tend";

impl Terms {
    pub fn read(files: &Files, roles: &Roles, names: &Names) -> Result<Terms, Problems> {
        let mut problems = Problems::default();
        let mut reader = Reading::of(Terms::default(), Ours);
        for name in FILES {
            match files.text(name) {
                Ok(text) => reader.read_file(name, text, roles, names, &mut problems),
                Err(more) => problems.0.extend(more.0),
            }
        }
        problems.or(reader.terms)
    }

    /// Every term, in the order of the files.
    pub fn ids(&self) -> impl Iterator<Item = TermId> + use<> {
        (0..self.terms.len() as u32).map(TermId)
    }

    /// Adds a user's terms of office, which go before ours and before those of earlier lists.
    pub fn add_list(
        &mut self,
        name: &str,
        text: String,
        whose: Whose,
        (roles, names): (&Roles, &Names),
        problems: &mut Problems,
    ) {
        let mut reader = Reading::of(std::mem::take(self), whose);
        reader.read_file(name, text.into(), roles, names, problems);
        *self = reader.terms;
    }

    /// The list that a term is of, 0 for our own tables.
    fn list(&self, term: &Term) -> u8 {
        self.lists.get(usize::from(term.file)).copied().unwrap_or(0)
    }

    /// The list that has the say over a name.
    pub fn list_of(&self, terms: &[TermId]) -> u8 {
        terms.iter().map(|t| self.list(self.get(*t))).max().unwrap_or(0)
    }

    /// Of some terms those that a reader should choose from: if a user's list covers the day, its terms of that day alone.
    /// But a dictionary that says the same as our tables leaves us ours, which tell the office too.
    pub fn preferred(&self, terms: &[TermId], day: Option<u32>) -> Vec<TermId> {
        let covers = |t: &TermId| day.is_none_or(|day| self.covers(*t, day));
        let covering = terms.iter().filter(|t| covers(t));
        let list = covering.clone().map(|t| self.list(self.get(*t))).max().unwrap_or(0);
        if list == 0 {
            return terms.to_vec();
        }
        let (listed, others): (Vec<TermId>, Vec<TermId>) =
            covering.copied().partition(|t| self.list(self.get(*t)) == list);
        let says = |t: &TermId| {
            let term = self.get(*t);
            (term.country, self.sectors(term))
        };
        let same = |t: &&TermId| listed.iter().any(|l| says(l) == says(t));
        let tell_offices = listed.iter().any(|t| !self.office(self.get(*t)).is_empty());
        let ours: Vec<TermId> = others.iter().filter(same).filter(|_| !tell_offices).copied().collect();
        if ours.is_empty() { listed } else { ours }
    }

    /// The file and line in which a term stands, and the list that the file is.
    pub fn origin(&self, term: &Term) -> (&str, usize, u8) {
        let file = usize::from(term.file);
        let text = self.texts.get(file).and_then(|t| t.get(..term.line as usize)).unwrap_or("");
        let line = self.cell(term, 8).parse().unwrap_or_else(|_| text.matches('\n').count() + 1);
        (self.files.get(file).map_or("", SmolStr::as_str), line, self.list(term))
    }

    /// Start and end as the table has them.
    pub fn dates(&self, term: &Term) -> (&str, &str) {
        (self.cell(term, 6), self.cell(term, 7))
    }

    /// The name and the other spellings.
    pub fn spellings(&self, term: &Term) -> impl Iterator<Item = &str> {
        let others = self.cell(term, 1).split(';').map(str::trim).filter(|n| !n.is_empty());
        std::iter::once(self.cell(term, 0)).chain(others)
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

    /// Terms in other offices of all whose family name this is: "Interior Minister Moreno".
    pub fn of_titled_surname(&self, key: u64) -> &[TermId] {
        self.by_titled_surname.get(&key).map_or(&[], Vec::as_slice)
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

    fn cell(&self, term: &Term, column: usize) -> &str {
        let text = self.texts.get(usize::from(term.file)).and_then(|t| t.get(term.line as usize..));
        let line = text.and_then(|t| t.lines().next()).unwrap_or("");
        line.split('\t').nth(column).unwrap_or("").trim()
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

/// Whose rows are read, and so what is asked of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    Ours,
    /// A table of the user's: its list.
    Table(u8),
    /// Made from a dictionary, which tells no offices.
    Dictionary(u8),
}
use Whose::Ours;

struct Reading {
    terms: Terms,
    whose: Whose,
    /// With whether their holders are known to every reader; not told of those of earlier files.
    offices: Map<SmolStr, (u16, Option<bool>)>,
    sectors: Map<SmolStr, u16>,
}

/// What is wrong with a line: what was expected, what was found, and a way out.
type Wrong<'l> = (&'static str, &'l str, &'static str);

pub(super) const SECTOR_LIST: &str = "sectors are COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP \
    PRE REL SOC, with `;` between several";
const DAYS: &str =
    "write 2019, 2019-07 or 2019-07-24, `+` after the end of a term that goes on, nothing for no limit";

impl Reading {
    fn of(terms: Terms, whose: Whose) -> Reading {
        let offices =
            terms.offices.iter().zip(0..).map(|(office, id)| (office.clone(), (id, None))).collect();
        Reading { terms, whose, offices, sectors: Map::default() }
    }

    fn read_file(
        &mut self,
        name: &str,
        text: Cow<'static, str>,
        roles: &Roles,
        names: &Names,
        problems: &mut Problems,
    ) {
        let file = self.terms.texts.len() as u8;
        self.terms.files.push(name.into());
        self.terms.lists.push(match self.whose {
            Ours => 0,
            Whose::Table(list) | Whose::Dictionary(list) => list,
        });
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
                    problems.0.push(Problem::new(name, i + 1, &expected, &quote(line)));
                    break;
                }
                continue;
            }
            if let Err((expected, found, remedy)) = self.read_line(line, file, start, roles, names) {
                problems.0.push(Problem::new(name, i + 1, expected, &quote(found)).remedy(remedy));
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
        names: &Names,
    ) -> Result<(), Wrong<'l>> {
        let mut cells = [""; 8];
        let mut n_cells = 0;
        for cell in line.split('\t') {
            if let Some(slot) = cells.get_mut(n_cells) {
                *slot = if self.whose == Ours { cell } else { cell.trim() };
            }
            n_cells += 1;
        }
        if n_cells < 8 || n_cells > 8 && !matches!(self.whose, Whose::Dictionary(_)) {
            return Err(("eight cells", line, "put a tab between the cells, before empty ones too"));
        }
        let [person, aliases, _, country, office, sectors, first, last] = cells;
        if person.is_empty() {
            return Err(("a person's name in the first cell", line, ""));
        }
        if office.is_empty() && !matches!(self.whose, Whose::Dictionary(_)) {
            return Err(("an office in the fifth cell", line, "a short phrase such as `foreign minister`"));
        }
        let country: Code = country.parse().map_err(|_| ("a three-letter code", country, CODES))?;
        if self.whose != Ours && !names.knows_code(country) {
            return Err(("the code of a country or body", cells[3], CODES));
        }
        let days = read_span(first, last).map_err(|(expected, found)| (expected, found, DAYS))?;
        let sectors = self.sectors(sectors)?;
        let (office_id, top) = self.office(office, roles)?;
        let id = TermId(self.terms.terms.len() as u32);
        self.terms.terms.push(Term { file, line: start, country, office: office_id, sectors, days, top });
        if !office.is_empty() {
            self.terms.by_office.entry((country, office_id)).or_default().push(id);
        }
        let family_first = names.family_first.contains(&country);
        for name in std::iter::once(person).chain(aliases.split(';').map(str::trim)).filter(|n| !n.is_empty())
        {
            add(&mut self.terms.by_name, Key::of(name, Case::Loose), id);
            let table = if top { &mut self.terms.by_surname } else { &mut self.terms.by_titled_surname };
            for surname in surnames(name, roles, family_first) {
                add(table, Key::of(surname, Case::Loose), id);
            }
        }
        Ok(())
    }

    fn office<'l>(&mut self, office: &'l str, roles: &Roles) -> Result<(u16, bool), Wrong<'l>> {
        if let Some((known, top)) = self.offices.get(office) {
            return Ok((*known, top.unwrap_or_else(|| roles.is_top(office))));
        }
        let Ok(id) = u16::try_from(self.terms.offices.len()) else {
            return Err(("no more than 65,000 different offices", office, ""));
        };
        let known = (id, roles.is_top(office));
        self.terms.offices.push(office.into());
        if !office.is_empty() {
            self.terms.peers.entry(roles.like(office).into()).or_default().push(known.0);
        }
        self.offices.insert(office.into(), (known.0, Some(known.1)));
        Ok(known)
    }

    fn sectors<'l>(&mut self, cell: &'l str) -> Result<u16, Wrong<'l>> {
        if let Some(known) = self.sectors.get(cell) {
            return Ok(*known);
        }
        let mut list: Vec<Code> = Vec::new();
        for word in cell.split(';').map(str::trim).filter(|s| !s.is_empty()) {
            let sector = word.parse().ok().filter(|s| super::SECTORS.contains(s));
            list.push(sector.ok_or(("a PLOVER sector", word, SECTOR_LIST))?);
        }
        let Ok(known) = u16::try_from(self.terms.sector_lists.len()) else {
            return Err(("no more than 65,000 different lists of sectors", cell, ""));
        };
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
    read_span(row.cell(column), row.cell(column + 1)).unwrap_or_else(|(expected, found)| {
        problems.0.push(row.problem(expected, &quote(found)).remedy(DAYS));
        Days { first: 0, last: u32::MAX, open: false }
    })
}

fn read_span<'l>(first: &'l str, last: &'l str) -> Result<Days, (&'static str, &'l str)> {
    let open = last.ends_with('+');
    let end = last.trim_end_matches('+');
    let from = if first.is_empty() { Some(0) } else { read_day(first, "0101") };
    let from = from.ok_or(("a date", first))?;
    let to = if end.is_empty() { Some(u32::MAX) } else { read_day(end, "1231") };
    let to = to.ok_or(("a date", last))?;
    if from > to {
        return Err(("an end that is not before the start", last));
    }
    Ok(Days { first: from, last: to, open })
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
    let is_day = (1..=12).contains(&month)
        && day >= 1
        && day <= if date.len() == 10 { days_of(year, month) } else { 31 };
    is_day.then_some(year * 10_000 + month * 100 + day)
}

fn days_of(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
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
        assert_eq!(read_day("2023-02-29", "1231"), None);
        assert_eq!(read_span("2020", "2019"), Err(("an end that is not before the start", "2019")));
        assert_eq!(read_span("2020", "2022-07+"), Ok(Days { first: 20200101, last: 20220731, open: true }));
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
