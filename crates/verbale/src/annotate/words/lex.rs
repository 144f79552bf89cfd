//! Cuts a stretch without white space into words.

use super::Piece;
use super::layout::{Chunk, Gap};
use super::special::{grouped_number_length, special_length};
use crate::lexicon::{Ends, Words};

/// Cuts all chunks.
pub(super) fn cut_chunks(text: &str, chunks: &[Chunk], words: &Words) -> Vec<Piece> {
    let mut lexer =
        Lexer { text, words, pieces: Vec::with_capacity(chunks.len() * 5 / 4), open_quote: false, next: "" };
    for (i, chunk) in chunks.iter().enumerate() {
        let next = chunks.get(i + 1).filter(|n| n.before == Gap::Space);
        lexer.next = next.map_or("", |n| &text[n.start..n.end]);
        lexer.open_quote &= chunk.before < Gap::Blank;
        lexer.cut(chunk);
    }
    lexer.pieces
}

struct Lexer<'t> {
    text: &'t str,
    words: &'t Words,
    pieces: Vec<Piece>,
    /// A single quotation mark has been opened in this paragraph.
    open_quote: bool,
    /// The chunk after this one, "" at the end of a paragraph.
    next: &'t str,
}

const APOSTROPHES: [char; 4] = ['\'', '’', '`', 'ʼ'];

impl<'t> Lexer<'t> {
    fn cut(&mut self, chunk: &Chunk) {
        let rest = &self.text[chunk.start..chunk.end];
        let first = self.pieces.len();
        if rest.bytes().all(|b| b.is_ascii_alphabetic()) {
            self.push_word(chunk.start, chunk.end);
        } else {
            let mut at = chunk.start;
            while at < chunk.end {
                at += self.cut_one(at, chunk);
            }
        }
        if let Some(piece) = self.pieces.get_mut(first) {
            piece.before = chunk.before;
        }
    }

    /// Cuts one token off at `at` and says how long it was.
    fn cut_one(&mut self, at: usize, chunk: &Chunk) -> usize {
        let rest = &self.text[at..chunk.end];
        let before = self.text[chunk.start..at].chars().next_back();
        let opens = !before.is_some_and(char::is_alphanumeric);
        if !opens && before.is_some_and(is_letter) && (rest == ":)" || rest == ":-)" || rest == ":(") {
            self.push(at, chunk.end); // a face with a lost space
            return rest.len();
        }
        if opens {
            let special = special_length(window(rest));
            let kept = if special > 0 { special } else { self.words.kept_at(rest).map_or(0, str::len) };
            if kept > 0 {
                self.push(at, at + kept);
                return kept;
            }
        }
        let Some(c) = rest.chars().next() else { return rest.len().max(1) };
        if is_letter(c) {
            self.cut_word(at, rest)
        } else if c.is_ascii_digit() {
            self.cut_number(at, rest)
        } else {
            self.cut_sign(at, c, rest, before)
        }
    }

    fn push(&mut self, start: usize, end: usize) {
        self.pieces.push(Piece { start, end, glued: false, before: Gap::None });
    }

    /// A word of letters: as far as it goes, with the stop of an abbreviation, then cut at its contractions.
    fn cut_word(&mut self, at: usize, rest: &'t str) -> usize {
        if let Some(length) = self.dotted_length(rest) {
            self.push(at, at + length);
            return length + self.cut_genitive(at + length, &rest[length..]);
        }
        let mut length = self.word_length(rest);
        let word = &rest[..length];
        let after = &rest[length..];
        if after.starts_with('$') && self.words.is("currency", word) {
            self.push(at, at + length + 1);
            return length + 1;
        }
        // Inc.. at the end of a sentence: the abbreviation's stop and the sentence's
        let doubled = after == ".." && self.words.abbreviation(&abbreviated(word)).is_some();
        if after.starts_with('.')
            && (doubled || !after.starts_with("..") && self.takes_stop(word, &after[1..]))
        {
            length += 1;
            self.push(at, at + length);
            return length + self.cut_genitive(at + length, &rest[length..]);
        }
        if after == "-" && self.breaks_off(word) {
            self.push(at, at + length + 1);
            return length + 1;
        }
        self.push_word(at, at + length);
        if word.ends_with(['s', 'S', 'x', 'z']) && !self.open_quote {
            length += self.cut_bare_genitive(at + length, after);
        }
        length
    }

    /// Whether a word before a hyphen is one that the speaker did not finish: "th- the minister".
    fn breaks_off(&self, word: &str) -> bool {
        let vowel = |c: char| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        let again = self.next.get(..word.len()).is_some_and(|n| n.eq_ignore_ascii_case(word));
        let letters = word.chars().count();
        letters == 1 || letters <= 3 && !word.contains(vowel) && word.contains(char::is_lowercase) || again
    }

