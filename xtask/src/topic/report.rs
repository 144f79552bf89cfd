//! What the judge is worth, on stretches and articles that it has not read.

use super::corpus::{Example, Reading, Source};
use super::judge_apart;
use anyhow::Result;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// By threshold: how many events of private life are dropped, and how many of politics are lost.
pub fn print_apart(examples: &[Example]) -> Result<()> {
    let weighed = judge_apart(examples)?;
    let rows: Vec<(&Example, f32)> = examples.iter().zip(weighed).collect();
    for neighbours in [0.0, 0.5, 1.0] {
        println!("neighbours count {neighbours}");
        let events = with_neighbours(&rows, neighbours);
        print_thresholds(&events);
        print_at_price(&events);
    }
    print_by_length(&rows);
    if std::env::var_os("VERBALE_SHOW").is_some() {
        for (e, w) in &with_neighbours(&rows, 0.5) {
            let wrong = if e.private { e.passed && *w < 1.5 } else { *w > 0.5 };
            if wrong {
                println!(
                    "{} {w:.1} {} {}",
                    e.source.name(),
                    if e.official { "official" } else { "" },
                    e.sentence
                );
            }
        }
    }
    Ok(())
}

/// Events, with what the other sentences of their reports say.
fn with_neighbours<'e>(rows: &[(&'e Example, f32)], neighbours: f32) -> Vec<(&'e Example, f32)> {
    let mut reports: BTreeMap<usize, Vec<(usize, f32)>> = BTreeMap::new();
    for (e, w) in rows.iter().filter(|(e, _)| !e.is_event) {
        reports.entry(e.at.0).or_default().push((e.at.1, w.clamp(-4.0, 4.0)));
    }
    let events = rows.iter().filter(|(e, _)| e.is_event && e.weight > 0.0);
    let with = events.map(|(e, w)| {
        let others: Vec<f32> = reports[&e.at.0].iter().filter(|(at, _)| *at != e.at.1).map(|r| r.1).collect();
        let (sum, n) = (others.iter().sum::<f32>(), others.len() as f32);
        let others = if sum > 0.0 { sum / (n + 2.0) } else { sum / n.max(1.0) };
        (*e, w + neighbours * others)
    });
    with.collect()
}

fn print_thresholds(rows: &[(&Example, f32)]) {
    type Group<'g> = (&'g str, &'g dyn Fn(&Example) -> bool);
    let groups: [Group; 9] = [
        ("quiet", &|e| e.source == Source::Quiet && !e.passed),
        ("quiet passed", &|e| e.source == Source::Quiet && e.passed),
        ("judged private", &|e| e.source == Source::Judged && e.private),
        ("loud", &|e| e.source == Source::Loud),
        ("leads", &|e| e.source == Source::Leads),
        ("reports", &|e| e.source == Source::Reports),
        ("judged", &|e| e.source == Source::Judged && !e.private),
        ("frames", &|e| e.source == Source::Frames),
        ("releases", &|e| e.source == Source::Releases),
    ];
    for official in [false, true] {
        println!(
            "  {}",
            if official {
                "somebody in office or under arms acts on somebody known, or two countries deal in words"
            } else {
                "others"
            }
        );
        for (name, is_of) in groups {
            let here: Vec<f32> =
                rows.iter().filter(|(e, _)| is_of(e) && e.official == official).map(|r| r.1).collect();
            print!("  {name:>15} {:5} above", here.len());
            for least in [-1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0] {
                let n = here.iter().filter(|w| **w >= least).count();
                print!("  {least}: {:.3}", n as f32 / here.len().max(1) as f32);
            }
            println!();
        }
    }
}

/// What is dropped where one right event of two hundred is lost.
fn print_at_price(events: &[(&Example, f32)]) {
    let priced =
        |e: &Example| !e.private && !e.official && !matches!(e.source, Source::Loud | Source::Frames);
    let mut right: Vec<f32> = events.iter().filter(|(e, _)| priced(e)).map(|r| r.1).collect();
    right.sort_by(f32::total_cmp);
    for per_mille in [5, 10, 20] {
        let least = right[right.len() - 1 - right.len() * per_mille / 1000] + 1e-4;
        let share = |source: Source| {
            let here: Vec<f32> =
                events.iter().filter(|(e, _)| e.source == source && !e.official).map(|r| r.1).collect();
            here.iter().filter(|w| **w >= least).count() as f32 / here.len().max(1) as f32
        };
        println!(
            "  at {per_mille} in a thousand lost: above {least:.2}, of quiet {:.3}, of loud {:.3}, of frames {:.3}",
            share(Source::Quiet),
            share(Source::Loud),
            share(Source::Frames)
        );
    }
}

/// Whether length alone decides: it must not.
fn print_by_length(rows: &[(&Example, f32)]) {
    for private in [true, false] {
        let mut bins: BTreeMap<usize, (f32, usize)> = BTreeMap::new();
        for (e, w) in rows.iter().filter(|(e, _)| e.private == private && e.weight > 0.0) {
            let bin = bins.entry(e.sentence.split_whitespace().count().min(49) / 10).or_default();
            *bin = (bin.0 + w, bin.1 + 1);
        }
        print!("{}, mean by words", if private { "private" } else { "public" });
        for (bin, (sum, n)) in bins {
            print!("  {}+: {:.2} ({n})", bin * 10, sum / n as f32);
        }
        println!();
    }
}

/// How the network was made.
pub fn write_recipe(path: &Path, read: &Reading, n_bytes: usize) -> Result<()> {
    let mut text = format!(
        "# Written by `cargo xtask train topic`; told in training/README.md.\n\n[model]\nfile = \"topic-en.bin\"\nbytes = \
         {n_bytes}\nlicence = \"CC-BY-SA-4.0\"\ntrainer = \"xtask/src/topic\"\n\n[examples]\n"
    );
    let mut counts: BTreeMap<Source, usize> = BTreeMap::new();
    read.examples.iter().for_each(|e| *counts.entry(e.source).or_default() += 1);
    for (source, n) in counts {
        writeln!(text, "{} = {n}", source.name())?;
    }
    Ok(std::fs::write(path, text)?)
}
