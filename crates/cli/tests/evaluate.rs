//! `verbale evaluate`: gold against itself, against damaged copies, and against the scorer of the development gold.

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn gold() -> PathBuf {
    root().join("corpus/gold")
}

/// The development gold with its scorer, where it is there.
fn development_gold() -> Option<PathBuf> {
    let shared = std::env::var_os("VERBALE_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let folder = shared.join("gold");
    let has_python = Command::new("python3").arg("--version").stdout(Stdio::null()).status().is_ok();
    if folder.join("score.py").is_file() && has_python {
        return Some(folder);
    }
    eprintln!("skipped: needs the development gold and python3");
    None
}

/// Runs the program and gives back what it printed.
fn evaluate(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_verbale")).arg("evaluate").args(args).output();
    let output = output.expect("the program can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn write_lines(name: &str, lines: &[Value]) -> PathBuf {
    let path = std::env::temp_dir().join(format!("verbale-evaluate-{}-{name}.jsonl", std::process::id()));
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    fs::write(&path, text).expect("a folder for temporary files");
    path
}

fn judge(gold: &Path, name: &str, lines: &[Value], more: &[&str]) -> String {
    let path = write_lines(name, lines);
    let args = [&[gold.to_str().expect("UTF-8"), "--output", path.to_str().expect("UTF-8")], more].concat();
    let printed = evaluate(&args);
    fs::remove_file(path).expect("our own file");
    printed
}

/// The gold as a program would print it.
fn as_records(folder: &Path) -> Vec<Value> {
    let entries = fs::read_dir(folder.join("annotations")).expect("annotations");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut lines = Vec::new();
    for path in paths {
        let gold: Value = serde_json::from_slice(&fs::read(&path).expect("a file")).expect("JSON");
        let id = gold["document"]["id"].as_str().expect("an id");
        let text = fs::read_to_string(folder.join(format!("texts/{id}.txt"))).expect("a text");
        let residue = gold.get("residue").cloned().unwrap_or(json!([]));
        lines.push(json!({"record": "document", "id": id, "text": text, "residue": residue}));
        let events = gold["events"].as_array().into_iter().flatten().filter(|event| !is_free(event));
        lines.extend(events.map(|event| as_record(event, "event", id)));
        for (i, statement) in gold["statements"].as_array().into_iter().flatten().enumerate() {
            let mut record = as_record(statement, "statement", id);
            record["id"] = format!("{id}/{i}").into();
            if let Some(within) = statement.get("within") {
                record["within"] = format!("{id}/{within}").into();
            }
            lines.extend((!is_free(statement)).then_some(record));
        }
    }
    lines
}

fn is_free(value: &Value) -> bool {
    value["optional"] == true || value["background"] == true
}

fn as_record(value: &Value, kind: &str, id: &str) -> Value {
    let mut record = value.clone();
    record["record"] = kind.into();
    record["document_id"] = id.into();
    for side in ["actors", "recipients"] {
        if let Some(entities) = record.get_mut(side).and_then(Value::as_array_mut) {
            entities.retain(|entity| entity["optional"] != true);
        }
    }
    record
}

fn value_of(tsv: &str, metric: &str) -> f64 {
    let line = tsv.lines().find_map(|line| line.strip_prefix(metric)?.strip_prefix('\t'));
    line.unwrap_or_else(|| panic!("no {metric} in\n{tsv}")).parse().expect("a number")
}

#[test]
fn gold_agrees_with_itself_in_every_layer() {
    let tsv = judge(&gold(), "itself", &as_records(&gold()), &["--tsv"]);
    let none = ["turned_round", "not_happened_as_happened", "statement_wrongly_nested", "coded_from_residue"];
    let mut n = 0usize;
    for (metric, value) in tsv.lines().filter_map(|line| line.split_once('\t')) {
        let expected = if none.contains(&metric) { "0.0000" } else { "1.0000" };
        assert_eq!(value, expected, "{metric}");
        n += 1;
    }
    assert!(n > 40, "{n} metrics");
}

#[test]
fn nothing_coded_is_no_error_and_finds_nothing() {
    let tsv = judge(&gold(), "nothing", &[], &["--tsv"]);
    assert_eq!(value_of(&tsv, "event_type_r"), 0.0);
    assert_eq!(value_of(&tsv, "statement_found_r"), 0.0);
}

#[test]
fn what_did_not_happen_but_is_said_to_have_is_counted_and_shown() {
    let mut lines = as_records(&gold());
    let planned = lines.iter_mut().find(|line| {
        line["record"] == "event" && line["status"] == "planned" && line.get("status_also").is_none()
    });
    planned.expect("something planned")["status"] = "happened".into();
    let tsv = judge(&gold(), "leak", &lines, &["--tsv"]);
    assert_eq!(value_of(&tsv, "not_happened_as_happened"), 1.0);
    assert_eq!(value_of(&tsv, "event_dyad_f1"), 1.0);
    assert!(judge(&gold(), "leak-shown", &lines, &["--errors"]).contains("status should be planned"));
}

#[test]
fn a_missed_event_costs_recall_and_a_false_one_precision() {
    let mut lines = as_records(&gold());
    let at = lines.iter().position(|line| line["record"] == "event").expect("an event");
    let spare = lines.remove(at);
    let tsv = judge(&gold(), "missed", &lines, &["--tsv"]);
    assert!(value_of(&tsv, "event_dyad_r") < 1.0 && value_of(&tsv, "event_dyad_p") == 1.0);
    lines.extend([spare.clone(), spare]);
    let tsv = judge(&gold(), "false", &lines, &["--tsv"]);
    assert!(value_of(&tsv, "event_dyad_p") < 1.0 && value_of(&tsv, "event_dyad_r") == 1.0);
}

#[test]
fn a_wrong_date_place_or_mode_shows_in_its_own_layer_alone() {
    for (field, wrong, metric) in [
        ("date", json!("1999-01-01"), "date_told_p"),
        ("place", json!({"name": "Nowhere", "country": "XXX"}), "place_p"),
        ("modes", json!(["cyber"]), "modes_p"),
    ] {
        let mut lines = as_records(&gold());
        let event = lines.iter_mut().find(|line| line["record"] == "event" && line.get(field).is_some());
        event.expect("an event that has it")[field] = wrong;
        let tsv = judge(&gold(), field, &lines, &["--tsv"]);
        assert!(value_of(&tsv, metric) < 1.0, "{metric}");
        assert_eq!(value_of(&tsv, "event_dyad_f1"), 1.0);
    }
}

#[test]
fn gold_texts_are_coded_when_no_records_are_given() {
    let folder = gold();
    let printed = evaluate(&[folder.to_str().expect("UTF-8")]);
    let n = fs::read_dir(folder.join("texts")).expect("texts").count();
    assert!(printed.starts_with(&format!("documents found: {n} of {n}\n")), "{printed}");
}

/// Damages some records in every way that a program might get them wrong; the same way each time.
fn damage(lines: &mut Vec<Value>) {
    let mut n = 0usize;
    lines.retain_mut(|line| {
        n += 1;
        let kept = line["record"] == "document" || !n.is_multiple_of(8);
        match line["record"].as_str() {
            Some("event") => damage_event(line, n),
            Some("statement") => damage_statement(line, n),
            _ => {}
        }
        kept
    });
    let again: Vec<Value> = lines.iter().step_by(11).filter(|l| l["record"] != "document").cloned().collect();
    lines.extend(again);
}

fn damage_event(event: &mut Value, n: usize) {
    if n.is_multiple_of(5) {
        event["status"] = "happened".into();
    }
    if n.is_multiple_of(7) {
        let actors = event["actors"].take();
        event["actors"] = event["recipients"].take();
        event["recipients"] = actors;
    }
    if n.is_multiple_of(9) {
        event["event_type"] = "CONSULT".into();
    }
    if n.is_multiple_of(4) {
        event["according_to"] = json!([{"speaker": {"country": "FRA"}}]);
    }
    if n.is_multiple_of(6) {
        event["date"] = "2001-01-01".into();
        event["modes"] = json!([]);
    }
}

fn damage_statement(statement: &mut Value, n: usize) {
    if n.is_multiple_of(4) && statement.get("within").is_some() {
        statement["within"] = "nowhere".into();
    }
    if n.is_multiple_of(6) {
        statement["speaker"] = json!({"country": "FRA"});
        statement["style"] = "direct".into();
    }
    for bit in statement["content"].as_array_mut().into_iter().flatten().filter(|_| n.is_multiple_of(3)) {
        let (start, end) = (bit["start"].as_u64().unwrap_or(0), bit["end"].as_u64().unwrap_or(0));
        bit["end"] = (start + (end - start) / 3).into();
    }
}

fn scorer(folder: &Path, args: &[&str]) -> String {
    let printed = Command::new("python3").arg(folder.join("score.py")).args(args).output().expect("python3");
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    String::from_utf8(printed.stdout).expect("UTF-8")
}

/// Every line that the scorer prints stands in ours, digit by digit.
fn check_agreement(folder: &Path, gold: &Path, name: &str, flags: &[&str]) {
    for more in [&["--as-output", "--all"][..], &["--as-output"]] {
        let printed = scorer(folder, &[more, flags].concat());
        let mut lines: Vec<Value> =
            printed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        damage(&mut lines);
        let path = write_lines(name, &lines);
        let theirs = scorer(folder, &[&[path.to_str().expect("UTF-8")], flags].concat());
        fs::remove_file(path).expect("our own file");
        let ours = judge(gold, &format!("{name}-ours"), &lines, flags);
        let ours: Vec<&str> = ours.lines().map(str::trim_end).collect();
        assert!(theirs.lines().count() > 20, "{theirs}");
        // It lists types that only free gold has, too: rows of nothing.
        for line in theirs.lines().filter(|line| !line.ends_with("   0        0")) {
            assert!(ours.contains(&line.trim_end()), "{line}\nis not in\n{}", ours.join("\n"));
        }
    }
}

#[test]
fn numbers_agree_with_the_scorer_of_the_development_gold() {
    let Some(folder) = development_gold() else { return };
    check_agreement(&folder, &folder, "articles", &[]);
}

#[test]
fn numbers_agree_with_the_scorer_on_single_sentences() {
    let Some(folder) = development_gold() else { return };
    check_agreement(&folder, &folder.join("plover_gsr_dev.jsonl"), "sentences", &["--plover"]);
}

/// A treebank of our own: "Ada Moreno resigned. Her critics praised Moreno, but it rained."
const ENTITIES: &str = "\
# newdoc id = OWN_news_a
# text = Ada Moreno resigned.
1\tAda\tAda\tPROPN\tNNP\tNumber=Sing\t3\tnsubj\t_\tEntity=(1-person-new-n-cf1-1,2-coref
2\tMoreno\tMoreno\tPROPN\tNNP\tNumber=Sing\t1\tflat\t_\tEntity=1)
3\tresigned\tresign\tVERB\tVBD\tMood=Ind\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# text = Her critics praised Moreno, but it rained.
1\tHer\ther\tPRON\tPRP$\tPerson=3\t2\tnmod:poss\t_\tEntity=(2-person-new-n-cf1-2-sgl(1-person-giv-n-cf1-1-ana)
2\tcritics\tcritic\tNOUN\tNNS\tNumber=Plur\t3\tnsubj\t_\tEntity=2)
3\tpraised\tpraise\tVERB\tVBD\tMood=Ind\t0\troot\t_\t_
4\tMoreno\tMoreno\tPROPN\tNNP\tNumber=Sing\t3\tobj\t_\tEntity=(1-person-giv-n-cf2-1-coref)|SpaceAfter=No
5\t,\t,\tPUNCT\t,\t_\t8\tpunct\t_\t_
6\tbut\tbut\tCCONJ\tCC\t_\t8\tcc\t_\t_
7\tit\tit\tPRON\tPRP\tPerson=3\t8\texpl\t_\t_
8\trained\train\tVERB\tVBD\tMood=Ind\t3\tconj\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

";

#[test]
fn pronouns_and_last_names_are_judged_by_the_clusters_of_a_treebank() {
    let path = std::env::temp_dir().join(format!("verbale-evaluate-{}-entities.conllu", std::process::id()));
    fs::write(&path, ENTITIES).expect("a folder for temporary files");
    let file = path.to_str().expect("UTF-8");
    let printed = evaluate(&[file, "--layer", "coreference", "--documents", "news"]);
    assert!(printed.contains("P 1.000  R 1.000  F1 1.000   (right 2, gold 2, program 2)"), "{printed}");
    assert!(printed.contains("last_name ") && printed.contains("she "), "{printed}");
    let none = evaluate(&[file, "--layer", "coreference", "--documents", "speech"]);
    assert!(none.starts_with("0 documents"), "{none}");
    // another cluster in gold: the same links are wrong now
    fs::write(&path, ENTITIES.replace("(1-person-giv", "(3-person-giv"))
        .expect("a folder for temporary files");
    let wrong = evaluate(&[file, "--layer", "coreference", "--errors"]);
    assert!(wrong.contains("P 0.000"), "{wrong}");
    assert!(wrong.contains("[Her] critics praised Moreno"), "{wrong}");
    fs::remove_file(path).expect("our own file");
}

/// A sentence of a treebank, each word hanging on the first.
fn treebank(id: &str, words: &str) -> String {
    let rows = words.split(' ').enumerate().map(|(i, word)| {
        let head = usize::from(i > 0);
        let upos = if word == "that" { "SCONJ" } else { "X" };
        format!("{}\t{word}\t_\t{upos}\t_\t_\t{head}\tdep\t_\t_\n", i + 1)
    });
    format!("# newdoc id = {id}\n# newpar\n{}\n", rows.collect::<String>())
}

#[test]
fn attributions_are_scored_over_the_texts_of_a_treebank() {
    let folder = std::env::temp_dir().join(format!("verbale-attribution-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for temporary files");
    let table = folder.join("who.tsv");
    let row = |id: &str| format!("{id}\tpositive\t1-3\t4-8\t1,2\t3\tThe mayor\n");
    let header = "doc\tpolarity\tattribution_edu\tcontent_edu\tsource_tokens\tcue_tokens\tsource\n";
    fs::write(&table, format!("{header}{}{}", row("T_news_bridge"), row("T_essay_bridge"))).expect("a file");
    let news = treebank("T_news_bridge", "The mayor said that the bridge was safe .");
    fs::write(folder.join("some.conllu"), news).expect("a file");

    let path = table.to_str().expect("UTF-8");
    let printed = evaluate(&[path, "--layer", "attribution", "--documents", "news", "--tsv"]);
    let right = |metric: &str| printed.contains(&format!("{metric}\t1.0000\n"));
    assert!(right("attribution_source_f1") && right("attribution_content"), "{printed}");

    let program = Command::new(env!("CARGO_BIN_EXE_verbale"));
    let output = { program }.args(["evaluate", path, "--layer", "attribution"]).output().expect("it runs");
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && words.contains("the first: T_essay_bridge"), "{words}");
    fs::remove_dir_all(folder).expect("our own folder");
}

/// Two sentences, one of them of what has not happened, and what people answered about their verbs.
#[test]
fn factuality_is_read_from_raw_text_and_compared_word_by_word() {
    let folder = std::env::temp_dir().join(format!("verbale-evaluate-{}-factuality", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for temporary files");
    let rows = |words: &[(&str, &str)]| -> String {
        let row = |(n, (form, upos)): (usize, &(&str, &str))| {
            let space = if n + 2 >= words.len() { "SpaceAfter=No" } else { "_" };
            format!("{}\t{form}\t{form}\t{upos}\t_\t_\t0\troot\t_\t{space}\n", n + 1)
        };
        words.iter().enumerate().map(row).collect()
    };
    let first = rows(&[("The", "DET"), ("army", "NOUN"), ("withdrew", "VERB"), (".", "PUNCT")]);
    let second = rows(&[
        ("The", "DET"),
        ("rebels", "NOUN"),
        ("refused", "VERB"),
        ("to", "PART"),
        ("withdraw", "VERB"),
        (".", "PUNCT"),
    ]);
    let text = format!("# newdoc id = d\n# sent_id = d-1\n{first}\n# sent_id = d-2\n{second}\n");
    fs::write(folder.join("d.conllu"), text).expect("our own file");
    let table = folder.join("asked.tsv");
    let lines = "sent_id\ttoken\tform\tupos\tfactuality\tconfidence\n\
        d-1\t3\twithdrew\tVERB\t1.1\t1\nd-2\t3\trefused\tVERB\t1.0\t1\n\
        d-2\t5\twithdraw\tVERB\t-1.2\t1\nd-1\t3\twithdrew\tVERB\t-1.0\t0.4\n";
    fs::write(&table, lines).expect("our own file");
    let args = [table.to_str().expect("UTF-8"), "--layer", "factuality", "--tsv"];
    let printed = evaluate(&args);
    assert!(printed.contains("factuality_sign\t1.0000"), "{printed}");
    assert!(printed.contains("factuality_majority\t0.6667"), "{printed}");

    fs::remove_file(folder.join("d.conllu")).expect("our own file");
    let output = Command::new(env!("CARGO_BIN_EXE_verbale")).arg("evaluate").args(args).output();
    let output = output.expect("the program can be run");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("--treebank"), "says what to give");
    fs::remove_dir_all(folder).expect("our own folder");
}
