//! What a pronoun or a description takes over from the mention that it looks back to.

use super::Resolver;
use crate::document::{Deprel, MentionId, MentionKind, Referent, TokenId, Upos, Via};
use crate::lexicon::actors::reference::Use;

/// How many sentences back a pronoun or a description looks.
pub(super) const REACH: u32 = 3;

impl Resolver<'_, '_> {
    pub(super) fn resolve_pronoun(&mut self, i: usize) -> Vec<Referent> {
        match self.drafts[i].pronoun {
            Some(Use::Who) => self.resolve_relative(i),
            Some(Use::Speaker) => self.resolve_speaker(i),
            Some(used) => self.resolve_personal(i, used),
            None => Vec::new(),
        }
    }

    /// Takes over the referents of an earlier draft; "they" after "A and B" takes both.
    pub(super) fn look_back(&mut self, i: usize, j: usize) -> Vec<Referent> {
        let mut drafts = vec![j];
        if self.drafts[i].plural
            && !matches!(self.drafts[i].pronoun, Some(Use::Who | Use::Speaker))
            && self.drafts[j].pronoun.is_none()
            && (!self.drafts[j].plural || self.heads_row(self.drafts[j].mention.head))
        {
            drafts = match self.row_of(i, j) {
                Some(row) => row,
                None => return Vec::new(),
            };
        }
        let mut found: Vec<Referent> = Vec::new();
        for draft in drafts {
            for r in self.referents(draft) {
                if found.iter().any(|f| f.actor == r.actor) {
                    continue;
                }
                let antecedent = Some(self.first_of(draft));
                let confidence = r.confidence * 0.85;
                found.push(Referent { actor: r.actor, via: Via::Coreference, antecedent, confidence });
            }
        }
        if let Some(first) = found.first().and_then(|r| r.antecedent)
            && self.drafts[i].mention.kind == MentionKind::Other
        {
            self.drafts[i].mention.kind = self.drafts[first.index()].mention.kind;
        }
        found
    }

    /// All who stand in a row with a draft, before another; none if it is not known who they are.
    fn row_of(&mut self, before: usize, j: usize) -> Option<Vec<usize>> {
        let mut top = self.drafts[j].mention.head;
        while self.syntax.deprel(top) == Deprel::Conj {
            top = self.syntax.head(top)?;
        }
        let nominal = |t: &TokenId| self.syntax.upos(*t) != Upos::Verb;
        let row: Vec<TokenId> = self.syntax.conjuncts(top).into_iter().filter(nominal).collect();
        let n = row.len();
        let found = row.into_iter().filter_map(|t| self.draft_at(t)).filter(|d| *d < before);
        let mut known: Vec<usize> = found.collect();
        known.retain(|d| !self.referents(*d).is_empty());
        // in a long row one may be nobody that we know
        (known.len() == n || known.len() > 2 && known.len() + 1 == n).then_some(known)
    }

    /// The mention at the end of a chain of pronouns.
    fn first_of(&self, j: usize) -> MentionId {
        let draft = &self.drafts[j];
        let earlier = draft.mention.referents.first().and_then(|r| r.antecedent);
        match (draft.pronoun, earlier) {
            (Some(_), Some(antecedent)) => antecedent,
            _ => MentionId::at(j),
        }
    }
}

/// The same referent, reached by looking back.
pub(super) fn back(r: &Referent, antecedent: Option<MentionId>) -> Referent {
    Referent { actor: r.actor, via: Via::Coreference, antecedent, confidence: r.confidence * 0.85 }
}
