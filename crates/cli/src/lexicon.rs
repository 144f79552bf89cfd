//! `verbale lexicon check`.

use crate::args::{LexiconArgs, LexiconCommand};
use crate::outcome::Outcome;
use verbale::Language;
use verbale::annotate::residue::check_residue_examples;
use verbale::lexicon::{Files, Problems};

/// Runs the command.
pub fn run(args: &LexiconArgs) -> anyhow::Result<Outcome> {
    match args.command {
        LexiconCommand::Check => Ok(check()),
    }
}

/// Reads every file and runs the examples of the residue rules; all that is wrong is told at once, a line each.
fn check() -> Outcome {
    match Language::english(&Files::own()) {
        Ok(language) => {
            let problems = Problems(check_residue_examples(&language.lexicon));
            if !problems.0.is_empty() {
                return tell(&problems);
            }
            println!("the word lists are sound ({})", language.lexicon.fingerprint);
            Outcome::Done
        }
        Err(problems) => tell(&problems),
    }
}

fn tell(problems: &Problems) -> Outcome {
    println!("{problems}");
    eprintln!("verbale: {} to mend", problems.0.len());
    Outcome::Trouble
}
