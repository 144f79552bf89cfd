//! Names: countries, bodies, persons in and out of office, strangers with a title.

use super::{GOVERNMENT, Resolver, metonymy, referent};
use crate::annotate::actors::owners::Owner;
use crate::document::{Actor, Code, Deprel, MentionId, MentionKind, Referent, Via};
use crate::lexicon::PlaceKind;
use crate::lexicon::actors::key::{Case, Key};
use crate::lexicon::actors::names::{Entry, EntryKind, Naming, Sense};
use crate::lexicon::actors::reference::Use;
use crate::lexicon::actors::roles::{Role, RoleKind};
use crate::lexicon::actors::terms::TermId;
use smol_str::SmolStr;

const GOV: Code = Code::new("GOV");
const ELI: Code = Code::new("ELI");
const CVL: Code = Code::new("CVL");

impl Resolver<'_, '_> {
    pub(super) fn resolve_name(&mut self, i: usize) -> Vec<Referent> {
        if let Some(found) = self.by_acronym(i) {
            return found;
        }
        if !self.drafts[i].people.is_empty() {
            let people = self.drafts[i].people.clone();
            return self.resolve_person(i, &people, 0.9);
        }
        if !self.drafts[i].namings.is_empty() {
            if let Some(people) = self.titled_person(i) {
                self.drafts[i].mention.kind = MentionKind::Person;
                return self.resolve_person_of(i, &people);
            }
            return self.resolve_entry(i);
        }
        self.resolve_stranger(i)
    }

    /// Letters that the report has explained.
    fn by_acronym(&mut self, i: usize) -> Option<Vec<Referent>> {
        let letters = self.drafts[i].name?.of(self.syntax.text);
        let long = *self.acronyms.get(letters)?;
        if long == i {
            return None;
        }
        let found = self.referents(long);
        if found.is_empty() {
            return None;
        }
        self.drafts[i].mention.kind = self.drafts[long].mention.kind;
        let antecedent = Some(MentionId::at(long));
        Some(found.iter().map(|r| Referent { via: Via::Acronym, antecedent, ..*r }).collect())
    }

    /// A country, seat or organisation.
    fn resolve_entry(&mut self, i: usize) -> Vec<Referent> {
        let Some(naming) = self.choose_naming(i) else {
            if self.drafts[i].namings.iter().all(|n| n.sense == Sense::SeatOrPlace) {
                self.drafts[i].mention.kind = MentionKind::Place; // Bonn is a town again
            }
            return Vec::new();
        };
        let lexicon = self.lexicon;
        let entry = lexicon.names.entry(naming.entry);
        match naming.sense {
            Sense::Capital if self.is_family_name(i) => self.by_earlier_name(i).unwrap_or_default(),
            Sense::Capital | Sense::SeatOrPlace if !metonymy::acts(self.syntax, &self.drafts[i], lexicon) => {
                self.drafts[i].mention.kind = MentionKind::Place;
                Vec::new()
            }
            Sense::Capital | Sense::Seat | Sense::SeatOrPlace => {
                self.drafts[i].mention.kind = GOVERNMENT;
                let mut sectors = entry.sectors.clone();
                if naming.sense == Sense::Capital {
                    // Sukhumi is the seat of an entity that few recognise
                    sectors.insert(0, GOV);
                }
                let actor = self.cast.role(Some(entry.code), &sectors, None, lexicon);
                vec![referent(actor, Via::Metonym, 0.85)]
            }
            Sense::Adjective if self.colours_culture(i) => Vec::new(),
            Sense::Adjective | Sense::People if self.lives_elsewhere(i) => {
                let country = self.place_of(i, false).or(self.focus.country).filter(|c| *c != entry.code);
                let actor = self.cast.role(country, &[CVL], None, lexicon);
                if country.is_none() { Vec::new() } else { vec![referent(actor, Via::Implied, 0.6)] }
            }
            Sense::Adjective | Sense::People => {
                let sectors = self.people_sectors(i, naming, entry);
                let actor = self.cast.entry(entry, &sectors, lexicon);
                vec![referent(actor, Via::Demonym, 0.9)]
            }
            Sense::Name | Sense::Acronym => {
                let actor = self.named_body(i, entry);
                let via = if naming.sense == Sense::Acronym { Via::Acronym } else { Via::Name };
                vec![referent(actor, via, 0.9)]
            }
        }
    }

