//! Holds the pattern of a rule against the words of lines.

use super::dates::{read_address, read_stamp};
use super::foreign::is_foreign;
use super::read::{Line, Unit, ends_in_stop};
use crate::document::Span;
use crate::lexicon::{Element, Lexicon, Rule};

/// A place in the lines: which line, which unit of it.
type Place = (usize, usize);

/// How many lines a rule covers from the first of `lines` on, and the authors' names that it read.
pub(super) fn match_rule(lines: &[Line<'_>], rule: &Rule, lexicon: &Lexicon) -> Option<(usize, Vec<Span>)> {
    let first = lines.first()?;
    if first.units.is_empty() {
        return None;
    }
    let mut matcher = Matcher { lines, lexicon, authors: Vec::new(), steps: 0 };
    let last = matcher.matches(&rule.pattern, (0, 0), &[])?;
    Some((last + 1, matcher.authors))
}

struct Matcher<'a> {
    lines: &'a [Line<'a>],
    lexicon: &'a Lexicon,
    authors: Vec<Span>,
    steps: u32,
}

/// A pattern that was tried in so many ways does not match.
const MOST_STEPS: u32 = 20_000;

impl<'a> Matcher<'a> {
    fn unit(&self, at: Place) -> Option<&'a Unit<'a>> {
        self.lines.get(at.0)?.units.get(at.1)
    }

    /// The same place, or the next that is no mere sign.
    fn skip_signs(&self, mut at: Place) -> Place {
        while self.unit(at).is_some_and(|u| u.sign) {
            at.1 += 1;
        }
        at
    }

