use super::{Entity, Words};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// This actor, on this date, said this content, carrying these events.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Statement {
    /// Of document, cue type and words.
    pub id: String,
    /// The document it is told in.
    pub document_id: String,
    /// The sentence of its content, from 0.
    pub sentence: u32,
    /// First character of speaker, cue and content together.
    pub start: u32,
    /// One past their last character.
    pub end: u32,
    /// direct, indirect, mixed.
    pub style: SmolStr,
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Entity>,
    /// named, unnamed, outlet, document.
    pub speaker_kind: SmolStr,
    /// The words that show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<Words>,
    /// Joint speakers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers_also: Vec<Entity>,
    /// say, accuse, deny, confirm, promise, demand, warn, praise, ask, think, know, show, quote.
    pub cue_type: SmolStr,
    /// What was said, in pieces if it is interrupted.
    pub content: Vec<Words>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addressees: Vec<Entity>,
    /// Through what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Whose narrative it is said to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Entity>,
    /// The statement it stands inside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// The statement it goes on from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub continues: Option<String>,
    /// The day it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<SmolStr>,
    /// Last day, where it is another one or the only one known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_end: Option<SmolStr>,
    /// day, week, month, year, document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_precision: Option<SmolStr>,
    /// The words that give the date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_text: Option<String>,
    /// asserts, denies, endorses, relays.
    pub stance: SmolStr,
    /// neutral, supports, doubts, rejects.
    pub outlet_stance: SmolStr,
    /// The statement that this one denies or confirms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// Events told in the content.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub event_ids: Vec<String>,
    /// Given by the ledger.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative_id: Option<String>,
    /// Program, lexicon and model.
    pub version: SmolStr,
}

/// Through what a statement reached us.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Channel {
    /// The words, and where they stand.
    #[serde(flatten)]
    pub words: Words,
    /// statement, interview, press_conference, speech, broadcast, social, letter, call, report, article, document, other.
    pub kind: SmolStr,
    /// Whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<Entity>,
}
