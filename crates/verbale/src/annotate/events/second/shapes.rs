//! Frames without words: what an event of each type looks like when the second opinion makes it.

use crate::document::EventType;
use crate::lexicon::frames::{Frame, Slot};
use smol_str::format_smolstr;
use std::sync::OnceLock;

/// The frame of a type.
pub fn shape_of(kind: EventType) -> &'static Frame {
    static SHAPES: OnceLock<Vec<Frame>> = OnceLock::new();
    &SHAPES.get_or_init(|| EventType::ALL.iter().map(|kind| shape(*kind)).collect())[kind as usize]
}

fn shape(kind: EventType) -> Frame {
    use EventType::*;
    // CAMEO's root; to whom, in order of preference; whether somebody must be
    let (cameo, recipient, directed) = match kind {
        Agree => ("030", "iobj obl:with obl:to", false),
        Consult => ("040", "obl:with obj obl:to", true),
        Support => ("050", "obj obl:for/behind/to/with", true),
        Concede => ("080", "iobj obl:to obj", false),
        Cooperate => ("060", "obl:with iobj obl:to obj", true),
        Aid => ("070", "iobj obj obl:to/for", true),
        Retreat => ("087", "obl:from obj", false),
        Request => ("100", "iobj obj obl:on/to/from/of", true),
        Accuse => ("110", "obj obl:against/at/on/of/to", true),
        Reject => ("120", "obj obl:to/with/from/against", false),
        Threaten => ("130", "obj iobj obl:with/to/against", true),
        Protest => ("140", "obl:against/at/over obj", false),
        Sanction => ("160", "obj obl:on/against/with/from", true),
        Mobilize => ("150", "obl:against", false),
        Coerce => ("170", "obj obl:on/against", true),
        Assault => ("190", "obj obl:on/against/at", true),
    };
    let slots = |line: &str| line.split(' ').filter_map(|w| w.parse().ok()).collect::<Vec<Slot>>();
    let intends =
        if matches!(kind, Agree | Request | Reject | Threaten) { slots("xcomp") } else { Vec::new() };
    Frame {
        id: format_smolstr!("model/{kind}"),
        event_type: Some(kind),
        cameo: cameo.into(),
        actors: vec![slots("nsubj")],
        recipients: vec![slots(recipient)],
        symmetric: matches!(kind, Consult | Cooperate),
        directed,
        intends,
        ..Frame::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_has_a_shape_whose_code_is_in_the_table() {
        let ontology = &crate::english().language().lexicon.ontology;
        for kind in EventType::ALL {
            let frame = shape_of(*kind);
            assert_eq!(frame.event_type, Some(*kind));
            assert!(!frame.recipients[0].is_empty(), "{kind}");
            assert!(ontology.goldstein(&frame.cameo).is_some(), "{kind} has no code {}", frame.cameo);
        }
    }
}
