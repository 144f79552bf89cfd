//! How a clause stands to the world: read from the act upward, through auxiliaries, negation, and the verbs, nouns
//! and marks that govern it.

use crate::document::{Deprel, Feat, Syntax, Tense, TokenId, Upos};
use crate::lexicon::modality::{Effect, ModalKind, Modality};

/// Everything that the words around an act say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlook {
    /// An odd number of negations: it is not so.
    pub negated: bool,
    /// To come, by will, plan, promise or purpose.
    pub planned: bool,
    /// Told as to come by "will" or "would" of its own clause, or by an announced plan: no mere purpose.
    pub announced: bool,
    /// Wanted by somebody.
    pub asked: bool,
    /// May be so, or is only imagined.
    pub uncertain: bool,
    /// Only feared, imagined or wondered about by somebody: no record is made of it.
    pub imagined: bool,
    /// Is probably so.
    pub probable: bool,
    /// The outlet's own words keep away from it ("alleged").
    pub claimed: bool,
    /// Goes on.
    pub ongoing: bool,
    /// When.
    pub tense: Tense,
}

impl Outlook {
    fn apply(&mut self, effect: Effect) {
        match effect {
            Effect::Planned => self.planned = true,
            Effect::Conditional => {} // decided by the clause: see `auxiliaries`
            Effect::Uncertain | Effect::Hypothetical => self.uncertain = true,
            Effect::Imagined => {
                self.imagined = true;
                self.uncertain = true;
            }
            Effect::Probable => self.probable = true,
            Effect::Denied => self.negated = !self.negated,
            Effect::Ongoing => self.ongoing = true,
            Effect::Claimed => self.claimed = true,
            Effect::Asked => self.asked = true,
            Effect::Factual | Effect::Governed | Effect::Pending => {}
        }
    }
}

/// Reads the outlook of an act.
///
/// `head` is the act's own word, `clause` the verb that carries it; `stop` tells the head of the content of a
/// statement, above which somebody else's clause begins.
pub fn read_outlook(
    syntax: &Syntax,
    modality: &Modality,
    head: TokenId,
    clause: TokenId,
    stop: impl Fn(TokenId) -> bool,
) -> Outlook {
    let mut outlook = Outlook {
        negated: false,
        planned: false,
        announced: false,
        asked: false,
        uncertain: false,
        imagined: false,
        probable: false,
        claimed: false,
        ongoing: false,
        tense: Tense::Past,
    };
    if head != clause {
        modifiers(syntax, modality, head, None, &mut outlook);
    }
    let mut finite = None;
    let mut word = clause;
    let mut is_neighbour = false;
    for _ in 0..12 {
        if is_neighbour {
            marks(syntax, modality, word, &mut outlook);
        } else {
            modifiers(syntax, modality, word, Some(head), &mut outlook);
            auxiliaries(syntax, modality, word, &mut outlook);
        }
        if finite.is_none() && is_finite(syntax, word) {
            finite = Some(word);
        }
        if stop(word) {
            break;
        }
        let Some(above) = syntax.head(word) else { break };
        if !step_up(syntax, modality, word, above, stop(above), &mut outlook) {
            break;
        }
        is_neighbour = is_clause_of_its_own(syntax, word, above);
        word = above;
    }
    outlook.tense = tense(syntax, finite, clause, &outlook);
    outlook
}

