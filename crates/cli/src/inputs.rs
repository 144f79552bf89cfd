//! From inputs to reports that have been read: what all commands that take `INPUT…` share.

use crate::outcome::Outcome;
use crate::pool::{default_threads, work_in_order};
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;
use verbale::annotate::text::normalise;
use verbale::{Date, Document, Language};
use verbale_intake::{Error, Fetched, Format, Intake, Report, Skipped};
use verbale_record::Provenance;

/// What to read and how.
pub struct Inputs {
    pub given: Vec<String>,
    pub from: Option<Format>,
    pub date: Option<Date>,
    pub threads: Option<u16>,
    pub keep_going: bool,
}

/// A report that has been read, with where it is from.
pub struct Read {
    pub document: Document,
    pub provenance: Provenance,
}

/// What became of the inputs, in numbers.
#[derive(Debug, Default)]
pub struct Tally {
    pub n_read: usize,
    pub n_foreign: usize,
    pub n_skipped: usize,
    pub n_failed: usize,
    pub n_sentences: usize,
    /// Something was wrong within an input, not only with finding it.
    found_trouble: bool,
}

impl Tally {
    /// The exit code that these numbers stand for.
    pub fn outcome(&self, keep_going: bool) -> Outcome {
        match (self.n_failed, keep_going) {
            _ if self.n_read == 0 && !self.found_trouble => Outcome::Nothing,
            (0, _) => Outcome::Done,
            (_, true) => Outcome::LeftOut,
            (_, false) => Outcome::Trouble,
        }
    }
}

/// What comes out of the source: a report, or an error in its place, and what was passed over before it.
struct Item {
    skipped: Vec<Skipped>,
    fetched: Option<Result<Fetched, Error>>,
}

enum Done<R> {
    Nothing,
    Empty(Error),
    Failed(String, bool),
    Made { made: R, foreign: Option<String>, n_sentences: usize },
}

/// Reads all inputs on all cores; `make` is done on many threads, `put` on one, in the order of the inputs.
///
/// Everything about inputs that is worth a word goes to standard error.
///
/// # Errors
/// What `put` fails with.
pub fn read_inputs<R: Send>(
    inputs: Inputs,
    language: &Language,
    make: impl Fn(Read) -> R + Sync,
    mut put: impl FnMut(R) -> io::Result<()>,
) -> anyhow::Result<Tally> {
    let Inputs { given, from, date, threads, keep_going } = inputs;
    let given = if given.is_empty() { vec!["-".to_owned()] } else { given };
    if given == ["-"] && io::stdin().is_terminal() {
        eprintln!("verbale: reading from the terminal; end with Ctrl-D (or give files: verbale code --help)");
    }
    let intake = from.map_or_else(Intake::new, |format| Intake::new().from(format));
    let mut reports = intake.open(given);
    let mut ended = false;
    let next = move || {
        if ended {
            return None;
        }
        let fetched = reports.fetch();
        ended = fetched.is_none();
        Some(Item { skipped: reports.take_skipped(), fetched })
    };
    let work = |item: Item| {
        let done = item.fetched.map_or(Done::Nothing, |fetched| read(fetched, date, language, &make));
        (item.skipped, done)
    };
    let mut tally = Tally::default();
    let sink = |(skipped, done): (Vec<Skipped>, Done<R>)| {
        tally.n_skipped += skipped.len();
        skipped.iter().for_each(|skipped| eprintln!("verbale: skipped {skipped}"));
        match done {
            Done::Nothing => {}
            Done::Empty(error) => {
                tally.n_skipped += 1;
                eprintln!("verbale: skipped {}: no text", error.full_place());
            }
            Done::Failed(why, trouble) => {
                tally.n_failed += 1;
                tally.found_trouble |= trouble;
                eprintln!("verbale: {why}");
                if !keep_going {
                    return ControlFlow::Break(None);
                }
            }
            Done::Made { made, foreign, n_sentences } => {
                tally.n_read += 1;
                tally.n_sentences += n_sentences;
                if let Some(what) = foreign {
                    tally.n_foreign += 1;
                    eprintln!("verbale: not coded {what}");
                }
                if let Err(error) = put(made) {
                    return ControlFlow::Break(Some(error));
                }
            }
        }
        ControlFlow::Continue(())
    };
    let threads = threads.map_or_else(default_threads, usize::from);
    match work_in_order(threads, next, work, sink)? {
        ControlFlow::Break(Some(error)) => Err(error.into()),
        ControlFlow::Break(None) | ControlFlow::Continue(()) => Ok(tally),
    }
}

