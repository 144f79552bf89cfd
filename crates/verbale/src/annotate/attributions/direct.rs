//! Direct speech whose cue stands in the same sentence: before it, after it, or in the midst of it.

use super::draft::{Draft, Reading};
use crate::document::{Deprel, Sentence, SentenceId, TokenId, Upos};
use crate::lexicon::{CuePos, Takes};

/// The words of one quotation in one sentence.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Which quotation.
    pub quotation: usize,
    /// Its words here, trimmed.
    pub words: Vec<TokenId>,
    /// First and last word here, before trimming.
    first: TokenId,
    last: TokenId,
}

/// A draft for each cue that governs quotations of its own sentence.
pub fn find_direct(reading: &Reading) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for sentence in reading.syntax.sentences {
        let first = drafts.len();
        for piece in pieces(reading, sentence) {
            let Some((cue, entry)) = governing_cue(reading, sentence, &piece) else { continue };
            let known = drafts[first..].iter_mut().find(|d| d.cue.is_some_and(|(c, _)| c == cue));
            match known {
                Some(draft) => draft.content.extend(piece.words),
                None => drafts.extend(speech(reading, cue, entry, piece)),
            }
        }
    }
    drafts
}

fn speech(reading: &Reading, cue: TokenId, entry: u32, piece: Piece) -> Option<Draft> {
    let speaker = match reading.entry(entry).pos {
        CuePos::Prep => super::according_to::source_head(reading, cue)?,
        _ => speaker_of_tag(reading, cue, &piece)?,
    };
    let mut draft = reading.draft(cue, entry, reading.sources_at(speaker), piece.words);
    draft.content_head = top(reading, &draft.content);
    draft.quotation = Some(piece.quotation);
    Some(draft)
}

/// The subject in the parse, if it stands outside all quotations; else the nearest noun phrase beside the cue.
fn speaker_of_tag(reading: &Reading, cue: TokenId, piece: &Piece) -> Option<TokenId> {
    let level = reading.quotations.around(cue);
    let outside = |t: &TokenId| reading.quotations.around(*t) == level;
    if let Some(subject) = reading.speaker_head(cue).filter(outside) {
        return Some(subject);
    }
    // "Is commonly called", "a programme called": nobody in particular says it.
    let names = cue < piece.first && reading.syntax.deprel(cue) == Deprel::Acl && reading.is_passive(cue);
    if reading.has_passive_marks(cue) || names {
        return None;
    }
    let sentence = reading.sentence(reading.sentence_of(cue));
    if is_bare_participle(reading, cue)
        && let Some(before) = speaker_before(reading, sentence, cue)
    {
        return Some(before);
    }
    let nominal = |t: &TokenId| {
        outside(t) && reading.is_nominal(*t) && reading.sentence_of(*t) == reading.sentence_of(cue)
    };
    let head = |t: TokenId| {
        let up = |t: &TokenId| {
            let inner = [Deprel::Flat, Deprel::Compound, Deprel::Amod, Deprel::NmodDesc];
            let inner = inner.contains(&reading.syntax.deprel(*t));
            reading.syntax.head(*t).filter(|h| inner && nominal(h))
        };
        std::iter::successors(Some(t), up).take(6).last().unwrap_or(t)
    };
    let before = (sentence.first.0..cue.0).rev().map(TokenId).take(4).find(|t| nominal(t));
    let after = (cue.0 + 1..sentence.end.0).map(TokenId).take(4).find(|t| nominal(t));
    let (first, second) = if cue > piece.last { (before, after) } else { (before, None) };
    let nearest = || first.or(second).map(head);
    let nearest = if is_bare_participle(reading, cue) { None } else { nearest() };
    nearest
        .or_else(|| speaker_before(reading, sentence, cue))
        .or_else(|| speaker_of_quotation_before(reading, cue))
        .or_else(|| subject_before_cue(reading, sentence, cue))
}

/// "Further saying": the speaker is told elsewhere.
fn is_bare_participle(reading: &Reading, cue: TokenId) -> bool {
    reading.lower(cue).ends_with("ing") && reading.child_in(cue, &[Deprel::Nsubj, Deprel::Aux]).is_none()
}