    /// A word that is the family name of a person of this report is no capital here.
    fn is_family_name(&self, i: usize) -> bool {
        let Some(name) = self.drafts[i].name.map(|n| n.of(self.syntax.text)) else { return false };
        let persons = self.drafts.iter().filter(|d| d.is_person() && d.namings.is_empty());
        persons.filter_map(|d| d.name).any(|full| {
            let full = full.of(self.syntax.text);
            full.len() > name.len() && full.rsplit(' ').next() == Some(name)
        })
    }

    /// "ethnic Albanians" are citizens of another state.
    pub(super) fn lives_elsewhere(&self, i: usize) -> bool {
        let first = self.drafts[i].name.and_then(|n| self.syntax.token_at(n.start));
        let before = first.filter(|t| t.0 > 0).map(|t| crate::document::TokenId(t.0 - 1));
        before.is_some_and(|t| self.lexicon.reference.is(self.syntax.form(t), Use::Ethnic))
    }

    /// "the Russian language", "Turkish cuisine" are nobody's doing.
    fn colours_culture(&self, i: usize) -> bool {
        let word = self.drafts[i].mention.head;
        let modifies = matches!(self.syntax.deprel(word), Deprel::Amod | Deprel::Compound);
        let noun = self.syntax.head(word).filter(|_| modifies);
        noun.is_some_and(|n| self.lexicon.reference.is(self.syntax.lemma(n), Use::Culture))
    }

    /// "three Turks" are civilians; "the Turks" may be the state.
    fn people_sectors(&self, i: usize, naming: Naming, entry: &Entry) -> Vec<Code> {
        let draft = &self.drafts[i];
        let noun = self.syntax.upos(draft.mention.head) != crate::document::Upos::Adj;
        let definite = self
            .syntax
            .children_by(draft.mention.head, Deprel::Det)
            .any(|d| self.lexicon.reference.is(self.syntax.form(d), Use::Definite));
        let modifies = matches!(
            self.syntax.deprel(draft.mention.head),
            Deprel::Amod | Deprel::Compound | Deprel::NmodPoss | Deprel::NmodDesc
        );
        if naming.sense == Sense::People && noun && !definite && !modifies && entry.code.as_str() != "EUR" {
            return vec![CVL];
        }
        entry.sectors.clone()
    }

    /// "the German foreign office": an institution of another country than the one of that name in the tables.
    fn named_body(&mut self, i: usize, entry: &Entry) -> crate::document::ActorId {
        let lexicon = self.lexicon;
        if entry.kind == EntryKind::Institution || entry.kind == EntryKind::Party && self.is_called_party(i) {
            let country = self.owners(i).into_iter().find_map(|o| self.cast.get(o.actor).country);
            if let Some(country) = country.filter(|c| *c != entry.code && super::focus::is_state_code(*c)) {
                return self.cast.role(Some(country), &entry.sectors, None, lexicon);
            }
        }
        self.cast.entry(entry, &entry.sectors, lexicon)
    }

    /// "the Workers' Party of Belgium" has a name that parties of many countries bear.
    fn is_called_party(&self, i: usize) -> bool {
        let name = self.drafts[i].name.map_or("", |n| n.of(self.syntax.text));
        let last = name.rsplit(' ').next().unwrap_or("");
        let role = self.lexicon.roles.find(Key::of(last, Case::Loose));
        role.is_some_and(|(id, _)| {
            self.lexicon.roles.get(id).sectors.first().is_some_and(|s| s.as_str() == "PTY")
        })
    }

    /// A person of whom terms of office are known.
    pub(super) fn resolve_person(&mut self, i: usize, people: &[TermId], sure: f32) -> Vec<Referent> {
        let lexicon = self.lexicon;
        let country = self.stated_country(i);
        let mut terms = lexicon.terms.preferred(people, self.day);
        let of = |terms: &[TermId], code: Code| -> Vec<TermId> {
            terms.iter().filter(|t| lexicon.terms.get(**t).country == code).copied().collect()
        };
        if let Some(code) = country {
            let fitting = of(&terms, code);
            if !fitting.is_empty() {
                terms = fitting;
            } else if sure < 0.8 && super::focus::is_state_code(code) {
                return self.resolve_stranger(i); // "Saudi King Abdullah" is not Jordan's
            }
        }
        let office = self.stated_office(i);
        let (held, sure) = match self.held(&terms, office.as_deref()) {
            Some(held) => (held, sure),
            None => return self.resolve_stranger(i),
        };
        let code = lexicon.terms.get(held.term).country;
        // Who is at the United Nations today was somebody else's before.
        let moved = !super::focus::is_state_code(code) && code != Code::new("IMG");
        if moved && !matches!(held.when, When::Now | When::Unknown) {
            return self.resolve_stranger(i);
        }
        let rivals = terms.iter().any(|t| {
            lexicon.terms.get(*t).country != code && self.day.is_none_or(|d| lexicon.terms.covers(*t, d))
        });
        if rivals && country.is_none() && self.focus.weight(code) == 0.0 && !self.is_same_person(&terms) {
            return self.resolve_stranger(i);
        }
        let actor = self.office_holder(i, &held, office);
        let via = Via::Name;
        let sure = if self.day.is_none() { sure - 0.15 } else { sure };
        vec![referent(actor, via, sure)]
    }

