//! PLOVER has no future meeting, aid, withdrawal or attack: planned cooperation is an AGREE, a future RETREAT a CONCEDE, an
//! announced act of force or pressure a THREATEN. The act that would come is its `intended_type`.

use super::weigh::{find_time, find_voiced};
use crate::annotate::certainty::{Outlook, read_outlook};
use crate::document::{About, Event, EventType, Mode, Status, Syntax, Time};
use crate::lexicon::Lexicon;

/// Turns acts that are only announced into the verbal acts that PLOVER has for them.
///
/// An act dated after the day of publication is still to come, whatever its verb says.
pub fn read_future_acts(
    syntax: &Syntax,
    lexicon: &Lexicon,
    times: &[Time],
    about: &About,
    events: &mut [Event],
) {
    let voiced = find_voiced(events);
    for event in events {
        let mut outlook = read_outlook(syntax, &lexicon.modality, event.head, event.clause, |_| false);
        let time =
            find_time(syntax, times, about, lexicon, &voiced, event).and_then(|id| times[id.index()].start);
        outlook.planned |= matches!((time, about.published), (Some(day), Some(today)) if day > today);
        if outlook.negated || outlook.asked || outlook.uncertain {
            continue;
        }
        let Some((becomes, mode)) = verbal_act(event, &outlook) else { continue };
        event.intended_type = Some(event.event_type);
        event.intended_head = Some(event.head);
        event.told_as = Some(Status::Planned); // a mere "will" is planned, whatever the act
        event.event_type = becomes;
        event.modes = mode.into_iter().collect();
        event.cameo = cameo(becomes, event.intended_type).into();
    }
}

/// The verbal act that an announced act is.
fn verbal_act(event: &Event, outlook: &Outlook) -> Option<(EventType, Option<Mode>)> {
    let planned = outlook.planned || event.told_as == Some(Status::Planned);
    match event.event_type {
        EventType::Consult | EventType::Support | EventType::Cooperate | EventType::Aid if planned => {
            Some((EventType::Agree, None))
        }
        EventType::Retreat if planned => Some((EventType::Concede, None)),
        _ if !outlook.announced || event.background => None,
        _ => threat_of(event).map(|mode| (EventType::Threaten, Some(mode))),
    }
}

/// The mode of the threat to do an act, if threatening it is a mode of THREATEN.
pub fn threat_of(act: &Event) -> Option<Mode> {
    let has = |mode| act.modes.contains(&mode);
    match act.event_type {
        EventType::Assault => Some(Mode::Violence),
        EventType::Coerce if has(Mode::Arrest) => Some(Mode::Arrest),
        EventType::Coerce => Some(Mode::Restrict),
        EventType::Sanction if has(Mode::Expel) => Some(Mode::Expel),
        EventType::Sanction => Some(Mode::Relations),
        EventType::Protest if has(Mode::Boycott) || has(Mode::Strike) => Some(Mode::Restrict),
        _ => None,
    }
}

fn cameo(becomes: EventType, intended: Option<EventType>) -> &'static str {
    match (becomes, intended) {
        (EventType::Threaten, Some(EventType::Assault)) => "138",
        (EventType::Threaten, Some(EventType::Sanction)) => "131",
        (EventType::Threaten, Some(EventType::Coerce)) => "132",
        (EventType::Threaten, _) => "133",
        (EventType::Concede, _) => "035",
        (_, Some(EventType::Consult)) => "036",
        (_, Some(EventType::Aid)) => "033",
        (_, Some(EventType::Cooperate)) => "031",
        _ => "030",
    }
}
