//! One event is not found five times: what several words of a sentence tell of one act is one record.

use crate::document::{Actor, By, Deprel, Entity, Event, EventType, Syntax, TokenId, Upos};
use jiff::civil::Date;

/// Joins events of one sentence that have the same type and parties, or the same type and actors where one
/// clause only tells the outcome of the other ("shelled the town, killing six people"). Acts of different days stay apart.
pub fn merge_repeated(
    syntax: &Syntax,
    events: Vec<Event>,
    actors: &[Actor],
    day: impl Fn(&Event) -> Option<Date>,
) -> Vec<Event> {
    let mut kept: Vec<Event> = Vec::with_capacity(events.len());
    for event in events {
        let twin = kept.iter_mut().rev().take_while(|k| k.sentence == event.sentence).find(|k| {
            k.event_type == event.event_type
                && !are_two_acts(syntax, k, &event)
                && day(k).zip(day(&event)).is_none_or(|(a, b)| a == b)
                && same(&k.actors, &event.actors, actors)
                && (same(&k.recipients, &event.recipients, actors) || is_outcome(syntax, k, &event))
                || is_same_meeting(syntax, k, &event, actors)
        });
        match twin {
            // what a frame tells goes before what the second opinion tells
            Some(twin) if twin.because.by == By::Model && event.because.by != By::Model => {
                let guess = std::mem::replace(twin, event);
                absorb(twin, guess);
            }
            Some(twin) if is_same_meeting(syntax, twin, &event, actors) => {
                absorb(twin, Event { recipients: Vec::new(), ..event });
            }
            Some(twin) => absorb(twin, event),
            None => kept.push(event),
        }
    }
    kept
}

fn same(a: &[Entity], b: &[Entity], actors: &[Actor]) -> bool {
    let key = |e: &Entity| {
        e.actor.map(|id| actors[id.index()].country.map(|c| (c, actors[id.index()].sectors.clone())))
    };
    let covers = |a: &[Entity], b: &[Entity]| {
        b.iter().all(|y| a.iter().any(|x| x.span == y.span || (key(x).is_some() && key(x) == key(y))))
    };
    covers(a, b) && covers(b, a)
}

/// "left for Moscow for talks with the president": the talks are the visit's, if they bring in nobody else.
fn is_same_meeting(syntax: &Syntax, visit: &Event, talks: &Event, actors: &[Actor]) -> bool {
    let country = |e: &Entity| e.actor.and_then(|id| actors[id.index()].country);
    let everybody = |e: &Event| e.actors.iter().chain(&e.recipients).map(country).collect::<Vec<_>>();
    let (guests, all) = (everybody(visit), everybody(talks));
    visit.event_type == EventType::Consult
        && talks.event_type == EventType::Consult
        && syntax.upos(talks.head) == Upos::Noun
        && syntax.is_under(talks.head, visit.clause)
        && all.iter().all(|c| c.is_some() && guests.contains(c))
}

/// "sought talks and urged them to help": coordinated clauses tell two acts of words, where coordinated blows
/// ("shelled and stormed the town") are one attack.
fn are_two_acts(syntax: &Syntax, a: &Event, b: &Event) -> bool {
    let coordinated =
        |low: TokenId, high: TokenId| syntax.head(low) == Some(high) && syntax.deprel(low) == Deprel::Conj;
    let is_verb = |t: TokenId| syntax.upos(t) == Upos::Verb;
    a.event_type.is_verbal()
        && is_verb(a.clause)
        && is_verb(b.clause)
        && (coordinated(a.clause, b.clause) || coordinated(b.clause, a.clause))
}

/// The later clause hangs on the earlier one without a subject of its own, or the other way round.
fn is_outcome(syntax: &Syntax, a: &Event, b: &Event) -> bool {
    let hangs = |low: TokenId, high: TokenId| {
        syntax.head(low) == Some(high)
            && matches!(syntax.deprel(low), Deprel::Advcl | Deprel::Conj | Deprel::Xcomp)
            && syntax.child_by(low, Deprel::Nsubj).is_none()
    };
    let either_empty = a.recipients.is_empty() || b.recipients.is_empty();
    hangs(b.clause, a.clause)
        || hangs(a.clause, b.clause)
        || (either_empty && syntax.is_under(b.head, a.head))
}

fn absorb(twin: &mut Event, event: Event) {
    for mode in event.modes {
        if !twin.modes.contains(&mode) {
            twin.modes.push(mode);
        }
    }
    for context in event.contexts {
        if !twin.contexts.contains(&context) {
            twin.contexts.push(context);
        }
    }
    for recipient in event.recipients {
        if !twin.recipients.contains(&recipient) {
            twin.recipients.push(recipient);
        }
    }
    twin.background &= event.background;
    twin.because.evidence.push(event.trigger);
}
