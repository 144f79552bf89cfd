//! Roles without a name: whose police, which minister, both sides.

use super::focus::{country_of_place, is_unknown_place};
use super::owners::Owner;
use super::{Resolver, referent};
use crate::document::{
    Actor, ActorId, Code, Deprel, Feat, MentionId, MentionKind, Referent, SentenceId, TokenId, Upos, Via,
};
use crate::lexicon::actors::reference::Use;
use crate::lexicon::actors::roles::{Role, RoleKind};
use crate::lexicon::actors::terms::TermId;
use smol_str::SmolStr;

const UNKNOWN: [&str; 2] = ["UAF", "UNK"];
/// Sectors of bodies that are no part of the state.
const PRIVATE: [&str; 8] = ["BUS", "EDU", "MED", "LAB", "AGR", "SOC", "CVL", "JRN"];

impl Resolver<'_, '_> {
    pub(super) fn resolve_role(&mut self, i: usize) -> Vec<Referent> {
        let lexicon = self.lexicon;
        let Some(id) = self.drafts[i].roles.last().copied() else { return Vec::new() };
        let role = lexicon.roles.get(id);
        if role.counterpart
            && let Some(found) = self.resolve_counterpart(i)
        {
            return found;
        }
        if role.place && self.is_where(i) {
            return Vec::new();
        }
        if let Some(found) = self.by_named_apposition(i) {
            return found;
        }
        let mut owners = self.owners(i);
        if self.is_of_many(i, role) {
            // "Western diplomats in Kyiv", "Gulf officials"
            owners.retain(|o| {
                let head = self.drafts[o.draft].mention.head;
                !self.is_located(head) && !self.lexicon.reference.is(self.syntax.form(head), Use::OfMany)
            });
        }
        // Germany's partners are no Germans
        let others = |o: &Owner| {
            let head = self.drafts[o.draft].mention.head;
            self.syntax.deprel(head) == Deprel::NmodPoss
                && self.drafts[i].mention.head == self.syntax.head(head).unwrap_or(head)
        };
        if role.describes && role.weak && role.kind == RoleKind::Group && owners.iter().any(others) {
            return Vec::new();
        }
        if role.describes && owners.is_empty() {
            return self.resolve_description(i, role);
        }
        if owners.is_empty() {
            return self.resolve_unowned(i, role);
        }
        self.resolve_owned(i, role, &owners)
    }

    fn resolve_owned(&mut self, i: usize, role: &Role, owners: &[Owner]) -> Vec<Referent> {
        let lexicon = self.lexicon;
        let several = owners.len() > 1;
        let mut found = Vec::new();
        for owner in owners {
            let (country, mut sectors) = self.combine(role, owner);
            if role.takes && self.cast.get(owner.actor).sectors.is_empty() {
                sectors = self.sectors_of_owned(i, role, country);
            }
            let former = self.former(i);
            if former {
                sectors.insert(0, Code::new("ELI"));
                sectors.dedup();
            }
            let actor = match (&role.office, country) {
                (Some(office), Some(code)) if !former && !self.drafts[i].plural => self
                    .holder(code, office, owner)
                    .unwrap_or_else(|| self.cast.role(country, &sectors, role.office.clone(), lexicon)),
                // "the presidents of Chad and Niger" are one each
                (Some(office), Some(code)) if !former && several && self.is_definite(i) => self
                    .holder(code, office, owner)
                    .unwrap_or_else(|| self.cast.role(country, &sectors, role.office.clone(), lexicon)),
                _ => self.cast.role(country, &sectors, None, lexicon),
            };
            let via = match (several, &role.office, role.kind) {
                (true, ..) => Via::List,
                (_, Some(_), _) => Via::Office,
                (_, _, RoleKind::Organisation) => Via::Institution,
                _ => Via::Role,
            };
            // "the Royal Jordanian armed forces": two words for one owner
            if !found.iter().any(|f: &Referent| f.actor == actor) {
                found.push(referent(actor, via, 0.85));
            }
        }
        found
    }

    fn former(&self, i: usize) -> bool {
        let d = &self.drafts[i];
        let mut words = (d.first.0..d.end.0).map(TokenId);
        words.any(|t| self.lexicon.reference.is(self.syntax.form(t), Use::Former))
    }

