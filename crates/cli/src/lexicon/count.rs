//! `verbale lexicon count`.

use super::AnswerFormat;
use crate::outcome::Outcome;
use crate::style::{BOLD, paint};
use std::io::{self, Write};
use verbale::lexicon::Count;

/// Tells how much the lexicon knows.
pub fn run(format: AnswerFormat) -> anyhow::Result<Outcome> {
    let counts = crate::language::load(&[], false)?.lexicon.count();
    let mut out = anstream::AutoStream::auto(io::stdout());
    for count in &counts {
        match format {
            AnswerFormat::Json => {
                let Count { table, kind, n } = count;
                let line = serde_json::json!({ "table": table, "kind": kind.as_str(), "count": n });
                writeln!(out, "{line}")?;
            }
            AnswerFormat::Table if count.kind == "all" => {
                writeln!(out, "{:>9} {}", thousands(count.n), paint(BOLD, count.table))?;
            }
            AnswerFormat::Table => writeln!(out, "{:>9}   {}", thousands(count.n), count.kind)?,
        }
    }
    Ok(Outcome::Done)
}

/// 36,307
fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut shown = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}
