//! What the second opinion and confidence are worth, in numbers; and the files that say how they were made.

use super::confidence::Weights;
use super::corpus::Reading;
use super::judged::Kind;
use super::network::{self, Example, Label};
use anyhow::Result;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Likelihoods from which the second opinion speaks, by why frames are silent and by part of speech; above 1 it never does. Chosen
/// by reading what it would add (docs/benchmarks.md).
const LEAST: [(&str, f32); 4] = [
    ("least.unknown.verb", 0.97),
    ("least.unknown.noun", 2.0),
    ("least.unmet.verb", 0.85),
    ("least.unmet.noun", 0.85),
];

/// Thresholds, as the model file carries them.
pub fn settings() -> Vec<(String, f32)> {
    LEAST.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
}

/// Trains five times without a fifth of all words that frames have, and tells how well those are typed then.
pub fn print_by_held_out_words(examples: &[Example]) {
    let part = |e: &Example| super::part_of(&e.lemma, super::N_PARTS);
    // least likelihood → said, of these right, of these an event of another type
    let mut counts: BTreeMap<u32, [usize; 3]> = BTreeMap::new();
    let mut n_events = 0;
    for held in 0..super::N_PARTS {
        let kept: Vec<Example> =
            examples.iter().filter(|e| !(e.is_known && part(e) == held)).cloned().collect();
        let network = network::train(&kept);
        for example in examples.iter().filter(|e| e.is_known && part(e) == held) {
            let likely = network.likelihoods(&example.input);
            let label = example.target().0;
            n_events += usize::from(label != Label::NONE);
            let best = (1..likely.len()).max_by(|a, b| likely[*a].total_cmp(&likely[*b])).unwrap_or(1);
            for least in [30, 40, 50, 60, 70, 80, 90, 95] {
                if likely[best] * 100.0 >= least as f32 {
                    let row = counts.entry(least).or_default();
                    row[0] += 1;
                    row[1] += usize::from(label == Label(best));
                    row[2] += usize::from(label != Label(best) && label != Label::NONE);
                }
            }
        }
    }
    println!("words held out: {n_events} events of frames");
    println!("likelihood   said  right  other type  precision  recall");
    for (least, [said, right, other]) in counts {
        println!(
            "{:10.2} {said:6} {right:6} {other:11} {:10.3} {:7.3}",
            least as f32 / 100.0,
            right as f32 / said.max(1) as f32,
            right as f32 / n_events.max(1) as f32
        );
    }
}

/// Words that frames leave, the likeliest first: page, first and last character, likelihood, type, why frames are silent, part of
/// speech, lemma, what was judged of it before, sentence.
pub fn print_asked(examples: &[Example]) {
    let mut lines = Vec::new();
    for part in 0..super::N_PARTS {
        let others: Vec<Example> = examples.iter().filter(|e| e.part != part).cloned().collect();
        let network = network::train(&others);
        for e in examples.iter().filter(|e| e.part == part) {
            let Some(asked) = &e.asked else { continue };
            let mut input = e.input.clone();
            if e.is_known {
                input.marks.extend(&e.own);
            }
            let likely = network.likelihoods(&input);
            let best = (1..likely.len()).max_by(|a, b| likely[*a].total_cmp(&likely[*b])).unwrap_or(1);
            let kind = verbale::document::EventType::ALL[best - 1];
            if likely[best] > 0.25 && asked.fits.contains(&kind) {
                let silence = if e.is_known { "unmet" } else { "unknown" };
                let part = if e.is_noun { "noun" } else { "verb" };
                let (from, to) = asked.at;
                lines.push((
                    likely[best],
                    format!(
                        "{}\t{from}\t{to}\t{:.3}\t{kind}\t{silence}\t{part}\t{}\t{}\t{}",
                        asked.page,
                        likely[best],
                        e.lemma,
                        judged(e, Label(best)),
                        asked.sentence.replace(['\n', '\t'], " ")
                    ),
                ));
            }
        }
    }
    lines.sort_by(|a, b| b.0.total_cmp(&a.0));
    lines.iter().for_each(|(_, line)| println!("{line}"));
}

