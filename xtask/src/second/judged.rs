//! `corpus/judged`: records, and words that frames leave, judged by reading.

use super::read_text;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::Path;
use verbale::document::EventType;

/// What a reader found of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Type and parties' countries are right.
    pub right: bool,
    /// Why not: `sense`, `private`, `general`, `type`, `actor`, `recipient`, `direction`, `status`.
    pub cause: String,
    /// The countries of actors and recipients as recorded, and the status.
    pub parties: [String; 2],
    /// As recorded.
    pub status: String,
    /// What it stands in.
    pub kind: Kind,
}

/// What kind of text an event was judged in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A report about politics: what confidence is for.
    Report,
    /// What ministries and forces publish of themselves, and an encyclopedia's pages about war.
    Release,
    /// Other news, interviews and diaries.
    Other,
}

impl Verdict {
    /// The words tell no event, or one of another type: wrong whatever the parties.
    pub fn is_final(&self) -> bool {
        matches!(self.cause.as_str(), "sense" | "private" | "general" | "type")
    }
}

/// Verdicts by the last part of the article's address, first and last character, and type.
#[derive(Debug, Default)]
pub struct Judged {
    rows: BTreeMap<(String, usize, EventType), Vec<(usize, Verdict)>>,
    words: BTreeMap<(String, usize), Option<EventType>>,
}

impl Judged {
    /// Reads the tables of a folder.
    pub fn read(folder: &Path) -> Result<Judged> {
        let mut judged = Judged::default();
        judged.read_words(&folder.join("words.tsv"))?;
        let path = &folder.join("events.tsv");
        let text = read_text(path)?;
        for line in text.lines().filter(|l| !l.starts_with('#')).skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [page, start, end, event, actors, recipients, status, _, verdict, cause, _, kind] = cells[..]
            else {
                anyhow::bail!("{}: twelve columns expected, found {line}", path.display());
            };
            let event = event.parse().ok().with_context(|| format!("no event type: {line}"))?;
            let kind = match kind {
                "report" => Kind::Report,
                "release" => Kind::Release,
                _ => Kind::Other,
            };
            let verdict = Verdict {
                // the status has a column of its own, and a doubt about it belongs there
                right: verdict == "yes" || cause == "status",
                cause: cause.to_owned(),
                parties: [actors.to_owned(), recipients.to_owned()],
                status: status.to_owned(),
                kind,
            };
            let rows = judged.rows.entry((page.to_owned(), start.parse()?, event)).or_default();
            rows.push((end.parse()?, verdict));
        }
        Ok(judged)
    }

    fn read_words(&mut self, path: &Path) -> Result<()> {
        let text = read_text(path)?;
        for line in text.lines().filter(|l| !l.starts_with('#')).skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [document, start, _, _, event] = cells[..] else {
                anyhow::bail!("{}: five columns expected, found {line}", path.display());
            };
            let kind = match event {
                "none" => None,
                kind => Some(kind.parse().ok().with_context(|| format!("no event type: {line}"))?),
            };
            self.words.insert((document.to_owned(), start.parse()?), kind);
        }
        Ok(())
    }

    /// What event a word tells that frames leave: a type or none, if it was judged.
    pub fn of_left_word(&self, document: &str, start: usize) -> Option<Option<EventType>> {
        self.words.get(&(document.to_owned(), start)).copied()
    }

    /// The verdict on a record, if it was judged as it is now; or if what was found wrong with it holds for any parties.
    pub fn of(
        &self,
        page: &str,
        start: usize,
        kind: EventType,
        parties: &[String; 2],
        status: &str,
    ) -> Option<&Verdict> {
        let rows = self.rows.get(&(page.to_owned(), start, kind))?;
        let verdicts = || rows.iter().map(|(_, verdict)| verdict);
        let same = verdicts().find(|v| v.parties == *parties && v.status == status);
        same.or_else(|| verdicts().find(|v| v.is_final()))
    }
}
