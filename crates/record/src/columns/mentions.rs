use super::entities::{identity_columns, place_columns, put_identity, put_place};
use super::row::{Row, names};
use crate::nouns::{Entity, Mention};

pub(super) fn columns() -> Vec<String> {
    [
        names("document_id start end text kind"),
        identity_columns("entity"),
        names("entities"),
        place_columns("place"),
        names("version"),
    ]
    .concat()
}

pub(super) fn row(mention: &Mention) -> Row {
    let mut row = Row::default();
    row.put(&mention.document_id).put(mention.start).put(mention.end).put(&mention.text).put(&mention.kind);
    put_identity(&mut row, mention.entity.as_ref().unwrap_or(&Entity::default()));
    row.json(&mention.entities);
    put_place(&mut row, mention.place.as_ref());
    row.put(&mention.version);
    row
}
