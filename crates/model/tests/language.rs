//! The committed model: the same as its trainer, sound on anything, and as accurate as it says.
#![allow(clippy::unwrap_used, clippy::needless_range_loop)] // a test may fail where it stands

use proptest::prelude::*;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use verbale_model::score::{read_conllu, score};
use verbale_model::{Analysis, Model, ROOT, Scratch};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        let bytes = std::fs::read(root().join("data/models/language-en.bin")).unwrap();
        Model::from_bytes(bytes).unwrap()
    })
}

fn analyse(forms: &[&str]) -> Analysis {
    let (mut scratch, mut out) = (Scratch::new(), Analysis::default());
    model().analyse(&mut scratch, forms, &mut out);
    out
}

/// Every word reaches the one root without coming back to itself.
fn check_tree(forms: &[&str], found: &Analysis) {
    let n = forms.len();
    assert_eq!(
        [found.heads.len(), found.upos.len(), found.feats.len(), found.deprels.len(), found.confidence.len()],
        [n; 5]
    );
    let roots = found.heads.iter().filter(|h| **h == ROOT).count();
    assert_eq!(roots, usize::from(n > 0), "one root");
    let root_label = model().deprel_names().iter().position(|l| l == "root").unwrap();
    for word in 0..n {
        assert!(!found.lemma(word).is_empty() || forms[word].is_empty());
        assert!((0.0..=1.0).contains(&found.confidence[word]));
        assert_eq!(usize::from(found.deprels[word]) == root_label, found.heads[word] == ROOT);
        let (mut at, mut steps) = (word as u32, 0);
        while at != ROOT {
            at = found.heads[at as usize];
            steps += 1;
            assert!(steps <= n, "a cycle");
        }
    }
    let mut end = 0;
    for name in &found.entities {
        assert!(end <= name.start && name.start < name.end && name.end as usize <= n);
        assert!(usize::from(name.kind) < model().name_kinds().len());
        end = name.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_words_make_one_tree_and_the_same_one_twice(forms in prop::collection::vec("\\PC{0,12}|[a-zA-Z'’.,-]{1,9}", 0..40)) {
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        let found = analyse(&forms);
        check_tree(&forms, &found);
        prop_assert_eq!(&found, &analyse(&forms));
    }

    #[test]
    fn what_was_read_before_makes_no_difference(words in prop::collection::vec("[a-z]{1,6}", 1..12)) {
        let forms: Vec<&str> = words.iter().map(String::as_str).collect();
        let (mut scratch, mut out) = (Scratch::new(), Analysis::default());
        model().analyse(&mut scratch, &["Ministers", "met", "in", "Oslo", "."], &mut out);
        model().analyse(&mut scratch, &forms, &mut out);
        prop_assert_eq!(out, analyse(&forms));
    }
}

#[test]
fn sentences_read_together_are_read_as_one_by_one() {
    let words: Vec<String> = (0..1500).map(|i| format!("w{}", i * i % 211)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    // none, one word, more than are computed together, and every length between
    let lengths = [3, 0, 1, 450, 7, 2, 60, 0, 13, 31, 5, 1, 19, 250, 22, 8, 11];
    let mut rest = words.as_slice();
    let sentences: Vec<&[&str]> = lengths.iter().map(|n| rest.split_off(..*n).unwrap()).collect();
    let mut together = vec![Analysis::default(); sentences.len()];
    model().analyse_all(&mut Scratch::new(), &sentences, &mut together);
    for (forms, found) in sentences.iter().zip(&together) {
        check_tree(forms, found);
        assert_eq!(found, &analyse(forms));
    }
}

#[test]
fn an_absurdly_long_sentence_is_one_tree_and_soon_done() {
    let words: Vec<String> = (0..3000).map(|i| format!("w{}", i % 97)).collect();
    let forms: Vec<&str> = words.iter().map(String::as_str).collect();
    check_tree(&forms, &analyse(&forms));
    let long = "\u{1f642}é".repeat(20_000);
    let odd = [long.as_str(), "\0", ""];
    check_tree(&odd, &analyse(&odd));
}

#[test]
fn a_broken_file_is_an_error_and_no_panic() {
    let good = std::fs::read(root().join("data/models/language-en.bin")).unwrap();
    assert!(Model::from_bytes(&b"nothing"[..]).is_err());
    for cut in [0, 8, 12, 40, 200, good.len() / 2, good.len() - 1] {
        assert!(Model::from_bytes(Cow::Owned(good[..cut].to_vec())).is_err(), "cut at {cut}");
    }
}

/// Wherever the trainer clearly prefers one class; heads and relations where all its heads are clear and form a tree.
#[test]
fn the_reader_computes_what_the_trainer_computed() {
    let fixture = std::fs::read_to_string(root().join("crates/model/tests/fixture.tsv")).unwrap();
    let mut n_compared = 0;
    for block in fixture.split("\n\n") {
        let lines = block.lines().filter(|l| !l.starts_with("# "));
        let rows: Vec<Vec<&str>> = lines.map(|l| l.split('\t').collect()).collect();
        let forms: Vec<&str> = rows.iter().map(|r| r[0]).collect();
        let found = analyse(&forms);
        let heads: Option<Vec<usize>> = rows.iter().map(|r| r[4].parse().ok()).collect();
        let trusts_heads = heads.is_some_and(|heads| is_tree(&heads));
        for (i, row) in rows.iter().enumerate() {
            let head = if found.heads[i] == ROOT { 0 } else { found.heads[i] + 1 }.to_string();
            let mut cells = vec![
                (model().upos_names()[usize::from(found.upos[i])].as_str(), row[1]),
                (model().feats_names()[usize::from(found.feats[i])].as_str(), row[2]),
                (found.lemma(i), row[3]),
            ];
            if trusts_heads {
                cells.push((&head, row[4]));
                cells.push((&model().deprel_names()[usize::from(found.deprels[i])], row[5]));
            }
            for (found, expected) in cells.into_iter().filter(|(_, expected)| *expected != "~") {
                assert_eq!(found, expected, "{} in {forms:?}", row[0]);
                n_compared += 1;
            }
        }
    }
    assert!(n_compared > 400, "{n_compared}");
}

fn is_tree(heads: &[usize]) -> bool {
    let up = |k: &usize| Some(heads[*k - 1]).filter(|h| *h > 0);
    let reaches_root =
        |k: usize| std::iter::successors(Some(k), up).take(heads.len() + 1).count() <= heads.len();
    heads.iter().filter(|h| **h == 0).count() == 1 && (1..=heads.len()).all(reaches_root)
}

#[test]
fn scores_on_the_treebanks_are_above_the_bars() {
    let shared = std::env::var_os("VERBALE_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let path = shared.join("data/ud/en_ewt/en_ewt-ud-dev.conllu");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: scores of the language model (no treebank at {})", path.display());
        return;
    };
    let score = score(model(), &read_conllu(&text));
    assert!(score.percent(score.upos) >= 95.0, "UPOS {:?}", score.figures());
    assert!(score.percent(score.las) >= 82.0, "LAS {:?}", score.figures());
}
