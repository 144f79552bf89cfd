//! Finds what stands between quotation marks, whatever their style.
//!
//! Paragraphs of one quotation repeat the opening mark and close only the last; a mark that is never closed ends
//! with its paragraph. Apostrophes, feet and inches are no marks.

use crate::document::{Span, Syntax, TokenId};

/// Words between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// With the marks.
    pub outer: Span,
    /// Without them, and without space at either end.
    pub inner: Span,
    /// The quotation in which this one stands.
    pub inside: Option<usize>,
    /// The quotation of the paragraph before that this one goes on from.
    pub goes_on_from: Option<usize>,
}

/// All quotations of a text, in the order of their opening marks.
#[derive(Debug, Default)]
pub struct Quotations {
    /// The quotations.
    pub all: Vec<Quotation>,
    /// For each word, the innermost quotation it stands in.
    of_token: Vec<Option<u32>>,
}

impl Quotations {
    /// Reads the marks of a text, paragraph by paragraph.
    pub fn find(syntax: &Syntax) -> Quotations {
        let paragraphs = paragraphs(syntax);
        let mut all = Vec::new();
        let mut before: Option<(usize, Kind)> = None;
        for span in paragraphs {
            let mut scan = Scan::new(syntax.text, span, all.len());
            scan.run();
            let reopened = before.filter(|(_, kind)| scan.opens_with(*kind));
            let unclosed = scan.finish();
            let first = all.len();
            all.append(&mut scan.found);
            if let (Some((earlier, _)), Some(quotation)) = (reopened, all.get_mut(first)) {
                quotation.goes_on_from = Some(earlier);
            }
            before = unclosed.map(|(at, kind)| (first + at, kind));
        }
        let of_token = cover(&all, syntax.tokens.iter().map(|t| t.span));
        Quotations { all, of_token }
    }

    /// The innermost quotation that a word stands in.
    pub fn around(&self, token: TokenId) -> Option<usize> {
        self.of_token.get(token.index()).copied().flatten().map(|at| at as usize)
    }

    /// Whether a word stands in this quotation, directly or in one inside it.
    pub fn holds(&self, quotation: usize, token: TokenId) -> bool {
        let first = self.around(token);
        std::iter::successors(first, |q| self.all[*q].inside).any(|q| q == quotation)
    }
}

/// For each word, the innermost quotation around it; words and quotations both come in text order.
fn cover(all: &[Quotation], spans: impl Iterator<Item = Span>) -> Vec<Option<u32>> {
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    let mut covered = Vec::new();
    for span in spans {
        while next < all.len() && all[next].inner.start <= span.start {
            open.push(next);
            next += 1;
        }
        while open.last().is_some_and(|q| all[*q].inner.end <= span.start) {
            open.pop();
        }
        covered.push(open.iter().rev().find(|q| all[**q].inner.contains(span)).map(|q| *q as u32));
    }
    covered
}

/// The stretches of text between paragraph breaks.
fn paragraphs(syntax: &Syntax) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for sentence in syntax.sentences {
        match spans.last_mut() {
            Some(last) if !sentence.opens_paragraph => *last = last.join(sentence.span),
            _ => spans.push(sentence.span),
        }
    }
    spans
}

/// Families of marks: one closes only what its own family opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Double,
    Single,
    Guillemet,
    SingleGuillemet,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    kind: Kind,
    mark: char,
    start: usize,
    after: usize,
    /// Where a single mark will be closed; it was looked up because apostrophes look the same.
    close: Option<usize>,
}

