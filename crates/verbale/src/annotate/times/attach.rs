//! Which time belongs to an event.

use crate::document::{About, Deprel, Feat, Precision, Syntax, Time, TimeId, TokenId, Upos, When};
use crate::lexicon::{Bound, Lexicon, TimeWord};

/// The time expression that tells when the act of a trigger happened.
///
/// It is the nearest governing one, not any date of the sentence: one that hangs on the trigger itself, else one that a
/// coordinated verb or a clause with "when" shares with it, else, for a noun, on the verb over it ("held talks on
/// Monday"). Durations tell no day and are passed over. `stops` names words whose own time does not hold for what is
/// below them: "denounced on Friday the raid" tells nothing of the day of the raid; `fits` rules out times, of which what has
/// been uttered cannot be: "demanded a vote for next May".
pub fn time_of(
    syntax: &Syntax,
    times: &[Time],
    lexicon: &Lexicon,
    head: TokenId,
    stops: impl Fn(TokenId) -> bool,
    fits: impl Fn(&Time) -> bool,
) -> Option<TimeId> {
    let sentence = syntax.token(head).sentence;
    let here: Vec<(TimeId, &Time)> = times
        .iter()
        .enumerate()
        .filter(|(_, t)| t.sentence == sentence && tells_a_day(t) && fits(t))
        .map(|(i, t)| (TimeId::at(i), t))
        .collect();
    if here.is_empty() {
        return None;
    }
    let parsed = syntax.head(head).is_some() || !syntax.children(head).is_empty();
    if !parsed {
        return nearest(&here, head);
    }
    let hung = here.iter().map(|(id, t)| Hung::new(syntax, &here, *id, t)).collect();
    Finder { syntax, lexicon, hung }.find(head, stops)
}

/// When an event happened, given its time expression.
///
/// Without one, the day of publication stands in, with precision `document`: news tells what is new. That
/// holds for acts told as past or going on; the caller asks for none where an act is still to come
/// ([`when_ahead`]), since nobody knows the day of a plan that names none.
pub fn when_of(time: Option<TimeId>, times: &[Time], about: &About) -> Option<When> {
    match time {
        Some(id) => {
            let time = times.get(id.index())?;
            Some(When { start: time.start, end: time.end, precision: time.precision, time: Some(id) })
        }
        None => {
            let day = about.published?;
            Some(When { start: Some(day), end: Some(day), precision: Precision::Document, time: None })
        }
    }
}

/// When a planned act is to happen: only what a time expression says.
pub fn when_ahead(time: Option<TimeId>, times: &[Time], about: &About) -> Option<When> {
    time.and_then(|id| when_of(Some(id), times, about))
}

/// Whether a time stands before a noun and says nothing of the verb: "Tuesday's meeting", "the January 6 committee".
pub fn is_before_noun(syntax: &Syntax, time: &Time) -> bool {
    is_word_before_noun(syntax, time.head)
}

/// The same, of the head word of a time.
pub(super) fn is_word_before_noun(syntax: &Syntax, head: TokenId) -> bool {
    let relation = syntax.deprel(head);
    if syntax.child_by(head, Deprel::Case).is_some() && relation != Deprel::NmodPoss {
        return false; // "In 2008 soldiers killed …", hung on the soldiers
    }
    let before = matches!(relation, Deprel::Compound | Deprel::Nummod | Deprel::Amod | Deprel::NmodPoss);
    before && syntax.head(head).is_some_and(|noun| noun > head && syntax.upos(noun) != Upos::Verb)
}

fn tells_a_day(time: &Time) -> bool {
    time.start.is_some() || time.end.is_some() || !time.value.starts_with('P') || time.value.ends_with("_REF")
}

/// A time and the words it may belong to.
struct Hung {
    id: TimeId,
    word: TokenId,
    precision: Precision,
    /// The word it says most about.
    governor: Option<TokenId>,
    /// One it also holds for, where that has no time of its own.
    also: Option<TokenId>,
}

