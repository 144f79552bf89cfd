use crate::make::{Provenance, Recorder};
use crate::nouns::{Mention, Place, Stretch, Words};
use crate::offsets::Offsets;
use serde::Serialize;
use smol_str::SmolStr;
use std::io::{self, Write};
use verbale::Document;
use verbale::document::{Sentence as Run, TokenId};

/// The language layers of one document (`annotate --format json`).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Annotation {
    id: String,
    text: String,
    sentences: Vec<Sentence>,
    mentions: Vec<Mention>,
    times: Vec<Time>,
    places: Vec<Place>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Sentence {
    #[serde(flatten)]
    at: Stretch,
    tokens: Vec<Token>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Token {
    /// From 1 in its sentence, as in CoNLL-U.
    id: u32,
    form: String,
    #[serde(flatten)]
    at: Stretch,
    upos: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    feats: Option<String>,
    lemma: SmolStr,
    /// 0 for the root.
    head: u32,
    deprel: &'static str,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Time {
    #[serde(flatten)]
    words: Words,
    value: SmolStr,
    precision: &'static str,
}

impl Recorder<'_> {
    /// The language layers of one document.
    pub fn annotation(&self, read: &Document, provenance: &Provenance) -> Annotation {
        let records = self.record(read, provenance);
        let offsets = Offsets::of(&read.text);
        let time = |time: &verbale::document::Time| Time {
            words: offsets.words(time.span),
            value: time.value.clone(),
            precision: time.precision.as_str(),
        };
        Annotation {
            id: records.document.id,
            text: records.document.text,
            sentences: read.sentences.iter().map(|run| sentence(read, run, &offsets)).collect(),
            times: read.times.iter().map(time).collect(),
            places: records.mentions.iter().filter_map(|mention| mention.place.clone()).collect(),
            mentions: records.mentions,
        }
    }
}

impl Annotation {
    /// Writes one line of JSON.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

fn sentence(read: &Document, run: &Run, offsets: &Offsets<'_>) -> Sentence {
    let number = |id: TokenId| id.0.saturating_sub(run.first.0) + 1;
    let tokens = run.token_ids().filter_map(|id| Some((id, read.tokens.get(id.index())?)));
    let token = |(id, token): (TokenId, &verbale::document::Token)| Token {
        id: number(id),
        form: read.slice(token.span).to_owned(),
        at: offsets.stretch(token.span),
        upos: token.upos.as_str(),
        feats: Some(token.feats.to_string()).filter(|feats| feats != "_"),
        lemma: token.lemma.clone(),
        head: token.head.map_or(0, number),
        deprel: token.deprel.as_str(),
    };
    Sentence { at: offsets.stretch(run.span), tokens: tokens.map(token).collect() }
}
