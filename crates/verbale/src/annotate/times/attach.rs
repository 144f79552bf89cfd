//! Which time belongs to an event.

use crate::document::{About, Deprel, Precision, Syntax, Time, TimeId, TokenId, Upos, When};

/// The time expression that tells when the act of a trigger happened.
///
/// It is the nearest governing one, not any date of the sentence: one that hangs on the trigger itself, else,
/// for a noun, on the verb over it ("held talks on Monday"), else on a verb coordinated before it. Durations
/// tell no day and are passed over.
pub fn time_of(syntax: &Syntax, times: &[Time], head: TokenId) -> Option<TimeId> {
    let sentence = syntax.token(head).sentence;
    let here: Vec<(TimeId, &Time)> = times
        .iter()
        .enumerate()
        .filter(|(_, t)| t.sentence == sentence && tells_a_day(t))
        .map(|(i, t)| (TimeId::at(i), t))
        .collect();
    if here.is_empty() {
        return None;
    }
    let parsed = syntax.head(head).is_some() || !syntax.children(head).is_empty();
    if !parsed {
        return nearest(&here, syntax, head);
    }
    let mut governor = head;
    for _ in 0..6 {
        if let Some(time) = hanging_on(&here, syntax, governor, head) {
            return Some(time);
        }
        governor = next_governor(syntax, governor)?;
    }
    None
}

/// When an event happened, given its time expression.
///
/// Without one, the day of publication stands in, with precision `document`: news tells what is new. That
/// holds for acts told as past or going on; the caller asks for none where an act is still to come
/// ([`when_ahead`]), since nobody knows the day of a plan that names none.
pub fn when_of(time: Option<TimeId>, times: &[Time], about: &About) -> Option<When> {
    match time {
        Some(id) => {
            let time = times.get(id.index())?;
            Some(When { start: time.start, end: time.end, precision: time.precision, time: Some(id) })
        }
        None => {
            let day = about.published?;
            Some(When { start: Some(day), end: Some(day), precision: Precision::Document, time: None })
        }
    }
}

/// When a planned act is to happen: only what a time expression says.
pub fn when_ahead(time: Option<TimeId>, times: &[Time], about: &About) -> Option<When> {
    time.and_then(|id| when_of(Some(id), times, about))
}

fn tells_a_day(time: &Time) -> bool {
    time.start.is_some() || time.end.is_some() || !time.value.starts_with('P') || time.value.ends_with("_REF")
}

/// A time below a word, reached without passing through another clause or another event's noun.
fn hanging_on(here: &[(TimeId, &Time)], syntax: &Syntax, governor: TokenId, head: TokenId) -> Option<TimeId> {
    let hangs = |time: &&(TimeId, &Time)| {
        let mut at = time.1.head;
        for _ in 0..4 {
            let Some(above) = syntax.head(at) else { return false };
            let relation = syntax.deprel(at);
            if above == governor {
                return is_adjunct(relation);
            }
            // Several words of one expression lead upwards; "a statement on Friday" does not.
            let inner =
                matches!(relation, Deprel::Nmod | Deprel::NmodUnmarked | Deprel::NmodPoss | Deprel::Compound)
                    && here.iter().any(|(_, t)| t.head == above);
            if !inner {
                return false;
            }
            at = above;
        }
        false
    };
    let found = here.iter().filter(hangs);
    found.min_by_key(|(_, t)| t.head.0.abs_diff(head.0)).map(|(id, _)| *id)
}

fn is_adjunct(relation: Deprel) -> bool {
    use Deprel::*;
    matches!(
        relation,
        Obl | OblUnmarked
            | Nmod
            | NmodUnmarked
            | NmodPoss
            | NmodDesc
            | Advmod
            | Compound
            | Nummod
            | Amod
            | Appos
            | Dep
            | Parataxis
            | List
            | Dislocated
    )
}

/// The word whose time also holds for this one: the verb over a noun, the clause over a complement of a
/// light verb, the first of coordinated verbs.
fn next_governor(syntax: &Syntax, word: TokenId) -> Option<TokenId> {
    use Deprel::*;
    let above = syntax.head(word)?;
    let goes_up = match syntax.deprel(word) {
        Conj | Compound | Nmod | NmodPoss | Obj | Nsubj | NsubjPass | Obl | Xcomp | Advcl | Fixed | Flat => {
            true
        }
        Acl | AclRelcl | Ccomp | Parataxis | Csubj => false,
        _ => syntax.upos(word) != Upos::Verb,
    };
    goes_up.then_some(above)
}

/// Without a parse: the time with the fewest words between.
fn nearest(here: &[(TimeId, &Time)], _syntax: &Syntax, head: TokenId) -> Option<TimeId> {
    here.iter().min_by_key(|(_, t)| t.head.0.abs_diff(head.0)).map(|(id, _)| *id)
}
