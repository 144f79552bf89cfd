//! Turns attributions into statements: this actor, on this day, said this, carrying these events.

mod answers;
mod parties;
mod words;

use super::attributions::cue::find_cue;
use super::times::{time_of, when_of};
use crate::document::{
    About, Actor, Attribution, AttributionId, Channel, Deprel, Event, EventId, Feat, Mention, OutletStance,
    Source, Span, Stance, Statement, StatementId, Syntax, Time, TimeId, TokenId, Upos, When,
};
use crate::lexicon::{Cue, CuePos, Factivity, Lexicon, Takes};
use answers::Answers;
use parties::Parties;

/// One statement for each attribution that is kept, with its parties resolved.
///
/// Left out are words that name nobody ("reportedly", "the rumour that") and what a quoted speaker says of himself in
/// passing ("I think"): they colour what is told, but nobody else is speaking. Nor does nobody speak where "nobody has claimed"; and
/// "denied it" is a statement only where the text has what was denied.
#[allow(clippy::too_many_arguments)] // these are the layers it reads
pub fn make_statements(
    syntax: &Syntax,
    mentions: &[Mention],
    actors: &[Actor],
    times: &[Time],
    events: &[Event],
    attributions: &[Attribution],
    about: &About,
    lexicon: &Lexicon,
) -> Vec<Statement> {
    let parties = Parties::new(syntax, mentions, lexicon);
    let mut kept: Vec<AttributionId> = (0..attributions.len())
        .map(AttributionId::at)
        .filter(|a| is_kept(syntax, mentions, lexicon, &attributions[a.index()]))
        .collect();
    let make = |kept: &[AttributionId]| {
        let mut statements = place_statements(&parties, events, attributions, kept, lexicon);
        for (statement, id) in statements.iter_mut().zip(kept) {
            statement.when = find_when(syntax, times, about, lexicon, &attributions[id.index()]);
        }
        let answers = Answers { syntax, mentions, actors, attributions, lexicon };
        for at in 0..statements.len() {
            statements[at].answers = answers.find(&statements, at);
        }
        statements
    };
    let statements = make(&kept);
    let idle = |s: &&Statement| {
        s.answers.is_none() && words::is_bare_pointer(syntax, &attributions[s.attribution.index()])
    };
    let idle: Vec<AttributionId> = statements.iter().filter(idle).map(|s| s.attribution).collect();
    if idle.is_empty() {
        return statements;
    }
    kept.retain(|a| !idle.contains(a));
    make(&kept)
}

/// The statements of some attributions, each with what it stands in and what it goes on from.
fn place_statements(
    parties: &Parties,
    events: &[Event],
    attributions: &[Attribution],
    kept: &[AttributionId],
    lexicon: &Lexicon,
) -> Vec<Statement> {
    // What stood inside something that is left out stands inside what was around that.
    let place = |mut at: Option<AttributionId>, up: fn(&Attribution) -> Option<AttributionId>| {
        for _ in 0..attributions.len() {
            match kept.binary_search(&at?) {
                Ok(found) => return Some(StatementId::at(found)),
                Err(_) => at = up(&attributions[at?.index()]),
            }
        }
        None
    };
    let statement = |id: &AttributionId| {
        let attribution = &attributions[id.index()];
        let mut statement = make_statement(parties, *id, attribution, events, lexicon);
        statement.within = place(attribution.inside, |a| a.inside);
        statement.continues = place(attribution.continues, |a| a.continues);
        statement
    };
    kept.iter().map(statement).collect()
}

fn is_kept(syntax: &Syntax, mentions: &[Mention], lexicon: &Lexicon, attribution: &Attribution) -> bool {
    let cue = attribution.cue_entry.and_then(|e| lexicon.cues.get(e));
    let Some(head) = words::source_head(mentions, attribution.source) else {
        return attribution.source == Source::Writer || cue.is_some_and(|c| c.pos == CuePos::Verb);
    };
    if words::is_nobody(syntax, lexicon, head) {
        return false;
    }
    // "You think" is a question to somebody, not news of what he thinks.
    let spoken_to = syntax.token(head).feats.is(Feat::Person, "2");
    let role = parties::is_speech_role(syntax, head);
    !(role && (spoken_to || attribution.inside.is_some()))
}

