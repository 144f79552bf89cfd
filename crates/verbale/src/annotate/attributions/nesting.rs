//! Which statement stands inside which.

use super::draft::{Draft, Reading};
use super::relayed::is_quoted_as;
use crate::document::{CueType, Deprel, TokenId};
use crate::lexicon::Takes;

/// Takes out of a content what another voice says of it: "an official said that the road makes the tunnel useless, *the daily
/// reported*", and what another says behind a semicolon.
pub fn cut_other_voices(reading: &Reading, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let end =
            (0..drafts.len()).filter(|o| *o != at).filter_map(|o| end_before(reading, drafts, at, o)).min();
        let Some(end) = end else { continue };
        let mut content = drafts[at].content.clone();
        content.retain(|w| *w < end);
        reading.trim(&mut content);
        if !content.is_empty() {
            drafts[at].content = content;
        }
    }
}

/// Where the words of another voice begin within a content that should end there.
fn end_before(reading: &Reading, drafts: &[Draft], at: usize, other: usize) -> Option<TokenId> {
    let (inner, outer) = (&drafts[at], &drafts[other]);
    let ((cue, _), (tag, _)) = (inner.cue?, outer.cue?);
    let level = reading.quotations.around(cue);
    let here = |t: TokenId| reading.quotations.around(t) == level;
    if inner.quotation.is_some() || cue > tag || !here(tag) || inner.content.binary_search(&tag).is_err() {
        return None;
    }
    let source = super::channel::head_of(reading, *outer.sources.first()?)?;
    let start = reading.syntax.subtree(source).first().copied()?.min(tag);
    let before = TokenId(start.0.checked_sub(1)?);
    // The other's content is all that stands before its tag, this statement's cue included.
    let tagged =
        outer.content.binary_search(&cue).is_ok() && outer.content.last().is_some_and(|w| *w < start);
    if tagged && source > cue && reading.syntax.form(before) == "," {
        return Some(before);
    }
    let semicolon = |t: &TokenId| reading.syntax.form(*t) == ";" && here(*t);
    let parted = (cue.0..start.0).rev().map(TokenId).find(semicolon)?;
    (outer.content.first().is_some_and(|w| *w > parted) && source > parted).then_some(parted)
}

/// Gives each draft the smallest one whose content holds its cue.
pub fn nest(reading: &Reading, drafts: &mut [Draft]) {
    let found: Vec<Option<usize>> = (0..drafts.len()).map(|i| around(reading, drafts, i)).collect();
    for (draft, parent) in drafts.iter_mut().zip(found) {
        draft.inside = draft.inside.or(parent);
    }
    break_cycles(drafts);
}

fn around(reading: &Reading, drafts: &[Draft], at: usize) -> Option<usize> {
    let draft = &drafts[at];
    let (cue, _) = draft.cue?;
    let in_same_sentence =
        draft.content.first().is_some_and(|w| reading.sentence_of(*w) == reading.sentence_of(cue));
    // A quotation that goes on nests as its first sentence does; its cue may lie elsewhere.
    let mark = if in_same_sentence { cue } else { *draft.content.first()? };
    let holds = |d: &Draft| d.content.binary_search(&mark).is_ok() && !same_speech(d, draft);
    (0..drafts.len())
        .filter(|i| *i != at && holds(&drafts[*i]))
        // of two with the same words the inner one: whom the agency cites
        .min_by_key(|i| {
            let cue = drafts[*i].cue.map(|(c, _)| std::cmp::Reverse(c));
            (drafts[*i].content.len(), drafts[*i].inside.is_none(), cue)
        })
}

/// The same words by the same cue: two readings of one statement, or "citing", whose content is the report's.
fn same_speech(a: &Draft, b: &Draft) -> bool {
    a.cue.map(|(c, _)| c) == b.cue.map(|(c, _)| c)
}

