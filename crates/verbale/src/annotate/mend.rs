//! Mends what a parser may get wrong and grammar knows better: a finite verb is no attribute of a name, and no part
//! of somebody else's infinitive.

use crate::document::{Deprel, Feat, Feats, Token, TokenId, Upos};
use crate::lexicon::CuePos;
use crate::lexicon::Lexicon;
use crate::lexicon::modality::{Effect, ModalKind, Modality};

/// Sets heads and relations right within one sentence, whose first word is `first`.
pub fn mend_clauses(words: &mut [Token], first: TokenId) {
    raise_main_verb(words, first);
    raise_attribute(words, first);
    for i in 0..words.len() {
        give_back_preposition(words, first, i);
        give_sum(words, first, i);
        free_bare_clause(words, first, i);
    }
    free_past_tenses(words, first);
    for i in 0..words.len() {
        make_active(words, first, i);
    }
}

fn at(words: &[Token], first: TokenId, id: TokenId) -> Option<usize> {
    let i = id.0.checked_sub(first.0)? as usize;
    (i < words.len()).then_some(i)
}

fn head_of(words: &[Token], first: TokenId, i: usize) -> Option<usize> {
    words[i].head.and_then(|h| at(words, first, h))
}

fn children(words: &[Token], first: TokenId, i: usize) -> impl Iterator<Item = usize> + '_ {
    (0..words.len()).filter(move |c| head_of(words, first, *c) == Some(i))
}

fn is_finite(words: &[Token], first: TokenId, i: usize) -> bool {
    let own = |i: usize| words[i].feats.is(Feat::Mood, "Ind") || words[i].feats.is(Feat::VerbForm, "Fin");
    own(i) || children(words, first, i).any(|c| words[c].deprel == Deprel::Aux && own(c))
}

fn is_relative(words: &[Token], first: TokenId, i: usize) -> bool {
    children(words, first, i).any(|c| {
        words[c].feats.is(Feat::PronType, "Rel")
            || children(words, first, c).any(|g| words[g].feats.is(Feat::PronType, "Rel"))
    })
}

/// Whether the sentence is a full one (not a headline) without a finite verb outside its relative clauses.
fn has_no_other_verb(words: &[Token], first: TokenId) -> bool {
    let ends = words.last().is_some_and(|w| w.upos == Upos::Punct && w.span.len() == 1);
    ends && (0..words.len()).all(|i| {
        words[i].deprel == Deprel::AclRelcl
            || !matches!(words[i].upos, Upos::Verb | Upos::Aux)
            || !is_finite(words, first, i)
    })
}

/// "negotiated", without auxiliary and agent.
fn is_bare_past(words: &[Token], first: TokenId, i: usize) -> bool {
    words[i].feats.is(Feat::VerbForm, "Part")
        && words[i].feats.is(Feat::Tense, "Past")
        && !children(words, first, i)
            .any(|c| matches!(words[c].deprel, Deprel::Aux | Deprel::AuxPass | Deprel::OblAgent))
}

/// "Soldiers trained alongside allies": no passive without its auxiliary in a main clause.
fn make_active(words: &mut [Token], first: TokenId, i: usize) {
    if words[i].deprel != Deprel::NsubjPass {
        return;
    }
    let Some(verb) = head_of(words, first, i) else { return };
    let main = matches!(words[verb].deprel, Deprel::Root | Deprel::Ccomp);
    let helped = children(words, first, verb)
        .any(|c| matches!(words[c].deprel, Deprel::Aux | Deprel::AuxPass | Deprel::OblAgent | Deprel::Cop));
    if main && !helped {
        words[i].deprel = Deprel::Nsubj;
    }
}

