//! From what was read to what is written: bytes become characters, indices become ids.

mod event;
mod mention;
mod party;
mod statement;

use crate::id::{Ids, document_id};
use crate::nouns::{Document, Event, Mention, Residue, Statement};
use crate::offsets::Offsets;
use smol_str::{SmolStr, format_smolstr};
use verbale::document::ResidueReason;
use verbale::lexicon::Ontology;
use verbale::{Document as Read, Language};

/// What intake knows about a report besides what its reader needs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Provenance {
    /// Given with the input; it stays the document's id.
    pub id: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Of a local input.
    pub path: Option<String>,
    /// text, html, jsonl, csv, …
    pub format: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// When it was fetched, ISO 8601.
    pub retrieved: Option<String>,
    /// Date-time of publication, ISO 8601, where more than the day is known.
    pub published: Option<String>,
}

/// All records of one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Records {
    /// The report itself.
    pub document: Document,
    /// What happened in it, in text order.
    pub events: Vec<Event>,
    /// What was said in it, in text order.
    pub statements: Vec<Statement>,
    /// Whom and what it names, in text order.
    pub mentions: Vec<Mention>,
}

/// Makes records; one for each language is enough.
#[derive(Debug, Clone)]
pub struct Recorder<'l> {
    ontology: &'l Ontology,
    version: SmolStr,
}

impl<'l> Recorder<'l> {
    /// A recorder for what this language reads.
    pub fn new(language: &'l Language) -> Recorder<'l> {
        let lexicon = &language.lexicon;
        Recorder { ontology: &lexicon.ontology, version: version_of(language) }
    }

    /// What each record carries as `version`: program, lexicon and model.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The id of a document: as given, else made of address and text.
    pub fn document_id(&self, read: &Read, provenance: &Provenance) -> String {
        let url = provenance.url.as_deref().unwrap_or("");
        provenance.id.clone().unwrap_or_else(|| document_id(url, &read.text))
    }

    /// The records of one document.
    pub fn record(&self, read: &Read, provenance: &Provenance) -> Records {
        let id = self.document_id(read, provenance);
        let maker = Maker::new(self, read, &id);
        Records {
            document: maker.document(provenance),
            events: maker.events(),
            statements: maker.statements(),
            mentions: maker.mentions(),
        }
    }
}

/// Program version, then what a paper needs to make its figures again.
fn version_of(language: &Language) -> SmolStr {
    let Language { lexicon, second, .. } = language;
    let program = env!("CARGO_PKG_VERSION");
    let lists = match lexicon.lists_fingerprint.as_str() {
        "" => String::new(),
        hash => format!(".actors.{hash}"),
    };
    let frames_only = if second.is_none() { ".frames-only" } else { "" };
    format_smolstr!(
        "{program}+lexicon.{}{lists}.model.{}{frames_only}",
        lexicon.fingerprint,
        lexicon.model_fingerprint
    )
}

/// Makes the records of one document.
struct Maker<'m> {
    recorder: &'m Recorder<'m>,
    read: &'m Read,
    offsets: Offsets<'m>,
    document_id: &'m str,
    event_ids: Vec<String>,
    statement_ids: Vec<String>,
}

impl<'m> Maker<'m> {
    /// Ids come first: events and statements point at each other.
    fn new(recorder: &'m Recorder<'m>, read: &'m Read, document_id: &'m str) -> Maker<'m> {
        let offsets = Offsets::of(&read.text);
        let mut ids = Ids::new(document_id);
        let event_ids = read.events.iter().map(|event| {
            let at = offsets.stretch(event.trigger);
            ids.make("event", event.event_type.as_str(), at.start, at.end)
        });
        let event_ids = event_ids.collect();
        let statement_ids = read.statements.iter().map(|statement| {
            let at = offsets.stretch(statement.span);
            ids.make("statement", statement.cue_type.as_str(), at.start, at.end)
        });
        let statement_ids = statement_ids.collect();
        Maker { recorder, read, offsets, document_id, event_ids, statement_ids }
    }

    fn document(&self, provenance: &Provenance) -> Document {
        let about = &self.read.about;
        let published = provenance.published.clone().or_else(|| about.published.map(|day| day.to_string()));
        let residue = self.read.residue.iter().map(|residue| Residue {
            at: self.offsets.stretch(residue.span),
            reason: reason_word(residue.reason).into(),
        });
        Document {
            id: self.document_id.to_owned(),
            url: provenance.url.clone(),
            publisher: about.publisher.clone(),
            title: about.title.clone(),
            byline: self.read.byline.clone(),
            published,
            retrieved: provenance.retrieved.clone(),
            language: provenance.language.as_deref().map(SmolStr::new),
            format: provenance.format.as_deref().map(SmolStr::new),
            text: self.read.text.clone(),
            residue: residue.collect(),
            path: provenance.path.clone(),
            story_id: None,
            copy_of: None,
            version: self.recorder.version.clone(),
        }
    }
}

fn reason_word(reason: ResidueReason) -> &'static str {
    match reason {
        ResidueReason::Byline => "byline",
        ResidueReason::Share => "share",
        ResidueReason::Caption => "caption",
        ResidueReason::Related => "related",
        ResidueReason::Newsletter => "newsletter",
        ResidueReason::Cookie => "cookie",
        ResidueReason::Navigation => "navigation",
        ResidueReason::Live => "live",
        ResidueReason::Credit => "credit",
        ResidueReason::Other => "other",
    }
}
