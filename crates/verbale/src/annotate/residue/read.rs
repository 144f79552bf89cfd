//! The lines of a text as the rules see them: words and signs.

use crate::annotate::words::is_blank;
use crate::document::Span;
use smol_str::{SmolStr, StrExt};

/// Longer lines are paragraphs of the report; only their brackets are looked at.
const LONGEST: usize = 420;

/// A line that is not empty.
pub(super) struct Line<'t> {
    /// Without the white space around it.
    pub span: Span,
    /// Its words and signs; none if it is too long for furniture.
    pub units: Vec<Unit<'t>>,
    /// No empty line stands before it.
    pub follows_directly: bool,
}

/// A word or a sign of a line.
pub(super) struct Unit<'t> {
    pub span: Span,
    pub form: &'t str,
    pub lower: SmolStr,
    /// A sign between words, which a pattern need not mention.
    pub sign: bool,
}

impl<'t> Line<'t> {
    /// The last bracket of the line, if the line ends with it, as a line of its own.
    pub fn bracket(&self, text: &'t str) -> Option<Line<'t>> {
        let words = self.span.of(text);
        let inner = words
            .strip_suffix(')')
            .or_else(|| words.strip_suffix(")."))
            .or_else(|| words.strip_suffix(']'))?;
        let open = inner.rfind(['(', '['])?;
        let start = self.span.start as usize + open;
        if open == 0 || inner.len() - open > LONGEST {
            return None;
        }
        let span = Span::new(start, self.span.start as usize + inner.len() + 1);
        Some(Line { span, units: read_units(text, span), follows_directly: true })
    }

    /// Short, and without a full stop at its end.
    pub fn is_heading(&self, text: &str) -> bool {
        !ends_in_stop(self.span.of(text)) && (1..=20).contains(&self.units.iter().filter(|u| !u.sign).count())
    }
}

/// Whether a line ends as a sentence does.
pub(super) fn ends_in_stop(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']).ends_with(['.', '?', '!', '…'])
}

/// Cuts a text into lines; empty ones are left out.
pub(super) fn read_lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut follows_directly = false;
    for raw in text.split_inclusive('\n') {
        let bare = raw.trim_matches(is_blank);
        let lead = raw.len() - raw.trim_start_matches(is_blank).len();
        if bare.is_empty() {
            follows_directly = false;
        } else {
            let span = Span::new(start + lead, start + lead + bare.len());
            let units = if bare.len() > LONGEST { Vec::new() } else { read_units(text, span) };
            lines.push(Line { span, units, follows_directly });
            follows_directly = true;
        }
        start += raw.len();
    }
    lines
}

fn read_units(text: &str, span: Span) -> Vec<Unit<'_>> {
    let line = span.of(text);
    let mut units = Vec::new();
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let length = if is_word(c) { word_length(&line[at..]) } else { c.len_utf8() };
        if !is_blank(c) {
            let form = &line[at..at + length];
            let start = span.start as usize + at;
            let span = Span::new(start, start + length);
            units.push(Unit { span, form, lower: form.to_lowercase_smolstr(), sign: is_separator(c) });
        }
        at += length;
    }
    units
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '@' | '#' | '\u{300}'..='\u{36f}')
}

/// Signs that part words and say nothing; © and currency signs are no such signs.
fn is_separator(c: char) -> bool {
    !is_word(c) && !matches!(c, '©' | '$' | '€' | '£' | '%' | '█')
}

/// Letters and digits with the marks inside them; a new word starts at a capital behind a small letter, for
/// extraction often loses the space before "Image:".
fn word_length(rest: &str) -> usize {
    let mut end = 0;
    let mut before = ' ';
    let mut letters = rest.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map_or(' ', |(_, n)| *n);
        let inner = matches!(c, '\'' | '’' | '-' | '.' | ':' | ',' | '_' | '@')
            && next.is_alphanumeric()
            && (!matches!(c, ',' | ':') || (before.is_ascii_digit() && next.is_ascii_digit()));
        let lost_space = at > 0 && rest[at..].starts_with("Image:") && before.is_lowercase();
        if !(is_word(c) || inner) || lost_space || (c == '.' && rest[at + 1..].starts_with("Image:")) {
            break;
        }
        before = c;
        end = at + c.len_utf8();
    }
    end
}
