//! Mends what a parser may get wrong and grammar knows better: a finite verb is no attribute of a name, and no part of
//! somebody else's infinitive; a preposition belongs to its noun, the words of a name hold together. Two mends ask the lexicon:
//! what is said in a statement is said, and whoever is willing is someone. What any UD tree must be like is `ud_rules`' matter.

use super::mend_names::{free_receiver, join_country};
use super::mend_roots::{make_verb, raise_behind_adjective};
use super::numbers::is_hedged_number;
use super::tree::Tree;
use crate::document::{Deprel, Feat, Feats, Token, TokenId, Upos};
use crate::lexicon::CuePos;
use crate::lexicon::Lexicon;
use crate::lexicon::modality::{Effect, ModalKind, Modality};
use std::ops::Range;

/// Sets heads and relations right within one sentence, whose first word is `first`.
/// `names` are where the names stand in it.
pub fn mend_clauses(
    text: &str,
    words: &mut [Token],
    first: TokenId,
    names: impl Iterator<Item = Range<usize>>,
) {
    let mut tree = Tree::new(text, words, first);
    names.for_each(|name| hold_name(&mut tree, name));
    raise_main_verb(&mut tree);
    raise_attribute(&mut tree);
    raise_behind_adjective(&mut tree);
    for i in 0..tree.len() {
        give_back_preposition(&mut tree, i);
        give_sum(&mut tree, i);
        give_object(&mut tree, i);
    }
    free_past_tenses(&mut tree);
    for i in 0..tree.len() {
        make_active(&mut tree, i);
        seat_gerund(&mut tree, i);
        raise_compound(&mut tree, i);
        free_means(&mut tree, i);
        free_subject(&mut tree, i);
        lift_preposition(&mut tree, i);
        free_preposition(&mut tree, i);
        join_country(&mut tree, i);
        free_receiver(&mut tree, i);
        make_verb(&mut tree, i);
    }
    tree.write_heads();
}

fn is_finite(tree: &Tree<'_>, i: usize) -> bool {
    let own =
        |i: usize| tree.words[i].feats.is(Feat::Mood, "Ind") || tree.words[i].feats.is(Feat::VerbForm, "Fin");
    own(i) || tree.kids(i).any(|c| tree.words[c].deprel == Deprel::Aux && own(c))
}

fn is_relative(tree: &Tree<'_>, i: usize) -> bool {
    tree.kids(i).any(|c| {
        tree.words[c].feats.is(Feat::PronType, "Rel")
            || tree.kids(c).any(|g| tree.words[g].feats.is(Feat::PronType, "Rel"))
    })
}

/// Whether the sentence is a full one (not a headline) without a finite verb outside its relative clauses.
fn has_no_other_verb(tree: &Tree<'_>) -> bool {
    let ends = tree.words.last().is_some_and(|w| w.upos == Upos::Punct && w.span.len() == 1);
    ends && (0..tree.len()).all(|i| {
        tree.words[i].deprel == Deprel::AclRelcl
            || !matches!(tree.words[i].upos, Upos::Verb | Upos::Aux)
            || !is_finite(tree, i)
    })
}

/// "negotiated", without auxiliary and agent.
fn is_bare_past(tree: &Tree<'_>, i: usize) -> bool {
    tree.words[i].feats.is(Feat::VerbForm, "Part")
        && tree.words[i].feats.is(Feat::Tense, "Past")
        && !tree.kids(i).any(|c| match tree.words[c].deprel {
            Deprel::Aux | Deprel::AuxPass => true,
            Deprel::OblAgent => !is_means(tree, c),
            _ => false,
        })
}

/// "by video", "by train": a bare noun in the singular does nothing itself.
fn is_means(tree: &Tree<'_>, i: usize) -> bool {
    let bare = tree.kids(i).all(|c| tree.words[c].deprel == Deprel::Case);
    bare && tree.words[i].upos == Upos::Noun && tree.words[i].feats.is(Feat::Number, "Sing")
}

/// "Soldiers trained alongside allies": no passive without its auxiliary in a main clause.
fn make_active(tree: &mut Tree<'_>, i: usize) {
    if tree.words[i].deprel != Deprel::NsubjPass {
        return;
    }
    let Some(verb) = tree.head(i) else { return };
    let main = matches!(tree.words[verb].deprel, Deprel::Root | Deprel::Ccomp);
    let helped = tree.kids(verb).any(|c| {
        matches!(tree.words[c].deprel, Deprel::Aux | Deprel::AuxPass | Deprel::OblAgent | Deprel::Cop)
    });
    if main && !helped {
        tree.words[i].deprel = Deprel::Nsubj;
    }
}

