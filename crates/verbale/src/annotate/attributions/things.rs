//! What is promised, denied, announced or asked for: infinitives, gerunds, things, phrases with a preposition.

use super::draft::{Draft, Reading};
use super::indirect::sources;
use super::surface;
use crate::document::{CueType, Deprel, Feat, Syntax, TokenId, Upos};
use crate::lexicon::{Cue, CuePos, Takes};

/// "Promised to leave".
pub(super) fn infinitive(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    if reading.is_passive(verb) {
        return None;
    }
    let to_do = |c: &TokenId| reading.child_in(*c, &[Deprel::Mark]).is_some_and(|m| reading.lower(m) == "to");
    let found = reading.syntax.children_by(verb, Deprel::Xcomp).find(to_do)?;
    Some(reading.clause(found))
}

/// "Denied shelling the port".
pub(super) fn gerund(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let ing = |c: &TokenId| *c > verb && reading.lower(*c).ends_with("ing") && reading.is_verb(*c);
    let children = reading.syntax.children(verb).iter().copied();
    let complement =
        |c: &TokenId| matches!(reading.syntax.deprel(*c), Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj);
    // "Ruled out sending tanks": right behind the particle, whatever the parse makes of it.
    let particle = |t: TokenId| {
        t > verb && reading.syntax.head(t) == Some(verb) && reading.syntax.deprel(t) == Deprel::CompoundPrt
    };
    let behind =
        |c: &TokenId| reading.syntax.deprel(*c) == Deprel::Advcl && *c > verb && particle(TokenId(c.0 - 1));
    children.filter(|c| complement(c) || behind(c)).find(ing).map(|c| reading.clause(c))
}

/// "Announced a withdrawal".
pub(super) fn thing(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let object = if reading.is_passive(verb) {
        syntax.child_by(verb, Deprel::NsubjPass).filter(|_| reading.agent(verb).is_some())?
    } else {
        match syntax.children_by(verb, Deprel::Obj).find(|o| *o > verb) {
            Some(object) => object,
            None => return charge_before(reading, verb).map(|n| reading.clause_without(n, &[verb])),
        }
    };
    let pronoun = syntax.upos(object) == Upos::Pron;
    // "…, reported officials, with …": a bare word for people behind a comma and its verb has said it.
    let comma = |t: Option<u32>| t.is_some_and(|t| syntax.form(TokenId(t)) == ",");
    let bare = syntax.children(object).iter().all(|c| !reading.is_word(*c)) && object.0 == verb.0 + 1;
    let people = reading.mention(object).is_some() && syntax.upos(object) == Upos::Noun;
    if bare && people && comma(verb.0.checked_sub(1)) {
        return None;
    }
    // ", which …" is added by whoever tells it.
    let added = |c: &TokenId| {
        let first = syntax.subtree(*c).first().copied();
        first.is_some_and(|f| syntax.form(f) == "," || f.0 > 0 && syntax.form(TokenId(f.0 - 1)) == ",")
    };
    let added: Vec<TokenId> = syntax.children_by(object, Deprel::AclRelcl).filter(added).collect();
    (!pronoun).then(|| reading.clause_without(object, &added))
}

/// "…, a charge Beijing denies", "…, claims that Rome rejects": the noun before a relative clause, if it stands for what was said and a
/// comma parts it from that.
pub(super) fn charge_before(reading: &Reading, verb: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let noun = syntax.head(verb).filter(|n| *n < verb && syntax.deprel(verb) == Deprel::AclRelcl)?;
    let first = syntax.subtree(noun).into_iter().find(|w| reading.is_word(*w))?;
    let comma =
        first.0.checked_sub(1).map(TokenId).is_some_and(|t| syntax.form(t) == "," || syntax.form(t) == "–");
    let speech = reading.cue_of(noun).is_some_and(|c| c.pos == CuePos::Noun);
    let subject = reading.child_in(verb, &[Deprel::Nsubj])?;
    let relative = syntax.token(subject).feats.is(Feat::PronType, "Rel");
    (comma && speech && !relative).then_some(noun)
}

