use super::code::{codes, ids};
use super::{Code, MentionId, SentenceId, Span, TokenId};
use jiff::civil::Date;
use smol_str::SmolStr;

ids! {
    /// A time's place in [`super::Document::times`].
    TimeId,
    /// A place's place in [`super::Document::places`].
    PlaceId,
}

codes! {
    /// How exactly a date is known. `document`: only the day of publication is known.
    Precision, "precision":
    Day = "day", Week = "week", Month = "month", Year = "year", Document = "document",
}

/// A time expression, resolved against the day of publication.
#[derive(Debug, Clone, PartialEq)]
pub struct Time {
    /// The words.
    pub span: Span,
    /// Their head word.
    pub head: TokenId,
    /// Their sentence.
    pub sentence: SentenceId,
    /// First day, where it can be told. Absent for "before the trip".
    pub start: Option<Date>,
    /// Last day (inclusive); equal to `start` for a single day.
    pub end: Option<Date>,
    /// How exactly.
    pub precision: Precision,
    /// TIMEX3 value: `2022-03-30`, `2022-W13`, `2022-03`, `P3D`, `PAST_REF`.
    pub value: SmolStr,
}

codes! {
    /// How finely a place is known (Mordecai's levels).
    Resolution, "place resolution":
    Country = "country", Province = "province", District = "district", City = "city", Subcity = "sub-city",
}

/// A place on the map behind some words.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The words.
    pub span: Span,
    /// Their head word.
    pub head: TokenId,
    /// Their sentence.
    pub sentence: SentenceId,
    /// The mention of the same words, if there is one.
    pub mention: Option<MentionId>,
    /// Gazetteer name.
    pub name: SmolStr,
    /// ISO alpha-3.
    pub country: Option<Code>,
    /// First-level division.
    pub admin1: Option<SmolStr>,
    /// Degrees north and east (WGS 84).
    pub coordinates: Option<(f32, f32)>,
    /// GeoNames id.
    pub geonames_id: Option<u32>,
    /// How finely.
    pub resolution: Resolution,
}
