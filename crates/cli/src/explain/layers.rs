//! The layers of language: whom and what the words name.

use super::{Explained, widest};
use crate::style::{DIM, paint};
use crate::table::one_line;
use crate::width::{cut, fit};
use verbale::annotate::events::NearMiss;
use verbale::document::{Actor, Mention, Referent, ResidueReason, Span};

/// Near misses beyond this tell nothing more.
const MAX_MISSES: usize = 40;

impl Explained<'_> {
    /// The words of a span on one line.
    pub(super) fn words(&self, span: Span) -> String {
        one_line(self.document.slice(span))
    }

    /// Page furniture.
    pub(super) fn residue(&self) -> Vec<String> {
        let reason = |reason: ResidueReason| format!("{reason:?}").to_lowercase();
        let lines = self.document.residue.iter();
        lines
            .map(|r| {
                format!(
                    "{} {}",
                    paint(DIM, fit(&reason(r.reason), 12)),
                    cut(&self.words(r.span), self.width - 16)
                )
            })
            .collect()
    }

    /// Mentions and whom they stand for.
    pub(super) fn mentions(&self) -> Vec<String> {
        let words: Vec<String> = self.document.mentions.iter().map(|m| self.words(m.span)).collect();
        let width = widest(words.iter().map(String::as_str), 32);
        let lines = self.document.mentions.iter().zip(&words);
        lines
            .map(|(mention, words)| {
                let kind = paint(DIM, fit(mention.kind.as_str(), 12));
                let room = self.width.saturating_sub(2 + width + 1 + 13);
                format!("{} {kind} {}", fit(words, width), cut(&self.meaning(mention), room))
                    .trim_end()
                    .to_owned()
            })
            .collect()
    }

    fn meaning(&self, mention: &Mention) -> String {
        if mention.referents.is_empty() {
            return "not known".to_owned();
        }
        mention.referents.iter().map(|r| self.referent(r)).collect::<Vec<_>>().join("; ")
    }

    fn referent(&self, referent: &Referent) -> String {
        let actor = self.document.actors.get(referent.actor.index());
        let mut meaning = actor.map_or_else(|| "?".to_owned(), identity);
        meaning.push_str(&format!(", by {}", referent.via));
        if let Some(before) = referent.antecedent.and_then(|id| self.document.mentions.get(id.index())) {
            meaning.push_str(&format!(" with “{}”", self.words(before.span)));
        }
        if referent.confidence < 0.995 {
            meaning.push_str(&format!(" ({:.2})", referent.confidence));
        }
        meaning
    }

    /// Time expressions and the days they mean.
    pub(super) fn times(&self) -> Vec<String> {
        let words: Vec<String> = self.document.times.iter().map(|t| self.words(t.span)).collect();
        let width = widest(words.iter().map(String::as_str), 32);
        let lines = self.document.times.iter().zip(&words);
        lines
            .map(|(time, words)| {
                let days = match (time.start, time.end) {
                    (Some(start), Some(end)) if start != end => format!("{start} to {end}"),
                    (Some(day), _) => day.to_string(),
                    (None, Some(end)) => format!("until {end}"),
                    (None, None) => "no day".to_owned(),
                };
                format!(
                    "{} {days} {}",
                    fit(words, width),
                    paint(DIM, format!("{} {}", time.precision, time.value))
                )
            })
            .collect()
    }

    /// Places and where they are.
    pub(super) fn places(&self) -> Vec<String> {
        let words: Vec<String> = self.document.places.iter().map(|p| self.words(p.span)).collect();
        let width = widest(words.iter().map(String::as_str), 32);
        let lines = self.document.places.iter().zip(&words);
        lines
            .map(|(place, words)| {
                let mut known = vec![place.name.to_string()];
                known.extend(place.admin1.as_ref().map(ToString::to_string));
                known.extend(place.country.map(|code| code.to_string()));
                known.extend(place.coordinates.map(|(north, east)| format!("{north:.2} {east:.2}")));
                let resolution = paint(DIM, place.resolution);
                format!("{} {} {resolution}", fit(words, width), known.join(", "))
            })
            .collect()
    }

    /// Frames whose word stood there.
    pub(super) fn near_misses(&self, misses: &[NearMiss]) -> Vec<String> {
        let word = |miss: &NearMiss| {
            self.document
                .tokens
                .get(miss.word.index())
                .map_or_else(String::new, |token| self.words(token.span))
        };
        let mut lines: Vec<String> = misses
            .iter()
            .take(MAX_MISSES)
            .map(|miss| {
                let room = self.width.saturating_sub(2 + 16 + 28);
                format!(
                    "{} {} {}",
                    fit(&word(miss), 14),
                    fit(&miss.frame, 28),
                    paint(DIM, cut(&miss.why, room))
                )
            })
            .collect();
        if misses.len() > MAX_MISSES {
            lines.push(paint(DIM, format!("and {} more", misses.len() - MAX_MISSES)));
        }
        lines
    }

    /// The reader's own doubts.
    pub(super) fn notes(&self) -> Vec<String> {
        let lines = self.document.notes.iter();
        lines.map(|note| format!("{}: {}", cut(&self.words(note.span), 40), note.text)).collect()
    }
}

/// `FRA GOV, Jane Doe, foreign minister`.
fn identity(actor: &Actor) -> String {
    let codes: Vec<&str> = actor.country.iter().chain(&actor.sectors).map(|code| code.as_str()).collect();
    let mut known = Vec::new();
    if !codes.is_empty() {
        known.push(codes.join(" "));
    }
    known.extend(actor.name.as_ref().map(ToString::to_string));
    known.extend(actor.office.as_ref().map(ToString::to_string));
    known.extend(actor.wikidata_id.as_ref().map(ToString::to_string));
    if known.is_empty() { actor.entity_id.to_string() } else { known.join(", ") }
}
