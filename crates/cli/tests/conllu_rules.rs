//! `verbale annotate --format conllu` keeps the rules of UD: of the format (levels 1 and 2 of UD's validator) and of the
//! tree (level 3).

mod common;

use common::Folder;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What is odd on purpose: small letters, brackets, signs, other scripts, words that are nothing.
const ODD: &str = "Talks fail\n\n\"We won't,\" she said.they left (?) [...] !!! \u{201c}Gehe\u{201d} da\u{300}nn, 他们走了。\n\
    • a/b • c & d • 5% of $3bn @home #now 🇰🇪 …\n) ( ] -- - ' '' of of and or but the the\nTom, Ana, Kim gave him a it the.";

struct Row {
    id: usize,
    form: String,
    upos: String,
    feats: String,
    head: usize,
    deprel: String,
}

impl Row {
    /// The relation without its subtype.
    fn relation(&self) -> &str {
        self.deprel.split(':').next().unwrap_or("")
    }
}

#[test]
fn the_example_reports_keep_the_rules_of_ud() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
    let run = Folder::with(&[]).run(&["annotate", folder.to_str().expect("a path")]).ok();
    assert!(check(&run.out) > 100);
}

#[test]
fn odd_text_keeps_the_rules_of_ud() {
    let run = Folder::with(&[("odd/a b.txt", ODD)]).run(&["annotate", "odd/a b.txt"]).ok();
    assert!(check(&run.out) > 5);
}

#[test]
fn ids_with_spaces_and_slashes_become_ids_of_sentences() {
    let line = "{\"id\": \"https://example.org/a b\", \"text\": \"Rain fell. It stopped.\"}";
    let run = Folder::with(&[("a.jsonl", line)]).run(&["annotate", "a.jsonl"]).ok();
    assert!(run.out.contains("# newdoc id = https://example.org/a b\n"), "{}", run.out);
    assert_eq!(check(&run.out), 2);
}

/// Checks every sentence and says how many there were.
fn check(conllu: &str) -> usize {
    assert!(conllu.ends_with("\n\n") && !conllu.contains("\n\n\n") && !conllu.contains('\r'));
    let mut ids = BTreeSet::new();
    let sentences: Vec<&str> = conllu.trim_end_matches('\n').split("\n\n").collect();
    for sentence in &sentences {
        let comment = |name: &str| {
            let prefix = format!("# {name} = ");
            let mut found = sentence.lines().filter_map(|l| l.strip_prefix(&prefix));
            let one = found.next().unwrap_or_else(|| panic!("no {name} in\n{sentence}"));
            assert!(found.next().is_none(), "two of {name} in\n{sentence}");
            one
        };
        let id = comment("sent_id");
        assert!(ids.insert(id), "{id} again");
        assert!(!id.contains([' ', '/']), "{id}");
        let rows = read_rows(sentence, comment("text"));
        check_tree(&rows, sentence);
        check_words(&rows, sentence);
    }
    sentences.len()
}

/// A name begins before it goes on, and stays of one kind. `open` is the kind of the name before.
fn check_name(misc: Option<&str>, open: &mut Option<String>, line: &str) {
    let Some(misc) = misc else {
        *open = None;
        return;
    };
    let (mark, kind) =
        misc.strip_prefix("NER=").and_then(|tag| tag.split_once('-')).expect("a tag of a name");
    assert!(["PER", "ORG", "LOC", "OTH"].contains(&kind), "{line}");
    assert!(mark == "B" || (mark == "I" && open.as_deref() == Some(kind)), "{line}");
    *open = Some(kind.to_owned());
}

/// The words, after a look at columns, numbers, contractions and the text they spell.
fn read_rows(sentence: &str, text: &str) -> Vec<Row> {
    let (mut rows, mut spelled, mut covered): (Vec<Row>, _, _) = (Vec::new(), String::new(), 0);
    let mut name = None;
    for line in sentence.lines().skip_while(|l| l.starts_with('#')) {
        let c: Vec<&str> = line.split('\t').collect();
        assert_eq!(c.len(), 10, "{line}");
        assert!(c.iter().all(|c| !c.is_empty() && c.trim() == *c && !c.contains("  ")), "{line}");
        let misc: Vec<&str> = c[9].split('|').filter(|m| *m != "_").collect();
        let glued = misc.contains(&"SpaceAfter=No");
        let mut spell = || {
            spelled.push_str(c[1]);
            if !glued {
                spelled.push(' ');
            }
        };
        if let Some((from, to)) = c[0].split_once('-') {
            let (from, to): (usize, usize) = (from.parse().expect("a number"), to.parse().expect("a number"));
            assert!(from == rows.len() + 1 && from < to && from > covered, "{line}");
            assert!(c[2..9].iter().all(|c| *c == "_"), "{line}");
            covered = to;
            spell();
            continue;
        }
        let number = |cell: &str| cell.parse::<usize>().unwrap_or_else(|_| panic!("no number in {line}"));
        let id = number(c[0]);
        check_name(misc.iter().find(|m| **m != "SpaceAfter=No").copied(), &mut name, line);
        assert_eq!(id, rows.len() + 1, "{line}");
        if id > covered {
            spell();
        } else {
            assert!(!glued, "the contraction has the space: {line}");
        }
        let [form, upos, feats, deprel] = [c[1], c[3], c[5], c[7]].map(str::to_owned);
        rows.push(Row { id, form, upos, feats, head: number(c[6]), deprel });
    }
    assert!(covered <= rows.len(), "{sentence}");
    assert_eq!(spelled.trim_end(), text);
    rows
}

