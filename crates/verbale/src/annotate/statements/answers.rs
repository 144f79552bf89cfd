//! Links a denial or confirmation to the statement in the text that it answers, where that is plain.

use crate::document::{Attribution, CueType, Statement, StatementId, Syntax, TokenId, Upos};
use crate::lexicon::{CuePos, Lexicon};

/// How many statements back an answer may reach.
const REACH: usize = 8;

/// The statement before that a denial or confirmation answers.
///
/// It is plain in two cases: the answer shares half of its content words with what somebody else said, or it points back
/// with a bare noun ("denied the accusation") and somebody else accused or claimed shortly before.
pub fn find_answered(
    syntax: &Syntax,
    lexicon: &Lexicon,
    attributions: &[Attribution],
    statements: &[Statement],
    at: usize,
) -> Option<StatementId> {
    let answer = &statements[at];
    if !matches!(answer.cue_type, CueType::Deny | CueType::Confirm) {
        return None;
    }
    let own = words(syntax, answer);
    let points_back = points_back(syntax, lexicon, &attributions[answer.attribution.index()]);
    let others = (at.saturating_sub(REACH)..at).rev().filter(|i| {
        let other = &statements[*i];
        !same_speaker(answer, other) && answer.within != Some(StatementId::at(*i))
    });
    let mut others = others.peekable();
    others
        .find(|i| {
            let other = &statements[*i];
            let theirs = words(syntax, other);
            let shared = own.iter().filter(|w| theirs.contains(w)).count();
            let alike = own.len() >= 2 && shared * 2 >= own.len();
            let accused = matches!(other.cue_type, CueType::Accuse) && points_back;
            alike || accused
        })
        .map(StatementId::at)
}

fn same_speaker(a: &Statement, b: &Statement) -> bool {
    match (&a.speaker, &b.speaker) {
        (Some(a), Some(b)) => {
            (a.actor.is_some() && a.actor == b.actor) || (a.span.is_some() && a.span == b.span)
        }
        _ => true,
    }
}

/// The content is nothing but a noun that stands for a statement: "the claim", "these allegations".
fn points_back(syntax: &Syntax, lexicon: &Lexicon, attribution: &Attribution) -> bool {
    let Some(head) = attribution.content_head else { return false };
    let is_noun_cue = !lexicon.cues.find(syntax.lemma(head), CuePos::Noun).is_empty();
    is_noun_cue && syntax.upos(head) == Upos::Noun
}

/// Lemmas of the full words of a content.
fn words<'a>(syntax: &Syntax<'a>, statement: &Statement) -> Vec<&'a str> {
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
