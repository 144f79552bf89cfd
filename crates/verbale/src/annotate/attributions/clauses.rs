//! Reported clauses, as the parse has them: complements, clauses that the cue interrupts or ends, and those that a slip of the
//! parser hangs elsewhere.

use super::draft::{Draft, Reading};
use super::indirect::{can_speak, sources, within_quotation};
use super::surface;
use super::things::{own_words, so_called};
use crate::document::{Deprel, Feat, TokenId, Upos};
use crate::lexicon::{Cue, CuePos, Takes};

/// A reported clause: as the parse has it, or as the order of words tells where the parse goes astray.
pub(super) fn clause_draft(reading: &Reading, verb: TokenId, entry: u32) -> Option<Draft> {
    let cue = reading.entry(entry);
    let reports = cue.takes(&Takes::Quote)
        && reading.is_verb(verb)
        && !reading.has_passive_marks(verb)
        && !(reading.is_passive(verb) && reading.syntax.deprel(verb) == Deprel::Acl);
    let told = cue.takes(&Takes::Addressee) || cue.takes(&Takes::Directive);
    if let Some((content, speaker)) = inverted(reading, verb).filter(|_| reports && cue.words.len() == 1) {
        let content = within_quotation(reading, verb, content)?;
        return Some(reading.draft(verb, entry, reading.sources_at(speaker), content));
    }
    // "Was told to leave" tells nothing of what is so.
    let by_agent = clause_of_agent(reading, verb).filter(|_| told);
    let complement = reading.child_in(verb, &[Deprel::Ccomp]).is_some()
        || by_agent.is_some()
        || clause_of_addressee(reading, verb).is_some();
    if told && reading.has_passive_marks(verb) && !complement {
        return None;
    }
    let parsed = by_agent
        .or_else(|| clause(reading, verb, cue))
        .or_else(|| clause_of_channel(reading, verb))
        .or_else(|| clause_of_addressee(reading, verb).filter(|_| told));
    if let Some((subject, words)) = cut_or_tagged(reading, verb, parsed.as_deref()).filter(|_| reports) {
        let content = within_quotation(reading, verb, words)?;
        return Some(reading.draft(verb, entry, reading.sources_at(subject), content));
    }
    let ordered = || surface::clause_after(reading, verb, told).filter(|_| reports);
    let speaker = || reading.speaker_head(verb).or_else(|| surface::subject_before(reading, verb));
    let marked = reading.is_verb(verb) && surface::that_behind(reading, verb, told).is_some();
    let content = match parsed {
        Some(words) if words.first().is_some_and(|w| *w > verb) && (reports || marked) => {
            let words = with_its_subject(reading, verb, words, told);
            if told { words } else { with_object(reading, verb, words) }
        }
        Some(words) if told => words,
        Some(words) => with_object(reading, verb, words),
        None => {
            ordered().or_else(|| surface::clause_before(reading, verb, speaker()?).filter(|_| reports))?
        }
    };
    // A subject that stands in the content is the content's: "…, said the ban would stay", where the parse slips.
    let foreign = reading.speaker_head(verb).is_some_and(|s| s > verb && content.contains(&s));
    let sources = match sources(reading, verb, cue, &Takes::Clause) {
        _ if foreign => reading.sources_at(surface::subject_before(reading, verb)?),
        Some(sources) => sources,
        None if reports => reading.sources_at(surface::subject_before(reading, verb)?),
        None => return None,
    };
    let content = within_quotation(reading, verb, content)?;
    (!is_question_of_manner(reading, &content)).then(|| reading.draft(verb, entry, sources, content))
}

/// "…, they said Sunday — a crime that is punished with death": a noun phrase behind a dash is no clause that is told.
fn is_afterthought(reading: &Reading, verb: TokenId, head: TokenId) -> bool {
    let first = reading.syntax.subtree(head).first().copied();
    let Some(first) = first.filter(|w| *w > verb) else { return false };
    let dash = |t: u32| matches!(reading.syntax.form(TokenId(t)), "—" | "–" | "-");
    let subjects = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl, Deprel::Csubj];
    (dash(first.0) || first.0 > 0 && dash(first.0 - 1)) && reading.child_in(head, &subjects).is_none()
}

