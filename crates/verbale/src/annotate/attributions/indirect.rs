//! Reported speech, told by a verb or adjective: a clause, an infinitive, a thing, or a phrase with a preposition.
//!
//! What a cue may take stands in its entry; here is how each of these looks in the parse.

use super::draft::{Draft, Reading};
use super::surface;
use crate::document::{CueType, Deprel, Feat, MentionKind, Source, TokenId, Upos};
use crate::lexicon::modality::{Effect, ModalKind};
use crate::lexicon::{Cue, CuePos, Factivity, Takes};

/// A draft for each verb or adjective that reports speech or thought.
pub fn find_indirect(reading: &Reading, direct: &[Draft]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for cue in reading.cues.iter().filter(|c| matches!(c.pos, CuePos::Verb | CuePos::Adj)) {
        if is_quoted_as(reading, cue.head) || is_deed(reading, cue.head) || is_imagined(reading, cue.head) {
            continue;
        }
        let quoted = direct.iter().find(|d| d.cue.is_some_and(|(head, _)| head == cue.head));
        let told = |e| report(reading, cue.head, e, quoted.is_some());
        let Some(mut draft) = cue.entry_ids().find_map(told) else { continue };
        let same_words = quoted.is_some_and(|q| q.content.iter().any(|w| draft.content.contains(w)));
        if !same_words {
            draft.content_head = draft.content_head.or_else(|| super::direct::top(reading, &draft.content));
            drafts.push(draft);
        }
    }
    drafts
}

/// What a cue reports under one of its entries.
fn report(reading: &Reading, verb: TokenId, entry: u32, quoted: bool) -> Option<Draft> {
    let cue = reading.entry(entry);
    if cue.pos == CuePos::Adj {
        return adjective(reading, verb, entry);
    }
    cue.takes.iter().find_map(|how| {
        let content = match how {
            Takes::Clause => return clause_draft(reading, verb, entry),
            // What is said in quotation marks needs no further object.
            _ if quoted => None,
            Takes::Infinitive => infinitive(reading, verb),
            Takes::Gerund => gerund(reading, verb),
            Takes::Directive => return directive(reading, verb, entry),
            Takes::PrepDirective => return prep_directive(reading, verb, entry),
            Takes::Predicate => predicate(reading, verb),
            Takes::ThingPrep(prep) => thing_prep(reading, verb, prep),
            Takes::AddresseePrep(prep) | Takes::Prep(prep) => prep_phrase(reading, verb, prep),
            Takes::Thing => thing(reading, verb),
            Takes::OwnNoun => own_noun(reading, verb, cue),
            Takes::QuotedAs => return quoted_as(reading, verb, entry),
            Takes::Cited => return cited(reading, verb, entry),
            Takes::Narrative => return super::nominal::narrative(reading, verb, entry),
            Takes::Quote
            | Takes::Addressee
            | Takes::ToAddressee
            | Takes::Sentence
            | Takes::Before
            | Takes::OtherCue
            | Takes::Nothing => None,
        }?;
        let sources = sources(reading, verb, cue, how)?;
        Some(reading.draft(verb, entry, sources, within_quotation(reading, verb, content)?))
    })
}

/// The words of a content that stand in the quotation in which the cue stands.
fn within_quotation(reading: &Reading, cue: TokenId, mut content: Vec<TokenId>) -> Option<Vec<TokenId>> {
    reading.complete_quotations(cue, &mut content);
    if let Some(quotation) = reading.quotations.around(cue) {
        content.retain(|w| reading.quotations.holds(quotation, *w));
        reading.trim(&mut content);
    }
    (!content.is_empty()).then_some(content)
}

