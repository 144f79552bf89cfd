//! When and where each event was.

use crate::annotate::certainty::read_outlook;
use crate::annotate::numbers::{amount_of, counts_of};
use crate::annotate::places::Scene;
use crate::annotate::times::{is_before_noun, is_plain_past, time_of, when_ahead, when_of};
use crate::document::{
    About, Actor, Code, Count, Event, EventType, Place, Status, Syntax, Time, TimeId, TokenId, Upos,
};
use crate::lexicon::Lexicon;
use crate::lexicon::modality::Modality;

/// Only feared or imagined; or a word that somebody else wants said: "he was asked to condemn the militia", "why should they
/// back him?" condemn and back nobody.
pub fn is_only_in_words(syntax: &Syntax, modality: &Modality, event: &Event) -> bool {
    let outlook = read_outlook(syntax, modality, event.head, event.clause, |_| false);
    let wanted = outlook.asked && !outlook.negated && event.told_as.is_none();
    let said = matches!(
        event.event_type,
        EventType::Accuse | EventType::Support | EventType::Reject | EventType::Request | EventType::Threaten
    );
    outlook.imagined || said && wanted
}

/// Fills in time, place and numbers.
#[allow(clippy::too_many_arguments)] // these are the layers it reads
pub fn place_in_time(
    syntax: &Syntax,
    actors: &[Actor],
    times: &[Time],
    places: &[Place],
    about: &About,
    lexicon: &Lexicon,
    events: &mut [Event],
) {
    let heads: Vec<(TokenId, EventType)> = events.iter().map(|e| (e.head, e.event_type)).collect();
    let scene = Scene { syntax, places, gazetteer: &lexicon.gazetteer, heads: &heads };
    let voiced = find_voiced(events);
    let words: Vec<TokenId> = heads.iter().map(|(head, _)| *head).collect();
    for event in events.iter_mut() {
        let time = find_time(syntax, times, about, lexicon, &voiced, event);
        event.when = match event.told_as {
            Some(Status::Planned) => when_ahead(time, times, about),
            _ => when_of(time, times, about),
        };
        event.place = scene.place_of(event);
        let counts = counts_of(syntax, event, &words, lexicon);
        (event.dead, event.injured, event.arrested, event.size) =
            (counts.dead, counts.injured, counts.arrested, counts.size);
        let parties = event.actors.iter().chain(&event.recipients).filter_map(|e| e.actor);
        let countries: Vec<Code> = parties.filter_map(|a| actors[a.index()].country).collect();
        event.amount = amount_of(syntax, event.head, &countries, lexicon);
        event.background |= is_history(event, about)
            && !time.is_some_and(|id| is_still_so(syntax, lexicon, &times[id.index()]));
    }
    count_once(events);
}

/// Years after which what a report tells is history: "the 1953 coup", "was jailed in 1974".
const HISTORY: i16 = 2;

/// Whether a report tells something that was over years before it.
fn is_history(event: &Event, about: &About) -> bool {
    let over = event.when.as_ref().filter(|when| when.time.is_some()).and_then(|when| when.end);
    let long_ago = |today: jiff::civil::Date| today.checked_sub(jiff::Span::new().years(HISTORY)).ok();
    over.zip(about.published.and_then(long_ago)).is_some_and(|(end, then)| end < then)
}

/// "Since the invasion of 2003" begins what goes on.
fn is_still_so(syntax: &Syntax, lexicon: &Lexicon, time: &Time) -> bool {
    let since =
        |t: TokenId| syntax.case(t).is_some_and(|c| lexicon.frames.class_has("lasting_preposition", &c));
    syntax.ancestors(time.head).take(3).any(since)
}

/// The same words count the same people: of two records of one type the earlier one has them.
fn count_once(events: &mut [Event]) {
    for i in 1..events.len() {
        let (before, rest) = events.split_at_mut(i);
        let event = &mut rest[0];
        let twins =
            before.iter().filter(|e| e.sentence == event.sentence && e.event_type == event.event_type);
        for twin in twins {
            let told = |mine: Option<Count>, first: Option<Count>| {
                mine.filter(|m| first.is_none_or(|f| f.span != m.span))
            };
            event.dead = told(event.dead, twin.dead);
            event.injured = told(event.injured, twin.injured);
            event.arrested = told(event.arrested, twin.arrested);
            event.size = told(event.size, twin.size);
        }
    }
}

/// The heads of acts of speech: an act that is only spoken of has another day than the speech ("denounced on Friday the raid").
pub fn find_voiced(events: &[Event]) -> Vec<(TokenId, EventType)> {
    use EventType::{Accuse, Reject, Request, Support, Threaten};
    let voiced = |e: &&Event| matches!(e.event_type, Accuse | Reject | Request | Support | Threaten);
    events.iter().filter(voiced).map(|e| (e.head, e.event_type)).collect()
}

/// The time told with the event's own word, else with the verb that carries it, else the only time of the clause,
/// wherever in it a parser has hung it.
pub fn find_time(
    syntax: &Syntax,
    times: &[Time],
    about: &About,
    lexicon: &Lexicon,
    voiced: &[(TokenId, EventType)],
    event: &Event,
) -> Option<TimeId> {
    let spoken_of = |word: TokenId| {
        let speaks = |v: &(TokenId, EventType)| v.0 == word && v.1 != event.event_type;
        word != event.clause && syntax.upos(event.head) == Upos::Noun && voiced.iter().any(speaks)
    };
    // What is told in the plain past had happened by the day of publication: a day still ahead is that of something else.
    let over = event.head == event.clause
        && event.told_as != Some(Status::Planned)
        && is_plain_past(syntax, event.head);
    let fits = |time: &Time| !(over && is_ahead(time, about));
    let told = time_of(syntax, times, lexicon, event.head, spoken_of, fits)
        .or_else(|| time_of(syntax, times, lexicon, event.clause, spoken_of, fits));
    told.or_else(|| only_time(syntax, times, event).filter(|id| fits(&times[id.index()])))
}

/// Later than the day after publication: somewhere it is already tomorrow.
fn is_ahead(time: &Time, about: &About) -> bool {
    let tomorrow = about.published.and_then(|today| today.tomorrow().ok());
    time.start.zip(tomorrow).is_some_and(|(day, tomorrow)| day > tomorrow)
}

fn only_time(syntax: &Syntax, times: &[Time], event: &Event) -> Option<TimeId> {
    let mut here =
        (0..times.len()).filter(|i| times[*i].sentence == event.sentence && times[*i].start.is_some());
    let (Some(only), None) = (here.next(), here.next()) else { return None };
    if is_before_noun(syntax, &times[only]) {
        return None;
    }
    let predicate = |word: TokenId| {
        let is_predicate = |t: &TokenId| syntax.upos(*t) == Upos::Verb || syntax.head(*t).is_none();
        syntax.ancestors(word).find(is_predicate)
    };
    (predicate(times[only].head) == predicate(event.clause)).then(|| TimeId::at(only))
}