/// "with leading officials": a participle before a noun has no mark; what stands before it is the noun's preposition.
fn free_preposition(tree: &mut Tree<'_>, participle: usize) {
    let attribute =
        tree.words[participle].upos == Upos::Verb && tree.words[participle].deprel == Deprel::Amod;
    let Some(noun) = tree.head(participle).filter(|noun| attribute && *noun > participle) else { return };
    let mark = tree.kids(participle).find(|c| *c + 1 == participle && tree.words[*c].deprel == Deprel::Mark);
    let has_case = tree.kids(noun).any(|c| tree.words[c].deprel == Deprel::Case);
    if let Some(mark) = mark.filter(|m| !has_case && tree.words[*m].upos == Upos::Sconj) {
        tree.set_head(mark, noun);
        tree.retag(mark, Upos::Adp);
        tree.words[mark].deprel = Deprel::Case;
    }
}

/// "with his counterpart Ana Costa": the preposition belongs to the name, not to the title before it.
fn lift_preposition(tree: &mut Tree<'_>, title: usize) {
    // in "Secretary of State Ana Costa" the title goes on before the preposition
    let described = tree.kids(title).any(|c| matches!(tree.words[c].deprel, Deprel::NmodPoss | Deprel::Amod));
    if tree.words[title].deprel != Deprel::NmodDesc || !described {
        return;
    }
    let Some(name) = tree.head(title).filter(|name| *name > title) else { return };
    let own = tree.kids(title).find(|c| *c < title && tree.words[*c].deprel == Deprel::Case);
    let has_case = tree.kids(name).any(|c| tree.words[c].deprel == Deprel::Case);
    if let Some(preposition) = own.filter(|_| !has_case) {
        tree.set_head(preposition, name);
    }
}

/// "Fighting broke out", "Shelling killed two": a gerund right before a verb that has no subject is its subject.
fn seat_gerund(tree: &mut Tree<'_>, gerund: usize) {
    let verb = gerund + 1;
    let is_gerund = tree.words[gerund].upos == Upos::Verb
        && tree.words[gerund].feats.is(Feat::VerbForm, "Ger")
        && tree.words[gerund].deprel == Deprel::Advcl
        && tree.head(gerund) == Some(verb);
    if !is_gerund || tree.kids(gerund).next().is_some() || !is_finite(tree, verb) {
        return;
    }
    let subject = |c: usize| matches!(tree.words[c].deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Expl);
    if tree.kids(verb).any(subject) {
        return;
    }
    let lemma = tree.form(gerund).to_lowercase();
    tree.retag(gerund, Upos::Noun);
    tree.words[gerund].lemma = lemma.into();
    tree.words[gerund].deprel = Deprel::Nsubj;
}

/// "Police baton-charged teachers", "Chad test-fired a rocket": whoever stands before a verb with a hyphen is no part of its
/// first half.
fn free_subject(tree: &mut Tree<'_>, verb: usize) {
    let Some(first) = verb.checked_sub(2).filter(|f| *f > 0 && tree.form(verb - 1) == "-") else { return };
    let is_subject = |d: Deprel| matches!(d, Deprel::Nsubj | Deprel::NsubjPass);
    let half = tree.words[first].deprel;
    let is_verb = tree.words[verb].upos == Upos::Verb
        && (half == Deprel::Compound || is_subject(half))
        && tree.head(first) == Some(verb);
    if !is_verb || tree.kids(verb).any(|c| c != first && is_subject(tree.words[c].deprel)) {
        return;
    }
    let noun = first - 1;
    let named = matches!(tree.words[noun].upos, Upos::Noun | Upos::Propn);
    if named && tree.head(noun) == Some(first) && tree.words[noun].deprel == Deprel::Compound {
        tree.set_head(noun, verb);
        tree.words[noun].deprel = Deprel::Nsubj;
        tree.words[first].deprel = Deprel::Compound;
    }
}

