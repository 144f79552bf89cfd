//! Those who are quoted by others: "quoted the minister as saying", "citing officials".

use super::cue::FoundCue;
use super::draft::{Draft, Reading};
use super::indirect::{can_speak, report};
use super::surface;
use super::things::{below_with, thing};
use crate::document::{Deprel, MentionKind, TokenId};
use crate::lexicon::Takes;

/// "Quoted the minister as saying", "was quoted as saying": the speaker is the one quoted.
pub(super) fn quoted_as(reading: &Reading, verb: TokenId, entry: u32) -> Option<Draft> {
    let syntax = reading.syntax;
    let saying = below_with(reading, verb, "as")?;
    // The clause may hang on "quoted"; "saying" says it all the same.
    let below = |h: TokenId| syntax.children_by(h, Deprel::Ccomp).find(|c| *c > saying);
    let told = below(saying).or_else(|| below(verb)).map(|c| reading.clause(c));
    let said = told.or_else(|| thing(reading, saying));
    if reading.is_passive(verb) {
        let quoted = syntax
            .child_by(verb, Deprel::NsubjPass)
            .or_else(|| (syntax.deprel(verb) == Deprel::Acl).then(|| syntax.head(verb)).flatten())?;
        return Some(reading.draft(verb, entry, reading.sources_at(quoted), said?));
    }
    let quoted = syntax.child_by(verb, Deprel::Obj)?;
    let agency = reading.speaker_head(verb)?;
    // "The strait was closed, the agency quoted the minister as saying."
    if said.is_none()
        && let Some(before) = told_before(reading, verb)
    {
        return Some(reading.draft(verb, entry, reading.sources_at(agency), before));
    }
    let content = reading.stretch(
        &reading.clause(quoted),
        &reading.stretch(&reading.clause(saying), &said.unwrap_or_default()),
    );
    Some(reading.draft(verb, entry, reading.sources_at(agency), content))
}

/// The clause that ends with a tag, where the tag hangs on it.
fn told_before(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let host = reading.syntax.head(verb).filter(|_| reading.syntax.deprel(verb) == Deprel::Parataxis)?;
    (host < verb && reading.is_clause(host)).then(|| reading.clause_without(host, &[verb]))
}

/// The one who is quoted speaks inside the words of the one who quotes him: "quoted the minister as saying that …".
pub(super) fn saying(reading: &Reading, cue: &FoundCue) -> Option<Draft> {
    let syntax = reading.syntax;
    let verb = syntax.head(cue.head).filter(|v| !reading.is_passive(*v))?;
    let quoted = syntax.child_by(verb, Deprel::Obj).filter(|q| can_speak(reading, *q))?;
    reading.speaker_head(verb)?;
    let below = |h: TokenId| syntax.children_by(h, Deprel::Ccomp).find(|c| *c > cue.head);
    let told = below(cue.head).or_else(|| below(verb)).map(|c| reading.clause(c));
    let told = told.or_else(|| thing(reading, cue.head)).or_else(|| told_before(reading, verb))?;
    let clause = |e: &u32| reading.entry(*e).takes(&Takes::Clause);
    let entry = cue.entry_ids().find(clause)?;
    let content = super::indirect::within_quotation(reading, cue.head, told)?;
    Some(reading.draft(cue.head, entry, reading.sources_at(quoted), content))
}

/// "Saying" in "quoted as saying" is no cue of its own.
pub(super) fn is_quoted_as(reading: &Reading, verb: TokenId) -> bool {
    let quotes = |h: TokenId| {
        reading.cue_of(h).is_some_and(|c| c.entry_ids().any(|e| reading.entry(e).takes(&Takes::QuotedAs)))
    };
    let marked =
        reading.child_in(verb, &[Deprel::Mark, Deprel::Case]).is_some_and(|m| reading.lower(m) == "as");
    marked && reading.syntax.head(verb).is_some_and(quotes)
}

/// "Citing officials": what they said is what the report around it says. The content is filled in by nesting.
pub(super) fn cited(reading: &Reading, verb: TokenId, entry: u32) -> Option<Draft> {
    let syntax = reading.syntax;
    let speaker = syntax.child_by(verb, Deprel::Obj).or_else(|| surface::noun_after(reading, verb))?;
    let above = reading.moved_to(verb).or_else(|| syntax.head(verb))?;
    let around = match syntax.deprel(verb) {
        // "Reuters, citing officials, reported": the parse may hang it on the agency.
        Deprel::Acl | Deprel::Appos if reading.moved_to(verb).is_none() => syntax.head(above)?,
        _ => above,
    };
    let kinds = [MentionKind::Person, MentionKind::Organisation, MentionKind::Country, MentionKind::Group];
    let person = reading.mention(speaker).is_some_and(|m| kinds.contains(&reading.mentions[m.index()].kind));
    if !person && !can_speak(reading, speaker) {
        return None;
    }
    let report_cue = reading.cue_of(around)?;
    let content = report_cue.entry_ids().find_map(|e| report(reading, around, e, false))?.content;
    let mut draft = reading.draft(verb, entry, reading.sources_at(speaker), content);
    draft.content.retain(|w| !syntax.is_under(*w, verb));
    reading.trim(&mut draft.content);
    Some(draft)
}
