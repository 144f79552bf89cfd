//! Links a denial or confirmation to the statement in the text that it answers, where that is plain.

use super::words::{points_back, rejects_in_words};
use crate::document::{
    Actor, Attribution, Code, CueType, Entity, Mention, Stance, Statement, StatementId, Syntax, TokenId, Upos,
};
use crate::lexicon::Lexicon;

/// How many statements back an answer may reach.
const REACH: usize = 8;

/// The layers in which answers are looked for.
pub(super) struct Answers<'a> {
    /// The parse.
    pub syntax: &'a Syntax<'a>,
    /// Who is spoken of.
    pub mentions: &'a [Mention],
    /// Who that is.
    pub actors: &'a [Actor],
    /// The relations behind the statements.
    pub attributions: &'a [Attribution],
    /// The words of the language.
    pub lexicon: &'a Lexicon,
}

impl Answers<'_> {
    /// The statement that a denial or confirmation answers.
    ///
    /// It is plain in four cases. The answer names it ("rejected Kyiv's claim that …"); it shares half of its content words with
    /// what somebody else said before; it points back with a bare noun ("denied the accusation", "said the claim was false") and
    /// somebody else accused before; or it denies something in a few words right after somebody else spoke of the one who denies.
    pub fn find(&self, statements: &[Statement], at: usize) -> Option<StatementId> {
        let answer = &statements[at];
        let attribution = &self.attributions[answer.attribution.index()];
        let in_words = rejects_in_words(self.syntax, self.lexicon, attribution);
        if !matches!(answer.cue_type, CueType::Deny | CueType::Confirm) && !in_words {
            return None;
        }
        if let Some(named) = self.named_in(statements, at) {
            return Some(named);
        }
        let around: Vec<StatementId> = above(statements, at).collect();
        let before = (at.saturating_sub(REACH)..at).rev();
        let others = before
            .filter(|i| !same_speaker(answer, &statements[*i]) && !around.contains(&StatementId::at(*i)));
        let back = in_words || points_back(self.syntax, self.lexicon, attribution);
        let own = self.words(answer);
        let brief = attribution.content_head.is_some_and(|h| self.is_nominal(h)) && own.len() <= 3;
        let mut others = others.peekable();
        others
            .find(|i| {
                let other = &statements[*i];
                let theirs = self.words(other);
                let shared = own.iter().filter(|w| theirs.contains(w)).count();
                let alike = own.len() >= 2 && shared * 2 >= own.len() && !in_words;
                let accused = other.cue_type == CueType::Accuse && back;
                let denies = answer.stance == Stance::Denies && (back || brief);
                let spoken_of =
                    (denies || back) && self.is_next(answer, other) && self.speaks_of(other, answer);
                alike || accused || spoken_of
            })
            .map(StatementId::at)
    }

    /// "Rejected Kyiv's claim that …": the claim stands inside the denial and has its very words.
    fn named_in(&self, statements: &[Statement], at: usize) -> Option<StatementId> {
        let same = |i: &usize| {
            let inner = &statements[*i];
            let whole = inner.content.last().zip(statements[at].content.last());
            inner.within == Some(StatementId::at(at))
                && whole.is_some_and(|(a, b)| a.end == b.end)
                && self.is_told_by_noun(inner)
        };
        (0..statements.len()).find(same).map(StatementId::at)
    }

    fn is_told_by_noun(&self, statement: &Statement) -> bool {
        let cue = self.attributions[statement.attribution.index()].cue_head;
        cue.is_some_and(|c| self.syntax.upos(c) == Upos::Noun)
    }

    /// In the same sentence, or in the one before.
    fn is_next(&self, answer: &Statement, other: &Statement) -> bool {
        answer.sentence.0 - other.sentence.0.min(answer.sentence.0) <= 1
    }

    /// The other spoke of whoever answers: of the same actor, or of his country.
    fn speaks_of(&self, other: &Statement, answer: &Statement) -> bool {
        let Some(who) = answer.speaker.as_ref().and_then(|e| e.actor) else { return false };
        let country = self.actors[who.index()].country;
        let same_country = |c: Option<Code>| c.is_some() && c == country;
        let theirs = |e: &Entity| e.actor.is_some_and(|a| same_country(self.actors[a.index()].country));
        // who answers a compatriot is not known by his country
        let compatriots = other.speaker.as_ref().is_some_and(theirs);
        let inside = |m: &Mention| other.content.iter().any(|c| c.contains(m.span));
        self.mentions
            .iter()
            .filter(|m| inside(m))
            .flat_map(|m| &m.referents)
            .any(|r| r.actor == who || (!compatriots && same_country(self.actors[r.actor.index()].country)))
    }

    fn is_nominal(&self, head: TokenId) -> bool {
        matches!(self.syntax.upos(head), Upos::Noun | Upos::Pron | Upos::Propn)
    }

    /// Lemmas of the full words of a content.
    fn words(&self, statement: &Statement) -> Vec<&str> {
        let syntax = self.syntax;
        let sentence = syntax.sentence(statement.sentence);
        let inside = |t: &TokenId| statement.content.iter().any(|c| c.contains(syntax.token(*t).span));
        let full = |t: &TokenId| {
            matches!(syntax.upos(*t), Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num)
        };
        let mut lemmas: Vec<&str> =
            sentence.token_ids().filter(inside).filter(full).map(|t| syntax.lemma(t)).collect();
        lemmas.sort_unstable();
        lemmas.dedup();
        lemmas
    }
}

/// The statements in which one stands.
fn above(statements: &[Statement], at: usize) -> impl Iterator<Item = StatementId> + '_ {
    let first = statements[at].within;
    std::iter::successors(first, |s| statements[s.index()].within).take(statements.len())
}

fn same_speaker(a: &Statement, b: &Statement) -> bool {
    match (&a.speaker, &b.speaker) {
        (Some(a), Some(b)) => {
            (a.actor.is_some() && a.actor == b.actor) || (a.span.is_some() && a.span == b.span)
        }
        _ => true,
    }
}
