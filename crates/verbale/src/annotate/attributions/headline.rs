//! A headline's colon: "Minister: Talks have failed". Also the speaker's name before his words in a transcript.

use super::draft::{Draft, Reading};
use crate::document::{MentionKind, Sentence, Source, TokenId};
use crate::lexicon::CuePos;

/// More words before a colon are a clause, not a name.
const LONGEST_NAME: usize = 6;

/// A draft for each sentence that begins with a speaker and a colon.
pub fn find_headlines(reading: &Reading) -> Vec<Draft> {
    let Some(entry) = reading.lexicon.cues.find(":", CuePos::Mark).first().copied() else {
        return Vec::new();
    };
    let said = |s: &Sentence| find_headline(reading, s, entry).or_else(|| find_signed(reading, s));
    reading.syntax.sentences.iter().filter_map(said).collect()
}

/// "Talks have failed: minister", "Rebels have left the town – army": a headline that ends with its speaker. A sentence of the text
/// ends with a stop.
fn find_signed(reading: &Reading, sentence: &Sentence) -> Option<Draft> {
    let syntax = reading.syntax;
    let mark = sentence.token_ids().collect::<Vec<_>>().into_iter().rev().take(LONGEST_NAME + 1);
    let (mark, entry) = mark.into_iter().find_map(|t| {
        let entry = reading.lexicon.cues.find(syntax.form(t), CuePos::Mark).first().copied()?;
        let free = syntax.form(t) != "-" || stands_apart(reading, t);
        free.then_some((t, entry))
    })?;
    let after: Vec<TokenId> = (mark.0 + 1..sentence.end.0).map(TokenId).collect();
    if after.is_empty() || after.iter().any(|t| reading.is_verb(*t) || !is_part_of_name(reading, *t)) {
        return None;
    }
    let top = super::direct::top(reading, &after)?;
    let last = *after.last()?;
    let known = |t: &TokenId| reading.mention(*t).is_some_and(|m| speaks(reading, m));
    let speaker = [top, last].into_iter().find(known)?;
    let mut content: Vec<TokenId> = (sentence.first.0..mark.0).map(TokenId).collect();
    reading.trim(&mut content);
    let is_clause = content.len() > 1 && content.iter().any(|t| reading.is_verb(*t) || reading.is_clause(*t));
    if !is_clause {
        return None;
    }
    // Some parses draw the words before the mark into the name.
    let whole = |m: crate::document::MentionId| {
        reading.mentions[m.index()].span.start >= syntax.token(after[0]).span.start
    };
    let sources = if reading.mention(speaker).is_some_and(whole) {
        vec![reading.source_at(speaker)]
    } else {
        vec![Source::Words(speaker, syntax.token(after[0]).span.join(syntax.token(last).span))]
    };
    let mut draft = reading.draft(mark, entry, sources, content);
    draft.content_head = super::direct::top(reading, &draft.content);
    Some(draft)
}

/// A hyphen with white space around it is a dash.
fn stands_apart(reading: &Reading, mark: TokenId) -> bool {
    let span = reading.syntax.token(mark).span;
    let text = reading.syntax.text;
    let before = text.get(..span.start as usize).and_then(|t| t.chars().next_back());
    let after = text.get(span.end as usize..).and_then(|t| t.chars().next());
    before.is_some_and(char::is_whitespace) && after.is_some_and(char::is_whitespace)
}

fn is_part_of_name(reading: &Reading, token: TokenId) -> bool {
    reading.is_word(token) || matches!(reading.syntax.form(token), "'" | "’" | "-" | "&")
}

fn speaks(reading: &Reading, mention: crate::document::MentionId) -> bool {
    let kinds = [
        MentionKind::Person,
        MentionKind::Organisation,
        MentionKind::Office,
        MentionKind::Country,
        MentionKind::Group,
    ];
    kinds.contains(&reading.mentions[mention.index()].kind)
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