/// "TASS reported …, citing officials": the officials speak inside the report of the agency.
pub fn nest_cited(reading: &Reading, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let Some((cue, entry)) = drafts[at].cue else { continue };
        if !reading.entry(entry).takes(&Takes::Cited) {
            continue;
        }
        let report: Option<TokenId> = reading.moved_to(cue).or_else(|| reading.syntax.head(cue));
        let outer = drafts.iter().position(|d| d.cue.is_some() && d.cue.map(|(c, _)| c) == report);
        // "According to the agency, quoting the ministry": the agency's words are the same.
        let beside = || {
            drafts.iter().position(|d| d.content == drafts[at].content && d.cue.is_some_and(|(c, _)| c < cue))
        };
        let outer = outer.or_else(beside);
        drafts[at].inside = outer.filter(|o| *o != at);
    }
}

/// "…, the agency quoted the minister as saying": what the minister said stands inside what the agency told, and has its words.
pub fn nest_quoted(reading: &Reading, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let Some((saying, _)) = drafts[at].cue else { continue };
        let quotes = reading.syntax.head(saying).filter(|_| is_quoted_as(reading, saying));
        let outer = drafts.iter().position(|d| quotes.is_some() && d.cue.map(|(c, _)| c) == quotes);
        drafts[at].inside = drafts[at].inside.or(outer.filter(|o| *o != at));
    }
}

/// "Accused Moscow of shelling the town, a charge that Moscow denies": the denial is no part of the accusation.
pub fn cut_denials(reading: &Reading, drafts: &mut [Draft]) {
    let syntax = reading.syntax;
    let mut cuts: Vec<TokenId> = Vec::new();
    for draft in drafts.iter() {
        let Some((verb, entry)) = draft.cue else { continue };
        let answers = matches!(reading.entry(entry).kind, CueType::Deny | CueType::Confirm);
        if !answers || syntax.deprel(verb) != Deprel::AclRelcl {
            continue;
        }
        let appos = syntax.head(verb).filter(|n| syntax.deprel(*n) == Deprel::Appos);
        let first = syntax.subtree(appos.unwrap_or(verb)).first().copied();
        let own = |t: &TokenId| syntax.form(*t) != ",";
        let first = first.and_then(|f| (f.0..verb.0).map(TokenId).find(own));
        let comma = |f: &TokenId| f.0 > 0 && syntax.form(TokenId(f.0 - 1)) == ",";
        cuts.extend(first.filter(comma));
    }
    for draft in drafts.iter_mut().filter(|d| d.quotation.is_none()) {
        for cut in &cuts {
            let cue = draft.cue.map(|(c, _)| c);
            if cue.is_some_and(|c| c < *cut) && draft.content.first().is_some_and(|f| f < cut) {
                draft.content.retain(|w| w < cut);
                reading.trim(&mut draft.content);
            }
        }
    }
}

/// "Adopted the Russian narrative that …": what Russia says stands inside what the one who adopts it says.
pub fn nest_narratives(reading: &Reading, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let Some((noun, _)) = drafts[at].cue else { continue };
        let verb = reading.syntax.head(noun).filter(|_| reading.syntax.deprel(noun) == Deprel::Obj);
        let outer = drafts.iter().position(|d| {
            let same = d.content == drafts[at].content;
            same && verb.is_some() && d.cue.map(|(c, _)| c) == verb
        });
        drafts[at].inside = drafts[at].inside.or(outer.filter(|o| *o != at));
    }
}

/// "He said it was over, according to a readout": the words that name the source of the whole are no part of what he said.
pub fn cut_sources(reading: &Reading, drafts: &mut [Draft]) {
    for whole in 0..drafts.len() {
        let Some((source, entry)) = drafts[whole].cue else { continue };
        if !reading.entry(entry).takes(&Takes::Sentence) {
            continue;
        }
        let content = drafts[whole].content.clone();
        for draft in drafts.iter_mut().filter(|d| d.content.binary_search(&source).is_ok()) {
            let inside = draft.cue.is_some_and(|(cue, _)| content.binary_search(&cue).is_ok());
            if inside && content.binary_search(&source).is_err() {
                draft.content.retain(|w| content.binary_search(w).is_ok());
                reading.trim(&mut draft.content);
            }
        }
    }
}

fn break_cycles(drafts: &mut [Draft]) {
    for start in 0..drafts.len() {
        let mut at = drafts[start].inside;
        for _ in 0..drafts.len() {
            match at {
                Some(here) if here == start => {
                    drafts[start].inside = None;
                    break;
                }
                Some(here) => at = drafts[here].inside,
                None => break,
            }
        }
    }
}
