//! Finds political events: frames laid over the parse.
//!
//! Words are taken from the inside out, so that a promise knows what is promised before it is coded itself:
//! the act in its complement becomes its `intended_type` and no record of its own.

mod carry;
mod contexts;
mod future;
mod guards;
mod light;
mod link;
mod matching;
mod merge;
mod parties;
mod roles;
mod second;
mod topic;
mod trace;
mod weapons;
mod weigh;

pub use link::link_mentions;
pub use second::{Candidate, Learnt, SecondOpinion, Silence};
pub use topic::{Matter, TopicJudge};
pub use trace::{NearMiss, Trace};

use crate::document::{
    About, Actor, Because, By, Deprel, Event, EventType, Feat, Mention, Place, Span, Syntax, Time, TokenId,
    Upos,
};
use crate::lexicon::frames::{Frame, Frames, Item, TriggerPos};
use crate::lexicon::modality::{Effect, ModalKind, Modality};
use crate::lexicon::{Lexicon, Topics};
use guards::Guards;
use light::light_verb;
use parties::Parties;
use roles::{Anchor, Roles};
use second::{Tried, silence_of};
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

#[allow(clippy::too_many_arguments)] // these are the layers it reads
/// Every event that a frame or the second opinion finds, with its parties; and the actors, to which the place of an event may have added a country.
pub fn find_events(
    syntax: &Syntax,
    mentions: &[Mention],
    actors: Vec<Actor>,
    times: &[Time],
    places: &[Place],
    about: &About,
    lexicon: &Lexicon,
    learnt: Learnt,
) -> (Vec<Event>, Vec<Actor>) {
    let (events, actors, _) =
        trace_events(syntax, mentions, actors, times, places, about, lexicon, learnt, false);
    (events, actors)
}

/// The same, and with `traced` also which frames nearly fired, and why they did not.
#[allow(clippy::too_many_arguments)] // these are the layers it reads
pub fn trace_events(
    syntax: &Syntax,
    mentions: &[Mention],
    actors: Vec<Actor>,
    times: &[Time],
    places: &[Place],
    about: &About,
    lexicon: &Lexicon,
    learnt: Learnt,
    traced: bool,
) -> (Vec<Event>, Vec<Actor>, Trace) {
    let frames = &lexicon.frames;
    let parties = Parties::new(syntax, mentions, places, actors, frames);
    let trace = Trace::new(traced);
    let mut finder = Finder {
        syntax,
        frames,
        modality: &lexicon.modality,
        topics: &lexicon.topics,
        guards: Guards::read(syntax, &lexicon.topics, frames),
        parties,
        roles: Roles { syntax, frames },
        found: Found::default(),
        closed: HashSet::new(),
        learnt,
        topics_seen: topic::Seen::default(),
        trace,
    };
    for sentence in syntax.sentences {
        let mut words: Vec<(usize, TokenId)> = sentence.token_ids().map(|t| (finder.depth(t), t)).collect();
        words.sort_by_key(|(depth, t)| (std::cmp::Reverse(*depth), *t));
        let mut tried = Vec::new();
        for (_, word) in words {
            tried.extend(finder.try_word(word));
        }
        finder.ask_second(tried);
    }
    finder.keep_sentences();
    let Finder { found, parties, trace, .. } = finder;
    let mut events = found.events.into_iter().flatten().collect::<Vec<Event>>();
    events.sort_by_key(|e| (e.sentence, e.trigger));
    events.retain(|e| !weigh::is_only_in_words(syntax, &lexicon.modality, e));
    future::read_future_acts(syntax, lexicon, times, about, &mut events);
    let voiced = weigh::find_voiced(&events);
    let day = |e: &Event| {
        let time = weigh::find_time(syntax, times, about, lexicon, &voiced, e);
        time.and_then(|id| times[id.index()].start)
    };
    let mut events = merge::merge_repeated(syntax, events, &parties.actors, day);
    weapons::read_weapons(syntax, frames, &mut events);
    contexts::read_contexts(syntax, &lexicon.contexts, &parties.actors, &mut events);
    weigh::place_in_time(syntax, &parties.actors, times, places, about, lexicon, &mut events);
    carry::carry_days(syntax, mentions, times, &mut events);
    (events, parties.actors, trace)
}

