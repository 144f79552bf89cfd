//! The country that a report is mostly about: where its unnamed police and protesters are.

use crate::annotate::mentions::Draft;
use crate::document::{Code, MentionKind, SentenceId, Syntax};
use crate::lexicon::actors::names::Sense;
use crate::lexicon::actors::reference::Use;
use crate::lexicon::actors::terms::TermId;
use crate::lexicon::{Actors, Gazetteer, PlaceEntry, PlaceKind, fold_name};

/// Countries by how much is said of them.
#[derive(Debug, Default)]
pub(super) struct Focus {
    /// The country of which most is said, if it is much more than of any other.
    pub country: Option<Code>,
    weights: Vec<(Code, f32)>,
    /// The drafts that tell of a country.
    pub evidence: Vec<(usize, Code)>,
}

impl Focus {
    /// Counts names, adjectives, peoples and capitals; the first sentences count more.
    pub fn find(
        syntax: &Syntax,
        drafts: &[Draft],
        lexicon: &Actors,
        gazetteer: &Gazetteer,
        day: Option<u32>,
    ) -> Focus {
        let mut focus = Focus::default();
        for (i, draft) in drafts.iter().enumerate().filter(|(_, d)| is_unknown_place(d)) {
            let name = draft.name.map_or("", |n| n.of(syntax.text));
            if let Some((code, true)) = country_of_place(name, gazetteer) {
                focus.evidence.push((i, code));
                focus.add(code, 0.7 * early(draft.mention.sentence, syntax.sentences.len()));
            }
        }
        // "Jordan Peters" says nothing of Jordan
        let of_person = |d: &Draft| {
            let name = d.name.unwrap_or_default();
            let whole = |p: &&Draft| {
                p.is_person() && p.name.is_some_and(|n| n.len() > name.len() && n.contains(name))
            };
            d.inner && drafts.iter().any(|p| whole(&p))
        };
        let named = drafts.iter().enumerate().filter(|(_, d)| !d.namings.is_empty() && !of_person(d));
        for (i, draft) in named {
            let entry = lexicon.names.entry(draft.namings[0].entry);
            let same = draft.namings.iter().all(|n| lexicon.names.entry(n.entry).code == entry.code);
            if !same || !is_state_code(entry.code) {
                continue;
            }
            // "ethnic Albanians" are of the country that the report is about
            let before = draft.first.0.checked_sub(1).map(crate::document::TokenId);
            let ethnic = |t| lexicon.reference.is(syntax.form(t), Use::Ethnic);
            if draft.is_demonym() && (before.is_some_and(ethnic) || ethnic(draft.first)) {
                continue;
            }
            let weight = match draft.namings[0].sense {
                Sense::Name if entry.kind.is_country() => 1.0,
                Sense::Capital => 1.0,
                Sense::Adjective | Sense::People => 0.8,
                _ => 0.3,
            };
            focus.evidence.push((i, entry.code));
            focus.add(entry.code, weight * early(draft.mention.sentence, syntax.sentences.len()));
        }
        // "Premier Li ordered officials …": where no country is named, those in office tell of theirs
        if focus.weights.is_empty() {
            for (i, draft) in drafts.iter().enumerate().filter(|(_, d)| !d.people.is_empty() && !d.inner) {
                let in_office = |t: &&TermId| day.is_some_and(|d| lexicon.terms.covers(**t, d));
                let mut codes = draft.people.iter().filter(in_office).map(|t| lexicon.terms.get(*t).country);
                if let Some(code) = codes.next().filter(|c| is_state_code(*c) && codes.all(|o| o == *c)) {
                    focus.evidence.push((i, code));
                    focus.add(code, 0.5 * early(draft.mention.sentence, syntax.sentences.len()));
                }
            }
        }
        let total: f32 = focus.weights.iter().map(|(_, w)| w).sum();
        let mut ranked = focus.weights.clone();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        let second = ranked.get(1).map_or(0.0, |(_, w)| *w);
        let top = ranked.first().filter(|(_, w)| *w > 0.5 * total || *w > 0.35 * total && *w > 1.4 * second);
        focus.country = top.map(|(code, _)| *code);
        focus
    }

    /// How much is said of a country.
    pub fn weight(&self, code: Code) -> f32 {
        self.weights.iter().find(|(c, _)| *c == code).map_or(0.0, |(_, w)| *w)
    }

    fn add(&mut self, code: Code, weight: f32) {
        match self.weights.iter_mut().find(|(c, _)| *c == code) {
            Some((_, sum)) => *sum += weight,
            None => self.weights.push((code, weight)),
        }
    }
}

/// A name that the language model holds for a place and the actor tables do not know.
pub(super) fn is_unknown_place(draft: &Draft) -> bool {
    draft.namings.is_empty()
        && draft.people.is_empty()
        && draft.name.is_some()
        && draft.mention.kind == MentionKind::Place
}

/// The country of the likeliest place of a name, and whether it is much likelier than any in another country.
pub(super) fn country_of_place(name: &str, gazetteer: &Gazetteer) -> Option<(Code, bool)> {
    let found = gazetteer.look_up(&fold_name(name));
    let state = |e: &PlaceEntry| {
        matches!(e.kind, PlaceKind::Country | PlaceKind::Admin1) && name.starts_with(char::is_uppercase)
    };
    let best = found.iter().max_by_key(|e| (e.meant, state(e), e.population))?;
    let country = best.country?;
    let rival = found.iter().filter(|e| e.country != Some(country)).map(|e| e.population).max();
    Some((country, best.meant || rival.is_none_or(|r| best.population > 3 * r)))
}

fn early(sentence: SentenceId, n_sentences: usize) -> f32 {
    match sentence.index() {
        0 => 2.0,
        1 | 2 if n_sentences > 4 => 1.5,
        _ => 1.0,
    }
}

/// Countries, and not UNO, IGO or NGO.
pub(super) fn is_state_code(code: Code) -> bool {
    !matches!(code.as_str(), "UNO" | "IGO" | "NGO" | "ISM" | "IMG" | "MNC" | "EUR")
}
