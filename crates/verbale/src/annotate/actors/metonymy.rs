//! Beijing the government against Beijing the place: decided by the sentence.

use crate::annotate::mentions::Draft;
use crate::document::{Deprel, Syntax, TokenId, Upos};
use crate::lexicon::Actors;
use crate::lexicon::actors::reference::{Reference, Use};

/// Whether a capital or seat acts, speaks, owns or is addressed here, and is not merely where something happens.
pub(super) fn acts(syntax: &Syntax, draft: &Draft, lexicon: &Actors) -> bool {
    let words = &lexicon.reference;
    let mut head = draft.mention.head;
    // "Paris and Berlin agreed": as the first of the row
    while syntax.deprel(head) == Deprel::Conj {
        let Some(first) = syntax.head(head) else { break };
        head = first;
    }
    // whatever the parser hung it on, "in Lima" is a place
    if syntax.case(draft.mention.head).is_some_and(|c| words.is(&c, Use::PlaceBefore)) {
        return false;
    }
    let Some(governor) = syntax.head(head) else { return false };
    match syntax.deprel(head) {
        Deprel::Nsubj | Deprel::Csubj => is_done_by_someone(syntax, governor),
        Deprel::NsubjPass | Deprel::Obj | Deprel::Iobj => !is(words, syntax, governor, Use::Motion),
        Deprel::OblAgent | Deprel::Xcomp | Deprel::Vocative => true,
        Deprel::NmodPoss => owns_politics(syntax, governor, words),
        Deprel::Obl | Deprel::Nmod => is_addressed(syntax, head, governor, words),
        Deprel::Compound | Deprel::NmodDesc | Deprel::Amod => {
            is(words, syntax, governor, Use::OfficialNoun) || is_role(syntax, governor, lexicon)
        }
        _ => false,
    }
}

fn is(words: &Reference, syntax: &Syntax, token: TokenId, wanted: Use) -> bool {
    words.is(syntax.lemma(token), wanted)
}

/// "Beijing is a city", "Paris lies on the Seine" tell of a place; everything else a subject does is an act.
fn is_done_by_someone(syntax: &Syntax, predicate: TokenId) -> bool {
    let copula = syntax.child_by(predicate, Deprel::Cop).is_some();
    let noun = matches!(syntax.upos(predicate), Upos::Noun | Upos::Propn);
    !(copula && noun)
}

/// "Beijing's proposal" is the government's, "Beijing's streets" are not.
fn owns_politics(syntax: &Syntax, owned: TokenId, words: &Reference) -> bool {
    let verb_near = syntax.children(owned).iter().any(|c| syntax.deprel(*c) == Deprel::Acl);
    is(words, syntax, owned, Use::OfficialNoun) || verb_near || is_abstract(syntax, owned, words)
}

/// Nouns made from verbs and states of mind end in a few ways; buildings do not.
fn is_abstract(syntax: &Syntax, noun: TokenId, words: &Reference) -> bool {
    const LETTERS: usize = 4;
    let lemma = syntax.lemma(noun);
    let ending = lemma.len().checked_sub(LETTERS).and_then(|at| lemma.get(at..));
    ending.is_some_and(|ending| words.is(ending, Use::AbstractEnding))
}

/// "in Moscow" and "flew to Moscow" are places; "talks with Moscow", "a warning to Moscow" are not.
fn is_addressed(syntax: &Syntax, head: TokenId, governor: TokenId, words: &Reference) -> bool {
    let Some(preposition) = syntax.case(head) else { return false };
    if words.is(&preposition, Use::PlaceBefore) {
        return false;
    }
    let goes = is(words, syntax, governor, Use::Motion) || is(words, syntax, governor, Use::MotionNoun);
    let partner = words.is(&preposition, Use::PartnerBy);
    if preposition == "from" && syntax.deprel(head) == Deprel::Obl && syntax.upos(governor) == Upos::Verb {
        // "rejected the proposal from Belgrade", whatever the parser hung it on
        let from = syntax.child_by(head, Deprel::Case).filter(|c| c.0 > 0);
        let sent = from.map(|c| TokenId(c.0 - 1)).filter(|t| syntax.upos(*t) == Upos::Noun);
        let official = |t| is(words, syntax, t, Use::OfficialNoun) || is_abstract(syntax, t, words);
        return is(words, syntax, governor, Use::GetsFrom) || sent.is_some_and(official);
    }
    if preposition == "of" {
        return is(words, syntax, governor, Use::OfficialNoun);
    }
    !goes || partner
}

fn is_role(syntax: &Syntax, noun: TokenId, lexicon: &Actors) -> bool {
    use crate::lexicon::actors::key::{Case, Key};
    lexicon
        .roles
        .find(Key::of(syntax.form(noun), Case::Loose))
        .is_some_and(|(id, _)| !lexicon.roles.get(id).sectors.is_empty())
}
