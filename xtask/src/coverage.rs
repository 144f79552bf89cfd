//! What our tables of terms of office lack: days without a head of state or government or a foreign minister, days with two.

use anyhow::{Context, Result};
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use verbale::lexicon::{Actors, Files, Tenure, fold_name};

/// From here on the tables are meant to be complete.
pub const FIRST: Date = date(2001, 1, 1);
/// A shorter gap or overlap is a change of government, or a date without a day.
const SHORTEST: i32 = 45;

/// What a country is asked for, and the class of offices that answers.
const ASKED: [(&str, &str); 3] =
    [("state", "heads of state"), ("government", "heads of government"), ("foreign", "foreign ministers")];

/// Prints gaps, clashes, and the counts by class of office. Before 2001 gaps are many: that is for whoever fills them.
pub fn cover(root: &Path, earliest: Date, until: Date) -> Result<()> {
    let tables = root.join("xtask/tables");
    let classes = Classes::read(&tables.join("classes.tsv"))?;
    let actors = Actors::read(&Files::own())?;
    let mut held: BTreeMap<(&str, &str), Vec<Tenure>> = BTreeMap::new();
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let tenures: Vec<Tenure> = actors.tenures().collect();
    for tenure in &tenures {
        let class = classes.of(tenure.office);
        counts.entry(class).or_default()[usize::from(tenure.is_editors)] += 1;
        // A region that broke away has ministers of its own.
        if tenure.sectors.iter().any(|s| s.as_str() == "PRE") {
            continue;
        }
        held.entry((tenure.country.as_str(), class)).or_default().push(*tenure);
    }

    let (mut n_asked, mut n_gap) = (0, 0);
    let asked = std::fs::read_to_string(tables.join("coverage.tsv")).context("reading coverage.tsv")?;
    for (country, rest) in rows(&asked) {
        let (offices, since) = rest.split_once('\t').unwrap_or((rest, ""));
        let first = if since.is_empty() { earliest } else { since.parse::<Date>()?.max(earliest) };
        for (asked, class) in ASKED.iter().filter(|(asked, _)| offices.split(' ').any(|o| o == *asked)) {
            let held = held.get(&(country, *class)).map_or(&[][..], Vec::as_slice);
            for (kind, from, to, persons) in stretches(held, first, until) {
                n_gap += if kind == "gap" { days_between(from, to) } else { 0 };
                println!("{kind}\t{country}\t{asked}\t{from}\t{to}\t{persons}");
            }
            n_asked += days_between(first, until);
        }
    }
    let share = 100.0 * f64::from(n_asked - n_gap) / f64::from(n_asked.max(1));
    eprintln!(
        "{share:.2} % of the days asked for have a holder; {n_gap} days in gaps of over {SHORTEST} days"
    );
    for class in classes.names() {
        let [derived, editors] = counts.get(class).copied().unwrap_or_default();
        eprintln!("| {class} | {} | {editors} |", derived + editors);
    }
    Ok(())
}

/// The first cell of a row and the rest, without comments and the head.
fn rows(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(|l| l.split_once('\t'))
}

/// The classes of office, in order; stars in a pattern cover any words.
struct Classes(Vec<(String, String)>);

impl Classes {
    fn read(path: &Path) -> Result<Classes> {
        let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        Ok(Classes(rows(&text).map(|(class, office)| (class.to_owned(), office.to_owned())).collect()))
    }

    fn of(&self, office: &str) -> &str {
        self.0.iter().find(|(_, pattern)| fits(pattern, office)).map_or("others", |(class, _)| class)
    }

    fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.0.iter().map(|(class, _)| class.as_str()).collect();
        names.dedup();
        names
    }
}

fn fits(pattern: &str, office: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some("") | None, Some("")) => true,
        (Some(end), None) => office.ends_with(end),
        (None, Some(start)) => office.starts_with(start),
        (Some(end), Some(_)) => office.contains(end.trim_end_matches('*')),
        (None, None) => office == pattern,
    }
}