/// `The senator said, "We waited. Nobody came," further saying, "…"`: the one who spoke in the sentence before.
fn speaker_of_quotation_before(reading: &Reading, cue: TokenId) -> Option<TokenId> {
    let here = reading.sentence_of(cue);
    if !is_bare_participle(reading, cue) || reading.sentence(here).opens_paragraph {
        return None;
    }
    let before = reading.sentence(SentenceId(here.0.checked_sub(1)?));
    last_speaker(reading, before.first, before.end, reading.quotations.around(cue))
}

/// "One of them even went so far as to say,": the last subject before the cue, where quoted words lead the parse astray.
fn subject_before_cue(reading: &Reading, sentence: &Sentence, cue: TokenId) -> Option<TokenId> {
    let level = reading.quotations.around(cue);
    let words = || (sentence.first.0..cue.0).rev().map(TokenId);
    let nominal = |t: &TokenId| reading.is_nominal(*t) || reading.syntax.upos(*t) == Upos::Num;
    let here = |t: &TokenId| nominal(t) && reading.quotations.around(*t) == level;
    let subject = |t: &TokenId| matches!(reading.syntax.deprel(*t), Deprel::Nsubj | Deprel::NsubjPass);
    let free = |t: &TokenId| {
        let part = matches!(reading.syntax.deprel(*t), Deprel::Flat | Deprel::Compound | Deprel::NmodPoss);
        !part && reading.syntax.case(*t).is_none()
    };
    let near = || words().take(8).filter(here).find(free);
    words().filter(here).find(subject).or_else(near)
}

/// "…, further saying": whoever spoke by the cue before it in the sentence.
fn speaker_before(reading: &Reading, sentence: &Sentence, cue: TokenId) -> Option<TokenId> {
    last_speaker(reading, sentence.first, cue, reading.quotations.around(cue))
}

/// Whose the last verbal cue of a stretch of text is, of those that stand in the same quotation or in none.
fn last_speaker(reading: &Reading, first: TokenId, end: TokenId, level: Option<usize>) -> Option<TokenId> {
    let end = reading.cues.partition_point(|c| c.head < end);
    let before = reading.cues[..end].iter().rev().take_while(|c| c.head >= first);
    let mut same = before.filter(|c| c.pos == CuePos::Verb && reading.quotations.around(c.head) == level);
    same.find_map(|c| reading.speaker_head(c.head))
}

/// The highest word of some words in the parse.
pub fn top(reading: &Reading, words: &[TokenId]) -> Option<TokenId> {
    let inside = |t: TokenId| words.binary_search(&t).is_ok();
    words.iter().copied().find(|w| reading.is_word(*w) && !reading.syntax.head(*w).is_some_and(inside))
}

/// The quotations that reach into a sentence, outer ones first where they begin together.
pub fn pieces(reading: &Reading, sentence: &Sentence) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for token in sentence.token_ids() {
        let innermost = reading.quotations.around(token);
        for quotation in std::iter::successors(innermost, |q| reading.quotations.all[*q].inside) {
            match found.iter_mut().find(|p| p.quotation == quotation) {
                Some(piece) => {
                    piece.words.push(token);
                    piece.last = token;
                }
                None => found.push(Piece { quotation, words: vec![token], first: token, last: token }),
            }
        }
    }
    for piece in &mut found {
        reading.trim(&mut piece.words);
    }
    found.retain(|p| !p.words.is_empty());
    found
}

/// The cue on whose word a quotation stands, if one does.
fn governing_cue(reading: &Reading, sentence: &Sentence, piece: &Piece) -> Option<(TokenId, u32)> {
    let level = reading.quotations.all[piece.quotation].inside;
    let here = sentence.first..sentence.end;
    let start = reading.cues.partition_point(|c| c.head < here.start);
    let cues = reading.cues[start..].iter().take_while(|c| c.head < here.end);
    let mut best: Option<(u32, TokenId, u32)> = None;
    for cue in cues.filter(|c| reading.quotations.around(c.head) == level) {
        let quotes = |e: &u32| {
            let entry = reading.entry(*e);
            entry.takes(&Takes::Quote) || (entry.pos == CuePos::Prep && entry.takes(&Takes::Sentence))
        };
        let Some(entry) = cue.entry_ids().find(quotes) else { continue };
        let gap = if cue.head < piece.first {
            gap_before(reading, sentence, piece, cue.head)
        } else {
            gap_after(reading, sentence, piece, cue.head)
        };
        let Some(mut gap) = gap else { continue };
        // `Wrote, "We met in May", recalling it`: a participle behind the words gives way to the cue before them.
        if cue.head > piece.last && is_bare_participle(reading, cue.head) {
            gap += sentence.end.0 - sentence.first.0;
        }
        if best.is_none_or(|(least, ..)| gap < least) {
            best = Some((gap, cue.head, entry));
        }
    }
    best.map(|(_, cue, entry)| (cue, entry))
}

