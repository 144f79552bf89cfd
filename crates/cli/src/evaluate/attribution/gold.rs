//! A table of attributions over the words of a treebank, and the texts that the treebank spells.

use crate::evaluate::language::conllu::Text;
use crate::evaluate::treebank::texts_of;
use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

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

/// The texts that a table speaks of, in its order; see [`texts_of`] for where they are looked for.
pub fn find_texts(table: &Table, path: &Path, treebank: Option<&Path>) -> Result<Vec<Text>> {
    let found = texts_of(path, treebank)?.into_iter().filter(|text| table.contains_key(&text.id));
    let texts: BTreeMap<String, Text> = found.map(|text| (text.id.clone(), text)).collect();
    let missing: Vec<&str> = table.keys().filter(|id| !texts.contains_key(*id)).map(String::as_str).collect();
    if let Some(first) = missing.first() {
        bail!(
            "{} texts of {} are in no CoNLL-U file (the first: {first}); --treebank says where they are",
            missing.len(),
            path.display(),
        );
    }
    for (id, rows) in table {
        let last = rows.iter().map(|row| row.last_word()).max().unwrap_or_default();
        let n = texts[id].tokens.len();
        ensure!(last < n, "{}: {id} has {n} words, but a row speaks of word {}", path.display(), last + 1);
    }
    Ok(texts.into_values().collect())
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
