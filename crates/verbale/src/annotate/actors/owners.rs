//! Whose someone is: the country, body or person that stands beside a role.

use super::Resolver;
use crate::annotate::mentions::Draft;
use crate::document::{ActorId, Code, Deprel, TokenId, Upos};
use crate::lexicon::actors::names::{EntryKind, Naming};
use crate::lexicon::actors::reference::Use;
use crate::lexicon::actors::roles::{Role, RoleKind};

/// Someone to whom a role belongs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owner {
    pub actor: ActorId,
    /// The draft that names the owner.
    pub draft: usize,
}

const GOV: Code = Code::new("GOV");

impl Resolver<'_, '_> {
    /// Owners before the head ("Turkish", "Iran's", "his"), else after it ("of Syria", "for the Houthis").
    pub(super) fn owners(&mut self, i: usize) -> Vec<Owner> {
        let before = self.owners_before(i);
        if !before.is_empty() {
            return before;
        }
        self.owners_after(i)
    }

    fn owners_before(&mut self, i: usize) -> Vec<Owner> {
        let (first, end, head) = {
            let d = &self.drafts[i];
            (d.first, d.end, d.mention.head)
        };
        let sentence = self.drafts[i].mention.sentence;
        let inside: Vec<usize> = (first.0..end.0)
            .map(TokenId)
            .filter(|t| *t != head)
            .filter_map(|t| self.draft_at(t))
            .filter(|j| {
                let d = &self.drafts[*j];
                *j != i
                    && d.mention.sentence == sentence
                    && first <= d.first
                    && d.end <= end
                    && (d.name.is_some_and(|n| Some(n) != self.drafts[i].name) || self.is_owner(d, head))
                    || d.pronoun.is_some()
            })
            .collect();
        let owns = |j: &usize| !self.is_outlet_inside(&self.drafts[*j]);
        let inside: Vec<usize> = inside.into_iter().filter(owns).collect();
        self.actors_of(inside)
    }

    /// The "Libération" that a loose look-up finds in "Liberation Army".
    fn is_outlet_inside(&self, draft: &Draft) -> bool {
        let outlet = |n: &Naming| self.lexicon.names.entry(n.entry).kind == EntryKind::Outlet;
        draft.inner && !draft.namings.is_empty() && draft.namings.iter().all(outlet)
    }

    /// "the two countries' coast guards", "the ministry's spokesman".
    fn is_owner(&self, draft: &Draft, head: TokenId) -> bool {
        let word = draft.mention.head;
        draft.name.is_none()
            && self.syntax.deprel(word) == Deprel::NmodPoss
            && self.syntax.head(word) == Some(head)
    }

    fn owners_after(&mut self, i: usize) -> Vec<Owner> {
        let head = self.drafts[i].mention.head;
        let phrases: Vec<TokenId> = self
            .syntax
            .children_by(head, Deprel::Nmod)
            .filter(|c| {
                let case = self.syntax.case(*c);
                case.is_some_and(|c| self.lexicon.reference.is(&c, Use::BelongsBy))
            })
            .chain(self.phrase_after(i))
            .flat_map(|c| self.syntax.conjuncts(c))
            .collect();
        // "the embassy of Japan in Port-au-Prince" is Japan's
        let belongs = |t: &TokenId| !self.is_located(*t);
        let nearer: Vec<TokenId> = phrases.iter().copied().filter(belongs).collect();
        for tokens in [nearer, phrases.clone()] {
            let drafts: Vec<usize> = tokens.into_iter().filter_map(|t| self.draft_at(t)).collect();
            let owners = self.actors_of(drafts);
            if !owners.is_empty() {
                return owners;
            }
        }
        // "residents of the besieged Syrian town of Raqqa": whoever owns the town
        let inner = |t: &TokenId| {
            let kind = |c: &TokenId| {
                matches!(self.syntax.deprel(*c), Deprel::Amod | Deprel::Nmod | Deprel::NmodPoss)
            };
            self.syntax.children(*t).iter().copied().filter(kind).filter_map(|c| self.draft_at(c))
        };
        let towns = phrases.iter().filter(|t| self.draft_at(**t).is_none());
        let lands = towns.filter(|t| self.lexicon.reference.is(self.syntax.lemma(**t), Use::Land));
        let drafts: Vec<usize> = lands.flat_map(inner).collect();
        self.actors_of(drafts)
    }

    /// Whether a phrase, or the first of its row, tells where and not whose.
    pub(super) fn is_located(&self, mut word: TokenId) -> bool {
        while self.syntax.deprel(word) == Deprel::Conj {
            let Some(first) = self.syntax.head(word) else { break };
            word = first;
        }
        self.syntax.case(word).is_some_and(|c| self.lexicon.reference.is(&c, Use::PlaceBefore))
    }

    /// The "of Egypt" right after a name, on whatever word the parser hung it.
    fn phrase_after(&self, i: usize) -> Option<TokenId> {
        let next = self.drafts[i].end;
        let sentence = self.syntax.sentence(self.drafts[i].mention.sentence);
        let belongs = next < sentence.end
            && self.syntax.deprel(next) == Deprel::Case
            && self.lexicon.reference.is(self.syntax.form(next), Use::BelongsBy);
        if !belongs {
            return None; // `next` may lie behind the last word of the text
        }
        let noun = self.syntax.head(next).filter(|h| *h > next)?;
        (self.drafts[i].name.is_some() && self.syntax.deprel(noun) == Deprel::Nmod).then_some(noun)
    }

