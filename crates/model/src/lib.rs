//! The language model: part of speech, features, lemma, head and relation of each word, and names.
//!
//! One network, trained by `cargo xtask train language`; here it is only read and applied. A [`Model`] is
//! read-only and shared by all threads; a [`Scratch`] belongs to one.

mod classifier;
mod encoder;
mod features;
mod file;
mod kernel;
mod lemma;
mod maths;
mod names;
mod parser;
pub mod score;
mod tree;
mod words;

pub use classifier::{Classifier, Input};
pub use maths::logistic;

use encoder::Encoder;
use file::File;
use kernel::{Linear, Quantised};
use lemma::Lemmas;
use maths::argmax;
use names::NameTags;
use parser::Parser;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use words::Words;

/// In [`Analysis::heads`], the word that depends on none.
pub const ROOT: u32 = u32::MAX;

/// A longer sentence is parsed in pieces: it is a list or a table, and trees cost the square of their length.
const LONGEST: usize = 240;

/// Words whose vectors are computed together, unless one sentence has more: what they take fits into the caches.
const TOGETHER: usize = 400;

/// What is wrong with a model file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(String);

impl Error {
    fn new(message: impl Into<String>) -> Error {
        Error(message.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// A trained model.
pub struct Model {
    bytes: Cow<'static, [u8]>,
    stamp: u64,
    /// Length of a word's vector in its sentence.
    encoded: usize,
    words: Words,
    encoder: Encoder,
    parser: Parser,
    upos: Linear,
    feats: Linear,
    edits: Linear,
    ner: Linear,
    upos_names: Vec<String>,
    feats_names: Vec<String>,
    lemmas: Lemmas,
    name_tags: NameTags,
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Model({} bytes)", self.bytes.len())
    }
}

/// A name found in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedSpan {
    /// First word.
    pub start: u32,
    /// One past the last word.
    pub end: u32,
    /// An index into [`Model::name_kinds`].
    pub kind: u8,
}

/// What the model says of one sentence. Reuse it for the next one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Analysis {
    /// Part of speech, an index into [`Model::upos_names`].
    pub upos: Vec<u8>,
    /// Bundle of features, an index into [`Model::feats_names`].
    pub feats: Vec<u16>,
    /// The word each depends on, counted from 0 in the sentence, or [`ROOT`] for one of them.
    pub heads: Vec<u32>,
    /// Its relation to that word, an index into [`Model::deprel_names`].
    pub deprels: Vec<u8>,
    /// How likely the head is the right one, 0 to 1, as the parser sees it.
    pub confidence: Vec<f32>,
    /// Named mentions, in text order, none inside another.
    pub entities: Vec<NamedSpan>,
    lemma_text: String,
    lemma_ends: Vec<u32>,
}

impl Analysis {
    /// The number of words.
    pub fn len(&self) -> usize {
        self.upos.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.upos.is_empty()
    }

    /// Dictionary form of a word.
    pub fn lemma(&self, word: usize) -> &str {
        let from = if word == 0 { 0 } else { self.lemma_ends[word - 1] as usize };
        &self.lemma_text[from..self.lemma_ends[word] as usize]
    }

    fn clear(&mut self) {
        self.upos.clear();
        self.feats.clear();
        self.heads.clear();
        self.deprels.clear();
        self.confidence.clear();
        self.entities.clear();
        self.lemma_text.clear();
        self.lemma_ends.clear();
    }
}

/// Room for computing, and the vectors of words met before. One for each thread; it makes nothing differ.
#[derive(Debug, Default)]
pub struct Scratch {
    stamp: u64,
    kept: words::Kept,
    encoder: encoder::Room,
    parser: parser::Room,
    x: Vec<f32>,
    rows: Vec<u32>,
    quantised: Quantised,
    unknown: Quantised,
    edits: Vec<Option<usize>>,
    scores: Vec<f32>,
    lower: String,
    names: names::Room,
    piece: parser::Parse,
}

impl Scratch {
    /// Empty room.
    pub fn new() -> Scratch {
        Scratch::default()
    }
}

