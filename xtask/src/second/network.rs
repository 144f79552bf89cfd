//! Trains the network: Adam over shuffled examples, a word's own marks left out half the time.

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

/// A small generator of numbers that look random (SplitMix64): the same on every machine.
pub struct Dice(u64);

impl Dice {
    /// From a seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Between 0 and 1.
    pub fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// Mixes a list.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}

/// Trains on all examples.
pub fn train(examples: &[Example]) -> Classifier {
    let n_dense = examples.first().map_or(1, |e| e.input.dense.len());
    let mut trainer = Trainer::new(n_dense);
    let weights = weights_of(examples);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let n_steps = N_PASSES * examples.len().div_ceil(BATCH);
    for _ in 0..N_PASSES {
        trainer.dice.shuffle(&mut order);
        for batch in order.chunks(BATCH) {
            let progress = trainer.step as f32 / n_steps as f32;
            for at in batch {
                trainer.learn(&examples[*at], weights[*at]);
            }
            trainer.update(RATE * (1.0 - 0.9 * progress));
        }
    }
    trainer.network
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

/// The network, gradients, and Adam's two averages of them.
struct Trainer {
    network: Classifier,
    dice: Dice,
    step: usize,
    grad: [Vec<f32>; 5],
    mean: [Vec<f32>; 5],
    square: [Vec<f32>; 5],
    touched: Vec<usize>,
    hidden: Vec<f32>,
}

impl Trainer {
    fn new(n_dense: usize) -> Trainer {
        let classes: Vec<String> = std::iter::once("none")
            .chain(EventType::ALL.iter().map(|k| k.as_str()))
            .map(str::to_owned)
            .collect();
        let mut dice = Dice::new(SEED);
        let mut random = |n: usize, scale: f32| -> Vec<f32> {
            (0..n).map(|_| (dice.share() * 2.0 - 1.0) * scale).collect()
        };
        let settings = super::report::settings(n_dense, N_ROWS, N_HIDDEN);
        let network = Classifier {
            n_dense,
            n_rows: N_ROWS,
            n_hidden: N_HIDDEN,
            bias: vec![0.1; N_HIDDEN],
            dense: random(n_dense * N_HIDDEN, 0.25),
            rows: random(N_ROWS * N_HIDDEN, 0.15),
            out_bias: vec![0.0; classes.len()],
            out: random(classes.len() * N_HIDDEN, 0.2),
            classes,
            settings,
        };
        let empty = || {
            let n = &network;
            [&n.bias, &n.dense, &n.rows, &n.out_bias, &n.out].map(|part| vec![0.0; part.len()])
        };
        let (grad, mean, square) = (empty(), empty(), empty());
        Trainer { network, dice, step: 0, grad, mean, square, touched: Vec::new(), hidden: Vec::new() }
    }

    /// Adds the gradient of one example.
    fn learn(&mut self, example: &Example, weight: f32) {
        let n = N_HIDDEN;
        let mut input = example.input.clone();
        if example.is_known && self.dice.share() >= DROP_OWN {
            input.marks.extend(&example.own);
        }
        let mut hidden = std::mem::take(&mut self.hidden);
        self.network.hide(&input, &mut hidden);
        for h in &mut hidden {
            *h = if self.dice.share() < DROP_HIDDEN { 0.0 } else { *h / (1.0 - DROP_HIDDEN) };
        }
        let likely = self.network.weigh(&hidden);
        let mut back = [0.0f32; N_HIDDEN];
        let label = example.target().0.0;
        for (class, p) in likely.iter().enumerate() {
            let error = weight * (p - if class == label { 1.0 } else { 0.0 });
            self.grad[3][class] += error;
            let row = class * n..(class + 1) * n;
            let out = &self.network.out[row.clone()];
            for ((g, h), (b, w)) in self.grad[4][row].iter_mut().zip(&hidden).zip(back.iter_mut().zip(out)) {
                *g += error * h;
                *b += error * w;
            }
        }
        for (b, h) in back.iter_mut().zip(&hidden) {
            *b = if *h > 0.0 { *b / (1.0 - DROP_HIDDEN) } else { 0.0 };
        }
        self.grad[0].iter_mut().zip(&back).for_each(|(g, b)| *g += b);
        for (row, value) in self.grad[1].chunks_exact_mut(n).zip(&input.dense).filter(|(_, v)| **v != 0.0) {
            row.iter_mut().zip(&back).for_each(|(g, b)| *g += value * b);
        }
        for mark in &input.marks {
            let row = self.network.row_of(*mark);
            self.touched.push(row);
            self.grad[2][row * n..][..n].iter_mut().zip(&back).for_each(|(g, b)| *g += b);
        }
        self.hidden = hidden;
    }

    /// One step of Adam; of the rows only those that the batch touched.
    fn update(&mut self, rate: f32) {
        self.step += 1;
        let t = self.step as f32;
        let rate = rate * (1.0 - 0.999f32.powf(t)).sqrt() / (1.0 - 0.9f32.powf(t));
        self.touched.sort_unstable();
        self.touched.dedup();
        let net = &mut self.network;
        let parts = [&mut net.bias, &mut net.dense, &mut net.rows, &mut net.out_bias, &mut net.out];
        for (i, values) in parts.into_iter().enumerate() {
            let decay = if i == 0 || i == 3 { 0.0 } else { DECAY };
            let ranges: Vec<std::ops::Range<usize>> = match i {
                2 => self.touched.iter().map(|r| r * N_HIDDEN..(r + 1) * N_HIDDEN).collect(),
                _ => std::iter::once(0..values.len()).collect(),
            };
            for at in ranges.into_iter().flatten() {
                let g = self.grad[i][at] / BATCH as f32;
                self.grad[i][at] = 0.0;
                let (m, s) = (&mut self.mean[i][at], &mut self.square[i][at]);
                *m = 0.9 * *m + 0.1 * g;
                *s = 0.999 * *s + 0.001 * g * g;
                values[at] -= rate * (*m / (s.sqrt() + 1e-8)) + rate * decay * values[at];
            }
        }
        self.touched.clear();
    }
}
