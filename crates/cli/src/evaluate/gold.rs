//! Gold files and program records, read leniently into the same few nouns.

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// A report with what a careful coder reads in it, or what a program made of it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Report {
    #[serde(skip)]
    pub id: String,
    #[serde(skip)]
    pub text: String,
    pub document: Header,
    pub residue: Vec<Bit>,
    pub sentences: Vec<Bit>,
    pub events: Vec<Event>,
    pub statements: Vec<Statement>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Header {
    pub id: String,
    pub url: Option<String>,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
    pub sha256: Option<String>,
}

/// Characters of the text; `reason` for residue.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Bit {
    pub start: u32,
    pub end: u32,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Entity {
    pub country: Option<String>,
    pub country_also: Vec<String>,
    pub sectors: Vec<String>,
    pub start: Option<u32>,
    pub end: Option<u32>,
    pub optional: bool,
    /// Others who share the words or the step.
    pub with: Vec<Entity>,
    /// A program's voice keeps its entity here.
    pub speaker: Option<Box<Entity>>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Event {
    pub sentence: Option<usize>,
    pub event_type: String,
    pub event_type_also: Vec<String>,
    pub start: Option<u32>,
    pub trigger: Option<String>,
    pub actors: Vec<Entity>,
    pub recipients: Vec<Entity>,
    pub status: String,
    pub status_also: Vec<String>,
    pub tense: Option<String>,
    pub according_to: Vec<Entity>,
    pub modes: Vec<String>,
    /// Absent where gold says nothing about them.
    pub contexts: Option<Vec<String>>,
    pub contexts_also: Vec<String>,
    pub link: Option<u32>,
    pub intended_type: Option<String>,
    pub date: Option<String>,
    pub date_end: Option<String>,
    pub date_precision: Option<String>,
    pub place: Option<Place>,
    pub amount: Option<Amount>,
    pub dead: Option<Count>,
    pub injured: Option<Count>,
    pub arrested: Option<Count>,
    pub size: Option<Count>,
    /// The program's alone.
    pub confidence: Option<f64>,
    pub background: bool,
    pub optional: bool,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Place {
    pub name: String,
    pub country: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Amount {
    pub value: f64,
    pub currency: String,
}

#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Count {
    pub min: Option<u32>,
    pub max: Option<u32>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Statement {
    pub id: Option<String>,
    pub sentence: Option<usize>,
    pub start: Option<u32>,
    pub end: Option<u32>,
    pub speaker: Option<Entity>,
    pub cue: Option<Bit>,
    pub style: Option<String>,
    pub content: Vec<Bit>,
    pub within: Option<Within>,
    /// True in gold, an id in records.
    pub continues: Option<serde_json::Value>,
    pub channel: Option<Bit>,
    pub addressees: Vec<Entity>,
    pub date: Option<String>,
    pub optional: bool,
}

/// A number in gold, an id in records.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Within {
    Number(usize),
    Id(String),
}

impl Event {
    /// Neither rewarded nor punished.
    pub fn is_free(&self) -> bool {
        self.optional || self.background
    }
}

/// Reads a folder with `annotations/` and `texts/`, or a JSONL file of single sentences.
pub fn read_gold(path: &Path) -> Result<Vec<Report>> {
    if path.is_dir() { read_folder(path) } else { read_sentences(path) }
}

fn read_folder(folder: &Path) -> Result<Vec<Report>> {
    let annotations = folder.join("annotations");
    let entries = fs::read_dir(&annotations).with_context(|| format!("reading {}", annotations.display()))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    if paths.is_empty() {
        bail!("no annotations in {}", annotations.display());
    }
    paths.iter().map(|path| read_report(folder, path)).collect()
}

fn read_report(folder: &Path, path: &Path) -> Result<Report> {
    let json = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let mut report: Report =
        serde_json::from_slice(&json).with_context(|| format!("reading {}", path.display()))?;
    report.id.clone_from(&report.document.id);
    let text = folder.join("texts").join(format!("{}.txt", report.id));
    report.text = fs::read_to_string(&text).with_context(|| format!("reading {}", text.display()))?;
    if let Some(expected) = &report.document.sha256 {
        let found: String = Sha256::digest(&report.text).iter().map(|byte| format!("{byte:02x}")).collect();
        ensure!(found == *expected, "{} has changed since it was annotated", text.display());
    }
    Ok(report)
}

/// A sentence with the one event that it was chosen for.
#[derive(Deserialize)]
struct Sentence {
    id: String,
    text: String,
    #[serde(flatten)]
    event: Event,
}

fn read_sentences(path: &Path) -> Result<Vec<Report>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(i, line): (usize, &str)| {
        let found: Sentence =
            serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), i + 1))?;
        let whole = Bit { start: 0, end: found.text.chars().count() as u32, reason: None };
        let event = Event { sentence: Some(0), ..found.event };
        Ok(Report {
            id: found.id,
            text: found.text,
            sentences: vec![whole],
            events: vec![event],
            ..Report::default()
        })
    };
    lines.map(read).collect()
}
