//! What stands before a sentence and is no part of it: the dateline of a report, "NAIROBI, 14 March 2024 (Invented Press) —", and
//! the label of a speaker in an interview, "((Ana Costa))".

use super::times::find_full_days;
use crate::document::{Residue, ResidueReason, Span, Syntax, Token};
use crate::lexicon::Lexicon;
use jiff::civil::Date;

/// A dateline stands in no more words than this.
const LONGEST: usize = 16;

/// Nor deeper in the text than this: the headline may come first.
const SENTENCES: usize = 3;

/// A line of the page that gives only a day is that of publication if no more lines stand above it.
const LINES_ABOVE: usize = 8;

/// How many words of a sentence are its dateline, the closing dash or colon included; 0 for most sentences.
///
/// It ends in a dash, holds only names, numbers and marks, and shows itself by capitals, an agency in brackets or a
/// number: "KYIV (Reuters) -", "Brussels, 9 November 2023 —". Before a colon it is all capitals, or a place and a date:
/// "HYDERABAD:", "Kampala, July 10, 2023:".
pub fn dateline_length(text: &str, words: &[Token]) -> usize {
    let form = |i: usize| words[i].span.of(text);
    let is_dash = |i: usize| matches!(form(i), "-" | "--" | "–" | "—");
    let stands_apart = |i: usize| {
        let span = words[i].span;
        let after = text[span.end as usize..].starts_with(char::is_whitespace);
        after && text[..span.start as usize].ends_with(char::is_whitespace)
    };
    let ends = |i: &usize| is_dash(*i) && (form(*i) != "-" || stands_apart(*i)) || form(*i) == ":";
    let Some(end) = (0..words.len().min(LONGEST)).find(ends) else { return 0 };
    if end == 0 || end + 1 == words.len() {
        return 0;
    }
    let fits = |i: usize| form(i).chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphabetic());
    let capitals = |i: usize| form(i).chars().count() > 2 && form(i).chars().all(char::is_uppercase);
    let is_number = |f: &str| f.starts_with(|c: char| c.is_ascii_digit());
    let shown = if form(end) == ":" {
        // A label with a number, "Article 5:", is no dateline: the date stands behind a comma, and the year in full.
        let year = |i: usize| form(i).len() == 4 && form(i).bytes().all(|b| b.is_ascii_digit());
        let dated = (0..end).any(|i| form(i) == ",") && (0..end).any(year);
        dated || (0..end).all(|i| capitals(i) || !form(i).starts_with(char::is_alphabetic))
    } else {
        capitals(0) || (0..end).any(|i| form(i) == "(" || is_number(form(i)))
    };
    let named = form(0).starts_with(char::is_uppercase);
    if named && shown && (0..end).all(fits) { end + 1 } else { 0 }
}

/// How many words at the beginning of a sentence are no part of it: its dateline, or the label of a speaker in an interview,
/// "((Ana Costa))".
pub fn opening_length(text: &str, words: &[Token]) -> usize {
    let is = |i: usize, mark: &str| words.get(i).is_some_and(|w| w.span.of(text) == mark);
    if !(is(0, "(") && is(1, "(")) {
        return dateline_length(text, words);
    }
    let closes = |i: &usize| is(*i, ")") && is(i + 1, ")");
    let Some(end) = (2..words.len().min(LONGEST)).find(closes).map(|i| i + 2) else { return 0 };
    let end = if is(end, ":") { end + 1 } else { end };
    if end < words.len() { end } else { 0 }
}

/// The day that the text itself gives as that of its publication, year and all, where nobody has told it: in the dateline, else
/// on a line by itself at the top, else in the page's "Published 5 March 2024". A day without its year stays what it is.
pub fn find_dateline_day(syntax: &Syntax, residue: &[Residue], lexicon: &Lexicon) -> Option<Date> {
    day_of_dateline(syntax, lexicon)
        .or_else(|| day_of_line(syntax, lexicon))
        .or_else(|| day_of_page(syntax.text, residue, lexicon))
}

fn day_of_dateline(syntax: &Syntax, lexicon: &Lexicon) -> Option<Date> {
    syntax.sentences.iter().take(SENTENCES).find_map(|sentence| {
        let words = &syntax.tokens[sentence.first.index()..sentence.end.index()];
        let n = dateline_length(syntax.text, words);
        let last = n.checked_sub(1)?;
        let days = find_full_days(syntax.text, words[0].span.join(words[last].span), lexicon);
        days.first().map(|(_, day)| *day)
    })
}

