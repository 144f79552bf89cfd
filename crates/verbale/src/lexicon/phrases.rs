//! Words and digits as date, number and place readers see them: cut finer than UD words ("mid-March" is
//! three pieces, "3bn" two), so that these readers do not depend on how a tokeniser treats hyphens.

use super::map::Map;
use crate::document::Span;
use smol_str::SmolStr;

/// What a piece is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// Letters.
    Word,
    /// Digits, with their thousands and decimal marks.
    Digits,
    /// One other character.
    Mark,
}

/// A piece of text: a run of letters, a number in digits, or one mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Lower case; the apostrophe is always `'`, every dash that stands for one is `-`.
    pub text: SmolStr,
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: PieceKind,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether it begins with a capital letter.
    pub cased: bool,
}

impl Piece {
    /// Whether it is this mark or word.
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }

    /// The number that digits spell, thousands marks left out.
    pub fn number(&self) -> Option<f64> {
        if self.kind != PieceKind::Digits {
            return None;
        }
        self.text.chars().filter(|c| *c != ',').collect::<String>().parse().ok()
    }

    /// The whole number that up to four digits spell, as in dates.
    pub fn small_number(&self) -> Option<i16> {
        (self.kind == PieceKind::Digits && self.text.len() <= 4).then(|| self.text.parse().ok()).flatten()
    }
}

/// Cuts the words of a span into pieces.
pub fn cut_pieces(text: &str, within: Span) -> Vec<Piece> {
    let stretch = within.of(text);
    let letters: Vec<(usize, char)> = stretch.char_indices().collect();
    let end_of = |i: usize| letters.get(i).map_or(stretch.len(), |(at, _)| *at);
    let mut pieces = Vec::new();
    let mut spaced = true;
    let mut i = 0;
    while let Some(&(at, c)) = letters.get(i) {
        if c.is_whitespace() {
            spaced = true;
            i += 1;
            continue;
        }
        let (kind, next) = if c.is_ascii_digit() {
            (PieceKind::Digits, end_of_digits(&letters, i))
        } else if c.is_alphabetic() || begins_genitive(&letters, i) {
            (PieceKind::Word, end_of_word(&letters, i))
        } else {
            (PieceKind::Mark, i + 1)
        };
        let start = within.start as usize + at;
        let end = within.start as usize + end_of(next);
        let text = stretch[at..end_of(next)].chars().flat_map(plain).collect();
        pieces.push(Piece { text, span: Span::new(start, end), kind, spaced, cased: c.is_uppercase() });
        spaced = false;
        i = next;
    }
    pieces
}

/// Lower case, with one apostrophe and one dash.
fn plain(c: char) -> impl Iterator<Item = char> {
    match c {
        '’' | '‘' | 'ʼ' => '\'',
        '–' | '‑' | '−' => '-',
        c => c,
    }
    .to_lowercase()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// "'s" and "'ll" are pieces of their own.
fn begins_genitive(letters: &[(usize, char)], i: usize) -> bool {
    let letter = |k: usize| letters.get(k).map(|(_, c)| *c);
    i > 0
        && is_apostrophe(letters[i].1)
        && letters[i - 1].1.is_alphanumeric()
        && letter(i + 1).is_some_and(char::is_alphabetic)
}

fn end_of_word(letters: &[(usize, char)], from: usize) -> usize {
    let letter = |k: usize| letters.get(k).map(|(_, c)| *c);
    let mut i = from + 1;
    while let Some(c) = letter(i) {
        let one_letter_before = i == from + 1; // o'clock, d'Ivoire
        let joins = is_apostrophe(c) && one_letter_before && letter(i + 1).is_some_and(char::is_alphabetic);
        if !c.is_alphabetic() && !joins && !is_mark_on_letter(c) {
            break;
        }
        i += 1;
    }
    i
}

/// Combining accents belong to the letter before them.
fn is_mark_on_letter(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn end_of_digits(letters: &[(usize, char)], from: usize) -> usize {
    let digit = |k: usize| letters.get(k).is_some_and(|(_, c)| c.is_ascii_digit());
    let mark = |k: usize, m: char| letters.get(k).is_some_and(|(_, c)| *c == m);
    let run = |mut k: usize| {
        while digit(k) {
            k += 1;
        }
        k
    };
    let mut i = run(from);
    while i - from <= 12 && mark(i, ',') && run(i + 1) == i + 4 {
        i += 4;
    }
    let decimals = run(i + 1);
    // 30.03.2022 is a date, not a number with decimals.
    let behind_dot = from >= 2 && mark(from - 1, '.') && digit(from - 2);
    if !behind_dot && mark(i, '.') && decimals > i + 1 && !(mark(decimals, '.') && digit(decimals + 1)) {
        i = decimals;
    }
    i
}

/// Phrases of one or more words, each with what it means; a phrase may mean several things.
#[derive(Debug)]
pub struct Phrases<T> {
    by_first: Map<SmolStr, Vec<(Vec<SmolStr>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { by_first: Map::default() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase.
    pub fn add(&mut self, phrase: &str, meaning: T) {
        let pieces = cut_pieces(phrase, Span::new(0, phrase.len()));
        let words: Vec<SmolStr> = pieces.into_iter().map(|p| p.text).collect();
        let Some(first) = words.first().cloned() else { return };
        self.by_first.entry(first).or_default().push((words, meaning));
    }

    /// The phrases that begin at a piece: how many pieces each takes, and its meaning.
    pub fn at<'a>(&'a self, pieces: &'a [Piece], i: usize) -> impl Iterator<Item = (usize, &'a T)> + 'a {
        let candidates = pieces.get(i).and_then(|p| self.by_first.get(&p.text));
        candidates.into_iter().flatten().filter_map(move |(words, meaning)| {
            let here = pieces.get(i..i + words.len())?;
            here.iter().zip(words).all(|(p, w)| p.text == *w).then_some((words.len(), meaning))
        })
    }

    /// The longest phrase that begins at a piece.
    pub fn longest<'a>(&'a self, pieces: &'a [Piece], i: usize) -> Option<(usize, &'a T)> {
        self.at(pieces, i).max_by_key(|(n, _)| *n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        cut_pieces(text, Span::new(0, text.len())).iter().map(|p| p.text.to_string()).collect()
    }

    #[test]
    fn pieces_are_cut_at_every_change_of_kind() {
        assert_eq!(
            cut("Mid-March’s $2.5bn, 1990s"),
            ["mid", "-", "march", "'s", "$", "2.5", "bn", ",", "1990", "s"]
        );
        assert_eq!(cut("30.03.2022 o'clock 12,500"), ["30", ".", "03", ".", "2022", "o'clock", "12,500"]);
    }

    #[test]
    fn phrases_match_as_the_text_is_cut() {
        let mut phrases = Phrases::default();
        phrases.add("new year's eve", 1);
        let text = "On New Year’s Eve";
        let pieces = cut_pieces(text, Span::new(0, text.len()));
        assert_eq!(phrases.longest(&pieces, 1), Some((4, &1)));
    }
}
