//! Quotations without a cue of their own: the rest of a long one, the next paragraph, the speaker's next words.

use super::direct::{Piece, pieces, top};
use super::draft::{Draft, Reading};
use crate::document::{Deprel, SentenceId, Source, TokenId};
use crate::lexicon::{CuePos, Takes};

/// Adds a draft for each sentence of a quotation that no cue governs, wherever its speaker can be told.
pub fn continue_quotations(reading: &Reading, drafts: &mut Vec<Draft>) {
    let mut open = open_pieces(reading, drafts);
    // First what belongs to a quotation whose speaker is known, then what goes on from the sentences around it.
    open.retain(|(sentence, piece)| !same_quotation(reading, drafts, *sentence, piece));
    for (sentence, piece) in &open {
        if same_quotation(reading, drafts, *sentence, piece) {
            continue;
        }
        let found = super::credit::credit_after(reading, piece)
            .map(|who| Model::Someone(reading.sources_at(who)))
            .or_else(|| around(reading, *sentence, piece))
            .or_else(|| tag_after(reading, drafts, *sentence, piece))
            .or_else(|| speaker_before(reading, drafts, *sentence))
            .or_else(|| subject_before(reading, *sentence))
            .or_else(|| subject_after(reading, *sentence));
        if let Some(model) = found {
            add(reading, drafts, *sentence, piece, model);
        }
    }
}

/// Links the sentences of each quotation: every later one goes on from the one before.
pub fn link_quotations(reading: &Reading, drafts: &mut [Draft]) {
    let root = |q: usize| {
        std::iter::successors(Some(q), |q| reading.quotations.all[*q].goes_on_from).last().unwrap_or(q)
    };
    let mut order: Vec<usize> = (0..drafts.len()).filter(|i| drafts[*i].quotation.is_some()).collect();
    order.sort_by_key(|i| (drafts[*i].quotation.map(root), drafts[*i].content.first().copied()));
    for pair in order.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        let same = drafts[before].quotation.map(root) == drafts[after].quotation.map(root);
        let later = drafts[before].content.last() < drafts[after].content.first();
        if same && later && drafts[after].continues.is_none() {
            drafts[after].continues = Some(before);
        }
    }
}

/// Where a quotation's speaker was found.
enum Model {
    /// As in this draft, which is told before (`true`) or only shares the speaker.
    Draft(usize, bool),
    /// A tag of its own, in the sentence after.
    Tag(TokenId, u32, Vec<Source>),
    /// Somebody, without any cue.
    Someone(Vec<Source>),
}

/// Pieces of outermost quotations that fill their sentence and belong to no draft yet.
fn open_pieces(reading: &Reading, drafts: &[Draft]) -> Vec<(SentenceId, Piece)> {
    let mut open = Vec::new();
    for (i, sentence) in reading.syntax.sentences.iter().enumerate() {
        let here = SentenceId::at(i);
        for piece in pieces(reading, sentence) {
            let outermost = reading.quotations.all[piece.quotation].inside.is_none();
            let taken =
                |w: &TokenId| drafts.iter().any(|d| is_outside(reading, d, &piece) && d.content.contains(w));
            let covered = piece.words.iter().filter(|w| taken(w)).count() * 2 > piece.words.len();
            // What was opened in an earlier sentence is no scare quote, whatever stands behind it here.
            let goes_on = reading.quotations.all[piece.quotation].inner.start < sentence.span.start;
            let whole = || fills(reading, here, &piece) || super::leftover::speaks_of_self(reading, &piece);
            if outermost && !covered && (goes_on || whole()) {
                open.push((here, piece));
            }
        }
    }
    open
}

/// The cue of a draft stands outside the quotation, so that the quotation is what it reports.
fn is_outside(reading: &Reading, draft: &Draft, piece: &Piece) -> bool {
    draft.cue.is_none_or(|(cue, _)| !reading.quotations.holds(piece.quotation, cue))
        && !draft.sources.contains(&Source::Implicit)
}

