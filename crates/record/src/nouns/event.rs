use super::{Entity, Place, Stretch, is_false};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Someone did something to someone, as one sentence tells it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Event {
    /// Of document, type and words.
    pub id: String,
    /// The document it is told in.
    pub document_id: String,
    /// Its sentence, from 0.
    pub sentence: u32,
    /// First character of the words that made it an event.
    pub start: u32,
    /// One past their last character.
    pub end: u32,
    /// Its sentence's text.
    pub text: String,
    /// One of PLOVER's 16.
    pub event_type: SmolStr,
    /// The type's own modes.
    pub modes: Vec<SmolStr>,
    /// What the text is about.
    pub contexts: Vec<SmolStr>,
    /// CAMEO code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cameo: Option<SmolStr>,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad: u8,
    /// Goldstein's value of the CAMEO code, as ICEWS publishes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goldstein: Option<f64>,
    /// PLOVER's score of type and mode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plover_score: Option<f64>,
    /// Who; all parties of a symmetric act.
    pub actors: Vec<Entity>,
    /// To whom.
    pub recipients: Vec<Entity>,
    /// No side is the doer.
    #[serde(default, skip_serializing_if = "is_false")]
    pub symmetric: bool,
    /// First day.
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
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// past, ongoing, future.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tense: Option<SmolStr>,
    /// happened, ongoing, planned, claimed, denied, uncertain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<SmolStr>,
    /// FactBank's value, by the one who vouches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub factuality: Option<SmolStr>,
    /// The same, by the outlet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet_factuality: Option<SmolStr>,
    /// Who vouches, outermost first; absent when the outlet itself does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub according_to: Vec<Voice>,
    /// What would come of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intended_type: Option<SmolStr>,
    /// People killed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dead: Option<Count>,
    /// People injured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub injured: Option<Count>,
    /// People arrested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrested: Option<Count>,
    /// How many took part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<Count>,
    /// Money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// Only mentioned in passing.
    #[serde(default, skip_serializing_if = "is_false")]
    pub background: bool,
    /// Mentions of one happening in the document share a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<u32>,
    /// Given by the ledger: the same event across reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_group_id: Option<String>,
    /// Why it was coded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Because>,
    /// 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// Program, lexicon and model.
    pub version: SmolStr,
}

/// One step of the chain of those who vouch.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Voice {
    /// The statement in which it does so.
    pub statement_id: String,
    /// Who; absent where nobody is named ("reportedly").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Entity>,
    /// Others who share this step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<Entity>,
}

/// A number of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// At least.
    pub min: u32,
    /// At most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// The words.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub at: Stretch,
}

/// A sum of money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Amount {
    /// In units of the currency.
    pub value: f64,
    /// ISO 4217.
    pub currency: SmolStr,
    /// The words.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub at: Stretch,
}

/// Why an event was coded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Because {
    /// Which of the two spoke: `frame`, `model` (the trained second opinion), or `both`, where frames of two types fitted equally
    /// well and the second opinion chose.
    #[serde(default = "by_frame")]
    pub by: SmolStr,
    /// `file/frame`; `model/TYPE` for the second opinion.
    pub frame: SmolStr,
    /// How likely the second opinion finds the type; absent if it is switched off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<f64>,
    /// Trigger first, then each argument.
    pub evidence: Vec<Stretch>,
}

fn by_frame() -> SmolStr {
    "frame".into()
}
