//! The arithmetic: a linear layer over the words of a sentence, and what goes with it.

use crate::Error;
use crate::file::File;

/// Outputs that are computed side by side.
const LANES: usize = 16;
/// Words that share one reading of the weights.
const TILE: usize = 4;

/// A linear layer. Its weights lie in blocks of sixteen outputs: for each input the sixteen weights together.
#[derive(Debug)]
pub struct Linear {
    weights: Vec<[f32; LANES]>,
    bias: Vec<[f32; LANES]>,
    /// Number of inputs.
    pub inputs: usize,
    /// Number of outputs that mean something.
    pub outputs: usize,
}

impl Linear {
    /// Reads `NAME.weight`, a table with a row for each output, and `NAME.bias`.
    pub fn read(file: &File, name: &str, inputs: usize) -> Result<Linear, Error> {
        let table = file.table(&format!("{name}.weight"), inputs)?;
        let given = file.floats(&format!("{name}.bias"), table.rows)?;
        let n_blocks = table.rows.div_ceil(LANES);
        let mut weights = vec![[0.0; LANES]; n_blocks * inputs];
        let mut bias = vec![[0.0; LANES]; n_blocks];
        for (row, value) in given.iter().enumerate() {
            let (codes, scale) = table.row(file.bytes(), row);
            let (block, lane) = (row / LANES, row % LANES);
            bias[block][lane] = *value;
            for (cell, code) in weights[block * inputs..].iter_mut().zip(codes) {
                cell[lane] = f32::from(*code as i8) * scale;
            }
        }
        Ok(Linear { weights, bias, inputs, outputs: table.rows })
    }

    /// Length of a row of the result: the outputs, filled up to whole blocks.
    pub fn stride(&self) -> usize {
        self.bias.len() * LANES
    }

    /// Computes the outputs of each row of `x`; `out` is made as long as needed.
    pub fn apply(&self, x: &[f32], out: &mut Vec<f32>) {
        let n = x.len() / self.inputs;
        out.clear();
        out.resize(n * self.stride(), 0.0);
        apply_fastest(self, x, out);
    }
}

/// The same loop compiled for what the processor has. Sums run in one fixed order everywhere; only
/// fused multiplication rounds differently.
fn apply_fastest(layer: &Linear, x: &[f32], out: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    if is_x86_64_v3() {
        // SAFETY: the features have just been asked for.
        return unsafe { apply_v3(layer, x, out) };
    }
    apply_portable::<false>(layer, x, out);
}

#[cfg(target_arch = "x86_64")]
fn is_x86_64_v3() -> bool {
    std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma")
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn apply_v3(layer: &Linear, x: &[f32], out: &mut [f32]) {
    apply_portable::<true>(layer, x, out);
}

#[inline(always)]
fn apply_portable<const FUSED: bool>(layer: &Linear, x: &[f32], out: &mut [f32]) {
    let (width, stride) = (layer.inputs, layer.stride());
    for (block, bias) in layer.bias.iter().enumerate() {
        let weights = &layer.weights[block * width..][..width];
        let mut tiles = x.chunks_exact(TILE * width);
        let mut outs = out.chunks_exact_mut(TILE * stride);
        for (xs, outs) in tiles.by_ref().zip(outs.by_ref()) {
            let sums = sum_tile::<FUSED>(weights, bias, xs);
            for (row, sum) in outs.chunks_exact_mut(stride).zip(sums) {
                row[block * LANES..][..LANES].copy_from_slice(&sum);
            }
        }
        let rest = tiles.remainder().chunks_exact(width);
        for (x, row) in rest.zip(outs.into_remainder().chunks_exact_mut(stride)) {
            let mut sum = *bias;
            for (w, x) in weights.iter().zip(x) {
                accumulate::<FUSED>(&mut sum, w, *x);
            }
            row[block * LANES..][..LANES].copy_from_slice(&sum);
        }
    }
}

#[inline(always)]
fn sum_tile<const FUSED: bool>(
    weights: &[[f32; LANES]],
    bias: &[f32; LANES],
    xs: &[f32],
) -> [[f32; LANES]; TILE] {
    let width = weights.len();
    let mut sums = [*bias; TILE];
    let (a, rest) = xs.split_at(width);
    let (b, rest) = rest.split_at(width);
    let (c, d) = rest.split_at(width);
    for ((((w, a), b), c), d) in weights.iter().zip(a).zip(b).zip(c).zip(d) {
        accumulate::<FUSED>(&mut sums[0], w, *a);
        accumulate::<FUSED>(&mut sums[1], w, *b);
        accumulate::<FUSED>(&mut sums[2], w, *c);
        accumulate::<FUSED>(&mut sums[3], w, *d);
    }
    sums
}

#[inline(always)]
fn accumulate<const FUSED: bool>(sum: &mut [f32; LANES], w: &[f32; LANES], x: f32) {
    for (s, w) in sum.iter_mut().zip(w) {
        *s = if FUSED { w.mul_add(x, *s) } else { *s + w * x };
    }
}

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

/// Sum in eight strands, a fixed order that the compiler can do side by side.
fn sum(row: &[f32]) -> f32 {
    let mut strands = [0.0f32; 8];
    let chunks = row.chunks_exact(8);
    let rest: f32 = chunks.remainder().iter().sum();
    for chunk in chunks {
        strands.iter_mut().zip(chunk).for_each(|(s, v)| *s += v);
    }
    strands.iter().sum::<f32>() + rest
}

/// Inner product, in eight strands too.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut strands = [0.0f32; 8];
    let (a, b) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = a.remainder().iter().zip(b.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in a.zip(b) {
        for ((s, x), y) in strands.iter_mut().zip(x).zip(y) {
            *s += x * y;
        }
    }
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
