//! Reported clauses without "that", read from the order of the words.
//!
//! "The envoy cautioned peace does not come quickly" misleads a parser: it takes "peace" for an object, or "cautioned" for an
//! adjective. Where a cue that reports clauses is followed by a noun phrase and a finite verb, the clause begins behind
//! the cue, whatever the parse says.

use super::draft::Reading;
use crate::document::{Deprel, Feat, MentionKind, Sentence, TokenId, Upos};
use crate::lexicon::Takes;

/// The clause behind a cue.
pub fn clause_after(reading: &Reading, verb: TokenId, skips_addressee: bool) -> Option<Vec<TokenId>> {
    let sentence = reading.sentence(reading.sentence_of(verb));
    let first = first_behind(reading, sentence, verb, skips_addressee)?;
    let opens = matches!(
        reading.syntax.upos(first),
        Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Sconj | Upos::Cconj
    );
    // "Believes moving the capital has its reasons"
    let deed = reading.child_in(verb, &[Deprel::Ccomp]).is_some()
        && reading.syntax.token(first).feats.is(Feat::VerbForm, "Ger");
    if !(opens || deed)
        || reading.lower(first) == "to"
        || reading.syntax.deprel(first) == Deprel::Cc
        || opens_adverbial(reading, verb)
        || reading.quotations.around(first) != reading.quotations.around(verb)
    {
        return None;
    }
    let stop = stop(reading, sentence, verb, first);
    let mut words: Vec<TokenId> = (first.0..stop.0).map(TokenId).collect();
    reading.trim(&mut words);
    (!words.is_empty()).then_some(words)
}

/// "That" right behind a cue, or behind its addressee: what follows is the clause, whatever begins it ("concluded that, because
/// of the flood, it had to wait").
pub fn that_behind(reading: &Reading, verb: TokenId, skips_addressee: bool) -> Option<TokenId> {
    let sentence = reading.sentence(reading.sentence_of(verb));
    let first = first_behind(reading, sentence, verb, skips_addressee)?;
    let only = |t: &TokenId| *t < sentence.end && reading.syntax.upos(*t) == Upos::Adv;
    let first = Some(first).filter(|t| !only(t)).unwrap_or(TokenId(first.0 + 1));
    (first < sentence.end && is_that(reading, first)).then_some(first)
}

fn is_that(reading: &Reading, word: TokenId) -> bool {
    reading.lower(word) == "that" && reading.syntax.deprel(word) == Deprel::Mark
}

/// The first word behind the cue that is no adverb, no time and no addressee of it.
fn first_behind(
    reading: &Reading,
    sentence: &Sentence,
    verb: TokenId,
    skips_addressee: bool,
) -> Option<TokenId> {
    let skipped = |r: Deprel| {
        matches!(r, Deprel::Obl | Deprel::OblUnmarked | Deprel::Advmod | Deprel::CompoundPrt)
            || (skips_addressee && matches!(r, Deprel::Obj | Deprel::Iobj))
    };
    let mut at = TokenId(verb.0 + 1);
    let children = reading.syntax.children(verb).iter().copied();
    for child in children.filter(|c| *c > verb && skipped(reading.syntax.deprel(*c))) {
        let words = reading.syntax.subtree(child);
        if words.first() == Some(&at) {
            at = TokenId(words.last()?.0 + 1);
        }
    }
    (at < sentence.end && reading.is_word(at)).then_some(at)
}

/// Where the clause ends: at what is coordinated with the cue, at a semicolon, at another tag, or with the sentence. The same as
/// `first` if no finite verb stands before that.
fn stop(reading: &Reading, sentence: &Sentence, verb: TokenId, first: TokenId) -> TokenId {
    // Behind "that" a phrase may come first: "that because of the flood, it had to wait".
    let marked = is_that(reading, first);
    let coordinated: Vec<TokenId> = reading
        .children(verb)
        .filter(|c| *c > first && matches!(reading.syntax.deprel(*c), Deprel::Conj | Deprel::Advcl))
        .filter_map(|c| reading.subtree_without(c, &[]).first().copied())
        .filter(|t| t.0 > first.0 + u32::from(marked))
        .collect();
    let mut finite = false;
    let mut noun = false;
    let mut at = first;
    while at < sentence.end {
        let form = reading.syntax.form(at);
        let next = TokenId(at.0 + 1);
        let ends = form == ";"
            || coordinated.contains(&at)
            || reading.lower(at) == "according"
            || (form == "," && !finite && !marked && !opens_aside(reading, next, sentence))
            || (form == "," && finite && participle_of_cue(reading, next, sentence));
        if ends {
            break;
        }
        finite |= noun && opens_clause(reading, first, at);
        noun |= reading.is_nominal(at) || reading.syntax.upos(at) == Upos::Num;
        at = next;
    }
    if finite { at } else { first }
}

