//! `verbale explain`: how a sentence is read, layer by layer, and why.

mod layers;
mod records;
mod tree;

use crate::args::ExplainArgs;
use crate::language::load;
use crate::outcome::Outcome;
use crate::style::{BOLD, paint};
use crate::width::{terminal_width, width_of};
use anyhow::{Context, ensure};
use std::io::{self, Read, Write};
use verbale::annotate::events::trace_events;
use verbale::{About, Document, Language};
use verbale_record::{Provenance, Recorder, Records};

/// No more is read from standard input: what is explained should fit on a screen or two.
const MAX_TEXT: u64 = 100_000;

/// Runs the command.
pub fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let text = match args.text.as_str() {
        "-" => read_stdin()?,
        text => text.to_owned(),
    };
    ensure!(!text.trim().is_empty(), "expected a sentence, but found none");
    let language = load(&args.actors, args.frames_only)?;
    let about = About { published: args.date, ..About::default() };
    let page = explain(language, &language.annotate(&text, about), terminal_width());
    anstream::AutoStream::auto(io::stdout()).write_all(page.as_bytes())?;
    Ok(Outcome::Done)
}

fn read_stdin() -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    io::stdin().take(MAX_TEXT).read_to_end(&mut bytes).context("standard input")?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// All layers, those that are empty left out.
fn explain(language: &Language, document: &Document, width: usize) -> String {
    let records = Recorder::new(language).record(document, &Provenance::default());
    let (_, _, trace) = trace_events(
        &document.syntax(),
        &document.mentions,
        document.actors.clone(),
        &document.times,
        &document.places,
        &document.about,
        &language.lexicon,
        language.learnt(),
        true,
    );
    let explained = Explained { language, document, records: &records, width };
    let mut page = String::new();
    for i in 0..document.sentences.len() {
        page.push_str(&tree::draw_sentence(document, i, width));
        page.push('\n');
    }
    let parts = [
        ("left out", explained.residue()),
        ("who", explained.mentions()),
        ("when", explained.times()),
        ("where", explained.places()),
        ("said", explained.statements()),
        ("done", explained.events()),
        ("frames that nearly fired", explained.near_misses(&trace.near_misses)),
        ("doubts", explained.notes()),
    ];
    for (title, lines) in parts {
        if lines.is_empty() {
            continue;
        }
        page.push_str(&format!("{}\n", paint(BOLD, title)));
        lines.iter().for_each(|line| page.push_str(&format!("  {line}\n")));
        page.push('\n');
    }
    if records.events.is_empty() && records.statements.is_empty() {
        page.push_str("no event and no statement was found\n");
    }
    page
}

/// A document with its records, while it is explained.
struct Explained<'d> {
    language: &'d Language,
    document: &'d Document,
    records: &'d Records,
    width: usize,
}

/// The widest of some cells, within reason.
fn widest<'c>(cells: impl Iterator<Item = &'c str>, limit: usize) -> usize {
    cells.map(width_of).max().unwrap_or(0).min(limit)
}
