//! From a word of the parse to the parties it stands for.

use crate::document::{
    Actor, ActorId, Code, Deprel, Entity, Feat, Mention, MentionId, MentionKind, Place, Syntax, TokenId,
    Upos, Via,
};
use crate::lexicon::frames::Frames;
use smol_str::SmolStr;

/// PLOVER's codes for bodies of several states.
const BODIES: [Code; 3] = [Code::new("IGO"), Code::new("UNO"), Code::new("EUR")];

/// "Retook Addis Ababa": a seat of government is a place too.
fn is_metonym(mention: &Mention) -> bool {
    mention.referents.first().is_some_and(|r| r.via == Via::Metonym)
}

/// Knows which mention each word heads, and keeps the list of actors, to which a place may add its country.
pub struct Parties<'s, 'd> {
    syntax: &'s Syntax<'d>,
    mentions: &'s [Mention],
    places: &'s [Place],
    frames: &'s Frames,
    /// Mention by head word.
    by_head: Vec<Option<MentionId>>,
    place_by_head: Vec<Option<u32>>,
    /// All actors so far.
    pub actors: Vec<Actor>,
}

impl<'s, 'd> Parties<'s, 'd> {
    /// Indexes mentions and places by head word.
    pub fn new(
        syntax: &'s Syntax<'d>,
        mentions: &'s [Mention],
        places: &'s [Place],
        actors: Vec<Actor>,
        frames: &'s Frames,
    ) -> Self {
        let mut by_head = vec![None; syntax.tokens.len()];
        for (i, mention) in mentions.iter().enumerate() {
            let slot: &mut Option<MentionId> = &mut by_head[mention.head.index()];
            let longer = slot.is_none_or(|old| mentions[old.index()].span.len() < mention.span.len());
            if longer {
                *slot = Some(MentionId::at(i));
            }
        }
        // "of Sierra Leonean and Liberian refugees": whatever the parser hangs on the first word means them all
        for (i, whole) in mentions.iter().enumerate() {
            let inside = mentions[i + 1..].iter().take_while(|part| part.span.start < whole.span.end);
            for part in inside.filter(|part| part.span.end < whole.span.end) {
                if part.sentence == whole.sentence && !syntax.is_under(part.head, whole.head) {
                    by_head[part.head.index()] = Some(MentionId::at(i));
                }
            }
        }
        let mut place_by_head = vec![None; syntax.tokens.len()];
        for (i, place) in places.iter().enumerate() {
            place_by_head[place.head.index()] = Some(i as u32);
        }
        Parties { syntax, mentions, places, frames, by_head, place_by_head, actors }
    }

    /// Whether the word heads a mention of a person or a group.
    pub fn is_person(&self, word: TokenId) -> bool {
        let person = |t: TokenId| self.mention_at(t).is_some_and(|m| is_someone(m.kind));
        // "the rapper Maykel Osorbo"
        let name = |t: &TokenId| self.syntax.upos(*t) == Upos::Propn && person(*t);
        person(word)
            || self.syntax.upos(word) == Upos::Noun
                && self.syntax.children_by(word, Deprel::Appos).any(|t| name(&t))
    }

    /// Whether the word names one person, or is the pronoun for one.
    pub fn is_name(&self, word: TokenId) -> bool {
        let titled = |t: TokenId| {
            let name = matches!(self.syntax.deprel(t), Deprel::Appos | Deprel::Flat);
            name && t.0 == word.0 + 1 && self.syntax.upos(t) == Upos::Propn // "soldier Ortega"
        };
        let one = match self.syntax.upos(word) {
            Upos::Noun => self.syntax.children(word).iter().any(|c| titled(*c)),
            Upos::Propn => !self.syntax.token(word).feats.is(Feat::Number, "Plur"),
            Upos::Pron => matches!(self.syntax.lemma(word), "he" | "she" | "his" | "her"),
            _ => false,
        };
        one && self
            .mention_at(word)
            .is_some_and(|m| matches!(m.kind, MentionKind::Person | MentionKind::Office))
    }

    /// Whether the word heads a place.
    pub fn is_place(&self, word: TokenId) -> bool {
        self.place_by_head[word.index()].is_some()
            || self
                .mention_at(word)
                .is_some_and(|m| matches!(m.kind, MentionKind::Place | MentionKind::Country) || is_metonym(m))
    }

