use super::phrases::{Phrases, Piece, PieceKind};
use super::{Files, Problems, Table};

/// What a word says about a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NumberWord {
    /// three
    Number(f64),
    /// twenty
    Tens(f64),
    /// thousand; `short` ones ("bn") stand only right behind digits.
    Scale {
        #[allow(missing_docs)]
        factor: f64,
        #[allow(missing_docs)]
        short: bool,
    },
    /// dozens
    Vague(f64),
    /// nobody
    Nobody,
    /// third
    Ordinal(f64),
    /// a, before a scale or a unit
    Article(f64),
    /// at least
    Bound(NumberBound),
    /// as many: the number told before
    Same,
    /// between, before two numbers
    Range,
    /// and, to: between two numbers
    Joins,
}

/// How a number is hedged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberBound {
    /// at least 12
    Least,
    /// up to 12
    Most,
    /// about 12
    About,
}

/// Words of numbers, from `numbers.tsv`.
#[derive(Debug, Default)]
pub struct NumberWords {
    phrases: Phrases<NumberWord>,
}

impl NumberWords {
    /// Reads the table.
    ///
    /// # Errors
    /// Every row that cannot be understood.
    pub fn read(files: &Files) -> Result<NumberWords, Problems> {
        let table = Table::read(files, "lexicon/en/numbers.tsv", &["words", "kind", "value", "note"])?;
        let mut problems = Problems::default();
        let mut phrases = Phrases::default();
        for row in table.rows(&mut problems) {
            let value = row.cell(2).parse::<f64>().ok();
            let word = match (row.cell(1), value, row.cell(2)) {
                ("number", Some(n), _) => NumberWord::Number(n),
                ("tens", Some(n), _) => NumberWord::Tens(n),
                ("scale", Some(factor), _) => NumberWord::Scale { factor, short: row.cell(3) == "short" },
                ("vague", Some(n), _) => NumberWord::Vague(n),
                ("none", Some(_), _) => NumberWord::Nobody,
                ("ordinal", Some(n), _) => NumberWord::Ordinal(n),
                ("article", Some(n), _) => NumberWord::Article(n),
                ("same", ..) => NumberWord::Same,
                ("range", ..) => NumberWord::Range,
                ("joins", ..) => NumberWord::Joins,
                ("bound", _, "least") => NumberWord::Bound(NumberBound::Least),
                ("bound", _, "most") => NumberWord::Bound(NumberBound::Most),
                ("bound", _, "about") => NumberWord::Bound(NumberBound::About),
                (kind, _, value) => {
                    problems.0.push(
                        row.problem("a kind of number word and its value", &format!("`{kind} {value}`")),
                    );
                    continue;
                }
            };
            phrases.add(row.cell(0), word);
        }
        problems.or(NumberWords { phrases })
    }

    /// What the phrases that begin at a piece say.
    pub fn at<'a>(&'a self, pieces: &'a [Piece], i: usize) -> impl Iterator<Item = (usize, NumberWord)> + 'a {
        self.phrases.at(pieces, i).map(|(n, word)| (n, *word))
    }

    /// The longest phrase of a sort that begins at a piece.
    pub fn longest<R>(
        &self,
        pieces: &[Piece],
        i: usize,
        pick: impl Fn(NumberWord) -> Option<R>,
    ) -> Option<(R, usize)> {
        self.at(pieces, i).filter_map(|(n, word)| Some((pick(word)?, n))).max_by_key(|(_, n)| *n)
    }

    /// A number at a piece, and the piece after it: "12", "2.5 million", "three hundred and five",
    /// "twenty-two", "a dozen".
    pub fn cardinal(&self, pieces: &[Piece], i: usize) -> Option<(f64, usize)> {
        self.cardinal_of(pieces, i, 4)
    }

    /// Of so many parts at most: "two million | three hundred thousand | and five".
    fn cardinal_of(&self, pieces: &[Piece], i: usize, parts: u8) -> Option<(f64, usize)> {
        let (mut total, mut at) = self.group(pieces, i)?;
        let mut scales = 0;
        while scales < 3
            && let Some((factor, next)) = self.scale(pieces, at, i)
        {
            total *= factor;
            at = next;
            scales += 1;
        }
        if scales > 0 && parts > 1 && total >= 100.0 {
            let after_and = at + usize::from(pieces.get(at).is_some_and(|p| p.is("and")));
            let words = pieces.get(after_and).is_some_and(|p| p.kind == PieceKind::Word);
            if words
                && let Some((rest, next)) = self.cardinal_of(pieces, after_and, parts - 1)
                && rest < total
                && !matches!(self.at(pieces, after_and).next(), Some((_, NumberWord::Article(_))))
            {
                return Some((total + rest, next));
            }
        }
        Some((total, at))
    }

