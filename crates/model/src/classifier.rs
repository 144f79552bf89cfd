//! A small network from features to classes: one hidden layer over dense values and hashed marks.
//!
//! Trained by `cargo xtask train events`, in Rust; read and applied here.

use crate::Error;
use crate::features::{bucket, fnv};
use crate::file::{File, write_floats, write_lines, write_start};
use crate::maths::{argmax, exp, relu};
use std::borrow::Cow;

/// What the network sees of one thing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Input {
    /// Values with a place of their own.
    pub dense: Vec<f32>,
    /// Hashes of the marks that the thing bears.
    pub marks: Vec<u64>,
}

impl Input {
    /// Adds a mark, such as `obl:with`.
    pub fn mark(&mut self, words: &[&str]) {
        let hash = words.iter().fold(fnv(b""), |h, w| {
            crate::features::fnv_from(crate::features::fnv_from(h, w.as_bytes()), b"\t")
        });
        self.marks.push(hash);
    }
}

/// The network.
#[derive(Debug, Clone, PartialEq)]
pub struct Classifier {
    /// Names of the classes.
    pub classes: Vec<String>,
    /// Values that go with it, such as the least likelihood at which to listen: a name and a number.
    pub settings: Vec<(String, f32)>,
    /// Length of [`Input::dense`].
    pub n_dense: usize,
    /// Rows that marks are hashed to.
    pub n_rows: usize,
    /// Length of the hidden layer.
    pub n_hidden: usize,
    /// Of the hidden layer.
    pub bias: Vec<f32>,
    /// A row of hidden length for each dense value.
    pub dense: Vec<f32>,
    /// A row of hidden length for each hashed mark.
    pub rows: Vec<f32>,
    /// Of the classes.
    pub out_bias: Vec<f32>,
    /// A row of hidden length for each class.
    pub out: Vec<f32>,
}

impl Classifier {
    /// Reads what [`Classifier::to_bytes`] writes.
    ///
    /// # Errors
    /// If the bytes are something else.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Classifier, Error> {
        let file = File::open(bytes.into())?;
        let classes = file.lines("classes")?;
        let setting = |line: String| {
            let (name, value) = line.split_once('=')?;
            Some((name.to_owned(), value.parse().ok()?))
        };
        let settings: Option<Vec<(String, f32)>> = file.lines("settings")?.into_iter().map(setting).collect();
        let settings = settings.ok_or_else(|| Error::new("the classifier's settings cannot be read"))?;
        let size = |name: &str| {
            let found = settings.iter().find(|(n, _)| n == name).map(|(_, v)| *v as usize);
            let fits = found.filter(|n| (1..=1 << 20).contains(n));
            fits.ok_or_else(|| Error::new(format!("the classifier lacks the setting `{name}`")))
        };
        let (n_dense, n_rows, n_hidden) = (size("dense")?, size("rows")?, size("hidden")?);
        Ok(Classifier {
            n_dense,
            n_rows,
            n_hidden,
            bias: file.floats("bias", n_hidden)?,
            dense: file.floats("dense", n_dense * n_hidden)?,
            rows: file.floats("rows", n_rows * n_hidden)?,
            out_bias: file.floats("out.bias", classes.len())?,
            out: file.floats("out", classes.len() * n_hidden)?,
            classes,
            settings,
        })
    }

    /// The model file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let settings: Vec<String> = self.settings.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let mut bytes = write_start(7);
        write_lines(&mut bytes, "classes", &self.classes);
        write_lines(&mut bytes, "settings", &settings);
        for (name, values) in [
            ("bias", &self.bias),
            ("dense", &self.dense),
            ("rows", &self.rows),
            ("out.bias", &self.out_bias),
            ("out", &self.out),
        ] {
            write_floats(&mut bytes, name, values);
        }
        bytes
    }

    /// A value that goes with the network.
    pub fn setting(&self, name: &str) -> Option<f32> {
        self.settings.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// The row of a mark.
    pub fn row_of(&self, mark: u64) -> usize {
        bucket(mark, self.n_rows)
    }

    /// The hidden layer for an input, negative values cut.
    pub fn hide(&self, input: &Input, hidden: &mut Vec<f32>) {
        let n = self.n_hidden;
        hidden.clear();
        hidden.extend_from_slice(&self.bias);
        let mut add = |row: &[f32], weight: f32| {
            hidden.iter_mut().zip(row).for_each(|(h, w)| *h += weight * w);
        };
        for (row, value) in self.dense.chunks_exact(n).zip(&input.dense).filter(|(_, v)| **v != 0.0) {
            add(row, *value);
        }
        for mark in &input.marks {
            add(&self.rows[self.row_of(*mark) * n..][..n], 1.0);
        }
        relu(hidden);
    }

    /// How likely each class is, from a hidden layer.
    pub fn weigh(&self, hidden: &[f32]) -> Vec<f32> {
        let rows = self.out.chunks_exact(self.n_hidden);
        let score = |(row, bias): (&[f32], &f32)| bias + crate::maths::dot(row, hidden);
        let mut scores: Vec<f32> = rows.zip(&self.out_bias).map(score).collect();
        let top = scores[argmax(&scores)];
        scores.iter_mut().for_each(|s| *s = exp(*s - top));
        let sum: f32 = scores.iter().sum();
        scores.iter_mut().for_each(|s| *s /= sum);
        scores
    }

    /// How likely each class is.
    pub fn likelihoods(&self, input: &Input) -> Vec<f32> {
        let mut hidden = Vec::with_capacity(self.n_hidden);
        self.hide(input, &mut hidden);
        self.weigh(&hidden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Classifier {
        let (n_dense, n_rows, n_hidden) = (2, 8, 3);
        let values = |n: usize, by: f32| (0..n).map(|i| (i as f32 * by).sin()).collect::<Vec<f32>>();
        let settings = [("dense", 2.0), ("rows", 8.0), ("hidden", 3.0), ("least", 0.75)];
        Classifier {
            classes: vec!["none".into(), "ACCUSE".into()],
            settings: settings.map(|(n, v)| (n.to_owned(), v)).to_vec(),
            n_dense,
            n_rows,
            n_hidden,
            bias: values(n_hidden, 0.3),
            dense: values(n_dense * n_hidden, 0.7),
            rows: values(n_rows * n_hidden, 1.1),
            out_bias: values(2, 0.5),
            out: values(2 * n_hidden, 0.9),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let written = small();
        let read = Classifier::from_bytes(written.to_bytes()).unwrap();
        assert_eq!(read, written);
        assert_eq!(read.setting("least"), Some(0.75));
    }

    #[test]
    fn likelihoods_sum_to_one_and_follow_the_marks() {
        let mut input = Input { dense: vec![0.5, -1.0], marks: Vec::new() };
        let without = small().likelihoods(&input);
        input.mark(&["obl", "with"]);
        let with = small().likelihoods(&input);
        assert!((with.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert_ne!(with, without);
    }

    #[test]
    fn a_file_cut_short_is_refused() {
        let bytes = small().to_bytes();
        for cut in [0, 7, 20, bytes.len() - 1] {
            assert!(Classifier::from_bytes(bytes[..cut].to_vec()).is_err(), "cut at {cut}");
        }
    }
}
