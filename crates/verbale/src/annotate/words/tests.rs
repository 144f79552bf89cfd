use super::*;
use crate::lexicon::Files;
use proptest::prelude::*;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(&Files::own()).expect("a whole lexicon"));

/// Sentences between ` / `, words between spaces, the words of a contraction between `|`.
fn cut(text: &str) -> String {
    let (sentences, tokens) = split_words(text, &[], &LEXICON);
    let mut shown = String::new();
    for sentence in &sentences {
        for id in sentence.token_ids() {
            let token = &tokens[id.index()];
            let first = id == sentence.first;
            let sign = if shown.is_empty() {
                ""
            } else if first {
                " / "
            } else if token.in_contraction {
                "|"
            } else {
                " "
            };
            shown.push_str(sign);
            shown.push_str(token.span.of(text));
        }
    }
    shown
}

#[test]
fn words_are_cut_as_english_ud_cuts_them() {
    for (text, words) in [
        ("They don't say it's Orlov's plan.", "They do|n't say it|'s Orlov|'s plan ."),
        ("We can’t, we’ll see.", "We ca|n’t , we|’ll see ."),
        ("I'd've gone; you cannot.", "I|'d|'ve gone ; you can|not ."),
        ("Both states' armies met.", "Both states|' armies met ."),
        ("The pro-Russian, Delhi-led bloc", "The pro-Russian , Delhi - led bloc"),
        ("a 22-year-old ex-mayor", "a 22 - year - old ex-mayor"),
        ("It cost $5m (US$1,000.50), or 12% more.", "It cost $ 5 m ( US$ 1,000.50 ) , or 12 % more ."),
        ("On 2022-03-30 at 6:30 a.m. and/or 5pm", "On 2022-03-30 at 6:30 a.m. and / or 5 pm"),
        ("J. R. Reed of the U.S. and St. Ives", "J. R. Reed of the U.S. and St. Ives"),
        ("See https://news.example.org/a?b=1, please.", "See https://news.example.org/a?b=1 , please ."),
        ("Mail a.b@example.org or @desk #peace", "Mail a.b@example.org or @desk #peace"),
        ("well... no—never -- yes", "well ... no — never -- yes"),
        ("„Nein“, «non» ‘no’ ``so''", "„ Nein “ , « non » ‘ no ’ `` so ''"),
        ("the 1960s, the '60s, the 4th", "the 1960s , the '60s , the 4th"),
        ("AT&T's O'Neil", "AT&T|'s O'Neil"),
        ("the U.N.'s 2019's Ph.D. at Rs. 50", "the U.N.|'s 2019|'s Ph.D. at Rs. 50"),
        ("Fire 🔥👍🏽 out", "Fire 🔥 👍🏽 out"),
    ] {
        assert_eq!(cut(text), words, "{text}");
    }
}

#[test]
fn sentences_end_at_stops_and_paragraphs() {
    for (text, sentences) in [
        ("Mr. Hale met Gen. Osei. They spoke.", "Mr. Hale met Gen. Osei . / They spoke ."),
        ("He left the U.S. The talks went on.", "He left the U.S. / The talks went on ."),
        ("The U.S. Senate met at 5 p.m. Monday.", "The U.S. Senate met at 5 p.m. Monday ."),
        (
            "\"No!\" he said. \"Why now?\" Mr. Hale asked.",
            "\" No ! \" he said . / \" Why now ? \" Mr. Hale asked .",
        ),
        ("\"We won.\" They cheered.", "\" We won . \" / They cheered ."),
        ("“We won.” “You lost.”", "“ We won . ” / “ You lost . ”"),
        ("KYIV (Reuters) — Rain fell.", "KYIV ( Reuters ) — Rain fell ."),
        ("Talks fail again\n\nRain fell.", "Talks fail again / Rain fell ."),
        (
            "Talks fail again\nRain fell all day in the north, and the mayor, who had been warned, left.",
            "Talks fail again / Rain fell all day in the north , and the mayor , who had been warned , left .",
        ),
        ("Decree No. 5 fell. It rained.", "Decree No. 5 fell . / It rained ."),
        ("Firms were fined.On Monday they paid.", "Firms were fined . / On Monday they paid ."),
        ("(They left.) It rained.", "( They left . ) / It rained ."),
        ("Wayne A. I. Hale met Ana. E. coli was found.", "Wayne A. I. Hale met Ana . / E. coli was found ."),
        ("They fled Kabul.Troops came.", "They fled Kabul . / Troops came ."),
        ("He said: 'We go.' \"\nThey left.", "He said : ' We go . ' \" / They left ."),
        (
            "\"We won.\" Ana Hale said. \"We won.\" Ana Hale said so.",
            "\" We won . \" Ana Hale said . / \" We won . \" / Ana Hale said so .",
        ),
        ("It rained [3]. They left. [4] It stopped.", "It rained [ 3 ] . / They left . [ 4 ] / It stopped ."),
        ("1. Rain fell.\n2. It stopped.", "1 . Rain fell . / 2 . It stopped ."),
    ] {
        assert_eq!(cut(text), sentences, "{text}");
    }
}