/// "Said in a statement that the wells were clean": the parse may give the clause to the statement.
fn clause_of_channel(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let mut channels = syntax
        .children_by(verb, Deprel::Obl)
        .filter(|n| *n > verb && reading.lexicon.channels.get(syntax.lemma(*n)).is_some());
    channels.find_map(|noun| {
        let told = |c: &TokenId| {
            let first = syntax.subtree(*c).first().copied();
            let that = first.is_some_and(|f| syntax.lemma(f) == "that" && syntax.deprel(f) != Deprel::Nsubj);
            that && matches!(syntax.deprel(*c), Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp)
        };
        syntax.children(noun).iter().copied().find(told).map(|c| reading.clause(c))
    })
}

/// "Told reporters that the talks had failed", where the parse takes the clause for a relative one.
fn clause_of_addressee(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    // "Was told by rebels that …": or whoever tells it.
    let told = reading.child_in(verb, &[Deprel::Iobj, Deprel::Obj, Deprel::OblAgent])?;
    let that = |c: &TokenId| {
        let first = syntax.subtree(*c).first().copied();
        first.is_some_and(|f| syntax.lemma(f) == "that" && syntax.deprel(f) != Deprel::Nsubj)
            && reading.child_in(*c, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]).is_some()
    };
    let clauses = |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Acl | Deprel::AclRelcl);
    // "Told reporters the road had been shut": a clause that lacks nothing describes nobody.
    let whole = |c: &TokenId| {
        let subject = reading.child_in(*c, &[Deprel::Nsubj, Deprel::NsubjPass]);
        let relative = |s: TokenId| syntax.token(s).feats.is(Feat::PronType, "Rel");
        let full = [Deprel::NsubjPass, Deprel::Obj, Deprel::Cop, Deprel::Ccomp];
        subject.is_some_and(|s| !relative(s) && s > told) && reading.child_in(*c, &full).is_some()
    };
    let mut all = syntax.children(told).iter().copied().filter(clauses);
    let found = all.find(|c| that(c) || whole(c))?;
    Some(reading.clause(found))
}

/// "Had been informed by the envoy that the talks had failed": the parse gives the clause to the envoy.
fn clause_of_agent(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let agent = reading.agent(verb).filter(|_| reading.has_passive_marks(verb))?;
    let told = |c: &TokenId| {
        let first = syntax.subtree(*c).first().copied();
        first.is_some_and(|f| syntax.lemma(f) == "that" && syntax.deprel(f) == Deprel::Mark)
            && reading.child_in(*c, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]).is_some()
    };
    let clauses = |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp);
    let found = syntax.children(agent).iter().copied().filter(clauses).find(told)?;
    Some(reading.clause(found))
}

/// "Studies show maize plants, such as the old ones, lose more leaves": a clause without a subject has lost it to the cue, whose
/// object the parse takes it for.
fn with_object(reading: &Reading, verb: TokenId, words: Vec<TokenId>) -> Vec<TokenId> {
    let syntax = reading.syntax;
    let (Some(first), Some(last)) = (words.first().copied(), words.last().copied()) else { return words };
    let object = syntax.children_by(verb, Deprel::Obj).find(|o| *o > verb && *o < first);
    let subjects = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl, Deprel::Csubj, Deprel::NsubjOuter];
    let top = super::direct::top(reading, &words);
    let Some(object) = object.filter(|_| top.is_some_and(|t| reading.child_in(t, &subjects).is_none()))
    else {
        return words;
    };
    let start = syntax.subtree(object).first().copied().unwrap_or(object);
    if syntax.upos(object) == Upos::Pron || start <= verb {
        return words;
    }
    let mut whole: Vec<TokenId> = (start.0..=last.0).map(TokenId).collect();
    reading.trim(&mut whole);
    whole
}

