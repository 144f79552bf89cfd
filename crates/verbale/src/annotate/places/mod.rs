//! Finds places on the map.
//!
//! `candidates` finds names that the gazetteer knows, `choose` decides which place of that name is meant, or
//! that none is, and `attach` tells where an event happened; `phrase` is the phrase around a place.

mod attach;
mod candidates;
mod choose;
mod phrase;

pub use attach::Scene;

use self::candidates::{Candidate, Settings, find_candidates};
use self::choose::{Evidence, choose, told};
use super::dateline::dateline_length;
use crate::document::{Actor, Mention, MentionId, MentionKind, Place, SentenceId, Syntax, Via};
use crate::lexicon::{Lexicon, PlaceEntry, PlaceKind, cut_pieces};
use std::collections::HashMap;

/// Countries, divisions, cities, waters and sites that the text names as places.
///
/// A name that is a person's, or part of an organisation's, is no place. Of several places of one name the
/// report's own words decide ("Tripoli, Lebanon"; "the Lebanese city"), then its other countries, then size.
///
/// ```
/// let doc = verbale::english().annotate("Talks were held in Tripoli, Lebanon.");
/// assert_eq!(doc.places[0].country.map(|c| c.to_string()).as_deref(), Some("LBN"));
/// ```
pub fn find_places(syntax: &Syntax, mentions: &[Mention], actors: &[Actor], lexicon: &Lexicon) -> Vec<Place> {
    let gazetteer = &lexicon.gazetteer;
    let mut candidates = Vec::new();
    let mut evidence = Evidence::default();
    for (n, sentence) in syntax.sentences.iter().enumerate() {
        let pieces = cut_pieces(syntax.text, sentence.span);
        let words = &syntax.tokens[sentence.first.index()..sentence.end.index()];
        let dateline = dateline_length(syntax.text, words).checked_sub(1).and_then(|last| words.get(last));
        let settings = Settings {
            syntax,
            mentions,
            actors,
            gazetteer,
            pieces: &pieces,
            sentence: SentenceId::at(n),
            dateline_end: dateline.map_or(0, |w| w.span.end),
        };
        evidence.note_demonyms(&settings);
        candidates.extend(find_candidates(&settings));
    }
    evidence.note_candidates(&candidates);
    evidence.note_actors(mentions, actors);
    let name_of = |c: &Candidate| c.span.of(syntax.text).to_lowercase();
    let mut earlier: HashMap<String, PlaceEntry> = HashMap::new();
    let mut places = Vec::new();
    for (i, candidate) in candidates.iter().enumerate() {
        let next = candidates.get(i + 1).filter(|next| candidate.is_followed_by(next));
        let before = i.checked_sub(1).map(|k| &candidates[k]).filter(|b| b.owns(candidate));
        let inside = i.checked_sub(1).map(|k| &candidates[k]).filter(|b| b.is_followed_by(candidate));
        if let Some(town) = next.and_then(|next| told(candidate, next)) {
            earlier.insert(name_of(candidate), town);
        }
        let Some(entry) =
            choose(candidate, next, before, inside, &evidence, earlier.get(&name_of(candidate)))
        else {
            continue;
        };
        let span = candidate.span;
        let located = next.is_some_and(|n| n.is_larger_area());
        if !located && acts(&entry, candidate, mentions) {
            continue;
        }
        places.push(Place {
            span,
            head: candidate.head,
            sentence: candidate.sentence,
            mention: mentions.iter().position(|m| m.span == span).map(MentionId::at),
            name: entry.name.into(),
            country: entry.country,
            admin1: entry.admin1.map(Into::into),
            coordinates: Some(entry.coordinates),
            geonames_id: entry.geonames_id,
            resolution: candidate.level(&entry),
        });
    }
    places
}