struct Scan<'t> {
    text: &'t str,
    span: Span,
    letters: Vec<(usize, char)>,
    stack: Vec<Open>,
    found: Vec<Quotation>,
    /// Index that the first quotation found here will have in the whole list.
    base: usize,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str, span: Span, base: usize) -> Scan<'t> {
        let start = span.start as usize;
        let letters = span.of(text).char_indices().map(|(i, c)| (start + i, c)).collect();
        Scan { text, span, letters, stack: Vec::new(), found: Vec::new(), base }
    }

    fn run(&mut self) {
        let mut at = 0;
        while at < self.letters.len() {
            at += self.step(at);
        }
    }

    /// Reads the mark at a place, if it is one, and tells how many letters it has.
    fn step(&mut self, at: usize) -> usize {
        let c = self.letters[at].1;
        let pair = self.letters.get(at + 1).is_some_and(|(_, next)| *next == c);
        match c {
            '`' | '\'' if pair => {
                self.straight(at, 2);
                return 2;
            }
            '"' | '＂' | '″' => self.straight(at, 1),
            '„' | '‟' => self.open(at, 1, Kind::Double, None),
            '“' => self.left_double(at),
            '”' => self.right_double(at),
            '«' => self.guillemet(at, Kind::Guillemet, '»'),
            '»' => self.guillemet(at, Kind::Guillemet, '«'),
            '‹' => self.guillemet(at, Kind::SingleGuillemet, '›'),
            '›' => self.guillemet(at, Kind::SingleGuillemet, '‹'),
            '‘' | '‚' | '‛' | '’' | '\'' | '`' => self.single(at),
            _ => {}
        }
        1
    }

    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).map(|i| self.letters[i].1)
    }

    fn after(&self, at: usize, width: usize) -> Option<char> {
        self.letters.get(at + width).map(|l| l.1)
    }

    /// Something may begin here: start, space, bracket, dash or another opening mark before; no space after.
    fn may_open(&self, at: usize, width: usize) -> bool {
        let free = self.before(at).is_none_or(|c| !c.is_alphanumeric() && !CLOSERS.contains(c));
        free && self.after(at, width).is_some_and(|c| !c.is_whitespace())
    }

    /// Something may end here: no space before, no letter after.
    fn may_close(&self, at: usize, width: usize) -> bool {
        let ended = self.after(at, width).is_none_or(|c| !c.is_alphanumeric());
        ended && self.before(at).is_some_and(|c| !c.is_whitespace())
    }

    fn is_open(&self, kind: Kind) -> Option<&Open> {
        self.stack.iter().rev().find(|o| o.kind == kind)
    }

    fn straight(&mut self, at: usize, width: usize) {
        let open = self.is_open(Kind::Double).copied();
        let inches = open.is_none() && self.before(at).is_some_and(|c| c.is_ascii_digit());
        match open {
            // Both may be true after a dash or a bracket; what is open is closed first.
            Some(_) if self.may_close(at, width) || !self.may_open(at, width) => {
                self.close(at, width, Kind::Double);
            }
            // The earlier mark was never closed and another quotation begins: the earlier one is given up.
            Some(earlier) => {
                self.stack.retain(|o| o.start != earlier.start);
                self.open(at, width, Kind::Double, None);
            }
            None if self.may_open(at, width) && !inches => self.open(at, width, Kind::Double, None),
            None => {}
        }
    }

    fn left_double(&mut self, at: usize) {
        match self.is_open(Kind::Double).map(|o| o.mark) {
            Some('„') => self.close(at, 1, Kind::Double),
            Some('“') if self.may_close(at, 1) => self.close(at, 1, Kind::Double),
            Some('“') if self.is_open(Kind::Single).is_none() => {
                self.stack.retain(|o| o.kind != Kind::Double);
                self.open(at, 1, Kind::Double, None);
            }
            _ if self.after(at, 1).is_some_and(|c| !c.is_whitespace()) => {
                self.open(at, 1, Kind::Double, None);
            }
            _ => {}
        }
    }

    fn right_double(&mut self, at: usize) {
        if self.is_open(Kind::Double).is_some() {
            self.close(at, 1, Kind::Double);
        } else if self.may_open(at, 1) {
            self.open(at, 1, Kind::Double, None);
        }
    }

    fn guillemet(&mut self, at: usize, kind: Kind, partner: char) {
        if self.is_open(kind).is_some_and(|o| o.mark == partner) {
            self.close(at, 1, kind);
        } else {
            self.open(at, 1, kind, None);
        }
    }

    fn single(&mut self, at: usize) {
        let here = self.letters[at].0;
        if self.stack.iter().any(|o| o.close == Some(here)) {
            self.close(at, 1, Kind::Single);
            return;
        }
        if self.is_open(Kind::Single).is_some() || !self.may_open(at, 1) {
            return;
        }
        let opens = self.after(at, 1).is_some_and(|c| c.is_alphabetic() || "“\"[(".contains(c));
        let Some(close) = opens.then(|| self.find_single_close(at)).flatten() else { return };
        self.open(at, 1, Kind::Single, Some(close));
    }

    /// The mark that closes a single one. A genitive ("the workers' rights") looks the same; it is taken only if
    /// nothing better follows.
    fn find_single_close(&self, open: usize) -> Option<usize> {
        let in_double = self.is_open(Kind::Double).is_some();
        let mut genitive = None;
        for at in open + 2..self.letters.len().min(open + LONGEST_SINGLE) {
            let c = self.letters[at].1;
            if in_double && "\"”“".contains(c) {
                break;
            }
            if !"'’".contains(c) || !self.may_close(at, 1) {
                continue;
            }
            let before = self.before(at)?;
            let spaced = self.after(at, 1).is_some_and(|c| c.is_whitespace());
            if before == 's' && spaced {
                genitive = genitive.or(Some(self.letters[at].0));
            } else {
                return Some(self.letters[at].0);
            }
        }
        genitive
    }

    fn open(&mut self, at: usize, width: usize, kind: Kind, close: Option<usize>) {
        let (start, mark) = self.letters[at];
        let after = self.letters.get(at + width).map_or(self.span.end as usize, |l| l.0);
        self.stack.push(Open { kind, mark, start, after, close });
    }

    fn close(&mut self, at: usize, width: usize, kind: Kind) {
        let Some(depth) = self.stack.iter().rposition(|o| o.kind == kind) else { return };
        let open = self.stack[depth];
        self.stack.truncate(depth);
        let inner_end = self.letters[at].0;
        let outer_end = self.letters.get(at + width).map_or(self.span.end as usize, |l| l.0);
        self.keep(open, inner_end, outer_end);
    }

    fn keep(&mut self, open: Open, inner_end: usize, outer_end: usize) {
        let Some(words) = self.text.get(open.after..inner_end) else { return };
        let trimmed = words.trim();
        // "rock 'n' roll" quotes nothing.
        let least = if open.kind == Kind::Single { 2 } else { 1 };
        if trimmed.chars().filter(|c| c.is_alphanumeric()).count() < least {
            return;
        }
        let start = open.after + (words.len() - words.trim_start().len());
        self.found.push(Quotation {
            outer: Span::new(open.start, outer_end),
            inner: Span::new(start, start + trimmed.len()),
            inside: None,
            goes_on_from: None,
        });
    }

    /// Whether the paragraph begins with an opening mark of this family.
    fn opens_with(&self, kind: Kind) -> bool {
        let first = self.letters.first().map(|l| l.0);
        let quotations = self.found.iter().map(|q| q.outer.start as usize);
        quotations.chain(self.stack.iter().map(|o| o.start)).any(|start| Some(start) == first)
            && kind != Kind::Single
    }

    /// Ends what is still open, sorts, nests, and tells which quotation was never closed.
    fn finish(&mut self) -> Option<(usize, Kind)> {
        let end = self.span.end as usize;
        let unclosed = self.stack.first().copied().filter(|o| o.kind != Kind::Single);
        if let Some(open) = unclosed {
            self.keep(open, end, end);
        }
        self.stack.clear();
        self.found.sort_by_key(|q| (q.outer.start, std::cmp::Reverse(q.outer.end)));
        let mut around: Vec<usize> = Vec::new();
        for i in 0..self.found.len() {
            let outer = self.found[i].outer;
            while around.last().is_some_and(|p| !self.found[*p].inner.contains(outer)) {
                around.pop();
            }
            self.found[i].inside = around.last().map(|p| self.base + p);
            around.push(i);
        }
        let start = unclosed?;
        let at = self.found.iter().position(|q| q.outer.start as usize == start.start)?;
        Some((at, start.kind))
    }
}

