//! Documents made by hand: what the records say must not depend on what the reader finds today.
#![allow(dead_code)] // each test file uses its part

use smol_str::SmolStr;
use verbale::document::{
    Actor, ActorId, Attribution, AttributionId, Because, Certainty, Count, CueType, Entity, Event, EventId,
    EventType, Factuality, Mention, MentionKind, OutletStance, Place, Precision, Referent, Resolution,
    Sentence, SentenceId, Span, SpeakerKind, Stance, Statement, StatementId, Status, Style, Tense, Time,
    TimeId, TokenId, Via, When,
};
use verbale::{About, Document, date};
use verbale_record::{Provenance, Recorder, Records};

/// The records of a document, as a program would make them.
pub fn records(doc: &Document) -> Records {
    Recorder::new(verbale::english().language()).record(doc, &Provenance::default())
}

/// Where some words stand in a text.
pub fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("`{words}` is not in `{text}`"));
    Span::new(start, start + words.len())
}

/// A text as one sentence, with nothing found in it.
pub fn blank(text: &str) -> Document {
    let span = Span::new(0, text.len());
    let sentence = Sentence { span, first: TokenId(0), end: TokenId(0), opens_paragraph: true };
    let about = About { published: Some(date(2024, 3, 5)), ..About::default() };
    Document { text: text.to_owned(), sentences: vec![sentence], about, ..Document::default() }
}

pub fn actor(country: &str, sectors: &[&str]) -> Actor {
    Actor {
        entity_id: SmolStr::new(format!("{country}:{}", sectors.join(":"))),
        country: country.parse().ok(),
        sectors: sectors.iter().filter_map(|code| code.parse().ok()).collect(),
        ..Actor::default()
    }
}

pub fn party(span: Span, actor: u32) -> Entity {
    Entity {
        span: Some(span),
        mention: None,
        actor: Some(ActorId(actor)),
        via: Some(Via::Name),
        antecedent: None,
    }
}

pub fn event(trigger: Span, event_type: EventType, actors: Vec<Entity>, recipients: Vec<Entity>) -> Event {
    Event {
        cameo: "0331".into(),
        actors,
        recipients,
        because: Because { frame: "agree/promise".into(), evidence: vec![trigger], ..Because::default() },
        confidence: 0.8124,
        ..Event::new(SentenceId(0), TokenId(0), trigger, event_type)
    }
}

pub fn certainty(according_to: Vec<StatementId>) -> Certainty {
    Certainty {
        tense: Tense::Past,
        status: Status::Happened,
        factuality: Factuality::CtPlus,
        outlet_factuality: Factuality::Uu,
        according_to,
    }
}

pub fn statement(whole: Span, speaker: Option<Entity>, cue: Option<Span>, content: Vec<Span>) -> Statement {
    Statement {
        attribution: AttributionId(0),
        sentence: SentenceId(0),
        span: whole,
        style: Style::Indirect,
        speaker,
        speaker_kind: SpeakerKind::Named,
        speakers_also: Vec::new(),
        cue,
        cue_type: CueType::Say,
        content,
        addressees: Vec::new(),
        channel: None,
        origin: None,
        within: None,
        continues: None,
        when: None,
        stance: Stance::Asserts,
        outlet_stance: OutletStance::Neutral,
        answers: None,
        events: vec![EventId(0)],
    }
}

pub fn mention(span: Span, actors: &[u32]) -> Mention {
    let referents = actors.iter().map(|actor| Referent {
        actor: ActorId(*actor),
        via: Via::Name,
        antecedent: None,
        confidence: 1.0,
    });
    Mention {
        span,
        head: TokenId(0),
        sentence: SentenceId(0),
        kind: MentionKind::Person,
        referents: referents.collect(),
    }
}

pub fn place(span: Span) -> Place {
    Place {
        span,
        head: TokenId(0),
        sentence: SentenceId(0),
        mention: None,
        name: "Zürich".into(),
        country: "CHE".parse().ok(),
        admin1: None,
        coordinates: Some((47.36667, 8.55)),
        geonames_id: Some(2_657_896),
        resolution: Resolution::City,
    }
}

/// Zoë, a minister of an invented cabinet, promises aid: every kind of record with most of its fields.
pub fn promise() -> Document {
    let text =
        "“We’ll help 😀,” Minister Zoë Ruud said in Zürich on Monday, promising Chad food for 40 people.";
    let mut doc = blank(text);
    doc.actors = vec![actor("NOR", &["GOV"]), actor("TCD", &[])];
    let (zoe, chad) = (span(text, "Minister Zoë Ruud"), span(text, "Chad"));
    doc.mentions = vec![mention(zoe, &[0]), mention(chad, &[1])];
    doc.places = vec![place(span(text, "Zürich"))];
    let monday = date(2024, 3, 4);
    doc.times = vec![Time {
        span: span(text, "on Monday"),
        head: TokenId(0),
        sentence: SentenceId(0),
        start: Some(monday),
        end: Some(monday),
        precision: Precision::Day,
        value: "2024-03-04".into(),
    }];
    let mut aid = event(span(text, "promising"), EventType::Agree, vec![party(zoe, 0)], vec![party(chad, 1)]);
    aid.when = Some(When {
        start: Some(monday),
        end: Some(monday),
        precision: Precision::Day,
        time: Some(TimeId(0)),
    });
    aid.place = Some(verbale::document::PlaceId(0));
    aid.size = Some(Count { min: 40, max: Some(40), span: span(text, "40 people") });
    aid.intended_type = Some(EventType::Aid);
    doc.events = vec![aid];
    doc.statements = vec![statement(
        Span::new(0, text.len()),
        Some(party(zoe, 0)),
        Some(span(text, "said")),
        vec![span(text, "We’ll help 😀")],
    )];
    doc.attributions = Vec::<Attribution>::new();
    doc.certainties = vec![certainty(vec![StatementId(0)])];
    doc
}
