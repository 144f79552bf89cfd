//! `verbale explain`.

use crate::args::ExplainArgs;
use crate::outcome::Outcome;

/// Runs the command.
pub fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let _ = args;
    anyhow::bail!("not yet")
}
