//! Counts a time expression from the day of publication, or from the day last named.
//!
//! Newspapers look back: a bare "Wednesday" or "March 30" is the last one, today included, unless the
//! sentence looks ahead ("will meet on Wednesday").

use super::calendar::{
    Days, add, add_days, duration_letters, holiday_in, month_days, months_days, precision,
};
use super::calendar::{monday, unit_days, unit_value, weekday, years_days};
use super::expression::{Expression, Origin};
use crate::document::Precision;
use crate::lexicon::{Bound, Portion, Shift, Unit};
use jiff::civil::Date;

/// Where the sentence looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Back,
    Ahead,
    /// Nothing tells.
    Unknown,
}

/// What an expression is counted from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counting {
    /// The day of publication.
    pub published: Option<Date>,
    /// The days last named in the text, and how exactly.
    pub told: Option<(Days, Precision)>,
    /// The single day last named.
    pub told_day: Option<Date>,
    /// Where the sentence looks.
    pub look: Look,
}

/// What an expression comes to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counted {
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub precision: Precision,
    pub value: String,
}

impl Counted {
    fn days((start, end): Days, precision: Precision, value: String) -> Counted {
        Counted { start: Some(start), end: Some(end), precision, value }
    }

    fn unit(days: Days, unit: Unit) -> Counted {
        Counted::days(days, precision(unit), unit_value(days.0, unit))
    }

    /// A value that names no day.
    fn unknown(precision: Precision, value: impl Into<String>) -> Counted {
        Counted { start: None, end: None, precision, value: value.into() }
    }

    fn known(&self) -> Option<Days> {
        Some((self.start?, self.end?))
    }
}

/// `P3D`; `PXD` for "several days".
pub(super) fn duration_value(n: f64, vague: bool, unit: Unit) -> String {
    let (before, factor, letter) = duration_letters(unit);
    let n = if vague { "X".to_owned() } else { (n * factor).to_string() };
    format!("{before}{n}{letter}")
}

impl Counting {
    /// Counts an expression. Where the day cannot be told, only the value says what can.
    pub(super) fn count(&self, expression: &Expression) -> Counted {
        use Expression as E;
        match expression {
            E::Day { year, month, day, shift, weekday } => self.day(*year, *month, *day, *shift, *weekday),
            E::DayOfMonth { day, weekday } => self.day_of_month(*day, *weekday),
            E::Month { year, month, shift } => self.months(*year, *month, 1, *shift),
            E::Season { year, month, shift } => self.months(*year, *month, 3, *shift),
            E::Years { first, n } => self.years(*first, *n),
            E::Quarter { year, quarter } => self.part_of_year(*year, (quarter - 1) * 3 + 1, Unit::Quarter),
            E::Half { year, half } => self.part_of_year(*year, (half - 1) * 6 + 1, Unit::Half),
            E::Weekday { day, shift } => self.weekday(*day, *shift),
            E::WeekdayOf { day, week } => self.weekday_of(*day, *week),
            E::Days(first, last) => self.days_around_today(*first, *last),
            E::Calendar { unit, shift } => self.calendar(*unit, *shift),
            E::Stretch { n, unit, shift } => self.stretch(*n, *unit, *shift),
            E::Steps { unit, n } => match self.published.and_then(|t| unit_days(t, *unit, i64::from(*n))) {
                Some(days) => Counted::unit(days, *unit),
                None => Counted::unknown(precision(*unit), reference(i64::from(*n))),
            },
            E::Anchor { n, unit, back } => self.anchor(*n, *unit, *back),
            E::Away { n, vague, unit, from, back } => self.away(*n, *vague, *unit, from, *back),
            E::Ahead { n, unit } => self.ahead(*n, *unit),
            E::Within { n, unit } => self.within(*n, *unit),
            E::NthWeekday { nth, day, of } => self.nth_weekday(*nth, *day, of),
            E::NthUnit { nth, n, unit, of } => self.nth_unit(*nth, *n, *unit, of),
            E::UnitOf { unit, of } => match self.count(of).start {
                Some(day) => unit_days(day, *unit, 0).map(|d| Counted::unit(d, *unit)),
                None => None,
            }
            .unwrap_or_else(|| Counted::unknown(precision(*unit), "XXXX")),
            E::OfYear(shift, inner) => match self.year_by(*shift) {
                Some(year) => self.count(&(**inner).clone().in_year(year)),
                None => self.count(inner),
            },
            E::WeekNumber(n) => self.week_number(*n),
            E::Part(portion, inner) => self.part(*portion, inner),
            E::Range(first, last) => self.range(first, last),
            E::Bounded(bound, inner) => self.bounded(*bound, inner),
            E::At(time, inner) => {
                let mut counted = self.count(inner);
                if !counted.value.contains('/') {
                    counted.value.push_str(time);
                }
                counted
            }
            E::PartOfDay(part) => match self.told_day {
                Some(day) => Counted::days((day, day), Precision::Day, format!("{day}{part}")),
                None => Counted::unknown(Precision::Day, format!("XXXX-XX-XX{part}")),
            },
            E::Duration(value) => Counted::unknown(Precision::Day, value.clone()),
            E::Ref("PRESENT_REF") => match self.published {
                Some(today) => Counted::days((today, today), Precision::Day, "PRESENT_REF".to_owned()),
                None => Counted::unknown(Precision::Day, "PRESENT_REF"),
            },
            E::Ref(value) => Counted::unknown(Precision::Day, *value),
            E::Holiday { holiday, year, shift } => {
                let days = |year| holiday_in(*holiday, year).map(|d| (d, d));
                match year.or_else(|| self.pick_year(*shift, days)).and_then(days) {
                    Some(days) => Counted::unit(days, Unit::Day),
                    None => Counted::unknown(Precision::Day, "XXXX-XX-XX"),
                }
            }
        }
    }

