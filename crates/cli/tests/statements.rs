//! `verbale statements`, and the voices that `verbale explain` draws.

mod common;

use common::Folder;

const REPORT: &str = "The Kenyan president said on Tuesday that Uganda had accused Rwanda of shelling a border post.\n\n\
    Rwanda falsely claimed that the post was empty. \"We want peace,\" the Rwandan foreign minister told reporters in Kigali.\n";

fn folder() -> Folder {
    Folder::with(&[("a.txt", REPORT), ("b.txt", "Rain fell in Geneva on Monday.")])
}

#[test]
fn statements_are_numbered_and_set_in_below_what_they_stand_inside() {
    let out = folder().run(&["statements", "a.txt", "--date", "2024-03-06", "--format", "table"]).ok().out;
    let expected = "\
  1 KEN GOV (William Ruto) · said · 2024-03-05
      Uganda had accused Rwanda of shelling a border post
      2 UGA (Uganda) · accused
          Rwanda of shelling a border post
  3 RWA (Rwanda) · claimed · outlet rejects it
      the post was empty
  4 RWA GOV (Vincent Biruta) → RWA JRN (reporters) · told
      “We want peace”
";
    assert!(out.ends_with(expected), "{out}");
}

#[test]
fn they_are_the_statements_that_code_finds() {
    let folder = folder();
    for format in ["table", "jsonl", "csv"] {
        let options = ["a.txt", "b.txt", "--date", "2024-03-06", "--format", format];
        let listed = folder.run(&[&["statements"], &options[..]].concat()).ok().out;
        let coded = folder.run(&[&["code", "--records", "statements"], &options[..]].concat()).ok().out;
        assert_eq!(listed, coded);
    }
    let lines = folder.run(&["statements", "a.txt"]).ok().records();
    assert_eq!(lines.len(), 4);
    assert!(lines.iter().all(|line| line["record"] == "statement"));
}

#[test]
fn one_speaker_is_picked_by_country_codes_or_name() {
    let folder = folder();
    let cues = |speaker: &str| -> Vec<String> {
        let found = folder.run(&["statements", "a.txt", "--date", "2024-03-06", "--speaker", speaker]).ok();
        found.records().iter().map(|r| r["cue"]["text"].as_str().unwrap_or("-").to_owned()).collect()
    };
    assert_eq!(cues("RWA"), ["claimed", "told"]);
    assert_eq!(cues("RWA GOV"), ["told"]);
    assert_eq!(cues("ruto"), ["said"]);
    assert_eq!(cues("FRA"), [""; 0]);
    let table = folder.run(&[
        "statements",
        "a.txt",
        "b.txt",
        "--date",
        "2024-03-06",
        "--speaker",
        "UGA",
        "--format",
        "table",
    ]);
    let out = table.ok().out;
    assert!(out.contains("2 UGA (Uganda) · accused\n      inside KEN GOV (William Ruto) said\n"), "{out}");
    assert!(!out.contains("Geneva"), "a report without such a statement is left out: {out}");
}

#[test]
fn explain_draws_the_chain_of_voices() {
    let out = folder().run(&["explain", REPORT, "--date", "2024-03-06"]).ok().out;
    let chain = "voices       the outlet › KEN GOV (William Ruto) said › UGA (Uganda) accused\n";
    assert!(out.contains(chain), "{out}");
    assert!(out.contains("└─ 2 UGA (Uganda) · accused"), "{out}");
    assert!(out.contains("↳ ASSAULT RWA (Rwanda)"), "{out}");
}
