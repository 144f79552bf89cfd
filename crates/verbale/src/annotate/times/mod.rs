//! Finds time expressions and counts them from the day of publication.
//!
//! The words are in `times.tsv`; `grammar` combines them, `resolve` counts them in the calendar, `look` tells
//! from the verb whether a sentence looks back or ahead, `attach` says which time belongs to an event.

mod attach;
mod beginnings;
mod calendar;
mod dates;
mod expression;
mod grammar;
mod look;
mod ranges;
mod resolve;

use self::attach::is_word_before_noun;
pub use attach::{is_before_noun, is_plain_past, time_of, when_ahead, when_of};

use self::calendar::Days;
use self::expression::Expression;
use self::grammar::Grammar;
use self::look::look_of;
use self::resolve::{Counted, Counting, Look};
use crate::document::{Precision, SentenceId, Span, Syntax, Time, TokenId};
use crate::lexicon::{Lexicon, cut_pieces};
use jiff::civil::Date;

/// Dates, weekdays, "last month", "two days earlier", "in 2019".
///
/// Expressions that only count from the day of publication have no days if that is not known; "two days
/// earlier" counts from the day last named in the text.
///
/// ```
/// use verbale::{date, english};
/// let doc = english().published(date(2024, 3, 6)).annotate("Talks began in Oslo on Monday.");
/// assert_eq!(doc.times[0].start, Some(date(2024, 3, 4)));
/// ```
pub fn find_times(syntax: &Syntax, published: Option<Date>, lexicon: &Lexicon) -> Vec<Time> {
    let mut found: Vec<Time> = Vec::new();
    let mut told = Told::default();
    for (n, sentence) in syntax.sentences.iter().enumerate() {
        let pieces = cut_pieces(syntax.text, sentence.span);
        let grammar = Grammar::new(&pieces, &lexicon.times, &lexicon.numbers, published);
        let mut here: Vec<(Time, Option<Expression>)> = Vec::new();
        for (expression, first, end) in grammar.read_all() {
            let span = pieces[first].span.join(pieces[end - 1].span);
            let anchor = matches!(expression, Expression::Anchor { .. });
            let head = if anchor { last_word(syntax, span) } else { head_of(syntax, span) };
            let Some(head) = head.filter(|h| !is_address(syntax.form(*h))) else { continue };
            let counting = Counting {
                published,
                told: told.last,
                told_day: told.day,
                look: look_of(syntax, head, lexicon),
            };
            let part_of_day = matches!(expression, Expression::PartOfDay(_));
            if part_of_day && !told.is_fresh(n) {
                continue;
            }
            let counted = counting.count(&expression);
            if !anchor && !matches!(expression, Expression::Ref(_)) {
                told.hear(&counted, n, is_old_name(syntax, head, &counted, published));
            }
            let time = Time {
                span,
                head,
                sentence: SentenceId::at(n),
                start: counted.start,
                end: counted.end,
                precision: counted.precision,
                value: counted.value.into(),
            };
            here.push((time, anchor.then_some(expression)));
        }
        count_anchors(syntax, &mut here);
        found.extend(here.into_iter().map(|(time, _)| time));
    }
    found
}

/// The days that a stretch of text tells in full, year and all.
pub fn find_full_days(text: &str, span: Span, lexicon: &Lexicon) -> Vec<(Span, Date)> {
    let pieces = cut_pieces(text, span);
    let grammar = Grammar::new(&pieces, &lexicon.times, &lexicon.numbers, None);
    let counting = Counting { published: None, told: None, told_day: None, look: Look::Unknown };
    let day = |(expression, first, end): (Expression, usize, usize)| {
        let counted = counting.count(&expression);
        let day =
            counted.start.filter(|_| counted.precision == Precision::Day && counted.start == counted.end)?;
        Some((pieces[first].span.join(pieces[end - 1].span), day))
    };
    grammar.read_all().into_iter().filter_map(day).collect()
}

/// What days the text has named so far.
#[derive(Debug, Default)]
struct Told {
    last: Option<(Days, Precision)>,
    day: Option<Date>,
    /// Where that day was named.
    sentence: usize,
}

