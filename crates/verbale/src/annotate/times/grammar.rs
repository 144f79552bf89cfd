//! Reads time expressions out of pieces of text. Nothing is counted from a day yet.

use super::beginnings::find_beginnings;
use super::expression::{Expression, Origin};
use crate::lexicon::{Bound, Care, Direction, NumberWord, NumberWords, Piece, PieceKind, Portion, Shift};
use crate::lexicon::{TimeWord, TimeWords, Unit};
use jiff::civil::Date;
use std::cell::Cell;

/// An expression, and the piece after it.
pub(super) type Read = Option<(Expression, usize)>;

/// "late late late …" ends here.
const DEEPEST: u8 = 4;

/// The pieces of a sentence and what the word list says about each.
pub(super) struct Grammar<'a> {
    pub(super) pieces: &'a [Piece],
    pub(super) numbers: &'a NumberWords,
    /// 03/04/2022 is read as the day nearer to this one.
    pub(super) published: Option<Date>,
    readings: Vec<Vec<(usize, TimeWord, Care)>>,
    /// Where an expression may begin: most pieces can be passed by.
    pub(super) beginnings: Vec<bool>,
    depth: Cell<u8>,
}

/// The reading that takes most pieces; the first of equals.
pub(super) fn longest(reads: impl IntoIterator<Item = Read>) -> Read {
    reads.into_iter().flatten().fold(None, |best: Read, read| match best {
        Some((_, end)) if end >= read.1 => best,
        _ => Some(read),
    })
}

