//! The report that the project starts from, against what a careful coder reads in it (`seed/READING.md` of the shared
//! data). Skipped where the shared data is missing.

use std::path::PathBuf;
use verbale::document::{Document, Entity, EventId};
use verbale::{date, english};

/// Row of the reading: first words of the sentence, event type, actors, recipients, status, voices (outermost first).
/// An empty string asks for nothing; a row may hold several lines, all of which must be there.
const ROWS: &[(u8, &str, &str, &str, &str, &str, &str)] = &[
    (1, "Despite the ongoing", "SUPPORT", "CHN", "RUS", "happened", ""),
    (2, "Chinese Foreign Minister", "CONSULT", "CHN,RUS", "", "happened", ""),
    (2, "Chinese Foreign Minister", "AGREE", "CHN", "RUS", "planned", "CHN"),
    (3, "Both sides", "AGREE", "CHN,RUS", "", "planned", ""),
    (5, "Lavrov had traveled", "CONSULT", "RUS", "CHN", "happened", ""),
    (8, "Regarding the course", "CONSULT", "RUS,UKR", "", "happened", "CHN>RUS"),
    (8, "Regarding the course", "AGREE", "RUS", "", "planned", "CHN>RUS"),
    (9, "Even before the trip", "SUPPORT", "RUS", "CHN", "happened", ""),
    (10, "On Wednesday, the Russian", "AGREE", "RUS", "CHN", "planned", "RUS"),
    (11, "The heads of the European", "AGREE", "CHN,EUR", "", "planned", ""),
    (14, "As a precaution", "REQUEST", "CHN", "EUR", "happened", ""),
    (15, "All European efforts", "REJECT", "CHN", "EUR", "happened", ""),
    (16, "Efforts are now", "REQUEST", "EUR", "CHN", "ongoing", ""),
    (17, "So far, Beijing", "AID", "CHN", "", "happened", ""),
    (19, "In a broad campaign", "ACCUSE", "CHN", "IGO,USA", "happened", ""),
    (20, "The Chinese military", "AID", "USA", "UKR", "claimed", "CHN>RUS"),
    (22, "State television", "REQUEST", "CHN", "EUR", "happened", ""),
];

/// Rows that are statements: first words, cue, country of the speaker, a piece of the content.
const SAID: &[(u8, &str, &str, &str, &str)] = &[
    (4, "\"Sino-Russian relations", "said", "CHN", "Sino-Russian relations have withstood"),
    (12, "According to Brussels", "According to", "EUR", "the situation in Ukraine"),
];

/// Sentences from which nothing may be coded (rows 13, 21, 24).
const SILENT: &[&str] = &["China must fear", "Beijing seems to be", "Meanwhile, Chinese companies"];

/// Whom words of the report stand for: country and sectors.
const WHO: &[(&str, &str, &str)] = &[
    ("Lavrov", "RUS", "GOV"),
    ("Wang Yi", "CHN", "GOV"),
    ("Xi Jinping", "CHN", "GOV"),
    ("Moscow", "RUS", "GOV"),
    ("Beijing", "CHN", "GOV"),
    ("Brussels", "EUR", "GOV"),
    ("the Russian embassy", "RUS", "GOV"),
    ("PLA Daily", "CHN", "JRN MIL"),
    ("State television", "CHN", "JRN"),
    ("leading European business representatives", "EUR", "BUS"),
];

fn is_resolved(doc: &Document, words: &str, country: &str, sectors: &str) -> bool {
    let mention = doc.mentions.iter().find(|m| doc.slice(m.span) == words);
    mention.is_some_and(|m| match m.referents[..] {
        [only] => {
            let actor = &doc.actors[only.actor.index()];
            let found: Vec<&str> = actor.sectors.iter().map(|s| s.as_str()).collect();
            actor.country.is_some_and(|c| c.as_str() == country) && found.join(" ") == sectors
        }
        _ => false,
    })
}

#[test]
fn the_seed_report_is_read_as_a_coder_reads_it() {
    let shared = std::env::var("VERBALE_SHARED").unwrap_or_else(|_| "../../../shared".to_owned());
    let path = PathBuf::from(shared).join("seed/000_17bccc868a6d6efc.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", path.display());
        println!("skipped: the seed report needs VERBALE_SHARED");
        return;
    };
    let doc = english().published(date(2022, 3, 30)).annotate(&text);

    let mut right = Vec::new();
    let numbers: std::collections::BTreeSet<u8> = ROWS.iter().map(|r| r.0).collect();
    for number in numbers {
        if ROWS.iter().filter(|r| r.0 == number).all(|row| event_is_there(&doc, row)) {
            right.push(number);
        }
    }
    right.extend(SAID.iter().filter(|row| statement_is_there(&doc, row)).map(|row| row.0));
    right.sort_unstable();
    println!("rows right: {right:?}");
    assert!(right.len() >= 13, "only rows {right:?} come out as the reading has them");

    for (i, event) in doc.events.iter().enumerate() {
        let sentence = doc.slice(doc.sentences[event.sentence.index()].span);
        assert!(!SILENT.iter().any(|s| sentence.starts_with(s)), "coded, but must not be: {sentence}");
        let to_ukraine =
            countries(&doc, &event.actors) == "USA" && countries(&doc, &event.recipients) == "UKR";
        let status = doc.certainties[i].status.as_str();
        assert!(!(to_ukraine && status == "happened"), "a claim counted as a fact: {sentence}");
    }
    for (words, country, sectors) in WHO {
        assert!(is_resolved(&doc, words, country, sectors), "{words} is not {country} {sectors}");
    }
    // row 7: the author's card is page furniture
    let furniture: Vec<&str> = doc.residue.iter().map(|r| doc.slice(r.span)).collect();
    assert!(furniture.contains(&"Friederike Böge"), "{furniture:?}");
}

fn event_is_there(doc: &Document, row: &(u8, &str, &str, &str, &str, &str, &str)) -> bool {
    let (_, words, kind, actors, recipients, status, voices) = *row;
    doc.events.iter().enumerate().any(|(i, event)| {
        let certainty = &doc.certainties[EventId::at(i).index()];
        let speaker = |s: &verbale::document::StatementId| {
            let speaker = doc.statements[s.index()].speaker.as_ref();
            speaker.map_or(String::new(), |e| countries(doc, std::slice::from_ref(e)))
        };
        let chain: Vec<String> = certainty.according_to.iter().map(speaker).collect();
        doc.slice(doc.sentences[event.sentence.index()].span).starts_with(words)
            && event.event_type.as_str() == kind
            && countries(doc, &event.actors) == actors
            && (recipients.is_empty() || countries(doc, &event.recipients) == recipients)
            && certainty.status.as_str() == status
            && chain.join(">") == voices
    })
}

fn statement_is_there(doc: &Document, row: &(u8, &str, &str, &str, &str)) -> bool {
    let (_, words, cue, country, content) = *row;
    doc.statements.iter().any(|s| {
        doc.slice(doc.sentences[s.sentence.index()].span).starts_with(words)
            && s.cue.is_some_and(|c| doc.slice(c) == cue)
            && s.speaker.as_ref().is_some_and(|e| countries(doc, std::slice::from_ref(e)) == country)
            && s.content.iter().any(|c| doc.slice(*c).starts_with(content))
    })
}

fn countries(doc: &Document, entities: &[Entity]) -> String {
    let country = |e: &Entity| e.actor.and_then(|a| doc.actors[a.index()].country);
    let mut found: Vec<String> = entities.iter().filter_map(country).map(|c| c.to_string()).collect();
    found.sort();
    found.dedup();
    found.join(",")
}
