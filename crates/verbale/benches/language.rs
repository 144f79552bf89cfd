//! The layer of language, and the whole way from text to document: `cargo bench -p verbale`.
//!
//! Each pass runs on new threads, which have met no word before.

#[path = "../../../bench/reports.rs"]
mod reports;

use criterion::{BenchmarkGroup, Criterion, Throughput, measurement};
use std::hint::black_box;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;
use verbale::lexicon::Files;
use verbale::{About, Language, english};

/// As in the program: reading deep parses takes more than a thread has by itself.
const STACK: usize = 16 << 20;

/// Does `read` with every text, on so many new threads.
fn read_all(texts: &[String], threads: usize, read: impl Fn(&str) -> usize + Sync) {
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(text) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
            black_box(read(text));
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            let started = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            started.expect("a thread can be started");
        }
    });
}

fn group<'c>(c: &'c mut Criterion, name: &str) -> BenchmarkGroup<'c, measurement::WallTime> {
    let mut group = c.benchmark_group(name);
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(15));
    group
}

fn bench(c: &mut Criterion) {
    let texts = reports::read_texts().expect("the texts can be read");
    let reader = english();
    let language = reader.language();
    let read_words = |text: &str| language.read_words(text, &About::default()).0.tokens.len();
    let n_words: usize = texts.iter().map(|text| read_words(text)).sum();
    let cores = thread::available_parallelism().map_or(1, NonZero::get);

    group(c, "load").bench_function("lexicon and model", |b| b.iter(|| Language::english(&Files::own())));

    let mut layer = group(c, "language layer, words");
    layer.throughput(Throughput::Elements(n_words as u64));
    layer.bench_function("one core", |b| b.iter(|| read_all(&texts, 1, read_words)));
    layer.bench_function("all cores", |b| b.iter(|| read_all(&texts, cores, read_words)));
    layer.finish();

    let mut whole = group(c, "text to document, words");
    whole.throughput(Throughput::Elements(n_words as u64));
    let annotate = |text: &str| language.annotate(text, About::default()).tokens.len();
    whole.bench_function("one core", |b| b.iter(|| read_all(&texts, 1, annotate)));
    whole.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    bench(&mut criterion);
    criterion.final_summary();
}
