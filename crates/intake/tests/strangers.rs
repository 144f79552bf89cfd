//! Whatever bytes a stranger sends: no panic, no hang, and neighbours survive.

mod common;

use common::read_bytes;
use proptest::prelude::*;
use verbale_intake::{Format, guess_language, read_date};

/// Pieces that mean something to one reader or another, in any order.
fn odd_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"\0".to_vec()),
        Just(b"\r".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"\"".to_vec()),
        Just(b",".to_vec()),
        Just(b";".to_vec()),
        Just(b"\t".to_vec()),
        Just(b"\xff\xfe".to_vec()),
        Just(b"\xef\xbb\xbf".to_vec()),
        Just(b"\xe2\x80".to_vec()),
        Just(b"\xc3\xa9".to_vec()),
        Just(b"text".to_vec()),
        Just(b"{\"text\": \"a\"}".to_vec()),
        Just(b"{\"text\": \"\\ud800\"}".to_vec()),
        Just(b"<div ".to_vec()),
        Just(b"<p>".to_vec()),
        Just(b"</p>".to_vec()),
        Just(b"<script>".to_vec()),
        Just(b"<!--".to_vec()),
        Just(b"-->".to_vec()),
        Just(b"<table><td>".to_vec()),
        Just(b"<svg><b>".to_vec()),
        Just(b"</title".to_vec()),
        Just(b">".to_vec()),
        Just(b"&#x110000;&amp".to_vec()),
        Just("Kenya’s minister said 🙂 ".as_bytes().to_vec()),
        proptest::collection::vec(any::<u8>(), 0..6),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in odd_bytes()) {
        for format in Format::ALL {
            let once = read_bytes(*format, &bytes);
            let twice = read_bytes(*format, &bytes);
            prop_assert_eq!((once.texts(), once.errors.len()), (twice.texts(), twice.errors.len()));
        }
    }

    #[test]
    fn a_sound_line_survives_its_neighbours(before in odd_bytes(), after in odd_bytes()) {
        let mut lines = before;
        lines.extend_from_slice(b"\n{\"text\": \"a sound line\"}\n");
        lines.extend(after);
        // With the mark of UTF-16 in front, the line is none.
        prop_assume!(!lines.starts_with(b"\xff\xfe") && !lines.starts_with(b"\xfe\xff"));
        prop_assume!(lines.iter().filter(|b| **b == 0).count() < 4);
        let read = read_bytes(Format::Jsonl, &lines);
        prop_assert!(read.texts().contains(&"a sound line"), "{:?}", read);
    }

    #[test]
    fn dates_and_languages_take_any_text(text in "\\PC{0,60}") {
        let _ = guess_language(&text);
        if let Some(day) = read_date(&text) {
            prop_assert_eq!(read_date(&day.to_string()), Some(day));
        }
    }

    #[test]
    fn a_day_is_read_however_it_is_written(year in 1900i16..2100, month in 1i8..=12, day in 1i8..=28) {
        const NAMES: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December"];
        let name = NAMES[month as usize - 1];
        let short = &name[..3];
        for written in [
            format!("{year}-{month:02}-{day:02}"),
            format!("{year}{month:02}{day:02}"),
            format!("{year}/{month}/{day}"),
            format!("{day}.{month}.{year}"),
            format!("{year}-{month:02}-{day:02}T23:59:59.123+02:00"),
            format!("{year}-{month:02}-{day:02} 01:02:03 UTC"),
            format!("{name} {day}, {year}"),
            format!("{day} {name} {year}"),
            format!("{day}-{short}-{year}"),
            format!("{short}. {day}, {year}, 8:30 p.m. ET"),
            format!("Tue, {day:02} {short} {year} 08:30:00 GMT"),
            format!("{name} {day}th, {year}"),
        ] {
            prop_assert_eq!(read_date(&written), Some(verbale::date(year, month, day)), "{}", written);
        }
    }
}