/// Events so far, and the words that head them.
#[derive(Default)]
struct Found {
    /// `None` where a wider event has taken one up.
    events: Vec<Option<Event>>,
    /// Event words and the light verbs that carry them.
    by_word: HashMap<TokenId, Vec<usize>>,
}

impl Found {
    fn at(&self, word: TokenId) -> impl Iterator<Item = (usize, &Event)> {
        let found = self.by_word.get(&word).into_iter().flatten();
        found.filter_map(|i| self.events[*i].as_ref().map(|e| (*i, e)))
    }

    fn add(&mut self, event: Event) {
        let at = self.events.len();
        self.by_word.entry(event.head).or_default().push(at);
        if event.clause != event.head {
            self.by_word.entry(event.clause).or_default().push(at);
        }
        self.events.push(Some(event));
    }
}

struct Finder<'s, 'd> {
    syntax: &'s Syntax<'d>,
    frames: &'s Frames,
    modality: &'s Modality,
    topics: &'s Topics,
    guards: Guards,
    parties: Parties<'s, 'd>,
    roles: Roles<'s, 'd>,
    found: Found,
    /// Words whose acts a wider event has taken up.
    closed: HashSet<TokenId>,
    learnt: Learnt<'s>,
    /// What the topic judge has seen of sentences.
    topics_seen: topic::Seen,
    trace: Trace,
}

impl Finder<'_, '_> {
    /// How far inside a word stands; a verb of telling stands outside the clause before it, whatever hangs on what.
    fn depth(&self, word: TokenId) -> usize {
        let outer = self.roles.told_before(word);
        outer.map_or_else(
            || 2 * self.syntax.ancestors(word).count(),
            |o| 2 * self.syntax.ancestors(o).count() - 1,
        )
    }

    /// Lays the frames of a word over it, and tells how it went.
    fn try_word(&mut self, word: TokenId) -> Option<Tried> {
        let pos = self.trigger_pos(word)?;
        let lemma = self.syntax.lemma(word).to_lowercase();
        let light = match pos {
            TriggerPos::Noun => light_verb(&self.roles, word),
            _ => None,
        };
        let anchor = Anchor::trigger(word, pos, light.as_ref().map(|l| (l.verb, l.subject)));
        let mut best: Option<(By, &Frame, Match)> = None;
        let mut beside = Vec::new();
        let mut misses = Vec::new();
        let frames = self.frames;
        for frame in frames.triggered_by(pos, &lemma) {
            let Some(trigger) = self.trigger_words(frame, pos, word, &lemma) else { continue };
            match self.match_frame(frame, anchor) {
                Ok(mut found) => {
                    found.trigger = trigger;
                    if frame.also {
                        beside.push((By::Frame, frame, found));
                        continue;
                    }
                    let Some((by, rival, top)) = &mut best else {
                        best = Some((By::Frame, frame, found));
                        continue;
                    };
                    match found.score.cmp(&top.score) {
                        Ordering::Less => {}
                        Ordering::Greater => best = Some((By::Frame, frame, found)),
                        Ordering::Equal => {
                            if let Some(chosen) = self.break_tie([rival, frame], anchor, pos, &lemma) {
                                *by = By::Both;
                                if std::ptr::eq(chosen, frame) {
                                    (*rival, *top) = (frame, found);
                                }
                            }
                        }
                    }
                }
                Err(why) => misses.push(NearMiss { word, frame: frame.id.clone(), why }),
            }
        }
        let told_as = light.and_then(|l| l.told_as);
        let mut coded = None;
        for (by, frame, found) in best.into_iter().chain(beside) {
            let at = self.add_event(anchor, frame, found, told_as);
            if let Some(event) = at.and_then(|at| self.found.events[at].as_mut()) {
                event.because.by = by;
            }
            coded = coded.or(frame.event_type.zip(at));
        }
        let silence = silence_of(&misses);
        let types = frames.triggered_by(pos, &lemma).filter_map(|f| f.event_type).collect();
        misses.into_iter().for_each(|miss| self.trace.add(miss));
        Some(Tried { word, pos, lemma, anchor, silence, coded, told_as, types })
    }

