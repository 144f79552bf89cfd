//! The second opinion: it never finds anybody that frames would not find, and it can be switched off.

use std::path::Path;
use verbale::document::{By, Document};
use verbale::lexicon::Files;
use verbale::{About, Language, date, english};

fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/running/texts");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the reports are in the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("a readable report")).collect()
}

fn told(document: &Document, by: impl Fn(By) -> bool) -> Vec<String> {
    let events = document.events.iter().filter(|e| by(e.because.by));
    events.map(|e| format!("{} {}", e.event_type, document.slice(e.trigger))).collect()
}

#[test]
fn switched_off_it_says_nothing_and_takes_nothing_away() {
    let language = Language::english(&Files::own()).expect("our own files are sound").frames_only();
    assert!(language.second.is_none());
    let about = || About { published: Some(date(2024, 3, 5)), ..About::default() };
    let mut n_spoken = 0;
    for text in texts() {
        let alone = language.annotate(&text, about());
        let both = english().about(about()).annotate(&text);
        assert_eq!(told(&alone, |by| by != By::Frame), Vec::<String>::new());
        assert!(alone.events.iter().all(|e| e.because.second.is_none()));
        // where frames tie it may choose another type, but words that frames have typed stay typed
        let heads = |document: &Document, by: fn(By) -> bool| {
            let events = document.events.iter().filter(|e| by(e.because.by));
            events.map(|e| e.head).collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(heads(&alone, |_| true), heads(&both, |by| by != By::Model), "{text}");
        n_spoken += both.events.iter().filter(|e| e.because.second.is_some()).count();
    }
    assert!(n_spoken > 100, "it was asked about {n_spoken} events only");
}

#[test]
fn what_it_adds_rests_on_words_that_name_somebody_on_either_side() {
    for text in texts() {
        let document = english().published(date(2024, 3, 5)).annotate(&text);
        for event in document.events.iter().filter(|e| e.because.by == By::Model) {
            let parties = || event.actors.iter().chain(&event.recipients);
            assert!(parties().count() > 1, "{}", document.slice(event.trigger));
            assert!(parties().all(|p| p.span.is_some()), "{}", document.slice(event.trigger));
            assert!(event.because.frame.starts_with("model/"));
        }
    }
}

#[test]
fn nobody_does_nothing() {
    for text in [
        "The town was bombarded overnight.",
        "Rain lashed the coast.",
        "The film lambasts the taxman.",
        "Shares plummeted.",
    ] {
        let document = english().annotate(text);
        assert_eq!(told(&document, |by| by == By::Model), Vec::<String>::new(), "{text}");
    }
}
