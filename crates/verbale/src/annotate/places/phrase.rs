//! The phrase that a place stands in: "in a suburb of Oslo" for Oslo.

use crate::document::{Deprel, Syntax, TokenId, Upos};
use crate::lexicon::{Gazetteer, PlaceWord};

/// A phrase that a place is part of, with its preposition.
pub(super) struct Phrase {
    /// The noun on which the preposition is built: the place, or what it is part of.
    pub top: TokenId,
    /// Several words joined by `_`.
    pub case: Option<String>,
    /// The preposition tells where something is: "in", "near".
    pub is_where: bool,
    /// The noun over the place is ground that one can stand on: "on the border with Chad".
    pub has_ground: bool,
}

/// Climbs from a place to the noun of its preposition: through "of" and through the nouns that it modifies.
pub(super) fn phrase_of(syntax: &Syntax, head: TokenId, gazetteer: &Gazetteer) -> Phrase {
    let mut at = head;
    let mut has_ground = false;
    for _ in 0..5 {
        let case = syntax.case(at);
        let relation = syntax.deprel(at);
        let Some(above) = syntax.head(at) else { return phrase(at, case, has_ground, gazetteer) };
        let noun = matches!(syntax.upos(above), Upos::Noun | Upos::Propn);
        let named = || gazetteer.is_ground(&syntax.form(above).to_lowercase());
        // "the Rafah crossing" may be tagged as a verb
        let ground = noun && gazetteer.is_ground(syntax.lemma(above))
            || !noun && syntax.case(above).is_some() && named();
        // "attacked a post north of Hama"
        if syntax.upos(above) == Upos::Adv && gazetteer.is_word(syntax.lemma(above), PlaceWord::Compass) {
            return Phrase { top: above, case: None, is_where: true, has_ground: true };
        }
        let goes_up = match (&case, relation) {
            // "in the city of Homs", "on the border with Chad", "off the coast of Yemen"
            (Some(case), Deprel::Nmod) => {
                ground && (gazetteer.is_word(case, PlaceWord::Part) || syntax.case(above).is_some())
            }
            // "in Idlib province", "at Libya's airport"; but "the Kabul bombing" is Kabul's
            (None, Deprel::Compound | Deprel::NmodPoss | Deprel::Nmod | Deprel::NmodUnmarked) => ground,
            (None, Deprel::Appos | Deprel::Flat | Deprel::Conj) => noun,
            _ => false,
        };
        if !goes_up {
            return phrase(at, case, has_ground, gazetteer);
        }
        has_ground |= ground;
        at = above;
    }
    phrase(at, syntax.case(at), has_ground, gazetteer)
}

fn phrase(top: TokenId, case: Option<String>, has_ground: bool, gazetteer: &Gazetteer) -> Phrase {
    let is_where = case.as_deref().is_some_and(|c| gazetteer.is_word(c, PlaceWord::At));
    Phrase { top, case, is_where, has_ground }
}
