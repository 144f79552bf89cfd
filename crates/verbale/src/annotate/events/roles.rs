//! Who does what to whom in a clause, whatever its voice: subjects and objects through passives, control,
//! coordination, relative clauses and participles.

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

/// Chains of clauses longer than this are parse errors, not English.
const MAX_CHAIN: u8 = 8;

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

    /// Whether a verb is in the passive.
    pub fn is_passive(&self, verb: TokenId) -> bool {
        let syntax = self.syntax;
        if self.misread_object(verb).is_some() {
            return false;
        }
        let marked = syntax.children(verb).iter().any(|c| {
            matches!(
                syntax.deprel(*c),
                Deprel::AuxPass | Deprel::NsubjPass | Deprel::CsubjPass | Deprel::OblAgent
            )
        });
        if marked {
            return true;
        }
        let feats = syntax.token(verb).feats;
        let participle = feats.is(Feat::VerbForm, "Part") && feats.is(Feat::Tense, "Past");
        if !participle || self.has_auxiliary(verb) {
            return false;
        }
        match (syntax.deprel(verb), syntax.head(verb)) {
            // "Soldiers attacked the town.": a parser may miss that the participle is the main verb
            (Deprel::Acl, Some(head)) if syntax.deprel(head) == Deprel::Root => {
                syntax.child_by(verb, Deprel::Obj).is_none()
            }
            (Deprel::Acl, _) => true,
            // "was arrested and charged": the second participle shares the first one's auxiliary
            (Deprel::Conj, Some(head)) => self.own_subject(verb).is_none() && self.is_passive(head),
            // "when asked to go", "founded in 1990, the group …"; but "had said drones struck two villages": without a mark
            // no passive has an object
            (Deprel::Advcl, _) => {
                let has_object = syntax.child_by(verb, Deprel::Obj).is_some();
                let has_mark = syntax.child_by(verb, Deprel::Mark).is_some();
                self.own_subject(verb).is_none() && (has_mark || !has_object)
            }
            (Deprel::Xcomp, _) => {
                feats.is(Feat::Voice, "Pass") && syntax.child_by(verb, Deprel::Obj).is_none()
            }
            _ => false,
        }
    }

    fn has_auxiliary(&self, verb: TokenId) -> bool {
        self.syntax.child_by(verb, Deprel::Aux).is_some()
    }

    /// "The army shelled rebel positions.": the noun that a parser hung a main verb on as its attribute, although a
    /// subject stands before the verb and nothing else could be the verb.
    pub fn misread_object(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        let noun = syntax.head(verb).filter(|_| syntax.deprel(verb) == Deprel::Amod)?;
        if syntax.token(verb).feats.is(Feat::VerbForm, "Ger") || syntax.child_by(noun, Deprel::Cop).is_some()
        {
            return None;
        }
        let subject = syntax.child_by(verb, Deprel::Nsubj).or_else(|| {
            let is_verb = matches!(syntax.upos(noun), Upos::Verb | Upos::Aux);
            syntax.child_by(noun, Deprel::Nsubj).filter(|_| !is_verb)
        })?;
        (subject < verb && verb < noun).then_some(noun)
    }

    /// Whether a clause says itself who does it.
    pub fn has_own_subject(&self, verb: TokenId) -> bool {
        self.own_subject(verb).is_some()
    }

    fn own_subject(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        if let Some(noun) = self.misread_object(verb) {
            let own = syntax.child_by(verb, Deprel::Nsubj);
            return own.or_else(|| syntax.child_by(noun, Deprel::Nsubj));
        }
        let is_subject =
            |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter);
        let own = syntax.children(verb).iter().copied().find(is_subject);
        // a parser may hang the subject on the auxiliary
        own.or_else(|| {
            let auxiliaries = syntax.children_by(verb, Deprel::Aux);
            auxiliaries.flat_map(|a| syntax.children(a)).copied().find(is_subject)
        })
    }

    /// The noun that a relative clause hangs on, if the word is a relative pronoun inside it.
    fn antecedent(&self, word: TokenId) -> TokenId {
        let syntax = self.syntax;
        if !syntax.token(word).feats.is(Feat::PronType, "Rel") {
            return word;
        }
        let clause = syntax.ancestors(word).find(|t| syntax.deprel(*t) == Deprel::AclRelcl);
        clause.and_then(|c| syntax.head(c)).unwrap_or(word)
    }

    /// Whoever stands as grammatical subject, own or shared.
    pub fn surface_subject(&self, verb: TokenId) -> Option<TokenId> {
        self.chained_subject(verb, 0)
    }

    fn chained_subject(&self, verb: TokenId, depth: u8) -> Option<TokenId> {
        if let Some(subject) = self.own_subject(verb) {
            return Some(self.antecedent(subject));
        }
        if depth > MAX_CHAIN {
            return None;
        }
        self.shared_subject(verb, depth).or_else(|| self.fronted_subject(verb))
    }

    /// "Nicaragua, condemned by Brazil, recalled …": a parser may hang the subject on the participle that follows it.
    fn fronted_subject(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        let is_fronted =
            |c: &TokenId| *c < verb && self.is_participle(*c) && syntax.child_by(*c, Deprel::Mark).is_none();
        let participle = syntax.children_by(verb, Deprel::Advcl).find(is_fronted)?;
        self.own_subject(participle).filter(|s| *s < participle)
    }

    /// The sayer of the clause that the verb heads: "police said that …", "…, police said".
    fn teller(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        let tells = |t: &TokenId| self.frames.class_has("tell", syntax.lemma(*t));
        let above = syntax.head(verb).filter(|_| syntax.deprel(verb) == Deprel::Ccomp).filter(tells);
        let beside = || syntax.children_by(verb, Deprel::Parataxis).find(tells);
        self.own_subject(above.or_else(beside)?)
    }

    fn shared_subject(&self, verb: TokenId, depth: u8) -> Option<TokenId> {
        let syntax = self.syntax;
        let head = syntax.head(verb)?;
        match syntax.deprel(verb) {
            Deprel::Acl => self.subject_of_acl(verb, head, depth),
            Deprel::Xcomp => self.controller(head, depth),
            Deprel::Advcl => {
                let infinitive = syntax.token(verb).feats.is(Feat::VerbForm, "Inf");
                let oblique = infinitive && self.frames.class_has("oblique_control", syntax.lemma(head));
                if oblique || self.has_object_mark(verb) {
                    return self.controller(head, depth);
                }
                self.chained_subject(head, depth + 1)
            }
            Deprel::Conj
                if matches!(syntax.upos(head), Upos::Verb | Upos::Aux | Upos::Adj)
                    || self.own_subject(head).is_some() =>
            {
                self.chained_subject(head, depth + 1)
            }
            Deprel::Parataxis if self.is_participle(verb) => self.chained_subject(head, depth + 1),
            _ => None,
        }
    }

    /// "accused X of doing", "stopped X from doing", "thanked X for doing": the object does it.
    fn has_object_mark(&self, verb: TokenId) -> bool {
        let mark = self.syntax.child_by(verb, Deprel::Mark);
        mark.is_some_and(|m| self.frames.class_has("object_mark", &self.syntax.form(m).to_lowercase()))
    }

    fn is_participle(&self, verb: TokenId) -> bool {
        matches!(self.syntax.token(verb).feats.get(Feat::VerbForm), Some("Part" | "Ger"))
    }

    /// "forces deploying": the noun; "a decision to deploy", "a letter urging": whoever decided or wrote.
    fn subject_of_acl(&self, verb: TokenId, noun: TokenId, depth: u8) -> Option<TokenId> {
        // "a letter urging …", and "a message on Twitter blaming …" hung on the nearer noun
        let carrier = self.syntax.head(noun).filter(|_| self.syntax.deprel(noun) == Deprel::Nmod);
        let is_message = |word: TokenId| self.frames.class_has("message", self.syntax.lemma(word));
        let letter = carrier.filter(|c| is_message(*c)).unwrap_or(noun);
        let (message, noun) = (is_message(letter), letter);
        if self.is_participle(verb) && !message {
            return Some(noun);
        }
        let asked = self.syntax.head(noun).is_some_and(|v| {
            let lemma = self.syntax.lemma(v);
            self.frames.class_has("object_control", lemma) && self.object(v) == Some(noun)
        });
        if asked {
            return Some(noun); // "ordered the officials to leave", hung on the officials
        }
        if let Some(owner) = self.syntax.child_by(noun, Deprel::NmodPoss) {
            return Some(owner);
        }
        let carrier = self.syntax.head(noun)?;
        match self.syntax.deprel(noun) {
            Deprel::Obj | Deprel::Obl | Deprel::Xcomp => self.chained_subject(carrier, depth + 1),
            _ => None,
        }
    }

    /// Who does the complement of a verb: its object ("urged X to go"), or its subject ("vowed to go").
    fn controller(&self, verb: TokenId, depth: u8) -> Option<TokenId> {
        let syntax = self.syntax;
        let lemma = syntax.lemma(verb);
        if self.frames.class_has("oblique_control", lemma) {
            let on = syntax.children_by(verb, Deprel::Obl).find(|c| {
                let asked = |case: String| self.frames.class_has("asked_preposition", &case);
                syntax.case(*c).is_some_and(asked)
            });
            if on.is_some() {
                return on;
            }
        }
        if !self.frames.class_has("subject_control", lemma) {
            let object = syntax.child_by(verb, Deprel::Obj).or_else(|| syntax.child_by(verb, Deprel::Iobj));
            if object.is_some() {
                return object.map(|o| self.antecedent(o));
            }
        }
        self.chained_subject(verb, depth + 1)
    }

    /// Whoever does it.
    pub fn subject(&self, verb: TokenId) -> Option<TokenId> {
        if !self.is_passive(verb) {
            return self.surface_subject(verb);
        }
        let by = |c: &TokenId| self.syntax.case(*c).is_none_or(|case| case == "by");
        let agent = self.syntax.children_by(verb, Deprel::OblAgent).find(by);
        let by_phrase = |word: TokenId| self.obliques_of(word, &["by".into()]).first().copied();
        // "was shot dead by gunmen", "was given a welcome by Oman": a parser may hang the phrase on the word before it
        let is_carrier = |c: &TokenId| matches!(self.syntax.deprel(*c), Deprel::Xcomp | Deprel::Obj);
        let below = || self.syntax.children(verb).iter().copied().filter(is_carrier).find_map(by_phrase);
        agent.or_else(|| by_phrase(verb)).or_else(below)
    }

    /// Whoever it is done to.
    pub fn object(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        if let Some(object) = syntax.child_by(verb, Deprel::Obj) {
            return Some(self.antecedent(object));
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

    /// What a parser takes for something else: "urged **Iran** to go" for a receiver, "arrested more than **50 students**",
    /// "up to 50 students" and "called off **the strike**" for an adverbial.
    fn object_in_disguise(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        if let Some(receiver) = syntax.child_by(verb, Deprel::Iobj) {
            return Some(receiver);
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

    fn indirect_object(&self, verb: TokenId) -> Option<TokenId> {
        if let Some(object) = self.syntax.child_by(verb, Deprel::Iobj) {
            return Some(self.antecedent(object));
        }
        if let Some(receiver) = self.glued_receiver(verb) {
            return Some(receiver);
        }
        // "Kyiv was given tanks": the receiver is the subject
        let given = self.is_passive(verb) && self.syntax.child_by(verb, Deprel::Obj).is_some();
        given.then(|| self.surface_subject(verb)).flatten()
    }

    /// "gave Armenia assurances": a parser may glue the receiver to the object.
    fn glued_receiver(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        if !self.frames.class_has("ditransitive", syntax.lemma(verb)) || self.is_passive(verb) {
            return None;
        }
        let object = syntax.child_by(verb, Deprel::Obj)?;
        let is_glued = |c: &TokenId| {
            matches!(syntax.deprel(*c), Deprel::Compound | Deprel::Amod)
                && syntax.upos(*c) == Upos::Propn
                && c.0 == verb.0 + 1
        };
        let number = syntax.child_by(object, Deprel::Nummod);
        let below = syntax.children(object).iter().chain(number.iter().flat_map(|n| syntax.children(*n)));
        below.copied().find(is_glued)
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
        if !anchor.nominal && !preps.iter().any(|p| p == "of" || p == "in") {
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
        }
        found
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
        if anchor.nominal {
            let is_finite = |c: &TokenId| !syntax.token(*c).feats.is(Feat::VerbForm, "Inf");
            let has_mark = |c: &TokenId| syntax.child_by(*c, Deprel::Mark).is_some();
            found.extend(syntax.children_by(anchor.word, Deprel::Acl).filter(is_finite).filter(has_mark));
        }
        found.extend(self.told_before(anchor.word));
        found
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Deprel, Feats, Sentence, SentenceId, Span, Token};
    use std::collections::HashMap;
    use std::fs::read_to_string;

    /// The sentences of a CoNLL-U file by their `sent_id`, with gold tags and heads.
    fn treebank(text: &str) -> HashMap<String, (String, Vec<Token>)> {
        let mut found = HashMap::new();
        for block in text.split("\n\n") {
            let Some(id) = block.lines().find_map(|l| l.strip_prefix("# sent_id = ")) else { continue };
            let (mut words, mut tokens) = (String::new(), Vec::new());
            for cells in block.lines().map(|l| l.split('\t').collect::<Vec<_>>()) {
                if cells.len() != 10 || cells[0].contains(['-', '.']) {
                    continue;
                }
                let start = words.len();
                words.push_str(cells[1]);
                let head = cells[6].parse::<u32>().ok().filter(|h| *h > 0).map(|h| TokenId(h - 1));
                tokens.push(Token {
                    span: Span::new(start, words.len()),
                    sentence: SentenceId(0),
                    in_contraction: false,
                    upos: cells[3].parse().unwrap(),
                    feats: Feats::parse(cells[5]),
                    lemma: cells[2].into(),
                    head,
                    deprel: cells[7].parse().unwrap_or(Deprel::Dep),
                });
                words.push(' ');
            }
            found.insert(id.to_owned(), (words, tokens));
        }
        found
    }

    /// `ARG0:1-2` → words 0 to 1.
    fn argument(args: &str, label: &str) -> Option<std::ops::RangeInclusive<u32>> {
        let span = args.split(' ').find_map(|a| a.strip_prefix(label)?.strip_prefix(':'))?;
        let (first, last) = span.split_once('-')?;
        Some(first.parse::<u32>().ok()? - 1..=last.parse::<u32>().ok()? - 1)
    }

    #[test]
    fn subjects_and_objects_are_those_of_propbank() {
        let shared = std::env::var("VERBALE_SHARED").unwrap_or_else(|_| "../../../shared".to_owned());
        let read = |name: &str| read_to_string(format!("{shared}/data/{name}"));
        let (Ok(bank), Ok(roles)) = (read("ud/en_ewt/en_ewt-ud-dev.conllu"), read("propbank_ewt/dev.tsv"))
        else {
            println!("skipped: subjects and objects against PropBank (set VERBALE_SHARED)");
            return;
        };
        let bank = treebank(&bank);
        let frames = Frames::read(&crate::lexicon::Files::own()).unwrap();
        let mut counts = [[0u32; 3]; 2]; // right, wrong, missed; of ARG0, of ARG1
        for row in roles.lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            let Some((text, tokens)) = bank.get(cells[0]) else { continue };
            let end = TokenId::at(tokens.len());
            let span = Span::new(0, text.len());
            let sentences = [Sentence { span, first: TokenId(0), end, opens_paragraph: true }];
            let syntax = Syntax::new(text, &sentences, tokens);
            let finder = Roles { syntax: &syntax, frames: &frames };
            let verb = TokenId(cells[1].parse::<u32>().unwrap() - 1);
            if syntax.upos(verb) != Upos::Verb || syntax.deprel(verb) == Deprel::Amod {
                continue;
            }
            let (arg0, arg1) = (argument(cells[4], "ARG0"), argument(cells[4], "ARG1"));
            let pairs = [
                (arg0.clone(), finder.subject(verb)),
                (arg1.filter(|_| arg0.is_some()), finder.object(verb)),
            ];
            for (i, (gold, found)) in pairs.into_iter().enumerate() {
                let Some(gold) = gold else { continue };
                let is_clause = syntax.upos(TokenId(*gold.start())) == Upos::Part;
                match found {
                    Some(word) if gold.contains(&word.0) => counts[i][0] += 1,
                    Some(word) => {
                        counts[i][1] += 1;
                        if std::env::var_os("SHOW").is_some() {
                            println!("ARG{i} of {} is {} in {text}", syntax.form(verb), syntax.form(word));
                        }
                    }
                    None if i == 1 || is_clause => {}
                    None => {
                        counts[i][2] += 1;
                        if std::env::var_os("SHOW").is_some() {
                            println!("ARG{i} of {} not found in {text}", syntax.form(verb));
                        }
                    }
                }
            }
        }
        println!("ARG0 right, wrong, missed {:?}; ARG1 right, wrong {:?}", counts[0], &counts[1][..2]);
        let share = |c: [u32; 3]| f64::from(c[0]) / f64::from(c[0] + c[1]);
        assert!(share(counts[0]) > 0.9, "subjects: {:?}", counts[0]);
        assert!(share(counts[1]) > 0.9, "objects: {:?}", counts[1]);
    }
}