    fn trigger_pos(&self, word: TokenId) -> Option<TriggerPos> {
        use crate::document::Deprel::*;
        match (self.syntax.upos(word), self.syntax.deprel(word)) {
            // "the proposed law", "wounded soldiers": no event of their own
            (Upos::Verb, Amod) if self.roles.misread_object(word).is_some() => Some(TriggerPos::Verb),
            (Upos::Verb, Amod | Compound | Case | Mark | Fixed) => None,
            (Upos::Verb, _) => Some(TriggerPos::Verb),
            (Upos::Noun | Upos::Propn, Compound | Flat | NmodDesc) => None,
            (Upos::Noun | Upos::Propn, _) => Some(TriggerPos::Noun),
            // "Norway, willing to mediate, …": it tells something of the name before it
            (Upos::Adj, Amod) if self.syntax.head(word).is_some_and(|noun| noun < word) => {
                Some(TriggerPos::Adjective)
            }
            (Upos::Adj, Amod) => None,
            // "is appealing to Europeans": a verb whatever the tagger says
            (Upos::Adj, _) if self.is_verbal_adjective(word) => Some(TriggerPos::Verb),
            (Upos::Adj, _) => Some(TriggerPos::Adjective),
            _ => None,
        }
    }

    fn is_verbal_adjective(&self, word: TokenId) -> bool {
        let form = self.syntax.form(word).to_lowercase();
        form.ends_with("ing") && form != self.syntax.lemma(word)
    }

    /// The words of the trigger, if the frame's partner word (`off` of `call_off`) is there.
    fn trigger_words(&self, frame: &Frame, pos: TriggerPos, word: TokenId, lemma: &str) -> Option<Span> {
        let syntax = self.syntax;
        let own = syntax.token(word).span;
        let mut bare = None;
        for trigger in frame.triggers.iter().filter(|t| t.pos == pos && t.lemma == lemma) {
            let Some(partner) = &trigger.partner else {
                bare = Some(own);
                continue;
            };
            let with = syntax.children(word).iter().find(|c| {
                let after = pos != TriggerPos::Verb || c.0 > word.0; // "in taking up": no particle
                let is_near = after && c.0.abs_diff(word.0) <= 4;
                is_near
                    && (syntax.lemma(**c).eq_ignore_ascii_case(partner)
                        || syntax.form(**c).eq_ignore_ascii_case(partner))
            });
            if let Some(with) = with {
                return Some(own.join(syntax.token(*with).span));
            }
            let next = TokenId(word.0 + 1);
            let in_sentence = syntax.sentence(syntax.token(word).sentence).token_ids().any(|t| t == next);
            let is_particle = || syntax.form(next).eq_ignore_ascii_case(partner);
            if pos == TriggerPos::Verb && in_sentence && is_particle() {
                return Some(own.join(syntax.token(next).span));
            }
        }
        bare
    }
}

/// A frame that fits, before it becomes an event.
#[derive(Default)]
pub(crate) struct Match {
    score: u32,
    trigger: Span,
    actors: Vec<crate::document::Entity>,
    recipients: Vec<crate::document::Entity>,
    /// Words that conditions named: they make no event of their own.
    taken: Vec<TokenId>,
    intended: Option<(EventType, Option<TokenId>)>,
    /// What the act is about; its acts are no records.
    absorbed: Vec<TokenId>,
    evidence: Vec<Span>,
}

