use super::phrases::{Phrases, Piece};
use super::{Files, Problem, Problems, Row, Table};
use crate::document::Span;

/// A unit of time, shortest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // the names are the documentation
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// Which one: "last", "this", "next" month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the documentation
pub enum Shift {
    Last,
    Past,
    Previous,
    This,
    Next,
    Coming,
    Following,
    Same,
    That,
    /// Only "the": "the week".
    The,
}

/// Which part of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the documentation
pub enum Portion {
    Early,
    Earlier,
    Mid,
    Late,
    Later,
}

/// Which way, and from where: "two days ago" counts from the day of publication, "earlier" from the day named last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the documentation
pub enum Direction {
    Ago,
    Earlier,
    Before,
    Later,
    After,
    Hence,
    From,
}

/// Words that bound a period or lead to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the documentation
pub enum Bound {
    Since,
    From,
    Between,
    Until,
    By,
    Before,
    After,
    Within,
    During,
    In,
    On,
    At,
    For,
    Of,
    To,
}

/// A holiday's place in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// Days after Easter Sunday (western).
    Easter(i16),
    /// Month, which one, weekday, days after it.
    Nth(i8, i8, i8, i16),
}

/// What a word says about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // as the kinds of the table
pub enum TimeWord {
    Month(i8),
    Weekday(i8),
    Weekdays(i8),
    Unit(Unit),
    Season(i8),
    DayPart(&'static str),
    /// First and last day, from the day of publication.
    Day(i8, i8),
    Shift(Shift),
    Portion(Portion),
    Direction(Direction),
    Vague(i16),
    About(Bound),
    Bound(Bound),
    /// `true` for "and", which joins only after "between".
    Join(bool),
    Clock,
    Ref(&'static str),
    Holiday(Holiday),
    /// A day that a deed is named for, year, month, day; `true` if the words name it without the deed: "9/11".
    Memory(i16, i8, i8, bool),
    /// The deed itself: "attacks", "riot".
    Remembered,
    /// From the beginning of the unit to the day of publication: "year to date".
    ToDate(Unit),
    /// "the nineties": 90.
    Decade(i8),
    /// What makes a set of days of what follows: "every".
    Every,
    /// What makes a year of account of what follows, which no calendar gives: "fiscal".
    Fiscal,
    /// A clause that it opens tells what happened at the time of the main clause: "when".
    AtOnce,
    /// Behind "from Tuesday": "on", "onwards".
    Onward,
    /// A verb whose past looks like its present: "hit".
    AlikePast,
    Never,
    Future,
    Implicative,
}

/// What else must hold for a word to be about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// Nothing.
    None,
    /// Also a common word: it needs a capital letter, and a date or preposition beside it.
    Cased,
    /// Also a first name: it needs a date or preposition beside it.
    Name,
    /// An abbreviation: it needs a date beside it.
    Short,
}

/// Words of time expressions, from `times.tsv`.
#[derive(Debug, Default)]
pub struct TimeWords {
    phrases: Phrases<(TimeWord, Care)>,
}

impl TimeWords {
    /// Reads the table.
    ///
    /// # Errors
    /// Every row that cannot be understood.
    pub fn read(files: &Files) -> Result<TimeWords, Problems> {
        let table = Table::read(files, "lexicon/en/times.tsv", &["words", "kind", "value", "note"])?;
        let mut problems = Problems::default();
        let mut phrases = Phrases::default();
        for row in table.rows(&mut problems) {
            match read_row(&row) {
                Ok(meaning) => phrases.add(row.cell(0), meaning),
                Err(problem) => problems.0.push(problem),
            }
        }
        problems.or(TimeWords { phrases })
    }

    /// Whether a single word, by its form or lemma, stands in the table with this meaning.
    pub fn says(&self, form: &str, lemma: &str, sought: TimeWord) -> bool {
        let cut = |word: &str| super::cut_pieces(word, Span::new(0, word.len()));
        [form, lemma].into_iter().any(|word| {
            let pieces = cut(word);
            self.at(&pieces, 0).any(|(n, word, _)| n == pieces.len() && word == sought)
        })
    }

    /// Whether a single word stands in the table, with whatever meaning.
    pub fn knows(&self, word: &str) -> bool {
        let pieces = super::cut_pieces(word, Span::new(0, word.len()));
        self.at(&pieces, 0).any(|(n, _, _)| n == pieces.len())
    }

    /// What the phrases that begin at a piece say.
    pub fn at<'a>(
        &'a self,
        pieces: &'a [Piece],
        i: usize,
    ) -> impl Iterator<Item = (usize, TimeWord, Care)> + 'a {
        self.phrases.at(pieces, i).map(|(n, (word, care))| (n, *word, *care))
    }
}

