//! Whom mentions stand for, in sentences of our own; `corpus/gold/actors.tsv` holds many more.

use crate::document::{Document, Mention, Via};
use crate::{date, english};

fn read(text: &str) -> Document {
    english().published(date(2023, 10, 20)).annotate(text)
}

/// The mention headed by a word, and how its first referent reads: `KEN:COP`.
fn who<'d>(doc: &'d Document, head: &str) -> (&'d Mention, String) {
    let headed = |m: &&Mention| doc.slice(doc.tokens[m.head.index()].span) == head;
    let mention = doc.mentions.iter().find(headed).expect("there is such a mention");
    let actor = mention.referents.first().map(|r| &doc.actors[r.actor.index()]);
    let shown = actor.map_or("nobody".to_owned(), |a| {
        let country = a.country.map_or("-".to_owned(), |c| c.to_string());
        format!("{country}:{}", a.sectors.first().map_or(String::new(), ToString::to_string))
    });
    (mention, shown)
}

#[test]
fn a_title_belongs_to_the_mention_and_an_apposition_does_not() {
    let doc = read("Peruvian mayor Ada Moreno, a former judge, resigned.");
    let mention =
        doc.mentions.iter().find(|m| doc.slice(m.span).contains("Moreno")).expect("Moreno is found");
    assert_eq!(doc.slice(mention.span), "Peruvian mayor Ada Moreno");
}

#[test]
fn letters_of_two_bodies_are_settled_by_the_report_or_left_open() {
    let doc = read("The RSF published a statement.");
    assert_eq!(who(&doc, "RSF").1, "nobody");
    let doc = read("Fighting went on in Sudan. The RSF published a statement.");
    assert_eq!(who(&doc, "RSF").1, "SDN:REB");
}

#[test]
fn letters_explained_by_the_report_win() {
    let doc = read("The Regional Seed Fund (RSF) of Zambia gave a loan. The RSF was founded in May.");
    let last =
        doc.mentions.iter().rev().find(|m| doc.slice(m.span).ends_with("RSF")).expect("it is named again");
    assert_eq!(last.referents.first().map(|r| r.via), Some(Via::Acronym));
}

#[test]
fn a_pronoun_looks_back_to_whom_it_fits() {
    let doc = read("Maria Costa met Viktor Orban. She thanked him.");
    let (she, _) = who(&doc, "She");
    let antecedent = she.referents.first().and_then(|r| r.antecedent).expect("she is somebody");
    assert_eq!(doc.slice(doc.mentions[antecedent.index()].span), "Maria Costa");
    assert_eq!(who(&doc, "him").1, "HUN:GOV");
}

#[test]
fn antecedents_are_mentions_of_the_document() {
    let doc = read(
        "Kenya's president, who visited Uganda, said he and his ministers would return. They left on Monday.",
    );
    let links = doc.mentions.iter().flat_map(|m| &m.referents).filter_map(|r| r.antecedent);
    assert!(links.clone().count() >= 3);
    assert!(links.into_iter().all(|a| a.index() < doc.mentions.len()));
}

#[test]
fn odd_text_is_no_reason_to_panic() {
    for text in [
        "",
        "’s",
        "(UN)",
        "🇫🇷 🇩🇪 met",
        "“Macron”—“Merkel”",
        "the the the",
        "İstanbul’daki POLİS",
        "- - -",
        "U.S.-led",
    ] {
        let doc = read(text);
        assert!(doc.mentions.iter().all(|m| !doc.slice(m.span).is_empty()));
    }
}
