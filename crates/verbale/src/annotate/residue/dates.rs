//! Stretches of a line that rules name with one word: dates with their clock times, addresses and handles.

use super::read::Unit;
use crate::lexicon::ResidueRules;

/// What a run of units says of a day and an hour.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Stamp {
    /// How many units it takes.
    pub length: usize,
    /// A day with its month.
    pub day: bool,
    pub year: bool,
    pub clock: bool,
}

/// Reads a day and an hour in any order and form: "Wed 30 Mar 2022, 14:05 GMT", "06:12 AM August 05, 2017",
/// "19-10-2017 | 15:33", "2022-03-30T14:05Z".
pub(super) fn read_stamp(units: &[Unit<'_>], rules: &ResidueRules) -> Stamp {
    /// More than this is no stamp.
    const LONGEST: usize = 24;
    let mut stamp = Stamp::default();
    let (mut month, mut numbers) = (false, 0);
    for (at, unit) in units.iter().take(LONGEST).enumerate() {
        let word = unit.lower.as_str();
        if slashed_day(&units[at..]) {
            (stamp.day, stamp.year) = (true, true);
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            if is_written_day(word) {
                (stamp.day, stamp.year) = (true, true);
                stamp.clock |= word.contains('t') && word.contains(':');
            } else if is_clock(word) {
                stamp.clock = true;
            } else if is_year(word) {
                stamp.year = true;
            } else if is_small(word) {
                numbers += 1;
            } else {
                break;
            }
        } else if rules.dates.months.contains(word) {
            month = true;
        } else if rules.dates.fillers.contains(word) {
            stamp.clock |= matches!(word, "am" | "pm" | "a.m" | "p.m") && at > 0;
            if !filler_belongs(units, at, stamp.length) {
                break;
            }
            continue;
        } else if unit.sign && at > 0 {
            continue;
        } else if !rules.dates.days.contains(word) {
            break;
        }
        stamp.length = at + 1;
    }
    stamp.length = with_zone(units, stamp.length, rules);
    stamp.day |= month && numbers > 0;
    stamp
}

/// Whether a small word ("at", "of") stands inside or right behind what was read so far.
fn filler_belongs(units: &[Unit<'_>], at: usize, read: usize) -> bool {
    units[read.min(at)..at].iter().filter(|u| !u.sign).count() < 3
}

/// The end of a stamp with the zone and the half of the day behind its clock time.
fn with_zone(units: &[Unit<'_>], mut end: usize, rules: &ResidueRules) -> usize {
    let first = end;
    while end > 0 && end < units.len() && end < first + 8 {
        let word = units[end].lower.as_str();
        let offset = end > first && word.starts_with(|c: char| c.is_ascii_digit());
        if !(rules.dates.zones.contains(word) || offset || matches!(word, "(" | ")" | "." | "+" | "-" | "/"))
        {
            break;
        }
        end += 1;
    }
    end
}

/// 30.03.2022, 2022-03-30, 30/3/22.
fn is_written_day(word: &str) -> bool {
    let day = word.split('t').next().unwrap_or(word);
    let parts: Vec<&str> = day.split(['.', '-', '/']).collect();
    parts.len() == 3
        && parts.iter().all(|p| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
}

/// 30/3/2022
fn slashed_day(units: &[Unit<'_>]) -> bool {
    let [day, one, month, two, year, ..] = units else { return false };
    let slash = |u: &Unit<'_>| u.form == "/";
    is_small(&day.lower) && slash(one) && is_small(&month.lower) && slash(two) && is_year(&year.lower)
}

/// 14:05, 9.30, 14h05, 9:15pm, 6pm, 1405hrs.
fn is_clock(word: &str) -> bool {
    let bare = word
        .trim_end_matches("hrs")
        .trim_end_matches("uhr")
        .trim_end_matches(['a', 'p', 'm', '.', 'h', 'z', 'u']);
    let parts: Vec<&str> = bare.split([':', '.', 'h']).collect();
    let short = parts.iter().all(|p| (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
    short && ((2..=3).contains(&parts.len()) || bare.len() < word.len())
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

/// A day of a month: 5, 05, 5th, 5º.
fn is_small(word: &str) -> bool {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    end <= 2 && matches!(&word[end..], "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "." | "°")
}

/// How many units an address fills: of a page, of mail, or of somebody on a network; 0 if there is none.
pub(super) fn read_address(units: &[Unit<'_>]) -> usize {
    let Some(first) = units.first() else { return 0 };
    let mut end = 1;
    while end < units.len() && units[end - 1].span.end == units[end].span.start {
        end += 1;
    }
    let written: String = units[..end].iter().map(|u| u.lower.as_str()).collect();
    let word = first.lower.as_str();
    let handle = word.len() > 1 && word.starts_with(['@', '#']);
    let mail = written.find('@').is_some_and(|at| at > 0 && written[at..].contains('.'));
    let page = written.contains("://") || word.starts_with("www.");
    let path = written.split_once('/').is_some_and(|(host, _)| is_host(host));
    if handle {
        1
    } else if mail || page || path || (end == 1 && is_host(word)) {
        end
    } else {
        0
    }
}

/// Words with dots between them, in small letters, the last of two letters or more: niletribune.example.
fn is_host(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    let last = parts.last().map_or(0, |p| p.len());
    let plain = |p: &&str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    parts.len() > 1
        && last > 1
        && parts[0].len() > 2
        && parts.iter().all(plain)
        && !word.starts_with(|c: char| c.is_ascii_digit())
}