impl Hung {
    fn new(syntax: &Syntax, here: &[(TimeId, &Time)], id: TimeId, time: &Time) -> Hung {
        let (word, precision) = (time.head, time.precision);
        let Some((above, relation)) = governor_of(syntax, here, word) else {
            return Hung { id, word, precision, governor: None, also: None };
        };
        let anchored = matches!(relation, Deprel::Case | Deprel::Mark);
        let moved = outside_clause(syntax, word, above).or_else(|| inside_content(syntax, word, above));
        if let Some(other) = moved.filter(|_| !anchored) {
            return Hung { id, word, precision, governor: Some(other), also: None };
        }
        if relation == Deprel::Case && syntax.deprel(above) == Deprel::Nsubj {
            // "hours before envoys were to meet", the preposition hung on the subject
            return Hung { id, word, precision, governor: syntax.head(above), also: None };
        }
        match verb_of_subject(syntax, word, above, relation) {
            Some((verb, true)) => Hung { id, word, precision, governor: Some(verb), also: None },
            Some((verb, false)) => Hung { id, word, precision, governor: Some(above), also: Some(verb) },
            None => {
                let day = time.precision == Precision::Day && time.start.is_some();
                let also = verb_over_relative(syntax, word, above).filter(|_| day);
                let also = also.or_else(|| verb_around_noun(syntax, above, relation));
                let also = also.or_else(|| verb_over_noun(syntax, word, above, relation).filter(|_| day));
                Hung { id, word, precision, governor: Some(above), also }
            }
        }
    }
}

/// The word above a time, and how it hangs there. Several words of one expression lead upwards; "a statement on
/// Friday" does not.
fn governor_of(syntax: &Syntax, here: &[(TimeId, &Time)], word: TokenId) -> Option<(TokenId, Deprel)> {
    use Deprel::{Case, Compound, Mark, Nmod, NmodPoss, NmodUnmarked};
    let mut at = word;
    for _ in 0..4 {
        let above = syntax.head(at)?;
        let relation = syntax.deprel(at);
        let inner = matches!(relation, Nmod | NmodUnmarked | NmodPoss | Compound)
            && here.iter().any(|(_, t)| t.head == above);
        if !inner {
            // "a day after the talks", "a day after talks failed": the preposition stands for the whole expression.
            let anchored = matches!(relation, Case | Mark);
            return (is_adjunct(relation) || anchored).then_some((above, relation));
        }
        at = above;
    }
    None
}

/// "Promised in December to withdraw": what stands before the "to" or "that" of a clause, or before its "who", belongs to
/// the clause outside, wherever a parser has hung it.
fn outside_clause(syntax: &Syntax, word: TokenId, above: TokenId) -> Option<TokenId> {
    let opens = |c: &TokenId| {
        let mark = syntax.deprel(*c) == Deprel::Mark;
        let relative = syntax.token(*c).feats.is(Feat::PronType, "Rel");
        word < *c && *c < above && (mark || relative)
    };
    let opened = syntax.children(above).iter().any(opens);
    syntax.head(above).filter(|_| opened)
}

/// "Gunmen killed two men on Monday, police said": what stands before the speaker belongs to what was said.
fn inside_content(syntax: &Syntax, word: TokenId, above: TokenId) -> Option<TokenId> {
    let speaker = syntax.child_by(above, Deprel::Nsubj)?;
    let content = syntax.child_by(above, Deprel::Ccomp)?;
    (content < word && word < speaker).then_some(content)
}

