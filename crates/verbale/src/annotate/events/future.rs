//! PLOVER has no future meeting, aid or withdrawal: what is planned is an AGREE (a future RETREAT: CONCEDE), and the
//! act that would come is its `intended_type`.

use crate::annotate::certainty::read_outlook;
use crate::document::{Event, EventType, Status, Syntax};
use crate::lexicon::modality::Modality;

/// Turns planned cooperation into agreement.
pub fn read_future_acts(syntax: &Syntax, modality: &Modality, events: &mut [Event]) {
    for event in events {
        let becomes = match event.event_type {
            EventType::Consult | EventType::Support | EventType::Cooperate | EventType::Aid => {
                EventType::Agree
            }
            EventType::Retreat => EventType::Concede,
            _ => continue,
        };
        let outlook = read_outlook(syntax, modality, event.head, event.clause, |_| false);
        let planned = outlook.planned || event.told_as == Some(Status::Planned);
        if !planned || outlook.negated || outlook.asked || outlook.uncertain {
            continue;
        }
        event.intended_type = Some(event.event_type);
        event.intended_head = Some(event.head);
        event.event_type = becomes;
        event.told_as = Some(Status::Planned);
        event.modes.clear();
        event.cameo = match (becomes, event.intended_type) {
            (EventType::Concede, _) => "035",
            (_, Some(EventType::Consult)) => "036",
            (_, Some(EventType::Aid)) => "033",
            (_, Some(EventType::Cooperate)) => "031",
            _ => "030",
        }
        .into();
    }
}