    /// Whether the pattern, and then `after`, match from here to the end of a line: the number of that line.
    fn matches(&mut self, pattern: &[Element], at: Place, after: &[&[Element]]) -> Option<usize> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return None;
        }
        let Some((element, rest)) = pattern.split_first() else {
            return match after.split_last() {
                Some((next, after)) => self.matches(next, at, after),
                None => self.unit(self.skip_signs(at)).is_none().then_some(at.0),
            };
        };
        match element {
            Element::Word(words) => self.matches_word(|u| words.contains(&u.lower), rest, at, after),
            Element::Exact(words) => {
                self.matches_word(|u| words.iter().any(|w| w == u.form), rest, at, after)
            }
            Element::Close => {
                let before = self.unit((at.0, at.1.checked_sub(1)?))?;
                let close = self.unit(at).is_some_and(|u| u.span.start == before.span.end);
                if close { self.matches(rest, at, after) } else { None }
            }
            Element::Optional(inner) => {
                let mut with = after.to_vec();
                with.push(rest);
                self.matches(inner, at, &with).or_else(|| self.matches(rest, at, after))
            }
            Element::Any(most) => self.matches_any(*most, rest, at, after),
            Element::NextLine => {
                let ended = self.unit(self.skip_signs(at)).is_none() && at.0 + 1 < self.lines.len();
                if ended { self.matches(rest, (at.0 + 1, 0), after) } else { None }
            }
            Element::NoStop => {
                let last = self.lines.get(at.0)?.units.iter().rev().take(3).collect::<Vec<_>>();
                let tail: String = last.iter().rev().map(|u| u.form).collect();
                if ends_in_stop(&tail) { None } else { self.matches(rest, at, after) }
            }
            Element::Phrase(phrases, several) => {
                let mut ends: Vec<Place> = phrases.iter().filter_map(|p| self.phrase_end(p, at)).collect();
                ends.dedup(); // the longest phrase stands first
                ends.into_iter().find_map(|end| {
                    let again = several.then(|| self.matches(pattern, end, after)).flatten();
                    again.or_else(|| self.matches(rest, end, after))
                })
            }
            Element::NoFullStop => {
                let open = self.lines.get(at.0)?.units.last().is_none_or(|u| u.form != ".");
                if open { self.matches(rest, at, after) } else { None }
            }
            Element::Stamp { clock, year } => {
                let at = self.skip_signs(at);
                let stamp = read_stamp(self.lines.get(at.0)?.units.get(at.1..)?, &self.lexicon.residue);
                let enough = stamp.day && (stamp.clock || !*clock) && (stamp.year || stamp.clock || !*year);
                if enough { self.matches(rest, (at.0, at.1 + stamp.length), after) } else { None }
            }
            Element::Foreign => {
                let line = self.lines.get(at.0)?;
                if is_foreign(line, self.lexicon) { self.matches(rest, at, after) } else { None }
            }
            Element::Address => {
                let at = self.skip_signs(at);
                let length = read_address(self.lines.get(at.0)?.units.get(at.1..)?);
                if length > 0 { self.matches(rest, (at.0, at.1 + length), after) } else { None }
            }
            Element::Number | Element::Clock => {
                let at = self.skip_signs(at);
                let end = self.number_end(at, *element == Element::Clock)?;
                self.matches(rest, end, after)
            }
            Element::Name { least, author } => self.matches_name(*least, *author, rest, at, after),
        }
    }

    /// One word or sign here, or behind signs that the pattern does not mention.
    fn matches_word(
        &mut self,
        hit: impl Fn(&Unit<'_>) -> bool,
        rest: &[Element],
        at: Place,
        after: &[&[Element]],
    ) -> Option<usize> {
        let at = if self.unit(at).is_some_and(&hit) { at } else { self.skip_signs(at) };
        self.unit(at).filter(|u| hit(u))?;
        self.matches(rest, (at.0, at.1 + 1), after)
    }

    fn matches_any(
        &mut self,
        most: usize,
        rest: &[Element],
        at: Place,
        after: &[&[Element]],
    ) -> Option<usize> {
        let mut place = at;
        let mut words = 0;
        loop {
            if let Some(line) = self.matches(rest, place, after) {
                return Some(line);
            }
            words += usize::from(!self.unit(place)?.sign);
            if words > most {
                return None;
            }
            place.1 += 1;
        }
    }

    fn phrase_end(&self, phrase: &[smol_str::SmolStr], mut at: Place) -> Option<Place> {
        for word in phrase {
            if self.unit(at).is_none_or(|u| u.lower != *word) {
                at = self.skip_signs(at);
            }
            self.unit(at).filter(|u| u.lower == *word)?;
            at.1 += 1;
        }
        Some(at)
    }

    /// A number, or a clock time (14:05, 9.30, 14h, 2pm).
    fn number_end(&self, at: Place, clock: bool) -> Option<Place> {
        let unit = self.unit(at)?;
        let digits = unit.lower.starts_with(|c: char| c.is_ascii_digit());
        let next = (at.0, at.1 + 1);
        if !clock {
            return digits.then_some(next);
        }
        let timed = unit.lower.contains([':', '.', 'h']) || unit.lower.ends_with('m');
        (digits && timed).then_some(next)
    }

    /// Capitalised words, with small particles between them; the longest name first.
    fn matches_name(
        &mut self,
        least: usize,
        author: bool,
        rest: &[Element],
        at: Place,
        after: &[&[Element]],
    ) -> Option<usize> {
        const LONGEST: usize = 5;
        let start = self.skip_signs(at);
        let mut ends = Vec::new();
        let mut place = start;
        let mut words = 0;
        while let Some(unit) = self.unit(place) {
            if unit.form == "." && words > 0 {
                place.1 += 1; // the stop of an initial
                continue;
            }
            let initial =
                self.unit((place.0, place.1 + 1)).is_some_and(|u| u.form == ".") && unit.form.len() == 1;
            let named = is_name_word(unit) && (initial || !self.lexicon.words.is("starter", unit.form));
            let particle = words > 0 && self.lexicon.words.is("particle", unit.form);
            if !(named || particle) || words == LONGEST {
                break;
            }
            words += usize::from(named);
            place.1 += 1;
            if named && words >= least {
                ends.push(place);
            }
        }
        for end in ends.into_iter().rev() {
            let known = self.authors.len();
            if author {
                let (first, last) = (self.unit(start)?, self.unit((end.0, end.1 - 1))?);
                self.authors.push(first.span.join(last.span));
            }
            if let Some(line) = self.matches(rest, end, after) {
                return Some(line);
            }
            self.authors.truncate(known);
        }
        None
    }
}

fn is_name_word(unit: &Unit<'_>) -> bool {
    unit.form.starts_with(char::is_uppercase) && !unit.form.contains(|c: char| c.is_ascii_digit())
}
