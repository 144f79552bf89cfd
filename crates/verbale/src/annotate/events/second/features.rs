//! What the second opinion sees of a word: vectors of the word and of those around it, and marks of the parse.

use super::super::Finder;
use super::super::roles::Anchor;
use crate::document::{Deprel, Entity, TokenId, Upos};
use crate::lexicon::frames::{Slot, TriggerPos};
use smol_str::SmolStr;
use verbale_model::Input;

/// The word as verb, the word as noun, what it is done to, its complement, its phrase.
const N_VECTORS: usize = 5;

/// Length of the dense part for vectors of a length; a vector is followed by 1 if the word has one.
pub fn n_dense(vector: usize) -> usize {
    N_VECTORS * (vector + 1)
}

impl Finder<'_, '_> {
    /// What the network sees of a word, and apart from it the marks of this very word: one that no frame has goes without, and
    /// its vector must speak for it.
    pub(super) fn describe(&mut self, anchor: Anchor, pos: TriggerPos, lemma: &str) -> (Input, Vec<u64>) {
        let mut input = Input::default();
        let syntax = self.syntax;
        let is_noun = pos == TriggerPos::Noun;
        let objects = self.roles.fillers(anchor, &Slot::Obj);
        let mut complements = self.roles.fillers(anchor, &Slot::Xcomp);
        complements.extend(self.roles.fillers(anchor, &Slot::Ccomp));
        let phrases = self.phrases_around(anchor);
        let word_of = |t: Option<TokenId>| t.map(|t| syntax.lemma(t).to_owned());
        self.add_vector(&mut input, (!is_noun).then_some(lemma));
        self.add_vector(&mut input, is_noun.then_some(lemma));
        self.add_vector(&mut input, word_of(objects.first().copied()).as_deref());
        self.add_vector(&mut input, word_of(complements.first().copied()).as_deref());
        self.add_vector(&mut input, word_of(phrases.first().map(|p| p.1)).as_deref());

        input.mark(&["pos", if is_noun { "noun" } else { "verb" }]);
        if let Some((verb, _)) = anchor.light {
            input.mark(&["light", syntax.lemma(verb)]);
        }
        if !is_noun && self.roles.is_passive(anchor.word) {
            input.mark(&["passive"]);
        }
        input.mark(&["relation", syntax.deprel(anchor.clause()).as_str()]);
        self.mark_particle(&mut input, anchor.word);
        let doers = self.parties_in(&Slot::Nsubj, anchor);
        let doer = self.mark_parties(&mut input, "doer", &doers);
        let mut slots = String::new();
        for object in objects.iter().take(1) {
            let kind = self.mark_filler(&mut input, "obj", *object, doer.as_ref());
            slots.push_str(&format!("obj:{kind} "));
        }
        for (preposition, word) in &phrases {
            let slot = format!("obl:{preposition}");
            let kind = self.mark_filler(&mut input, &slot, *word, doer.as_ref());
            slots.push_str(&format!("{slot}:{kind} "));
        }
        for word in complements.iter().take(1) {
            slots.push_str("clause ");
            input.mark(&["clause", syntax.deprel(*word).as_str()]);
            input.mark(&["clause-lemma", syntax.lemma(*word)]);
            if let Some((_, event)) = self.found.at(*word).next() {
                input.mark(&["clause-type", event.event_type.as_str()]);
            }
        }
        input.mark(&["slots", &slots]);
        let part = if is_noun { "noun" } else { "verb" };
        let mut own = Input::default();
        own.mark(&["lemma", part, lemma]);
        own.mark(&["lemma-slots", part, lemma, &slots]);
        if let Some(object) = objects.first() {
            own.mark(&["lemma-object", lemma, syntax.lemma(*object)]);
        }
        (input, own.marks)
    }

    fn add_vector(&self, input: &mut Input, word: Option<&str>) {
        let tagger = self.learnt.tagger;
        match word.and_then(|w| tagger.word_vector(w)) {
            Some(vector) => {
                input.dense.extend(vector);
                input.dense.push(1.0);
            }
            None => input.dense.extend(std::iter::repeat_n(0.0, tagger.word_vector_length() + 1)),
        }
    }

    /// The phrases of a word and of the verb that carries it, with their prepositions.
    fn phrases_around(&self, anchor: Anchor) -> Vec<(SmolStr, TokenId)> {
        let syntax = self.syntax;
        let carrier = anchor.light.map(|(verb, _)| verb);
        let words = std::iter::once(anchor.word).chain(carrier);
        let children = words.flat_map(|w| syntax.children(w).iter().copied());
        let is_phrase =
            |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Obl | Deprel::Nmod | Deprel::OblAgent);
        let phrases = children.filter(is_phrase).filter(|c| *c != anchor.word);
        phrases.filter_map(|c| Some((syntax.case(c)?.as_str().into(), c))).take(4).collect()
    }

    /// "called off", "crack down".
    fn mark_particle(&self, input: &mut Input, word: TokenId) {
        let particle = self.syntax.child_by(word, Deprel::CompoundPrt);
        if let Some(particle) = particle {
            input.mark(&["particle", self.syntax.lemma(particle)]);
        }
    }

    /// Marks what stands in a slot, and tells its kind.
    fn mark_filler(&mut self, input: &mut Input, slot: &str, word: TokenId, doer: Option<&Entity>) -> String {
        let parties = self.parties.at(word);
        let public = parties.iter().find(|e| self.parties.is_public(e));
        let kind = match public {
            Some(party) => {
                let kind = self.parties.kind_of(party);
                input.mark(&[slot, "kind", &kind]);
                let at_home = doer
                    .map(|d| self.parties.is_at_home(std::slice::from_ref(d), std::slice::from_ref(party)));
                input.mark(&["abroad", if at_home == Some(false) { "yes" } else { "no" }]);
                "actor"
            }
            None if self.parties.is_person(word) => "person",
            None if self.parties.is_place(word) => "place",
            None if self.syntax.upos(word) == Upos::Verb => "clause",
            None => "thing",
        };
        input.mark(&[slot, kind]);
        if kind == "thing" {
            input.mark(&[slot, "lemma", self.syntax.lemma(word)]);
            if let Some((_, event)) = self.found.at(word).next() {
                input.mark(&[slot, "type", event.event_type.as_str()]);
            }
        }
        kind.to_owned()
    }

    /// Marks the kinds of those who do it; gives the first of them.
    fn mark_parties(&mut self, input: &mut Input, slot: &str, parties: &[Entity]) -> Option<Entity> {
        let first = parties.iter().find(|e| self.parties.is_public(e))?;
        input.mark(&[slot, &self.parties.kind_of(first)]);
        if parties.len() > 1 {
            input.mark(&[slot, "several"]);
        }
        Some(first.clone())
    }
}