/// "Ankara dismissed the call", "the Pentagon said": the government and the office, not the town and the building.
fn acts(entry: &PlaceEntry, candidate: &Candidate, mentions: &[Mention]) -> bool {
    let same =
        |m: &&Mention| m.span == candidate.span || m.head == candidate.head && m.kind != MentionKind::Person;
    let mut referents = mentions.iter().filter(same).flat_map(|m| &m.referents);
    match entry.kind {
        PlaceKind::Country => false,
        PlaceKind::Site => !candidate.led && referents.next().is_some(),
        _ => referents.any(|r| r.via == Via::Metonym),
    }
}

#[cfg(test)]
mod tests {
    use crate::english;

    fn check(text: &str, expected: &[&str]) {
        let doc = english().annotate(text);
        let found: Vec<String> = doc
            .places
            .iter()
            .map(|p| {
                let country = p.country.map_or(String::new(), |c| c.to_string());
                format!("{}: {} {country} {}", doc.slice(p.span), p.name, p.resolution)
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn countries_cities_and_divisions_are_places() {
        check("Rain fell in Geneva.", &["Geneva: Geneva CHE city"]);
        check(
            "He flew from Kiev to the U.S. on Monday.",
            &["Kiev: Kyiv UKR city", "U.S.: United States USA country"],
        );
        check(
            "Shops closed across Sana’a and Port-au-Prince.",
            &["Sana’a: Sanaa YEM city", "Port-au-Prince: Port-au-Prince HTI city"],
        );
        check("Flooding hit Helmand province.", &["Helmand: Helmand AFG province"]);
        check("They met at Camp David.", &["Camp David: Camp David USA sub-city"]);
    }

    #[test]
    fn the_words_beside_a_name_tell_which_place_it_is() {
        check(
            "A clash broke out in Tripoli, Lebanon.",
            &["Tripoli: Tripoli LBN city", "Lebanon: Lebanon LBN country"],
        );
        check("A clash broke out in Tripoli.", &["Tripoli: Tripoli LBY city"]);
        check("A clash broke out in the Lebanese city of Tripoli.", &["Tripoli: Tripoli LBN city"]);
        check("They rallied in Paris, Texas.", &["Paris: Paris USA city", "Texas: Texas USA province"]);
    }

    #[test]
    fn the_report_tells_which_town_of_a_name_it_is() {
        check(
            "SELMA, Ala. — Teachers met in Florence on Monday.",
            &["SELMA: Selma USA city", "Ala: Alabama USA province", "Florence: Florence USA city"],
        );
        check(
            "ODESSA, Texas — It rained. Odessa saw floods in May.",
            &["ODESSA: Odessa USA city", "Texas: Texas USA province", "Odessa: Odessa USA city"],
        );
        check(
            "A fire broke out in Boston, Lincolnshire.",
            &["Boston: Boston GBR city", "Lincolnshire: Lincolnshire GBR province"],
        );
        check("Villages burned in Abkhazia.", &["Abkhazia: Abkhazia GEO province"]);
    }

    #[test]
    fn a_capital_that_acts_is_no_place() {
        check("Ankara dismissed the call.", &[]);
        check("Ministers arrived in Ankara.", &["Ankara: Ankara TUR city"]);
        check("The Pentagon said so.", &[]);
    }

    #[test]
    fn names_of_nobody_are_towns_where_they_stand_like_towns() {
        check("Ukrainian soldiers captured Lyman on Sunday.", &["Lyman: Lyman UKR city"]);
        check("The Georgian teacher came from Gori.", &["Gori: Gori GEO city"]);
        check("West Nile virus spread in the Eastern district.", &[]);
    }

    #[test]
    fn newspapers_have_names_of_their_own_for_towns() {
        check("They fled to Mekelle.", &["Mekelle: Mekelle ETH city"]);
        check("They met at the Rafah crossing.", &["Rafah crossing: Rafah crossing PSE sub-city"]);
    }

    #[test]
    fn words_that_only_look_like_towns_are_none() {
        check("Reading is good. Nice people of Best Buy said so.", &[]);
        check("They moved to Nice last year.", &["Nice: Nice FRA city"]);
        check("Turkish troops and a Syrian doctor left.", &[]);
        check("He told us so.", &[]);
    }
}
