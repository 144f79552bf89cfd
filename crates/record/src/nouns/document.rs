use super::Stretch;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A report as it was read, with what is known about it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Document {
    /// Given with the input, or made of address and text.
    pub id: String,
    /// Where it is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The outlet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Names of the authors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub byline: Vec<String>,
    /// Date or date-time of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When it was fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<String>,
    /// ISO 639-1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<SmolStr>,
    /// text, html, jsonl, csv, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<SmolStr>,
    /// The text that all offsets refer to.
    pub text: String,
    /// Page furniture inside the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub residue: Vec<Residue>,
    /// Of a local input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Given by the ledger: reports of one story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story_id: Option<String>,
    /// Given by the ledger: the report of which this is a copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// Program, lexicon and model.
    pub version: SmolStr,
}

/// Page furniture found inside a text; nothing is coded from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Residue {
    /// Where.
    #[serde(flatten)]
    pub at: Stretch,
    /// byline, share, caption, related, newsletter, cookie, navigation, live, credit, other.
    pub reason: SmolStr,
}