/// A reported clause: as the parse has it, or as the order of words tells where the parse goes astray.
fn clause_draft(reading: &Reading, verb: TokenId, entry: u32) -> Option<Draft> {
    let cue = reading.entry(entry);
    let reports = cue.takes(&Takes::Quote)
        && reading.is_verb(verb)
        && !reading.has_passive_marks(verb)
        && !(reading.is_passive(verb) && reading.syntax.deprel(verb) == Deprel::Acl);
    let told = cue.takes(&Takes::Addressee) || cue.takes(&Takes::Directive);
    // "Was told to leave" tells nothing of what is so.
    if told && reading.has_passive_marks(verb) && reading.child_in(verb, &[Deprel::Ccomp]).is_none() {
        return None;
    }
    let parsed = clause(reading, verb)
        .or_else(|| clause_of_channel(reading, verb))
        .or_else(|| clause_of_addressee(reading, verb).filter(|_| told));
    let ordered = || surface::clause_after(reading, verb, told).filter(|_| reports);
    let speaker = || reading.speaker_head(verb).or_else(|| surface::subject_before(reading, verb));
    let content = match parsed {
        Some(words) if reports && words.first().is_some_and(|w| *w > verb) => {
            with_its_subject(reading, verb, words, told)
        }
        Some(words) => words,
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
    let told = reading.child_in(verb, &[Deprel::Iobj, Deprel::Obj])?;
    let that = |c: &TokenId| {
        let first = syntax.subtree(*c).first().copied();
        first.is_some_and(|f| syntax.lemma(f) == "that" && syntax.deprel(f) != Deprel::Nsubj)
            && reading.child_in(*c, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]).is_some()
    };
    let clauses = |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Acl | Deprel::AclRelcl);
    let found = syntax.children(told).iter().copied().filter(clauses).find(that)?;
    Some(reading.clause(found))
}

/// Adds the words between the cue and its clause that the parse took for an object: they are the clause's subject.
fn with_its_subject(reading: &Reading, verb: TokenId, words: Vec<TokenId>, told: bool) -> Vec<TokenId> {
    let Some(ordered) = surface::clause_after(reading, verb, told) else { return words };
    let starts_earlier = ordered.first() < words.first() && words.iter().all(|w| ordered.contains(w));
    match words.last() {
        Some(last) if starts_earlier => ordered.into_iter().filter(|w| w <= last).collect(),
        _ => words,
    }
}

/// "Knows how to sort this" tells nothing that is so.
fn is_question_of_manner(reading: &Reading, content: &[TokenId]) -> bool {
    let [first, second, ..] = content else { return false };
    let asks = matches!(reading.syntax.upos(*first), Upos::Adv | Upos::Sconj | Upos::Pron);
    reading.lower(*first) == "to" || (asks && reading.lower(*second) == "to")
}

/// Who says it. Things show and mean much; only those that can speak are sources of what they show.
fn sources(reading: &Reading, verb: TokenId, cue: &Cue, how: &Takes) -> Option<Vec<Source>> {
    let Some(head) = reading.speaker_head(verb) else {
        let impersonal = reading.is_passive(verb) || reading.child_in(verb, &[Deprel::Expl]).is_some();
        let told = matches!(cue.factivity, Factivity::Neutral | Factivity::Claim | Factivity::Hedged)
            && matches!(cue.kind, CueType::Say | CueType::Accuse | CueType::Think)
            && (*how == Takes::Clause || cue.kind == CueType::Accuse);
        let own_clause = !matches!(reading.syntax.deprel(verb), Deprel::Acl | Deprel::Amod);
        return (impersonal && told && own_clause).then(|| vec![Source::Implicit]);
    };
    let clausal = matches!(how, Takes::Clause | Takes::Infinitive);
    let thought = matches!(cue.kind, CueType::Think | CueType::Know | CueType::Ask)
        && (is_thing(reading, head) || is_document(reading, head));
    let picky = !clausal || thought || cue.kind == CueType::Show;
    (!picky || can_speak(reading, head)).then(|| reading.sources_at(head))
}

/// "It", "this", "what" do not think.
fn is_thing(reading: &Reading, head: TokenId) -> bool {
    reading.syntax.upos(head) == Upos::Pron
        && reading.syntax.token(head).feats.get(Feat::Person) != Some("1")
        && (reading.syntax.lemma(head) == "it" || !reading.syntax.token(head).feats.is(Feat::PronType, "Prs"))
}