    /// The genitive of a plural: both sides' demands, the 1990s' end; its length, or 0.
    fn cut_bare_genitive(&mut self, at: usize, after: &str) -> usize {
        let mark = after.chars().next().filter(|c| APOSTROPHES.contains(c) && *c != '`');
        let Some(size) = mark.map(char::len_utf8) else { return 0 };
        if after[size..].starts_with(is_letter) {
            return 0;
        }
        self.pieces.push(Piece { start: at, end: at + size, glued: true, before: Gap::None });
        size
    }

    /// The length of a known abbreviation with stops inside it (Ph.D., S.p.A.).
    fn dotted_length(&self, rest: &str) -> Option<usize> {
        let run = rest.find(|c: char| !is_letter(c) && c != '.').unwrap_or(rest.len());
        let run = &rest[..run];
        let inner = run.trim_end_matches('.').contains('.') && run.ends_with('.');
        (inner && self.words.abbreviation(run).is_some()).then_some(run.len())
    }

    /// The 's behind an abbreviation's stop; its length, or 0.
    fn cut_genitive(&mut self, at: usize, after: &str) -> usize {
        let Some(mark) = after.chars().next().filter(|c| APOSTROPHES.contains(c)) else { return 0 };
        let tail = &after[mark.len_utf8()..];
        if !tail.starts_with(['s', 'S']) || tail[1..].starts_with(is_letter) {
            return 0;
        }
        let end = at + mark.len_utf8() + 1;
        self.pieces.push(Piece { start: at, end, glued: true, before: Gap::None });
        end - at
    }

    /// How far a word goes that starts with a letter.
    fn word_length(&self, rest: &str) -> usize {
        let mut at = 0;
        let mut segment = 0; // where the part since the last inner sign starts
        while let Some(c) = rest[at..].chars().next() {
            let size = c.len_utf8();
            let after = &rest[at + size..];
            if is_letter(c) || c.is_numeric() || c == '_' {
                at += size;
                continue;
            }
            let part = &rest[segment..at];
            let inner = match c {
                '\'' | '’' | 'ʼ' | '`' => after.starts_with(is_letter),
                '.' => joins_at_stop(part, segment > 0, after) || self.is_domain(part, after),
                '&' => joins_at_ampersand(part, after),
                '-' | '\u{2011}' | '–' => self.joins_at_hyphen(&rest[..at], after),
                _ => false,
            };
            if !inner {
                break;
            }
            at += size;
            segment = at;
        }
        at
    }

    /// The end of an address whose capitals would look like a new sentence (Example.Com).
    fn is_domain(&self, part: &str, after: &str) -> bool {
        let end = after.find(|c: char| !is_letter(c)).unwrap_or(after.len());
        part.len() > 2 && self.words.is("domain", &after[..end])
    }

    /// A hyphen stays inside a word only behind a prefix or before a suffix.
    fn joins_at_hyphen(&self, word: &str, after: &str) -> bool {
        if !after.starts_with(char::is_alphanumeric) {
            return false;
        }
        if self.words.is("prefix", word) {
            return true;
        }
        let end = after.find(|c: char| !is_letter(c)).unwrap_or(after.len());
        !after[end..].starts_with('-') && self.words.is("suffix", &after[..end])
    }

    /// Whether the full stop behind a word belongs to it; `after` is the rest of the chunk behind the stop.
    fn takes_stop(&self, word: &str, after: &str) -> bool {
        let follows = if after.is_empty() { self.next } else { after };
        let number_follows = follows.starts_with(|c: char| c.is_ascii_digit());
        let stopped = &*abbreviated(word);
        if let Some(ends) = self.words.abbreviation(stopped) {
            return match ends {
                Ends::OnlyBeforeNumber => number_follows || is_roman(follows),
                Ends::OnlyAfterComma => self.name_and_comma_before(),
                Ends::OnlyAfterNumber => self.number_before() && !follows.starts_with(char::is_uppercase),
                _ => true,
            };
        }
        let mut letters = word.chars();
        let (Some(first), second) = (letters.next(), letters.next()) else { return false };
        if second.is_none() {
            let species = follows.starts_with(char::is_lowercase); // E. coli
            let named = species || self.is_name(follows);
            return first.is_uppercase() && named && (first != 'I' || self.initial_before());
        }
        // letters with a stop each: U.S., p.m., N.A.T.O.
        word.contains('.') && word.split('.').all(|part| part.chars().count() == 1)
    }

    /// Wayne A. I. Hale: among initials an I is one, too.
    fn initial_before(&self) -> bool {
        let form = self.pieces.last().map_or("", |p| p.of(self.text));
        form.ends_with('.') && form.chars().count() == 2
    }

