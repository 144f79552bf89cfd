//! JSONL and CSV with the names that users' files have, and their bad lines.

mod common;

use common::Folder;
use verbale::date;

#[test]
fn the_names_of_users_files_are_known_in_any_case() {
    let lines = br#"{"ID": 17, "Headline": "Rain in Geneva", "pub_date": "5 March 2024", "Source": "Lake Post", "lang": "EN-gb", "link": "https://lake.example/1", "authors": ["Ana Keller", "Ben Roy"], "event_text": "Rain fell."}"#;
    let folder = Folder::with(&[("a.jsonl", lines)]);
    let read = folder.read("a.jsonl");
    let report = read.one();
    assert_eq!(report.id.as_deref(), Some("17"));
    assert_eq!(report.url.as_deref(), Some("https://lake.example/1"));
    assert_eq!(report.about.title.as_deref(), Some("Rain in Geneva"));
    assert_eq!(report.about.published, Some(date(2024, 3, 5)));
    assert_eq!(report.about.publisher.as_deref(), Some("Lake Post"));
    assert_eq!(report.about.byline, ["Ana Keller", "Ben Roy"]);
    assert_eq!(report.language.as_deref(), Some("en"));
    assert_eq!(report.text, "Rain fell.");
    assert_eq!(report.path.as_deref(), Some(folder.given("a.jsonl").as_str()));
}

#[test]
fn of_several_texts_the_first_named_in_the_contract_counts() {
    let folder = Folder::with(&[(
        "a.jsonl",
        br#"{"content": "four", "body": "three", "text": "", "event_text": "two"}"#,
    )]);
    assert_eq!(folder.read("a.jsonl").texts(), ["two"]);
}

#[test]
fn a_bad_line_loses_no_other() {
    let lines = concat!(
        "{\"text\": \"one\"}\n",
        "{\"text\": \"two\"\n",
        "[1, 2]\n",
        "\n",
        "{\"headline\": \"no text\"}\r\n",
        "{\"text\": {\"a\": 1}}\n",
        "{\"text\": \"three\", \"date\": \"some day\"}\n",
        "{\"text\": \"  \"}\n",
        "{\"text\": \"four\", \"date\": \"\"}",
    );
    let read = Folder::with(&[("a.jsonl", lines.as_bytes())]).read("a.jsonl");
    assert_eq!(read.texts(), ["one", "four"]);
    let expected = [
        "a.jsonl:2: expected one JSON object a line, but found `{\"text\": \"two\"` (EOF while parsing an object in column 14)",
        "a.jsonl:3: expected one JSON object a line, but found `[1, 2]`",
        "a.jsonl:5: expected a text (a field `text`, `event_text`, `body` or `content`), but found `headline`",
        "a.jsonl:6: expected `text` to be a string, but found `{\"a\":1}`",
        "a.jsonl:7: expected a date such as 2024-03-05, but found `some day` (dates that can be read in two ways, as 03/05/2024, are not guessed)",
    ];
    assert_eq!(read.errors, expected);
    assert_eq!(read.skipped, ["a.jsonl:8: no text"]);
}

#[test]
fn a_json_file_over_several_lines_gets_advice() {
    let read = Folder::with(&[("a.json", b"{\n  \"text\": \"one\"\n}\n")]).read("a.json");
    assert!(read.errors[0].contains("jq -c"), "{:?}", read.errors);
}

#[test]
fn deep_json_is_refused_without_harm() {
    let bomb =
        format!("{{\"text\": {}1{}}}\n{{\"text\": \"one\"}}\n", "[".repeat(100_000), "]".repeat(100_000));
    let read = Folder::with(&[("a.jsonl", bomb.as_bytes())]).read("a.jsonl");
    assert_eq!((read.errors.len(), read.texts()), (1, vec!["one"]));
}

#[test]
fn a_line_of_more_than_16_megabytes_is_passed_over() {
    let mut lines = b"{\"text\": \"".to_vec();
    lines.resize(17 << 20, b'a');
    lines.extend_from_slice(b"\"}\n{\"text\": \"after\"}\n");
    let read = Folder::with(&[("a.jsonl", &lines)]).read("a.jsonl");
    assert_eq!(read.errors, ["a.jsonl:1: expected a line of at most 16 MB, but found a longer one"]);
    assert_eq!(read.texts(), ["after"]);
}

#[test]
fn tables_are_cut_at_comma_semicolon_or_tab() {
    for (delimiter, name) in [(',', "a.csv"), (';', "b.csv"), ('\t', "c.tsv")] {
        let table = "url|Date|title|TEXT\nhttps://a.example|2020-01-02|\"One; two, three\"|\"He said \"\"no\"\".\nThen he left.\"\n";
        let table = table.replace('|', &delimiter.to_string());
        let read = Folder::with(&[(name, table.as_bytes())]).read(name);
        let report = read.one();
        assert_eq!(report.text, "He said \"no\".\nThen he left.");
        assert_eq!(report.about.title.as_deref(), Some("One; two, three"));
        assert_eq!(report.about.published, Some(date(2020, 1, 2)));
    }
}

#[test]
fn bad_rows_are_named_by_the_line_on_which_they_begin() {
    for end in ["\n", "\r\n"] {
        let table = [
            "id,text,date",
            "a,\"one",
            "two\",2020-01-02",
            "",
            "b,too,many,cells",
            "c,three,",
            "d,four,yesterday",
            "e,trailing cells,2020-01-02,,",
            "f",
            "g,\"\",2020-01-02",
        ];
        let read = Folder::with(&[("a.csv", table.join(end).as_bytes())]).read("a.csv");
        assert_eq!(read.texts(), [&format!("one{end}two"), "three", "trailing cells"]);
        let places: Vec<_> = read.errors.iter().map(|e| e.split(": ").next().expect("a place")).collect();
        assert_eq!(places, ["a.csv:5", "a.csv:7", "a.csv:9"]);
        assert_eq!(read.errors[0], "a.csv:5: expected 3 cells, but found 4 in `b | too | many | cells`");
        assert_eq!(read.skipped, ["a.csv:10: no text"]);
    }
}

#[test]
fn a_table_without_a_text_column_says_which_it_has() {
    let read = Folder::with(&[("a.csv", b"id,headline\n1,Rain\n2,Snow\n")]).read("a.csv");
    assert_eq!(
        read.errors,
        [
            "a.csv:1: expected a header line with a text (a field `text`, `event_text`, `body` or `content`), but found `id, headline`"
        ]
    );
}

#[test]
fn an_unclosed_quotation_mark_fills_no_memory() {
    let mut table = b"id,text\n1,one\n2,\"two\n".to_vec();
    for i in 0..600_000 {
        table.extend_from_slice(format!("{i},a row like any other row\n").as_bytes());
    }
    let read = Folder::with(&[("a.csv", &table)]).read("a.csv");
    assert_eq!(read.texts(), ["one"]);
    assert_eq!(
        read.errors,
        [
            "a.csv:3: expected a row of at most 16 MB, but found a longer one (perhaps a quotation mark that is never closed)"
        ]
    );
}
