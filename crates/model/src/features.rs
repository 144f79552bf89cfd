//! What the network sees of a word: hashed spellings and word pieces.
//!
//! The same as `training/features.py`, byte for byte; change both or neither.

use crate::Error;

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;
/// A longer word keeps its first `HEAD` and last `TAIL` characters: a URL must not cost more than a sentence.
const HEAD: usize = 24;
const TAIL: usize = 16;
/// A shape is cut here.
const SHAPE: usize = 12;

/// FNV-1a, going on from `start`.
pub fn fnv_from(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |h, b| (h ^ u64::from(*b)).wrapping_mul(FNV_PRIME))
}

/// FNV-1a.
pub fn fnv(bytes: &[u8]) -> u64 {
    fnv_from(FNV_START, bytes)
}

/// The row of a table that a hash falls on.
pub fn bucket(hash: u64, rows: usize) -> usize {
    (((hash ^ (hash >> 32)) & 0xffff_ffff) % rows as u64) as usize
}

/// How characters that news writes and the treebanks do not are read: `é` as `e`, `“` as `"`, digits as 0.
#[derive(Debug)]
pub struct Folding {
    /// Sorted by character.
    table: Vec<(char, String)>,
}

impl Folding {
    /// Reads lines of a code point in hex, a tab and its replacement.
    pub fn read(lines: &[String]) -> Result<Folding, Error> {
        let mut table = Vec::with_capacity(lines.len());
        for line in lines {
            let parsed = line.split_once('\t').and_then(|(code, to)| {
                let char = u32::from_str_radix(code, 16).ok().and_then(char::from_u32)?;
                Some((char, to.to_owned()))
            });
            table.push(parsed.ok_or_else(|| Error::new("a line of the folding table is broken"))?);
        }
        table.sort();
        Ok(Folding { table })
    }

    fn of(&self, c: char) -> Option<&str> {
        let at = self.table.binary_search_by_key(&c, |(from, _)| *from).ok()?;
        Some(&self.table[at].1)
    }

    /// Writes the spelling by which a word is looked up: lower case, plain quotes, no accents, digits as 0.
    pub fn fold(&self, form: &str, out: &mut String) {
        out.clear();
        if form.is_ascii() {
            out.extend(form.bytes().map(|b| match b {
                b'1'..=b'9' => '0',
                b'`' => '\'',
                other => char::from(other.to_ascii_lowercase()),
            }));
            return;
        }
        for c in form.to_lowercase().chars() {
            match self.of(c) {
                Some(to) => out.push_str(to),
                None => out.push(c),
            }
        }
    }

    /// Writes `Xxx-00` for `McCain-08`: case, digits and marks, runs cut at three.
    pub fn shape(&self, form: &str, out: &mut String) {
        out.clear();
        let (mut last, mut run, mut n) = ('\0', 0, 0);
        for c in form.chars() {
            let kind = match c {
                '0'..='9' => Some('0'),
                _ if c.is_uppercase() => Some('X'),
                _ if c.is_alphabetic() => Some('x'),
                _ => self.of(c).map_or(Some(c), |to| to.chars().next()),
            };
            // A character that folds to nothing is written as nothing, yet counts.
            let kind = kind.unwrap_or('\0');
            if kind == last && run >= 3 {
                continue;
            }
            run = if kind == last { run + 1 } else { 1 };
            last = kind;
            if kind != '\0' {
                out.push(kind);
            }
            n += 1;
            if n == SHAPE {
                break;
            }
        }
    }
}

/// The row of a word's shape.
pub fn shape_row(shape: &str, rows: usize) -> usize {
    bucket(fnv(shape.as_bytes()), rows)
}

/// The beginnings of a word's characters, its end last: the middle of an absurd one left out.
pub fn clip(folded: &mut String, starts: &mut Vec<usize>) {
    let n = folded.chars().count();
    if n > HEAD + TAIL {
        let at = |k: usize| folded.char_indices().nth(k).map_or(folded.len(), |(i, _)| i);
        let (from, to) = (at(HEAD), at(n - TAIL));
        folded.replace_range(from..to, "");
    }
    starts.clear();
    starts.extend(folded.char_indices().map(|(i, _)| i));
    starts.push(folded.len());
}

