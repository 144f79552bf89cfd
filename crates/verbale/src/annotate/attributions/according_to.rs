//! "According to …" and its like: the source is the noun of a preposition, the content the clause around it.

use super::draft::{Draft, Reading};
use crate::document::{Deprel, Feat, TokenId, Upos};
use crate::lexicon::{CuePos, Takes};

/// A draft for each such preposition that no quotation has taken.
pub fn find_according_to(reading: &Reading, direct: &[Draft]) -> Vec<Draft> {
    let taken = |head: TokenId| direct.iter().any(|d| d.cue.is_some_and(|(c, _)| c == head));
    let preps = reading.cues.iter().filter(|c| c.pos == CuePos::Prep || reading.lower(c.head) == "according");
    let mut drafts = Vec::new();
    for cue in preps.filter(|c| !taken(c.head)) {
        let sentence = |e: &u32| reading.entry(*e).takes(&Takes::Sentence);
        let Some(entry) = cue.entry_ids().find(sentence) else { continue };
        let Some(noun) = source_head(reading, cue.head) else { continue };
        // "According to plan" names nobody.
        let bare = reading.syntax.upos(noun) == Upos::Noun
            && reading.syntax.token(noun).feats.is(Feat::Number, "Sing")
            && reading.syntax.children(noun).iter().all(|c| reading.syntax.deprel(*c) == Deprel::Case);
        if bare && !super::indirect::can_speak(reading, noun) {
            continue;
        }
        // "Per day" is no source, "per the ministry" is.
        let short = reading.entry(entry).words.iter().any(|w| w == "per");
        let counted = reading.child_in(noun, &[Deprel::Nummod]).is_some();
        let speaks = super::indirect::can_speak(reading, noun) && cue.head.0 + 1 < noun.0;
        if short && (counted || !speaks) {
            continue;
        }
        // "according to plan": a plan does not speak, "the plan" of somebody may
        let bare = |n| reading.syntax.children(n).iter().all(|c| reading.syntax.deprel(*c) == Deprel::Case);
        if reading.lexicon.frames.class_has("no_source", reading.syntax.lemma(noun)) && bare(noun) {
            continue;
        }
        let Some(host) = host(reading, cue.head, noun) else { continue };
        let phrase =
            reading.syntax.head(noun).filter(|w| reading.syntax.head(cue.head) == Some(*w)).unwrap_or(noun);
        let mut without = vec![noun, phrase, cue.head];
        without.extend(names_beside(reading, phrase));
        let mut content = reading.clause_without(host, &without);
        add_lost_subject(reading, host, phrase, &mut content);
        leave_out_conjunction(reading, cue.head, &mut content);
        // "An agreement according to which": the agreement says it.
        let noun = said_by_which(reading, cue.head, host, noun);
        let noun = own_name(reading, cue.head, noun, &mut content).unwrap_or(noun);
        if content.is_empty() {
            continue;
        }
        let first = content.first().copied();
        if content.is_empty() || first.is_none() {
            continue;
        }
        let mut draft = reading.draft(cue.head, entry, reading.sources_at(speaker(reading, noun)), content);
        draft.content_head = Some(host);
        draft.negated = false;
        let cited = cited_beside(reading, noun, &mut draft);
        drafts.push(draft);
        drafts.extend(cited);
    }
    drafts
}

/// "According to the Norwegian daily Fjordposten, …": names that the parse hangs beside their noun, up to the comma.
fn names_beside(reading: &Reading, phrase: TokenId) -> Vec<TokenId> {
    let syntax = reading.syntax;
    let Some(last) = syntax.subtree(phrase).last().copied() else { return Vec::new() };
    let sentence = reading.sentence(reading.sentence_of(phrase));
    let behind = (last.0 + 1..sentence.end.0).map(TokenId);
    let names: Vec<TokenId> = behind.take_while(|t| syntax.upos(*t) == Upos::Propn).collect();
    let next = TokenId(names.last().unwrap_or(&last).0 + 1);
    let closed = next < sentence.end && syntax.form(next) == ",";
    if closed { names } else { Vec::new() }
}

