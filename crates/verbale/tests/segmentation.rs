//! How well words and sentences are found: F1 on the development parts of the treebanks, as CoNLL 2018 counts it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use verbale::annotate::words::split_words;
use verbale::document::{Sentence, Span, Token};
use verbale::lexicon::{Files, Lexicon};

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
    for block in conllu.split("\n\n").filter(|b| !b.trim().is_empty()) {
        let comments = |name: &str| block.lines().any(|l| l.starts_with(name));
        if comments("# newdoc") || comments("# newpar") {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        let first = at;
        let mut inner = 0; // the last word of the contraction that we are in
        for line in block.lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let letters = |form: &str| form.chars().filter(|c| !c.is_whitespace()).count();
            if let Some((_, last)) = cells[0].split_once('-') {
                inner = last.parse().expect("a word's number");
                push_form(&mut text, &cells);
                continue;
            }
            let Ok(id) = cells[0].parse::<usize>() else { continue };
            let end = at + letters(cells[1]);
            cuts.words.insert((at, end));
            at = end;
            if id > inner {
                push_form(&mut text, &cells);
            }
        }
        cuts.sentences.insert((first, at));
    }
    (text, cuts)
}

fn push_form(text: &mut String, cells: &[&str]) {
    text.push_str(cells[1]);
    if !cells[9].split('|').any(|m| m == "SpaceAfter=No") {
        text.push(' ');
    }
}

fn cuts_of(text: &str, sentences: &[Sentence], tokens: &[Token]) -> Cuts {
    let mut count = vec![0; text.len() + 1];
    let mut letters = 0;
    for (i, c) in text.char_indices() {
        count[i..i + c.len_utf8()].fill(letters);
        letters += usize::from(!c.is_whitespace());
    }
    count[text.len()] = letters;
    let stretch = |s: Span| (count[s.start as usize], count[s.end as usize]);
    Cuts {
        words: tokens.iter().map(|t| stretch(t.span)).collect(),
        sentences: sentences.iter().map(|s| stretch(s.span)).collect(),
    }
}

fn f1(gold: &BTreeSet<Stretch>, found: &BTreeSet<Stretch>) -> f64 {
    200.0 * gold.intersection(found).count() as f64 / (gold.len() + found.len()) as f64
}

fn measure(file: &str) -> Option<(f64, f64)> {
    let path = shared()?.join(file);
    let (text, gold) = read_treebank(&std::fs::read_to_string(path).expect("a treebank"));
    let lexicon = Lexicon::read(&Files::own()).expect("a whole lexicon");
    let (sentences, tokens) = split_words(&text, &[], &lexicon);
    let found = cuts_of(&text, &sentences, &tokens);
    if std::env::var_os("SHOW").is_some() {
        show(&text, &gold, &found);
    }
    let scores = (f1(&gold.words, &found.words), f1(&gold.sentences, &found.sentences));
    println!("{file}: words {:.2} sentences {:.2}", scores.0, scores.1);
    Some(scores)
}

/// Prints where the cuts differ, for whoever works on them: `SHOW=1 cargo test --test segmentation -- --nocapture`.
fn show(text: &str, gold: &Cuts, found: &Cuts) {
    let letters: Vec<usize> =
        text.char_indices().filter(|(_, c)| !c.is_whitespace()).map(|(i, _)| i).chain([text.len()]).collect();
    let around = |s: &Stretch, by: usize| {
        let (from, to) = (letters[s.0.saturating_sub(by)], letters[(s.1 + by).min(letters.len() - 1)]);
        text[from..to].replace('\n', "⏎")
    };
    let one =
        |s: &Stretch| text[letters[s.0]..letters[s.1 - 1]].to_owned() + &text[letters[s.1 - 1]..letters[s.1]];
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
        ("data/ud/en_ewt/en_ewt-ud-dev.conllu", 99.2, 86.5),
        ("data/ud/en_gum/en_gum-ud-dev.conllu", 99.7, 95.5),
    ];
    for (file, words, sentences) in treebanks {
        let Some(found) = measure(file) else {
            println!("skipped: {file} (set VERBALE_SHARED)");
            continue;
        };
        assert!(found.0 >= words && found.1 >= sentences, "{file}: {found:?}");
    }
}