    /// The year in which something that comes once a year falls: the last one unless the sentence looks
    /// ahead; where nothing tells, the nearest.
    fn pick_year(&self, shift: Option<Shift>, days: impl Fn(i16) -> Option<Days>) -> Option<i16> {
        let today = self.published?;
        let year = today.year();
        let begun = days(year).is_none_or(|(start, _)| start <= today);
        let over = days(year).is_some_and(|(_, end)| end < today);
        let last = if begun { year } else { year - 1 };
        let next = if over { year + 1 } else { year };
        Some(match (shift, self.look) {
            (Some(Shift::This | Shift::Same | Shift::That), _) => year,
            (Some(Shift::Last | Shift::Past | Shift::Previous), _) => {
                if over {
                    year
                } else {
                    year - 1
                }
            }
            (Some(Shift::Next | Shift::Coming | Shift::Following), _) => {
                if begun {
                    year + 1
                } else {
                    year
                }
            }
            (_, Look::Back) => last,
            (_, Look::Ahead) => next,
            (_, Look::Unknown) if last == next => last,
            (_, Look::Unknown) => {
                let far = |y| days(y).map_or(i32::MAX, |(start, _)| distance(start, today));
                // Half a year back is as near as three months ahead.
                if far(last) / 2 <= far(next) { last } else { next }
            }
        })
    }

    fn day(
        &self,
        year: Option<i16>,
        month: i8,
        day: i8,
        shift: Option<Shift>,
        weekday: Option<i8>,
    ) -> Counted {
        let days = |y| Date::new(y, month, day).ok().map(|d| (d, d));
        match year
            .or_else(|| self.year_of_weekday(weekday?, days))
            .or_else(|| self.pick_year(shift, days))
            .and_then(days)
        {
            Some(days) => Counted::unit(days, Unit::Day),
            None => Counted::unknown(Precision::Day, format!("XXXX-{month:02}-{day:02}")),
        }
    }

    /// "Friday, June 15" was in the nearest year in which that day was a Friday.
    fn year_of_weekday(&self, weekday: i8, days: impl Fn(i16) -> Option<Days>) -> Option<i16> {
        let today = self.published?;
        let fits = |y: &i16| days(*y).is_some_and(|(d, _)| self::weekday(d) == weekday);
        let near = |y: &i16| days(*y).map_or(i32::MAX, |(d, _)| distance(d, today));
        let years = [0, -1, 1].into_iter().filter_map(|n| today.year().checked_add(n));
        years.filter(fits).min_by_key(near).filter(|y| near(y) < 200)
    }

    fn day_of_month(&self, day: i8, weekday: Option<i8>) -> Counted {
        let fits = |date: &Date| weekday.is_none_or(|w| self::weekday(*date) == w);
        let in_month = |n: i64| {
            let (first, _) = unit_days(self.published?, Unit::Month, n)?;
            Date::new(first.year(), first.month(), day).ok().filter(fits)
        };
        let today = self.published;
        let back = (-24..=0).rev().filter_map(in_month).find(|d| Some(*d) <= today);
        let ahead = (0..=24).filter_map(in_month).find(|d| Some(*d) >= today);
        let near = |d: &Option<Date>| d.zip(today).map_or(i32::MAX, |(d, t)| distance(d, t));
        let found = match self.look {
            Look::Back => back,
            Look::Ahead => ahead,
            Look::Unknown if near(&ahead) < near(&back) => ahead,
            Look::Unknown => back,
        };
        match found {
            Some(date) => Counted::unit((date, date), Unit::Day),
            None => Counted::unknown(Precision::Day, format!("XXXX-XX-{day:02}")),
        }
    }