    /// Who held a well-known office of a country on the day of the report, if exactly one person did.
    fn holder(&mut self, country: Code, office: &str, owner: &Owner) -> Option<ActorId> {
        let bare =
            self.cast.get(owner.actor).sectors.iter().all(|s| s.as_str() == "PRE" || s.as_str() == "GOV");
        if !bare || !self.lexicon.roles.is_top(office) {
            return None;
        }
        self.holder_like(country, office, false)
    }

    /// The holder of an office, or of any office of its class.
    fn holder_like(&mut self, country: Code, office: &str, any_of_class: bool) -> Option<ActorId> {
        let lexicon = self.lexicon;
        let (table, day) = (&lexicon.terms, self.day?);
        let class = lexicon.roles.like(office);
        // presidents and prime ministers meet as peers, but neither holds the other's office
        let only = (!any_of_class && class == "head").then_some(office);
        let mut found: Vec<TermId> = Vec::new();
        for term in table.of_class(country, class, only).filter(|t| table.surely_covers(*t, day)) {
            // "the Georgian foreign minister" is not the one of a region that broke away
            if table.sectors(table.get(term)).contains(&Code::new("PRE")) {
                continue;
            }
            let name = table.person(table.get(term));
            if !found.iter().any(|f| same_name(table.person(table.get(*f)), name)) {
                found.push(term);
            }
        }
        let mut found = table.preferred(&found, Some(day));
        // of a resigned and a new minister in one month the one who began last
        found.sort_by_key(|t| table.get(*t).days.first);
        let term = match found[..] {
            [only] => only,
            [first, last] if table.get(first).days.open && !table.get(last).days.open => last,
            _ => return None,
        };
        let row = table.get(term);
        let name: SmolStr = table.person(row).into();
        let id = super::cast::some(table.wikidata(row));
        Some(self.cast.add(Actor {
            entity_id: id.clone().unwrap_or_else(|| super::cast::slug(&name)),
            name: Some(name),
            wikidata_id: id,
            country: Some(row.country),
            sectors: table.sectors(row).to_vec(),
            office: Some(table.office(row).clone()),
        }))
    }

    /// Sectors of a role by its own words: "rebel spokesman", "head of the police".
    pub(super) fn sectors_of(&mut self, i: usize, role: &Role) -> Vec<Code> {
        if !role.takes {
            return role.sectors.clone();
        }
        let (first, head) = (self.drafts[i].first, self.drafts[i].mention.head);
        let before: Vec<TokenId> = (first.0..head.0).map(TokenId).collect();
        let after: Vec<TokenId> = self.syntax.children_by(head, Deprel::Nmod).collect();
        for token in before.into_iter().rev().chain(after) {
            let Some(j) = self.draft_at(token).filter(|j| *j != i) else { continue };
            let roles = self.drafts[j].roles.iter().map(|r| self.lexicon.roles.get(*r));
            let sectors = roles.map(|r| &r.sectors).find(|s| !s.is_empty());
            if let Some(sectors) = sectors {
                return sectors.clone();
            }
        }
        role.sectors.clone()
    }

    /// As `sectors_of`; but the officials of the United Nations and of NGOs are of no sector.
    pub(super) fn sectors_of_owned(&mut self, i: usize, role: &Role, country: Option<Code>) -> Vec<Code> {
        let mut sectors = self.sectors_of(i, role);
        if matches!(country.as_ref().map(Code::as_str), Some("UNO" | "IGO" | "NGO" | "ISM" | "MNC")) {
            sectors.retain(|s| s.as_str() != "GOV");
        }
        sectors
    }