    /// Whether a party stands for several: a plural, or a body of states.
    pub fn is_several(&self, party: &Entity) -> bool {
        let body = |a: ActorId| self.actors[a.index()].country.is_some_and(|c| BODIES.contains(&c));
        let plural = |m: MentionId| {
            let mention = &self.mentions[m.index()];
            mention.referents.len() > 1 || self.syntax.token(mention.head).feats.is(Feat::Number, "Plur")
        };
        party.actor.is_some_and(body) || party.mention.is_some_and(plural)
    }

    /// Whether the parties belong to two countries or more.
    pub fn are_countries(&self, parties: &[Entity]) -> bool {
        let mut countries = parties.iter().filter_map(|e| self.actors[e.actor?.index()].country);
        let first = countries.next();
        first.is_some_and(|first| countries.any(|c| c != first))
    }

    /// Whether all parties are known to belong to one country, and none of them fights it.
    pub fn are_compatriots(&self, parties: &[Entity]) -> bool {
        let actor = |e: &Entity| e.actor.map(|a| &self.actors[a.index()]);
        let country = |e: &Entity| actor(e).and_then(|a| a.country).filter(|c| !BODIES.contains(c));
        let rebel = |e: &Entity| actor(e).is_some_and(|a| a.sectors.contains(&Code::new("REB")));
        let home = parties.first().and_then(country);
        home.is_some() && parties.iter().all(|e| country(e) == home && !rebel(e))
    }

    /// A state by its name, its government or its army.
    pub fn is_of_state(&self, party: &Entity) -> bool {
        let Some(actor) = party.actor.map(|a| &self.actors[a.index()]) else { return false };
        let of_state = |s: &Code| matches!(s.as_str(), "GOV" | "MIL");
        actor.country.is_some() && actor.sectors.first().is_none_or(of_state)
    }

    /// Whether all hosts are places or bodies of the first guest's own country.
    pub fn is_at_home(&self, guests: &[Entity], hosts: &[Entity]) -> bool {
        let country = |e: &Entity| e.actor.and_then(|a| self.actors[a.index()].country);
        let person = |e: &Entity| e.mention.is_some_and(|m| is_someone(self.mentions[m.index()].kind));
        let home = guests.first().and_then(country);
        home.is_some() && !hosts.is_empty() && hosts.iter().all(|h| country(h) == home && !person(h))
    }

    /// Whether a party has a country, or a sector of public life.
    pub fn is_public(&self, party: &Entity) -> bool {
        let Some(actor) = party.actor.map(|a| &self.actors[a.index()]) else { return false };
        let private = |s: &Code| self.frames.class_has("private_sector", s.as_str());
        actor.country.is_some() || actor.sectors.iter().any(|s| !private(s))
    }

    /// Whether a party is of private life alone: a firm, a school, a farmer; with `civilians`, also plain people.
    pub fn is_private(&self, party: &Entity, civilians: bool) -> bool {
        let Some(actor) = party.actor.map(|a| &self.actors[a.index()]) else { return false };
        let private = |s: &Code| {
            self.frames.class_has("private_sector", s.as_str()) && (civilians || s.as_str() != "CVL")
        };
        !actor.sectors.is_empty() && actor.sectors.iter().all(private)
    }

    /// Whether a party is a country by its bare name.
    pub fn is_bare(&self, party: &Entity) -> bool {
        let actor = party.actor.map(|a| &self.actors[a.index()]);
        actor.is_some_and(|a| a.country.is_some() && a.sectors.is_empty()) && !self.is_official(party)
    }

    /// Whether a party has a sector of public life, or is a body of states or of citizens.
    pub fn is_official(&self, party: &Entity) -> bool {
        let Some(actor) = party.actor.map(|a| &self.actors[a.index()]) else { return false };
        let private = |s: &Code| self.frames.class_has("private_sector", s.as_str());
        let body = actor.country.is_some_and(|c| self.frames.class_has("body_code", c.as_str()));
        body || actor.sectors.iter().any(|s| !private(s))
    }

    /// The head word of the mention that a party is.
    pub fn head_of(&self, party: &Entity) -> Option<TokenId> {
        party.mention.map(|m| self.mentions[m.index()].head)
    }