/// "One third of the rebels have been disarmed", "Minister Ana Costa spoke by telephone", parsed as a noun with a clause
/// hung on it: the clause is the sentence, the noun its subject.
fn raise_main_verb(words: &mut [Token], first: TokenId) {
    let Some(root) = (0..words.len()).find(|i| words[*i].head.is_none()) else { return };
    if !matches!(words[root].upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron) {
        return;
    }
    if children(words, first, root).any(|c| matches!(words[c].deprel, Deprel::Cop | Deprel::Nsubj)) {
        return;
    }
    let alone = has_no_other_verb(words, first);
    let verb = children(words, first, root).find(|c| {
        *c > root
            && words[*c].upos == Upos::Verb
            && matches!(words[*c].deprel, Deprel::Acl | Deprel::AclRelcl)
            && (is_finite(words, first, *c) || (alone && is_bare_past(words, first, *c)))
            && !is_relative(words, first, *c)
            && !children(words, first, *c).any(|m| words[m].deprel == Deprel::Mark && m < *c)
    });
    let Some(verb) = verb else { return };
    let is_subject = |c: &usize| matches!(words[*c].deprel, Deprel::Nsubj | Deprel::NsubjPass);
    let own = children(words, first, verb).find(is_subject);
    let passive = children(words, first, verb).any(|c| words[c].deprel == Deprel::AuxPass);
    if let Some(own) = own {
        // "President A and Prime Minister B spoke": two subjects, torn apart
        let joined = children(words, first, own).any(|c| {
            words[c].deprel == Deprel::Cc || children(words, first, c).any(|g| words[g].deprel == Deprel::Cc)
        });
        if !joined || own > verb || own < root {
            return;
        }
        words[own].deprel = Deprel::Conj;
        words[own].head = Some(TokenId(first.0 + root as u32));
    }
    words[verb].head = None;
    words[verb].deprel = Deprel::Root;
    words[root].head = Some(TokenId(first.0 + verb as u32));
    words[root].deprel = if passive { Deprel::NsubjPass } else { Deprel::Nsubj };
}

/// "Qatar hosted talks.", parsed as talks that were hosted by nobody: a name, a past form and a noun are a sentence if
/// there is no other verb.
fn raise_attribute(words: &mut [Token], first: TokenId) {
    let Some(root) = (0..words.len()).find(|i| words[*i].head.is_none()) else { return };
    let above = TokenId(first.0 + root as u32);
    let Some(verb) = (1..root).find(|i| {
        words[*i].head == Some(above)
            && words[*i].deprel == Deprel::Amod
            && words[*i].upos == Upos::Verb
            && is_bare_past(words, first, *i)
    }) else {
        return;
    };
    let name = verb - 1;
    let is_name = words[name].upos == Upos::Propn && words[name].head == Some(above);
    let is_phrase = children(words, first, root).any(|c| {
        matches!(
            words[c].deprel,
            Deprel::Cop | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Det | Deprel::Case
        )
    });
    if !is_name || is_phrase || words[root].upos != Upos::Noun || !has_no_other_verb(words, first) {
        return;
    }
    let raised = TokenId(first.0 + verb as u32);
    for i in (0..name).chain(root + 1..words.len()) {
        // what stood before the name modifies it; the end of the sentence is the verb's
        if words[i].head == Some(above) && (i < name || words[i].upos == Upos::Punct) {
            words[i].head = Some(if i < name { TokenId(first.0 + name as u32) } else { raised });
        }
    }
    words[verb].head = None;
    words[verb].deprel = Deprel::Root;
    words[verb].feats = Feats::parse("Mood=Ind|Tense=Past|VerbForm=Fin");
    (words[name].head, words[name].deprel) = (Some(raised), Deprel::Nsubj);
    (words[root].head, words[root].deprel) = (Some(raised), Deprel::Obj);
}

/// "called upon leaders to end the war": a preposition before a noun belongs to it, not to the infinitive behind it. Only
/// "for" can belong to the infinitive ("for peace to hold").
fn give_back_preposition(words: &mut [Token], first: TokenId, i: usize) {
    let loose = words[i].deprel == Deprel::Mark
        && matches!(words[i].upos, Upos::Adp | Upos::Sconj)
        && !words[i].lemma.eq_ignore_ascii_case("for");
    let Some(verb) = head_of(words, first, i).filter(|v| loose && *v > i + 2) else { return };
    let to = children(words, first, verb).find(|c| *c > i && words[*c].upos == Upos::Part);
    let Some(to) = to.filter(|_| words[verb].feats.is(Feat::VerbForm, "Inf")) else { return };
    let noun = (i + 1..to).find(|n| {
        matches!(words[*n].deprel.universal(), "obl" | "obj" | "iobj")
            && head_of(words, first, *n).is_some_and(|h| h < i)
            && head_of(words, first, *n) == head_of(words, first, verb)
            && !children(words, first, *n).any(|c| words[c].deprel == Deprel::Case)
    });
    let Some(noun) = noun else { return };
    words[i].head = Some(TokenId(first.0 + noun as u32));
    (words[i].deprel, words[i].upos) = (Deprel::Case, Upos::Adp);
    words[noun].deprel = Deprel::Obl;
}

