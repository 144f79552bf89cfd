//! What part somebody has in public life, by the word itself and by what it is part of.

use super::super::roles::Anchor;
use super::super::{Finder, Match};
use super::Standing::{self, Institution, Private, State};
use crate::document::{Deprel, Entity, EventType, Feat, TokenId, Upos, Via};
use crate::lexicon::Topic;
use crate::lexicon::frames::Frame;

impl Finder<'_, '_> {
    pub(super) fn standing(&self, entity: &Entity, anchor: Anchor, topic: Option<Topic>) -> Standing {
        let syntax = self.syntax;
        let Some(head) = self.head_of(entity, anchor) else {
            return if self.parties.is_public(entity) { Institution } else { Standing::Unknown };
        };
        let is_noun = |t: TokenId| syntax.upos(t) == Upos::Noun;
        let private_here =
            |t: TokenId| topic.is_some_and(|topic| is_noun(t) && self.topics.is_private_in(syntax, t, topic));
        // "the Swiss watchmaker", "the pianist from Kyiv", "the minister's cat": whoever is only a trait of a private noun
        let bearers = self.bearers(head, anchor);
        let private = |t: TokenId| self.topics.is_private(syntax, t) || private_here(t);
        let thing = |t: TokenId| private(t) || is_noun(t) && self.topics.is_of_topic(syntax, t);
        let described = |t: TokenId| thing(t) || self.descriptions(t).any(thing);
        if bearers.iter().any(|t| described(*t)) || self.stands_in_club(head, entity) {
            return Private;
        }
        if topic == Some(Topic::Sport) && self.is_of_games(head) {
            return Private;
        }
        if self.descriptions(head).any(thing) && !self.parties.is_official(entity) {
            return Private;
        }
        // broadcasters of matches, papers with reviews
        if topic.is_some() && self.parties.is_press(entity) {
            return Private;
        }
        if self.parties.is_official(entity) && !private_here(head) && entity.via != Some(Via::Metonym) {
            return Institution;
        }
        if thing(head) || self.topics.is_of_topic(syntax, head) || self.parties.is_firm(entity) {
            return Private;
        }
        if self.parties.is_official(entity) {
            return if private_here(head) { Private } else { Institution };
        }
        if entity.actor.is_none() {
            return Standing::Unknown;
        }
        if !self.parties.is_bare(entity) {
            let known = self.parties.is_private(entity, true);
            return if known { Standing::People } else { Standing::Unknown };
        }
        let one = self.is_one_of_nation(entity, head);
        let trait_only = one
            || !bearers.is_empty()
            || entity.via == Some(Via::Role)
            || self.parties.is_named_person(entity);
        match entity.via {
            Some(Via::Implied) => Standing::Scene,
            _ if trait_only => Standing::National,
            _ => State,
        }
    }

    /// The word of a party on which its other words depend.
    pub(in crate::annotate::events) fn head_of(&self, entity: &Entity, anchor: Anchor) -> Option<TokenId> {
        let span = entity.span?;
        let sentence = self.syntax.sentence(self.syntax.token(anchor.word).sentence);
        let inside = |t: TokenId| {
            span.start <= self.syntax.token(t).span.start && self.syntax.token(t).span.end <= span.end
        };
        let is_head = |t: &TokenId| inside(*t) && !self.syntax.head(*t).is_some_and(inside);
        if let Some(before) = self.parties.named_before(entity) {
            return Some(before); // "the singer …, and she demanded"
        }
        let head = self.parties.head_of(entity).or_else(|| sentence.token_ids().find(is_head));
        head.map(|word| self.roles.antecedent(word)) // "a thriller that takes no prisoners"
    }

    /// What a name is said to be: "the insurer" of "the insurer Sanlam".
    fn descriptions(&self, name: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        let syntax = self.syntax;
        let is_name = syntax.upos(name) == Upos::Propn;
        let fits = move |c: TokenId| {
            is_name
                && syntax.upos(c) == Upos::Noun
                && matches!(
                    syntax.deprel(c),
                    Deprel::Compound | Deprel::NmodDesc | Deprel::Nmod | Deprel::Appos | Deprel::Flat
                )
        };
        let children = syntax.children(name).iter().copied();
        children.filter(move |c| fits(*c) && syntax.case(*c).is_none())
    }

    /// "The Brazilian": one of them.
    fn is_one_of_nation(&self, entity: &Entity, head: TokenId) -> bool {
        entity.via == Some(Via::Demonym)
            && self.syntax.token(head).feats.is(Feat::Number, "Sing")
            && self.syntax.child_by(head, Deprel::Det).is_some()
    }

