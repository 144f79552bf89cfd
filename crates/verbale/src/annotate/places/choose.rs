//! Decides which of several places of one name is meant, or that none is.

use super::candidates::{Candidate, Settings};
use crate::document::{Actor, Code, Mention, MentionKind, Resolution, SentenceId};
use crate::lexicon::{PlaceEntry, PlaceKind};
use std::collections::{BTreeMap, BTreeSet};

/// Countries that the report speaks of, by name or by adjective.
#[derive(Default)]
pub(super) struct Evidence {
    anywhere: BTreeMap<Code, usize>,
    in_sentence: BTreeSet<(SentenceId, Code)>,
    divisions: BTreeSet<(Code, String)>,
}

impl Evidence {
    /// Countries of known persons whom the report names; that of others may have been taken from the very place that is in
    /// doubt.
    pub fn note_actors(&mut self, mentions: &[Mention], actors: &[Actor]) {
        let mut seen = BTreeSet::new();
        let persons = mentions.iter().filter(|m| m.kind == MentionKind::Person);
        for referent in persons.flat_map(|m| &m.referents) {
            let actor = actors.get(referent.actor.index()).filter(|a| a.wikidata_id.is_some());
            let country = actor.and_then(|a| a.country);
            if let Some(code) = country.filter(|_| seen.insert(referent.actor)) {
                *self.anywhere.entry(code).or_default() += 1;
            }
        }
    }

    /// "the Lebanese city", "Syrians".
    pub fn note_demonyms(&mut self, settings: &Settings) {
        for piece in settings.pieces.iter().filter(|p| p.cased) {
            if let Some(country) = settings.gazetteer.country_of_demonym(&piece.text) {
                self.note(settings.sentence, country);
            }
        }
    }

    /// Names that can only be one country, and towns that everybody knows.
    pub fn note_candidates(&mut self, candidates: &[Candidate]) {
        for candidate in candidates.iter().filter(|c| !c.care && !c.compass) {
            // "Tripoli" alone speaks for no division, though one has the name.
            let town = candidate.entries.iter().any(is_town);
            for division in candidate.entries.iter().filter(|e| e.kind == PlaceKind::Admin1 && !town) {
                self.divisions.extend(division.country.zip(division.admin1.map(str::to_owned)));
            }
            let country = candidate.entries.iter().find(|e| e.kind == PlaceKind::Country && e.meant);
            let others = candidate.entries.iter().any(|e| e.kind == PlaceKind::Admin1);
            let known = candidate.entries.iter().find(|e| e.meant || e.population > 100_000);
            match (country, others) {
                (Some(country), false) => self.note_code(candidate.sentence, country.country),
                (None, _) => {
                    // "Tripoli" alone speaks for no country.
                    let large = candidate.entries.iter().filter(|e| e.population > 30_000 || e.meant);
                    let one = large.map(|e| e.country).collect::<BTreeSet<_>>().len() == 1;
                    if let Some(code) = known.filter(|_| one).and_then(|e| e.country) {
                        *self.anywhere.entry(code).or_default() += 1;
                    }
                }
                _ => {}
            }
        }
    }

    fn note_code(&mut self, sentence: SentenceId, code: Option<Code>) {
        if let Some(code) = code {
            self.note(sentence, code);
        }
    }

    fn note(&mut self, sentence: SentenceId, code: Code) {
        *self.anywhere.entry(code).or_default() += 1;
        self.in_sentence.insert((sentence, code));
    }

    /// Whether the report speaks of the division in which a place lies.
    fn has_division(&self, entry: &PlaceEntry) -> bool {
        let division = entry.country.zip(entry.admin1.map(str::to_owned));
        entry.kind != PlaceKind::Admin1 && division.is_some_and(|d| self.divisions.contains(&d))
    }