    /// A month, or a season of three.
    fn months(&self, year: Option<i16>, month: i8, n: i64, shift: Option<Shift>) -> Counted {
        let days = |y| if n == 1 { month_days(y, month) } else { months_days(y, month, n) };
        let season = match month {
            3 => "SP",
            6 => "SU",
            9 => "FA",
            _ => "WI",
        };
        let value = |year: &str| match n {
            1 => format!("{year}-{month:02}"),
            _ => format!("{year}-{season}"),
        };
        match year.or_else(|| self.pick_year(shift, days)).and_then(|y| Some((y, days(y)?))) {
            Some((y, days)) => Counted::days(days, Precision::Month, value(&format!("{y:04}"))),
            None => Counted::unknown(Precision::Month, value("XXXX")),
        }
    }

    fn years(&self, first: i16, n: i16) -> Counted {
        let unit = match n {
            1 => Unit::Year,
            10 => Unit::Decade,
            _ => Unit::Century,
        };
        years_days(first, n).map_or_else(
            || Counted::unknown(Precision::Year, format!("{first:04}")),
            |days| Counted::unit(days, unit),
        )
    }

    fn part_of_year(&self, year: Option<i16>, month: i8, unit: Unit) -> Counted {
        let n = if unit == Unit::Quarter { 3 } else { 6 };
        let days = |y| months_days(y, month, n);
        match year.or_else(|| self.pick_year(None, days)).and_then(days) {
            Some(days) => Counted::unit(days, unit),
            None => Counted::unknown(Precision::Month, format!("XXXX-Q{}", (month + 2) / 3)),
        }
    }

    fn weekday(&self, day: i8, shift: Option<Shift>) -> Counted {
        let unknown = || Counted::unknown(Precision::Day, format!("XXXX-WXX-{day}"));
        let origin = match shift {
            Some(Shift::Following | Shift::Previous | Shift::Same | Shift::That) => self.told_or_today(),
            _ => self.published,
        };
        let Some(today) = origin else { return unknown() };
        let ahead = i64::from((day - weekday(today)).rem_euclid(7));
        let back = (7 - ahead) % 7;
        let strictly = |n: i64| if n == 0 { 7 } else { n };
        let n = match shift {
            Some(Shift::Past) => -strictly(back),
            // On a Thursday, "last Wednesday" is not yesterday; on a Monday, "last Sunday" is.
            Some(Shift::Last | Shift::Previous) if back == 1 && day < 7 => -8,
            Some(Shift::Last | Shift::Previous) => -strictly(back),
            Some(Shift::Coming | Shift::Following) => strictly(ahead),
            // On a Thursday, "next Friday" is not tomorrow.
            Some(Shift::Next) if (1..4).contains(&ahead) && day > weekday(today) => ahead + 7,
            Some(Shift::Next) => strictly(ahead),
            Some(Shift::This) => match self.look {
                Look::Back => -back,
                _ => ahead,
            },
            _ => match self.look {
                Look::Ahead => ahead,
                _ => -back,
            },
        };
        add_days(today, n).map_or_else(unknown, |d| Counted::unit((d, d), Unit::Day))
    }

    fn weekday_of(&self, day: i8, week: Shift) -> Counted {
        let monday = self.calendar(Unit::Week, week).start;
        match monday.and_then(|m| add_days(m, i64::from(day) - 1)) {
            Some(date) => Counted::unit((date, date), Unit::Day),
            None => Counted::unknown(Precision::Day, format!("XXXX-WXX-{day}")),
        }
    }

    fn days_around_today(&self, first: i8, last: i8) -> Counted {
        let days = self.published.and_then(|t| Some((add_days(t, first.into())?, add_days(t, last.into())?)));
        match days {
            Some((a, b)) if a == b => Counted::unit((a, b), Unit::Day),
            Some((a, b)) => Counted::days((a, b), Precision::Day, format!("{b}TNI")),
            None => Counted::unknown(Precision::Day, reference(last.into())),
        }
    }

