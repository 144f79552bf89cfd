//! Mends around names: whoever comes visiting is no clause, and a country before a title no second object.

use super::tree::Tree;
use crate::document::{Deprel, Upos};

/// "talks with visiting Thai officials": behind "with" a gerund has a subject, or it describes the noun after it.
pub fn seat_visitor(tree: &mut Tree<'_>, gerund: usize) {
    let clause = matches!(tree.words[gerund].deprel, Deprel::Advcl | Deprel::Acl);
    if gerund == 0 || tree.words[gerund].upos != Upos::Verb || !clause {
        return;
    }
    let with = gerund - 1;
    let is_mark = tree.words[with].deprel == Deprel::Mark && tree.head(with) == Some(gerund);
    let is_ing = tree.form(gerund).ends_with("ing");
    if !is_mark || !is_ing || !tree.form(with).eq_ignore_ascii_case("with") {
        return;
    }
    let kids: Vec<usize> = tree.kids(gerund).filter(|c| *c != with).collect();
    let subject = kids.iter().any(|c| matches!(tree.words[*c].deprel, Deprel::Nsubj | Deprel::NsubjPass));
    let noun = kids.iter().copied().find(|c| tree.words[*c].deprel == Deprel::Obj && *c > gerund);
    let Some(noun) = noun.filter(|_| !subject) else { return };
    let bare = !tree.kids(noun).any(|c| matches!(tree.words[c].deprel, Deprel::Det | Deprel::NmodPoss));
    let Some(above) = tree.head(gerund).filter(|_| bare) else { return };
    tree.set_head(noun, above);
    let nominal = matches!(tree.words[above].upos, Upos::Noun | Upos::Propn);
    tree.words[noun].deprel = if nominal { Deprel::Nmod } else { Deprel::Obl };
    kids.into_iter().filter(|c| *c != noun).for_each(|c| tree.set_head(c, above));
    tree.set_head(gerund, noun);
    tree.words[gerund].deprel = Deprel::Amod;
    tree.set_head(with, noun);
    tree.retag(with, Upos::Adp);
    tree.words[with].deprel = Deprel::Case;
}

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

#[cfg(test)]
mod tests {
    use crate::english;

    fn head(text: &str, word: &str) -> (String, String) {
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