/// How far the cue stands before the quotation; none if it does not govern it.
///
/// What lies between may be whom and when ("told reporters on Monday:"), but no other verb; and it ends with a comma or
/// colon, or the quotation begins like a sentence.
fn gap_before(reading: &Reading, sentence: &Sentence, piece: &Piece, cue: TokenId) -> Option<u32> {
    if reading.entry_is_prep(cue) {
        return None;
    }
    let mut between: Vec<TokenId> = (cue.0 + 1..piece.first.0).map(TokenId).collect();
    let plain = |t: &&TokenId| !is_mark(reading, **t);
    let ends_sentence = !(piece.last.0 + 1..sentence.end.0).map(TokenId).any(|t| reading.is_word(t));
    // `Went on by noting that "…"`: whatever the parse makes of the quotation, it is all that is said.
    if in_closed_aside(reading, cue, &between) {
        return None;
    }
    leave_out_aside(reading, &mut between);
    if ends_sentence
        && piece.words.len() > 3
        && let Some(at) = between.iter().rposition(|t| plain(&t))
        && reading.lower(between[at]) == "that"
        && at == 0
    {
        between.truncate(0);
    }
    let last = between.iter().rev().find(plain).copied();
    let colon = last.is_some_and(|t| reading.syntax.form(t) == ":");
    let verbs = between.iter().filter(|t| reading.is_verb(**t) && !modifies_noun(reading, **t)).count();
    if verbs > 0 && !(colon && told_at_length(reading, cue, &between)) {
        return None;
    }
    let comma = last.is_some_and(|t| reading.syntax.form(t) == "," || is_dash(reading, t));
    let beside = !between.iter().any(|t| reading.is_word(*t));
    let capital = reading.syntax.form(*piece.words.first()?).starts_with(char::is_uppercase);
    let told =
        last.is_some_and(|t| reading.syntax.head(t) == Some(cue) && !reading.is_determined_by(t, piece));
    // `"We agree" tweeted Lee "to help"`: only the speaker lies between, and a quotation stands before.
    let quoted_before =
        (sentence.first.0..cue.0).rev().map(TokenId).find(|t| reading.is_word(*t)).is_some_and(|t| {
            let around = reading.quotations.around(t);
            around.is_some() && around != reading.quotations.around(cue)
        });
    let named = |t: &TokenId| {
        !reading.is_word(*t)
            || reading.is_nominal(*t)
            || modifies_noun(reading, *t)
            || reading.syntax.upos(*t) == Upos::Det
    };
    let inverted = quoted_before && between.len() <= 8 && between.iter().all(named);
    let governs =
        colon || beside || comma || inverted || (capital && told && (piece.words.len() > 3 || ends_sentence));
    governs.then_some(between.iter().filter(|t| reading.is_word(**t)).count() as u32)
}

fn is_dash(reading: &Reading, token: TokenId) -> bool {
    matches!(reading.syntax.form(token), "—" | "–")
}

/// "Commented on it — which many called a first step — “…”": the cue stands in what the dashes set apart.
fn in_closed_aside(reading: &Reading, cue: TokenId, between: &[TokenId]) -> bool {
    let sentence = reading.sentence(reading.sentence_of(cue));
    let dashes = |t: &&TokenId| is_dash(reading, **t);
    let opened = (sentence.first.0..cue.0).map(TokenId).filter(|t| is_dash(reading, *t)).count() == 1;
    let last = between.iter().rev().find(|t| !is_mark(reading, **t));
    opened && between.iter().filter(dashes).count() == 1 && last.is_some_and(|t| is_dash(reading, *t))
}

/// Takes out what two dashes set apart right before the quotation.
fn leave_out_aside(reading: &Reading, between: &mut Vec<TokenId>) {
    let at: Vec<usize> = (0..between.len()).filter(|i| is_dash(reading, between[*i])).collect();
    let closes = |i: usize| between[i + 1..].iter().all(|t| is_mark(reading, *t));
    if let [open, close] = at[..]
        && closes(close)
    {
        between.drain(open..close);
    }
}

