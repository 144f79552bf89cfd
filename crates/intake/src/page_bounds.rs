//! Pages that would take hours: thousands of elements inside each other, thousands of attributes on one tag.
//! No newsroom makes them, but crawls hold them, and every parser and extractor of HTML is quadratic in them.
//! They are found by one pass over the tags and made flat before anything else looks at them.

use std::borrow::Cow;

/// Deeper pages are made flat. Front pages of large papers reach about 60.
const MAX_DEPTH: usize = 200;

/// How deep a page is once it has been made flat.
const FLAT_DEPTH: usize = 40;

/// More tags are no page of one report.
const MAX_TAGS: usize = 200_000;

const MAX_ATTRIBUTES: usize = 200;

/// Longer pages hold scripts, styles and pictures in letters; without them a report is never as long.
const MAX_LENGTH: usize = 2 << 20;

/// The page as it is, if it has the shape of a page; else made flat.
///
/// # Errors
/// What was found, if it has so many tags or letters that even a flat page would take too long.
pub fn bound_page(html: &str) -> Result<Cow<'_, str>, String> {
    let mut open = Vec::new();
    let mut n_tags = 0;
    let mut sane = html.len() <= MAX_LENGTH;
    for tag in Tags::new(html) {
        n_tags += 1;
        if n_tags > MAX_TAGS {
            return Err("more".to_owned());
        }
        sane = sane && tag.n_attributes <= MAX_ATTRIBUTES;
        if sane {
            follow(&mut open, &tag);
            sane = open.len() <= MAX_DEPTH;
        }
    }
    if sane {
        return Ok(Cow::Borrowed(html));
    }
    let flat = flatten(html);
    if flat.len() > MAX_LENGTH {
        return Err(format!("one of {} MB without its scripts and pictures", flat.len() >> 20));
    }
    Ok(Cow::Owned(flat))
}

/// A start or end tag of the source.
struct Tag<'h> {
    name: String,
    closes: bool,
    n_attributes: usize,
    source: &'h str,
    /// Text, comments, scripts between the tag before and this one.
    before: &'h str,
}

/// Goes over the tags of a page as a browser's tokenizer would, in linear time.
struct Tags<'h> {
    html: &'h str,
    at: usize,
    seen: usize,
}

impl<'h> Tags<'h> {
    fn new(html: &'h str) -> Tags<'h> {
        Tags { html, at: 0, seen: 0 }
    }

    fn seek(&self, pattern: &str, from: usize) -> usize {
        self.html[from..].find(pattern).map_or(self.html.len(), |found| from + found)
    }

    /// One past the `>` of the tag that begins at `start`, and how many attributes it has.
    fn tag_end(&self, start: usize) -> (usize, usize) {
        let bytes = self.html.as_bytes();
        let (mut quote, mut value, mut n, mut blank) = (None, false, 0, false);
        for (i, byte) in bytes.iter().enumerate().skip(start) {
            match (quote, byte) {
                (Some(q), b) if *b == q => quote = None,
                (Some(_), _) => {}
                (None, b'>') => return (i + 1, n),
                // A quotation mark only opens a value.
                (None, b'"' | b'\'') if value => quote = Some(*byte),
                (None, b) if b.is_ascii_whitespace() || *b == b'/' => blank = true,
                (None, b'=') => {
                    value = true;
                    continue;
                }
                (None, _) if blank => {
                    n += usize::from(!value);
                    blank = false;
                }
                _ => {}
            }
            value = value && byte.is_ascii_whitespace();
        }
        (bytes.len(), n)
    }

    /// Passes over what is text to a browser whatever it looks like.
    fn pass_raw(&mut self, name: &str) {
        if !matches!(name, "script" | "style" | "textarea" | "title" | "iframe" | "xmp" | "noembed") {
            return;
        }
        let ending = format!("</{name}");
        let rest = self.html.as_bytes().get(self.at..).unwrap_or_default();
        let found = rest.windows(ending.len()).position(|w| w.eq_ignore_ascii_case(ending.as_bytes()));
        self.at = found.map_or(self.html.len(), |n| self.at + n);
    }
}

impl<'h> Iterator for Tags<'h> {
    type Item = Tag<'h>;

