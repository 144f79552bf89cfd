//! Page furniture against gold.

use super::gold::{Bit, Report};
use super::sheet::Sheet;

/// Prints the layer of residue, where gold has any.
pub fn score_residue(gold: &[Report], output: &[Report], sheet: &mut Sheet) {
    if gold.iter().all(|report| report.residue.is_empty()) {
        return;
    }
    let (mut right, mut n_gold, mut n_mine) = (0usize, 0, 0);
    let (mut reasons, mut n_reasons, mut coded) = (0, 0, 0);
    for (gold, mine) in gold.iter().zip(output) {
        let text: Vec<char> = gold.text.chars().collect();
        let (a, b) = (letters(&gold.residue, &text), letters(&mine.residue, &text));
        right += a.iter().zip(&b).filter(|(a, b)| **a && **b).count();
        n_gold += a.iter().filter(|a| **a).count();
        n_mine += b.iter().filter(|b| **b).count();
        for bit in &gold.residue {
            if let Some(found) = mine.residue.iter().find(|mine| touch(bit, mine)) {
                n_reasons += 1;
                reasons += usize::from(found.reason == bit.reason);
            } else {
                let words = super::pairing::slice(&gold.text, bit.start, bit.end);
                sheet.errors.push(format!("{} RESIDUE MISSED {}", gold.id, words));
            }
        }
        for bit in mine.residue.iter().filter(|mine| !gold.residue.iter().any(|bit| touch(bit, mine))) {
            let words = super::pairing::slice(&gold.text, bit.start, bit.end);
            sheet.errors.push(format!("{} NOT RESIDUE {}", gold.id, words));
        }
        coded += count_coded(gold, mine);
    }
    sheet.line("");
    sheet.row("residue", "residue, letters", right as f64, n_gold, n_mine);
    sheet.share("residue_reason", "reason, where found", reasons, n_reasons);
    sheet.count("coded_from_residue", "events and statements from residue", coded);
}

/// Records that touch gold residue.
fn count_coded(gold: &Report, mine: &Report) -> usize {
    let inside = |start: u32, end: u32| gold.residue.iter().any(|bit| start < bit.end && bit.start < end);
    let events = mine.events.iter().filter(|event| event.start.is_some_and(|at| inside(at, at + 1)));
    let statements =
        mine.statements.iter().filter(|s| s.content.iter().any(|bit| inside(bit.start, bit.end)));
    events.count() + statements.count()
}

/// Which characters are letters or digits of residue.
fn letters(residue: &[Bit], text: &[char]) -> Vec<bool> {
    let mut found = vec![false; text.len()];
    for bit in residue {
        for i in bit.start as usize..(bit.end as usize).min(text.len()) {
            found[i] = text[i].is_alphanumeric();
        }
    }
    found
}

fn touch(a: &Bit, b: &Bit) -> bool {
    a.start < b.end && b.start < a.end
}
