//! Whether a frame fits around a trigger, and who fills its slots.

use super::roles::Anchor;
use super::{Finder, Match};
use crate::document::{Deprel, Entity, EventType, Mode, TokenId, Upos, Via};
use crate::lexicon::frames::{Condition, Frame, Item, Slot};
use crate::lexicon::modality::{Effect, ModalKind};

impl Finder<'_, '_> {
    /// Fits a frame, or tells the first thing that is missing.
    pub(super) fn match_frame(&mut self, frame: &Frame, anchor: Anchor) -> Result<Match, String> {
        let mut found = Match::default();
        for condition in &frame.conditions {
            self.check(condition, anchor, &mut found)?;
        }
        self.find_intended(frame, anchor, &mut found)?;
        for slot in &frame.absorbs {
            let mut words = self.roles.fillers(anchor, slot);
            if *slot == Slot::Advcl(Vec::new()) {
                // "blocked roads to demand …", but not "…, while a party held a rally": that has its own subject
                words.retain(|w| !self.roles.has_own_subject(*w));
            }
            found.absorbed.extend(words);
        }
        for line in &frame.actors {
            self.fill(line, anchor, &mut found.actors);
        }
        if found.actors.is_empty() {
            return Err("no actor found".to_owned());
        }
        for line in &frame.recipients {
            self.fill(line, anchor, &mut found.recipients);
        }
        let actors = found.actors.clone();
        // nobody does it to himself: "threatened to close its strait"; but a man may stab a man
        found.recipients.retain(|r| {
            let plain = self.parties.is_plain_people(r);
            !actors.iter().any(|a| {
                let known = a.actor.is_some() && !(plain && a.mention != r.mention);
                (a.span == r.span || known) && a.actor == r.actor
            })
        });
        if frame.directed && found.recipients.is_empty() {
            return Err("no recipient found".to_owned());
        }
        if frame.symmetric && frame.event_type == Some(EventType::Consult) && found.recipients.is_empty() {
            self.complete_meeting(anchor, &mut found.actors)?;
        }
        if frame.modes.contains(&Mode::Visit) && self.parties.is_at_home(&found.actors, &found.recipients) {
            return Err("a visit within the visitor's own country".to_owned());
        }
        let guarded = self.guard(frame, anchor, &found);
        self.keep_matter(frame, anchor, &found, guarded.is_ok());
        guarded?;
        self.check_topic_judge(frame, anchor, &found)?;
        let parties = found.actors.iter().chain(&found.recipients);
        found.evidence = parties.filter_map(|e| e.span).collect();
        found.score += u32::from(!found.recipients.is_empty());
        Ok(found)
    }

    fn check(&mut self, condition: &Condition, anchor: Anchor, found: &mut Match) -> Result<(), String> {
        let whole = condition.slots.is_empty();
        let words: Vec<TokenId> = if whole {
            self.syntax.sentence(self.syntax.token(anchor.word).sentence).token_ids().collect()
        } else {
            condition.slots.iter().flat_map(|slot| self.roles.fillers(anchor, slot)).collect()
        };
        let own = condition.slots.contains(&Slot::Own);
        let mut hit = None;
        for word in words {
            let candidates = if whole || own { vec![word] } else { self.through_bundles(word) };
            hit = candidates.into_iter().find(|w| {
                (*w != anchor.word || own)
                    && (condition.items.is_empty() || condition.items.iter().any(|i| self.is(*w, i)))
            });
            if hit.is_some() {
                break;
            }
        }
        match (condition.wanted, hit) {
            (true, Some(word)) => {
                found.score += if condition.items.is_empty() { 1 } else { 2 };
                let by_lemma = !whole
                    && condition.items.iter().any(|i| matches!(i, Item::Lemma(..)) && self.is(word, i));
                // "accused X of attacking Y": the clause keeps its own act, as claimed
                if by_lemma && !matches!(self.syntax.deprel(word), Deprel::Advcl | Deprel::Acl) {
                    found.taken.push(word);
                }
                Ok(())
            }
            (false, None) => Ok(()),
            (wanted, _) => {
                let slot: Vec<String> = condition.slots.iter().map(Slot::to_string).collect();
                let slot = if whole { "near".to_owned() } else { slot.join(" ") };
                Err(format!("{} {slot}", if wanted { "needs" } else { "not" }))
            }
        }
    }

    /// A word and those coordinated with it; behind "part of" and its like, what the bundle holds as well.
    fn through_bundles(&self, word: TokenId) -> Vec<TokenId> {
        let mut found = self.syntax.conjuncts(word);
        if self.frames.class_has("transparent", self.syntax.lemma(word)) {
            let inner = self.roles.fillers(Anchor::plain(self.syntax, word), &Slot::Obl(vec!["of".into()]));
            found.extend(inner.into_iter().flat_map(|w| self.syntax.conjuncts(w)));
        }
        found
    }