/// "demanded that the country cancel plans": a verb with a subject and a mark of its own is no half of a noun, and the noun is its object.
fn raise_compound(tree: &mut Tree<'_>, verb: usize) {
    let is_half = matches!(tree.words[verb].deprel, Deprel::Compound | Deprel::Amod);
    let Some(noun) = tree.head(verb).filter(|n| is_half && *n > verb) else { return };
    let has = |kind| tree.kids(verb).any(|c| tree.words[c].deprel == kind && c < verb);
    let stands = tree.words[verb].upos == Upos::Verb && has(Deprel::Nsubj) && has(Deprel::Mark);
    let Some(above) = tree.head(noun).filter(|_| stands) else { return };
    tree.set_head(verb, above);
    tree.words[verb].deprel = tree.words[noun].deprel;
    tree.set_head(noun, verb);
    tree.words[noun].deprel = Deprel::Obj;
}

/// "retaliated by shelling villages": behind `by` in an active clause a gerund and a bare noun are a clause of their own, and no
/// phrase with an adjective ("was met by visiting officials").
fn free_means(tree: &mut Tree<'_>, gerund: usize) {
    let Some(noun) = tree.head(gerund).filter(|n| *n == gerund + 1) else { return };
    let Some(by) = gerund.checked_sub(1).filter(|b| tree.form(*b) == "by") else { return };
    let Some(verb) = tree.head(noun) else { return };
    let passive = |c: usize| matches!(tree.words[c].deprel, Deprel::AuxPass | Deprel::NsubjPass);
    let fits = tree.words[gerund].upos == Upos::Verb
        && tree.words[gerund].feats.is(Feat::VerbForm, "Ger")
        && tree.words[gerund].deprel == Deprel::Amod
        && tree.head(by) == Some(noun)
        && tree.words[noun].deprel == Deprel::Obl
        && tree.words[verb].upos == Upos::Verb
        && tree.words[verb].deprel != Deprel::Acl
        && !tree.kids(verb).any(passive);
    if fits {
        tree.set_head(gerund, verb);
        tree.words[gerund].deprel = Deprel::Advcl;
        tree.set_head(by, gerund);
        tree.words[by].deprel = Deprel::Mark;
        tree.words[by].upos = Upos::Sconj;
        tree.set_head(noun, gerund);
        tree.words[noun].deprel = Deprel::Obj;
    }
}

/// "One third of the rebels have been disarmed", "Minister Ana Costa spoke by telephone", parsed as a noun with a clause
/// hung on it: the clause is the sentence, the noun its subject.
fn raise_main_verb(tree: &mut Tree<'_>) {
    let Some(root) = (0..tree.len()).find(|i| tree.head(*i).is_none()) else { return };
    if !matches!(tree.words[root].upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron) {
        return;
    }
    if tree.kids(root).any(|c| matches!(tree.words[c].deprel, Deprel::Cop | Deprel::Nsubj)) {
        return;
    }
    let alone = has_no_other_verb(tree);
    let verb = tree.kids(root).find(|c| {
        *c > root
            && tree.words[*c].upos == Upos::Verb
            && matches!(tree.words[*c].deprel, Deprel::Acl | Deprel::AclRelcl)
            && (is_finite(tree, *c) || (alone && is_bare_past(tree, *c)))
            && !is_relative(tree, *c)
            && !tree.kids(*c).any(|m| tree.words[m].deprel == Deprel::Mark && m < *c)
    });
    let Some(verb) = verb else { return };
    let is_subject = |c: &usize| matches!(tree.words[*c].deprel, Deprel::Nsubj | Deprel::NsubjPass);
    let own = tree.kids(verb).find(is_subject);
    let passive = tree.kids(verb).any(|c| tree.words[c].deprel == Deprel::AuxPass);
    if let Some(own) = own {
        // "President A and Prime Minister B spoke": two subjects, torn apart
        let joined = tree.kids(own).any(|c| {
            tree.words[c].deprel == Deprel::Cc || tree.kids(c).any(|g| tree.words[g].deprel == Deprel::Cc)
        });
        if !joined || own > verb || own < root {
            return;
        }
        tree.words[own].deprel = Deprel::Conj;
        tree.set_head(own, root);
    }
    tree.make_root(verb);
    tree.set_head(root, verb);
    tree.words[root].deprel = if passive { Deprel::NsubjPass } else { Deprel::Nsubj };
}

