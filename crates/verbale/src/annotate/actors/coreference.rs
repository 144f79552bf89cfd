//! Who is meant by a last name, a pronoun, a description that looks back.

use super::{Resolver, referent};
use crate::annotate::mentions::Draft;
use crate::document::{ActorId, Deprel, MentionId, MentionKind, Referent, Syntax, TokenId, Via};
use crate::lexicon::Actors;
use crate::lexicon::actors::key::{Case, Key};
use crate::lexicon::actors::names::{EntryKind, Sense};
use crate::lexicon::actors::reference::{Gender, Use};
use crate::lexicon::actors::roles::{Role, RoleKind};
use crate::lexicon::actors::terms::surnames;

/// How many sentences back a pronoun looks.
const REACH: u32 = 3;

impl Resolver<'_, '_> {
    /// A last name, or the same name again: whoever bore it before, or further down.
    pub(super) fn by_earlier_name(&mut self, i: usize) -> Option<Vec<Referent>> {
        let text = self.syntax.text;
        let name = self.drafts[i].name?.of(text);
        let key = Key::of(name, Case::Loose);
        let earlier = (0..i).rev();
        let later = i + 1..self.drafts.len();
        let found = earlier.chain(later).find(|j| self.shortens_to(*j, key, name, *j < i));
        let found = found.or_else(|| self.other_spelling(i, name))?;
        let referents = self.referents(found);
        if referents.is_empty() {
            return None;
        }
        let kind = self.drafts[found].mention.kind;
        self.drafts[i].mention.kind = kind;
        let antecedent = Some(MentionId::at(found));
        Some(referents.iter().map(|r| Referent { via: Via::Coreference, antecedent, ..*r }).collect())
    }

    /// Whether draft `j` bears a fuller name that a paper may shorten to the one of this key.
    fn shortens_to(&self, j: usize, key: u64, name: &str, earlier: bool) -> bool {
        let keys = &self.name_keys[j];
        let draft = &self.drafts[j];
        if draft.inner || keys.first() == Some(&key) {
            return !draft.inner && earlier && draft.namings.is_empty();
        }
        if !keys.contains(&key) || draft.mention.kind == MentionKind::Place {
            return false;
        }
        // "Mahan Air" becomes "Mahan"; "Bank of Ghana" does not become "Bank"
        if !draft.namings.is_empty() && draft.people.is_empty() {
            let full = draft.name.map_or("", |n| n.of(self.syntax.text));
            let company = draft.mention.kind == MentionKind::Organisation && full.split(' ').count() == 2;
            return earlier && company && full.split(' ').next() == Some(name);
        }
        !draft.namings.is_empty() || draft.is_person() || draft.mention.kind == MentionKind::Other
    }

    /// "Sarea" and, further down, "Saree": a family name that a report spells in two ways.
    fn other_spelling(&self, i: usize, name: &str) -> Option<usize> {
        if !self.drafts[i].is_person() || name.contains(char::is_whitespace) {
            return None;
        }
        (0..i).rev().find(|j| {
            let draft = &self.drafts[*j];
            let full = draft.name.filter(|_| draft.is_person()).map_or("", |n| n.of(self.syntax.text));
            full.rsplit_once(' ').is_some_and(|(_, last)| nearly_same(last, name))
        })
    }

    /// The key of a draft's whole name, then those of what it may be shortened to.
    pub(super) fn keys_of_name(syntax: &Syntax, draft: &Draft, lexicon: &Actors) -> Vec<u64> {
        let Some(full) = draft.name.map(|n| n.of(syntax.text)) else { return Vec::new() };
        let mut keys = vec![Key::of(full, Case::Loose)];
        if full.contains(char::is_whitespace) {
            // For strangers the family name may stand first as well; a report keeps to one form.
            let first = full.split(' ').next().filter(|f| f.len() > 1);
            let short = surnames(full, &lexicon.roles, false).into_iter().chain(first);
            keys.extend(short.map(|s| Key::of(s, Case::Loose)));
        }
        keys
    }

