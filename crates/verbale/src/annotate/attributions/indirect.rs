//! Reported speech, told by a verb or adjective: a clause, an infinitive, a thing, or a phrase with a preposition.
//!
//! What a cue may take stands in its entry; here is how each of these looks in the parse.

use super::clauses::{clause_draft, marked_clause};
use super::draft::{Draft, Reading};
use super::relayed::{cited, is_quoted_as, quoted_as, saying};
use super::things::{
    directive, gerund, infinitive, own_noun, own_words, pointer, predicate, prep_directive, prep_phrase,
    so_called, thing, thing_prep,
};
use crate::document::{CueType, Deprel, Feat, MentionKind, Source, TokenId, Upos};
use crate::lexicon::modality::{Effect, ModalKind};
use crate::lexicon::{Cue, CuePos, Factivity, Takes};

/// A draft for each verb or adjective that reports speech or thought.
pub fn find_indirect(reading: &Reading, direct: &[Draft]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for cue in reading.cues.iter().filter(|c| matches!(c.pos, CuePos::Verb | CuePos::Adj)) {
        if is_quoted_as(reading, cue.head) {
            drafts.extend(saying(reading, cue));
            continue;
        }
        if is_deed(reading, cue.head) || is_imagined(reading, cue.head) {
            continue;
        }
        let quoted = direct.iter().find(|d| d.cue.is_some_and(|(head, _)| head == cue.head));
        let told = |e| report(reading, cue.head, e, quoted.is_some());
        let Some(mut draft) = cue.entry_ids().find_map(told) else { continue };
        let same_words = quoted.is_some_and(|q| q.content.iter().any(|w| draft.content.contains(w)));
        // "Asked whether he would resign, he said: "No."": what comes before is not said.
        let before = quoted.is_some_and(|q| {
            draft.content.last().is_some_and(|w| *w < cue.head)
                && q.content.first().is_some_and(|w| *w > cue.head)
        });
        if before {
            continue;
        }
        if !same_words && !quoted.is_some_and(|q| is_tail(reading, q, &draft)) {
            draft.content_head = draft.content_head.or_else(|| super::direct::top(reading, &draft.content));
            drafts.push(draft);
        }
    }
    drafts
}

/// `"We leave", he said, repeating an earlier promise`: what follows the tag behind a comma is no more of what was said, unless
/// "that" or its like begins it.
fn is_tail(reading: &Reading, quoted: &Draft, draft: &Draft) -> bool {
    let Some((cue, _)) = draft.cue else { return false };
    let Some(first) = draft.content.first().copied().filter(|w| *w > cue) else { return false };
    let comma = (cue.0 + 1..first.0).any(|t| reading.syntax.form(TokenId(t)) == ",");
    let marked = |t: u32| reading.syntax.deprel(TokenId(t)) == Deprel::Mark;
    let opened = first.0 > 0 && marked(first.0 - 1) || marked(first.0);
    quoted.content.last().is_some_and(|w| *w < cue) && comma && !opened
}

/// What a cue reports under one of its entries.
pub(super) fn report(reading: &Reading, verb: TokenId, entry: u32, quoted: bool) -> Option<Draft> {
    let cue = reading.entry(entry);
    if cue.pos == CuePos::Adj {
        return adjective(reading, verb, entry);
    }
    if let Some(named) = so_called(reading, verb) {
        let speaker = reading.speaker_head(verb)?;
        return Some(reading.draft(verb, entry, reading.sources_at(speaker), named));
    }
    cue.takes.iter().find_map(|how| {
        let content = match how {
            Takes::Clause => return clause_draft(reading, verb, entry),
            Takes::MarkedClause => return marked_clause(reading, verb, entry),
            // What is said in quotation marks needs no further object.
            _ if quoted => None,
            Takes::Infinitive => infinitive(reading, verb),
            Takes::Gerund => gerund(reading, verb),
            Takes::Directive => return directive(reading, verb, entry),
            Takes::PrepDirective => return prep_directive(reading, verb, entry),
            Takes::Predicate => predicate(reading, verb),
            Takes::ThingPrep(prep) => thing_prep(reading, verb, prep, cue),
            Takes::AddresseePrep(prep) | Takes::Prep(prep) => prep_phrase(reading, verb, prep, cue),
            Takes::Thing => thing(reading, verb).or_else(|| pointer(reading, verb, cue)),
            Takes::OwnNoun => own_noun(reading, verb, cue),
            Takes::QuotedAs => return quoted_as(reading, verb, entry),
            Takes::Cited => return cited(reading, verb, entry),
            Takes::Narrative => return super::nominal::narrative(reading, verb, entry),
            Takes::Quote
            | Takes::Addressee
            | Takes::ToAddressee
            | Takes::Sentence
            | Takes::Before
            | Takes::OtherCue
            | Takes::Nothing => None,
        }?;
        let sources = sources(reading, verb, cue, how)?;
        Some(reading.draft(verb, entry, sources, within_quotation(reading, verb, content)?))
    })
}