/// "Qatar hosted talks.", parsed as talks that were hosted by nobody: a name, a past form and a noun are a sentence if
/// there is no other verb.
fn raise_attribute(tree: &mut Tree<'_>) {
    let Some(root) = (0..tree.len()).find(|i| tree.head(*i).is_none()) else { return };
    let Some(verb) = (1..root).find(|i| {
        tree.head(*i) == Some(root)
            && tree.words[*i].deprel == Deprel::Amod
            && tree.words[*i].upos == Upos::Verb
            && is_bare_past(tree, *i)
    }) else {
        return;
    };
    let name = verb - 1;
    let is_name = tree.words[name].upos == Upos::Propn && tree.head(name) == Some(root);
    let is_phrase = tree.kids(root).any(|c| {
        matches!(
            tree.words[c].deprel,
            Deprel::Cop | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Det | Deprel::Case
        )
    });
    if !is_name || is_phrase || tree.words[root].upos != Upos::Noun || !has_no_other_verb(tree) {
        return;
    }
    for i in (0..name).chain(root + 1..tree.len()) {
        // what stood before the name modifies it; the end of the sentence is the verb's
        if tree.head(i) == Some(root) && (i < name || tree.words[i].upos == Upos::Punct) {
            tree.set_head(i, if i < name { name } else { verb });
        }
    }
    tree.make_root(verb);
    tree.words[verb].feats = Feats::parse("Mood=Ind|Tense=Past|VerbForm=Fin");
    for (i, relation) in [(name, Deprel::Nsubj), (root, Deprel::Obj)] {
        tree.set_head(i, verb);
        tree.words[i].deprel = relation;
    }
}

/// "called upon leaders to end the war": a preposition before a noun belongs to it, not to the infinitive behind it. Only
/// "for" can belong to the infinitive ("for peace to hold").
fn give_back_preposition(tree: &mut Tree<'_>, i: usize) {
    let loose = tree.words[i].deprel == Deprel::Mark
        && matches!(tree.words[i].upos, Upos::Adp | Upos::Sconj)
        && !tree.words[i].lemma.eq_ignore_ascii_case("for");
    let Some(verb) = tree.head(i).filter(|v| loose && *v > i + 2) else { return };
    let to = tree.kids(verb).find(|c| *c > i && tree.words[*c].upos == Upos::Part);
    let Some(to) = to.filter(|_| tree.words[verb].feats.is(Feat::VerbForm, "Inf")) else { return };
    let noun = (i + 1..to).find(|n| {
        matches!(tree.words[*n].deprel.universal(), "obl" | "obj" | "iobj")
            && tree.head(*n).is_some_and(|h| h < i)
            && tree.head(*n) == tree.head(verb)
            && !tree.kids(*n).any(|c| tree.words[c].deprel == Deprel::Case)
    });
    let Some(noun) = noun else { return };
    tree.set_head(i, noun);
    (tree.words[i].deprel, tree.words[i].upos) = (Deprel::Case, Upos::Adp);
    tree.words[noun].deprel = Deprel::Obl;
}

/// "promised Moldova 20 million euros": a number of things is what is given, and no predicate of the one who gets it.
fn give_sum(tree: &mut Tree<'_>, i: usize) {
    let counted = |i: usize| tree.kids(i).any(|c| tree.words[c].deprel == Deprel::Nummod);
    let is_given =
        matches!(tree.words[i].deprel, Deprel::Xcomp | Deprel::Obj) && tree.words[i].upos == Upos::Noun;
    if !is_given || !counted(i) {
        return;
    }
    let Some(verb) = tree.head(i).filter(|v| *v < i) else { return };
    let taker = tree.kids(verb).find(|c| tree.words[*c].deprel == Deprel::Obj && *c > verb && *c < i);
    if let Some(taker) = taker {
        (tree.words[taker].deprel, tree.words[i].deprel) = (Deprel::Iobj, Deprel::Obj);
    }
}

