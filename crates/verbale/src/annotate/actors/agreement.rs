//! Whether a pronoun may stand for a mention: gender, number, kind, and its place in the clause.

use super::Resolver;
use crate::document::{ActorId, Deprel, Feat, MentionKind, TokenId, Upos};
use crate::lexicon::actors::key::{Case, Key};
use crate::lexicon::actors::reference::{Gender, Use};

impl Resolver<'_, '_> {
    /// How well draft `j` agrees with a pronoun: not at all, or between 0 and 1.
    pub(super) fn agreement(&mut self, j: usize, used: Use) -> Option<f32> {
        if self.drafts[j].pronoun == Some(Use::Who) {
            let noun = self.relative_noun(j).filter(|noun| self.drafts[*noun].pronoun != Some(Use::Who))?;
            return self.agreement(noun, used);
        }
        match used {
            Use::He => self.agreement_of_person(j, used, Gender::He),
            Use::She => self.agreement_of_person(j, used, Gender::She),
            Use::It => self.agreement_of_thing(j),
            Use::They => self.agreement_of_several(j),
            _ => None,
        }
    }

    fn agreement_of_person(&mut self, j: usize, used: Use, wanted: Gender) -> Option<f32> {
        let draft = &self.drafts[j];
        if let Some(other) = draft.pronoun {
            return (other == used).then_some(1.0);
        }
        let person = matches!(draft.mention.kind, MentionKind::Person | MentionKind::Office);
        let nobody_knows = draft.mention.kind == MentionKind::Other
            && draft.name.is_some()
            && self.is_subject(draft.mention.head);
        if draft.plural || !person && !nobody_knows {
            return None;
        }
        let named = draft.name.is_some();
        let found = self.referents(j);
        let own = self.gender_of(j);
        let known = |id: ActorId| own.or_else(|| self.gender_of_actor(id));
        let genders: Vec<Option<Gender>> = found.iter().map(|r| known(r.actor)).collect();
        if own.is_some_and(|g| g != wanted) || genders.iter().any(|g| g.is_some_and(|g| g != wanted)) {
            return None;
        }
        match (person, genders.first()) {
            (true, Some(Some(_))) => Some(1.0),
            (true, Some(None)) => Some(0.8),
            (true, None) if named => Some(0.7),
            (true, None) => Some(0.4),
            (false, _) => Some(0.5),
        }
    }

    fn agreement_of_thing(&self, j: usize) -> Option<f32> {
        let draft = &self.drafts[j];
        if let Some(other) = draft.pronoun {
            return (other == Use::It).then_some(1.0);
        }
        let adjective = draft.is_demonym();
        let counted = self.syntax.child_by(draft.mention.head, Deprel::Nummod).is_some()
            && self.syntax.token(draft.mention.head).feats.is(Feat::Number, "Plur");
        if draft.plural || adjective || counted {
            return None;
        }
        match draft.mention.kind {
            MentionKind::Person | MentionKind::Office => None,
            MentionKind::Group => {
                self.syntax.token(draft.mention.head).feats.is(Feat::Number, "Sing").then_some(0.7)
            }
            MentionKind::Organisation | MentionKind::Country => Some(1.0),
            MentionKind::Place => Some(0.8),
            MentionKind::Other => Some(0.9),
        }
    }

    fn agreement_of_several(&self, j: usize) -> Option<f32> {
        let draft = &self.drafts[j];
        if let Some(other) = draft.pronoun {
            return (other == Use::They).then_some(1.0);
        }
        if draft.plural || draft.mention.kind == MentionKind::Group || self.heads_row(draft.mention.head) {
            return Some(1.0);
        }
        (draft.mention.kind == MentionKind::Organisation).then_some(0.35)
    }

    /// "Ada Moreno and her deputy": the first of several who are named in a row.
    pub(super) fn heads_row(&self, head: TokenId) -> bool {
        let noun = |t: TokenId| matches!(self.syntax.upos(t), Upos::Noun | Upos::Propn | Upos::Pron);
        self.syntax.children_by(head, Deprel::Conj).any(noun)
    }

