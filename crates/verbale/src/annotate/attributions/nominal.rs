//! Speech told by a noun: "the claim that …", "Cairo's call for …", "adopted the narrative that …".

use super::draft::{Draft, Reading};
use super::indirect::can_speak;
use crate::document::{Deprel, Feat, Source, TokenId, Upos};
use crate::lexicon::{CuePos, Takes};

/// A draft for each noun with a content of its own.
pub fn find_nominal(reading: &Reading, verbal: &[Draft]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for cue in reading.cues.iter().filter(|c| c.pos == CuePos::Noun) {
        let told = |e: u32| content(reading, cue.head, e).map(|c| (e, c));
        let Some((entry, (words, head))) = cue.entry_ids().find_map(told) else { continue };
        let owner = reading.owner_head(cue.head);
        let spread = verbal.iter().any(|d| d.content == words);
        let sources = match owner.filter(|o| can_speak(reading, *o)) {
            Some(owner) => reading.sources_at(owner),
            None if spread => continue, // the one who spreads it is the source already
            None => giver(reading, cue.head).unwrap_or_else(|| vec![Source::Implicit]),
        };
        let mut draft = reading.draft(cue.head, entry, sources, words);
        draft.content_head = Some(head);
        drafts.push(draft);
    }
    drafts
}

/// What a noun says: a clause, an infinitive, or a phrase with a preposition.
fn content(reading: &Reading, noun: TokenId, entry: u32) -> Option<(Vec<TokenId>, TokenId)> {
    let cue = reading.entry(entry);
    let head = cue.takes.iter().find_map(|how| match how {
        Takes::Clause => finite_clause(reading, noun),
        Takes::Infinitive => infinitive(reading, noun),
        Takes::Prep(prep) => {
            let with = |c: &TokenId| reading.syntax.case(*c).as_deref() == Some(prep.as_str());
            let owned = reading.owner_head(noun);
            reading.syntax.children_by(noun, Deprel::Nmod).find(|c| with(c) && Some(*c) != owned)
        }
        _ => None,
    })?;
    let mut words = reading.clause(head);
    let preposition =
        |w: &TokenId| reading.syntax.deprel(*w) == Deprel::Case && reading.syntax.head(*w) == Some(head);
    if words.first().is_some_and(preposition) {
        words.remove(0);
    }
    cut_main_clause(reading, noun, &mut words);
    (!words.is_empty()).then_some((words, head))
}

/// "Kyiv's claim that the dam was blown up drew headlines": a parse that makes the noun the root has drawn the main verb into
/// the clause. It begins where a second finite verb follows without a subject or conjunction of its own.
fn cut_main_clause(reading: &Reading, noun: TokenId, words: &mut Vec<TokenId>) {
    if reading.syntax.head(noun).is_some() {
        return;
    }
    let finite = |w: TokenId| reading.syntax.token(w).feats.is(Feat::VerbForm, "Fin");
    let infinitive = words.first().is_some_and(|w| reading.lower(*w) == "to");
    let Some(first) = words.iter().position(|w| finite(*w) || (infinitive && reading.is_verb(*w))) else {
        return;
    };
    let opens = |w: TokenId| {
        matches!(reading.syntax.upos(w), Upos::Cconj | Upos::Sconj)
            || reading.syntax.form(w) == ","
            || reading.syntax.token(w).feats.get(Feat::PronType).is_some_and(|p| p == "Rel" || p == "Prs")
    };
    let mut end = None;
    for at in first + 1..words.len() {
        let past =
            reading.is_verb(words[at]) && reading.syntax.token(words[at]).feats.is(Feat::Tense, "Past");
        let after_complement = at > first + 2 && past && !finite(words[at - 1]);
        if opens(words[at]) {
            return;
        }
        if finite(words[at]) || (after_complement && reading.is_nominal(words[at - 1])) {
            end = Some(at);
            break;
        }
    }
    if let Some(end) = end {
        words.truncate(end);
        reading.trim(words);
    }
}

fn finite_clause(reading: &Reading, noun: TokenId) -> Option<TokenId> {
    let clauses =
        |c: &TokenId| matches!(reading.syntax.deprel(*c), Deprel::Acl | Deprel::Ccomp | Deprel::AclRelcl);
    let told = |c: &TokenId| {
        let mark = reading.child_in(*c, &[Deprel::Mark]).map(|m| reading.lower(m));
        let that = mark.as_deref().is_some_and(|m| m != "to");
        let full = reading.child_in(*c, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]).is_some();
        let adjacent = reading.syntax.subtree(*c).first().copied() == Some(TokenId(noun.0 + 1));
        *c > noun && full && (that || (adjacent && reading.syntax.deprel(*c) != Deprel::AclRelcl))
    };
    reading.syntax.children(noun).iter().copied().filter(clauses).find(told)
}

/// The clause of a noun that the parse hangs on the verb: "adopted the narrative that the vote was stolen".
fn clause_beside(reading: &Reading, noun: TokenId, verb: TokenId) -> Option<(Vec<TokenId>, TokenId)> {
    let clauses = |c: &TokenId| matches!(reading.syntax.deprel(*c), Deprel::Advcl | Deprel::Ccomp);
    let beside = |c: &TokenId| {
        let first = reading.syntax.subtree(*c).first().copied();
        first == Some(TokenId(noun.0 + 1)) && first.is_some_and(|f| reading.syntax.lemma(f) == "that")
    };
    let head = reading.syntax.children(verb).iter().copied().filter(clauses).find(beside)?;
    Some((reading.clause(head), head))
}

fn infinitive(reading: &Reading, noun: TokenId) -> Option<TokenId> {
    let to_do = |c: &TokenId| reading.child_in(*c, &[Deprel::Mark]).is_some_and(|m| reading.lower(m) == "to");
    reading.syntax.children_by(noun, Deprel::Acl).find(to_do)
}

/// "Made the claim that", "came to the conclusion that": whoever is the subject of the verb whose object the noun is, if the verb only carries the noun.
fn giver(reading: &Reading, noun: TokenId) -> Option<Vec<Source>> {
    let reached = |n: TokenId| reading.syntax.case(n).as_deref() == Some("to");
    let borne = match reading.syntax.deprel(noun) {
        Deprel::Obj => true,
        Deprel::Obl => reached(noun),
        _ => false,
    };
    let verb = reading.syntax.head(noun).filter(|_| borne)?;
    let carries = reading.lexicon.frames.light_verbs.contains_key(reading.syntax.lemma(verb));
    let speaker = reading.speaker_head(verb).filter(|_| carries)?;
    can_speak(reading, speaker).then(|| reading.sources_at(speaker))
}

/// "Adopted the Russian narrative that …": the subject says it, and whose narrative it is, is told beside the noun.
pub fn narrative(reading: &Reading, verb: TokenId, entry: u32) -> Option<Draft> {
    let noun = reading.syntax.child_by(verb, Deprel::Obj)?;
    let cue = reading.cue_of(noun).filter(|c| c.pos == CuePos::Noun)?;
    let clause = |e: u32| content(reading, noun, e).filter(|(_, head)| reading.is_clause(*head));
    let told = cue.entry_ids().find_map(clause).or_else(|| clause_beside(reading, noun, verb));
    let (words, head) = told?;
    let speaker = reading.speaker_head(verb).filter(|s| can_speak(reading, *s))?;
    let mut draft = reading.draft(verb, entry, reading.sources_at(speaker), words);
    draft.content_head = Some(head);
    draft.origin = reading.owner_head(noun).and_then(|o| reading.mention(o));
    Some(draft)
}