    /// A role that belongs to nobody in its own phrase.
    fn resolve_unowned(&mut self, i: usize, role: &Role) -> Vec<Referent> {
        let lexicon = self.lexicon;
        if let Some(private) = self.head_of_something(i, role) {
            let actor = self.cast.role(None, &private, None, lexicon);
            return if private.is_empty() { Vec::new() } else { vec![referent(actor, Via::Role, 0.5)] };
        }
        let former = self.former(i);
        let mut sectors = self.sectors_of(i, role);
        if former && !sectors.is_empty() && role.kind == RoleKind::Person {
            sectors = super::names::former_sectors(&sectors);
        }
        if let Some(code) = role.code {
            let actor = self.cast.role(Some(code), &sectors, None, lexicon);
            return vec![referent(actor, Via::Role, 0.7)];
        }
        let abroad = self.is_of_many(i, role);
        let back = !abroad || self.is_definite(i);
        if let Some(found) = back.then(|| self.by_earlier_role(i, role)).flatten() {
            return found;
        }
        if role.kind == RoleKind::Organisation && !self.drafts[i].plural && self.is_definite(i) {
            let found = self.latest_body(i, role);
            if !found.is_empty() {
                return found;
            }
        }
        // "the two foreign ministers" met in Geneva, but neither is Swiss
        let top = role.office.as_ref().is_some_and(|o| self.lexicon.roles.is_top(o));
        let counted = self.syntax.child_by(self.drafts[i].mention.head, Deprel::Nummod).is_some();
        let peers = top && self.drafts[i].plural && counted;
        let abroad = abroad || self.is_of_several_lands(i);
        let place = if abroad || peers { None } else { self.place_of(i, role.anyone) };
        // "the police director" is somebody by the word before
        if role.weak && place.is_none() && sectors == role.sectors && !former {
            return Vec::new();
        }
        let unnamed = self.drafts[i].plural && top && (peers || !self.is_definite(i));
        let unknown = unnamed
            || abroad
            || self.has_open_owner(i)
            || sectors.first().is_some_and(|s| UNKNOWN.contains(&s.as_str()));
        let country = place.or_else(|| if unknown { None } else { self.focus_for(i, role) });
        if country.is_none() && sectors.is_empty() {
            return Vec::new();
        }
        let sure = if place.is_some() {
            0.75
        } else if country.is_some() {
            0.55
        } else {
            0.4
        };
        let office = role.office.clone().filter(|_| country.is_some() && !former);
        let actor = self.cast.role(country, &sectors, office, lexicon);
        vec![referent(actor, if place.is_some() { Via::Role } else { Via::Implied }, sure)]
    }

    /// "African leaders", "foreign troops": of other countries than the one where they are.
    fn is_of_many(&self, i: usize, role: &Role) -> bool {
        let draft = &self.drafts[i];
        let own = role.word.split([' ', '-']).count() as u32;
        let mut words = (draft.first.0..draft.end.0.saturating_sub(own)).map(TokenId);
        // but the Arab League is a body
        let in_name = |t: TokenId| {
            let known = self.drafts.iter().filter(|d| !d.namings.is_empty() && d.first <= t && t < d.end);
            known.into_iter().any(|d| d.name.is_some_and(|n| n.start <= self.syntax.token(t).span.start))
        };
        // peacekeepers are of other countries by what they are
        self.lexicon.reference.is(&role.word, Use::OfMany)
            || words.any(|t| self.lexicon.reference.is(self.syntax.form(t), Use::OfMany) && !in_name(t))
    }

    /// "in a hospital", "near the barracks": no more than where something happens.
    fn is_where(&self, i: usize) -> bool {
        let case = self.syntax.case(self.drafts[i].mention.head);
        case.is_some_and(|c| self.lexicon.reference.is(&c, Use::PlaceBefore))
    }

    /// The sectors of a head of what is no state: "the president of the university", "the king of comedy".
    fn head_of_something(&self, i: usize, role: &Role) -> Option<Vec<Code>> {
        let (words, roles) = (&self.lexicon.reference, &self.lexicon.roles);
        let office = role.office.as_ref().filter(|o| roles.like(o) == "head")?;
        let head = self.drafts[i].mention.head;
        let mut phrases = self.syntax.children_by(head, Deprel::Nmod);
        let belongs = |c: &TokenId| self.syntax.case(*c).is_some_and(|case| words.is(&case, Use::BelongsBy));
        let owner = self.syntax.child_by(head, Deprel::NmodPoss).or_else(|| phrases.find(belongs))?;
        let common = self.syntax.upos(owner) == Upos::Noun && !words.is(self.syntax.lemma(owner), Use::Land);
        let draft = self.draft_at(owner).filter(|_| common);
        let known = draft.and_then(|j| self.drafts[j].roles.last()).map(|r| &roles.get(*r).sectors);
        match known {
            Some(sectors) if sectors.first().is_some_and(|s| PRIVATE.contains(&s.as_str())) => {
                Some(sectors.clone())
            }
            Some(_) => None,
            None => (common && draft.is_none() && !office.is_empty()).then(Vec::new),
        }
    }

