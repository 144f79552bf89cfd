//! What a reader has in view: how much a mention's place in its clause and in the report puts it there.

use super::Resolver;
use crate::document::{ActorId, Deprel, TokenId, Upos};
use crate::lexicon::actors::reference::Use;

impl Resolver<'_, '_> {
    /// The word by which a mention has its place in the clause: "defender" of "defender Ada Moreno".
    pub(super) fn anchor(&self, j: usize) -> TokenId {
        let mut at = self.drafts[j].mention.head;
        while matches!(self.syntax.deprel(at), Deprel::Appos | Deprel::Flat | Deprel::NmodDesc) {
            match self.syntax.head(at).filter(|above| self.draft_at(*above).is_none()) {
                Some(above) => at = above,
                None => break,
            }
        }
        at
    }

    /// Of whom a report speaks often, it is likely to speak again.
    pub(super) fn fame(&self, actor: ActorId) -> f32 {
        let times = self.counts.get(&actor).copied().unwrap_or(0).min(8);
        0.03 * times as f32
    }

    /// How much a word's place in its clause puts it in view.
    pub(super) fn weight(&self, word: TokenId) -> f32 {
        match self.syntax.deprel(word) {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => 1.0,
            Deprel::Obj | Deprel::Iobj => 0.6,
            Deprel::OblAgent => 0.55,
            Deprel::NmodPoss => 0.45,
            Deprel::Obl => 0.4,
            Deprel::Root => 0.6,
            Deprel::Appos => 0.1,
            Deprel::Conj => self.syntax.head(word).map_or(0.3, |top| match self.syntax.deprel(top) {
                Deprel::Conj => 0.3,
                _ => self.weight(top),
            }),
            _ => 0.3,
        }
    }

    /// What binds a pronoun to a mention beyond that: a subject is taken up by the pronouns of its own sentence, and by
    /// the subject of the next.
    pub(super) fn closeness(&self, i: usize, j: usize) -> f32 {
        let (pronoun, other) = (self.drafts[i].mention.head, self.first_in_row(self.anchor(j)));
        let distance = self.drafts[i].mention.sentence.0 - self.drafts[j].mention.sentence.0;
        // "His father was a judge and his mother a nurse."
        if distance < 2 && self.owns_subject(pronoun) && self.owns_subject(other) {
            return 0.5;
        }
        match distance {
            0 if self.is_subject(other) && self.is_over(other, pronoun) => {
                // "the mayor said he …": who tells of somebody tells of himself, if nothing speaks against it
                let of_himself = self.is_subject(pronoun) && self.tells(other);
                if of_himself { 0.8 } else { 0.4 }
            }
            0 if self.speaks_for(other, pronoun) => 0.6,
            0 => self.closeness_of_object(other, pronoun),
            // "…," he added: the speaker of the sentence before, if he was named there
            1 if self.is_subject(other) && self.is_sayer(i) && self.drafts[j].name.is_some() => 0.3,
            1 if self.is_subject(other) && self.is_subject(pronoun) => 0.2,
            _ => 0.0,
        }
    }

    /// The one on whom the others of a row hang: all have its place in the clause.
    pub(super) fn first_in_row(&self, word: TokenId) -> TokenId {
        let mut at = word;
        while let Some(above) = self.syntax.head(at).filter(|_| self.syntax.deprel(at) == Deprel::Conj) {
            at = above;
        }
        at
    }

    pub(super) fn is_subject(&self, word: TokenId) -> bool {
        matches!(self.syntax.deprel(word), Deprel::Nsubj | Deprel::NsubjPass)
    }

    fn owns_subject(&self, word: TokenId) -> bool {
        self.syntax.deprel(word) == Deprel::NmodPoss
            && self.syntax.head(word).is_some_and(|noun| self.is_subject(noun))
    }

    /// Whether a word stands in the clause that a subject governs, or in one below it that is not about another noun.
    pub(super) fn is_over(&self, subject: TokenId, word: TokenId) -> bool {
        let Some(verb) = self.syntax.head(subject) else { return false };
        let mut at = word;
        while at != verb {
            let of_other = match self.syntax.deprel(at) {
                Deprel::AclRelcl => true,
                // "asked Kenya to withdraw …"
                Deprel::Xcomp => self.syntax.head(at).is_some_and(|above| self.has_object(above)),
                _ => false,
            };
            match self.syntax.head(at).filter(|_| !of_other) {
                Some(above) => at = above,
                None => return false,
            }
        }
        true
    }

    fn tells(&self, subject: TokenId) -> bool {
        self.syntax
            .head(subject)
            .is_some_and(|v| self.lexicon.reference.is(self.syntax.lemma(v), Use::Speech))
    }

    fn has_object(&self, verb: TokenId) -> bool {
        self.syntax
            .children(verb)
            .iter()
            .any(|c| matches!(self.syntax.deprel(*c), Deprel::Obj | Deprel::Iobj))
    }

    /// "A spokesman of the Northern Front said that it …": the body for which the subject of a verb of saying speaks.
    fn speaks_for(&self, body: TokenId, pronoun: TokenId) -> bool {
        let syntax = self.syntax;
        let owned =
            matches!(syntax.deprel(body), Deprel::NmodPoss | Deprel::Nmod | Deprel::Amod | Deprel::Compound);
        let mut above = syntax.ancestors(body).skip(1);
        let Some(subject) = above.find(|t| self.is_subject(*t)).filter(|_| owned) else { return false };
        let Some(verb) = syntax.head(subject) else { return false };
        self.lexicon.reference.is(syntax.lemma(verb), Use::Speech) && syntax.is_under(pronoun, verb)
    }

    /// "helped Moreno with her case"; "asked Kenya to withdraw its troops", where the object is who withdraws.
    fn closeness_of_object(&self, object: TokenId, pronoun: TokenId) -> f32 {
        let syntax = self.syntax;
        let is_object = matches!(syntax.deprel(object), Deprel::Obj | Deprel::Iobj);
        if !is_object || syntax.deprel(pronoun) != Deprel::NmodPoss {
            return 0.0;
        }
        let verb = syntax.ancestors(pronoun).skip(1).find(|t| syntax.upos(*t) == Upos::Verb);
        match verb {
            Some(verb) if syntax.head(object) == Some(verb) => 0.3,
            Some(verb)
                if syntax.deprel(verb) == Deprel::Xcomp && syntax.head(object) == syntax.head(verb) =>
            {
                1.0
            }
            _ => 0.0,
        }
    }
}
