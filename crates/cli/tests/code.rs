//! `verbale code`: forms, exit codes, bad inputs.

mod common;

use common::{Folder, REPORT};

#[test]
fn a_folder_of_reports_becomes_records() {
    let folder = Folder::with(&[
        ("reports/1.txt", REPORT),
        (
            "reports/2.html",
            "<html lang=en><head><title>Rain</title><meta name=author content='Ana Keller'></head><body><article>\
            <p>Rain fell in Geneva on Monday, and the talks between Chad and Niger were put off until the end of the week.</p>\
            </article></body></html>",
        ),
        (
            "reports/3.jsonl",
            "{\"id\": \"x1\", \"date\": \"2024-03-05\", \"text\": \"France and Mali met in Paris.\"}\n",
        ),
        ("reports/4.csv", "id,text,source\ny1,Peru recalled its envoy.,Lima Post\n"),
        ("reports/README.md", "about the folder"),
        ("reports/logo.png", "\u{1}\u{2}"),
    ]);
    let run = folder.run(&["code", "reports", "--date", "2024-03-06"]).ok();
    let documents = run.documents();
    let field =
        |key: &str| documents.iter().map(|d| d[key].as_str().unwrap_or("-").to_owned()).collect::<Vec<_>>();
    assert_eq!(field("format"), ["text", "html", "jsonl", "csv"]);
    assert_eq!(field("published"), ["2024-03-06", "2024-03-06", "2024-03-05", "2024-03-06"]);
    assert_eq!(field("publisher")[3], "Lima Post");
    assert_eq!(field("id")[2..], ["x1", "y1"]);
    assert_eq!(documents[1]["byline"][0], "Ana Keller");
    assert!(documents.iter().all(|d| d["id"].as_str().is_some_and(|id| !id.is_empty())));
    assert_eq!(run.err, "verbale: skipped reports/logo.png: neither text, html, jsonl nor csv\n");
    // A document comes before its own records.
    let mut document = String::new();
    for record in run.records() {
        match record["record"].as_str() {
            Some("document") => document = record["id"].to_string(),
            _ => assert_eq!(record["document_id"].to_string(), document),
        }
    }
}

#[test]
fn standard_input_is_read_with_and_without_a_dash() {
    let folder = Folder::with(&[]);
    let dash = folder.run_with(&["code", "-"], REPORT).ok();
    let bare = folder.run_with(&["code"], REPORT).ok();
    assert_eq!(dash.out, bare.out);
    assert_eq!(dash.documents()[0]["text"], REPORT);
    let lines = "{\"text\": \"Rain.\"}\n{\"text\": \"Snow.\"}\n";
    assert_eq!(folder.run_with(&["code", "-"], lines).ok().documents().len(), 2);
    let table = "text\nRain.\n";
    assert_eq!(folder.run_with(&["code", "-", "--from", "csv"], table).ok().documents()[0]["text"], "Rain.");
}

#[test]
fn a_bad_line_stops_the_run_or_is_left_out() {
    let lines = "{\"text\": \"one\"}\n{\"text\": \n{\"text\": \"three\"}\n";
    let folder = Folder::with(&[("news.jsonl", lines)]);
    let stopped = folder.run(&["code", "news.jsonl"]);
    assert_eq!(stopped.code, Some(2));
    assert_eq!(stopped.documents().len(), 1);
    assert!(
        stopped.err.starts_with("verbale: news.jsonl:2: expected one JSON object a line, but found"),
        "{stopped:?}"
    );

    let kept = folder.run(&["code", "news.jsonl", "--keep-going"]);
    assert_eq!(kept.code, Some(3));
    let texts: Vec<_> = kept.documents().iter().map(|d| d["text"].clone()).collect();
    assert_eq!(texts, ["one", "three"]);
    assert_eq!(kept.err, stopped.err);

    let folder = Folder::with(&[("news.jsonl", "{\"text\": \"one\"}\n")]);
    folder.run(&["code", "news.jsonl", "--keep-going"]).ok();
}