fn make_statement(
    parties: &Parties,
    id: AttributionId,
    attribution: &Attribution,
    events: &[Event],
    lexicon: &Lexicon,
) -> Statement {
    let mut speakers = parties.speakers(attribution.source).into_iter();
    let speaker = speakers.next();
    let mut speakers_also: Vec<_> = speakers.collect();
    speakers_also.extend(attribution.sources_also.iter().flat_map(|s| parties.speakers(*s)));
    let channel = attribution.channel.map(|c| {
        let entity = c.owner.and_then(|o| parties.entities(o).into_iter().next());
        Channel { span: c.span, kind: c.kind, entity }
    });
    let cue = attribution.cue_entry.and_then(|e| lexicon.cues.get(e));
    Statement {
        attribution: id,
        sentence: attribution.sentence,
        span: whole_span(parties.syntax, attribution, speaker.as_ref().and_then(|s| s.span)),
        style: attribution.style,
        speaker_kind: parties.kind_of(attribution.source),
        speaker,
        speakers_also,
        cue: attribution.cue,
        cue_type: attribution.cue_type,
        content: attribution.content.clone(),
        addressees: attribution.addressees.iter().flat_map(|m| parties.entities(*m)).collect(),
        channel,
        origin: attribution.origin.and_then(|m| parties.entities(m).into_iter().next()),
        within: None,
        continues: None,
        when: None,
        stance: if words::rejects_in_words(parties.syntax, lexicon, attribution) {
            Stance::Denies
        } else {
            stance(cue, attribution.negated)
        },
        outlet_stance: outlet_stance(parties.syntax, lexicon, cue, attribution),
        answers: None,
        events: carried(parties.syntax, events, &attribution.content),
    }
}

/// Speaker, cue and content together, as far as they stand in the content's sentence.
fn whole_span(syntax: &Syntax, attribution: &Attribution, speaker: Option<Span>) -> Span {
    let sentence = syntax.sentence(attribution.sentence).span;
    let parts = attribution.content.iter().copied().chain(attribution.cue).chain(speaker);
    let first = attribution.content.first().copied().unwrap_or(sentence);
    parts.filter(|s| sentence.contains(*s)).fold(first, Span::join)
}

/// A negated denial asserts; else the cue tells.
fn stance(cue: Option<&Cue>, negated: bool) -> Stance {
    match (cue.map_or(Stance::Asserts, |c| c.stance), negated) {
        (Stance::Denies, true) => Stance::Asserts,
        (Stance::Asserts, true) if cue.is_some_and(|c| c.factivity == Factivity::Claim) => Stance::Denies,
        (stance, _) => stance,
    }
}

/// What the outlet's words betray: the cue's own colour, or a word that colours the cue ("falsely", "baseless").
fn outlet_stance(
    syntax: &Syntax,
    lexicon: &Lexicon,
    cue: Option<&Cue>,
    attribution: &Attribution,
) -> OutletStance {
    let plain = cue.map_or(OutletStance::Neutral, |c| c.outlet);
    let Some(head) = attribution.cue_head else { return plain };
    // "What it called an exercise": the outlet leaves the name to others.
    let free_relative = syntax.deprel(head) == Deprel::AclRelcl
        && syntax.head(head).is_some_and(|w| syntax.form(w).eq_ignore_ascii_case("what"));
    let plain = if free_relative && plain == OutletStance::Neutral { OutletStance::Doubts } else { plain };
    let narrates = cue.is_some_and(|c| c.takes(&Takes::Narrative));
    let object = syntax.child_by(head, Deprel::Obj).filter(|_| narrates);
    // "Called the charge baseless" is the speaker's word, and so is all else in the content.
    let outside = |w: &TokenId| {
        let span = syntax.token(*w).span;
        narrates || !attribution.content.iter().any(|c| c.contains(span))
    };
    let beside =
        syntax.children(head).iter().copied().filter(|w| colours_its_head(syntax, *w)).filter(outside);
    let of_object = object.iter().flat_map(|o| syntax.children(*o)).copied();
    let words =
        beside.chain(of_object.filter(|w| colours_its_head(syntax, *w))).chain(predicated(syntax, head));
    if let Some(colour) = words.into_iter().find_map(|w| colour(syntax, lexicon, w)) {
        return colour.outlet;
    }
    // "Spread the conspiracy theory that …": the noun tells more than the verb, unless the speaker is against it.
    let against = cue.is_some_and(|c| c.stance == Stance::Denies);
    let noun = object
        .filter(|_| !against)
        .and_then(|o| find_cue(syntax, lexicon, o))
        .filter(|c| c.pos == CuePos::Noun);
    let of_noun = noun.and_then(|c| c.entry_ids().find_map(|e| lexicon.cues.get(e))).map(|c| c.outlet);
    let open = matches!(plain, OutletStance::Neutral | OutletStance::Doubts);
    of_noun.filter(|o| open && *o > plain).unwrap_or(plain)
}