impl Finder<'_, '_> {
    fn add_event(
        &mut self,
        anchor: Anchor,
        frame: &Frame,
        found: Match,
        light_told_as: Option<crate::document::Status>,
    ) -> Option<usize> {
        let event_type = frame.event_type?;
        let syntax = self.syntax;
        for word in &found.taken {
            self.drop_at(*word);
        }
        let mut modes = frame.modes.clone();
        if let Some((_, Some(head))) = found.intended {
            if event_type == EventType::Threaten && modes.is_empty() {
                modes.extend(self.found.at(head).find_map(|(_, e)| future::threat_of(e)));
            }
            let told = if event_type == EventType::Reject { self.told_of(head) } else { Vec::new() };
            self.drop_under(head, anchor.word, &told);
        }
        for word in found.absorbed.iter().flat_map(|w| syntax.conjuncts(*w)) {
            // "denied reports that its jets had bombed a village": what is denied is told, and is a record of its own
            let told = match event_type {
                EventType::Reject => self.told_of(word),
                EventType::Accuse if syntax.upos(anchor.word) == Upos::Noun => self.told_of(anchor.word),
                // "alleged that the jets had bombed it"
                EventType::Accuse if syntax.deprel(word) == Deprel::Ccomp => self.told_of(anchor.word),
                _ => Vec::new(),
            };
            self.drop_under(word, anchor.word, &told);
        }
        let mut trigger = found.trigger;
        if let Some((verb, _)) = anchor.light {
            let span = syntax.token(verb).span.join(trigger);
            if span.len() <= 60 {
                trigger = span;
            }
        }
        let mut evidence = vec![trigger];
        evidence.extend(found.evidence);
        // "reached no agreement", "offered no apology"; but "urged them to stop and not to return" urges
        let none = |w: &TokenId| syntax.upos(*w) != Upos::Verb && self.is_negated(*w);
        let nothing = found.taken.iter().any(none).then_some(crate::document::Status::Denied);
        let symmetric = frame.symmetric;
        let (mut actors, mut recipients) = (found.actors, found.recipients);
        if symmetric {
            actors.append(&mut recipients);
        }
        self.found.add(Event {
            sentence: syntax.token(anchor.word).sentence,
            trigger,
            head: anchor.word,
            clause: anchor.clause(),
            event_type,
            modes,
            contexts: frame.contexts.clone(),
            cameo: frame.cameo.clone(),
            actors,
            recipients,
            symmetric,
            when: None,
            place: None,
            intended_type: found.intended.map(|(kind, _)| kind),
            intended_head: found.intended.and_then(|(_, head)| head),
            dead: None,
            injured: None,
            arrested: None,
            size: None,
            amount: None,
            told_as: frame.told_as.or(light_told_as).or(negation_is_told(frame)).or(nothing),
            background: anchor.nominal && anchor.light.is_none(),
            link: None,
            because: Because {
                frame: frame.id.clone(),
                conditions: found.score,
                evidence,
                ..Because::default()
            },
            confidence: 0.0,
        });
        Some(self.found.events.len() - 1)
    }

    fn drop_at(&mut self, word: TokenId) {
        self.closed.insert(word);
        let at: Vec<usize> = self.found.at(word).map(|(i, _)| i).collect();
        for i in at {
            self.found.events[i] = None;
        }
    }

    /// What is promised, threatened, asked for or refused has not happened: its acts are no records.
    fn drop_under(&mut self, head: TokenId, above: TokenId, but: &[TokenId]) {
        for word in self.syntax.subtree(head) {
            if word != above && !but.contains(&word) {
                self.drop_at(word);
            }
        }
    }

    /// The words of a clause in which a noun tells that something was done: "Kyiv's claim **that the jets had bombed it**"; not "the
    /// demand that the jets be grounded".
    fn told_of(&self, noun: TokenId) -> Vec<TokenId> {
        let syntax = self.syntax;
        let past = |t: TokenId| {
            let feats = syntax.token(t).feats;
            feats.is(Feat::VerbForm, "Fin") && feats.is(Feat::Tense, "Past")
        };
        let helper = |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
        let told = |c: &TokenId| {
            let that = syntax.child_by(*c, Deprel::Mark).is_some_and(|m| syntax.lemma(m) == "that");
            let open = || syntax.children(*c).iter().any(|a| self.modality_of(*a).is_some());
            let done = past(*c) || syntax.children(*c).iter().any(|a| helper(a) && past(*a));
            that && done && !open()
        };
        let clauses =
            |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp);
        // "accusations by Kyiv that …": the parse may give the clause to Kyiv
        let owners = syntax.children_by(noun, Deprel::Nmod);
        let mut below = std::iter::once(noun).chain(owners).flat_map(|n| syntax.children(n).iter().copied());
        let found = below.find(|c| clauses(c) && told(c));
        found.map_or_else(Vec::new, |c| syntax.subtree(c))
    }

    /// "Would", "should", "may": what such an auxiliary makes of its clause.
    fn modality_of(&self, word: TokenId) -> Option<Effect> {
        let is_aux = self.syntax.deprel(word) == Deprel::Aux;
        let effect = || self.modality.effect(ModalKind::Aux, &self.syntax.form(word).to_lowercase());
        if is_aux { effect() } else { None }
    }
}

/// A frame that asks for a negation ("does not recognise") has said by its type what the negation means.
fn negation_is_told(frame: &Frame) -> Option<crate::document::Status> {
    let asks = frame.conditions.iter().any(|c| c.wanted && c.items.contains(&Item::Negated));
    asks.then_some(crate::document::Status::Happened)
}
