//! The language model alone: `cargo bench -p verbale-model`.

#[path = "../../../bench/reports.rs"]
mod reports;

use criterion::{Criterion, Throughput};
use std::hint::black_box;
use std::time::Duration;
use verbale_model::{Analysis, Model, Scratch};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/models/language-en.bin");

/// Cuts roughly: at spaces, and before and after what is no letter. The model is given words, and how they were cut
/// makes no difference to its speed.
fn cut(text: &str) -> Vec<Vec<&str>> {
    let sentences = text.split_inclusive(['.', '?', '!', '\n']);
    sentences.map(cut_sentence).filter(|words| !words.is_empty()).collect()
}

fn cut_sentence(sentence: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for piece in sentence.split_whitespace() {
        let mut rest = piece;
        while let Some(first) = rest.chars().next() {
            let others = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            let (word, left) = rest.split_at(others.max(first.len_utf8()));
            words.push(word);
            rest = left;
        }
    }
    words
}

fn bench(c: &mut Criterion) {
    let bytes: &'static [u8] = std::fs::read(FILE).expect("the model is in the repository").leak();
    let model = Model::from_bytes(bytes).expect("the model can be read");
    let texts = reports::read_texts().expect("the texts can be read");
    let sentences: Vec<Vec<&str>> = texts.iter().flat_map(|text| cut(text)).collect();
    let n_words: usize = sentences.iter().map(Vec::len).sum();

    let mut group = c.benchmark_group("language model");
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(15));
    group.bench_function("load", |b| b.iter(|| Model::from_bytes(black_box(bytes))));
    group.throughput(Throughput::Elements(n_words as u64));
    let forms: Vec<&[&str]> = sentences.iter().map(Vec::as_slice).collect();
    let mut analyses = vec![Analysis::default(); 32];
    group.bench_function("words, one core", |b| {
        b.iter(|| {
            // New room each time: every word is met for the first time once.
            let mut scratch = Scratch::new();
            for some in forms.chunks(analyses.len()) {
                model.analyse_all(&mut scratch, some, &mut analyses);
            }
            black_box(&analyses);
        });
    });
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    bench(&mut criterion);
    criterion.final_summary();
}
