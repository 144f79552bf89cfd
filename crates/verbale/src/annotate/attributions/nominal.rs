//! Speech told by a noun: "the claim that …", "Cairo's call for …", "adopted the narrative that …".

use super::draft::{Draft, Reading};
use super::indirect::can_speak;
use crate::document::{Deprel, Feat, Source, TokenId, Upos};
use crate::lexicon::frames::SubjectRole;
use crate::lexicon::{CuePos, Factivity, Takes};

/// A draft for each noun with a content of its own.
pub fn find_nominal(reading: &Reading, verbal: &[Draft]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for cue in reading.cues.iter().filter(|c| c.pos == CuePos::Noun) {
        let clausal = |e: u32| reading.entry(e).takes(&Takes::Clause);
        let told = |e: u32| {
            let found = content(reading, cue.head, e);
            found.or_else(|| predicated(reading, cue.head).filter(|_| clausal(e))).map(|c| (e, c))
        };
        let Some((entry, (words, head))) = cue.entry_ids().find_map(told) else { continue };
        let owner = reading.owner_head(cue.head);
        let spread = verbal.iter().any(|d| d.content == words);
        let sources = match owner.filter(|o| can_speak(reading, *o)) {
            Some(owner) => reading.sources_at(owner),
            None if spread => continue, // the one who spreads it is the source already
            None => giver(reading, cue.head).unwrap_or_else(|| vec![Source::Implicit]),
        };
        let mut draft = reading.draft(cue.head, entry, sources, words);
        draft.content_head = Some(head);
        drafts.push(draft);
    }
    drafts
}

/// What a noun says: a clause, an infinitive, or a phrase with a preposition.
fn content(reading: &Reading, noun: TokenId, entry: u32) -> Option<(Vec<TokenId>, TokenId)> {
    let cue = reading.entry(entry);
    let head = cue.takes.iter().find_map(|how| match how {
        Takes::Clause => finite_clause(reading, noun).or_else(|| {
            let verb = reading.syntax.head(noun).filter(|_| reading.syntax.deprel(noun) == Deprel::Obj)?;
            clause_beside(reading, noun, verb).map(|(_, head)| head)
        }),
        Takes::Infinitive => infinitive(reading, noun),
        Takes::Prep(prep) => {
            let with = |c: &TokenId| reading.syntax.case(*c).as_deref() == Some(prep.as_str());
            let owned = reading.owner_head(noun);
            let own = reading.syntax.children_by(noun, Deprel::Nmod).find(|c| with(c) && Some(*c) != owned);
            // "Ignored Cairo's request for a loan": the parse may hang the phrase on the verb.
            let beside = || {
                let verb =
                    reading.syntax.head(noun).filter(|_| reading.syntax.deprel(noun) == Deprel::Obj)?;
                let next =
                    |c: &TokenId| reading.syntax.subtree(*c).first().copied() == Some(TokenId(noun.0 + 1));
                owned?;
                reading.syntax.children_by(verb, Deprel::Obl).find(|c| with(c) && next(c))
            };
            own.or_else(beside)
        }
        _ => None,
    })?;
    let mut words = reading.clause(head);
    let preposition =
        |w: &TokenId| reading.syntax.deprel(*w) == Deprel::Case && reading.syntax.head(*w) == Some(head);
    // The conjunction, where the parse takes it for a pronoun.
    let that = only_looks_relative(reading, noun, head);
    if words.first().is_some_and(|w| preposition(w) || that) {
        words.remove(0);
    }
    cut_main_clause(reading, noun, &mut words);
    (!words.is_empty()).then_some((words, head))
}