/// `Her love of fires "goes back to my youth"`: the words fill no sentence, and the one whom the sentence is about says them.
fn around(reading: &Reading, sentence: SentenceId, piece: &Piece) -> Option<Model> {
    if fills(reading, sentence, piece) {
        return None;
    }
    let person = super::leftover::person_around(reading, reading.sentence(sentence), piece)?;
    Some(Model::Someone(person))
}

/// Nothing of the sentence stands outside the quotation; or the quotation stands free behind a colon or dash.
fn fills(reading: &Reading, sentence: SentenceId, piece: &Piece) -> bool {
    let sentence = reading.sentence(sentence);
    let outside = |t: TokenId| reading.is_word(t) && !reading.quotations.holds(piece.quotation, t);
    if !sentence.token_ids().any(outside) || super::credit::credit_after(reading, piece).is_some() {
        return true;
    }
    let Some(first) = piece.words.first() else { return false };
    let before = (sentence.first.0..first.0).rev().map(TokenId).find(|t| {
        reading.syntax.form(*t).contains(|c: char| c.is_alphanumeric() || c == ':' || c == '—' || c == '–')
    });
    let after = (first.0..sentence.end.0).map(TokenId).any(outside);
    piece.words.len() > 3 && !after && before.is_some_and(|t| !reading.is_word(t))
}

/// Continues a draft of the same quotation, or of the one it goes on from.
fn same_quotation(reading: &Reading, drafts: &mut Vec<Draft>, sentence: SentenceId, piece: &Piece) -> bool {
    let root = |q: usize| {
        std::iter::successors(Some(q), |q| reading.quotations.all[*q].goes_on_from).last().unwrap_or(q)
    };
    let mine = root(piece.quotation);
    let belongs = |d: &Draft| {
        let q = d.quotation.or_else(|| reported_quotation(reading, d));
        q.is_some_and(|q| root(q) == mine) && is_outside(reading, d, piece)
    };
    let place = |d: &Draft| d.content.first().map(|w| reading.sentence_of(*w));
    let before = (0..drafts.len())
        .filter(|i| belongs(&drafts[*i]) && place(&drafts[*i]).is_some_and(|s| s < sentence))
        .max_by_key(|i| place(&drafts[*i]));
    let after = (0..drafts.len()).filter(|i| belongs(&drafts[*i])).min_by_key(|i| place(&drafts[*i]));
    let model = match (before, after) {
        (Some(before), _) => Model::Draft(before, true),
        (None, Some(after)) => Model::Draft(after, false),
        (None, None) => return false,
    };
    add(reading, drafts, sentence, piece, model);
    true
}

/// The quotation with which the content of reported speech ends: it may go on in the next sentence.
fn reported_quotation(reading: &Reading, draft: &Draft) -> Option<usize> {
    let last = draft.content.last()?;
    let innermost = reading.quotations.around(*last)?;
    let outermost = std::iter::successors(Some(innermost), |q| reading.quotations.all[*q].inside).last()?;
    let cue_inside = draft.cue.is_some_and(|(cue, _)| reading.quotations.holds(outermost, cue));
    (!cue_inside).then_some(outermost)
}

/// `"We waited. Nobody came." Lee told reporters.`: the tag is a sentence of its own.
fn tag_after(reading: &Reading, drafts: &[Draft], sentence: SentenceId, piece: &Piece) -> Option<Model> {
    let quotation = &reading.quotations.all[piece.quotation];
    let last = reading.syntax.sentences.iter().rposition(|s| s.span.start < quotation.inner.end)?;
    let next = reading.syntax.sentences.get(last.max(sentence.index()) + 1).filter(|s| !s.opens_paragraph)?;
    let idle = |cue: TokenId| !drafts.iter().any(|d| d.cue.is_some_and(|(c, _)| c == cue));
    let start = reading.cues.partition_point(|c| c.head < next.first);
    let cue = reading.cues[start..]
        .iter()
        .take_while(|c| c.head < next.end)
        .find(|c| c.pos == CuePos::Verb && reading.syntax.deprel(c.head) == Deprel::Root && idle(c.head))?;
    let entry = cue.entry_ids().find(|e| reading.entry(*e).takes(&Takes::Quote))?;
    let quoted_itself = next.token_ids().any(|t| reading.quotations.around(t).is_some());
    if quoted_itself || (cue.head.0 - next.first.0) > 12 {
        return None;
    }
    let speaker = reading.speaker_head(cue.head)?;
    Some(Model::Tag(cue.head, entry, reading.sources_at(speaker)))
}