    /// The country that the words around a name tell: "the Peruvian minister Ada Moreno", "Ada Moreno, Peru's minister".
    fn stated_country(&mut self, i: usize) -> Option<Code> {
        let own = self.owners(i);
        if let Some(code) = own.iter().find_map(|o| self.cast.get(o.actor).country) {
            return Some(code);
        }
        for j in self.beside(i) {
            if self.drafts[j].name.is_none() {
                let owners = self.owners(j);
                if let Some(code) = owners.iter().find_map(|o| self.cast.get(o.actor).country) {
                    return Some(code);
                }
            }
        }
        None
    }

    /// Drafts in apposition to this one.
    pub(super) fn beside(&self, i: usize) -> Vec<usize> {
        let head = self.drafts[i].mention.head;
        let below = self.syntax.children_by(head, Deprel::Appos);
        let above = self.syntax.head(head).filter(|_| self.syntax.deprel(head) == Deprel::Appos);
        let mut found: Vec<usize> =
            below.chain(above).filter_map(|t| self.draft_at(t)).filter(|j| *j != i).collect();
        found.extend(self.across_comma(i).filter(|j| !found.contains(j)));
        found
    }

    /// "Ada Moreno, a former judge,": a role between commas right after a name, or a name right after a role.
    fn across_comma(&self, i: usize) -> Option<usize> {
        let draft = &self.drafts[i];
        let comma =
            |t: crate::document::TokenId| t.index() < self.syntax.tokens.len() && self.syntax.form(t) == ",";
        let named = draft.name.is_some();
        let fits = |j: usize| {
            let other = &self.drafts[j];
            let one_names = named != other.name.is_some() && !other.inner && other.pronoun.is_none();
            let (name, role) = if named { (draft, other) } else { (other, draft) };
            one_names && name.is_person() && !role.plural && !role.roles.is_empty()
        };
        let close = |t: crate::document::TokenId| {
            let end = self.syntax.sentence(draft.mention.sentence).end;
            t >= end || matches!(self.syntax.form(t), "," | "." | ")" | "-" | "–" | "—")
        };
        let after = crate::document::TokenId(draft.end.0 + 1);
        if named && comma(draft.end) {
            // a list goes on with another name; a description ends with a comma or the sentence
            let role = (i + 1..self.drafts.len()).find(|j| self.drafts[*j].first == after && fits(*j))?;
            let last = self.syntax.subtree(self.drafts[role].mention.head).last().copied()?;
            return close(crate::document::TokenId(last.0 + 1)).then_some(role);
        }
        let before = draft.first.0.checked_sub(1).map(crate::document::TokenId)?;
        if !named && comma(before) {
            return (0..i).rev().find(|j| self.drafts[*j].end == before && fits(*j));
        }
        None
    }

    /// One identifier for all: a commissioner who had been a minister at home.
    fn is_same_person(&self, terms: &[TermId]) -> bool {
        let ids = terms.iter().map(|t| self.lexicon.terms.wikidata(self.lexicon.terms.get(*t)));
        let mut known = ids.filter(|id| !id.is_empty());
        let first = known.next();
        // rows of editors bear no identifier, and one name among the well known is one person
        known.all(|id| Some(id) == first)
            && terms.iter().any(|t| self.lexicon.terms.is_editors(self.lexicon.terms.get(*t)))
    }

    /// The office that the words before the name tell: "foreign minister".
    pub(super) fn stated_office(&self, i: usize) -> Option<SmolStr> {
        self.drafts[i].roles.iter().find_map(|r| self.lexicon.roles.get(*r).office.clone())
    }