impl<'a> Grammar<'a> {
    pub(super) fn new(
        pieces: &'a [Piece],
        words: &TimeWords,
        numbers: &'a NumberWords,
        published: Option<Date>,
    ) -> Grammar<'a> {
        let readings: Vec<Vec<_>> = (0..pieces.len()).map(|i| words.at(pieces, i).collect()).collect();
        let beginnings = find_beginnings(pieces, &readings, numbers);
        Grammar { pieces, numbers, published, readings, beginnings, depth: Cell::new(0) }
    }

    /// All expressions, with their first piece and the piece after them.
    pub(super) fn read_all(&self) -> Vec<(Expression, usize, usize)> {
        let mut found = Vec::new();
        let mut i = 0;
        while i < self.pieces.len() {
            if let Some((_, end)) = self.pick(i, |w| (w == TimeWord::Never).then_some(())) {
                i = end;
                continue;
            }
            if !self.beginnings[i] {
                i += 1;
                continue;
            }
            if let Some(end) = self.no_date(i) {
                i = end;
                continue;
            }
            match self.read(i) {
                Some((expression, end)) if end > i => {
                    found.push((expression, i, end));
                    i = end;
                }
                _ => i += 1,
            }
        }
        found
    }

    /// Past "every Monday", "fiscal 2024", "the year ended March 31": they look like dates and are none.
    fn no_date(&self, i: usize) -> Option<usize> {
        let no_day = |w| matches!(w, TimeWord::Every | TimeWord::Fiscal).then_some(w);
        let (word, end) = self.pick(i, no_day)?;
        if word == TimeWord::Fiscal && self.is(end, "date") {
            return None;
        }
        let (at, _) = self.the(end);
        let what = longest([self.simple(at), self.range(at)]);
        match (what, word) {
            (Some((_, end)), _) => Some(end),
            (None, TimeWord::Fiscal) => self.year(at).map(|(_, end)| end),
            (None, _) => None,
        }
    }

    fn read(&self, i: usize) -> Read {
        let read = longest([
            self.simple(i),
            self.range(i),
            self.bounded(i),
            self.duration(i),
            self.part_of_day(i),
            self.open_from(i),
        ]);
        read.map(|(expression, end)| self.open_behind(expression, end))
    }

    /// from Tuesday on, from 2016 onwards
    fn open_from(&self, i: usize) -> Read {
        let (_, at) = self.bound(i).filter(|(b, _)| *b == Bound::From)?;
        let year = || self.year(at).map(|(first, end)| (Expression::Years { first, n: 1 }, end));
        let (inner, end) = longest([self.simple(at), year()]).filter(|(e, _)| e.is_calendar())?;
        let (_, end) = self.pick(end, |w| (w == TimeWord::Onward).then_some(()))?;
        let alone = self.pieces.get(end).is_none_or(|p| p.kind == PieceKind::Mark);
        alone.then(|| (Expression::Bounded(Bound::Since, Box::new(inner)), end))
    }

    /// in the evening, at dawn, by midnight
    fn part_of_day(&self, i: usize) -> Read {
        let (bound, at) = self.bound(i)?;
        let (at, the) = self.the(at);
        let the = the || self.is(at.wrapping_sub(1), "the");
        let (part, end) = self.daypart(at)?;
        let point = !matches!(part, "EV" | "AF") && bound == Bound::At;
        let sound = point || (the && matches!(bound, Bound::In | Bound::During));
        let alone = !self.is(end, "of") && !self.is(end, "-") && self.weekday(end).is_none();
        // "at night" tells of many nights
        let many = part == "NI" && bound == Bound::At && self.is(at, "night");
        (sound && alone && !many).then(|| (Expression::PartOfDay(format!("T{part}")), end))
    }

    /// 2012 or later; from 2016 onwards
    fn open_behind(&self, expression: Expression, end: usize) -> (Expression, usize) {
        let dated = matches!(
            expression,
            Expression::Years { n: 1, .. } | Expression::Day { .. } | Expression::Month { .. }
        );
        let joined = self.skip(end, &["or", "and"]);
        let later = self.pick(joined, |w| {
            matches!(w, TimeWord::Direction(Direction::Later | Direction::After)).then_some(())
        });
        match later {
            // "and after talks" goes on with something else
            Some((_, next))
                if dated
                    && joined > end
                    && self.pieces.get(next).is_none_or(|p| p.kind == PieceKind::Mark) =>
            {
                (Expression::Bounded(Bound::Since, Box::new(expression)), next)
            }
            _ => (expression, end),
        }
    }

    // Looking at single pieces.

    /// The longest phrase at a piece that means one sort of thing, and the piece after it.
    pub(super) fn pick<R>(&self, i: usize, f: impl Fn(TimeWord) -> Option<R>) -> Option<(R, usize)> {
        let readings = self.readings.get(i)?;
        readings.iter().filter_map(|(n, word, _)| Some((f(*word)?, i + n))).max_by_key(|(_, end)| *end)
    }

    pub(super) fn is(&self, i: usize, text: &str) -> bool {
        self.pieces.get(i).is_some_and(|p| p.is(text))
    }

    /// Past any one of these marks or words, if it stands there.
    pub(super) fn skip(&self, i: usize, texts: &[&str]) -> usize {
        if texts.iter().any(|t| self.is(i, t)) { i + 1 } else { i }
    }

    pub(super) fn bound(&self, i: usize) -> Option<(Bound, usize)> {
        self.pick(i, |w| if let TimeWord::Bound(b) = w { Some(b) } else { None })
    }

    pub(super) fn shift(&self, i: usize) -> Option<(Shift, usize)> {
        let (at, the) = self.the(i);
        let shift = self.pick(at, |w| if let TimeWord::Shift(s) = w { Some(s) } else { None })?;
        // "that same day"
        let more = self.pick(shift.1, |w| (w == TimeWord::Shift(Shift::Same)).then_some(Shift::Same));
        let (shift, end) = more.unwrap_or(shift);
        // "same" without "the" is no date.
        (shift != Shift::Same || the || more.is_some()).then_some((shift, end))
    }

    pub(super) fn unit(&self, i: usize) -> Option<(Unit, usize)> {
        self.pick(i, |w| if let TimeWord::Unit(u) = w { Some(u) } else { None })
    }

    fn portion(&self, i: usize) -> Option<(Portion, usize)> {
        self.pick(i, |w| if let TimeWord::Portion(p) = w { Some(p) } else { None })
    }

    fn direction(&self, i: usize) -> Option<(Direction, usize)> {
        self.pick(i, |w| if let TimeWord::Direction(d) = w { Some(d) } else { None })
    }

    pub(super) fn daypart(&self, i: usize) -> Option<(&'static str, usize)> {
        self.pick(i, |w| if let TimeWord::DayPart(p) = w { Some(p) } else { None })
    }

    /// Past "the".
    pub(super) fn the(&self, i: usize) -> (usize, bool) {
        let there = self.is(i, "the");
        (i + usize::from(there), there)
    }

    /// A month; whether its word needs something beside it.
    pub(super) fn month(&self, i: usize) -> Option<(i8, Care, usize)> {
        self.with_care(i, |w| if let TimeWord::Month(m) = w { Some(m) } else { None })
    }

    pub(super) fn weekday(&self, i: usize) -> Option<(i8, Care, usize)> {
        self.with_care(i, |w| if let TimeWord::Weekday(d) = w { Some(d) } else { None })
    }

    /// An abbreviation's full stop belongs to it, unless it ends the sentence.
    fn with_care(&self, i: usize, f: impl Fn(TimeWord) -> Option<i8>) -> Option<(i8, Care, usize)> {
        let (n, word, care) = self.readings.get(i)?.iter().find(|(_, word, _)| f(*word).is_some())?;
        if *care == Care::Cased && !self.pieces[i].cased {
            return None;
        }
        let mut end = i + n;
        let abbreviated = *care == Care::Short || self.pieces[i].text.len() <= 4;
        if abbreviated && self.is(end, ".") && !self.pieces[end].spaced && end + 1 < self.pieces.len() {
            end += 1;
        }
        f(*word).map(|value| (value, *care, end))
    }

    /// Whether the words before speak of time: "in", "since", "last", "early"; for what is no common word or
    /// name also "by", "of", "before".
    pub(super) fn is_led(&self, i: usize, care: Care) -> bool {
        let before =
            (1..=3).filter_map(|n| i.checked_sub(n)).find(|k| !self.is(*k, "the") && !self.is(*k, "-"));
        let Some(k) = before else { return false };
        let leads = |word: &TimeWord| match word {
            TimeWord::Bound(Bound::In | Bound::Since | Bound::Until | Bound::During | Bound::Between) => true,
            TimeWord::Bound(Bound::Of) if k > 0 && self.unit(k - 1).is_some() => true,
            TimeWord::Bound(Bound::By | Bound::Of | Bound::Before | Bound::After) => care == Care::Short,
            TimeWord::Shift(_) | TimeWord::Portion(_) => true,
            _ => false,
        };
        // A phrase of several words ends at k.
        (0..=k.min(2)).any(|n| {
            let start = k - n;
            self.readings[start].iter().any(|(len, word, _)| start + len == k + 1 && leads(word))
        })
    }

    // Expressions of several pieces.

    /// An expression without "since", "from … to"; with the time of day, if told.
    pub(super) fn simple(&self, i: usize) -> Read {
        if self.depth.get() >= DEEPEST {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let base = longest([
            self.memory(i),
            self.part(i),
            self.away(i),
            self.stretch(i),
            self.ahead(i),
            self.calendar(i),
            self.day(i),
            self.nth(i),
            self.month_or_year(i),
            self.relative_weekday(i),
            self.plain(i),
            self.time_first(i),
        ]);
        let read = base.map(|(expression, end)| self.with_time_of_day(expression, end));
        self.depth.set(self.depth.get() - 1);
        read
    }

    /// the September 11 attacks, 9/11
    fn memory(&self, i: usize) -> Read {
        let memory = |w| match w {
            TimeWord::Memory(year, month, day, named) => Some((year, month, day, named)),
            _ => None,
        };
        let ((year, month, day, named), end) = self.pick(i, memory)?;
        let deed = self.pick(end, |w| (w == TimeWord::Remembered).then_some(()));
        let that_day = Date::new(year, month, day).ok()?;
        let one = deed.is_some_and(|(_, end)| !self.pieces[end - 1].text.ends_with('s'));
        // "The September 11 attack", told a week later in another year, is one of this year.
        let fresh = |today: Date| {
            let again = Date::new(today.year(), month, day);
            let since = again.ok().and_then(|d| d.until(today).ok()).map(|s| s.get_days());
            that_day >= today || (one && since.is_some_and(|n| (0..30).contains(&n)))
        };
        let known = named || (deed.is_some() && !self.published.is_some_and(fresh));
        known.then_some((Expression::Day { year: Some(year), month, day, shift: None, weekday: None }, end))
    }

    /// today; now; Christmas 2019
    fn plain(&self, i: usize) -> Read {
        let days =
            self.pick(i, |w| if let TimeWord::Day(a, b) = w { Some(Expression::Days(a, b)) } else { None });
        let now = self.pick(i, |w| if let TimeWord::Ref(r) = w { Some(Expression::Ref(r)) } else { None });
        let holiday = || {
            let (shift, at) = self.shift(i).map_or((None, i), |(s, at)| (Some(s), at));
            let (holiday, end) =
                self.pick(at, |w| if let TimeWord::Holiday(h) = w { Some(h) } else { None })?;
            let (year, end) = self.year_behind(end);
            Some(self.of_relative_year(Expression::Holiday { holiday, year, shift }, end))
        };
        let to_date = || {
            let (at, _) = self.the(i);
            let (unit, end) = self.pick(at, |w| if let TimeWord::ToDate(u) = w { Some(u) } else { None })?;
            let period = Box::new(Expression::Calendar { unit, shift: Shift::This });
            Some((Expression::Part(Portion::Earlier, period), end))
        };
        longest([days, now, holiday(), to_date()])
    }

    /// early March, the end of the year, later that day
    fn part(&self, i: usize) -> Read {
        let (portion, mut at) = self.portion(i)?;
        at = self.skip(at, &["-"]);
        if let Some((_, next)) = self.bound(at)
            && matches!(self.bound(at), Some((Bound::In | Bound::On | Bound::Of, _)))
        {
            at = next;
        }
        let (unit_at, the) = self.the(at);
        let the_unit = self.unit(unit_at).filter(|_| the || portion == Portion::Late);
        let read = match the_unit {
            Some((unit, end)) if self.simple(at).is_none_or(|(_, e)| e <= end) => {
                Some((Expression::Calendar { unit, shift: Shift::The }, end))
            }
            _ => self.simple(at).or_else(|| self.simple(unit_at)),
        };
        let (inner, end) = read?;
        let sound = inner.is_calendar() && !matches!(inner, Expression::Ref(_) | Expression::Away { .. });
        sound.then(|| (Expression::Part(portion, Box::new(inner)), end))
    }

    /// last month, this week, the same day, the weekend
    fn calendar(&self, i: usize) -> Read {
        if let Some(read) = self.steps(i).or_else(|| self.daypart_of(i)) {
            return Some(read);
        }
        if let Some((shift, at)) = self.shift(i) {
            let (unit, end) = self.unit(at)?;
            let plural = self.pieces[end - 1].text.ends_with('s');
            let read = match (shift, plural) {
                (Shift::Past | Shift::Last | Shift::Previous, true) => Expression::Ref("PAST_REF"),
                (_, true) => Expression::Ref("FUTURE_REF"),
                (Shift::Past, false) => Expression::Stretch { n: 1.0, unit, shift },
                (shift, false) => Expression::Calendar { unit, shift },
            };
            let weekday = || {
                // "next week on Friday"
                let at = self.skip(self.skip(end, &[",", "-"]), &["on"]);
                let (day, _, end) = self.weekday(at).filter(|_| unit == Unit::Week && !plural)?;
                Some((Expression::WeekdayOf { day, week: shift }, end))
            };
            return weekday().or_else(|| self.genitive_year(shift, unit, end)).or(Some((read, end)));
        }
        let (at, the) = self.the(i);
        let (unit, end) = self.unit(at).filter(|(u, _)| the && *u == Unit::Weekend)?;
        Some((Expression::Calendar { unit, shift: Shift::The }, end))
    }

    /// the week before last, the year after next
    fn steps(&self, i: usize) -> Read {
        let (at, the) = self.the(i);
        let (unit, at) = self.unit(at).filter(|_| the)?;
        let (direction, at) = self.direction(at)?;
        let (shift, end) = self.pick(at, |w| if let TimeWord::Shift(s) = w { Some(s) } else { None })?;
        let n = match (direction, shift) {
            (Direction::Before, Shift::Last) => -2,
            (Direction::After, Shift::Next) => 2,
            _ => return None,
        };
        // "the week before last Friday" counts from a day
        let alone = self.unit(end).is_none() && self.weekday(end).is_none() && self.month(end).is_none();
        alone.then_some((Expression::Steps { unit, n }, end))
    }

    /// the next morning, that night, the previous evening
    fn daypart_of(&self, i: usize) -> Read {
        let (shift, at) = self.shift(i)?;
        let (part, end) = self.daypart(at)?;
        let told =
            matches!(shift, Shift::Next | Shift::Following | Shift::Previous | Shift::Same | Shift::That);
        let day = Expression::Calendar { unit: Unit::Day, shift };
        told.then(|| (Expression::At(format!("T{part}"), Box::new(day)), end))
    }

    /// next year's first quarter
    fn genitive_year(&self, shift: Shift, unit: Unit, end: usize) -> Read {
        if unit != Unit::Year || !self.is(end, "'s") {
            return None;
        }
        let (inner, end) = self.month_or_year(end + 1).or_else(|| self.plain(end + 1))?;
        (inner.year().is_none() && inner.is_calendar())
            .then(|| (Expression::OfYear(shift, Box::new(inner)), end))
    }

    /// the past three weeks, next few days, 5 upcoming years
    fn stretch(&self, i: usize) -> Read {
        if let Some((shift, at)) = self.shift(i) {
            let (n, _, at) = self.quantity(at)?;
            let (unit, end) = self.unit(at)?;
            let nth = self.nth_stretch(shift, n, unit, end);
            return nth.or(Some((Expression::Stretch { n, unit, shift }, end)));
        }
        let (n, _, at) = self.quantity(i)?;
        let (shift, at) = self.shift(at)?;
        let (unit, end) = self.unit(at)?;
        Some((Expression::Stretch { n, unit, shift }, end))
    }

    /// the last three months of 2019
    fn nth_stretch(&self, shift: Shift, n: f64, unit: Unit, end: usize) -> Read {
        let (inner, end) = self.of(end).filter(|_| shift == Shift::Last)?;
        Some((Expression::NthUnit { nth: -1, n: n as i16, unit, of: Box::new(inner) }, end))
    }

    /// Behind "of" or "in": a date, or "the year".
    pub(super) fn of(&self, i: usize) -> Read {
        let at = self.skip(i, &["of", "in"]);
        if at == i {
            return None;
        }
        let (unit_at, the) = self.the(at);
        let the_unit = || {
            let (unit, end) = self.unit(unit_at).filter(|_| the)?;
            Some((Expression::Calendar { unit, shift: Shift::The }, end))
        };
        longest([self.simple(at), the_unit()])
    }

    /// How many: a number, "a few", "a". Whether it is vague, and the piece after it.
    pub(super) fn quantity(&self, i: usize) -> Option<(f64, bool, usize)> {
        let about = self.pick(i, |w| matches!(w, TimeWord::About(_)).then_some(()));
        let starts = about.map(|(_, at)| at).into_iter().chain([i]);
        starts.into_iter().find_map(|at| self.bare_quantity(at))
    }

    fn bare_quantity(&self, i: usize) -> Option<(f64, bool, usize)> {
        if let Some((n, end)) = self.pick(i, |w| if let TimeWord::Vague(n) = w { Some(n) } else { None }) {
            return Some((f64::from(n), n > 2, end));
        }
        let (n, end) = self.numbers.cardinal(self.pieces, i).or_else(|| {
            let article = |w| if let NumberWord::Article(n) = w { Some(n) } else { None };
            let (n, taken) = self.numbers.longest(self.pieces, i, article)?;
            Some((n, i + taken))
        })?;
        let half = self.is(end, "and") && self.is(end + 1, "a") && self.is(end + 2, "half");
        Some(if half { (n + 0.5, false, end + 3) } else { (n, false, self.skip(end, &["-"])) })
    }

    /// two weeks ago, a day earlier, the day before, three days after Easter, hours later
    fn away(&self, i: usize) -> Read {
        let (n, vague, at) = match self.quantity(i) {
            Some(found) => found,
            None => {
                let (at, the) = self.the(i);
                if !the {
                    return self.away_unnumbered(i);
                }
                (1.0, false, at)
            }
        };
        let (unit, at) = self.unit(at).or_else(|| self.daypart(at).map(|(_, end)| (Unit::Day, end)))?;
        let (direction, end) = self.direction(at)?;
        let the_day = self.the(i).1;
        let away = |from, back, end| Some((Expression::Away { n, vague, unit, from, back }, end));
        match direction {
            _ if the_day && !matches!(direction, Direction::Before | Direction::After) => None,
            Direction::Ago => self.ago_on_weekday(n, unit, end).or_else(|| away(Origin::Now, true, end)),
            Direction::Hence => away(Origin::Now, false, end),
            Direction::Earlier => away(Origin::Told, true, end),
            Direction::Later => away(Origin::Told, false, end),
            Direction::Before | Direction::After | Direction::From => {
                let back = direction == Direction::Before;
                if let Some((inner, end)) = self.simple(end).filter(|(inner, _)| inner.is_calendar()) {
                    return away(Origin::At(Box::new(inner)), back, end);
                }
                let alone = self.pieces.get(end).is_none_or(|p| p.kind == PieceKind::Mark);
                match (alone, direction) {
                    (_, Direction::From) => None,
                    // "the two years since the war"
                    (false, _) if self.is(at, "since") => None,
                    (true, _) => away(Origin::Told, back, end),
                    (false, _) => (!vague).then_some((Expression::Anchor { n, unit, back }, end)),
                }
            }
        }
    }

    /// hours later, weeks ago, hours after the raid
    fn away_unnumbered(&self, i: usize) -> Read {
        let (unit, at) = self.unit(i).filter(|(_, end)| self.pieces[end - 1].text.ends_with('s'))?;
        let (direction, end) = self.direction(at)?;
        let short = matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
        let back = matches!(direction, Direction::Ago | Direction::Earlier | Direction::Before);
        match direction {
            Direction::From | Direction::Hence => None,
            Direction::Before | Direction::After if short => {
                Some((Expression::Anchor { n: 0.0, unit, back }, end))
            }
            Direction::Before | Direction::After => None,
            _ if short => {
                let from = if direction == Direction::Ago { Origin::Now } else { Origin::Told };
                Some((Expression::Away { n: 0.0, vague: false, unit, from, back }, end))
            }
            Direction::Ago => Some((Expression::Ref("PAST_REF"), end)),
            Direction::Earlier | Direction::Later => Some((Expression::Ref("XXXX-XX-XX"), end)),
        }
    }

    /// a week ago Tuesday, two weeks ago on Friday
    fn ago_on_weekday(&self, n: f64, unit: Unit, end: usize) -> Read {
        let (day, _, end) = self.weekday(self.skip(end, &["on"])).filter(|_| unit == Unit::Week)?;
        let inner = Box::new(Expression::Weekday { day, shift: None });
        Some((Expression::Away { n, vague: false, unit, from: Origin::At(inner), back: true }, end))
    }

    /// in two weeks, within three years
    fn ahead(&self, i: usize) -> Read {
        let (bound, at) = self.bound(i)?;
        match bound {
            Bound::In if !self.is(i + 1, "the") => {
                if let Some(read) = self.away(at) {
                    return Some(read);
                }
                let (n, _, at) = self.quantity(at)?;
                let (unit, end) = self.unit(at)?;
                let genitive = self.is(end, "'s") || self.is(end, "'");
                Some((
                    Expression::Ahead { n, unit },
                    if genitive { self.skip(end + 1, &["time"]) } else { end },
                ))
            }
            Bound::Within => {
                let at = self.shift(at).map_or(at, |(_, at)| at);
                if let Some(end) = self.within_the_day(at) {
                    let (unit, from) = (Unit::Hour, Origin::Told);
                    return Some((Expression::Away { n: 0.0, vague: false, unit, from, back: false }, end));
                }
                let (n, _, at) = self.quantity(at)?;
                let (unit, end) = self.unit(at)?;
                Some((Expression::Within { n, unit }, end))
            }
            _ => None,
        }
    }

    /// within hours, within minutes, within the day
    fn within_the_day(&self, i: usize) -> Option<usize> {
        let (at, the) = self.the(i);
        let (unit, end) = self.unit(at)?;
        let plural = self.pieces[end - 1].text.ends_with('s');
        ((the && unit == Unit::Day) || (!the && plural && unit <= Unit::Hour)).then_some(end)
    }

    /// since February 24, by Friday, before 2018
    fn bounded(&self, i: usize) -> Read {
        let (bound, at) = self.bound(i)?;
        if !matches!(bound, Bound::Since | Bound::Until | Bound::By | Bound::Before | Bound::After) {
            return None;
        }
        let (the_at, _) = self.the(at);
        let year = || {
            let at =
                if self.unit(the_at).is_some_and(|(u, _)| u == Unit::Year) { the_at + 1 } else { the_at };
            let (year, end) = self.year(at)?;
            Some((Expression::Years { first: year, n: 1 }, end))
        };
        let (inner, end) = longest([self.simple(at), year(), self.simple(the_at)])?;
        let sound = inner.is_calendar()
            && match inner {
                Expression::Away { .. } => matches!(bound, Bound::Since | Bound::Until),
                Expression::Stretch { .. } => false,
                _ => true,
            };
        // "After two years of war" is no date, and "by" names a doer more often than a day.
        sound.then(|| (Expression::Bounded(bound, Box::new(inner)), end))
    }

    /// three days, two and a half hours, a three-week truce
    fn duration(&self, i: usize) -> Read {
        let article = self.numbers.at(self.pieces, i).any(|(_, w)| matches!(w, NumberWord::Article(_)));
        let after_for = i > 0 && self.is(i - 1, "for");
        let (n, vague, at) = self.quantity(i)?;
        let (unit, end) = self.unit(at)?;
        let bare_article = article && n == 1.0 && at == i + 1;
        let at_old = self.skip(end, &["-"]);
        if (bare_article && !after_for) || self.is(at_old, "old") || self.is(at_old, "olds") {
            return None;
        }
        Some((Expression::Duration(super::resolve::duration_value(n, vague, unit)), end))
    }
}
