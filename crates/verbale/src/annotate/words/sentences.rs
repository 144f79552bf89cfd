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
            ends.push(next);
            first = next;
        }
    }
    ends
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
        if is_address(self.form(next - 1)) && is_address(self.form(next)) {
            return true; // a list of links
        }
        let Some(stop) = self.stop_before(first, next) else { return false };
        let quoted = (stop + 1..next).any(|i| is_quote(self.form(i)));
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
        let strong = form == "." || form == "。";
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
        self.casual || particle && capital_after || stop == "?" && !self.quote_verb_follows(next, false)
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
        (form.ends_with(['.', '?', '!', '…', '。']) || is_face(form)).then_some(at)
    }

    /// A mark that closes something stands close to the word before it, or ends its paragraph.
    fn closes(&self, at: usize) -> bool {
        self.pieces[at].before == Gap::None || self.pieces.get(at + 1).is_none_or(|p| p.before >= Gap::Line)
    }

    /// Without a space a sentence begins only behind a lost one ("detected.On Wednesday").
    fn space_was_lost(&self, next: usize) -> bool {
        let before = self.form(next - 1);
        let word = self.form(next.saturating_sub(2));
        let plain = word.chars().count() > 1 && word.ends_with(char::is_lowercase);
        let capital = self.form(next).starts_with(char::is_uppercase);
        let lost = before == "." && plain && self.form(next).chars().count() > 1;
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
            Some(Ends::BeforeStarter) | None => starter,
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
    matches!(form, "\"" | "“" | "„" | "‘" | "'" | "``" | "''" | "«" | "(" | "[" | "{" | "‹" | "`")
}
