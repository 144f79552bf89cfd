//! Whoever does it: own subjects, shared and controlled ones, agents of passives.

use super::Roles;
use crate::document::{Deprel, Feat, TokenId, Upos};

/// Chains of clauses longer than this are parse errors, not English.
const MAX_CHAIN: u8 = 8;

impl Roles<'_, '_> {
    /// Whether a verb is in the passive.
    pub fn is_passive(&self, verb: TokenId) -> bool {
        let syntax = self.syntax;
        // "is not prepared to talk": an adjective, even where a parser sees a passive around it
        if self.misread_object(verb).is_some() || syntax.upos(verb) == Upos::Adj {
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

    pub(super) fn own_subject(&self, verb: TokenId) -> Option<TokenId> {
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
    pub fn antecedent(&self, word: TokenId) -> TokenId {
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
    pub(super) fn teller(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        let tells = |t: &TokenId| self.frames.class_has("tell", syntax.lemma(*t));
        let above = syntax.head(verb).filter(|_| syntax.deprel(verb) == Deprel::Ccomp).filter(tells);
        let beside = || syntax.children_by(verb, Deprel::Parataxis).find(tells);
        self.own_subject(above.or_else(beside)?)
    }

    /// Whoever does what the clause around a phrase tells.
    pub(super) fn doer_around(&self, word: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        let is_verb = |t: &TokenId| matches!(syntax.upos(*t), Upos::Verb | Upos::Aux);
        let verb = syntax.ancestors(word).skip(1).find(is_verb)?;
        self.subject(verb)
    }

    fn shared_subject(&self, verb: TokenId, depth: u8) -> Option<TokenId> {
        let syntax = self.syntax;
        let head = syntax.head(verb)?;
        match syntax.deprel(verb) {
            // "was accused by experts of lying", hung on the experts
            Deprel::Acl if self.has_object_mark(verb) && syntax.deprel(head) == Deprel::OblAgent => {
                self.chained_subject(syntax.head(head)?, depth + 1)
            }
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
            // "Norway, willing to mediate, …"
            Deprel::Amod if syntax.upos(verb) == Upos::Adj && head < verb => Some(head),
            _ => None,
        }
    }

    /// "accused X of doing", "stopped X from doing", "thanked X for doing": the object does it.
    pub(super) fn has_object_mark(&self, verb: TokenId) -> bool {
        let mark = self.syntax.child_by(verb, Deprel::Mark);
        mark.is_some_and(|m| self.frames.class_has("object_mark", &self.syntax.form(m).to_lowercase()))
    }

    pub(super) fn is_participle(&self, verb: TokenId) -> bool {
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
            // "a resolution condemning … was adopted by parliament"
            Deprel::NsubjPass if message => self.subject(carrier),
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
        // "was shot dead by gunmen", "was granted a loan by the bank", "was prevented from leaving by police": a parser may hang the phrase on what is below
        let below = || {
            let is_below = |c: &TokenId| match self.syntax.deprel(*c) {
                Deprel::Xcomp | Deprel::Obj => true,
                Deprel::Obl => *c > verb,
                Deprel::Advcl => {
                    self.syntax.token(*c).feats.is(Feat::VerbForm, "Ger") && !self.is_passive(*c)
                }
                _ => false,
            };
            let mut words = self.syntax.children(verb).iter().copied().filter(is_below);
            words.find_map(by_phrase)
        };
        agent.or_else(|| by_phrase(verb)).or_else(below).or_else(|| self.who_had_it_done(verb))
    }

    /// "Prosecutors had officers detained": whoever has it done.
    fn who_had_it_done(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        if !self.frames.class_has("had_done", syntax.lemma(verb)) {
            return None;
        }
        let noun = syntax.head(verb).filter(|_| syntax.deprel(verb) == Deprel::Acl)?;
        let had = syntax.head(noun).filter(|_| syntax.deprel(noun) == Deprel::Obj)?;
        (syntax.lemma(had) == "have").then(|| self.surface_subject(had)).flatten()
    }
}
