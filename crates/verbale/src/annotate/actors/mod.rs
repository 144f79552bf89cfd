//! Tells whom a mention stands for, on the day of the report.
//!
//! Names are looked up by date, roles take their country from whoever stands beside them, pronouns and
//! descriptions look back. What cannot be told stays open: an ambiguous name is left alone rather than guessed.

mod agreement;
mod cast;
mod coreference;
mod descriptions;
mod earlier_names;
mod focus;
mod metonymy;
mod names;
mod owners;
mod people;
mod pronouns;
mod readings;
mod roles;
mod salience;
mod speakers;

use crate::annotate::attributions::quotes::Quotations;
use crate::annotate::mentions::Draft;
use crate::document::{
    About, Actor, ActorId, Mention, MentionId, MentionKind, Referent, Syntax, TokenId, Via,
};
use crate::lexicon::actors::reference::Gender;
use crate::lexicon::actors::terms::day_of;
use crate::lexicon::{Actors, Gazetteer, Lexicon};
use cast::Cast;
use focus::Focus;
use std::collections::HashMap;

/// Gives each mention its referents, and lists the actors behind them.
pub fn resolve_actors(
    syntax: &Syntax,
    drafts: Vec<Draft>,
    about: &About,
    lexicon: &Lexicon,
) -> (Vec<Mention>, Vec<Actor>) {
    let focus =
        Focus::find(syntax, &drafts, &lexicon.actors, &lexicon.gazetteer, about.published.map(day_of));
    let mut resolver = Resolver::new(syntax, drafts, about, lexicon, focus);
    resolver.find_acronyms();
    for i in 0..resolver.drafts.len() {
        resolver.resolve(i);
    }
    resolver.finish()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    /// Being resolved: whoever asks now gets no answer, so that nobody asks in a circle.
    Open,
    Done,
}

/// Resolves one document.
struct Resolver<'s, 'd> {
    syntax: &'s Syntax<'d>,
    lexicon: &'s Actors,
    gazetteer: &'s Gazetteer,
    /// The day of the report as yyyymmdd.
    day: Option<u32>,
    drafts: Vec<Draft>,
    states: Vec<State>,
    /// Keys of each draft's name, to find it again when it is shortened.
    name_keys: Vec<Vec<u64>>,
    /// Drafts by each of those keys, in text order.
    by_name: HashMap<u64, Vec<u32>>,
    /// Draft by head word; of several the one that is shown.
    by_head: Vec<Option<u32>>,
    cast: Cast,
    focus: Focus,
    /// Letters that the report itself explains, with the draft that they shorten.
    acronyms: HashMap<&'d str, usize>,
    /// Pronouns that an actor has been called by: he or she.
    genders: HashMap<ActorId, Gender>,
    quotations: Quotations,
    /// How often each actor has been spoken of so far.
    counts: HashMap<ActorId, u32>,
}

impl<'s, 'd> Resolver<'s, 'd> {
    fn new(
        syntax: &'s Syntax<'d>,
        drafts: Vec<Draft>,
        about: &About,
        lexicon: &'s Lexicon,
        focus: Focus,
    ) -> Self {
        let mut by_head: Vec<Option<u32>> = vec![None; syntax.tokens.len()];
        for (i, draft) in drafts.iter().enumerate() {
            let slot = &mut by_head[draft.mention.head.index()];
            let better = slot.is_none_or(|old| {
                let old: &Draft = &drafts[old as usize];
                (old.inner, draft.mention.span.len()) > (draft.inner, old.mention.span.len())
            });
            if better {
                *slot = Some(i as u32);
            }
        }
        let name_keys: Vec<Vec<u64>> =
            drafts.iter().map(|d| Self::keys_of_name(syntax, d, &lexicon.actors)).collect();
        let mut by_name: HashMap<u64, Vec<u32>> = HashMap::new();
        for (i, keys) in name_keys.iter().enumerate() {
            for (at, key) in keys.iter().enumerate() {
                if !keys[..at].contains(key) {
                    by_name.entry(*key).or_default().push(i as u32);
                }
            }
        }
        Resolver {
            syntax,
            lexicon: &lexicon.actors,
            gazetteer: &lexicon.gazetteer,
            day: about.published.map(day_of),
            states: vec![State::Waiting; drafts.len()],
            name_keys,
            by_name,
            drafts,
            by_head,
            cast: Cast::default(),
            focus,
            acronyms: HashMap::new(),
            genders: HashMap::new(),
            quotations: Quotations::find(syntax),
            counts: HashMap::new(),
        }
    }

