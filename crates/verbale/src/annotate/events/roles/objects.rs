//! Whoever it is done to: objects, receivers, and what a parser takes for something else.

use super::Roles;
use crate::document::{Deprel, Feat, TokenId, Upos};

impl Roles<'_, '_> {
    /// Whoever it is done to.
    pub fn object(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        if let Some(object) = syntax.child_by(verb, Deprel::Obj) {
            let object = self.given_thing(verb, object).unwrap_or(object);
            return Some(self.called(object).unwrap_or_else(|| self.antecedent(object)));
        }
        if self.is_passive(verb) {
            return self.surface_subject(verb);
        }
        if let Some(object) = self.misread_object(verb) {
            return Some(object);
        }
        if let Some(object) = self.object_in_disguise(verb) {
            return Some(self.antecedent(object));
        }
        let head = syntax.head(verb)?;
        match syntax.deprel(verb) {
            // "the man they arrested"
            Deprel::AclRelcl => {
                // a relative pronoun elsewhere ("in which they met him") leaves no gap for the object
                let relative = |c: &TokenId| syntax.token(*c).feats.is(Feat::PronType, "Rel");
                let gap = self.own_subject(verb).is_some() && !syntax.children(verb).iter().any(relative);
                gap.then_some(head)
            }
            // "attacked and burned the village": the object may hang on either verb
            Deprel::Conj if syntax.upos(head) == Upos::Verb => {
                syntax.child_by(head, Deprel::Obj).filter(|o| *o > verb)
            }
            _ => {
                let after = syntax.children_by(verb, Deprel::Conj).find(|c| syntax.upos(*c) == Upos::Verb)?;
                if after.0 > verb.0 + 2 {
                    return None;
                }
                syntax.child_by(after, Deprel::Obj)
            }
        }
    }

    /// The base of "what the army called a rebel base".
    fn called(&self, what: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        if !syntax.form(what).eq_ignore_ascii_case("what") {
            return None;
        }
        let names = |c: &TokenId| self.frames.class_has("names_it", syntax.lemma(*c));
        let verb = syntax.children_by(what, Deprel::AclRelcl).find(names)?;
        let is_name = |c: &TokenId| {
            let phrase = matches!(syntax.deprel(*c), Deprel::Obj | Deprel::Xcomp | Deprel::Obl);
            let as_or_bare = syntax.case(*c).is_none_or(|case| case == "as");
            phrase && as_or_bare && *c > verb && matches!(syntax.upos(*c), Upos::Noun | Upos::Propn)
        };
        syntax.children(verb).iter().copied().find(is_name)
    }

    /// What a parser takes for something else: "urged **Iran** to go" for a receiver, "arrested more than **50 students**",
    /// "up to 50 students" and "called off **the strike**" for an adverbial.
    pub(super) fn object_in_disguise(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        if let Some(receiver) = syntax.child_by(verb, Deprel::Iobj) {
            // "gave the peacekeepers a week to leave": a parser may take the week for a time
            let thing = syntax.child_by(verb, Deprel::OblUnmarked).filter(|t| *t > receiver);
            let given = self.frames.class_has("ditransitive", syntax.lemma(verb));
            return thing.filter(|_| given).or(Some(receiver));
        }
        let counted = |c: &TokenId| {
            let number = syntax.child_by(*c, Deprel::Nummod)?;
            match syntax.case(*c).as_deref() {
                None => syntax.children(number).first().copied(),
                Some("to") => syntax
                    .children(verb)
                    .iter()
                    .copied()
                    .find(|w| syntax.form(*w).eq_ignore_ascii_case("up") && *w < *c),
                // "took in more than 50 students"
                Some("than") => syntax.children(verb).iter().copied().find(|w| {
                    syntax.token(*w).feats.is(Feat::Degree, "Cmp") && *w < *c && w.0 + 4 > c.0.min(number.0)
                }),
                Some(_) => None,
            }
        };
        // "called off the strike"
        let after_particle = |c: &TokenId| {
            let case = syntax.child_by(*c, Deprel::Case);
            let is_particle = |p: TokenId| {
                self.frames.class_has("particle", syntax.lemma(p))
                    || self.frames.is_phrasal(syntax.lemma(verb), syntax.lemma(p))
            };
            case.is_some_and(|p| p.0 == verb.0 + 1 && is_particle(p))
        };
        let mut phrases = syntax.children_by(verb, Deprel::Obl).filter(|c| *c > verb);
        phrases.find(|c| counted(c).is_some() || after_particle(c))
    }

    /// "gave the investigators **access**", "gave the envoy **five days**": a parser may take the thing for a predicate or a time.
    fn given_thing(&self, verb: TokenId, receiver: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        if !self.frames.class_has("ditransitive", syntax.lemma(verb)) || self.is_passive(verb) {
            return None;
        }
        let is_thing = |c: &TokenId| {
            let counted = || syntax.child_by(*c, Deprel::Nummod).is_some();
            let thing = match syntax.deprel(*c) {
                Deprel::Xcomp => syntax.child_by(*c, Deprel::Mark).is_none(),
                Deprel::OblUnmarked => counted(),
                _ => false,
            };
            thing && *c > receiver && syntax.upos(*c) == Upos::Noun && syntax.case(*c).is_none()
        };
        syntax.children(verb).iter().copied().find(is_thing)
    }

    pub(super) fn indirect_object(&self, verb: TokenId) -> Option<TokenId> {
        if let Some(object) = self.syntax.child_by(verb, Deprel::Iobj) {
            return Some(self.antecedent(object));
        }
        if let Some(receiver) = self.glued_receiver(verb) {
            return Some(receiver);
        }
        let object = self.syntax.child_by(verb, Deprel::Obj);
        if let Some(receiver) = object.filter(|o| self.given_thing(verb, *o).is_some()) {
            return Some(receiver);
        }
        // "Kyiv was given tanks": the receiver is the subject
        let given = self.is_passive(verb) && self.syntax.child_by(verb, Deprel::Obj).is_some();
        given.then(|| self.surface_subject(verb)).flatten()
    }

    /// "gave Armenia assurances": a parser may glue the receiver to the object.
    pub(super) fn glued_receiver(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        if !self.frames.class_has("ditransitive", syntax.lemma(verb)) || self.is_passive(verb) {
            return None;
        }
        let object = syntax.child_by(verb, Deprel::Obj)?;
        let is_glued = |c: &TokenId| {
            matches!(syntax.deprel(*c), Deprel::Compound | Deprel::Amod)
                && syntax.upos(*c) == Upos::Propn
                && syntax.subtree(*c).iter().min().is_some_and(|first| first.0 == verb.0 + 1)
        };
        let number = syntax.child_by(object, Deprel::Nummod);
        let below = syntax.children(object).iter().chain(number.iter().flat_map(|n| syntax.children(*n)));
        below.copied().find(is_glued)
    }
}