/// "called off its strike", parsed as circumstance: a bare noun right behind a verb's particle is what the verb is done to.
fn give_object(tree: &mut Tree<'_>, i: usize) {
    let is_loose = tree.words[i].deprel == Deprel::Obl && tree.words[i].upos == Upos::Noun;
    let Some(verb) = tree.head(i).filter(|v| is_loose && *v < i) else { return };
    let has =
        |of: usize, relations: &[Deprel]| tree.kids(of).any(|c| relations.contains(&tree.words[c].deprel));
    let first = tree.kids(i).min().map_or(i, |c| c.min(i));
    let particle = first > 0 && tree.words[first - 1].deprel == Deprel::CompoundPrt;
    let is_taken = has(verb, &[Deprel::Obj, Deprel::NsubjPass, Deprel::AuxPass]) || has(i, &[Deprel::Case]);
    // "handed over to Chad four men": so is one behind the phrase that tells to whom
    let is_behind = |c: usize| {
        let to = tree.kids(c).any(|m| tree.words[m].deprel == Deprel::Case && tree.words[m].lemma == "to");
        tree.words[c].deprel == Deprel::Obl && c > verb && c < first && to
    };
    let shifted = tree.kids(verb).any(is_behind) && !has(i, &[Deprel::Mark, Deprel::Advmod]);
    if (particle || shifted) && !is_taken && has(verb, &[Deprel::Nsubj]) {
        tree.words[i].deprel = Deprel::Obj;
    }
}

/// "According to Addis Ababa", parsed as two adjuncts side by side: the words of a name hold together.
fn hold_name(tree: &mut Tree<'_>, name: Range<usize>) {
    let (lead, relation) = (name.start, tree.words[name.start].deprel);
    let Some(above) = tree.head(lead).filter(|h| !name.contains(h)) else { return };
    let is_phrase = matches!(relation.universal(), "nsubj" | "obj" | "iobj" | "obl" | "nmod" | "conj");
    if tree.words[lead].upos != Upos::Propn || !is_phrase || relation == Deprel::NmodDesc {
        return;
    }
    for i in name.skip(1) {
        if tree.words[i].upos == Upos::Propn
            && tree.head(i) == Some(above)
            && tree.words[i].deprel == relation
        {
            tree.set_head(i, lead);
            tree.words[i].deprel = Deprel::Flat;
        }
    }
}

/// "urged the embassy to wait and spoke with the minister": a past tense is coordinated with the finite verb, not with
/// the infinitive that stands nearer.
fn free_past_tenses(tree: &mut Tree<'_>) {
    for i in 0..tree.len() {
        let past = tree.words[i].deprel == Deprel::Conj
            && tree.words[i].upos == Upos::Verb
            && tree.words[i].feats.is(Feat::Mood, "Ind")
            && tree.words[i].feats.is(Feat::Tense, "Past");
        let Some(mut above) = tree.head(i).filter(|_| past) else { continue };
        if !tree.words[above].feats.is(Feat::VerbForm, "Inf") || is_finite(tree, above) {
            continue;
        }
        for _ in 0..6 {
            let Some(next) = tree.head(above) else { break };
            above = next;
            if tree.words[above].upos == Upos::Verb && is_finite(tree, above) {
                tree.set_head(i, above);
                break;
            }
        }
    }
}

/// "said in a statement that the wells were clean": what was said hangs on the verb, not on the statement.
pub fn mend_reported(tokens: &mut [Token], lexicon: &Lexicon) {
    for i in 0..tokens.len() {
        if !matches!(tokens[i].deprel, Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp) {
            continue;
        }
        let Some(noun) = tokens[i].head.map(|h| h.index()).filter(|noun| *noun < i) else { continue };
        let Some(verb) = tokens[noun].head.filter(|v| tokens[noun].deprel == Deprel::Obl && v.index() < noun)
        else {
            continue;
        };
        let own = |head: usize| {
            let head = TokenId(head as u32);
            let near = &tokens[verb.index()..tokens.len().min(i + 20)];
            near.iter().filter(move |t| t.head == Some(head))
        };
        let is_channel = lexicon.channels.get(&tokens[noun].lemma).is_some_and(|channel| {
            own(noun).any(|t| t.deprel == Deprel::Case && channel.preps.contains(&t.lemma))
        });
        let told = own(i).any(|t| t.deprel == Deprel::Mark && t.lemma == "that");
        let has_content = own(verb.index()).any(|t| matches!(t.deprel, Deprel::Ccomp | Deprel::Xcomp));
        let speaks = !lexicon.cues.find(&tokens[verb.index()].lemma, CuePos::Verb).is_empty();
        if is_channel && told && speaks && !has_content {
            (tokens[i].head, tokens[i].deprel) = (Some(verb), Deprel::Ccomp);
        }
    }
}

