//! `cargo xtask train events`: the second opinion and the weights of confidence.
//!
//! One thread, one seed: the same inputs give the same bytes. The recipe is told in `training/README.md`.

mod confidence;
mod corpus;
mod judged;
mod network;
mod report;

use crate::{root, shared};
use anyhow::{Context, Result, ensure};
pub use corpus::{gold_pages, page_of, trace_of};
use judged::{Judged, Kind};
use std::fs;
use std::path::PathBuf;
use verbale::Language;
use verbale::lexicon::Files;

/// Articles are dealt to so many parts, each judged by what was learnt from the others.
pub const N_PARTS: u64 = 5;

/// What the command does with what it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Trains the network and the weights.
    Train,
    /// Fits the weights of confidence alone, with the network as it is.
    Weigh,
    /// Prints the words that frames leave and the network would type, each by a network that has not read its article.
    Ask,
    /// Prints how well confidence fits the judgements, and writes nothing.
    Print,
}

/// Trains, writes `data/models/events-en.bin` and `confidence-en.tsv`, and prints what they are worth.
pub fn train_events(then: Then) -> Result<()> {
    ensure!(shared().join("data").exists(), "the texts are not there: {}", shared().display());
    let language = Language::english(&Files::own()).map_err(|problems| anyhow::anyhow!("{problems}"))?;
    let judged = Judged::read(&root().join("corpus/judged"))?;
    let read = corpus::read_all(&language, &judged, matches!(then, Then::Weigh | Then::Print))?;
    eprintln!("{} words that somebody does, {} judged events", read.examples.len(), read.coded.len());
    if then == Then::Ask {
        report::print_asked(&read.examples);
        return Ok(());
    }
    if then == Then::Train {
        report::print_by_held_out_words(&read.examples);
        let network = network::train(&read.examples);
        fs::write(path("events-en.bin"), network.to_bytes())?;
        report::write_recipe(&path("events-en.toml"), &read, network.to_bytes().len())?;
        // events by the network before would not do
        return weigh();
    }
    let coded = &read.coded;
    let fitted = confidence::fit_apart(coded);
    report::print_reliability(&fitted, Kind::Report);
    report::print_elsewhere(&fitted);
    if then != Then::Print {
        let weights = confidence::fit(coded);
        fs::write(path("confidence-en.tsv"), report::confidence_table(&weights))?;
    }
    Ok(())
}

/// Reads again, with the network that was just trained.
fn weigh() -> Result<()> {
    train_events(Then::Weigh)
}

fn path(name: &str) -> PathBuf {
    root().join("data/models").join(name)
}

/// The part of an article, of so many.
pub fn part_of(page: &str, n_parts: u64) -> u64 {
    let hash = page
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 20) % n_parts
}

/// The text of a file.
pub fn read_text(path: &std::path::Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
