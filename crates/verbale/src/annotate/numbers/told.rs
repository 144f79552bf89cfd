//! Every number of a sentence, and the noun that it counts.

use super::quantity::read_count;
use crate::document::{Count, Deprel, SentenceId, Syntax, TokenId, Upos};
use crate::lexicon::{Lexicon, NumberWord, cut_pieces};

/// A number as a sentence tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// How many.
    pub count: Count,
    /// Its first word, hedges included.
    pub first: TokenId,
    /// Its last word.
    pub last: TokenId,
    /// "as many": the number told before it.
    pub same: bool,
}

/// The numbers of one sentence. They are read from its words and not from the parse: "at least 12" is one number
/// whatever a parser makes of "at".
pub(super) struct Told<'s, 'd> {
    syntax: &'s Syntax<'d>,
    lexicon: &'s Lexicon,
    numbers: Vec<Number>,
}

impl<'s, 'd> Told<'s, 'd> {
    pub fn new(syntax: &'s Syntax<'d>, sentence: SentenceId, lexicon: &'s Lexicon) -> Told<'s, 'd> {
        let words = &lexicon.numbers;
        let pieces = cut_pieces(syntax.text, syntax.sentence(sentence).span);
        let mut numbers = Vec::new();
        let mut i = 0;
        while i < pieces.len() {
            let same = words.longest(&pieces, i, |w| (w == NumberWord::Same).then_some(()));
            let as_bound = words.longest(&pieces, i, |w| matches!(w, NumberWord::Bound(_)).then_some(()));
            let same = same.filter(|(_, n)| as_bound.is_none_or(|(_, longer)| longer <= *n));
            let read = read_count(words, &pieces, i);
            let (count, end, same) = match (read, same) {
                (_, Some(((), n))) => {
                    let span = pieces[i].span.join(pieces[i + n - 1].span);
                    (Count { min: 0, max: None, span }, i + n, true)
                }
                (Some((count, end)), None) => (count, end, false),
                (None, None) => {
                    i += 1;
                    continue;
                }
            };
            let (first, last) = (syntax.token_at(count.span.start), syntax.token_at(count.span.end - 1));
            if let (Some(first), Some(last)) = (first, last) {
                numbers.push(Number { count, first, last, same });
            }
            i = end;
        }
        Told { syntax, lexicon, numbers }
    }

    /// The number of a noun phrase: before its noun, as its noun, or of a crowd behind it ("a crowd of 20,000").
    pub fn of_phrase(&self, noun: TokenId) -> Option<Number> {
        if self.is_nobody(noun) {
            return Some(self.nobody(noun));
        }
        let inside = self.numbers.iter().find(|n| n.first <= noun && noun <= n.last);
        let before = || self.numbers.iter().rev().find(|n| n.last < noun && self.reaches(n.last, noun));
        let whole = || {
            let nested = |n: &&Number| {
                self.syntax.is_under(n.first, noun) && n.first > noun && self.is_partitive(n.first, noun)
            };
            self.numbers.iter().find(nested)
        };
        inside.or_else(before).or_else(whole).copied()
    }

    /// The number that follows a word at once: "killing up to 30 soldiers".
    pub fn right_after(&self, word: TokenId) -> Option<Number> {
        let next = TokenId(word.0 + 1);
        let negative =
            (next.index() < self.syntax.tokens.len() && self.is_nobody(next)).then(|| self.nobody(next));
        self.numbers.iter().find(|n| n.first == next).copied().or(negative)
    }

    /// The number right before a word: "20 wounded", "12 people dead".
    pub fn right_before(&self, word: TokenId) -> Option<Number> {
        let gap = |n: &&Number| {
            let between: Vec<TokenId> = (n.last.0 + 1..word.0).map(TokenId).collect();
            n.last < word
                && between.len() <= 2
                && between.iter().all(|t| matches!(self.syntax.upos(*t), Upos::Noun | Upos::Adj | Upos::Adv))
        };
        self.numbers.iter().rev().find(gap).copied()
    }

    /// The last number that a toll has come to: "rose to 45", "put at 15,000".
    pub fn of_toll(&self, toll: TokenId) -> Option<Number> {
        let told = |n: &&Number| {
            let before = TokenId(n.first.0.saturating_sub(1));
            n.first > toll
                && n.first.0 - toll.0 <= 12
                && !self.syntax.form(before).is_empty()
                && (self.syntax.upos(before) == Upos::Adp
                    || self.syntax.upos(before) == Upos::Part
                    || self.syntax.lemma(before) == "reach")
                && self.lexicon.counted.is_reached_by(&self.syntax.form(before).to_lowercase())
        };
        self.numbers.iter().rev().find(told).copied()
    }

    /// "a woman" beside "two children": one.
    pub fn one(&self, noun: TokenId) -> Option<Number> {
        use crate::document::Feat;
        let determined = self.syntax.child_by(noun, Deprel::Det).is_some()
            || self.syntax.children_by(noun, Deprel::NmodPoss).next().is_some();
        let singular = self.syntax.token(noun).feats.is(Feat::Number, "Sing");
        let person = self.lexicon.counted.is_people(self.syntax.lemma(noun));
        let word = self.syntax.token(noun).span;
        (determined && singular && person).then_some(Number {
            count: Count { min: 1, max: Some(1), span: word },
            first: noun,
            last: noun,
            same: false,
        })
    }

    /// "nobody", "no one", "none of the 12", "no civilians".
    fn is_nobody(&self, noun: TokenId) -> bool {
        let pieces = |word: TokenId| {
            cut_pieces(self.syntax.text, self.syntax.sentence(self.syntax.token(word).sentence).span)
        };
        let begins = |word: TokenId| {
            let pieces = pieces(word);
            let at = pieces.iter().position(|p| p.span.start == self.syntax.token(word).span.start);
            at.is_some_and(|at| {
                self.lexicon
                    .numbers
                    .longest(&pieces, at, |w| (w == NumberWord::Nobody).then_some(()))
                    .is_some()
            })
        };
        let before = self.syntax.children(noun).iter().copied().filter(|c| {
            *c < noun && noun.0 - c.0 <= 3 && matches!(self.syntax.deprel(*c), Deprel::Det | Deprel::Nummod)
        });
        begins(noun) || before.into_iter().any(begins)
    }

    fn nobody(&self, noun: TokenId) -> Number {
        let span = self.syntax.token(noun).span;
        Number { count: Count { min: 0, max: Some(0), span }, first: noun, last: noun, same: false }
    }

    /// Between a number and the noun that it counts stand only adjectives, nouns and names, or "of the".
    fn reaches(&self, last: TokenId, noun: TokenId) -> bool {
        let between = (last.0 + 1..noun.0).map(TokenId);
        noun.0 - last.0 <= 7
            && between.into_iter().enumerate().all(|(i, t)| match self.syntax.upos(t) {
                Upos::Adj | Upos::Noun | Upos::Propn => true,
                Upos::Verb => self.syntax.deprel(t) == Deprel::Amod,
                Upos::Punct => self.syntax.form(t) == "-",
                Upos::Adp => i == 0 && self.syntax.form(t).eq_ignore_ascii_case("of"),
                Upos::Det | Upos::Pron => i == 1,
                _ => false,
            })
    }

    /// "a crowd of 20,000", where the crowd is people.
    fn is_partitive(&self, first: TokenId, noun: TokenId) -> bool {
        let before = TokenId(first.0 - 1);
        self.lexicon.counted.is_crowd(&self.syntax.lemma(noun).to_lowercase())
            && before == TokenId(noun.0 + 1)
            && self.syntax.form(before).eq_ignore_ascii_case("of")
    }
}