/// "Said in a letter that was sent on Monday:" has a verb between, yet nothing else is said before the colon.
fn told_at_length(reading: &Reading, cue: TokenId, between: &[TokenId]) -> bool {
    between.iter().all(|t| !reading.is_verb(*t) || reading.syntax.is_under(*t, cue))
        && reading.child_in(cue, &[Deprel::Ccomp]).is_none_or(|c| !between.contains(&c))
}

/// How far the cue stands after the quotation; none if it does not govern it.
fn gap_after(reading: &Reading, sentence: &Sentence, piece: &Piece, cue: TokenId) -> Option<u32> {
    let between: Vec<TokenId> = (piece.last.0 + 1..cue.0).map(TokenId).collect();
    let level = reading.quotations.all[piece.quotation].inside;
    // Another quotation between belongs to another tag, or this cue to that quotation.
    if between.iter().any(|t| reading.is_word(*t) && reading.quotations.around(*t) != level) {
        return None;
    }
    if !stands_free(reading, sentence, piece) || !is_ended(reading, piece, &between, cue) {
        return None;
    }
    // `…," further saying, "…`: such a cue speaks of the quotation behind it.
    let next = (cue.0 + 1..sentence.end.0).map(TokenId).find(|t| reading.is_word(*t));
    let before_quotation = next.is_some_and(|t| reading.quotations.around(t) != level);
    if before_quotation && is_bare_participle(reading, cue) {
        return None;
    }
    let subject = reading.syntax.child_by(cue, Deprel::Nsubj);
    let of_subject = |t: TokenId| subject.is_some_and(|s| reading.syntax.is_under(t, s));
    // `The trial, or "hold the line", began`: the words are a part of the subject.
    if piece.words.iter().all(|w| of_subject(*w)) {
        return None;
    }
    let foreign = |t: &&TokenId| reading.is_verb(**t) && !of_subject(**t) && !modifies_noun(reading, **t);
    if between.iter().any(|t| foreign(&t)) {
        return None;
    }
    Some(between.iter().filter(|t| reading.is_word(**t)).count() as u32)
}

/// The quotation begins the sentence or a clause of it: it is not a part of the outlet's own phrase.
fn stands_free(reading: &Reading, sentence: &Sentence, piece: &Piece) -> bool {
    let before = (sentence.first.0..piece.first.0).map(TokenId).rev().find(|t| !is_mark(reading, *t));
    let Some(before) = before else { return true };
    !reading.is_word(before) || reading.syntax.deprel(before) == Deprel::Cc
}

/// The quotation ends with a stop or comma, or its tag follows at once.
fn is_ended(reading: &Reading, piece: &Piece, between: &[TokenId], cue: TokenId) -> bool {
    let stop = |t: TokenId| reading.syntax.form(t).ends_with([',', '.', '!', '?', '…', '—', '–', '-']);
    let after = between.iter().copied().find(|t| !is_mark(reading, *t));
    let next_is_tag = after.is_none() || after.is_some_and(|t| reading.syntax.is_under(t, cue));
    stop(piece.last) || after.is_some_and(|t| stop(t) && !reading.is_word(t)) || next_is_tag
}

/// A participle before or in a noun phrase is no clause of its own.
fn modifies_noun(reading: &Reading, token: TokenId) -> bool {
    matches!(reading.syntax.deprel(token), Deprel::Amod | Deprel::Compound | Deprel::Acl | Deprel::AclRelcl)
}

fn is_mark(reading: &Reading, token: TokenId) -> bool {
    let form = reading.syntax.form(token);
    form.chars().all(|c| "\"“”„‟«»‹›‘’‚‛'`".contains(c))
}

impl Reading<'_> {
    fn entry_is_prep(&self, cue: TokenId) -> bool {
        self.cue_of(cue).is_some_and(|c| c.entry_ids().all(|e| self.entry(e).pos == CuePos::Prep))
    }

    /// The word before a quotation is a part of a phrase that the quotation ends: `the "reset"`.
    fn is_determined_by(&self, word: TokenId, piece: &Piece) -> bool {
        self.syntax.head(word).is_some_and(|h| piece.first <= h && h <= piece.last)
    }
}