    /// The office held on the day of the report, or the best known one if there is no day.
    fn held(&self, terms: &[TermId], stated: Option<&str>) -> Option<Held> {
        let table = &self.lexicon.terms;
        let like = |t: &TermId| {
            stated.is_some_and(|s| {
                let office = table.office(table.get(*t));
                office == s || self.lexicon.roles.like(office) == self.lexicon.roles.like(s)
            })
        };
        let exact = |t: &TermId| stated.is_some_and(|s| table.office(table.get(*t)) == s);
        let sure = |t: &TermId| self.day.is_some_and(|d| d <= table.get(*t).days.last);
        let rank = |t: &TermId| {
            let term = table.get(*t);
            // a prime minister who holds the foreign ministry as well is the prime minister
            let head = self.lexicon.roles.like(table.office(term)) == "head";
            (like(t), exact(t), term.top, sure(t), head, table.is_editors(term), term.days.first)
        };
        let Some(day) = self.day else {
            let best = terms.iter().max_by_key(|t| rank(t))?;
            return Some(Held { term: *best, when: When::Unknown });
        };
        if let Some(best) = terms.iter().filter(|t| table.covers(**t, day)).max_by_key(|t| rank(t)) {
            return Some(Held { term: *best, when: When::Now });
        }
        let past = terms.iter().filter(|t| table.get(**t).days.last < day).max_by_key(|t| rank(t));
        let future = terms.iter().filter(|t| table.get(**t).days.first > day).max_by_key(|t| rank(t));
        match (past, future) {
            (Some(past), None) => Some(Held { term: *past, when: When::Before }),
            // who was president and will be again is a former president meanwhile; a minister may be anything
            (Some(past), Some(_)) => {
                let head = self.lexicon.roles.like(table.office(table.get(*past))) == "head";
                Some(Held { term: *past, when: if head { When::Before } else { When::Between } })
            }
            (None, Some(future)) => Some(Held { term: *future, when: When::Later }),
            (None, None) => None,
        }
    }

    fn office_holder(&mut self, i: usize, held: &Held, stated: Option<SmolStr>) -> crate::document::ActorId {
        let lexicon = self.lexicon;
        let table = &lexicon.terms;
        let term = table.get(held.term);
        let former = self.is_former(i);
        let stated_sectors = self.stated_sectors(i);
        let (sectors, office) = match held.when {
            _ if former => (former_sectors(table.sectors(term)), None),
            When::Now | When::Unknown => {
                // a dictionary may not tell the office
                let office = Some(table.office(term).clone()).filter(|office| !office.is_empty());
                (table.sectors(term).to_vec(), office.or(stated))
            }
            _ if !stated_sectors.is_empty() => (stated_sectors, stated),
            When::Before => (former_sectors(table.sectors(term)), None),
            When::Between | When::Later => (Vec::new(), None),
        };
        let name = table.person(term);
        let id = self.wikidata(held.term);
        self.cast.add(Actor {
            entity_id: id.clone().unwrap_or_else(|| super::cast::slug(name)),
            name: Some(name.into()),
            wikidata_id: id,
            country: Some(term.country),
            sectors,
            office,
        })
    }

    /// The identifier of a term's row, or of another row of the same name and country.
    fn wikidata(&self, term: TermId) -> Option<SmolStr> {
        let table = &self.lexicon.terms;
        let term = table.get(term);
        let name = table.person(term);
        let same = table.of_name(Key::of(name, Case::Loose)).iter().map(|t| table.get(*t));
        let same_country = same.clone().filter(|t| t.country == term.country).map(|t| table.wikidata(t));
        let own = std::iter::once(table.wikidata(term));
        own.chain(same_country).find(|id| !id.is_empty()).map(SmolStr::from)
    }

    fn is_former(&self, i: usize) -> bool {
        let draft = &self.drafts[i];
        let words = (draft.first.0..draft.mention.head.0.max(draft.end.0)).map(crate::document::TokenId);
        words.into_iter().any(|t| self.lexicon.reference.is(self.syntax.form(t), Use::Former))
    }

    /// Sectors that the words before the name tell.
    fn stated_sectors(&self, i: usize) -> Vec<Code> {
        let draft = &self.drafts[i];
        let roles = draft.roles.iter().chain(&draft.titles).map(|r| self.lexicon.roles.get(*r));
        roles.map(|r| &r.sectors).find(|s| !s.is_empty()).cloned().unwrap_or_default()
    }

