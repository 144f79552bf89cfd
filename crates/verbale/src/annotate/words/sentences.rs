//! Where sentences end.

use super::Piece;
use super::layout::Gap;
use crate::lexicon::{Ends, Words};

/// One past the last word of each sentence.
pub(super) fn find_ends(text: &str, pieces: &[Piece], words: &Words) -> Vec<usize> {
    let mut judge = Judge { text, pieces, words, casual: false };
    let mut ends = Vec::new();
    let mut first = 0;
    for next in 1..=pieces.len() {
        if pieces[next - 1].before >= Gap::Line {
            judge.casual = judge.opening_word(next - 1).starts_with(char::is_lowercase);
        }
        let cut = next == pieces.len() || pieces[next].before >= Gap::Line || judge.ends_before(first, next);
        if cut {
            cut_overlong(&judge, first, next, &mut ends);
            ends.push(next);
            first = next;
        }
    }
    ends
}

/// A longer run of words without an end is a list or a table: it is cut, so that neither time nor memory grow with its
/// square. No sentence of the treebanks is nearly as long.
const LONGEST: usize = 240;

/// Cuts an overlong run at its marks, if it has some.
fn cut_overlong(judge: &Judge<'_>, mut first: usize, end: usize, ends: &mut Vec<usize>) {
    while end - first > LONGEST {
        let is_mark = |at: &usize| matches!(judge.form(at - 1), "," | ";" | ":" | "|" | "•" | "–" | "—");
        let can_end = |at: &usize| !judge.pieces[*at].glued;
        let late = first + LONGEST / 2..=first + LONGEST;
        let at = late.clone().rev().filter(can_end).find(is_mark).or_else(|| late.rev().find(can_end));
        first = at.unwrap_or(first + LONGEST);
        ends.push(first);
    }
}

struct Judge<'t> {
    text: &'t str,
    pieces: &'t [Piece],
    words: &'t Words,
    /// The paragraph began with a small letter, so its sentences may, too.
    casual: bool,
}