/// "What the army called an exercise", "what it describes as a base", "what he said was a plot": only the one who calls it so
/// vouches for the name.
pub(super) fn so_called(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let what = syntax.head(verb).filter(|w| *w < verb && reading.lower(*w) == "what")?;
    let cue =
        reading.cue_of(verb).filter(|_| syntax.deprel(verb) == Deprel::AclRelcl && what.0 + 8 > verb.0)?;
    reading.child_in(verb, &[Deprel::Nsubj])?;
    let takes = |how: &Takes| cue.entry_ids().any(|e| reading.entry(e).takes(how));
    if takes(&Takes::ThingPrep("as".into()))
        && let Some(phrase) = below_with(reading, verb, "as")
    {
        let mut words = reading.clause(phrase);
        words.retain(|w| reading.lower(*w) != "as" || *w > phrase);
        return Some(words);
    }
    if takes(&Takes::Predicate) {
        let named = reading.child_in(verb, &[Deprel::Obj, Deprel::Xcomp]).filter(|o| *o > verb)?;
        return Some(reading.clause(named));
    }
    // "What it said was a base": the clause without its copula.
    let clause = reading.child_in(verb, &[Deprel::Ccomp]).filter(|c| *c > verb)?;
    let copula = reading.child_in(clause, &[Deprel::Cop]).filter(|c| c.0 == verb.0 + 1)?;
    let mut words = reading.clause(clause);
    words.retain(|w| *w != copula);
    Some(words)
}

/// "It", "this", "which": a pronoun that may stand for what was said.
pub fn is_pointer(syntax: &Syntax, word: TokenId) -> bool {
    let feats = syntax.token(word).feats;
    let thing = feats.is(Feat::PronType, "Dem")
        || feats.is(Feat::PronType, "Rel")
        || matches!(syntax.lemma(word), "it" | "which" | "they");
    syntax.upos(word) == Upos::Pron && thing
}

/// "Moscow denied it", "a charge that Moscow denies", "which Moscow denied": a word that stands for what somebody else said. It
/// is told as a statement only if the text has that (see `Answers`).
pub(super) fn pointer(reading: &Reading, verb: TokenId, cue: &Cue) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    if !matches!(cue.kind, CueType::Deny | CueType::Confirm) || reading.is_passive(verb) {
        return None;
    }
    let object = syntax.children_by(verb, Deprel::Obj).find(|o| is_pointer(syntax, *o))?;
    let relative = syntax.token(object).feats.is(Feat::PronType, "Rel");
    if !relative {
        return (object > verb).then(|| vec![object]);
    }
    let noun = syntax.head(verb).filter(|_| syntax.deprel(verb) == Deprel::AclRelcl)?;
    let stands_for_words = reading.cue_of(noun).is_some_and(|c| c.pos == CuePos::Noun);
    Some(if stands_for_words { reading.clause_without(noun, &[verb]) } else { vec![object] })
}

/// "Called the attack a crime": both the thing and what it is called.
pub(super) fn predicate(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let named = syntax.child_by(verb, Deprel::Xcomp).or_else(|| syntax.children_by(verb, Deprel::Obj).nth(1));
    let Some(named) = named else { return surface::two_phrases_after(reading, verb) };
    let is_infinitive = reading.child_in(named, &[Deprel::Mark]).is_some_and(|m| reading.lower(m) == "to");
    let passive = reading.is_passive(verb);
    let thing = if passive { &[Deprel::NsubjPass][..] } else { &[Deprel::Obj, Deprel::Iobj] };
    let Some(thing) = reading.child_in(verb, thing).filter(|t| *t < named) else {
        return surface::two_phrases_after(reading, verb).filter(|_| !passive);
    };
    if passive && reading.agent(verb).is_none() {
        return None;
    }
    (!is_infinitive && thing != named)
        .then(|| reading.stretch(&reading.clause(thing), &reading.clause(named)))
}