    /// A name that no table knows: who he is follows from his title, his earlier mention, or an apposition.
    pub(super) fn resolve_stranger(&mut self, i: usize) -> Vec<Referent> {
        if let Some(found) = self.by_earlier_name(i) {
            return found;
        }
        let Some(name) = self.drafts[i].name else { return Vec::new() };
        let name = name.of(self.syntax.text);
        if self.is_described_as_person(i) {
            self.drafts[i].mention.kind = MentionKind::Person;
        } else if self.is_described_as_body(i) {
            self.drafts[i].mention.kind = MentionKind::Organisation;
        }
        if self.drafts[i].people.is_empty() && self.may_be_person(i) {
            let people = self.known_by(i, name);
            if !people.is_empty() {
                self.drafts[i].mention.kind = MentionKind::Person;
                return self.resolve_person_of(i, &people);
            }
        }
        if self.is_town(i, name) {
            self.drafts[i].mention.kind = MentionKind::Place;
            return Vec::new();
        }
        let owners = self.owners(i);
        let has_role = !self.drafts[i].roles.is_empty();
        let (country, sectors, office) = if has_role {
            self.role_of_stranger(i, &owners)
        } else {
            let told = self.by_apposition(i);
            let hint = || owners.iter().find_map(|o| self.cast.get(o.actor).country);
            let titled = self.stated_sectors(i);
            let place = hint().or_else(|| {
                if titled.is_empty() { None } else { self.place_of(i, false).or(self.focus.country) }
            });
            told.unwrap_or((place, titled, None))
        };
        let titled = has_role || !self.drafts[i].titles.is_empty();
        let kind = self.drafts[i].mention.kind;
        if kind == MentionKind::Other && !titled
            || country.is_none()
                && sectors.is_empty()
                && !matches!(kind, MentionKind::Person | MentionKind::Organisation)
        {
            return Vec::new();
        }
        if self.drafts[i].mention.kind == MentionKind::Place {
            return Vec::new();
        }
        let actor = self.cast.stranger(name, country, &sectors, office);
        vec![referent(actor, Via::Name, 0.7)]
    }

    /// What the language model holds for a person, or what does or suffers something; "in May" is neither.
    fn may_be_person(&self, i: usize) -> bool {
        let draft = &self.drafts[i];
        let party = matches!(
            self.syntax.deprel(draft.mention.head),
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Iobj | Deprel::NmodPoss | Deprel::Conj
        );
        // "Foreign Ministry spokeswoman Ada Moreno" is no ministry
        let spokesman = || {
            let roles = draft.roles.iter().map(|r| self.lexicon.roles.get(*r));
            roles.clone().any(|r| r.kind == RoleKind::Person && r.takes)
        };
        draft.is_person()
            || draft.mention.kind == MentionKind::Other && party
            || draft.mention.kind == MentionKind::Organisation && spokesman()
    }

    /// A bare word that is the name of a large town and of nobody in this report.
    fn is_town(&self, i: usize, name: &str) -> bool {
        let draft = &self.drafts[i];
        let bare = draft.roles.is_empty() && draft.titles.is_empty() && !name.contains(' ');
        if !bare || !draft.people.is_empty() || self.is_described_as_person(i) {
            return false;
        }
        let found = self.gazetteer.look_up(&crate::lexicon::fold_name(name));
        found.iter().any(|e| e.meant || e.population > 200_000)
    }

    /// "the minister, Mart Kask,": whatever the language model took the name for, it is a person's.
    fn is_described_as_person(&self, i: usize) -> bool {
        let beside =
            self.beside(i).into_iter().filter(|j| self.drafts[*j].name.is_none() && !self.drafts[*j].plural);
        beside.flat_map(|j| &self.drafts[j].roles).any(|r| {
            let role = self.lexicon.roles.get(*r);
            role.kind == RoleKind::Person && !role.weak
        })
    }

    /// "The Northern Front, an alliance of rebels": no place, whatever the language model took it for.
    fn is_described_as_body(&self, i: usize) -> bool {
        let unsure = matches!(self.drafts[i].mention.kind, MentionKind::Place | MentionKind::Other);
        let below = self.syntax.children_by(self.drafts[i].mention.head, Deprel::Appos);
        let beside = below.filter_map(|t| self.draft_at(t)).filter(|j| self.drafts[*j].name.is_none());
        let mut roles = beside.flat_map(|j| &self.drafts[j].roles).map(|r| self.lexicon.roles.get(*r));
        unsure && roles.any(|role| role.kind == RoleKind::Organisation && !role.place)
    }

