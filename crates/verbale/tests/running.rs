//! Dates of events, places and page furniture in whole reports: the tables of `corpus/running`, row by row.
//!
//! `VERBALE_SHOW=1` lists what is wrong.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use verbale::document::{About, Document, Event, Place, Precision, Span};
use verbale::{Date, english};

/// The numbers of the unseen part.
const UNSEEN: std::ops::RangeInclusive<u32> = 25..=36;
/// Share that must come out right, for dates, places, places of events and residue, in the open part and in the unseen one.
const FLOORS: [[f64; 4]; 2] = [[0.87, 0.95, 0.83, 0.97], [0.81, 0.96, 0.83, 0.82]];
/// At most this share of the marked letters may lie outside the furniture.
const SPILL: f64 = 0.05;
const KINDS: [&str; 4] = ["dates", "places", "places of events", "residue"];
/// What the shares are called in `corpus/scores.tsv`.
const METRICS: [&str; 4] = ["event_date", "place", "event_place", "residue"];
/// 100 miles, as the field measures.
const NEAR_KM: f64 = 161.0;

/// What is right of one kind in one part, and what is not.
#[derive(Default)]
struct Tally {
    n: usize,
    /// Of those, the events that were found at all.
    found: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn add(&mut self, right: bool, wrong: impl FnOnce() -> String) {
        self.n += 1;
        if !right {
            self.wrong.push(wrong());
        }
    }

    fn share(&self) -> f64 {
        1.0 - self.wrong.len() as f64 / self.n.max(1) as f64
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/running")
}

/// Rows of a table, without comments and heading.
fn rows(name: &str) -> Vec<Vec<String>> {
    let table = std::fs::read_to_string(folder().join(name)).expect("the table is in the repository");
    let lines = table.lines().filter(|l| !l.starts_with('#')).skip(1);
    lines.map(|l| l.split('\t').map(str::to_owned).collect()).collect()
}

fn documents() -> BTreeMap<String, Document> {
    let read = |row: Vec<String>| {
        let text = std::fs::read_to_string(folder().join("texts").join(format!("{}.txt", row[0])));
        let published = (!row[1].is_empty()).then(|| row[1].parse().expect("a day"));
        let about = About { published, publisher: Some(row[2].clone()), ..About::default() };
        let doc = english().about(about).annotate(&text.expect("each report has its text"));
        (row[0].clone(), doc)
    };
    rows("reports.tsv").into_iter().map(read).collect()
}

/// 0 for the open part, 1 for the unseen one.
fn part(report: &str) -> usize {
    let number: u32 = report.get(..2).and_then(|n| n.parse().ok()).expect("keys begin with a number");
    usize::from(UNSEEN.contains(&number))
}

/// Where these words stand, as whole words (or as a whole line); `#2` asks for the second place.
fn find(doc: &Document, words: &str, line: bool) -> Span {
    let (words, nth) = words.rsplit_once('#').map_or((words, 1), |(w, n)| match n.parse::<usize>() {
        Ok(n) => (w, n),
        Err(_) => (words, 1),
    });
    let text = &doc.text;
    let free = |c: Option<char>| {
        if line { c.is_none_or(|c| c == '\n') } else { !c.is_some_and(char::is_alphanumeric) }
    };
    let whole =
        |at: usize| free(text[..at].chars().next_back()) && free(text[at + words.len()..].chars().next());
    let found = text.match_indices(words).map(|(at, _)| at).filter(|at| whole(*at)).nth(nth - 1);
    let at = found.unwrap_or_else(|| panic!("`{words}` #{nth} does not stand in {text}"));
    Span::new(at, at + words.len())
}

/// The events whose head word lies within the span, else those whose words touch it, else those with evidence there.
fn events_at(doc: &Document, span: Span) -> Vec<&Event> {
    let heads =
        doc.events.iter().filter(|e| span.contains(doc.tokens[e.head.index()].span)).collect::<Vec<_>>();
    // "raided the flats and arrested two" is one record, with both verbs among its evidence
    let by = |fits: &dyn Fn(&&Event) -> bool| doc.events.iter().filter(fits).collect::<Vec<_>>();
    let touched = || by(&|e| e.trigger.overlaps(span));
    let told_in =
        || by(&|e| e.because.evidence.iter().any(|s| s.overlaps(span) && s.len() <= span.len() + 30));
    [heads, touched(), told_in()].into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

fn show_when(event: &Event) -> String {
    let day = |d: Option<Date>| d.map_or("open".to_owned(), |d| d.to_string());
    event.when.map_or("no date".to_owned(), |w| {
        format!("{}..{} {}", day(w.start), day(w.end), w.precision.as_str())
    })
}

/// Whether an event's date is what the row says: first day, last day, precision.
fn dated(event: &Event, row: &[String]) -> bool {
    let Some(when) = event.when else { return row[2] == "-" };
    if row[2] == "-" {
        return when.start.is_none() && when.end.is_none();
    }
    let day = |cell: &str| (cell != "open").then(|| cell.parse::<Date>().expect("a day"));
    let start = day(&row[2]);
    let end = if row[3].is_empty() { start } else { day(&row[3]) };
    let ends = when.end == end || when.precision == Precision::Document;
    when.start == start && ends && when.precision.as_str() == row[4]
}

fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (p, q) = (a.0.to_radians(), b.0.to_radians());
    let h =
        ((q - p) / 2.0).sin().powi(2) + p.cos() * q.cos() * ((b.1 - a.1).to_radians() / 2.0).sin().powi(2);
    12742.0 * h.sqrt().asin()
}

/// Whether a place is the one of the row: its country, and within 100 miles.
fn there(place: &Place, row: &[String]) -> bool {
    let country = place.country.is_some_and(|c| c.as_str() == row[2]);
    let Ok(latitude) = row[4].parse::<f64>() else { return country };
    let longitude = row[5].parse::<f64>().expect("a longitude");
    let near = |(a, b): (f32, f32)| kilometres((a.into(), b.into()), (latitude, longitude)) <= NEAR_KM;
    country && place.coordinates.is_some_and(near)
}

fn show_place(place: Option<&Place>) -> String {
    place.map_or("no place".to_owned(), |p| {
        let country = p.country.map_or("-".to_owned(), |c| c.to_string());
        format!("{} {country} {:?}", p.name, p.coordinates)
    })
}

/// The line around a span, cut short.
fn around(doc: &Document, span: Span) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    let before: Vec<char> = doc.text[..start].chars().rev().take_while(|c| *c != '\n').take(70).collect();
    let after: String = doc.text[end..].chars().take_while(|c| *c != '\n').take(70).collect();
    format!("…{}[{}]{after}…", before.into_iter().rev().collect::<String>(), doc.slice(span))
}