    fn is(&mut self, word: TokenId, item: &Item) -> bool {
        let syntax = self.syntax;
        match item {
            Item::Lemma(None, lemma) => syntax.lemma(word).eq_ignore_ascii_case(lemma),
            Item::Lemma(Some(before), lemma) => {
                let has_partner =
                    || syntax.children(word).iter().any(|c| syntax.lemma(*c).eq_ignore_ascii_case(before));
                syntax.lemma(word).eq_ignore_ascii_case(lemma) && has_partner()
            }
            Item::Actor => self.parties.is_actor(word),
            Item::Pair => {
                let others = syntax.head(word).map_or(Vec::new(), |noun| self.roles.modifiers(noun));
                self.parties.is_actor(word)
                    && others.into_iter().any(|other| other != word && self.parties.is_actor(other))
            }
            Item::Countries => self.are_countries(word),
            Item::Person => self.parties.is_person(word),
            Item::Name => self.parties.is_name(word),
            Item::Place => self.parties.is_place(word),
            Item::Money => self.is_money(word),
            Item::Sector(code) => self.parties.has_sector(word, *code),
            Item::Event => self.found.at(word).next().is_some(),
            Item::Type(kind) => self.found.at(word).any(|(_, e)| e.event_type == *kind),
            Item::Quad(quad) => self.found.at(word).any(|(_, e)| e.event_type.quad() == *quad),
            Item::Clause => matches!(syntax.upos(word), Upos::Verb | Upos::Aux),
            Item::Modal(effect) => self.has_modal(word, *effect),
            Item::Negated => self.is_negated(word),
        }
    }

    /// "Omani and Iranian ships"; before a noun all its modifiers together ("US-South Korean drills").
    fn are_countries(&mut self, word: TokenId) -> bool {
        let siblings = match (self.syntax.deprel(word), self.syntax.head(word)) {
            (Deprel::Amod | Deprel::Compound | Deprel::NmodDesc, Some(noun)) => self.roles.modifiers(noun),
            _ => vec![word],
        };
        let parties: Vec<Entity> = siblings.into_iter().flat_map(|w| self.parties.at(w)).collect();
        self.parties.are_countries(&parties)
    }

    /// "must leave"; for `Planned` also "would leave".
    fn has_modal(&self, word: TokenId, effect: Effect) -> bool {
        self.syntax.children_by(word, Deprel::Aux).any(|aux| {
            let (form, lemma) = (self.syntax.form(aux).to_lowercase(), self.syntax.lemma(aux));
            let found = self.modality.effect(ModalKind::Aux, &form);
            let found = found.or_else(|| self.modality.effect(ModalKind::Aux, lemma));
            // "would have attacked" announces nothing
            let unreal =
                || self.syntax.children_by(word, Deprel::Aux).any(|a| self.syntax.lemma(a) == "have");
            let conditional = effect == Effect::Planned && found == Some(Effect::Conditional);
            found == Some(effect) || (conditional && !unreal())
        })
    }

    /// "did not sign", "no talks".
    pub(super) fn is_negated(&self, word: TokenId) -> bool {
        self.syntax.children(word).iter().any(|child| {
            let kind = match self.syntax.deprel(*child) {
                Deprel::Advmod => ModalKind::Adverb,
                Deprel::Det => ModalKind::Determiner,
                _ => return false,
            };
            let form = self.syntax.form(*child).to_lowercase();
            self.modality.effect(kind, &form) == Some(Effect::Denied)
        })
    }

    fn is_money(&self, word: TokenId) -> bool {
        let below = self.syntax.subtree(word);
        // taggers take some of them for nouns
        let is_symbol = |t: &TokenId| {
            self.syntax.form(*t).contains(['$', '€', '£', '¥', '₽', '₹', '₩', '₺', '₪', '₦', '₴'])
        };
        below.iter().any(is_symbol)
            || below.iter().any(|t| self.frames.class_has("currency", self.syntax.lemma(*t)))
    }

    /// The act in the complement of a promise, threat, request or refusal.
    fn find_intended(&mut self, frame: &Frame, anchor: Anchor, found: &mut Match) -> Result<(), String> {
        for slot in &frame.intends {
            for word in self.roles.fillers(anchor, slot) {
                let kind = self.syntax.conjuncts(word).into_iter().find_map(|w| {
                    let event = self.found.at(w).next();
                    event.map(|(_, e)| {
                        e.intended_type.filter(|_| e.event_type.is_verbal()).unwrap_or(e.event_type)
                    })
                });
                found.intended = match (frame.intends_type, kind) {
                    (Some(fixed), _) => Some((fixed, Some(word))),
                    (None, Some(kind)) => Some((kind, Some(word))),
                    (None, None) => None,
                };
                if found.intended.is_some() {
                    return Ok(());
                }
            }
        }
        if found.intended.is_none() {
            found.intended = frame.intends_type.map(|kind| (kind, None));
            // "threatened to stop selling": no type of its own, but no sale either
            for slot in &frame.intends {
                found.absorbed.extend(self.roles.fillers(anchor, slot));
            }
        }
        Ok(())
    }

