//! How fast the layer of language is, how soon it is ready, and how much memory it takes:
//! `cargo run --release -p verbale-cli --example language_speed -- FILE…`.
//!
//! Reads whatever `verbale code` reads, cuts it into sentences and words, and gives them tags, features, lemmas, heads,
//! relations and names. Each pass runs on new threads, which have met no word before.

use anyhow::{Context, anyhow, bail};
use clap::Parser;
use serde::Serialize;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;
use verbale::lexicon::Files;
use verbale::{About, Language};
use verbale_intake::Intake;

/// As in the program: reading deep parses takes more than a thread has by itself.
const STACK: usize = 16 << 20;

#[derive(Parser)]
struct Args {
    /// Files, folders, patterns, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<String>,

    /// Every line is a text of its own, instead of every report
    #[arg(long)]
    lines: bool,

    /// Threads [default: one, then one for each core]
    #[arg(long)]
    threads: Option<usize>,

    /// Passes over the texts; the one in the middle is reported
    #[arg(long, default_value_t = 3)]
    passes: usize,

    /// One JSON object instead of words
    #[arg(long)]
    json: bool,
}

/// What came out of all texts, and the processor time that it took.
#[derive(Debug, Default, Clone, Copy, Serialize)]
struct Pass {
    tokens: usize,
    sentences: usize,
    names: usize,
    seconds: f64,
    processor_seconds: f64,
}

/// How long it takes to be ready: the lexicon and the model.
#[derive(Debug, Serialize)]
struct Load {
    ms: f64,
    processor_ms: f64,
}

#[derive(Debug, Serialize)]
struct Run {
    threads: usize,
    #[serde(flatten)]
    pass: Pass,
    /// Most that this process has held so far, in megabytes (10⁶ bytes); none where the system does not tell.
    peak_mb: Option<f64>,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let texts = read_texts(&args)?;
    let (begun, computed) = (Instant::now(), processor_seconds());
    let language = Language::english(&Files::own()).map_err(|problems| anyhow!("{problems}"))?;
    let load_s = begun.elapsed().as_secs_f64();
    let load = Load {
        ms: load_s * 1e3,
        processor_ms: processor_seconds().zip(computed).map_or(load_s, |(now, then)| now - then) * 1e3,
    };

    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let mut counts = args.threads.map_or(vec![1, cores], |n| vec![n.max(1)]);
    counts.dedup();
    let runs: anyhow::Result<Vec<Run>> =
        counts.into_iter().map(|threads| run(&language, &texts, threads, args.passes)).collect();
    report(&texts, &load, &runs?, args.json)
}

fn read_texts(args: &Args) -> anyhow::Result<Vec<String>> {
    let reports: Result<Vec<_>, _> = Intake::new().open(args.inputs.clone()).collect();
    let mut texts: Vec<String> = reports?.into_iter().map(|report| report.text).collect();
    if args.lines {
        let lines = texts.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty());
        texts = lines.map(str::to_owned).collect();
    }
    if texts.is_empty() {
        bail!("there is no text to read");
    }
    Ok(texts)
}

/// The pass in the middle, by processor time.
fn run(language: &Language, texts: &[String], threads: usize, passes: usize) -> anyhow::Result<Run> {
    let all: anyhow::Result<Vec<Pass>> =
        (0..passes.max(1)).map(|_| read_all(language, texts, threads)).collect();
    let mut all = all?;
    all.sort_by(|a, b| a.processor_seconds.total_cmp(&b.processor_seconds));
    Ok(Run { threads, pass: all[all.len() / 2], peak_mb: peak_mb() })
}

fn read_all(language: &Language, texts: &[String], threads: usize) -> anyhow::Result<Pass> {
    let next = AtomicUsize::new(0);
    let work = || {
        let (begun, mut done) = (processor_seconds(), Pass::default());
        while let Some(text) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
            let (words, names) = language.read_words(text, &About::default());
            done.tokens += words.tokens.len();
            done.sentences += words.sentences.len();
            done.names += names.len();
        }
        done.processor_seconds = processor_seconds().zip(begun).map_or(f64::NAN, |(now, then)| now - then);
        done
    };
    let begun = Instant::now();
    let mut total = thread::scope(|scope| {
        let start = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let started: Vec<_> = (0..threads).map(start).collect::<Result<_, _>>()?;
        let mut total = Pass::default();
        for thread in started {
            let done = thread.join().map_err(|_| anyhow!("a text could not be read: a fault of ours"))?;
            total.tokens += done.tokens;
            total.sentences += done.sentences;
            total.names += done.names;
            total.processor_seconds += done.processor_seconds;
        }
        anyhow::Ok(total)
    })?;
    total.seconds = begun.elapsed().as_secs_f64();
    if total.processor_seconds.is_nan() {
        total.processor_seconds = total.seconds * threads as f64;
    }
    Ok(total)
}

/// What this thread has computed so far, where the system tells (Linux).
fn processor_seconds() -> Option<f64> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
}

/// Most memory that this process has held so far, where the system tells (Linux).
fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? * 1024.0 / 1e6)
}

fn report(texts: &[String], load: &Load, runs: &[Run], json: bool) -> anyhow::Result<()> {
    let n_bytes: usize = texts.iter().map(String::len).sum();
    if json {
        let all = serde_json::json!({
            "version": env!("CARGO_PKG_VERSION"), "texts": texts.len(), "bytes": n_bytes, "load": load, "runs": runs,
        });
        println!("{}", serde_json::to_string(&all).context("cannot write the result")?);
        return Ok(());
    }
    println!("read      {} texts, {n_bytes} bytes", texts.len());
    println!("load      {:.1} ms ({:.1} of processor time)", load.ms, load.processor_ms);
    for Run { threads, pass, peak_mb } in runs {
        let n = pass.tokens as f64;
        println!(
            "threads {threads}: {} tokens, {} sentences, {} names in {:.2} s: {:.0} tokens/s, {:.0} a second of one core; \
             peak memory {}",
            pass.tokens,
            pass.sentences,
            pass.names,
            pass.seconds,
            n / pass.seconds,
            n / pass.processor_seconds,
            peak_mb.map_or("unknown".to_owned(), |mb| format!("{mb:.0} MB")),
        );
    }
    Ok(())
}