/// Adds the words between the cue and its clause that the parse took for an object or hung on the cue: they open the clause.
fn with_its_subject(reading: &Reading, verb: TokenId, words: Vec<TokenId>, told: bool) -> Vec<TokenId> {
    let Some(ordered) = surface::clause_after(reading, verb, told) else { return words };
    let starts_earlier = ordered.first() < words.first() && words.iter().all(|w| ordered.contains(w));
    match words.last() {
        Some(last) if starts_earlier => ordered.into_iter().filter(|w| w <= last).collect(),
        _ => words,
    }
}

/// A clause that its tag cuts in two or ends, where the parse has lost it, taken the tag for a part of it, or made its subject the
/// speaker: "Eritrea, Ethiopia said, has crossed the border".
fn cut_or_tagged(
    reading: &Reading,
    verb: TokenId,
    parsed: Option<&[TokenId]>,
) -> Option<(TokenId, Vec<TokenId>)> {
    if let Some((subject, words)) = surface::clause_around(reading, verb) {
        let astray = reading.speaker_head(verb).is_none_or(|s| words.contains(&s));
        let differs = |p: &[TokenId]| {
            p.iter().any(|w| reading.is_word(*w) && !words.contains(w)) || words.first() != p.first()
        };
        let mixed = parsed.is_none_or(differs);
        return (astray || mixed).then_some((subject, words));
    }
    surface::clause_before_tag(reading, verb)
}

/// A clause that shows by its first word that it is one: "saw that", "noticed how".
pub(super) fn marked_clause(reading: &Reading, verb: TokenId, entry: u32) -> Option<Draft> {
    let draft = clause_draft(reading, verb, entry)?;
    let first = draft.content.first().copied().filter(|w| *w > verb)?;
    let asks = matches!(reading.syntax.token(first).feats.get(Feat::PronType), Some("Rel" | "Int"));
    let marked = reading.syntax.deprel(first) == Deprel::Mark && reading.syntax.upos(first) == Upos::Sconj;
    (asks || marked || surface::that_behind(reading, verb, false).is_some()).then_some(draft)
}

/// "Knows how to sort this" tells nothing that is so.
fn is_question_of_manner(reading: &Reading, content: &[TokenId]) -> bool {
    let [first, second, ..] = content else { return false };
    let asks = matches!(reading.syntax.upos(*first), Upos::Adv | Upos::Sconj | Upos::Pron);
    reading.lower(*first) == "to" || (asks && reading.lower(*second) == "to")
}

/// The clause that a verb reports: its complement, the clause that it interrupts, or the one after a colon.
fn clause(reading: &Reading, verb: TokenId, cue: &Cue) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    // "Made clear that …": the clause hangs on the cue's own adjective.
    if let Some(adjective) = syntax.children_by(verb, Deprel::Xcomp).find(|c| syntax.upos(*c) == Upos::Adj)
        && let Some(complement) = syntax.child_by(adjective, Deprel::Ccomp)
    {
        return Some(reading.clause(complement));
    }
    let behind =
        syntax.children_by(verb, Deprel::Ccomp).any(|c| c > verb && !is_afterthought(reading, verb, c));
    let mut words: Vec<TokenId> = Vec::new();
    for complement in syntax.children_by(verb, Deprel::Ccomp) {
        let clause = without_leading_phrase(reading, verb, complement);
        if is_afterthought(reading, verb, complement) {
            continue;
        }
        let apart = || coordinated_before(reading, &clause, verb) || divided(reading, &clause, verb);
        if (complement > verb) == behind && (behind || !apart()) {
            words = reading.stretch(&words, &clause);
        }
    }
    // "The claim that … was false, the UN said": a subject hung on the tag belongs to the clause before it.
    if !behind
        && !words.is_empty()
        && let Some(outer) =
            syntax.child_by(verb, Deprel::NsubjOuter).filter(|o| words.first().is_some_and(|w| o < w))
    {
        words = reading.stretch(&reading.clause(outer), &words);
    }
    if !words.is_empty() {
        return Some(words);
    }
    asked_thing(reading, verb)
        .or_else(|| clause_of_own_word(reading, verb, cue))
        .or_else(|| raised(reading, verb))
        .or_else(|| that_subject(reading, verb))
        .or_else(|| interrupted(reading, verb, cue))
        .or_else(|| split(reading, verb))
        .or_else(|| beside(reading, verb))
        .or_else(|| misplaced(reading, verb))
}

