//! `cargo xtask train topic`: the judge of public affairs.
//!
//! One thread, one seed: the same inputs give the same bytes. The recipe is told in `training/README.md`.

mod corpus;
mod report;

use crate::network::{Recipe, Trainer};
use crate::root;
use anyhow::{Result, ensure};
use corpus::{Example, N_PARTS};
use std::fs;
use verbale::annotate::events::TopicJudge;
use verbale::lexicon::Files;
use verbale_model::Classifier;

const N_ROWS: usize = 4096;
const N_HIDDEN: usize = 16;
const N_PASSES: usize = 6;
const BATCH: usize = 32;
const RATE: f32 = 0.004;
const DECAY: f32 = 0.1;
const DROP_HIDDEN: f32 = 0.2;
/// How often a mark is left out, so that no single word decides.
const DROP_MARK: f32 = 0.4;
const SEED: u64 = 7;
/// Log-odds at which an event is dropped, and what the other sentences of a report count.
const SETTINGS: [(&str, f32); 2] = [("least", 1.5), ("neighbours", 1.0)];

/// What the command does with what it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Trains and writes.
    Write,
    /// Fails unless the same bytes come out.
    Check,
    /// Tells how well stretches that were left out are judged.
    Print,
}

/// Trains, writes `data/models/topic-en.bin`, and prints what it is worth.
pub fn train_topic(then: Then) -> Result<()> {
    let mut language = verbale::Language::english(&Files::own()).map_err(|p| anyhow::anyhow!("{p}"))?;
    // what it dropped it could not learn again
    language.judge = None;
    let read = corpus::read_all(&language)?;
    let path = root().join("data/models/topic-en.bin");
    if then == Then::Print {
        report::print_apart(&read.examples)?;
        return Ok(());
    }
    let all: Vec<&Example> = read.examples.iter().filter(|e| e.weight > 0.0).collect();
    let bytes = train(&all).to_bytes();
    if then == Then::Check {
        ensure!(fs::read(&path)? == bytes, "other bytes came out than {} has", path.display());
        return Ok(());
    }
    fs::write(&path, &bytes)?;
    report::write_recipe(&path.with_extension("toml"), &read, bytes.len())
}

/// Log-odds of being none of politics, each by a network that has not seen its stretch of the file, or its article.
fn judge_apart(examples: &[Example]) -> Result<Vec<f32>> {
    let mut weighed = vec![0.0; examples.len()];
    for part in 0..N_PARTS {
        let others: Vec<&Example> = examples.iter().filter(|e| e.part != part && e.weight > 0.0).collect();
        let judge = TopicJudge::of(train(&others)).map_err(anyhow::Error::msg)?;
        for (at, example) in examples.iter().enumerate().filter(|(_, e)| e.part == part) {
            weighed[at] = judge.weigh(&example.input);
        }
    }
    Ok(weighed)
}

fn train(examples: &[&Example]) -> Classifier {
    let n_dense = examples.first().map_or(1, |e| e.input.dense.len());
    let mut trainer = Trainer::new(
        Recipe {
            classes: vec!["public".to_owned(), "private".to_owned()],
            settings: SETTINGS.map(|(name, value)| (name.to_owned(), value)).to_vec(),
            n_dense,
            n_rows: N_ROWS,
            n_hidden: N_HIDDEN,
            batch: BATCH,
            decay: DECAY,
            drop_hidden: DROP_HIDDEN,
        },
        SEED,
    );
    // either side counts the same
    let sum = |private: bool| examples.iter().filter(|e| e.private == private).map(|e| e.weight).sum::<f32>();
    let scale = [examples.len() as f32 / 2.0 / sum(false), examples.len() as f32 / 2.0 / sum(true)];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let n_steps = N_PASSES * examples.len().div_ceil(BATCH);
    for _ in 0..N_PASSES {
        trainer.dice.shuffle(&mut order);
        for batch in order.chunks(BATCH) {
            let progress = trainer.n_steps() as f32 / n_steps as f32;
            for example in batch.iter().map(|at| examples[*at]) {
                let mut input = example.input.clone();
                input.marks.retain(|_| trainer.dice.share() >= DROP_MARK);
                let label = usize::from(example.private);
                trainer.learn(&input, label, example.weight * scale[label]);
            }
            trainer.update(RATE * (1.0 - 0.9 * progress));
        }
    }
    trainer.network
}
