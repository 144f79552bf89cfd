//! From the vectors of words to vectors of words in their sentence: recurrent layers (LSTM) that read it from
//! both ends.

use crate::Error;
use crate::file::File;
use crate::kernel::{Linear, Quantised};
use crate::maths::recurrent_step;

/// The layers, one upon the other.
#[derive(Debug)]
pub struct Encoder(Vec<Layer>);

/// What each word brings in, and what the words before (or after) it have left.
#[derive(Debug)]
struct Layer {
    forward: Direction,
    backward: Direction,
}

#[derive(Debug)]
struct Direction {
    input: Linear,
    state: Linear,
}

/// Room for computing.
#[derive(Debug, Default)]
pub struct Room {
    quantised: Quantised,
    gates: Vec<f32>,
    state: Quantised,
    from_state: Vec<f32>,
    cell: Vec<f32>,
    hidden: Vec<f32>,
    out: Vec<f32>,
}

impl Encoder {
    /// Reads layers of `hidden` values in each direction, over words of `width` values.
    pub fn read(file: &File, width: usize, n_layers: usize, hidden: usize) -> Result<Encoder, Error> {
        let inputs = |i| if i == 0 { width } else { 2 * hidden };
        let layers = (0..n_layers).map(|i| Layer::read(file, i, inputs(i), hidden));
        Ok(Encoder(layers.collect::<Result<_, _>>()?))
    }

    /// Turns the rows of `x`, one for each word, into those of words in their sentence.
    pub fn apply(&self, x: &mut Vec<f32>, room: &mut Room) {
        self.0.iter().for_each(|layer| layer.apply(x, room));
    }
}

impl Layer {
    fn read(file: &File, i: usize, inputs: usize, hidden: usize) -> Result<Layer, Error> {
        let direction = |name: &str| {
            let input = Linear::read(file, &format!("encoder.layers.{i}.{name}.input"), inputs)?;
            let state = Linear::read(file, &format!("encoder.layers.{i}.{name}.state"), hidden)?;
            let fits =
                input.outputs == 4 * hidden && state.outputs == 4 * hidden && hidden.is_multiple_of(16);
            let error = || Error::new(format!("layer {i} of the language model has a wrong width"));
            fits.then_some(Direction { input, state }).ok_or_else(error)
        };
        Ok(Layer { forward: direction("forward")?, backward: direction("backward")? })
    }

    /// The new rows are the states of both directions, side by side.
    fn apply(&self, x: &mut Vec<f32>, room: &mut Room) {
        let hidden = self.forward.state.inputs;
        room.quantised.fill(x, self.forward.input.inputs);
        let n = room.quantised.rows();
        room.out.clear();
        room.out.resize(n * 2 * hidden, 0.0);
        self.forward.run(hidden, (0..n).map(|i| (i, 0)), room);
        self.backward.run(hidden, (0..n).rev().map(|i| (i, hidden)), room);
        std::mem::swap(x, &mut room.out);
    }
}

impl Direction {
    /// Goes through the words; each comes with the column of the result where its state goes.
    fn run(&self, hidden: usize, words: impl Iterator<Item = (usize, usize)>, room: &mut Room) {
        self.input.apply(&room.quantised, &mut room.gates);
        room.cell.clear();
        room.cell.resize(hidden, 0.0);
        room.hidden.clear();
        room.hidden.resize(hidden, 0.0);
        for (i, column) in words {
            room.state.fill(&room.hidden, hidden);
            self.state.apply(&room.state, &mut room.from_state);
            let gates = &room.gates[i * 4 * hidden..][..4 * hidden];
            step(gates, &room.from_state, &mut room.cell, &mut room.hidden);
            room.out[i * 2 * hidden + column..][..hidden].copy_from_slice(&room.hidden);
        }
    }
}

/// Gates in the trainer's order (in, forget, candidate, out), in two parts to be added.
fn step(gates: &[f32], from_state: &[f32], cell: &mut [f32], hidden: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::is_x86_feature_detected as has;
        if has!("avx512f") {
            // SAFETY: the instructions have just been asked for.
            return unsafe { step_widest(gates, from_state, cell, hidden) };
        }
        if has!("avx2") {
            // SAFETY: the same.
            return unsafe { step_wide(gates, from_state, cell, hidden) };
        }
    }
    step_plain(gates, from_state, cell, hidden);
}

/// The same steps, sixteen values at a time.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn step_widest(gates: &[f32], from_state: &[f32], cell: &mut [f32], hidden: &mut [f32]) {
    step_plain(gates, from_state, cell, hidden);
}

/// The same steps, eight values at a time.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn step_wide(gates: &[f32], from_state: &[f32], cell: &mut [f32], hidden: &mut [f32]) {
    step_plain(gates, from_state, cell, hidden);
}

#[inline(always)]
fn step_plain(gates: &[f32], from_state: &[f32], cell: &mut [f32], hidden: &mut [f32]) {
    let n = cell.len();
    let part = |at: usize| (&gates[at * n..][..n], &from_state[at * n..][..n]);
    let [input, forget, candidate, out] = [0, 1, 2, 3].map(part);
    let hidden = &mut hidden[..n];
    for k in 0..n {
        let gate = |(a, b): (&[f32], &[f32])| a[k] + b[k];
        let step = recurrent_step(gate(input), gate(forget), gate(candidate), gate(out), cell[k]);
        (cell[k], hidden[k]) = step;
    }
}