    fn resolve_person_of(&mut self, i: usize, people: &[TermId]) -> Vec<Referent> {
        match self.held(people, self.stated_office(i).as_deref()) {
            Some(held) => {
                let office = self.stated_office(i);
                if self.has_namesake(&held, people, office.as_deref()) {
                    return self.one_of_namesakes(&held, office);
                }
                let actor = self.office_holder(i, &held, office);
                vec![referent(actor, Via::Name, 0.7)]
            }
            None => Vec::new(),
        }
    }

    /// Whether another person of that family name is as well known, and fits the stated office as well.
    fn has_namesake(&self, held: &Held, people: &[TermId], stated: Option<&str>) -> bool {
        let (table, roles) = (&self.lexicon.terms, &self.lexicon.roles);
        let chosen = table.get(held.term);
        let fits =
            |t: &TermId| stated.is_none_or(|s| roles.like(table.office(table.get(*t))) == roles.like(s));
        let is_other = |t: &&TermId| {
            let term = table.get(**t);
            let known = (table.wikidata(term), table.wikidata(chosen));
            let same_id = !known.0.is_empty() && known.0 == known.1;
            term.top >= chosen.top && !same_id && !same_person(table.person(term), table.person(chosen))
        };
        (stated.is_none() || fits(&held.term))
            && people.iter().filter(is_other).any(|t| fits(t) && self.day.is_none_or(|d| table.covers(*t, d)))
    }

    /// "Wang", where two ministers are called so: somebody of that government.
    fn one_of_namesakes(&mut self, held: &Held, office: Option<SmolStr>) -> Vec<Referent> {
        let lexicon = self.lexicon;
        let term = lexicon.terms.get(held.term);
        let sectors: Vec<Code> = lexicon.terms.sectors(term).iter().take(1).copied().collect();
        let actor = self.cast.role(Some(term.country), &sectors, office, lexicon);
        vec![referent(actor, Via::Name, 0.5)]
    }

    fn role_of_stranger(&mut self, i: usize, owners: &[Owner]) -> (Option<Code>, Vec<Code>, Option<SmolStr>) {
        let roles: Vec<&Role> = self.drafts[i].roles.iter().map(|r| self.lexicon.roles.get(*r)).collect();
        let told = |r: &&Role| !r.sectors.is_empty() && !r.takes;
        // "Teachers' Union" is a union; a person is by whatever stands first
        let body = roles.iter().copied().filter(|r| r.kind == RoleKind::Organisation && !r.weak).rfind(told);
        let body = body.filter(|_| !self.drafts[i].is_person());
        // "Federation of Kenya Employers"
        let members = roles.iter().copied().filter(|r| !r.weak && !self.drafts[i].is_person()).find(told);
        let role = body.or(members).or(roles.iter().copied().find(told)).or(roles.first().copied());
        let Some(role) = role else { return (None, Vec::new(), None) };
        // "her Ghanaian counterpart Ama Boateng"
        if self.drafts[i].is_person()
            && roles.iter().any(|r| r.counterpart)
            && let Some([only]) = self.resolve_counterpart(i).as_deref()
        {
            let peer = self.cast.get(only.actor);
            return (peer.country, peer.sectors.clone(), peer.office.clone());
        }
        let office = roles.iter().find_map(|r| r.office.clone()).filter(|_| self.drafts[i].is_person());
        let former = self.is_former(i);
        if let Some(state) = self.state_of_national(i, role, owners.first()) {
            return (Some(state), vec![GOV], None);
        }
        let (country, mut sectors) = match owners.first() {
            Some(owner) if role.takes && self.cast.get(owner.actor).sectors.is_empty() => {
                let country = self.cast.get(owner.actor).country;
                (country, self.sectors_of_owned(i, role, country))
            }
            Some(owner) => self.combine(role, owner),
            // "director Ada Moreno" is of no sector by that word alone
            None if role.weak
                && role.kind == RoleKind::Person
                && self.sectors_of(i, role) == role.sectors =>
            {
                (None, Vec::new())
            }
            None => {
                let country = role.code.or_else(|| self.place_in_name(i)).or_else(|| self.place_of(i, false));
                (country.or_else(|| self.focus_for_name(i, role)), self.sectors_of(i, role))
            }
        };
        if former {
            sectors = former_sectors(&sectors);
        }
        (country, sectors, office.filter(|_| !former))
    }