/// "said on Monday after talks with his Malian colleague that the wells were clean": what was said hangs on the verb of saying
/// that has no content yet, not on the nearest noun or verb.
pub fn mend_far_contents(tokens: &mut [Token], lexicon: &Lexicon) {
    for i in 0..tokens.len() {
        if !matches!(tokens[i].deprel, Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp) {
            continue;
        }
        let here = Some(TokenId(i as u32));
        let near = &tokens[i.saturating_sub(25)..tokens.len().min(i + 20)];
        let has = |fits: &dyn Fn(&Token) -> bool| near.iter().any(|t| t.head == here && fits(t));
        let told = has(&|t| t.deprel == Deprel::Mark && t.lemma == "that");
        let whole = has(&|t| matches!(t.deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Expl));
        if !told || !whole {
            continue;
        }
        if let Some(verb) = sayer_above(tokens, i, lexicon) {
            (tokens[i].head, tokens[i].deprel) = (Some(verb), Deprel::Ccomp);
        }
    }
}

/// The verb of saying above a clause, if nothing between the two may have the clause, and it has none.
fn sayer_above(tokens: &[Token], clause: usize, lexicon: &Lexicon) -> Option<TokenId> {
    let speaks = |at: usize, pos: CuePos| !lexicon.cues.find(&tokens[at].lemma, pos).is_empty();
    let mut at = tokens[clause].head?.index();
    for _ in 0..6 {
        let token = &tokens[at];
        if at > clause || token.upos != Upos::Verb && speaks(at, CuePos::Noun) {
            return None; // "the claim that …"
        }
        if token.upos == Upos::Verb && speaks(at, CuePos::Verb) {
            let head = Some(TokenId(at as u32));
            let near = &tokens[at.saturating_sub(20)..tokens.len().min(clause + 20)];
            let content = near
                .iter()
                .any(|t| t.head == head && matches!(t.deprel, Deprel::Ccomp | Deprel::Xcomp | Deprel::Obj));
            return (!content && at + 1 < clause).then_some(TokenId(at as u32));
        }
        let within = matches!(
            token.deprel,
            Deprel::Obl
                | Deprel::OblUnmarked
                | Deprel::Nmod
                | Deprel::NmodPoss
                | Deprel::NmodUnmarked
                | Deprel::Obj
                | Deprel::Advcl
                | Deprel::Appos
                | Deprel::Flat
                | Deprel::Conj
        );
        if !within {
            return None;
        }
        at = token.head?.index();
    }
    None
}

/// "from neighbouring Chad": a participle that only describes the name behind it is no clause.
pub fn mend_descriptions(tokens: &mut [Token], lexicon: &Lexicon) {
    for i in 1..tokens.len().saturating_sub(1) {
        let (before, this) = (&tokens[i - 1], &tokens[i]);
        let here = Some(TokenId(i as u32));
        let clause = matches!(this.deprel, Deprel::Advcl | Deprel::Acl | Deprel::Xcomp);
        let marked = before.deprel == Deprel::Mark && before.head == here;
        let bare = this.head == Some(TokenId(i as u32 - 1)); // "met visiting Thai officials"
        if this.upos != Upos::Verb
            || !clause
            || !(marked || bare)
            || !lexicon.frames.class_has("descriptive", &this.lemma)
        {
            continue;
        }
        let near = tokens.len().min(i + 20);
        let is_object = |t: &usize| tokens[*t].head == here && tokens[*t].deprel == Deprel::Obj;
        let Some(noun) = (i + 1..near).find(is_object) else { continue };
        let name = TokenId(noun as u32);
        let has_article = tokens[i + 1..noun].iter().any(|t| t.deprel == Deprel::Det && t.head == Some(name));
        if has_article {
            continue;
        }
        let (above, relation) = (this.head, this.deprel);
        let relation = match relation {
            _ if bare => Deprel::Obj,
            Deprel::Acl => Deprel::Nmod,
            _ => Deprel::Obl,
        };
        (tokens[noun].head, tokens[noun].deprel) = (above, relation);
        if marked {
            let mark = &mut tokens[i - 1];
            (mark.head, mark.deprel, mark.upos) = (Some(name), Deprel::Case, Upos::Adp);
        }
        for token in tokens[i + 1..near].iter_mut().filter(|t| t.head == here) {
            token.head = Some(name);
        }
        (tokens[i].head, tokens[i].deprel, tokens[i].upos) = (Some(name), Deprel::Amod, Upos::Adj);
    }
}

