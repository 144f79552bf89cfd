//! Which mentions in a report tell of one happening, so that counting events is not counting sentences.
//!
//! A mention is linked back to the nearest earlier one if nothing speaks against it and something speaks for it.
//! Status and voice are no matter: what one side claims and the other denies is one happening.

use crate::document::{
    Actor, Count, Deprel, Entity, Event, EventType, Feat, Place, Precision, Resolution, Status, Syntax,
    TokenId, Upos, When,
};
use crate::lexicon::links::LinkWords;

/// So many sentences back a happening is still told on by another verb.
const NEAR: usize = 3;

/// Gives the mentions of one happening a number that they share; what is told once gets none.
pub fn link_mentions(
    syntax: &Syntax,
    actors: &[Actor],
    places: &[Place],
    words: &LinkWords,
    events: &mut [Event],
) {
    let linker = Linker { syntax, actors, places, words };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for i in 0..events.len() {
        let may_join = |group: &&mut Vec<usize>| {
            let all_fit = group.iter().all(|j| linker.nothing_against(&events[*j], &events[i]));
            all_fit && group.iter().any(|j| linker.something_for(&events[*j], &events[i]))
        };
        let nearest = groups.iter_mut().filter(may_join).max_by_key(|group| group.last().copied());
        match nearest {
            Some(group) => group.push(i),
            None => groups.push(vec![i]),
        }
    }
    for (number, group) in groups.iter().filter(|group| group.len() > 1).enumerate() {
        for i in group {
            events[*i].link = Some(number as u32 + 1);
        }
    }
}

/// How the parties on one side of two mentions go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sides {
    Same,
    /// One mention does not tell.
    Open,
    Different,
}

struct Linker<'l, 'd> {
    syntax: &'l Syntax<'d>,
    actors: &'l [Actor],
    places: &'l [Place],
    words: &'l LinkWords,
}

impl Linker<'_, '_> {
    /// Reasons against: another type, manner, party, day, place, number or purpose; "another attack".
    fn nothing_against(&self, first: &Event, second: &Event) -> bool {
        let (doers, victims) = self.parties(first, second);
        first.event_type == second.event_type
            && first.intended_type == second.intended_type
            && !self.differ(first, second)
            && doers != Sides::Different
            && victims != Sides::Different
            && days_fit(first.when, second.when)
            && self.places_fit(first, second)
            && first.amount.zip(second.amount).is_none_or(|(a, b)| a.value == b.value)
            && !self.is_another(second)
    }

    /// Reasons for: it is pointed back to ("the attack"), or told on at once of the same parties.
    fn something_for(&self, first: &Event, second: &Event) -> bool {
        let (doers, victims) = self.parties(first, second);
        let apart = second.sentence.index() - first.sentence.index();
        if self.points_back(second) {
            let as_many = self.is_plural(first.head) || !self.is_plural(second.head);
            // "the accusation" is one of the last that was told; "the raid that killed ten" tells itself which
            let known = !is_speech(second.event_type) || (doers == Sides::Same && apart <= NEAR);
            let told_anew = self.syntax.child_by(second.head, Deprel::AclRelcl).is_some();
            return as_many && known && (!told_anew || (doers == Sides::Same && victims == Sides::Same));
        }
        let same_parties = match first.event_type {
            // who marched is who threw stones
            EventType::Protest => doers == Sides::Same,
            // a claim names those who were gunmen in the sentence before
            EventType::Assault => victims == Sides::Same,
            _ => {
                doers == Sides::Same
                    && victims == Sides::Same
                    && n_parties(first) > 1
                    && n_parties(second) > 1
            }
        };
        let told_again = self.words.is_told_again(first.event_type) || is_same_plan(first, second);
        told_again
            && same_parties
            && apart <= NEAR
            && (apart > 0 || victims == Sides::Same)
            && !self.is_new(second)
            && counts_fit(first, second)
            && (is_same_plan(first, second) || !one_is_history(first, second))
    }

    /// Both tell how, and not in the same way. A march may turn into a riot.
    fn differ(&self, first: &Event, second: &Event) -> bool {
        let side_by_side = |event: &Event| event.modes.iter().any(|mode| self.words.is_mixed(*mode));
        let both = !first.modes.is_empty() && !second.modes.is_empty();
        both && !first.modes.iter().any(|mode| second.modes.contains(mode))
            && !(side_by_side(first) && side_by_side(second))
    }

