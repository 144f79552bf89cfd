//! Quotations that no cue and no long quotation has taken, and that still are somebody's words.

use super::direct::{Piece, pieces};
use super::draft::{Draft, Reading};
use crate::document::{Deprel, Feat, MentionKind, Sentence, Source, TokenId};

/// Completes contents that break off before a quotation: told them the bridge was shut "and will stay so".
pub fn complete_contents(reading: &Reading, drafts: &mut [Draft]) {
    for sentence in reading.syntax.sentences {
        for piece in pieces(reading, sentence) {
            let outermost = reading.quotations.all[piece.quotation].inside.is_none();
            let taken = |d: &Draft| d.content.iter().any(|w| piece.words.binary_search(w).is_ok());
            if !outermost || piece.words.len() < 3 || drafts.iter().any(taken) {
                continue;
            }
            let Some(first) = piece.words.first().copied() else { continue };
            let joins = |d: &&mut Draft| {
                let cue = d.cue.map(|(c, _)| c).filter(|c| *c < first);
                let outside = cue.is_some_and(|c| reading.quotations.around(c).is_none());
                let last = d.content.last().copied().filter(|l| *l < first);
                outside
                    && d.quotation.is_none()
                    && last.is_some_and(|l| (l.0 + 1..first.0).all(|t| is_mark(reading, TokenId(t))))
            };
            for draft in drafts.iter_mut().filter(joins) {
                draft.content.extend(piece.words.iter().copied());
            }
        }
    }
}

fn is_mark(reading: &Reading, token: TokenId) -> bool {
    reading
        .syntax
        .form(token)
        .chars()
        .all(|c| matches!(c, '"' | '\'' | '“' | '”' | '„' | '«' | '»' | '‘' | '’'))
}

/// The quoted words speak of "I", "my", "we": they are somebody's, whatever verb the outlet has put them into.
pub fn speaks_of_self(reading: &Reading, piece: &Piece) -> bool {
    let words = || piece.words.iter().copied().filter(|w| reading.is_word(*w));
    let first_person = |w: TokenId| {
        reading.syntax.token(w).feats.is(Feat::Person, "1")
            && !reading.syntax.form(w).chars().all(char::is_numeric)
    };
    // Titles of songs and books speak of "I" too.
    let capital = |w: &TokenId| reading.syntax.form(*w).starts_with(char::is_uppercase);
    words().count() > 3 && words().any(first_person) && words().filter(capital).count() * 2 <= words().count()
}

/// The person of whom the sentence speaks around a quotation: the subject of its main verb, before the quotation.
pub fn person_around(reading: &Reading, sentence: &Sentence, piece: &Piece) -> Option<Vec<Source>> {
    let first = piece.words.first().copied()?;
    let subject = |t: &TokenId| {
        matches!(reading.syntax.deprel(*t), Deprel::Nsubj | Deprel::NsubjPass)
            && reading.quotations.around(*t).is_none()
    };
    let mut subjects = (sentence.first.0..first.0).rev().map(TokenId).filter(subject);
    let person = |t: &TokenId| {
        let kind = reading.mention(*t).map(|m| reading.mentions[m.index()].kind);
        let pronoun = matches!(reading.lower(*t).as_str(), "he" | "she");
        pronoun || matches!(kind, Some(MentionKind::Person))
    };
    subjects.find(person).map(|t| reading.sources_at(t))
}
