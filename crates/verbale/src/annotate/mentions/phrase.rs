//! The noun phrase around some words: its head and how far it reaches.

use crate::document::{Deprel, Syntax, TokenId, Upos};

/// The word of a run on which the others depend: the first whose own head lies outside.
pub(super) fn head_of(syntax: &Syntax, first: TokenId, end: TokenId) -> TokenId {
    let inside = |t: TokenId| first <= t && t < end;
    let tops = (first.0..end.0).map(TokenId).filter(|t| syntax.head(*t).is_none_or(|h| !inside(h)));
    let nominal = |t: &TokenId| !matches!(syntax.upos(*t), Upos::Punct | Upos::Det | Upos::Adp | Upos::Cconj);
    let mut tops: Vec<TokenId> = tops.collect();
    if tops.iter().any(nominal) {
        tops.retain(nominal);
    }
    // Where the parser tears a name apart, the word that others of the run lean on is its head.
    let leaners = |t: TokenId| syntax.children(t).iter().filter(|c| inside(**c)).count();
    tops.iter().copied().rev().max_by_key(|t| leaners(*t)).unwrap_or(first)
}

/// How far the phrase reaches to the left: articles, adjectives, numbers, owners.
pub(super) fn left_edge(syntax: &Syntax, first: TokenId, end: TokenId) -> TokenId {
    let sentence = syntax.sentence(syntax.token(first).sentence);
    let mut edge = first;
    while edge > sentence.first {
        let before = TokenId(edge.0 - 1);
        if !modifies(syntax, before, edge, end) {
            break;
        }
        edge = before;
    }
    // an opening mark or a stray hyphen is no part of it
    while edge < first && syntax.upos(edge) == Upos::Punct {
        edge = TokenId(edge.0 + 1);
    }
    edge
}

/// Whether a word belongs to the run from its left, directly or by way of another modifier.
fn modifies(syntax: &Syntax, word: TokenId, first: TokenId, end: TokenId) -> bool {
    let mut at = word;
    for _ in 0..6 {
        let Some(head) = syntax.head(at) else { return false };
        let left = matches!(
            syntax.deprel(at),
            Deprel::Det
                | Deprel::DetPredet
                | Deprel::Amod
                | Deprel::Compound
                | Deprel::Nummod
                | Deprel::NmodPoss
                | Deprel::NmodDesc
                | Deprel::NmodUnmarked
                | Deprel::Advmod
                | Deprel::Flat
        );
        let within = matches!(
            syntax.deprel(at),
            Deprel::Case | Deprel::Punct | Deprel::Cc | Deprel::Conj | Deprel::Obl | Deprel::OblUnmarked
        ) && at == word;
        if !left && !(within && head >= word && head < first || within && inner_link(syntax, at, head)) {
            return false;
        }
        if first <= head && head < end {
            return left;
        }
        at = head;
    }
    false
}

/// Marks and conjunctions between modifiers: the `'s` of an owner, the "and" of "Czech and Slovak officials".
fn inner_link(syntax: &Syntax, word: TokenId, head: TokenId) -> bool {
    match syntax.deprel(word) {
        Deprel::Case => syntax.form(word).starts_with(['\'', '’']) || syntax.form(word) == "s",
        Deprel::Conj | Deprel::Cc => {
            let top = syntax.ancestors(head).find(|t| syntax.deprel(*t) != Deprel::Conj).unwrap_or(head);
            matches!(syntax.deprel(top), Deprel::Amod | Deprel::Compound | Deprel::NmodPoss)
        }
        Deprel::Punct => syntax.form(word) == "-" || syntax.form(word) == ",",
        _ => false,
    }
}

/// How far a description without a name reaches to the right: the "of Syria" of "the government of Syria".
pub(super) fn right_edge(syntax: &Syntax, end: TokenId, belongs: impl Fn(&str) -> bool) -> TokenId {
    let mut edge = end;
    let sentence = syntax.sentence(syntax.token(TokenId(end.0 - 1)).sentence);
    while edge < sentence.end
        && syntax.deprel(edge) == Deprel::Case
        && belongs(&syntax.form(edge).to_lowercase())
    {
        let Some(inner) = syntax.head(edge) else { break };
        let attached = syntax.head(inner).is_some_and(|h| h < edge && h.0 + 8 > edge.0);
        if syntax.deprel(inner) != Deprel::Nmod || !attached || inner < edge {
            break;
        }
        let mut last = inner;
        for child in syntax.children(inner) {
            let close = matches!(syntax.deprel(*child), Deprel::Flat | Deprel::Compound | Deprel::Goeswith);
            if close && *child > last {
                last = *child;
            }
        }
        edge = TokenId(last.0 + 1);
    }
    edge
}