/// "Kyiv's claim that the dam was blown up drew headlines": a parse that makes the noun the root has drawn the main verb into
/// the clause. It begins where a second finite verb follows without a subject or conjunction of its own.
fn cut_main_clause(reading: &Reading, noun: TokenId, words: &mut Vec<TokenId>) {
    if reading.syntax.head(noun).is_some() {
        return;
    }
    let finite = |w: TokenId| reading.syntax.token(w).feats.is(Feat::VerbForm, "Fin");
    let infinitive = words.first().is_some_and(|w| reading.lower(*w) == "to");
    let Some(first) = words.iter().position(|w| finite(*w) || (infinitive && reading.is_verb(*w))) else {
        return;
    };
    let opens = |w: TokenId| {
        matches!(reading.syntax.upos(w), Upos::Cconj | Upos::Sconj)
            || reading.syntax.form(w) == ","
            || reading.syntax.token(w).feats.get(Feat::PronType).is_some_and(|p| p == "Rel" || p == "Prs")
    };
    let mut end = None;
    for at in first + 1..words.len() {
        let past =
            reading.is_verb(words[at]) && reading.syntax.token(words[at]).feats.is(Feat::Tense, "Past");
        let after_complement = at > first + 2 && past && !finite(words[at - 1]);
        if opens(words[at]) {
            return;
        }
        if finite(words[at]) || (after_complement && reading.is_nominal(words[at - 1])) {
            end = Some(at);
            break;
        }
    }
    if let Some(end) = end {
        words.truncate(end);
        reading.trim(words);
    }
}

fn finite_clause(reading: &Reading, noun: TokenId) -> Option<TokenId> {
    let clauses =
        |c: &TokenId| matches!(reading.syntax.deprel(*c), Deprel::Acl | Deprel::Ccomp | Deprel::AclRelcl);
    let told = |c: &TokenId| {
        let mark = reading.child_in(*c, &[Deprel::Mark]).map(|m| reading.lower(m));
        let that = mark.as_deref().is_some_and(|m| m != "to");
        let full = reading.child_in(*c, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]).is_some();
        let adjacent = reading.syntax.subtree(*c).first().copied() == Some(TokenId(noun.0 + 1));
        let told = that || (adjacent && reading.syntax.deprel(*c) != Deprel::AclRelcl);
        *c > noun && full && (told || (adjacent && only_looks_relative(reading, noun, *c)))
    };
    let own = reading.syntax.children(noun).iter().copied().filter(clauses).find(told);
    // "The claim by the army that rebels used gas": the parse may hang the clause on whose claim it is.
    let owned = || {
        let owner =
            reading.owner_head(noun).filter(|o| *o > noun && reading.syntax.head(*o) == Some(noun))?;
        let relative = |c: &TokenId| {
            let first = reading.syntax.subtree(*c).first().copied();
            first == Some(TokenId(owner.0 + 1)) && only_looks_relative(reading, noun, *c)
        };
        reading.syntax.children_by(owner, Deprel::AclRelcl).find(relative)
    };
    own.or_else(owned)
}

/// "Fears that hundreds had died", "his defence that he obeyed orders": the parse takes "that" for an object which the verb
/// cannot have. A relative clause tells what was done with the words: "the claim that he had made".
fn only_looks_relative(reading: &Reading, noun: TokenId, clause: TokenId) -> bool {
    let syntax = reading.syntax;
    let that = syntax.subtree(clause).first().copied().filter(|f| syntax.lemma(*f) == "that");
    let Some(role) = that.filter(|t| syntax.head(*t) == Some(clause)).map(|t| syntax.deprel(t)) else {
        return false;
    };
    let object = syntax.children_by(clause, Deprel::Obj).any(|o| Some(o) != that);
    let handled = reading.cue_of(clause).is_some()
        || reading.lexicon.frames.light_verbs.contains_key(syntax.lemma(clause));
    let told = reading.child_in(clause, &[Deprel::Aux, Deprel::AuxPass]).is_some() && !handled;
    let believed = |e: u32| {
        matches!(reading.entry(e).factivity, Factivity::Claim | Factivity::Hedged | Factivity::Counter)
    };
    let believed = reading.cue_of(noun).is_some_and(|c| c.entry_ids().any(believed));
    match role {
        Deprel::Obj | Deprel::Obl => object || (told && believed),
        _ => false,
    }
}

/// The clause of a noun that the parse hangs on the verb: "adopted the narrative that the vote was stolen".
fn clause_beside(reading: &Reading, noun: TokenId, verb: TokenId) -> Option<(Vec<TokenId>, TokenId)> {
    let clauses = |c: &TokenId| matches!(reading.syntax.deprel(*c), Deprel::Advcl | Deprel::Ccomp);
    let beside = |c: &TokenId| {
        let first = reading.syntax.subtree(*c).first().copied();
        first == Some(TokenId(noun.0 + 1))
            && first.is_some_and(|f| matches!(reading.syntax.lemma(f), "that" | "whether"))
    };
    let head = reading.syntax.children(verb).iter().copied().filter(clauses).find(beside)?;
    Some((reading.clause(head), head))
}

