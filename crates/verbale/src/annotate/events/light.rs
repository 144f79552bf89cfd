//! Light verbs: "held talks", "came under attack", "talks took place". The noun tells the event, the verb
//! carries its subject, tense and negation.

use super::roles::Roles;
use crate::document::{Deprel, Status, TokenId};
use crate::lexicon::frames::{Slot, SubjectRole};

/// The verb that carries an event noun.
#[derive(Debug, Clone, Copy)]
pub struct Light {
    /// The verb.
    pub verb: TokenId,
    /// What its subject is to the event.
    pub subject: SubjectRole,
    /// "plan a visit", "cancel a visit".
    pub told_as: Option<Status>,
}

/// Finds the light verb that carries a noun.
pub fn light_verb(roles: &Roles, noun: TokenId) -> Option<Light> {
    let syntax = roles.syntax;
    // "talks held in Geneva"
    for verb in syntax.children(noun).iter().copied() {
        if matches!(syntax.deprel(verb), Deprel::Acl | Deprel::AclRelcl)
            && roles.object(verb) == Some(noun)
            && let Some(light) = entry(roles, verb, Deprel::Obj, None)
        {
            return Some(light);
        }
    }
    let outer = outermost(roles, noun);
    let verb = syntax.head(outer)?;
    let relation = match syntax.deprel(outer) {
        Deprel::NsubjPass => Deprel::Obj,
        other => other,
    };
    entry(roles, verb, relation, syntax.case(outer).as_deref())
}

/// "a round of talks", "a wave of attacks", "talks and consultations": the word that stands in the verb's slot.
fn outermost(roles: &Roles, noun: TokenId) -> TokenId {
    let syntax = roles.syntax;
    let mut word = noun;
    for _ in 0..4 {
        let Some(head) = syntax.head(word) else { break };
        let of_transparent = syntax.deprel(word) == Deprel::Nmod
            && syntax.case(word).as_deref() == Some("of")
            && roles.frames.class_has("transparent", syntax.lemma(head));
        let coordinated = syntax.deprel(word) == Deprel::Conj && syntax.upos(head) == syntax.upos(word);
        if !of_transparent && !coordinated {
            break;
        }
        word = head;
    }
    word
}

fn entry(roles: &Roles, verb: TokenId, relation: Deprel, case: Option<&str>) -> Option<Light> {
    let found = roles.frames.light_verbs.get(roles.syntax.lemma(verb))?;
    let fits = |slot: &Slot| match slot {
        Slot::Obj => relation == Deprel::Obj,
        Slot::Nsubj => relation == Deprel::Nsubj,
        Slot::Obl(preps) => relation == Deprel::Obl && case.is_some_and(|c| preps.iter().any(|p| p == c)),
        _ => false,
    };
    let light = found.iter().find(|l| fits(&l.slot))?;
    Some(Light { verb, subject: light.subject, told_as: light.told_as })
}
