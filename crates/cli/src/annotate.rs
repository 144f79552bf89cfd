//! `verbale annotate`: the layers of language.

use crate::args::AnnotateArgs;
use crate::conllu::{read_conllu, write_conllu};
use crate::inputs::{Inputs, Read, read_inputs};
use crate::language::load;
use crate::outcome::Outcome;
use anyhow::Context;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::str::FromStr;
use verbale::Language;
use verbale_intake::Format;
use verbale_record::{Provenance, Recorder};

/// The form of the layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayerFormat {
    /// Universal Dependencies' own.
    Conllu,
    /// One object a document.
    Json,
}

impl FromStr for LayerFormat {
    type Err = String;

    fn from_str(word: &str) -> Result<LayerFormat, String> {
        match word.to_ascii_lowercase().as_str() {
            "conllu" | "conll-u" => Ok(LayerFormat::Conllu),
            "json" | "jsonl" => Ok(LayerFormat::Json),
            _ => Err(format!("expected conllu or json, but found `{word}`")),
        }
    }
}

/// What the layers are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayerInput {
    /// Words and sentences are given.
    Conllu,
    /// As for `verbale code`.
    Reports(Format),
}

impl FromStr for LayerInput {
    type Err = String;

    fn from_str(word: &str) -> Result<LayerInput, String> {
        match word.to_ascii_lowercase().as_str() {
            "conllu" | "conll-u" => Ok(LayerInput::Conllu),
            _ => word
                .parse()
                .map(LayerInput::Reports)
                .map_err(|why: String| why.replace("csv,", "csv, or conllu,")),
        }
    }
}

/// Runs the command.
pub fn run(args: AnnotateArgs) -> anyhow::Result<Outcome> {
    let language = load(&args.actors, false)?;
    let recorder = Recorder::new(language);
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout());
    let from = match args.from {
        Some(LayerInput::Conllu) => return annotate_given_words(&args, language, &recorder, &mut out),
        Some(LayerInput::Reports(format)) => Some(format),
        None => None,
    };
    let AnnotateArgs { inputs, format, date, threads, keep_going, .. } = args;
    let inputs = Inputs { given: inputs, from, date, threads, keep_going };
    let write = |read: Read| write_layers(&read, &[], format, &recorder);
    let tally = read_inputs(inputs, language, write, |bytes| out.write_all(&bytes?))?;
    out.flush()?;
    Ok(tally.outcome(keep_going))
}

fn write_layers(
    read: &Read,
    sent_ids: &[String],
    format: LayerFormat,
    recorder: &Recorder,
) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    match format {
        LayerFormat::Json => recorder.annotation(&read.document, &read.provenance).write_json(&mut out)?,
        LayerFormat::Conllu => {
            let id = recorder.document_id(&read.document, &read.provenance);
            write_conllu(&mut out, &id, sent_ids, &read.document)?;
        }
    }
    Ok(out)
}

/// Reads CoNLL-U and predicts all but words and sentences, one document after another.
fn annotate_given_words(
    args: &AnnotateArgs,
    language: &Language,
    recorder: &Recorder,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let inputs = if args.inputs.is_empty() { vec!["-".to_owned()] } else { args.inputs.clone() };
    for place in &inputs {
        let source: Box<dyn BufRead> = match place.as_str() {
            "-" => Box::new(io::stdin().lock()),
            _ => Box::new(BufReader::new(
                File::open(place).with_context(|| format!("{place}: cannot be read"))?,
            )),
        };
        for given in read_conllu(source, place) {
            let given = given?;
            let about = verbale::About { published: args.date, ..verbale::About::default() };
            let document = language.annotate_words(given.words, about);
            let provenance = Provenance { id: given.id, ..Provenance::default() };
            let bytes = write_layers(&Read { document, provenance }, &given.sent_ids, args.format, recorder)?;
            out.write_all(&bytes)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}
