//! Runs every example under every frame through the whole pipeline.
//!
//! `FRAMES=consult cargo test -p verbale --test frames` runs the frames whose id begins so, and prints each failure.

use std::collections::BTreeSet;
use verbale::document::{Document, Entity, Event};
use verbale::english;
use verbale::lexicon::Files;
use verbale::lexicon::frames::{Example, ExampleKind, Expected, Frame, Frames};

#[test]
fn every_example_comes_out_as_it_says() {
    let frames = Frames::read(&Files::own()).unwrap_or_else(|problems| panic!("{problems}"));
    let only = std::env::var("FRAMES").unwrap_or_default();
    let mut failures = Vec::new();
    let mut n_examples = 0;
    for frame in frames.frames.iter().filter(|f| f.id.starts_with(&only)) {
        for example in &frame.examples {
            n_examples += 1;
            failures.extend(check(frame, example));
        }
    }
    println!("{n_examples} examples, {} failures", failures.len());
    assert!(failures.is_empty(), "{} of {n_examples} examples:\n{}", failures.len(), failures.join("\n"));
}

fn check(frame: &Frame, example: &Example) -> Option<String> {
    let doc = english().annotate(&example.text);
    let fired: Vec<&Event> = doc.events.iter().filter(|e| e.because.frame == frame.id).collect();
    let right = fired.iter().any(|e| example.expected.as_ref().is_none_or(|x| fits(&doc, e, x)));
    let complaint = match example.kind {
        ExampleKind::Right if !right => "does not come out as it says",
        ExampleKind::Not if !fired.is_empty() => "fires, but must not",
        ExampleKind::Wrong if right => "comes out right now: make it a `+`",
        _ => return None,
    };
    let found: Vec<String> = doc.events.iter().map(|e| show(&doc, e)).collect();
    let parse: Vec<String> = doc
        .tokens
        .iter()
        .map(|t| {
            let head = t.head.map_or("root", |h| doc.slice(doc.tokens[h.index()].span));
            format!("{}/{}/{}/{}>{head}", doc.slice(t.span), t.lemma, t.upos, t.deprel)
        })
        .collect();
    Some(format!(
        "{}:{}: {} {complaint}\n    {}\n    found: {}\n    parse: {}",
        frame.file,
        example.line,
        frame.id,
        example.text,
        found.join("; "),
        parse.join(" "),
    ))
}

fn fits(doc: &Document, event: &Event, expected: &Expected) -> bool {
    let same = |found: &[Entity], wanted: &Option<Vec<String>>| {
        let Some(wanted) = wanted else { return true };
        let found: BTreeSet<(String, String)> = found.iter().map(|e| code(doc, e)).collect();
        let fits = |(country, sector): &(String, String), want: &String| match want.split_once(':') {
            Some((c, s)) => c == country && s == sector,
            None => want == country,
        };
        found.iter().all(|f| wanted.iter().any(|w| fits(f, w)))
            && wanted.iter().all(|w| found.iter().any(|f| fits(f, w)))
    };
    let at = doc.events.iter().position(|e| std::ptr::eq(e, event)).unwrap_or(0);
    expected.event_type.is_none_or(|t| t == event.event_type)
        && same(&event.actors, &expected.actors)
        && same(&event.recipients, &expected.recipients)
        && expected.status.is_none_or(|s| s == doc.certainties[at].status)
        && expected.modes.as_ref().is_none_or(|m| m.iter().all(|m| event.modes.contains(m)))
        && expected.intended.is_none_or(|t| event.intended_type == Some(t))
}

/// Country and primary sector; `?` for someone without a country.
fn code(doc: &Document, entity: &Entity) -> (String, String) {
    let actor = entity.actor.map(|a| &doc.actors[a.index()]);
    let country = actor.and_then(|a| a.country).map_or("?".to_owned(), |c| c.to_string());
    let sector = actor.and_then(|a| a.sectors.first()).map_or(String::new(), |s| s.to_string());
    (country, sector)
}

fn show(doc: &Document, event: &Event) -> String {
    let list = |entities: &[Entity]| -> String {
        let shown: Vec<String> = entities
            .iter()
            .map(|e| {
                let (country, sector) = code(doc, e);
                if sector.is_empty() { country } else { format!("{country}:{sector}") }
            })
            .collect();
        shown.join(",")
    };
    format!(
        "{} {} -> {} ({})",
        event.event_type,
        list(&event.actors),
        list(&event.recipients),
        event.because.frame
    )
}
