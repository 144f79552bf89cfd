//! Every type, mode and code that a frame can write has its scores, and goes where PLOVER's crosswalk sends it.

use std::collections::BTreeMap;
use std::path::Path;
use verbale::document::EventType;
use verbale::english;

/// No table has a value for it.
const WITHOUT_GOLDSTEIN: [&str; 1] = ["1214"];

#[test]
fn every_type_and_mode_has_a_quad_and_a_score() {
    let ontology = &english().language().lexicon.ontology;
    for event_type in EventType::ALL {
        assert!((1..=4).contains(&event_type.quad()), "{event_type}");
        let plain = ontology.plover_score(*event_type, &[]);
        assert!(plain.is_some_and(|s| (-10.0..=10.0).contains(&s)), "{event_type}: {plain:?}");
        for mode in ontology.modes(*event_type) {
            let score = ontology.plover_score(*event_type, &[mode]);
            assert!(score.is_some_and(|s| (-10.0..=10.0).contains(&s)), "{event_type} {mode}: {score:?}");
        }
    }
}

#[test]
fn the_rulings_hold() {
    let ontology = &english().language().lexicon.ontology;
    assert_eq!(ontology.plover_score(EventType::Accuse, &[]), Some(-3.0), "printed without its sign");
    assert_eq!(EventType::Sanction.quad(), 4, "material conflict by its own section");
    let type_of = |code: &str| ontology.cameo(code).map(|c| c.event_type);
    assert_eq!(type_of("055"), Some(EventType::Concede), "an apology");
    assert_eq!(type_of("0813"), Some(EventType::Concede), "an eased curfew");
    assert_eq!(type_of("163"), Some(EventType::Sanction), "an embargo");
    let mode_of = |code: &str| ontology.cameo(code).and_then(|c| c.mode).map(|m| m.as_str());
    assert_eq!(mode_of("195"), Some("aerial"));
    assert_eq!(mode_of("185"), Some("targeted"), "the crosswalk's assassinate");
}

#[test]
fn every_frame_has_a_code_that_goes_to_its_type() {
    let exceptions = read_exceptions();
    let lexicon = &english().language().lexicon;
    let mut wrong = Vec::new();
    let mut used = Vec::new();
    for frame in &lexicon.frames.frames {
        let Some(event_type) = frame.event_type else { continue };
        let Some(cameo) = lexicon.ontology.cameo(&frame.cameo) else {
            wrong.push(format!("{}: no code `{}`", frame.id, frame.cameo));
            continue;
        };
        for mode in frame.modes.iter().filter(|mode| !lexicon.ontology.allows(event_type, **mode)) {
            wrong.push(format!("{}: {event_type} has no mode {mode}", frame.id));
        }
        if cameo.goldstein.is_none() && !WITHOUT_GOLDSTEIN.contains(&cameo.code.as_str()) {
            wrong.push(format!("{}: {} has no Goldstein value", frame.id, cameo.code));
        }
        if cameo.event_type == event_type {
            continue;
        }
        let key = (cameo.code.to_string(), event_type.to_string());
        if exceptions.contains_key(&key) {
            used.push(key);
        } else {
            wrong.push(format!("{}: {} is {}, not {event_type}", frame.id, cameo.code, cameo.event_type));
        }
    }
    wrong.extend(
        exceptions.keys().filter(|key| !used.contains(key)).map(|key| format!("{key:?}: not needed")),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Code and type, with the reason.
fn read_exceptions() -> BTreeMap<(String, String), String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/ontology/cameo-exceptions.tsv");
    let table = std::fs::read_to_string(path).expect("the table is in the repository");
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    let read = |row: &str| {
        let cells: Vec<&str> = row.split('\t').collect();
        assert!(cells.len() == 3 && !cells[2].is_empty(), "a code, a type and a reason: {row}");
        ((cells[0].to_owned(), cells[1].to_owned()), cells[2].to_owned())
    };
    rows.map(read).collect()
}