/// "It was ready to leave": what is ready, willing or due is somebody, so the "it" before it stands for someone.
pub fn mend_expletives(tokens: &mut [Token], modality: &Modality) {
    for i in 0..tokens.len() {
        if tokens[i].deprel != Deprel::Expl {
            continue;
        }
        let Some(head) = tokens[i].head.map(|h| h.index()) else { continue };
        let personal = matches!(
            modality.effect(ModalKind::Adjective, &tokens[head].lemma),
            Some(Effect::Planned | Effect::Denied)
        );
        let near = tokens.len().min(head + 12);
        let open = tokens[head..near]
            .iter()
            .any(|t| t.deprel == Deprel::Xcomp && t.head.is_some_and(|h| h.index() == head));
        let has_subject = tokens[head.saturating_sub(20)..near]
            .iter()
            .any(|t| t.deprel.universal() == "nsubj" && t.head.is_some_and(|h| h.index() == head));
        if personal && open && !has_subject && tokens[head].upos == Upos::Adj {
            tokens[i].deprel = Deprel::Nsubj;
        }
    }
}

/// "killed between 20 and 30 rebels", "shot dead a couple of men": the hedge is no preposition, and who is counted is the object.
pub fn mend_hedged_objects(text: &str, tokens: &mut [Token], lexicon: &Lexicon) {
    for i in 0..tokens.len() {
        if !matches!(tokens[i].deprel, Deprel::Obl | Deprel::OblUnmarked) {
            continue;
        }
        let Some(verb) = tokens[i].head.map(|h| h.index()).filter(|v| *v < i) else { continue };
        let under = |t: &Token, head: usize| t.head.is_some_and(|h| h.index() == head);
        let has_object = tokens[verb..].iter().take(30).any(|t| t.deprel == Deprel::Obj && under(t, verb));
        let passive =
            tokens[..verb].iter().rev().take(20).any(|t| t.deprel == Deprel::NsubjPass && under(t, verb));
        if tokens[verb].upos != Upos::Verb || has_object || passive {
            continue;
        }
        let skip =
            |t: &Token| t.deprel == Deprel::CompoundPrt || (t.deprel == Deprel::Xcomp && t.upos == Upos::Adj);
        let first = verb + 1 + usize::from(verb + 1 < i && skip(&tokens[verb + 1]));
        let counted = (first..=i).rev().find(|n| tokens[*n].upos == Upos::Num);
        if first >= i {
            continue;
        }
        let last = counted.unwrap_or(i);
        let span = tokens[first].span.join(tokens[last].span);
        let is_people = |t: &Token| lexicon.counted.is_people(&t.lemma);
        let people = tokens[i].upos == Upos::Num || tokens[i..].iter().take(3).any(is_people);
        // "sat down with officials" keeps its preposition
        let bare = first > verb + 1 && tokens[first].deprel != Deprel::Case;
        if people && (bare || is_hedged_number(text, span, lexicon)) {
            tokens[i].deprel = Deprel::Obj;
            for hedge in tokens[first..last].iter_mut().filter(|t| t.deprel == Deprel::Case) {
                hedge.deprel = Deprel::Advmod;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::english;

    fn head(text: &str, word: &str) -> (String, String) {
        let doc = english().annotate(text);
        let token = doc.tokens.iter().find(|t| doc.slice(t.span) == word).expect("the word is in the text");
        let head = token.head.map_or("root".to_owned(), |h| doc.slice(doc.tokens[h.index()].span).to_owned());
        (head, token.deprel.to_string())
    }

    #[test]
    fn a_hedge_before_a_number_makes_no_circumstance() {
        let text = "Government troops killed between 20 and 30 rebels near Kidal.";
        assert_eq!(head(text, "rebels"), ("killed".to_owned(), "obj".to_owned()));
        let text = "Police in Karachi rounded up around 80 members of the opposition.";
        assert_eq!(head(text, "members"), ("rounded".to_owned(), "obj".to_owned()));
    }

    #[test]
    fn what_is_called_off_is_an_object() {
        let text = "The Jordanian teachers' union called off its strike.";
        assert_eq!(head(text, "strike"), ("called".to_owned(), "obj".to_owned()));
    }

    #[test]
    fn a_past_tense_is_no_part_of_an_infinitive() {
        let text = "The minister urged the embassy to wait and spoke with the Polish envoy about the case.";
        assert_eq!(head(text, "spoke"), ("urged".to_owned(), "conj".to_owned()));
    }

    #[test]
    fn a_sentence_has_a_main_verb() {
        let text = "Turkish officials negotiated with Greece over the border.";
        assert_eq!(head(text, "officials"), ("negotiated".to_owned(), "nsubj".to_owned()));
    }

    #[test]
    fn a_name_holds_together() {
        let text = "According to Addis Ababa, the two sides will hold a summit in May.";
        assert_eq!(head(text, "Ababa"), ("Addis".to_owned(), "flat".to_owned()));
    }

    #[test]
    fn a_name_a_past_form_and_a_noun_are_a_sentence() {
        let text = "Uganda sheltered refugees from Sudan.";
        assert_eq!(head(text, "Uganda"), ("sheltered".to_owned(), "nsubj".to_owned()));
        assert_eq!(head(text, "refugees"), ("sheltered".to_owned(), "obj".to_owned()));
    }

    #[test]
    fn what_is_said_in_a_statement_is_said() {
        let text = "The Chilean health ministry said in a statement that the wells were clean.";
        assert_eq!(head(text, "clean"), ("said".to_owned(), "ccomp".to_owned()));
        let text = "The pope called upon leaders to end the war.";
        assert_eq!(head(text, "upon"), ("leaders".to_owned(), "case".to_owned()));
    }

    #[test]
    fn a_gerund_before_its_verb_is_its_subject() {
        let text = "Shelling killed two villagers.";
        assert_eq!(head(text, "Shelling"), ("killed".to_owned(), "nsubj".to_owned()));
    }

    #[test]
    fn what_is_done_by_shelling_is_no_villages() {
        let text = "Chad retaliated by shelling villages in the south.";
        assert_eq!(head(text, "shelling"), ("retaliated".to_owned(), "advcl".to_owned()));
        assert_eq!(head(text, "villages"), ("shelling".to_owned(), "obj".to_owned()));
    }

    #[test]
    fn whoever_baton_charges_is_no_baton() {
        let text =
            "Police baton-charged teachers outside the press club here on Monday and arrested 31 of them.";
        assert_eq!(head(text, "Police"), ("charged".to_owned(), "nsubj".to_owned()));
    }

    #[test]
    fn what_is_said_after_talks_is_said() {
        let text = "Mali's foreign minister said Monday after meeting his Ghanaian counterpart Ama Boateng in the city that Mali was willing to reopen the border.";
        assert_eq!(head(text, "willing"), ("said".to_owned(), "ccomp".to_owned()));
        let text = "The minister spoke after the claim that troops had fled.";
        assert_ne!(head(text, "fled").0, "spoke");
    }

    #[test]
    fn a_preposition_is_no_mark_of_a_participle() {
        let text = "As a precaution, the Chilean Foreign Ministry has sought talks with leading European business representatives over the past few days and urged them to wait.";
        assert_eq!(head(text, "with"), ("representatives".to_owned(), "case".to_owned()));
    }

    #[test]
    fn a_means_is_no_doer() {
        let text = "Leaders of the G7 conferred by video on Tuesday.";
        assert_eq!(head(text, "Leaders"), ("conferred".to_owned(), "nsubj".to_owned()));
    }

    #[test]
    fn a_neighbour_is_described_and_not_neighboured() {
        let text = "Syria says it is willing to withdraw its troops from neighbouring Lebanon.";
        assert_eq!(head(text, "neighbouring"), ("Lebanon".to_owned(), "amod".to_owned()));
        assert_eq!(head(text, "from"), ("Lebanon".to_owned(), "case".to_owned()));
    }

    #[test]
    fn whoever_is_willing_is_someone() {
        let doc = english()
            .annotate("The Dutch government said it was willing to train pilots. It is hard to say.");
        let its: Vec<String> = doc
            .tokens
            .iter()
            .filter(|t| doc.slice(t.span).eq_ignore_ascii_case("it"))
            .map(|t| t.deprel.to_string())
            .collect();
        assert_eq!(its, ["nsubj", "expl"]);
    }

    #[test]
    fn a_relative_clause_stays_one() {
        let text = "The farmer who sold the land.";
        assert_eq!(head(text, "sold").0, "farmer");
    }
}