    /// For a pronoun the head of the words that it looks back to.
    pub fn named_before(&self, party: &Entity) -> Option<TokenId> {
        let mention = &self.mentions[party.mention?.index()];
        let is_pronoun = self.syntax.upos(mention.head) == Upos::Pron;
        let before = mention.referents.first().filter(|_| is_pronoun)?.antecedent?;
        Some(self.mentions[before.index()].head)
    }

    /// Whether a party is a crowd, a band, a body of people.
    pub fn is_group(&self, party: &Entity) -> bool {
        party.mention.is_some_and(|m| self.mentions[m.index()].kind == MentionKind::Group)
    }

    /// Whether a party is somebody with a name.
    pub fn is_named_person(&self, party: &Entity) -> bool {
        let named = |m: &Mention| m.kind == MentionKind::Person && self.syntax.upos(m.head) == Upos::Propn;
        party.mention.is_some_and(|m| named(&self.mentions[m.index()]))
    }

    /// Whether a party is somebody or some people by a plain noun: "a man", "six villagers".
    pub fn is_plain_people(&self, party: &Entity) -> bool {
        let noun = |m: &Mention| {
            let people = matches!(m.kind, MentionKind::Person | MentionKind::Group);
            people && self.syntax.upos(m.head) == Upos::Noun
        };
        self.is_private(party, true) && party.mention.is_some_and(|m| noun(&self.mentions[m.index()]))
    }

    /// Whether a party is of the press.
    pub fn is_press(&self, party: &Entity) -> bool {
        let actor = party.actor.map(|a| &self.actors[a.index()]);
        actor.is_some_and(|a| a.sectors.first().is_some_and(|s| s.as_str() == "JRN"))
    }

    /// Whether a party is a company, or one of its people.
    pub fn is_firm(&self, party: &Entity) -> bool {
        let actor = party.actor.map(|a| &self.actors[a.index()]);
        actor.is_some_and(|a| a.sectors.first().is_some_and(|s| s.as_str() == "BUS"))
    }

    /// Whether the word heads a mention of whatever kind.
    pub fn is_mention(&self, word: TokenId) -> bool {
        self.by_head[word.index()].is_some()
    }

    /// What kind of actor a party is: its first sector, a body of states, a state, or somebody.
    pub fn kind_of(&self, party: &Entity) -> SmolStr {
        let Some(actor) = party.actor.map(|a| &self.actors[a.index()]) else { return "somebody".into() };
        let body = actor.country.filter(|c| BODIES.contains(c));
        match (actor.sectors.first(), body, actor.country) {
            (Some(sector), ..) => sector.as_str().into(),
            (None, Some(body), _) => body.as_str().into(),
            (None, None, Some(_)) => "state".into(),
            (None, None, None) => "somebody".into(),
        }
    }

