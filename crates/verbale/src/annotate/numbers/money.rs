//! Sums of money: "$2.5 billion", "the equivalent of 700,000 euros", "3 billion yuan".

use super::head_of;
use crate::document::{Amount, Code, Span, Syntax, TokenId};
use crate::lexicon::{CurrencyPlace, Lexicon, Piece, PieceKind, cut_pieces};

/// The sum of money told with an act: below its trigger, or below the verb over a trigger that is a noun. The
/// nearest one counts.
pub fn amount_of(syntax: &Syntax, head: TokenId, countries: &[Code], lexicon: &Lexicon) -> Option<Amount> {
    let sentence = syntax.sentence(syntax.token(head).sentence);
    let sums = find_sums(syntax.text, sentence.span, countries, lexicon);
    let near = |above: TokenId| {
        let below = sums.iter().filter_map(|s| Some((s, head_of(syntax, s.span)?)));
        below
            .filter(|(_, word)| syntax.is_under(*word, above))
            .min_by_key(|(_, word)| word.0.abs_diff(head.0))
            .map(|(sum, _)| *sum)
    };
    let over = syntax.head(head).filter(|_| is_argument(syntax, head));
    near(head).or_else(|| over.and_then(near))
}

fn is_argument(syntax: &Syntax, word: TokenId) -> bool {
    matches!(syntax.deprel(word).as_str(), "obj" | "nsubj:pass" | "obl")
}

/// All sums of money in a stretch of text.
fn find_sums(text: &str, within: Span, countries: &[Code], lexicon: &Lexicon) -> Vec<Amount> {
    let pieces = cut_pieces(text, within);
    let mut found = Vec::new();
    let mut i = 0;
    while i < pieces.len() {
        match read_sum(text, &pieces, i, countries, lexicon) {
            Some((sum, end)) => {
                found.push(sum);
                i = end;
            }
            None => i += 1,
        }
    }
    found
}

fn read_sum(
    text: &str,
    pieces: &[Piece],
    i: usize,
    countries: &[Code],
    lexicon: &Lexicon,
) -> Option<(Amount, usize)> {
    let (value, currency, end) = sum_behind_symbol(text, pieces, i, countries, lexicon)
        .or_else(|| sum_before_noun(text, pieces, i, countries, lexicon))?;
    let span = pieces[i].span.join(pieces[end - 1].span);
    Some((Amount { value, currency, span }, end))
}

/// $5, US$5bn, EUR 5 million
fn sum_behind_symbol(
    text: &str,
    pieces: &[Piece],
    i: usize,
    countries: &[Code],
    lexicon: &Lexicon,
) -> Option<(f64, Code, usize)> {
    let symbols = lexicon.currencies.at(pieces, i, countries).filter(|(n, place, _)| match place {
        CurrencyPlace::Symbol => true,
        CurrencyPlace::Code => is_shouted(text, &pieces[i..i + n]),
        _ => false,
    });
    let (n, _, currency) = symbols.max_by_key(|(n, ..)| *n)?;
    let at = i + n;
    pieces.get(at).filter(|p| p.kind == PieceKind::Digits)?;
    let (value, end) = lexicon.numbers.cardinal(pieces, at)?;
    Some((value, currency, end))
}

/// 5 dollars, 3 billion yuan, a two-million-dollar grant
fn sum_before_noun(
    text: &str,
    pieces: &[Piece],
    i: usize,
    countries: &[Code],
    lexicon: &Lexicon,
) -> Option<(f64, Code, usize)> {
    let (value, end) = lexicon.numbers.cardinal(pieces, i)?;
    let at = end + usize::from(pieces.get(end).is_some_and(|p| p.is("-")));
    let scaled = pieces[i..end].iter().any(|p| p.kind == PieceKind::Word) && value >= 1e6;
    let nouns = lexicon.currencies.at(pieces, at, countries).filter(|(n, place, _)| match place {
        CurrencyPlace::Noun => true,
        CurrencyPlace::ScaledNoun => scaled,
        CurrencyPlace::Code => is_shouted(text, &pieces[at..at + n]),
        CurrencyPlace::Symbol => false,
    });
    let (n, _, currency) = nouns.max_by_key(|(n, ..)| *n)?;
    Some((value, currency, at + n))
}

/// "TRY 500" is money, "try 500" is not.
fn is_shouted(text: &str, pieces: &[Piece]) -> bool {
    pieces.iter().all(|p| p.span.of(text).chars().all(|c| !c.is_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Files;

    fn sums(text: &str) -> Vec<String> {
        let lexicon = Lexicon::read(&Files::own()).expect("the tables are sound");
        let norway: Code = "NOR".parse().expect("a code");
        let found = find_sums(text, Span::new(0, text.len()), &[norway], &lexicon);
        found.iter().map(|a| format!("{} {} {}", a.span.of(text), a.value, a.currency)).collect()
    }

    #[test]
    fn sums_are_read_with_their_currency() {
        assert_eq!(sums("It pledged $2.5 billion in aid."), ["$2.5 billion 2500000000 USD"]);
        assert_eq!(sums("worth the equivalent of 700,000 euros"), ["700,000 euros 700000 EUR"]);
        assert_eq!(sums("a fine of €3m and US$500"), ["€3m 3000000 EUR", "US$500 500 USD"]);
        assert_eq!(sums("loans of 3 billion yuan"), ["3 billion yuan 3000000000 CNY"]);
        assert_eq!(sums("a two-million-dollar grant"), ["two-million-dollar 2000000 USD"]);
        assert_eq!(sums("EUR 40 million went to farms"), ["EUR 40 million 40000000 EUR"]);
        assert_eq!(sums("40 million kroner"), ["40 million kroner 40000000 NOK"]);
        assert!(sums("40 million pesos").is_empty(), "whose pesos?");
        assert_eq!(sums("500 million pounds"), ["500 million pounds 500000000 GBP"]);
    }

    #[test]
    fn weights_and_words_are_no_money() {
        assert!(sums("They seized 500 pounds of cocaine and won 3 seats; try 40 more.").is_empty());
    }
}
