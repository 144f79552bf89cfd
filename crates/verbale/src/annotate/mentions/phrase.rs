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
    let mut at = first;
    // Marks and conjunctions count only if a modifier stands before them.
    while at > sentence.first {
        at = TokenId(at.0 - 1);
        if modifies(syntax, at, edge, end) {
            edge = at;
        } else if !links(syntax, at) || edge.0 - at.0 > 2 {
            break;
        }
    }
    edge
}

/// Whether a word belongs to the run that starts at `first`, directly or by way of another modifier.
fn modifies(syntax: &Syntax, word: TokenId, first: TokenId, end: TokenId) -> bool {
    let mut at = word;
    let mut owner = false;
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
                | Deprel::Flat
        );
        // "at least seventy people", but not "also the council"
        let counts = syntax.deprel(at) == Deprel::Advmod && syntax.deprel(head) == Deprel::Nummod;
        let left = left || counts;
        owner |= syntax.deprel(at) == Deprel::NmodPoss;
        // "trade and industry commissioner": the first modifier carries the second
        let inner =
            matches!(syntax.deprel(at), Deprel::Conj | Deprel::Obl | Deprel::OblUnmarked | Deprel::Nmod);
        if !left && !(inner && (owner || at != word || head < first)) {
            return false;
        }
        if first <= head && head < end {
            return left;
        }
        if head >= end {
            return false;
        }
        at = head;
    }
    false
}

/// Words that may stand between modifiers: the `'s` of an owner, "and", a comma, a hyphen.
fn links(syntax: &Syntax, word: TokenId) -> bool {
    match syntax.upos(word) {
        Upos::Part => syntax.form(word).starts_with(['\'', '’']),
        Upos::Cconj => true,
        Upos::Punct => matches!(syntax.form(word), "-" | "," | "–"),
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
