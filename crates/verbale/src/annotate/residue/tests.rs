use super::*;
use crate::lexicon::Files;
use proptest::prelude::*;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(&Files::own()).expect("a whole lexicon"));

fn marked(text: &str) -> Vec<(&str, ResidueReason)> {
    let found = find_residue(text, &About::default(), &LEXICON);
    found.iter().map(|r| (r.span.of(text), r.reason)).collect()
}

#[test]
fn every_rule_does_as_its_examples_say() {
    let problems = check_residue_examples(&LEXICON);
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", shown.join("\n"));
}

#[test]
fn an_authors_card_is_marked_line_by_line() {
    let text = "Rain fell.\n\nElena Vogt\n\nCorrespondent for the Balkans, Vienna.\n\n  • Follow I follow\n\nIt stopped.";
    let expected = [
        ("Elena Vogt", ResidueReason::Byline),
        ("Correspondent for the Balkans, Vienna.", ResidueReason::Byline),
        ("• Follow I follow", ResidueReason::Share),
    ];
    assert_eq!(marked(text), expected);
    assert_eq!(
        find_byline(text, &find_residue(text, &About::default(), &LEXICON), &About::default(), &LEXICON),
        ["Elena Vogt"]
    );
}

#[test]
fn what_is_known_of_a_report_helps() {
    let about =
        About { publisher: Some("Quay News".into()), byline: vec!["Mara Lind".into()], ..About::default() };
    let found = find_residue("Quay News\nRain fell.\nMara Lind", &about, &LEXICON);
    assert_eq!(found.len(), 2);
}

#[test]
fn news_is_left_alone() {
    for text in [
        "Photos published by the ministry show a burnt bridge.",
        "Follow-up talks are due in March.",
        "\"Share the land,\" the chief told them.",
        "The newsletter of the party printed a threat.",
        "Live ammunition was used against the crowd.",
        "Kyiv, Ukraine",
        "Home affairs minister resigns",
        "Reporting by state television was banned.",
        "Updated treaty signed in Oslo",
        "Watch this space, he said.",
        "KYIV (Reuters) — Rain fell.",
        "He asked them to subscribe to the treaty.",
        "Read the report, the judge told him.",
        "By Tuesday, 40 people had been freed.",
    ] {
        assert_eq!(marked(text), [], "{text}");
    }
}

#[test]
fn short_lines_among_furniture_need_no_rule() {
    let prose = "The harbour master ordered all ships out of the port on Monday.";
    let text = format!(
        "{prose}\nShare\nQuay essentials\nAdvertisement\n{prose}\nGoma\nHarbours\nAll rights reserved\nMarlin"
    );
    let found: Vec<&str> = marked(&text).into_iter().map(|(line, _)| line).collect();
    let expected =
        ["Share", "Quay essentials", "Advertisement", "Goma", "Harbours", "All rights reserved", "Marlin"];
    assert_eq!(found, expected);
}

#[test]
fn headings_of_the_report_stay() {
    let prose = "The harbour master ordered all ships out of the port on Monday.";
    for heading in
        ["Rebels seize port", "What next?", "• Nine killed", "In Kharkiv", "Protests: hundreds arrested"]
    {
        let text = format!("{prose}\n{heading}\n{prose}\nAdvertisement\n{heading}\n{prose}");
        assert_eq!(marked(&text), [("Advertisement", ResidueReason::Other)], "{heading}");
        assert_eq!(marked(&format!("{heading}\n{prose}")), [], "{heading}");
    }
}

#[test]
fn a_long_line_of_signs_and_names_is_read_in_time() {
    let line = "Photo / Ana Ruiz ( | Share . © ".repeat(13);
    let text = format!("{line}\n").repeat(50);
    assert!(find_residue(&text, &About::default(), &LEXICON).len() <= 50);
}

proptest! {
    #[test]
    fn any_text_gives_lines_in_order(text in "[\\PC\n]{0,60}|(By |Ana |Ruiz|Share|Photo|:|\n| |\\(|\\)|—|©|2022|\u{300}|Sign up|Read more|,|\\.){0,25}") {
        let found = find_residue(&text, &About::default(), &LEXICON);
        let mut at = 0;
        for residue in found {
            prop_assert!(residue.span.start >= at && !residue.span.of(&text).trim().is_empty());
            at = residue.span.end;
        }
    }
}
