//! Where a time expression may begin: the grammar is asked only there, and most words are passed by.

use crate::lexicon::{Care, NumberWords, Piece, PieceKind, TimeWord};

/// Words up to this length may be the grammar's own ("the", "half", "th"); a longer one has a reading or no part in dates.
const SHORT: usize = 4;

/// The pieces at which an expression may begin: those from which pieces that may stand in one lead on to digits or a
/// word that dates are made of.
pub(super) fn find_beginnings(
    pieces: &[Piece],
    readings: &[Vec<(usize, TimeWord, Care)>],
    numbers: &NumberWords,
) -> Vec<bool> {
    let n = pieces.len();
    let (mut begins, mut alive) = (vec![false; n], vec![false; n]);
    for (i, piece) in pieces.iter().enumerate() {
        let short = piece.text.len() <= SHORT;
        alive[i] |= short || piece.kind != PieceKind::Word;
        begins[i] = match piece.kind {
            PieceKind::Digits => true,
            PieceKind::Word => piece.text.len() == 1 || piece.is("the"),
            PieceKind::Mark => piece.is("'") || piece.is("‘"),
        };
        let numbers = numbers.at(pieces, i).map(|(n, _)| n);
        for n in readings[i].iter().map(|(n, _, _)| *n).chain(numbers) {
            begins[i] = true;
            alive[i..i + n].fill(true);
        }
    }
    let mut leads_on = false;
    for i in (0..n).rev() {
        let core = pieces[i].kind == PieceKind::Digits || readings[i].iter().any(|(_, w, _)| is_core(*w));
        leads_on = alive[i] && (leads_on || core);
        begins[i] &= leads_on;
    }
    begins
}

/// Whether there are dates of this word, and not only dates with it.
fn is_core(word: TimeWord) -> bool {
    use TimeWord::*;
    match word {
        Month(_) | Weekday(_) | Weekdays(_) | Unit(_) | Season(_) | DayPart(_) | Day(..) | Ref(_) => true,
        Holiday(_) | Memory(..) | ToDate(_) | Decade(_) => true,
        Shift(_) | Portion(_) | Direction(_) | Vague(_) | About(_) | Bound(_) | Join(_) | Clock => false,
        Remembered | Every | Fiscal | AtOnce | Onward | AlikePast | Never | Future | Implicative => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::grammar::Grammar;
    use crate::document::Span;
    use crate::lexicon::cut_pieces;

    /// Words of dates, words of numbers and words of neither, thrown together at random.
    #[test]
    fn what_is_passed_by_is_no_expression() {
        let lexicon = &crate::english().language().lexicon;
        let files = crate::lexicon::Files::own();
        let mut words = Vec::new();
        for name in ["lexicon/en/times.tsv", "lexicon/en/numbers.tsv"] {
            let table = files.text(name).unwrap();
            let rows = table.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').next().unwrap());
            words.extend(rows.map(str::to_owned));
        }
        let others = "the the the of of in in and or to on for from 's ' - / . , ( ) : % @ a half time week s th st am pm \
            p m q h 3 4 11 12 21 30 2019 2021 1990 10:30 5.30 03/04/2021 old ministers talks bridge was is said";
        words.extend(others.split_whitespace().map(str::to_owned));
        let mut state = 3u64;
        let mut random = |n: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % n
        };
        let n_others = others.split_whitespace().count();
        let mut n_found = 0;
        for _ in 0..1500 {
            let mut text = String::new();
            for _ in 0..2 + random(9) {
                // half of them from the second list, which makes them whole
                let at =
                    if random(2) == 0 { random(words.len()) } else { words.len() - 1 - random(n_others) };
                text.push_str(&words[at]);
                text.push_str(if random(6) == 0 { "" } else { " " });
            }
            let pieces = cut_pieces(&text, Span::new(0, text.len()));
            let mut grammar = Grammar::new(&pieces, &lexicon.times, &lexicon.numbers, None);
            let quick = format!("{:?}", grammar.read_all());
            grammar.beginnings.fill(true);
            let slow = grammar.read_all();
            n_found += slow.len();
            assert_eq!(quick, format!("{slow:?}"), "{text}");
        }
        assert!(n_found > 700, "{n_found}");
    }
}