fn judge_dates(docs: &BTreeMap<String, Document>, tallies: &mut [[Tally; 4]; 2]) {
    for row in rows("dates.tsv") {
        let doc = &docs[&row[0]];
        let span = find(doc, &row[1], false);
        let events = events_at(doc, span);
        tallies[part(&row[0])][0].found += usize::from(!events.is_empty());
        tallies[part(&row[0])][0].add(events.iter().any(|e| dated(e, &row)), || {
            let got: Vec<String> = events.iter().map(|e| show_when(e)).collect();
            let got = if got.is_empty() { "no event".to_owned() } else { got.join(" | ") };
            format!("{}: {:?}, got {got}: {}", row[0], &row[2..], around(doc, span))
        });
    }
}

fn judge_places(docs: &BTreeMap<String, Document>, tallies: &mut [[Tally; 4]; 2]) {
    for row in rows("places.tsv") {
        let doc = &docs[&row[0]];
        let span = find(doc, &row[1], false);
        let place = doc.places.iter().find(|p| p.span.overlaps(span));
        let right = if row[2] == "-" { place.is_none() } else { place.is_some_and(|p| there(p, &row)) };
        let tally = &mut tallies[part(&row[0])];
        tally[1].add(right, || {
            format!("{}: {} {}, got {}: {}", row[0], row[2], row[3], show_place(place), around(doc, span))
        });
        for words in row[6].split("; ").filter(|w| !w.is_empty()) {
            let span = find(doc, words, false);
            let events = events_at(doc, span);
            let places: Vec<Option<&Place>> =
                events.iter().map(|e| e.place.map(|p| &doc.places[p.index()])).collect();
            tally[2].found += usize::from(!events.is_empty());
            tally[2].add(places.iter().flatten().any(|p| there(p, &row)), || {
                let got: Vec<String> = places.iter().map(|p| show_place(*p)).collect();
                let got = if got.is_empty() { "no event".to_owned() } else { got.join(" | ") };
                format!("{}: in {} {}, got {got}: {}", row[0], row[3], row[2], around(doc, span))
            });
        }
    }
}

