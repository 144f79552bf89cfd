//! Files, folders, patterns; kinds and encodings found by looking.

mod common;

use common::{Folder, read_bytes};
use verbale_intake::{Format, Intake};

#[test]
fn a_folder_is_read_in_the_order_of_names_without_what_is_not_news() {
    let folder = Folder::with(&[
        ("b.txt", b"second"),
        ("a/z.txt", b"first"),
        ("c.jsonl", b"{\"text\": \"third\"}\n{\"text\": \"fourth\"}\n"),
        (".hidden.txt", b"hidden"),
        (".git/x.txt", b"hidden"),
        ("README.md", b"about"),
        ("readme.txt", b"about"),
        ("d.png", b"\x89PNG\r\n"),
        ("e.txt", b" \n"),
        ("f", b"fifth"),
        ("g.pdf", b"%PDF-1.4"),
    ]);
    let read = folder.read("");
    assert_eq!(read.texts(), ["first", "second", "third", "fourth", "fifth"]);
    assert_eq!(read.errors, [""; 0]);
    let notes = [
        "d.png: neither text, html, jsonl nor csv",
        "e.txt: no text",
        "g.pdf: neither text, html, jsonl nor csv",
    ];
    assert_eq!(read.skipped, notes);
}

#[test]
fn patterns_are_matched_where_no_shell_has() {
    let folder =
        Folder::with(&[("x-1.txt", b"one"), ("x-2.txt", b"two"), ("y.txt", b"three"), ("x-3.dat", b"four")]);
    assert_eq!(folder.read("x-*.txt").texts(), ["one", "two"]);
    assert_eq!(folder.read("*.dat").texts(), ["four"]);
    assert_eq!(folder.read("z*.txt").errors, ["z*.txt: expected files that match, but found none"]);
}

#[test]
fn a_file_whose_name_is_a_pattern_is_read_as_a_file() {
    let folder = Folder::with(&[("[1].txt", b"one"), ("1.txt", b"two")]);
    assert_eq!(folder.read("[1].txt").texts(), ["one"]);
}

#[test]
fn what_is_missing_or_of_another_kind_is_an_error_in_its_place() {
    let folder = Folder::with(&[("a.txt", b"one"), ("b.zip", b"PK\x03\x04\x00\x00")]);
    assert_eq!(folder.read("none.txt").errors, ["none.txt: expected a file or folder, but found none"]);
    assert_eq!(
        folder.read("b.zip").errors,
        [
            "b.zip: expected text, html, jsonl or csv, but found a file of another kind (--from tells what it is)"
        ]
    );
    let given = ["none.txt", "a.txt"].map(|name| folder.given(name));
    let read: Vec<_> = Intake::new().open(given).map(|r| r.is_ok()).collect();
    assert_eq!(read, [false, true]);
}

#[test]
fn addresses_on_the_web_are_not_fetched() {
    let error =
        Intake::new().open(["https://a.example/b".to_owned()]).next().expect("one").expect_err("no file");
    assert!(error.to_string().contains("this version fetches nothing"), "{error}");
    for kind in ["warc", "feed"] {
        let why = kind.parse::<Format>().expect_err("a later version's");
        assert!(why.contains("does not read yet"), "{why}");
    }
}

#[test]
fn kinds_are_told_by_their_first_bytes() {
    let folder = Folder::with(&[
        ("page", b"<!DOCTYPE html><html><body><p>Rain fell in Geneva on Monday.</p></body></html>"),
        ("lines", b"{\"text\": \"Rain.\"}\n"),
        ("text", b"{sic} Rain fell."),
    ]);
    for (name, format) in [("page", Format::Html), ("lines", Format::Jsonl), ("text", Format::Text)] {
        assert_eq!(folder.read(name).one().format, format);
    }
}

#[test]
fn older_encodings_become_unicode() {
    let text = "Präsident Müller traf “Señor” Nuñez in Zürich – über Öl und Gas.";
    let utf16 = |big: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    let cp1252: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            '–' => 0x96,
            c => u8::try_from(u32::from(c)).expect("a Latin letter"),
        })
        .collect();
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let unmarked_utf16 = utf16(false)[2..].to_vec();
    for bytes in [text.as_bytes().to_vec(), marked, utf16(false), utf16(true), unmarked_utf16, cp1252] {
        assert_eq!(read_bytes(Format::Text, &bytes).one().text, text);
    }
}

#[test]
fn a_stream_may_be_utf16_or_change_its_encoding() {
    let line = "{\"text\": \"Über Öl\"}\n";
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(line.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(read_bytes(Format::Jsonl, &utf16).texts(), ["Über Öl"]);
    let mixed = b"{\"text\": \"caf\xc3\xa9\"}\n{\"text\": \"caf\xe9\"}\n";
    assert_eq!(read_bytes(Format::Jsonl, mixed).texts(), ["café", "café"]);
    let table = b"\xef\xbb\xbftext,title\nM\xfcller,Z\xfcrich\n";
    assert_eq!(read_bytes(Format::Csv, table).texts(), ["Müller"]);
}

#[test]
fn utf8_with_one_broken_letter_keeps_the_others() {
    let bytes = "naïve café – “señor” ".as_bytes().iter().copied().chain(*b"\xff end").collect::<Vec<u8>>();
    assert_eq!(read_bytes(Format::Text, &bytes).one().text, "naïve café – “señor” \u{fffd} end");
}

#[test]
fn a_text_is_given_whole() {
    let text = "Headline\n\nParis (Agency) -- Rain fell.\r\nMore\0 rain.";
    assert_eq!(read_bytes(Format::Text, text.as_bytes()).one().text, text);
}

#[test]
fn other_languages_are_told_and_short_texts_are_not_guessed() {
    let read = |text: &str| read_bytes(Format::Text, text.as_bytes()).one().language.clone();
    let german = "Die Außenministerin hat am Dienstag in Berlin erklärt, dass die Gespräche mit den Nachbarstaaten in der \
        kommenden Woche fortgesetzt werden, sobald alle Seiten zugestimmt haben und die Vermittler eingetroffen sind.";
    assert_eq!(read(german).as_deref(), Some("de"));
    assert_eq!(read("Rain."), None);
}