    /// "envoys from nine countries", whichever these are.
    fn is_of_several_lands(&self, i: usize) -> bool {
        let words = &self.lexicon.reference;
        let phrases = self.syntax.children_by(self.drafts[i].mention.head, Deprel::Nmod);
        let mut owners =
            phrases.filter(|c| self.syntax.case(*c).is_some_and(|case| words.is(&case, Use::BelongsBy)));
        owners.any(|c| {
            let several = self.syntax.token(c).feats.is(Feat::Number, "Plur");
            several && words.is(self.syntax.lemma(c), Use::Land)
        })
    }

    /// An owner stands beside the role, but it is not known which of two: the role is not the report's country's.
    fn has_open_owner(&self, i: usize) -> bool {
        let draft = &self.drafts[i];
        let mut inside = (draft.first.0..draft.end.0).map(TokenId).filter_map(|t| self.draft_at(t));
        inside.any(|j| {
            let other = &self.drafts[j];
            let stranger = other.mention.kind == MentionKind::Place && other.namings.is_empty();
            j != i && (other.namings.len() > 1 || stranger)
        })
    }

    /// The country that the report is about, for those who are somebody's.
    pub(super) fn focus_for(&self, i: usize, role: &Role) -> Option<Code> {
        if role.describes || role.code.is_some() || role.anyone || role.kin {
            return None;
        }
        let code = self.focus.country?;
        let mut told = self.focus.evidence.iter().filter(|(_, c)| *c == code);
        // rebels and police deal with their own country, armies and governments mostly with others
        let abroad = matches!(role.sectors.first().map(Code::as_str), Some("MIL" | "GOV"));
        let own = !abroad || self.drafts[i].name.is_some();
        told.any(|(j, _)| own || !self.is_dealt_with(*j, i)).then_some(code)
    }

    /// "The navy seized a Chinese trawler": what the clause of a subject names behind its verb is somebody else's.
    fn is_dealt_with(&self, other: usize, subject: usize) -> bool {
        let (head, word) = (self.drafts[subject].mention.head, self.drafts[other].mention.head);
        let acts = matches!(self.syntax.deprel(head), Deprel::Nsubj);
        let Some(verb) = self.syntax.head(head).filter(|_| acts) else { return false };
        let near = self.syntax.token(word).sentence == self.syntax.token(head).sentence;
        if !near || !self.syntax.is_under(word, verb) || self.syntax.is_under(word, head) {
            return false;
        }
        let branch = std::iter::once(word).chain(self.syntax.ancestors(word));
        let branch = branch.into_iter().find(|t| self.syntax.head(*t) == Some(verb));
        branch.is_some_and(|t| {
            let located = self.syntax.case(t).is_some_and(|c| self.lexicon.reference.is(&c, Use::LocatedBy));
            let clause =
                matches!(self.syntax.deprel(t), Deprel::Obj | Deprel::Iobj | Deprel::Xcomp | Deprel::Advcl);
            clause && t > head || self.syntax.deprel(t) == Deprel::Obl && !located
        })
    }

    /// "police in Cairo", "In Cairo, police …": the country of the place where it happens.
    pub(super) fn place_of(&mut self, i: usize, anyone: bool) -> Option<Code> {
        let head = self.drafts[i].mention.head;
        let own: Vec<TokenId> = self.syntax.children_by(head, Deprel::Nmod).collect();
        if let Some(code) = self.located(&own) {
            return Some(code);
        }
        if let Some(code) = self.shared_owner(i) {
            return Some(code);
        }
        let mut verb = self.syntax.head(head)?;
        for _ in 0..2 {
            let around: Vec<TokenId> = self.syntax.children_by(verb, Deprel::Obl).collect();
            if let Some(code) = self.located(&around) {
                return Some(code);
            }
            match self.syntax.deprel(verb) {
                Deprel::Conj | Deprel::Xcomp | Deprel::Advcl => verb = self.syntax.head(verb)?,
                _ => break,
            }
        }
        if anyone { None } else { self.only_place(self.drafts[i].mention.sentence) }
    }

