//! Which records of a report tell of one happening: pairs of linked records against pairs of linked gold.

use super::gold::Event;
use super::sheet::Sheet;

/// Pairs over all reports.
#[derive(Debug, Default)]
pub struct Links {
    right: usize,
    n_gold: usize,
    n_mine: usize,
    /// Some gold event has a link.
    asked: bool,
}

impl Links {
    /// Adds the events of one report whose type is right, gold beside program. Two readings of the same words are no pair.
    pub fn add(&mut self, paired: &[(&Event, &Event)], errors: &mut Vec<String>, report: &str) {
        self.asked |= paired.iter().any(|(gold, _)| gold.link.is_some());
        for (i, (gold, mine)) in paired.iter().enumerate() {
            for (other_gold, other_mine) in &paired[..i] {
                if gold.start == other_gold.start || mine.start == other_mine.start {
                    continue;
                }
                let wanted = gold.link.is_some() && gold.link == other_gold.link;
                let made = mine.link.is_some() && mine.link == other_mine.link;
                self.right += usize::from(wanted && made);
                self.n_gold += usize::from(wanted);
                self.n_mine += usize::from(made);
                if wanted != made {
                    let word = if wanted { "UNLINKED" } else { "LINKED  " };
                    let trigger = |e: &Event| e.trigger.clone().unwrap_or_default();
                    let (a, b) = (trigger(other_gold), trigger(gold));
                    errors.push(format!("{report} {word} {} \"{a}\" and \"{b}\"", gold.event_type));
                }
            }
        }
    }

    /// One line, where gold has links.
    pub fn print(&self, sheet: &mut Sheet) {
        if self.asked {
            sheet.row("link", "pairs of one happening", self.right as f64, self.n_gold, self.n_mine);
        }
    }
}
