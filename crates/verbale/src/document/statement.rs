use super::code::{codes, ids};
use super::{AttributionId, ChannelKind, CueType, Entity, EventId, SentenceId, Span, Style, When};

ids! {
    /// A statement's place in [`super::Document::statements`].
    StatementId,
}

codes! {
    /// Who speaks: someone named, unnamed "officials", the outlet, a document.
    SpeakerKind, "kind of speaker":
    Named = "named", Unnamed = "unnamed", Outlet = "outlet", Document = "document",
}

codes! {
    /// The speaker's stance to the content.
    Stance, "stance":
    Asserts = "asserts", Denies = "denies", Endorses = "endorses", Relays = "relays",
}

codes! {
    /// The outlet's stance to the content, where its words show one.
    OutletStance, "outlet stance":
    Neutral = "neutral", Supports = "supports", Doubts = "doubts", Rejects = "rejects",
}

/// Through what a statement reached us.
#[derive(Debug, Clone, PartialEq)]
pub struct Channel {
    /// The words.
    pub span: Span,
    /// What sort.
    pub kind: ChannelKind,
    /// Whose it is.
    pub entity: Option<Entity>,
}

/// This actor, on this date, said this content, carrying these events.
///
/// We say statement, not claim: a claim is something one checks, and we do not.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// What in the text it was made from.
    pub attribution: AttributionId,
    /// The sentence of the content.
    pub sentence: SentenceId,
    /// Speaker, cue and content together.
    pub span: Span,
    /// Quoted or not.
    pub style: Style,
    /// Who.
    pub speaker: Option<Entity>,
    /// What sort of speaker.
    pub speaker_kind: SpeakerKind,
    /// Joint speakers.
    pub speakers_also: Vec<Entity>,
    /// The words that show it.
    pub cue: Option<Span>,
    /// What sort of act.
    pub cue_type: CueType,
    /// The words said, in pieces if interrupted.
    pub content: Vec<Span>,
    /// To whom.
    pub addressees: Vec<Entity>,
    /// Through what.
    pub channel: Option<Channel>,
    /// Whose narrative it is said to be.
    pub origin: Option<Entity>,
    /// The statement it stands inside.
    pub within: Option<StatementId>,
    /// The statement it goes on from.
    pub continues: Option<StatementId>,
    /// The day it was said.
    pub when: Option<When>,
    /// The speaker's stance.
    pub stance: Stance,
    /// The outlet's stance.
    pub outlet_stance: OutletStance,
    /// The statement that this one denies or confirms.
    pub answers: Option<StatementId>,
    /// Events told in the content.
    pub events: Vec<EventId>,
}
