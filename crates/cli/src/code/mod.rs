//! `verbale code`: reports in, records out.

pub mod output;

use crate::args::CodeArgs;
use crate::inputs::{Inputs, read_inputs, summarise};
use crate::language::load;
use crate::outcome::Outcome;
use output::Output;
use std::io::{self, IsTerminal};
use std::time::Instant;
use verbale_record::{Recorder, Records};

/// Runs the command.
pub fn run(args: CodeArgs) -> anyhow::Result<Outcome> {
    let begun = Instant::now();
    let language = load(&args.actors, args.frames_only)?;
    let recorder = Recorder::new(language);
    let mut output = Output::open(args.stdout(), args.output.as_deref())?;
    let CodeArgs { inputs, date, from, threads, keep_going, sanction_quad, verbose, .. } = args;
    let inputs = Inputs { given: inputs, from, date, threads, keep_going };
    let (mut n_events, mut n_statements) = (0, 0);
    let tally = read_inputs(
        inputs,
        language,
        |read| {
            let mut records = recorder.record(&read.document, &read.provenance);
            set_sanction_quad(&mut records, sanction_quad);
            records
        },
        |records| {
            n_events += records.events.len();
            n_statements += records.statements.len();
            output.write(records)
        },
    )?;
    output.finish()?;
    if verbose || io::stderr().is_terminal() {
        eprintln!("verbale: {}", summarise(&tally, n_events, n_statements, begun));
    }
    Ok(tally.outcome(keep_going))
}

/// PLOVER moved sanctions to material conflict; those who continue an older series count them as words.
fn set_sanction_quad(records: &mut Records, quad: u8) {
    for event in records.events.iter_mut().filter(|event| event.event_type == "SANCTION") {
        event.quad = quad;
    }
}
