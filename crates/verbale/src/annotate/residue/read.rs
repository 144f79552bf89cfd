//! The lines of a text as the rules see them: words and signs.

use crate::annotate::words::is_blank;
use crate::document::Span;
use smol_str::{SmolStr, StrExt};

/// Longer lines are paragraphs of the report; only their brackets are looked at.
const LONGEST: usize = 420;

/// The lines of a text, and where its report begins.
pub(super) struct Page<'t> {
    pub text: &'t str,
    pub lines: Vec<Line<'t>>,
    /// The first line that is a sentence of some length.
    first_prose: usize,
    /// An empty line stands between most of its lines, so that it parts nothing.
    spaced: bool,
}

/// Cuts a text into lines and finds its first paragraph.
pub(super) fn read_page(text: &str) -> Page<'_> {
    let lines = read_lines(text);
    let first_prose = lines.iter().position(|l| l.is_prose(text)).unwrap_or(lines.len());
    let direct = lines.iter().skip(1).filter(|l| l.follows_directly).count();
    let spaced = direct * 4 < lines.len();
    Page { text, lines, first_prose, spaced }
}

impl Page<'_> {
    /// Whether a byline or a breadcrumb may stand here.
    pub fn is_top(&self, at: usize) -> bool {
        const LEAST: usize = 6;
        const MOST: usize = 40;
        at < LEAST || (at < MOST && at < self.first_prose && self.first_prose < self.lines.len())
    }

    /// Whether a paragraph of the report stands above.
    pub fn is_body(&self, at: usize) -> bool {
        at > self.first_prose
    }

    /// Whether a line is short, no sentence, and no item of a list in the report.
    pub fn is_loose_title(&self, at: usize) -> bool {
        let line = &self.lines[at];
        line.is_title(self.text) && !line.span.of(self.text).starts_with(['•', '-', '–', '*', '·', '‣', '▪'])
    }

    /// How many lines from here on are titles of other reports, below the heading that says so.
    pub fn count_titles(&self, from: usize) -> usize {
        const MOST: usize = 8;
        let rest = &self.lines[from..];
        let title = |l: &&Line<'_>| l.follows_directly && l.is_heading(self.text);
        let direct = rest.iter().take(MOST).take_while(title).count();
        if direct > 0 || !self.spaced {
            return direct;
        }
        let run = rest.iter().take(MOST).take_while(|l| l.is_title(self.text)).count();
        // The last may be a heading of the report.
        if run > 1 && run < rest.len() { run - 1 } else { run }
    }
}

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
        self.is_title(text) || (!ends_in_stop(self.span.of(text)) && (1..=20).contains(&self.words()))
    }

    /// A sentence of some length.
    pub fn is_prose(&self, text: &str) -> bool {
        self.units.is_empty() || (self.words() >= 7 && ends_in_stop(self.span.of(text)))
    }

    /// Short, and no sentence; it may ask.
    pub fn is_title(&self, text: &str) -> bool {
        let line = self.span.of(text);
        (1..=14).contains(&self.words()) && (!ends_in_stop(line) || line.ends_with('?'))
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        self.units.iter().filter(|u| !u.sign).count()
    }
}

/// Whether a line ends as a sentence does.
pub(super) fn ends_in_stop(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']).ends_with(['.', '?', '!', '…'])
}

/// Cuts a text into lines; empty ones are left out.
fn read_lines(text: &str) -> Vec<Line<'_>> {
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
            units.push(Unit { span, form, lower: lower(form), sign: is_separator(c) });
        }
        at += length;
    }
    units
}

/// In small letters, with the straight apostrophe that the rules have.
fn lower(form: &str) -> SmolStr {
    if form.contains('’') {
        form.replace('’', "'").to_lowercase_smolstr()
    } else {
        form.to_lowercase_smolstr()
    }
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
        let lost_behind_stop = c == '.' && !before.is_uppercase() && starts_a_word(&rest[at + 1..]);
        if !(is_word(c) || inner) || lost_space || lost_behind_stop {
            break;
        }
        before = c;
        end = at + c.len_utf8();
    }
    end
}

/// A capital and a small letter.
fn starts_a_word(rest: &str) -> bool {
    let mut letters = rest.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}
