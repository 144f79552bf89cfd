use super::Maker;
use crate::nouns::{Entity, Place};
use smol_str::SmolStr;
use verbale::document::{Actor, ActorId, Code, Entity as Party, Place as Spot, Precision, Referent, When};

/// A date in the four fields that events and statements have for it.
#[derive(Default)]
pub(super) struct Dated {
    pub(super) date: Option<SmolStr>,
    pub(super) date_end: Option<SmolStr>,
    pub(super) date_precision: Option<SmolStr>,
    pub(super) date_text: Option<String>,
}

impl Maker<'_> {
    /// A party, with the identity behind it where that is known.
    pub(super) fn entity(&self, party: &Party) -> Entity {
        let mut entity = self.identity(party.actor);
        if let Some(span) = party.span {
            let words = self.offsets.words(span);
            entity.text = Some(words.text);
            entity.start = Some(words.start);
            entity.end = Some(words.end);
        }
        entity.via = party.via.map(|via| via.as_str().into());
        entity.antecedent = party.antecedent.map(|span| self.offsets.stretch(span));
        entity
    }

    pub(super) fn entities(&self, parties: &[Party]) -> Vec<Entity> {
        parties.iter().map(|party| self.entity(party)).collect()
    }

    /// One of those whom a mention stands for.
    pub(super) fn referent(&self, referent: &Referent) -> Entity {
        let mut entity = self.identity(Some(referent.actor));
        entity.via = Some(referent.via.as_str().into());
        let earlier = referent.antecedent.and_then(|id| self.read.mentions.get(id.index()));
        entity.antecedent = earlier.map(|mention| self.offsets.stretch(mention.span));
        entity
    }

    fn identity(&self, id: Option<ActorId>) -> Entity {
        let Some(actor) = id.and_then(|id| self.read.actors.get(id.index())) else {
            return Entity::default();
        };
        Entity {
            name: actor.name.clone(),
            entity_id: Some(actor.entity_id.clone()).filter(|id| !id.is_empty()),
            wikidata_id: actor.wikidata_id.clone(),
            country: actor.country.map(word),
            sectors: actor.sectors.iter().copied().map(word).collect(),
            office: actor.office.clone(),
            code: code_chain(actor),
            ..Entity::default()
        }
    }

    pub(super) fn place(&self, place: &Spot) -> Place {
        Place {
            words: self.offsets.words(place.span),
            name: place.name.clone(),
            country: place.country.map(word),
            admin1: place.admin1.clone(),
            latitude: place.coordinates.map(|(north, _)| north),
            longitude: place.coordinates.map(|(_, east)| east),
            geonames_id: place.geonames_id,
            resolution: place.resolution.as_str().into(),
        }
    }

    /// Both ends where they differ; a single day has only `date`.
    pub(super) fn dated(&self, when: Option<&When>) -> Dated {
        let Some(when) = when else { return Dated::default() };
        if when.start.is_none() && when.end.is_none() {
            return Dated::default();
        }
        let day = |date: verbale::Date| SmolStr::new(date.to_string());
        let end = when.end.filter(|end| when.start != Some(*end));
        let time = when.time.and_then(|id| self.read.times.get(id.index()));
        Dated {
            date: when.start.map(day),
            date_end: end.map(day),
            date_precision: Some(when.precision.as_str().into()),
            date_text: time
                .filter(|_| when.precision != Precision::Document)
                .map(|time| time.span.of(&self.read.text).to_owned()),
        }
    }
}

pub(super) fn word(code: Code) -> SmolStr {
    code.as_str().into()
}

/// CHNGOV: the country, then the sectors.
fn code_chain(actor: &Actor) -> Option<SmolStr> {
    let mut chain = String::new();
    for code in actor.country.iter().chain(&actor.sectors) {
        chain.push_str(code.as_str());
    }
    (!chain.is_empty()).then(|| chain.into())
}
