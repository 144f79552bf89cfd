use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// What a report is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, one report a file.
    Text,
    /// A saved web page.
    Html,
    /// One JSON object a line, one report each.
    Jsonl,
    /// A table with a header line, one report a row; the delimiter is found by looking.
    Csv,
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Format] = &[Format::Text, Format::Html, Format::Jsonl, Format::Csv];

    /// The word for it on the command line and in the records.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Html => "html",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
        }
    }

    /// Tells the kind of a file from its name and its first bytes (of UTF-8 or a kindred encoding).
    ///
    /// The name decides where it is a plain one; a page saved as `.txt` is still a page. A file with an
    /// ending that we do not know is none of ours unless `named` says that somebody asked for it.
    pub(crate) fn find(path: Option<&Path>, start: &[u8], named: bool) -> Option<Format> {
        let ending = path.and_then(Path::extension).map(|e| e.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("html" | "htm" | "xhtml" | "shtml") => Some(Format::Html),
            Some("jsonl" | "ndjson") => Some(Format::Jsonl),
            Some("csv" | "tsv") => Some(Format::Csv),
            Some("json") => looks_like_json(start).then_some(Format::Jsonl),
            Some("txt" | "text") | None => Format::sniff(start),
            Some(_) if named => Format::sniff(start),
            Some(_) => None,
        }
    }

    /// Tells the kind from the first bytes; nothing for pictures, archives and the like.
    fn sniff(start: &[u8]) -> Option<Format> {
        if looks_like_html(start) {
            return Some(Format::Html);
        }
        if looks_like_json(start) {
            return Some(Format::Jsonl);
        }
        (!looks_binary(start)).then_some(Format::Text)
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(word: &str) -> Result<Format, String> {
        match word.to_ascii_lowercase().as_str() {
            "text" | "txt" => Ok(Format::Text),
            "html" | "htm" => Ok(Format::Html),
            "jsonl" | "ndjson" => Ok(Format::Jsonl),
            "csv" | "tsv" => Ok(Format::Csv),
            "warc" | "feed" => Err(format!(
                "expected text, html, jsonl or csv, but found `{word}`, which this version does not read yet"
            )),
            _ => Err(format!("expected text, html, jsonl or csv, but found `{word}`")),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A line that opens with `{"` is a record; a text that opens with a brace is not.
fn looks_like_json(start: &[u8]) -> bool {
    let start = start.trim_ascii_start();
    start.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

/// Declares itself, or opens with a tag or comment as only pages do.
fn looks_like_html(start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&start[..start.len().min(4096)]).to_lowercase();
    let start = start.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if !start.starts_with('<') {
        return false;
    }
    ["<!doctype html", "<html", "<head", "<body", "<meta ", "<article"].iter().any(|tag| start.contains(tag))
}

/// NUL bytes beyond a stray one, or many control characters.
fn looks_binary(start: &[u8]) -> bool {
    const MAGIC: [&[u8]; 8] = [
        b"%PDF",
        b"PK\x03\x04",
        b"\x1f\x8b",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"\x7fELF",
        b"SQLite format",
    ];
    if MAGIC.iter().any(|magic| start.starts_with(magic)) {
        return true;
    }
    let odd = start.iter().filter(|b| **b < 32 && !b.is_ascii_whitespace() && **b != 0x1b).count();
    odd * 20 > start.len()
}