impl Told {
    fn hear(&mut self, counted: &Counted, sentence: usize, is_name: bool) {
        let (Some(start), Some(end)) = (counted.start, counted.end) else { return };
        if is_name {
            return;
        }
        self.last = Some(((start, end), counted.precision));
        if start == end && counted.precision == Precision::Day {
            (self.day, self.sentence) = (Some(start), sentence);
        }
    }

    /// Whether a day was named in this sentence or the one before.
    fn is_fresh(&self, sentence: usize) -> bool {
        self.day.is_some() && sentence - self.sentence <= 1
    }
}

/// "On Tuesday, a day after the truce took effect": the truce counts from the other day of its sentence, the day of the
/// release. "A day after the vote on Sunday": here the other day is that of the vote, and what is counted from it is the day
/// of the sentence itself. Where there is no other day, nothing is known.
fn count_anchors(syntax: &Syntax, here: &mut Vec<(Time, Option<Expression>)>) {
    let days: Vec<(Time, Date)> = here
        .iter()
        .filter(|(t, anchor)| anchor.is_none() && t.precision == Precision::Day && t.start == t.end)
        .filter_map(|(t, _)| Some((t.clone(), t.start?)))
        .collect();
    here.retain_mut(|(time, anchor)| {
        let Some(Expression::Anchor { n, unit, back }) = *anchor else { return true };
        let anchored = syntax.head(time.head);
        let of_anchor = days.iter().find(|(t, _)| t.head > time.head && syntax.head(t.head) == anchored);
        let before = days.iter().rev().find(|(t, _)| t.span.end <= time.span.start);
        let Some((_, day)) = of_anchor.or(before).or_else(|| days.first()) else { return false };
        let back = if of_anchor.is_some() { !back } else { back };
        if of_anchor.is_some() {
            time.head = head_of(syntax, time.span).unwrap_or(time.head);
        }
        let told = Some(((*day, *day), Precision::Day));
        let counting = Counting { published: None, told, told_day: Some(*day), look: Look::Unknown };
        let counted = counting.count(&Expression::Anchor { n, unit, back });
        (time.start, time.end) = (counted.start, counted.end);
        (time.precision, time.value) = (counted.precision, counted.value.into());
        true
    });
}

fn last_word(syntax: &Syntax, span: Span) -> Option<TokenId> {
    syntax.token_at(span.end.checked_sub(1)?)
}

/// "The November 27 deal": a day that only tells which deal. "A day later" does not count from there; but it does from that of
/// "Tuesday's meeting", which is news.
fn is_old_name(syntax: &Syntax, head: TokenId, counted: &Counted, published: Option<Date>) -> bool {
    let fresh = |day: Date| published.is_some_and(|p| day.until(p).is_ok_and(|s| s.get_days().abs() <= 14));
    is_word_before_noun(syntax, head) && !counted.start.is_some_and(fresh)
}

/// The word of a span on which the others depend; without a parse the last one.
fn head_of(syntax: &Syntax, span: Span) -> Option<TokenId> {
    let first = syntax.tokens.partition_point(|t| t.span.end <= span.start);
    let words: Vec<TokenId> = (first..syntax.tokens.len())
        .map(TokenId::at)
        .take_while(|t| syntax.token(*t).span.start < span.end)
        .collect();
    let parsed = words.iter().any(|t| syntax.head(*t).is_some());
    let inside = |t: TokenId| syntax.token(t).span.overlaps(span);
    let case = |t: TokenId| matches!(syntax.deprel(t).as_str(), "case" | "mark" | "punct" | "det");
    let top = words.iter().copied().find(|t| !syntax.head(*t).is_some_and(inside) && !case(*t));
    if parsed { top.or(words.last().copied()) } else { words.last().copied() }
}

/// Dates in web addresses are no part of the report.
fn is_address(form: &str) -> bool {
    form.contains("://") || form.contains("www.") || form.contains('@')
}

#[cfg(test)]
mod tests {
    use crate::{Date, date, english};

    /// Published on Wednesday, 16 March 2022.
    fn check(text: &str, expected: &[&str]) {
        check_on(Some(date(2022, 3, 16)), text, expected);
    }