impl Model {
    /// Reads a model file.
    ///
    /// # Errors
    /// If the bytes are no model, or one that this version cannot read.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Model, Error> {
        static STAMPS: AtomicU64 = AtomicU64::new(1);
        let file = File::open(bytes.into())?;
        let settings = Settings::read(&file.lines("settings")?)?;
        let width = settings.number("d")?;
        let parts =
            ["d_word", "d_gram", "d_affix", "d_shape", "d_piece", "d_vector"].map(|k| settings.number(k));
        let [word, gram, affix, shape, piece, vector] = parts;
        let hidden = settings.number("d_lstm")?;
        let encoded = 2 * hidden;
        let model = Model {
            stamp: STAMPS.fetch_add(1, Ordering::Relaxed),
            encoded,
            words: Words::read(&file, width, [word?, gram?, affix?, shape?, piece?, vector?])?,
            encoder: Encoder::read(&file, width, settings.number("n_lstm")?, hidden)?,
            parser: Parser::read(&file, encoded)?,
            upos: Linear::read(&file, "upos", encoded)?,
            feats: Linear::read(&file, "feats", encoded)?,
            edits: Linear::read(&file, "scripts", encoded)?,
            ner: Linear::read(&file, "ner", encoded)?,
            upos_names: file.lines("names.upos")?,
            feats_names: file.lines("names.feats")?,
            lemmas: Lemmas::read(&file.lines("names.scripts")?, &file.hashes("lemmas")?)?,
            name_tags: NameTags::read(&file.lines("names.ner")?)?,
            bytes: file.into_bytes(),
        };
        model.check_lists()?;
        Ok(model)
    }

    fn check_lists(&self) -> Result<(), Error> {
        let pairs = [
            (self.upos.outputs, self.upos_names.len()),
            (self.feats.outputs, self.feats_names.len()),
            (self.edits.outputs, self.lemmas.len()),
            (self.ner.outputs, self.name_tags.len()),
        ];
        let fits = |(outputs, names): (usize, usize)| outputs == names && names > 0;
        if !pairs.into_iter().all(fits) || self.upos_names.len() > 256 {
            return Err(Error::new("the classes of the language model do not fit their names"));
        }
        Ok(())
    }

    /// Parts of speech, as UD spells them.
    pub fn upos_names(&self) -> &[String] {
        &self.upos_names
    }

    /// Bundles of features in UD's notation, `_` for none.
    pub fn feats_names(&self) -> &[String] {
        &self.feats_names
    }

    /// Relations, as English UD spells them.
    pub fn deprel_names(&self) -> &[String] {
        &self.parser.labels
    }

    /// Length of the vector of a frequent word.
    pub fn word_vector_length(&self) -> usize {
        self.words.vector_length()
    }

    /// The company that a word keeps in much text, as a vector of length 1; none if the word is not frequent.
    pub fn word_vector(&self, word: &str) -> Option<Vec<f32>> {
        self.words.static_vector(&self.bytes, word)
    }

    /// Kinds of names: person, organisation, place, group, other.
    pub fn name_kinds(&self) -> &[String] {
        &self.name_tags.kinds
    }

    /// Analyses one sentence, given as its words. The result forms one tree with one root, whatever the words are.
    pub fn analyse(&self, scratch: &mut Scratch, forms: &[&str], out: &mut Analysis) {
        self.analyse_all(scratch, &[forms], std::slice::from_mut(out));
    }

    /// Analyses several sentences, each into its place of `out`: the same as one by one, and faster.
    pub fn analyse_all(&self, scratch: &mut Scratch, sentences: &[&[&str]], out: &mut [Analysis]) {
        if scratch.stamp != self.stamp {
            scratch.kept.clear();
            scratch.stamp = self.stamp;
        }
        let mut rest = sentences.iter().zip(out).peekable();
        while let Some((forms, out)) = rest.next() {
            let (mut group, mut n_words) = (vec![(forms, out)], forms.len());
            while let Some((forms, out)) = rest.next_if(|(forms, _)| n_words + forms.len() <= TOGETHER) {
                n_words += forms.len();
                group.push((forms, out));
            }
            self.encode(scratch, group.iter().map(|(forms, _)| **forms));
            let mut at = 0;
            for (forms, out) in group {
                let rows = at * self.encoded..(at + forms.len()) * self.encoded;
                at += forms.len();
                self.decode(scratch, forms, rows, out);
            }
        }
    }

    /// Fills `scratch.x` with the vectors of all words in their sentences.
    fn encode<'s>(&self, scratch: &mut Scratch, sentences: impl Iterator<Item = &'s [&'s str]> + Clone) {
        let Scratch { kept, encoder, x, rows, .. } = scratch;
        x.clear();
        rows.clear();
        kept.begin_group();
        let forms = sentences.clone().flatten();
        rows.extend(forms.map(|form| self.words.row(&self.bytes, form, kept, x)));
        self.encoder.apply(x, rows, sentences.map(<[&str]>::len), encoder);
    }

    /// Says what the vectors of a sentence's words mean, which are part of `scratch.x`.
    fn decode(&self, scratch: &mut Scratch, forms: &[&str], rows: Range<usize>, out: &mut Analysis) {
        out.clear();
        scratch.quantised.fill(&scratch.x[rows.clone()], self.encoded);
        self.tag(scratch, forms, out);
        if forms.len() <= LONGEST {
            let Scratch { parser, quantised, piece, .. } = scratch;
            self.parser.parse(quantised, parser, piece);
            out.append(piece, None);
            return;
        }
        self.parse_in_pieces(scratch, rows, out);
    }

    fn tag(&self, scratch: &mut Scratch, forms: &[&str], out: &mut Analysis) {
        let Scratch { quantised: x, unknown, edits, scores, lower, names, .. } = scratch;
        out.upos.extend(best_classes(&self.upos, x, scores).map(|class| class as u8));
        out.feats.extend(best_classes(&self.feats, x, scores).map(|class| class as u16));
        edits.clear();
        unknown.clear(self.encoded);
        for (i, (form, upos)) in forms.iter().zip(&out.upos).enumerate() {
            let edit = self.lemmas.known(form, &self.upos_names[usize::from(*upos)], lower);
            if edit.is_none() {
                unknown.push_row_of(x, i);
            }
            edits.push(edit);
        }
        let mut guessed = best_classes(&self.edits, unknown, scores);
        for (form, edit) in forms.iter().zip(edits) {
            if let Some(edit) = edit.or_else(|| guessed.next()) {
                self.lemmas.push(form, edit, &mut out.lemma_text);
            }
            out.lemma_ends.push(out.lemma_text.len() as u32);
        }
        drop(guessed);
        self.ner.apply(x, scores);
        let rows = scores.chunks_exact(self.ner.stride()).map(|row| &row[..self.ner.outputs]);
        self.name_tags.find_spans(rows, names, &mut out.entities);
    }

    /// The pieces' roots hang on the first piece's.
    fn parse_in_pieces(&self, scratch: &mut Scratch, rows: Range<usize>, out: &mut Analysis) {
        let Scratch { parser, x, quantised, piece, .. } = scratch;
        let mut root = None;
        for rows in x[rows].chunks(LONGEST * self.encoded) {
            quantised.fill(rows, self.encoded);
            self.parser.parse(quantised, parser, piece);
            out.append(piece, root.map(|root| (root, self.parser.loose_label)));
            root = root.or_else(|| out.heads.iter().position(|h| *h == ROOT).map(|at| at as u32));
        }
    }
}

