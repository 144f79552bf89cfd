//! Users' own lists of actors, which go before our tables.
//!
//! A list is one of our tables (`officeholders.tsv`, `organisations.tsv`, `roles.tsv`, `countries.tsv`, `metonyms.tsv`) or a
//! dictionary in the format of PETRARCH; its first line tells which. Lists are strangers' files: whatever is in them, they
//! are read or refused with the reason.

mod add;
mod chain;
mod check;
mod dictionary;

pub(crate) use chain::CameoActors;
pub use check::Checked;

use super::actors::names::{COUNTRY_COLUMNS, METONYM_COLUMNS, ORGANISATION_COLUMNS};
use super::actors::{roles, terms};
use super::files::{FNV_OFFSET, fold};
use super::table::quote;
use super::{Problem, Problems, Table};

/// What a list of actors is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListFormat {
    /// Who held which office when, as `officeholders-editor.tsv`.
    Persons,
    /// Bodies, groups, parties, outlets, as `organisations.tsv`.
    Organisations,
    /// What people are called, as `roles.tsv`.
    Roles,
    /// As `countries.tsv`.
    Countries,
    /// Seats of power, as `metonyms.tsv`.
    Metonyms,
    /// The dictionaries of PETRARCH and TABARI: names, synonyms after `+`, codes in brackets.
    Dictionary,
}

impl ListFormat {
    /// Our own tables.
    const TABLES: [ListFormat; 5] = [
        ListFormat::Persons,
        ListFormat::Organisations,
        ListFormat::Roles,
        ListFormat::Countries,
        ListFormat::Metonyms,
    ];

    /// In a word or two, of several.
    pub fn what(self) -> &'static str {
        match self {
            ListFormat::Persons => "terms of office",
            ListFormat::Organisations => "organisations",
            ListFormat::Roles => "roles",
            ListFormat::Countries => "countries",
            ListFormat::Metonyms => "seats of power",
            ListFormat::Dictionary => "entries of a dictionary",
        }
    }

    /// The file of ours that is laid out in this way.
    fn example(self) -> &'static str {
        match self {
            ListFormat::Persons => "officeholders-editor.tsv",
            ListFormat::Organisations => "organisations.tsv",
            ListFormat::Roles => "roles.tsv",
            ListFormat::Countries => "countries.tsv",
            ListFormat::Metonyms => "metonyms.tsv",
            ListFormat::Dictionary => "a PETRARCH dictionary",
        }
    }

    fn columns(self) -> Vec<&'static str> {
        match self {
            ListFormat::Persons => terms::HEADER.split('\t').collect(),
            ListFormat::Organisations => ORGANISATION_COLUMNS.to_vec(),
            ListFormat::Roles => roles::COLUMNS.to_vec(),
            ListFormat::Countries => COUNTRY_COLUMNS.to_vec(),
            ListFormat::Metonyms => METONYM_COLUMNS.to_vec(),
            ListFormat::Dictionary => Vec::new(),
        }
    }
}

impl ListFormat {
    /// Whether these are its columns. The last ones may be missing: what came later is no burden to older lists.
    fn has_header(self, cells: &[&str]) -> bool {
        let least = if self == ListFormat::Persons { 8 } else { 5 };
        cells.len() >= least && self.columns().starts_with(cells)
    }
}

/// A list of actors that a user adds to ours.
///
/// Its rows go before ours: who is in both is whom the list says, on the days for which it says so.
///
/// ```
/// use verbale::lexicon::{ActorList, ListFormat};
/// let list = ActorList::read("mine.txt", b"ORINOCO_WATER_BOARD_ [VENGOV]\n+OWB_\n")?;
/// assert_eq!(list.format(), ListFormat::Dictionary);
/// # Ok::<(), verbale::lexicon::Problems>(())
/// ```
#[derive(Debug, Clone)]
pub struct ActorList {
    name: String,
    format: ListFormat,
    n_columns: usize,
    text: String,
    hash: u64,
}

/// No list of actors is larger, nor has it longer lines: what is, is something else.
const MOST_BYTES: usize = 64 << 20;
const LONGEST_LINE: usize = 20_000;

impl ActorList {
    /// Takes the bytes of a file; its name is for messages.
    ///
    /// # Errors
    /// If it is no text in UTF-8, too large, or in none of the formats.
    pub fn read(name: &str, bytes: &[u8]) -> Result<ActorList, Problems> {
        let text = decode(name, bytes)?;
        let (format, n_columns) = find_format(name, &text)?;
        Ok(ActorList { name: name.to_owned(), format, n_columns, hash: fold(FNV_OFFSET, bytes), text })
    }

    /// As it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is written in.
    pub fn format(&self) -> ListFormat {
        self.format
    }

    /// The list as a table.
    fn table(&self) -> Result<Table, Problems> {
        let columns = self.format.columns();
        Table::of_text(&self.name, self.text.clone().into(), &columns[..self.n_columns])
    }

    /// A hash of its bytes.
    pub(crate) fn hash(&self) -> u64 {
        self.hash
    }
}