    fn check_on(published: Option<Date>, text: &str, expected: &[&str]) {
        let about = crate::About { published, ..crate::About::default() };
        let doc = english().about(about).annotate(text);
        let day = |d: Option<Date>| d.map_or(String::new(), |d| d.to_string());
        let found: Vec<String> = doc
            .times
            .iter()
            .map(|t| match (t.start, t.end) {
                (None, None) => format!("{}: {}", doc.slice(t.span), t.value),
                (a, b) if a == b => format!("{}: {}", doc.slice(t.span), day(a)),
                (a, b) => format!("{}: {}..{}", doc.slice(t.span), day(a), day(b)),
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn weekdays_look_back_unless_the_sentence_looks_ahead() {
        check("The envoys met on Monday.", &["Monday: 2022-03-14"]);
        check("The envoys met on Wednesday.", &["Wednesday: 2022-03-16"]);
        check("The envoys will meet on Friday.", &["Friday: 2022-03-18"]);
        check("The envoys met last Friday.", &["last Friday: 2022-03-11"]);
        check("Polls open next Sunday.", &["next Sunday: 2022-03-20"]);
        check("The court ruled late Sunday.", &["late Sunday: 2022-03-13"]);
        check(
            "Teachers will strike from Thursday to Monday.",
            &["from Thursday to Monday: 2022-03-17..2022-03-21"],
        );
        check(
            "Teachers will strike from Monday to Friday.",
            &["from Monday to Friday: 2022-03-21..2022-03-25"],
        );
        check("Teachers struck from Monday to Tuesday.", &["from Monday to Tuesday: 2022-03-14..2022-03-15"]);
        check("The planes hit the camp on Monday.", &["Monday: 2022-03-14"]);
        check("A summit planned for Friday was called off.", &["Friday: 2022-03-18"]);
        check("He had promised it in December.", &["December: 2021-12-01..2021-12-31"]);
        check("They met a week ago Tuesday.", &["a week ago Tuesday: 2022-03-08"]);
        check("They meet every Monday.", &[]);
        check("He was freed on Tuesday evening.", &["Tuesday evening: 2022-03-15"]);
    }

    #[test]
    fn dates_are_read_in_the_style_of_any_newsroom() {
        check("It was signed on March 3.", &["March 3: 2022-03-03"]);
        check("It was signed on December 30.", &["December 30: 2021-12-30"]);
        check("It was signed on 30 March 2021.", &["30 March 2021: 2021-03-30"]);
        check("It was signed on Friday, January 4, 2019.", &["Friday, January 4, 2019: 2019-01-04"]);
        check("It was signed on the 4th of May 2019.", &["the 4th of May 2019: 2019-05-04"]);
        check("It was signed on 2021-03-30.", &["2021-03-30: 2021-03-30"]);
        check("It was signed on 30/03/2021.", &["30/03/2021: 2021-03-30"]);
        check("It was signed on 30.03.2021.", &["30.03.2021: 2021-03-30"]);
        check("It was signed on Feb. 12 in Oslo.", &["Feb. 12: 2022-02-12"]);
        check("It was signed at 10 a.m. on Monday.", &["10 a.m. on Monday: 2022-03-14"]);
    }

    #[test]
    fn periods_have_a_first_and_a_last_day() {
        check("Fighting went on last month.", &["last month: 2022-02-01..2022-02-28"]);
        check("Fighting went on this week.", &["this week: 2022-03-14..2022-03-20"]);
        check("Fighting went on over the weekend.", &["the weekend: 2022-03-12..2022-03-13"]);
        check("Fighting went on in the past three weeks.", &["the past three weeks: 2022-02-23..2022-03-16"]);
        check("Fighting went on in 2019.", &["2019: 2019-01-01..2019-12-31"]);
        check("Fighting went on in the 1990s.", &["the 1990s: 1990-01-01..1999-12-31"]);
        check("Fighting went on in March 2021.", &["March 2021: 2021-03-01..2021-03-31"]);
        check("Fighting went on in early March.", &["early March: 2022-03-01..2022-03-15"]);
        check("Fighting went on last summer.", &["last summer: 2021-06-01..2021-08-31"]);
        check(
            "Growth slowed in the third quarter of 2021.",
            &["the third quarter of 2021: 2021-07-01..2021-09-30"],
        );
        check("Shelling went on overnight.", &["overnight: 2022-03-15..2022-03-16"]);
    }

    #[test]
    fn ranges_share_month_and_year() {
        check("He stayed from 3 to 5 May 2021.", &["from 3 to 5 May 2021: 2021-05-03..2021-05-05"]);
        check("He stayed from May 3-5, 2021.", &["from May 3-5, 2021: 2021-05-03..2021-05-05"]);
        check("He ruled between 2011 and 2014.", &["between 2011 and 2014: 2011-01-01..2014-12-31"]);
        check(
            "He stayed in Oslo from March to May 2021.",
            &["from March to May 2021: 2021-03-01..2021-05-31"],
        );
        check(
            "It rained the night of Monday to Tuesday.",
            &["the night of Monday to Tuesday: 2022-03-14..2022-03-15"],
        );
    }

    #[test]
    fn since_and_until_leave_one_end_open() {
        check("They have fought since February 24.", &["since February 24: 2022-02-24.."]);
        check("They boycotted the ships from Tuesday on.", &["from Tuesday on: 2022-03-15.."]);
        check("It was banned from 2016 onwards.", &["from 2016 onwards: 2016-01-01.."]);
        check("The truce holds until Friday.", &["until Friday: ..2022-03-18"]);
        check("They fled before 2018.", &["before 2018: ..2017-12-31"]);
    }

    #[test]
    fn two_days_earlier_counts_from_the_day_last_named() {
        check(
            "The bridge fell on March 3. Two days earlier it had been closed.",
            &["March 3: 2022-03-03", "Two days earlier: 2022-03-01"],
        );
        check(
            "The bridge fell on 3 March 2020. The next day it was sealed off.",
            &["3 March 2020: 2020-03-03", "The next day: 2020-03-04"],
        );
        check("He resigned three weeks ago.", &["three weeks ago: 2022-02-21..2022-02-27"]);
        check("He resigned a day after the vote.", &[]);
    }

    #[test]
    fn without_a_day_of_publication_only_full_dates_are_resolved() {
        check_on(
            None,
            "They met on Monday and on 4 May 2021.",
            &["Monday: XXXX-WXX-1", "4 May 2021: 2021-05-04"],
        );
        check_on(None, "They met on May 4 and yesterday.", &["May 4: XXXX-05-04", "yesterday: PAST_REF"]);
        check_on(
            None,
            "They met on 4 May 2021, a week after the summit.",
            &["4 May 2021: 2021-05-04", "a week after: 2021-04-27"],
        );
    }

    #[test]
    fn years_of_account_are_left_alone() {
        check("Revenue fell in fiscal 2021.", &[]);
        check("Revenue fell in the year ended December 31.", &[]);
        check("Exports rose in the year to date.", &["the year to date: 2022-01-01..2022-03-16"]);
    }

    #[test]
    fn a_deed_named_for_its_day_keeps_its_year() {
        check("He praised the September 11 attacks.", &["September 11: 2001-09-11"]);
        check("He wrote of 9/11 at length.", &["9/11: 2001-09-11"]);
        check("He was born on September 11.", &["September 11: 2021-09-11"]);
    }

    #[test]
    fn the_next_morning_and_hours_later_count_from_the_day_last_named() {
        check(
            "The bridge fell on March 3. The next morning it was sealed off.",
            &["March 3: 2022-03-03", "The next morning: 2022-03-04"],
        );
        check(
            "The bridge fell on March 3. Hours later it was sealed off.",
            &["March 3: 2022-03-03", "Hours later: 2022-03-03"],
        );
        check(
            "The bridge fell on March 3. It was sealed off in the evening.",
            &["March 3: 2022-03-03", "in the evening: 2022-03-03"],
        );
        check("It was sealed off in the evening.", &[]);
        check(
            "The bridge fell on Monday, a day after the dam broke.",
            &["Monday: 2022-03-14", "a day after: 2022-03-13"],
        );
        check(
            "The November 27 deal was void. It was signed on March 3, 2022. A day later it was lost.",
            &["November 27: 2021-11-27", "March 3, 2022: 2022-03-03", "A day later: 2022-03-04"],
        );
    }

    #[test]
    fn durations_have_a_length_and_no_day() {
        check("They talked for three days.", &["three days: P3D"]);
        check("A boy of 12 years old fled.", &[]);
    }

    #[test]
    fn names_and_numbers_are_no_dates() {
        check("May said she would go on.", &[]);
        check("April Jones and 2000 soldiers may march.", &[]);
        check("More than 2000 people marched.", &[]);
        check("The Sunday Times paid $2015 for it.", &[]);
    }
}
