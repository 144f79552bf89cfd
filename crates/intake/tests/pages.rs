//! Saved web pages: the article and what the page says about it; and pages made to do harm.

mod common;

use common::read_bytes;
use std::time::Instant;
use verbale::date;
use verbale_intake::Format;

const PAGE: &str = r#"<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Talks stall in Varnholm | The Harbour Post</title>
<link rel="canonical" href="https://harbourpost.example/talks-stall">
<meta property="og:site_name" content="The Harbour Post"><meta property="og:title" content="Talks stall in Varnholm">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Talks stall in Varnholm","datePublished":"2024-03-05T23:30:00-05:00","author":[{"@type":"Person","name":"Ana Lindqvist"},{"@type":"Person","name":"Peter Moss"}]}</script>
</head><body><header><nav><a href="/">Home</a><a href="/world">World</a></nav></header>
<main><article><h1>Talks stall in Varnholm</h1><time datetime="2024-03-05T23:30:00-05:00">5 March 2024</time>
<p>Kenya&#8217;s foreign minister said on Tuesday that talks with Ethiopia <b>had stalled</b> over <a href="/w">water rights</a>.</p>
<p>&ldquo;We will not sign a paper that we cannot read,&rdquo; he told reporters &amp; diplomats in Nairobi.</p>
<h2>A long road</h2>
<ul><li>First round: January in the capital, with ministers of both sides.</li><li>Second round: February in the lakeside town.</li></ul>
<p>The ministry said it would publish the draft.<br>Ethiopia has not replied.</p>
<p>Talks resume on Friday, officials said, if the weather permits and both sides still want them to go ahead.</p>
</article></main><footer>Copyright 2024 The Harbour Post. Sign up for our newsletter.</footer></body></html>"#;

#[test]
fn the_article_is_taken_out_of_its_page() {
    let read = read_bytes(Format::Html, PAGE.as_bytes());
    let report = read.one();
    assert_eq!(report.url.as_deref(), Some("https://harbourpost.example/talks-stall"));
    assert_eq!(report.about.title.as_deref(), Some("Talks stall in Varnholm"));
    assert_eq!(report.about.publisher.as_deref(), Some("The Harbour Post"));
    assert_eq!(report.about.byline, ["Ana Lindqvist", "Peter Moss"]);
    // The day as it was where the report was written.
    assert_eq!(report.about.published, Some(date(2024, 3, 5)));
    assert_eq!(report.published_time.as_deref(), Some("2024-03-05T23:30:00-05:00"));
    assert_eq!(report.language.as_deref(), Some("en"));
    let paragraphs: Vec<&str> = report.text.split("\n\n").collect();
    assert_eq!(
        paragraphs,
        [
            "Kenya’s foreign minister said on Tuesday that talks with Ethiopia had stalled over water rights.",
            "“We will not sign a paper that we cannot read,” he told reporters & diplomats in Nairobi.",
            "A long road",
            "First round: January in the capital, with ministers of both sides.",
            "Second round: February in the lakeside town.",
            "The ministry said it would publish the draft.\nEthiopia has not replied.",
            "Talks resume on Friday, officials said, if the weather permits and both sides still want them to go ahead.",
        ]
    );
}

#[test]
fn a_declared_charset_is_believed_where_the_bytes_allow_it() {
    let page = "<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1251'></head><body><p>";
    let mut bytes = page.as_bytes().to_vec();
    bytes.extend_from_slice(b"\xcc\xee\xf1\xea\xe2\xe0 and London agreed to meet again, officials of both sides said in a statement.");
    assert!(read_bytes(Format::Html, &bytes).one().text.starts_with("Москва and London"));
}

#[test]
fn a_page_without_an_article_is_passed_over() {
    let read = read_bytes(Format::Html, b"<html><head><title>Nothing</title></head><body></body></html>");
    assert_eq!((read.reports.len(), read.errors.len()), (0, 0));
    assert_eq!(read.skipped.len(), 1);
}

#[test]
fn no_date_is_guessed_from_the_text() {
    let page = "<html><body><article><p>The treaty of 4 May 1998 was signed in Geneva, said the minister on Monday.</p>\
        <p>Copyright 2019 by the paper. It was raining in the city on that day, as it had rained the day before.</p></article></body></html>";
    assert_eq!(read_bytes(Format::Html, page.as_bytes()).one().about.published, None);
}

/// What a browser survives, we survive, and soon.
#[test]
fn pages_made_to_do_harm_are_read_in_seconds() {
    let article =
        "<p>Kenya and Somalia agreed on Monday to open the border, the foreign ministry said in Nairobi.</p>";
    let around =
        |before: String, after: String| format!("<html><body>{before}{article}{after}</body></html>");
    let attributes: String = (0..40_000).map(|i| format!("a{i}=1 ")).collect();
    let pages = [
        ("deep", around("<div>".repeat(50_000), String::new())),
        ("closed", around("<div>".repeat(20_000), "</div>".repeat(20_000))),
        ("crossed", around("<span><div></span>".repeat(10_000), String::new())),
        ("in tables", around("<div><table><tr><td></div>".repeat(8_000), String::new())),
        ("formatting", around("<b><i><u>".repeat(5_000), "<p>x".repeat(5_000))),
        ("attributes", around(format!("<div {attributes}>"), String::new())),
        ("comment", around("<!--".repeat(50_000), String::new())),
        ("brackets", around("<".repeat(250_000), String::new())),
        ("quotes", around("<a href=\"".repeat(100_000), String::new())),
        ("lists", around("<ul><li>".repeat(15_000), String::new())),
        ("wide", around("<p>word word".repeat(15_000), String::new())),
    ];
    for (name, page) in pages {
        let begun = Instant::now();
        let read = read_bytes(Format::Html, page.as_bytes());
        let seconds = begun.elapsed().as_secs_f64();
        println!("{name}: {} bytes, {seconds:.2} s", page.len());
        assert!(
            name == "comment" || read.one().text.contains("agreed on Monday to open the border"),
            "{name}"
        );
        assert!(seconds < 30.0, "{name} took {seconds} s");
    }
}

#[test]
fn pictures_in_letters_do_not_hide_the_article() {
    let picture = format!("<img alt='x' src=\"data:image/png;base64,{}\">", "iVBORw0KGgo".repeat(400_000));
    let script = format!("<script>var a = '{}';</script>", "<div>".repeat(300_000));
    let page = PAGE.replacen("<h2>", &format!("{picture}{script}<h2>"), 1);
    let read = read_bytes(Format::Html, page.as_bytes());
    let report = read.one();
    assert_eq!(report.about.published, Some(date(2024, 3, 5)));
    assert_eq!(report.text, read_bytes(Format::Html, PAGE.as_bytes()).one().text);
}

#[test]
fn more_tags_than_a_page_can_have_are_refused() {
    let page = format!("<html><body>{}</body></html>", "<p>a".repeat(300_000));
    let read = read_bytes(Format::Html, page.as_bytes());
    assert_eq!(
        read.errors,
        ["input: expected a page of at most 200,000 tags and 2 MB of text, but found more"]
    );
}