/// "Police on Saturday detained …": the verb behind a time that was hung on its subject, and whether the time says nothing
/// of the subject itself ("on Sunday presidents Lee and Kim signed …").
fn verb_of_subject(
    syntax: &Syntax,
    word: TokenId,
    above: TokenId,
    relation: Deprel,
) -> Option<(TokenId, bool)> {
    let within = |t: &TokenId| {
        let relation = syntax.deprel(*t);
        !matches!(relation, Deprel::NmodDesc | Deprel::Flat | Deprel::Compound)
    };
    let subject = syntax.ancestors(above).find(within)?;
    if !matches!(syntax.deprel(subject), Deprel::Nsubj | Deprel::NsubjPass) {
        return None;
    }
    let verb = syntax.head(subject)?;
    let case = |of: TokenId| syntax.children_by(of, Deprel::Case).any(|c| c < word);
    let led = case(above) || case(word);
    let before_noun = matches!(relation, Deprel::Compound | Deprel::Nummod | Deprel::Amod);
    if word < above && led && before_noun {
        return Some((verb, true));
    }
    (above < word && word < verb && relation != Deprel::NmodPoss).then_some((verb, false))
}

/// "Fired tear gas at miners who marched on Monday": a day at the end of a relative clause holds for the clause outside as
/// well, if both are told in the plain past.
fn verb_over_relative(syntax: &Syntax, word: TokenId, above: TokenId) -> Option<TokenId> {
    if syntax.deprel(above) != Deprel::AclRelcl || word < above {
        return None;
    }
    let outer = syntax.ancestors(above).skip(1).find(|t| syntax.upos(*t) == Upos::Verb)?;
    let sentence = syntax.sentence(syntax.token(word).sentence);
    let ends = sentence.token_ids().filter(|t| *t > word).all(|t| syntax.upos(t) == Upos::Punct);
    (ends && is_plain_past(syntax, above) && is_plain_past(syntax, outer)).then_some(outer)
}

/// "At Monday's meeting … agreed", "said in a statement on Friday", "in a letter sent on Friday": what is done in or at
/// something has its day.
fn verb_around_noun(syntax: &Syntax, above: TokenId, relation: Deprel) -> Option<TokenId> {
    let noun = match syntax.deprel(above) {
        Deprel::Acl => syntax.head(above)?,
        // "on the sidelines of Saturday's summit"
        Deprel::Nmod if relation == Deprel::NmodPoss || relation == Deprel::Compound => syntax.head(above)?,
        _ => above,
    };
    let within = syntax.children_by(noun, Deprel::Case).any(|c| {
        matches!(syntax.lemma(c), "in" | "at" | "on" | "during") // closed-class words, which no list would add to
    });
    let adjunct =
        relation != Deprel::Case && syntax.deprel(noun) == Deprel::Obl && syntax.upos(noun) == Upos::Noun;
    syntax.head(noun).filter(|verb| within && adjunct && syntax.upos(*verb) == Upos::Verb)
}

/// "Killed five farmers in Lorica, a town in Cordoba, on Monday": a day behind a noun that was hung on it, and that may be the
/// verb's.
fn verb_over_noun(syntax: &Syntax, word: TokenId, above: TokenId, relation: Deprel) -> Option<TokenId> {
    let behind = matches!(relation, Deprel::Nmod | Deprel::NmodUnmarked | Deprel::Obl | Deprel::OblUnmarked);
    // "after the march on Sunday"
    let apart =
        syntax.case(above).is_some_and(|c| matches!(c.as_str(), "after" | "before" | "since" | "until"));
    let behind = behind && !apart;
    if !behind || word < above || !matches!(syntax.upos(above), Upos::Noun | Upos::Propn) {
        return None;
    }
    let inside = |t: &TokenId| {
        use Deprel::{Appos, Conj, Flat, Nmod, Obj, Obl};
        matches!(syntax.deprel(*t), Appos | Conj | Flat | Nmod | Obj | Obl)
    };
    let top = syntax.ancestors(above).take_while(inside).last()?;
    syntax.head(top).filter(|verb| syntax.upos(*verb) == Upos::Verb && *verb < above)
}

