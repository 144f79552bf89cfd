//! Numbers of people with their hedges: "at least 12", "tens of thousands", "20 to 30".

use crate::document::{Count, Span};
use crate::lexicon::{NumberBound, NumberWord, NumberWords, Piece, PieceKind};

/// A number of people at a piece, and the piece after it. Hedges before it count; ages, percentages, sums
/// and what hangs on a hyphen are no numbers of people.
pub(super) fn read_count(numbers: &NumberWords, pieces: &[Piece], i: usize) -> Option<(Count, usize)> {
    let (bound, at) = read_bound(numbers, pieces, i);
    let (min, max, end) = read_value(numbers, pieces, at)?;
    let follows = pieces.get(end);
    let glued = follows
        .is_some_and(|p| p.is("%") || (!p.spaced && p.is("-")) || (!p.spaced && p.kind == PieceKind::Word));
    // "a 20,000-strong crowd"
    let strong = pieces.get(end + 1).is_some_and(|p| p.is("strong"));
    let money = at
        .checked_sub(1)
        .is_some_and(|k| pieces[k].kind == PieceKind::Mark && !pieces[k].is(",") && !pieces[at].spaced);
    let ordinal = numbers.ordinal(pieces, at).is_some();
    if (glued && !strong) || money || ordinal {
        return None;
    }
    let span = pieces[i].span.join(pieces[end - 1].span);
    let whole = |n: f64| if (0.0..=f64::from(u32::MAX)).contains(&n) { Some(n as u32) } else { None };
    let (min, max) = (whole(min)?, max.and_then(whole));
    Some((bounded(bound, min, max, span), end))
}

fn bounded(bound: Option<NumberBound>, min: u32, max: Option<u32>, span: Span) -> Count {
    match bound {
        Some(NumberBound::Least) => Count { min, max: max.filter(|max| *max > min), span },
        Some(NumberBound::Most) => Count { min: 0, max: max.or(Some(min)), span },
        Some(NumberBound::About) | None => Count { min, max, span },
    }
}

/// Hedges may follow one another: "at least some 30".
fn read_bound(numbers: &NumberWords, pieces: &[Piece], i: usize) -> (Option<NumberBound>, usize) {
    let mut at = i;
    let mut found = None;
    for _ in 0..2 {
        let read = numbers.longest(pieces, at, |w| match w {
            NumberWord::Bound(b) => Some(b),
            _ => None,
        });
        let Some((bound, n)) = read else { break };
        found = match found {
            Some(NumberBound::Least | NumberBound::Most) => found,
            _ => Some(bound),
        };
        at += n;
    }
    (found, at)
}

/// Least and greatest value, and the piece after the number.
fn read_value(numbers: &NumberWords, pieces: &[Piece], i: usize) -> Option<(f64, Option<f64>, usize)> {
    let vague = numbers.longest(pieces, i, |w| match w {
        NumberWord::Vague(n) => Some(n),
        _ => None,
    });
    if let Some((n, taken)) = vague {
        return Some((n, None, i + taken));
    }
    let pick = |word: NumberWord, wanted: NumberWord| (word == wanted).then_some(());
    let range = numbers.longest(pieces, i, |w| pick(w, NumberWord::Range)).map_or(0, |((), n)| n);
    let (n, end) = numbers.cardinal(pieces, i + range)?;
    // "at least 20 and possibly as many as 50" is a range too, "20 and 30" is none.
    let and = pieces.get(end).is_some_and(|p| p.is("and"));
    let joins = numbers.longest(pieces, end, |w| pick(w, NumberWord::Joins)).map_or(0, |((), n)| n);
    let (hedge, at) = read_bound(numbers, pieces, end + joins);
    let is_range =
        joins > 0 && if and { range > 0 || hedge == Some(NumberBound::Most) } else { range == 0 || !and };
    if is_range
        && let Some((last, end)) = numbers.cardinal(pieces, at)
        && last > n
    {
        return Some((n, Some(last), end));
    }
    (range == 0).then_some((n, Some(n), end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Files, cut_pieces};

    fn read(text: &str) -> Option<(u32, Option<u32>)> {
        let numbers = NumberWords::read(&Files::own()).expect("the table is sound");
        let pieces = cut_pieces(text, Span::new(0, text.len()));
        read_count(&numbers, &pieces, 0).map(|(c, _)| (c.min, c.max))
    }

    #[test]
    fn hedges_bound_a_number() {
        assert_eq!(read("at least 12 people"), Some((12, None)));
        assert_eq!(read("more than 200 protesters"), Some((200, None)));
        assert_eq!(read("up to 50 rebels"), Some((0, Some(50))));
        assert_eq!(read("some 30 others"), Some((30, Some(30))));
        assert_eq!(read("tens of thousands of people"), Some((20_000, None)));
        assert_eq!(read("dozens"), Some((24, None)));
        assert_eq!(read("20-30 men"), Some((20, Some(30))));
        assert_eq!(read("between 20 and 30 men"), Some((20, Some(30))));
        assert_eq!(read("at least 20 and possibly as many as 50"), Some((20, Some(50))));
        assert_eq!(read("two or three men"), Some((2, Some(3))));
        assert_eq!(read("a 20,000-strong crowd"), None);
        assert_eq!(read("20,000-strong crowd"), Some((20_000, Some(20_000))));
        assert_eq!(read("between"), None);
    }

    #[test]
    fn ages_and_shares_count_nobody() {
        assert_eq!(read("12-year-old boy"), None);
        assert_eq!(read("12% of people"), None);
        assert_eq!(read("3rd man"), None);
    }
}
