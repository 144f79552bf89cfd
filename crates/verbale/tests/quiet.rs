//! Sentences without politics, `corpus/gold/quiet.txt`, in which no event may be found; and their political neighbours,
//! `corpus/gold/loud.txt`, in which one must be.

use std::path::Path;
use verbale::document::Event;

/// So many of the quiet ones (2,085) are still coded; the number may only fall, unless fresh sentences join them.
const MOST: usize = 15;

/// So many in a hundred loud ones are found; the number may only rise.
const LEAST: usize = 90;

fn sentences(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/gold").join(name);
    let text = std::fs::read_to_string(path).expect("the sentences are in the repository");
    text.lines().filter(|l| !l.starts_with('#')).map(str::to_owned).collect()
}

fn events(sentence: &str) -> Vec<Event> {
    verbale::english().published(verbale::date(2018, 5, 10)).annotate(sentence).events
}

#[test]
fn nothing_is_coded_from_sport_business_culture_and_weather() {
    let quiet = sentences("quiet.txt");
    assert!(quiet.len() >= 600, "only {} sentences", quiet.len());
    let coded = |sentence: &String| {
        let found: Vec<String> = events(sentence)
            .iter()
            .map(|e| format!("{} by {}", e.event_type.as_str(), e.because.frame))
            .collect();
        (!found.is_empty()).then(|| format!("{sentence} {}", found.join(", ")))
    };
    let wrong: Vec<String> = quiet.iter().filter_map(coded).collect();
    println!("{}\n{} of {} sentences are coded", wrong.join("\n"), wrong.len(), quiet.len());
    assert!(wrong.len() <= MOST, "{} are coded, at most {MOST} were:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn politics_around_sport_business_and_culture_is_coded() {
    let loud = sentences("loud.txt");
    let missed = |line: &String| {
        let (sentence, types) = line.split_once('\t').expect("a tab before the type");
        let found = events(sentence);
        (!found.iter().any(|e| types.split('/').any(|t| t == e.event_type.as_str()))).then(|| line.clone())
    };
    let wrong: Vec<String> = loud.iter().filter_map(missed).collect();
    println!("{}\n{} of {} sentences are missed", wrong.join("\n"), wrong.len(), loud.len());
    let found = loud.len() - wrong.len();
    assert!(
        found * 100 >= LEAST * loud.len(),
        "only {found} are found of {}, missed are:\n{}",
        loud.len(),
        wrong.join("\n")
    );
}
