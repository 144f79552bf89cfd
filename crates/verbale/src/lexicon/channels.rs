use super::{Files, Problems, Table};
use crate::document::ChannelKind;
use smol_str::SmolStr;
use std::collections::{HashMap, HashSet};

const FILE: &str = "lexicon/en/channels.tsv";
const SPEAKERS: &str = "lexicon/en/speakers.tsv";

/// A word for that through which a statement reaches us, or for a document that is said to speak.
#[derive(Debug, Clone)]
pub struct ChannelWord {
    /// What sort.
    pub kind: ChannelKind,
    /// Prepositions that make it a channel: "in" a statement, "on" Weibo.
    pub preps: Vec<SmolStr>,
    /// It can stand as the source itself: "the report says".
    pub speaks: bool,
}

/// All channel words of a language, by lower-case lemma.
#[derive(Debug, Default)]
pub struct Channels {
    words: HashMap<SmolStr, ChannelWord>,
    speakers: HashSet<SmolStr>,
}

impl Channels {
    /// Reads the files of channels and speakers.
    ///
    /// # Errors
    /// Every problem in it.
    pub fn read(files: &Files) -> Result<Channels, Problems> {
        let table = Table::read(files, FILE, &["word", "kind", "preps", "speaks"])?;
        let mut problems = Problems::default();
        let mut channels = HashMap::new();
        for row in table.rows(&mut problems) {
            let Some(kind) = row.code(1, "a kind of channel as in the records", &mut problems) else {
                continue;
            };
            let preps = row.list(2).filter(|p| *p != "none").map(SmolStr::new).collect();
            let word = ChannelWord { kind, preps, speaks: row.cell(3) == "yes" };
            if channels.insert(SmolStr::new(row.cell(0)), word).is_some() {
                problems.0.push(row.problem("each word once", row.cell(0)));
            }
        }
        let people = Table::read(files, SPEAKERS, &["word"])?;
        let speakers = people.rows(&mut problems).iter().map(|row| SmolStr::new(row.cell(0))).collect();
        problems.or(Channels { words: channels, speakers })
    }

    /// The entry of a lemma.
    pub fn get(&self, lemma: &str) -> Option<&ChannelWord> {
        self.words.get(lemma.to_lowercase().as_str())
    }

    /// Whether a noun stands for a person, a body, a document or a medium: for whoever can be a source.
    pub fn speaks(&self, lemma: &str) -> bool {
        self.get(lemma).is_some_and(|w| w.speaks) || self.is_speaker(lemma)
    }

    /// Whether a noun stands for a person or a body.
    pub fn is_speaker(&self, lemma: &str) -> bool {
        self.speakers.contains(lemma.to_lowercase().as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_a_channel_and_a_report_speaks() {
        let channels = Channels::read(&Files::own()).expect("channels.tsv");
        assert_eq!(channels.get("Weibo").map(|w| w.kind), Some(ChannelKind::Social));
        assert!(channels.speaks("report"));
        assert!(!channels.speaks("bridge"));
    }
}
