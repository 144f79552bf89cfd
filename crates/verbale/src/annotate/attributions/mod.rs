//! Finds who is said to have said, written or thought what.
//!
//! Each construction has its file and makes drafts; here they are put in order:
//!
//! - [`direct`]: a quotation and its cue in one sentence; [`continuing`]: quotations without a cue; [`credit`]: a dash;
//!   [`backshift`]: sentences that go on without marks;
//! - [`indirect`]: what a verb or adjective reports, as [`clauses`], [`things`], [`relayed`] find it; [`nominal`]: a noun;
//! - [`surface`], [`moved`]: where the parse goes astray;
//! - [`according_to`]: prepositions; [`headline`]: the colon; [`unnamed`]: "reportedly";
//! - [`channel`]: through what and to whom; [`nesting`]: what stands inside what.

pub mod according_to;
pub mod backshift;
pub mod channel;
pub mod clauses;
pub mod content;
pub mod continuing;
pub mod credit;
pub mod cue;
pub mod direct;
pub mod draft;
pub mod headline;
pub mod indirect;
pub mod leftover;
pub mod moved;
pub mod nesting;
pub mod nominal;
pub mod quotes;
pub mod relayed;
pub mod source;
pub mod surface;
#[cfg(test)]
mod tests;
pub mod things;
pub mod unnamed;

use super::dateline::dateline_length;
use crate::document::{Attribution, AttributionId, CueType, Mention, Source, Syntax, TokenId};
use crate::lexicon::Lexicon;
use draft::{Draft, Reading};

/// Direct, indirect and mixed speech, "according to", speech within speech.
pub fn find_attributions(syntax: &Syntax, mentions: &[Mention], lexicon: &Lexicon) -> Vec<Attribution> {
    let reading = Reading::new(syntax, mentions, lexicon);
    let mut drafts = direct::find_direct(&reading);
    drafts.extend(indirect::find_indirect(&reading, &drafts));
    let vouched = according_to::find_according_to(&reading, &drafts);
    let vouched = channel::through_media(&reading, vouched, &mut drafts);
    drafts.extend(vouched);
    drafts.extend(nominal::find_nominal(&reading, &drafts));
    drafts.extend(headline::find_headlines(&reading));
    drafts.extend(unnamed::find_unnamed(&reading));
    leave_out_charges(&reading, &mut drafts);
    leftover::complete_contents(&reading, &mut drafts);
    for draft in &mut drafts {
        leave_out_dateline(syntax, &mut draft.content);
        channel::find_parties(&reading, draft);
    }
    continuing::continue_quotations(&reading, &mut drafts);
    continuing::link_quotations(&reading, &mut drafts);
    backshift::continue_reports(&reading, &mut drafts);
    nesting::cut_other_voices(&reading, &mut drafts);
    nesting::nest_cited(&reading, &mut drafts);
    nesting::cut_sources(&reading, &mut drafts);
    nesting::cut_denials(&reading, &mut drafts);
    nesting::nest_quoted(&reading, &mut drafts);
    nesting::nest_narratives(&reading, &mut drafts);
    nesting::nest(&reading, &mut drafts);
    finish(&reading, drafts)
}

/// "Hanoi says ships rammed its boats, a charge Beijing denies": what the outlet adds behind the comma is not Hanoi's.
fn leave_out_charges(reading: &Reading, drafts: &mut [Draft]) {
    let charges: Vec<TokenId> = drafts
        .iter()
        .filter_map(|d| things::charge_before(reading, d.cue?.0).filter(|n| d.content.contains(n)))
        .collect();
    for noun in charges {
        for draft in drafts.iter_mut() {
            let outer = draft.content.contains(&noun) && draft.cue.is_some_and(|(c, _)| c < noun);
            let begins = draft.content.first().is_some_and(|f| reading.syntax.is_under(*f, noun));
            if outer && !begins {
                draft.content.retain(|w| !reading.syntax.is_under(*w, noun));
                reading.trim(&mut draft.content);
            }
        }
    }
}

/// Nobody says the dateline.
fn leave_out_dateline(syntax: &Syntax, content: &mut Vec<TokenId>) {
    let Some(first) = content.first().copied() else { return };
    let sentence = syntax.sentence(syntax.token(first).sentence);
    let words = &syntax.tokens[sentence.first.index()..sentence.end.index()];
    let end = sentence.first.0 + dateline_length(syntax.text, words) as u32;
    content.retain(|t| t.0 >= end || t.0 < sentence.first.0);
}

/// Puts the drafts in text order and makes attributions of them.
fn finish(reading: &Reading, drafts: Vec<Draft>) -> Vec<Attribution> {
    let mut order: Vec<usize> =
        (0..drafts.len()).filter(|i| !reading.spans(&drafts[*i].content).is_empty()).collect();
    let key =
        |i: usize| (drafts[i].content.first().copied(), std::cmp::Reverse(drafts[i].content.last().copied()));
    order.sort_by_key(|i| (key(*i), depth(&drafts, *i), drafts[*i].cue.map(|(c, _)| c), *i));
    let place =
        |draft: Option<usize>| draft.and_then(|d| order.iter().position(|i| *i == d)).map(AttributionId::at);
    order.iter().map(|i| finished(reading, &drafts[*i], place)).collect()
}

fn depth(drafts: &[Draft], at: usize) -> usize {
    std::iter::successors(drafts[at].inside, |i| drafts[*i].inside).take(drafts.len()).count()
}

fn finished(
    reading: &Reading,
    draft: &Draft,
    place: impl Fn(Option<usize>) -> Option<AttributionId>,
) -> Attribution {
    let cue = draft.cue.map(|(c, _)| c);
    let entry = draft.cue.map(|(_, e)| e);
    let first = draft.content[0];
    Attribution {
        sentence: reading.sentence_of(first),
        source: draft.sources.first().copied().unwrap_or(Source::Implicit),
        sources_also: draft.sources.iter().skip(1).copied().collect(),
        cue: draft.cue_span,
        cue_head: cue,
        cue_type: entry.map_or(CueType::Say, |e| reading.entry(e).kind),
        cue_entry: entry,
        content: reading.spans(&draft.content),
        content_head: draft.content_head,
        style: reading.style(&draft.content, cue),
        addressees: draft.addressees.clone(),
        channel: draft.channel,
        origin: draft.origin,
        inside: place(draft.inside),
        continues: place(draft.continues),
        negated: draft.negated,
    }
}
