//! Descriptions that look back: "the minister", "the group", "both sides", "the two countries".

use super::coreference::{REACH, back};
use super::{Resolver, referent};
use crate::annotate::mentions::Draft;
use crate::document::{Code, Deprel, MentionId, MentionKind, Referent, TokenId, Via};
use crate::lexicon::actors::names::{EntryKind, Sense};
use crate::lexicon::actors::reference::Use;
use crate::lexicon::actors::roles::{Role, RoleKind};

/// How many drafts a description looks back over: beyond that a report is a book.
const MOST: usize = 1000;

impl Resolver<'_, '_> {
    /// "the minister", "police" again: whoever had that role before.
    pub(super) fn by_earlier_role(&mut self, i: usize, role: &Role) -> Option<Vec<Referent>> {
        let definite = self.is_definite(i);
        let lemma = self.syntax.lemma(self.drafts[i].mention.head);
        let plural = self.drafts[i].plural;
        let group = role.kind == RoleKind::Group || plural;
        if !definite && !group && role.kind == RoleKind::Person {
            return None;
        }
        let lexicon = self.lexicon;
        let same = |d: &Draft| {
            d.roles.iter().any(|r| {
                let word = &lexicon.roles.get(*r).word;
                *word == role.word || definite && word.rsplit(' ').next() == Some(lemma) && !group
            })
        };
        if definite && plural && role.kind == RoleKind::Person {
            let both = self.both_persons(i);
            if both.len() == 2 {
                return Some(both);
            }
            let several = self.all_in_role(i, role);
            if several.len() > 1 {
                return Some(several);
            }
        }
        // "the fisheries minister" is not the minister of whom we read before
        let head = self.drafts[i].mention.head;
        let narrower = self
            .syntax
            .child_by(head, Deprel::Compound)
            .is_some_and(|c| !role.word.contains(' ') && self.draft_at(c).is_none());
        if narrower && role.kind == RoleKind::Person {
            return None;
        }
        if definite && !group && role.office.is_some() {
            let found = self.by_office_held(i, role, lemma);
            if found.is_some() {
                return found;
            }
        }
        let earlier: Vec<usize> = (i.saturating_sub(MOST)..i)
            .rev()
            .filter(|j| same(&self.drafts[*j]) && !self.drafts[*j].inner)
            .collect();
        for j in earlier {
            let found = self.referents(j);
            let Some(first) = found.first().copied() else { continue };
            let Some(country) = self.cast.get(first.actor).country else { continue };
            let antecedent = Some(MentionId::at(j));
            if definite && self.drafts[j].plural == plural {
                return Some(found.iter().map(|r| back(r, antecedent)).collect());
            }
            if !group {
                continue;
            }
            let sectors = self.sectors_of(i, role);
            let actor = self.cast.role(Some(country), &sectors, None, lexicon);
            return Some(vec![Referent { actor, via: Via::Role, antecedent, confidence: 0.65 }]);
        }
        None
    }

    /// "the chancellor" after a name is whoever of those named holds that office.
    fn by_office_held(&mut self, i: usize, role: &Role, lemma: &str) -> Option<Vec<Referent>> {
        for j in (i.saturating_sub(MOST)..i).rev() {
            if self.drafts[j].name.is_none() || self.drafts[j].inner || !self.drafts[j].is_person() {
                continue;
            }
            let found = self.referents(j);
            let holds = found.first().and_then(|r| self.cast.get(r.actor).office.as_ref()).is_some_and(|o| {
                Some(o) == role.office.as_ref() || role.word == lemma && o.rsplit(' ').next() == Some(lemma)
            });
            if holds {
                return Some(found.iter().map(|r| back(r, Some(MentionId::at(j)))).collect());
            }
        }
        None
    }