fn read_row(row: &Row) -> Result<(TimeWord, Care), Problem> {
    let care = match row.cell(3) {
        "" => Care::None,
        "cased" => Care::Cased,
        "name" => Care::Name,
        "short" => Care::Short,
        other => return Err(row.problem("cased, name or short", &format!("`{other}`"))),
    };
    let value = row.cell(2);
    let number = value.parse::<i8>().ok();
    let word = match row.cell(1) {
        "month" => number.filter(|n| (1..=12).contains(n)).map(TimeWord::Month),
        "weekday" => number.filter(|n| (1..=7).contains(n)).map(TimeWord::Weekday),
        "weekdays" => number.filter(|n| (1..=7).contains(n)).map(TimeWord::Weekdays),
        "season" => number.map(TimeWord::Season),
        "vague" => number.map(|n| TimeWord::Vague(i16::from(n))),
        "day" => days(value).map(|(a, b)| TimeWord::Day(a, b)),
        "unit" => unit(value).map(TimeWord::Unit),
        "shift" => shift(value).map(TimeWord::Shift),
        "portion" => portion(value).map(TimeWord::Portion),
        "direction" => direction(value).map(TimeWord::Direction),
        "about" => match value {
            "about" => Some(TimeWord::About(Bound::At)),
            "more" => Some(TimeWord::About(Bound::After)),
            "less" => Some(TimeWord::About(Bound::Within)),
            _ => None,
        },
        "bound" => bound(value).map(TimeWord::Bound),
        "join" => Some(TimeWord::Join(value == "and")),
        "clock" => Some(TimeWord::Clock),
        "daypart" => ["MO", "MI", "AF", "EV", "NI"].into_iter().find(|p| *p == value).map(TimeWord::DayPart),
        "ref" => {
            let refs = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"];
            refs.into_iter().find(|r| *r == value).map(TimeWord::Ref)
        }
        "holiday" => holiday(value).map(TimeWord::Holiday),
        "memory" => memory(value, false),
        "named" => memory(value, true),
        "remembered" => Some(TimeWord::Remembered),
        "to date" => unit(value).map(TimeWord::ToDate),
        "decade" => number.map(TimeWord::Decade),
        "every" => Some(TimeWord::Every),
        "fiscal" => Some(TimeWord::Fiscal),
        "at once" => Some(TimeWord::AtOnce),
        "onward" => Some(TimeWord::Onward),
        "alike" => Some(TimeWord::AlikePast),
        "never" => Some(TimeWord::Never),
        "future" => Some(TimeWord::Future),
        "implicative" => Some(TimeWord::Implicative),
        _ => None,
    };
    let found = format!("`{} {value}`", row.cell(1));
    word.map(|w| (w, care)).ok_or_else(|| row.problem("a kind of time word and its value", &found))
}

/// `2001-09-11`
fn memory(value: &str, named: bool) -> Option<TimeWord> {
    let day: jiff::civil::Date = value.parse().ok()?;
    Some(TimeWord::Memory(day.year(), day.month(), day.day(), named))
}

/// `-1`, or `-1..0` for a stretch.
fn days(value: &str) -> Option<(i8, i8)> {
    match value.split_once("..") {
        Some((a, b)) => Some((a.parse().ok()?, b.parse().ok()?)),
        None => value.parse().ok().map(|n| (n, n)),
    }
}

fn unit(value: &str) -> Option<Unit> {
    Some(match value {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "half" => Unit::Half,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn shift(value: &str) -> Option<Shift> {
    Some(match value {
        "last" => Shift::Last,
        "past" => Shift::Past,
        "previous" => Shift::Previous,
        "this" => Shift::This,
        "next" => Shift::Next,
        "coming" => Shift::Coming,
        "following" => Shift::Following,
        "same" => Shift::Same,
        "that" => Shift::That,
        _ => return None,
    })
}

fn portion(value: &str) -> Option<Portion> {
    Some(match value {
        "early" => Portion::Early,
        "earlier" => Portion::Earlier,
        "mid" => Portion::Mid,
        "late" => Portion::Late,
        "later" => Portion::Later,
        _ => return None,
    })
}

fn direction(value: &str) -> Option<Direction> {
    Some(match value {
        "ago" => Direction::Ago,
        "earlier" => Direction::Earlier,
        "before" => Direction::Before,
        "later" => Direction::Later,
        "after" => Direction::After,
        "hence" => Direction::Hence,
        "from" => Direction::From,
        _ => return None,
    })
}

fn bound(value: &str) -> Option<Bound> {
    Some(match value {
        "since" => Bound::Since,
        "from" => Bound::From,
        "between" => Bound::Between,
        "until" => Bound::Until,
        "by" => Bound::By,
        "before" => Bound::Before,
        "after" => Bound::After,
        "within" => Bound::Within,
        "during" => Bound::During,
        "in" => Bound::In,
        "on" => Bound::On,
        "at" => Bound::At,
        "for" => Bound::For,
        "of" => Bound::Of,
        "to" => Bound::To,
        _ => return None,
    })
}

/// `12-25`, `easter`, `easter-2`, `11#4-4`, `11#4-4+1`.
fn holiday(value: &str) -> Option<Holiday> {
    if let Some(days) = value.strip_prefix("easter") {
        return Some(Holiday::Easter(if days.is_empty() { 0 } else { days.parse().ok()? }));
    }
    if let Some((month, rule)) = value.split_once('#') {
        let (rule, later) = rule.split_once('+').unwrap_or((rule, "0"));
        let (nth, weekday) = rule.rsplit_once('-')?;
        return Some(Holiday::Nth(
            month.parse().ok()?,
            nth.parse().ok()?,
            weekday.parse().ok()?,
            later.parse().ok()?,
        ));
    }
    let (month, day) = value.split_once('-')?;
    Some(Holiday::Fixed(month.parse().ok()?, day.parse().ok()?))
}
