//! Single sentences with one gold event each (`--plover`): a sentence may well hold others.

use super::gold::{Event, Report};
use super::pairing::{countries, fits, is_symmetric_type, names, same_dyad, shown};
use super::sheet::{Sheet, prf};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Default)]
struct Tally {
    n: usize,
    types: usize,
    n_types: usize,
    dyads: usize,
    n_records: usize,
    n_other: usize,
    actors: usize,
    recipients: usize,
    modes: usize,
    n_modes: usize,
    turned: usize,
    /// Right, gold, program.
    rows: BTreeMap<String, [usize; 3]>,
}

/// Prints both readings: the label alone, and with the reading of PLOVER 2.0 where they differ.
pub fn score_sentences(gold: &[Report], output: &[Report], sheet: &mut Sheet) {
    let strict = tally(gold, output, false, Some(sheet));
    strict.print(sheet, "", "");
    strict.print_details(sheet);
    tally(gold, output, true, None).print(sheet, "_also", ", 2.0 reading too");
    sheet.line("");
    sheet.line("by type           P      R     F1    gold");
    for (event_type, [right, n_gold, n_mine]) in &strict.rows {
        let (p, r, f) = prf(*right as f64, *n_gold, *n_mine);
        sheet.line(format!("{event_type:12} {p:7.3}  {r:.3}  {f:.3}  {n_gold:5}"));
    }
}

fn tally(gold: &[Report], output: &[Report], also: bool, mut sheet: Option<&mut Sheet>) -> Tally {
    let mut tally = Tally::default();
    for (report, mine) in gold.iter().zip(output) {
        let Some(gold) = report.events.first() else { continue };
        let best = tally.add(gold, &mine.events, also);
        if let (Some(sheet), false) = (sheet.as_deref_mut(), best) {
            let found: Vec<String> = mine.events.iter().map(shown).collect();
            let found = if found.is_empty() { "nothing".to_owned() } else { found.join("; ") };
            sheet.errors.push(format!("{} gold {}; program {found}", report.id, shown(gold)));
            sheet.errors.push(format!("     {}", report.text));
        }
    }
    tally
}

impl Tally {
    /// Whether type and dyad are right.
    fn add(&mut self, gold: &Event, mine: &[Event], also: bool) -> bool {
        let mut wanted = BTreeSet::from([gold.event_type.as_str()]);
        if also {
            wanted.extend(gold.event_type_also.iter().map(String::as_str));
        }
        let found: BTreeSet<&str> = mine.iter().map(|event| event.event_type.as_str()).collect();
        let hit = usize::from(!found.is_disjoint(&wanted));
        self.n += 1;
        self.types += hit;
        self.n_types += found.difference(&wanted).count() + hit;
        self.n_records += mine.len();
        self.n_other += mine.len() - hit;
        for other in found.difference(&wanted) {
            self.rows.entry((*other).to_owned()).or_default()[2] += 1;
        }
        let row = self.rows.entry(gold.event_type.clone()).or_default();
        row[0] += hit;
        row[1] += 1;
        row[2] += hit;

        let same_type = mine.iter().filter(|event| wanted.contains(event.event_type.as_str()));
        let Some(best) = same_type.min_by_key(|event| !same_dyad(gold, event, true)) else { return false };
        self.compare(gold, best)
    }

    fn compare(&mut self, gold: &Event, best: &Event) -> bool {
        let (a, r) = (countries(&best.actors), countries(&best.recipients));
        if is_symmetric_type(&gold.event_type) {
            let either: BTreeSet<&str> = a.union(&r).copied().collect();
            let all =
                |entities: &[super::gold::Entity]| entities.iter().all(|e| !names(e).is_disjoint(&either));
            self.actors += usize::from(all(&gold.actors));
            self.recipients += usize::from(all(&gold.recipients));
        } else {
            self.actors += usize::from(fits(&gold.actors, &a));
            self.recipients += usize::from(fits(&gold.recipients, &r));
            let two_sided = !a.is_empty() && !r.is_empty();
            let turned = two_sided
                && !same_dyad(gold, best, false)
                && fits(&gold.recipients, &a)
                && fits(&gold.actors, &r);
            self.turned += usize::from(turned);
        }
        if !gold.modes.is_empty() {
            self.n_modes += 1;
            self.modes += usize::from(gold.modes.iter().any(|mode| best.modes.contains(mode)));
        }
        let right = same_dyad(gold, best, true);
        self.dyads += usize::from(right);
        right
    }

    fn print(&self, sheet: &mut Sheet, suffix: &str, reading: &str) {
        let name = format!("type, by sentence{reading}");
        sheet.row(&format!("type{suffix}"), &name, self.types as f64, self.n, self.n_types);
        let name = format!("type and dyad{reading}");
        sheet.row(&format!("dyad{suffix}"), &name, self.dyads as f64, self.n, self.n_records);
    }

    fn print_details(&self, sheet: &mut Sheet) {
        sheet.share("actor", "actor countries, type right", self.actors, self.types);
        sheet.share("recipient", "recipient countries, type right", self.recipients, self.types);
        sheet.share("mode", "mode, type right", self.modes, self.n_modes);
        sheet.count("turned_round", "direction turned round", self.turned);
        let others = self.n_other as f64 / self.n.max(1) as f64;
        sheet.line(format!("{:34} {others:.3}", "other events per sentence"));
        sheet.metrics.push(("other_events".to_owned(), others));
    }
}
