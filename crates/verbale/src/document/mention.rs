use super::code::{codes, ids};
use super::{Referent, SentenceId, Span, TokenId};

ids! {
    /// A mention's place in [`super::Document::mentions`].
    MentionId,
}

codes! {
    /// What sort of thing a mention names (the `kind` of a mention record).
    MentionKind, "kind of mention":
    Person = "person", Organisation = "organisation", Country = "country", Place = "place", Group = "group",
    Office = "office", Other = "other",
}

/// Words that stand for someone or something that can act, be acted upon, speak or be spoken to.
///
/// A title before a name belongs to the mention, an apposition after it does not. Pronouns, demonyms
/// ("Turkish airstrikes") and definite descriptions ("both sides") are mentions too.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// The word on which the others depend.
    pub head: TokenId,
    /// Its sentence.
    pub sentence: SentenceId,
    /// What sort of thing.
    pub kind: MentionKind,
    /// Whom it stands for: none if that is not known, several for "both sides".
    pub referents: Vec<Referent>,
}

/// A name, as the language model finds it: without title or article, and before anyone asks whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// Its first word.
    pub first: TokenId,
    /// One past its last word.
    pub end: TokenId,
    /// What sort of thing it names: a person, an organisation, a place, a group or something else.
    pub kind: MentionKind,
}
