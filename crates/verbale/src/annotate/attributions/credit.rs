//! A name behind a dash after a quotation: "Nobody sleeps here." — Amina Yusuf, teacher.

use super::direct::Piece;
use super::draft::Reading;
use crate::document::{Feat, MentionKind, Sentence, TokenId, Upos};

/// More words behind the dash are no credit.
const LONGEST: usize = 12;

/// Who is named behind the dash that follows the quotation of a piece, where the paragraph ends with the name.
pub fn credit_after(reading: &Reading, piece: &Piece) -> Option<TokenId> {
    let syntax = reading.syntax;
    let quotation = &reading.quotations.all[piece.quotation];
    let behind = syntax.tokens.partition_point(|t| t.span.start < quotation.inner.end);
    let end = paragraph_end(syntax.sentences, behind)?;
    let dash = (behind..end).map(TokenId::at).find(|t| !is_quotation_mark(syntax.form(*t)))?;
    if !matches!(syntax.form(dash), "—" | "–" | "-" | "―" | "--") {
        return None;
    }
    let credit: Vec<TokenId> = (dash.0 + 1..end as u32).map(TokenId).collect();
    let finite = |t: &TokenId| syntax.token(*t).feats.is(Feat::VerbForm, "Fin");
    let first = credit.first().filter(|t| syntax.upos(**t) == Upos::Propn)?;
    if credit.len() > LONGEST || credit.iter().any(finite) {
        return None;
    }
    let name = credit.iter().take_while(|t| syntax.form(**t) != ",");
    let kinds = [MentionKind::Person, MentionKind::Organisation, MentionKind::Office];
    let named = |t: &&TokenId| {
        reading.mention(**t).is_some_and(|m| kinds.contains(&reading.mentions[m.index()].kind))
    };
    Some(name.into_iter().find(named).copied().unwrap_or(*first))
}

/// Where the paragraph of a word ends.
fn paragraph_end(sentences: &[Sentence], token: usize) -> Option<usize> {
    let here = sentences.iter().position(|s| token < s.end.index())?;
    let rest = &sentences[here + 1..];
    let next = rest.iter().position(|s| s.opens_paragraph).unwrap_or(rest.len());
    Some(sentences[here + next].end.index())
}

fn is_quotation_mark(form: &str) -> bool {
    form.chars().all(|c| "\"“”„‟«»‹›‘’‚‛'`.,".contains(c))
}