/// "Prices will fall, predicted the bank": a parse that has no use for the turned order makes the speaker an object.
fn inverted(reading: &Reading, verb: TokenId) -> Option<(Vec<TokenId>, TokenId)> {
    let syntax = reading.syntax;
    let above = syntax.head(verb).filter(|h| *h < verb && reading.is_clause(*h))?;
    let comma = verb.0.checked_sub(1).map(TokenId).filter(|t| syntax.form(*t) == ",")?;
    let alone = matches!(syntax.deprel(verb), Deprel::Parataxis | Deprel::Conj)
        && reading
            .child_in(verb, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Cc, Deprel::Aux, Deprel::Ccomp])
            .is_none();
    let speaker = syntax.child_by(verb, Deprel::Obj).filter(|o| *o > verb && can_speak(reading, *o))?;
    let beside = syntax.subtree(speaker).first().copied() == Some(TokenId(verb.0 + 1));
    let past = syntax.token(verb).feats.is(Feat::Tense, "Past") || reading.lower(verb).ends_with('s');
    // "…, warned the minister and left": nothing else may follow but when and where.
    let tail = |c: &TokenId| {
        *c == speaker
            || matches!(syntax.deprel(*c), Deprel::Punct | Deprel::Obl | Deprel::OblUnmarked | Deprel::Advmod)
    };
    let ends = syntax.children(verb).iter().filter(|c| **c > verb).all(tail);
    let content = reading.clause_without(above, &[verb]);
    let before = content.last().is_some_and(|w| *w < comma);
    (alone && beside && past && ends && before).then_some((content, speaker))
}

/// "Said on Tuesday it had no plans": a phrase between cue and clause, without "that" or comma, tells of the cue.
fn without_leading_phrase(reading: &Reading, verb: TokenId, complement: TokenId) -> Vec<TokenId> {
    let syntax = reading.syntax;
    let whole = reading.clause(complement);
    let next = TokenId(verb.0 + 1);
    let leads = |c: &TokenId| {
        syntax.deprel(*c) == Deprel::Obl
            && syntax.case(*c).is_some()
            && syntax.subtree(*c).first() == Some(&next)
    };
    let Some(phrase) = syntax.children(complement).iter().copied().find(leads) else { return whole };
    let subject = reading.child_in(complement, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]);
    let words = syntax.subtree(phrase);
    let behind = words.last().map(|w| TokenId(w.0 + 1));
    let follows = subject.and_then(|s| syntax.subtree(s).first().copied()) == behind && behind.is_some();
    if follows { reading.clause_without(complement, &[phrase]) } else { whole }
}

/// "Made the case that …", "let it be known that …", "left no doubt that …": the clause hangs on the cue's own noun or participle.
fn clause_of_own_word(reading: &Reading, verb: TokenId, cue: &Cue) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let told = |c: &TokenId| {
        let first = syntax.subtree(*c).first().copied();
        first.is_some_and(|f| syntax.lemma(f) == "that")
            && matches!(syntax.deprel(*c), Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp)
            && reading.child_in(*c, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]).is_some()
    };
    let mut own = own_words(reading, verb, cue).into_iter();
    let below = own.find_map(|word| syntax.children(word).iter().copied().find(told));
    // "Went on record that …": the parse may hang it on the verb.
    let beside = |c: &TokenId| {
        let first = syntax.subtree(*c).first().copied();
        cue.words.len() > 1
            && syntax.deprel(*c) == Deprel::Advcl
            && first.is_some_and(|f| syntax.lemma(f) == "that" && f > verb)
    };
    below.or_else(|| syntax.children(verb).iter().copied().find(beside)).map(|c| reading.clause(c))
}

