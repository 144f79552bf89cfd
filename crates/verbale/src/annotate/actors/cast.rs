//! The list of actors of a document, each identity once.

use crate::document::{Actor, ActorId, Code};
use crate::lexicon::Actors;
use crate::lexicon::actors::names::{Entry, EntryKind};
use smol_str::{SmolStr, SmolStrBuilder};
use std::collections::HashMap;

/// Actors by their stable key.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub actors: Vec<Actor>,
    by_key: HashMap<(SmolStr, Vec<Code>, Option<SmolStr>), ActorId>,
    /// The first actor of each key.
    by_entity: HashMap<SmolStr, ActorId>,
}

impl Cast {
    pub fn get(&self, id: ActorId) -> &Actor {
        &self.actors[id.index()]
    }

    /// The first actor of the same person or body, whatever sectors and office a later mention adds.
    pub fn identity(&self, id: ActorId) -> ActorId {
        self.by_entity.get(&self.get(id).entity_id).copied().unwrap_or(id)
    }

    /// The same identity with the same sectors and office is one actor.
    pub fn add(&mut self, actor: Actor) -> ActorId {
        let key = (actor.entity_id.clone(), actor.sectors.clone(), actor.office.clone());
        *self.by_key.entry(key).or_insert_with(|| {
            let id = ActorId::at(self.actors.len());
            self.by_entity.entry(actor.entity_id.clone()).or_insert(id);
            self.actors.push(actor);
            id
        })
    }

    /// A country, a seat of power or an organisation.
    pub fn entry(&mut self, entry: &Entry, sectors: &[Code], lexicon: &Actors) -> ActorId {
        match entry.kind {
            EntryKind::State | EntryKind::Land if sectors.is_empty() || sectors == entry.sectors => {
                let id = match entry.kind {
                    EntryKind::State => SmolStr::new(entry.code.as_str()),
                    _ => slug(&entry.name),
                };
                self.add(Actor {
                    entity_id: id,
                    name: Some(entry.name.clone()),
                    wikidata_id: some(&entry.wikidata),
                    country: Some(entry.code),
                    sectors: entry.sectors.clone(),
                    office: None,
                })
            }
            EntryKind::State | EntryKind::Land | EntryKind::Seat => {
                self.role(Some(entry.code), sectors, None, lexicon)
            }
            _ => self.add(Actor {
                entity_id: slug(&entry.name),
                name: Some(entry.name.clone()),
                wikidata_id: some(&entry.wikidata),
                country: Some(entry.code),
                sectors: sectors.to_vec(),
                office: None,
            }),
        }
    }

    /// Someone known only by country, sectors and perhaps office: `FRA:GOV`.
    pub fn role(
        &mut self,
        country: Option<Code>,
        sectors: &[Code],
        office: Option<SmolStr>,
        lexicon: &Actors,
    ) -> ActorId {
        if let (Some(code), true, None) = (country, sectors.is_empty(), &office)
            && let Some(entry) = lexicon.names.state(code)
        {
            return self.entry(entry, &[], lexicon);
        }
        let mut id = SmolStrBuilder::new();
        id.push_str(country.as_ref().map_or("", Code::as_str));
        for (i, sector) in sectors.iter().enumerate() {
            id.push(if i == 0 { ':' } else { '+' });
            id.push_str(sector.as_str());
        }
        if let Some(office) = &office {
            id.push('/');
            id.push_str(&slug(office));
        }
        self.add(Actor {
            entity_id: id.finish(),
            name: None,
            wikidata_id: None,
            country,
            sectors: sectors.to_vec(),
            office,
        })
    }

    /// Someone with a name of whom the tables know nothing.
    pub fn stranger(
        &mut self,
        name: &str,
        country: Option<Code>,
        sectors: &[Code],
        office: Option<SmolStr>,
    ) -> ActorId {
        self.add(Actor {
            entity_id: slug(name),
            name: Some(name.split_whitespace().collect::<Vec<_>>().join(" ").into()),
            wikidata_id: None,
            country,
            sectors: sectors.to_vec(),
            office,
        })
    }
}

/// A cell that may be empty.
pub(super) fn some(cell: &str) -> Option<SmolStr> {
    (!cell.is_empty()).then(|| cell.into())
}

/// "Médecins Sans Frontières" as a key: lower case, hyphens for whatever is no letter or digit.
pub(super) fn slug(name: &str) -> SmolStr {
    let mut slug = SmolStrBuilder::new();
    let mut gap = false;
    let mut empty = true;
    for c in name.chars().flat_map(char::to_lowercase) {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !empty {
            slug.push('-');
        }
        gap = false;
        empty = false;
        slug.push(c);
    }
    slug.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Friends of the Earth!"), "friends-of-the-earth");
        assert_eq!(slug("  B'Tselem "), "b-tselem");
    }
}
