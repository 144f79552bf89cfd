//! The arithmetic of whole numbers: a linear layer over the words of a sentence.
//!
//! Weights and inputs are signed bytes, each row of either with its own scale, and sums are whole numbers: so
//! every processor gets the same result, whichever of the loops below it takes.

use crate::Error;
use crate::file::File;

/// Outputs that are computed side by side.
pub const LANES: usize = 16;
/// Inputs that one instruction multiplies and adds.
const DEPTH: usize = 4;
/// Inputs are stored as bytes without a sign: this much is added.
const SHIFT: i32 = 128;

/// The weights of sixteen outputs for four inputs.
#[repr(align(64))]
#[derive(Debug, Clone, Copy)]
pub struct Cell([[i8; DEPTH]; LANES]);

/// A linear layer, its weights in blocks of sixteen outputs.
#[derive(Debug)]
pub struct Linear {
    weights: Vec<Cell>,
    /// For each output: its scale, its bias, and what the shift of the inputs adds to its sum.
    scales: Vec<f32>,
    bias: Vec<f32>,
    shifts: Vec<i32>,
    /// Number of inputs.
    pub inputs: usize,
    /// Number of outputs that mean something.
    pub outputs: usize,
}

/// Rows of inputs as bytes, with the scale of each row.
#[derive(Debug, Default)]
pub struct Quantised {
    codes: Vec<u8>,
    scales: Vec<f32>,
    width: usize,
}

impl Quantised {
    /// Takes over rows of the given width.
    pub fn fill(&mut self, x: &[f32], width: usize) {
        // what is left of other rows is overwritten, all of it
        let n = x.len() / width;
        self.codes.resize(n * width, 0);
        self.scales.resize(n, 0.0);
        self.width = width;
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as has;
            if has!("avx512f") && has!("avx512bw") {
                // SAFETY: the instructions have just been asked for.
                return unsafe { self.fill_widest(x) };
            }
            if has!("avx2") {
                // SAFETY: the same.
                return unsafe { self.fill_wide(x) };
            }
        }
        self.fill_plain(x);
    }

    /// The same, sixteen values at a time.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512bw")]
    fn fill_widest(&mut self, x: &[f32]) {
        self.fill_plain(x);
    }

    /// The same, eight values at a time.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn fill_wide(&mut self, x: &[f32]) {
        self.fill_plain(x);
    }

    #[inline(always)]
    fn fill_plain(&mut self, x: &[f32]) {
        let rows = x.chunks_exact(self.width).zip(self.codes.chunks_exact_mut(self.width));
        for ((row, codes), scale) in rows.zip(&mut self.scales) {
            *scale = encode_row(row, codes);
        }
    }

    /// Forgets all rows; those to come have this width.
    pub fn clear(&mut self, width: usize) {
        self.codes.clear();
        self.scales.clear();
        self.width = width;
    }

    /// Adds a row of another, which is as wide.
    pub fn push_row_of(&mut self, other: &Quantised, row: usize) {
        self.codes.extend_from_slice(&other.codes[row * self.width..][..self.width]);
        self.scales.push(other.scales[row]);
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.scales.len()
    }
}

/// Writes the codes of a row and gives its scale.
#[inline(always)]
fn encode_row(row: &[f32], codes: &mut [u8]) -> f32 {
    let mut tops = [0.0f32; LANES];
    let (chunks, rest) = row.as_chunks::<LANES>();
    for chunk in chunks {
        tops.iter_mut().zip(chunk).for_each(|(top, v)| *top = top.max(v.abs()));
    }
    for half in [8, 4, 2, 1] {
        for lane in 0..half {
            tops[lane] = tops[lane].max(tops[lane + half]);
        }
    }
    let top = rest.iter().fold(tops[0], |top, v| top.max(v.abs()));
    let scale = if top > 0.0 { top / 127.0 } else { 1.0 };
    let factor = 1.0 / scale;
    codes.iter_mut().zip(row).for_each(|(code, v)| *code = encode(*v * factor));
    scale
}

/// The nearest whole number between -127 and 127, shifted. The sum with 1.5 · 2²³ has no room for a fraction, so
/// that its last byte is the whole number, rounded to even.
#[inline(always)]
fn encode(value: f32) -> u8 {
    const ROUND: f32 = 12_582_912.0 + SHIFT as f32;
    (value + ROUND).to_bits() as u8
}