    /// The state of "Bank of Ghana": a national role, "of", and a state's name.
    fn state_of_national(&self, i: usize, role: &Role, owner: Option<&Owner>) -> Option<Code> {
        let name = self.drafts[i].name.filter(|_| role.national)?.of(self.syntax.text);
        if name.eq_ignore_ascii_case(&role.word) {
            let owner = owner.filter(|o| self.is_state(&self.drafts[o.draft]))?;
            return self.cast.get(owner.actor).country;
        }
        let (_, state) = name.split_once(" of ").filter(|(word, _)| word.eq_ignore_ascii_case(&role.word))?;
        let state = state.strip_prefix("the ").unwrap_or(state);
        let namings = self.lexicon.names.find(Key::of(state, Case::Kept)).iter();
        namings
            .map(|n| self.lexicon.names.entry(n.entry))
            .find(|e| e.kind == EntryKind::State)
            .map(|e| e.code)
    }

    /// The "Essex" of "University of Essex", the "Texas" of "Texas National Guard".
    fn place_in_name(&self, i: usize) -> Option<Code> {
        const LONGEST: usize = 3;
        let name = self.drafts[i].name.filter(|_| !self.drafts[i].is_person())?.of(self.syntax.text);
        let clear = |place: &str| {
            super::focus::country_of_place(place, self.gazetteer)
                .filter(|(_, clear)| *clear)
                .map(|(code, _)| code)
        };
        if let Some(last) = name.rsplit(" of ").next().filter(|l| l.len() < name.len()) {
            // "the Delta" is a landscape and no town
            return match last.strip_prefix("the ") {
                Some(region) if !self.is_region(region) => None,
                bare => clear(bare.unwrap_or(last)),
            };
        }
        let ends = name.match_indices(' ').take(LONGEST).map(|(at, _)| at);
        ends.filter_map(|at| name.get(..at)).filter(|p| self.is_region(p)).filter_map(clear).last()
    }

    /// A region or well-known place by its name: towns have the names of too many things.
    pub(super) fn is_region(&self, name: &str) -> bool {
        let found = self.gazetteer.look_up(&crate::lexicon::fold_name(name));
        found.iter().any(|e| e.meant || matches!(e.kind, PlaceKind::Admin1 | PlaceKind::Country))
    }

    /// A body of the state is the report's country's; a university or firm may be anybody's.
    fn focus_for_name(&self, i: usize, role: &Role) -> Option<Code> {
        const STATE: [&str; 6] = ["GOV", "JUD", "LEG", "MIL", "COP", "PTY"];
        let of_state = role.sectors.first().is_some_and(|s| STATE.contains(&s.as_str()));
        if of_state || self.drafts[i].is_person() { self.focus_for(i, role) } else { None }
    }

    /// "Ada Moreno, the mayor of Lima": what stands beside a name in commas.
    fn by_apposition(&mut self, i: usize) -> Option<(Option<Code>, Vec<Code>, Option<SmolStr>)> {
        for j in self.beside(i) {
            if self.drafts[j].name.is_some() {
                continue;
            }
            if let Some(found) = self.referents(j).first() {
                let actor = self.cast.get(found.actor);
                return Some((actor.country, actor.sectors.clone(), actor.office.clone()));
            }
        }
        None
    }
}

/// Two spellings of one name: its words, in whatever order, without accents.
fn same_person(a: &str, b: &str) -> bool {
    let words = |name: &str| {
        let mut words: Vec<String> = name.split([' ', '-']).map(crate::lexicon::fold_name).collect();
        words.sort_unstable();
        words
    };
    words(a) == words(b)
}

/// Who left office is of the elite; the former sectors follow. A journalist, a cleric or a rebel held no office to leave.
pub(super) fn former_sectors(sectors: &[Code]) -> Vec<Code> {
    const OFFICES: [&str; 7] = ["GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY"];
    if !sectors.iter().any(|s| OFFICES.contains(&s.as_str())) && !sectors.is_empty() {
        return sectors.to_vec();
    }
    let mut former = vec![ELI];
    former.extend(sectors.iter().filter(|s| **s != ELI));
    former
}

/// A term of office, and how its time lies to the day of the report.
struct Held {
    term: TermId,
    when: When,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Now,
    Before,
    Between,
    Later,
    Unknown,
}
