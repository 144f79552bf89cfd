//! `verbale lexicon`: what the program knows, and whether it is in order.

mod check;
mod count;
mod who;

use crate::args::{LexiconArgs, LexiconCommand};
use crate::outcome::Outcome;
use std::str::FromStr;

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFormat {
    /// For people.
    Table,
    /// For programs.
    Json,
}

impl FromStr for AnswerFormat {
    type Err = String;

    fn from_str(word: &str) -> Result<AnswerFormat, String> {
        match word.to_ascii_lowercase().as_str() {
            "table" => Ok(AnswerFormat::Table),
            "json" | "jsonl" => Ok(AnswerFormat::Json),
            _ => Err(format!("expected table or json, but found `{word}`")),
        }
    }
}

/// Runs the command.
pub fn run(args: &LexiconArgs) -> anyhow::Result<Outcome> {
    match &args.command {
        LexiconCommand::Check(args) if args.files.is_empty() => check::check_own(),
        LexiconCommand::Check(args) => check::check_lists(&args.files),
        LexiconCommand::Who(args) => who::run(args),
        LexiconCommand::Count(args) => count::run(args.format),
    }
}
