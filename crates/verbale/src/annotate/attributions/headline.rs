//! A headline's colon: "Minister: Talks have failed". Also the speaker's name before his words in a transcript.

use super::draft::{Draft, Reading};
use crate::document::{MentionKind, Sentence, TokenId};
use crate::lexicon::CuePos;

/// More words before a colon are a clause, not a name.
const LONGEST_NAME: usize = 6;

/// A draft for each sentence that begins with a speaker and a colon.
pub fn find_headlines(reading: &Reading) -> Vec<Draft> {
    let Some(entry) = reading.lexicon.cues.find(":", CuePos::Mark).first().copied() else {
        return Vec::new();
    };
    reading.syntax.sentences.iter().filter_map(|s| find_headline(reading, s, entry)).collect()
}

fn find_headline(reading: &Reading, sentence: &Sentence, entry: u32) -> Option<Draft> {
    let colon = sentence.token_ids().take(LONGEST_NAME + 1).find(|t| reading.syntax.form(*t) == ":")?;
    let before: Vec<TokenId> = (sentence.first.0..colon.0).map(TokenId).collect();
    if before.is_empty() || before.iter().any(|t| reading.is_verb(*t) || !reading.is_word(*t)) {
        return None;
    }
    let top = super::direct::top(reading, &before)?;
    let speaks = |m: crate::document::MentionId| {
        let mention = &reading.mentions[m.index()];
        let kinds =
            [MentionKind::Person, MentionKind::Organisation, MentionKind::Office, MentionKind::Country];
        kinds.contains(&mention.kind)
    };
    // The parse of a headline is frail: any mention that ends at the colon will do.
    let last = *before.last()?;
    let speaker = [top, last].into_iter().find(|t| reading.mention(*t).is_some_and(speaks))?;
    let mut content: Vec<TokenId> = (colon.0 + 1..sentence.end.0).map(TokenId).collect();
    reading.trim(&mut content);
    let is_clause = content.iter().any(|t| reading.is_verb(*t) || reading.is_clause(*t));
    if !is_clause {
        return None;
    }
    let mut draft = reading.draft(colon, entry, reading.sources_at(speaker), content);
    draft.content_head = super::direct::top(reading, &draft.content);
    Some(draft)
}
