//! What the white space of a text says: where words, lines and paragraphs end.

use super::is_blank;
use crate::document::Residue;

/// What stands between two words, from weakest to strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    None,
    Space,
    /// The end of a line that also ends its sentence.
    Line,
    /// An empty line, or residue.
    Blank,
}

/// A stretch without white space.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk {
    pub start: usize,
    pub end: usize,
    pub before: Gap,
}

/// Longer lines are paragraphs, not lines of a page.
const WIDEST_PAGE: usize = 120;

/// Cuts the text at white space, leaves residue out and decides what each line's end means.
pub(super) fn find_chunks(text: &str, residue: &[Residue]) -> Vec<Chunk> {
    let page = Page::read(text);
    let mut residue = residue.iter().map(|r| r.span.range()).peekable();
    let mut chunks: Vec<Chunk> = Vec::with_capacity(text.len() / 5);
    let mut before = Gap::Blank;
    let mut at = 0;
    while at < text.len() {
        while residue.peek().is_some_and(|r| r.end <= at) {
            residue.next();
        }
        let skip = residue.peek().filter(|r| r.contains(&at)).map(|r| r.end);
        if let Some(end) = skip {
            at = boundary_from(text, end);
            before = Gap::Blank;
            continue;
        }
        let stop = residue.peek().map_or(text.len(), |r| boundary_from(text, r.start));
        let rest = &text[at..stop];
        let blank = rest.find(|c| !is_blank(c)).unwrap_or(rest.len());
        if blank > 0 {
            before = before.max(page.gap(text, at, at + blank));
            at += blank;
            continue;
        }
        let length = rest.find(is_blank).unwrap_or(rest.len());
        chunks.push(Chunk { start: at, end: at + length, before });
        before = Gap::None;
        at += length;
    }
    chunks
}

/// The first character boundary at or after a byte.
fn boundary_from(text: &str, byte: usize) -> usize {
    (byte..text.len()).find(|b| text.is_char_boundary(*b)).unwrap_or(text.len())
}

/// How the lines of a text were broken.
struct Page {
    /// Letters that fit into a line, if the text was broken to fit a width.
    width: Option<usize>,
}

impl Page {
    /// A text is broken to fit a width if hardly any line could have held the first word of the next.
    fn read(text: &str) -> Page {
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let width = lines.iter().map(|l| l.chars().count()).max().unwrap_or(0);
        let (mut breaks, mut forced) = (0, 0);
        for pair in lines.windows(2).filter(|p| !p[0].is_empty() && !p[1].is_empty()) {
            breaks += 1;
            forced += usize::from(is_full(pair[0], pair[1], width));
        }
        // The last line of a paragraph may be short, and so may a heading: three of four are enough.
        let broken = breaks >= 2 && (30..=WIDEST_PAGE).contains(&width) && forced * 4 >= breaks * 3;
        Page { width: broken.then_some(width) }
    }

    /// What the white space in these bytes means.
    fn gap(&self, text: &str, start: usize, end: usize) -> Gap {
        match text[start..end].matches('\n').count() {
            0 => Gap::Space,
            1 if self.goes_on(text, start, end) => Gap::Space,
            1 => Gap::Line,
            _ => Gap::Blank,
        }
    }

    /// Whether the sentence may go on in the next line.
    fn goes_on(&self, text: &str, start: usize, end: usize) -> bool {
        let line = text[..start].rsplit('\n').next().unwrap_or("");
        let next = text[end..].split('\n').next().unwrap_or("");
        if let Some(width) = self.width {
            return is_full(line, next, width) && !opens_item(next);
        }
        let ends = line.trim_end().ends_with(|c: char| ".?!:;…\"”’'»)]".contains(c));
        !ends && next.starts_with(char::is_lowercase) && next.len() > 20 && line.len() > 30
    }
}

/// Whether the next line's first word would not have fitted into this line; a little is allowed for ragged breaks.
fn is_full(line: &str, next: &str, width: usize) -> bool {
    let word = next.trim_start().split(is_blank).next().unwrap_or("");
    line.chars().count() + 1 + word.chars().count() + 3 > width
}

/// Whether a line begins as an item of a list does.
fn opens_item(line: &str) -> bool {
    let mut letters = line.trim_start().chars();
    match letters.next() {
        Some('•' | '*' | '-' | '–' | '—' | '·' | '▪' | '►' | '●') => letters.next() == Some(' '),
        Some(c) if c.is_ascii_digit() => letters.next().is_some_and(|c| c == '.' || c == ')'),
        _ => false,
    }
}
