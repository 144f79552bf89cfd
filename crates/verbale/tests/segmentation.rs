//! How well words and sentences are found: F1 on the development parts of the treebanks, as CoNLL 2018 counts it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use verbale::Document;

/// The shared data, if this machine has them.
fn shared() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = std::env::var_os("VERBALE_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// A stretch of a text, counted in characters that are no white space.
type Stretch = (usize, usize);

#[derive(Default)]
struct Cuts {
    words: BTreeSet<Stretch>,
    sentences: BTreeSet<Stretch>,
}

/// The raw text of a treebank and its cuts: an empty line before each paragraph and document.
fn read_treebank(conllu: &str) -> (String, Cuts) {
    let (mut text, mut cuts, mut at) = (String::new(), Cuts::default(), 0);
    let mut space = false;
    for block in conllu.split("\n\n").filter(|b| !b.trim().is_empty()) {
        let comments = |name: &str| block.lines().any(|l| l.starts_with(name));
        if comments("# newdoc") || comments("# newpar") {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        } else if space && !text.ends_with('\n') {
            text.push(' ');
        }
        space = true;
        let first = at;
        let mut inner = 0; // the last word of the contraction that we are in
        for line in block.lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let letters = |form: &str| form.chars().filter(|c| !c.is_whitespace()).count();
            if let Some((_, last)) = cells[0].split_once('-') {
                inner = last.parse().expect("a word's number");
                push_form(&mut text, &cells, &mut space);
                continue;
            }
            let Ok(id) = cells[0].parse::<usize>() else { continue };
            let end = at + letters(cells[1]);
            cuts.words.insert((at, end));
            at = end;
            if id > inner {
                push_form(&mut text, &cells, &mut space);
            }
        }
        cuts.sentences.insert((first, at));
    }
    (text, cuts)
}

fn push_form(text: &mut String, cells: &[&str], space: &mut bool) {
    text.push_str(cells[1]);
    *space = !cells[9].split('|').any(|m| m == "SpaceAfter=No");
    if *space {
        text.push(' ');
    }
}

fn cuts_of(doc: &Document) -> Cuts {
    let mut count = vec![0; doc.text.len() + 1];
    let mut letters = 0;
    for (i, c) in doc.text.char_indices() {
        count[i..i + c.len_utf8()].fill(letters);
        letters += usize::from(!c.is_whitespace());
    }
    count[doc.text.len()] = letters;
    let stretch = |s: &verbale::document::Span| (count[s.start as usize], count[s.end as usize]);
    Cuts {
        words: doc.tokens.iter().map(|t| stretch(&t.span)).collect(),
        sentences: doc.sentences.iter().map(|s| stretch(&s.span)).collect(),
    }
}

fn f1(gold: &BTreeSet<Stretch>, found: &BTreeSet<Stretch>) -> f64 {
    200.0 * gold.intersection(found).count() as f64 / (gold.len() + found.len()) as f64
}

fn measure(file: &str) -> Option<(f64, f64)> {
    let path = shared()?.join(file);
    let (text, gold) = read_treebank(&std::fs::read_to_string(path).expect("a treebank"));
    let doc = verbale::english().annotate(&text);
    let found = cuts_of(&doc);
    if std::env::var_os("SHOW").is_some() {
        show(&doc, &text, &gold, &found);
    }
    let scores = (f1(&gold.words, &found.words), f1(&gold.sentences, &found.sentences));
    println!("{file}: words {:.2} sentences {:.2}", scores.0, scores.1);
    Some(scores)
}

/// Prints where the cuts differ, for whoever works on them: `SHOW=1 cargo test --test segmentation -- --nocapture`.
fn show(doc: &Document, text: &str, gold: &Cuts, found: &Cuts) {
    let _ = text;
    let letters: Vec<usize> = doc
        .text
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace())
        .map(|(i, _)| i)
        .chain([doc.text.len()])
        .collect();
    let around = |s: &Stretch, by: usize| {
        let (from, to) = (letters[s.0.saturating_sub(by)], letters[(s.1 + by).min(letters.len() - 1)]);
        doc.text[from..to].replace('\n', "⏎")
    };
    let one = |s: &Stretch| {
        doc.text[letters[s.0]..letters[s.1 - 1]].to_owned() + &doc.text[letters[s.1 - 1]..letters[s.1]]
    };
    for missed in gold.words.difference(&found.words) {
        println!("WORD missed [{}] in {}", one(missed).trim(), around(missed, 15));
    }
    let ends = |cuts: &Cuts| cuts.sentences.iter().map(|s| s.1).collect::<BTreeSet<_>>();
    for end in ends(gold).difference(&ends(found)) {
        println!("END missed {}", around(&(*end, *end), 30));
    }
    for end in ends(found).difference(&ends(gold)) {
        println!("END invented {}", around(&(*end, *end), 30));
    }
}

#[test]
fn treebanks_are_cut_as_their_makers_cut_them() {
    let treebanks = [
        ("data/ud/en_ewt/en_ewt-ud-dev.conllu", 98.5, 75.0),
        ("data/ud/en_gum/en_gum-ud-dev.conllu", 98.5, 75.0),
    ];
    for (file, words, sentences) in treebanks {
        let Some(found) = measure(file) else {
            println!("skipped: {file} (set VERBALE_SHARED)");
            continue;
        };
        assert!(found.0 >= words && found.1 >= sentences, "{file}: {found:?}");
    }
}