/// "When judges write they choose every word": what follows such a clause is the outlet's.
fn opens_adverbial(reading: &Reading, verb: TokenId) -> bool {
    let syntax = reading.syntax;
    let opens = |c: &TokenId| {
        let asks = syntax.deprel(*c) == Deprel::Advmod && syntax.token(*c).feats.is(Feat::PronType, "Int");
        *c < verb && (asks || syntax.deprel(*c) == Deprel::Mark)
    };
    syntax.deprel(verb) == Deprel::Advcl && syntax.children(verb).iter().any(opens)
}

/// What follows a comma is a relative clause, an apposition or a list, after which the clause may still come.
fn opens_aside(reading: &Reading, token: TokenId, sentence: &Sentence) -> bool {
    if token >= sentence.end {
        return false;
    }
    let pronoun = reading.syntax.token(token).feats.get(Feat::PronType);
    let relative = matches!(pronoun, Some("Rel" | "Int"));
    relative
        || matches!(reading.syntax.upos(token), Upos::Det | Upos::Num | Upos::Noun | Upos::Propn | Upos::Adp)
}

fn participle_of_cue(reading: &Reading, token: TokenId, sentence: &Sentence) -> bool {
    token < sentence.end && reading.lower(token).ends_with("ing") && reading.cue_of(token).is_some()
}

/// A finite verb that is not in a relative or adverbial clause of what stands before it.
fn opens_clause(reading: &Reading, first: TokenId, token: TokenId) -> bool {
    let syntax = reading.syntax;
    let feats = syntax.token(token).feats;
    // "It planned" is finite even where the parser reads a participle.
    let pronoun = token.0.checked_sub(1).map(TokenId).filter(|t| *t >= first);
    let after_pronoun = pronoun.is_some_and(|t| syntax.token(t).feats.is(Feat::Case, "Nom"));
    // So is "said drones struck two villages", where it reads a complement of the cue.
    let complement = matches!(syntax.deprel(token), Deprel::Xcomp | Deprel::Ccomp)
        && syntax.head(token).is_some_and(|h| h < first);
    let past = feats.is(Feat::Tense, "Past") && (after_pronoun || complement);
    if !(feats.is(Feat::VerbForm, "Fin") || past) {
        return false;
    }
    let aux = matches!(syntax.deprel(token), Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
    let clause = if aux { syntax.head(token).unwrap_or(token) } else { token };
    let opened = |c: TokenId| {
        let pronoun = syntax.token(c).feats.is(Feat::PronType, "Rel")
            || syntax.token(c).feats.is(Feat::PronType, "Int");
        let mark = syntax.deprel(c) == Deprel::Mark && syntax.upos(c) == Upos::Sconj && c != first;
        pronoun || mark
    };
    !syntax.children(clause).iter().copied().any(|c| c >= first && c < token && opened(c))
}

/// The clause before a tag that ends the sentence: "The ships left the harbour, police revealed on Saturday."
pub fn clause_before(reading: &Reading, verb: TokenId, subject: TokenId) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let sentence = reading.sentence(reading.sentence_of(verb));
    let own =
        |t: TokenId| syntax.is_under(t, verb) && !syntax.is_under(t, subject) || syntax.is_under(t, subject);
    let tail = (verb.0 + 1..sentence.end.0).map(TokenId).all(|t| own(t) || !reading.is_word(t));
    let phrases =
        syntax.children(verb).iter().copied().filter(|c| *c > verb && reading.is_word(*c) && *c != subject);
    let only_when =
        |c: TokenId| matches!(syntax.deprel(c), Deprel::Obl | Deprel::OblUnmarked | Deprel::Advmod);
    if !tail || !phrases.into_iter().all(only_when) {
        return None;
    }
    let start = syntax.subtree(subject).first().copied()?.min(verb);
    let comma = TokenId(start.0.checked_sub(1)?);
    if comma <= sentence.first || syntax.form(comma) != "," {
        return None;
    }
    let mut words: Vec<TokenId> = (sentence.first.0..comma.0).map(TokenId).collect();
    reading.trim(&mut words);
    let finite = words.iter().any(|w| syntax.token(*w).feats.is(Feat::VerbForm, "Fin"));
    // "If it rains, the club will respond": a condition, and not what somebody responds
    let marked = |c: TokenId| syntax.child_by(c, Deprel::Mark).is_some_and(|m| Some(&m) == words.first());
    let condition = syntax.children_by(verb, Deprel::Advcl).any(|c| words.contains(&c) && marked(c));
    (finite && !condition && words.len() > 2).then_some(words)
}