    /// "Burundi's government and the rebels": who fights or opposes a government is of its country.
    fn shared_owner(&mut self, i: usize) -> Option<Code> {
        let role = self.lexicon.roles.get(*self.drafts[i].roles.last()?);
        let against = |s: &Code| matches!(s.as_str(), "REB" | "OPP" | "PRM");
        if self.drafts[i].name.is_some() || !role.sectors.first().is_some_and(against) {
            return None;
        }
        let head = self.drafts[i].mention.head;
        let first = self.syntax.head(head).filter(|_| self.syntax.deprel(head) == Deprel::Conj)?;
        let other = self.draft_at(first).filter(|j| *j != i)?;
        let found = self.referents(other);
        // "President Doe and the rebels" as well
        let rules = |a: &Actor| a.sectors.first().is_some_and(|s| s.as_str() == "GOV");
        let known = self.drafts[other].name.is_none() || found.iter().all(|r| rules(self.cast.get(r.actor)));
        let codes: Vec<Code> = found.iter().filter_map(|r| self.cast.get(r.actor).country).collect();
        if !known {
            return None;
        }
        let [code] = codes[..] else { return None };
        super::focus::is_state_code(code).then_some(code)
    }

    /// The country of a city or division, if the name leaves no choice worth the name.
    pub(super) fn country_of_place(&self, j: usize) -> Option<Code> {
        let draft = &self.drafts[j];
        if !is_unknown_place(draft) {
            return None;
        }
        let name = draft.name?.of(self.syntax.text);
        if self.is_definite(j) && !self.is_region(name) {
            return None; // "the Delta" is no town
        }
        let (country, clear) = country_of_place(name, self.gazetteer)?;
        (clear || self.focus.weight(country) > 0.0).then_some(country)
    }

    /// The country of the first phrase that tells where something happens.
    fn located(&mut self, phrases: &[TokenId]) -> Option<Code> {
        let lexicon = self.lexicon;
        for token in phrases {
            let here = self.syntax.case(*token).is_some_and(|c| lexicon.reference.is(&c, Use::LocatedBy));
            // "near the Thai border": on either side of it
            let edge = lexicon.reference.is(self.syntax.lemma(*token), Use::Edge);
            if !here || edge {
                continue;
            }
            // "on the Iranian town": the people before the noun
            let before = || self.syntax.children_by(*token, Deprel::Amod).find_map(|c| self.draft_at(c));
            // "around the shrine city of Najaf"
            let named = || {
                let land = lexicon.reference.is(self.syntax.lemma(*token), Use::Land);
                let mut names = self.syntax.children_by(*token, Deprel::Nmod).filter(|_| land);
                names.find_map(|c| self.draft_at(c).filter(|j| is_unknown_place(&self.drafts[*j])))
            };
            let Some(j) = self.draft_at(*token).or_else(before).or_else(named) else { continue };
            if let Some(code) = self.country_of_place(j) {
                return Some(code);
            }
            let country = self.country_of_namings(j).filter(|c| super::focus::is_state_code(*c));
            if country.is_some() {
                return country;
            }
        }
        None
    }

    /// The one country in which anything of this sentence is said to happen. Where those sit who only tell of it
    /// ("officials in Nairobi said") does not count.
    fn only_place(&mut self, sentence: SentenceId) -> Option<Code> {
        let words: Vec<TokenId> = self.syntax.sentence(sentence).token_ids().collect();
        let of_teller = |t: &TokenId| {
            let holder = self.syntax.head(*t).filter(|_| self.syntax.deprel(*t) == Deprel::Nmod);
            let verb =
                holder.and_then(|h| self.syntax.head(h).filter(|_| self.syntax.deprel(h) == Deprel::Nsubj));
            verb.is_some_and(|v| self.lexicon.reference.is(self.syntax.lemma(v), Use::Speech))
        };
        let words: Vec<TokenId> = words.into_iter().filter(|t| !of_teller(t)).collect();
        let found: Vec<Code> = words.iter().filter_map(|t| self.located(&[*t])).collect();
        let first = found.first().copied()?;
        found.iter().all(|code| *code == first).then_some(first)
    }

    /// "newspaper", "broadcaster": what has a name of its own beside it.
    fn is_outlet_role(&self, i: usize) -> bool {
        let role = self.drafts[i].roles.last().map(|r| self.lexicon.roles.get(*r));
        role.is_some_and(|r| r.kind == RoleKind::Organisation && r.sectors.first() == Some(&Code::new("JRN")))
    }