/// A document shows and says, but does not think.
fn is_document(reading: &Reading, head: TokenId) -> bool {
    let channels = &reading.lexicon.channels;
    let lemma = reading.syntax.lemma(head);
    let named = reading.mention(head).is_some_and(|m| reading.mentions[m.index()].kind != MentionKind::Other);
    channels.get(lemma).is_some_and(|w| w.speaks) && !channels.is_speaker(lemma) && !named
}

/// People, bodies, countries, and documents; not bombs and visits.
pub fn can_speak(reading: &Reading, head: TokenId) -> bool {
    let known = reading.mention(head).map(|m| reading.mentions[m.index()].kind);
    match known {
        Some(MentionKind::Other) => reading.lexicon.channels.speaks(reading.syntax.lemma(head)),
        Some(_) => true,
        None if quantity_of(reading, head).is_some_and(|h| can_speak(reading, h)) => true,
        None => {
            reading.lexicon.channels.speaks(reading.syntax.lemma(head))
                || matches!(reading.syntax.upos(head), Upos::Propn)
                || reading.syntax.token(head).feats.is(Feat::PronType, "Prs") && reading.lower(head) != "it"
        }
    }
}

/// "A number of senators", "most of the villagers": those who are counted speak.
fn quantity_of(reading: &Reading, head: TokenId) -> Option<TokenId> {
    let of = |c: &TokenId| *c > head && reading.syntax.case(*c).as_deref() == Some("of");
    let counted = reading.syntax.children_by(head, Deprel::Nmod).find(of)?;
    reading.syntax.token(counted).feats.is(Feat::Number, "Plur").then_some(counted)
}