/// What a reader said of a word, beside what the network says.
fn judged(example: &Example, said: Label) -> &'static str {
    match example.verdict {
        None => "not judged",
        Some(label) if label == said => "right",
        Some(_) => "wrong",
    }
}

/// Of one kind of text: ten bins of equal width, then ten of equal number.
pub fn print_reliability(rows: &[(f32, bool, Kind)], kind: Kind) {
    let here = rows.iter().filter(|r| r.2 == kind);
    let mut rows: Vec<(f32, bool)> = here.map(|r| (r.0, r.1)).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let right = rows.iter().filter(|r| r.1).count();
    println!(
        "judged {} events, {} right ({:.3})",
        rows.len(),
        right,
        right as f32 / rows.len().max(1) as f32
    );
    let by_width = (0..10).map(|i| {
        let (from, to) = (i as f32 / 10.0, (i + 1) as f32 / 10.0);
        rows.iter().filter(|r| r.0 >= from && (r.0 < to || i == 9)).copied().collect::<Vec<_>>()
    });
    print_bins("bins of equal width", by_width.collect(), rows.len());
    let by_mass = rows.chunks(rows.len().div_ceil(10).max(1)).map(<[_]>::to_vec);
    print_bins("bins of equal number", by_mass.collect(), rows.len());
    let brier: f32 = rows.iter().map(|(p, right)| (p - f32::from(u8::from(*right))).powi(2)).sum();
    println!("Brier {:.3}", brier / rows.len().max(1) as f32);
}

/// How confidence that is meant for reports fares in other texts.
pub fn print_elsewhere(rows: &[(f32, bool, Kind)]) {
    for (name, kind) in [("releases", Kind::Release), ("other news", Kind::Other)] {
        let here: Vec<_> = rows.iter().filter(|r| r.2 == kind).collect();
        let n = here.len().max(1) as f32;
        let said = here.iter().map(|r| r.0).sum::<f32>() / n;
        let right = here.iter().filter(|r| r.1).count() as f32 / n;
        println!("{name}: {} events, said {said:.3}, right {right:.3}", here.len());
    }
}

fn print_bins(title: &str, bins: Vec<Vec<(f32, bool)>>, n: usize) {
    println!("{title}\n   said   right      n");
    let mut error = 0.0;
    for bin in bins.iter().filter(|b| !b.is_empty()) {
        let said = bin.iter().map(|r| r.0).sum::<f32>() / bin.len() as f32;
        let right = bin.iter().filter(|r| r.1).count() as f32 / bin.len() as f32;
        error += (said - right).abs() * bin.len() as f32;
        println!("  {said:.3}   {right:.3}  {:5}", bin.len());
    }
    println!("  expected calibration error {:.3}", error / n.max(1) as f32);
}

/// The weights as a table.
pub fn confidence_table(weights: &Weights) -> String {
    let mut text = "# How much each trait of a coding says for it (annotate/confidence.rs). Written by `cargo xtask train \
                    events`.\ntrait\tweight\n"
        .to_owned();
    for (name, weight) in weights.iter().filter(|(_, w)| w.abs() >= 0.0005) {
        text.push_str(&format!("{name}\t{weight:.3}\n"));
    }
    text
}

/// How the network was made.
pub fn write_recipe(path: &Path, read: &Reading, n_bytes: usize) -> Result<()> {
    let mut text = format!(
        "# Written by `cargo xtask train events`; told in training/README.md.\n\n[model]\nfile = \"events-en.bin\"\nbytes = \
         {n_bytes}\nlicence = \"CC-BY-SA-4.0\"\ntrainer = \"xtask/src/second\"\n\n[sentences]\n"
    );
    for (name, n) in &read.sentences {
        writeln!(text, "{name} = {n}")?;
    }
    let coded = read.examples.iter().filter(|e| e.distant != Label::NONE).count();
    let verdicts = read.examples.iter().filter(|e| e.verdict.is_some()).count();
    write!(
        text,
        "\n[examples]\nall = {}\ncoded_by_frames = {coded}\njudged_by_reading = {verdicts}\n\n[judged]\nevents = {}\n",
        read.examples.len(),
        read.coded.len()
    )?;
    Ok(std::fs::write(path, text)?)
}
