use super::Maker;
use crate::nouns::{Mention, Place};
use std::collections::BTreeMap;
use verbale::document::{Mention as Named, Resolution, Span};

impl Maker<'_> {
    /// Mentions with the places that they name, then the places that are no mention, all in text order.
    pub(crate) fn mentions(&self) -> Vec<Mention> {
        let read = self.read;
        let mut of_mention = BTreeMap::new();
        let mut records = Vec::with_capacity(read.mentions.len());
        for place in &read.places {
            match place.mention.filter(|id| id.index() < read.mentions.len()) {
                Some(id) => {
                    of_mention.entry(id.index()).or_insert(place);
                }
                None => {
                    let kind = if place.resolution == Resolution::Country { "country" } else { "place" };
                    let place_record = self.place(place);
                    records.push((place.span, self.mention(place.span, kind, Some(place_record))));
                }
            }
        }
        for (i, named) in read.mentions.iter().enumerate() {
            let place = of_mention.get(&i).map(|place| self.place(place));
            records.push((named.span, self.named(named, place)));
        }
        records.sort_by_key(|(span, _)| *span);
        records.into_iter().map(|(_, record)| record).collect()
    }

    fn named(&self, named: &Named, place: Option<Place>) -> Mention {
        let mut record = self.mention(named.span, named.kind.as_str(), place);
        match named.referents.as_slice() {
            [] => {}
            [one] => record.entity = Some(self.referent(one)),
            several => record.entities = several.iter().map(|referent| self.referent(referent)).collect(),
        }
        record
    }

    fn mention(&self, span: Span, kind: &str, place: Option<Place>) -> Mention {
        let words = self.offsets.words(span);
        Mention {
            document_id: self.document_id.to_owned(),
            start: words.start,
            end: words.end,
            text: words.text,
            kind: kind.into(),
            entity: None,
            entities: Vec::new(),
            place,
            version: self.recorder.version.clone(),
        }
    }
}