/// The clause that a verb reports: its complement, the clause that it interrupts, or the one after a colon.
fn clause(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    // "Made clear that …": the clause hangs on the cue's own adjective.
    if let Some(adjective) = syntax.children_by(verb, Deprel::Xcomp).find(|c| syntax.upos(*c) == Upos::Adj)
        && let Some(complement) = syntax.child_by(adjective, Deprel::Ccomp)
    {
        return Some(reading.clause(complement));
    }
    let behind = syntax.children_by(verb, Deprel::Ccomp).any(|c| c > verb);
    let mut words: Vec<TokenId> = Vec::new();
    for complement in syntax.children_by(verb, Deprel::Ccomp) {
        let clause = reading.clause(complement);
        if (complement > verb) == behind && (behind || !coordinated_before(reading, &clause, verb)) {
            words = reading.stretch(&words, &clause);
        }
    }
    if !words.is_empty() {
        return Some(words);
    }
    raised(reading, verb)
        .or_else(|| that_subject(reading, verb))
        .or_else(|| interrupted(reading, verb))
        .or_else(|| split(reading, verb))
        .or_else(|| beside(reading, verb))
        .or_else(|| misplaced(reading, verb))
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

/// "The general is said to have fled": the subject belongs to what is said.
fn raised(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let subject = reading.syntax.child_by(verb, Deprel::NsubjPass)?;
    let infinitive = reading.syntax.child_by(verb, Deprel::Xcomp)?;
    Some(reading.stretch(&reading.clause(subject), &reading.clause(infinitive)))
}

/// "That the vote was bought is denied by nobody."
fn that_subject(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let subject = reading.child_in(verb, &[Deprel::CsubjPass, Deprel::Csubj])?;
    reading.is_passive(verb).then(|| reading.clause(subject))
}

/// "The army, he said, had left"; "as the minister put it": the verb hangs below the clause that it reports.
fn interrupted(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let above = syntax.head(verb)?;
    let as_said = syntax.deprel(verb) == Deprel::Advcl
        && reading.child_in(verb, &[Deprel::Mark]).is_some_and(|m| reading.lower(m) == "as")
        && reading.child_in(verb, &[Deprel::Obj]).is_none();
    let aside = syntax.deprel(verb) == Deprel::Parataxis
        && reading.child_in(verb, &[Deprel::Nsubj]).is_some()
        && reading.child_in(verb, &[Deprel::Obj, Deprel::Xcomp, Deprel::Parataxis]).is_none();
    if !(as_said || aside) {
        return None;
    }
    let mut head = above;
    // A tag at the end of the sentence speaks of all of it.
    while matches!(syntax.deprel(head), Deprel::Conj)
        && reading.cue_of(head).is_none_or(|c| c.pos != CuePos::Verb)
    {
        head = syntax.head(head)?;
    }
    reading.is_clause(head).then(|| reading.clause_without(head, &[verb]))
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

/// "Promised to leave".
fn infinitive(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    if reading.is_passive(verb) {
        return None;
    }
    let to_do = |c: &TokenId| reading.child_in(*c, &[Deprel::Mark]).is_some_and(|m| reading.lower(m) == "to");
    let found = reading.syntax.children_by(verb, Deprel::Xcomp).find(to_do)?;
    Some(reading.clause(found))
}

/// "Denied shelling the port".
fn gerund(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let ing = |c: &TokenId| *c > verb && reading.lower(*c).ends_with("ing") && reading.is_verb(*c);
    let children = reading.syntax.children(verb).iter().copied();
    let complement =
        |c: &TokenId| matches!(reading.syntax.deprel(*c), Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj);
    children.filter(complement).find(ing).map(|c| reading.clause(c))
}

/// "Announced a withdrawal".
fn thing(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
    let syntax = reading.syntax;
    let object = if reading.is_passive(verb) {
        syntax.child_by(verb, Deprel::NsubjPass).filter(|_| reading.agent(verb).is_some())?
    } else {
        syntax.children_by(verb, Deprel::Obj).find(|o| *o > verb)?
    };
    let pronoun = syntax.upos(object) == Upos::Pron;
    // ", which …" is added by whoever tells it.
    let added = |c: &TokenId| {
        let first = syntax.subtree(*c).first().copied();
        first.is_some_and(|f| syntax.form(f) == "," || f.0 > 0 && syntax.form(TokenId(f.0 - 1)) == ",")
    };
    let added: Vec<TokenId> = syntax.children_by(object, Deprel::AclRelcl).filter(added).collect();
    (!pronoun).then(|| reading.clause_without(object, &added))
}

/// "Called the attack a crime": both the thing and what it is called.
fn predicate(reading: &Reading, verb: TokenId) -> Option<Vec<TokenId>> {
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
fn thing_prep(reading: &Reading, verb: TokenId, prep: &str) -> Option<Vec<TokenId>> {
    let phrase = below_with(reading, verb, prep).or_else(|| {
        let object = reading.syntax.child_by(verb, Deprel::Obj)?;
        below_with(reading, object, prep)
    })?;
    let thing = if reading.is_passive(verb) {
        reading.syntax.child_by(verb, Deprel::NsubjPass)?
    } else {
        reading.syntax.child_by(verb, Deprel::Obj)?
    };
    (phrase > thing).then(|| reading.stretch(&reading.clause(thing), &reading.clause(phrase)))
}

/// A phrase or clause below a word that this preposition introduces.
fn below_with(reading: &Reading, head: TokenId, prep: &str) -> Option<TokenId> {
    let introduced = |c: &TokenId| {
        let marks = |m: &TokenId| matches!(reading.syntax.deprel(*m), Deprel::Case | Deprel::Mark);
        let mut children = reading.syntax.children(*c).iter().copied();
        *c > head && children.find(marks).is_some_and(|m| m < *c && reading.lower(m) == prep)
    };
    reading.syntax.children(head).iter().copied().find(introduced)
}

/// "Warned of war", "called for an end to the siege".
fn prep_phrase(reading: &Reading, verb: TokenId, prep: &str) -> Option<Vec<TokenId>> {
    let phrase = below_with(reading, verb, prep)?;
    let mut words = reading.clause(phrase);
    let is_prep = |w: &TokenId| reading.lower(*w) == prep;
    if words.first().is_some_and(is_prep) {
        words.remove(0);
    }
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
fn own_noun(reading: &Reading, verb: TokenId, cue: &Cue) -> Option<Vec<TokenId>> {
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
fn directive(reading: &Reading, verb: TokenId, entry: u32) -> Option<Draft> {
    let syntax = reading.syntax;
    let passive = reading.is_passive(verb);
    let told = if passive { &[Deprel::NsubjPass][..] } else { &[Deprel::Obj, Deprel::Iobj] };
    let told = reading.child_in(verb, told)?;
    let to_do = |c: &TokenId| {
        *c > verb && reading.child_in(*c, &[Deprel::Mark]).is_some_and(|m| reading.lower(m) == "to")
    };
    let clauses = |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl);
    let deed = syntax.children(verb).iter().copied().filter(clauses).find(to_do)?;
    let sources = sources(reading, verb, reading.entry(entry), &Takes::Directive)?;
    let content = reading.stretch(&reading.clause(told), &reading.clause(deed));
    let mut draft = reading.draft(verb, entry, sources, content);
    draft.addressees.extend(reading.mention(told));
    draft.content_head = Some(deed);
    Some(draft)
}

/// "Called on Tehran to release them".
fn prep_directive(reading: &Reading, verb: TokenId, entry: u32) -> Option<Draft> {
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

/// "Quoted the minister as saying", "was quoted as saying": the speaker is the one quoted.
fn quoted_as(reading: &Reading, verb: TokenId, entry: u32) -> Option<Draft> {
    let syntax = reading.syntax;
    let saying = below_with(reading, verb, "as")?;
    // The clause may hang on "quoted"; "saying" says it all the same.
    let below = |h: TokenId| syntax.children_by(h, Deprel::Ccomp).find(|c| *c > saying);
    let told = below(saying).or_else(|| below(verb)).map(|c| reading.clause(c));
    let said = told.or_else(|| thing(reading, saying));
    if reading.is_passive(verb) {
        let quoted = syntax
            .child_by(verb, Deprel::NsubjPass)
            .or_else(|| (syntax.deprel(verb) == Deprel::Acl).then(|| syntax.head(verb)).flatten())?;
        return Some(reading.draft(verb, entry, reading.sources_at(quoted), said?));
    }
    let quoted = syntax.child_by(verb, Deprel::Obj)?;
    let agency = reading.speaker_head(verb)?;
    let content = reading.stretch(
        &reading.clause(quoted),
        &reading.stretch(&reading.clause(saying), &said.unwrap_or_default()),
    );
    Some(reading.draft(verb, entry, reading.sources_at(agency), content))
}

/// A gerund behind a preposition is what somebody is blamed or praised for, not speech that is told: "for encouraging them
/// to burn the forest". "By saying" is.
fn is_deed(reading: &Reading, verb: TokenId) -> bool {
    let marks = |c: &TokenId| matches!(reading.syntax.deprel(*c), Deprel::Mark | Deprel::Case);
    let preposition = reading.syntax.children(verb).iter().copied().find(marks);
    let of_deed = |m: TokenId| reading.lexicon.frames.class_has("deed_mark", &reading.lower(m));
    reading.lower(verb).ends_with("ing")
        && reading.child_in(verb, &[Deprel::Nsubj]).is_none()
        && preposition.is_some_and(of_deed)
}

/// What somebody is to say ("efforts to persuade him to condemn the war") or must think in the outlet's opinion has not been
/// said or thought.
fn is_imagined(reading: &Reading, verb: TokenId) -> bool {
    let syntax = reading.syntax;
    let infinitive = syntax.children_by(verb, Deprel::Mark).any(|m| reading.lower(m) == "to");
    let first =
        std::iter::successors(Some(verb), |v| syntax.head(*v).filter(|_| syntax.deprel(*v) == Deprel::Conj));
    let first = first.take(4).last().unwrap_or(verb);
    let above = syntax.head(first);
    let told = above.is_some_and(|a| {
        let object = reading.child_in(a, &[Deprel::Obj, Deprel::Iobj]).is_some();
        let directs = reading.cue_of(a).is_some_and(|c| {
            c.entry_ids().any(|e| {
                reading.entry(e).takes(&Takes::Directive) || reading.entry(e).takes(&Takes::PrepDirective)
            })
        });
        (object || directs)
            && matches!(syntax.deprel(first), Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp)
            && (directs || syntax.deprel(first) == Deprel::Xcomp)
    });
    let to_do = infinitive && (told || syntax.deprel(first) == Deprel::Acl);
    let modal = |a: TokenId| {
        let effect = reading.lexicon.modality.effect(ModalKind::Aux, &reading.lower(a));
        matches!(effect, Some(Effect::Uncertain | Effect::Probable | Effect::Asked | Effect::Imagined))
    };
    let thinks = reading.cue_of(verb).is_some_and(|c| {
        c.entry_ids().all(|e| matches!(reading.entry(e).kind, CueType::Think | CueType::Know))
    });
    to_do || (thinks && syntax.children_by(verb, Deprel::Aux).any(modal))
}

/// "Saying" in "quoted as saying" is no cue of its own.
fn is_quoted_as(reading: &Reading, verb: TokenId) -> bool {
    let quotes = |h: TokenId| {
        reading.cue_of(h).is_some_and(|c| c.entry_ids().any(|e| reading.entry(e).takes(&Takes::QuotedAs)))
    };
    let marked =
        reading.child_in(verb, &[Deprel::Mark, Deprel::Case]).is_some_and(|m| reading.lower(m) == "as");
    marked && reading.syntax.head(verb).is_some_and(quotes)
}

/// "Citing officials": what they said is what the report around it says. The content is filled in by nesting.
fn cited(reading: &Reading, verb: TokenId, entry: u32) -> Option<Draft> {
    let syntax = reading.syntax;
    let speaker = syntax.child_by(verb, Deprel::Obj).or_else(|| surface::noun_after(reading, verb))?;
    let above = reading.moved_to(verb).or_else(|| syntax.head(verb))?;
    let report = match syntax.deprel(verb) {
        // "Reuters, citing officials, reported": the parse may hang it on the agency.
        Deprel::Acl | Deprel::Appos if reading.moved_to(verb).is_none() => syntax.head(above)?,
        _ => above,
    };
    let kinds = [MentionKind::Person, MentionKind::Organisation, MentionKind::Country, MentionKind::Group];
    let person = reading.mention(speaker).is_some_and(|m| kinds.contains(&reading.mentions[m.index()].kind));
    if !person && !can_speak(reading, speaker) {
        return None;
    }
    let report_cue = reading.cue_of(report)?;
    let content =
        report_cue.entry_ids().find_map(|e| super::indirect::report(reading, report, e, false))?.content;
    let mut draft = reading.draft(verb, entry, reading.sources_at(speaker), content);
    draft.content.retain(|w| !syntax.is_under(*w, verb));
    reading.trim(&mut draft.content);
    Some(draft)
}

/// "Was aware that the dam was weak".
fn adjective(reading: &Reading, adjective: TokenId, entry: u32) -> Option<Draft> {
    let cue = reading.entry(entry);
    if !cue.takes(&Takes::Clause) {
        return None;
    }
    let syntax = reading.syntax;
    let complement = reading.child_in(adjective, &[Deprel::Ccomp])?;
    let speaker = reading.child_in(adjective, &[Deprel::Nsubj, Deprel::NsubjPass])?;
    let expletive = syntax.lemma(speaker) == "it" || !can_speak(reading, speaker);
    let content = reading.clause(complement);
    (!expletive).then(|| reading.draft(adjective, entry, reading.sources_at(speaker), content))
}
