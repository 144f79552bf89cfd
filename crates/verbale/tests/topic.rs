//! The topic judge: it only takes away, says so, and can be switched off.

use std::collections::BTreeSet;
use std::path::Path;
use verbale::annotate::events::trace_events;
use verbale::document::Document;
use verbale::lexicon::Files;
use verbale::{About, Language, date, english};

fn about() -> About {
    About { published: Some(date(2018, 5, 10)), ..About::default() }
}

fn unjudged() -> Language {
    let mut language = Language::english(&Files::own()).expect("our own files are sound");
    language.judge = None;
    language
}

fn heads(document: &Document) -> BTreeSet<u32> {
    document.events.iter().map(|e| e.head.0).collect()
}

/// Why the frames that nearly fired did not.
fn misses(document: &Document) -> Vec<String> {
    let language = english().language();
    let (_, _, trace) = trace_events(
        &document.syntax(),
        &document.mentions,
        document.actors.clone(),
        &document.times,
        &document.places,
        &document.about,
        &language.lexicon,
        language.learnt(),
        true,
    );
    trace.near_misses.into_iter().map(|miss| miss.why).collect()
}

#[test]
fn what_it_drops_is_told_and_comes_back_without_it() {
    let language = unjudged();
    for text in [
        "The French luxury house accused an online marketplace of selling fakes.",
        "Ford and its Indian partner broke off their alliance on scooters.",
    ] {
        let judged = english().about(about()).annotate(text);
        assert!(judged.events.is_empty(), "{text}");
        assert!(misses(&judged).iter().any(|why| why.contains("topic judge")), "{text}");
        assert!(!language.annotate(text, about()).events.is_empty(), "{text}");
    }
}

#[test]
fn politics_and_short_sentences_pass() {
    for text in [
        "Iraq invaded Kuwait.",
        "Slovakia expelled three Belarusian diplomats on Friday over spying.",
        "The Kenyan president met Ugandan ministers in Kampala to discuss sport and culture.",
    ] {
        assert!(!english().about(about()).annotate(text).events.is_empty(), "{text}");
    }
}

#[test]
fn it_takes_nothing_from_reports_of_politics() {
    let language = unjudged();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/gold/texts");
    for entry in std::fs::read_dir(folder).expect("the reports are in the repository") {
        let text =
            std::fs::read_to_string(entry.expect("a readable folder").path()).expect("a readable report");
        let judged = english().about(about()).annotate(&text);
        assert_eq!(heads(&judged), heads(&language.annotate(&text, about())), "{text}");
    }
}