    /// Whether what follows an initial may be a name: a capital, but no word that opens sentences.
    fn is_name(&self, follows: &str) -> bool {
        let word = follows.split(|c: char| !is_letter(c)).next().unwrap_or("");
        let initial = word.chars().count() == 1 && (word != "I" || follows.starts_with("I."));
        follows.starts_with(char::is_uppercase) && (initial || !self.words.is("starter", word))
    }

    /// Boston, Mass.
    fn name_and_comma_before(&self) -> bool {
        let form = |back: usize| self.pieces.iter().rev().nth(back).map_or("", |p| p.of(self.text));
        form(0) == "," && form(1).starts_with(char::is_uppercase)
    }

    fn number_before(&self) -> bool {
        self.pieces.last().is_some_and(|p| p.of(self.text).ends_with(|c: char| c.is_ascii_digit()))
    }

    /// A number with its marks; a unit written with it is left for the next cut.
    fn cut_number(&mut self, at: usize, rest: &'t str) -> usize {
        let grouped = grouped_number_length(rest);
        if grouped > 0 {
            self.push(at, at + grouped);
            return grouped;
        }
        let mut length = digits_length(rest);
        let after = &rest[length..];
        let letters =
            after.find(|c: char| !(is_letter(c) || c.is_ascii_digit() || c == '_')).unwrap_or(after.len());
        if letters > 0 && !self.is_unit(after, letters) {
            length += letters; // 1st, 1960s, 83N
        }
        let decade = rest[..length].ends_with('0') && matches!(length, 2 | 4);
        let mark = rest[length..].chars().next().filter(|c| APOSTROPHES.contains(c));
        if let (true, Some(mark)) = (decade, mark) {
            let tail = &rest[length + mark.len_utf8()..];
            if tail.starts_with(['s', 'S']) && !tail[1..].starts_with(is_letter) {
                length += mark.len_utf8() + 1; // the 1960's
            }
        }
        self.push(at, at + length);
        if rest[..length].ends_with('s') && !self.open_quote {
            return length + self.cut_bare_genitive(at + length, &rest[length..]);
        }
        length + self.cut_genitive(at + length, &rest[length..])
    }

    /// Whether the letters behind a number are a unit: 5km, 3bn, 6a.m.
    fn is_unit(&self, after: &str, letters: usize) -> bool {
        self.words.is("unit", &after[..letters])
            || after.get(..3).is_some_and(|unit| self.words.is("unit", unit) && unit.contains('.'))
    }

    /// Whatever is neither letter nor digit.
    fn cut_sign(&mut self, at: usize, c: char, rest: &'t str, before: Option<char>) -> usize {
        let size = c.len_utf8();
        let after = &rest[size..];
        let digit_follows = after.starts_with(|d: char| d.is_ascii_digit());
        let opens = !before.is_some_and(char::is_alphanumeric);
        let length = match c {
            '.' | '+' if digit_follows && opens => size + digits_length(after),
            '.' | '!' | '?' | '…' => run_length(rest, |d| matches!(d, '.' | '!' | '?' | '…')),
            '-' | '–' | '—' | '*' | '=' | '_' | '~' | '<' | '>' | '|' | '^' | '#' | '+' | '$' | '\\' => {
                run_length(rest, |d| d == c)
            }
            '\'' | '’' | '‘' | '`' => self.apostrophe_length(c, rest, before),
            _ => sign_length(rest),
        };
        self.push(at, at + length);
        length
    }

    /// A quotation mark, two that stand for a double one, or the mark of an elision ('60s).
    fn apostrophe_length(&mut self, c: char, rest: &str, before: Option<char>) -> usize {
        let size = c.len_utf8();
        let after = &rest[size..];
        if after.starts_with(c) {
            return 2 * size;
        }
        let opens = before.is_none_or(|b| "(\"“[—–-".contains(b));
        if opens && c != '‘' && c != '`' {
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let tail = &after[digits..];
            if digits == 2 && (tail.is_empty() || tail.starts_with('s')) {
                return size + digits + usize::from(!tail.is_empty());
            }
            let letters = after.find(|c: char| !is_letter(c)).unwrap_or(after.len());
            if letters > 0 && self.words.is("elision", &after[..letters]) {
                let both = after[..letters].len() == 1 && after[letters..].starts_with(c); // rock 'n' roll
                return size + letters + if both { size } else { 0 };
            }
        }
        self.open_quote = c == '‘' || (opens && !after.is_empty());
        size
    }