/// "According to the agency, quoting the ministry, …": what the agency tells is what the ministry said.
fn cited_beside(reading: &Reading, noun: TokenId, draft: &mut Draft) -> Option<Draft> {
    let syntax = reading.syntax;
    let sentence = reading.sentence(reading.sentence_of(noun));
    let comma = |t: &TokenId| syntax.form(*t) == ",";
    let open = (noun.0 + 1..sentence.end.0).map(TokenId).take_while(|t| !reading.is_verb(*t)).find(comma)?;
    let cue = reading.cue_of(TokenId(open.0 + 1)).filter(|c| reading.lower(c.head).ends_with("ing"))?;
    let entry = cue.entry_ids().find(|e| reading.entry(*e).takes(&Takes::Cited))?;
    let speaker = syntax
        .child_by(cue.head, Deprel::Obj)
        .or_else(|| super::surface::noun_after(reading, cue.head))
        .filter(|s| super::indirect::can_speak(reading, *s))?;
    let last = syntax.subtree(speaker).last().copied()?;
    let close = (last.0 + 1..sentence.end.0).map(TokenId).find(comma).unwrap_or(last);
    draft.content.retain(|w| *w <= open || *w > close);
    reading.trim(&mut draft.content);
    let mut cited = reading.draft(cue.head, entry, reading.sources_at(speaker), draft.content.clone());
    cited.content_head = draft.content_head;
    Some(cited)
}

/// "An agreement, according to which": the agreement, as the parse has it or as it stands before the comma.
fn said_by_which(reading: &Reading, cue: TokenId, host: TokenId, noun: TokenId) -> TokenId {
    let relative = reading.syntax.token(noun).feats.is(Feat::PronType, "Rel");
    if !relative && !matches!(reading.lower(noun).as_str(), "which" | "whom") {
        return noun;
    }
    let parsed = reading.antecedent(host, noun);
    let sentence = reading.sentence(reading.sentence_of(cue));
    let before = || (sentence.first.0..cue.0).rev().map(TokenId).find(|t| reading.is_word(*t));
    let named = || before().filter(|t| reading.is_nominal(*t));
    if parsed == noun { named().unwrap_or(noun) } else { parsed }
}

/// "According to the news agency Fars, the mayor said": where the parse parts the name from its title, it opens the content.
fn own_name(reading: &Reading, cue: TokenId, noun: TokenId, content: &mut Vec<TokenId>) -> Option<TokenId> {
    let first = content.first().copied().filter(|f| *f > noun && noun > cue)?;
    let level = |t: u32| reading.syntax.form(TokenId(t)) == ",";
    let adjacent = (noun.0 + 1..first.0).all(|t| !level(t)) && reading.syntax.upos(first) == Upos::Propn;
    let comma = (first.0..first.0 + 6).find(|t| (*t as usize) < reading.syntax.tokens.len() && level(*t))?;
    let is_name = |t: u32| reading.syntax.upos(TokenId(t)) == Upos::Propn;
    if !adjacent || !(first.0..comma).all(is_name) {
        return None;
    }
    content.retain(|w| w.0 > comma);
    (first.0..comma).map(TokenId).find(|t| reading.mention(*t).is_some())
}

/// "And, according to the ministry, he died": nothing but a conjunction stands before the cue.
fn leave_out_conjunction(reading: &Reading, cue: TokenId, content: &mut Vec<TokenId>) {
    let joins = |w: &TokenId| reading.syntax.upos(*w) == Upos::Cconj || !reading.is_word(*w);
    if content.iter().take_while(|w| **w < cue).all(joins) {
        let first = content.iter().position(|w| *w > cue && !joins(w)).unwrap_or(0);
        content.drain(..first);
    }
}

/// The noun of the preposition that a cue is.
pub fn source_head(reading: &Reading, cue: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    if syntax.deprel(cue) == Deprel::Case || syntax.deprel(cue) == Deprel::Fixed {
        let noun = syntax.head(cue).filter(|h| reading.is_nominal(*h) && *h > cue);
        if let Some(noun) = noun {
            return Some(whose_words(reading, cue, noun).unwrap_or_else(|| named_behind(reading, noun)));
        }
    }
    // Some parses hang the noun below "according".
    let below = syntax.children(cue).iter().copied().find(|c| *c > cue && reading.is_nominal(*c));
    let sentence = reading.sentence(reading.sentence_of(cue));
    let next = || (cue.0 + 1..sentence.end.0).map(TokenId).take(8).find(|t| reading.is_nominal(*t));
    below.or_else(|| {
        let noun = next()?;
        let up = |t: &TokenId| {
            let part = matches!(syntax.deprel(*t), Deprel::Compound | Deprel::NmodPoss | Deprel::Flat);
            syntax.head(*t).filter(|_| part)
        };
        std::iter::successors(Some(noun), up).take(6).last()
    })
}

