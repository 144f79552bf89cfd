//! What UD asks of every tree, whoever made it: function words are leaves, a predicate has one subject and one object,
//! part of speech and relation fit each other, lists run from left to right, punctuation crosses nothing.
//!
//! A parser that chooses each head by itself breaks these rules now and then. This pass comes last and mends what is
//! left; it follows the tag where tag and relation quarrel, since tags are right more often.

use super::tree::Tree;
use crate::document::{Deprel, Feat, Feats, Token, TokenId, Upos};

/// Full verbs that are UD English's auxiliaries as well.
const HELPERS: [&str; 4] = ["be", "have", "do", "get"];

/// Makes the words of one sentence, the first of which is `first`, a tree that UD's validator accepts.
pub fn keep_ud_rules(text: &str, words: &mut [Token], first: TokenId) {
    let mut tree = Tree::new(text, words, first);
    for i in 0..tree.len() {
        run_left_to_right(&mut tree, i);
        fit_relation(&mut tree, i);
    }
    for i in 0..tree.len() {
        leave_function_word(&mut tree, i);
    }
    for i in 0..tree.len() {
        keep_one_subject(&mut tree, i);
        keep_outer_subject(&mut tree, i);
        keep_one_object(&mut tree, i);
    }
    for i in 0..tree.len() {
        modify_nominal(&mut tree, i);
        mark_expression(&mut tree, i);
    }
    for i in 0..tree.len() {
        super::tree::attach_punctuation(&mut tree, i);
    }
    tree.write_heads();
}

/// A conjunct, an apposition or a later part of a name follows its head.
fn run_left_to_right(tree: &mut Tree<'_>, i: usize) {
    if tree.head(i).is_none_or(|h| h < i) {
        return;
    }
    let relation = match tree.words[i].deprel.universal() {
        "conj" | "appos" => Deprel::Parataxis,
        "flat" | "goeswith" => Deprel::Compound,
        "fixed" => usual_relation(tree, i),
        _ => return,
    };
    tree.words[i].deprel = relation;
}

/// The relation that a word of this part of speech commonly has. It is never one that the tag does not fit.
fn usual_relation(tree: &Tree<'_>, i: usize) -> Deprel {
    let head = tree.head(i);
    let nominal = head.is_some_and(|h| is_nominal(tree.words[h].upos));
    let either = |of_noun, of_verb| if nominal { of_noun } else { of_verb };
    match tree.words[i].upos {
        Upos::Adj => either(Deprel::Amod, Deprel::Advmod),
        Upos::Adp if i > 0 && head == Some(i - 1) && !nominal => Deprel::CompoundPrt,
        Upos::Adp | Upos::Pron => either(Deprel::Nmod, Deprel::Obl),
        Upos::Adv | Upos::Part => Deprel::Advmod,
        Upos::Aux => Deprel::Aux,
        Upos::Cconj => Deprel::Cc,
        Upos::Det => Deprel::Det,
        Upos::Intj => Deprel::Discourse,
        Upos::Noun | Upos::Propn => either(Deprel::NmodUnmarked, Deprel::OblUnmarked),
        Upos::Num => Deprel::Nummod,
        Upos::Punct => Deprel::Punct,
        Upos::Sconj => Deprel::Mark,
        Upos::Sym | Upos::Verb | Upos::X => Deprel::Dep,
    }
}

fn is_nominal(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn | Upos::Pron)
}

/// Whether a part of speech may have a relation.
fn fits(upos: Upos, relation: &str) -> bool {
    use Upos::*;
    match relation {
        "det" => matches!(upos, Det | Pron),
        "nummod" => matches!(upos, Num | Noun | Sym),
        "advmod" => matches!(upos, Adv | Adj | Cconj | Det | Part | Sym),
        "expl" => matches!(upos, Pron | Det | Part),
        "aux" => upos == Aux,
        "cop" => matches!(upos, Aux | Pron | Det),
        "case" => !matches!(upos, Propn | Adj | Pron | Det | Num | Aux | Punct),
        "mark" => !matches!(upos, Noun | Propn | Adj | Pron | Det | Num | Aux | Intj | Punct),
        "cc" => !matches!(upos, Noun | Propn | Adj | Pron | Det | Num | Verb | Aux | Intj | Punct),
        "fixed" => upos != Propn,
        "punct" => upos == Punct,
        "root" => true,
        _ => upos != Punct,
    }
}

