//! The topic judge: a small trained network that tells public affairs from sport, business, culture, weather and private life.
//!
//! Guards (`guards.rs`) know words and rules; the judge has read sentences of either kind, and knows what company their words keep.
//! It sees what words say and what part in public life those have who act, no names and no countries, and nothing of how long a
//! sentence is or how it is pointed. It makes no event: it only drops what frames and guards let pass. A report of politics saves its
//! sentences.

use super::roles::Anchor;
use super::{Finder, Match};
use crate::document::{Entity, EventType, SentenceId, TokenId, Upos, Via};
use crate::lexicon::frames::Frame;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::BTreeSet;
use verbale_model::{Classifier, Input};

/// Nouns of the sentence, its verbs and adjectives, the word of the event, who does it, to whom: a vector each, and whether there is one.
const N_VECTORS: usize = 5;

/// What a sentence other than of politics is called among the network's classes; its place there.
const PRIVATE: usize = 1;

/// No sentence of a report says more than this to the others.
const MOST: f32 = 4.0;

/// Nouns, verbs and adjectives that a sentence must have to be judged.
const LEAST_WORDS: usize = 4;

/// So many sentences without politics say nothing yet of those beside them.
const FEW: f32 = 2.0;

/// Tells whether a sentence is of public affairs.
#[derive(Debug)]
pub struct TopicJudge {
    network: Classifier,
    /// At which log-odds an event is dropped.
    least: f32,
    /// How much the other sentences of a report count.
    neighbours: f32,
}

impl TopicJudge {
    /// Reads the network.
    ///
    /// # Errors
    /// If the bytes are none, or those of a network that sees something else.
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<TopicJudge, String> {
        TopicJudge::of(Classifier::from_bytes(bytes).map_err(|e| e.to_string())?)
    }

    /// The judge that a network makes.
    ///
    /// # Errors
    /// If the network sees something else.
    pub fn of(network: Classifier) -> Result<TopicJudge, String> {
        if network.classes.len() != 2 || network.n_dense != N_VECTORS * 51 {
            return Err("the network sees other features than this version has".to_owned());
        }
        let setting =
            |name: &str| network.setting(name).ok_or_else(|| format!("the setting `{name}` is lacking"));
        let (least, neighbours) = (setting("least")?, setting("neighbours")?);
        Ok(TopicJudge { network, least, neighbours })
    }

    /// Log-odds of being none of politics.
    pub fn weigh(&self, input: &Input) -> f32 {
        let likely = self.network.likelihoods(input);
        (likely[PRIVATE].max(1e-6) / (1.0 - likely[PRIVATE]).max(1e-6)).ln()
    }
}

/// An event that a frame would make, or a sentence, as the topic judge sees it: what it is trained on.
#[derive(Debug, Clone)]
pub struct Matter {
    /// Its sentence.
    pub sentence: SentenceId,
    /// The word that tells it; none for the sentence alone.
    pub word: Option<TokenId>,
    /// Its type.
    pub kind: Option<EventType>,
    /// What the judge sees.
    pub input: Input,
    /// Whether all guards let it pass.
    pub passed: bool,
    /// Whether somebody in office or under arms acts on somebody known, or two countries deal in words.
    pub official: bool,
}

/// What has been seen of sentences so far.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The last sentence looked at.
    last: Option<(SentenceId, Input)>,
    /// Log-odds of all sentences of a report.
    weighed: Option<Vec<f32>>,
}

impl Finder<'_, '_> {
    /// Fails if the event is of sport, business, culture, weather or private life.
    pub(super) fn check_topic_judge(
        &mut self,
        frame: &Frame,
        anchor: Anchor,
        found: &Match,
    ) -> Result<(), String> {
        let Some(judge) = self.learnt.judge else { return Ok(()) };
        if self.is_official(frame, anchor, found) {
            return Ok(());
        }
        // "Iraq invaded Kuwait": nothing to go by
        let words = self.syntax.sentence(self.syntax.token(anchor.word).sentence).token_ids();
        if words.filter(|t| self.is_content(*t)).count() < LEAST_WORDS {
            return Ok(());
        }
        let input = self.describe_matter(frame, anchor, found);
        let own = judge.weigh(&input);
        // the other sentences are looked at only where they could matter
        if own + judge.neighbours * MOST < judge.least {
            return Ok(());
        }
        let sentence = self.syntax.token(anchor.word).sentence;
        let weight = own + judge.neighbours * self.weigh_others(judge, sentence);
        match weight < judge.least {
            true => Ok(()),
            false => Err(format!("no public affairs, as the topic judge reads it ({weight:.1})")),
        }
    }

