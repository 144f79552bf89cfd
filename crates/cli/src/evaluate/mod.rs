//! `verbale evaluate`: how far the records agree with a careful coder.

mod attribution;
mod calibration;
mod coreference;
mod events;
mod factuality;
mod gold;
mod language;
mod links;
mod output;
mod pairing;
mod residue;
mod sentences;
mod sheet;
mod statements;
mod traits;
mod treebank;

use crate::args::EvaluateArgs;
use crate::outcome::Outcome;
use anyhow::Result;
use sheet::Sheet;
use std::io::{self, Write};
use std::path::Path;

/// What to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Layer {
    /// Events, statements, residue
    #[default]
    Records,
    /// Words, sentences, tags, lemmas, heads
    Language,
    /// How far confidence is what it says: of the events at 0.8, eight in ten should be right
    Calibration,
    /// Pronouns and last names, against a treebank with entities (GUM)
    Coreference,
    /// Who says so, against a table over the words of a treebank (GUM)
    Attribution,
    /// Whether what predicates tell has happened, against judgements on a treebank's words (It Happened)
    Factuality,
}

/// Runs the command.
pub fn run(args: &EvaluateArgs) -> Result<Outcome> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    evaluate(args, &mut out)?;
    out.flush()?;
    Ok(Outcome::Done)
}

fn evaluate(args: &EvaluateArgs, out: &mut impl Write) -> Result<()> {
    let sheet = match args.layer {
        Layer::Coreference => coreference::score_coreference(&args.gold, &args.documents, language(args)?)?,
        Layer::Attribution => attribution::score_attribution(
            &args.gold,
            args.treebank.as_deref(),
            &args.documents,
            language(args)?,
        )?,
        Layer::Factuality => {
            factuality::score_factuality(&args.gold, args.treebank.as_deref(), language(args)?)?
        }
        Layer::Records | Layer::Calibration if !is_treebank(&args.gold) => score_records(args)?,
        _ => language::score_treebank(&args.gold, args.names.as_deref(), language(args)?)?,
    };
    print(&sheet, args, out)?;
    Ok(())
}

fn is_treebank(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "conllu")
}

fn language(args: &EvaluateArgs) -> Result<&'static verbale::Language> {
    crate::language::load(&[], args.frames_only)
}

fn score_records(args: &EvaluateArgs) -> Result<Sheet> {
    let gold = gold::read_gold(&args.gold)?;
    let output = match &args.output {
        Some(path) => output::read(&gold, path)?,
        None => output::code(&gold, language(args)?)?,
    };
    let mut sheet = Sheet::default();
    if args.layer == Layer::Calibration {
        calibration::score_confidence(&gold, &output.reports, &mut sheet);
        return Ok(sheet);
    }
    sheet.line(format!("documents found: {} of {}", output.n_found, gold.len()));
    if output.n_astray > 0 {
        sheet.line(format!("records that belong to no gold document: {}", output.n_astray));
    }
    if args.plover {
        sentences::score_sentences(&gold, &output.reports, &mut sheet);
    } else {
        events::score_events(&gold, &output.reports, &mut sheet);
        sheet.line("");
        statements::score_statements(&gold, &output.reports, &mut sheet);
        residue::score_residue(&gold, &output.reports, &mut sheet);
    }
    Ok(sheet)
}

fn print(sheet: &Sheet, args: &EvaluateArgs, out: &mut impl Write) -> io::Result<()> {
    if args.tsv {
        return sheet.metrics.iter().try_for_each(|(name, value)| writeln!(out, "{name}\t{value:.4}"));
    }
    if args.errors {
        sheet.errors.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        writeln!(out)?;
    }
    sheet.lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}