/// The words of a content that stand in the quotation in which the cue stands.
pub(super) fn within_quotation(
    reading: &Reading,
    cue: TokenId,
    mut content: Vec<TokenId>,
) -> Option<Vec<TokenId>> {
    reading.complete_quotations(cue, &mut content);
    if let Some(quotation) = reading.quotations.around(cue) {
        content.retain(|w| reading.quotations.holds(quotation, *w));
        reading.trim(&mut content);
    }
    (!content.is_empty()).then_some(content)
}

/// Who says it. Things show and mean much; only those that can speak are sources of what they show.
pub(super) fn sources(reading: &Reading, verb: TokenId, cue: &Cue, how: &Takes) -> Option<Vec<Source>> {
    let Some(head) = reading.speaker_head(verb) else {
        let impersonal = reading.is_passive(verb) || reading.child_in(verb, &[Deprel::Expl]).is_some();
        let told = matches!(cue.factivity, Factivity::Neutral | Factivity::Claim | Factivity::Hedged)
            && matches!(cue.kind, CueType::Say | CueType::Accuse | CueType::Think | CueType::Know)
            && (*how == Takes::Clause || cue.kind == CueType::Accuse);
        let own_clause = !matches!(reading.syntax.deprel(verb), Deprel::Acl | Deprel::Amod);
        return (impersonal && told && own_clause).then(|| vec![Source::Implicit]);
    };
    // "Rumour has it that …": a word that stands for speech names nobody but its owner.
    let has_it = || own_words(reading, verb, cue).iter().any(|w| reading.lower(*w) == "it");
    let is_speech = || reading.cue_of(head).is_some_and(|c| c.pos == CuePos::Noun);
    if *how == Takes::Clause && has_it() && is_speech() && !can_speak(reading, head) {
        let owner = reading.owner_head(head).filter(|o| can_speak(reading, *o));
        return Some(owner.map_or_else(|| vec![Source::Implicit], |o| reading.sources_at(o)));
    }
    let clausal = matches!(how, Takes::Clause | Takes::Infinitive);
    let thought = matches!(cue.kind, CueType::Think | CueType::Know | CueType::Ask)
        && (is_thing(reading, head) || is_document(reading, head));
    let picky = !clausal || thought || cue.kind == CueType::Show;
    // "It means that the war is over": what shows so is what was told before, whoever "it" could be.
    let shown = cue.kind == CueType::Show && is_thing(reading, head) && !is_document(reading, head);
    (!picky || (can_speak(reading, head) && !shown)).then(|| reading.sources_at(head))
}

/// "It", "this", "what" do not think.
fn is_thing(reading: &Reading, head: TokenId) -> bool {
    reading.syntax.upos(head) == Upos::Pron
        && reading.syntax.token(head).feats.get(Feat::Person) != Some("1")
        && (reading.syntax.lemma(head) == "it" || !reading.syntax.token(head).feats.is(Feat::PronType, "Prs"))
}

/// A document shows and says, but does not think.
fn is_document(reading: &Reading, head: TokenId) -> bool {
    let channels = &reading.lexicon.channels;
    let lemma = reading.syntax.lemma(head);
    let named = reading.mention(head).is_some_and(|m| reading.mentions[m.index()].kind != MentionKind::Other);
    channels.get(lemma).is_some_and(|w| w.speaks) && !channels.is_speaker(lemma) && !named
}

