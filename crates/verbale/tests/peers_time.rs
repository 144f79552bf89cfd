//! How many of the peers' test cases for English dates (Recognizers-Text, MIT) are read as they read them.
//!
//! They are written for assistants, we read newspapers: where the two disagree, the newspaper wins. So the bar
//! is a share, not all. What no newspaper prints is listed in `peers_time.tsv`, by phenomenon, and left out whether we read it
//! or not. `VERBALE_SHOW=1` lists what is read otherwise. Without the shared data the test is skipped.

use serde_json::Value;
use std::path::{Path, PathBuf};
use verbale::{Date, Document, english};

fn shared() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = std::env::var_os("VERBALE_SHARED").map_or(root.join("../shared"), PathBuf::from);
    Some(folder.join("data/time/recognizers-text/first-half")).filter(|f| f.is_dir())
}

/// One expected expression: its words, and the pairs of first and last day that are right.
struct Case {
    input: String,
    day: Date,
    text: String,
    days: Vec<(Option<Date>, Option<Date>)>,
}

fn date(value: &Value) -> Option<Date> {
    value.as_str()?.get(..10)?.parse().ok()
}

/// The end-to-end file: types date, daterange, datetime.
fn model_cases(folder: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(folder.join("DateTimeModel.json")).expect("the file is there");
    let cases: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("sound JSON");
    let mut found = Vec::new();
    for case in cases.as_array().into_iter().flatten() {
        let Some(day) = date(&case["Context"]["ReferenceDateTime"]) else { continue };
        for result in case["Results"].as_array().into_iter().flatten() {
            let kind = result["TypeName"].as_str().unwrap_or("").rsplit('.').next().unwrap_or("");
            if !matches!(kind, "date" | "daterange" | "datetime") {
                continue;
            }
            let values = result["Resolution"]["values"].as_array().into_iter().flatten();
            let days = values.map(|v| match kind {
                "daterange" => (date(&v["start"]), date(&v["end"])),
                _ => (date(&v["value"]), date(&v["value"])),
            });
            let days = days.filter(|d| *d != (None, None)).collect::<Vec<_>>();
            if days.is_empty() {
                continue; // "not resolved"
            }
            let text = result["Text"].as_str().unwrap_or("").to_owned();
            found.push(Case { input: case["Input"].as_str().unwrap_or("").to_owned(), day, text, days });
        }
    }
    found
}

/// One of the single-stage files: spans only, or spans with a past and a future reading.
fn stage_cases(folder: &Path, name: &str) -> Vec<Case> {
    let text = std::fs::read_to_string(folder.join(name)).expect("the file is there");
    let cases: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("sound JSON");
    let mut found = Vec::new();
    for case in cases.as_array().into_iter().flatten() {
        let day = date(&case["Context"]["ReferenceDateTime"]).unwrap_or(verbale::date(2016, 11, 7));
        for result in case["Results"].as_array().into_iter().flatten() {
            let readings = ["PastResolution", "FutureResolution"].map(|r| &result["Value"][r]);
            let days = readings.map(|r| match date(&r["date"]) {
                Some(d) => (Some(d), Some(d)),
                None => (date(&r["startDate"]), date(&r["endDate"])),
            });
            let days = days.into_iter().filter(|d| *d != (None, None)).collect::<Vec<_>>();
            let text = result["Text"].as_str().unwrap_or("").to_owned();
            found.push(Case { input: case["Input"].as_str().unwrap_or("").to_owned(), day, text, days });
        }
    }
    found
}

/// The rows of `peers_time.tsv`: phenomenon, words before, expression.
fn left_out() -> Vec<(String, String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers_time.tsv");
    let table = std::fs::read_to_string(path).expect("the table is in the repository");
    let rows = table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).skip(1);
    let row = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        (
            cells.next().expect("a cell"),
            cells.next().expect("three cells"),
            cells.next().expect("three cells"),
        )
    };
    rows.map(row).collect()
}

fn is_left_out(case: &Case, rows: &[(String, String, String)]) -> bool {
    let (input, text) = (case.input.to_lowercase(), case.text.to_lowercase());
    rows.iter()
        .any(|(_, before, words)| *words == text && input.contains(format!("{before} {words}").trim_start()))
}

/// Their ends are exclusive for calendar units; in ranges they give the first day of the last unit.
fn same_end(ours: Option<Date>, theirs: Option<Date>) -> bool {
    let (Some(a), Some(b)) = (ours, theirs) else { return ours == theirs };
    let quarter = verbale::date(a.year(), (a.month() - 1) / 3 * 3 + 1, 1);
    let starts = [a, a.first_of_month(), quarter, a.first_of_year()];
    starts.contains(&b) || a.tomorrow().is_ok_and(|t| t == b)
}

fn judge(doc: &Document, case: &Case) -> (bool, bool) {
    let wanted = case.text.to_lowercase();
    let mut span = false;
    let mut value = false;
    for time in &doc.times {
        let words = doc.slice(time.span).to_lowercase();
        let bare =
            |w: &str| w.trim_start_matches("on ").trim_start_matches("the ").trim_end_matches('.').to_owned();
        span |= bare(&words) == bare(&wanted);
        if words.contains(&wanted) || wanted.contains(&words) {
            value |= case.days.iter().any(|(start, end)| *start == time.start && same_end(time.end, *end));
        }
    }
    (span, value)
}

fn score(name: &str, cases: &[Case]) -> (f64, f64) {
    let (mut spans, mut values) = (0, 0);
    for case in cases {
        let doc = english().published(case.day).annotate(&case.input);
        let (span, value) = judge(&doc, case);
        spans += usize::from(span);
        values += usize::from(value);
        if std::env::var_os("VERBALE_SHOW").is_some() && (!span || (!value && !case.days.is_empty())) {
            let ours: Vec<String> = doc
                .times
                .iter()
                .map(|t| format!("{} = {:?}..{:?}", doc.slice(t.span), t.start, t.end))
                .collect();
            println!(
                "{name} {span} {value} {} | {} | {} | {:?} | {ours:?}",
                case.day, case.input, case.text, case.days
            );
        }
    }
    let share = |n: usize| 100.0 * n as f64 / cases.len().max(1) as f64;
    println!("{name}: {} cases, span {:.1} %, days {:.1} %", cases.len(), share(spans), share(values));
    (share(spans), share(values))
}

#[test]
fn peers_dates_are_read() {
    let Some(folder) = shared() else {
        println!("skipped: time expressions of the peers (set VERBALE_SHARED)");
        return;
    };
    for name in ["DateExtractor.json", "DatePeriodExtractor.json"] {
        score(name, &stage_cases(&folder, name));
    }
    for name in ["DateParser.json", "DatePeriodParser.json"] {
        score(name, &stage_cases(&folder, name));
    }
    let cases = model_cases(&folder);
    let (all, rows) = (cases.len(), left_out());
    let kept: Vec<Case> = cases.into_iter().filter(|c| !is_left_out(c, &rows)).collect();
    let gone = 100.0 * (all - kept.len()) as f64 / all as f64;
    println!("DateTimeModel.json: {all} cases, {gone:.1} % left out");
    assert!(gone <= 15.0, "{gone:.1} % are left out");
    let (_, days) = score("DateTimeModel.json", &kept);
    println!("score\tdays\t{:.4}\nscore\tleft_out\t{:.4}", days / 100.0, gone / 100.0);
    assert!(days >= 88.0, "only {days:.1} % of the days are right");
}