/// Calls `each` with the row of every run of three to five characters of `<word>`.
///
/// `starts` are the beginnings of the characters of `marked`, its end last.
pub fn for_gram_rows(marked: &str, starts: &[usize], rows: usize, mut each: impl FnMut(usize)) {
    for n in 3..=5 {
        for window in starts.windows(n + 1) {
            each(bucket(fnv(&marked.as_bytes()[window[0]..window[n]]), rows));
        }
    }
}

/// Calls `each` with the rows of a word's last one to four characters and its first one to three.
pub fn for_affix_rows(folded: &str, starts: &[usize], rows: usize, mut each: impl FnMut(usize)) {
    let n_chars = starts.len() - 1;
    for n in 1..=4u8 {
        let from = starts[n_chars.saturating_sub(usize::from(n))];
        let start = fnv(&[b's', b'0' + n]);
        each(bucket(fnv_from(start, &folded.as_bytes()[from..]), rows));
    }
    for n in 1..=3u8 {
        let to = starts[usize::from(n).min(n_chars)];
        let start = fnv(&[b'p', b'0' + n]);
        each(bucket(fnv_from(start, &folded.as_bytes()[..to]), rows));
    }
}

/// From hashes to places, by open addressing; built once, then only read.
#[derive(Debug)]
pub struct Index {
    slots: Vec<(u64, u32)>,
}

impl Index {
    /// The place of each hash in the list.
    pub fn new(hashes: &[u64]) -> Index {
        let size = (hashes.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![(0, u32::MAX); size];
        for (place, hash) in hashes.iter().enumerate() {
            let mut at = first_slot(*hash, size);
            while slots[at].1 != u32::MAX {
                at = (at + 1) & (size - 1);
            }
            slots[at] = (*hash, place as u32);
        }
        Index { slots }
    }

    /// The place of a hash, if it is known.
    pub fn get(&self, hash: u64) -> Option<usize> {
        let mut at = first_slot(hash, self.slots.len());
        loop {
            let (known, place) = self.slots[at];
            if place == u32::MAX {
                return None;
            }
            if known == hash {
                return Some(place as usize);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

/// The upper half of a hash is as good as the lower, and some lists use the lowest bits for something else.
fn first_slot(hash: u64, size: usize) -> usize {
    (hash >> 32) as usize & (size - 1)
}

/// Calls `each` with the place of every word piece, longest first from the left as BERT does.
///
/// A piece inside a word is known by its hash after `##`; marks are words of their own.
pub fn for_pieces(folded: &str, pieces: &Index, mut each: impl FnMut(usize)) {
    let mut word = 0..0;
    for (i, c) in folded.char_indices() {
        if c.is_alphanumeric() {
            if word.is_empty() {
                word = i..i;
            }
            word.end = i + c.len_utf8();
            continue;
        }
        split_word(&folded[word.clone()], pieces, &mut each);
        word = 0..0;
        if !c.is_whitespace() {
            split_word(&folded[i..i + c.len_utf8()], pieces, &mut each);
        }
    }
    split_word(&folded[word], pieces, &mut each);
}

fn split_word(word: &str, pieces: &Index, each: &mut impl FnMut(usize)) {
    let inside = fnv(b"##");
    let mut start = 0;
    while start < word.len() {
        let first = if start == 0 { FNV_START } else { inside };
        let mut found = None;
        let mut hash = first;
        // One pass keeps the hash of each prefix, and remembers the longest that is a piece.
        for (i, c) in word[start..].char_indices() {
            let end = start + i + c.len_utf8();
            hash = fnv_from(hash, &word.as_bytes()[start + i..end]);
            if let Some(place) = pieces.get(hash) {
                found = Some((place, end));
            }
        }
        match found {
            Some((place, end)) => {
                each(place);
                start = end;
            }
            // An unknown character: skip it.
            None => start += word[start..].chars().next().map_or(1, char::len_utf8),
        }
    }
}
