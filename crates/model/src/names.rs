//! From scores of tags to named mentions.
//!
//! First the words of a name are found, whatever its kind: the likelihoods of all kinds speak for it together. Then
//! its kind is the one that its words like best.

use crate::maths::exp;
use crate::{Error, NamedSpan};

/// Where in a name a word stands: outside, at its beginning, inside, at its end, or all of it.
const MARKS: [&str; 5] = ["O", "B", "I", "E", "S"];
const OUTSIDE: usize = 0;
const BEGINS: usize = 1;
const ENDS: usize = 3;
const SINGLE: usize = 4;

/// The marks that may stand before each.
const BEFORE: [&[usize]; 5] = [
    &[OUTSIDE, ENDS, SINGLE],
    &[OUTSIDE, ENDS, SINGLE],
    &[BEGINS, 2],
    &[BEGINS, 2],
    &[OUTSIDE, ENDS, SINGLE],
];

/// The tags, and the kinds of names they speak of.
#[derive(Debug)]
pub struct NameTags {
    /// The place of each mark's tag of each kind: those of the first mark but `O`, then of the next.
    places: Vec<usize>,
    /// `person`, `organisation` and so on.
    pub kinds: Vec<String>,
}

/// Room for computing.
#[derive(Debug, Default)]
pub struct Room {
    /// For each word and mark: the mark before it on the best way there.
    before: Vec<[u8; 5]>,
    /// The mark of each word on the best way.
    chosen: Vec<usize>,
    kinds: Vec<f32>,
}

impl NameTags {
    /// Reads `O`, `B-person`, … in the order of the classes.
    pub fn read(lines: &[String]) -> Result<NameTags, Error> {
        let incomplete = || Error::new("the tags of names are not complete");
        if lines.first().map(String::as_str) != Some("O") || lines.len() > 128 {
            return Err(incomplete());
        }
        let mut kinds: Vec<String> = Vec::new();
        for line in &lines[1..] {
            let kind = line.split_once('-').map(|(_, kind)| kind).ok_or_else(incomplete)?;
            if !kinds.iter().any(|k| k == kind) {
                kinds.push(kind.to_owned());
            }
        }
        let tags = MARKS[1..].iter().flat_map(|mark| kinds.iter().map(move |kind| format!("{mark}-{kind}")));
        let places: Option<Vec<usize>> = tags.map(|tag| lines.iter().position(|line| *line == tag)).collect();
        let places = places.filter(|places| places.len() + 1 == lines.len()).ok_or_else(incomplete)?;
        Ok(NameTags { places, kinds })
    }

    /// The number of tags.
    pub fn len(&self) -> usize {
        1 + self.places.len()
    }

    /// The places of a mark's tags, by kind; the mark is not `O`.
    fn tags_of(&self, mark: usize) -> &[usize] {
        &self.places[(mark - 1) * self.kinds.len()..][..self.kinds.len()]
    }

    /// The spans of the best sequence of marks that makes sense. Each row of `scores` is a word's.
    pub fn find_spans<'s>(
        &self,
        rows: impl Iterator<Item = &'s [f32]> + Clone,
        room: &mut Room,
        out: &mut Vec<NamedSpan>,
    ) {
        out.clear();
        self.choose_marks(rows.clone(), room);
        let mut start = 0;
        for (word, (row, mark)) in rows.zip(&room.chosen).enumerate() {
            if *mark == OUTSIDE {
                continue;
            }
            if matches!(*mark, BEGINS | SINGLE) {
                start = word;
                room.kinds.clear();
                room.kinds.resize(self.kinds.len(), 0.0);
            }
            room.kinds.iter_mut().zip(self.tags_of(*mark)).for_each(|(sum, tag)| *sum += row[*tag]);
            if matches!(*mark, ENDS | SINGLE) {
                let kind = crate::maths::argmax(&room.kinds) as u8;
                out.push(NamedSpan { start: start as u32, end: word as u32 + 1, kind });
            }
        }
    }

    /// Fills `room.chosen`.
    fn choose_marks<'s>(&self, rows: impl Iterator<Item = &'s [f32]>, room: &mut Room) {
        let Room { before, chosen, .. } = room;
        before.clear();
        chosen.clear();
        let mut best = [1.0, 0.0, 0.0, 0.0, 0.0];
        for row in rows {
            let way = BEFORE.map(|marks| best_of(&best, marks));
            before.push(way.map(|mark| mark as u8));
            let mut next = self.weigh_marks(row);
            next.iter_mut().zip(way).for_each(|(weight, mark)| *weight *= best[mark]);
            // Only their proportions count; products of many small numbers would vanish.
            let top = next.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
            best = next.map(|weight| weight / top);
        }
        let mut mark = best_of(&best, &[OUTSIDE, ENDS, SINGLE]);
        for way in before.iter().rev() {
            chosen.push(mark);
            mark = usize::from(way[mark]);
        }
        chosen.reverse();
    }

    /// How likely each mark is, but for a factor: the sum of its tags' likelihoods.
    fn weigh_marks(&self, row: &[f32]) -> [f32; 5] {
        let top = row.iter().copied().fold(f32::MIN, f32::max);
        let mut weights = [exp(row[0] - top); 5];
        for (mark, weight) in weights.iter_mut().enumerate().skip(1) {
            *weight = self.tags_of(mark).iter().map(|tag| exp(row[*tag] - top)).sum();
        }
        weights
    }
}

/// The place of the largest of some values, the first one of equals.
fn best_of(values: &[f32; 5], places: &[usize]) -> usize {
    places.iter().copied().reduce(|a, b| if values[b] > values[a] { b } else { a }).unwrap_or(OUTSIDE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_begins_before_it_ends() {
        let lines: Vec<String> =
            ["O", "B-x", "I-x", "E-x", "S-x", "B-y", "I-y", "E-y", "S-y"].map(String::from).into();
        let tags = NameTags::read(&lines).unwrap();
        let row = |liked: &[(usize, f32)]| {
            let mut row = vec![0.0; 9];
            liked.iter().for_each(|(tag, score)| row[*tag] = *score);
            row
        };
        // The second word would like to end a y, but the two together are rather an x.
        let rows = [row(&[(1, 3.0)]), row(&[(7, 2.0), (3, 1.5)]), row(&[(0, 2.0)]), row(&[(8, 4.0)])];
        let mut found = Vec::new();
        tags.find_spans(rows.iter().map(Vec::as_slice), &mut Room::default(), &mut found);
        let expected = [NamedSpan { start: 0, end: 2, kind: 0 }, NamedSpan { start: 3, end: 4, kind: 1 }];
        assert_eq!(found, expected);
        // Neither kind alone is likelier than none, but a name is.
        let rows = [row(&[(0, 1.0), (4, 0.9), (8, 0.8)])];
        tags.find_spans(rows.iter().map(Vec::as_slice), &mut Room::default(), &mut found);
        assert_eq!(found, [NamedSpan { start: 0, end: 1, kind: 0 }]);
        assert!(NameTags::read(&lines[..4]).is_err());
    }
}
