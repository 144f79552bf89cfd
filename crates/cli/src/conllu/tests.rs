use super::{read_conllu, write_conllu};
use verbale::Document;

const TREEBANK: &str = "\
# newdoc id = wire-1
# sent_id = wire-1-a
# text = They don't wait.
1\tThey\tthey\tPRON\t_\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\t_\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_
3.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_
4\twait\twait\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

# sent_id = wire-1-b
# newpar
# text = Rain fell.
1\tRain\train\tNOUN\t_\t_\t2\tnsubj\t_\t_
2\tfell\tfall\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# newdoc id = wire-2
# text = Snow
1\tSnow\tsnow\tNOUN\t_\t_\t0\troot\t_\t_
";

fn columns(text: &str) -> Vec<[String; 3]> {
    let rows = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty() && !l.contains(".1\t"));
    rows.map(|l| l.split('\t').collect::<Vec<_>>())
        .map(|c| [c[0].to_owned(), c[1].to_owned(), c[9].to_owned()])
        .collect()
}

fn round_trip(text: &str) -> String {
    let mut out = Vec::new();
    for given in read_conllu(text.as_bytes(), "test.conllu") {
        let given = given.expect("a sound file");
        let verbale::Words { text, sentences, tokens, .. } = given.words;
        let document = Document { text, sentences, tokens, ..Document::default() };
        let id = given.id.unwrap_or_default();
        write_conllu(&mut out, &id, &given.sent_ids, &document).expect("memory takes all");
    }
    String::from_utf8(out).expect("text")
}

#[test]
fn words_ranges_and_spaces_survive() {
    let back = round_trip(TREEBANK);
    assert_eq!(columns(&back), columns(TREEBANK));
    for comment in ["# newdoc id = wire-1", "# sent_id = wire-1-b", "# text = They don't wait.", "# newpar"] {
        assert!(back.contains(comment), "{comment} is missing in\n{back}");
    }
    assert_eq!(round_trip(&back), back);
}

#[test]
fn the_text_is_spelled_by_the_forms() {
    let given: Vec<_> =
        read_conllu(TREEBANK.as_bytes(), "t").map(|g| g.expect("a sound file").words).collect();
    assert_eq!(given[0].text, "They don't wait.\n\nRain fell.");
    let forms: Vec<&str> = given[0].tokens.iter().map(|t| t.span.of(&given[0].text)).collect();
    assert_eq!(forms, ["They", "do", "n't", "wait", ".", "Rain", "fell", "."]);
    assert_eq!(given[1].text, "Snow");
}

#[test]
fn a_bad_line_is_named_and_ends_the_reading() {
    let bad = "1\tRain\n\n1\tSnow\tsnow\tNOUN\t_\t_\t0\troot\t_\t_\n";
    let found: Vec<_> = read_conllu(bad.as_bytes(), "bad.conllu").collect();
    assert_eq!(found.len(), 1);
    let message = format!("{:#}", found[0].as_ref().expect_err("two columns"));
    assert_eq!(message, "bad.conllu:1: expected 10 columns, but found 2 in `1\tRain`");
}

#[test]
fn words_that_do_not_spell_their_run_share_it() {
    let text =
        "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n2\tnot\t_\t_\t_\t_\t_\t_\t_\t_\n";
    let given: Vec<_> = read_conllu(text.as_bytes(), "t").map(|g| g.expect("a sound file").words).collect();
    let spans: Vec<_> = given[0].tokens.iter().map(|t| t.span.of("don't")).collect();
    assert_eq!(spans, ["don't", "don't"]);
}
