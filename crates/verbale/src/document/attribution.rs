use super::code::{codes, ids};
use super::{MentionId, SentenceId, Span, TokenId};

ids! {
    /// An attribution's place in [`super::Document::attributions`].
    AttributionId,
}

codes! {
    /// What sort of act a cue reports.
    CueType, "cue type":
    Say = "say", Accuse = "accuse", Deny = "deny", Confirm = "confirm", Promise = "promise", Demand = "demand",
    Warn = "warn", Praise = "praise", Ask = "ask", Think = "think", Know = "know", Show = "show", Quote = "quote",
}

codes! {
    /// Whether the content is quoted.
    Style, "style":
    Direct = "direct", Indirect = "indirect", Mixed = "mixed",
}

codes! {
    /// Through what a statement reached us.
    ChannelKind, "kind of channel":
    Statement = "statement", Interview = "interview", PressConference = "press_conference", Speech = "speech",
    Broadcast = "broadcast", Social = "social", Letter = "letter", Call = "call", Report = "report",
    Article = "article", Document = "document", Other = "other",
}

/// Who is said to vouch for a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Someone the text names or describes.
    Mention(MentionId),
    /// Words that form no mention: "the report", "sources", "it is said". The token is their head.
    Words(TokenId, Span),
    /// The paper itself.
    Writer,
    /// Nobody is named: "reportedly", "it is claimed".
    Implicit,
}

/// The words that name a channel: "in a statement", "on Weibo", "told the BBC".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChannelWords {
    /// The words.
    pub span: Span,
    /// Their head.
    pub head: TokenId,
    /// What sort.
    pub kind: ChannelKind,
    /// Whose channel it is, where told ("a foreign ministry statement").
    pub owner: Option<MentionId>,
}

/// Someone is reported to have said, written or thought something: what the text shows.
///
/// A content may be interrupted by its own cue, so it is a list of spans. Quotation marks, and the
/// comma or stop just inside them, are left out whatever the outlet's style.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The sentence of the content.
    pub sentence: SentenceId,
    /// Who vouches.
    pub source: Source,
    /// Further sources that share the cue.
    pub sources_also: Vec<Source>,
    /// The words that show it; absent in a quotation that goes on.
    pub cue: Option<Span>,
    /// The head word of the cue.
    pub cue_head: Option<TokenId>,
    /// What sort of act.
    pub cue_type: CueType,
    /// The entry of the cue lexicon, an index into it; it tells factivity and stance.
    pub cue_entry: Option<u32>,
    /// The words that are attributed.
    pub content: Vec<Span>,
    /// The head word of the content, where it is a clause or phrase of this sentence.
    pub content_head: Option<TokenId>,
    /// Quoted or not.
    pub style: Style,
    /// To whom it was said.
    pub addressees: Vec<MentionId>,
    /// Through what.
    pub channel: Option<ChannelWords>,
    /// Whose narrative it is said to be ("the Russian narrative that …").
    pub origin: Option<MentionId>,
    /// The attribution in whose content this one stands.
    pub inside: Option<AttributionId>,
    /// The attribution before it in a quotation of several sentences.
    pub continues: Option<AttributionId>,
    /// The cue is negated: "did not say that".
    pub negated: bool,
}
