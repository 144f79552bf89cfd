//! The arithmetic of fractions: norms, products and curves. Each runs in one fixed order, so that all
//! processors agree.

use crate::Error;
use crate::file::File;

/// Scale and shift after a layer, so that its outputs have mean 0 and variance 1.
#[derive(Debug)]
pub struct Norm {
    scale: Vec<f32>,
    shift: Vec<f32>,
}

impl Norm {
    /// Reads `NAME.weight` and `NAME.bias`.
    pub fn read(file: &File, name: &str, width: usize) -> Result<Norm, Error> {
        Ok(Norm {
            scale: file.floats(&format!("{name}.weight"), width)?,
            shift: file.floats(&format!("{name}.bias"), width)?,
        })
    }

    /// Normalises one row in place.
    pub fn apply(&self, row: &mut [f32]) {
        let n = row.len() as f32;
        let mean = sum(row) / n;
        row.iter_mut().for_each(|v| *v -= mean);
        let variance = dot(row, row) / n;
        let factor = 1.0 / (variance + 1e-5).sqrt();
        for ((v, scale), shift) in row.iter_mut().zip(&self.scale).zip(&self.shift) {
            *v = *v * factor * scale + shift;
        }
    }
}

/// Strands of a sum: a fixed order that the compiler can do side by side.
const STRANDS: usize = 16;

fn sum(row: &[f32]) -> f32 {
    let mut strands = [0.0f32; STRANDS];
    let (chunks, rest) = row.as_chunks::<STRANDS>();
    for chunk in chunks {
        strands.iter_mut().zip(chunk).for_each(|(s, v)| *s += v);
    }
    strands.iter().sum::<f32>() + rest.iter().sum::<f32>()
}

/// Inner product.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut strands = [0.0f32; STRANDS];
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<STRANDS>(), b.as_chunks::<STRANDS>());
    for (x, y) in a.iter().zip(b) {
        for ((s, x), y) in strands.iter_mut().zip(x).zip(y) {
            *s += x * y;
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(x, y)| x * y).sum();
    strands.iter().sum::<f32>() + rest
}

/// The larger of each pair of a row's first and second half.
pub fn maxout(row: &[f32], out: &mut [f32]) {
    let (a, b) = row.split_at(out.len());
    for ((o, a), b) in out.iter_mut().zip(a).zip(b) {
        *o = a.max(*b);
    }
}

/// Negative values become 0.
pub fn relu(values: &mut [f32]) {
    values.iter_mut().for_each(|v| *v = v.max(0.0));
}

/// The place of the largest value, the first one of equals.
pub fn argmax(row: &[f32]) -> usize {
    let mut best = 0;
    for (i, v) in row.iter().enumerate() {
        if *v > row[best] {
            best = i;
        }
    }
    best
}

/// e to the x, to six digits; the platform's own differs from one to the next.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 87.0) * std::f32::consts::LOG2_E;
    let whole = (x + ROUND) - ROUND;
    let part = (x - whole) * std::f32::consts::LN_2;
    let series =
        1.0 + part * (1.0 + part * (0.5 + part * (1.0 / 6.0 + part * (1.0 / 24.0 + part * (1.0 / 120.0)))));
    f32::from_bits(((whole as i32 + 127) << 23) as u32) * series
}

/// The logistic curve.
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    2.0 * sigmoid(2.0 * x) - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_are_those_of_the_textbook() {
        for i in -400..=400 {
            let x = i as f32 / 20.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "exp {x}");
            assert!((tanh(x) - x.tanh()).abs() < 1e-6, "tanh {x}");
        }
        assert!(exp(-1e9) < 1e-30 && exp(1e9).is_finite());
    }
}
