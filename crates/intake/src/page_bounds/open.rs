//! Which elements are open after each tag.

use super::tags::{Tag, VOID};

const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that an end tag of an inline element cannot reach across.
const SPECIAL: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "iframe",
    "li",
    "listing",
    "main",
    "marquee",
    "menu",
    "nav",
    "object",
    "ol",
    "p",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "svg",
    "math",
];

/// Elements that no end tag inside can reach across.
const BOUNDARY: &[&str] = &[
    "applet",
    "button",
    "caption",
    "desc",
    "foreignobject",
    "marquee",
    "math",
    "object",
    "select",
    "svg",
    "table",
    "td",
    "template",
    "th",
];

/// Elements that end a paragraph.
const ENDS_PARAGRAPH: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
];

/// Keeps the list of open elements much as a browser would: never much shorter, often longer.
pub fn follow(open: &mut Vec<String>, tag: &Tag) {
    let name = tag.name.as_str();
    if VOID.contains(&name) || matches!(name, "html" | "head" | "body") {
        return;
    }
    if tag.closes {
        close(open, name);
        return;
    }
    let is_drawing = !SPECIAL.contains(&name) && !FORMATTING.contains(&name) && name != "span";
    if is_drawing && tag.source.ends_with("/>") && open.iter().any(|o| o == "svg" || o == "math") {
        return;
    }
    match name {
        "caption" | "colgroup" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" => {
            // Outside a table they are nothing.
            let Some(begin) =
                open.iter().rposition(|o| matches!(o.as_str(), "table" | "template" | "svg" | "math"))
            else {
                return;
            };
            if matches!(open[begin].as_str(), "table" | "template") {
                let ends = open[begin..].iter().position(|o| table_level(o) >= table_level(name));
                open.truncate(ends.map_or(open.len(), |n| begin + n));
            }
        }
        "li" => end_item(open, &["li"]),
        "dd" | "dt" => end_item(open, &["dd", "dt"]),
        "option" | "optgroup" if open.last().is_some_and(|last| last == "option") => drop(open.pop()),
        _ => {}
    }
    if ENDS_PARAGRAPH.contains(&name)
        && let Some(at) = find_open(open, "p", BOUNDARY)
    {
        pop_to(open, at);
    }
    open.push(tag.name.clone());
}

/// How far inside a table an element belongs; 0 for others.
fn table_level(name: &str) -> u8 {
    match name {
        "caption" | "colgroup" | "tbody" | "thead" | "tfoot" => 1,
        "tr" => 2,
        "td" | "th" => 3,
        _ => 0,
    }
}

/// A list's item ends where the next one begins, unless something else that is special began in it.
fn end_item(open: &mut Vec<String>, names: &[&str]) {
    for at in (0..open.len()).rev() {
        let name = open[at].as_str();
        if names.contains(&name) {
            pop_to(open, at);
            return;
        }
        if SPECIAL.contains(&name) && !matches!(name, "address" | "div" | "p") {
            return;
        }
    }
}

/// An end tag closes its element with all in it, if nothing stands in between that it cannot reach across.
fn close(open: &mut Vec<String>, name: &str) {
    let is_formatting = FORMATTING.contains(&name);
    let found = match name {
        "li" => {
            find_open(open, name, BOUNDARY).filter(|at| !open[*at..].iter().any(|o| o == "ul" || o == "ol"))
        }
        "option" | "optgroup" => open.len().checked_sub(1).filter(|last| open[*last] == name),
        "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" => {
            let stops = ["template", "svg", "math", "table"];
            find_open(open, name, if name == "table" { &stops[..3] } else { &stops })
        }
        _ if is_formatting || SPECIAL.contains(&name) => find_open(open, name, BOUNDARY),
        _ => find_open(open, name, SPECIAL),
    };
    match found {
        // What is open inside stays open, perhaps as a part of something else.
        Some(at) if is_formatting || matches!(name, "form" | "svg" | "math") => drop(open.remove(at)),
        Some(at) if table_level(name) > 0 || BOUNDARY.contains(&name) => open.truncate(at),
        Some(at) => pop_to(open, at),
        None => {}
    }
}

/// Closes elements. Bold, italics and the like that were not closed themselves go on in what follows.
fn pop_to(open: &mut Vec<String>, at: usize) {
    let closed = open.split_off(at);
    open.extend(closed.into_iter().skip(1).filter(|name| FORMATTING.contains(&name.as_str())));
}

/// The innermost open element of this name, unless one of `stops` lies further in.
fn find_open(open: &[String], name: &str, stops: &[&str]) -> Option<usize> {
    let at = open.iter().rposition(|o| o == name || stops.contains(&o.as_str()))?;
    (open[at] == name).then_some(at)
}
