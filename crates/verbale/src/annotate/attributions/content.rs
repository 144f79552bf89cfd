//! The words of a content: trimmed, cut into pieces, and whether they are quoted.

use super::draft::Reading;
use crate::document::{Deprel, Span, Style, TokenId, Upos};

impl Reading<'_> {
    /// The words of a clause or phrase, without what only introduces it.
    pub fn clause(&self, head: TokenId) -> Vec<TokenId> {
        self.clause_without(head, &[])
    }

    /// The same, without the words under some others.
    pub fn clause_without(&self, head: TokenId, without: &[TokenId]) -> Vec<TokenId> {
        let mut words = self.subtree_without(head, without);
        self.trim(&mut words);
        words
    }

    /// The words from the first of one phrase to the last of another.
    pub fn stretch(&self, first: &[TokenId], last: &[TokenId]) -> Vec<TokenId> {
        let mut words: Vec<TokenId> = first.iter().chain(last).copied().collect();
        words.sort_unstable();
        words.dedup();
        self.trim(&mut words);
        words
    }

    /// Takes away punctuation at both ends and the complementiser "that" at the beginning.
    pub fn trim(&self, words: &mut Vec<TokenId>) {
        while words.last().is_some_and(|w| self.is_edge(*w)) {
            words.pop();
        }
        let mut first = 0;
        while first < words.len() && (self.is_edge(words[first]) || self.is_that(words[first])) {
            first += 1;
        }
        words.drain(..first);
    }

    /// Punctuation that does not belong to a content when it stands at its edge. A question mark does.
    fn is_edge(&self, word: TokenId) -> bool {
        let form = self.syntax.form(word);
        !self.is_word(word) && !form.contains(['!', '?', '…', ')', ']', '%', '$', '€', '£', '#', '@'])
    }

    fn is_that(&self, word: TokenId) -> bool {
        let pronoun = self.syntax.upos(word) == Upos::Pron && self.syntax.deprel(word) != Deprel::Mark;
        let before_noun = self.syntax.deprel(word) == Deprel::Det && self.syntax.form(word) != "that";
        self.syntax.form(word).eq_ignore_ascii_case("that")
            && !pronoun
            && !before_noun
            && !self.is_word_first(word)
    }

    /// The word begins its sentence or stands behind punctuation: "that" is then no complementiser.
    fn is_word_first(&self, word: TokenId) -> bool {
        let before = word.0.checked_sub(1).map(TokenId);
        before.is_none_or(|b| !self.is_word(b) && self.syntax.deprel(word) != Deprel::Mark)
    }

    /// The pieces of a content: runs of words, joined where only punctuation lies between.
    pub fn spans(&self, words: &[TokenId]) -> Vec<Span> {
        let mut runs: Vec<Vec<TokenId>> = Vec::new();
        for word in words.iter().copied() {
            let next_to = |last: TokenId| (last.0 + 1..word.0).all(|t| !self.is_word(TokenId(t)));
            match runs.last_mut() {
                Some(run) if run.last().is_some_and(|last| next_to(*last)) => run.push(word),
                _ => runs.push(vec![word]),
            }
        }
        for run in &mut runs {
            self.trim(run);
        }
        let span = |run: &Vec<TokenId>| {
            let first = self.syntax.token(*run.first()?).span;
            Some(first.join(self.syntax.token(*run.last()?).span))
        };
        runs.iter().filter(|run| run.iter().any(|w| self.is_word(*w))).filter_map(span).collect()
    }

    /// Adds the rest of a quotation of which a content holds one end: nobody quotes half of his own quotation.
    pub fn complete_quotations(&self, cue: TokenId, words: &mut Vec<TokenId>) {
        let (Some(first), Some(last)) = (words.first().copied(), words.last().copied()) else { return };
        let sentence = self.sentence(self.sentence_of(first));
        let foreign = |t: TokenId| {
            let around = std::iter::successors(self.quotations.around(t), |q| self.quotations.all[*q].inside);
            around.filter(|q| !self.quotations.holds(*q, cue)).last()
        };
        let mut more = Vec::new();
        if let Some(quotation) = foreign(last) {
            let rest = (last.0 + 1..sentence.end.0).map(TokenId);
            more.extend(rest.take_while(|t| self.quotations.holds(quotation, *t)));
        }
        if let Some(quotation) = foreign(first) {
            let rest = (sentence.first.0..first.0).rev().map(TokenId);
            more.extend(rest.take_while(|t| self.quotations.holds(quotation, *t)));
        }
        words.extend(more);
        words.sort_unstable();
        words.dedup();
        self.trim(words);
    }

    /// Whether a content stands in quotation marks, seen from where its cue stands.
    pub fn style(&self, words: &[TokenId], cue: Option<TokenId>) -> Style {
        let level = cue.and_then(|c| self.quotations.around(c));
        let quoted = |w: &&TokenId| {
            let around = self.quotations.around(**w);
            around != level && around.is_some()
        };
        let words: Vec<&TokenId> = words.iter().filter(|w| self.is_word(**w)).collect();
        match words.iter().filter(|w| quoted(w)).count() {
            0 => Style::Indirect,
            n if n == words.len() => Style::Direct,
            _ => Style::Mixed,
        }
    }

    /// A clause: its head is a verb, or is predicated of a subject.
    pub fn is_clause(&self, head: TokenId) -> bool {
        matches!(self.syntax.upos(head), Upos::Verb | Upos::Aux)
            || self.child_in(head, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Cop, Deprel::Expl]).is_some()
    }
}
