//! The report that the project starts from, against what a careful coder reads in it (`seed/READING.md` of the shared
//! data). Skipped where the shared data is missing.

use std::path::PathBuf;
use verbale::document::{Document, Entity, EventId, Statement};
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

/// A statement of the reading. An empty string asks that there be none.
struct Said {
    row: u8,
    sentence: &'static str,
    cue: &'static str,
    /// Country and sectors of the speaker.
    speaker: &'static str,
    style: &'static str,
    /// Its first words.
    content: &'static str,
    /// The cue of the statement around it.
    within: &'static str,
    addressee: &'static str,
    /// Kind and owner's country.
    channel: &'static str,
    /// Whose narrative.
    origin: &'static str,
    stance: &'static str,
    outlet: &'static str,
}

const PLAIN: Said = Said {
    row: 0,
    sentence: "",
    cue: "said",
    speaker: "",
    style: "indirect",
    content: "",
    within: "",
    addressee: "",
    channel: "",
    origin: "",
    stance: "asserts",
    outlet: "neutral",
};

/// Every statement of the reading, with all that it says of it.
const SAID: &[Said] = &[
    Said {
        row: 2,
        sentence: "Chinese Foreign Minister Wang Yi said",
        speaker: "CHN GOV",
        style: "mixed",
        content: "China is ready to take ties",
        ..PLAIN
    },
    Said {
        row: 4,
        sentence: "\"Sino-Russian relations",
        speaker: "CHN GOV",
        style: "direct",
        content: "Sino-Russian relations have withstood",
        channel: "statement CHN",
        ..PLAIN
    },
    Said {
        row: 8,
        sentence: "Regarding the course",
        speaker: "CHN GOV",
        content: "Lavrov had informed Wang Yi",
        channel: "statement CHN",
        ..PLAIN
    },
    Said {
        row: 8,
        sentence: "Regarding the course",
        cue: "informed",
        speaker: "RUS GOV",
        content: "the negotiations with Ukraine",
        within: "said",
        addressee: "CHN GOV",
        ..PLAIN
    },
    Said {
        row: 8,
        sentence: "Regarding the course",
        cue: "assured",
        speaker: "RUS GOV",
        content: "Russia was ready for a de-escalation",
        within: "said",
        addressee: "CHN GOV",
        ..PLAIN
    },
    Said {
        row: 9,
        sentence: "Even before the trip",
        cue: "praised",
        speaker: "RUS GOV",
        style: "mixed",
        content: "relations with Beijing",
        ..PLAIN
    },
    Said {
        row: 10,
        sentence: "On Wednesday, the Russian embassy",
        cue: "told",
        speaker: "RUS GOV",
        style: "direct",
        content: "Together with you",
        addressee: "CHN GOV",
        channel: "broadcast RUS",
        ..PLAIN
    },
    Said {
        row: 12,
        sentence: "According to Brussels",
        cue: "According to",
        speaker: "EUR GOV",
        content: "the situation in Ukraine",
        ..PLAIN
    },
    Said {
        row: 14,
        sentence: "As a precaution",
        cue: "urged",
        speaker: "CHN GOV",
        content: "them to exert their influence",
        addressee: "EUR BUS",
        ..PLAIN
    },
    Said {
        row: 19,
        sentence: "In a broad campaign",
        cue: "accusing",
        speaker: "CHN JRN",
        content: "the United States and NATO",
        ..PLAIN
    },
    Said {
        row: 20,
        sentence: "The Chinese military",
        cue: "adopted",
        speaker: "CHN JRN MIL",
        content: "the US is helping Ukraine",
        origin: "RUS",
        stance: "relays",
        outlet: "doubts",
        ..PLAIN
    },
    Said {
        row: 20,
        sentence: "The Chinese military",
        cue: "narrative",
        speaker: "RUS",
        content: "the US is helping Ukraine",
        within: "adopted",
        outlet: "doubts",
        ..PLAIN
    },
    Said {
        row: 22,
        sentence: "State television",
        cue: "appealing to",
        speaker: "CHN JRN",
        style: "mixed",
        content: "not to",
        addressee: "EUR",
        ..PLAIN
    },
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
    right.sort_unstable();
    println!("rows right: {right:?}");
    assert!(right.len() >= 12, "only rows {right:?} come out as the reading has them");

    let missing: Vec<String> = SAID.iter().filter_map(|said| statement_is_there(&doc, said).err()).collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));

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

/// All fields of a statement of the reading, where one of the report has its sentence, cue and speaker.
fn statement_is_there(doc: &Document, said: &Said) -> Result<(), String> {
    let cue_of = |s: &Statement| s.cue.map_or("", |c| doc.slice(c)).to_owned();
    let mut near = Vec::new();
    for s in &doc.statements {
        let sentence = doc.slice(doc.sentences[s.sentence.index()].span);
        if !sentence.starts_with(said.sentence) || cue_of(s) != said.cue {
            continue;
        }
        let channel = s.channel.as_ref().map(|c| {
            let owner = c.entity.as_ref().map_or(String::new(), |e| countries(doc, std::slice::from_ref(e)));
            format!("{} {owner}", c.kind.as_str())
        });
        let found = [
            s.speaker.as_ref().map_or(String::new(), |e| party(doc, e)),
            s.style.as_str().to_owned(),
            s.within.map_or(String::new(), |w| cue_of(&doc.statements[w.index()])),
            s.addressees.first().map_or(String::new(), |e| party(doc, e)),
            channel.unwrap_or_default(),
            s.origin.as_ref().map_or(String::new(), |e| party(doc, e)),
            s.stance.as_str().to_owned(),
            s.outlet_stance.as_str().to_owned(),
        ];
        let wanted = [
            said.speaker,
            said.style,
            said.within,
            said.addressee,
            said.channel,
            said.origin,
            said.stance,
            said.outlet,
        ];
        let begins = s.content.first().is_some_and(|c| doc.slice(*c).starts_with(said.content));
        if begins && found == wanted {
            return Ok(());
        }
        near.push(format!("{found:?} {:?}", doc.slices(&s.content)));
    }
    Err(format!("row {}, {:?}: not as the reading has it, but {near:?}", said.row, said.cue))
}

/// Country and sectors.
fn party(doc: &Document, entity: &Entity) -> String {
    let Some(actor) = entity.actor.map(|a| &doc.actors[a.index()]) else { return String::new() };
    let country = actor.country.map_or("-".to_owned(), |c| c.to_string());
    let sectors = actor.sectors.iter().map(|s| s.to_string());
    std::iter::once(country).chain(sectors).collect::<Vec<_>>().join(" ")
}

fn countries(doc: &Document, entities: &[Entity]) -> String {
    let country = |e: &Entity| e.actor.and_then(|a| doc.actors[a.index()].country);
    let mut found: Vec<String> = entities.iter().filter_map(country).map(|c| c.to_string()).collect();
    found.sort();
    found.dedup();
    found.join(",")
}
