//! Sentences without politics, `corpus/gold/quiet.txt`: no event may be found in them.

use std::path::Path;

/// So many are still coded; the number may only fall.
const MOST: usize = 5;

#[test]
fn nothing_is_coded_from_sport_business_culture_and_weather() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/gold/quiet.txt");
    let text = std::fs::read_to_string(path).expect("the sentences are in the repository");
    let sentences: Vec<&str> = text.lines().filter(|l| !l.starts_with('#')).collect();
    assert!(sentences.len() >= 100, "only {} sentences", sentences.len());
    let reader = || verbale::english().published(verbale::date(2018, 5, 10));
    let coded = |sentence: &&str| {
        let doc = reader().annotate(sentence);
        let found: Vec<String> =
            doc.events.iter().map(|e| format!("{} by {}", e.event_type.as_str(), e.because.frame)).collect();
        (!found.is_empty()).then(|| format!("{sentence} {}", found.join(", ")))
    };
    let wrong: Vec<String> = sentences.iter().filter_map(coded).collect();
    println!("{}\n{} of {} sentences are coded", wrong.join("\n"), wrong.len(), sentences.len());
    assert!(wrong.len() <= MOST, "{} are coded, at most {MOST} were:\n{}", wrong.len(), wrong.join("\n"));
}
