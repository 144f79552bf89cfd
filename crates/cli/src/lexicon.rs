//! `verbale lexicon check`.

use crate::args::{LexiconArgs, LexiconCommand};
use crate::outcome::Outcome;
use verbale::Language;
use verbale::lexicon::Files;

/// Runs the command.
pub fn run(args: &LexiconArgs) -> anyhow::Result<Outcome> {
    match args.command {
        LexiconCommand::Check => Ok(check()),
    }
}

/// Reads every file; all that is wrong is told at once, a line each.
fn check() -> Outcome {
    match Language::english(&Files::own()) {
        Ok(language) => {
            println!("the word lists are sound ({})", language.lexicon.fingerprint);
            Outcome::Done
        }
        Err(problems) => {
            println!("{problems}");
            eprintln!("verbale: {} to mend", problems.0.len());
            Outcome::Trouble
        }
    }
}