    /// Adds a word without its stop, cut at contractions.
    fn push_word(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if let Some(parts) = self.words.contraction(word) {
            let mut at = start;
            for (i, letters) in parts.iter().enumerate() {
                let size =
                    self.text[at..end].chars().take(usize::from(*letters)).map(char::len_utf8).sum::<usize>();
                self.pieces.push(Piece { start: at, end: at + size, glued: i > 0, before: Gap::None });
                at += size;
            }
            return;
        }
        // The endings from last to first: there may be two (I'd've).
        let mut cuts = Vec::new();
        let mut bare = end;
        while let Some(cut) = self.ending_start(&self.text[start..bare]).filter(|_| cuts.len() < 2) {
            cuts.push((start + cut, bare));
            bare = start + cut;
        }
        self.push(start, bare);
        for (start, end) in cuts.into_iter().rev() {
            self.pieces.push(Piece { start, end, glued: true, before: Gap::None });
        }
    }

    /// Where the ending of a contraction starts ('s, n't), if the word has one.
    fn ending_start(&self, word: &str) -> Option<usize> {
        let mark = word.rfind(APOSTROPHES)?;
        let cut = |ending: &&str| {
            let before = ending.find('\'').unwrap_or(0);
            let start = mark.checked_sub(before)?;
            let found = word.get(start..)?;
            let mut letters = found.chars().map(|c| if APOSTROPHES.contains(&c) { '\'' } else { c });
            let same = ending.chars().all(|e| letters.next().is_some_and(|l| l.eq_ignore_ascii_case(&e)));
            (same && letters.next().is_none() && start > 0).then_some(start)
        };
        self.words.endings().iter().find_map(|ending| cut(&ending.as_str()))
    }
}

/// As much of a chunk as an address may fill; without it a long chunk of signs would be searched again and again.
fn window(rest: &str) -> &str {
    const LONGEST: usize = 2000;
    &rest[..rest.floor_char_boundary(LONGEST)]
}

/// Letters, and the marks that combine with them.
fn is_letter(c: char) -> bool {
    // Signs of Indic scripts that are no letters for Unicode stand inside words all the same.
    let indic = matches!(c, '\u{900}'..='\u{dff}') && !matches!(c, '\u{964}' | '\u{965}');
    c.is_alphabetic() || indic || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}')
}

/// Vol. III: a Roman number of two letters or more, or V or X.
fn is_roman(follows: &str) -> bool {
    let word = follows.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    word.bytes().all(|b| b"IVXLC".contains(&b)) && (word.len() > 1 || word == "V" || word == "X")
}

/// A word and its stop, without allocating for short ones.
fn abbreviated(word: &str) -> smol_str::SmolStr {
    let straight = |c: char| if c == '’' { '\'' } else { c };
    word.chars().map(straight).chain(['.']).collect()
}

/// Whether a stop lies inside a word: between single letters (U.S.), or in an address (example.org).
fn joins_at_stop(part: &str, inner: bool, after: &str) -> bool {
    let mut next = after.chars();
    let Some(first) = next.next().filter(|c| c.is_alphanumeric()) else { return false };
    let single = part.chars().count() == 1;
    let single_follows = !next.next().is_some_and(is_letter);
    // U.S.officials, with a lost space
    let word_follows =
        part.chars().all(char::is_uppercase) && after.chars().take_while(|c| c.is_lowercase()).count() >= 3;
    if single && (single_follows || inner && !word_follows) {
        return true;
    }
    // A capital opens a sentence whose space was lost ("violations.On").
    !single && !first.is_uppercase()
}

/// AT&T, P&L: both sides are short.
fn joins_at_ampersand(part: &str, after: &str) -> bool {
    let end = after.find(|c: char| !is_letter(c)).unwrap_or(after.len());
    part.len() <= 4 && (1..=3).contains(&end)
}

/// Digits with the points, commas and colons between them.
fn digits_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(b) = bytes.get(at) {
        let inner = b".,:".contains(b) && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !b.is_ascii_digit() && !inner {
            break;
        }
        at += 1;
    }
    at
}

fn run_length(rest: &str, same: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !same(c)).unwrap_or(rest.len())
}

/// One sign with whatever modifies it: the parts of an emoji, variation selectors, combining marks.
fn sign_length(rest: &str) -> usize {
    let mut length = 0;
    let mut joined = true;
    let is_flag_half = |c: char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    if let (Some(a), Some(b)) = (rest.chars().next(), rest.chars().nth(1))
        && is_flag_half(a)
        && is_flag_half(b)
    {
        return a.len_utf8() + b.len_utf8();
    }
    for c in rest.chars() {
        let modifies = matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{300}'..='\u{36f}' | '\u{20e3}');
        let joiner = c == '\u{200d}';
        if !joined && !modifies && !joiner {
            break;
        }
        joined = joiner;
        length += c.len_utf8();
    }
    length
}