    /// Whether another division of its country is spoken of: "Alabama" beside "Georgia".
    fn has_sister(&self, entry: &PlaceEntry) -> bool {
        let other = |(code, name): &(Code, String)| {
            Some(*code) == entry.country && Some(name.as_str()) != entry.admin1
        };
        entry.kind == PlaceKind::Admin1 && self.divisions.iter().any(other)
    }

    /// Whether the report speaks of countries, but not of this one.
    fn speaks_of_others(&self, code: Option<Code>) -> bool {
        !self.anywhere.is_empty() && code.is_some_and(|c| !self.anywhere.contains_key(&c))
    }

    fn weight(&self, sentence: SentenceId, code: Option<Code>) -> f64 {
        let Some(code) = code else { return 0.0 };
        let times = self.anywhere.get(&code).copied().unwrap_or(0);
        let near = if self.in_sentence.contains(&(sentence, code)) { 2.0 } else { 0.0 };
        near + (times as f64).min(6.0).sqrt() * 0.7
    }
}

/// The place that a candidate is told to be by what stands behind it after a comma ("Odessa, Texas").
pub(super) fn told<'g>(candidate: &Candidate<'g>, next: &Candidate) -> Option<PlaceEntry<'g>> {
    // "California, United States" and "Mexico, China, Japan" are no towns.
    if candidate.entries.iter().any(|e| matches!(e.kind, PlaceKind::Country | PlaceKind::Admin1)) {
        return None;
    }
    let inside = |e: &&PlaceEntry| is_town(e) && next.entries.iter().any(|outer| holds(outer, e));
    candidate.entries.iter().filter(inside).max_by_key(|e| e.population).copied()
}

/// The place meant by a candidate, `earlier` the one that its name was told to mean elsewhere in the report. `next` stands behind it after a comma, `before` in the genitive before it, and
/// behind `inside` it stands after a comma itself ("Buffalo, New York").
pub(super) fn choose<'g>(
    candidate: &Candidate<'g>,
    next: Option<&Candidate>,
    before: Option<&Candidate>,
    inside: Option<&Candidate>,
    evidence: &Evidence,
    earlier: Option<&PlaceEntry>,
) -> Option<PlaceEntry<'g>> {
    let sure = |entry: &PlaceEntry| {
        let inside =
            |other: Option<&Candidate>| other.is_some_and(|o| o.entries.iter().any(|e| holds(e, entry)));
        let said = candidate.of_country.is_some_and(|c| entry.country == Some(c) && is_town(entry));
        inside(next) || inside(before) || said
    };
    let score = |entry: &PlaceEntry| {
        let around = inside.is_some_and(|i| i.entries.iter().any(|e| holds(entry, e)));
        let told = if sure(entry) || around { 6.0 } else { 0.0 };
        // "ODESSA, Texas" once, and Odessa ever after
        let again = if earlier.is_some_and(|e| e.coordinates == entry.coordinates) { 4.0 } else { 0.0 };
        let division = if evidence.has_division(entry) { 1.2 } else { 0.0 };
        let sister = if evidence.has_sister(entry) { 2.0 } else { 0.0 };
        let fixed = matches!(entry.kind, PlaceKind::Region | PlaceKind::Site);
        let foreign = evidence.speaks_of_others(entry.country);
        let elsewhere = if foreign { if fixed { 3.0 } else { 1.5 } } else { 0.0 };
        let by_report = evidence.weight(candidate.sentence, entry.country) + division + sister - elsewhere;
        told + again + prior(candidate, entry) + by_report
    };
    let best = candidate.entries.iter().max_by(|a, b| score(a).total_cmp(&score(b)))?;
    let foreign = evidence.weight(candidate.sentence, best.country) == 0.0;
    let loosely = candidate.led_loosely && !foreign && best.population > 15_000;
    // "Bani Walid fell": a name of no other use, of the country that the report is about
    let enough = if best.population > 20_000 { 1.2 } else { 1.9 };
    let at_home = evidence.weight(candidate.sentence, best.country) >= enough && best.by_own_name;
    let plain = !candidate.care && !candidate.inside_name && !candidate.is_first && at_home;
    let supported = sure(best) || candidate.led || loosely || candidate.told_level.is_some() || plain;
    if candidate.article && best.kind == PlaceKind::City && best.population < 1_000_000 && !sure(best) {
        return None;
    }
    // "West Nile virus": a river has its article
    if best.kind == PlaceKind::Water && !candidate.led && !candidate.is_definite && candidate.is_one_word {
        return None;
    }
    // "Nyanza Province" in Kenya is not the town in Rwanda.
    let division = matches!(candidate.told_level, Some(Resolution::Province | Resolution::District));
    if division && foreign && is_town(best) && best.population < 300_000 && !sure(best) {
        return None;
    }
    // "in the east", and the Eastern Province of some other country
    if candidate.compass && !sure(best) && (candidate.told_level.is_none() || foreign) {
        return None;
    }
    let small = best.kind == PlaceKind::City && best.population < 100_000 && !best.meant;
    let weak = candidate.care
        || small
        || (candidate.inside_name && best.kind == PlaceKind::City && best.population < 1_000_000);
    if weak && !supported || (candidate.care && candidate.inside_name) {
        return None;
    }
    // "Norfolk, England" is not the town in Virginia.
    let elsewhere = next.is_some_and(|n| n.is_larger_area()) && !sure(best) && is_town(best);
    if elsewhere {
        return None;
    }
    // A small town far from everything the report speaks of is likely to be something else.
    let unknown =
        best.kind == PlaceKind::City && best.population < if candidate.care { 200_000 } else { 50_000 };
    let named_so = candidate.led || candidate.told_level.is_some(); // "in Samarra", "the town of Samarra"
    let bare = !named_so && best.kind == PlaceKind::City && best.population < 500_000 && !best.meant;
    let lonely = ((unknown && !best.meant) || bare) && foreign && !sure(best);
    let part = candidate.inside_name && small;
    (!lonely && !part).then_some(*best)
}