/// Letters and digits of a span.
fn letters(doc: &Document, span: Span) -> impl Iterator<Item = usize> {
    let start = span.start as usize;
    doc.slice(span).char_indices().filter(|(_, c)| c.is_alphanumeric()).map(move |(at, _)| start + at)
}

/// Judges the table of residue; returns the letters marked and those marked wrongly, by part.
fn judge_residue(docs: &BTreeMap<String, Document>, tallies: &mut [[Tally; 4]; 2]) -> [(usize, usize); 2] {
    let mut gold: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for row in rows("residue.tsv") {
        let doc = &docs[&row[0]];
        let span = find(doc, &row[1], true);
        let all = letters(doc, span).count();
        let within = |at: &usize| {
            doc.residue.iter().any(|r| (r.span.start as usize..r.span.end as usize).contains(at))
        };
        let marked = letters(doc, span).filter(within).count();
        tallies[part(&row[0])][3].add(marked as f64 >= 0.9 * all as f64, || {
            format!("{}: {}, {marked} of {all} letters: {}", row[0], row[2], doc.slice(span))
        });
        gold.entry(row[0].clone()).or_default().push(span);
    }
    let mut spill = [(0, 0); 2];
    for (report, doc) in docs {
        let gold = gold.get(report).map_or(&[][..], Vec::as_slice);
        let in_gold = |at: &usize| gold.iter().any(|g| (g.start as usize..g.end as usize).contains(at));
        for residue in &doc.residue {
            let (marked, wrong) = &mut spill[part(report)];
            let lost = letters(doc, residue.span).filter(|at| !in_gold(at)).count();
            *marked += letters(doc, residue.span).count();
            *wrong += lost;
            if lost > 0 && std::env::var_os("VERBALE_SHOW").is_some() {
                println!("{report}: {lost} letters of the report marked: {}", doc.slice(residue.span));
            }
        }
    }
    spill
}

#[test]
fn running_news_is_dated_placed_and_freed_of_furniture() {
    let docs = documents();
    let mut tallies: [[Tally; 4]; 2] = Default::default();
    judge_dates(&docs, &mut tallies);
    judge_places(&docs, &mut tallies);
    let spill = judge_residue(&docs, &mut tallies);
    let (mut report, mut fallen) = (String::new(), Vec::new());
    for (part, name) in ["open", "unseen"].into_iter().enumerate() {
        for (kind, tally) in tallies[part].iter().enumerate().filter(|(_, t)| t.n > 0) {
            if std::env::var_os("VERBALE_SHOW").is_some() {
                println!("\n{name}, {}, wrong:\n{}", KINDS[kind], tally.wrong.join("\n"));
            }
            let (share, right) = (tally.share(), tally.n - tally.wrong.len());
            write!(report, "{name} {}: {share:.3} ({right} of {})", KINDS[kind], tally.n)
                .expect("a string grows");
            let events =
                if tally.found > 0 { format!(", {} events found", tally.found) } else { String::new() };
            writeln!(report, "{events}").expect("a string grows");
            if share < FLOORS[part][kind] {
                fallen.push(format!("{name} {} below {}", KINDS[kind], FLOORS[part][kind]));
            }
        }
        let (marked, wrong) = spill[part];
        writeln!(report, "{name} letters marked: {marked}, of them {wrong} of the report")
            .expect("a string grows");
        if wrong as f64 > SPILL * marked as f64 {
            fallen.push(format!("{name}: too much of the reports is marked as furniture"));
        }
    }
    println!("\n{report}");
    for (kind, name) in METRICS.into_iter().enumerate() {
        let of = |tallies: &[&Tally]| {
            let wrong: usize = tallies.iter().map(|t| t.wrong.len()).sum();
            1.0 - wrong as f64 / tallies.iter().map(|t| t.n).sum::<usize>().max(1) as f64
        };
        println!("score\t{name}\t{:.4}", of(&[&tallies[0][kind], &tallies[1][kind]]));
        println!("score\t{name}_unseen\t{:.4}", of(&[&tallies[1][kind]]));
    }
    let (marked, wrong) = spill.iter().fold((0, 0), |sum, s| (sum.0 + s.0, sum.1 + s.1));
    println!("score\tresidue_p\t{:.4}", 1.0 - wrong as f64 / marked.max(1) as f64);
    assert!(fallen.is_empty(), "{report}{}", fallen.join("\n"));
}
