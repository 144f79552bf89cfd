//! Mends around names: a country before a title is no second object.

use super::tree::Tree;
use crate::document::{Deprel, Feat, Upos};

/// "received US Ambassador Ana Costa", "visited UAE President Sheikh Omar": what stands before a title is no object beside
/// the name but belongs to it, and the name is the object.
pub fn join_country(tree: &mut Tree<'_>, i: usize) {
    let has = |i: usize, kinds: &[Deprel]| tree.kids(i).any(|c| kinds.contains(&tree.words[c].deprel));
    let Some(verb) = tree.head(i).filter(|_| tree.words[i].upos == Upos::Propn) else { return };
    let taken = [Deprel::Obj, Deprel::NsubjPass, Deprel::Iobj];
    match tree.words[i].deprel {
        Deprel::Xcomp if !has(verb, &taken) && !has(i, &[Deprel::Mark, Deprel::Cop, Deprel::Det]) => {
            tree.words[i].deprel = Deprel::Obj;
        }
        Deprel::Obj | Deprel::Iobj => {
            let title = (i + 1..tree.len()).find(|t| tree.words[*t].upos != Upos::Punct);
            let Some(title) = title.filter(|t| tree.words[*t].deprel == Deprel::NmodDesc) else { return };
            let Some(name) = tree.head(title).filter(|n| *n > title) else { return };
            let beside = matches!(tree.words[name].deprel, Deprel::Xcomp | Deprel::Obj | Deprel::Iobj);
            let ends = tree.kids(i).all(|c| c < i || tree.words[c].upos == Upos::Punct);
            if tree.head(name) == Some(verb) && beside && ends {
                tree.words[name].deprel = Deprel::Obj;
                tree.set_head(i, name);
                tree.words[i].deprel = Deprel::Compound;
            }
        }
        _ => {}
    }
}

/// "sent a letter **to Ankara** apologising for the raid": who stands behind a preposition is no subject of the participle.
pub fn free_receiver(tree: &mut Tree<'_>, i: usize) {
    let Some(participle) = tree.head(i).filter(|p| *p > i && tree.words[i].deprel == Deprel::Nsubj) else {
        return;
    };
    let form = &tree.words[participle].feats;
    let is_participle = form.is(Feat::VerbForm, "Ger") || form.is(Feat::VerbForm, "Part");
    let hangs = matches!(tree.words[participle].deprel, Deprel::Advcl | Deprel::Acl);
    let to = tree.kids(i).any(|c| {
        c < i && tree.words[c].deprel == Deprel::Case && tree.words[c].lemma.eq_ignore_ascii_case("to")
    });
    let Some(verb) = tree.head(participle).filter(|v| *v < i && is_participle && hangs && to) else { return };
    tree.set_head(i, verb);
    tree.words[i].deprel = if tree.words[verb].upos == Upos::Verb { Deprel::Obl } else { Deprel::Nmod };
}

#[cfg(test)]
pub(super) mod tests {
    use crate::english;

    /// The head and the relation of a word.
    pub(in crate::annotate) fn head(text: &str, word: &str) -> (String, String) {
        let doc = english().annotate(text);
        let token = doc.tokens.iter().find(|t| doc.slice(t.span) == word).expect("the word is there");
        let head = token.head.map_or("root".to_owned(), |h| doc.slice(doc.tokens[h.index()].span).to_owned());
        (head, token.deprel.to_string())
    }

    #[test]
    fn a_visitor_is_no_visit_and_a_country_no_second_object() {
        let text = "The premier held talks with visiting Thai officials.";
        assert_eq!(head(text, "visiting"), ("officials".to_owned(), "amod".to_owned()));
        let text = "President Islam Karimov received US Ambassador John Herbst at his residence.";
        assert_eq!(head(text, "John"), ("received".to_owned(), "obj".to_owned()));
    }
}