    /// What the other sentences of the report say; nothing if there is none.
    fn weigh_others(&mut self, judge: &TopicJudge, sentence: SentenceId) -> f32 {
        let n = self.syntax.sentences.len();
        if self.topics_seen.weighed.is_none() {
            let weigh = |id| {
                let input = self.describe_sentence(SentenceId(id as u32));
                judge.weigh(&input).clamp(-MOST, MOST)
            };
            self.topics_seen.weighed = Some((0..n).map(weigh).collect());
        }
        let all = self.topics_seen.weighed.as_deref().unwrap_or_default();
        let others = all.iter().enumerate().filter(|(i, _)| *i != sentence.index()).map(|(_, w)| w);
        let (sum, n) = (others.sum::<f32>(), n.saturating_sub(1) as f32);
        // politics beside it saves an event at once, sport must fill a report to condemn it
        if sum > 0.0 { sum / (n + FEW) } else { sum / n.max(1.0) }
    }

    /// Keeps an event for training.
    pub(super) fn keep_matter(&mut self, frame: &Frame, anchor: Anchor, found: &Match, passed: bool) {
        // the second opinion's own frames fit many words
        if !self.trace.is_wanted() || frame.triggers.is_empty() {
            return;
        }
        let input = self.describe_matter(frame, anchor, found);
        self.trace.matters.push(Matter {
            sentence: self.syntax.token(anchor.word).sentence,
            word: Some(anchor.word),
            kind: frame.event_type,
            input,
            passed,
            official: self.is_official(frame, anchor, found),
        });
    }

    /// Keeps all sentences for training.
    pub(super) fn keep_sentences(&mut self) {
        for id in 0..self.syntax.sentences.len() {
            if !self.trace.is_wanted() {
                return;
            }
            let sentence = SentenceId(id as u32);
            let input = self.describe_sentence(sentence);
            let matter = Matter { sentence, word: None, kind: None, input, passed: true, official: false };
            self.trace.matters.push(matter);
        }
    }

    /// Somebody in office or under arms acts on somebody known, or two countries by their bare names deal in words: what hits,
    /// storms and beats may be a team.
    fn is_official(&self, frame: &Frame, anchor: Anchor, found: &Match) -> bool {
        let kind = |e: &Entity| self.parties.kind_of(e);
        let official = |e: &Entity| matches!(kind(e).as_str(), "GOV" | "MIL" | "REB" | "COP" | "SPY");
        // not "the Chinese toy makers", "South Korea's archers"
        let named = |e: &Entity| self.head_of(e, anchor).is_some_and(|t| self.syntax.upos(t) == Upos::Propn);
        let bare = |e: &Entity| kind(e) == "state" && e.via == Some(Via::Name) && named(e);
        let mut parties = found.actors.iter().chain(&found.recipients);
        let n_known = parties.clone().filter(|e| self.parties.is_public(e)).count();
        let in_words = frame.event_type.is_some_and(|t| t.quad() < 4);
        // "the Kremlin condemned the price cap"
        let seat = |e: &Entity| e.via == Some(Via::Metonym) && official(e);
        let deals = n_known > 1
            && (found.actors.iter().any(official) || in_words && parties.all(|e| bare(e) || official(e)));
        // "Turkey denied that its jets had bombed a village": countries that speak, and arms that nobody takes to a match
        let speaks =
            in_words && !found.actors.is_empty() && found.actors.iter().all(|e| bare(e) || official(e));
        let armed = frame.event_type == Some(EventType::Assault)
            && !frame.modes.is_empty()
            && !found.actors.is_empty()
            && found
                .actors
                .iter()
                .all(|e| official(e) || kind(e) == "state" && (n_known > 1 || e.via != Some(Via::Demonym)));
        deals || speaks || armed || in_words && found.actors.iter().any(seat)
    }