impl Analysis {
    /// Takes over the parse of a piece; its root hangs on `above`, if that is given.
    fn append(&mut self, piece: &parser::Parse, above: Option<(u32, u8)>) {
        let start = self.heads.len() as u32;
        for (head, label) in piece.heads[1..].iter().zip(&piece.labels) {
            let (head, label) = match (*head, above) {
                (0, None) => (ROOT, *label),
                (0, Some(above)) => above,
                (head, _) => (start + u32::from(head) - 1, *label),
            };
            self.heads.push(head);
            self.deprels.push(label);
        }
        self.confidence.extend_from_slice(&piece.confidence);
    }
}

/// The best class of each word.
fn best_classes<'s>(
    layer: &Linear,
    x: &Quantised,
    scores: &'s mut Vec<f32>,
) -> impl Iterator<Item = usize> + 's {
    layer.apply(x, scores);
    let outputs = layer.outputs;
    scores.chunks_exact(layer.stride()).map(move |row| argmax(&row[..outputs]))
}

/// The settings that the trainer wrote down: lines of a name, `=` and a number.
struct Settings(Vec<(String, usize)>);

impl Settings {
    fn read(lines: &[String]) -> Result<Settings, Error> {
        let parse = |line: &String| {
            let (name, value) = line.split_once('=')?;
            Some((name.to_owned(), value.parse().ok()?))
        };
        let parsed: Option<Vec<_>> = lines.iter().map(parse).collect();
        parsed.map(Settings).ok_or_else(|| Error::new("the settings of the language model cannot be read"))
    }

    fn number(&self, name: &str) -> Result<usize, Error> {
        match self.0.iter().find(|(known, _)| known == name) {
            Some((_, value)) if (1..=4096).contains(value) => Ok(*value),
            _ => Err(Error::new(format!("the language model lacks the setting `{name}`"))),
        }
    }
}