/// "Had said drones struck two villages", read like "had the house painted": the clause is taken for an object and a participle.
fn split(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let object = syntax.child_by(verb, Deprel::Obj).filter(|o| *o > verb)?;
    let is_finite = |c: &TokenId| {
        syntax.token(*c).feats.is(Feat::Tense, "Past") && syntax.child_by(*c, Deprel::Obj).is_some()
    };
    let participle = syntax.children_by(verb, Deprel::Xcomp).filter(|c| *c > object).find(is_finite)?;
    Some(reading.stretch(&reading.clause(object), &reading.clause(participle)))
}

/// A conjunction between a clause and the verb behind it: they are two clauses, and neither reports the other.
fn coordinated_before(reading: &Reading, clause: &[TokenId], verb: TokenId) -> bool {
    let last = clause.last().map_or(verb.0, |w| w.0);
    (last..verb.0).any(|t| reading.syntax.upos(TokenId(t)) == Upos::Cconj)
}

/// A semicolon between a clause and the verb behind it.
fn divided(reading: &Reading, clause: &[TokenId], verb: TokenId) -> bool {
    let level = reading.quotations.around(verb);
    let semicolon =
        |t: u32| reading.syntax.form(TokenId(t)) == ";" && reading.quotations.around(TokenId(t)) == level;
    let first = clause.first().map_or(verb.0, |w| w.0);
    (first..verb.0).any(semicolon)
}

/// The clause right behind a verb with a subject, where the parse hangs it beside the verb: "reported that an official
/// said the ban was temporary".
fn misplaced(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let above = syntax.head(verb).filter(|h| *h < verb)?;
    reading.child_in(verb, &[Deprel::Nsubj])?;
    if reading.child_in(verb, &[Deprel::Obj, Deprel::Xcomp]).is_some() {
        return None;
    }
    let sibling = syntax.children_by(above, Deprel::Ccomp).find(|c| *c > verb && reading.is_clause(*c))?;
    let behind = |w: &TokenId| *w > verb;
    let mut words = reading.clause(sibling);
    words.retain(behind);
    reading.trim(&mut words);
    (words.first().copied() == Some(TokenId(verb.0 + 1))).then_some(words)
}

/// "Knew what the army planned", "explained how it fled": the parse has the question's word for the object, and the rest below it.
fn asked_thing(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let asks = |o: &TokenId| {
        *o > verb
            && matches!(syntax.upos(*o), Upos::Pron | Upos::Adv)
            && matches!(syntax.token(*o).feats.get(Feat::PronType), Some("Rel" | "Int"))
            && reading
                .child_in(*o, &[Deprel::AclRelcl, Deprel::Acl, Deprel::AdvclRelcl])
                .is_some_and(|v| so_called(reading, v).is_none())
    };
    syntax.children_by(verb, Deprel::Obj).find(asks).map(|o| reading.clause(o))
}

/// "The general is said to have fled": the subject belongs to what is said.
fn raised(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let subject = reading.syntax.child_by(verb, Deprel::NsubjPass)?;
    // "Were reported by local media to have fled": the parse may make a purpose of it.
    let done = |c: &TokenId| {
        let to = reading.child_in(*c, &[Deprel::Mark]).is_some_and(|m| reading.lower(m) == "to");
        to && reading.child_in(*c, &[Deprel::Aux, Deprel::Cop]).is_some()
    };
    let beside = || reading.syntax.children_by(verb, Deprel::Advcl).find(done);
    let infinitive = reading.syntax.child_by(verb, Deprel::Xcomp).or_else(beside)?;
    Some(reading.stretch(&reading.clause(subject), &reading.clause(infinitive)))
}

