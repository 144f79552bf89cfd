//! The tags of a page, as a browser's tokenizer finds them.

/// A start or end tag of the source.
pub struct Tag<'h> {
    pub name: String,
    pub closes: bool,
    pub n_attributes: usize,
    pub source: &'h str,
    /// Text, comments, scripts between the tag before and this one.
    pub before: &'h str,
}

/// Goes over the tags of a page as a browser's tokenizer would, in linear time.
pub struct Tags<'h> {
    html: &'h str,
    at: usize,
    seen: usize,
}

impl<'h> Tags<'h> {
    pub fn new(html: &'h str) -> Tags<'h> {
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

/// Elements without content, which no tag closes.
pub const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
