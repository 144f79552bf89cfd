//! Our own annotated reports (`corpus/gold`): which events of the program are right, by the rules of `verbale evaluate`.

use super::read_text;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use verbale::document::{Document, Entity};
use verbale::{About, Date};

/// A report with what a careful coder reads in it.
pub struct Report {
    /// Its name.
    pub id: String,
    /// Its text.
    pub text: String,
    gold: Value,
}

/// All reports of a gold folder.
pub fn read_reports(folder: &Path) -> Result<Vec<Report>> {
    let annotations = folder.join("annotations");
    let entries =
        std::fs::read_dir(&annotations).with_context(|| format!("cannot read {}", annotations.display()))?;
    let mut paths = entries.map(|e| Ok(e?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let id = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let text = read_text(&folder.join("texts").join(format!("{id}.txt")))?;
        Ok(Report { id, text, gold: serde_json::from_str(&read_text(path)?)? })
    };
    paths.iter().map(read).collect()
}

impl Report {
    /// What is known about it.
    pub fn about(&self) -> About {
        let header = &self.gold["document"];
        let word = |key: &str| header[key].as_str().map(str::to_owned);
        let day = |text: String| text.get(..10).and_then(|d| d.parse::<Date>().ok());
        About {
            published: word("published").and_then(day),
            title: word("title"),
            publisher: word("publisher"),
            byline: Vec::new(),
        }
    }

    /// Each event of the program with whether gold has it, required or not: type, countries and status.
    pub fn judge(&self, document: &Document) -> Vec<(usize, bool)> {
        let empty = Vec::new();
        let golds = self.gold["events"].as_array().unwrap_or(&empty);
        let sentences = self.gold["sentences"].as_array().unwrap_or(&empty);
        let mut taken = BTreeSet::new();
        let mut judged = Vec::new();
        for (at, event) in document.events.iter().enumerate() {
            let start = document.text[..event.trigger.start as usize].chars().count() as u64;
            let within = |s: &Value| (s["start"].as_u64()..=s["end"].as_u64()).contains(&Some(start));
            let Some(sentence) = sentences.iter().position(within) else { continue };
            let status = document.certainties[at].status.as_str();
            let fits = |(i, gold): &(usize, &Value)| {
                !taken.contains(i)
                    && gold["sentence"].as_u64() == Some(sentence as u64)
                    && gold["event_type"].as_str() == Some(event.event_type.as_str())
                    && (gold["status"].as_str() == Some(status) || has_word(&gold["status_also"], status))
                    && same_countries(&gold["actors"], &countries(document, &event.actors))
                    && same_countries(&gold["recipients"], &countries(document, &event.recipients))
            };
            let found = golds.iter().enumerate().find(fits).map(|(i, _)| i);
            taken.extend(found);
            judged.push((at, found.is_some()));
        }
        judged
    }
}

fn has_word(list: &Value, word: &str) -> bool {
    list.as_array().is_some_and(|words| words.iter().any(|w| w.as_str() == Some(word)))
}

fn countries(document: &Document, parties: &[Entity]) -> BTreeSet<String> {
    let country = |p: &Entity| p.actor.and_then(|a| document.actors[a.index()].country);
    parties.iter().filter_map(country).map(|c| c.as_str().to_owned()).collect()
}

/// Each required country is there, and none that gold does not know.
fn same_countries(gold: &Value, mine: &BTreeSet<String>) -> bool {
    let empty = Vec::new();
    let entities = gold.as_array().unwrap_or(&empty);
    let names = |e: &Value| -> BTreeSet<String> {
        let also = e["country_also"].as_array().into_iter().flatten();
        let all = std::iter::once(&e["country"]).chain(also);
        all.filter_map(|c| c.as_str()).map(str::to_owned).collect()
    };
    let allowed: BTreeSet<String> = entities.iter().flat_map(names).collect();
    let required = |e: &&Value| e["optional"].as_bool() != Some(true) && !names(e).is_empty();
    mine.is_subset(&allowed) && entities.iter().filter(required).all(|e| !names(e).is_disjoint(mine))
}
