//! From the vectors of words to vectors of words in their sentence: recurrent layers (LSTM) that read it from
//! both ends.

use crate::Error;
use crate::file::File;
use crate::kernel::{Linear, Quantised};
use crate::maths::recurrent_step;
use std::ops::Range;

/// Sentences that are read side by side: each step needs all the weights, and four can share a reading of them.
const ABREAST: usize = 4;

/// Values of a state that are computed side by side; the number of all is a multiple.
const WIDE: usize = 16;

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
    sentences: Vec<Range<usize>>,
    lanes: Vec<Range<usize>>,
}

impl Encoder {
    /// Reads layers of `hidden` values in each direction, over words of `width` values.
    pub fn read(file: &File, width: usize, n_layers: usize, hidden: usize) -> Result<Encoder, Error> {
        let inputs = |i| if i == 0 { width } else { 2 * hidden };
        let layers = (0..n_layers).map(|i| Layer::read(file, i, inputs(i), hidden));
        Ok(Encoder(layers.collect::<Result<_, _>>()?))
    }

    /// Turns words into words in their sentence. `x` has a row for each different word, and `rows` says which is whose; in
    /// the end `x` has a row for each word. The sentences stand one behind the other, and know nothing of each other.
    pub fn apply(
        &self,
        x: &mut Vec<f32>,
        rows: &mut [u32],
        lengths: impl Iterator<Item = usize>,
        room: &mut Room,
    ) {
        let mut end = 0;
        room.sentences.clear();
        room.sentences.extend(lengths.filter(|n| *n > 0).map(|n| {
            end += n;
            end - n..end
        }));
        // The longest first, so that no lane is left with a long one at the end.
        room.sentences.sort_by_key(|s| (std::cmp::Reverse(s.len()), s.start));
        for layer in &self.0 {
            layer.apply(x, rows, room);
            rows.iter_mut().zip(0..).for_each(|(row, word)| *row = word);
        }
    }
}

impl Layer {
    fn read(file: &File, i: usize, inputs: usize, hidden: usize) -> Result<Layer, Error> {
        let direction = |name: &str| {
            let input = Linear::read(file, &format!("encoder.layers.{i}.{name}.input"), inputs)?;
            let state = Linear::read(file, &format!("encoder.layers.{i}.{name}.state"), hidden)?;
            let fits =
                input.outputs == 4 * hidden && state.outputs == 4 * hidden && hidden.is_multiple_of(WIDE);
            let error = || Error::new(format!("layer {i} of the language model has a wrong width"));
            fits.then_some(Direction { input, state }).ok_or_else(error)
        };
        Ok(Layer { forward: direction("forward")?, backward: direction("backward")? })
    }

    /// The new rows are the states of both directions, side by side.
    fn apply(&self, x: &mut Vec<f32>, rows: &[u32], room: &mut Room) {
        let hidden = self.forward.state.inputs;
        room.quantised.fill(x, self.forward.input.inputs);
        room.out.resize(rows.len() * 2 * hidden, 0.0);
        self.forward.run(hidden, rows, false, room);
        self.backward.run(hidden, rows, true, room);
        std::mem::swap(x, &mut room.out);
    }
}

impl Direction {
    /// Goes through the words of all sentences; backwards, the states go to the second half of a word's columns.
    fn run(&self, n: usize, own_rows: &[u32], backwards: bool, room: &mut Room) {
        let Room { quantised, gates, state, from_state, cell, hidden, out, sentences, lanes } = room;
        self.input.apply(quantised, gates);
        let mut waiting = sentences.iter().cloned();
        lanes.clear();
        lanes.extend(waiting.by_ref().take(ABREAST));
        for rows in [&mut *cell, &mut *hidden] {
            rows.clear();
            rows.resize(lanes.len() * n, 0.0);
        }
        while !lanes.is_empty() {
            state.fill(hidden, n);
            self.state.apply(state, from_state);
            let rows = from_state.chunks_exact(4 * n).zip(cell.chunks_exact_mut(n));
            let rows = rows.zip(hidden.chunks_exact_mut(n));
            for (lane, ((from_state, cell), hidden)) in lanes.iter_mut().zip(rows) {
                let word = if backwards { lane.next_back() } else { lane.next() };
                let Some(word) = word else { continue };
                let gates = &gates[own_rows[word] as usize * 4 * n..][..4 * n];
                step(gates, from_state, cell, hidden);
                out[(2 * word + usize::from(backwards)) * n..][..n].copy_from_slice(hidden);
            }
            go_on(lanes, &mut waiting, [cell, hidden], n);
        }
    }
}

/// A lane that has come to its sentence's end begins the next one; where there is none, the last lane moves there.
fn go_on(
    lanes: &mut Vec<Range<usize>>,
    waiting: &mut impl Iterator<Item = Range<usize>>,
    states: [&mut Vec<f32>; 2],
    n: usize,
) {
    let [cell, hidden] = states;
    let mut at = 0;
    while at < lanes.len() {
        if !lanes[at].is_empty() {
            at += 1;
            continue;
        }
        match waiting.next() {
            Some(sentence) => {
                lanes[at] = sentence;
                cell[at * n..][..n].fill(0.0);
                hidden[at * n..][..n].fill(0.0);
            }
            None => {
                let last = lanes.len() - 1;
                lanes.swap_remove(at);
                for rows in [&mut *cell, &mut *hidden] {
                    rows.copy_within(last * n..(last + 1) * n, at * n);
                    rows.truncate(last * n);
                }
            }
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
    let n = cell.len() / WIDE;
    let (gates, from_state) = (gates.as_chunks::<WIDE>().0, from_state.as_chunks::<WIDE>().0);
    let (cell, hidden) = (cell.as_chunks_mut::<WIDE>().0, hidden.as_chunks_mut::<WIDE>().0);
    for (k, (cell, hidden)) in cell.iter_mut().zip(hidden).enumerate() {
        let (input, forget) = (add(gates, from_state, k), add(gates, from_state, n + k));
        let (candidate, out) = (add(gates, from_state, 2 * n + k), add(gates, from_state, 3 * n + k));
        for lane in 0..WIDE {
            let step = recurrent_step(input[lane], forget[lane], candidate[lane], out[lane], cell[lane]);
            (cell[lane], hidden[lane]) = step;
        }
    }
}

#[inline(always)]
fn add(a: &[[f32; WIDE]], b: &[[f32; WIDE]], k: usize) -> [f32; WIDE] {
    let mut sum = a[k];
    sum.iter_mut().zip(&b[k]).for_each(|(sum, b)| *sum += b);
    sum
}
