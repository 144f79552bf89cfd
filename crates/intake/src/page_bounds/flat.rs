//! A page made flat.

use super::FLAT_DEPTH;
use super::tags::{Tag, Tags, VOID};

/// What is kept of a page that is made flat: its blocks and what tells of the report. A subset of the source, in order.
pub fn flatten(html: &str) -> String {
    const KEPT: &[&str] = &[
        "html",
        "head",
        "body",
        "title",
        "meta",
        "link",
        "article",
        "main",
        "section",
        "header",
        "footer",
        "nav",
        "aside",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "tr",
        "td",
        "time",
        "br",
        "a",
    ];
    let mut flat = String::with_capacity(html.len() / 2);
    let mut open: Vec<String> = Vec::new();
    let mut raw = false;
    let mut seen = 0;
    for tag in Tags::new(html) {
        if !raw {
            push_text(&mut flat, tag.before);
        }
        seen = tag.source.as_ptr() as usize - html.as_ptr() as usize + tag.source.len();
        raw = !tag.closes && matches!(tag.name.as_str(), "script" | "style" | "textarea" | "iframe");
        if !KEPT.contains(&tag.name.as_str()) {
            if !flat.ends_with([' ', '>']) {
                flat.push(' ');
            }
        } else if VOID.contains(&tag.name.as_str()) {
            push_start(&mut flat, &tag);
        } else if tag.closes {
            // All that was opened inside is closed with it.
            let Some(at) = open.iter().rposition(|name| *name == tag.name) else { continue };
            for name in open.drain(at..).rev() {
                flat.push_str(&format!("</{name}>"));
            }
        } else if open.len() < FLAT_DEPTH {
            push_start(&mut flat, &tag);
            open.push(tag.name);
        } else if !flat.ends_with("<br>") {
            flat.push_str("<br>");
        }
    }
    if !raw {
        push_text(&mut flat, &html[seen..]);
    }
    flat
}

/// Text between tags; comments are left out.
fn push_text(flat: &mut String, text: &str) {
    let mut rest = text;
    while let Some(start) = rest.find("<!--") {
        flat.push_str(&rest[..start]);
        rest = rest[start..].find("-->").map_or("", |end| &rest[start + end + 3..]);
    }
    flat.push_str(rest);
}

/// A start tag; one with too many attributes loses them.
fn push_start(flat: &mut String, tag: &Tag) {
    if tag.n_attributes <= 20 && tag.source.len() <= 2000 && tag.source.ends_with('>') {
        flat.push_str(tag.source);
    } else {
        flat.push_str(&format!("<{}>", tag.name));
    }
}
