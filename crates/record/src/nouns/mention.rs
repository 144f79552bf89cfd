use super::{Entity, Words};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Words that stand for someone or some place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The document they stand in.
    pub document_id: String,
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// The words.
    pub text: String,
    /// person, organisation, country, place, group, office, other.
    pub kind: SmolStr,
    /// Whom they stand for, where that is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<Entity>,
    /// Whom they stand for, where that is several ("both sides").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<Entity>,
    /// The place they name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Program, lexicon and model.
    pub version: SmolStr,
}

/// A place on the map behind some words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The words, and where they stand.
    #[serde(flatten)]
    pub words: Words,
    /// Gazetteer name.
    pub name: SmolStr,
    /// ISO alpha-3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<SmolStr>,
    /// First-level division.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admin1: Option<SmolStr>,
    /// Degrees north.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f32>,
    /// Degrees east.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f32>,
    /// GeoNames id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geonames_id: Option<u32>,
    /// country, province, district, city, sub-city.
    pub resolution: SmolStr,
}
