//! Free indirect speech: "The minister said the bridge was safe. It had been checked twice."
//!
//! What is told in the tense of reported speech, about what the pronoun takes up, goes on from the sentence before. Only a
//! sentence that follows at once, in the same paragraph, and has no voice of its own.

use super::draft::{Draft, Reading};
use crate::document::{CueType, Deprel, Feat, SentenceId, TokenId};
use crate::lexicon::Takes;

/// Adds a draft for each sentence that goes on from reported speech.
pub fn continue_reports(reading: &Reading, drafts: &mut Vec<Draft>) {
    for at in 1..reading.syntax.sentences.len() {
        let here = SentenceId::at(at);
        let Some(content) = backshifted(reading, here, drafts) else { continue };
        let before = SentenceId::at(at - 1);
        let Some(model) = drafts.iter().position(|d| is_whole_report(reading, d, before)) else { continue };
        let mut draft = Draft { continues: Some(model), content, inside: None, ..drafts[model].clone() };
        draft.content_head = super::direct::top(reading, &draft.content);
        (draft.origin, draft.negated) = (None, false);
        drafts.push(draft);
    }
}

/// The words of a sentence whose subject is a pronoun and whose verb stands in the tense of reported speech, if nobody in it speaks.
fn backshifted(reading: &Reading, here: SentenceId, drafts: &[Draft]) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let sentence = reading.sentence(here);
    let spoken = |d: &Draft| {
        d.content.iter().chain(d.cue.as_ref().map(|(c, _)| c)).any(|w| reading.sentence_of(*w) == here)
    };
    let quoted = sentence.token_ids().any(|t| reading.quotations.around(t).is_some());
    if sentence.opens_paragraph || quoted || drafts.iter().any(spoken) {
        return None;
    }
    let root = sentence.token_ids().find(|t| syntax.head(*t).is_none())?;
    let subject = reading.child_in(root, &[Deprel::Nsubj, Deprel::NsubjPass])?;
    let feats = syntax.token(subject).feats;
    let taken_up = feats.is(Feat::PronType, "Prs") && feats.is(Feat::Person, "3");
    let first = sentence.token_ids().find(|t| reading.is_word(*t))?;
    let shifted = syntax.children_by(root, Deprel::Aux).any(|a| match syntax.lemma(a) {
        "have" => syntax.token(a).feats.is(Feat::Tense, "Past"),
        "would" => true,
        _ => false,
    });
    if !taken_up || subject != first || !shifted {
        return None;
    }
    let mut words: Vec<TokenId> = sentence.token_ids().collect();
    reading.trim(&mut words);
    Some(words)
}

/// Somebody "said" so, in the past, and his words fill the rest of the sentence.
fn is_whole_report(reading: &Reading, draft: &Draft, sentence: SentenceId) -> bool {
    let Some((cue, entry)) = draft.cue else { return false };
    let syntax = reading.syntax;
    let words = reading.sentence(sentence);
    let last = words.token_ids().rfind(|t| reading.is_word(*t));
    let entry = reading.entry(entry);
    let says = entry.kind == CueType::Say && entry.takes(&Takes::Quote) && entry.takes(&Takes::Clause);
    let past = syntax.token(cue).feats.is(Feat::Tense, "Past") && syntax.head(cue).is_none();
    let unquoted = draft.content.iter().all(|w| reading.quotations.around(*w).is_none());
    reading.sentence_of(cue) == sentence
        && says
        && past
        && unquoted
        && !draft.negated
        && draft.content.last().copied() == last
        && draft.content.first().is_some_and(|w| *w > cue)
}
