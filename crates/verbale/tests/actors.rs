//! Whom mentions stand for: the table `corpus/gold/actors.tsv`, row by row.

use std::path::Path;
use verbale::document::{Document, Mention};

/// Share of the mentions that must come out right.
const BAR: f64 = 0.95;

#[test]
fn mentions_stand_for_whom_a_reader_takes_them() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/gold/actors.tsv");
    let table = std::fs::read_to_string(path).expect("the table is in the repository");
    let rows = table.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.starts_with("date\t"));
    let (mut n, mut wrong) = (0, Vec::new());
    for (line, row) in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let [date, text, expected] = cells[..] else { panic!("line {}: three cells", line + 1) };
        let mut reader = verbale::english();
        if !date.is_empty() {
            reader = reader.published(date.parse().expect("a date"));
        }
        let doc = reader.annotate(text);
        for item in expected.split(';').map(str::trim) {
            n += 1;
            let (words, wanted) = item.split_once('=').expect("mention=CODE:SECTOR");
            let got = shown(&doc, find(&doc, words));
            if !fits(&got, wanted) {
                wrong.push(format!("{}: {words} in `{text}`: expected {wanted}, got {got}", line + 1));
            }
        }
    }
    let right = 1.0 - wrong.len() as f64 / f64::from(n);
    println!("{}\n{right:.3} of {n} mentions\nscore\tmentions\t{right:.4}", wrong.join("\n"));
    assert!(right >= BAR, "{}\nonly {right:.3} of {n} mentions are right", wrong.join("\n"));
}

/// The mention whose head is the last of these words; `#2` asks for the second.
fn find<'d>(doc: &'d Document, words: &str) -> Option<&'d Mention> {
    let (words, nth) = words.split_once('#').map_or((words, 1), |(w, n)| (w, n.parse().unwrap_or(1)));
    let by_head = |m: &&Mention| doc.slice(doc.tokens[m.head.index()].span) == words;
    let by_end = |m: &&Mention| doc.slice(m.span).ends_with(words) && names(doc, m);
    let heads = doc.mentions.iter().filter(by_head).count();
    if heads >= nth {
        return doc.mentions.iter().filter(by_head).nth(nth - 1);
    }
    let found = doc.mentions.iter().filter(|m| by_head(m) || by_end(m)).nth(nth - 1);
    // "the candidate Yao Kassi": the title is part of the name's mention
    let around = |m: &&Mention| doc.slice(m.span).contains(words);
    found.or_else(|| doc.mentions.iter().filter(around).min_by_key(|m| m.span.len()).filter(|_| nth == 1))
}

/// A name ends its mention, whatever its head; a particle may be tied to it (al-Assad).
fn names(doc: &Document, mention: &Mention) -> bool {
    doc.slice(mention.span).split([' ', '-']).next_back().is_some_and(|w| w.starts_with(char::is_uppercase))
}

fn shown(doc: &Document, mention: Option<&Mention>) -> String {
    let Some(mention) = mention else { return "nobody".to_owned() };
    if mention.referents.is_empty() {
        return if mention.kind.as_str() == "place" { "place".to_owned() } else { "-".to_owned() };
    }
    let mut all: Vec<String> = mention
        .referents
        .iter()
        .map(|r| {
            let actor = &doc.actors[r.actor.index()];
            let country = actor.country.map_or("-".to_owned(), |c| c.to_string());
            let sector = actor.sectors.first().map_or(String::new(), ToString::to_string);
            let office = actor.office.as_ref().map_or(String::new(), |o| format!("@{o}"));
            format!("{country}:{sector}{office}")
        })
        .collect();
    all.sort();
    all.join("+")
}

fn fits(got: &str, wanted: &str) -> bool {
    if got == "nobody" {
        return matches!(wanted, "place" | "-");
    }
    let mut wanted: Vec<&str> = wanted.split('+').collect();
    wanted.sort_unstable();
    let got: Vec<&str> = got.split('+').collect();
    got.len() == wanted.len()
        && got.iter().zip(&wanted).all(|(g, w)| {
            let g = if w.contains('@') { g } else { g.split('@').next().unwrap_or(g) };
            g == *w || *w == "-" && g.starts_with('-')
        })
}
