//! From scores of tags to named mentions.

use crate::{Error, NamedSpan};

/// Where in a name a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Outside,
    Begins,
    Inside,
    Ends,
    Single,
}

impl Mark {
    /// Whether a name goes on after it.
    fn is_open(self) -> bool {
        matches!(self, Mark::Begins | Mark::Inside)
    }

    /// Whether a name went on before it.
    fn goes_on(self) -> bool {
        matches!(self, Mark::Inside | Mark::Ends)
    }
}

/// The tags, and the kinds of names they speak of.
#[derive(Debug)]
pub struct NameTags {
    tags: Vec<(Mark, u8)>,
    /// `person`, `organisation` and so on.
    pub kinds: Vec<String>,
}

/// Room for computing.
#[derive(Debug, Default)]
pub struct Room {
    best: Vec<f32>,
    next: Vec<f32>,
    /// For each word but the first: the best tag before it that leaves no name open, then, for each kind, the
    /// best one that does.
    before: Vec<u8>,
}

impl NameTags {
    /// Reads `O`, `B-person`, … in the order of the classes.
    pub fn read(lines: &[String]) -> Result<NameTags, Error> {
        let mut kinds: Vec<String> = Vec::new();
        let mut tags = Vec::new();
        for line in lines {
            if line == "O" {
                tags.push((Mark::Outside, u8::MAX));
                continue;
            }
            let broken = || Error::new(format!("`{line}` is no tag of names"));
            let (mark, kind) = line.split_once('-').ok_or_else(broken)?;
            let mark = match mark {
                "B" => Mark::Begins,
                "I" => Mark::Inside,
                "E" => Mark::Ends,
                "S" => Mark::Single,
                _ => return Err(broken()),
            };
            let at = kinds.iter().position(|k| k == kind).unwrap_or_else(|| {
                kinds.push(kind.to_owned());
                kinds.len() - 1
            });
            tags.push((mark, at as u8));
        }
        let is_whole = |kind: usize| {
            [Mark::Begins, Mark::Inside, Mark::Ends, Mark::Single]
                .map(|mark| tags.contains(&(mark, kind as u8)))
                == [true; 4]
        };
        if tags.len() > 128
            || tags.first() != Some(&(Mark::Outside, u8::MAX))
            || !(0..kinds.len()).all(is_whole)
        {
            return Err(Error::new("the tags of names are not complete"));
        }
        Ok(NameTags { tags, kinds })
    }

    /// The number of tags.
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// The spans of the best sequence of tags that makes sense. Each row of `scores` is a word's.
    pub fn find_spans<'s>(
        &self,
        rows: impl Iterator<Item = &'s [f32]>,
        room: &mut Room,
        out: &mut Vec<NamedSpan>,
    ) {
        let n = self.score_sequences(rows, room);
        out.clear();
        if n == 0 {
            return;
        }
        let closing = |tag: &usize| !self.tags[*tag].0.is_open();
        let mut tag = best_of(&room.best, (0..self.tags.len()).filter(closing));
        let mut end = n;
        let width = 1 + self.kinds.len();
        for word in (0..n).rev() {
            let (mark, kind) = self.tags[tag];
            match mark {
                Mark::Ends => end = word + 1,
                Mark::Single => out.push(NamedSpan { start: word as u32, end: word as u32 + 1, kind }),
                Mark::Begins => out.push(NamedSpan { start: word as u32, end: end as u32, kind }),
                Mark::Outside | Mark::Inside => {}
            }
            if word > 0 {
                let before = &room.before[(word - 1) * width..][..width];
                tag = usize::from(before[if mark.goes_on() { 1 + usize::from(kind) } else { 0 }]);
            }
        }
        out.reverse();
    }

    /// Fills `room.best` with the best score of a sequence that ends in each tag; tells how many words there were.
    fn score_sequences<'s>(&self, rows: impl Iterator<Item = &'s [f32]>, room: &mut Room) -> usize {
        let Room { best, next, before } = room;
        before.clear();
        let mut n = 0;
        for row in rows {
            next.clear();
            if n == 0 {
                // No name goes on at the beginning of a sentence.
                let cost = |mark: Mark| if mark.goes_on() { 1e6 } else { 0.0 };
                next.extend(row.iter().zip(&self.tags).map(|(score, (mark, _))| score - cost(*mark)));
            } else {
                let at = before.len();
                self.push_best(best, before);
                let before = &before[at..];
                next.extend(row.iter().zip(&self.tags).map(|(score, (mark, kind))| {
                    let place = if mark.goes_on() { 1 + usize::from(*kind) } else { 0 };
                    score + best[usize::from(before[place])]
                }));
            }
            std::mem::swap(best, next);
            n += 1;
        }
        n
    }

    /// Appends the best tag that leaves nothing open, then the best open one of each kind.
    fn push_best(&self, best: &[f32], before: &mut Vec<u8>) {
        let tags = || self.tags.iter().enumerate();
        let closed = tags().filter(|(_, (mark, _))| !mark.is_open()).map(|(i, _)| i);
        before.push(best_of(best, closed) as u8);
        for kind in 0..self.kinds.len() as u8 {
            let open = tags().filter(|(_, (mark, k))| mark.is_open() && *k == kind).map(|(i, _)| i);
            before.push(best_of(best, open) as u8);
        }
    }
}

/// The place of the largest of some values, the first one of equals.
fn best_of(values: &[f32], places: impl Iterator<Item = usize>) -> usize {
    places.reduce(|a, b| if values[b] > values[a] { b } else { a }).unwrap_or(0)
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
        // The second word would like to end a y best of all, but an x has begun.
        let rows = [row(&[(1, 3.0)]), row(&[(7, 2.0), (3, 1.5)]), row(&[(0, 1.0)]), row(&[(8, 4.0)])];
        let mut found = Vec::new();
        tags.find_spans(rows.iter().map(Vec::as_slice), &mut Room::default(), &mut found);
        let expected = [NamedSpan { start: 0, end: 2, kind: 0 }, NamedSpan { start: 3, end: 4, kind: 1 }];
        assert_eq!(found, expected);
        assert!(NameTags::read(&lines[..4]).is_err());
    }
}