    /// Digits, or one or two words below a hundred.
    fn group(&self, pieces: &[Piece], i: usize) -> Option<(f64, usize)> {
        let piece = pieces.get(i)?;
        if let Some(n) = piece.number() {
            return Some((n, i + 1));
        }
        let pick = |word| match word {
            NumberWord::Number(n) | NumberWord::Tens(n) | NumberWord::Article(n) => Some((word, n)),
            _ => None,
        };
        let ((word, n), taken) = self.longest(pieces, i, pick)?;
        let at = i + taken;
        if let NumberWord::Article(_) = word {
            return self.scale(pieces, at, i).map(|_| (n, at));
        }
        if let NumberWord::Tens(_) = word {
            let unit_at = at + usize::from(pieces.get(at).is_some_and(|p| p.is("-")));
            let unit = self.longest(pieces, unit_at, |w| match w {
                NumberWord::Number(n) if n > 0.0 && n < 10.0 => Some(n),
                _ => None,
            });
            if let Some((units, taken)) = unit {
                return Some((n + units, unit_at + taken));
            }
        }
        Some((n, at))
    }

    fn scale(&self, pieces: &[Piece], i: usize, first: usize) -> Option<(f64, usize)> {
        let piece = pieces.get(i)?;
        let hyphen = usize::from(piece.is("-"));
        let behind_digits = i == first + 1 && pieces[first].kind == PieceKind::Digits && hyphen == 0;
        let (factor, n) = self.longest(pieces, i + hyphen, |word| match word {
            NumberWord::Scale { factor, short } => (!short || behind_digits).then_some(factor),
            _ => None,
        })?;
        // "5 m" may be metres: a single letter stands right behind its digits.
        let letter = pieces[i + hyphen].text.len() == 1;
        (!letter || !piece.spaced).then_some((factor, i + hyphen + n))
    }

    /// An ordinal at a piece: "third", "twenty-first", "22nd".
    pub fn ordinal(&self, pieces: &[Piece], i: usize) -> Option<(i64, usize)> {
        let piece = pieces.get(i)?;
        if let Some(n) = piece.small_number() {
            let suffix = pieces.get(i + 1)?;
            let fits = !suffix.spaced && ["st", "nd", "rd", "th"].iter().any(|s| suffix.is(s));
            return fits.then_some((i64::from(n), i + 2));
        }
        let pick_ordinal = |word| match word {
            NumberWord::Ordinal(n) => Some(n),
            _ => None,
        };
        if let Some((n, taken)) = self.longest(pieces, i, pick_ordinal) {
            return Some((n as i64, i + taken));
        }
        let pick_tens = |word| match word {
            NumberWord::Tens(n) => Some(n),
            _ => None,
        };
        let (tens, taken) = self.longest(pieces, i, pick_tens)?;
        let at = i + taken + usize::from(pieces.get(i + taken).is_some_and(|p| p.is("-")));
        let (units, taken) = self.longest(pieces, at, pick_ordinal)?;
        (units < 10.0).then_some(((tens + units) as i64, at + taken))
    }
}

#[cfg(test)]
mod tests {
    use super::super::phrases::cut_pieces;
    use super::*;
    use crate::document::Span;

    fn read(text: &str) -> Option<f64> {
        let words = NumberWords::read(&Files::own()).expect("the table is sound");
        let pieces = cut_pieces(text, Span::new(0, text.len()));
        words.cardinal(&pieces, 0).map(|(n, _)| n)
    }

    #[test]
    fn numbers_are_read_in_digits_and_words() {
        let cases = [
            ("12 people", 12.0),
            ("12,500 people", 12_500.0),
            ("3bn yuan", 3e9),
            ("2.5 million dollars", 2.5e6),
            ("twenty-two", 22.0),
            ("three hundred and five", 305.0),
            ("a dozen shops", 12.0),
            ("two thousand nineteen", 2019.0),
        ];
        for (text, value) in cases {
            assert_eq!(read(text), Some(value), "{text}");
        }
        assert_eq!(read("a shop"), None);
    }
}