    /// Doers against doers, victims against victims; all against all where no side is the doer.
    fn parties(&self, first: &Event, second: &Event) -> (Sides, Sides) {
        if first.symmetric || second.symmetric {
            let all = |e: &Event| -> Vec<Entity> { e.actors.iter().chain(&e.recipients).cloned().collect() };
            let sides = self.compare(&all(first), &all(second), true);
            return (sides, sides);
        }
        (
            self.compare(&first.actors, &second.actors, false),
            self.compare(&first.recipients, &second.recipients, false),
        )
    }

    /// `each`: every party of the shorter list is in the other; else one is enough.
    fn compare(&self, a: &[Entity], b: &[Entity], each: bool) -> Sides {
        let known = |side: &[Entity]| -> Vec<Actor> {
            let found = side.iter().filter_map(|e| e.actor).map(|id| self.actors[id.index()].clone());
            found.filter(|a| a.country.is_some() || a.name.is_some() || !a.sectors.is_empty()).collect()
        };
        let (a, b) = (known(a), known(b));
        if a.is_empty() || b.is_empty() {
            return Sides::Open;
        }
        let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
        let mut met = short.iter().map(|x| long.iter().any(|y| self.may_be_one(x, y)));
        let fits = if each { met.all(|m| m) } else { met.any(|m| m) };
        if fits { Sides::Same } else { Sides::Different }
    }

    fn may_be_one(&self, a: &Actor, b: &Actor) -> bool {
        if !a.entity_id.is_empty() && a.entity_id == b.entity_id {
            return true;
        }
        let both_named = a.name.is_some() && b.name.is_some() && a.office.is_none() && b.office.is_none();
        let sectors = |a: &Actor, b: &Actor| match (a.sectors.first(), b.sectors.first()) {
            (Some(a), Some(b)) => self.words.are_alike(*a, *b),
            _ => true,
        };
        let is_state = |a: &Actor| a.sectors.is_empty();
        // somebody named of whom no country is known may be anybody
        let stranger = |a: &Actor| a.country.is_none() && a.name.is_some();
        if stranger(a) || stranger(b) {
            return false;
        }
        let countries = a.country.zip(b.country).is_none_or(|(a, b)| a == b);
        countries && sectors(a, b) && (!both_named || is_state(a) || is_state(b))
    }

    fn places_fit(&self, first: &Event, second: &Event) -> bool {
        let (Some(a), Some(b)) = (first.place, second.place) else { return true };
        let (a, b) = (&self.places[a.index()], &self.places[b.index()]);
        let wide = |p: &Place| p.resolution == Resolution::Country;
        let province = |p: &Place| p.resolution == Resolution::Province;
        a.name == b.name
            || (a.country == b.country && (wide(a) || wide(b)))
            || (a.country == b.country && a.admin1 == b.admin1 && (province(a) || province(b)))
    }

    /// "the attack", "their talks", "Russia's raid", "killed in the attack": a noun for an act that is known already.
    fn points_back(&self, event: &Event) -> bool {
        self.act_nouns(event).any(|noun| {
            let before = self.syntax.children(noun).iter().copied().filter(|c| *c < noun);
            let mut marks =
                before.filter(|c| matches!(self.syntax.deprel(*c), Deprel::Det | Deprel::NmodPoss));
            marks.any(|c| {
                // "the rebels' attack" has its article below its owner
                let marked = self.syntax.child_by(c, Deprel::Case).is_some();
                let owner = self.syntax.deprel(c) == Deprel::NmodPoss && marked;
                owner || self.words.is_definite(&self.syntax.form(c).to_lowercase())
            })
        })
    }

