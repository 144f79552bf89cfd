//! How likely a careful coder would agree with an event as it is recorded: its type, who, and to whom. Whether it happened is a
//! question of its own, and the status answers it.
//!
//! A weighted sum of what is known about the coding (its traits), brought between 0 and 1 by the logistic curve. The weights are
//! learnt from records that were judged by reading (`corpus/judged`), by `cargo xtask train events`. Which frame fired and what else
//! the report holds are no traits: they told no more of articles that were not learnt from, and would of other news still less.

use crate::document::{Actor, Certainty, Entity, Event, Mention, Status, Syntax, TokenId, Upos};
use crate::lexicon::Confidence;
use smol_str::{SmolStr, format_smolstr};
use verbale_model::logistic;

/// A trait of a coding, and how much of it.
pub type Trait = (SmolStr, f32);

/// Gives each event its confidence.
pub fn weigh_confidence(
    syntax: &Syntax,
    mentions: &[Mention],
    actors: &[Actor],
    certainties: &[Certainty],
    table: &Confidence,
    events: &mut [Event],
) {
    for (event, certainty) in events.iter_mut().zip(certainties) {
        let traits = traits_of(syntax, mentions, actors, certainty, event);
        event.confidence = logistic(table.sum(&traits)).clamp(0.02, 0.98);
    }
}

/// What is known about a coding.
pub fn traits_of(
    syntax: &Syntax,
    mentions: &[Mention],
    actors: &[Actor],
    certainty: &Certainty,
    event: &Event,
) -> Vec<Trait> {
    let mut traits: Vec<Trait> = vec![("always".into(), 1.0)];
    let mut add = |name: SmolStr| traits.push((name, 1.0));
    add(format_smolstr!("type {}", event.event_type));
    add(format_smolstr!("by {}", event.because.by));
    add(format_smolstr!("status {}", certainty.status));
    let flags = [
        ("noun", syntax.upos(event.head) == Upos::Noun && event.head == event.clause),
        ("light verb", event.head != event.clause),
        ("background", event.background),
        ("symmetric", event.symmetric),
        ("intends", event.intended_type.is_some()),
        ("mode", !event.modes.is_empty()),
        ("context", !event.contexts.is_empty()),
        ("dated", event.when.is_some_and(|w| w.time.is_some())),
        ("placed", event.place.is_some()),
        ("counted", event.dead.or(event.injured).or(event.arrested).or(event.size).is_some()),
        ("voice", !certainty.according_to.is_empty()),
        ("two voices", certainty.according_to.len() > 1),
        ("said of many", event.actors.len() > 1),
        ("to nobody", event.recipients.is_empty() && !event.symmetric),
        ("to many", event.recipients.len() > 1),
        ("abroad", is_abroad(actors, event)),
        ("title", event.sentence.index() == 0),
    ];
    flags.into_iter().filter(|(_, holds)| *holds).for_each(|(name, _)| add(name.into()));
    let (actor, recipient) = (event.actors.first(), event.recipients.first());
    for (side, party) in [("actor", actor), ("recipient", recipient)] {
        let Some(party) = party else { continue };
        add(via(side, party));
        add(format_smolstr!("{side} is {}", kind(actors, party)));
    }
    let length = syntax.sentence(event.sentence).token_ids().count() as f32;
    let depth = syntax.ancestors(event.clause).count() as f32;
    let sure =
        event.actors.iter().chain(&event.recipients).map(|p| reference(mentions, p)).fold(1.0, f32::min);
    traits.push(("length".into(), (length / 40.0).min(2.0)));
    traits.push(("depth".into(), (depth / 4.0).min(2.0)));
    traits.push(("reference".into(), sure));
    traits.push(("distance".into(), (distance(syntax, event) / 20.0).min(1.5)));
    traits.push(("conditions".into(), (event.because.conditions as f32 / 4.0).min(2.0)));
    match event.because.second {
        Some(p) => traits.push(("second opinion".into(), odds(p))),
        None => traits.push(("no second opinion".into(), 1.0)),
    }
    if certainty.status == Status::Happened && certainty.according_to.is_empty() {
        traits.push(("told by the outlet as a fact".into(), 1.0));
    }
    traits
}

/// Logarithm of the odds, cut at e⁴ to one.
pub fn odds(p: f32) -> f32 {
    let p = p.clamp(0.018, 0.982);
    (p / (1.0 - p)).ln()
}

fn via(side: &str, party: &Entity) -> SmolStr {
    party.via.map_or_else(|| format_smolstr!("{side} unresolved"), |via| format_smolstr!("{side} via {via}"))
}

fn kind(actors: &[Actor], party: &Entity) -> SmolStr {
    match party.actor.map(|a| &actors[a.index()]) {
        None => "unknown".into(),
        Some(actor) => match (actor.sectors.first(), actor.country) {
            (_, None) => "of no country".into(),
            (Some(sector), _) => sector.as_str().into(),
            (None, Some(_)) => "state".into(),
        },
    }
}

fn is_abroad(actors: &[Actor], event: &Event) -> bool {
    let country = |p: &Entity| p.actor.and_then(|a| actors[a.index()].country);
    let mut countries = event.actors.iter().chain(&event.recipients).filter_map(country);
    let first = countries.next();
    first.is_some_and(|first| countries.any(|other| other != first))
}

/// How sure it is whom the words of a party stand for.
fn reference(mentions: &[Mention], party: &Entity) -> f32 {
    let referents = party.mention.map(|m| &mentions[m.index()].referents);
    let referent = referents.and_then(|all| all.iter().find(|r| Some(r.actor) == party.actor));
    referent.map_or(0.6, |r| r.confidence)
}

/// Words between the event's word and the nearest of those who do it.
fn distance(syntax: &Syntax, event: &Event) -> f32 {
    let word = |p: &Entity| p.span.and_then(|s| syntax.token_at(s.start));
    let gap = |t: TokenId| t.0.abs_diff(event.head.0);
    event.actors.iter().filter_map(word).map(gap).min().unwrap_or(0) as f32
}
