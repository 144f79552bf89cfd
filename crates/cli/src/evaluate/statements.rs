//! Statements against gold: content, speaker, cue, style, nesting.

use super::gold::{Bit, Entity, Report, Statement, Within};
use super::pairing::{countries, names_with, slice};
use super::sheet::Sheet;
use std::collections::BTreeMap;

#[derive(Debug, Default)]
struct Tally {
    n_gold: usize,
    n_mine: usize,
    n_free: usize,
    overlap: f64,
    n_found: usize,
    n_cues: usize,
    cues: usize,
    n_spans: usize,
    spans: usize,
    speakers: usize,
    styles: usize,
    n_nested: usize,
    nested: usize,
    n_wrongly_nested: usize,
    n_channels: usize,
    channels: usize,
}

/// A content within one sentence.
struct Piece<'s> {
    /// Its place in the list of statements.
    number: usize,
    statement: &'s Statement,
    letters: Vec<u32>,
}

/// Two pieces that share letters.
struct Candidate {
    worth: f64,
    gold: usize,
    mine: usize,
    overlap: f64,
}

/// Prints the layers of statements.
pub fn score_statements(gold: &[Report], output: &[Report], sheet: &mut Sheet) {
    let mut tally = Tally::default();
    for (gold, mine) in gold.iter().zip(output) {
        let mut partner = BTreeMap::new();
        for i in 0..gold.sentences.len() {
            score_sentence(gold, mine, i, &mut partner, &mut tally, sheet);
        }
        score_nesting(gold, &mine.statements, &partner, &mut tally);
    }
    tally.print(sheet);
}

fn score_sentence(
    gold: &Report,
    mine: &Report,
    i: usize,
    partner: &mut BTreeMap<usize, usize>,
    tally: &mut Tally,
    sheet: &mut Sheet,
) {
    let text: Vec<char> = gold.text.chars().collect();
    let piece = |(number, statement)| {
        let letters = letters(statement, &text, &gold.sentences[i]);
        Piece { number, statement, letters }
    };
    let here = |(_, g): &(usize, &Statement)| g.sentence == Some(i);
    let g_here: Vec<Piece<'_>> = gold.statements.iter().enumerate().filter(here).map(piece).collect();
    let m_here = mine.statements.iter().enumerate().map(piece).filter(|piece| !piece.letters.is_empty());
    let m_here: Vec<Piece<'_>> = m_here.collect();
    let (mut used_g, mut used_m) = (vec![false; g_here.len()], vec![false; m_here.len()]);
    for found in candidates(&g_here, &m_here) {
        if used_g[found.gold] || used_m[found.mine] {
            continue;
        }
        (used_g[found.gold], used_m[found.mine]) = (true, true);
        let (g, m) = (&g_here[found.gold], &m_here[found.mine]);
        partner.entry(g.number).or_insert(m.number);
        compare(gold, i, g.statement, m.statement, found.overlap, tally, sheet);
    }
    tally.n_mine += m_here.len();
    tally.n_gold += g_here.iter().filter(|g| !g.statement.optional).count();
    for (g, _) in g_here.iter().zip(&used_g).filter(|(g, used)| !g.statement.optional && !**used) {
        let who = country(g.statement.speaker.as_ref());
        sheet.errors.push(format!("{} {i} NO STATEMENT {who}: {}", gold.id, content(gold, g.statement)));
    }
    for (m, _) in m_here.iter().zip(&used_m).filter(|(_, used)| !**used) {
        sheet.errors.push(format!("{} {i} NOT A STATEMENT: {}", gold.id, content(gold, m.statement)));
    }
}

/// Best first.
fn candidates(gold: &[Piece<'_>], mine: &[Piece<'_>]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (g, a) in gold.iter().enumerate() {
        for (m, b) in mine.iter().enumerate() {
            let overlap = overlap(&a.letters, &b.letters);
            if overlap > 0.0 {
                let half = |holds: bool, worth: f64| if holds { worth } else { 0.0 };
                let (ga, mb) = (a.statement, b.statement);
                let worth = overlap
                    + half(speaker_fits(ga, mb), 0.5)
                    + half(speakers_touch(ga, mb), 0.25)
                    + half(cues_touch(ga, mb), 0.25)
                    - half(ga.optional, 0.01);
                found.push(Candidate { worth, gold: g, mine: m, overlap });
            }
        }
    }
    found.sort_by(|x, y| y.worth.total_cmp(&x.worth).then((x.gold, x.mine).cmp(&(y.gold, y.mine))));
    found
}

