use super::row::{Row, names};
use crate::nouns::Document;

pub(super) fn columns() -> Vec<String> {
    names(
        "id url publisher title byline published retrieved language format text residue path story_id copy_of version",
    )
}

pub(super) fn row(document: &Document) -> Row {
    let mut row = Row::default();
    row.put(&document.id).maybe(document.url.as_ref()).maybe(document.publisher.as_ref());
    row.maybe(document.title.as_ref()).list(&document.byline).maybe(document.published.as_ref());
    row.maybe(document.retrieved.as_ref()).maybe(document.language.as_ref()).maybe(document.format.as_ref());
    row.put(&document.text).json(&document.residue).maybe(document.path.as_ref());
    row.maybe(document.story_id.as_ref()).maybe(document.copy_of.as_ref()).put(&document.version);
    row
}
