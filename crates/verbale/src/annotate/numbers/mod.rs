//! Sums of money, and how many people were killed, injured, arrested, or took part.

mod counts;
mod money;
mod quantity;
mod told;

pub use counts::{Counts, counts_of};
pub use money::amount_of;

use crate::document::{Span, Syntax, TokenId};
use crate::lexicon::{Lexicon, cut_pieces};

/// The word of a span on which the others depend.
fn head_of(syntax: &Syntax, span: Span) -> Option<TokenId> {
    let first = syntax.tokens.partition_point(|t| t.span.end <= span.start);
    let mut words =
        (first..syntax.tokens.len()).map(TokenId::at).take_while(|t| syntax.token(*t).span.start < span.end);
    let inside = |t: TokenId| syntax.token(t).span.overlaps(span);
    words.find(|t| !syntax.head(*t).is_some_and(inside))
}

/// Whether a stretch of text is a number with a hedge before it and nothing else: "up to 30", "between 20 and 30".
pub fn is_hedged_number(text: &str, span: Span, lexicon: &Lexicon) -> bool {
    let pieces = cut_pieces(text, span);
    let bare = lexicon.numbers.cardinal(&pieces, 0).is_some();
    !bare && quantity::read_count(&lexicon.numbers, &pieces, 0).is_some_and(|(_, end)| end >= pieces.len())
}
