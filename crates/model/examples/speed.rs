//! Words a second on one core: `cargo run --release -p verbale-model --example speed -- FILE.conllu`.
//!
//! Reads the words of a treebank, and analyses them again and again for about five seconds.

use std::time::Instant;
use verbale_model::score::read_conllu;
use verbale_model::{Analysis, Model, Scratch};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which treebank?")?;
    let sentences = read_conllu(&std::fs::read_to_string(path)?);
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/models/language-en.bin"))?;
    let start = Instant::now();
    let model = Model::from_bytes(bytes)?;
    println!("load     {:>9.1} ms", start.elapsed().as_secs_f64() * 1e3);

    let forms: Vec<Vec<&str>> =
        sentences.iter().map(|s| s.words.iter().map(|w| w.form.as_str()).collect()).collect();
    let n_words: usize = forms.iter().map(Vec::len).sum();
    let mut analysis = Analysis::default();
    let mut rates = Vec::new();
    let start = Instant::now();
    while start.elapsed().as_secs_f64() < 5.0 {
        // New room each time: every word is met for the first time, as in a program that has just started.
        let mut scratch = Scratch::new();
        let pass = Instant::now();
        for sentence in &forms {
            model.analyse(&mut scratch, sentence, &mut analysis);
        }
        rates.push(n_words as f64 / pass.elapsed().as_secs_f64());
    }
    rates.sort_by(f64::total_cmp);
    println!("median   {:>9.0} words/s", rates[rates.len() / 2]);
    println!("best     {:>9.0} words/s ({} passes)", rates[rates.len() - 1], rates.len());
    Ok(())
}