    /// People of whom at most the country is known, in a report without a word of politics: a rider who warns his rivals.
    pub(super) fn check_strangers(
        &self,
        frame: &Frame,
        anchor: Anchor,
        found: &Match,
        recipients: &[Standing],
    ) -> Result<(), String> {
        use EventType::{Accuse, Agree, Concede, Consult, Reject, Request, Support, Threaten};
        let verbal = matches!(
            frame.event_type,
            Some(Accuse | Agree | Concede | Consult | Reject | Request | Support | Threaten)
        );
        let stranger = |e: &Entity| {
            let person = self.parties.is_named_person(e)
                || self.head_of(e, anchor).is_some_and(|head| self.is_one_of_nation(e, head));
            person && !self.parties.is_official(e)
        };
        let nobody = |s: &Standing| matches!(s, Standing::National | Standing::Unknown | Private);
        let alone = !found.actors.is_empty() && found.actors.iter().all(stranger);
        if verbal && alone && recipients.iter().all(nobody) { Err("strangers".to_owned()) } else { Ok(()) }
    }

    /// The Azores of "a depression near the Azores": only where something is that is nobody.
    pub(super) fn is_place_of_thing(&self, entity: &Entity, anchor: Anchor) -> bool {
        let Some(head) = self.head_of(entity, anchor) else { return false };
        let near = self
            .syntax
            .case(head)
            .is_some_and(|case| self.frames.class_has("beside_place", &case.to_lowercase()));
        let thing = |t: &TokenId| self.syntax.upos(*t) == Upos::Noun && !self.parties.is_mention(*t);
        entity.via == Some(Via::Implied) && near && self.bearers(head, anchor).first().is_some_and(thing)
    }

    /// UEFA, "the Court of Arbitration for Sport", "the president of FC Utrecht", "the medical officer of rugby", "sumo elders".
    fn is_of_games(&self, head: TokenId) -> bool {
        let syntax = self.syntax;
        let is_noun = |t: TokenId| syntax.upos(t) == Upos::Noun;
        let by_name = |t: TokenId| {
            syntax.upos(t) == Upos::Propn && self.topics.is_of_topic(syntax, t)
                || self.topics.is_club(syntax, t)
        };
        let parts =
            |t: TokenId| syntax.children_by(t, Deprel::Compound).chain(syntax.children_by(t, Deprel::Flat));
        let game = |t: TokenId| is_noun(t) && self.topics.is_game(syntax, t);
        by_name(head)
            || syntax.children_by(head, Deprel::Nmod).any(|t| by_name(t) || parts(t).any(by_name) || game(t))
            || is_noun(head)
                && !self.topics.is_public(syntax, head)
                && parts(head).any(|t| game(t) || by_name(t))
    }

    /// The nouns that a name is only an attribute of, up to the event's own word.
    pub(super) fn bearers(&self, head: TokenId, anchor: Anchor) -> Vec<TokenId> {
        let syntax = self.syntax;
        let is_attribute = |t: TokenId| {
            matches!(
                syntax.deprel(t),
                Deprel::Amod | Deprel::Compound | Deprel::NmodPoss | Deprel::NmodDesc | Deprel::Nmod
            )
        };
        let mut found = Vec::new();
        let mut at = head;
        // "suppliers in Germany and Hungary": the second country is no more than the first
        if syntax.deprel(at) == Deprel::Conj && syntax.upos(at) == Upos::Propn {
            let first = syntax.head(at).filter(|h| syntax.upos(*h) == Upos::Propn && *h != anchor.word);
            at = first.unwrap_or(at);
        }
        while let Some(above) = syntax.head(at).filter(|_| is_attribute(at)) {
            if above == anchor.word || above == anchor.clause() || found.len() > 3 {
                break;
            }
            found.push(above);
            at = above;
        }
        found
    }

    /// "Real Madrid", "Manchester City", "Paris Saint-Germain": a town beside a word of teams.
    fn stands_in_club(&self, word: TokenId, entity: &Entity) -> bool {
        let syntax = self.syntax;
        let sentence = syntax.sentence(syntax.token(word).sentence);
        let is_town = matches!(entity.via, None | Some(Via::Metonym | Via::Implied));
        let is_club = |t: TokenId| {
            let span = syntax.token(t).span;
            let inside = entity.span.is_some_and(|n| n.start <= span.start && span.end <= n.end);
            let capital = syntax.form(t).starts_with(char::is_uppercase);
            capital && (is_town || !inside) && self.topics.is_club(syntax, t)
        };
        let beside = [word.0.checked_sub(1), word.0.checked_add(1)].into_iter().flatten().map(TokenId);
        let beside = beside.filter(|t| (sentence.first..sentence.end).contains(t));
        beside.chain(syntax.children_by(word, Deprel::Flat)).any(is_club)
    }
}