    /// Adds the parties of the first alternative that has any.
    fn fill(&mut self, alternatives: &[Slot], anchor: Anchor, into: &mut Vec<Entity>) {
        for slot in alternatives {
            let mut entities = self.parties_in(slot, anchor);
            entities.retain(|e| !into.contains(e) && !self.is_scene(e));
            if !entities.is_empty() {
                into.extend(entities);
                return;
            }
        }
    }

    /// The "Kabul" of "a Kabul car bombing" is where it was.
    fn is_scene(&self, party: &Entity) -> bool {
        let syntax = self.syntax;
        let Some(word) = self.parties.head_of(party) else { return false };
        let of_violence = |noun: TokenId| self.frames.class_has("violence", syntax.lemma(noun));
        matches!(party.via, Some(Via::Implied | Via::Metonym))
            && self.parties.is_place(word)
            && syntax.deprel(word) == Deprel::Compound
            && syntax.head(word).is_some_and(of_violence)
    }

    pub(super) fn parties_in(&mut self, slot: &Slot, anchor: Anchor) -> Vec<Entity> {
        match slot {
            Slot::ActorOf(inner) | Slot::RecipientOf(inner) => {
                let words = self.roles.fillers(anchor, inner);
                let words = words.into_iter().flat_map(|w| self.syntax.conjuncts(w));
                let events: Vec<_> =
                    words.filter_map(|w| self.found.at(w).next().map(|(_, e)| e.clone())).collect();
                let parties = events.into_iter().map(|e| match slot {
                    Slot::ActorOf(_) => e.actors,
                    _ => e.recipients,
                });
                parties.flatten().collect()
            }
            Slot::Nsubj | Slot::Poss if anchor.nominal => self.subject_of_noun(anchor, slot),
            _ => {
                let words = self.roles.fillers(anchor, slot);
                words.into_iter().flat_map(|w| self.parties.at(w)).collect()
            }
        }
    }
    /// A noun's subject may stand in several places; the first that names someone counts, words before the noun
    /// all together ("the EU-China summit").
    fn subject_of_noun(&mut self, anchor: Anchor, slot: &Slot) -> Vec<Entity> {
        let is_modifier = |w: TokenId| {
            self.syntax.head(w) == Some(anchor.word)
                && matches!(self.syntax.deprel(w), Deprel::Amod | Deprel::Compound | Deprel::NmodDesc)
        };
        let words = self.roles.fillers(anchor, slot);
        let (before, others): (Vec<TokenId>, Vec<TokenId>) = words.into_iter().partition(|w| is_modifier(*w));
        let named = others.into_iter().map(|w| self.parties.at(w)).find(|e| !e.is_empty());
        named.unwrap_or_else(|| before.into_iter().flat_map(|w| self.parties.at(w)).collect())
    }

    /// A meeting has two sides. Where a noun names only one ("informed him about the talks with Kyiv"), the other
    /// is whoever the clause is about; a single side that is no group makes no meeting.
    fn complete_meeting(&mut self, anchor: Anchor, actors: &mut Vec<Entity>) -> Result<(), String> {
        let single = |actors: &[Entity], parties: &super::Parties| {
            actors.iter().all(|e| e.actor == actors[0].actor && e.mention == actors[0].mention)
                && !parties.is_several(&actors[0])
        };
        if actors.is_empty() || !single(actors, &self.parties) {
            return Ok(());
        }
        if anchor.nominal {
            let governor =
                self.syntax.ancestors(anchor.word).skip(1).find(|t| self.syntax.upos(*t) == Upos::Verb);
            let subject = governor.and_then(|verb| self.roles.subject(verb));
            for entity in subject.map(|s| self.parties.at(s)).unwrap_or_default() {
                if entity.actor != actors[0].actor || entity.actor.is_none() {
                    actors.insert(0, entity);
                }
            }
        }
        // "will host a summit": there are others, whoever they are
        let gathering =
            anchor.light.is_some() && self.frames.class_has("gathering", self.syntax.lemma(anchor.word));
        // "met allies in Sidon": not named, but somebody
        let others = [Slot::Obj, Slot::Obl(vec!["with".into()])];
        let others = others.iter().flat_map(|slot| self.roles.fillers(anchor, slot));
        let unnamed = others.into_iter().any(|w| self.frames.class_has("met", self.syntax.lemma(w)));
        if single(actors, &self.parties) && !gathering && !unnamed {
            return Err("needs two parties".to_owned());
        }
        Ok(())
    }
}