    /// The days last named, as exactly as the unit needs them.
    fn told_for(&self, unit: Unit) -> Option<Days> {
        let fine = self.told.filter(|(_, p)| *p <= precision(unit)).map(|(days, _)| days);
        fine.or_else(|| self.told_day.map(|d| (d, d)))
    }

    /// "A day after the talks failed": the talks were a day before the other day of the sentence.
    fn anchor(&self, n: f64, unit: Unit, back: bool) -> Counted {
        let told = self.told.filter(|(_, p)| *p == Precision::Day).map(|(days, _)| days);
        let origin = told.map(|(start, end)| if back { end } else { start });
        match origin.and_then(|o| add(o, if back { n } else { -n }, unit)) {
            Some(date) => Counted::days((date, date), precision(unit), date.to_string()),
            None => Counted::unknown(precision(unit), reference(if back { 1 } else { -1 })),
        }
    }

    fn told_or_today(&self) -> Option<Date> {
        self.told.map(|((start, _), _)| start).or(self.published)
    }

    /// last month, this week, the same day, the weekend
    fn calendar(&self, unit: Unit, shift: Shift) -> Counted {
        let told = |n: i64| match (self.told_for(unit), self.told) {
            (Some((start, end)), _) => unit_days(if n > 0 { end } else { start }, unit, n),
            // "The next day" looks back at a day that nobody has named.
            (None, None) if n <= 0 || self.look != Look::Back => unit_days(self.published?, unit, n),
            _ => None,
        };
        let today = |n: i64| unit_days(self.published?, unit, n);
        let weekend = || {
            let over = self.published.is_some_and(|t| weekday(t) < 6);
            today(if over && self.look != Look::Ahead { -1 } else { 0 })
        };
        let (days, back) = match shift {
            Shift::Last | Shift::Past => (today(-1), -1),
            Shift::Previous => (told(-1), -1),
            Shift::Following => (told(1), 1),
            Shift::Next if unit == Unit::Day => (told(1), 1),
            Shift::Next | Shift::Coming => (today(1), 1),
            Shift::Same | Shift::That => (told(0), 0),
            Shift::The if unit == Unit::Day => (told(0), 0),
            Shift::The if unit == Unit::Weekend => (weekend(), 0),
            Shift::This if unit == Unit::Weekend && self.look == Look::Back => (weekend(), 0),
            Shift::This | Shift::The => (today(0), 0),
        };
        match days {
            Some(days) => Counted::unit(days, unit),
            None => Counted::unknown(precision(unit), reference(back)),
        }
    }

    /// the past three weeks, up to today; the next few days, from tomorrow
    fn stretch(&self, n: f64, unit: Unit, shift: Shift) -> Counted {
        let back = matches!(shift, Shift::Last | Shift::Past | Shift::Previous | Shift::This);
        let days = self.published.and_then(|today| {
            if back {
                Some((add(today, -n, unit)?, today))
            } else {
                Some((add_days(today, 1)?, add(today, n, unit)?))
            }
        });
        match days {
            Some((a, b)) => Counted::days((a, b), precision(unit), format!("{a}/{b}")),
            None => Counted::unknown(precision(unit), duration_value(n, false, unit)),
        }
    }

    fn away(&self, n: f64, vague: bool, unit: Unit, from: &Origin, back: bool) -> Counted {
        let edge = |(start, end): Days| if back { start } else { end };
        let origin = match from {
            Origin::Now => self.published,
            Origin::Told => match (self.told_for(unit), self.told) {
                (Some(days), _) => Some(edge(days)),
                (None, None) if back || unit == Unit::Hour || self.look != Look::Back => self.published,
                _ => None,
            },
            Origin::At(inner) => self.count(inner).known().map(edge),
        };
        // "A week ago Tuesday", "two weeks after 3 March" are days.
        let whole = matches!(unit, Unit::Week | Unit::Fortnight) && n.fract() == 0.0;
        if let (Origin::At(inner), true, false) = (from, whole, vague)
            && self.count(inner).precision == Precision::Day
            && let Some(date) = origin.and_then(|o| add(o, if back { -n } else { n }, unit))
        {
            return Counted::unit((date, date), Unit::Day);
        }
        // "A few days ago" is known to a week, "two weeks ago" too.
        let precision = match precision(unit) {
            Precision::Day if vague && unit == Unit::Day => Precision::Week,
            p => p,
        };
        match origin.and_then(|o| add(o, if back { -n } else { n }, unit)) {
            // "Two weeks ago" is the week that lies two weeks back, "a year later" all of that year.
            Some(date) if (*from == Origin::Now && back || *from == Origin::Told) && unit >= Unit::Week => {
                let unit = unit_of(precision);
                let days = unit_days(date, unit, 0).unwrap_or((date, date));
                Counted::days(days, precision, unit_value(days.0, unit))
            }
            Some(date) => {
                let value = match unit {
                    Unit::Month | Unit::Year | Unit::Week | Unit::Decade => unit_value(date, unit),
                    _ => date.to_string(),
                };
                Counted::days((date, date), precision, value)
            }
            None => Counted::unknown(precision, reference(if back { -1 } else { 1 })),
        }
    }

