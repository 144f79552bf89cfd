//! What stands before a sentence and is no part of it: the dateline of a report, "NAIROBI, 14 March 2024 (Invented Press) —", and
//! the label of a speaker in an interview, "((Ana Costa))".

use super::times::find_times;
use crate::document::{Precision, Syntax, Token};
use crate::lexicon::Lexicon;
use jiff::civil::Date;

/// A dateline stands in no more words than this.
const LONGEST: usize = 16;

/// Nor deeper in the text than this: the headline may come first.
const SENTENCES: usize = 3;

/// How many words of a sentence are its dateline, the closing dash included; 0 for most sentences.
///
/// It ends in a dash, holds only names, numbers and marks, and shows itself by capitals, an agency in brackets or a
/// number: "KYIV (Reuters) -", "Brussels, 9 November 2023 —".
pub fn dateline_length(text: &str, words: &[Token]) -> usize {
    let form = |i: usize| words[i].span.of(text);
    let is_dash = |i: usize| matches!(form(i), "-" | "--" | "–" | "—");
    let stands_apart = |i: usize| {
        let span = words[i].span;
        let after = text[span.end as usize..].starts_with(char::is_whitespace);
        after && text[..span.start as usize].ends_with(char::is_whitespace)
    };
    let found = (0..words.len().min(LONGEST)).find(|i| is_dash(*i));
    let Some(dash) = found.filter(|i| form(*i) != "-" || stands_apart(*i)) else { return 0 };
    if dash == 0 || dash + 1 == words.len() {
        return 0;
    }
    let fits = |i: usize| form(i).chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphabetic());
    let capitals = form(0).chars().count() > 2 && form(0).chars().all(char::is_uppercase);
    let is_number = |f: &str| f.starts_with(|c: char| c.is_ascii_digit());
    let shown = capitals || (0..dash).any(|i| form(i) == "(" || is_number(form(i)));
    let named = form(0).starts_with(char::is_uppercase);
    if named && shown && (0..dash).all(fits) { dash + 1 } else { 0 }
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

/// The day that the dateline tells in full, year and all: where nobody has given the day of publication, this is it.
pub fn find_dateline_day(syntax: &Syntax, lexicon: &Lexicon) -> Option<Date> {
    for sentence in syntax.sentences.iter().take(SENTENCES) {
        let words = &syntax.tokens[sentence.first.index()..sentence.end.index()];
        let n = dateline_length(syntax.text, words);
        if n == 0 {
            continue;
        }
        let span = words[0].span.join(words[n - 1].span);
        let times = find_times(syntax, None, lexicon);
        let day =
            times.iter().find(|t| span.contains(t.span) && t.precision == Precision::Day && t.start == t.end);
        return day.and_then(|t| t.start);
    }
    None
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