/// What the governing word does to the act below it; `false` where the way up ends. What is done to the head of a content ("denied
/// a plan to close the camp") is told by the cue, and counted there.
fn step_up(
    syntax: &Syntax,
    modality: &Modality,
    word: TokenId,
    above: TokenId,
    ends_content: bool,
    outlook: &mut Outlook,
) -> bool {
    let lemma = syntax.lemma(above);
    let kind = match syntax.upos(above) {
        Upos::Verb | Upos::Aux => ModalKind::Verb,
        Upos::Adj => ModalKind::Adjective,
        Upos::Noun | Upos::Propn => ModalKind::Noun,
        _ => return false,
    };
    let with = |other: &str| modality.effect(kind, &format!("{lemma}_{other}"));
    let with_others = || {
        let is_adverb =
            |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Advmod | Deprel::CompoundPrt | Deprel::Xcomp);
        let mut adverbs = syntax.children(above).iter().filter(|c| **c != word && is_adverb(c));
        adverbs
            .find_map(|c| with(syntax.lemma(*c)))
            .or_else(|| syntax.children_by(word, Deprel::Mark).find_map(|m| with(syntax.lemma(m))))
    };
    // "had to leave", "looked forward to leaving": the verb in this form, or with this adverb or mark
    let in_form = || {
        let form = syntax.form(above).to_lowercase();
        let mut marks = syntax.children_by(word, Deprel::Mark);
        marks.find_map(|m| modality.effect(kind, &format!("{form}_{}", syntax.lemma(m))))
    };
    // "was able to leave" left, "is able to leave" may
    let with_copula = || {
        let copula = syntax.child_by(above, Deprel::Cop)?;
        modality.effect(kind, &format!("{}_{lemma}", syntax.form(copula).to_lowercase()))
    };
    let effect = match kind {
        ModalKind::Verb => in_form().or_else(with_others),
        ModalKind::Adjective => with_copula(),
        _ => None,
    };
    let effect = effect.or_else(|| modality.effect(kind, lemma));
    let is_act = matches!(syntax.upos(word), Upos::Verb | Upos::Aux | Upos::Adj);
    let is_infinitive = syntax.token(word).feats.is(Feat::VerbForm, "Inf");
    match syntax.deprel(word) {
        Deprel::Acl | Deprel::Ccomp if is_act && kind == ModalKind::Noun && !is_infinitive => {
            let marked = syntax.child_by(word, Deprel::Mark).is_some();
            if let Some(effect) = effect.filter(|_| marked) {
                outlook.apply(effect);
                outlook.negated ^= !ends_content && is_given_up(syntax, modality, above);
            }
            outlook.negated ^= marked && is_unfounded(syntax, modality, above);
            false
        }
        Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj | Deprel::CsubjPass => {
            // "told him to go" asks, "told him that they would go" only tells
            let is_clause = syntax.deprel(word) == Deprel::Ccomp && kind == ModalKind::Verb;
            let before_clause = || modality.effect(ModalKind::VerbBeforeClause, lemma);
            let effect = if is_clause { before_clause().or(effect) } else { effect };
            let told = syntax.deprel(word) == Deprel::Ccomp && has_future(syntax, modality, word);
            let is_whole = syntax.deprel(word) == Deprel::Ccomp && is_finite(syntax, word);
            let effect =
                effect.filter(|e| *e != Effect::Asked || !(told || is_whole && kind == ModalKind::Adjective));
            // "it was likely that they had gone": what is over is no plan
            let over = is_whole && kind == ModalKind::Adjective && is_past(syntax, word);
            let effect = effect.map(|e| if e == Effect::Planned && over { Effect::Probable } else { e });
            if let Some(effect) = effect {
                outlook.apply(effect);
            }
            // "note that it rained", "nobody knew that it rained": it rained
            effect.is_some() || !is_whole
        }
        Deprel::Acl if is_act && is_infinitive => {
            outlook.apply(effect.unwrap_or(Effect::Planned));
            outlook.negated ^= !ends_content && is_given_up(syntax, modality, above);
            false
        }
        Deprel::Advcl => {
            let infinitive = syntax.token(word).feats.is(Feat::VerbForm, "Inf");
            let marked = |as_what: Effect| {
                syntax.children_by(word, Deprel::Mark).any(|m| {
                    modality.effect(ModalKind::Mark, &syntax.form(m).to_lowercase()) == Some(as_what)
                })
            };
            let governed = marked(Effect::Governed);
            // "to punish Chad for refusing": the refusal came first
            if !infinitive && marked(Effect::Factual) {
                return false;
            }
            match (infinitive || governed, effect) {
                // "came to help": what helps a clause is a purpose here
                (true, Some(Effect::Factual)) if infinitive => outlook.apply(Effect::Planned),
                (true, Some(effect)) => outlook.apply(effect),
                (true, None) if governed && !infinitive => {}
                (true, None) => outlook.apply(Effect::Planned), // a purpose is not yet an outcome
                (false, _) => {}
            }
            // a participle shares its clause's standing; a clause with its own mark and subject does not
            !is_finite(syntax, word) && !infinitive
        }
        Deprel::Conj => true,
        // an event noun stands as its verb does: "refused talks", "called for an attack"
        Deprel::Obj | Deprel::Obl | Deprel::NsubjPass | Deprel::Nmod if !is_act => {
            let before_noun = || {
                let case = syntax.case(word);
                let with_case =
                    case.and_then(|c| modality.effect(ModalKind::VerbBeforeNoun, &format!("{lemma}_{c}")));
                let with_noun = || {
                    let pair = format!("{lemma}_{}", syntax.lemma(word));
                    modality.effect(ModalKind::VerbBeforeNoun, &pair)
                };
                with_case
                    .or_else(with_noun)
                    .or_else(|| of_subject(syntax, modality, above))
                    .or_else(|| modality.effect(ModalKind::VerbBeforeNoun, lemma))
            };
            let effect = if kind == ModalKind::Verb { before_noun().or(effect) } else { effect };
            let strong =
                matches!(effect, Some(Effect::Denied | Effect::Asked | Effect::Planned | Effect::Uncertain));
            // "called off the strike after talks": the talks are no matter of the call
            let beside = syntax
                .case(word)
                .is_some_and(|case| modality.effect(ModalKind::Preposition, &case) == Some(Effect::Factual));
            if let Some(effect) = effect.filter(|_| strong && !beside && syntax.deprel(word) != Deprel::Nmod)
            {
                outlook.apply(effect);
            }
            if syntax.deprel(word) == Deprel::Nmod {
                // "in the event of an attack"
                let placed = || modality.effect(kind, &format!("{}_{lemma}", syntax.case(above)?));
                // "the threat of an attack"
                if let Some(effect) = placed().or(effect) {
                    outlook.apply(effect);
                    outlook.negated ^= !ends_content && is_given_up(syntax, modality, above);
                }
            }
            false
        }
        _ => false,
    }
}

