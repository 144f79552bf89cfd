//! The part of the grammar that reads ranges and the time of day.

use super::expression::Expression;
use super::grammar::{Grammar, Read, longest};
use crate::lexicon::{Bound, PieceKind, Shift, TimeWord, Unit};

impl Grammar<'_> {
    /// from 3 to 5 May; between 2011 and 2014; May 3-5; Friday to Sunday; 2014-15
    pub(super) fn range(&self, i: usize) -> Read {
        let (start, between, lead) = match self.bound(i) {
            Some((Bound::From, at)) => (at, false, true),
            Some((Bound::Between, at)) => (at, true, true),
            _ => (i, false, false),
        };
        longest([
            self.range_of_two(start, between),
            self.range_in_month(start, between),
            self.range_behind_month(start, between),
            self.range_of_years(start),
            self.pair(start),
            lead.then(|| self.range_in_this_month(start, between)).flatten(),
        ])
    }

    /// Monday and Tuesday; January and February 2024; 2021 and 2022
    fn pair(&self, i: usize) -> Read {
        let (first, at) = self.end_of_range(i)?;
        let (last, end) = self.end_of_range(self.skip(at, &["and"])).filter(|_| self.is(at, "and"))?;
        let follows = match (&first, &last) {
            (Expression::Weekday { day: a, shift: None }, Expression::Weekday { day: b, shift: None }) => {
                a % 7 + 1 == *b
            }
            (
                Expression::Month { year: None, month: a, shift: None },
                Expression::Month { month: b, shift: None, .. },
            ) => a + 1 == *b,
            (Expression::Years { first: a, n: 1 }, Expression::Years { first: b, n: 1 }) => a + 1 == *b,
            _ => false,
        };
        let first = last.year().map_or(first.clone(), |y| first.in_year(y));
        follows.then(|| (Expression::Range(Box::new(first), Box::new(last)), end))
    }

    /// Past "to", "until", a dash; past "and" behind "between".
    fn join(&self, i: usize, between: bool) -> Option<usize> {
        let dash = |k: usize| self.is(k, "-") || self.is(k, "—") || self.is(k, "~");
        if dash(i) {
            return Some(i + 1);
        }
        let word = self.pick(i, |w| match w {
            TimeWord::Join(and) => (!and || between).then_some(()),
            _ => None,
        });
        word.map(|(_, end)| end)
    }

    /// A bare year is enough at the end of a range.
    fn end_of_range(&self, i: usize) -> Read {
        let year = || self.year(i).map(|(y, end)| (Expression::Years { first: y, n: 1 }, end));
        longest([self.simple(i), year(), self.bare_month(i)]).filter(|(e, _)| e.is_calendar())
    }

    /// Between the ends of a range even "May" is a month.
    fn bare_month(&self, i: usize) -> Read {
        let (month, _, end) = self.month(i).filter(|_| self.pieces[i].cased)?;
        Some((Expression::Month { year: None, month, shift: None }, end))
    }

    fn range_of_two(&self, i: usize, between: bool) -> Read {
        let (first, at) = self.end_of_range(i)?;
        let (last, end) = self.end_of_range(self.join(at, between)?)?;
        if matches!((&first, &last), (Expression::Days(..) | Expression::Ref(_), Expression::Years { .. })) {
            return None;
        }
        let first = match last.year() {
            Some(year) => self.first_in_year(first, &last, year),
            None => first,
        };
        let last = match (&last, first.year()) {
            (Expression::Day { month, .. } | Expression::Month { month, .. }, Some(year)) => {
                let month = *month;
                let first_month = month_of(&first).unwrap_or(month);
                last.in_year(if month < first_month { year + 1 } else { year })
            }
            _ => last,
        };
        Some((Expression::Range(Box::new(first), Box::new(last)), end))
    }

    /// "Nov. to Feb. 2017" begins in 2016.
    fn first_in_year(&self, first: Expression, last: &Expression, year: i16) -> Expression {
        let later = month_of(&first).zip(month_of(last)).is_some_and(|(a, b)| a > b);
        first.in_year(if later { year - 1 } else { year })
    }

    /// 3 to 5 May 2019
    fn range_in_month(&self, i: usize, between: bool) -> Read {
        let (day, at) = self.month_number(i)?;
        let pair = self.is(at, "and");
        let (last, end) = self.day(self.join(at, between || pair)?)?;
        let Expression::Day { year, month, day: last_day, .. } = last else { return None };
        if !between && pair && last_day != day + 1 {
            return None;
        }
        let first = Expression::Day { year, month, day, shift: None, weekday: None };
        Some((Expression::Range(Box::new(first), Box::new(last)), end))
    }

    /// May 3-5, 2019
    fn range_behind_month(&self, i: usize, between: bool) -> Read {
        let (first, at) = self.day(i)?;
        let Expression::Day { year: None, month, day: first_day, shift: None, .. } = first else {
            return None;
        };
        let pair = self.is(at, "and");
        let at = self.join(at, between || pair)?;
        let (day, end) = self.month_number(self.the(at).0)?;
        if !between && pair && day != first_day + 1 {
            return None; // "May 3 and 12 others"
        }
        let clock = self.is(end, ":") || self.is(end, "/") || self.is_half_day(end);
        if clock || self.unit(end).is_some() {
            return None;
        }
        let (year, end) = self.year_behind(end);
        let last = Expression::Day { year, month, day, shift: None, weekday: None };
        let first = year.map_or(first.clone(), |y| first.in_year(y));
        Some((Expression::Range(Box::new(first), Box::new(last)), end))
    }

    /// 2014-15
    fn range_of_years(&self, i: usize) -> Read {
        let (first, at) = self.year(i)?;
        let joined = (self.is(at, "-") || self.is(at, "/")) && !self.pieces[at].spaced;
        let n =
            self.pieces.get(at + 1).filter(|p| joined && !p.spaced && p.text.len() == 2)?.small_number()?;
        let last = first - first % 100 + n;
        let more =
            self.pieces.get(at + 2).is_some_and(|p| !p.spaced && p.kind == PieceKind::Digits || p.is("-"));
        let year = |first| Box::new(Expression::Years { first, n: 1 });
        // "2011-12" may be a month
        (last > first && !more && (n == (first + 1) % 100 || n > 12))
            .then(|| (Expression::Range(year(first), year(last)), at + 2))
    }

    /// from 4 to 22 this month
    fn range_in_this_month(&self, i: usize, between: bool) -> Read {
        let (first, at) = self.month_number(i)?;
        let (last, at) = self.month_number(self.join(at, between)?)?;
        let (shift, at) = self.shift(self.skip(at, &["of", "in"]))?;
        let (_, end) = self.unit(at).filter(|(u, _)| *u == Unit::Month)?;
        let day = |nth| {
            let of = Box::new(Expression::Calendar { unit: Unit::Month, shift });
            Box::new(Expression::NthUnit { nth, n: 1, unit: Unit::Day, of })
        };
        Some((Expression::Range(day(first), day(last)), end))
    }

    fn month_number(&self, i: usize) -> Option<(i8, usize)> {
        let digits = || {
            let piece = self.pieces.get(i).filter(|p| p.text.len() <= 2)?;
            Some((i64::from(piece.small_number()?), i + 1))
        };
        let (n, end) = self.numbers.ordinal(self.pieces, i).or_else(digits)?;
        ((1..=31).contains(&n)).then_some((n as i8, end))
    }

    /// Friday morning; Friday at 10 a.m.; March 3, 14:00 GMT
    pub(super) fn with_time_of_day(&self, expression: Expression, end: usize) -> (Expression, usize) {
        let date = matches!(
            expression,
            Expression::Day { .. }
                | Expression::Weekday { .. }
                | Expression::WeekdayOf { .. }
                | Expression::Days(..)
                | Expression::DayOfMonth { .. }
                | Expression::Holiday { .. }
                | Expression::Calendar { unit: Unit::Day, .. }
                | Expression::OfYear(..)
        );
        if !date {
            return (expression, end);
        }
        let comma = self.skip(end, &[","]);
        let at = match self.bound(comma) {
            Some((Bound::In | Bound::At | Bound::By | Bound::On, next)) => next,
            _ => self.skip(comma, &["around", "about", "from", "@"]),
        };
        if let Some((part, next)) = self.daypart(self.the(at).0) {
            return (Expression::At(format!("T{part}"), Box::new(expression)), next);
        }
        let (clock_at, _) = self.the(at);
        match self.clock(clock_at) {
            Some((clock, next)) => (Expression::At(clock, Box::new(expression)), next),
            None => (expression, end),
        }
    }

    /// 10 a.m. on Friday; the night of March 3; the night of Monday to Tuesday
    pub(super) fn time_first(&self, i: usize) -> Read {
        let (at, _) = self.the(i);
        let part = self.daypart(at).map(|(part, end)| (format!("T{part}"), end));
        let (value, end) = self.clock(i).or(part)?;
        let linked = match self.bound(end) {
            Some((Bound::On | Bound::Of | Bound::From | Bound::In, next)) => next,
            _ => self.skip(end, &[","]),
        };
        let (inner, end) = longest([self.range(linked), self.simple(linked)])?;
        let dated = match &inner {
            Expression::Range(a, _) => matches!(**a, Expression::Weekday { .. } | Expression::Day { .. }),
            Expression::Day { .. } | Expression::Weekday { .. } | Expression::WeekdayOf { .. } => true,
            Expression::Days(..) | Expression::DayOfMonth { .. } => true,
            Expression::Calendar { unit: Unit::Day, shift } => *shift != Shift::Last,
            _ => false,
        };
        dated.then(|| (Expression::At(value, Box::new(inner)), end))
    }

    /// "pm" or "p.m." at a piece.
    pub(super) fn is_half_day(&self, i: usize) -> bool {
        self.half_day(i).is_some()
    }

    fn half_day(&self, i: usize) -> Option<(bool, usize)> {
        let piece = self.pieces.get(i)?;
        match piece.text.as_str() {
            "am" => Some((false, i + 1)),
            "pm" => Some((true, i + 1)),
            "a" | "p" if self.is(i + 1, ".") && self.is(i + 2, "m") => {
                let end = i + 3;
                let stop = self.is(end, ".") && end + 1 < self.pieces.len();
                Some((piece.is("p"), end + usize::from(stop)))
            }
            _ => None,
        }
    }

    /// 10:30, 3 p.m., 1400 GMT, as a TIMEX3 time
    fn clock(&self, i: usize) -> Option<(String, usize)> {
        let piece = self.pieces.get(i).filter(|p| p.kind == PieceKind::Digits)?;
        let two = |k: usize| self.pieces.get(k).filter(|p| p.text.len() == 2 && !p.spaced)?.small_number();
        let (hour, minute, mut end) = match (piece.text.split_once('.'), piece.text.len()) {
            (Some((h, m)), _) => (h.parse().ok()?, m.parse().ok()?, i + 1),
            (None, 4) => (piece.small_number()? / 100, piece.small_number()? % 100, i + 1),
            (None, _) if self.is(i + 1, ":") => (piece.small_number()?, two(i + 2)?, i + 3),
            (None, _) => (piece.small_number()?, 0, i + 1),
        };
        let coloned = self.is(i + 1, ":") && end == i + 3;
        if coloned && self.is(end, ":") && two(end + 1).is_some() {
            end += 2;
        }
        let half = self.half_day(end);
        let mut hour: i16 = hour;
        if let Some((afternoon, next)) = half {
            hour = hour % 12 + if afternoon { 12 } else { 0 };
            end = next;
        }
        let zone = self.pick(end, |w| (w == TimeWord::Clock).then_some(()));
        end = zone.map_or(end, |(_, next)| next);
        let sure = coloned || half.is_some() || zone.is_some();
        (sure && hour < 24 && minute < 60).then(|| (format!("T{hour:02}:{minute:02}"), end))
    }
}

fn month_of(expression: &Expression) -> Option<i8> {
    match expression {
        Expression::Day { month, .. } | Expression::Month { month, .. } => Some(*month),
        _ => None,
    }
}