/// "Marched", "were beaten"; not "had marched", "will march".
pub fn is_plain_past(syntax: &Syntax, verb: TokenId) -> bool {
    let past = |t: TokenId| syntax.token(t).feats.is(Feat::Tense, "Past");
    let helpers = || syntax.children(verb).iter().copied().filter(|c| is_helper(syntax, *c));
    match helpers().next() {
        None => past(verb) && syntax.token(verb).feats.is(Feat::VerbForm, "Fin"),
        Some(_) => helpers().all(|h| past(h) && syntax.lemma(h) == "be"),
    }
}

fn is_helper(syntax: &Syntax, word: TokenId) -> bool {
    matches!(syntax.deprel(word), Deprel::Aux | Deprel::AuxPass)
}

struct Finder<'a> {
    syntax: &'a Syntax<'a>,
    lexicon: &'a Lexicon,
    hung: Vec<Hung>,
}

impl Finder<'_> {
    fn find(&self, head: TokenId, stops: impl Fn(TokenId) -> bool) -> Option<TimeId> {
        let syntax = self.syntax;
        let mut governor = head;
        for _ in 0..6 {
            if let Some(time) = self.on(governor, head).or_else(|| self.shared(governor, head)) {
                return Some(time);
            }
            if syntax.deprel(governor) == Deprel::AclRelcl {
                // "the strike on Monday that killed ten"
                return syntax.head(governor).and_then(|noun| self.on(noun, head));
            }
            governor = self.next_governor(governor).filter(|g| !stops(*g))?;
        }
        None
    }

    /// The nearest time that hangs on a word, one that says most about it before others.
    fn on(&self, governor: TokenId, head: TokenId) -> Option<TimeId> {
        // "A year ago, soldiers killed …, on 28 September": of two that hang on one word the more exact
        let near = |h: &&Hung| (h.precision, h.word.0.abs_diff(head.0));
        let own = self.hung.iter().filter(|h| h.governor == Some(governor));
        let also = self.hung.iter().filter(|h| h.also == Some(governor));
        own.min_by_key(near).or_else(|| also.min_by_key(near)).map(|h| h.id)
    }

    /// "Seized weapons and arrested two men on Monday"; "was hurt when police cleared the square on Monday".
    fn shared(&self, verb: TokenId, head: TokenId) -> Option<TimeId> {
        let syntax = self.syntax;
        if syntax.upos(verb) != Upos::Verb || self.has_other_time(verb) {
            return None;
        }
        let shares = |c: &TokenId| match syntax.deprel(*c) {
            Deprel::Conj => syntax.upos(*c) == Upos::Verb && !self.has_subject(*c),
            Deprel::Advcl => self.is_at_once(*c) && self.is_marked(*c),
            _ => false,
        };
        let alike = |c: &TokenId| is_plain_past(syntax, *c) == is_plain_past(syntax, verb);
        // "Speaking in Baghdad on Sunday, the president accused …"; "the president, speaking on Sunday, accused …"
        let speaking = |c: &TokenId| {
            let hangs = matches!(syntax.deprel(*c), Deprel::Advcl | Deprel::Acl);
            let feats = syntax.token(*c).feats;
            let going_on = feats.is(Feat::VerbForm, "Ger") || feats.is(Feat::Tense, "Pres");
            hangs && going_on && !feats.is(Feat::VerbForm, "Fin") && !self.is_marked(*c)
        };
        let subject = syntax.child_by(verb, Deprel::Nsubj);
        let aside = subject.into_iter().flat_map(|s| syntax.children(s)).copied().filter(speaking);
        let clauses = syntax.children(verb).iter().copied();
        let clauses = clauses.filter(|c| speaking(c) || (shares(c) && alike(c)));
        let found = clauses.rev().find_map(|c| self.on(c, head));
        found.or_else(|| aside.into_iter().find_map(|c| self.on(c, head)))
    }

    /// The word whose time also holds for this one: the verb over a noun, the clause over a complement of a
    /// light verb, the first of coordinated verbs.
    fn next_governor(&self, word: TokenId) -> Option<TokenId> {
        use Deprel::{Acl, AclRelcl, Advcl, Ccomp, Compound, Conj, Csubj, Fixed, Flat, Nmod, NmodPoss};
        use Deprel::{Nsubj, NsubjPass, Obj, Obl, Parataxis, Xcomp};
        let syntax = self.syntax;
        let above = syntax.head(word)?;
        let goes_up = match syntax.deprel(word) {
            Conj | Compound | Nmod | NmodPoss | Obj | Nsubj | NsubjPass | Obl | Xcomp | Fixed | Flat => true,
            Advcl => self.is_at_once(word),
            Acl | AclRelcl | Ccomp | Parataxis | Csubj => false,
            _ => syntax.upos(word) != Upos::Verb,
        };
        goes_up.then_some(above)
    }

    /// "Imposed sanctions after the coup": no day, and yet a time of its own.
    fn has_other_time(&self, verb: TokenId) -> bool {
        let bounds = [Bound::After, Bound::Before, Bound::Since, Bound::Until];
        let bounded = |word: TokenId| bounds.iter().any(|b| self.says(word, TimeWord::Bound(*b)));
        let marks = |word: TokenId| self.syntax.children(word).iter().copied().any(bounded);
        let adjunct = |c: &TokenId| matches!(self.syntax.deprel(*c), Deprel::Obl | Deprel::Advcl);
        self.syntax.children(verb).iter().copied().filter(adjunct).any(marks)
    }

    fn has_subject(&self, verb: TokenId) -> bool {
        let subject = |c: &TokenId| matches!(self.syntax.deprel(*c), Deprel::Nsubj | Deprel::NsubjPass);
        self.syntax.children(verb).iter().any(subject)
    }

    fn is_marked(&self, verb: TokenId) -> bool {
        self.opener(verb).is_some()
    }

    /// The word that opens a clause: "when", "after", "because".
    fn opener(&self, verb: TokenId) -> Option<TokenId> {
        let syntax = self.syntax;
        let opens = |c: &TokenId| {
            let relation = syntax.deprel(*c);
            relation == Deprel::Mark
                || relation == Deprel::Advmod && *c < verb && self.says(*c, TimeWord::AtOnce)
        };
        syntax.children(verb).iter().copied().find(opens)
    }

    /// Whether a clause tells what happened at the time of its main clause: "when", "as", "killing ten", "to meet"; what
    /// comes "after", "before", "because" has a day of its own, and so has what had happened before.
    fn is_at_once(&self, verb: TokenId) -> bool {
        let have = self
            .syntax
            .children(verb)
            .iter()
            .any(|c| is_helper(self.syntax, *c) && self.syntax.lemma(*c) == "have");
        let at_once = self
            .opener(verb)
            .is_none_or(|m| self.says(m, TimeWord::AtOnce) || self.syntax.form(m).eq_ignore_ascii_case("to"));
        at_once && !have
    }

    fn says(&self, word: TokenId, sought: TimeWord) -> bool {
        self.lexicon.times.says(self.syntax.form(word), self.syntax.lemma(word), sought)
    }
}

fn is_adjunct(relation: Deprel) -> bool {
    use Deprel::*;
    matches!(
        relation,
        Obl | OblUnmarked
            | Nmod
            | NmodUnmarked
            | NmodPoss
            | NmodDesc
            | Advmod
            | Compound
            | Nummod
            | Amod
            | Appos
            | Dep
            | Parataxis
            | List
            | Dislocated
            | Obj // "threatened that day to …"
    )
}

/// Without a parse: the time with the fewest words between.
fn nearest(here: &[(TimeId, &Time)], head: TokenId) -> Option<TimeId> {
    here.iter().min_by_key(|(_, t)| t.head.0.abs_diff(head.0)).map(|(id, _)| *id)
}
