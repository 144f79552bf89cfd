//! Trains a small network: Adam over batches, hidden values left out now and then. The same numbers on every machine.

use verbale_model::{Classifier, Input};

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

/// What a network is to be.
pub struct Recipe {
    /// Names of the classes.
    pub classes: Vec<String>,
    /// Values that go with it; the sizes are added.
    pub settings: Vec<(String, f32)>,
    /// Length of the dense part.
    pub n_dense: usize,
    /// Rows that marks are hashed to.
    pub n_rows: usize,
    /// Length of the hidden layer.
    pub n_hidden: usize,
    /// Examples a step.
    pub batch: usize,
    /// How fast what is not needed is forgotten.
    pub decay: f32,
    /// How often a hidden value is left out.
    pub drop_hidden: f32,
}

/// The network, gradients, and Adam's two averages of them.
pub struct Trainer {
    /// As far as it has learnt.
    pub network: Classifier,
    /// Chance.
    pub dice: Dice,
    batch: usize,
    decay: f32,
    drop_hidden: f32,
    step: usize,
    grad: [Vec<f32>; 5],
    mean: [Vec<f32>; 5],
    square: [Vec<f32>; 5],
    touched: Vec<usize>,
    hidden: Vec<f32>,
}

impl Trainer {
    /// A network that knows nothing.
    pub fn new(recipe: Recipe, seed: u64) -> Trainer {
        let Recipe { classes, mut settings, n_dense, n_rows, n_hidden, batch, decay, drop_hidden } = recipe;
        let mut dice = Dice::new(seed);
        let mut random = |n: usize, scale: f32| -> Vec<f32> {
            (0..n).map(|_| (dice.share() * 2.0 - 1.0) * scale).collect()
        };
        let sizes = [("dense", n_dense), ("rows", n_rows), ("hidden", n_hidden)];
        settings.splice(0..0, sizes.map(|(name, n)| (name.to_owned(), n as f32)));
        let network = Classifier {
            n_dense,
            n_rows,
            n_hidden,
            bias: vec![0.1; n_hidden],
            dense: random(n_dense * n_hidden, 0.25),
            rows: random(n_rows * n_hidden, 0.15),
            out_bias: vec![0.0; classes.len()],
            out: random(classes.len() * n_hidden, 0.2),
            classes,
            settings,
        };
        let empty = || {
            let n = &network;
            [&n.bias, &n.dense, &n.rows, &n.out_bias, &n.out].map(|part| vec![0.0; part.len()])
        };
        let (grad, mean, square) = (empty(), empty(), empty());
        let (touched, hidden) = (Vec::new(), Vec::new());
        Trainer { network, dice, batch, decay, drop_hidden, step: 0, grad, mean, square, touched, hidden }
    }

    /// How many steps it has made.
    pub fn n_steps(&self) -> usize {
        self.step
    }

    /// Adds the gradient of one example.
    pub fn learn(&mut self, input: &Input, label: usize, weight: f32) {
        let n = self.network.n_hidden;
        let mut hidden = std::mem::take(&mut self.hidden);
        self.network.hide(input, &mut hidden);
        for h in &mut hidden {
            let left_out = self.dice.share() < self.drop_hidden;
            *h = if left_out { 0.0 } else { *h / (1.0 - self.drop_hidden) };
        }
        let likely = self.network.weigh(&hidden);
        let mut back = vec![0.0f32; n];
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
            *b = if *h > 0.0 { *b / (1.0 - self.drop_hidden) } else { 0.0 };
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
    pub fn update(&mut self, rate: f32) {
        self.step += 1;
        let t = self.step as f32;
        let rate = rate * (1.0 - 0.999f32.powf(t)).sqrt() / (1.0 - 0.9f32.powf(t));
        self.touched.sort_unstable();
        self.touched.dedup();
        let net = &mut self.network;
        let n = net.n_hidden;
        let parts = [&mut net.bias, &mut net.dense, &mut net.rows, &mut net.out_bias, &mut net.out];
        for (i, values) in parts.into_iter().enumerate() {
            let decay = if i == 0 || i == 3 { 0.0 } else { self.decay };
            let ranges: Vec<std::ops::Range<usize>> = match i {
                2 => self.touched.iter().map(|r| r * n..(r + 1) * n).collect(),
                _ => std::iter::once(0..values.len()).collect(),
            };
            for at in ranges.into_iter().flatten() {
                let g = self.grad[i][at] / self.batch as f32;
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
