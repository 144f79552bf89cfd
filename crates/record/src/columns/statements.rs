use super::entities::{entity_columns, put_entity};
use super::row::{Row, names, prefixed};
use crate::nouns::{Document, Statement, Words};

const REST: &str = "within continues date date_end date_precision date_text stance outlet_stance answers event_ids \
                    narrative_id document_url document_publisher document_published version";

pub(super) fn columns() -> Vec<String> {
    [
        names("id document_id sentence start end style"),
        entity_columns("speaker"),
        names("speaker_kind"),
        prefixed("cue", "text start end"),
        names("speakers_also cue_type content_text content addressees"),
        prefixed("channel", "text start end kind entity"),
        names("origin"),
        names(REST),
    ]
    .concat()
}

pub(super) fn row(statement: &Statement, document: &Document) -> Row {
    let mut row = Row::default();
    row.put(&statement.id).put(&statement.document_id).put(statement.sentence);
    row.put(statement.start).put(statement.end).put(&statement.style);
    put_entity(&mut row, statement.speaker.as_ref());
    row.put(&statement.speaker_kind);
    put_words(&mut row, statement.cue.as_ref());
    row.json(&statement.speakers_also).put(&statement.cue_type);
    let pieces: Vec<&str> = statement.content.iter().map(|words| words.text.as_str()).collect();
    row.put(pieces.join(" … ")).json(&statement.content).json(&statement.addressees);
    let channel = statement.channel.as_ref();
    put_words(&mut row, channel.map(|channel| &channel.words));
    row.maybe(channel.map(|channel| &channel.kind))
        .json_of(channel.and_then(|channel| channel.entity.as_ref()));
    row.json_of(statement.origin.as_ref());
    put_rest(&mut row, statement, document);
    row
}

fn put_rest(row: &mut Row, statement: &Statement, document: &Document) {
    row.maybe(statement.within.as_ref()).maybe(statement.continues.as_ref());
    row.maybe(statement.date.as_ref()).maybe(statement.date_end.as_ref());
    row.maybe(statement.date_precision.as_ref()).maybe(statement.date_text.as_ref());
    row.put(&statement.stance).put(&statement.outlet_stance).maybe(statement.answers.as_ref());
    row.list(&statement.event_ids).maybe(statement.narrative_id.as_ref());
    row.maybe(document.url.as_ref()).maybe(document.publisher.as_ref()).maybe(document.published.as_ref());
    row.put(&statement.version);
}

fn put_words(row: &mut Row, words: Option<&Words>) {
    row.maybe(words.map(|w| &w.text)).maybe(words.map(|w| w.start)).maybe(words.map(|w| w.end));
}