/// "Small farmers, said Okoro, are asked to pay": a cue and its subject between commas, amid a clause that they cut in two.
/// The subject and the clause.
pub fn clause_around(reading: &Reading, verb: TokenId) -> Option<(TokenId, Vec<TokenId>)> {
    let syntax = reading.syntax;
    let sentence = reading.sentence(reading.sentence_of(verb));
    let comma = |t: &TokenId| syntax.form(*t) == ",";
    let open = (sentence.first.0..verb.0).rev().map(TokenId).find(comma)?;
    let close = (verb.0 + 1..sentence.end.0).map(TokenId).find(comma)?;
    let aside = || (open.0 + 1..close.0).map(TokenId);
    let relative = |t: TokenId| {
        let feats = syntax.token(t).feats;
        matches!(feats.get(Feat::PronType), Some("Rel" | "Int")) || syntax.deprel(t) == Deprel::Mark
    };
    let alone = aside().all(|t| t == verb || !(reading.is_verb(t) || relative(t)));
    let finite = |t: TokenId| syntax.token(t).feats.is(Feat::VerbForm, "Fin");
    let cut = !(sentence.first.0..open.0).map(TokenId).any(finite);
    let next = TokenId(close.0 + 1);
    let goes_on = next < sentence.end
        && syntax.deprel(next) != Deprel::Cc
        && (next.0..sentence.end.0).map(TokenId).any(finite);
    let level = reading.quotations.around(verb);
    let quoted = sentence.token_ids().any(|t| reading.quotations.around(t) != level);
    if !alone
        || !cut
        || !goes_on
        || quoted
        || !(finite(verb) || syntax.token(verb).feats.is(Feat::Tense, "Past"))
    {
        return None;
    }
    let subject = subject_in_aside(reading, verb, open)?;
    let is_told = reading.cue_of(verb).is_some_and(|c| {
        c.entry_ids()
            .any(|e| reading.entry(e).takes(&Takes::Addressee) || reading.entry(e).takes(&Takes::Directive))
    });
    let has_object = !is_told && syntax.children_by(verb, Deprel::Obj).any(|o| o > verb && o != subject);
    let before: Vec<TokenId> = (sentence.first.0..open.0).map(TokenId).collect();
    let top = super::direct::top(reading, &before)?;
    if has_object || !reading.is_nominal(top) || syntax.case(top).is_some() {
        return None;
    }
    let outside = (sentence.first.0..open.0).chain(close.0 + 1..sentence.end.0).map(TokenId);
    let mut words: Vec<TokenId> = outside.collect();
    reading.trim(&mut words);
    Some((subject, words))
}

/// "The paper observed", "said Okoro": who stands beside the cue, if somebody does.
fn subject_in_aside(reading: &Reading, verb: TokenId, open: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let before = (open.0 + 1..verb.0).rev().map(TokenId).find(|t| reading.is_nominal(*t));
    if let Some(last) = before {
        // "the governor of the province said"
        let up = |t: &TokenId| syntax.head(*t).filter(|h| open < *h && *h < verb && reading.is_nominal(*h));
        let noun = std::iter::successors(Some(last), up).take(6).last().unwrap_or(last);
        return super::indirect::can_speak(reading, noun).then_some(noun);
    }
    let noun = noun_after(reading, verb)
        .filter(|n| !matches!(syntax.deprel(*n), Deprel::OblUnmarked | Deprel::Obl))?;
    let kinds = [MentionKind::Person, MentionKind::Organisation, MentionKind::Office, MentionKind::Group];
    let head = [noun, syntax.head(noun).filter(|h| *h > verb).unwrap_or(noun)];
    let known =
        |t: TokenId| reading.mention(t).is_some_and(|m| kinds.contains(&reading.mentions[m.index()].kind));
    let definite = |t: TokenId| {
        syntax.children_by(t, Deprel::Det).any(|d| syntax.token(d).feats.is(Feat::Definite, "Def"))
    };
    let somebody = |t: &TokenId| known(*t) || definite(*t);
    head.into_iter().find(somebody)
}

/// "Studies that show so were hidden, the paper says": a tag at the end whose noun stands right before it, where the parse takes
/// a subject from further left. The subject and the clause.
pub fn clause_before_tag(reading: &Reading, verb: TokenId) -> Option<(TokenId, Vec<TokenId>)> {
    let syntax = reading.syntax;
    let sentence = reading.sentence(reading.sentence_of(verb));
    let comma = (sentence.first.0..verb.0).rev().map(TokenId).find(|t| syntax.form(*t) == ",")?;
    let strays = reading.speaker_head(verb).is_some_and(|s| s < comma);
    let noun = subject_before(reading, verb).filter(|n| *n > comma)?;
    let plain = |t: u32| {
        matches!(syntax.upos(TokenId(t)), Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num)
    };
    let alone = (comma.0 + 1..verb.0).all(plain);
    let last = (verb.0 + 1..sentence.end.0).all(|t| !reading.is_word(TokenId(t)));
    let level = reading.quotations.around(verb);
    let quoted = sentence.token_ids().any(|t| reading.quotations.around(t) != level);
    if !strays || !alone || !last || quoted {
        return None;
    }
    let mut words: Vec<TokenId> = (sentence.first.0..comma.0).map(TokenId).collect();
    reading.trim(&mut words);
    let finite = words.iter().any(|w| syntax.token(*w).feats.is(Feat::VerbForm, "Fin"));
    finite.then_some((noun, words))
}