    /// "in two weeks" looks ahead only if its sentence does; else it is how long something took
    fn ahead(&self, n: f64, unit: Unit) -> Counted {
        match self.look {
            Look::Ahead => self.away(n, false, unit, &Origin::Now, false),
            _ => Counted::unknown(Precision::Day, duration_value(n, false, unit)),
        }
    }

    fn within(&self, n: f64, unit: Unit) -> Counted {
        let days = (self.look != Look::Back)
            .then(|| self.published.and_then(|t| Some((t, add(t, n, unit)?))))
            .flatten();
        match days {
            Some((a, b)) => Counted::days((a, b), precision(unit), format!("{a}/{b}")),
            None => Counted::unknown(Precision::Day, duration_value(n, false, unit)),
        }
    }

    fn nth_weekday(&self, nth: i8, day: i8, of: &Expression) -> Counted {
        let found = self.count(of).known().and_then(|(start, end)| {
            let date = if nth > 0 {
                let ahead = i64::from((day - weekday(start)).rem_euclid(7));
                add_days(start, ahead + 7 * (i64::from(nth) - 1))?
            } else {
                add_days(end, -i64::from((weekday(end) - day).rem_euclid(7)))?
            };
            (date <= end).then_some(date)
        });
        match found {
            Some(date) => Counted::unit((date, date), Unit::Day),
            None => Counted::unknown(Precision::Day, format!("XXXX-WXX-{day}")),
        }
    }

    /// the third week of May, the last two days of 2019
    fn nth_unit(&self, nth: i8, n: i16, unit: Unit, of: &Expression) -> Counted {
        let n = f64::from(n.max(1));
        let found = self.count(of).known().and_then(|(start, end)| {
            let (start, end) = match unit {
                Unit::Week => (first_week(start)?, last_week(end)?),
                _ => (start, end),
            };
            let (a, b) = if nth > 0 {
                let a = add(start, f64::from(nth - 1) * n, unit)?;
                (a, add_days(add(a, n, unit)?, -1)?)
            } else {
                (add(add_days(end, 1)?, -n, unit)?, end)
            };
            (a <= end).then_some((a, b))
        });
        match found {
            Some(days) if n == 1.0 => Counted::unit(days, unit),
            Some((a, b)) => Counted::days((a, b), precision(unit), format!("{a}/{b}")),
            None => Counted::unknown(precision(unit), "XXXX"),
        }
    }

    fn year_by(&self, shift: Shift) -> Option<i16> {
        self.calendar(Unit::Year, shift).start.map(|d| d.year())
    }

    fn week_number(&self, n: i8) -> Counted {
        let first = self.published.and_then(|t| first_week(Date::new(t.year(), 1, 1).ok()?));
        match first.and_then(|d| unit_days(d, Unit::Week, i64::from(n) - 1)) {
            Some(days) => Counted::unit(days, Unit::Week),
            None => Counted::unknown(Precision::Week, format!("XXXX-W{n:02}")),
        }
    }

    /// early March, the end of the year, earlier this week
    fn part(&self, portion: Portion, inner: &Expression) -> Counted {
        let counted = self.count(inner);
        let Some((start, end)) = counted.known().filter(|(a, b)| a < b) else { return counted };
        let length = i64::from(distance(start, end)) + 1;
        let month = counted.precision == Precision::Month && length <= 31;
        let at = |n: i64| add_days(start, n).unwrap_or(end);
        let half = if month { 15 } else { (length + 1) / 2 };
        if let Some(months) =
            year_part(portion, start, end).filter(|_| inside_is_moot(portion, self.published, start, end))
        {
            return Counted {
                start: Some(months.0),
                end: Some(months.1),
                precision: Precision::Month,
                ..counted
            };
        }
        let inside = self.published.filter(|t| start <= *t && *t <= end);
        let (start, end) = match (portion, inside) {
            (Portion::Earlier, Some(today)) => (start, today),
            (Portion::Later, Some(today)) => (today, end),
            (Portion::Early | Portion::Earlier, _) => (start, at(half - 1)),
            (Portion::Late | Portion::Later, _) => (at(length.min(half)), end),
            (Portion::Mid, _) if month => (at(9), at(19)),
            (Portion::Mid, _) => (at(length / 4), at(length - length / 4 - 1)),
        };
        Counted { start: Some(start), end: Some(end), ..counted }
    }