fn is_town(entry: &PlaceEntry) -> bool {
    matches!(entry.kind, PlaceKind::City | PlaceKind::Capital | PlaceKind::Site)
}

/// Whether one place lies in another.
fn holds(outer: &PlaceEntry, inner: &PlaceEntry) -> bool {
    match outer.kind {
        PlaceKind::Country => outer.country == inner.country && inner.kind != PlaceKind::Country,
        PlaceKind::Admin1 => {
            outer.country == inner.country && outer.admin1 == inner.admin1 && inner.kind != outer.kind
        }
        // Counties have no list of their towns: near the middle is inside.
        PlaceKind::Region => {
            let (dy, dx) =
                (outer.coordinates.0 - inner.coordinates.0, outer.coordinates.1 - inner.coordinates.1);
            let near = dy.hypot(dx * inner.coordinates.0.to_radians().cos()) < 1.0;
            near && outer.country == inner.country && is_town(inner)
        }
        _ => false,
    }
}

/// How likely a name means a place, before the report is read.
fn prior(candidate: &Candidate, entry: &PlaceEntry) -> f64 {
    let size = (entry.population.max(1) as f64).log10();
    let by_kind = match entry.kind {
        PlaceKind::Country => size.max(5.0) + 2.0,
        PlaceKind::Capital => size + 1.5,
        PlaceKind::City => size,
        PlaceKind::Admin1 => size - 1.0,
        PlaceKind::Region | PlaceKind::Water | PlaceKind::Site => 7.5,
    };
    let level = match (candidate.told_level, entry.kind) {
        (Some(Resolution::Province | Resolution::District), PlaceKind::Admin1 | PlaceKind::Region) => 4.0,
        (Some(Resolution::City), PlaceKind::City | PlaceKind::Capital) => 2.0,
        _ => 0.0,
    };
    let spelling = if entry.by_own_name { 0.0 } else { -1.5 };
    by_kind + level + spelling + if entry.meant { 1.0 } else { 0.0 }
}