    /// "Ada Moreno, the mayor", "the army's newspaper, Red Star": the description is the one that it stands beside.
    fn by_named_apposition(&mut self, i: usize) -> Option<Vec<Referent>> {
        for j in self.beside(i) {
            let draft = &self.drafts[j];
            let person = draft.is_person() && !draft.people.is_empty();
            let outlet = draft.mention.kind == MentionKind::Organisation
                && draft.name.is_some()
                && self.is_outlet_role(i);
            if !person && !outlet {
                continue;
            }
            let found = self.referents(j);
            if !found.is_empty() {
                let antecedent = Some(MentionId::at(j));
                return Some(
                    found.iter().map(|r| Referent { via: Via::Coreference, antecedent, ..*r }).collect(),
                );
            }
        }
        None
    }

    /// "his Russian counterpart": the same office in the other country.
    pub(super) fn resolve_counterpart(&mut self, i: usize) -> Option<Vec<Referent>> {
        let owners = self.owners(i);
        let is_pronoun =
            |o: &Owner| self.drafts[o.draft].pronoun.is_some() || self.drafts[o.draft].is_person();
        let holder = owners.iter().find(|o| is_pronoun(o)).copied();
        let other = owners.iter().find(|o| !is_pronoun(o)).copied();
        let others: Vec<Owner> = owners.iter().filter(|o| !is_pronoun(o)).copied().collect();
        if others.len() > 1 {
            let office = holder.and_then(|o| self.cast.get(o.actor).office.clone());
            let office = office.or_else(|| self.last_office(self.drafts[i].mention.sentence, i));
            let found = others.iter().filter_map(|o| self.cast.get(o.actor).country);
            let countries: Vec<Code> = found.collect();
            return Some(
                countries.into_iter().map(|c| self.counterpart_in(c, office.as_ref(), holder)).collect(),
            );
        }
        let country = other.and_then(|o| self.cast.get(o.actor).country)?;
        let office = holder.and_then(|o| self.cast.get(o.actor).office.clone());
        let office = office.or_else(|| self.last_office(self.drafts[i].mention.sentence, i));
        Some(vec![self.counterpart_in(country, office.as_ref(), holder)])
    }

    /// Whoever holds an office of the same class in a country.
    fn counterpart_in(&mut self, country: Code, office: Option<&SmolStr>, holder: Option<Owner>) -> Referent {
        let lexicon = self.lexicon;
        let actor = match office {
            Some(office) => self.holder_like(country, office, true).unwrap_or_else(|| {
                let like: SmolStr = lexicon.roles.like(office).into();
                let office = if like == "head" { office.clone() } else { like };
                let sectors = self.sectors_of_office(&office);
                self.cast.role(Some(country), &sectors, Some(office), lexicon)
            }),
            // "Egyptian lawmakers and their Tunisian colleagues"
            None => {
                let of_holder = holder.map(|o| self.cast.get(o.actor).sectors.clone());
                let sectors = of_holder.filter(|s| !s.is_empty());
                let sectors = sectors.unwrap_or_else(|| vec![Code::new("GOV")]);
                self.cast.role(Some(country), &sectors, None, lexicon)
            }
        };
        let antecedent = holder.map(|o| MentionId::at(o.draft));
        Referent { actor, via: Via::Counterpart, antecedent, confidence: 0.8 }
    }

    fn sectors_of_office(&self, office: &str) -> Vec<Code> {
        use crate::lexicon::actors::key::{Case, Key};
        let role = self.lexicon.roles.find(Key::of(office, Case::Loose));
        role.map_or_else(|| vec![Code::new("GOV")], |(id, _)| self.lexicon.roles.get(id).sectors.clone())
    }

    /// The office of whoever was named last before a draft in its sentence.
    fn last_office(&mut self, sentence: SentenceId, before: usize) -> Option<SmolStr> {
        let earlier: Vec<usize> =
            (0..before).rev().take_while(|j| self.drafts[*j].mention.sentence == sentence).collect();
        earlier.into_iter().find_map(|j| {
            let found = self.referents(j);
            found.first().and_then(|r| self.cast.get(r.actor).office.clone())
        })
    }
}

/// "Emmanuel Macron" and "Macron", or two spellings of one name.
fn same_name(a: &str, b: &str) -> bool {
    use crate::lexicon::actors::key::{Case, Key};
    let last = |n: &str| Key::of(n.rsplit(' ').next().unwrap_or(n), Case::Loose);
    Key::of(a, Case::Loose) == Key::of(b, Case::Loose) || last(a) == last(b)
}