/// Makes tag and relation of a word agree.
fn fit_relation(tree: &mut Tree<'_>, i: usize) {
    let relation = tree.words[i].deprel.universal();
    let upos = tree.words[i].upos;
    // the first word of a fixed expression gets its outer part of speech below: such as, as well as
    let leads = tree.kids(i).any(|k| tree.words[k].deprel == Deprel::Fixed) && upos != Upos::Punct;
    if fits(upos, relation) || leads && relation != "punct" {
        return;
    }
    let written = tree.form(i).chars().any(char::is_alphanumeric);
    let helper = HELPERS.contains(&tree.words[i].lemma.as_str());
    let left = tree.head(i).is_some_and(|h| i < h);
    match (upos, relation) {
        (Upos::Punct, "case") if tree.words[i].in_contraction => tree.words[i].upos = Upos::Part,
        (Upos::Punct, _) if written => tree.retag(i, Upos::X),
        (_, "punct") if !written => tree.retag(i, Upos::Punct),
        (Upos::Verb, "aux" | "cop") if helper && left => tree.words[i].upos = Upos::Aux,
        (Upos::Pron | Upos::Det, "mark") => tree.retag(i, Upos::Sconj),
        (Upos::Det, "cc") => tree.retag(i, Upos::Cconj),
        (Upos::Adp, "advmod") if tree.head(i).is_none_or(|h| h + 1 != i) => tree.retag(i, Upos::Adv),
        (Upos::Sconj, "det") => {
            tree.retag(i, Upos::Det);
            tree.words[i].feats = Feats::default().with(Feat::PronType, "Dem");
        }
        (_, "fixed") => tree.words[i].deprel = Deprel::Flat,
        _ => {}
    }
    if !fits(tree.words[i].upos, tree.words[i].deprel.universal()) {
        tree.words[i].deprel = usual_relation(tree, i);
    }
}

/// Whether a function word may have a dependent of this relation.
fn may_have(function: &str, relation: &str) -> bool {
    let any = matches!(relation, "goeswith" | "reparandum" | "conj" | "punct");
    match function {
        "aux" | "cop" => any || matches!(relation, "fixed" | "cc"),
        "case" | "mark" => any || matches!(relation, "fixed" | "cc" | "advmod" | "obl"),
        "cc" => any || relation == "fixed",
        "fixed" => any,
        "det" => {
            let odd =
                ["det", "case", "advmod", "obl", "fixed", "flat", "compound", "discourse", "parataxis", "cc"];
            any || odd.contains(&relation)
        }
        "punct" => relation == "punct",
        "goeswith" => false,
        _ => true,
    }
}

/// A word that hangs on a function word goes to that word's head.
fn leave_function_word(tree: &mut Tree<'_>, i: usize) {
    while let Some(head) = tree.head(i) {
        let function = tree.words[head].deprel.universal();
        let word = &tree.words[i];
        let negates =
            word.deprel == Deprel::Advmod && word.feats.is(Feat::Polarity, "Neg") && function != "punct";
        if negates || may_have(function, word.deprel.universal()) {
            return;
        }
        let Some(above) = tree.head(head) else { return };
        tree.set_head(i, above);
    }
}

fn is_subject(relation: Deprel) -> bool {
    matches!(relation, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj | Deprel::CsubjPass)
}

/// Of several subjects the one nearest before the predicate keeps its name; those further left belong to a clause
/// around it, those behind it are objects of some sort.
fn keep_one_subject(tree: &mut Tree<'_>, predicate: usize) {
    let subjects: Vec<usize> = tree.kids(predicate).filter(|k| is_subject(tree.words[*k].deprel)).collect();
    let (Some(&leftmost), true) = (subjects.first(), subjects.len() > 1) else { return };
    let kept = subjects.iter().copied().rfind(|s| *s < predicate).unwrap_or(leftmost);
    let objects = tree.kids(predicate).filter(|k| tree.words[*k].deprel == Deprel::Obj).count();
    for subject in subjects.into_iter().filter(|s| *s != kept) {
        let clause = matches!(tree.words[subject].deprel, Deprel::Csubj | Deprel::CsubjPass);
        tree.words[subject].deprel = match (subject < kept, clause) {
            (true, true) => Deprel::CsubjOuter,
            (true, false) => Deprel::NsubjOuter, // looked at again in `keep_outer_subject`
            (false, true) => Deprel::Advcl,
            (false, false) if objects == 0 => Deprel::Obj,
            (false, false) => Deprel::Obl,
        };
    }
}