    /// The noun of the act: its own word, or one beside its verb.
    fn act_nouns(&self, event: &Event) -> impl Iterator<Item = TokenId> + '_ {
        let syntax = self.syntax;
        let own = (syntax.upos(event.head) == Upos::Noun).then_some(event.head);
        let speech = is_speech(event.event_type);
        let verb = event.clause;
        let beside = syntax
            .children(verb)
            .iter()
            .copied()
            .flat_map(move |c| std::iter::once(c).chain(syntax.children_by(c, Deprel::Nmod)));
        let relations = |t: TokenId| {
            matches!(
                syntax.deprel(t),
                Deprel::Nsubj | Deprel::Obl | Deprel::OblAgent | Deprel::Obj | Deprel::Nmod
            )
        };
        let found: Vec<TokenId> = beside
            .filter(|t| !speech && relations(*t) && self.words.is_act(&syntax.lemma(*t).to_lowercase()))
            .collect();
        own.into_iter().chain(found.into_iter().filter(move |t| Some(*t) != own))
    }

    /// "an attack", "a group of protesters": told for the first time.
    fn is_new(&self, event: &Event) -> bool {
        let begins = |e: &Entity| e.span.and_then(|span| self.syntax.token_at(span.start));
        let is_article = |t: TokenId| {
            self.syntax.upos(t) == Upos::Det && self.syntax.token(t).feats.is(Feat::Definite, "Ind")
        };
        if event.actors.iter().filter_map(begins).any(is_article) {
            return true;
        }
        let det = self.syntax.child_by(event.head, Deprel::Det);
        let indefinite = |d: TokenId| self.syntax.token(d).feats.is(Feat::Definite, "Ind");
        let bare_plural = det.is_none() && self.is_plural(event.head);
        self.syntax.upos(event.head) == Upos::Noun && (det.is_some_and(indefinite) || bare_plural)
    }

    fn is_plural(&self, noun: TokenId) -> bool {
        self.syntax.upos(noun) == Upos::Noun
            && self.syntax.token(noun).feats.is(Feat::Number, "Plur")
            && !self.words.is_one(self.syntax.lemma(noun))
    }

    /// "another attack", "also arrested": beside the act's words stands that it is not the same.
    fn is_another(&self, event: &Event) -> bool {
        let words = [event.head, event.clause].into_iter().chain(self.act_nouns(event));
        let beside = words.flat_map(|word| self.syntax.children(word));
        let says = |child: TokenId| {
            matches!(
                self.syntax.deprel(child),
                Deprel::Amod | Deprel::Advmod | Deprel::Det | Deprel::Nummod | Deprel::Nmod
            ) && self.words.is_another(&self.syntax.form(child).to_lowercase())
        };
        beside.copied().any(says)
    }
}

/// What is said is said once; what is done is often told again. A meeting is done.
fn is_speech(event_type: EventType) -> bool {
    event_type.is_verbal() && event_type != EventType::Consult
}

fn n_parties(event: &Event) -> usize {
    event.actors.len() + event.recipients.len()
}

/// The meeting that lies ahead, spoken of twice.
fn is_same_plan(first: &Event, second: &Event) -> bool {
    let plan = |e: &Event| e.told_as == Some(Status::Planned) && e.intended_type.is_some();
    plan(first) && plan(second)
}

/// The days that the words give have one in common.
fn days_fit(a: Option<When>, b: Option<When>) -> bool {
    let told = |w: &When| w.precision != Precision::Document;
    let (Some(a), Some(b)) = (a.filter(told), b.filter(told)) else { return true };
    let before = |x: &When, y: &When| x.end.zip(y.start).is_some_and(|(end, start)| end < start);
    !before(&a, &b) && !before(&b, &a)
}

/// Last year's raid is not the one of which no day is told.
fn one_is_history(first: &Event, second: &Event) -> bool {
    let long = |e: &Event| e.when.is_some_and(|w| matches!(w.precision, Precision::Year | Precision::Month));
    let undated = |e: &Event| e.when.is_none_or(|w| w.precision == Precision::Document);
    long(first) && undated(second) || undated(first) && long(second)
}

fn counts_fit(first: &Event, second: &Event) -> bool {
    let fit = |a: Option<Count>, b: Option<Count>| {
        a.zip(b).is_none_or(|(a, b)| a.min <= b.max.unwrap_or(u32::MAX) && b.min <= a.max.unwrap_or(u32::MAX))
    };
    fit(first.dead, second.dead)
        && fit(first.injured, second.injured)
        && fit(first.arrested, second.arrested)
        && fit(first.size, second.size)
}