    pub(super) fn resolve_pronoun(&mut self, i: usize) -> Vec<Referent> {
        match self.drafts[i].pronoun {
            Some(Use::Who) => self.resolve_relative(i),
            Some(Use::Speaker) => self.resolve_speaker(i),
            Some(used) => self.resolve_personal(i, used),
            None => Vec::new(),
        }
    }

    /// "the minister who resigned" is the minister.
    fn resolve_relative(&mut self, i: usize) -> Vec<Referent> {
        let head = self.drafts[i].mention.head;
        let clause = self.syntax.ancestors(head).find(|t| self.syntax.deprel(*t) == Deprel::AclRelcl);
        let noun = clause.and_then(|c| self.syntax.head(c)).and_then(|n| self.draft_at(n));
        match noun {
            Some(j) if j != i => self.look_back(i, j),
            _ => Vec::new(),
        }
    }

    /// "I" and "we" are whoever speaks: the subject of the verb of saying around them, or of the last one before.
    fn resolve_speaker(&mut self, i: usize) -> Vec<Referent> {
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

    /// The likeliest of those named before who fit in number and kind.
    fn resolve_personal(&mut self, i: usize, used: Use) -> Vec<Referent> {
        let sentence = self.drafts[i].mention.sentence;
        let mut best: Option<(f32, usize)> = None;
        for j in (0..i).rev() {
            let distance = sentence.0 - self.drafts[j].mention.sentence.0;
            if distance > REACH {
                break;
            }
            if !self.may_be(i, j, used) {
                continue;
            }
            let score = self.salience(j) - 1.6 * distance as f32;
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, j));
            }
        }
        let Some((_, j)) = best else { return Vec::new() };
        let found = self.look_back(i, j);
        if matches!(used, Use::He | Use::She)
            && let [only] = found[..]
        {
            let gender = if used == Use::She { Gender::She } else { Gender::He };
            self.genders.entry(only.actor).or_insert(gender);
        }
        found
    }

    fn salience(&self, j: usize) -> f32 {
        let draft = &self.drafts[j];
        let mut score = match self.syntax.deprel(draft.mention.head) {
            Deprel::Nsubj | Deprel::NsubjPass => 2.0,
            Deprel::Obj | Deprel::Iobj | Deprel::OblAgent => 0.8,
            Deprel::NmodPoss => 0.5,
            Deprel::Obl | Deprel::Nmod => -0.6,
            _ => 0.0,
        };
        if draft.name.is_some() || draft.pronoun.is_some() {
            score += 0.6;
        }
        score - 0.002 * (draft.mention.head.0 as f32).rem_euclid(50.0).mul_add(-1.0, 50.0)
    }

    /// Whether a pronoun may stand for draft `j`, by number, kind and place in the clause.
    fn may_be(&mut self, i: usize, j: usize, used: Use) -> bool {
        let (a, b) = (self.drafts[i].mention.head, self.drafts[j].mention.head);
        let owner = self.syntax.deprel(a) == Deprel::NmodPoss;
        let together = self.syntax.head(a) == self.syntax.head(b) && self.syntax.head(a).is_some()
            || self.shares_subject(a, b);
        if self.drafts[j].inner || !owner && (together || self.syntax.head(a) == Some(b)) {
            return false;
        }
        // "his spokesman" is not his own spokesman
        if owner && self.drafts[j].first <= a && a < self.drafts[j].end {
            return false;
        }
        let fits = self.fits(j, used);
        if !fits {
            return false;
        }
        let found = self.referents(j);
        let wanted = match used {
            Use::He => Gender::He,
            Use::She => Gender::She,
            _ => return !found.is_empty(),
        };
        let own = self.gender_of(j);
        let other = |id: ActorId| own.or_else(|| self.gender_of_actor(id)).is_some_and(|g| g != wanted);
        !found.is_empty() && !found.iter().any(|r| other(r.actor))
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

    /// What a title, a role word or the given name tells.
    fn gender_of(&self, j: usize) -> Option<Gender> {
        let draft = &self.drafts[j];
        let words = draft.titles.iter().chain(&draft.roles);
        let by_role = words.filter_map(|r| self.lexicon.roles.get(*r).gender).next();
        let by_name = || self.lexicon.given.gender(draft.name?.of(self.syntax.text));
        let by_side = || {
            let beside = self.beside(j).into_iter().flat_map(|k| &self.drafts[k].roles);
            beside.filter_map(|r| self.lexicon.roles.get(*r).gender).next()
        };
        by_role.or_else(by_name).or_else(by_side)
    }

    fn gender_of_actor(&self, id: ActorId) -> Option<Gender> {
        let known = self.genders.get(&id).copied();
        known.or_else(|| self.lexicon.given.gender(self.cast.get(id).name.as_ref()?))
    }

    fn fits(&self, j: usize, used: Use) -> bool {
        let draft = &self.drafts[j];
        if let Some(other) = draft.pronoun {
            return match used {
                Use::He | Use::She => other == used || other == Use::Who,
                _ => other == used,
            };
        }
        let person = matches!(draft.mention.kind, MentionKind::Person | MentionKind::Office);
        let adjective = draft.is_demonym() && !draft.plural;
        match used {
            Use::He | Use::She => person && !draft.plural,
            Use::It => !person && !draft.plural && !adjective && draft.mention.kind != MentionKind::Place,
            Use::They => {
                draft.plural
                    || draft.mention.kind == MentionKind::Group
                    || draft.mention.kind == MentionKind::Organisation
                    || self.syntax.children_by(draft.mention.head, Deprel::Conj).next().is_some()
                    || self.syntax.deprel(draft.mention.head) == Deprel::Conj && draft.name.is_some()
            }
            _ => false,
        }
    }

    /// Takes over the referents of an earlier draft; "they" after "A and B" takes both.
    fn look_back(&mut self, i: usize, j: usize) -> Vec<Referent> {
        let mut drafts = vec![j];
        if self.drafts[i].plural && self.drafts[i].pronoun != Some(Use::Who) {
            let mut top = self.drafts[j].mention.head;
            while self.syntax.deprel(top) == Deprel::Conj {
                let Some(above) = self.syntax.head(top) else { break };
                top = above;
            }
            let row = self.syntax.conjuncts(top);
            drafts = row.into_iter().filter_map(|t| self.draft_at(t)).filter(|d| *d < i).collect();
            if !drafts.contains(&j) {
                drafts.push(j);
            }
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

    /// The mention at the end of a chain of pronouns.
    fn first_of(&self, j: usize) -> MentionId {
        let draft = &self.drafts[j];
        let earlier = draft.mention.referents.first().and_then(|r| r.antecedent);
        match (draft.pronoun, earlier) {
            (Some(_), Some(antecedent)) => antecedent,
            _ => MentionId::at(j),
        }
    }

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
        let earlier: Vec<usize> =
            (0..i).rev().filter(|j| same(&self.drafts[*j]) && !self.drafts[*j].inner).collect();
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
        for j in (0..i).rev() {
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

    /// "the foreign ministers" are all who were named as such.
    fn all_in_role(&mut self, i: usize, role: &Role) -> Vec<Referent> {
        let lexicon = self.lexicon;
        let mut found: Vec<Referent> = Vec::new();
        for j in 0..i {
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
            RoleKind::Group => self.latest(i, |d, r| d.mention.kind == MentionKind::Country && r.is_state(d)),
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
        for j in (0..i).rev() {
            let draft = &self.drafts[j];
            if sentence.0 - draft.mention.sentence.0 > REACH {
                break;
            }
            if !draft.inner && fits(draft, self) {
                let found = self.look_back(i, j);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        Vec::new()
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
            let here: Vec<usize> = (0..i)
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

fn back(r: &Referent, antecedent: Option<MentionId>) -> Referent {
    Referent { actor: r.actor, via: Via::Coreference, antecedent, confidence: r.confidence * 0.85 }
}

/// Long words that differ in one letter, and not at the beginning.
fn nearly_same(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() < 5 || b.len() < 5 || a.len().abs_diff(b.len()) > 1 || a[..3] != b[..3] {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    same + tail + 1 >= a.len().max(b.len())
}