/// "That the vote was bought is denied by nobody."
fn that_subject(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let subject = reading.child_in(verb, &[Deprel::CsubjPass, Deprel::Csubj])?;
    reading.is_passive(verb).then(|| reading.clause(subject))
}

/// "The army, he said, had left"; "as the minister put it": the verb hangs below the clause that it reports.
fn interrupted(reading: &Reading, verb: TokenId, cue: &Cue) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let above = syntax.head(verb)?;
    let as_said = syntax.deprel(verb) == Deprel::Advcl
        && reading.child_in(verb, &[Deprel::Mark]).is_some_and(|m| reading.lower(m) == "as")
        && reading.child_in(verb, &[Deprel::Obj]).is_none_or(|o| own_words(reading, verb, cue).contains(&o));
    let aside = syntax.deprel(verb) == Deprel::Parataxis
        && reading.child_in(verb, &[Deprel::Nsubj]).is_some()
        && reading.child_in(verb, &[Deprel::Obj, Deprel::Xcomp, Deprel::Parataxis]).is_none();
    // "The bill, its backers argue, will create jobs": between commas it describes nobody.
    let within = aside_between_commas(reading, verb);
    if !(as_said || aside || within) {
        return None;
    }
    let mut head = if within { syntax.head(above)? } else { above };
    // A tag at the end of the sentence speaks of all of it.
    while matches!(syntax.deprel(head), Deprel::Conj)
        && reading.cue_of(head).is_none_or(|c| c.pos != CuePos::Verb)
    {
        head = syntax.head(head)?;
    }
    let before = TokenId(syntax.subtree(verb).first()?.0.saturating_sub(1));
    if divided(reading, &[before], verb) {
        return None;
    }
    reading.is_clause(head).then(|| reading.clause_without(head, &[verb]))
}

/// A verb with a subject and without a relative pronoun, between commas, behind the subject of a clause.
fn aside_between_commas(reading: &Reading, verb: TokenId) -> bool {
    let syntax = reading.syntax;
    let subject = |t: TokenId| matches!(syntax.deprel(t), Deprel::Nsubj | Deprel::NsubjPass);
    let noun = syntax.head(verb).filter(|n| *n < verb && subject(*n));
    let own = reading.child_in(verb, &[Deprel::Nsubj]);
    let words = syntax.subtree(verb);
    let comma = |t: Option<u32>| {
        t.map(TokenId).filter(|t| t.index() < syntax.tokens.len()).is_some_and(|t| syntax.form(t) == ",")
    };
    let relative =
        |t: TokenId| syntax.token(t).feats.get(Feat::PronType).is_some_and(|p| p == "Rel" || p == "Int");
    syntax.deprel(verb) == Deprel::AclRelcl
        && noun.is_some()
        && own.is_some_and(|s| s < verb && !relative(s))
        && reading.child_in(verb, &[Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp]).is_none()
        && comma(words.first().and_then(|w| w.0.checked_sub(1)))
        && comma(words.last().map(|w| w.0 + 1))
        && !words.iter().any(|w| relative(*w))
}

/// "She was clear: the bridge must hold"; and the clause before its tag, where the parse makes it depend on the tag.
fn beside(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let told = syntax.children_by(verb, Deprel::Parataxis).find(|c| {
        let between = |c: TokenId| (verb.0 + 1..c.0).any(|t| syntax.form(TokenId(t)) == ":");
        let comma = |c: TokenId| {
            let next = syntax.subtree(c).last().map(|t| TokenId(t.0 + 1));
            next.filter(|t| t.index() < syntax.tokens.len()).is_some_and(|t| syntax.form(t) == ",")
        };
        let tagged = *c < verb && comma(*c) && !coordinated_before(reading, &reading.clause(*c), verb);
        reading.is_clause(*c) && (between(*c) || tagged)
    })?;
    Some(reading.clause(told))
}