/// "promised Moldova 20 million euros": a number of things is what is given, and no predicate of the one who gets it.
fn give_sum(words: &mut [Token], first: TokenId, i: usize) {
    let counted = |i: usize| children(words, first, i).any(|c| words[c].deprel == Deprel::Nummod);
    let is_given = matches!(words[i].deprel, Deprel::Xcomp | Deprel::Obj) && words[i].upos == Upos::Noun;
    if !is_given || !counted(i) {
        return;
    }
    let Some(verb) = head_of(words, first, i).filter(|v| *v < i) else { return };
    let taker = children(words, first, verb).find(|c| words[*c].deprel == Deprel::Obj && *c > verb && *c < i);
    if let Some(taker) = taker {
        (words[taker].deprel, words[i].deprel) = (Deprel::Iobj, Deprel::Obj);
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

/// "According to Addis Ababa", parsed as two adjuncts side by side: the words of a name hold together. `name` is where they
/// stand in the sentence.
pub fn hold_name(words: &mut [Token], first: TokenId, name: std::ops::Range<usize>) {
    let Some(lead) = words.get(name.start).filter(|w| w.upos == Upos::Propn) else { return };
    let (above, relation) = (lead.head, lead.deprel);
    let inside = |id: TokenId| at(words, first, id).is_some_and(|i| name.contains(&i));
    let is_phrase = matches!(relation.universal(), "nsubj" | "obj" | "iobj" | "obl" | "nmod" | "conj");
    if above.is_some_and(inside) || !is_phrase || relation == Deprel::NmodDesc {
        return;
    }
    for i in name.start + 1..name.end.min(words.len()) {
        if words[i].upos == Upos::Propn && words[i].head == above && words[i].deprel == relation {
            words[i].head = Some(TokenId(first.0 + name.start as u32));
            words[i].deprel = Deprel::Flat;
        }
    }
}

/// "said the ministry rejected the plan", parsed as a ministry with a clause that has no subject and no pronoun: the noun
/// is its subject, and the clause is what the noun was taken for.
fn free_bare_clause(words: &mut [Token], first: TokenId, i: usize) {
    let bare = matches!(words[i].deprel, Deprel::Acl | Deprel::AclRelcl)
        && words[i].upos == Upos::Verb
        && is_finite(words, first, i)
        && !is_relative(words, first, i)
        && !children(words, first, i).any(|c| {
            matches!(words[c].deprel.universal(), "nsubj" | "csubj" | "expl" | "mark")
                || words[c].deprel == Deprel::Punct && c < i
        });
    let Some(noun) = head_of(words, first, i).filter(|n| bare && *n < i) else { return };
    if words[noun].deprel != Deprel::Obj || !matches!(words[noun].upos, Upos::Noun | Upos::Propn | Upos::Pron)
    {
        return;
    }
    let passive = children(words, first, i).any(|c| words[c].deprel == Deprel::AuxPass);
    (words[i].head, words[i].deprel) = (words[noun].head, Deprel::Ccomp);
    words[noun].head = Some(TokenId(first.0 + i as u32));
    words[noun].deprel = if passive { Deprel::NsubjPass } else { Deprel::Nsubj };
}

/// "urged the embassy to wait and spoke with the minister": a past tense is coordinated with the finite verb, not with
/// the infinitive that stands nearer.
fn free_past_tenses(words: &mut [Token], first: TokenId) {
    for i in 0..words.len() {
        let past = words[i].deprel == Deprel::Conj
            && words[i].upos == Upos::Verb
            && words[i].feats.is(Feat::Mood, "Ind")
            && words[i].feats.is(Feat::Tense, "Past");
        let Some(mut above) = head_of(words, first, i).filter(|_| past) else { continue };
        if !words[above].feats.is(Feat::VerbForm, "Inf") || is_finite(words, first, above) {
            continue;
        }
        for _ in 0..6 {
            let Some(next) = head_of(words, first, above) else { break };
            above = next;
            if words[above].upos == Upos::Verb && is_finite(words, first, above) {
                words[i].head = Some(TokenId(first.0 + above as u32));
                break;
            }
        }
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
