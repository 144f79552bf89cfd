//! `verbale code`: reports in, records out; `verbale statements`: the same for one kind of record.

pub mod output;

use crate::args::{CodeArgs, ReadArgs, StatementsArgs};
use crate::inputs::{Inputs, read_inputs, summarise};
use crate::language::load;
use crate::outcome::Outcome;
use crate::speech::WantedSpeaker;
use output::{Output, Stdout};
use std::io::{self, IsTerminal};
use std::time::Instant;
use verbale_record::{Recorder, Records, Table};

/// As PLOVER has it.
const DEFAULT_SANCTION_QUAD: u8 = 4;

/// What to do with the records of each report.
struct Wanted {
    records: Option<Table>,
    mentions: bool,
    sanction_quad: u8,
    speaker: Option<WantedSpeaker>,
}

/// Runs the command.
pub fn run(args: CodeArgs) -> anyhow::Result<Outcome> {
    let CodeArgs { read, mentions, records, sanction_quad } = args;
    write_records(read, Wanted { records, mentions, sanction_quad, speaker: None })
}

/// Runs `verbale statements`: one kind of record, perhaps of one speaker.
pub fn list_statements(args: StatementsArgs) -> anyhow::Result<Outcome> {
    let StatementsArgs { read, speaker } = args;
    let records = Some(Table::Statements);
    write_records(read, Wanted { records, mentions: false, sanction_quad: DEFAULT_SANCTION_QUAD, speaker })
}

fn write_records(args: ReadArgs, wanted: Wanted) -> anyhow::Result<Outcome> {
    let begun = Instant::now();
    let language = load(&args.actors, args.frames_only)?;
    let recorder = Recorder::new(language);
    let Wanted { records, mentions, sanction_quad, speaker } = wanted;
    let mut output =
        Output::open(Stdout { format: args.format, records, mentions, speaker }, args.output.as_deref())?;
    let ReadArgs { inputs, date, from, threads, keep_going, verbose, .. } = args;
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