    fn mention_at(&self, word: TokenId) -> Option<&'s Mention> {
        self.by_head[word.index()].map(|id| &self.mentions[id.index()])
    }

    /// Whether the word stands for someone whose country or sector is known.
    pub fn is_actor(&mut self, word: TokenId) -> bool {
        self.at(word).iter().any(|e| {
            e.actor.is_some_and(|a| {
                let actor = &self.actors[a.index()];
                actor.country.is_some() || !actor.sectors.is_empty()
            })
        })
    }

    /// Whether the word stands for someone of this sector, or of a body such as UNO or NGO.
    pub fn has_sector(&mut self, word: TokenId, sector: Code) -> bool {
        self.at(word).iter().any(|e| {
            e.actor.is_some_and(|a| {
                let actor = &self.actors[a.index()];
                actor.sectors.contains(&sector) || actor.country == Some(sector)
            })
        })
    }

    /// The parties that a word and those coordinated with it stand for, in text order, each once.
    pub fn at(&mut self, word: TokenId) -> Vec<Entity> {
        let mut found: Vec<Entity> = Vec::new();
        let mut words = self.syntax.conjuncts(word);
        let listed = self.listed_behind(word);
        words.extend(listed);
        for word in words {
            for entity in self.of_phrase(word, 0) {
                let known = found
                    .iter()
                    .any(|e| e.mention == entity.mention && e.actor == entity.actor && e.span == entity.span);
                if !known {
                    found.push(entity);
                }
            }
        }
        found
    }

    /// "Chad's president, his Sudanese counterpart and the Libyan leader": a row whose second link a parser takes for another
    /// name of the first, though one and the same is of no two countries.
    fn listed_behind(&mut self, word: TokenId) -> Vec<TokenId> {
        let syntax = self.syntax;
        if syntax.token(word).feats.is(Feat::Number, "Plur") {
            return Vec::new();
        }
        let row = syntax.children_by(word, Deprel::Appos);
        let mut rows = row.filter(|c| syntax.child_by(*c, Deprel::Conj).is_some());
        let Some(second) = rows.find(|c| c.0 > word.0 + 1) else { return Vec::new() };
        let links = syntax.conjuncts(second);
        let mut seen: Vec<Code> = self.of_phrase(word, 0).iter().filter_map(|e| self.country_of(e)).collect();
        for link in &links {
            let own: Vec<Code> = self.of_phrase(*link, 0).iter().filter_map(|e| self.country_of(e)).collect();
            if own.is_empty() || own.iter().any(|code| seen.contains(code)) {
                return Vec::new();
            }
            seen.extend(own);
        }
        if seen.len() > links.len() { links } else { Vec::new() }
    }

    fn country_of(&self, party: &Entity) -> Option<Code> {
        self.actors[party.actor?.index()].country
    }

    fn of_phrase(&mut self, word: TokenId, depth: u8) -> Vec<Entity> {
        // "allies such as Germany"
        for example in self.phrases(word, "example_preposition") {
            let found = self.of_conjuncts(example, depth + 1);
            if depth < 2 && !found.is_empty() {
                return found;
            }
        }
        // "the Syrian town of Raqqa", "the breakaway republics of Croatia and Slovenia"
        if depth < 2 && self.frames.class_has("place_kind", self.syntax.lemma(word)) {
            let named = self.phrases(word, "owner_preposition");
            let places: Vec<TokenId> = named
                .into_iter()
                .filter(|c| self.syntax.upos(*c) == Upos::Propn && self.is_place(*c))
                .collect();
            let found: Vec<Entity> =
                places.into_iter().flat_map(|c| self.of_conjuncts(c, depth + 1)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        if let Some(id) = self.by_head[word.index()] {
            let found = self.of_mention(id);
            let unknown = found.iter().all(|e| e.actor.is_none());
            // "Turkish prisons", an institution of unknown make, are Turkey's
            let body = self.mentions[id.index()].kind == MentionKind::Organisation;
            let owned =
                if unknown && body && depth < 2 { self.of_modifiers(word, depth + 1) } else { Vec::new() };
            if !owned.is_empty() {
                return owned;
            }
            if !found.is_empty() {
                return found;
            }
        }
        if let Some(place) = self.place_by_head[word.index()] {
            return self.of_place(&self.places[place as usize].clone()).into_iter().collect();
        }
        if depth > 2 {
            return Vec::new();
        }
        // "hundreds of protesters", "a group of diplomats": the people are in the phrase
        if self.frames.class_has("transparent", self.syntax.lemma(word)) {
            let inner: Vec<TokenId> = self.phrases(word, "owner_preposition");
            for inner in inner {
                let found = self.of_conjuncts(inner, depth + 1);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        let found = self.of_modifiers(word, depth);
        if !found.is_empty() {
            return found;
        }
        // "the regional capital Faya"
        let name = self.syntax.children_by(word, Deprel::Appos).find(|c| c.0 == word.0 + 1);
        name.map(|n| self.of_phrase(n, depth + 1)).unwrap_or_default()
    }

    fn of_conjuncts(&mut self, word: TokenId, depth: u8) -> Vec<Entity> {
        let words = self.syntax.conjuncts(word);
        words.into_iter().flat_map(|w| self.of_phrase(w, depth)).collect()
    }

    /// "Ukrainian cities", "Iran's nuclear sites", "crimes by Serb forces", "a base in Syria": whose they are.
    fn of_modifiers(&mut self, word: TokenId, depth: u8) -> Vec<Entity> {
        let syntax = self.syntax;
        if self.only_colours(word) {
            return Vec::new();
        }
        let before: Vec<TokenId> = syntax
            .children(word)
            .iter()
            .copied()
            .filter(|c| {
                matches!(
                    syntax.deprel(*c),
                    Deprel::Amod | Deprel::Compound | Deprel::NmodPoss | Deprel::NmodDesc
                )
            })
            .collect();
        let found: Vec<Entity> = before.into_iter().flat_map(|w| self.of_conjuncts(w, depth + 1)).collect();
        if !found.is_empty() {
            return found;
        }
        // "the arrest of an activist", "the attack in Ankara" are whoever's arrests and attacks
        let is = |class: &str| self.frames.class_has(class, syntax.lemma(word));
        let (deed, blow) = (is("deed"), is("violence"));
        let classes = [
            Some("doer_preposition"),
            Some("owner_preposition").filter(|_| !deed && !blow),
            Some("place_preposition").filter(|_| !blow),
        ];
        for class in classes.into_iter().flatten() {
            for inner in self.phrases(word, class) {
                let found = self.of_conjuncts(inner, depth + 1);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        // "the reforms drafted by the government"
        if deed || blow {
            return Vec::new();
        }
        let made = |c: &TokenId| self.frames.class_has("making", syntax.lemma(*c));
        let makers: Vec<TokenId> = syntax
            .children_by(word, Deprel::Acl)
            .filter(made)
            .flat_map(|c| syntax.children_by(c, Deprel::OblAgent))
            .collect();
        makers.into_iter().flat_map(|maker| self.of_conjuncts(maker, depth + 1)).collect()
    }

    /// "Iran-backed", "English-speaking": the second half of such a word is nobody's; "Saudi-led" is the Saudis'.
    fn only_colours(&self, word: TokenId) -> bool {
        let syntax = self.syntax;
        let hyphen =
            word.0.checked_sub(1).is_some_and(|t| matches!(syntax.form(TokenId(t)), "-" | "–" | "‑"));
        let is_half = matches!(syntax.upos(word), Upos::Verb | Upos::Adj) && hyphen;
        is_half && !self.frames.class_has("hyphen_doer", syntax.lemma(word))
    }

    /// The phrases below a word whose preposition is of a class.
    fn phrases(&self, word: TokenId, class: &str) -> Vec<TokenId> {
        let syntax = self.syntax;
        let is_phrase = |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Nmod | Deprel::Obl);
        let fits = |c: &TokenId| syntax.case(*c).is_some_and(|case| self.frames.class_has(class, &case));
        syntax.children(word).iter().copied().filter(is_phrase).filter(fits).collect()
    }

    fn of_mention(&self, id: MentionId) -> Vec<Entity> {
        let mention = &self.mentions[id.index()];
        if mention.referents.is_empty() {
            let someone = matches!(
                mention.kind,
                MentionKind::Person | MentionKind::Group | MentionKind::Organisation | MentionKind::Office
            );
            let entity = Entity {
                span: Some(mention.span),
                mention: Some(id),
                actor: None,
                via: None,
                antecedent: None,
            };
            return if someone { vec![entity] } else { Vec::new() };
        }
        let entity = |r: &crate::document::Referent| Entity {
            span: Some(mention.span),
            mention: Some(id),
            actor: Some(r.actor),
            via: Some(r.via),
            antecedent: r.antecedent.map(|a| self.mentions[a.index()].span),
        };
        mention.referents.iter().map(entity).collect()
    }

    /// A place stands for its country.
    fn of_place(&mut self, place: &Place) -> Option<Entity> {
        let country = place.country?;
        let id = SmolStr::new(country.as_str());
        let known = self.actors.iter().position(|a| a.entity_id == id);
        let at = known.unwrap_or_else(|| {
            self.actors.push(Actor { entity_id: id, country: Some(country), ..Actor::default() });
            self.actors.len() - 1
        });
        let actor = Some(ActorId::at(at));
        Some(Entity {
            span: Some(place.span),
            mention: place.mention,
            actor,
            via: Some(Via::Implied),
            antecedent: None,
        })
    }
}

fn is_someone(kind: MentionKind) -> bool {
    matches!(kind, MentionKind::Person | MentionKind::Group | MentionKind::Office)
}