/// "Called the plan a bad joke": a noun phrase and, with nothing between, another or an adjective.
pub fn two_phrases_after(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let sentence = reading.sentence(reading.sentence_of(verb));
    let first = TokenId(verb.0 + 1);
    let mut second = None;
    let mut at = first;
    while at < sentence.end {
        let verbal = matches!(syntax.upos(at), Upos::Verb | Upos::Aux) && syntax.deprel(at) != Deprel::Amod;
        let stops = verbal
            || matches!(syntax.upos(at), Upos::Cconj | Upos::Sconj)
            || matches!(syntax.form(at), "," | ";" | ":");
        if stops && second.is_none() {
            return None;
        }
        if stops
            && reading.quotations.around(at) == reading.quotations.around(verb)
            && syntax.upos(at) != Upos::Cconj
        {
            break;
        }
        let before = (first.0..at.0).rev().map(TokenId).find(|t| reading.is_word(*t));
        let closed = before.is_some_and(|t| reading.is_nominal(t));
        let begins = matches!(syntax.upos(at), Upos::Det | Upos::Adj)
            || before.is_some_and(|t| {
                reading.is_word(at) && reading.quotations.around(at) != reading.quotations.around(t)
            });
        if closed && begins && second.is_none() {
            second = Some(at);
        }
        at = TokenId(at.0 + 1);
    }
    second?;
    let mut words: Vec<TokenId> = (first.0..at.0).map(TokenId).collect();
    reading.trim(&mut words);
    Some(words)
}

/// The noun phrase right before a cue, where the parse gives it no subject: also one that an apposition or a relative clause
/// between commas separates from it.
pub fn subject_before(reading: &Reading, verb: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let past = syntax.token(verb).feats.is(Feat::Tense, "Past");
    if !past && !reading.lower(verb).ends_with('s') {
        return None;
    }
    let sentence = reading.sentence(reading.sentence_of(verb));
    let between = |t: &TokenId| matches!(syntax.upos(*t), Upos::Adv | Upos::Aux);
    let mut noun = (sentence.first.0..verb.0).rev().map(TokenId).find(|t| !between(t))?;
    if syntax.form(noun) == "," {
        noun = before_aside(reading, sentence, noun)?;
    }
    if !reading.is_nominal(noun) {
        return None;
    }
    let inner = |t: &TokenId| {
        let part = matches!(syntax.deprel(*t), Deprel::Flat | Deprel::Compound | Deprel::Nmod);
        syntax.head(*t).filter(|h| part && *h < verb && reading.is_nominal(*h))
    };
    let head = std::iter::successors(Some(noun), inner).take(6).last()?;
    syntax.case(head).is_none().then_some(head)
}

/// The head of the noun phrase right behind a word.
pub fn noun_after(reading: &Reading, word: TokenId) -> Option<TokenId> {
    let sentence = reading.sentence(reading.sentence_of(word));
    let phrase = (word.0 + 1..sentence.end.0).map(TokenId).take(6);
    let before = |t: &TokenId| {
        matches!(reading.syntax.upos(*t), Upos::Det | Upos::Adj | Upos::Num | Upos::Noun | Upos::Propn)
    };
    let words: Vec<TokenId> = phrase.take_while(before).collect();
    words.iter().rev().copied().find(|t| reading.is_nominal(*t))
}

/// The noun before the comma that opens what the given comma closes: "a source, whom they did not name, said".
fn before_aside(reading: &Reading, sentence: &Sentence, closing: TokenId) -> Option<TokenId> {
    let words = (sentence.first.0..closing.0).map(TokenId);
    let opens = |t: &TokenId| {
        let next = TokenId(t.0 + 1);
        let pronoun = reading.syntax.token(next).feats.get(Feat::PronType);
        let aside = matches!(pronoun, Some("Rel" | "Int")) || reading.syntax.upos(next) == Upos::Det;
        reading.syntax.form(*t) == "," && aside && t.0 > sentence.first.0
    };
    let noun = words.into_iter().find(opens).map(|t| TokenId(t.0 - 1))?;
    let name = reading.syntax.upos(noun) == Upos::Propn
        || reading.lexicon.channels.speaks(reading.syntax.lemma(noun));
    name.then_some(noun)
}