impl Linear {
    /// Reads `NAME.weight`, a table with a row for each output, and `NAME.bias`.
    pub fn read(file: &File, name: &str, inputs: usize) -> Result<Linear, Error> {
        let table = file.table(&format!("{name}.weight"), inputs)?;
        let bias = file.floats(&format!("{name}.bias"), table.rows)?;
        if !inputs.is_multiple_of(DEPTH) {
            return Err(Error::new(format!("`{name}` has {inputs} inputs, no multiple of {DEPTH}")));
        }
        let rows = (0..table.rows).map(|row| table.row(file.bytes(), row));
        Ok(Linear::new(inputs, rows.collect(), bias))
    }

    /// A layer from the codes and the scale of each output.
    fn new(inputs: usize, rows: Vec<(&[u8], f32)>, mut bias: Vec<f32>) -> Linear {
        let outputs = rows.len();
        let n_blocks = outputs.div_ceil(LANES);
        let depth = inputs / DEPTH;
        let mut weights = vec![Cell([[0; DEPTH]; LANES]); n_blocks * depth];
        let (mut scales, mut shifts) = (vec![0.0; n_blocks * LANES], vec![0; n_blocks * LANES]);
        for (row, (codes, scale)) in rows.into_iter().enumerate() {
            let block = &mut weights[row / LANES * depth..];
            for (cell, four) in block.iter_mut().zip(codes.chunks_exact(DEPTH)) {
                for (w, code) in cell.0[row % LANES].iter_mut().zip(four) {
                    *w = *code as i8;
                }
            }
            scales[row] = scale;
            shifts[row] = SHIFT * codes.iter().map(|c| i32::from(*c as i8)).sum::<i32>();
        }
        bias.resize(n_blocks * LANES, 0.0);
        Linear { weights, scales, bias, shifts, inputs, outputs }
    }

    /// Length of a row of the result: the outputs, filled up to whole blocks.
    pub fn stride(&self) -> usize {
        self.bias.len()
    }

    /// Computes the outputs of each row of `x`; `out` is made as long as needed.
    pub fn apply(&self, x: &Quantised, out: &mut Vec<f32>) {
        debug_assert_eq!(x.width, self.inputs);
        // what is left of another sentence is overwritten, all of it
        out.resize(x.rows() * self.stride(), 0.0);
        Processor::own().apply(self, x, out);
    }

    /// The weights of a block of outputs.
    fn block(&self, block: usize) -> &[Cell] {
        let depth = self.inputs / DEPTH;
        &self.weights[block * depth..][..depth]
    }

    /// Writes what the sums of a block mean.
    #[inline(always)]
    fn finish(&self, block: usize, sums: &[i32; LANES], scale: f32, out: &mut [f32]) {
        let at = block * LANES;
        let (scales, bias) = (&self.scales[at..][..LANES], &self.bias[at..][..LANES]);
        let (shifts, out) = (&self.shifts[at..][..LANES], &mut out[at..][..LANES]);
        for lane in 0..LANES {
            let sum = (sums[lane] - shifts[lane]) as f32;
            out[lane] = sum * (scales[lane] * scale) + bias[lane];
        }
    }
}

/// Which of the loops the processor can run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Processor {
    /// Any.
    Any,
    /// x86-64 with AVX2.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// x86-64 with the instructions for just this (AVX-512 VNNI).
    #[cfg(target_arch = "x86_64")]
    Vnni,
}

impl Processor {
    /// The one we run on.
    pub fn own() -> Processor {
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as has;
            if has!("avx512f") && has!("avx512bw") && has!("avx512vnni") {
                return Processor::Vnni;
            }
            if has!("avx2") {
                return Processor::Avx2;
            }
        }
        Processor::Any
    }

    fn apply(self, layer: &Linear, x: &Quantised, out: &mut [f32]) {
        match self {
            Processor::Any => portable::apply(layer, x, out),
            // SAFETY: a processor of this kind is only made after asking for its instructions.
            #[cfg(target_arch = "x86_64")]
            Processor::Avx2 => unsafe { avx2::apply(layer, x, out) },
            // SAFETY: the same.
            #[cfg(target_arch = "x86_64")]
            Processor::Vnni => unsafe { vnni::apply(layer, x, out) },
        }
    }
}