/// "The Norwegian daily Fjordposten": the name, where the parse has "daily" describe it.
fn named_behind(reading: &Reading, noun: TokenId) -> TokenId {
    let describes = matches!(reading.syntax.deprel(noun), Deprel::Amod | Deprel::Compound);
    let name = reading.syntax.head(noun).filter(|n| describes && reading.syntax.upos(*n) == Upos::Propn);
    name.filter(|n| *n > noun).unwrap_or(noun)
}

/// "According to Reuters and NBC, the prince is …": a parse that takes the subject for one more source leaves the clause without
/// one; it begins behind the comma.
fn add_lost_subject(reading: &Reading, host: TokenId, phrase: TokenId, content: &mut Vec<TokenId>) {
    let subjects = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl, Deprel::Csubj, Deprel::NsubjOuter];
    let Some(first) = content.first().copied() else { return };
    if reading.child_in(host, &subjects).is_some() || first < phrase {
        return;
    }
    let comma = (phrase.0..first.0).rev().map(TokenId).find(|t| reading.syntax.form(*t) == ",");
    let Some(comma) = comma else { return };
    let lost = (comma.0 + 1..first.0).map(TokenId);
    content.splice(0..0, lost);
}

/// "In the words of the senator", "by the senator's account": not the words but the senator is the source.
fn whose_words(reading: &Reading, cue: TokenId, noun: TokenId) -> Option<TokenId> {
    let found = reading.cue_of(cue)?;
    let covers = |e: u32| reading.entry(e).words.iter().any(|w| *w == reading.lower(noun));
    let of = |c: &TokenId| reading.syntax.case(*c).as_deref() == Some("of");
    if let Some(owner) = reading.syntax.child_by(noun, Deprel::NmodPoss)
        && found.entry_ids().any(covers)
    {
        return Some(owner);
    }
    found.entry_ids().any(covers).then(|| reading.syntax.children_by(noun, Deprel::Nmod).find(of)).flatten()
}

/// "According to a tweet by the minister": the minister speaks, the tweet is the channel.
pub fn speaker(reading: &Reading, noun: TokenId) -> TokenId {
    let channel = reading.lexicon.channels.get(reading.syntax.lemma(noun)).is_some();
    let by = |c: &TokenId| matches!(reading.syntax.case(*c).as_deref(), Some("by" | "from"));
    let author = reading.syntax.children_by(noun, Deprel::Nmod).find(by);
    author.filter(|a| channel && reading.mention(*a).is_some()).unwrap_or(noun)
}

/// The clause that is so according to the source.
fn host(reading: &Reading, cue: TokenId, noun: TokenId) -> Option<TokenId> {
    let syntax = reading.syntax;
    let phrase = syntax.head(noun).filter(|w| syntax.head(cue) == Some(*w)).unwrap_or(noun);
    let inner = if syntax.is_under(noun, cue) { cue } else { phrase };
    let mut host = syntax.head(inner)?;
    while !reading.is_clause(host) {
        match syntax.head(host) {
            Some(above) => host = above,
            None => break,
        }
    }
    let sentence = reading.sentence(reading.sentence_of(cue));
    let words = syntax.subtree(inner);
    let first = |t: TokenId| (sentence.first.0..t.0).map(TokenId).all(|w| !reading.is_word(w));
    let last = |t: TokenId| (t.0 + 1..sentence.end.0).map(TokenId).all(|w| !reading.is_word(w));
    let at_edge = first(*words.first()?.min(&cue)) || last(*words.last()?);
    // At the edge of a sentence it speaks of all of it.
    while at_edge && let Some(above) = syntax.head(host) {
        host = above;
    }
    Some(host)
}
