//! Sums of money, and how many people were killed, injured, arrested, or took part.

mod counts;
mod money;
mod quantity;

pub use counts::{Counts, counts_of};
pub use money::amount_of;

use crate::document::{Span, Syntax, TokenId};

/// The word of a span on which the others depend.
fn head_of(syntax: &Syntax, span: Span) -> Option<TokenId> {
    let first = syntax.tokens.partition_point(|t| t.span.end <= span.start);
    let mut words =
        (first..syntax.tokens.len()).map(TokenId::at).take_while(|t| syntax.token(*t).span.start < span.end);
    let inside = |t: TokenId| syntax.token(t).span.overlaps(span);
    words.find(|t| !syntax.head(*t).is_some_and(inside))
}
