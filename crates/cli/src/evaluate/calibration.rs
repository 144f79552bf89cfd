//! Whether confidence is what it says: of the events at 0.8, eight in ten should be right.

use super::gold::{Event, Report};
use super::pairing::{pair_up, same_dyad, sentence_of};
use super::sheet::Sheet;

/// An event's confidence, and whether gold has it: of this type, with these parties. How sure it is that it happened is said by
/// the status, which is counted elsewhere.
type Judged = (f64, bool);

/// Prints the reliability table of all events of the program. What gold allows and does not ask for is right as well.
pub fn score_confidence(gold: &[Report], output: &[Report], sheet: &mut Sheet) {
    let mut judged: Vec<Judged> =
        gold.iter().zip(output).flat_map(|(gold, mine)| judge_report(gold, mine)).collect();
    judged.sort_by(|a, b| a.0.total_cmp(&b.0));
    let n_right = judged.iter().filter(|(_, right)| *right).count();
    sheet.share("confidence_right", "events whose confidence was judged, right", n_right, judged.len());
    let mean = judged.iter().map(|(p, _)| p).sum::<f64>() / judged.len().max(1) as f64;
    sheet.line(format!("{:34} {mean:.3}", "mean confidence"));
    let of_width = (0..10).map(|bin| {
        judged.iter().copied().filter(|(p, _)| ((p * 10.0) as usize).min(9) == bin).collect::<Vec<Judged>>()
    });
    let of_number = judged.chunks(judged.len().div_ceil(10).max(1)).map(<[Judged]>::to_vec);
    print_bins("ece", "bins of equal width", &of_width.collect::<Vec<_>>(), sheet);
    print_bins("ece_equal_number", "bins of equal number", &of_number.collect::<Vec<_>>(), sheet);
}

fn judge_report(gold: &Report, mine: &Report) -> Vec<Judged> {
    let mut judged = Vec::new();
    for i in 0..gold.sentences.len() {
        let golds: Vec<&Event> = gold.events.iter().filter(|e| e.sentence == Some(i)).collect();
        let mines: Vec<&Event> = mine
            .events
            .iter()
            .filter(|e| sentence_of(&gold.sentences, e.start, e.sentence) == Some(i))
            .collect();
        let is_right = |g: &Event, m: &Event| g.event_type == m.event_type && same_dyad(g, m, false);
        let pairs = pair_up(&golds, &mines, is_right).pairs;
        judged.extend(mines.iter().enumerate().filter_map(|(m, event)| {
            let right = pairs.iter().any(|(_, paired)| *paired == m);
            event.confidence.map(|confidence| (confidence, right))
        }));
    }
    judged
}

/// What was said, what was right, how many; and the mean distance, weighed by number.
fn print_bins(key: &str, title: &str, bins: &[Vec<Judged>], sheet: &mut Sheet) {
    sheet.line("");
    sheet.line(format!("{title:24} confidence   right      n"));
    let n: usize = bins.iter().map(Vec::len).sum();
    let mut error = 0.0;
    for bin in bins.iter().filter(|bin| !bin.is_empty()) {
        let size = bin.len() as f64;
        let said = bin.iter().map(|(p, _)| p).sum::<f64>() / size;
        let right = bin.iter().filter(|(_, right)| *right).count() as f64 / size;
        error += (said - right).abs() * size / n.max(1) as f64;
        sheet.line(format!("{:24} {said:10.3}   {right:.3}  {:5}", "", bin.len()));
    }
    sheet.line(format!("{:34} {error:.3}", "expected calibration error"));
    if n > 0 {
        sheet.metrics.push((key.to_owned(), error));
    }
}
