//! What an event is about: by the words of its sentence, its paragraph and its report.
//!
//! PLOVER lets a coder take the context from the paragraph or the document. Here the sentence comes first: a strong word
//! shows its context alone, a weak one beside another in the sentence, or in the paragraph. What half of the
//! report's sentences are about is what the report is about, and holds for all its events.

use crate::document::{Actor, Context, Event, Sentence, Syntax, TokenId};
use crate::lexicon::contexts::{Act, Contexts, Shows, Sign};
use std::collections::{BTreeMap, BTreeSet};

/// A record with more contexts tells nothing.
const MOST: usize = 5;
/// So many contexts of the report hold for every event in it.
const MOST_TOPICS: usize = 2;

/// Adds to each event the contexts that its frame does not know: of its parties and modes, its sentence, its report.
pub fn read_contexts(syntax: &Syntax, contexts: &Contexts, actors: &[Actor], events: &mut [Event]) {
    if events.is_empty() {
        return;
    }
    let signs: Vec<Vec<Sign>> =
        syntax.sentences.iter().map(|s| contexts.find(syntax, s.token_ids())).collect();
    let shown: Vec<Vec<Context>> = (0..signs.len()).map(|i| shown_in(syntax, &signs, i)).collect();
    let topics = find_topics(&shown);
    for event in events {
        let of_acts = contexts.acts.iter().filter(|act| is_such(act, event, actors)).map(|act| act.context);
        let mut found = of_acts.collect::<Vec<Context>>();
        found.extend(&shown[event.sentence.index()]);
        found.extend(of_parties(contexts, event, actors));
        found.extend(&topics);
        for context in found {
            if event.contexts.len() < MOST && !event.contexts.contains(&context) {
                event.contexts.push(context);
            }
        }
        for (context, narrower) in &contexts.yields {
            if event.contexts.iter().any(|c| narrower.contains(c)) {
                event.contexts.retain(|c| c != context);
            }
        }
    }
}

/// The contexts of a sentence, in the order of their words.
fn shown_in(syntax: &Syntax, signs: &[Vec<Sign>], at: usize) -> Vec<Context> {
    let mut shown = Vec::new();
    for sign in &signs[at] {
        if shown.contains(&sign.context) {
            continue;
        }
        let is_shown = sign.shows == Shows::Strong
            || is_backed(syntax, sign, &signs[at])
            || neighbours(syntax, at).any(|i| is_backed(syntax, sign, &signs[i]));
        if is_shown {
            shown.push(sign.context);
        }
    }
    shown
}

/// Another word of the same context is there, not the same one again.
fn is_backed(syntax: &Syntax, sign: &Sign, signs: &[Sign]) -> bool {
    let words = |s: &Sign| -> Vec<String> {
        (s.first.0..=s.last.0).map(|t| syntax.lemma(TokenId(t)).to_lowercase()).collect()
    };
    signs.iter().any(|other| other.context == sign.context && words(other) != words(sign))
}

/// The other sentences of the paragraph.
fn neighbours<'s>(syntax: &'s Syntax<'_>, at: usize) -> impl Iterator<Item = usize> + 's {
    let together = |a: &Sentence, b: &Sentence| {
        let gap = syntax.text.get(a.span.end as usize..b.span.start as usize);
        gap.is_some_and(|gap| !gap.contains('\n'))
    };
    let back = (1..=at)
        .rev()
        .take_while(move |i| together(&syntax.sentences[i - 1], &syntax.sentences[*i]))
        .map(|i| i - 1);
    let on = (at + 1..syntax.sentences.len())
        .take_while(move |i| together(&syntax.sentences[i - 1], &syntax.sentences[*i]));
    back.chain(on)
}

/// What half of the sentences are about, two at the least.
fn find_topics(shown: &[Vec<Context>]) -> Vec<Context> {
    let mut counts: BTreeMap<Context, usize> = BTreeMap::new();
    for context in shown.iter().flat_map(|s| s.iter().collect::<BTreeSet<_>>()) {
        *counts.entry(*context).or_default() += 1;
    }
    let enough = shown.len().div_ceil(2).max(2);
    let mut topics: Vec<(usize, Context)> =
        counts.into_iter().filter(|(_, n)| *n >= enough).map(|(context, n)| (n, context)).collect();
    topics.sort_by_key(|(n, context)| (std::cmp::Reverse(*n), *context));
    topics.into_iter().take(MOST_TOPICS).map(|(_, context)| context).collect()
}

fn of_parties(contexts: &Contexts, event: &Event, actors: &[Actor]) -> Vec<Context> {
    let parties = event.actors.iter().chain(&event.recipients).filter_map(|e| e.actor);
    let sectors = parties.filter_map(|a| actors[a.index()].sectors.first().copied());
    sectors.flat_map(|sector| contexts.of_sector(sector)).collect()
}

fn is_such(act: &Act, event: &Event, actors: &[Actor]) -> bool {
    let has = |parties: &[crate::document::Entity], wanted: &[crate::document::Code]| {
        let mut sectors =
            parties.iter().filter_map(|e| e.actor).flat_map(|a| actors[a.index()].sectors.iter());
        wanted.is_empty() || sectors.any(|s| wanted.contains(s))
    };
    act.event_type == event.event_type
        && (act.modes.is_empty() || act.modes.iter().any(|m| event.modes.contains(m)))
        && has(&event.actors, &act.doers)
        && has(&event.recipients, &act.victims)
}
