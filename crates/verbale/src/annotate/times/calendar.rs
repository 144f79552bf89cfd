//! Counting in the calendar, and writing dates in TIMEX3's form.

use crate::document::Precision;
use crate::lexicon::{Holiday, Unit};
use jiff::Span;
use jiff::civil::{Date, Weekday};

/// First and last day.
pub(super) type Days = (Date, Date);

pub(super) fn add_days(date: Date, n: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(n).ok()?).ok()
}

pub(super) fn add_months(date: Date, n: i64) -> Option<Date> {
    date.checked_add(Span::new().try_months(n).ok()?).ok()
}

/// Moves a day by so many units; halves of years and months count in days.
pub(super) fn add(date: Date, n: f64, unit: Unit) -> Option<Date> {
    let whole = n.fract() == 0.0;
    match unit {
        Unit::Second | Unit::Minute => add_days(date, 0),
        Unit::Hour => add_days(date, (n / 24.0) as i64),
        Unit::Day => add_days(date, n as i64),
        Unit::Week | Unit::Weekend => add_days(date, (n * 7.0) as i64),
        Unit::Fortnight => add_days(date, (n * 14.0) as i64),
        Unit::Month if whole => add_months(date, n as i64),
        Unit::Month => add_days(date, (n * 30.4) as i64),
        Unit::Quarter => add_months(date, (n * 3.0) as i64),
        Unit::Half => add_months(date, (n * 6.0) as i64),
        Unit::Year => add_months(date, (n * 12.0) as i64),
        Unit::Decade => add_months(date, (n * 120.0) as i64),
        Unit::Century => add_months(date, (n * 1200.0) as i64),
    }
}

pub(super) fn month_days(year: i16, month: i8) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// Several months from the first one.
pub(super) fn months_days(year: i16, month: i8, n: i64) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, add_days(add_months(first, n)?, -1)?))
}

pub(super) fn years_days(first: i16, n: i16) -> Option<Days> {
    let start = Date::new(first, 1, 1).ok()?;
    Some((start, Date::new(first.checked_add(n - 1)?, 12, 31).ok()?))
}

/// Monday of a day's week.
pub(super) fn monday(date: Date) -> Option<Date> {
    add_days(date, 1 - i64::from(weekday(date)))
}

/// 1 for Monday.
pub(super) fn weekday(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

/// The stretch of the calendar that a day lies in, `n` further on.
pub(super) fn unit_days(date: Date, unit: Unit, n: i64) -> Option<Days> {
    let (year, month) = (date.year(), date.month());
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some((date, date)),
        Unit::Day => add_days(date, n).map(|d| (d, d)),
        Unit::Week => {
            let first = add_days(monday(date)?, 7 * n)?;
            Some((first, add_days(first, 6)?))
        }
        Unit::Weekend => {
            let first = add_days(monday(date)?, 7 * n + 5)?;
            Some((first, add_days(first, 1)?))
        }
        Unit::Fortnight => {
            let first = add_days(monday(date)?, 14 * n)?;
            Some((first, add_days(first, 13)?))
        }
        Unit::Month => {
            let first = add_months(date.first_of_month(), n)?;
            Some((first, first.last_of_month()))
        }
        Unit::Quarter => {
            let first = add_months(Date::new(year, (month - 1) / 3 * 3 + 1, 1).ok()?, 3 * n)?;
            months_days(first.year(), first.month(), 3)
        }
        Unit::Half => {
            let first = add_months(Date::new(year, (month - 1) / 6 * 6 + 1, 1).ok()?, 6 * n)?;
            months_days(first.year(), first.month(), 6)
        }
        Unit::Year => years_days(year.checked_add(n as i16)?, 1),
        Unit::Decade => years_days((year - year % 10).checked_add(10 * n as i16)?, 10),
        Unit::Century => years_days((year - year % 100).checked_add(100 * n as i16)?, 100),
    }
}

/// How exactly a unit tells the day.
pub(super) fn precision(unit: Unit) -> Precision {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Weekend => Precision::Day,
        Unit::Week | Unit::Fortnight => Precision::Week,
        Unit::Month | Unit::Quarter | Unit::Half => Precision::Month,
        Unit::Year | Unit::Decade | Unit::Century => Precision::Year,
    }
}

/// TIMEX3's value for the stretch of a unit that begins on a day.
pub(super) fn unit_value(start: Date, unit: Unit) -> String {
    let week = || {
        let week = start.iso_week_date();
        format!("{:04}-W{:02}", week.year(), week.week())
    };
    let year = start.year();
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => start.to_string(),
        Unit::Weekend => format!("{}-WE", week()),
        Unit::Week | Unit::Fortnight => week(),
        Unit::Month => format!("{year:04}-{:02}", start.month()),
        Unit::Quarter => format!("{year:04}-Q{}", (start.month() + 2) / 3),
        Unit::Half => format!("{year:04}-H{}", if start.month() < 7 { 1 } else { 2 }),
        Unit::Year => format!("{year:04}"),
        Unit::Decade => format!("{:03}", year / 10),
        Unit::Century => format!("{:02}", year / 100),
    }
}

/// The letters of a unit in a TIMEX3 duration, and by how much to multiply the number.
pub(super) fn duration_letters(unit: Unit) -> (&'static str, f64, &'static str) {
    match unit {
        Unit::Second => ("PT", 1.0, "S"),
        Unit::Minute => ("PT", 1.0, "M"),
        Unit::Hour => ("PT", 1.0, "H"),
        Unit::Day => ("P", 1.0, "D"),
        Unit::Weekend => ("P", 1.0, "WE"),
        Unit::Week => ("P", 1.0, "W"),
        Unit::Fortnight => ("P", 2.0, "W"),
        Unit::Month => ("P", 1.0, "M"),
        Unit::Quarter => ("P", 3.0, "M"),
        Unit::Half => ("P", 6.0, "M"),
        Unit::Year => ("P", 1.0, "Y"),
        Unit::Decade => ("P", 10.0, "Y"),
        Unit::Century => ("P", 100.0, "Y"),
    }
}

pub(super) fn holiday_in(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Fixed(month, day) => Date::new(year, month, day).ok(),
        Holiday::Easter(days) => add_days(easter(year)?, i64::from(days)),
        Holiday::Nth(month, nth, day, later) => {
            let weekday = Weekday::from_monday_one_offset(day).ok()?;
            let date = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
            add_days(date, i64::from(later))
        }
    }
}

/// Easter Sunday in the Gregorian calendar (the anonymous computation of 1876).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}
