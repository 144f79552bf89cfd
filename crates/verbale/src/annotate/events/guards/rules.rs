//! What standing the parties of an event need: in private life, before a judge, in sport, business and culture.

use super::Standing::{self, Institution, Private, State};
use crate::document::EventType;
use crate::lexicon::Topic;
use crate::lexicon::frames::Frame;

/// Those who act are of private life, and so are those to whom they do it.
pub(super) fn check_private(
    frame: &Frame,
    topic: Option<Topic>,
    actors: &[Standing],
    recipients: &[Standing],
) -> Result<(), String> {
    use EventType::{Agree, Consult, Cooperate};
    // those who stone a woman are neighbours as well: for assaults there is the guard on quarrels
    let victims = recipients.iter().any(|s| matches!(s, Standing::People | Standing::National));
    let assault = frame.event_type == Some(EventType::Assault) && victims;
    // "the hoteliers protested to the booking site"
    let complaint = !recipients.is_empty() && actors.iter().chain(recipients).all(|s| *s == Private);
    // whoever may protest may stop: truckers who lift their roadblocks
    let stops = frame.event_type == Some(EventType::Concede) && frame.cameo == "085";
    if assault || stops || frame.event_type == Some(EventType::Protest) && !complaint {
        return Ok(());
    }
    let unknown = |s: &Standing| !matches!(s, Institution | State | Standing::People);
    let by_nation = !actors.is_empty() && actors.iter().all(|s| *s == Standing::National);
    // "the Brazilian is suing his promoters"
    let dispute =
        by_nation && frame.event_type.is_some_and(|t| t.quad() == 3) && recipients.contains(&Private);
    let private = actors.iter().all(unknown)
        && (actors.contains(&Private) || dispute)
        && !recipients.iter().any(|s| matches!(s, Institution | State));
    // "the band thanked Poland", "the retailer invaded Vietnam"
    let polite = topic.is_some() && frame.event_type.is_some_and(|t| t.quad() <= 2);
    let bold = matches!(frame.event_type, Some(EventType::Assault | EventType::Mobilize | EventType::Coerce));
    let far_off = (polite || bold || complaint)
        && actors.iter().all(|s| *s == Private)
        && recipients.iter().all(|s| !matches!(s, Institution | Standing::People | Standing::National));
    // "Lego sued a Chinese copycat", "Basel and Salzburg agreed a fee", "Glencore and its Peruvian partner shook hands"
    let bargain = matches!(frame.event_type, Some(Agree | Consult | Cooperate));
    let nobody = |s: &Standing| match s {
        Standing::Unknown => true,
        Standing::National => bargain && actors.contains(&Standing::Unknown),
        Standing::Scene => frame.event_type == Some(Agree),
        _ => false,
    };
    let obscure = frame.event_type.is_some_and(|t| t.quad() < 4)
        && actors.iter().all(nobody)
        && recipients.iter().all(unknown);
    // a meeting of a firm and its customers, a deal of a club and an agent
    let meets = frame.event_type == Some(Consult);
    // two of whom only the country is known: tennis players who bury the hatchet
    let strangers = topic.is_some() && by_nation;
    let symmetric = frame.symmetric
        && (meets || strangers || actors.contains(&Private))
        && !actors.iter().any(|s| matches!(s, Institution | State));
    if private || obscure || symmetric || far_off { Err("private life".to_owned()) } else { Ok(()) }
}

/// In sport, business and culture names of countries are teams, firms and the homes of singers.
pub(super) fn check_topic(
    frame: &Frame,
    topic: Option<Topic>,
    actors: &[Standing],
    recipients: &[Standing],
) -> Result<(), String> {
    let Some(topic) = topic else { return Ok(()) };
    // consumers who boycott, fans who riot; not fans who besiege a box office
    let protest = frame.event_type == Some(EventType::Protest)
        && match topic {
            Topic::Sport => actors.contains(&Standing::People),
            Topic::Business => true,
            Topic::Culture => actors.iter().any(|s| *s != Private),
        };
    // players who crush resistance, unless in the streets
    let bloodless = topic == Topic::Sport
        && frame.event_type.is_some_and(|t| t.quad() == 4)
        && frame.event_type != Some(EventType::Protest)
        && !actors.is_empty()
        && actors.iter().all(|s| *s == Private);
    if bloodless {
        return Err("sport".to_owned());
    }
    let mut parties = actors.iter().chain(recipients);
    let passes = |s: &Standing| match topic {
        Topic::Sport => *s == Institution,
        Topic::Business | Topic::Culture => matches!(s, Institution | State | Standing::People),
    };
    if protest || parties.any(passes) { Ok(()) } else { Err(format!("{topic:?}").to_lowercase()) }
}

/// A judge between private people: "a court ordered the brewer to pay", "the jury upheld the swimmer's appeal".
pub(super) fn check_lawsuit(
    frame: &Frame,
    topic: Option<Topic>,
    recipients: &[Standing],
) -> Result<(), String> {
    use EventType::{Reject, Request, Sanction, Support};
    let ruling = matches!(frame.event_type, Some(Support | Reject | Sanction | Request));
    let private = recipients.contains(&Private)
        || topic.is_some() && recipients.iter().all(|s| matches!(s, Standing::National | Standing::Unknown));
    let public = recipients.iter().any(|s| matches!(s, Institution | State | Standing::People));
    if ruling && private && !public { Err("a lawsuit of private people".to_owned()) } else { Ok(()) }
}