fn read<R>(
    fetched: Result<Fetched, Error>,
    date: Option<Date>,
    language: &Language,
    make: &impl Fn(Read) -> R,
) -> Done<R> {
    let report = match fetched.and_then(Fetched::read) {
        Ok(report) => report,
        Err(error) if error.is_empty() => return Done::Empty(error),
        Err(error) => return Done::Failed(error.to_string(), !error.is_io()),
    };
    let place = describe(&report);
    let foreign = report.language.clone().filter(|_| !report.may_be_english());
    // A text that the reader fails on is a fault of ours, but the other reports should not pay for it.
    let made = catch_unwind(AssertUnwindSafe(|| {
        let read = read_report(report, date, language);
        let n_sentences = read.document.sentences.len();
        (make(read), n_sentences)
    }));
    match made {
        Ok((made, n_sentences)) => {
            let foreign =
                foreign.map(|code| format!("{place}: its language is `{code}`, and English is read"));
            Done::Made { made, foreign, n_sentences }
        }
        Err(_) => Done::Failed(
            format!("{place}: expected to read it, but the program failed: a fault of ours"),
            true,
        ),
    }
}

/// Reads one report. One in another language is kept, but nothing is coded from it.
fn read_report(report: Report, date: Option<Date>, language: &Language) -> Read {
    let english = report.may_be_english();
    let Report { id, url, path, mut about, published_time, language: code, format, retrieved, text } = report;
    about.published = about.published.or(date);
    let provenance = Provenance {
        id,
        url,
        path,
        format: Some(format.to_string()),
        language: code,
        retrieved: retrieved.map(|day| day.to_string()),
        published: published_time,
    };
    let document = if english {
        language.annotate(&text, about)
    } else {
        Document { text: normalise(&text), about, ..Document::default() }
    };
    Read { document, provenance }
}

/// A report's name in messages.
fn describe(report: &Report) -> String {
    let path = report.path.as_deref().unwrap_or("-");
    match (&report.id, &report.about.title) {
        (Some(id), _) => format!("{path} ({id})"),
        (None, Some(title)) if path == "-" => format!("{path} ({title})"),
        _ => path.to_owned(),
    }
}

/// One line about a run, for whoever watches it.
pub fn summarise(tally: &Tally, n_events: usize, n_statements: usize, begun: Instant) -> String {
    let seconds = begun.elapsed().as_secs_f64();
    let mut line = format!("{} read", count(tally.n_read, "report"));
    let mut aside = Vec::new();
    if tally.n_foreign > 0 {
        aside.push(format!("{} not English", tally.n_foreign));
    }
    if tally.n_skipped > 0 {
        aside.push(format!("{} skipped", tally.n_skipped));
    }
    if tally.n_failed > 0 {
        aside.push(format!("{} failed", tally.n_failed));
    }
    if !aside.is_empty() {
        line.push_str(&format!(" ({})", aside.join(", ")));
    }
    let rate = tally.n_sentences as f64 / seconds.max(1e-6);
    line.push_str(&format!(
        " · {} · {} · {} · {seconds:.1} s ({rate:.0} sentences a second)",
        count(tally.n_sentences, "sentence"),
        count(n_events, "event"),
        count(n_statements, "statement"),
    ));
    line
}

fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