/// Only a clause that is a predicate itself has a subject outside it: "the aim is to win". Before a plain verb the first of
/// two subjects may be a title ("former president Ana Costa spoke").
fn keep_outer_subject(tree: &mut Tree<'_>, predicate: usize) {
    if tree.words[predicate].upos != Upos::Verb
        || tree.kids(predicate).any(|k| tree.words[k].deprel == Deprel::Cop)
    {
        return;
    }
    let Some(outer) = tree.kids(predicate).find(|k| tree.words[*k].deprel == Deprel::NsubjOuter) else {
        return;
    };
    let inner = tree.kids(predicate).find(|k| *k > outer && is_subject(tree.words[*k].deprel));
    match inner {
        None => tree.words[outer].deprel = Deprel::Nsubj,
        Some(name) if tree.words[name].upos == Upos::Propn && tree.ends_before(outer, name) => {
            tree.set_head(outer, name);
            tree.words[outer].deprel = Deprel::NmodDesc;
        }
        // "The army, whose head is Omar Haddad, advanced": either may be the one who acts.
        Some(_) => {}
    }
}

/// Of several objects one keeps its name: "gave him the letter" has an indirect one, "called him a liar" a predicate.
fn keep_one_object(tree: &mut Tree<'_>, verb: usize) {
    let objects: Vec<usize> = tree.kids(verb).filter(|k| tree.words[*k].deprel == Deprel::Obj).collect();
    if objects.len() < 2 {
        return;
    }
    let kept = objects.iter().copied().find(|o| *o > verb).unwrap_or(objects[0]);
    for object in objects.into_iter().filter(|o| *o != kept) {
        let has_determiner =
            tree.kids(object).any(|k| matches!(tree.words[k].deprel, Deprel::Det | Deprel::NmodPoss));
        let adjacent = tree.ends_before(kept, object);
        if object < verb {
            tree.words[object].deprel = Deprel::Obl;
        } else if adjacent && has_determiner && tree.words[kept].upos == Upos::Pron {
            tree.words[kept].deprel = Deprel::Iobj;
            return keep_one_object(tree, verb);
        } else {
            tree.words[object].deprel = if adjacent { Deprel::Xcomp } else { Deprel::Parataxis };
        }
    }
}

/// What modifies a noun that is no predicate is `nmod`, not `obl`.
fn modify_nominal(tree: &mut Tree<'_>, i: usize) {
    let Some(head) = tree.head(i).filter(|_| tree.words[i].deprel.universal() == "obl") else { return };
    let plain = ["nsubj", "obj", "iobj", "obl", "vocative", "dislocated", "expl", "nmod"];
    if !is_nominal(tree.words[head].upos) || !plain.contains(&tree.words[head].deprel.universal()) {
        return;
    }
    let clause =
        tree.kids(head).any(|k| matches!(tree.words[k].deprel.universal(), "cop" | "nsubj" | "csubj"));
    if !clause {
        let unmarked = tree.words[i].deprel == Deprel::OblUnmarked;
        tree.words[i].deprel = if unmarked { Deprel::NmodUnmarked } else { Deprel::Nmod };
    }
}