/// The text of a stranger's file, with plain line ends.
fn decode(name: &str, bytes: &[u8]) -> Result<String, Problems> {
    let refuse = |line: usize, expected: &str, found: &str, remedy: &str| {
        Err(Problems::from(Problem::new(name, line, expected, found).remedy(remedy)))
    };
    let line_at = |at: usize| bytes[..at].iter().filter(|b| **b == b'\n').count() + 1;
    if bytes.len() > MOST_BYTES {
        let found = format!("{} MB", bytes.len() >> 20);
        return refuse(0, "a list of actors of at most 64 MB", &found, "give several lists");
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return refuse(0, "text in UTF-8", "UTF-16", "save the file as UTF-8");
    }
    if let Some(at) = bytes.iter().position(|b| *b == 0) {
        return refuse(line_at(at), "text", "a byte that is none (0)", "is this the right file?");
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.valid_up_to();
            let line = bytes[..at].iter().filter(|b| **b == b'\n').count() + 1;
            let found = format!("the byte {:02X}", bytes.get(at).copied().unwrap_or_default());
            let remedy = "save the file as UTF-8 (of Latin-1: `iconv -f latin1 -t utf8 OLD > NEW`)";
            return refuse(line, "text in UTF-8", &found, remedy);
        }
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if let Some((i, line)) = text.split('\n').enumerate().find(|(_, line)| line.len() > LONGEST_LINE) {
        let expected = format!("lines of at most {LONGEST_LINE} bytes");
        return refuse(i + 1, &expected, &format!("one of {}", line.len()), "is this the right file?");
    }
    Ok(text)
}

/// A table by its header, whose columns are counted; a dictionary by its brackets.
fn find_format(name: &str, text: &str) -> Result<(ListFormat, usize), Problems> {
    let known = "the header line of one of our tables, or a dictionary with codes in brackets";
    let mut lines = text.split('\n').enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
    let Some((i, first)) = lines.next() else {
        return Err(Problem::new(name, 0, known, "an empty file").into());
    };
    let cells: Vec<&str> = first.split('\t').map(str::trim).collect();
    let is_header = |format: &&ListFormat| format.has_header(&cells);
    if let Some(format) = ListFormat::TABLES.iter().find(is_header) {
        return Ok((*format, cells.len()));
    }
    for mark in [',', ';'] {
        let marked: Vec<&str> = first.split(mark).map(|cell| cell.trim().trim_matches('"')).collect();
        if ListFormat::TABLES.iter().any(|format| format.has_header(&marked)) {
            let found = format!("`{mark}` in {}", quote(first));
            let problem = Problem::new(name, i + 1, "tabs between the columns", &found);
            return Err(problem.remedy("save the table with tabs, as `.tsv`").into());
        }
    }
    let shared = |format: &ListFormat| format.columns().iter().filter(|c| cells.contains(c)).count();
    let nearest = ListFormat::TABLES.into_iter().max_by_key(|f| (shared(f), f.columns()[0] == cells[0]));
    if let Some(nearest) = nearest.filter(|format| shared(format) >= 2) {
        let expected = format!("the columns `{}`", nearest.columns().join("` `"));
        let remedy = format!("copy the header line of {}, with a tab between the columns", nearest.example());
        return Err(Problem::new(name, i + 1, &expected, &quote(first)).remedy(&remedy).into());
    }
    let in_brackets = |line: &str| line.split_once('[').is_some_and(|(_, rest)| rest.contains(']'));
    if in_brackets(first) || lines.any(|(_, line)| in_brackets(line)) {
        return Ok((ListFormat::Dictionary, 0));
    }
    let headers: Vec<&str> = ListFormat::TABLES.into_iter().map(ListFormat::example).collect();
    let remedy = format!("begin a table with the header line of {}", headers.join(", "));
    Err(Problem::new(name, i + 1, known, &quote(first)).remedy(&remedy).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        let got = match ActorList::read("l", bytes) {
            Ok(list) => format!("{:?}", list.format()),
            Err(problems) => problems.to_string(),
        };
        assert!(got.starts_with(expected), "{got}");
    }

    #[test]
    fn the_first_line_tells_the_format() {
        check(b"person\taliases\twikidata\tcountry\toffice\tsectors\tstart\tend\n", "Persons");
        check(b"# mine\r\n\r\nname\taliases\tcode\tsectors\tkind\tstart\tend\towner\r\n", "Organisations");
        check(b"name\tcode\tsectors\tstands_for\tplace\n", "Metonyms");
        check(b"\xef\xbb\xbfrole\tplural\tsectors\tcode\tkind\toffice\tmarks", "Roles");
        check("# PETRARCH\nÉLAN_ # ours\n+ELAN_\n\t[FRAGOV]\n".as_bytes(), "Dictionary");
    }

    #[test]
    fn what_is_no_list_is_refused_with_the_reason() {
        check(b"", "l: expected the header line of one of our tables");
        check(b"\xff\xfep\0e\0", "l: expected text in UTF-8, but found UTF-16");
        check(b"person\n\0\n", "l:2: expected text, but found a byte that is none");
        check(b"person\nJos\xe9", "l:2: expected text in UTF-8, but found the byte E9; save");
        check(b"person\taliases\tcountry\n", "l:1: expected the columns `person` `aliases` `wikidata`");
        check(
            b"name,aliases,code,sectors,kind,start,end,owner\n",
            "l:1: expected tabs between the columns, but found `,`",
        );
        check(b"Dear all,\n", "l:1: expected the header line of one of our tables");
        check(&vec![b'x'; LONGEST_LINE + 1], "l:1: expected lines of at most");
        check(&vec![b'\n'; MOST_BYTES + 1], "l: expected a list of actors of at most 64 MB");
    }
}
