//! From the vectors of words to vectors of words in their sentence.

use crate::Error;
use crate::file::File;
use crate::kernel::{Linear, Norm, maxout};

/// Residual convolutions over three words each.
#[derive(Debug)]
pub struct Encoder {
    layers: Vec<Layer>,
    width: usize,
}

#[derive(Debug)]
struct Layer {
    linear: Linear,
    norm: Norm,
    /// How far the left and the right word are from the middle one.
    step: usize,
}

/// Room for computing.
#[derive(Debug, Default)]
pub struct Room {
    windows: Vec<f32>,
    mixed: Vec<f32>,
    row: Vec<f32>,
}

impl Encoder {
    /// Reads one layer for each step.
    pub fn read(file: &File, width: usize, steps: &[usize]) -> Result<Encoder, Error> {
        let mut layers = Vec::with_capacity(steps.len());
        for (i, step) in steps.iter().enumerate() {
            let linear = Linear::read(file, &format!("encoder.layers.{i}"), 3 * width)?;
            if linear.outputs != 2 * width {
                return Err(Error::new(format!("layer {i} of the language model has a wrong width")));
            }
            let norm = Norm::read(file, &format!("encoder.norms.{i}"), width)?;
            layers.push(Layer { linear, norm, step: *step });
        }
        Ok(Encoder { layers, width })
    }

    /// Changes the rows of `x`, one for each word, in place.
    pub fn apply(&self, x: &mut [f32], room: &mut Room) {
        let width = self.width;
        room.row.resize(width, 0.0);
        for layer in &self.layers {
            gather_windows(x, width, layer.step, &mut room.windows);
            layer.linear.apply(&room.windows, &mut room.mixed);
            for (row, mixed) in x.chunks_exact_mut(width).zip(room.mixed.chunks_exact(layer.linear.stride()))
            {
                maxout(&mixed[..2 * width], &mut room.row);
                layer.norm.apply(&mut room.row);
                row.iter_mut().zip(&room.row).for_each(|(v, y)| *v += y);
            }
        }
    }
}

/// For each word the rows of the one `step` before, itself and the one `step` after; zeros beyond the sentence.
fn gather_windows(x: &[f32], width: usize, step: usize, windows: &mut Vec<f32>) {
    let n = x.len() / width;
    windows.clear();
    windows.resize(3 * x.len(), 0.0);
    for (i, window) in windows.chunks_exact_mut(3 * width).enumerate() {
        let from = i.checked_sub(step);
        let to = Some(i + step).filter(|k| *k < n);
        for (slot, k) in window.chunks_exact_mut(width).zip([from, Some(i), to]) {
            if let Some(k) = k {
                slot.copy_from_slice(&x[k * width..][..width]);
            }
        }
    }
}