#[test]
fn a_run_of_words_without_end_is_cut_at_its_marks() {
    let text = "wheat , barley and oats ".repeat(600);
    let (sentences, tokens) = split_words(&text, &[], &LEXICON);
    assert_eq!(tokens.len(), 3000);
    assert!(sentences.iter().all(|s| s.end.index() - s.first.index() <= 240), "none is overlong");
    let ends = sentences[..sentences.len() - 1].iter().map(|s| tokens[s.end.index() - 1].span.of(&text));
    assert!(ends.eq(std::iter::repeat_n(",", sentences.len() - 1)), "they end at commas");
    let (glued, _) = split_words(&"cannot".repeat(2000), &[], &LEXICON);
    assert!(!glued.is_empty());
}

#[test]
fn lines_of_one_width_are_no_sentences() {
    let text = "The minister told the chamber on Tuesday that the\nharbour would stay closed to foreign ships until\nthe inquiry had ended. The opposition asked for a\nvote.";
    assert_eq!(split_words(text, &[], &LEXICON).0.len(), 2);
}

#[test]
fn residue_is_left_out() {
    let text = "Rain fell.\nFollow us\nIt stopped.";
    let residue = [Residue { span: Span::new(11, 20), reason: crate::document::ResidueReason::Share }];
    let (sentences, tokens) = split_words(text, &residue, &LEXICON);
    assert_eq!(sentences.len(), 2);
    assert!(tokens.iter().all(|t| !t.span.overlaps(residue[0].span)));
}

proptest! {
    #[test]
    fn words_keep_order_and_cover_the_text(text in "[\\PC\n]{0,80}|([A-Za-z0-9.,'’\"$%@:/ \n-]{0,60})|(U\\.S\\.|n't|can| |\n|\\.|\"|“|”|…|é|😀|🇺|-|s'|'|No|5|[$]|%|•|_____|।|。|:\\)|\\(|\\?|@a|#){0,30}") {
        let (sentences, tokens) = split_words(&text, &[], &LEXICON);
        let mut at = 0u32;
        for token in &tokens {
            prop_assert!(token.span.start >= at && !token.span.is_empty());
            prop_assert!(text.is_char_boundary(token.span.start as usize) && text.is_char_boundary(token.span.end as usize));
            prop_assert!(text[at as usize..token.span.start as usize].chars().all(is_blank));
            prop_assert!(!token.span.of(&text).chars().any(is_blank));
            at = token.span.end;
        }
        prop_assert!(text[at as usize..].chars().all(is_blank));
        let mut next = 0;
        for sentence in &sentences {
            prop_assert_eq!(sentence.first.index(), next);
            prop_assert!(sentence.end.index() > next);
            next = sentence.end.index();
        }
        prop_assert_eq!(next, tokens.len());
    }

    /// Whatever is said to be residue, nothing is cut from it and nothing else is lost.
    #[test]
    fn residue_is_never_cut(text in "(\\PC|\n|é|“|”|[.]|[A-Z][a-z]{1,5}|😀| ){0,40}", mut ends in prop::collection::vec(0usize..160, 0..6)) {
        ends.retain(|e| *e <= text.len());
        ends.sort_unstable();
        let reason = crate::document::ResidueReason::Share;
        let residue: Vec<Residue> =
            ends.chunks_exact(2).filter(|p| p[0] < p[1]).map(|p| Residue { span: Span::new(p[0], p[1]), reason }).collect();
        let (_, tokens) = split_words(&text, &residue, &LEXICON);
        for token in &tokens {
            let (start, end) = (token.span.start as usize, token.span.end as usize);
            prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
            // residue that ends inside a character takes the whole of it
            prop_assert!(residue.iter().all(|r| !r.span.contains(token.span)));
        }
        let outside = |i: &usize| residue.iter().all(|r| *i + 4 < r.span.start as usize || *i >= r.span.end as usize + 4);
        for (i, c) in text.char_indices().filter(|(i, c)| outside(i) && !is_blank(*c)) {
            prop_assert!(tokens.iter().any(|t| t.span.range().contains(&i)), "{c} at {i} is lost");
        }
    }
}
