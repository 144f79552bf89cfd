//! How many were killed, injured, arrested, took part, and how much money: `corpus/gold/magnitudes.tsv`.
//!
//! Counted are pairs of event type and number. `VERBALE_SHOW=1 … -- --nocapture` lists what is wrong.

use std::collections::BTreeSet;
use std::path::Path;
use verbale::document::{Count, Document, Event};

/// The share of numbers that must be right, on both sides.
const BAR: f64 = 0.9;

#[test]
fn numbers_stand_with_the_event_they_tell_of() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/gold/magnitudes.tsv");
    let table = std::fs::read_to_string(path).expect("the sentences are in the repository");
    let rows: Vec<(&str, &str)> = table
        .lines()
        .filter(|l| !l.starts_with('#'))
        .skip(1)
        .map(|l| l.split_once('\t').expect("two cells"))
        .collect();
    assert!(rows.len() >= 150, "only {} sentences", rows.len());
    let show = std::env::var_os("VERBALE_SHOW").is_some();
    let (mut right, mut n_gold, mut n_mine) = (0, 0, 0);
    for (sentence, told) in rows {
        let doc = verbale::english().published(verbale::date(2021, 6, 9)).annotate(sentence);
        let (wanted, found) = (read(told), numbers(&doc));
        right += wanted.intersection(&found).count();
        n_gold += wanted.len();
        n_mine += found.len();
        if show && wanted != found {
            let list = |s: &BTreeSet<String>| s.iter().cloned().collect::<Vec<_>>().join(", ");
            println!("{sentence}\n    wanted {}\n    found  {}", list(&wanted), list(&found));
        }
    }
    let (precision, recall) = (right as f64 / n_mine as f64, right as f64 / n_gold as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "numbers: P {precision:.3}  R {recall:.3}  F1 {f1:.3}  ({right} right, {n_gold} told, {n_mine} found)"
    );
    assert!(f1 >= BAR, "F1 {f1:.3}, and {BAR} is wanted");
}

/// `TYPE name=value` for each number.
fn read(told: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for event in told.split(';') {
        let mut words = event.split_whitespace();
        let event_type = words.next().unwrap_or_default();
        found.extend(words.map(|number| format!("{event_type} {number}")));
    }
    found
}

fn numbers(doc: &Document) -> BTreeSet<String> {
    doc.events.iter().flat_map(numbers_of).collect()
}

fn numbers_of(event: &Event) -> Vec<String> {
    let counts = [
        ("dead", event.dead),
        ("injured", event.injured),
        ("arrested", event.arrested),
        ("size", event.size),
    ];
    let mut found: Vec<String> = counts
        .iter()
        .filter_map(|(name, count)| Some(format!("{} {name}={}", event.event_type, shown((*count)?))))
        .collect();
    found.extend(event.amount.map(|a| format!("{} amount={}{}", event.event_type, a.value, a.currency)));
    found
}

fn shown(count: Count) -> String {
    match count.max {
        Some(max) if max == count.min => max.to_string(),
        Some(max) => format!("{}..{max}", count.min),
        None => format!("{}..", count.min),
    }
}
