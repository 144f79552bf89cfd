//! The nouns: what is known about a text once it has been read.
//!
//! Nothing here knows a file, a clock or a serialisation format. Everything that is said about a text
//! points into it with a [`Span`]; text is not copied.

mod actor;
mod attribution;
mod certainty;
mod code;
mod event;
mod feats;
mod mention;
mod span;
mod statement;
mod syntax;
mod time_place;
mod token;

pub use actor::{Actor, ActorId, Entity, Referent, Via};
pub use attribution::{Attribution, AttributionId, ChannelKind, ChannelWords, CueType, Source, Style};
pub use certainty::{Certainty, Factuality, Status, Tense};
pub(crate) use code::codes;
pub use code::{Code, UnknownCode};
pub use event::{Amount, Because, By, Context, Count, Event, EventId, EventType, Mode, When};
pub use feats::{Feat, Feats};
pub use mention::{Mention, MentionId, MentionKind, Name};
pub use span::Span;
pub use statement::{Channel, OutletStance, SpeakerKind, Stance, Statement, StatementId};
pub use syntax::Syntax;
pub use time_place::{Place, PlaceId, Precision, Resolution, Time, TimeId};
pub use token::{Deprel, Sentence, SentenceId, Token, TokenId, Upos};

use jiff::civil::Date;

/// What is known about a report besides its text: given by whoever hands it in, never guessed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct About {
    /// The day of publication. Weekdays and "last month" count from it; terms of office are chosen by it.
    pub published: Option<Date>,
    /// The headline, where it is kept apart from the text.
    pub title: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// Names of the authors, where known apart from the text.
    pub byline: Vec<String>,
}

/// Page furniture found inside a text, and why it is held to be that. Nothing is coded from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Residue {
    /// The words, usually a whole line.
    pub span: Span,
    /// One of byline, share, caption, related, newsletter, cookie, navigation, live, credit, other.
    pub reason: ResidueReason,
}

/// Why a stretch of text is page furniture (the `reason` of a residue in the records).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the names are the documentation
pub enum ResidueReason {
    Byline,
    Share,
    Caption,
    Related,
    Newsletter,
    Cookie,
    Navigation,
    Live,
    Credit,
    Other,
}

/// A doubt of the reader's, with the words that raised it; `verbale explain` prints them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where in the text.
    pub span: Span,
    /// The doubt, one line, lower case.
    pub text: String,
}

/// A report that has been read: every layer, in the order in which they are made.
///
/// ```
/// let doc = verbale::english().annotate("Rain fell in Geneva.");
/// assert_eq!(doc.sentences.len(), 1);
/// assert_eq!(doc.slice(doc.tokens[3].span), "Geneva");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The text as read; all spans are bytes into it.
    pub text: String,
    /// What was known beforehand.
    pub about: About,
    /// Names of the authors: those known beforehand, else those that the text's own byline gives.
    pub byline: Vec<String>,
    /// Page furniture, in text order.
    pub residue: Vec<Residue>,
    /// Sentences, in text order; residue lies in none.
    pub sentences: Vec<Sentence>,
    /// UD words of all sentences, in text order.
    pub tokens: Vec<Token>,
    /// Names as the language model finds them, in text order, none inside another.
    pub names: Vec<Name>,
    /// Whoever and whatever can act or be acted upon, in text order.
    pub mentions: Vec<Mention>,
    /// The identities behind the mentions.
    pub actors: Vec<Actor>,
    /// Time expressions, in text order.
    pub times: Vec<Time>,
    /// Places, in text order.
    pub places: Vec<Place>,
    /// Political events, in text order.
    pub events: Vec<Event>,
    /// What the text attributes to whom, in text order of the contents.
    pub attributions: Vec<Attribution>,
    /// One for each attribution that is kept.
    pub statements: Vec<Statement>,
    /// One for each event: is it so, and who says so.
    pub certainties: Vec<Certainty>,
    /// Doubts.
    pub notes: Vec<Note>,
}

impl Document {
    /// The words of a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The words of several spans.
    pub fn slices<'a>(&'a self, spans: &[Span]) -> Vec<&'a str> {
        spans.iter().map(|s| s.of(&self.text)).collect()
    }

    /// A view for walking the parse.
    pub fn syntax(&self) -> Syntax<'_> {
        Syntax::new(&self.text, &self.sentences, &self.tokens)
    }
}
