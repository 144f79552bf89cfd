//! Who does what to whom in a clause, whatever its voice: subjects and objects through passives, control,
//! coordination, relative clauses and participles.

mod objects;
mod subjects;
#[cfg(test)]
mod tests;

use crate::document::{Deprel, Feat, Syntax, TokenId, Upos};
use crate::lexicon::frames::{Frames, Slot, SubjectRole, TriggerPos};
use smol_str::SmolStr;

/// A word that may make an event, with the light verb that carries it, if there is one.
#[derive(Debug, Clone, Copy)]
pub struct Anchor {
    /// The word.
    pub word: TokenId,
    /// Read as a noun: its roles stand in nominal relations.
    pub nominal: bool,
    /// "held" of "held talks", and what its subject is to the event.
    pub light: Option<(TokenId, SubjectRole)>,
}

impl Anchor {
    /// A word by itself.
    pub fn plain(syntax: &Syntax, word: TokenId) -> Anchor {
        let nominal = matches!(syntax.upos(word), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num);
        Anchor { word, nominal, light: None }
    }

    /// As a trigger of some part of speech.
    pub fn trigger(word: TokenId, pos: TriggerPos, light: Option<(TokenId, SubjectRole)>) -> Anchor {
        Anchor { word, nominal: pos == TriggerPos::Noun, light }
    }

    /// The word whose tense, negation and modals hold.
    pub fn clause(&self) -> TokenId {
        self.light.map_or(self.word, |(verb, _)| verb)
    }
}

/// Finds the words in a slot around an anchor.
pub struct Roles<'s, 'd> {
    /// The parse.
    pub syntax: &'s Syntax<'d>,
    /// For the classes of words that control.
    pub frames: &'s Frames,
}

impl Roles<'_, '_> {
    /// The words in a slot, in order of preference; coordinated words are not expanded.
    pub fn fillers(&self, anchor: Anchor, slot: &Slot) -> Vec<TokenId> {
        match slot {
            Slot::Own if anchor.clause() == anchor.word => vec![anchor.word],
            Slot::Own => vec![anchor.word, anchor.clause()],
            Slot::Nsubj if anchor.nominal => self.noun_subjects(anchor),
            Slot::Nsubj => self.subject(anchor.word).into_iter().collect(),
            Slot::Obj if anchor.nominal => self.noun_objects(anchor),
            Slot::Obj => {
                let mut found: Vec<TokenId> = self.object(anchor.word).into_iter().collect();
                // "halted arms exports": a compound may be taken for two objects
                let others: Vec<TokenId> = self.syntax.children_by(anchor.word, Deprel::Obj).collect();
                found.extend(others.into_iter().skip(1));
                found
            }
            Slot::Iobj => self.indirect_object(anchor.clause()).into_iter().collect(),
            Slot::Obl(preps) => self.obliques(anchor, preps),
            Slot::Xcomp => self.open_complements(anchor),
            Slot::Ccomp => self.clauses(anchor),
            Slot::Advcl(marks) => self.adverbial_clauses(anchor, marks),
            Slot::Poss => self.syntax.children_by(anchor.word, Deprel::NmodPoss).collect(),
            Slot::Mod => self.modifiers(anchor.word),
            Slot::Teller => self.teller(anchor.clause()).into_iter().collect(),
            Slot::Case => self.syntax.children_by(anchor.word, Deprel::Case).collect(),
            Slot::Doer => self.doer_around(anchor.clause()).into_iter().collect(),
            Slot::Path(first, second) => {
                let mut found = Vec::new();
                for word in self.fillers(anchor, first) {
                    for word in self.syntax.conjuncts(word) {
                        found.extend(self.fillers(Anchor::plain(self.syntax, word), second));
                    }
                }
                found
            }
            Slot::ActorOf(_) | Slot::RecipientOf(_) => Vec::new(), // parties of events, not words
        }
    }

