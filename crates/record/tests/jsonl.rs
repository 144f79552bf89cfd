//! What a line of JSON promises.

mod common;

use common::{blank, event, mention, party, promise, records, span, statement};
use proptest::prelude::*;
use serde_json::Value;
use verbale::document::{EventType, Residue, ResidueReason, Span};
use verbale::lexicon::Files;
use verbale::{Document, Language, english};
use verbale_record::{Provenance, Recorder, Records, read_jsonl};

fn jsonl(records: &Records) -> String {
    let mut out = Vec::new();
    records.write_jsonl(&mut out, true).expect("memory takes everything");
    String::from_utf8(out).expect("JSON is UTF-8")
}

fn lines(doc: &Document) -> Vec<Value> {
    jsonl(&records(doc)).lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// Collects each object that has `text`, `start` and `end`, wherever it stands.
fn claims(value: &Value, found: &mut Vec<(String, usize, usize)>) {
    let inner: Vec<&Value> = match value {
        Value::Object(fields) => {
            let number = |name: &str| fields.get(name).and_then(Value::as_u64).map(|n| n as usize);
            let words = fields.get("text").and_then(Value::as_str);
            // The `text` of an event is its sentence.
            let is_event = fields.get("record").is_some_and(|kind| kind == "event");
            if let (Some(words), Some(start), Some(end), false) =
                (words, number("start"), number("end"), is_event)
            {
                found.push((words.to_owned(), start, end));
            }
            fields.values().collect()
        }
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    inner.into_iter().for_each(|value| claims(value, found));
}

fn check_words(doc: &Document) -> usize {
    let letters: Vec<char> = doc.text.chars().collect();
    let mut found = Vec::new();
    lines(doc).iter().for_each(|line| claims(line, &mut found));
    for (words, start, end) in &found {
        assert_eq!(letters[*start..*end].iter().collect::<String>(), *words);
    }
    found.len()
}

#[test]
fn the_kind_of_record_stands_first_and_the_document_before_all() {
    let text = jsonl(&records(&promise()));
    let kinds: Vec<&str> = text.lines().filter_map(|line| line.split('"').nth(3)).collect();
    assert_eq!(kinds, ["document", "event", "statement", "mention", "mention", "mention"]);
    assert!(text.lines().all(|line| line.starts_with("{\"record\":\"")));
}

#[test]
fn words_are_found_at_their_characters_behind_emoji_and_curly_quotes() {
    // actor, recipient, place, size, voice, speaker, cue, content; three mentions, one of them with its place
    assert_eq!(check_words(&promise()), 12);
}

#[test]
fn an_event_has_its_codes_scores_and_date() {
    let event = &lines(&promise())[1];
    assert_eq!(event["event_type"], "AGREE");
    assert_eq!(
        (&event["quad"], &event["goldstein"], &event["plover_score"]),
        (&1.into(), &5.2.into(), &2.5.into())
    );
    assert_eq!(event["actors"][0]["code"], "NORGOV");
    assert_eq!(event["recipients"][0]["code"], "TCD");
    assert_eq!((&event["date"], &event["date_text"]), (&"2024-03-04".into(), &"on Monday".into()));
    assert_eq!(event["confidence"], 0.812);
    assert_eq!(event["according_to"][0]["speaker"]["country"], "NOR");
}

#[test]
fn what_is_not_known_is_left_out() {
    let event = &lines(&promise())[1];
    for field in ["date_end", "dead", "amount", "event_group_id", "background", "symmetric"] {
        assert!(event.get(field).is_none(), "{field}");
    }
    assert!(!jsonl(&records(&promise())).contains("null"));
    assert!(!jsonl(&records(&promise())).contains(":\"\""));
}

#[test]
fn events_and_statements_point_at_each_other() {
    let lines = lines(&promise());
    assert_eq!(lines[1]["according_to"][0]["statement_id"], lines[2]["id"]);
    assert_eq!(lines[2]["event_ids"][0], lines[1]["id"]);
}

#[test]
fn fields_come_in_the_order_of_the_contract() {
    let text = jsonl(&records(&promise()));
    let event = text.lines().nth(1).unwrap_or_default();
    let order =
        ["id", "document_id", "sentence", "start", "event_type", "cameo", "quad", "actors", "date", "place"];
    let places: Vec<Option<usize>> = order.iter().map(|name| event.find(&format!("\"{name}\":"))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
}

#[test]
fn a_given_id_stays_and_another_address_gives_another_id() {
    let recorder = Recorder::new(english().language());
    let id = |provenance: &Provenance| recorder.record(&promise(), provenance).document.id;
    let given = Provenance { id: Some("a/1".to_owned()), ..Provenance::default() };
    let elsewhere = Provenance { url: Some("https://paper.example/1".to_owned()), ..Provenance::default() };
    assert_eq!(id(&given), "a/1");
    assert_ne!(id(&elsewhere), id(&Provenance::default()));
    assert_eq!(id(&elsewhere).len(), 16);
}

#[test]
fn records_carry_program_lexicon_and_model() {
    let version = records(&promise()).document.version;
    assert!(version.starts_with(&format!("{}+lexicon.", env!("CARGO_PKG_VERSION"))), "{version}");
    assert!(records(&promise()).events.iter().all(|event| event.version == version));
}

/// A text of letters, marks, emoji and stops, cut at four of its boundaries.
fn cut_text() -> impl Strategy<Value = (String, [usize; 4])> {
    let letters = prop::collection::vec(
        prop::sample::select(vec!["a", "é", "e\u{301}", "“", "😀", "👩‍🚀", "\n", " ", ".", "字"]),
        1..60,
    );
    (letters, any::<[prop::sample::Index; 4]>()).prop_map(|(letters, at)| {
        let text = letters.concat();
        let boundaries: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let mut cuts = at.map(|i| boundaries[i.index(boundaries.len())]);
        cuts.sort_unstable();
        (text, cuts)
    })
}

fn filled(text: &str, [a, b, c, d]: [usize; 4]) -> Document {
    let (left, middle, right) = (Span::new(a, b), Span::new(b, c), Span::new(c, d));
    let mut doc = blank(text);
    doc.actors = vec![common::actor("FRA", &["GOV"])];
    doc.mentions = vec![mention(left, &[0]), mention(right, &[])];
    doc.places = vec![common::place(right)];
    doc.events = vec![event(middle, EventType::Consult, vec![party(left, 0)], vec![party(right, 0)])];
    doc.statements = vec![statement(Span::new(a, d), Some(party(left, 0)), Some(middle), vec![right])];
    doc.certainties = vec![common::certainty(vec![verbale::document::StatementId(0)])];
    doc.residue = vec![Residue { span: left, reason: ResidueReason::Caption }];
    doc
}

proptest! {
    #[test]
    fn every_span_slices_to_the_words_it_claims((text, cuts) in cut_text()) {
        prop_assert!(check_words(&filled(&text, cuts)) >= 6);
    }

    #[test]
    fn records_come_back_as_they_were_written((text, cuts) in cut_text()) {
        let records = records(&filled(&text, cuts));
        let written = jsonl(&records);
        let read: Result<Vec<_>, _> = read_jsonl(written.as_bytes()).collect();
        let read = read.expect("our own records");
        prop_assert_eq!(read.len(), 1 + records.events.len() + records.statements.len() + records.mentions.len());
        let mut again = String::new();
        for record in &read {
            again += &serde_json::to_string(record).expect("records are JSON");
            again.push('\n');
        }
        prop_assert_eq!(again, written);
    }

    #[test]
    fn the_same_text_gives_the_same_bytes(text in "\\PC{0,80}") {
        let read = || jsonl(&records(&english().annotate(&text)));
        prop_assert_eq!(read(), read());
    }

    #[test]
    fn what_the_reader_finds_in_any_text_slices_to_its_words(text in "(\\PC|[ \n.\"“”]|France|said|on Monday){0,40}") {
        check_words(&english().annotate(&text));
    }
}

#[test]
fn the_annotation_numbers_words_from_one_in_each_sentence() {
    let reader = english();
    let doc = reader.annotate("Zoë won. 😀 Rain fell in Geneva.");
    let mut out = Vec::new();
    let annotation = Recorder::new(reader.language()).annotation(&doc, &Provenance::default());
    annotation.write_json(&mut out).expect("memory takes everything");
    let json: Value = serde_json::from_slice(&out).expect("JSON");
    let letters: Vec<char> = doc.text.chars().collect();
    for sentence in json["sentences"].as_array().expect("sentences") {
        for (i, token) in sentence["tokens"].as_array().expect("tokens").iter().enumerate() {
            assert_eq!(token["id"], i as u64 + 1);
            let at = |name: &str| token[name].as_u64().expect("an offset") as usize;
            assert_eq!(letters[at("start")..at("end")].iter().collect::<String>(), token["form"]);
        }
    }
    assert!(span(&doc.text, "Geneva").start > 0);
}

#[test]
fn a_version_tells_that_the_second_opinion_is_off() {
    let with = english().language();
    let without = Language::english(&Files::own()).expect("our own files are sound").frames_only();
    let version = |language: &Language| Recorder::new(language).version().to_owned();
    assert!(!version(with).contains("frames-only"));
    assert_eq!(version(&without), format!("{}.frames-only", version(with)));
}