fn infinitive(reading: &Reading, noun: TokenId) -> Option<TokenId> {
    let to_do = |c: &TokenId| reading.child_in(*c, &[Deprel::Mark]).is_some_and(|m| reading.lower(m) == "to");
    reading.syntax.children_by(noun, Deprel::Acl).find(to_do)
}

/// "Moscow's position is that the treaty is dead": the clause is predicated of the noun.
fn predicated(reading: &Reading, noun: TokenId) -> Option<(Vec<TokenId>, TokenId)> {
    let syntax = reading.syntax;
    let subject = matches!(syntax.deprel(noun), Deprel::Nsubj | Deprel::NsubjOuter);
    let head = syntax.head(noun).filter(|h| subject && *h > noun)?;
    // UD makes the clause's own predicate the head, or leaves it below the copula.
    let is_that = |m: &TokenId| reading.lower(*m) == "that" && *m > noun;
    let below = || syntax.children(head).iter().copied().find(|c| syntax.deprel(*c) == Deprel::Ccomp);
    let clause = if syntax.children_by(head, Deprel::Mark).any(|m| is_that(&m)) { head } else { below()? };
    let that = syntax.children_by(clause, Deprel::Mark).find(is_that)?;
    let copula = TokenId(that.0.checked_sub(1)?);
    if syntax.lemma(copula) != "be" || copula <= noun {
        return None;
    }
    let mut words = reading.clause(clause);
    words.retain(|w| *w > that);
    reading.trim(&mut words);
    (!words.is_empty()).then_some((words, clause))
}

/// "Made the claim that", "came to the conclusion that": whoever is the subject of the verb whose object the noun is, if the verb only carries the noun.
fn giver(reading: &Reading, noun: TokenId) -> Option<Vec<Source>> {
    // "The bench was of the view that …"
    if reading.child_in(noun, &[Deprel::Cop]).is_some() && reading.syntax.case(noun).as_deref() == Some("of")
    {
        let holder = reading.child_in(noun, &[Deprel::Nsubj]).filter(|h| can_speak(reading, *h))?;
        return Some(reading.sources_at(holder));
    }
    let reached = |n: TokenId| reading.syntax.case(n).as_deref() == Some("to");
    let borne = match reading.syntax.deprel(noun) {
        Deprel::Obj => true,
        Deprel::Obl => reached(noun),
        _ => false,
    };
    let verb = reading.syntax.head(noun).filter(|_| borne)?;
    let light = reading.lexicon.frames.light_verbs.get(reading.syntax.lemma(verb))?;
    // "Received assurances from Lima that …": whoever receives them does not give them.
    let received = light.iter().all(|l| l.subject == SubjectRole::Recipient);
    let from = |c: &TokenId| reading.syntax.case(*c).as_deref() == Some("from");
    let speaker = if received {
        reading.syntax.children_by(verb, Deprel::Obl).find(from)?
    } else {
        reading.speaker_head(verb)?
    };
    can_speak(reading, speaker).then(|| reading.sources_at(speaker))
}

/// "Adopted the Russian narrative that …": the subject says it, and whose narrative it is, is told beside the noun.
pub fn narrative(reading: &Reading, verb: TokenId, entry: u32) -> Option<Draft> {
    let noun = reading.syntax.child_by(verb, Deprel::Obj)?;
    let cue = reading.cue_of(noun).filter(|c| c.pos == CuePos::Noun)?;
    let clause = |e: u32| content(reading, noun, e).filter(|(_, head)| reading.is_clause(*head));
    let told = cue.entry_ids().find_map(clause).or_else(|| clause_beside(reading, noun, verb));
    let (words, head) = told?;
    let speaker = reading.speaker_head(verb).filter(|s| can_speak(reading, *s))?;
    let mut draft = reading.draft(verb, entry, reading.sources_at(speaker), words);
    draft.content_head = Some(head);
    draft.origin = reading.owner_head(noun).and_then(|o| reading.mention(o));
    Some(draft)
}
