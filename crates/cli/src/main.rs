//! The `verbale` program: reads the command line, and hands on to one module for each command.

mod annotate;
mod args;
mod code;
mod conllu;
mod evaluate;
mod explain;
mod inputs;
mod language;
mod lexicon;
mod outcome;
mod pool;
mod speech;
mod style;
mod table;
mod width;

use args::{Args, Command};
use clap::Parser;
use outcome::Outcome;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match args.command {
        Command::Code(args) => code::run(args),
        Command::Statements(args) => code::list_statements(args),
        Command::Explain(args) => explain::run(&args),
        Command::Annotate(args) => annotate::run(args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Lexicon(args) => lexicon::run(&args),
    };
    match done {
        Ok(outcome) => outcome.into(),
        Err(error) if is_closed_pipe(&error) => Outcome::Done.into(),
        Err(error) => {
            eprintln!("verbale: {error:#}");
            Outcome::Trouble.into()
        }
    }
}

/// `verbale code … | head` has got all it wanted.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
