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

/// Writes rows in blocks of sixteen, value by value: the first values of sixteen rows, then their second ones. The last block is
/// filled up with zeros.
pub fn turn(rows: &[f32], width: usize, turned: &mut Vec<[f32; STRANDS]>) {
    turned.clear();
    turned.resize((rows.len() / width).div_ceil(STRANDS) * width, [0.0; STRANDS]);
    for (i, row) in rows.chunks_exact(width).enumerate() {
        let block = &mut turned[i / STRANDS * width..][..width];
        block.iter_mut().zip(row).for_each(|(values, v)| values[i % STRANDS] = *v);
    }
}

/// Appends the inner product of `a` and of each row to `out`: [`dot`]'s own sums, for sixteen rows at a time.
pub fn products(a: &[f32], turned: &[[f32; STRANDS]], out: &mut Vec<f32>) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::is_x86_feature_detected as has;
        if has!("avx512f") {
            // SAFETY: the instructions have just been asked for.
            return unsafe { products_widest(a, turned, out) };
        }
        if has!("avx2") {
            // SAFETY: the same.
            return unsafe { products_wide(a, turned, out) };
        }
    }
    products_plain(a, turned, out);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn products_widest(a: &[f32], turned: &[[f32; STRANDS]], out: &mut Vec<f32>) {
    products_plain(a, turned, out);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn products_wide(a: &[f32], turned: &[[f32; STRANDS]], out: &mut Vec<f32>) {
    products_plain(a, turned, out);
}

#[inline(always)]
fn products_plain(a: &[f32], turned: &[[f32; STRANDS]], out: &mut Vec<f32>) {
    for block in turned.chunks_exact(a.len()) {
        let mut total = [0.0f32; STRANDS];
        for strand in 0..STRANDS.min(a.len()) {
            let mut sum = [0.0f32; STRANDS];
            let (a, block) = (a[strand..].iter().step_by(STRANDS), block[strand..].iter().step_by(STRANDS));
            for (a, values) in a.zip(block) {
                sum.iter_mut().zip(values).for_each(|(sum, v)| *sum += a * v);
            }
            total.iter_mut().zip(&sum).for_each(|(total, sum)| *total += sum);
        }
        out.extend_from_slice(&total);
    }
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

/// The logistic curve: odds as their logarithm in, likelihood out.
pub fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// One step of a recurrent cell (Hochreiter and Schmidhuber 1997): the new cell and the new state.
///
/// With s the logistic curve, the cell becomes s(forget) · cell + s(input) · tanh(candidate), and the state
/// s(out) · tanh(cell). The fractions are brought to a common denominator: division is slow.
#[inline(always)]
pub fn recurrent_step(input: f32, forget: f32, candidate: f32, out: f32, cell: f32) -> (f32, f32) {
    let (i, f) = (1.0 + exp_near(-input), 1.0 + exp_near(-forget));
    let g = exp_near(-2.0 * candidate);
    let i_g = i * (1.0 + g);
    let cell = (cell * i_g + (1.0 - g) * f) / (f * i_g);
    let (o, c) = (1.0 + exp_near(-out), exp_near(-2.0 * cell));
    (cell, (1.0 - c) / (o * (1.0 + c)))
}

/// e to the x, for x cut at 20 to either side: the product of three stays finite.
#[inline(always)]
fn exp_near(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-20.0, 20.0) * std::f32::consts::LOG2_E;
    let shifted = x + ROUND;
    let part = (x - (shifted - ROUND)) * std::f32::consts::LN_2;
    let series =
        1.0 + part * (1.0 + part * (0.5 + part * (1.0 / 6.0 + part * (1.0 / 24.0 + part * (1.0 / 120.0)))));
    // The last bits of `shifted` are the whole number; they move into the exponent.
    f32::from_bits((shifted.to_bits() << 23).wrapping_add(127 << 23)) * series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_one_row_after_the_other() {
        let value = |i: usize| ((i * 7919 % 1013) as f32 - 500.0) / 37.0;
        let (width, n) = (32, 21);
        let a: Vec<f32> = (0..width).map(|i| value(i + 5)).collect();
        let rows: Vec<f32> = (0..n * width).map(value).collect();
        let (mut turned, mut found) = (Vec::new(), Vec::new());
        turn(&rows, width, &mut turned);
        products(&a, &turned, &mut found);
        let one_by_one: Vec<f32> = rows.chunks_exact(width).map(|row| dot(&a, row)).collect();
        assert_eq!(found[..n], one_by_one);
    }

    #[test]
    fn curves_are_those_of_the_textbook() {
        for i in -400..=400 {
            let x = i as f32 / 20.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "exp {x}");
            let near = x.clamp(-20.0, 20.0);
            assert!((exp_near(x) / near.exp() - 1.0).abs() < 1e-5, "exp_near {x}");
        }
        let logistic = |x: f32| 1.0 / (1.0 + (-x).exp());
        for (input, forget, candidate, out, cell) in [
            (0.3, -1.2, 0.8, 2.0, 0.5),
            (-3.0, 4.0, -0.1, -2.0, -1.5),
            (60.0, -60.0, 60.0, 60.0, 9.0),
            (-60.0, 60.0, -60.0, -60.0, 2.0),
        ] {
            let (c, h) = recurrent_step(input, forget, candidate, out, cell);
            let expected = logistic(forget) * cell + logistic(input) * candidate.tanh();
            assert!((c - expected).abs() < 1e-5, "{c} is not {expected}");
            assert!((h - logistic(out) * expected.tanh()).abs() < 1e-5);
        }
        assert!(exp(-1e9) < 1e-30 && exp(1e9).is_finite());
    }
}
