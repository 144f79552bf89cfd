use crate::decode::{declared_in_page, decode};
use crate::fields::split_names;
use crate::language::{guess_language, read_language};
use crate::page_bounds::bound_page;
use crate::{Error, Format, Report, read_date, read_date_time};
use std::panic::{AssertUnwindSafe, catch_unwind};
use trafilatura::dom::Document;
use trafilatura::{ExtractResult, HtmlDateMode, Metadata, Options, extract_document};

/// Reads one saved page: the article, and what the page declares about it.
pub fn read_page(place: &str, bytes: &[u8]) -> Result<Report, Error> {
    let html = decode(bytes, declared_in_page(bytes));
    let html = bound_page(&html).map_err(|found| {
        Error::unexpected(place, None, "a page of at most 200,000 tags and 2 MB of text", &found)
    })?;
    // The extractor walks a stranger's tree by hundreds of rules: should one of them fail, one page is lost.
    let read = catch_unwind(AssertUnwindSafe(|| extract(&html)));
    let failed =
        || Error::unexpected(place, None, "a page with an article", "one that the extractor fails on");
    let (declared, extracted) = read.map_err(|_| failed())?;
    let Some(extracted) = extracted else { return Err(Error::empty(place, None)) };
    let mut report = describe(&declared, &extracted.metadata);
    report.text = plain_text(&extracted.content_html, report.about.title.as_deref());
    if report.text.is_empty() {
        return Err(Error::empty(place, None));
    }
    report.language = guess_language(&report.text).map(str::to_owned).or(declared.language);
    Ok(report)
}

/// What the page says in places that the extractor does not look at.
#[derive(Default)]
struct Declared {
    language: Option<String>,
    published: Option<String>,
}

fn extract(html: &str) -> (Declared, Option<ExtractResult>) {
    let page = Document::parse(html);
    let declared = find_declared(&page);
    let options = Options::default()
        .with_fallback(true)
        .with_exclude_comments(true)
        // Only what the page declares: a date that stands somewhere in the text may be any day.
        .with_html_date_mode(HtmlDateMode::Fast);
    (declared, extract_document(page, &options).ok())
}

fn find_declared(page: &Document) -> Declared {
    let find = |selector: &str, attribute: &str| {
        page.query_selector(page.root(), selector).and_then(|node| page.get_attribute(node, attribute))
    };
    let language = find("html", "lang").or_else(|| find("html", "xml:lang"));
    let published = find("meta[property='article:published_time']", "content")
        .or_else(|| find("[itemprop='datePublished']", "content"))
        .or_else(|| find("[itemprop='datePublished']", "datetime"))
        .or_else(|| find("article time[datetime]", "datetime"))
        .or_else(|| find("time[pubdate]", "datetime"));
    Declared { language: language.and_then(|l| read_language(&l)), published }
}

fn describe(declared: &Declared, found: &Metadata) -> Report {
    let known = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let mut report = Report::new(String::new(), Format::Html);
    report.url = known(&found.url);
    report.about.title = known(&found.title);
    // Where the page names no outlet the extractor takes its host name for one.
    report.about.publisher = known(&found.sitename).filter(|name| !found.hostname.contains(name.as_str()));
    report.about.byline = split_names(&found.author);
    let day = declared.published.as_deref().and_then(read_date);
    report.about.published = found.date.and_then(|date| read_date(&date.to_string())).or(day);
    if day == report.about.published {
        report.published_time = declared.published.as_deref().and_then(read_date_time);
    }
    report
}

/// The text of the extractor's clean HTML: an empty line between paragraphs, one line each for list items and
/// table rows. The headline, where it opens the text, is left to `title`.
fn plain_text(html: &str, title: Option<&str>) -> String {
    let mut blocks: Vec<String> = vec![String::new()];
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        push_words(&mut blocks, &rest[..start]);
        let end = rest[start..].find('>').map_or(rest.len(), |n| start + n + 1);
        let name = rest[start + 1..end].trim_matches(['/', '>']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
        match name.as_str() {
            "br" => push_line(&mut blocks),
            "td" | "th" => push_words(&mut blocks, " "),
            "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "li" | "blockquote"
            | "table" | "tr" | "pre" | "dl" | "dt" | "dd" | "head" | "list" | "item" | "quote"
            | "article" | "section" | "main" | "hr" | "figure" | "body" | "html" => {
                blocks.push(String::new())
            }
            _ => {}
        }
        rest = &rest[end..];
    }
    push_words(&mut blocks, rest);
    let blocks: Vec<&str> = blocks.iter().map(|b| b.trim()).filter(|b| !b.is_empty()).collect();
    blocks[heading_end(&blocks, title)..].join("\n\n")
}

/// One past the headline, where it opens the text; the lines above it (a section's name) are no text either.
fn heading_end(blocks: &[&str], title: Option<&str>) -> usize {
    const ABOVE: usize = 2;
    let Some(title) = title else { return 0 };
    let found = blocks.iter().take(ABOVE + 1).position(|block| same_words(title, block));
    let is_short = |block: &&str| block.chars().count() <= 40 && !block.ends_with('.');
    match found {
        Some(at) if at + 1 < blocks.len() && blocks[..at].iter().all(is_short) => at + 1,
        _ => 0,
    }
}

/// Adds text to the last block, with white space as a browser shows it.
fn push_words(blocks: &mut [String], source: &str) {
    let Some(block) = blocks.last_mut() else { return };
    for letter in decode_entities(source).chars() {
        match letter {
            ' ' | '\t' | '\n' | '\r' | '\u{a0}' => {
                if !block.is_empty() && !block.ends_with([' ', '\n']) {
                    block.push(' ');
                }
            }
            _ => block.push(letter),
        }
    }
}

fn push_line(blocks: &mut [String]) {
    let Some(block) = blocks.last_mut() else { return };
    let end = block.trim_end().len();
    block.truncate(end);
    if !block.is_empty() {
        block.push('\n');
    }
}

/// The few entities that a serialiser writes.
fn decode_entities(source: &str) -> String {
    if !source.contains('&') {
        return source.to_owned();
    }
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", "\u{a0}"), ("&#39;", "'")];
    let decoded = pairs.iter().fold(source.to_owned(), |text, (entity, letter)| text.replace(entity, letter));
    decoded.replace("&amp;", "&")
}

fn same_words(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    words(a) == words(b)
}
