//! Cuts a text into sentences and UD words.
use crate::document::{Deprel, Feats, Residue, Sentence, SentenceId, Span, Token, TokenId, Upos};
use crate::lexicon::Lexicon;

/// Cuts the text, leaving out residue. The words are not tagged yet.
pub fn split_words(text: &str, _residue: &[Residue], _lexicon: &Lexicon) -> (Vec<Sentence>, Vec<Token>) {
    let mut tokens = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(|c: char| c.is_whitespace()) {
        let word = piece.trim_end();
        let mut spans = vec![Span::new(at, at + word.len())];
        if let Some(bare) = word.strip_suffix('.') {
            spans = vec![Span::new(at, at + bare.len()), Span::new(at + bare.len(), at + word.len())];
        }
        for span in spans.into_iter().filter(|s| !s.is_empty()) {
            tokens.push(Token {
                span,
                sentence: SentenceId(0),
                in_contraction: false,
                upos: Upos::X,
                feats: Feats::default(),
                lemma: span.of(text).into(),
                head: None,
                deprel: Deprel::Root,
            });
        }
        at += piece.len();
    }
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return (Vec::new(), tokens) };
    let span = first.span.join(last.span);
    let end = TokenId::at(tokens.len());
    (vec![Sentence { span, first: TokenId(0), end, opens_paragraph: true }], tokens)
}