/// People, bodies, countries, and documents; not bombs and visits.
pub fn can_speak(reading: &Reading, head: TokenId) -> bool {
    let known = reading.mention(head).map(|m| reading.mentions[m.index()].kind);
    match known {
        Some(MentionKind::Other) => reading.lexicon.channels.speaks(reading.syntax.lemma(head)),
        Some(_) => true,
        None if quantity_of(reading, head).is_some_and(|h| can_speak(reading, h)) => true,
        None => {
            reading.lexicon.channels.speaks(reading.syntax.lemma(head))
                || matches!(reading.syntax.upos(head), Upos::Propn)
                || reading.syntax.token(head).feats.is(Feat::PronType, "Prs") && reading.lower(head) != "it"
        }
    }
}

/// "A number of senators", "most of the villagers": those who are counted speak.
fn quantity_of(reading: &Reading, head: TokenId) -> Option<TokenId> {
    let of = |c: &TokenId| *c > head && reading.syntax.case(*c).as_deref() == Some("of");
    let counted = reading.syntax.children_by(head, Deprel::Nmod).find(of)?;
    reading.syntax.token(counted).feats.is(Feat::Number, "Plur").then_some(counted)
}

/// A gerund behind a preposition is what somebody is blamed or praised for, not speech that is told: "for encouraging them
/// to burn the forest". "By saying" is.
fn is_deed(reading: &Reading, verb: TokenId) -> bool {
    let marks = |c: &TokenId| matches!(reading.syntax.deprel(*c), Deprel::Mark | Deprel::Case);
    let preposition = reading.syntax.children(verb).iter().copied().find(marks);
    let of_deed = |m: TokenId| reading.lexicon.frames.class_has("deed_mark", &reading.lower(m));
    reading.lower(verb).ends_with("ing")
        && reading.child_in(verb, &[Deprel::Nsubj]).is_none()
        && preposition.is_some_and(of_deed)
}

/// What somebody is to say ("efforts to persuade him to condemn the war") or must think in the outlet's opinion has not been
/// said or thought.
fn is_imagined(reading: &Reading, verb: TokenId) -> bool {
    let syntax = reading.syntax;
    let infinitive = syntax.children_by(verb, Deprel::Mark).any(|m| reading.lower(m) == "to");
    let first =
        std::iter::successors(Some(verb), |v| syntax.head(*v).filter(|_| syntax.deprel(*v) == Deprel::Conj));
    let first = first.take(4).last().unwrap_or(verb);
    let above = syntax.head(first);
    let told = above.is_some_and(|a| {
        let object = reading.child_in(a, &[Deprel::Obj, Deprel::Iobj]).is_some();
        let directs = reading.cue_of(a).is_some_and(|c| {
            c.entry_ids().any(|e| {
                reading.entry(e).takes(&Takes::Directive) || reading.entry(e).takes(&Takes::PrepDirective)
            })
        });
        (object || directs)
            && matches!(syntax.deprel(first), Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp)
            && (directs || syntax.deprel(first) == Deprel::Xcomp)
    });
    let to_do = infinitive && (told || syntax.deprel(first) == Deprel::Acl);
    let modal = |a: TokenId| {
        let effect = reading.lexicon.modality.effect(ModalKind::Aux, &reading.lower(a));
        matches!(effect, Some(Effect::Uncertain | Effect::Probable | Effect::Asked | Effect::Imagined))
    };
    let thinks =
        reading.cue_of(verb).is_some_and(|c| c.entry_ids().all(|e| reading.entry(e).kind == CueType::Think));
    to_do || (thinks && syntax.children_by(verb, Deprel::Aux).any(modal))
}

/// "Was aware that the dam was weak".
fn adjective(reading: &Reading, adjective: TokenId, entry: u32) -> Option<Draft> {
    let cue = reading.entry(entry);
    if !cue.takes(&Takes::Clause) {
        return None;
    }
    let syntax = reading.syntax;
    let complement = reading.child_in(adjective, &[Deprel::Ccomp])?;
    // "Is hopeful and confident that": the subject is that of the first.
    let first = syntax.head(adjective).filter(|_| syntax.deprel(adjective) == Deprel::Conj);
    let subject = |of: TokenId| reading.child_in(of, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let speaker = subject(adjective).or_else(|| first.and_then(subject))?;
    let expletive = syntax.lemma(speaker) == "it" || !can_speak(reading, speaker);
    let content = reading.clause(complement);
    (!expletive).then(|| reading.draft(adjective, entry, reading.sources_at(speaker), content))
}