/// The last one to speak before, in this paragraph; or in the one before, if it ended with his words.
fn speaker_before(reading: &Reading, drafts: &[Draft], sentence: SentenceId) -> Option<Model> {
    let place = |d: &Draft| {
        let content = d.content.last().map(|w| reading.sentence_of(*w));
        let cue = d.cue.map(|(c, _)| reading.sentence_of(c));
        content.max(cue)
    };
    let named = |d: &Draft| d.sources.iter().any(|s| matches!(s, Source::Mention(_) | Source::Words(..)));
    let outer = |d: &Draft| {
        let start = d.cue.map(|(c, _)| c).or(d.content.first().copied());
        start.is_some_and(|t| d.cue.is_none() || reading.quotations.around(t).is_none()) && d.inside.is_none()
    };
    let before = sentence.index().checked_sub(1).map(SentenceId::at)?;
    let mut at = Some(before);
    while let Some(here) = at {
        let last = (0..drafts.len())
            .filter(|i| place(&drafts[*i]) == Some(here) && named(&drafts[*i]) && outer(&drafts[*i]))
            .max_by_key(|i| drafts[*i].cue.map(|(c, _)| c));
        if let Some(found) = last {
            return Some(Model::Draft(found, true));
        }
        // One sentence without speech between is as far as a speaker carries.
        let opened = reading.sentence(here).opens_paragraph;
        at = (!opened && before.0 - here.0 < 1)
            .then(|| here.index().checked_sub(1).map(SentenceId::at))
            .flatten();
    }
    None
}

/// `Lee shook his head. "No."`: the subject of the sentence before, if it is a person.
fn subject_before(reading: &Reading, sentence: SentenceId) -> Option<Model> {
    if reading.sentence(sentence).opens_paragraph {
        return None;
    }
    let before = reading.sentence(SentenceId::at(sentence.index().checked_sub(1)?));
    // Who is spoken of in quoted words does not speak them.
    let told = |t: &TokenId| reading.syntax.head(*t).is_none() && reading.quotations.around(*t).is_none();
    let subject = reading.speaker_head(before.token_ids().find(told)?)?;
    let person = reading
        .mention(subject)
        .is_some_and(|m| reading.mentions[m.index()].kind == crate::document::MentionKind::Person);
    person.then(|| Model::Someone(reading.sources_at(subject)))
}

/// `"No." Lee shook his head.`: the subject of the sentence after, if it is a person and nothing is quoted there.
fn subject_after(reading: &Reading, sentence: SentenceId) -> Option<Model> {
    let after = reading.syntax.sentences.get(sentence.index() + 1).filter(|s| !s.opens_paragraph)?;
    if after.token_ids().any(|t| reading.quotations.around(t).is_some()) {
        return None;
    }
    let root = after.token_ids().find(|t| reading.syntax.head(*t).is_none())?;
    let subject = reading.speaker_head(root)?;
    let person = reading
        .mention(subject)
        .is_some_and(|m| reading.mentions[m.index()].kind == crate::document::MentionKind::Person);
    person.then(|| Model::Someone(reading.sources_at(subject)))
}

fn add(reading: &Reading, drafts: &mut Vec<Draft>, sentence: SentenceId, piece: &Piece, model: Model) {
    let mut draft = match model {
        Model::Draft(at, before) => {
            let model = &drafts[at];
            let continues = before.then_some(at);
            Draft { continues, content: Vec::new(), inside: None, origin: None, ..model.clone() }
        }
        Model::Tag(cue, entry, sources) => reading.draft(cue, entry, sources, Vec::new()),
        Model::Someone(sources) => Draft { sources, ..Draft::default() },
    };
    draft.negated = false;
    draft.content = piece.words.clone();
    draft.content_head = top(reading, &draft.content);
    draft.quotation = Some(piece.quotation);
    debug_assert!(draft.content.iter().all(|w| reading.sentence_of(*w) == sentence));
    drafts.push(draft);
}