    fn range(&self, first: &Expression, last: &Expression) -> Counted {
        let mut b = self.count(last);
        let mut a = self.count(first);
        // "Will strike from Monday to Thursday": the Thursday after that Monday, not the one before.
        if let (Expression::Weekday { .. }, Some(start), Some(end)) = (last, a.start, b.end)
            && self.look == Look::Ahead
            && start > end
            && let Some(later) = add_days(end, 7)
        {
            b = Counted::unit((later, later), Unit::Day);
        }
        if let (Some(start), Some(end)) = (a.start, b.end)
            && start > end
        {
            // Of two weekdays or months the first comes first.
            let earlier = match first {
                Expression::Weekday { .. } => add_days(start, -7),
                _ if first.year().is_none() => add(start, -1.0, Unit::Year),
                _ => None,
            };
            a.start = earlier.filter(|d| *d <= end);
            a.value = earlier.map_or(a.value, |d| unit_value(d, unit_of(a.precision)));
        }
        let value = format!("{}/{}", a.value, b.value);
        let sound = a.start.zip(b.end).is_none_or(|(x, y)| x <= y);
        let (start, end) = if sound { (a.start, b.end) } else { (None, None) };
        Counted { start, end, precision: a.precision.min(b.precision), value }
    }

    /// since February 24, by Friday
    fn bounded(&self, bound: Bound, inner: &Expression) -> Counted {
        let look = match (bound, self.look) {
            (Bound::Since, _) => Look::Back,
            (Bound::Until | Bound::By, Look::Unknown) => Look::Ahead,
            (_, look) => look,
        };
        let counted = Counting { look, ..*self }.count(inner);
        let Counted { start, end, precision, value } = counted;
        let (start, end, value) = match bound {
            Bound::Since => (start, None, format!("{value}/")),
            Bound::After => (end.and_then(|d| add_days(d, 1)), None, format!("{value}/")),
            Bound::Before => (None, start.and_then(|d| add_days(d, -1)), format!("/{value}")),
            _ => (None, end, format!("/{value}")),
        };
        Counted { start, end, precision, value }
    }
}

/// Early, mid and late in a calendar year: its halves, and its middle months.
fn year_part(portion: Portion, start: Date, end: Date) -> Option<Days> {
    let year = start.year();
    let whole = years_days(year, 1) == Some((start, end));
    let (first, n) = match portion {
        Portion::Early | Portion::Earlier => (1, 6),
        Portion::Mid => (4, 6),
        Portion::Late | Portion::Later => (7, 6),
    };
    months_days(year, first, n).filter(|_| whole)
}

/// Whether the day of publication does not matter: "earlier this year" ends today.
fn inside_is_moot(portion: Portion, published: Option<Date>, start: Date, end: Date) -> bool {
    let inside = published.is_some_and(|t| start <= t && t <= end);
    !inside || !matches!(portion, Portion::Earlier | Portion::Later)
}

fn unit_of(precision: Precision) -> Unit {
    match precision {
        Precision::Day | Precision::Document => Unit::Day,
        Precision::Week => Unit::Week,
        Precision::Month => Unit::Month,
        Precision::Year => Unit::Year,
    }
}

/// TIMEX3's way to say before, now, after.
fn reference(direction: i64) -> &'static str {
    match direction {
        ..0 => "PAST_REF",
        0 => "PRESENT_REF",
        _ => "FUTURE_REF",
    }
}

fn distance(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |s| s.get_days().abs())
}

/// ISO: the week belongs to the period in which most of its days lie.
fn first_week(start: Date) -> Option<Date> {
    let monday = monday(start)?;
    if weekday(start) <= 4 { Some(monday) } else { add_days(monday, 7) }
}

fn last_week(end: Date) -> Option<Date> {
    let sunday = add_days(monday(end)?, 6)?;
    if weekday(end) >= 4 { Some(sunday) } else { add_days(sunday, -7) }
}