/// A sentence that is nothing but a date.
fn day_of_line(syntax: &Syntax, lexicon: &Lexicon) -> Option<Date> {
    syntax.sentences.iter().take(SENTENCES).find_map(|sentence| {
        let days = find_full_days(syntax.text, sentence.span, lexicon);
        let (span, day) = days.first()?;
        let around = sentence.span.of(syntax.text).len() - span.of(syntax.text).len();
        (around <= 2).then_some(*day)
    })
}

/// The earliest of what the page says of its publication and later changes.
fn day_of_page(text: &str, residue: &[Residue], lexicon: &Lexicon) -> Option<Date> {
    let lines_above = |at: u32| text[..at as usize].lines().filter(|l| !l.trim().is_empty()).count();
    let tells = |r: &&Residue| match r.reason {
        ResidueReason::Live => true,
        ResidueReason::Byline | ResidueReason::Other => lines_above(r.span.start) <= LINES_ABOVE,
        _ => false,
    };
    let days = |r: &Residue| -> Vec<(Span, Date)> { find_full_days(text, r.span, lexicon) };
    residue.iter().filter(tells).flat_map(days).map(|(_, day)| day).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_of_a_speaker_is_read_by_itself() {
        let doc = english().annotate("((Ana Costa)) Yes, the wells were tested twice.");
        let tested = doc.tokens.iter().position(|t| doc.slice(t.span) == "tested").expect("it is there");
        assert!(doc.tokens[tested].head.is_none());
        let costa = doc.tokens.iter().find(|t| doc.slice(t.span) == "Ana").expect("it is there");
        assert_eq!(costa.deprel, crate::document::Deprel::Parataxis);
    }
    use crate::{date, english};

    fn cut(text: &str) -> usize {
        let doc = english().annotate(text);
        dateline_length(&doc.text, &doc.tokens)
    }

    #[test]
    fn a_dateline_is_cut_off_and_other_dashes_are_not() {
        assert_eq!(cut("NAIROBI, 14 March 2024 (Invented Press) — Kenya said so."), 10);
        assert_eq!(cut("Brussels, 9 November 2023 – The Union met."), 6);
        assert_eq!(cut("The army - which had left - came back."), 0);
        assert_eq!(cut("Jean-Yves met Ana."), 0);
        assert_eq!(cut("NATO-led troops left."), 0);
    }

    #[test]
    fn a_colon_ends_a_dateline_of_capitals_or_of_place_and_date() {
        assert_eq!(cut("HYDERABAD: Police arrested thirty teachers."), 2);
        assert_eq!(cut("Kampala, July 10, 2023: Students marched."), 7);
        assert_eq!(cut("Article 5: The parties agree."), 0);
        assert_eq!(cut("The minister said: No."), 0);
    }

    #[test]
    fn the_page_tells_when_it_was_published() {
        let day = |text: &str| english().annotate(text).about.published;
        let text = "Kenya praised Uganda on Tuesday.\nFirst Published: Mar 14, 2024 18:41 IST";
        assert_eq!(day(text), Some(date(2024, 3, 14)));
        let text = "By Mara Lind\nMarch 14, 2024 at 6:14 p.m. EDT\nKenya praised Uganda on Tuesday.";
        assert_eq!(day(text), Some(date(2024, 3, 14)));
        let text = "Envoys meet in Nairobi\n14 March 2024\nKenya praised Uganda on Tuesday.";
        assert_eq!(day(text), Some(date(2024, 3, 14)));
        let text = "Published 14 March 2024\nUpdated 16 March 2024\nKenya praised Uganda on Tuesday.";
        assert_eq!(day(text), Some(date(2024, 3, 14)));
        // a day of the report itself, and one without its year
        assert_eq!(day("Kenya praised Uganda on 14 March 2024."), None);
        assert_eq!(day("NAIROBI, March 14 (Invented Press) - Kenya praised Uganda on Tuesday."), None);
    }

    #[test]
    fn a_full_date_in_the_dateline_is_the_day_of_publication() {
        let text = "Envoys meet in Nairobi\n\nNAIROBI, 14 March 2024 (Invented Press) — Kenya praised Uganda on Tuesday.";
        let doc = english().annotate(text);
        assert_eq!(doc.about.published, Some(date(2024, 3, 14)));
        let tuesday = doc.times.iter().find(|t| doc.slice(t.span).contains("Tuesday")).unwrap();
        assert_eq!(tuesday.start, Some(date(2024, 3, 12)));
        let given = english().published(date(2024, 3, 20)).annotate(text);
        assert_eq!(given.about.published, Some(date(2024, 3, 20)));
        let without = english().annotate("NAIROBI (Invented Press) — Kenya praised Uganda.");
        assert_eq!(without.about.published, None);
    }
}