    /// "The two leaders" are two persons who were named in a row, if no other stands between.
    fn both_persons(&mut self, i: usize) -> Vec<Referent> {
        if !self.is_pair(i) {
            return Vec::new();
        }
        let sentence = self.drafts[i].mention.sentence;
        let near = |d: &Draft| sentence.0 - d.mention.sentence.0 <= 1;
        let person = |d: &Draft| d.name.is_some() && d.is_person() && !d.inner;
        let first = (0..i).rev().take_while(|j| near(&self.drafts[*j])).filter(|j| person(&self.drafts[*j]));
        let named: Vec<usize> = first.collect();
        let row = named.iter().copied().find(|j| {
            let head = self.drafts[*j].mention.head;
            self.syntax
                .children_by(head, Deprel::Conj)
                .filter_map(|c| self.draft_at(c))
                .any(|c| named.contains(&c))
        });
        let Some(top) = row else { return Vec::new() };
        let row = self.syntax.conjuncts(self.drafts[top].mention.head);
        let drafts: Vec<usize> = row.into_iter().filter_map(|t| self.draft_at(t)).collect();
        let mut found = Vec::new();
        for j in drafts {
            let antecedent = Some(MentionId::at(j));
            found.extend(self.referents(j).first().map(|r| back(r, antecedent)));
        }
        found
    }

    /// "the foreign ministers" are all who were named as such.
    fn all_in_role(&mut self, i: usize, role: &Role) -> Vec<Referent> {
        let lexicon = self.lexicon;
        let mut found: Vec<Referent> = Vec::new();
        for j in i.saturating_sub(MOST)..i {
            let draft = &self.drafts[j];
            let holds = draft.roles.iter().any(|r| lexicon.roles.get(*r).word == role.word);
            if draft.inner || draft.plural || draft.pronoun.is_some() || !(holds || draft.is_person()) {
                continue;
            }
            for r in self.referents(j) {
                let office = self.cast.get(r.actor).office.as_ref();
                let held =
                    office.is_some_and(|o| *o == role.word || o.rsplit(' ').next() == Some(&role.word));
                if !holds && !held {
                    continue;
                }
                let country = self.cast.get(r.actor).country;
                if country.is_some() && !found.iter().any(|f| self.cast.get(f.actor).country == country) {
                    found.push(back(&r, Some(MentionId::at(j))));
                }
            }
        }
        // "the two ministers" are the two named last
        let pair = self.is_pair(i);
        if pair && found.len() > 2 {
            found.drain(..found.len() - 2);
        }
        found
    }

    /// "both", "the two".
    fn is_pair(&self, i: usize) -> bool {
        let draft = &self.drafts[i];
        let mut words = (draft.first.0..draft.mention.head.0).map(TokenId);
        words.any(|t| self.lexicon.reference.is(self.syntax.form(t), Use::Pair))
    }

    pub(super) fn is_definite(&self, i: usize) -> bool {
        let draft = &self.drafts[i];
        let mut words = (draft.first.0..draft.mention.head.0).map(TokenId);
        words.any(|t| self.lexicon.reference.is(self.syntax.form(t), Use::Definite))
    }

    /// "both sides", "the two countries", "the country", "the group".
    pub(super) fn resolve_description(&mut self, i: usize, role: &Role) -> Vec<Referent> {
        if !self.is_definite(i) {
            return Vec::new();
        }
        if self.drafts[i].plural {
            return self.resolve_both(i, role);
        }
        match role.kind {
            RoleKind::Group => {
                let named = self.latest(i, |d, r| d.mention.kind == MentionKind::Country && r.is_state(d));
                let is_land = self.lexicon.reference.is(&role.word, Use::Land);
                if named.is_empty() && is_land { self.only_adjective(i) } else { named }
            }
            _ => self.latest(i, |d, r| r.is_body(d)),
        }
    }

    /// "the network", "the airline", "the agency": the body of that sort that was named last.
    pub(super) fn latest_body(&mut self, i: usize, role: &Role) -> Vec<Referent> {
        let wanted = role.sectors.clone();
        let weak = role.weak;
        self.latest(i, |d, r| {
            let entry = d.namings.first().map(|n| r.lexicon.names.entry(n.entry));
            let by_entry = entry.is_some_and(|e| {
                let alike = e.sectors.iter().any(|s| wanted.contains(s));
                alike || weak && !e.kind.is_country() && e.kind != EntryKind::Seat
            });
            let by_role = d.name.is_some()
                && d.roles
                    .iter()
                    .any(|id| r.lexicon.roles.get(*id).sectors.iter().any(|s| wanted.contains(s)));
            r.is_body(d) && (by_entry || by_role && !d.is_person())
        })
    }

