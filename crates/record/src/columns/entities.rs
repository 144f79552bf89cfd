use super::row::{Row, prefixed};
use crate::nouns::{Entity, Place};

const WORDS: &str = "text start end";
const IDENTITY: &str =
    "name entity_id wikidata_id country sectors office code via antecedent_start antecedent_end";
const N_ENTITY: usize = 13;
const PLACE: &str = "text start end name country admin1 latitude longitude geonames_id resolution";
const N_PLACE: usize = 10;

pub(super) fn entity_columns(prefix: &str) -> Vec<String> {
    [prefixed(prefix, WORDS), identity_columns(prefix)].concat()
}

/// Without its words.
pub(super) fn identity_columns(prefix: &str) -> Vec<String> {
    prefixed(prefix, IDENTITY)
}

pub(super) fn put_entity(row: &mut Row, entity: Option<&Entity>) {
    let Some(entity) = entity else {
        row.empty(N_ENTITY);
        return;
    };
    row.maybe(entity.text.as_ref()).maybe(entity.start).maybe(entity.end);
    put_identity(row, entity);
}

pub(super) fn put_identity(row: &mut Row, entity: &Entity) {
    row.maybe(entity.name.as_ref()).maybe(entity.entity_id.as_ref()).maybe(entity.wikidata_id.as_ref());
    row.maybe(entity.country.as_ref()).list(&entity.sectors).maybe(entity.office.as_ref());
    row.maybe(entity.code.as_ref()).maybe(entity.via.as_ref());
    row.maybe(entity.antecedent.map(|at| at.start)).maybe(entity.antecedent.map(|at| at.end));
}

pub(super) fn place_columns(prefix: &str) -> Vec<String> {
    prefixed(prefix, PLACE)
}

pub(super) fn put_place(row: &mut Row, place: Option<&Place>) {
    let Some(place) = place else {
        row.empty(N_PLACE);
        return;
    };
    row.put(&place.words.text).put(place.words.start).put(place.words.end).put(&place.name);
    row.maybe(place.country.as_ref()).maybe(place.admin1.as_ref());
    row.maybe(place.latitude).maybe(place.longitude).maybe(place.geonames_id).put(&place.resolution);
}
