//! From a spelling to the vector that stands for the word outside any sentence; kept for its next use.

use crate::Error;
use crate::features::{Folding, Index, clip, fnv, for_affix_rows, for_gram_rows, for_pieces, shape_row};
use crate::file::{File, Table};
use crate::kernel::{Linear, Quantised};
use crate::maths::{Norm, dot, maxout};
use std::collections::HashMap;

/// Spellings kept at most; then all are forgotten, so that a stream of odd texts does not fill the memory.
const KEPT: usize = 30_000;

/// The tables of spellings and word pieces, and the layer that mixes them.
#[derive(Debug)]
pub struct Words {
    folding: Folding,
    known: Index,
    pieces: Index,
    frequent: Index,
    word: Table,
    grams: Table,
    affixes: Table,
    shapes: Table,
    piece: Table,
    vectors: Table,
    mix: Linear,
    norm: Norm,
    width: usize,
}

/// What was computed before, and room for computing.
#[derive(Debug, Default)]
pub struct Kept {
    places: HashMap<Box<str>, usize>,
    vectors: Vec<f32>,
    /// For each vector: the last group of sentences that it was needed in, and its row there.
    rows: Vec<(u32, u32)>,
    group: u32,
    folded: String,
    marked: String,
    shape: String,
    starts: Vec<usize>,
    parts: Vec<f32>,
    quantised: Quantised,
    mixed: Vec<f32>,
}

impl Kept {
    /// Forgets all vectors.
    pub fn clear(&mut self) {
        self.places.clear();
        self.vectors.clear();
        self.rows.clear();
    }

    /// Begins a group of sentences, in which each spelling has one row.
    pub fn begin_group(&mut self) {
        self.group = self.group.wrapping_add(1);
        if self.group == 0 {
            self.clear();
            self.group = 1;
        }
    }
}

impl Words {
    /// Reads the tables; `width` is that of the vectors.
    pub fn read(file: &File, width: usize, parts: [usize; 6]) -> Result<Words, Error> {
        let [word, gram, affix, shape, piece, vector] = parts;
        let mix = Linear::read(file, "words.mix", parts.iter().sum())?;
        let words = Words {
            folding: Folding::read(&file.lines("folding")?)?,
            known: Index::new(&file.hashes("words")?),
            pieces: Index::new(&file.hashes("pieces")?),
            frequent: Index::new(&file.hashes("vectors")?),
            word: file.table("words.word", word)?,
            grams: file.table("words.grams", gram)?,
            affixes: file.table("words.affixes", affix)?,
            shapes: file.table("words.shapes", shape)?,
            piece: file.table("words.pieces", piece)?,
            vectors: file.table("words.vectors", vector)?,
            norm: Norm::read(file, "words.norm", width)?,
            mix,
            width,
        };
        let counts_agree = file.hashes("words")?.len() + 1 == words.word.rows
            && file.hashes("pieces")?.len() == words.piece.rows
            && file.hashes("vectors")?.len() == words.vectors.rows
            && words.mix.outputs == 2 * width;
        if !counts_agree {
            return Err(Error::new("the word tables of the language model do not fit its lists"));
        }
        Ok(words)
    }

    /// The row of a word's vector in `out`, which is appended if the group has not met the word before.
    pub fn row(&self, bytes: &[u8], form: &str, kept: &mut Kept, out: &mut Vec<f32>) -> u32 {
        let at = match kept.places.get(form) {
            Some(at) => *at,
            None => self.compute(bytes, form, kept),
        };
        let (group, row) = &mut kept.rows[at];
        if *group != kept.group {
            (*group, *row) = (kept.group, (out.len() / self.width) as u32);
            out.extend_from_slice(&kept.vectors[at * self.width..][..self.width]);
        }
        *row
    }

    /// Length of the vector of a frequent word.
    pub fn vector_length(&self) -> usize {
        self.vectors.cols
    }

    /// The vector of a frequent word, brought to length 1.
    pub fn static_vector(&self, bytes: &[u8], word: &str) -> Option<Vec<f32>> {
        let mut folded = String::new();
        self.folding.fold(word, &mut folded);
        let row = self.frequent.get(fnv(folded.as_bytes()))?;
        let mut vector = vec![0.0; self.vectors.cols];
        self.vectors.add_row(bytes, row, 1.0, &mut vector);
        let length = dot(&vector, &vector).sqrt().max(1e-6);
        vector.iter_mut().for_each(|v| *v /= length);
        Some(vector)
    }

    fn compute(&self, bytes: &[u8], form: &str, kept: &mut Kept) -> usize {
        if kept.places.len() >= KEPT {
            kept.clear();
        }
        self.concatenate(bytes, form, kept);
        kept.quantised.fill(&kept.parts, self.mix.inputs);
        self.mix.apply(&kept.quantised, &mut kept.mixed);
        let at = kept.rows.len();
        kept.rows.push((0, 0));
        kept.vectors.resize((at + 1) * self.width, 0.0);
        let vector = &mut kept.vectors[at * self.width..];
        maxout(&kept.mixed[..2 * self.width], vector);
        self.norm.apply(vector);
        kept.places.insert(form.into(), at);
        at
    }

    /// Word, runs of characters, affixes, shape, pieces and the vector of a frequent word, side by side in `kept.parts`.
    fn concatenate(&self, bytes: &[u8], form: &str, kept: &mut Kept) {
        let Kept { folded, marked, shape, starts, parts, .. } = kept;
        parts.clear();
        parts.resize(self.mix.inputs, 0.0);
        let (word, rest) = parts.split_at_mut(self.word.cols);
        let (grams, rest) = rest.split_at_mut(self.grams.cols);
        let (affixes, rest) = rest.split_at_mut(self.affixes.cols);
        let (shapes, rest) = rest.split_at_mut(self.shapes.cols);
        let (pieces, vector) = rest.split_at_mut(self.piece.cols);

        self.folding.fold(form, folded);
        let hash = fnv(folded.as_bytes());
        let row = self.known.get(hash).map_or(0, |place| place + 1);
        self.word.add_row(bytes, row, 1.0, word);
        if let Some(row) = self.frequent.get(hash) {
            self.vectors.add_row(bytes, row, 1.0, vector);
        }
        self.folding.shape(form, shape);
        self.shapes.add_row(bytes, shape_row(shape, self.shapes.rows), 1.0, shapes);

        clip(folded, starts);
        for_affix_rows(folded, starts, self.affixes.rows, |row| {
            self.affixes.add_row(bytes, row, 1.0, affixes)
        });
        let n = add_all(
            |each| for_pieces(folded, &self.pieces, each),
            |row| {
                self.piece.add_row(bytes, row, 1.0, pieces);
            },
        );
        pieces.iter_mut().for_each(|v| *v /= n);

        marked.clear();
        marked.extend(["<", folded, ">"]);
        starts.clear();
        starts.extend(marked.char_indices().map(|(i, _)| i));
        starts.push(marked.len());
        let n = add_all(
            |each| for_gram_rows(marked, starts, self.grams.rows, each),
            |row| {
                self.grams.add_row(bytes, row, 1.0, grams);
            },
        );
        grams.iter_mut().for_each(|v| *v /= n);
    }
}

/// Runs through rows, adding each; tells how many there were, at least 1, to divide by.
fn add_all(through: impl FnOnce(&mut dyn FnMut(usize)), mut add: impl FnMut(usize)) -> f32 {
    let mut n = 0u16;
    through(&mut |row| {
        n += 1;
        add(row);
    });
    f32::from(n.max(1))
}