    fn latest(&mut self, i: usize, fits: impl Fn(&Draft, &Self) -> bool) -> Vec<Referent> {
        let sentence = self.drafts[i].mention.sentence;
        // "Union diplomats said the bloc …": one named inside another's name counts where nobody else is named
        for inner in [false, true] {
            for j in (0..i).rev() {
                let draft = &self.drafts[j];
                if sentence.0 - draft.mention.sentence.0 > if inner { 0 } else { REACH } {
                    break;
                }
                if draft.inner == inner && fits(draft, self) {
                    let found = self.look_back(i, j);
                    if !found.is_empty() {
                        return found;
                    }
                }
            }
        }
        Vec::new()
    }

    /// "Zimbabwean police … the country's press": where no country is named, the one whose adjective stands before, if it is
    /// the only one.
    fn only_adjective(&mut self, i: usize) -> Vec<Referent> {
        let sentence = self.drafts[i].mention.sentence;
        let before = (0..i).rev().take_while(|j| self.drafts[*j].mention.sentence == sentence);
        let found: Vec<(usize, Code)> = before
            .filter(|j| self.drafts[*j].is_demonym())
            .filter_map(|j| Some((j, self.lexicon.names.entry(self.drafts[j].namings.first()?.entry).code)))
            .filter(|(_, code)| super::focus::is_state_code(*code))
            .collect();
        match found[..] {
            [(first, code), ..] if found.iter().all(|(_, c)| *c == code) => {
                let actor = self.cast.role(Some(code), &[], None, self.lexicon);
                let antecedent = Some(MentionId::at(first));
                vec![Referent { actor, via: Via::Coreference, antecedent, confidence: 0.6 }]
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn is_state(&self, draft: &Draft) -> bool {
        let entry = draft.namings.first().map(|n| self.lexicon.names.entry(n.entry));
        entry.is_some_and(|e| e.kind == EntryKind::State) && draft.namings[0].sense == Sense::Name
    }

    fn is_body(&self, draft: &Draft) -> bool {
        draft.mention.kind == MentionKind::Organisation
            && draft.name.is_some()
            && !draft
                .namings
                .iter()
                .any(|n| matches!(n.sense, Sense::Capital | Sense::Seat | Sense::SeatOrPlace))
    }

    /// The two of different countries who were named last, nearest sentence first.
    fn resolve_both(&mut self, i: usize, role: &Role) -> Vec<Referent> {
        let pair = self.is_pair(i);
        let bare = role.word != "side" && !role.word.contains("party");
        let sentence = self.drafts[i].mention.sentence;
        let mut found: Vec<Referent> = Vec::new();
        for back_by in 0..=REACH.min(sentence.0) {
            let wanted = sentence.0 - back_by;
            let here: Vec<usize> = (i.saturating_sub(MOST)..i)
                .filter(|j| self.drafts[*j].mention.sentence.0 == wanted && self.drafts[*j].pronoun.is_none())
                .collect();
            for j in here {
                self.add_party(j, bare, &mut found);
            }
            if found.len() >= 2 {
                break;
            }
        }
        let enough = if pair { found.len() == 2 } else { (2..=6).contains(&found.len()) };
        if !enough && pair && found.len() > 2 {
            found.truncate(2);
            return found;
        }
        if enough { found } else { Vec::new() }
    }

    fn add_party(&mut self, j: usize, bare: bool, found: &mut Vec<Referent>) {
        let lexicon = self.lexicon;
        for r in self.referents(j) {
            let Some(country) = self.cast.get(r.actor).country else { continue };
            if !super::focus::is_state_code(country) && bare {
                continue;
            }
            if found.iter().any(|f| self.cast.get(f.actor).country == Some(country)) {
                continue;
            }
            let actor = if bare { self.cast.role(Some(country), &[], None, lexicon) } else { r.actor };
            found.push(back(&referent(actor, Via::Coreference, r.confidence), Some(MentionId::at(j))));
        }
    }
}
