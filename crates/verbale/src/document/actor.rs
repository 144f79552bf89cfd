use super::code::{codes, ids};
use super::{Code, MentionId, Span};
use smol_str::SmolStr;

ids! {
    /// An actor's place in [`super::Document::actors`].
    ActorId,
}

codes! {
    /// How a mention was resolved to an actor.
    Via, "way of resolution":
    Name = "name", Acronym = "acronym", Office = "office", Role = "role", Demonym = "demonym", Metonym = "metonym",
    Institution = "institution", Coreference = "coreference", Counterpart = "counterpart", List = "list",
    Implied = "implied",
}

/// A political identity behind mentions: `FRA GOV`, as it was on the document's date.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Actor {
    /// Our stable key, the same in every document (e.g. `Q1234`, `FRA:GOV`, `un-security-council`).
    pub entity_id: SmolStr,
    /// Canonical name, where there is one.
    pub name: Option<SmolStr>,
    /// Wikidata item, where known.
    pub wikidata_id: Option<SmolStr>,
    /// ISO alpha-3, or PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC.
    pub country: Option<Code>,
    /// PLOVER sectors, the primary one first.
    pub sectors: Vec<Code>,
    /// The office held on that date, e.g. "foreign minister".
    pub office: Option<SmolStr>,
}

/// One actor that a mention stands for, and how we know.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Referent {
    /// The identity.
    pub actor: ActorId,
    /// How the words led there.
    pub via: Via,
    /// The earlier mention that a pronoun or description looks back to.
    pub antecedent: Option<MentionId>,
    /// 0 to 1.
    pub confidence: f32,
}

/// A party to an event or a statement: an actor together with the words that stand for it.
///
/// `span` is absent for a party that is only implied.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// The words in this sentence.
    pub span: Option<Span>,
    /// The mention they form.
    pub mention: Option<MentionId>,
    /// The identity, where known.
    pub actor: Option<ActorId>,
    /// How it was found; absent for a party that has no identity.
    pub via: Option<Via>,
    /// Where the identity was named before.
    pub antecedent: Option<Span>,
}