mod portable {
    use super::{LANES, Linear, Quantised};

    pub fn apply(layer: &Linear, x: &Quantised, out: &mut [f32]) {
        let rows = x.codes.chunks_exact(x.width).zip(&x.scales);
        for ((codes, scale), out) in rows.zip(out.chunks_exact_mut(layer.stride())) {
            for block in 0..layer.stride() / LANES {
                let mut sums = [0i32; LANES];
                for (cell, four) in layer.block(block).iter().zip(codes.chunks_exact(4)) {
                    for (sum, w) in sums.iter_mut().zip(&cell.0) {
                        for (w, x) in w.iter().zip(four) {
                            *sum += i32::from(*w) * i32::from(*x);
                        }
                    }
                }
                layer.finish(block, &sums, *scale, out);
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::{Cell, LANES, Linear, Quantised};
    use std::arch::x86_64::*;

    #[target_feature(enable = "avx2")]
    pub fn apply(layer: &Linear, x: &Quantised, out: &mut [f32]) {
        let stride = layer.stride();
        for block in 0..stride / LANES {
            let weights = layer.block(block);
            let rows = x.codes.chunks_exact(x.width).zip(&x.scales);
            for ((codes, scale), out) in rows.zip(out.chunks_exact_mut(stride)) {
                layer.finish(block, &sum(weights, codes), *scale, out);
            }
        }
    }

    /// Each pair of products goes to a strand of its own, so nothing can overflow.
    #[target_feature(enable = "avx2")]
    fn sum(weights: &[Cell], codes: &[u8]) -> [i32; LANES] {
        let mut strands = [_mm256_setzero_si256(); 4];
        for (cell, four) in weights.iter().zip(codes.chunks_exact(4)) {
            let four = i32::from_le_bytes([four[0], four[1], four[2], four[3]]);
            let x = _mm256_cvtepu8_epi16(_mm_set1_epi32(four));
            for (strand, lanes) in strands.iter_mut().zip(cell.0.as_chunks::<4>().0) {
                // SAFETY: sixteen bytes, read as they lie.
                let bytes = unsafe { _mm_loadu_si128(lanes.as_ptr().cast()) };
                let products = _mm256_madd_epi16(_mm256_cvtepi8_epi16(bytes), x);
                *strand = _mm256_add_epi32(*strand, products);
            }
        }
        let mut sums = [0; LANES];
        for (sums, strand) in sums.as_chunks_mut::<4>().0.iter_mut().zip(strands) {
            let mut pairs = [0i32; 8];
            // SAFETY: room for eight whole numbers.
            unsafe { _mm256_storeu_si256(pairs.as_mut_ptr().cast(), strand) };
            for (sum, pair) in sums.iter_mut().zip(pairs.as_chunks::<2>().0) {
                *sum = pair[0] + pair[1];
            }
        }
        sums
    }
}

#[cfg(target_arch = "x86_64")]
mod vnni {
    use super::{LANES, Linear, Quantised};
    use std::arch::x86_64::*;

    /// Rows that share a reading of the weights.
    const ROWS: usize = 4;

    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    pub fn apply(layer: &Linear, x: &Quantised, out: &mut [f32]) {
        let full = x.rows() / ROWS * ROWS;
        for row in (0..full).step_by(ROWS) {
            blocks::<ROWS, 4>(layer, x, row, out);
        }
        match x.rows() - full {
            1 => blocks::<1, 8>(layer, x, full, out),
            2 => blocks::<2, 8>(layer, x, full, out),
            3 => blocks::<3, 4>(layer, x, full, out),
            _ => (),
        }
    }

    /// `R` rows from `row` on, `B` blocks at a time: enough sums side by side to keep the processor busy.
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    fn blocks<const R: usize, const B: usize>(layer: &Linear, x: &Quantised, row: usize, out: &mut [f32]) {
        let codes = &x.codes[row * x.width..][..R * x.width];
        let scales = &x.scales[row..][..R];
        let stride = layer.stride();
        let out = &mut out[row * stride..][..R * stride];
        let n = stride / LANES;
        let full = n / B * B;
        for block in (0..full).step_by(B) {
            tile::<R, B>(layer, codes, scales, block, out);
        }
        for block in full..n {
            tile::<R, 1>(layer, codes, scales, block, out);
        }
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    #[allow(clippy::needless_range_loop)] // several arrays are walked in step, and unrolled
    fn tile<const R: usize, const B: usize>(
        layer: &Linear,
        codes: &[u8],
        scales: &[f32],
        block: usize,
        out: &mut [f32],
    ) {
        let (width, stride) = (layer.inputs, layer.stride());
        let depth = width / 4;
        let cells = &layer.weights[block * depth..][..B * depth];
        assert!(codes.len() == R * width && scales.len() == R && out.len() == R * stride);
        let mut sums = [[_mm512_setzero_si512(); B]; R];
        for k in 0..depth {
            let mut weights = [_mm512_setzero_si512(); B];
            for b in 0..B {
                // SAFETY: there are `B * depth` cells, of sixty-four bytes each, aligned.
                weights[b] = unsafe { _mm512_load_si512(cells.as_ptr().add(b * depth + k).cast()) };
            }
            for r in 0..R {
                // SAFETY: there are `R` rows of `4 * depth` bytes.
                let four = unsafe { codes.as_ptr().add(r * width + 4 * k).cast::<i32>().read_unaligned() };
                let four = _mm512_set1_epi32(four);
                for b in 0..B {
                    sums[r][b] = _mm512_dpbusd_epi32(sums[r][b], four, weights[b]);
                }
            }
        }
        for b in 0..B {
            let at = (block + b) * LANES;
            let shifts = &layer.shifts[at..][..LANES];
            let (own, bias) = (&layer.scales[at..][..LANES], &layer.bias[at..][..LANES]);
            for r in 0..R {
                let out = &mut out[r * stride + at..][..LANES];
                // SAFETY: each of the four has sixteen values.
                unsafe {
                    let sum = _mm512_sub_epi32(sums[r][b], _mm512_loadu_si512(shifts.as_ptr().cast()));
                    let scale = _mm512_mul_ps(_mm512_loadu_ps(own.as_ptr()), _mm512_set1_ps(scales[r]));
                    let value = _mm512_mul_ps(_mm512_cvtepi32_ps(sum), scale);
                    let value = _mm512_add_ps(value, _mm512_loadu_ps(bias.as_ptr()));
                    _mm512_storeu_ps(out.as_mut_ptr(), value);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_processor_computes_the_same() {
        let mut state = 7u32;
        let mut random = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        for (inputs, outputs, n) in [(4, 1, 1), (160, 49, 7), (344, 320, 5), (480, 17, 4)] {
            let codes: Vec<Vec<u8>> =
                (0..outputs).map(|_| (0..inputs).map(|_| random().max(129)).collect()).collect();
            let rows =
                codes.iter().enumerate().map(|(i, c)| (c.as_slice(), 0.001 * (i + 1) as f32)).collect();
            let layer = Linear::new(inputs, rows, vec![0.5; outputs]);
            let x: Vec<f32> = (0..n * inputs).map(|_| f32::from(random()) - 100.0).collect();
            let mut quantised = Quantised::default();
            quantised.fill(&x, inputs);
            let mut plain = vec![0.0; n * layer.stride()];
            portable::apply(&layer, &quantised, &mut plain);
            let exact: f32 =
                (0..inputs).map(|k| f32::from(codes[0][k] as i8) * 0.001 * x[k]).sum::<f32>() + 0.5;
            assert!((plain[0] - exact).abs() < exact.abs() * 0.02 + 0.5, "{} is not {exact}", plain[0]);
            #[cfg(target_arch = "x86_64")]
            for processor in [Processor::Avx2, Processor::Vnni] {
                if processor == Processor::Vnni && Processor::own() != Processor::Vnni
                    || Processor::own() == Processor::Any
                {
                    println!("skipped: {processor:?}");
                    continue;
                }
                let mut out = vec![0.0; plain.len()];
                processor.apply(&layer, &quantised, &mut out);
                assert_eq!(out, plain, "{processor:?}");
            }
        }
    }
}