/// "The deal includes a withdrawal": what the verb does if this is its subject.
fn of_subject(syntax: &Syntax, modality: &Modality, verb: TokenId) -> Option<Effect> {
    let subject = syntax.child_by(verb, Deprel::Nsubj)?;
    let relative = syntax.token(subject).feats.is(Feat::PronType, "Rel");
    let noun = if relative { syntax.head(verb)? } else { subject };
    modality.effect(ModalKind::VerbBeforeNoun, &format!("{}_{}", syntax.lemma(noun), syntax.lemma(verb)))
}

/// "Abandoned plans to attack", "plans to attack were foiled": what the noun stands for came to nothing.
fn is_given_up(syntax: &Syntax, modality: &Modality, noun: TokenId) -> bool {
    let Some(verb) = syntax.head(noun) else { return false };
    let suffers = matches!(syntax.deprel(noun), Deprel::Obj | Deprel::NsubjPass);
    let key = format!("{}_{}", syntax.lemma(verb), syntax.lemma(noun));
    let both = || modality.effect(ModalKind::Verb, &key);
    let before_noun = || modality.effect(ModalKind::VerbBeforeNoun, syntax.lemma(verb));
    let alone = || modality.effect(ModalKind::Verb, syntax.lemma(verb));
    suffers && both().or_else(before_noun).or_else(alone) == Some(Effect::Denied)
}

/// "No evidence that they attacked", "reports that they had attacked were false".
fn is_unfounded(syntax: &Syntax, modality: &Modality, noun: TokenId) -> bool {
    let form = |t: TokenId| syntax.form(t).to_lowercase();
    let denies = |kind: ModalKind, t: TokenId| modality.effect(kind, &form(t)) == Some(Effect::Denied);
    let none = syntax.children_by(noun, Deprel::Det).any(|d| denies(ModalKind::Determiner, d));
    let is_so = |t: TokenId| syntax.child_by(t, Deprel::Cop).is_some() && denies(ModalKind::Adjective, t);
    let above = syntax.head(noun).filter(|_| syntax.deprel(noun) == Deprel::Nsubj);
    none != (above.is_some_and(is_so) || syntax.children(noun).iter().any(|c| is_so(*c)))
}

/// Whether "will" or "would" stands in the clause.
fn has_future(syntax: &Syntax, modality: &Modality, word: TokenId) -> bool {
    syntax.children_by(word, Deprel::Aux).any(|aux| {
        let effect = modality.effect(ModalKind::Aux, &syntax.form(aux).to_lowercase());
        matches!(effect, Some(Effect::Planned | Effect::Conditional))
    })
}

/// "Went", "had gone": the finite verb is in the past, and no "would" or "could".
fn is_past(syntax: &Syntax, word: TokenId) -> bool {
    let past = |t: TokenId| {
        let feats = syntax.token(t).feats;
        feats.is(Feat::VerbForm, "Fin") && feats.is(Feat::Tense, "Past")
    };
    let helpers: Vec<TokenId> = syntax.children_by(word, Deprel::Aux).collect();
    match helpers.first() {
        Some(first) => past(*first) && matches!(syntax.lemma(*first), "have" | "be"),
        None => past(word) || syntax.children_by(word, Deprel::AuxPass).any(past),
    }
}

