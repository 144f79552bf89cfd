//! What all constructions share: the words of a text by what they are, and an attribution in the making.

use super::cue::{FoundCue, find_cues};
use super::moved::find_moved;
use super::quotes::Quotations;
use crate::document::{
    ChannelWords, Deprel, Mention, MentionId, Sentence, SentenceId, Source, Span, Syntax, TokenId, Upos,
};
use crate::lexicon::{Cue, Lexicon, Takes};
use std::collections::HashMap;

/// An attribution while it is being found; its content is a list of words.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The cue's head word and its entry in the lexicon.
    pub cue: Option<(TokenId, u32)>,
    /// The words of the cue.
    pub cue_span: Option<Span>,
    /// Who vouches, and with whom.
    pub sources: Vec<Source>,
    /// The words attributed, in text order.
    pub content: Vec<TokenId>,
    /// Their head.
    pub content_head: Option<TokenId>,
    /// The quotation that is its content, for direct speech.
    pub quotation: Option<usize>,
    /// To whom.
    pub addressees: Vec<MentionId>,
    /// Through what.
    pub channel: Option<ChannelWords>,
    /// Whose narrative.
    pub origin: Option<MentionId>,
    /// The draft around it, where the construction tells it.
    pub inside: Option<usize>,
    /// The draft before it in one quotation.
    pub continues: Option<usize>,
    /// "Did not say".
    pub negated: bool,
}

/// A text as the constructions see it.
pub struct Reading<'a> {
    /// The parse.
    pub syntax: &'a Syntax<'a>,
    /// Those who can speak.
    pub mentions: &'a [Mention],
    /// The words of the language.
    pub lexicon: &'a Lexicon,
    /// What stands between quotation marks.
    pub quotations: Quotations,
    /// The cues of the text by their head word.
    pub cues: Vec<FoundCue>,
    cue_at: HashMap<TokenId, usize>,
    mention_at: HashMap<TokenId, MentionId>,
    /// Coordinated verbs that belong higher than the parse has them.
    moved: HashMap<TokenId, TokenId>,
}

impl<'a> Reading<'a> {
    /// Looks up marks, cues and mentions.
    pub fn new(syntax: &'a Syntax<'a>, mentions: &'a [Mention], lexicon: &'a Lexicon) -> Reading<'a> {
        let cues = find_cues(syntax, lexicon);
        let cue_at: HashMap<TokenId, usize> = cues.iter().enumerate().map(|(i, c)| (c.head, i)).collect();
        let mut mention_at: HashMap<TokenId, MentionId> = HashMap::new();
        for (i, mention) in mentions.iter().enumerate() {
            let longer = |other: &MentionId| mentions[other.index()].span.len() >= mention.span.len();
            if !mention_at.get(&mention.head).is_some_and(longer) {
                mention_at.insert(mention.head, MentionId::at(i));
            }
        }
        let quotations = Quotations::find(syntax);
        let cites = |t: TokenId| {
            let entries = cue_at.get(&t).map(|i| cues[*i].entries.iter());
            let takes = |e: u32| lexicon.cues.get(e).is_some_and(|c| c.takes(&Takes::Cited));
            entries.is_some_and(|mut all| all.any(|(e, _)| takes(*e)))
        };
        let goes_on = |t: TokenId| lexicon.frames.class_has("goes_on", syntax.lemma(t));
        let moved = find_moved(syntax, |t| cue_at.contains_key(&t), cites, goes_on);
        Reading { syntax, mentions, lexicon, quotations, cues, cue_at, mention_at, moved }
    }

    /// The cue whose head is this word.
    pub fn cue_of(&self, token: TokenId) -> Option<&FoundCue> {
        self.cue_at.get(&token).map(|i| &self.cues[*i])
    }

    /// A cue's entry in the lexicon.
    pub fn entry(&self, entry: u32) -> &'a Cue {
        // Entries come from the same lexicon, so the first is never needed.
        self.lexicon.cues.get(entry).unwrap_or(&self.lexicon.cues.all()[0])
    }

    /// The mention whose head is this word.
    pub fn mention(&self, head: TokenId) -> Option<MentionId> {
        self.mention_at.get(&head).copied()
    }

    /// The sentence of a word.
    pub fn sentence_of(&self, token: TokenId) -> SentenceId {
        self.syntax.token(token).sentence
    }

    /// The sentence itself.
    pub fn sentence(&self, id: SentenceId) -> &'a Sentence {
        self.syntax.sentence(id)
    }

    /// The form in lower case.
    pub fn lower(&self, token: TokenId) -> String {
        self.syntax.form(token).to_lowercase()
    }

    /// Has letters or digits: is no mere punctuation.
    pub fn is_word(&self, token: TokenId) -> bool {
        self.syntax.form(token).contains(|c: char| c.is_alphanumeric())
    }

    /// A full verb.
    pub fn is_verb(&self, token: TokenId) -> bool {
        self.syntax.upos(token) == Upos::Verb
    }

    /// A noun, name or pronoun.
    pub fn is_nominal(&self, token: TokenId) -> bool {
        matches!(self.syntax.upos(token), Upos::Noun | Upos::Propn | Upos::Pron)
    }

    /// A dependent in one of several relations.
    pub fn child_in(&self, id: TokenId, relations: &[Deprel]) -> Option<TokenId> {
        self.syntax.children(id).iter().copied().find(|c| relations.contains(&self.syntax.deprel(*c)))
    }

    /// The words that depend on a word, where coordination has been set right.
    pub fn children(&self, id: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        let own = self.syntax.children(id).iter().copied().filter(|c| !self.moved.contains_key(c));
        let mut come: Vec<TokenId> =
            self.moved.iter().filter(|(_, to)| **to == id).map(|(from, _)| *from).collect();
        come.sort_unstable();
        own.chain(come)
    }

    /// Where a verb belongs that the parse has hung too low.
    pub fn moved_to(&self, verb: TokenId) -> Option<TokenId> {
        self.moved.get(&verb).copied()
    }

    /// The word that a coordinated verb belongs to.
    pub fn coordinated_with(&self, verb: TokenId) -> Option<TokenId> {
        let parsed = || self.syntax.head(verb).filter(|_| self.syntax.deprel(verb) == Deprel::Conj);
        self.moved.get(&verb).copied().or_else(parsed)
    }

    /// The words under `head` without those under `without`.
    pub fn subtree_without(&self, head: TokenId, without: &[TokenId]) -> Vec<TokenId> {
        let mut words = vec![head];
        let mut at = 0;
        while at < words.len() {
            let children = self.children(words[at]).filter(|c| !without.contains(c));
            words.extend(children.collect::<Vec<_>>());
            at += 1;
        }
        words.sort_unstable();
        words
    }

    /// A draft for a cue, with its negation.
    pub fn draft(&self, cue: TokenId, entry: u32, sources: Vec<Source>, content: Vec<TokenId>) -> Draft {
        let cue_span = self.cue_of(cue).map(|c| c.span(entry)).unwrap_or(self.syntax.token(cue).span);
        Draft {
            cue: Some((cue, entry)),
            cue_span: Some(cue_span),
            sources,
            content,
            negated: self.syntax.is_negated(cue),
            ..Draft::default()
        }
    }
}
