//! Trains, derives and measures: whatever writes a committed file.

mod coverage;
mod frames;
mod measure;
mod network;
mod officeholders;
mod places;
mod second;
mod topic;
mod train;

use anyhow::{Result, bail};
use measure::Then;
use std::path::{Path, PathBuf};

const USAGE: &str = "\
cargo xtask derive officeholders | places
       cargo xtask coverage [FIRST] LAST
       cargo xtask frames [--list]
       cargo xtask train language [--check | --score]
       cargo xtask train events [--ask | --weigh | --print]
       cargo xtask train topic [--check | --print]
       cargo xtask measure [--check | --write | --house]";

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["derive", "officeholders"] => officeholders::derive(&shared(), &root()),
        ["derive", "places"] => places::derive(&shared(), &root()),
        ["coverage", day] => coverage::cover(&root(), coverage::FIRST, day.parse()?),
        ["coverage", from, day] => coverage::cover(&root(), from.parse()?, day.parse()?),
        ["frames"] => frames::count(&shared(), false),
        ["frames", "--list"] => frames::count(&shared(), true),
        ["train", "language"] => train::train_language(),
        ["train", "language", "--check"] => train::check_language(),
        ["train", "language", "--score"] => train::write_scores(),
        ["train", "events"] => second::train_events(second::Then::Train),
        ["train", "events", "--weigh"] => second::train_events(second::Then::Weigh),
        ["train", "events", "--ask"] => second::train_events(second::Then::Ask),
        ["train", "events", "--print"] => second::train_events(second::Then::Print),
        ["train", "topic"] => topic::train_topic(topic::Then::Write),
        ["train", "topic", "--check"] => topic::train_topic(topic::Then::Check),
        ["train", "topic", "--print"] => topic::train_topic(topic::Then::Print),
        ["measure"] => measure::measure(&root(), &shared(), Then::Print),
        ["measure", "--write"] => measure::measure(&root(), &shared(), Then::Write),
        ["measure", "--check"] => measure::measure(&root(), &shared(), Then::Check),
        ["measure", "--house"] => measure::report_house(&root()),
        _ => bail!("expected `{USAGE}`"),
    }
}

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The shared data: `VERBALE_SHARED`, else beside the repository.
fn shared() -> PathBuf {
    std::env::var_os("VERBALE_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from)
}