    fn noun_subjects(&self, anchor: Anchor) -> Vec<TokenId> {
        let mut found = Vec::new();
        if let Some((verb, SubjectRole::Actor)) = anchor.light {
            // "was engaged in": the subject of such a passive is the doer
            let engaged = || {
                self.surface_subject(verb)
                    .filter(|s| *s != anchor.word && !self.syntax.is_under(anchor.word, *s))
            };
            found.extend(self.subject(verb).or_else(engaged));
        }
        found.extend(self.syntax.children_by(anchor.word, Deprel::NmodPoss));
        found.extend(self.obliques(anchor, &["by".into()]));
        if self.syntax.deprel(anchor.word) == Deprel::Advcl {
            found.extend(self.surface_subject(anchor.word)); // "after meeting with"
        }
        // "the minister is on a visit to Chile"
        let predicate = self.syntax.child_by(anchor.word, Deprel::Cop).is_some()
            && self.syntax.child_by(anchor.word, Deprel::Case).is_some();
        if predicate {
            found.extend(self.own_subject(anchor.word));
        }
        // "the minister is in Hanoi for talks"
        let has = |word: TokenId, kind: Deprel| self.syntax.child_by(word, kind).is_some();
        let syntax = self.syntax;
        let stay = self.syntax.head(anchor.word).filter(|p| has(*p, Deprel::Cop) && has(*p, Deprel::Case));
        if self.syntax.case(anchor.word).is_some_and(|case| case == "for") {
            found.extend(stay.and_then(|place| self.own_subject(place)));
            // "crossed the border for a visit to Chad"
            let sets_out = |v: &TokenId| self.frames.class_has("setting_out", syntax.lemma(*v));
            found.extend(syntax.head(anchor.word).filter(sets_out).and_then(|v| self.subject(v)));
        }
        // "set sail for four days of drills"
        let bundle = syntax.head(anchor.word).filter(|b| {
            self.frames.class_has("transparent", syntax.lemma(*b))
                && syntax.case(*b).is_some_and(|case| case == "for")
        });
        let sets_out = |v: &TokenId| self.frames.class_has("setting_out", syntax.lemma(*v));
        let leaver = bundle.and_then(|b| syntax.head(b)).filter(sets_out);
        found.extend(leaver.and_then(|v| self.subject(v)));
        found.extend(self.modifiers(anchor.word));
        found
    }

    fn noun_objects(&self, anchor: Anchor) -> Vec<TokenId> {
        let mut found = Vec::new();
        if let Some((verb, SubjectRole::Recipient)) = anchor.light {
            found.extend(self.surface_subject(verb));
        }
        found.extend(self.obliques_of(anchor.word, &["of".into()]));
        found
    }