    fn describe_matter(&mut self, frame: &Frame, anchor: Anchor, found: &Match) -> Input {
        let sentence = self.syntax.token(anchor.word).sentence;
        let mut input = match &self.topics_seen.last {
            Some((seen, input)) if *seen == sentence => input.clone(),
            _ => {
                let input = self.describe_sentence(sentence);
                self.topics_seen.last = Some((sentence, input.clone()));
                input
            }
        };
        let kind = frame.event_type.map_or("", |k| k.as_str());
        let lemma = self.syntax.lemma(anchor.word).to_lowercase();
        input.mark(&["type", kind]);
        input.mark(&["event", &lemma]);
        let at = input.dense.len() - 3 * 51;
        self.set_vector(&mut input, at, &lemma);
        for (slot, parties, at) in [("doer", &found.actors, at + 51), ("to", &found.recipients, at + 2 * 51)]
        {
            for (i, party) in parties.iter().take(2).enumerate() {
                let party_kind = self.parties.kind_of(party);
                let known =
                    if self.parties.is_public(party) { party_kind } else { SmolStr::new_inline("none") };
                input.mark(&[slot, &known]);
                input.mark(&[slot, &known, kind]);
                let head = self.head_of(party, anchor);
                let Some(noun) = head.filter(|t| self.syntax.upos(*t) == Upos::Noun) else { continue };
                let lemma = self.syntax.lemma(noun).to_lowercase();
                input.mark(&[slot, "noun", &lemma]);
                if i == 0 {
                    self.set_vector(&mut input, at, &lemma);
                }
            }
            if parties.is_empty() {
                input.mark(&[slot, "nobody"]);
            }
        }
        input
    }

    fn set_vector(&self, input: &mut Input, at: usize, word: &str) {
        if let Some(vector) = self.learnt.tagger.word_vector(word) {
            input.dense[at..at + vector.len()].copy_from_slice(&vector);
            input.dense[at + 50] = 1.0;
        }
    }

    fn is_content(&self, word: TokenId) -> bool {
        matches!(self.syntax.upos(word), Upos::Noun | Upos::Verb | Upos::Adj)
    }

    /// What words a sentence is made of, which stand together, and what kind of people are in it.
    fn describe_sentence(&mut self, sentence: SentenceId) -> Input {
        let mut input = Input { dense: vec![0.0; N_VECTORS * 51], marks: Vec::new() };
        let syntax = self.syntax;
        let mut counts = [0.0f32; 2];
        let mut words = BTreeSet::new();
        let mut kinds = BTreeSet::new();
        for word in syntax.sentence(sentence).token_ids() {
            let known = self.parties.at(word);
            let kind = known.iter().find(|e| self.parties.is_public(e)).map(|e| self.parties.kind_of(e));
            let is_word = self.is_content(word);
            let lemma = syntax.lemma(word).to_lowercase();
            let head = syntax.head(word).filter(|h| self.is_content(*h));
            if let Some(kind) = kind {
                if let Some(head) = head {
                    input.mark(&["with", syntax.lemma(head), &kind]);
                }
                kinds.insert(kind);
            }
            if !is_word {
                continue;
            }
            if let Some(head) = head {
                input.mark(&["pair", &syntax.lemma(head).to_lowercase(), &lemma]);
            }
            let part = usize::from(syntax.upos(word) != Upos::Noun);
            if let Some(vector) = self.learnt.tagger.word_vector(&lemma) {
                counts[part] += 1.0;
                let place = &mut input.dense[part * 51..][..vector.len()];
                place.iter_mut().zip(&vector).for_each(|(sum, v)| *sum += v);
            }
            words.insert(lemma);
        }
        for (part, n) in counts.iter().enumerate().filter(|(_, n)| **n > 0.0) {
            input.dense[part * 51..][..50].iter_mut().for_each(|v| *v /= n);
            input.dense[part * 51 + 50] = 1.0;
        }
        words.iter().for_each(|w| input.mark(&["word", w]));
        kinds.iter().for_each(|k| input.mark(&["somebody", k]));
        input
    }
}