/// Reads the offsets of `"sentences": [{"start": 0, "end": 211}, …]` without a JSON reader.
fn read_gold_sentences(json: &str) -> Vec<(usize, usize)> {
    let list = json.split_once("\"sentences\":").map_or("", |(_, rest)| rest);
    let list = list.split_once(']').map_or("", |(list, _)| list);
    let numbers: Vec<usize> =
        list.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

#[test]
fn news_is_cut_as_its_coders_cut_it() {
    let Some(gold) = shared().map(|s| s.join("gold")) else {
        println!("skipped: the sentences of the development gold (set VERBALE_SHARED)");
        return;
    };
    let lexicon = Lexicon::read(&Files::own()).expect("a whole lexicon");
    let (mut right, mut n_gold, mut n_found) = (0, 0, 0);
    for file in std::fs::read_dir(gold.join("texts")).expect("the texts").flatten() {
        let text = std::fs::read_to_string(file.path()).expect("a text");
        let key = file.path().with_extension("json");
        let key = gold.join("annotations").join(key.file_name().expect("a name"));
        let wanted = read_gold_sentences(&std::fs::read_to_string(key).expect("its annotation"));
        let count = |byte: u32| text[..byte as usize].chars().count();
        let (sentences, _) = split_words(&text, &[], &lexicon);
        let found: Vec<_> = sentences.iter().map(|s| (count(s.span.start), count(s.span.end))).collect();
        for cut in wanted.iter().filter(|w| !found.contains(w)) {
            println!(
                "{}: missed {:?}",
                file.path().display(),
                text.chars().skip(cut.0).take(cut.1 - cut.0).collect::<String>()
            );
        }
        right += wanted.iter().filter(|w| found.contains(w)).count();
        n_gold += wanted.len();
        n_found += found.len();
    }
    let f1 = 200.0 * f64::from(right as u32) / f64::from((n_gold + n_found) as u32);
    println!("development gold: sentences {f1:.2} ({right} of {n_gold}, {n_found} found)");
    assert!(f1 >= 97.0, "{f1}");
}

/// What is cut, as the page of segmentation writes it: a line a sentence, `|` inside a contraction.
fn written(text: &str, lexicon: &Lexicon) -> String {
    let (sentences, tokens) = split_words(text, &[], lexicon);
    let mut lines = String::new();
    for sentence in &sentences {
        for (i, id) in sentence.token_ids().enumerate() {
            let token = &tokens[id.index()];
            lines.push_str(if token.in_contraction {
                "|"
            } else if i > 0 {
                " "
            } else {
                ""
            });
            lines.push_str(token.span.of(text));
        }
        lines.push('\n');
    }
    lines
}

#[test]
fn the_page_of_segmentation_comes_out_as_it_says() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../corpus/spec/segmentation.md");
    let page = std::fs::read_to_string(&path).expect("the page");
    let lexicon = Lexicon::read(&Files::own()).expect("a whole lexicon");
    let (mut fresh, mut text, mut wrong, mut n_texts) = (String::new(), String::new(), String::new(), 0);
    // between two fences lie, in turn, prose and a block
    for (i, part) in page.split("```").enumerate() {
        let (kind, block) = if i % 2 == 1 { part.split_once('\n').unwrap_or((part, "")) } else { ("", part) };
        match kind {
            "text" => text = block.trim_end().to_owned(),
            "words" => {
                n_texts += 1;
                let found = written(&text, &lexicon);
                if found != block {
                    wrong += &format!("\n{text}\n  expected\n{block}  found\n{found}");
                }
                fresh += &format!("```words\n{found}```");
                continue;
            }
            _ => {}
        }
        let fence = if i % 2 == 1 { "```" } else { "" };
        fresh += &format!("{fence}{part}{fence}");
    }
    assert!(n_texts > 50, "{} has {n_texts} texts", path.display());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, fresh).expect("writing the page");
        return;
    }
    assert!(wrong.is_empty(), "{wrong}");
}