    /// What a title, a role word or the given name tells.
    fn gender_of(&self, j: usize) -> Option<Gender> {
        let draft = &self.drafts[j];
        let words = draft.titles.iter().chain(&draft.roles);
        let by_role = words.filter_map(|r| self.lexicon.roles.get(*r).gender).next();
        let by_name = || {
            let name = draft.name?.of(self.syntax.text);
            self.lexicon.given.gender(name).or_else(|| self.gender_of_first_word(name))
        };
        let by_side = || {
            let beside = self.beside(j).into_iter().flat_map(|k| &self.drafts[k].roles);
            beside.filter_map(|r| self.lexicon.roles.get(*r).gender).next()
        };
        by_role.or_else(by_name).or_else(by_side)
    }

    /// A title that the language model takes for a part of the name.
    fn gender_of_first_word(&self, name: &str) -> Option<Gender> {
        let (first, _) = name.split_once(' ')?;
        let (role, _) = self.lexicon.roles.find(Key::of(first, Case::Loose))?;
        self.lexicon.roles.get(role).gender
    }

    fn gender_of_actor(&self, id: ActorId) -> Option<Gender> {
        let known = self.genders.get(&id).copied();
        known.or_else(|| self.lexicon.given.gender(self.cast.get(id).name.as_ref()?))
    }

    /// Whether the grammar of the sentence forbids that a pronoun stands for draft `j`.
    pub(super) fn is_barred(&self, i: usize, j: usize) -> bool {
        let (pronoun, other) = (self.drafts[i].mention.head, self.anchor(j));
        if self.drafts[i].mention.sentence != self.drafts[j].mention.sentence {
            return false;
        }
        let syntax = self.syntax;
        let owner = syntax.deprel(pronoun) == Deprel::NmodPoss;
        // "they killed two of them"
        let mut outer = pronoun;
        while syntax.deprel(outer) == Deprel::Nmod
            && let Some(noun) = syntax.head(outer)
            && syntax.child_by(noun, Deprel::NmodPoss).is_none()
        {
            outer = noun;
        }
        let verb = syntax.head(outer);
        let same_verb = verb.is_some() && verb == syntax.head(other);
        let together = same_verb || self.shares_subject(pronoun, other);
        if !owner && (together || syntax.head(pronoun) == Some(other)) {
            return true;
        }
        // "his spokesman" is not his own spokesman
        let within = self.drafts[j].first <= pronoun && pronoun < self.drafts[j].end;
        // "Ada Moreno, his lawyer": nobody stands beside his own name
        let noun = syntax.head(pronoun).filter(|noun| owner && syntax.deprel(*noun) == Deprel::Appos);
        let beside = noun.is_some_and(|noun| syntax.head(noun) == Some(other));
        within || beside || self.is_in_phrase(pronoun, other)
    }

    /// Whether a word belongs to the phrase of a noun, no clause between them: "the leader of his party".
    fn is_in_phrase(&self, word: TokenId, noun: TokenId) -> bool {
        let mut at = word;
        while matches!(
            self.syntax.deprel(at),
            Deprel::NmodPoss | Deprel::Nmod | Deprel::Compound | Deprel::Amod
        ) {
            let Some(above) = self.syntax.head(at) else { return false };
            if above == noun {
                return true;
            }
            at = above;
        }
        false
    }

    /// "sought talks with Kyiv and urged them …": the object of a coordinated or subordinate verb is not the
    /// subject that the verb shares.
    fn shares_subject(&self, object: TokenId, subject: TokenId) -> bool {
        let syntax = self.syntax;
        let is_subject = |t: TokenId| matches!(syntax.deprel(t), Deprel::Nsubj | Deprel::NsubjPass);
        if !is_subject(subject) || is_subject(object) {
            return false;
        }
        let shares = |verb: TokenId| {
            matches!(syntax.deprel(verb), Deprel::Conj | Deprel::Xcomp)
                && !syntax.children(verb).iter().any(|c| is_subject(*c))
        };
        let mut verb = syntax.head(object);
        while let Some(below) = verb.filter(|v| shares(*v)) {
            verb = syntax.head(below);
            if verb.is_some() && verb == syntax.head(subject) {
                return true;
            }
        }
        false
    }
}
