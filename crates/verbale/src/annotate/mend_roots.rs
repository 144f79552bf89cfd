//! Mends where the parser chose the wrong word for the head of a whole sentence.

use super::tree::Tree;
use crate::document::{Deprel, Feat, Upos};

/// "Demonstrators angry at fares and spending rallied outside parliament", parsed as "they are angry, and spending rallied": an
/// adjective without "be" is no sentence, and what its phrase coordinates does not rally.
pub(super) fn raise_behind_adjective(tree: &mut Tree<'_>) {
    let Some(root) = (0..tree.len()).find(|i| tree.head(*i).is_none()) else { return };
    let is_copula = |c: usize| matches!(tree.words[c].deprel, Deprel::Cop | Deprel::Aux);
    if tree.words[root].upos != Upos::Adj || tree.kids(root).any(is_copula) {
        return;
    }
    let Some(people) = root.checked_sub(1).filter(|s| tree.words[*s].deprel == Deprel::Nsubj) else { return };
    let Some(verb) = tree.kids(root).find(|c| {
        let finite =
            tree.words[*c].feats.is(Feat::Mood, "Ind") || tree.words[*c].feats.is(Feat::VerbForm, "Fin");
        *c > root && tree.words[*c].deprel == Deprel::Conj && tree.words[*c].upos == Upos::Verb && finite
    }) else {
        return;
    };
    let Some(seeming) = tree.kids(verb).find(|c| *c < verb && tree.words[*c].deprel == Deprel::Nsubj) else {
        return;
    };
    let joined = tree.kids(seeming).any(|c| tree.words[c].deprel == Deprel::Cc);
    let fellow = tree.kids(root).find(|c| *c > root && *c < seeming && tree.words[*c].deprel == Deprel::Obl);
    let Some(fellow) = fellow.filter(|_| joined && tree.head(people) == Some(root)) else { return };
    tree.make_root(verb);
    tree.set_head(people, verb);
    tree.set_head(root, people);
    tree.words[root].deprel = Deprel::Amod;
    tree.set_head(seeming, fellow);
    tree.words[seeming].deprel = Deprel::Conj;
}

/// "demanded that he step down": a noun with a subject and a particle of its own is a verb.
pub(super) fn make_verb(tree: &mut Tree<'_>, i: usize) {
    let has = |kind: Deprel| tree.kids(i).any(|c| tree.words[c].deprel == kind);
    let clause = matches!(tree.words[i].deprel, Deprel::Ccomp | Deprel::Root | Deprel::Conj | Deprel::Advcl);
    let phrase = has(Deprel::Cop) || has(Deprel::Det) || has(Deprel::Case) || has(Deprel::NmodPoss);
    if tree.words[i].upos == Upos::Noun && clause && !phrase && has(Deprel::Nsubj) && has(Deprel::CompoundPrt)
    {
        tree.retag(i, Upos::Verb);
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::mend_names::tests::head;

    #[test]
    fn an_adjective_without_be_is_no_sentence() {
        let text = "Peruvian demonstrators angry at bread prices and petrol rationing rallied outside the ministry on Friday.";
        assert_eq!(head(text, "rallied"), ("root".to_owned(), "root".to_owned()));
        assert_eq!(head(text, "demonstrators"), ("rallied".to_owned(), "nsubj".to_owned()));
        assert_eq!(head("Peruvian demonstrators were angry at bread prices.", "angry").0, "root");
    }
}
