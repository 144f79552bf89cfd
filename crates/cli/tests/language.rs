//! `verbale annotate`, `explain` and `lexicon check`.

mod common;

use common::{Folder, REPORT};

#[test]
fn conllu_spells_the_text() {
    let run = Folder::with(&[("a.txt", REPORT)]).run(&["annotate", "a.txt"]).ok();
    assert!(run.out.starts_with("# newdoc id = "), "{}", run.out);
    for sentence in run.out.trim_end().split("\n\n") {
        let text = sentence.lines().find_map(|l| l.strip_prefix("# text = ")).expect("a text");
        let mut spelled = String::new();
        let mut covered = 0;
        for line in sentence.lines().filter(|l| !l.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 10, "{line}");
            let number = columns[0].split('-').next_back().and_then(|n| n.parse().ok()).unwrap_or(0);
            if number <= covered && !columns[0].contains('-') {
                continue; // a word of the contraction above it
            }
            covered = number;
            spelled.push_str(columns[1]);
            if !columns[9].contains("SpaceAfter=No") {
                spelled.push(' ');
            }
        }
        assert_eq!(spelled.trim_end(), text);
    }
}

#[test]
fn given_words_are_kept_and_the_rest_predicted() {
    let given = "# newdoc id = d1\n# sent_id = s-one\n# text = The ministers met.\n\
        1\tThe\tx\tX\t_\t_\t4\tdep\t_\t_\n2\tministers\tx\tX\t_\t_\t4\tdep\t_\t_\n\
        3\tmet\tx\tX\t_\t_\t0\troot\t_\tSpaceAfter=No\n4\t.\tx\tX\t_\t_\t1\tdep\t_\t_\n\n";
    let folder = Folder::with(&[("gold.conllu", given)]);
    let run = folder.run(&["annotate", "--from", "conllu", "gold.conllu"]).ok();
    let rows: Vec<Vec<&str>> =
        run.out.lines().filter(|l| l.contains('\t')).map(|l| l.split('\t').collect()).collect();
    let column = |n: usize| rows.iter().map(|row| row[n]).collect::<Vec<_>>();
    assert_eq!(column(1), ["The", "ministers", "met", "."]);
    assert_eq!(column(3), ["DET", "NOUN", "VERB", "PUNCT"]);
    assert_eq!(column(6), ["2", "3", "0", "3"]);
    assert!(run.out.contains("# sent_id = s-one\n"), "{}", run.out);
    let piped = folder.run_with(&["annotate", "--from", "conllu", "-"], given).ok();
    assert_eq!(piped.out, run.out);
}

#[test]
fn json_has_sentences_with_words() {
    let run = Folder::with(&[("a.txt", REPORT)]).run(&["annotate", "a.txt", "--format", "json"]).ok();
    let layers = &run.records()[0];
    assert_eq!(layers["text"], REPORT);
    let first = &layers["sentences"][0]["tokens"][0];
    assert_eq!(
        (first["form"].as_str(), first["id"].as_u64(), first["start"].as_u64()),
        (Some("Kenya"), Some(1), Some(0))
    );
}

#[test]
fn a_sentence_is_explained() {
    let folder = Folder::with(&[]);
    let sentence = "Kenya accused Somalia on Monday of closing the border.";
    let run = folder.run(&["explain", sentence, "--date", "2024-03-06"]).ok();
    for word in ["accused", "VERB", "root", "nsubj", "2024-03-04"] {
        assert!(run.out.contains(word), "no {word} in\n{}", run.out);
    }
    assert!(run.out.lines().all(|line| line.chars().count() <= 100), "{}", run.out);
    assert_eq!(folder.run_with(&["explain", "-", "--date", "2024-03-06"], sentence).ok().out, run.out);
    assert_eq!(folder.run(&["explain", " "]).code, Some(2));
    folder.run_with(&["explain", "-"], "“…” \u{202e} 🙂🙂 \u{0}").ok();
}

#[test]
fn the_word_lists_are_checked() {
    let folder = Folder::with(&[]);
    assert!(folder.run(&["lexicon", "check"]).ok().out.contains("sound"));
}

#[test]
fn help_teaches_by_example() {
    let folder = Folder::with(&[]);
    for command in ["code", "explain", "annotate"] {
        let run = folder.run(&[command, "--help"]).ok();
        assert!(run.out.contains("Examples:\n  verbale ") || run.out.contains("Examples:"), "{}", run.out);
    }
    assert!(folder.run(&["--version"]).ok().out.starts_with("verbale "));
}