impl<'t> Judge<'t> {
    fn form(&self, at: usize) -> &'t str {
        self.pieces.get(at).map_or("", |p| p.of(self.text))
    }

    /// Whether the sentence that starts at `first` ends before word `next`.
    fn ends_before(&self, first: usize, next: usize) -> bool {
        if is_address(self.form(next - 1)) && self.address_ends(next) {
            return true;
        }
        let apart = self.pieces[next].before != Gap::None;
        if apart && (is_divider(self.form(next - 1)) || is_divider(self.form(next))) || self.stamp_ends(next)
        {
            return true;
        }
        if self.next_item_opens(first, next) {
            return true;
        }
        let Some(stop) = self.stop_before(first, next) else { return false };
        let quoted = (stop + 1..next).any(|i| is_quote(self.form(i)));
        if is_full_width(self.form(stop)) {
            return !is_closer(self.form(next)); // scripts that set no space behind a stop
        }
        if self.pieces[next].before == Gap::None && !self.space_was_lost(next) {
            return false;
        }
        if is_closer(self.form(next)) && self.closes(next) {
            return false;
        }
        if self.note_end(next).is_some() {
            return false;
        }
        let form = self.form(stop);
        if form.len() > 1 && form.ends_with('.') && !form.starts_with('.') {
            return self.abbreviation_ends(form, next);
        }
        if form == "." && self.is_item_number(first, stop) {
            return false;
        }
        let strong = matches!(form, "." | "।" | "॥" | "۔");
        let opening = self.opening_word(next);
        if opening.starts_with([',', ';', ':', ')', ']', '/', '.', '?', '!']) {
            return false;
        }
        if opening.starts_with(char::is_lowercase) && !is_address(opening) {
            return self.small_letter_opens(form, next, quoted);
        }
        if quoted && self.quote_verb_follows(next, strong) {
            return false;
        }
        let pause = form.starts_with("..") || form == "…";
        if pause && !quoted && opening == "I" {
            return false; // a pause rather than an end: "Well ... I doubt it."
        }
        strong || opening.starts_with(char::is_alphanumeric) || quoted
    }

    /// Whether a sentence may begin with a small letter here.
    fn small_letter_opens(&self, stop: &str, next: usize, quoted: bool) -> bool {
        if quoted || stop.starts_with("..") || stop == "…" || self.form(next) != self.opening_word(next) {
            return false;
        }
        // al-Assad, de Blasio: names that begin so.
        let particle = self.words.is("particle", self.form(next));
        let capital_after = (next + 1..next + 3).any(|i| self.form(i).starts_with(char::is_uppercase));
        let emphatic = stop == "?" || stop.len() > 1 && stop.bytes().all(|b| matches!(b, b'?' | b'!'));
        self.casual
            || particle && capital_after
            || emphatic && !self.quote_verb_follows(next, false)
            || stop == "." && self.plain_word_before(next - 1)
    }

    /// Whether the word before a stop is a common word rather than an abbreviation nobody has listed: "they left. we
    /// stayed", but "the mfg. plant".
    fn plain_word_before(&self, stop: usize) -> bool {
        let word = stop.checked_sub(1).map_or("", |i| self.form(i));
        let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        let listed = self.words.abbreviation(&format!("{word}.")).is_some();
        let common = word.len() >= 4 && word.contains(vowel) || self.words.is("starter", word);
        common && !listed && word.bytes().all(|b| b.is_ascii_lowercase())
    }

    /// A list of links, or a link with a new sentence behind it.
    fn address_ends(&self, next: usize) -> bool {
        let form = self.form(next);
        let mut letters = form.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        is_address(form) || capital && letters.next().is_some_and(char::is_lowercase)
    }

    /// The stamp at the head of a message: 03/27/2001 01:58 PM.
    fn stamp_ends(&self, next: usize) -> bool {
        let has = |at: Option<usize>, sign: char| {
            let form = at.map_or("", |i| self.form(i));
            form.starts_with(|c: char| c.is_ascii_digit()) && form.matches(sign).count() >= 1
        };
        let half = matches!(self.form(next - 1), "AM" | "PM" | "am" | "pm" | "a.m." | "p.m.");
        let time = if half { next.checked_sub(2) } else { Some(next - 1) };
        let date = time.and_then(|t| t.checked_sub(1));
        let full = date.is_some_and(|i| self.form(i).matches('/').count() == 2);
        let capital = self.form(next).starts_with(char::is_uppercase);
        let zone = self.form(next).len() <= 5 && self.form(next).chars().all(char::is_uppercase);
        has(time, ':') && has(date, '/') && full && capital && !zone
    }

    /// A list that was written into one line: "• Rain fell • The mayor left".
    fn next_item_opens(&self, first: usize, next: usize) -> bool {
        let bullet = self.form(next);
        let is_bullet = matches!(bullet, "•" | "▪" | "►" | "●" | "■" | "◦");
        is_bullet && self.form(first) == bullet && self.pieces[next].before != Gap::None
    }

    /// One past a note's number in brackets ("[12]") that begins at `at`.
    fn note_end(&self, at: usize) -> Option<usize> {
        let number = self.form(at + 1);
        let note = self.form(at) == "[" && self.form(at + 2) == "]" && !number.is_empty();
        (note && number.bytes().all(|b| b.is_ascii_digit())).then_some(at + 3)
    }

    /// The stop that closes the words before `next`, behind which only closing marks stand.
    fn stop_before(&self, first: usize, next: usize) -> Option<usize> {
        // More closing marks than this are no punctuation; looking further would make long runs of them slow.
        let first = first.max(next.saturating_sub(12));
        let mut at = next.checked_sub(1)?;
        while at >= first + 3 && self.note_end(at - 2).is_some() {
            at -= 3;
        }
        while at > first && is_closer(self.form(at)) && self.closes(at) {
            at -= 1;
        }
        let form = self.form(at);
        if at == first && form.starts_with(['.', '…']) {
            return None; // "... and then they left": a pause opens the sentence
        }
        let doubted = at > first && matches!(self.form(at - 1), "(" | "[") && form.starts_with(['?', '!']);
        if doubted && at + 1 < next {
            return None; // a doubt in brackets: his uncle (?) came
        }
        let stops = ['.', '?', '!', '…', '।', '॥', '۔', '؟', '。', '？', '！'];
        (form.ends_with(stops) || is_face(form)).then_some(at)
    }

    /// A mark that closes something stands close to the word before it, or ends its paragraph.
    fn closes(&self, at: usize) -> bool {
        let follows =
            self.pieces.get(at + 1).filter(|p| p.before == Gap::None).map_or("", |p| p.of(self.text));
        if self.form(at) == "“" && follows.starts_with(char::is_uppercase) {
            return false; // it opens the next sentence, and the space was lost: they said.“Now.”
        }
        self.pieces[at].before == Gap::None || self.pieces.get(at + 1).is_none_or(|p| p.before >= Gap::Line)
    }

    /// Without a space a sentence begins only behind a lost one ("detected.On Wednesday").
    fn space_was_lost(&self, next: usize) -> bool {
        let before = self.form(next - 1);
        let word = self.form(next.saturating_sub(2));
        let plain = word.chars().count() > 1 && word.ends_with(char::is_lowercase);
        let capital = self.form(next).starts_with(char::is_uppercase);
        // (Reuters).The, in 2019.It
        let closed = is_closer(word)
            || word == "%"
            || word.chars().all(|c| c.is_ascii_digit())
            || self.words.is("unit", word);
        let plain = plain || closed && self.words.is("starter", self.form(next));
        let lost = before == "." && plain && self.form(next).chars().count() > 1;
        let opens = matches!(self.form(next), "“" | "„" | "«") && before == "." && plain;
        let capital = capital || opens && self.form(next + 1).starts_with(char::is_uppercase);
        let lost = lost || opens;
        let pause = before.starts_with("..") && self.form(next) != "I";
        let asked = before.ends_with(['?', '!']) && !before.starts_with('.');
        capital && (lost || pause || before.ends_with(['"', '”'])) || asked && self.opens_with_letter(next)
    }

    fn opens_with_letter(&self, at: usize) -> bool {
        self.form(at).chars().count() > 1 && self.form(at).starts_with(char::is_alphabetic)
    }

    /// The first word from `next` on that is no opening mark.
    fn opening_word(&self, next: usize) -> &'t str {
        (next..next + 3).map(|i| self.form(i)).find(|f| !is_opener(f)).unwrap_or("")
    }

    fn abbreviation_ends(&self, form: &str, next: usize) -> bool {
        let opening = self.opening_word(next);
        let capital = opening.starts_with(char::is_uppercase);
        let shouted = opening.len() > 1 && !opening.contains(char::is_lowercase);
        let starter = capital && !shouted && self.words.is("starter", opening);
        match self.words.abbreviation(form) {
            Some(Ends::Never | Ends::OnlyBeforeNumber) => false,
            Some(Ends::BeforeCapital | Ends::OnlyAfterNumber) => capital,
            Some(Ends::BeforeStarter | Ends::OnlyAfterComma) | None => starter,
        }
    }

    /// "1." at the start of a line numbers an item.
    fn is_item_number(&self, first: usize, stop: usize) -> bool {
        let number = self.form(first);
        stop == first + 1
            && number.len() <= 3
            && number.chars().all(|c| c.is_alphanumeric())
            && (number.len() == 1 || number.bytes().all(|b| b.is_ascii_digit()))
    }

    /// "Why now?" Mr. Hale asked: within a few words, before any stop or comma. If `alone` is set, nothing but a
    /// stop may follow the verb ("We won." Mr. Hale said.): no sentence is that short.
    fn quote_verb_follows(&self, next: usize, alone: bool) -> bool {
        for i in next..(next + 5).min(self.pieces.len()) {
            let form = self.form(i);
            if self.pieces[i].before >= Gap::Line || [",", ".", ":", ";", "\"", "“"].contains(&form) {
                return false;
            }
            if self.words.is("quote_verb", form) {
                return !alone || matches!(self.form(i + 1), "." | ",");
            }
        }
        false
    }
}

