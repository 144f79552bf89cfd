//! Coordination that the parse hangs too low.
//!
//! "He noted that the senate did not ratify the pact, and mentioned a court case": the parser coordinates "mentioned" with
//! "ratify". A comma before the conjunction and a cue that has the form of the cue above say otherwise.

use crate::document::{Deprel, Feat, Syntax, TokenId, Upos};
use std::collections::HashMap;

/// Where coordinated verbs belong, if not where the parse has them.
pub fn find_moved(
    syntax: &Syntax,
    is_cue: impl Fn(TokenId) -> bool,
    cites: impl Fn(TokenId) -> bool,
    goes_on: impl Fn(TokenId) -> bool,
) -> HashMap<TokenId, TokenId> {
    let verbs = syntax.token_ids().filter(|t| matches!(syntax.upos(*t), Upos::Verb | Upos::Aux));
    let place = |t: TokenId| match syntax.deprel(t) {
        Deprel::Conj => find_place(syntax, &is_cue, t),
        Deprel::Acl | Deprel::Advcl if cites(t) => place_of_citing(syntax, &is_cue, t),
        Deprel::Acl | Deprel::Advcl | Deprel::Xcomp if goes_on(t) => place_of_going_on(syntax, &is_cue, t),
        Deprel::Acl | Deprel::Advcl => place_of_participle(syntax, &is_cue, t),
        _ => None,
    };
    verbs.filter_map(|t| Some((t, place(t)?))).collect()
}

/// "Reported that two ports had closed, citing officials": it is the report that cites.
fn place_of_citing(syntax: &Syntax, is_cue: &impl Fn(TokenId) -> bool, verb: TokenId) -> Option<TokenId> {
    let low = syntax.head(verb).filter(|h| *h < verb && comma_before(syntax, verb))?;
    if is_cue(low) && syntax.deprel(verb) == Deprel::Advcl {
        return None;
    }
    syntax.ancestors(low).find(|t| is_cue(*t) && syntax.upos(*t) == Upos::Verb)
}

/// "Said the prisoners must face trial, adding that …": who adds is who has just spoken.
fn place_of_going_on(syntax: &Syntax, is_cue: &impl Fn(TokenId) -> bool, verb: TokenId) -> Option<TokenId> {
    let low = syntax.head(verb).filter(|h| *h < verb)?;
    let participle = syntax.form(verb).ends_with("ing") && comma_before(syntax, verb);
    if !participle || has_subject(syntax, verb) || is_cue(low) {
        return place_of_participle(syntax, is_cue, verb);
    }
    let told = |t: &TokenId| {
        let below = |c: &TokenId| syntax.deprel(*c) == Deprel::Ccomp && syntax.is_under(verb, *c);
        is_cue(*t) && syntax.upos(*t) == Upos::Verb && syntax.children(*t).iter().any(below)
    };
    syntax.ancestors(low).find(told).or_else(|| place_of_participle(syntax, is_cue, verb))
}

/// "Denounced the conclusions of the summit, calling them void": a cue in "-ing" behind a comma, hung on a noun, goes on from
/// the verb before it.
fn place_of_participle(syntax: &Syntax, is_cue: &impl Fn(TokenId) -> bool, verb: TokenId) -> Option<TokenId> {
    let low = syntax.head(verb).filter(|h| *h < verb)?;
    let participle = syntax.form(verb).ends_with("ing") && is_cue(verb) && comma_before(syntax, verb);
    let hung_on_noun = matches!(syntax.upos(low), Upos::Noun | Upos::Propn | Upos::Pron);
    if !participle || !hung_on_noun || syntax.deprel(low) == Deprel::Nsubj {
        return None;
    }
    syntax.ancestors(low).find(|t| matches!(syntax.upos(*t), Upos::Verb) && is_finite(syntax, *t))
}

fn find_place(syntax: &Syntax, is_cue: &impl Fn(TokenId) -> bool, verb: TokenId) -> Option<TokenId> {
    let mut low = syntax.head(verb)?;
    while syntax.deprel(low) == Deprel::Conj {
        low = syntax.head(low)?;
    }
    let has_subject = has_subject(syntax, verb);
    if is_infinitive(syntax, low) && !is_infinitive(syntax, verb) && !has_subject && is_finite(syntax, verb) {
        return syntax.ancestors(low).skip(1).find(|t| is_finite(syntax, *t));
    }
    let above = syntax.head(low).filter(|h| syntax.deprel(low) == Deprel::Ccomp && is_cue(*h))?;
    let same_tense = tense(syntax, verb) == tense(syntax, above);
    let apart = is_finite(syntax, verb) && comma_before(syntax, verb) && is_cue(verb) && above < verb;
    (apart && (has_subject || same_tense)).then_some(above)
}

fn has_subject(syntax: &Syntax, verb: TokenId) -> bool {
    let subject = |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Expl);
    syntax.children(verb).iter().any(subject)
}

fn is_infinitive(syntax: &Syntax, verb: TokenId) -> bool {
    syntax.children_by(verb, Deprel::Mark).any(|m| syntax.lemma(m) == "to")
}

/// The verb or its first auxiliary is finite.
fn is_finite(syntax: &Syntax, verb: TokenId) -> bool {
    finite_word(syntax, verb).is_some()
}

fn finite_word(syntax: &Syntax, verb: TokenId) -> Option<TokenId> {
    let finite = |t: TokenId| syntax.token(t).feats.is(Feat::VerbForm, "Fin");
    let auxiliaries = syntax
        .children(verb)
        .iter()
        .copied()
        .filter(|c| matches!(syntax.deprel(*c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop));
    auxiliaries.chain([verb]).find(|t| finite(*t))
}

fn tense(syntax: &Syntax, verb: TokenId) -> Option<&'static str> {
    syntax.token(finite_word(syntax, verb)?).feats.get(Feat::Tense)
}

/// A comma stands before the coordinated clause.
fn comma_before(syntax: &Syntax, verb: TokenId) -> bool {
    let first = syntax.subtree(verb).first().copied().unwrap_or(verb);
    let comma = |t: u32| syntax.tokens[t as usize].span.of(syntax.text) == ",";
    comma(first.0) || first.0.checked_sub(1).is_some_and(comma)
}
