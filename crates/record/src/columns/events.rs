use super::entities::{entity_columns, place_columns, put_entity, put_place};
use super::row::{Row, names, prefixed};
use crate::nouns::{Count, Document, Entity, Event, Voice};
use smol_str::SmolStr;

const ACT: &str = "id document_id sentence start end text event_type modes contexts cameo quad goldstein plover_score \
                   symmetric";
const WHEN: &str = "date date_end date_precision date_text";
const CERTAINTY: &str = "tense status factuality outlet_factuality";
const VOICES: &str = "statement_id text name country";
const REST: &str = "background link event_group_id because_frame because_evidence because_by confidence document_url \
                    document_publisher document_published version";

pub(super) fn columns() -> Vec<String> {
    let count = |prefix| prefixed(prefix, "min max text");
    [
        names(ACT),
        entity_columns("actor"),
        entity_columns("recipient"),
        names(WHEN),
        place_columns("place"),
        names(CERTAINTY),
        prefixed("according_to", VOICES),
        names("intended_type"),
        count("dead"),
        count("injured"),
        count("arrested"),
        count("size"),
        prefixed("amount", "value currency text"),
        names(REST),
    ]
    .concat()
}

/// A row a dyad.
pub(super) fn rows(event: &Event, document: &Document) -> Vec<Row> {
    let make = |(actor, recipient)| row(event, document, actor, recipient);
    dyads(event).into_iter().map(make).collect()
}

type Dyad<'e> = (Option<&'e Entity>, Option<&'e Entity>);

/// Each actor with each recipient; actors alone where there is no recipient; each pair of a symmetric act once.
fn dyads(event: &Event) -> Vec<Dyad<'_>> {
    let (actors, recipients) = (&event.actors, &event.recipients);
    if event.symmetric && recipients.is_empty() && actors.len() > 1 {
        let pairs = actors.iter().enumerate();
        return pairs.flat_map(|(i, a)| actors[i + 1..].iter().map(move |b| pair(a, b))).collect();
    }
    let left: Vec<Option<&Entity>> =
        if actors.is_empty() { vec![None] } else { actors.iter().map(Some).collect() };
    let right: Vec<Option<&Entity>> =
        if recipients.is_empty() { vec![None] } else { recipients.iter().map(Some).collect() };
    left.iter().flat_map(|a| right.iter().map(move |r| (*a, *r))).collect()
}

/// By country: a pair without sides must not count as two dyads because one text names them the other way round.
fn pair<'e>(a: &'e Entity, b: &'e Entity) -> Dyad<'e> {
    let key = |entity: &'e Entity| (entity.country.is_none(), &entity.country, &entity.entity_id);
    if key(b) < key(a) { (Some(b), Some(a)) } else { (Some(a), Some(b)) }
}

fn row(event: &Event, document: &Document, actor: Option<&Entity>, recipient: Option<&Entity>) -> Row {
    let mut row = Row::default();
    row.put(&event.id).put(&event.document_id).put(event.sentence).put(event.start).put(event.end);
    row.put(&event.text).put(&event.event_type).list(&event.modes).list(&event.contexts);
    row.maybe(event.cameo.as_ref()).put(event.quad).maybe(event.goldstein).maybe(event.plover_score);
    row.flag(event.symmetric);
    put_entity(&mut row, actor);
    put_entity(&mut row, recipient);
    row.maybe(event.date.as_ref()).maybe(event.date_end.as_ref());
    row.maybe(event.date_precision.as_ref()).maybe(event.date_text.as_ref());
    put_place(&mut row, event.place.as_ref());
    row.maybe(event.tense.as_ref()).maybe(event.status.as_ref());
    row.maybe(event.factuality.as_ref()).maybe(event.outlet_factuality.as_ref());
    put_voices(&mut row, &event.according_to);
    row.maybe(event.intended_type.as_ref());
    for count in [&event.dead, &event.injured, &event.arrested, &event.size] {
        put_count(&mut row, count.as_ref());
    }
    let amount = event.amount.as_ref();
    row.maybe(amount.map(|a| a.value)).maybe(amount.map(|a| &a.currency)).maybe(amount.map(|a| &a.text));
    put_rest(&mut row, event, document);
    row
}

fn put_rest(row: &mut Row, event: &Event, document: &Document) {
    row.flag(event.background).maybe(event.link).maybe(event.event_group_id.as_ref());
    row.maybe(event.because.as_ref().map(|because| &because.frame));
    let evidence = event.because.iter().flat_map(|because| &because.evidence);
    row.list(evidence.map(|at| format!("{}-{}", at.start, at.end)));
    row.maybe(event.because.as_ref().map(|because| &because.by)).maybe(event.confidence);
    row.maybe(document.url.as_ref()).maybe(document.publisher.as_ref()).maybe(document.published.as_ref());
    row.put(&event.version);
}

/// Outermost first; lists side by side keep step.
fn put_voices(row: &mut Row, voices: &[Voice]) {
    row.list(voices.iter().map(|voice| &voice.statement_id));
    let speakers = || voices.iter().map(|voice| voice.speaker.as_ref());
    row.list(speakers().map(|s| s.and_then(|s| s.text.clone()).unwrap_or_default()));
    row.list(speakers().map(|s| s.and_then(|s| s.name.clone()).unwrap_or_default()));
    row.list(speakers().map(|s| s.and_then(|s| s.country.clone()).unwrap_or(SmolStr::default())));
}

fn put_count(row: &mut Row, count: Option<&Count>) {
    row.maybe(count.map(|c| c.min)).maybe(count.and_then(|c| c.max)).maybe(count.map(|c| &c.text));
}