fn is_finite(syntax: &Syntax, word: TokenId) -> bool {
    let finite = |t: TokenId| syntax.token(t).feats.is(Feat::VerbForm, "Fin");
    finite(word)
        || syntax
            .children(word)
            .iter()
            .any(|c| matches!(syntax.deprel(*c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop) && finite(*c))
}

/// "did not sign, and rebels attacked", "would have stood but resigned": a clause with a subject or a finite verb of its own shares only
/// the conditions of the one it is joined to.
fn is_clause_of_its_own(syntax: &Syntax, word: TokenId, above: TokenId) -> bool {
    let is_finite = |t: TokenId| syntax.token(t).feats.is(Feat::VerbForm, "Fin");
    let shares_auxiliary = || !is_finite(word) || is_finite(above);
    syntax.deprel(word) == Deprel::Conj && (subject(syntax, word).is_some() || !shares_auxiliary())
}

fn subject(syntax: &Syntax, word: TokenId) -> Option<TokenId> {
    syntax.child_by(word, Deprel::Nsubj).or_else(|| syntax.child_by(word, Deprel::NsubjPass))
}

/// The conditions of a clause alone: "if", "unless".
fn marks(syntax: &Syntax, modality: &Modality, word: TokenId, outlook: &mut Outlook) {
    for mark in syntax.children_by(word, Deprel::Mark) {
        match modality.effect(ModalKind::Mark, &syntax.form(mark).to_lowercase()) {
            Some(Effect::Pending) => outlook.planned |= is_present(syntax, word),
            Some(effect) => outlook.apply(effect),
            None => {}
        }
    }
}

/// "Until it pays", "once it has paid": the finite verb is in the present.
fn is_present(syntax: &Syntax, word: TokenId) -> bool {
    let present = |t: TokenId| {
        let feats = syntax.token(t).feats;
        feats.is(Feat::VerbForm, "Fin") && feats.is(Feat::Tense, "Pres")
    };
    let auxiliary = |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
    present(word) || syntax.children(word).iter().any(|c| auxiliary(c) && present(*c))
}

/// "Open the border", "be ready": a clause without a subject whose verb or copula is in the imperative.
fn is_imperative(syntax: &Syntax, word: TokenId) -> bool {
    let imperative = |t: TokenId| syntax.token(t).feats.is(Feat::Mood, "Imp");
    let auxiliary = |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
    let children = syntax.children(word);
    let any = imperative(word) || children.iter().any(|c| auxiliary(c) && imperative(*c));
    // a bare infinitive that stands alone is one by another name; "how to open it" is open as well
    let alone = matches!(syntax.deprel(word), Deprel::Root | Deprel::Parataxis)
        && syntax.token(word).feats.is(Feat::VerbForm, "Inf")
        && !children.iter().any(auxiliary);
    (any || alone) && subject(syntax, word).is_none()
}

/// "Had the army attacked, …", "Will they meet?": an auxiliary at the very beginning, before its subject.
fn is_inverted(syntax: &Syntax, word: TokenId) -> bool {
    let is_auxiliary = |t: TokenId| matches!(syntax.deprel(t), Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
    let words = syntax.children(word).iter().copied();
    let first = words.filter(|c| *c < word && syntax.deprel(*c) != Deprel::Punct).min();
    let leads = |aux: TokenId| subject(syntax, word).is_some_and(|s| aux < s && s < word);
    first.is_some_and(|aux| is_auxiliary(aux) && leads(aux))
}

/// Negation, adverbs, adjectives, determiners, marks; "no" before the subject denies the whole clause.
///
/// `counted` is the act's own noun, whose "no" is counted with it.
fn modifiers(
    syntax: &Syntax,
    modality: &Modality,
    word: TokenId,
    counted: Option<TokenId>,
    outlook: &mut Outlook,
) {
    let nouns = subject(syntax, word).into_iter().filter(|n| Some(*n) != counted);
    let before_nouns = [Deprel::Det, Deprel::CcPreconj];
    let denied = |d: TokenId| {
        modality.effect(ModalKind::Determiner, &syntax.form(d).to_lowercase()) == Some(Effect::Denied)
    };
    // "no troops attacked", "neither Chad nor Niger"; an object with "no" is seen to by `has_no_object`
    let mut determiners =
        nouns.flat_map(|n| before_nouns.iter().filter_map(move |kind| syntax.child_by(n, *kind)));
    if determiners.any(denied) {
        outlook.apply(Effect::Denied);
    }
    for child in syntax.children(word).iter().copied() {
        let form = syntax.form(child).to_lowercase();
        let kind = match syntax.deprel(child) {
            Deprel::Advmod => ModalKind::Adverb,
            Deprel::Amod => ModalKind::Adjective,
            Deprel::Det => ModalKind::Determiner,
            Deprel::Mark => ModalKind::Mark,
            Deprel::Case => ModalKind::Preposition,
            _ => continue,
        };
        let effect = modality.effect(kind, &form).or_else(|| modality.effect(kind, syntax.lemma(child)));
        // "not only attacked"
        let with_next = || {
            let next = TokenId::at(child.index() + 1);
            let same = next.index() < syntax.tokens.len() && kind == ModalKind::Adverb;
            let pair = || format!("{form}_{}", syntax.form(next).to_lowercase());
            (same && effect == Some(Effect::Denied)).then(|| modality.effect(kind, &pair())).flatten()
        };
        let effect = with_next().or(effect);
        // "without" marks a gerund as well as it governs a noun
        let effect = effect.or_else(|| {
            (kind == ModalKind::Mark).then(|| modality.effect(ModalKind::Preposition, &form)).flatten()
        });
        match effect {
            Some(Effect::Pending) => outlook.planned |= is_present(syntax, word),
            Some(effect) => outlook.apply(effect),
            None => {}
        }
    }
}

/// "The ministers are to meet": arranged, not done.
fn is_to(syntax: &Syntax, word: TokenId) -> bool {
    let be = syntax.children(word).iter().copied().find(|c| {
        matches!(syntax.deprel(*c), Deprel::Aux | Deprel::Cop | Deprel::AuxPass) && syntax.lemma(*c) == "be"
    });
    let to = syntax.children_by(word, Deprel::Mark).find(|m| syntax.form(*m).eq_ignore_ascii_case("to"));
    matches!((be, to), (Some(be), Some(to)) if be < to && is_finite(syntax, word))
}

fn auxiliaries(syntax: &Syntax, modality: &Modality, word: TokenId, outlook: &mut Outlook) {
    if is_inverted(syntax, word) {
        outlook.apply(Effect::Uncertain);
    }
    if is_imperative(syntax, word) {
        outlook.apply(Effect::Asked);
    }
    if is_to(syntax, word) {
        outlook.apply(Effect::Planned);
        outlook.announced = true;
    }
    for aux in syntax.children_by(word, Deprel::Aux) {
        let form = syntax.form(aux).to_lowercase();
        // "would like to thank": a way of saying it
        let with_verb = || modality.effect(ModalKind::Aux, &format!("{form}_{}", syntax.lemma(word)));
        match with_verb().or_else(|| modality.effect(ModalKind::Aux, &form)) {
            Some(Effect::Conditional) => {
                // with a condition it is imagined; in reported speech it is the future of the past
                let conditional = syntax.children_by(word, Deprel::Advcl).any(|c| {
                    let mark = syntax.child_by(c, Deprel::Mark).map(|m| syntax.form(m).to_lowercase());
                    mark.is_some_and(|m| modality.effect(ModalKind::Mark, &m) == Some(Effect::Hypothetical))
                        || is_inverted(syntax, c)
                });
                // "would have attacked": it did not come to that
                let conditional =
                    conditional || syntax.children_by(word, Deprel::Aux).any(|a| syntax.lemma(a) == "have");
                outlook.apply(if conditional { Effect::Uncertain } else { Effect::Planned });
                outlook.announced |= !conditional;
            }
            Some(effect) => {
                outlook.apply(effect);
                outlook.announced |= effect == Effect::Planned;
            }
            None => {}
        }
    }
}

fn tense(syntax: &Syntax, finite: Option<TokenId>, clause: TokenId, outlook: &Outlook) -> Tense {
    if outlook.planned || outlook.asked {
        return Tense::Future;
    }
    if outlook.ongoing {
        return Tense::Ongoing;
    }
    let Some(verb) = finite else { return Tense::Past };
    let progressive = syntax.token(clause).feats.is(Feat::VerbForm, "Ger")
        || (syntax.token(clause).feats.is(Feat::VerbForm, "Part")
            && syntax.token(clause).feats.is(Feat::Tense, "Pres"));
    let present = |t: TokenId| syntax.token(t).feats.is(Feat::Tense, "Pres");
    let be = syntax.children_by(verb, Deprel::Aux).find(|a| syntax.lemma(*a) == "be");
    let perfect = syntax.children_by(verb, Deprel::Aux).any(|a| syntax.lemma(a) == "have" && present(a));
    match be {
        Some(be) if progressive && present(be) => Tense::Ongoing,
        Some(_) if progressive && perfect => Tense::Ongoing,
        _ => Tense::Past,
    }
}