/// "Falsely claimed", "the false claim"; not "dismissed as false", which is the speaker's own word.
fn colours_its_head(syntax: &Syntax, word: TokenId) -> bool {
    let adjective = syntax.upos(word) == Upos::Adj;
    !adjective || matches!(syntax.deprel(word), Deprel::Amod | Deprel::Compound | Deprel::Advmod)
}

/// "The claim that … is unproven", "… proved false": what is predicated of a noun.
fn predicated(syntax: &Syntax, noun: TokenId) -> Vec<TokenId> {
    let subject = syntax.deprel(noun) == Deprel::Nsubj && syntax.upos(noun) == Upos::Noun;
    let Some(above) = syntax.head(noun).filter(|_| subject) else { return Vec::new() };
    let denied = syntax.is_negated(above);
    let is_adjective = |w: &TokenId| syntax.upos(*w) == Upos::Adj && !denied;
    std::iter::once(above).chain(syntax.children_by(above, Deprel::Xcomp)).filter(is_adjective).collect()
}

/// The entry of a word or phrase beside a cue that colours it: "falsely", "far-fetched", "without evidence".
fn colour<'a>(syntax: &Syntax, lexicon: &'a Lexicon, word: TokenId) -> Option<&'a Cue> {
    let colours = |e: u32| lexicon.cues.get(e).filter(|c| c.takes(&Takes::OtherCue));
    if matches!(syntax.upos(word), Upos::Adv | Upos::Adj | Upos::Verb | Upos::Noun) {
        let found = find_cue(syntax, lexicon, word).filter(|c| matches!(c.pos, CuePos::Adv | CuePos::Adj));
        let pair =
            [CuePos::Adv, CuePos::Adj].into_iter().flat_map(|pos| lexicon.cues.find(syntax.lemma(word), pos));
        let mut entries = found.iter().flat_map(|c| c.entry_ids()).chain(pair.copied());
        if let Some(entry) = entries.find_map(colours) {
            return Some(entry);
        }
    }
    let opens = |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Case | Deprel::Mark);
    let preposition = syntax.children(word).iter().copied().find(opens)?;
    // Its noun, its verb's noun ("without offering evidence") and what stands before them; not a clause behind.
    let object = syntax.child_by(word, Deprel::Obj);
    let below = object.into_iter().flat_map(|o| syntax.children(o)).chain(syntax.children(word));
    let lemmas: Vec<&str> = below.chain([&word]).map(|t| syntax.lemma(*t)).collect();
    let whole = |c: &&Cue| c.words.iter().skip(1).all(|w| lemmas.contains(&w.as_str()));
    let form = syntax.form(preposition).to_lowercase();
    lexicon.cues.find(&form, CuePos::Prep).iter().filter_map(|e| colours(*e)).find(whole)
}

/// The day it was said: a time that hangs on the cue, but not one inside what was said.
fn find_when(
    syntax: &Syntax,
    times: &[Time],
    about: &About,
    lexicon: &Lexicon,
    attribution: &Attribution,
) -> Option<When> {
    let outside = |t: &TimeId| !attribution.content.iter().any(|c| c.overlaps(times[t.index()].span));
    let time = attribution
        .cue_head
        .and_then(|c| time_of(syntax, times, lexicon, c, |_| false, |_| true))
        .filter(outside);
    when_of(time, times, about)
}

/// The events whose own word stands in the content.
fn carried(syntax: &Syntax, events: &[Event], content: &[Span]) -> Vec<EventId> {
    let holds = |e: &Event| content.iter().any(|c| c.contains(syntax.token(e.head).span));
    (0..events.len()).filter(|i| holds(&events[*i])).map(EventId::at).collect()
}

/// The statements in whose content a word stands, outermost first: the chain of those who vouch for it.
///
/// Statements that overlap without one standing inside the other are ordered by length of content.
pub fn chain_of(syntax: &Syntax, statements: &[Statement], token: TokenId) -> Vec<StatementId> {
    let span = syntax.token(token).span;
    let holds = |s: &Statement| s.content.iter().any(|c| c.contains(span));
    let innermost = (0..statements.len())
        .filter(|i| holds(&statements[*i]))
        .min_by_key(|i| statements[*i].content.iter().map(|c| c.len()).sum::<usize>());
    let up = |id: &StatementId| statements[id.index()].within;
    let mut chain: Vec<StatementId> =
        std::iter::successors(innermost.map(StatementId::at), up).take(statements.len()).collect();
    chain.reverse();
    chain
}
