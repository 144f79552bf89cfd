//! "I", "we" and "who": the speaker, and whoever a relative clause is about.

use super::Resolver;
use super::coreference::REACH;
use crate::document::{Deprel, Referent, TokenId};
use crate::lexicon::actors::reference::Use;

impl Resolver<'_, '_> {
    /// "the minister who resigned" is the minister.
    pub(super) fn resolve_relative(&mut self, i: usize) -> Vec<Referent> {
        let noun = self.relative_noun(i);
        match noun {
            Some(j) if j != i => self.look_back(i, j),
            _ => Vec::new(),
        }
    }

    /// The mention that a relative clause is about.
    pub(super) fn relative_noun(&self, i: usize) -> Option<usize> {
        let mut above = self.syntax.ancestors(self.drafts[i].mention.head);
        let clause = above.find(|t| self.syntax.deprel(*t) == Deprel::AclRelcl)?;
        self.syntax.head(clause).and_then(|noun| self.draft_at(noun)).filter(|j| *j != i)
    }

    /// "I" and "we" are whoever speaks: the subject of the verb of saying around them, or of the last one before.
    pub(super) fn resolve_speaker(&mut self, i: usize) -> Vec<Referent> {
        let head = self.drafts[i].mention.head;
        let sentence = self.drafts[i].mention.sentence;
        let subject = |r: &Self, verb: TokenId| {
            // "said the leader": an object after a verb of saying that has no subject is one
            let subject = r.syntax.child_by(verb, Deprel::Nsubj).or(r.syntax.child_by(verb, Deprel::Obj))?;
            let draft = r.draft_at(subject)?;
            (r.drafts[draft].pronoun != Some(Use::Speaker)).then_some(draft)
        };
        let says = |r: &Self, t: TokenId| r.lexicon.reference.is(r.syntax.lemma(t), Use::Speech);
        let above: Vec<TokenId> = self.syntax.ancestors(head).skip(1).collect();
        let mut around = above.iter().copied().filter(|t| says(self, *t));
        if let Some(j) = around.find_map(|t| subject(self, t)) {
            return self.look_back(i, j);
        }
        // "…," she said: the verb of saying hangs on what is said
        for top in above {
            let hung = self.syntax.children_by(top, Deprel::Parataxis).find(|t| says(self, *t));
            if let Some(j) = hung.and_then(|t| subject(self, t)) {
                return self.look_back(i, j);
            }
        }
        for back in 0..=REACH.min(sentence.0) {
            let sentence = self.syntax.sentences[(sentence.0 - back) as usize];
            let verb = sentence.token_ids().rev().filter(|t| back > 0 || *t < head).find(|t| says(self, *t));
            if let Some(j) = verb.and_then(|t| subject(self, t)) {
                return self.look_back(i, j);
            }
        }
        Vec::new()
    }
}