/// A mark that may close a quotation or bracket.
fn is_closer(form: &str) -> bool {
    matches!(form, "\"" | "”" | "’" | "'" | "''" | "’’" | "»" | "“" | ")" | "]" | "}" | "›" | "‘" | "``")
}

/// A rule drawn with signs: =====, _____.
fn is_divider(form: &str) -> bool {
    let mut signs = form.chars();
    let Some(sign) = signs.next().filter(|c| "-_=*~#–—".contains(*c)) else { return false };
    form.chars().count() >= 5 && signs.all(|c| c == sign)
}

fn is_full_width(form: &str) -> bool {
    matches!(form, "。" | "？" | "！")
}

fn is_address(form: &str) -> bool {
    form.starts_with("http://") || form.starts_with("https://") || form.starts_with("www.")
}

/// A face or an emoji, which some put in place of a stop.
fn is_face(form: &str) -> bool {
    let mut letters = form.chars();
    let first = letters.next().unwrap_or(' ');
    let typed = matches!(first, ':' | ';' | '=') && letters.next().is_some_and(|c| "()-DPp'".contains(c));
    typed || ('\u{1f300}'..='\u{1faff}').contains(&first)
}

fn is_quote(form: &str) -> bool {
    matches!(form, "\"" | "”" | "’" | "'" | "''" | "’’" | "»" | "“")
}

/// A mark that may open a quotation or bracket.
fn is_opener(form: &str) -> bool {
    matches!(form, "\"" | "“" | "„" | "‘" | "'" | "``" | "''" | "«" | "(" | "[" | "{" | "‹" | "`" | "¿" | "¡")
}