/// "Accused them of treason", "described it as a crime": the thing and the phrase. In the passive the thing is the subject.
pub(super) fn thing_prep(reading: &Reading, verb: TokenId, prep: &str, cue: &Cue) -> Option<Vec<TokenId>> {
    let phrase = below_with(reading, verb, prep).or_else(|| {
        let object = reading.syntax.child_by(verb, Deprel::Obj)?;
        // "Described the danger of a wall coming down as grave": the phrase may hang deep in the thing.
        let deep = || reading.syntax.subtree(object).into_iter().find_map(|t| below_with(reading, t, prep));
        below_with(reading, object, prep).or_else(|| deep().filter(|_| prep == "as"))
    })?;
    let thing = if reading.is_passive(verb) {
        reading.syntax.child_by(verb, Deprel::NsubjPass)?
    } else {
        // "Referred to the raid as a tragedy": the thing stands behind the cue's own preposition.
        let own = |c: &TokenId| {
            reading.syntax.case(*c).is_some_and(|case| cue.words[1..].iter().any(|w| *w == case))
        };
        let behind = || reading.syntax.children_by(verb, Deprel::Obl).find(|c| own(c) && *c < phrase);
        reading.syntax.child_by(verb, Deprel::Obj).or_else(behind)?
    };
    // "Named as a suspect by prosecutors": the agent may hang on the phrase.
    let agent: Vec<TokenId> = reading.agent(verb).filter(|_| reading.is_passive(verb)).into_iter().collect();
    let phrase_words = reading.clause_without(phrase, &agent);
    let mut thing_words = reading.clause(thing);
    if cue.words.len() > 1 && reading.syntax.deprel(thing) == Deprel::Obl {
        thing_words.remove(0);
    }
    (phrase > thing).then(|| reading.stretch(&thing_words, &phrase_words))
}

/// The words of a cue besides its verb: "doubt" of "cast doubt on", "clear" of "make clear".
pub(super) fn own_words(reading: &Reading, verb: TokenId, cue: &Cue) -> Vec<TokenId> {
    let syntax = reading.syntax;
    let own = |c: &TokenId| cue.words[1..].iter().any(|w| w == syntax.lemma(*c) || *w == reading.lower(*c));
    syntax.children(verb).iter().copied().filter(|c| *c > verb && own(c)).collect()
}

/// A phrase or clause below a word that this preposition introduces.
pub(super) fn below_with(reading: &Reading, head: TokenId, prep: &str) -> Option<TokenId> {
    let introduced = |c: &TokenId| {
        let marks = |m: &TokenId| matches!(reading.syntax.deprel(*m), Deprel::Case | Deprel::Mark);
        let mut children = reading.syntax.children(*c).iter().copied();
        *c > head && children.find(marks).is_some_and(|m| m < *c && reading.lower(m) == prep)
    };
    reading.syntax.children(head).iter().copied().find(introduced)
}

/// "Warned of war", "called for an end to the siege".
pub(super) fn prep_phrase(reading: &Reading, verb: TokenId, prep: &str, cue: &Cue) -> Option<Vec<TokenId>> {
    // "Called the state for the challenger" asks for nothing.
    let object = reading.syntax.children_by(verb, Deprel::Obj).find(|o| *o > verb);
    let bare = cue.words.len() == 2 && cue.words[1] == prep;
    let asks_whom = reading.cue_of(verb).is_some_and(|c| {
        let whom = |t: &Takes| matches!(t, Takes::Addressee | Takes::Directive);
        c.entry_ids().any(|e| reading.entry(e).takes.iter().any(whom))
    });
    let behind = |o: TokenId| below_with(reading, verb, prep).is_some_and(|p| o < p);
    if bare && !asks_whom && object.is_some_and(behind) {
        return None;
    }
    let own = || own_words(reading, verb, cue).into_iter().find_map(|word| below_with(reading, word, prep));
    let phrase = below_with(reading, verb, prep).or_else(own)?;
    let mut words = reading.clause(phrase);
    let is_prep = |w: &TokenId| reading.lower(*w) == prep;
    if words.first().is_some_and(is_prep) {
        words.remove(0);
    }
    // "Called for the minister to resign": the one who is to do it may stand between.
    let marker = reading.syntax.children(phrase).iter().copied().find(|m| *m < phrase && is_prep(m));
    let between = marker.into_iter().flat_map(|m| (m.0 + 1..phrase.0).map(TokenId));
    let lost: Vec<TokenId> = between.filter(|t| reading.syntax.is_under(*t, verb)).collect();
    words = reading.stretch(&lost, &words);
    // "Called for the killers to be tried": what they are to do may hang on the verb.
    let to_do = |c: &TokenId| reading.child_in(*c, &[Deprel::Mark]).is_some_and(|m| reading.lower(m) == "to");
    let mut clauses = reading.syntax.children(verb).iter().copied().filter(|c| *c > phrase);
    let next = words.last().map(|w| TokenId(w.0 + 1));
    let doing = |c: &TokenId| {
        reading.lower(*c).ends_with("ing")
            && reading.is_verb(*c)
            && reading.syntax.subtree(*c).first().copied() == next
    };
    if let Some(rest) = clauses.find(|c| to_do(c) || doing(c)) {
        words = reading.stretch(&words, &reading.clause(rest));
    }
    Some(words)
}

