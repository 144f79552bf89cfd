//! What a time expression says, before it is counted from any day.

use crate::lexicon::{Bound, Holiday, Portion, Shift, Unit};

/// From where "two days earlier" and "three weeks ago" count.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Origin {
    /// The day of publication.
    Now,
    /// The day last named.
    Told,
    /// A day named right there: "two days before Christmas".
    At(Box<Expression>),
}

/// A time expression as read. Weekdays count from 1, Monday.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    /// 30 March, with or without year and weekday
    Day { year: Option<i16>, month: i8, day: i8, shift: Option<Shift>, weekday: Option<i8> },
    /// the 27th; Friday the 27th
    DayOfMonth { day: i8, weekday: Option<i8> },
    /// March, March 2022, last March
    Month { year: Option<i16>, month: i8, shift: Option<Shift> },
    /// 2022; the 1990s
    Years { first: i16, n: i16 },
    /// the nineties
    Quarter { year: Option<i16>, quarter: i8 },
    /// the second half of 2019
    Half { year: Option<i16>, half: i8 },
    /// winter, last summer, the spring of 2014: three months from the first one
    Season { year: Option<i16>, month: i8, shift: Option<Shift> },
    /// Wednesday, next Friday
    Weekday { day: i8, shift: Option<Shift> },
    /// Friday next week
    WeekdayOf { day: i8, week: Shift },
    /// today, yesterday, overnight: first and last day from today
    Days(i8, i8),
    /// last month, this week, the same day
    Calendar { unit: Unit, shift: Shift },
    /// the past three weeks, the next few days
    Stretch { n: f64, unit: Unit, shift: Shift },
    /// the week before last (-2), the week after next (2)
    Steps { unit: Unit, n: i8 },
    /// "a day after the talks failed": the day of the talks, counted from the other day of the sentence
    Anchor { n: f64, unit: Unit, back: bool },
    /// two weeks ago, a day earlier
    Away { n: f64, vague: bool, unit: Unit, from: Origin, back: bool },
    /// "in two weeks": later if the sentence looks ahead, else a duration
    Ahead { n: f64, unit: Unit },
    /// within three years
    Within { n: f64, unit: Unit },
    /// the first Friday of July (-1: the last)
    NthWeekday { nth: i8, day: i8, of: Box<Expression> },
    /// the third week of May, the last day of 2019; the first three months of the year
    NthUnit { nth: i8, n: i16, unit: Unit, of: Box<Expression> },
    /// the week of 10 April
    UnitOf { unit: Unit, of: Box<Expression> },
    /// March last year: a date in a year counted from that of publication
    OfYear(Shift, Box<Expression>),
    /// week 31
    WeekNumber(i8),
    /// early March, the end of the year, earlier this week
    Part(Portion, Box<Expression>),
    /// from 3 to 5 May
    Range(Box<Expression>, Box<Expression>),
    /// since February 24, by Friday
    Bounded(Bound, Box<Expression>),
    /// Friday morning, 10 a.m. on Friday: the rest of a TIMEX3 value ("TMO", "T10:00")
    At(String, Box<Expression>),
    /// in the evening, at dawn: of the day that the sentences just before spoke of, and of none if they spoke of none
    PartOfDay(String),
    /// three days: a TIMEX3 duration
    Duration(String),
    /// now, recently, soon
    Ref(&'static str),
    /// Christmas 2019
    Holiday { holiday: Holiday, year: Option<i16>, shift: Option<Shift> },
}

impl Expression {
    /// Whether it says by itself which year it means: such a one needs no day to count from.
    pub(super) fn year(&self) -> Option<i16> {
        match self {
            Expression::Day { year, .. }
            | Expression::Month { year, .. }
            | Expression::Quarter { year, .. }
            | Expression::Half { year, .. }
            | Expression::Season { year, .. }
            | Expression::Holiday { year, .. } => *year,
            Expression::Years { first, n: 1 } => Some(*first),
            Expression::Part(_, inner) | Expression::At(_, inner) => inner.year(),
            _ => None,
        }
    }

    /// The same in another year, if it names none itself.
    pub(super) fn in_year(self, new: i16) -> Expression {
        let year = |old: Option<i16>| old.or(Some(new));
        match self {
            Expression::Day { year: y, month, day, shift: None, weekday } => {
                Expression::Day { year: year(y), month, day, shift: None, weekday }
            }
            Expression::Month { year: y, month, shift: None } => {
                Expression::Month { year: year(y), month, shift: None }
            }
            Expression::Quarter { year: y, quarter } => Expression::Quarter { year: year(y), quarter },
            Expression::Half { year: y, half } => Expression::Half { year: year(y), half },
            Expression::Season { year: y, month, shift } => {
                Expression::Season { year: year(y), month, shift }
            }
            Expression::Part(p, inner) => Expression::Part(p, Box::new(inner.in_year(new))),
            other => other,
        }
    }

    /// The same day, known to fall on this weekday.
    pub(super) fn on_weekday(self, day: i8) -> Expression {
        match self {
            Expression::Day { year, month, day: of_month, shift, weekday: None } => {
                Expression::Day { year, month, day: of_month, shift, weekday: Some(day) }
            }
            other => other,
        }
    }

    /// Whether it can stand at an end of a range or behind "since".
    pub(super) fn is_calendar(&self) -> bool {
        !matches!(
            self,
            Expression::Duration(_)
                | Expression::Range(..)
                | Expression::Bounded(..)
                | Expression::Stretch { .. }
                | Expression::Within { .. }
                | Expression::Ahead { .. }
                | Expression::Anchor { .. }
                | Expression::PartOfDay(_)
                | Expression::Ref("XXXX-XX-XX" | "PAST_REF" | "FUTURE_REF")
        )
    }
}