/// A fixed expression says what it is as a whole (ExtPos); the torn parts of one word say so, too.
fn mark_expression(tree: &mut Tree<'_>, i: usize) {
    let has = |tree: &Tree<'_>, relation| tree.kids(i).any(|k| tree.words[k].deprel == relation);
    let now = tree.words[i].feats.get(Feat::ExtPos).and_then(|o| o.parse().ok());
    let suits = now.is_some_and(|upos| fits(upos, tree.words[i].deprel.universal()));
    if has(tree, Deprel::Fixed) {
        let outer = match tree.words[i].deprel.universal() {
            "case" => Some("ADP"),
            "mark" => Some("SCONJ"),
            "cc" => Some("CCONJ"),
            "advmod" => Some("ADV"),
            "det" => Some("DET"),
            "aux" => Some("AUX"),
            "amod" => Some("ADJ"),
            "nsubj" | "obj" | "obl" | "expl" => Some("PRON"),
            _ => None,
        };
        if let Some(outer) = outer.filter(|_| !suits) {
            tree.words[i].feats = tree.words[i].feats.with(Feat::ExtPos, outer);
        }
    } else if !suits {
        tree.words[i].feats = tree.words[i].feats.without(Feat::ExtPos);
    }
    if has(tree, Deprel::Goeswith) {
        tree.words[i].feats = tree.words[i].feats.with(Feat::Typo, "Yes");
    }
    if tree.words[i].deprel == Deprel::Goeswith {
        tree.words[i].upos = Upos::X;
        tree.words[i].feats = Feats::default();
        tree.words[i].lemma = "_".into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{SentenceId, Span};
    use proptest::prelude::*;

    /// Words written as form/tag/head/relation, heads from 1, as in CoNLL-U.
    fn read(line: &str) -> (String, Vec<Token>) {
        let (mut text, mut words) = (String::new(), Vec::new());
        for word in line.split(' ') {
            let [form, upos, head, deprel] = word.split('/').collect::<Vec<_>>()[..] else {
                panic!("{word}")
            };
            let start = text.len();
            text.push_str(form);
            words.push(Token {
                span: Span::new(start, text.len()),
                sentence: SentenceId(0),
                in_contraction: false,
                upos: upos.parse().expect("a tag"),
                feats: Feats::default(),
                lemma: form.to_lowercase().into(),
                head: head.parse::<u32>().expect("a number").checked_sub(1).map(TokenId),
                deprel: deprel.parse().expect("a relation"),
            });
            text.push(' ');
        }
        (text, words)
    }

    fn mended(line: &str) -> String {
        let (text, mut words) = read(line);
        keep_ud_rules(&text, &mut words, TokenId(0));
        let shown = words.iter().map(|w| {
            format!("{}/{}/{}/{}", w.span.of(&text), w.upos, w.head.map_or(0, |h| h.0 + 1), w.deprel)
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_hangs_on_an_auxiliary_goes_to_the_predicate() {
        let line = "Rain/NOUN/2/nsubj was/AUX/3/cop heavy/ADJ/0/root ./PUNCT/3/punct";
        assert_eq!(mended(line), line.replace("Rain/NOUN/2", "Rain/NOUN/3"));
    }

    #[test]
    fn a_predicate_has_one_subject_and_one_object() {
        assert_eq!(
            mended("Troy/PROPN/3/nsubj she/PRON/3/nsubj left/VERB/0/root"),
            "Troy/PROPN/3/nsubj:outer she/PRON/3/nsubj left/VERB/0/root"
        );
        assert_eq!(
            mended("They/PRON/2/nsubj gave/VERB/0/root them/PRON/2/obj the/DET/5/det letter/NOUN/2/obj"),
            "They/PRON/2/nsubj gave/VERB/0/root them/PRON/2/iobj the/DET/5/det letter/NOUN/2/obj"
        );
    }

    #[test]
    fn tag_and_relation_agree() {
        assert_eq!(
            mended("Both/DET/2/cc men/NOUN/0/root %/SYM/2/punct"),
            "Both/CCONJ/2/cc men/NOUN/0/root %/PUNCT/2/punct"
        );
        assert_eq!(
            mended("They/PRON/3/nsubj claim/VERB/3/aux left/VERB/0/root"),
            "They/PRON/3/nsubj claim/VERB/3/dep left/VERB/0/root"
        );
    }

    #[test]
    fn punctuation_crosses_nothing() {
        let line = "Rain/NOUN/2/nsubj fell/VERB/0/root ,/PUNCT/5/punct but/CCONJ/5/cc stopped/VERB/2/conj ./PUNCT/1/punct";
        assert_eq!(mended(line), line.replace("./PUNCT/1", "./PUNCT/2"));
    }

    proptest! {
        /// Whatever a parser says, the tree stays a tree.
        #[test]
        fn a_tree_stays_a_tree(words in prop::collection::vec((0usize..17, 0usize..60, any::<prop::sample::Index>()), 1..14)) {
            let (mut text, mut tokens) = (String::new(), Vec::new());
            for (i, (upos, deprel, head)) in words.iter().enumerate() {
                let start = text.len();
                text.push_str(if i % 3 == 0 { "," } else { "the" });
                // each word hangs on an earlier one, so there is one root and no circle; then they are turned round
                let head = (i > 0).then(|| TokenId(head.index(i) as u32));
                let deprel = head.map_or(Deprel::Root, |_| Deprel::ALL[deprel % Deprel::ALL.len()]);
                let upos = Upos::ALL[upos % Upos::ALL.len()];
                let span = Span::new(start, text.len());
                let feats = Feats::parse("ExtPos=ADP");
                tokens.push(Token { span, sentence: SentenceId(0), in_contraction: false, upos, feats, lemma: "the".into(), head, deprel });
                text.push(' ');
            }
            let n = tokens.len() as u32;
            tokens.reverse();
            for token in &mut tokens {
                token.head = token.head.map(|h| TokenId(n - 1 - h.0));
            }
            keep_ud_rules(&text, &mut tokens, TokenId(0));
            prop_assert_eq!(tokens.iter().filter(|t| t.head.is_none()).count(), 1);
            for start in 0..tokens.len() {
                let way = std::iter::successors(Some(start), |at| tokens[*at].head.map(TokenId::index));
                prop_assert!(way.take(tokens.len() + 1).any(|at| tokens[at].head.is_none()));
            }
        }
    }
}
