//! Events against gold: type, parties, status, voices, modes, dates, places.

use super::gold::{Event, Report};
use super::links::Links;
use super::pairing::{Pairs, pair_up, same_dyad, same_sectors, same_voices, sentence_of, shown, slice};
use super::sheet::{Sheet, prf};
use super::traits::Traits;
use std::collections::BTreeMap;

/// Counts over all reports.
#[derive(Debug, Default)]
struct Tally {
    n_gold: usize,
    dyad: Score,
    symmetric: Score,
    by_type: Score,
    rows: BTreeMap<String, Row>,
    traits: Traits,
    links: Links,
    n_leaks: usize,
}

#[derive(Debug, Default, Clone, Copy)]
struct Score {
    right: usize,
    n_mine: usize,
}

impl Score {
    /// Free gold counts on neither side.
    fn add(&mut self, gold: &[&Event], mine: &[&Event], pairs: &Pairs) {
        self.right += pairs.pairs.iter().filter(|(g, _)| !gold[*g].is_free()).count();
        self.n_mine += mine.len() - pairs.free.len();
    }
}

/// One event type.
#[derive(Debug, Default, Clone, Copy)]
struct Row {
    n_gold: usize,
    dyad: Score,
    by_type: Score,
}

/// Prints the layers of events.
pub fn score_events(gold: &[Report], output: &[Report], sheet: &mut Sheet) {
    let mut tally = Tally::default();
    for (gold, mine) in gold.iter().zip(output) {
        let mut of_type = Vec::new();
        let at = |event: &Event| sentence_of(&gold.sentences, event.start, event.sentence);
        for i in 0..gold.sentences.len() {
            let g_here: Vec<&Event> = gold.events.iter().filter(|event| event.sentence == Some(i)).collect();
            let m_here: Vec<&Event> = mine.events.iter().filter(|event| at(event) == Some(i)).collect();
            let here = Here { report: gold, sentence: i, gold: &g_here, mine: &m_here };
            of_type.extend(here.score(&mut tally, sheet));
        }
        tally.links.add(&of_type, &mut sheet.errors, &gold.id);
        let is_stray = |event: &&Event| at(event).is_none_or(|i| i >= gold.sentences.len());
        let n_stray = mine.events.iter().filter(is_stray).count();
        for score in [&mut tally.dyad, &mut tally.symmetric, &mut tally.by_type] {
            score.n_mine += n_stray;
        }
    }
    tally.print(sheet);
}

/// One sentence.
struct Here<'h, 'e> {
    report: &'h Report,
    sentence: usize,
    gold: &'h [&'e Event],
    mine: &'h [&'e Event],
}