fn compare(
    report: &Report,
    i: usize,
    gold: &Statement,
    mine: &Statement,
    overlap: f64,
    tally: &mut Tally,
    sheet: &mut Sheet,
) {
    if gold.optional {
        tally.n_free += 1;
        return;
    }
    tally.overlap += overlap;
    tally.n_cues += usize::from(gold.cue.is_some());
    tally.cues += usize::from(cues_touch(gold, mine));
    if overlap < 0.5 {
        return;
    }
    tally.n_found += 1;
    let good_speaker = speaker_fits(gold, mine);
    tally.speakers += usize::from(good_speaker);
    tally.styles += usize::from(gold.style == mine.style);
    let continues = gold.continues.as_ref().is_some_and(|c| c == true);
    if gold.speaker.as_ref().is_some_and(|s| s.start.is_some()) && !continues {
        tally.n_spans += 1;
        tally.spans += usize::from(speakers_touch(gold, mine));
    }
    if let Some(channel) = &gold.channel {
        tally.n_channels += 1;
        tally.channels += usize::from(mine.channel.as_ref().is_some_and(|c| touch(channel, c)));
    }
    if !good_speaker {
        let (is, should) = (country(mine.speaker.as_ref()), country(gold.speaker.as_ref()));
        let words = content(report, gold);
        sheet.errors.push(format!("{} {i} SPEAKER {is} should be {should}: {words}", report.id));
    }
}

/// Whether each statement stands in the one that gold says.
fn score_nesting(gold: &Report, mine: &[Statement], partner: &BTreeMap<usize, usize>, tally: &mut Tally) {
    let number: BTreeMap<&str, usize> =
        mine.iter().enumerate().filter_map(|(i, s)| Some((s.id.as_deref()?, i))).collect();
    let parent = |m: usize| match mine[m].within.as_ref()? {
        Within::Number(n) => Some(*n),
        Within::Id(id) => number.get(id.as_str()).copied(),
    };
    for (k, statement) in gold.statements.iter().enumerate() {
        let within = match statement.within {
            Some(Within::Number(n)) => Some(n),
            _ => None,
        };
        let optional_parent =
            within.is_some_and(|n| gold.statements.get(n).is_some_and(|parent| parent.optional));
        if statement.optional || optional_parent {
            continue;
        }
        let up = partner.get(&k).and_then(|m| parent(*m));
        match within {
            Some(n) => {
                tally.n_nested += 1;
                tally.nested += usize::from(up.is_some() && up == partner.get(&n).copied());
            }
            None => tally.n_wrongly_nested += usize::from(up.is_some()),
        }
    }
}

impl Tally {
    fn print(&self, sheet: &mut Sheet) {
        let n_mine = self.n_mine - self.n_free;
        sheet.row("statement_overlap", "statement content, overlap", self.overlap, self.n_gold, n_mine);
        let found = self.n_found as f64;
        sheet.row("statement_found", "statement found (half or more)", found, self.n_gold, n_mine);
        sheet.share("statement_speaker", "speaker's country, when found", self.speakers, self.n_found);
        sheet.share("statement_speaker_words", "speaker's words, when found", self.spans, self.n_spans);
        sheet.share("statement_cue", "cue's words, when paired", self.cues, self.n_cues);
        sheet.share("statement_style", "style, when found", self.styles, self.n_found);
        sheet.share("statement_channel", "channel, when found", self.channels, self.n_channels);
        sheet.share("statement_nested", "nested, within exact", self.nested, self.n_nested);
        sheet.count("statement_wrongly_nested", "nested, but should not be", self.n_wrongly_nested);
    }
}

/// The letters and digits of a content inside one sentence: quotation marks and stops do not count.
fn letters(statement: &Statement, text: &[char], sentence: &Bit) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    for bit in &statement.content {
        let inside = bit.start.max(sentence.start)..bit.end.min(sentence.end);
        found.extend(inside.filter(|i| text.get(*i as usize).is_some_and(|c| c.is_alphanumeric())));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// F1 of two sorted lists.
fn overlap(a: &[u32], b: &[u32]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let shared = a.iter().filter(|letter| b.binary_search(letter).is_ok()).count();
    2.0 * shared as f64 / (a.len() + b.len()) as f64
}

fn touch(a: &Bit, b: &Bit) -> bool {
    a.start < b.end && b.start < a.end
}

fn cues_touch(gold: &Statement, mine: &Statement) -> bool {
    matches!((&gold.cue, &mine.cue), (Some(a), Some(b)) if touch(a, b))
}

fn words_touch(a: &Entity, b: &Entity) -> bool {
    match (a.start, a.end, b.start, b.end) {
        (Some(a_start), Some(a_end), Some(b_start), Some(b_end)) => a_start < b_end && b_start < a_end,
        _ => false,
    }
}

fn speakers_touch(gold: &Statement, mine: &Statement) -> bool {
    matches!((&gold.speaker, &mine.speaker), (Some(a), Some(b)) if words_touch(a, b))
}

/// The same country or countries; where gold has none, the same words.
fn speaker_fits(gold: &Statement, mine: &Statement) -> bool {
    let wanted = gold.speaker.as_ref().map(names_with).unwrap_or_default();
    let named = countries(&mine.speaker);
    if wanted.is_empty() {
        return speakers_touch(gold, mine) || named.is_empty();
    }
    named.is_subset(&wanted) && !named.is_empty()
}

fn country(speaker: Option<&Entity>) -> &str {
    speaker.and_then(|speaker| speaker.country.as_deref()).unwrap_or("?")
}

fn content(report: &Report, statement: &Statement) -> String {
    let pieces: Vec<String> =
        statement.content.iter().map(|bit| slice(&report.text, bit.start, bit.end)).collect();
    pieces.join(" … ")
}