/// "Claimed responsibility for the blast".
pub(super) fn own_noun(reading: &Reading, verb: TokenId, cue: &Cue) -> Option<Vec<TokenId>> {
    let noun = cue.words.get(1)?;
    let own = |c: &TokenId| *c > verb && reading.syntax.lemma(*c) == noun.as_str();
    let noun = reading.syntax.children(verb).iter().copied().find(own)?;
    let phrase = reading.clause(noun);
    match below_with(reading, verb, "for") {
        Some(what) => Some(reading.stretch(&phrase, &reading.clause(what))),
        None => Some(phrase),
    }
}

/// "Urged Tehran to release them": Tehran is told, and what it is to do is the content.
pub(super) fn directive(reading: &Reading, verb: TokenId, entry: u32) -> Option<Draft> {
    let syntax = reading.syntax;
    let passive = reading.is_passive(verb);
    let told = if passive { &[Deprel::NsubjPass][..] } else { &[Deprel::Obj, Deprel::Iobj] };
    let told = reading.child_in(verb, told)?;
    let to_do = |c: &TokenId| {
        *c > verb && reading.child_in(*c, &[Deprel::Mark]).is_some_and(|m| reading.lower(m) == "to")
    };
    let clauses = |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl);
    // "Implored both sides to talk": the parse may hang the clause on those who are told.
    let told_to = |c: &TokenId| {
        let last = syntax.subtree(told).into_iter().rfind(|w| !syntax.is_under(*w, *c));
        to_do(c)
            && *c > told
            && last.is_some_and(|l| syntax.subtree(*c).first().copied() == Some(TokenId(l.0 + 1)))
    };
    let of_told = || syntax.children_by(told, Deprel::Acl).filter(|_| !passive).find(told_to);
    let deed = syntax.children(verb).iter().copied().filter(clauses).find(to_do).or_else(of_told)?;
    let sources = sources(reading, verb, reading.entry(entry), &Takes::Directive)?;
    let content = reading.stretch(&reading.clause(told), &reading.clause(deed));
    let mut draft = reading.draft(verb, entry, sources, content);
    draft.addressees.extend(reading.mention(told));
    draft.content_head = Some(deed);
    Some(draft)
}

/// "Called on Tehran to release them".
pub(super) fn prep_directive(reading: &Reading, verb: TokenId, entry: u32) -> Option<Draft> {
    let syntax = reading.syntax;
    let prep = reading.entry(entry).words.get(1)?;
    let told = below_with(reading, verb, prep)?;
    let to_do = |c: &TokenId| {
        *c > told && reading.child_in(*c, &[Deprel::Mark]).is_some_and(|m| reading.lower(m) == "to")
    };
    let below = syntax.children(verb).iter().chain(syntax.children(told)).copied();
    let deed = below.filter(|c| reading.is_clause(*c)).find(to_do)?;
    let sources = sources(reading, verb, reading.entry(entry), &Takes::PrepDirective)?;
    let mut draft = reading.draft(verb, entry, sources, reading.clause(deed));
    draft.addressees.extend(reading.mention(told));
    draft.content_head = Some(deed);
    Some(draft)
}