fn check_tree(rows: &[Row], sentence: &str) {
    let roots: Vec<&Row> = rows.iter().filter(|r| r.head == 0).collect();
    assert_eq!(roots.len(), 1, "{sentence}");
    for row in rows {
        assert_eq!(row.head == 0, row.deprel == "root", "{sentence}");
        assert!(row.head <= rows.len() && row.head != row.id, "{sentence}");
        assert!(is_under(rows, row.id, roots[0].id), "a circle at {} in\n{sentence}", row.form);
    }
}

/// Whether a word is another or depends on it.
fn is_under(rows: &[Row], id: usize, above: usize) -> bool {
    let way = std::iter::successors(Some(id), |at| Some(rows[at - 1].head).filter(|h| *h > 0));
    way.take(rows.len() + 1).any(|at| at == above)
}

fn check_words(rows: &[Row], sentence: &str) {
    let mut subjects: BTreeMap<usize, usize> = BTreeMap::new();
    let mut objects: BTreeMap<usize, usize> = BTreeMap::new();
    for row in rows {
        let told = format!("{} {} {} in\n{sentence}", row.form, row.upos, row.deprel);
        let feats: Vec<&str> = row.feats.split('|').collect();
        assert!(row.feats == "_" || feats.iter().all(|f| f.split('=').count() == 2), "{told}");
        assert!(feats.is_sorted_by_key(|f| f.to_lowercase()), "{} {told}", row.feats);
        let outer = feats.iter().find_map(|f| f.strip_prefix("ExtPos="));
        assert!(fits(outer.unwrap_or(&row.upos), row.relation()), "{told}");
        assert_eq!(
            row.upos == "PUNCT",
            row.relation() == "punct" || row.upos == "PUNCT" && row.head == 0,
            "{told}"
        );
        if ["conj", "fixed", "flat", "goeswith", "appos"].contains(&row.relation()) {
            assert!(row.head < row.id, "from right to left: {told}");
        }
        let subtype = row.deprel.split(':').nth(1).unwrap_or("");
        *subjects.entry(row.head).or_default() +=
            usize::from(row.relation().ends_with("subj") && subtype != "outer");
        *objects.entry(row.head).or_default() += usize::from(row.relation() == "obj");
        if row.head > 0 {
            let head = &rows[row.head - 1];
            let negates = row.relation() == "advmod" && feats.contains(&"Polarity=Neg");
            assert!(negates || may_have(head.relation(), row.relation()), "under {}: {told}", head.deprel);
            let (low, high) = (row.id.min(row.head), row.id.max(row.head));
            let crosses = (low + 1..high).any(|i| !is_under(rows, i, row.head));
            assert!(row.relation() != "punct" || !crosses, "crosses: {told}");
        }
    }
    assert!(
        subjects.values().chain(objects.values()).all(|n| *n < 2),
        "two subjects or objects in\n{sentence}"
    );
}

fn fits(upos: &str, relation: &str) -> bool {
    let any = |tags: &str| tags.split(' ').any(|t| t == upos);
    match relation {
        "det" => any("DET PRON"),
        "nummod" => any("NUM NOUN SYM"),
        "advmod" => any("ADV ADJ CCONJ DET PART SYM"),
        "expl" => any("PRON DET PART"),
        "aux" => any("AUX"),
        "cop" => any("AUX PRON DET SYM"),
        "case" => !any("PROPN ADJ PRON DET NUM AUX"),
        "mark" => !any("NOUN PROPN ADJ PRON DET NUM AUX INTJ"),
        "cc" => !any("NOUN PROPN ADJ PRON DET NUM VERB AUX INTJ"),
        "punct" => any("PUNCT"),
        _ => true,
    }
}

fn may_have(function: &str, relation: &str) -> bool {
    let common = ["goeswith", "fixed", "reparandum", "conj", "punct", "cc"].contains(&relation);
    match function {
        "aux" | "cop" => common,
        "case" | "mark" => common || ["advmod", "obl"].contains(&relation),
        "cc" => common && relation != "cc",
        "punct" => relation == "punct",
        _ => true,
    }
}
