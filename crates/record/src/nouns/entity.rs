use super::Stretch;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A party to an event or a statement: the words, and who they stand for.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Entity {
    /// The words in the sentence; absent for a party that is only implied.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// First character of the words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// One past their last character.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<u32>,
    /// Canonical name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<SmolStr>,
    /// Ours, the same in every document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity_id: Option<SmolStr>,
    /// Wikidata item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wikidata_id: Option<SmolStr>,
    /// ISO alpha-3, or PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<SmolStr>,
    /// PLOVER's sectors, the primary one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<SmolStr>,
    /// The office held on that date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<SmolStr>,
    /// Country and sectors in one chain, as CAMEO has it: CHNGOV.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<SmolStr>,
    /// How the words led to the identity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<SmolStr>,
    /// The earlier words that a pronoun or description looks back to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub antecedent: Option<Stretch>,
}