    fn actors_of(&mut self, drafts: Vec<usize>) -> Vec<Owner> {
        let mut owners: Vec<Owner> = Vec::new();
        for draft in drafts {
            if self.only_colours(&self.drafts[draft]) {
                continue;
            }
            for found in self.owner_referents(draft) {
                let known = self.cast.get(found).country.is_some();
                if known && !owners.iter().any(|o| o.actor == found) {
                    owners.push(Owner { actor: found, draft });
                }
            }
        }
        // "Britain's MI6 chief": the country says whose the service is
        let all = owners.clone();
        let told = |o: &Owner| (self.cast.get(o.actor).country, !self.cast.get(o.actor).sectors.is_empty());
        owners.retain(|o| told(o).1 || !all.iter().any(|other| told(other) == (told(o).0, true)));
        owners
    }

    /// A capital before a role means its country whether or not it acts: "Moscow police".
    fn owner_referents(&mut self, draft: usize) -> Vec<ActorId> {
        let found: Vec<ActorId> = self.referents(draft).iter().map(|r| r.actor).collect();
        if !found.is_empty() {
            return found;
        }
        let lexicon = self.lexicon;
        if let Some(code) = self.country_of_place(draft) {
            return vec![self.cast.role(Some(code), &[], None, lexicon)];
        }
        if self.lives_elsewhere(draft) {
            return Vec::new();
        }
        let code = self.country_of_namings(draft);
        code.map(|code| vec![self.cast.role(Some(code), &[], None, lexicon)]).unwrap_or_default()
    }

    /// The country of a name whoever it stands for; of Brussels and The Hague the state in which they lie, of Strasbourg that
    /// of the town.
    pub(super) fn country_of_namings(&self, draft: usize) -> Option<Code> {
        let draft = &self.drafts[draft];
        let codes: Vec<Code> = draft.namings.iter().map(|n| self.lexicon.names.entry(n.entry).code).collect();
        let (first, is_place) = (*codes.first()?, draft.namings.iter().any(|n| n.sense.is_place()));
        let mut states = codes.iter().copied().filter(|c| super::focus::is_state_code(*c));
        match states.next() {
            Some(state) if states.all(|c| c == state) && (is_place || codes.iter().all(|c| *c == first)) => {
                Some(state)
            }
            Some(_) => None,
            None if is_place => {
                let name = draft.name?.of(self.syntax.text);
                super::focus::country_of_place(name, self.gazetteer)
                    .filter(|(_, clear)| *clear)
                    .map(|(c, _)| c)
            }
            None => codes.iter().all(|c| *c == first).then_some(first),
        }
    }

    /// Country and sectors of a role that belongs to someone.
    pub(super) fn combine(&self, role: &Role, owner: &Owner) -> (Option<Code>, Vec<Code>) {
        let actor = self.cast.get(owner.actor);
        let own: Vec<Code> = actor.sectors.iter().filter(|s| s.as_str() != "PRE").copied().collect();
        let first = role.sectors.first().copied();
        if role.kin && self.is_someone(owner.draft) {
            let official = own.first() == Some(&GOV);
            let country = actor.country.filter(|_| official);
            return (country, if official { vec![Code::new("ELI")] } else { role.sectors.clone() });
        }
        let sectors = match actor.country.as_ref().map(Code::as_str) {
            Some("UNO" | "IGO" | "NGO" | "ISM" | "MNC") => {
                // UN troops are troops; whoever else works for such a body is of no sector
                let armed = |s: &Code| matches!(s.as_str(), "MIL" | "COP" | "SPY" | "JUD" | "REF");
                let kept = first.as_ref().is_some_and(armed) && !role.takes;
                if kept { role.sectors.clone() } else { own }
            }
            _ if own.is_empty() => role.sectors.clone(),
            // "his critics" are no officials
            _ if self.drafts[owner.draft].is_person() && !role.takes => role.sectors.clone(),
            // a Hamas official, a party spokesman, an army general
            _ if role.takes || role.sectors.is_empty() || role.weak || first == Some(GOV) => own,
            _ => role.sectors.clone(),
        };
        let mut sectors = sectors;
        sectors.extend(actor.sectors.iter().filter(|s| s.as_str() == "PRE"));
        (actor.country, sectors)
    }

    /// A person by name, or one by office ("the mayor").
    fn is_someone(&self, draft: usize) -> bool {
        let draft = &self.drafts[draft];
        let role = draft.roles.last().map(|r| self.lexicon.roles.get(*r));
        draft.is_person() || draft.name.is_none() && role.is_some_and(|r| r.kind == RoleKind::Person)
    }

    /// "Iran-backed", "Yemen-based", "pro-Russian" colour a phrase and do not own it.
    pub(super) fn only_colours(&self, draft: &Draft) -> bool {
        let syntax = self.syntax;
        let words = &self.lexicon.reference;
        let (first, end) = (draft.first, draft.end);
        let form = |t: TokenId| syntax.tokens.get(t.index()).map_or("", |token| token.span.of(syntax.text));
        let hyphen = |t: TokenId| matches!(form(t), "-" | "–" | "‑");
        let next = TokenId(end.0 + 1);
        let joined_after = hyphen(end)
            && form(next).starts_with(char::is_lowercase)
            && matches!(syntax.upos(next), Upos::Verb | Upos::Adj)
            && syntax.token(next).span.start == syntax.token(end).span.end
            && !words.is(form(next), Use::HyphenOwns);
        let joined_before = first.0 >= 2
            && hyphen(TokenId(first.0 - 1))
            && words.is(form(TokenId(first.0 - 2)), Use::HyphenStance);
        joined_after || joined_before
    }
}