/// Nobody is quoted in single marks for longer, in letters.
const LONGEST_SINGLE: usize = 4000;

const CLOSERS: &str = ".,;!?…%”’»";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Sentence, SentenceId};

    /// The quotations of a text, `>` before one that stands inside another, `…` before one that goes on.
    fn read(text: &str) -> Vec<String> {
        let mut sentences = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            let none = TokenId(0);
            sentences.push(Sentence { span, first: none, end: none, opens_paragraph: true });
            at += line.len();
        }
        assert!(SentenceId::at(sentences.len()).index() > 0);
        let syntax = Syntax::new(text, &sentences, &[]);
        let quotations = Quotations::find(&syntax);
        let shown = |q: &Quotation| {
            let nested = if q.inside.is_some() { ">" } else { "" };
            let on = if q.goes_on_from.is_some() { "…" } else { "" };
            format!("{nested}{on}{}", q.inner.of(text))
        };
        quotations.all.iter().map(shown).collect()
    }

    #[test]
    fn every_style_of_mark_is_read() {
        assert_eq!(read("\"We won,\" Lee said."), ["We won,"]);
        assert_eq!(read("“We won,” Lee said."), ["We won,"]);
        assert_eq!(read("„Wir kommen“, he said."), ["Wir kommen"]);
        assert_eq!(read("„Jedziemy”, he said."), ["Jedziemy"]);
        assert_eq!(read("« Nous venons », he said."), ["Nous venons"]);
        assert_eq!(read("»Vi kommer«, he said."), ["Vi kommer"]);
        assert_eq!(read("”Vi kommer”, he said."), ["Vi kommer"]);
        assert_eq!(read("‘We won,’ Lee said."), ["We won,"]);
        assert_eq!(read("'We won,' Lee said."), ["We won,"]);
        assert_eq!(read("``We won,'' Lee said."), ["We won,"]);
        assert_eq!(read("“We won“, Lee said."), ["We won"]);
    }

    #[test]
    fn an_apostrophe_is_no_mark() {
        assert_eq!(read("The workers' rights weren't Lee's concern in the '90s."), [""; 0]);
        assert_eq!(read("The bridge is 6'2\" high, it's said."), [""; 0]);
        assert_eq!(read("'The workers' rights aren't safe,' he said."), ["The workers' rights aren't safe,"]);
        assert_eq!(read("Rock 'n' roll isn't dead."), [""; 0]);
    }

    #[test]
    fn a_quotation_may_hold_another() {
        assert_eq!(
            read("“He told me, ‘Don’t go,’ and left,” she said."),
            ["He told me, ‘Don’t go,’ and left,", ">Don’t go,"]
        );
        assert_eq!(read("'They shouted \"out\" at us,' she said."), ["They shouted \"out\" at us,", ">out"]);
    }

    #[test]
    fn a_quotation_of_several_paragraphs_repeats_its_opening_mark() {
        let text = "\"We waited, Lee said.\n\"Then we left.\n\"We are safe.\" She wept.";
        assert_eq!(read(text), ["We waited, Lee said.", "…Then we left.", "…We are safe."]);
    }

    #[test]
    fn an_unclosed_mark_ends_with_its_paragraph() {
        assert_eq!(read("Lee said: \"We won.\nThe crowd left."), ["We won."]);
    }

    #[test]
    fn a_mark_that_was_forgotten_does_not_swallow_the_next_quotation() {
        assert_eq!(read("The \"old town burned. \"We fled,\" Lee said."), ["We fled,"]);
    }

    #[test]
    fn odd_text_does_no_harm() {
        for text in ["\"", "“”", "''", "' '", "»«»", "“„‘’”", "\"\"\"", "é\"é’é“", "‘‘‘", "'a"]
        {
            for quotation in read(text) {
                assert!(!quotation.is_empty());
            }
        }
    }
}
