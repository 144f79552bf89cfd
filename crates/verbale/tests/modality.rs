//! Every example of `modality.tsv` is read, and the act in brackets stands as its row says.

use std::fmt::Write;
use std::path::Path;
use verbale::annotate::certainty::{Outlook, read_outlook};
use verbale::document::{Syntax, TokenId};

fn rows() -> Vec<(usize, Vec<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/lexicon/en/modality.tsv");
    let text = std::fs::read_to_string(path).expect("the table is in the repository");
    let lines = text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.starts_with("kind\t"));
    lines.map(|(n, l)| (n + 1, l.split('\t').map(str::to_owned).collect())).collect()
}

fn outlook_of(example: &str) -> Outlook {
    let (before, rest) = example.split_once('[').expect("an act in brackets");
    let (act, after) = rest.split_once(']').expect("an act in brackets");
    let document = verbale::english().annotate(&format!("{before}{act}{after}"));
    let syntax = Syntax::new(&document.text, &document.sentences, &document.tokens);
    let at =
        document.tokens.iter().position(|t| t.span.start as usize == before.len()).expect("a word there");
    let word = TokenId::at(at);
    read_outlook(&syntax, &verbale::english().language().lexicon.modality, word, word, |_| false)
}

fn stands_as(outlook: &Outlook, effect: &str) -> bool {
    let open = outlook.planned || outlook.asked || outlook.uncertain || outlook.negated;
    match effect {
        "planned" | "conditional" | "pending" => outlook.planned && !outlook.negated,
        "uncertain" | "hypothetical" => outlook.uncertain && !outlook.negated,
        "imagined" => outlook.imagined,
        "probable" => outlook.probable && !open,
        "denied" => outlook.negated,
        "ongoing" => outlook.ongoing && !open,
        "claimed" => outlook.claimed && !open,
        "asked" => outlook.asked && !outlook.negated,
        "factual" => !open,
        "governed" => open, // as the word above has it, which the example chooses so
        other => panic!("unknown effect {other}"),
    }
}

#[test]
fn every_example_stands_as_its_row_says() {
    let mut wrong = String::new();
    let rows = rows();
    assert!(rows.len() >= 60, "only {} rows", rows.len());
    for (line, cells) in rows {
        let outlook = outlook_of(&cells[3]);
        if !stands_as(&outlook, &cells[2]) {
            writeln!(wrong, "line {line}: {} is not {}: {outlook:?}", cells[3], cells[2]).expect("a string");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
