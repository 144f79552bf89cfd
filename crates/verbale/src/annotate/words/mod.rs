//! Cuts a text into sentences and UD words.
//!
//! Words follow English UD (EWT): a contraction is several words, a hyphen is a word of its own unless it holds
//! a prefix, the stop of an abbreviation belongs to it. Sentences end at stops and at the ends of paragraphs;
//! where the text is broken into lines of one width, a line's end means nothing.

mod layout;
mod lex;
mod sentences;
mod special;

use crate::document::{Deprel, Feats, Residue, Sentence, SentenceId, Span, Token, TokenId, Upos};
use crate::lexicon::Lexicon;
use layout::{Gap, find_chunks};
use sentences::find_ends;

/// A word that has been cut out, and what stands before it.
#[derive(Debug, Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
    /// Goes on from the word before as one multiword token.
    glued: bool,
    before: Gap,
}

impl Piece {
    fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Cuts the text, leaving out residue. The words are not tagged yet.
pub fn split_words(text: &str, residue: &[Residue], lexicon: &Lexicon) -> (Vec<Sentence>, Vec<Token>) {
    let chunks = find_chunks(text, residue);
    let pieces = lex::cut_chunks(text, &chunks, &lexicon.words);
    let ends = find_ends(text, &pieces, &lexicon.words);
    let mut sentences = Vec::new();
    let mut first = 0;
    for end in ends {
        let opens_paragraph = first == 0 || pieces[first].before >= Gap::Line;
        let span = Span::new(pieces[first].start, pieces[end - 1].end);
        sentences.push(Sentence { span, first: TokenId::at(first), end: TokenId::at(end), opens_paragraph });
        first = end;
    }
    let tokens = sentences
        .iter()
        .enumerate()
        .flat_map(|(s, sentence)| sentence.token_ids().map(move |id| (SentenceId::at(s), id)))
        .map(|(sentence, id)| untagged(text, &pieces[id.index()], sentence))
        .collect();
    (sentences, tokens)
}

fn untagged(text: &str, piece: &Piece, sentence: SentenceId) -> Token {
    Token {
        span: Span::new(piece.start, piece.end),
        sentence,
        in_contraction: piece.glued,
        upos: Upos::X,
        feats: Feats::default(),
        lemma: piece.of(text).into(),
        head: None,
        deprel: Deprel::Root,
    }
}

/// Whether a character separates words and belongs to none: white space, and marks without width.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
