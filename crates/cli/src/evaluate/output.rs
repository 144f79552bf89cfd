//! The program's records for the texts of the gold: coded now, or read from a file.

use super::gold::{Bit, Event, Report, Statement};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use verbale::{About, Language};
use verbale_record::{Provenance, Recorder};

/// What a program made of each report of the gold, in the order of the gold.
pub struct Output {
    pub reports: Vec<Report>,
    /// Reports of the gold that the program has read.
    pub n_found: usize,
    /// Events and statements that belong to no report of the gold.
    pub n_astray: usize,
}

#[derive(Deserialize)]
#[serde(tag = "record", rename_all = "lowercase")]
enum Line {
    Document(Box<Document>),
    Event(Box<Of<Event>>),
    Statement(Box<Of<Statement>>),
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Document {
    id: String,
    url: Option<String>,
    path: Option<String>,
    text: Option<String>,
    #[serde(default)]
    residue: Vec<Bit>,
}

/// A record and the document that it belongs to.
#[derive(Deserialize)]
struct Of<T> {
    document_id: String,
    #[serde(flatten)]
    record: T,
}

/// Codes the texts of the gold.
pub fn code(gold: &[Report], language: &Language) -> Result<Output> {
    let recorder = Recorder::new(language);
    let mut lines = Vec::new();
    for report in gold {
        let header = &report.document;
        let about = About {
            published: header.published.as_deref().and_then(|day| day.get(..10)?.parse().ok()),
            title: header.title.clone(),
            publisher: header.publisher.clone(),
            byline: Vec::new(),
        };
        let provenance =
            Provenance { id: Some(report.id.clone()), url: header.url.clone(), ..Provenance::default() };
        recorder
            .record(&language.annotate(&report.text, about), &provenance)
            .write_jsonl(&mut lines, false)?;
    }
    sort(gold, read_lines(lines.as_slice())?)
}

/// Reads what a program has written.
pub fn read(gold: &[Report], path: &Path) -> Result<Output> {
    let lines = if path.as_os_str() == "-" {
        read_lines(std::io::stdin().lock())
    } else {
        let file = std::fs::File::open(path).with_context(|| format!("reading {}", path.display()))?;
        read_lines(BufReader::new(file))
    };
    sort(gold, lines.with_context(|| format!("reading {}", path.display()))?)
}

fn read_lines(input: impl BufRead) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for (i, line) in input.lines().enumerate() {
        let line = line?;
        if !line.trim().is_empty() {
            lines.push(serde_json::from_str(&line).with_context(|| format!("line {}", i + 1))?);
        }
    }
    Ok(lines)
}

/// Lays each record under the report it belongs to: by text, id, or the name of its file.
fn sort(gold: &[Report], lines: Vec<Line>) -> Result<Output> {
    let by_id: BTreeMap<&str, usize> = gold.iter().enumerate().map(|(i, g)| (g.id.as_str(), i)).collect();
    let mut reports = vec![Report::default(); gold.len()];
    let mut found = BTreeMap::new();
    for line in &lines {
        let Line::Document(document) = line else { continue };
        let Some(at) = find_report(gold, &by_id, document) else { continue };
        found.insert(document.id.clone(), at);
        reports[at].residue.clone_from(&document.residue);
    }
    let mut n_astray = 0;
    let mut place = |id: &str| {
        let at = found.get(id).or_else(|| by_id.get(id)).copied();
        n_astray += usize::from(at.is_none());
        at
    };
    for line in lines {
        match line {
            Line::Event(of) => {
                if let Some(at) = place(&of.document_id) {
                    reports[at].events.push(of.record);
                }
            }
            Line::Statement(of) => {
                if let Some(at) = place(&of.document_id) {
                    reports[at].statements.push(of.record);
                }
            }
            Line::Document(_) | Line::Other => {}
        }
    }
    let mut seen: Vec<usize> = found.into_values().collect();
    seen.sort_unstable();
    seen.dedup();
    Ok(Output { reports, n_found: seen.len(), n_astray })
}

fn find_report(gold: &[Report], by_id: &BTreeMap<&str, usize>, document: &Document) -> Option<usize> {
    let same_text = |trim: bool| {
        let text = document.text.as_deref()?;
        let same = |g: &Report| if trim { g.text.trim() == text.trim() } else { g.text == text };
        gold.iter().position(same)
    };
    let address = document.url.as_deref().or(document.path.as_deref()).unwrap_or("");
    let stem = Path::new(address).file_stem().and_then(|stem| stem.to_str()).unwrap_or("");
    same_text(false)
        .or_else(|| by_id.get(document.id.as_str()).copied())
        .or_else(|| by_id.get(stem).copied())
        .or_else(|| same_text(true))
}
