//! Which place belongs to an event.

use crate::document::{Deprel, Place, PlaceId, Syntax, TokenId, Upos};
use crate::lexicon::{Gazetteer, Piece, PieceKind, PlaceWord};

/// The place where the act of a trigger happened: one in a phrase with "in", "at", "near" and the like that
/// hangs on the trigger, or else on the words over it in the same clause.
///
/// A country that acts ("Russia attacked") and a goal ("flew to Oslo") are not where it happened. Of two places
/// in one phrase ("in Tripoli, Libya") the finer one is given.
pub fn place_of(syntax: &Syntax, places: &[Place], head: TokenId, gazetteer: &Gazetteer) -> Option<PlaceId> {
    let sentence = syntax.token(head).sentence;
    let here: Vec<(PlaceId, &Place)> = places
        .iter()
        .enumerate()
        .filter(|(_, p)| p.sentence == sentence && is_located(syntax, p.head, gazetteer))
        .map(|(i, p)| (PlaceId::at(i), p))
        .collect();
    if here.is_empty() {
        return None;
    }
    if syntax.head(head).is_none() && syntax.children(head).is_empty() {
        return here.iter().min_by_key(|(_, p)| p.head.0.abs_diff(head.0)).map(|(id, _)| *id);
    }
    let mut governor = head;
    for _ in 0..5 {
        let found = here.iter().filter(|(_, p)| hangs_on(syntax, p.head, governor));
        let nearest = found.min_by_key(|(_, p)| (std::cmp::Reverse(p.resolution), p.head.0.abs_diff(head.0)));
        if let Some((id, _)) = nearest {
            return Some(*id);
        }
        let Some(next) = next_governor(syntax, governor) else { break };
        governor = next;
    }
    // "met the speaker of the House in Paris": the parser hung the place on the nearest noun.
    let in_object = here.iter().filter(|(_, p)| ends_object(syntax, p.head, head));
    in_object.max_by_key(|(_, p)| p.head).map(|(id, _)| *id)
}

/// Whether a place stands in the object of a verb, hung on nouns alone.
fn ends_object(syntax: &Syntax, place: TokenId, verb: TokenId) -> bool {
    let mut at = place;
    for _ in 0..6 {
        let Some(above) = syntax.head(at) else { return false };
        if above == verb {
            return syntax.deprel(at) == Deprel::Obj;
        }
        if syntax.deprel(at) != Deprel::Nmod {
            return false;
        }
        at = above;
    }
    false
}

/// Whether a phrase of place is built on the word, or on the noun that it modifies ("in the city of Homs").
fn is_located(syntax: &Syntax, head: TokenId, gazetteer: &Gazetteer) -> bool {
    let mut at = head;
    for _ in 0..4 {
        match syntax.case(at) {
            Some(case) if says_where(&case, gazetteer) => return true,
            Some(case) if case != "of" => return false,
            _ => {}
        }
        let Some(above) = syntax.head(at) else { break };
        let goes_up = matches!(
            syntax.deprel(at),
            Deprel::Nmod | Deprel::Appos | Deprel::Conj | Deprel::Flat | Deprel::Compound | Deprel::NmodPoss
        );
        if !goes_up || syntax.upos(above) == Upos::Verb {
            break;
        }
        at = above;
    }
    // Without a parse the word before tells.
    let unparsed = syntax.head(head).is_none() && syntax.children(head).is_empty();
    let before = || head.0.checked_sub(1).map(|n| syntax.form(TokenId(n)).to_lowercase());
    unparsed && before().is_some_and(|word| says_where(&word, gazetteer))
}

fn says_where(case: &str, gazetteer: &Gazetteer) -> bool {
    let mut pieces = Vec::new();
    for word in case.split('_') {
        let span = crate::document::Span::new(0, word.len());
        pieces.push(Piece { text: word.into(), span, kind: PieceKind::Word, spaced: true, cased: false });
    }
    gazetteer.words_at(&pieces, 0).any(|(n, w)| n == pieces.len() && w == PlaceWord::At)
}

/// Whether a place is an adjunct of a word, perhaps inside one ("in a suburb of Oslo").
fn hangs_on(syntax: &Syntax, place: TokenId, governor: TokenId) -> bool {
    let mut at = place;
    for _ in 0..4 {
        let Some(above) = syntax.head(at) else { return false };
        let relation = syntax.deprel(at);
        if above == governor {
            return matches!(
                relation,
                Deprel::Obl | Deprel::OblUnmarked | Deprel::Nmod | Deprel::Advmod | Deprel::Dep
            );
        }
        let nominal = matches!(
            relation,
            Deprel::Nmod | Deprel::NmodPoss | Deprel::Appos | Deprel::Conj | Deprel::Flat | Deprel::Compound
        );
        if !nominal || syntax.upos(above) == Upos::Verb {
            return false;
        }
        at = above;
    }
    false
}

/// The word whose place also holds for this one.
fn next_governor(syntax: &Syntax, word: TokenId) -> Option<TokenId> {
    use Deprel::*;
    let above = syntax.head(word)?;
    let goes_up =
        matches!(syntax.deprel(word), Conj | Compound | Obj | Nsubj | NsubjPass | Obl | Xcomp | Advcl | Nmod);
    goes_up.then_some(above)
}