#[test]
fn exit_code_1_where_no_input_can_be_read() {
    let folder = Folder::with(&[("a.txt", REPORT), ("empty/README.md", "nothing here")]);
    let run = folder.run(&["code", "none.txt"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert_eq!(run.err, "verbale: none.txt: expected a file or folder, but found none\n");
    assert_eq!(folder.run(&["code", "none.txt", "--keep-going"]).code, Some(1));
    assert_eq!(folder.run(&["code", "empty"]).code, Some(1));
    // Some were read, one was not.
    assert_eq!(folder.run(&["code", "a.txt", "none.txt"]).code, Some(2));
    assert_eq!(folder.run(&["code", "none.txt", "a.txt", "--keep-going"]).code, Some(3));
}

#[test]
fn a_report_without_events_is_no_failure() {
    let run = Folder::with(&[("a.txt", "Rain.")]).run(&["code", "a.txt"]).ok();
    assert_eq!(run.records().len(), 1);
}

#[test]
fn the_output_is_the_same_with_any_number_of_threads() {
    let lines: String = (0..60)
        .map(|i| {
            format!(
                "{{\"id\": \"{i}\", \"text\": \"{}\"}}\n",
                "Kenya accused Somalia of lying. ".repeat(i % 7 + 1)
            )
        })
        .collect();
    let folder = Folder::with(&[("news.jsonl", &lines)]);
    let outputs =
        ["1", "2", "5"].map(|n| folder.run(&["code", "news.jsonl", "--threads", n, "--mentions"]).ok().out);
    assert_eq!(outputs[0], outputs[1]);
    assert_eq!(outputs[0], outputs[2]);
    assert_eq!(outputs[0].lines().filter(|l| l.starts_with("{\"record\":\"document\"")).count(), 60);
}

#[test]
fn other_languages_are_kept_but_not_coded() {
    let folder = Folder::with(&[(
        "news.jsonl",
        "{\"id\": \"de-1\", \"language\": \"de\", \"text\": \"Kenya accused Somalia of lying.\"}\n",
    )]);
    let run = folder.run(&["code", "news.jsonl"]).ok();
    assert_eq!(run.records().len(), 1);
    assert_eq!(run.documents()[0]["language"], "de");
    assert_eq!(run.err, "verbale: not coded news.jsonl (de-1): its language is `de`, and English is read\n");
}

#[test]
fn tables_are_written_side_by_side_into_a_folder() {
    let folder = Folder::with(&[("a.txt", REPORT)]);
    folder.run(&["code", "a.txt", "--format", "csv", "-o", "tables", "--mentions"]).ok();
    for table in ["documents", "events", "statements", "mentions"] {
        let text = folder.read(&format!("tables/{table}.csv"));
        let header = text.lines().next().unwrap_or("");
        assert!(header.contains("version"), "{table}: {header}");
    }
    assert!(folder.read("tables/documents.csv").contains("We have closed nothing"));
}

#[test]
fn one_kind_of_record_can_be_picked() {
    let folder = Folder::with(&[("a.txt", REPORT)]);
    let events = folder.run(&["code", "a.txt", "--format", "csv"]).ok().out;
    assert!(events.lines().next().is_some_and(|header| header.contains("event_type")), "{events}");
    let documents = folder.run(&["code", "a.txt", "--format", "csv", "--records", "documents"]).ok().out;
    assert!(
        documents.lines().next().is_some_and(|header| header.starts_with("id,url,publisher")),
        "{documents}"
    );
    let run = folder.run(&["code", "a.txt", "--records", "documents"]).ok();
    assert_eq!(run.records().len(), run.documents().len());
}

#[test]
fn the_ending_of_a_file_tells_its_form() {
    let folder = Folder::with(&[("a.txt", REPORT)]);
    folder.run(&["code", "a.txt", "-o", "out.jsonl"]).ok();
    assert!(folder.read("out.jsonl").starts_with("{\"record\":\"document\""));
    folder.run(&["code", "a.txt", "-o", "out.csv", "--records", "documents"]).ok();
    assert!(folder.read("out.csv").starts_with("id,url"));
    folder.run(&["code", "a.txt", "-o", "out.txt"]).ok();
    assert!(folder.read("out.txt").starts_with("Kenya accused Somalia on Monday"));
    let run = folder.run(&["code", "a.txt", "-o", "out.xls"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("expected an ending jsonl, csv or txt, but found `xls`"), "{}", run.err);
}

#[test]
fn a_table_in_a_pipe_has_no_colours() {
    let run = Folder::with(&[("a.txt", REPORT)]).run(&["code", "a.txt", "--format", "table"]).ok();
    assert!(!run.out.contains('\u{1b}'), "{:?}", run.out);
    assert!(run.out.lines().all(|line| line.chars().count() <= 100), "{}", run.out);
}

#[test]
fn forms_and_kinds_of_later_versions_say_so() {
    let folder = Folder::with(&[("a.txt", REPORT)]);
    for (option, word) in
        [("--format", "parquet"), ("--format", "gdelt"), ("--from", "warc"), ("--from", "feed")]
    {
        let run = folder.run(&["code", "a.txt", option, word]);
        assert_eq!(run.code, Some(2));
        assert!(run.err.contains("this version does not"), "{}", run.err);
    }
    let run = folder.run(&["code", "a.txt", "--date", "03/05/2024"]);
    assert!(run.code == Some(2) && run.err.contains("expected a date such as 2024-03-05"), "{run:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::{Command, Stdio};
    let lines = "{\"text\": \"Kenya accused Somalia of lying.\"}\n".repeat(4000);
    let folder = Folder::with(&[("news.jsonl", &lines)]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_verbale"))
        .args(["code", "news.jsonl"])
        .current_dir(folder.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let done = child.wait_with_output().expect("it ends");
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
}

#[test]
fn the_summary_is_told_when_asked_for() {
    let run = Folder::with(&[("a.txt", REPORT)]).run(&["code", "a.txt", "-v"]).ok();
    assert!(run.err.starts_with("verbale: 1 report read · 2 sentences · "), "{}", run.err);
}

#[test]
fn sanctions_are_counted_as_asked() {
    let folder = Folder::with(&[("a.txt", "France imposed sanctions on Mali on Monday.")]);
    for (args, quad) in [(vec!["code", "a.txt"], 4), (vec!["code", "a.txt", "--sanction-quad", "3"], 3)] {
        let records = folder.run(&args).ok().records();
        for event in records.iter().filter(|r| r["event_type"] == "SANCTION") {
            assert_eq!(event["quad"], quad);
        }
    }
    assert_eq!(folder.run(&["code", "a.txt", "--sanction-quad", "2"]).code, Some(2));
}
