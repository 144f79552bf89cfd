//! `verbale lexicon check`.

use crate::language::{load_own, read_list};
use crate::outcome::Outcome;
use std::io::{self, Write};
use std::path::PathBuf;
use verbale::Language;
use verbale::annotate::residue::check_residue_examples;
use verbale::lexicon::{Checked, Files, Problems};

/// Reads every file of ours and runs the examples of the residue rules; all that is wrong is told at once, a line each.
pub fn check_own() -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    let problems = match Language::english(&Files::own()) {
        Ok(language) => {
            let problems = Problems(check_residue_examples(&language.lexicon));
            if problems.0.is_empty() {
                writeln!(out, "the word lists are sound ({})", language.lexicon.fingerprint)?;
                return Ok(Outcome::Done);
            }
            problems
        }
        Err(problems) => problems,
    };
    writeln!(out, "{problems}")?;
    eprintln!("verbale: {} to mend", problems.0.len());
    Ok(Outcome::Trouble)
}

/// Reads lists of actors, each in its format and over those before it.
pub fn check_lists(files: &[PathBuf]) -> anyhow::Result<Outcome> {
    let mut lexicon = load_own()?.lexicon;
    let mut out = io::stdout().lock();
    let (mut n_problems, mut n_warnings) = (0, 0);
    for path in files {
        let problems = match read_list(path) {
            Ok(list) => {
                let checked = list.check(&mut lexicon);
                for warning in &checked.warnings.0 {
                    writeln!(out, "{}: warning: {}", warning.place(), warning.words())?;
                }
                n_warnings += checked.warnings.0.len();
                if checked.problems.0.is_empty() {
                    writeln!(out, "{}: {}", list.name(), soundness(&checked, list.format().what()))?;
                }
                checked.problems
            }
            Err(problems) => problems,
        };
        if !problems.0.is_empty() {
            writeln!(out, "{problems}")?;
            n_problems += problems.0.len();
        }
    }
    out.flush()?;
    if n_problems > 0 {
        eprintln!("verbale: {n_problems} to mend{}", warned(n_warnings, ", "));
        return Ok(Outcome::Trouble);
    }
    if n_warnings > 0 {
        eprintln!("verbale: {}", warned(n_warnings, ""));
    }
    Ok(Outcome::Done)
}

fn soundness(checked: &Checked, what: &str) -> String {
    format!("can be used ({what}: {})", checked.n_rows)
}

fn warned(n: usize, before: &str) -> String {
    match n {
        0 => String::new(),
        1 => format!("{before}1 warning"),
        n => format!("{before}{n} warnings"),
    }
}