    /// Resolves a draft, if it is not resolved yet.
    fn resolve(&mut self, i: usize) {
        if self.states[i] != State::Waiting {
            return;
        }
        self.states[i] = State::Open;
        let draft = &self.drafts[i];
        let referents = if draft.pronoun.is_some() {
            self.resolve_pronoun(i)
        } else if draft.name.is_some() {
            self.resolve_name(i)
        } else {
            self.resolve_role(i)
        };
        if !self.drafts[i].inner {
            for r in &referents {
                *self.counts.entry(self.cast.identity(r.actor)).or_default() += 1;
            }
        }
        self.drafts[i].mention.referents = referents;
        self.states[i] = State::Done;
    }

    /// Referents of a draft, resolved first if need be.
    fn referents(&mut self, i: usize) -> Vec<Referent> {
        self.resolve(i);
        if self.states[i] == State::Done { self.drafts[i].mention.referents.clone() } else { Vec::new() }
    }

    /// The draft that a word heads.
    fn draft_at(&self, token: TokenId) -> Option<usize> {
        self.by_head[token.index()].map(|i| i as usize)
    }

    /// "National Relief Agency (NRA)" explains its letters.
    fn find_acronyms(&mut self) {
        for i in 0..self.drafts.len() {
            let Some(letters) = self.drafts[i].name.map(|n| n.of(self.syntax.text)) else { continue };
            let all_caps = letters.len() >= 2 && letters.chars().all(|c| c.is_uppercase() || c == '-');
            let first = self.drafts[i].first;
            if !all_caps || first.0 == 0 || self.syntax.form(TokenId(first.0 - 1)) != "(" {
                continue;
            }
            let Some(long) = self.drafts[..i].iter().rposition(|d| d.end.0 + 1 == first.0 && !d.inner) else {
                continue;
            };
            let words = self.drafts[long].mention.span.of(self.syntax.text);
            if shortens(letters, words) {
                self.acronyms.entry(letters).or_insert(long);
                // what is shortened to letters is a body
                if self.drafts[long].mention.kind == MentionKind::Other {
                    self.drafts[long].mention.kind = MentionKind::Organisation;
                }
            }
        }
    }

    /// Leaves out what is no mention of its own, and numbers the rest.
    fn finish(mut self) -> (Vec<Mention>, Vec<Actor>) {
        let mut new_ids: Vec<Option<MentionId>> = Vec::with_capacity(self.drafts.len());
        let mut n_kept = 0;
        for draft in &self.drafts {
            let keep = self.is_shown(draft);
            new_ids.push(keep.then(|| MentionId::at(n_kept)));
            n_kept += usize::from(keep);
        }
        let mut mentions = Vec::with_capacity(n_kept);
        for (draft, id) in self.drafts.drain(..).zip(&new_ids) {
            if id.is_none() {
                continue;
            }
            let mut mention = draft.mention;
            for referent in &mut mention.referents {
                referent.antecedent = referent.antecedent.and_then(|a| new_ids[a.index()]);
            }
            mentions.push(mention);
        }
        (mentions, self.cast.actors)
    }

    fn is_shown(&self, draft: &Draft) -> bool {
        if draft.inner {
            return false;
        }
        let known = !draft.mention.referents.is_empty();
        if !known && draft.mention.kind == MentionKind::Other {
            return false; // a name of something, or "it"
        }
        let weak = draft.name.is_none()
            && draft.roles.iter().all(|r| {
                let role = self.lexicon.roles.get(*r);
                role.weak || role.describes || role.sectors.is_empty()
            });
        known || draft.pronoun.is_none() && !weak
    }
}

/// Whether letters may stand for words: each is found in its turn at the beginning of a word or within one.
fn shortens(letters: &str, words: &str) -> bool {
    let mut rest = words.chars();
    let initials = words.split([' ', '-']).filter_map(|w| w.chars().next());
    let first = letters.chars().next();
    let opens = initials.clone().any(|c| c.to_uppercase().next() == first);
    opens
        && letters
            .chars()
            .filter(|c| c.is_alphabetic())
            .all(|l| rest.by_ref().any(|c| c.to_uppercase().next() == Some(l)))
}

/// A referent without antecedent.
fn referent(actor: ActorId, via: Via, confidence: f32) -> Referent {
    Referent { actor, via, antecedent: None, confidence }
}

/// The kind of a mention that turned out to stand for a government.
const GOVERNMENT: MentionKind = MentionKind::Organisation;

#[cfg(test)]
mod tests;