    fn next(&mut self) -> Option<Tag<'h>> {
        loop {
            let start = self.seek("<", self.at);
            let rest = self.html.get(start + 1..)?;
            if rest.starts_with("!--") {
                self.at = (self.seek("-->", start + 4) + 3).min(self.html.len());
                continue;
            }
            let closes = rest.starts_with('/');
            let name: String = rest[usize::from(closes)..]
                .bytes()
                .take_while(|b| !b.is_ascii_whitespace() && *b != b'>' && *b != b'/')
                .take(32)
                .map(|b| b.to_ascii_lowercase() as char)
                .collect();
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                self.at = start + 1;
                continue;
            }
            let (end, n_attributes) = self.tag_end(start + 1);
            let tag = Tag {
                closes,
                n_attributes,
                source: &self.html[start..end],
                before: &self.html[self.seen..start],
                name,
            };
            (self.at, self.seen) = (end, end);
            if !closes {
                self.pass_raw(&tag.name);
            }
            return Some(tag);
        }
    }
}

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements that end by themselves where the next one begins, so that many open ones are not deep.
const SELF_ENDING: &[&str] = &[
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "thead", "tbody", "tfoot", "colgroup",
    "rp", "rt", "html", "head", "body",
];

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
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
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
    "listing",
    "main",
    "marquee",
    "menu",
    "nav",
    "object",
    "ol",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "template",
    "ul",
    "svg",
    "math",
];

/// Elements that no end tag can reach across but their own.
const BOUNDARY: &[&str] =
    &["table", "caption", "object", "marquee", "template", "button", "select", "svg", "math"];

/// Keeps the list of open elements as a browser would, never shorter.
fn follow(open: &mut Vec<String>, tag: &Tag) {
    let name = tag.name.as_str();
    if VOID.contains(&name) || SELF_ENDING.contains(&name) {
        return;
    }
    if !tag.closes {
        open.push(tag.name.clone());
        return;
    }
    let stops: &[&str] = match name {
        _ if SPECIAL.contains(&name) || FORMATTING.contains(&name) => BOUNDARY,
        _ => SPECIAL,
    };
    for at in (0..open.len()).rev() {
        if open[at] == name {
            if FORMATTING.contains(&name) {
                open.remove(at);
            } else {
                open.truncate(at);
            }
            return;
        }
        if stops.contains(&open[at].as_str()) {
            return;
        }
    }
}

/// What is kept of a page that is made flat: its blocks and what tells of the report. A subset of the source, in order.
fn flatten(html: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use trafilatura::dom::Document;

    /// How deep a browser's parser builds the page.
    fn depth(html: &str) -> usize {
        let page = Document::parse(html);
        let mut deepest = 0;
        let mut open = vec![(page.root(), 1)];
        while let Some((node, depth)) = open.pop() {
            deepest = deepest.max(depth);
            open.extend(page.children(node).into_iter().map(|child| (child, depth + 1)));
        }
        deepest
    }

    fn tag() -> impl Strategy<Value = String> {
        let names = prop_oneof![
            Just("div"),
            Just("span"),
            Just("p"),
            Just("b"),
            Just("a"),
            Just("table"),
            Just("tr"),
            Just("td"),
            Just("ul"),
            Just("li"),
            Just("button"),
            Just("h2"),
            Just("form"),
            Just("svg"),
            Just("dd"),
            Just("x-y"),
            Just("template"),
            Just("select"),
            Just("option"),
            Just("article"),
            Just("i"),
            Just("ruby"),
            Just("rt"),
            Just("center"),
        ];
        (names, any::<bool>(), any::<bool>()).prop_map(|(name, closes, text)| {
            format!("<{}{name}>{}", if closes { "/" } else { "" }, if text { "x" } else { "" })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        /// A harmful page is a short pattern many times over: whatever the pattern, the page is not deep.
        #[test]
        fn no_pattern_of_tags_gets_deep(tags in proptest::collection::vec(tag(), 1..7)) {
            let page = tags.concat().repeat(600);
            let bounded = bound_page(&page).expect("few enough tags");
            prop_assert!(depth(&bounded) <= 2 * MAX_DEPTH + 50, "{} deep: {tags:?}", depth(&bounded));
        }

        #[test]
        fn flat_pages_are_flat(tags in proptest::collection::vec(tag(), 1..200)) {
            prop_assert!(depth(&flatten(&tags.concat())) <= FLAT_DEPTH + 20);
        }
    }

    #[test]
    fn a_page_of_usual_shape_is_left_as_it_is() {
        let page = "<html><body><div><p>a<p>b<ul><li>c<li>d</ul><b>e</div></b><!-- <div> --><script>'<div>'</script>";
        assert!(matches!(bound_page(&page.repeat(100)), Ok(Cow::Borrowed(_))));
    }

    #[test]
    fn scripts_and_comments_are_left_out_of_a_flat_page() {
        let flat = flatten(
            "<div class=\"a\">one<script>var a = '<p>two</p>'</script><!-- three --><b>four</b></div>five",
        );
        assert_eq!(flat, "<div class=\"a\">one four </div>five");
    }
}
