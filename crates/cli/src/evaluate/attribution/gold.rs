//! A table of attributions over the words of a treebank, and the texts that the treebank spells.

use crate::evaluate::language::conllu::{Text, read_treebank};
use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Who says so in one place of a text: words of its document, from 0.
#[derive(Debug, PartialEq, Eq)]
pub struct GoldAttribution {
    /// The source does say so: not "he did not say that".
    pub positive: bool,
    /// The unit that holds source and cue.
    pub unit: Range<usize>,
    /// The head unit of what is attributed; more may depend on it.
    pub content: Range<usize>,
    /// None where the table names no source.
    pub source: Vec<usize>,
    /// None where the source stands alone, or behind "according to".
    pub cue: Vec<usize>,
}

/// The attributions of a table by document.
pub type Table = BTreeMap<String, Vec<GoldAttribution>>;

const COLUMNS: [&str; 7] =
    ["doc", "polarity", "attribution_edu", "content_edu", "source_tokens", "cue_tokens", "source"];

/// Reads a table, but only documents that are wanted.
pub fn read_table(path: &Path, wanted: impl Fn(&str) -> bool) -> Result<Table> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    parse_table(&text, wanted).with_context(|| format!("reading {}", path.display()))
}

fn parse_table(text: &str, wanted: impl Fn(&str) -> bool) -> Result<Table> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let mut columns = [0; COLUMNS.len()];
    for (place, name) in columns.iter_mut().zip(COLUMNS) {
        let found = header.iter().position(|cell| *cell == name);
        *place = found.with_context(|| format!("line 1: no column `{name}`"))?;
    }
    let mut table = Table::new();
    for (i, line) in lines.enumerate().filter(|(_, line)| !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |n: usize| cells.get(columns[n]).copied().unwrap_or_default();
        if wanted(cell(0)) {
            let row = read_row(cell).with_context(|| format!("line {}", i + 2))?;
            table.entry(cell(0).to_owned()).or_default().push(row);
        }
    }
    Ok(table)
}

fn read_row<'l>(cell: impl Fn(usize) -> &'l str) -> Result<GoldAttribution> {
    let positive = match cell(1) {
        "positive" => true,
        "negative" => false,
        other => bail!("expected `positive` or `negative`, but found `{other}`"),
    };
    Ok(GoldAttribution {
        positive,
        unit: read_range(cell(2))?,
        content: read_range(cell(3))?,
        source: read_numbers(cell(4))?,
        cue: read_numbers(cell(5))?,
    })
}

/// `4-7` or `4`: first and last, from 1.
fn read_range(cell: &str) -> Result<Range<usize>> {
    let (first, last) = cell.split_once('-').unwrap_or((cell, cell));
    let (first, last) = (read_number(first)?, read_number(last)?);
    ensure!(first <= last, "expected first-last, but found `{cell}`");
    Ok(first..last + 1)
}

fn read_numbers(cell: &str) -> Result<Vec<usize>> {
    cell.split(',').filter(|part| !part.is_empty()).map(read_number).collect()
}

fn read_number(cell: &str) -> Result<usize> {
    let number: Option<usize> = cell.trim().parse().ok();
    number
        .and_then(|n| n.checked_sub(1))
        .with_context(|| format!("expected the number of a word, but found `{cell}`"))
}

/// The texts that a table speaks of, in its order.
///
/// They are looked for in `treebank`, a file or a folder of files; without it beside the table, then in the folder
/// `ud/en_gum` beside the table's own folder.
pub fn find_texts(table: &Table, path: &Path, treebank: Option<&Path>) -> Result<Vec<Text>> {
    let places = match treebank {
        Some(given) => vec![given.to_owned()],
        None => {
            let folder = path.parent().unwrap_or(Path::new(""));
            vec![folder.to_owned(), folder.join("../ud/en_gum")]
        }
    };
    let mut texts: BTreeMap<String, Text> = BTreeMap::new();
    for place in &places {
        for file in treebank_files(place)? {
            let found = read_treebank(&file)?.into_iter().filter(|text| table.contains_key(&text.id));
            found.for_each(|text| {
                texts.entry(text.id.clone()).or_insert(text);
            });
        }
        if table.keys().all(|id| texts.contains_key(id)) {
            break;
        }
    }
    let missing: Vec<&str> = table.keys().filter(|id| !texts.contains_key(*id)).map(String::as_str).collect();
    if let Some(first) = missing.first() {
        let places: Vec<String> = places.iter().map(|p| p.display().to_string()).collect();
        let n = missing.len();
        bail!(
            "{n} texts of {} are missing (the first: {first}); looked for in CoNLL-U files in {}; \
             --treebank says where else",
            path.display(),
            places.join(" and ")
        );
    }
    for (id, rows) in table {
        let last = rows.iter().map(|row| row.last_word()).max().unwrap_or_default();
        let n = texts[id].tokens.len();
        ensure!(last < n, "{}: {id} has {n} words, but a row speaks of word {}", path.display(), last + 1);
    }
    Ok(texts.into_values().collect())
}

/// The CoNLL-U files of a folder by name; a file itself.
fn treebank_files(place: &Path) -> Result<Vec<PathBuf>> {
    if !place.is_dir() {
        return Ok(if place.is_file() { vec![place.to_owned()] } else { Vec::new() });
    }
    let entries = std::fs::read_dir(place).with_context(|| format!("reading {}", place.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "conllu"));
    files.sort();
    Ok(files)
}

impl GoldAttribution {
    fn last_word(&self) -> usize {
        let ends = [self.unit.end - 1, self.content.end - 1];
        self.source.iter().chain(&self.cue).copied().chain(ends).max().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "doc\tnon_commercial\tpolarity\tsent_id\tattribution_edu\tcontent_edu\tsource_tokens\tcue_tokens\tsource\n\
        T_news_bridge\tno\tpositive\ts-1\t1-3\t4-9\t1,2\t3\tthe mayor\n\
        T_essay_time\tno\tnegative\ts-1\t2\t4-9\t\t\t\n";

    #[test]
    fn words_are_numbered_from_nought() {
        let table = parse_table(TABLE, |id| id.contains("news")).expect("a table");
        let row = &table["T_news_bridge"][0];
        assert_eq!((&row.unit, &row.content), (&(0..3), &(3..9)));
        assert_eq!((&row.source[..], &row.cue[..]), (&[0, 1][..], &[2][..]));
        assert!(row.positive && table.len() == 1);
    }

    #[test]
    fn what_is_amiss_is_named() {
        let broken = TABLE.replace("1-3", "1-x");
        let error = format!("{:#}", parse_table(&broken, |_| true).expect_err("broken"));
        assert_eq!(error, "line 2: expected the number of a word, but found `x`");
        let error = parse_table("doc\tpolarity\n", |_| true).expect_err("too few columns");
        assert_eq!(error.to_string(), "line 1: no column `attribution_edu`");
    }
}
