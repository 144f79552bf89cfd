//! The part of the grammar that reads calendar dates: days, months, years, seasons, weekdays, clock times, ranges.

use super::expression::{Expression, Origin};
use super::grammar::{Grammar, Read, longest};
use crate::lexicon::{Bound, Care, NumberBound, NumberWord, PieceKind, Shift, TimeWord, Unit};
use jiff::civil::Date;

impl Grammar<'_> {
    /// A year of four digits.
    pub(super) fn year(&self, i: usize) -> Option<(i16, usize)> {
        let piece = self.pieces.get(i)?;
        let year = piece.small_number().filter(|y| piece.text.len() == 4 && (1000..2200).contains(y))?;
        Some((year, i + 1))
    }

    /// The year that follows a day or month: ", 2019", "of 2019", "in 2019".
    pub(super) fn year_behind(&self, i: usize) -> (Option<i16>, usize) {
        for marks in [&[","][..], &["of", "in"], &["-", "/", "."]] {
            let at = self.skip(i, marks);
            if let Some((year, end)) = self.year(at) {
                return (Some(year), end);
            }
        }
        (None, i)
    }

    /// "March last year", "the first quarter of next year".
    pub(super) fn of_relative_year(&self, inner: Expression, end: usize) -> (Expression, usize) {
        let at = self.skip(self.skip(end, &[","]), &["of", "in"]);
        let relative = self.shift(at).and_then(|(shift, at)| Some((shift, self.unit(at)?)));
        match relative {
            Some((shift, (Unit::Year, end))) if inner.year().is_none() => {
                (Expression::OfYear(shift, Box::new(inner)), end)
            }
            _ => (inner, end),
        }
    }

    /// A day of the month: "3", "3rd", "third", "twenty-one".
    fn day_number(&self, i: usize) -> Option<(i8, usize)> {
        let digits = || {
            let piece = self.pieces.get(i)?;
            let n = piece.small_number().filter(|_| piece.text.len() <= 2)?;
            Some((i64::from(n), i + 1))
        };
        let words = || {
            let piece = self.pieces.get(i).filter(|p| p.kind == PieceKind::Word)?;
            let (n, end) = self.numbers.cardinal(self.pieces, i).filter(|_| piece.text.len() > 2)?;
            Some((n as i64, end))
        };
        let (n, end) = self.numbers.ordinal(self.pieces, i).or_else(digits).or_else(words)?;
        ((1..=31).contains(&n)).then_some((n as i8, end))
    }

    /// 30 March 2022; Friday, January 4, 2019; 2022-03-30; Friday the 13th
    pub(super) fn day(&self, i: usize) -> Read {
        let numeric = || self.numeric_day(i);
        let named = |i: usize, shift: Option<Shift>| {
            let (at, _) = self.the(i);
            let (month, day, end) = self.month_day(i).or_else(|| self.day_month(at))?;
            let (year, end) = self.year_behind(end);
            Some(self.of_relative_year(Expression::Day { year, month, day, shift, weekday: None }, end))
        };
        let shifted = || {
            let (shift, at) = self.shift(i)?;
            named(at, Some(shift))
        };
        let with_weekday = || {
            let i = self.shift(i).map_or(i, |(_, at)| at);
            let (weekday, _, end) = self.weekday(i)?;
            let at = self.skip(self.skip(end, &[",", "-", "/", "("]), &["the"]);
            let bracket = self.is(end, "(");
            let close = |end: usize| if bracket { self.skip(end, &[")"]) } else { end };
            let read =
                named(at, None).or_else(|| self.numeric_day(at)).or_else(|| self.short_numeric_day(at));
            let of_month = || {
                let (day, end) = self.day_number(at).filter(|_| !self.is(end, ","))?;
                let alone = self.pieces.get(end).is_none_or(|p| p.kind == PieceKind::Mark && !p.is(":"));
                (self.is(at - 1, "the") || alone)
                    .then_some((Expression::DayOfMonth { day, weekday: Some(weekday) }, end))
            };
            read.or_else(of_month).map(|(e, end)| (e.on_weekday(weekday), close(end)))
        };
        longest([
            with_weekday(),
            shifted(),
            named(i, None),
            numeric(),
            self.led_numeric_day(i),
            self.day_of_month(i),
        ])
    }

    /// March 30; Oct. 2; May twenty-first
    fn month_day(&self, i: usize) -> Option<(i8, i8, usize)> {
        let (month, _, end) = self.month(i)?;
        let at = self.skip(self.skip(end, &["-", "/"]), &["the"]);
        let comma = self.is(at, ",");
        let (day, end) = self.day_number(at + usize::from(comma))?;
        let ordinal = self.numbers.ordinal(self.pieces, at + usize::from(comma)).is_some();
        // "In May, 12 people …" is no twelfth of May, "May 12.5" no date, "May 9:30" a clock.
        let clock = self.is(end, ":") || self.is_half_day(end) || self.is(end, "%");
        (!clock && (!comma || ordinal)).then_some((month, day, end))
    }

    /// 30 March; the 4th of May
    fn day_month(&self, i: usize) -> Option<(i8, i8, usize)> {
        let (day, end) = self.day_number(i)?;
        let (month, _, end) = self.month(self.skip(end, &["of", "-", "/"]))?;
        Some((month, day, end))
    }

    /// on the 27th; the 21st of this month
    fn day_of_month(&self, i: usize) -> Read {
        let (at, the) = self.the(i);
        let (day, end) =
            self.numbers.ordinal(self.pieces, at).filter(|(n, _)| the && (1..=31).contains(n))?;
        let day = day as i8;
        let of_at = self.skip(end, &["of"]);
        let of = self.shift(of_at).and_then(|(shift, at)| Some((shift, self.unit(at)?)));
        if let Some((shift, (Unit::Month, end))) = of {
            let of = Box::new(Expression::Calendar { unit: Unit::Month, shift });
            return Some((Expression::NthUnit { nth: day, n: 1, unit: Unit::Day, of }, end));
        }
        let of_week = i > 1 && self.is(i - 1, "of") && self.unit(i - 2).is_some_and(|(u, _)| u == Unit::Week);
        let led =
            of_week || i > 0 && matches!(self.bound(i - 1), Some((Bound::On | Bound::By | Bound::Until, _)));
        let digits = self.pieces[at].kind == PieceKind::Digits;
        // "on the 27th floor"
        let closed = self.pieces.get(end).is_none_or(|p| p.kind == PieceKind::Mark);
        (led && digits && closed).then_some((Expression::DayOfMonth { day, weekday: None }, end))
    }

    /// 2022-03-30, 30/03/2022, 3/30/22
    fn numeric_day(&self, i: usize) -> Read {
        let mark = self.pieces.get(i + 1).filter(|p| ["-", "/", "."].iter().any(|m| p.is(m)) && !p.spaced)?;
        let comma = mark.is("/") && self.is(i + 3, ",") && self.year(i + 4).is_some();
        if !self.is(i + 3, &mark.text) && !comma {
            return None;
        }
        let number = |k: usize| self.pieces.get(k).and_then(|p| Some((p.small_number()?, p.text.len())));
        let ((a, a_len), (b, b_len), (c, c_len)) = (number(i)?, number(i + 2)?, number(i + 4)?);
        if self.pieces[i + 2].spaced || b_len > 2 {
            return None;
        }
        let day = |year: i16, month: i16, day: i16| {
            let (month, day) = (month as i8, day as i8);
            Date::new(year, month, day)
                .ok()
                .map(|d| (Expression::Day { year: Some(year), month, day, shift: None, weekday: None }, d))
        };
        if a_len == 4 {
            return day(a, b, c).map(|(e, _)| (e, i + 5));
        }
        let year = match c_len {
            4 => c,
            2 if c < 70 => 2000 + c,
            2 => 1900 + c,
            _ => return None,
        };
        let (american, european) = (day(year, a, b), day(year, b, a));
        let read = match (american, european) {
            (Some(x), Some(y)) if mark.is(".") => {
                Some(if european_first(self.published, x.1, y.1) { y } else { x })
            }
            (Some(x), Some(y)) => Some(if nearer(self.published, y.1, x.1) { y } else { x }),
            (x, y) => x.or(y),
        };
        read.map(|(e, _)| (e, i + 5))
    }

    /// 3/30 behind a weekday
    fn short_numeric_day(&self, i: usize) -> Read {
        let mark = self.pieces.get(i + 1).filter(|p| ["-", "/", "."].iter().any(|m| p.is(m)) && !p.spaced);
        let whole = self.pieces.get(i)?;
        let (a, b, end) = match (mark, whole.text.split_once('.')) {
            (_, Some((a, b))) => (a.parse().ok()?, b.parse().ok()?, i + 1),
            (Some(_), None) => (whole.small_number()?, self.pieces.get(i + 2)?.small_number()?, i + 3),
            (None, None) => return None,
        };
        let date = |month: i16, day: i16| {
            let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            Date::new(2024, month, day).ok().map(|_| Expression::Day {
                year: None,
                month,
                day,
                shift: None,
                weekday: None,
            })
        };
        Some((date(a, b).or_else(|| date(b, a))?, end))
    }

    /// 3/30 behind "on", "from", "since"; 9/11 and 24/7 have names of their own
    fn led_numeric_day(&self, i: usize) -> Read {
        let led = i > 0
            && matches!(
                self.bound(i - 1),
                Some((Bound::On | Bound::From | Bound::Between | Bound::Since, _))
            );
        if !led || !self.is(i + 1, "/") || (self.is(i, "9") && self.is(i + 2, "11")) {
            return None;
        }
        self.short_numeric_day(i)
    }

    /// March 2022; in March; 2022; the 1990s; the third quarter of 2019; the spring of 2014
    pub(super) fn month_or_year(&self, i: usize) -> Read {
        let month = || {
            let (shift, at) = self.shift(i).map_or((None, i), |(s, at)| (Some(s), at));
            let at = self.unit_of(at, Unit::Month).unwrap_or(at);
            let (month, care, end) = self.month(at)?;
            let (year, year_end) = self.year_behind(end);
            let sure = care == Care::None || shift.is_some() || year.is_some() || self.is_led(i, care);
            let (e, end) = self.of_relative_year(Expression::Month { year, month, shift }, year_end);
            (sure || matches!(e, Expression::OfYear(..))).then_some((e, end))
        };
        let year_month = || {
            let (year, at) = self.year(i)?;
            let (month, _, end) = self.month(self.skip(at, &[","]))?;
            Some((Expression::Month { year: Some(year), month, shift: None }, end))
        };
        longest([
            month(),
            year_month(),
            self.numeric_month(i),
            self.decade(i),
            self.quarter(i),
            self.season(i),
            self.bare_year(i),
            self.week_number(i),
        ])
    }

    /// Past "month of".
    fn unit_of(&self, i: usize, unit: Unit) -> Option<usize> {
        let (at, _) = self.the(i);
        let (found, end) = self.unit(at)?;
        (found == unit && self.is(end, "of")).then_some(end + 1)
    }

    /// 2015-03; 2011-12 is a season of two years
    fn numeric_month(&self, i: usize) -> Read {
        if let Some(month) = self.pieces.get(i)?.small_number().filter(|n| (1..=12).contains(n))
            && (self.is(i + 1, "/") || self.is(i + 1, "-"))
            && let Some((year, end)) = self.year(i + 2).filter(|_| !self.pieces[i + 1].spaced)
            && !self.pieces[i + 2].spaced
        {
            return Some((Expression::Month { year: Some(year), month: month as i8, shift: None }, end));
        }
        let (year, at) = self.year(i)?;
        let month = self.pieces.get(at + 1).filter(|p| !p.spaced && p.text.len() == 2)?;
        let joined = (self.is(at, "-") || self.is(at, "/")) && !self.pieces[at].spaced;
        let n = month.small_number().filter(|n| joined && (1..=12).contains(n))?;
        let two_years = n == (year + 1) % 100;
        (!two_years).then_some((Expression::Month { year: Some(year), month: n as i8, shift: None }, at + 2))
    }

    /// 1990s, '90s, the 19th century
    fn decade(&self, i: usize) -> Read {
        let (at, the) = self.the(i);
        if let Some((tens, end)) = self.pick(at, |w| if let TimeWord::Decade(n) = w { Some(n) } else { None })
        {
            return the.then_some((Expression::Years { first: 1900 + i16::from(tens), n: 10 }, end));
        }
        let short = self.is(at, "'") || self.is(at, "‘");
        let digits = at + usize::from(short);
        let s = self.pieces.get(digits + 1).filter(|p| p.is("s") && !p.spaced).is_some();
        if s && let Some(n) = self.pieces[digits].small_number().filter(|n| n % 10 == 0) {
            let first = match self.pieces[digits].text.len() {
                4 => n,
                2 if n >= 20 => 1900 + n,
                _ => return None,
            };
            return Some((Expression::Years { first, n: 10 }, digits + 2));
        }
        let (n, end) = self.numbers.ordinal(self.pieces, at).filter(|(n, _)| (1..=30).contains(n))?;
        let (_, end) = self.unit(end).filter(|(u, _)| *u == Unit::Century)?;
        Some((Expression::Years { first: (n as i16 - 1) * 100, n: 100 }, end))
    }

    /// Q3 2019, 2019 Q3, the third quarter of the year, the first half of 2019
    fn quarter(&self, i: usize) -> Read {
        if let Some((year, at)) = self.year(i) {
            let (inner, end) = self.quarter_letter(self.skip(at, &["-"]))?;
            return Some((inner.in_year(year), end));
        }
        let named = || {
            let (at, _) = self.the(i);
            let (n, at) = self.numbers.ordinal(self.pieces, at)?;
            let (unit, end) = self.unit(at)?;
            match (unit, n) {
                (Unit::Quarter, 1..=4) => Some((Expression::Quarter { year: None, quarter: n as i8 }, end)),
                (Unit::Half, 1..=2) => Some((Expression::Half { year: None, half: n as i8 }, end)),
                _ => None,
            }
        };
        let letter = self.quarter_letter(i);
        let plain = letter.is_some();
        let (inner, end) = letter.or_else(named)?;
        let (year, year_end) = self.year_behind(end);
        if let Some(year) = year {
            return Some((inner.in_year(year), year_end));
        }
        let (relative, relative_end) = self.of_relative_year(inner.clone(), end);
        let the_year = self.is(end, "of") && self.is(end + 1, "the") && self.is(end + 2, "year");
        if relative_end > end {
            return Some((relative, relative_end));
        }
        // "the third quarter" may belong to a match.
        let game = matches!(inner, Expression::Half { .. }) && !the_year;
        (plain || !game).then_some((inner, if the_year { end + 3 } else { end }))
    }

    fn quarter_letter(&self, i: usize) -> Read {
        let piece = self.pieces.get(i)?;
        let n = self.pieces.get(i + 1).filter(|p| !p.spaced)?.small_number()?;
        match (piece.text.as_str(), n) {
            ("q", 1..=4) => Some((Expression::Quarter { year: None, quarter: n as i8 }, i + 2)),
            ("h", 1..=2) if piece.cased => Some((Expression::Half { year: None, half: n as i8 }, i + 2)),
            _ => None,
        }
    }

    /// last summer, the spring of 2014, winter 2021
    fn season(&self, i: usize) -> Read {
        let (shift, at) = self.shift(i).map_or((None, i), |(s, at)| (Some(s), at));
        let (at, _) = self.the(at);
        let (month, end) = self.pick(at, |w| if let TimeWord::Season(m) = w { Some(m) } else { None })?;
        let (year, end) = self.year_behind(end);
        let (e, year_end) = self.of_relative_year(Expression::Season { year, month, shift }, end);
        (shift.is_some() || year.is_some() || year_end > end || self.is_led(i, Care::Cased))
            .then_some((e, year_end))
    }

    /// A year that stands alone. Four digits may be anything, so what stands beside them decides.
    fn bare_year(&self, i: usize) -> Read {
        let (at, _) = self.the(i);
        let named = self.unit(at).is_some_and(|(u, _)| u == Unit::Year);
        let at = if named { at + 1 } else { i };
        let (year, end) = self.year(at)?;
        let piece = &self.pieces[at];
        let before = at.checked_sub(1).map(|k| &self.pieces[k]);
        let in_front =
            self.bound(at.wrapping_sub(1)).is_some() || before.is_some_and(|p| p.is("the") || p.is("("));
        let span = if in_front { 1500..2200 } else { 1900..2100 };
        let hedged = at > 0 && self.ends_number_bound(at - 1);
        let counts = self.pieces.get(end).is_some_and(|p| {
            let unit = self.unit(end).is_some() || self.is(end, "%") || self.is(end, ":");
            let scale = self.numbers.at(self.pieces, end).any(|(_, w)| matches!(w, NumberWord::Scale { .. }));
            let many = p.kind == PieceKind::Word && p.text.ends_with('s') && !p.is("'s") && !in_front;
            let clock = self.pick(end, |w| (w == TimeWord::Clock).then_some(())).is_some();
            clock
                || (unit && !self.is(end, "'s"))
                || scale
                || many
                || (!p.spaced && p.kind != PieceKind::Mark)
        });
        let glued = before.is_some_and(|p| !piece.spaced && !"(-/'\"[".contains(p.text.as_str()));
        let money = before.is_some_and(|p| ["$", "€", "£", "¥", "#", "+"].iter().any(|m| p.is(m)));
        let sound = span.contains(&year) && !counts && !money && !glued && (!hedged || named);
        sound.then_some((Expression::Years { first: year, n: 1 }, end))
    }

    fn ends_number_bound(&self, k: usize) -> bool {
        (0..=k.min(2)).any(|n| {
            let hedges = |w| {
                matches!(w, NumberWord::Bound(b) if b != NumberBound::About || n > 0)
                    || matches!(w, NumberWord::Bound(NumberBound::About)) && !self.is(k, "around")
            };
            self.numbers.at(self.pieces, k - n).any(|(len, w)| k - n + len == k + 1 && hedges(w))
        })
    }

    /// week 31
    fn week_number(&self, i: usize) -> Read {
        let (unit, at) = self.unit(i)?;
        let n = self.pieces.get(at)?.small_number().filter(|n| (1..=53).contains(n) && unit == Unit::Week)?;
        Some((Expression::WeekNumber(n as i8), at + 1))
    }

    /// Wednesday, next Friday, Friday next week, Monday of the following week
    pub(super) fn relative_weekday(&self, i: usize) -> Read {
        let (shift, at) = self.shift(i).map_or((None, i), |(s, at)| (Some(s), at));
        let (day, care, end) = self.weekday(at)?;
        let on = i > 0 && matches!(self.bound(i - 1), Some((Bound::On | Bound::By | Bound::Until, _)));
        let abbreviated = care == Care::Cased && !on && shift.is_none();
        let week_at = self.skip(self.skip(end, &[","]), &["of", "in"]);
        let week = self.shift(week_at).and_then(|(week, at)| Some((week, self.unit(at)?)));
        if let Some((week, (Unit::Week, end))) = week {
            return Some((Expression::WeekdayOf { day, week }, end));
        }
        // "on Friday week"
        if on && self.is(end, "week") && !self.is(end + 1, "of") {
            let from = Origin::At(Box::new(Expression::Weekday { day, shift: Some(Shift::This) }));
            let away = Expression::Away { n: 1.0, vague: false, unit: Unit::Week, from, back: false };
            return Some((away, end + 1));
        }
        (!abbreviated).then_some((Expression::Weekday { day, shift }, end))
    }

    /// the first Friday of July, the third week of May, the last day of 2019, the week of April 10
    pub(super) fn nth(&self, i: usize) -> Read {
        let (at, _) = self.the(i);
        // "the week beginning 12 February"
        if let Some((Unit::Week, end)) = self.unit(at)
            && let Some((Bound::Since | Bound::Until, day_at)) = self.bound(end)
            && let Some((inner, end)) = self.day(day_at)
        {
            return Some((Expression::UnitOf { unit: Unit::Week, of: Box::new(inner) }, end));
        }
        if let Some((unit, end)) = self.unit(at)
            && self.is(end, "of")
        {
            let (inner, end) = self.of(end)?;
            let day = matches!(inner, Expression::Day { .. } | Expression::DayOfMonth { .. });
            let unit = matches!(unit, Unit::Week | Unit::Weekend | Unit::Month).then_some(unit)?;
            return day.then(|| (Expression::UnitOf { unit, of: Box::new(inner) }, end));
        }
        let last = self.pick(at, |w| (w == TimeWord::Shift(Shift::Last)).then_some(()));
        let (nth, at) = match last {
            Some((_, end)) => (-1, end),
            None => {
                let (n, end) = self.numbers.ordinal(self.pieces, at).filter(|(n, _)| (1..=60).contains(n))?;
                (n as i8, end)
            }
        };
        if let Some((day, _, end)) = self.weekday(at) {
            let (inner, end) = self.of(end)?;
            return Some((Expression::NthWeekday { nth, day, of: Box::new(inner) }, end));
        }
        let (n, at) = self.quantity(at).map_or((1, at), |(n, _, at)| (n as i16, at));
        let (unit, end) = self.unit(at)?;
        let (inner, end) = self.of(end)?;
        let sound =
            inner.is_calendar() && !matches!(unit, Unit::Half | Unit::Second | Unit::Minute | Unit::Hour);
        sound.then(|| (Expression::NthUnit { nth, n, unit, of: Box::new(inner) }, end))
    }
}

fn nearer(published: Option<Date>, a: Date, b: Date) -> bool {
    let Some(published) = published else { return false };
    let distance = |d: Date| (d - published).get_days().abs();
    let days = |d: Date| d.until(published).map_or_else(|_| distance(d), |s| s.get_days().abs());
    days(a) < days(b)
}

/// Dots are the way of Europe: day first, unless only the other order is anywhere near.
fn european_first(published: Option<Date>, american: Date, european: Date) -> bool {
    !nearer(published, american, european)
}
