//! Trains the network of the second opinion over shuffled examples, a word's own marks left out half the time.

use crate::network::{Recipe, Trainer};
use verbale::document::EventType;
use verbale_model::{Classifier, Input};

const N_ROWS: usize = 2048;
const N_HIDDEN: usize = 32;
const N_PASSES: usize = 8;
const BATCH: usize = 32;
const RATE: f32 = 0.004;
const DECAY: f32 = 2e-3;
/// How often a word's own marks are left out, so that vectors and the parse must do for words that no frame has.
const DROP_OWN: f32 = 0.5;
const DROP_HIDDEN: f32 = 0.2;
const SEED: u64 = 11;

/// No event, or a type; its place among the network's classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label(pub usize);

impl Label {
    /// No event.
    pub const NONE: Label = Label(0);

    /// An event of a type.
    pub fn of(kind: EventType) -> Label {
        Label(1 + EventType::ALL.iter().position(|k| *k == kind).unwrap_or(0))
    }
}

/// How much an example counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weight(pub f32);

impl Weight {
    /// A frame fired.
    pub const CODED: Weight = Weight(1.0);
    /// Frames have the word, and left it.
    pub const LEFT: Weight = Weight(1.0);
    /// No frame has the word.
    pub const UNKNOWN: Weight = Weight(0.15);
    /// A reader judged it.
    pub const JUDGED: Weight = Weight(3.0);
}

/// A word that somebody does, and what it is.
#[derive(Debug, Clone)]
pub struct Example {
    /// What the network sees.
    pub input: Input,
    /// Marks of this very word.
    pub own: Vec<u64>,
    /// Its lemma.
    pub lemma: String,
    /// A noun, not a verb.
    pub is_noun: bool,
    /// Some frame has it.
    pub is_known: bool,
    /// The part of its article.
    pub part: u64,
    /// What the frames make of it.
    pub distant: Label,
    /// How much that counts.
    pub weight: Weight,
    /// What a reader made of it.
    pub verdict: Option<Label>,
    /// Where it stands, for words that the frames leave.
    pub asked: Option<Asked>,
}

/// A word that the frames leave, to be shown to a reader.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The last part of its article's address.
    pub page: String,
    /// Its first and last character in the text.
    pub at: (usize, usize),
    /// Its sentence.
    pub sentence: String,
    /// Types whose shape fits.
    pub fits: Vec<EventType>,
}

impl Example {
    /// What is to be learnt, and how much it counts.
    pub fn target(&self) -> (Label, f32) {
        match self.verdict {
            Some(label) => (label, Weight::JUDGED.0),
            None => (self.distant, self.weight.0),
        }
    }
}

/// Trains on all examples.
pub fn train(examples: &[Example]) -> Classifier {
    let n_dense = examples.first().map_or(1, |e| e.input.dense.len());
    let mut trainer = Trainer::new(recipe(n_dense), SEED);
    let weights = weights_of(examples);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let n_steps = N_PASSES * examples.len().div_ceil(BATCH);
    for _ in 0..N_PASSES {
        trainer.dice.shuffle(&mut order);
        for batch in order.chunks(BATCH) {
            let progress = trainer.n_steps() as f32 / n_steps as f32;
            for at in batch {
                let example = &examples[*at];
                let mut input = example.input.clone();
                if example.is_known && trainer.dice.share() >= DROP_OWN {
                    input.marks.extend(&example.own);
                }
                trainer.learn(&input, example.target().0.0, weights[*at]);
            }
            trainer.update(RATE * (1.0 - 0.9 * progress));
        }
    }
    trainer.network
}

fn recipe(n_dense: usize) -> Recipe {
    let types = EventType::ALL.iter().map(|k| k.as_str());
    Recipe {
        classes: std::iter::once("none").chain(types).map(str::to_owned).collect(),
        settings: super::report::settings(),
        n_dense,
        n_rows: N_ROWS,
        n_hidden: N_HIDDEN,
        batch: BATCH,
        decay: DECAY,
        drop_hidden: DROP_HIDDEN,
    }
}

/// A word that occurs a hundred times must not count a hundred times.
fn weights_of(examples: &[Example]) -> Vec<f32> {
    let mut counts = std::collections::BTreeMap::new();
    for e in examples {
        *counts.entry((&e.lemma, e.is_noun, e.target().0)).or_insert(0usize) += 1;
    }
    let count = |e: &Example| counts[&(&e.lemma, e.is_noun, e.target().0)] as f32;
    examples.iter().map(|e| e.target().1 * (1.0f32).min((6.0 / count(e)).sqrt())).collect()
}