/// Long stretches of days with nobody (`gap`), or with two who hold one and the same office (`two`).
fn stretches(held: &[Tenure], first: Date, until: Date) -> Vec<(&'static str, Date, Date, String)> {
    let mut found = Vec::new();
    let mut open: Option<(&'static str, Date, String)> = None;
    let mut before: Option<Vec<usize>> = None;
    for day in first.series(jiff::Span::new().days(1)).take_while(|d| *d <= until) {
        let on = in_office(held, day);
        if before.as_ref() == Some(&on) {
            continue;
        }
        let now = state_of(&on.iter().map(|i| &held[*i]).collect::<Vec<_>>());
        before = Some(on);
        if open.as_ref().map(|(kind, _, persons)| (*kind, persons)) == now.as_ref().map(|(k, p)| (*k, p)) {
            continue;
        }
        if let Some((kind, from, persons)) = open.take() {
            found.push((kind, from, day, persons));
        }
        open = now.map(|(kind, persons)| (kind, day, persons));
    }
    if let Some((kind, from, persons)) = open {
        found.push((kind, from, until, persons));
    }
    found.retain(|(_, from, to, _)| days_between(*from, *to) >= SHORTEST);
    found
}

fn in_office(held: &[Tenure], day: Date) -> Vec<usize> {
    let number = i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day());
    let number = u32::try_from(number).unwrap_or(0);
    let on = held.iter().enumerate().filter(|(_, t)| t.days.0 <= number && number <= t.days.1);
    on.map(|(i, _)| i).collect()
}

fn state_of(on: &[&Tenure]) -> Option<(&'static str, String)> {
    if on.is_empty() {
        return Some(("gap", String::new()));
    }
    for a in on {
        if let Some(b) = on.iter().find(|b| b.office == a.office && !is_same(a, b)) {
            let names: BTreeSet<&str> = [a.person, b.person].into();
            return Some((
                "two",
                format!("{}: {}", a.office, names.into_iter().collect::<Vec<_>>().join(", ")),
            ));
        }
    }
    None
}

/// Whether two rows are about one person: the last word of a spelling of one is in a spelling of the other.
fn is_same(a: &Tenure, b: &Tenure) -> bool {
    let spellings = |t: &Tenure| {
        let all = std::iter::once(t.person).chain(t.aliases.split(';')).filter(|n| !n.is_empty());
        all.map(fold_name).collect::<Vec<String>>()
    };
    let has = |name: &str, of: &str| {
        let last = of.rsplit(' ').next().unwrap_or("");
        name.split(' ').any(|word| word == last)
    };
    let (a, b) = (spellings(a), spellings(b));
    a.iter().any(|x| b.iter().any(|y| has(x, y) || has(y, x)))
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tenure<'a>(person: &'a str, days: (u32, u32)) -> Tenure<'a> {
        let country = "XXX".parse().expect("three letters");
        Tenure { person, aliases: "", country, office: "king", sectors: &[], days, is_editors: true }
    }

    #[test]
    fn a_gap_and_a_clash_are_told() {
        let held = [
            tenure("Otto Aue", (20001224, 20050101)),
            tenure("Ida Berg", (20060101, 20991231)),
            tenure("Udo Carl", (20070101, 20070831)),
        ];
        let found = stretches(&held, FIRST, date(2010, 1, 1));
        let kinds: Vec<_> = found.iter().map(|(kind, from, ..)| (*kind, *from)).collect();
        assert_eq!(kinds, [("gap", date(2005, 1, 2)), ("two", date(2007, 1, 1))]);
    }

    #[test]
    fn stars_cover_words() {
        assert!(fits("*minister*", "junior minister") && fits("army *", "army chief") && fits("*", "mayor"));
        assert!(!fits("speaker", "deputy speaker") && fits("*speaker", "deputy speaker"));
    }
}