    /// Adjectives and nouns before a noun: "Turkish airstrikes", "US sanctions".
    pub fn modifiers(&self, noun: TokenId) -> Vec<TokenId> {
        let syntax = self.syntax;
        let is_modifier =
            |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Amod | Deprel::Compound | Deprel::NmodDesc);
        syntax.children(noun).iter().copied().filter(is_modifier).collect()
    }

    fn obliques(&self, anchor: Anchor, preps: &[SmolStr]) -> Vec<TokenId> {
        let mut found = self.obliques_of(anchor.word, preps);
        if let Some((verb, _)) = anchor.light {
            found.extend(self.obliques_of(verb, preps));
        }
        // "stripped the cleric of his citizenship"
        let strips = self.frames.class_has("stripping", self.syntax.lemma(anchor.word));
        if !anchor.nominal && !preps.iter().any(|p| p == "in" || (p == "of" && !strips)) {
            // "imposed sanctions on Iran": a parser may hang the phrase on the object
            let object = self.syntax.child_by(anchor.word, Deprel::Obj);
            let object = object.or_else(|| self.object_in_disguise(anchor.word));
            let mut object = object;
            for _ in 0..3 {
                let Some(word) = object else { break };
                found.extend(self.obliques_of(word, preps));
                // "fired dozens of rockets into the town": it may hang on what the dozens are
                object = self.held_by(word);
            }
            if found.is_empty() {
                found.extend(self.far_obliques(anchor.word, preps));
            }
        }
        found
    }

    /// "handed over two women held for years **to envoys**", "shared files on hundreds of members **with the CIA**": a parser
    /// may hang the phrase on the last word before it.
    fn far_obliques(&self, verb: TokenId, preps: &[SmolStr]) -> Vec<TokenId> {
        let syntax = self.syntax;
        let lemma = syntax.lemma(verb);
        let wants = |prep: &str, class: &str| {
            self.frames.class_has(class, lemma) && preps.iter().any(|p| p.as_str() == prep)
        };
        let (to, with) = (wants("to", "giving"), wants("with", "sharing"));
        let Some(object) = self.object(verb).filter(|o| (to || with) && *o > verb) else { return Vec::new() };
        let carries = |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Nmod | Deprel::Acl);
        let mut above = vec![object];
        while let Some(word) = above.pop() {
            let fits = |c: &TokenId| {
                // "tied to the army" is no gift to it
                let far = c.0 > word.0 + if to { 3 } else { 1 };
                let phrase = matches!(syntax.deprel(*c), Deprel::Obl | Deprel::Nmod);
                let case = syntax.case(*c);
                phrase && far && case.is_some_and(|p| to && p == "to" || with && p == "with")
            };
            let found: Vec<TokenId> = syntax.children(word).iter().copied().filter(fits).collect();
            if word != object && !found.is_empty() {
                return found;
            }
            above.extend(syntax.children(word).iter().copied().filter(carries));
        }
        Vec::new()
    }

    /// The "rockets" of "dozens of rockets".
    fn held_by(&self, bundle: TokenId) -> Option<TokenId> {
        let is_bundle = self.frames.class_has("transparent", self.syntax.lemma(bundle));
        let mut held = self.syntax.children_by(bundle, Deprel::Nmod).filter(|_| is_bundle);
        held.find(|c| self.syntax.case(*c).is_some_and(|case| case == "of"))
    }

    fn obliques_of(&self, word: TokenId, preps: &[SmolStr]) -> Vec<TokenId> {
        let syntax = self.syntax;
        let is_phrase = |c: &TokenId| {
            matches!(
                syntax.deprel(*c),
                Deprel::Obl | Deprel::OblAgent | Deprel::Nmod | Deprel::NmodUnmarked | Deprel::OblUnmarked
            )
        };
        // "invited to talks": a parser may take the preposition for the mark of an infinitive
        let mark = |c: TokenId| syntax.child_by(c, Deprel::Mark).map(|m| syntax.form(m).to_lowercase());
        let prep = |c: TokenId| syntax.case(c).map(|case| case.to_string()).or_else(|| mark(c));
        let has_prep = |c: &TokenId| prep(*c).is_some_and(|case| preps.iter().any(|p| *p == case));
        let phrases = || syntax.children(word).iter().copied().filter(is_phrase);
        let mut found: Vec<TokenId> = phrases().filter(has_prep).collect();
        // "in defiance of the court": a noun between two prepositions
        for (before, noun, after) in preps.iter().filter_map(|p| in_three(p)) {
            let is_noun =
                |c: &TokenId| syntax.lemma(*c) == noun && prep(*c).is_some_and(|case| case == before);
            let below = phrases().filter(is_noun).flat_map(|c| syntax.children(c).iter().copied());
            found.extend(below.filter(is_phrase).filter(|c| prep(*c).is_some_and(|case| case == after)));
        }
        if found.is_empty() && preps.iter().any(|p| self.frames.class_has("far_preposition", p)) {
            // "rallied in the capital against the leader": a parser may hang the phrase on the place
            let far = |c: &TokenId| {
                syntax.case(*c).is_some_and(|case| self.frames.class_has("far_preposition", &case))
            };
            let deep = |c: &TokenId| has_prep(c) && far(c);
            // but "protests against crimes by the army" are not by the army
            let between = phrases().filter(|c| *c > word && !far(c));
            let below = between.flat_map(|c| syntax.children(c).iter().copied());
            found.extend(below.filter(is_phrase).filter(deep));
        }
        if found.is_empty() && syntax.upos(word) == Upos::Noun {
            // "lifted the sanctions imposed on X": the participle only carries the noun
            let carries = |c: &TokenId| {
                let lemma = syntax.lemma(*c);
                let light = self.frames.light_verbs.contains_key(lemma);
                syntax.deprel(*c) == Deprel::Acl && (light || self.frames.class_has("carrier", lemma))
            };
            let carriers = syntax.children(word).iter().filter(|c| carries(c));
            found.extend(carriers.flat_map(|c| syntax.children(*c)).filter(|c| is_phrase(c) && has_prep(c)));
        }
        found.into_iter().map(|c| self.antecedent(c)).collect()
    }

    fn open_complements(&self, anchor: Anchor) -> Vec<TokenId> {
        let syntax = self.syntax;
        let mut found: Vec<TokenId> = syntax.children_by(anchor.word, Deprel::Xcomp).collect();
        // "offered to be the host" has its infinitive at the copula
        let is_infinitive = |c: &TokenId| {
            let to = |m: TokenId| syntax.form(m).eq_ignore_ascii_case("to");
            syntax.token(*c).feats.is(Feat::VerbForm, "Inf")
                || syntax.child_by(*c, Deprel::Cop).is_some() && syntax.children_by(*c, Deprel::Mark).any(to)
        };
        found.extend(syntax.children_by(anchor.word, Deprel::Acl).filter(is_infinitive));
        if found.is_empty() {
            found.extend(syntax.children_by(anchor.word, Deprel::Advcl).filter(is_infinitive));
        }
        if found.is_empty() && self.frames.class_has("object_control", syntax.lemma(anchor.word)) {
            let people = syntax.children(anchor.word).iter().copied().filter(|c| {
                matches!(syntax.deprel(*c), Deprel::Obj | Deprel::Iobj | Deprel::NsubjPass | Deprel::OblAgent)
            });
            found.extend(people.flat_map(|p| syntax.children_by(p, Deprel::Acl)).filter(is_infinitive));
        }
        // "called the vote a sham": a parser may take the predicate for a second object or hang it on the first
        let mut objects = syntax.children_by(anchor.word, Deprel::Obj);
        if let (false, Some(first)) = (anchor.nominal, objects.next()) {
            found.extend(objects);
            found.extend(syntax.children_by(first, Deprel::NmodUnmarked));
        }
        if let Some((verb, _)) = anchor.light {
            found.extend(syntax.children_by(verb, Deprel::Xcomp));
        }
        found
    }

    fn clauses(&self, anchor: Anchor) -> Vec<TokenId> {
        let syntax = self.syntax;
        let mut found: Vec<TokenId> = syntax.children_by(anchor.word, Deprel::Ccomp).collect();
        if !anchor.nominal && found.is_empty() {
            found.extend(self.told_to_object(anchor.word));
        }
        if anchor.nominal {
            let has_modal = |c: &TokenId| syntax.child_by(*c, Deprel::Aux).is_some();
            let is_finite = |c: &TokenId| !syntax.token(*c).feats.is(Feat::VerbForm, "Inf") || has_modal(c);
            let has_mark = |c: &TokenId| syntax.child_by(*c, Deprel::Mark).is_some();
            let hung =
                |relation| syntax.children_by(anchor.word, relation).filter(is_finite).filter(has_mark);
            found.extend(hung(Deprel::Acl).chain(hung(Deprel::AclRelcl)));
        }
        found.extend(self.told_before(anchor.word));
        found
    }

    /// "warned the rulers that they would be removed": what somebody is told, which a parser takes for a relative clause.
    fn told_to_object(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        if !self.frames.class_has("tells_somebody", syntax.lemma(verb)) {
            return None;
        }
        let told = syntax.child_by(verb, Deprel::Obj).or_else(|| syntax.child_by(verb, Deprel::Iobj))?;
        let has_that = |c: &TokenId| {
            syntax.children_by(*c, Deprel::Mark).any(|m| syntax.form(m).eq_ignore_ascii_case("that"))
        };
        let mut clauses = syntax.children(told).iter().copied();
        clauses.find(|c| {
            let hung = matches!(syntax.deprel(*c), Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp);
            hung && has_that(c) && self.own_subject(*c).is_some()
        })
    }

    /// "Russia must leave, the minister **said**": the clause before a verb of telling, which a parser hangs on that clause.
    pub fn told_before(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        let clause = syntax.head(verb).filter(|h| *h < verb)?;
        let has_content =
            syntax.children(verb).iter().any(|c| matches!(syntax.deprel(*c), Deprel::Ccomp | Deprel::Obj));
        let behind = syntax.deprel(verb) == Deprel::Parataxis && syntax.upos(verb) == Upos::Verb;
        // "will lend boats, he said, but the loan must pass": which of the clauses he said is not clear
        let others =
            |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Conj | Deprel::Parataxis) && *c != verb;
        let goes_on = syntax.children(clause).iter().any(others);
        (behind && !has_content && !goes_on && self.own_subject(verb).is_some()).then_some(clause)
    }

    fn adverbial_clauses(&self, anchor: Anchor, marks: &[SmolStr]) -> Vec<TokenId> {
        let syntax = self.syntax;
        let mark = |c: TokenId| syntax.child_by(c, Deprel::Mark).map(|m| syntax.form(m).to_lowercase());
        let is_clause = |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Advcl | Deprel::Acl);
        let mut found: Vec<TokenId> =
            syntax.children(anchor.word).iter().copied().filter(is_clause).collect();
        if found.is_empty() && !anchor.nominal {
            // "accused the army of lying": a parser may hang the clause on a noun beside the verb
            let beside = |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Obj | Deprel::OblAgent);
            let nouns = syntax.children(anchor.word).iter().copied().filter(beside);
            let hung = nouns.flat_map(|n| syntax.children_by(n, Deprel::Acl));
            found.extend(hung.filter(|c| !marks.is_empty() && self.has_object_mark(*c)));
        }
        if let Some((verb, _)) = anchor.light {
            found.extend(syntax.children_by(verb, Deprel::Advcl));
        }
        found.retain(|c| marks.is_empty() || mark(*c).is_some_and(|m| marks.iter().any(|k| *k == m)));
        found
    }
}

/// `in_defiance_of`: the noun of a phrase that works like a preposition, and what stands on both sides of it.
fn in_three(preposition: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = preposition.split_once('_')?;
    let (noun, after) = rest.split_once('_')?;
    Some((before, noun, after))
}