impl<'e> Here<'_, 'e> {
    /// Counts, and gives back the events whose type is right: gold beside program.
    fn score(&self, tally: &mut Tally, sheet: &mut Sheet) -> Vec<(&'e Event, &'e Event)> {
        let (gold, mine) = (self.gold, self.mine);
        let required = || gold.iter().filter(|event| !event.is_free());
        tally.n_gold += required().count();
        required().for_each(|event| row(tally, event).n_gold += 1);

        let dyads = pair_up(gold, mine, |g, m| g.event_type == m.event_type && same_dyad(g, m, false));
        tally.dyad.add(gold, mine, &dyads);
        self.add_rows(tally, &dyads, |row| &mut row.dyad);
        self.compare(tally, sheet, &dyads);
        self.show_misses(sheet, &dyads);

        let symmetric = pair_up(gold, mine, |g, m| g.event_type == m.event_type && same_dyad(g, m, true));
        tally.symmetric.add(gold, mine, &symmetric);

        let types = pair_up(gold, mine, |g, m| g.event_type == m.event_type);
        tally.by_type.add(gold, mine, &types);
        self.add_rows(tally, &types, |row| &mut row.by_type);
        types.pairs.iter().for_each(|(g, m)| tally.traits.add_to_type(gold[*g], mine[*m]));
        types.pairs.iter().map(|(g, m)| (gold[*g], mine[*m])).collect()
    }

    fn add_rows(&self, tally: &mut Tally, pairs: &Pairs, score: impl Fn(&mut Row) -> &mut Score) {
        for (g, _) in &pairs.pairs {
            if !self.gold[*g].is_free() {
                score(row(tally, self.gold[*g])).right += 1;
            }
        }
        for (m, event) in self.mine.iter().enumerate() {
            if !pairs.free.contains(&m) {
                score(row(tally, event)).n_mine += 1;
            }
        }
    }

    /// What is said about events whose type and parties are right.
    fn compare(&self, tally: &mut Tally, sheet: &mut Sheet, pairs: &Pairs) {
        for (g, m) in &pairs.pairs {
            let (gold, mine) = (self.gold[*g], self.mine[*m]);
            let good_status = mine.status == gold.status || gold.status_also.contains(&mine.status);
            let good_voice = same_voices(gold, mine);
            tally.traits.add_to_dyad(gold, mine, good_status, good_voice, same_sectors(gold, mine));
            tally.n_leaks += usize::from(mine.status == "happened" && !good_status);
            if !(good_status && good_voice) {
                let mut doubt = String::new();
                if !good_status {
                    doubt += &format!(" status should be {}", gold.status);
                }
                if !good_voice {
                    let chain: Vec<&str> =
                        gold.according_to.iter().map(|v| v.country.as_deref().unwrap_or("?")).collect();
                    let chain = if chain.is_empty() { "the outlet".to_owned() } else { chain.join(" > ") };
                    doubt += &format!(" voice should be {chain}");
                }
                sheet.errors.push(format!("{} DIFFERS {}:{doubt}", self.place(), shown(mine)));
                sheet.errors.push(self.words());
            }
        }
    }

    fn show_misses(&self, sheet: &mut Sheet, pairs: &Pairs) {
        for g in &pairs.missed {
            let trigger = self.gold[*g].trigger.as_deref().unwrap_or("");
            sheet.errors.push(format!("{} MISSED  {} \"{trigger}\"", self.place(), shown(self.gold[*g])));
        }
        for m in &pairs.extra {
            sheet.errors.push(format!("{} EXTRA   {}", self.place(), shown(self.mine[*m])));
        }
        if !(pairs.missed.is_empty() && pairs.extra.is_empty()) {
            sheet.errors.push(self.words());
        }
    }

    fn place(&self) -> String {
        format!("{} {}", self.report.id, self.sentence)
    }

    fn words(&self) -> String {
        let sentence = &self.report.sentences[self.sentence];
        format!("     {}", slice(&self.report.text, sentence.start, sentence.end))
    }
}

fn row<'t>(tally: &'t mut Tally, event: &Event) -> &'t mut Row {
    tally.rows.entry(event.event_type.clone()).or_default()
}

impl Tally {
    fn print(&self, sheet: &mut Sheet) {
        let row = |sheet: &mut Sheet, key: &str, name: &str, score: Score| {
            sheet.row(key, name, score.right as f64, self.n_gold, score.n_mine);
        };
        row(sheet, "event_dyad", "event, type and dyad", self.dyad);
        row(sheet, "event_dyad_symmetric", "  same, AGREE/CONSULT symmetric", self.symmetric);
        row(sheet, "event_type", "event, type only", self.by_type);
        self.traits.print(sheet);
        self.links.print(sheet);
        sheet.count("not_happened_as_happened", "said to have happened, but did not", self.n_leaks);
        sheet.line("");
        sheet.line("by type        dyad P      R     F1   type F1   gold  program");
        for (event_type, row) in &self.rows {
            let (p, r, f) = prf(row.dyad.right as f64, row.n_gold, row.dyad.n_mine);
            let (_, _, of_type) = prf(row.by_type.right as f64, row.n_gold, row.by_type.n_mine);
            let counts = format!("{:5}  {:7}", row.n_gold, row.dyad.n_mine);
            sheet.line(format!("{event_type:12} {p:8.3}  {r:.3}  {f:.3}     {of_type:.3}  {counts}"));
        }
    }
}
