//! The second opinion: a small trained network that types a word where the frames are silent or tie.
//!
//! It sees a word only if somebody who can act does it, found by the same rules as for frames; it never finds actors of its
//! own. Where its likelihood is high enough, a frame without conditions for its type (`shapes.rs`) is laid over the parse, with all the guards
//! that hold for frames.

mod features;
mod shapes;

use super::roles::Anchor;
use super::{Finder, Match, NearMiss, TopicJudge};
use crate::annotate::parse::Tagger;
use crate::document::{By, Entity, EventType, Status, TokenId, Upos};
use crate::lexicon::frames::{Frame, Slot, TriggerPos};
use shapes::shape_of;
use smol_str::SmolStr;
use std::borrow::Cow;
use verbale_model::{Classifier, Input};

/// The network and the frames through which it speaks.
#[derive(Debug)]
pub struct SecondOpinion {
    network: Classifier,
    /// Class of the network → type; `None` is no event.
    types: Vec<Option<EventType>>,
}

impl SecondOpinion {
    /// Reads the network.
    ///
    /// # Errors
    /// If the bytes are none, or name a type that PLOVER lacks.
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<SecondOpinion, String> {
        let network = Classifier::from_bytes(bytes).map_err(|e| e.to_string())?;
        let read = |name: &String| match name.as_str() {
            "none" => Ok(None),
            name => name.parse().map(Some).map_err(|e: crate::document::UnknownCode| e.to_string()),
        };
        let types = network.classes.iter().map(read).collect::<Result<_, String>>()?;
        if network.n_dense != features::n_dense(50) {
            return Err("the network sees other features than this version has".to_owned());
        }
        Ok(SecondOpinion { network, types })
    }

    /// How likely each type is, the likeliest first, and the likelihood of none.
    fn weigh(&self, input: &Input) -> Opinion {
        let likely = self.network.likelihoods(input);
        let mut types: Vec<(EventType, f32)> =
            self.types.iter().zip(&likely).filter_map(|(t, p)| Some(((*t)?, *p))).collect();
        types.sort_by(|a, b| b.1.total_cmp(&a.1));
        Opinion { types }
    }

    /// The least likelihood at which it speaks of such a word.
    fn least(&self, pos: TriggerPos, silence: Silence) -> f32 {
        let name = match (silence, pos) {
            (Silence::Unknown, TriggerPos::Verb) => "least.unknown.verb",
            (Silence::Unknown, _) => "least.unknown.noun",
            (Silence::Unmet, TriggerPos::Verb) => "least.unmet.verb",
            (Silence::Unmet, _) => "least.unmet.noun",
            (Silence::Meant, _) => return f32::INFINITY,
        };
        self.network.setting(name).unwrap_or(f32::INFINITY)
    }
}

/// What has been learnt from text: vectors of words, and the second opinion unless it is switched off.
#[derive(Debug, Clone, Copy)]
pub struct Learnt<'l> {
    /// Knows the company that words keep.
    pub tagger: &'l Tagger,
    /// Absent when only frames may speak.
    pub second: Option<&'l SecondOpinion>,
    /// Absent when only frames and rules may speak.
    pub judge: Option<&'l TopicJudge>,
}

/// What the network thinks of one word.
#[derive(Debug, Clone)]
pub(super) struct Opinion {
    types: Vec<(EventType, f32)>,
}

impl Opinion {
    pub(super) fn of(&self, kind: EventType) -> f32 {
        self.types.iter().find(|(t, _)| *t == kind).map_or(0.0, |(_, p)| *p)
    }
}

/// Why no frame spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// No frame has the word.
    Unknown,
    /// Something that all frames of the word need was not there.
    Unmet,
    /// A frame has the word and excludes this use of it.
    Meant,
}

/// A word that somebody does, as the network sees it: what it is trained on.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The word.
    pub word: TokenId,
    /// Its part of speech.
    pub pos: TriggerPos,
    /// Its lemma in lower case.
    pub lemma: SmolStr,
    /// What the network sees.
    pub input: Input,
    /// Marks of this very word.
    pub own: Vec<u64>,
    /// Why no frame spoke; meaningless if one did.
    pub silence: Silence,
    /// What a frame said.
    pub coded: Option<EventType>,
    /// Where no frame spoke, the types whose shape fits: somebody does it, and to somebody where the type asks for one.
    pub fits: Vec<EventType>,
}

/// A word that has been tried with the frames.
pub(super) struct Tried {
    pub word: TokenId,
    pub pos: TriggerPos,
    pub lemma: String,
    pub anchor: Anchor,
    pub silence: Silence,
    /// The type and the place of the event that a frame made of it.
    pub coded: Option<(EventType, usize)>,
    pub told_as: Option<Status>,
    /// What the frames of the word tell.
    pub types: Vec<EventType>,
}

impl Finder<'_, '_> {
    /// Asks the network about the words of a sentence, once all frames have been tried.
    pub(super) fn ask_second(&mut self, tried: Vec<Tried>) {
        if self.learnt.second.is_none() && !self.trace.is_wanted() {
            return;
        }
        for tried in tried {
            if tried.coded.is_none() && (self.never_speaks_of(&tried) || !self.may_speak_of(&tried)) {
                continue;
            }
            let known = tried.silence != Silence::Unknown || tried.coded.is_some();
            let (mut input, own) = self.describe(tried.anchor, tried.pos, &tried.lemma);
            let fits = if self.trace.is_wanted() && tried.coded.is_none() {
                self.fitting(&tried)
            } else {
                Vec::new()
            };
            self.trace.keep(|| Candidate {
                fits,
                word: tried.word,
                pos: tried.pos,
                lemma: tried.lemma.as_str().into(),
                input: input.clone(),
                own: own.clone(),
                silence: tried.silence,
                coded: tried.coded.map(|(kind, _)| kind),
            });
            if known {
                input.marks.extend(own);
            }
            if let Some(second) = self.learnt.second {
                let opinion = second.weigh(&input);
                match tried.coded {
                    Some((kind, at)) => {
                        if let Some(event) = &mut self.found.events[at] {
                            event.because.second = Some(opinion.of(kind));
                        }
                    }
                    None => self.speak(second, &tried, &opinion),
                }
            }
        }
    }

    /// Whether no likelihood would be enough: it need not even look then.
    fn never_speaks_of(&self, tried: &Tried) -> bool {
        let least = self.learnt.second.map_or(0.0, |second| second.least(tried.pos, tried.silence));
        least > 1.0 && !self.trace.is_wanted()
    }

    /// Whether somebody who can act does it, and no wider event has it already.
    fn may_speak_of(&mut self, tried: &Tried) -> bool {
        let syntax = self.syntax;
        let is_taken = self.found.at(tried.word).next().is_some() || self.closed.contains(&tried.word);
        let fits = match tried.pos {
            TriggerPos::Verb => {
                syntax.upos(tried.word) == Upos::Verb && !self.frames.class_has("tell", &tried.lemma)
            }
            // who or what is named makes no event; "the French economy" is nobody's act
            TriggerPos::Noun => syntax.upos(tried.word) == Upos::Noun && !self.parties.is_mention(tried.word),
            TriggerPos::Adjective => false,
        };
        if is_taken || !fits {
            return false;
        }
        let doers = self.parties_in(&Slot::Nsubj, tried.anchor);
        doers.iter().any(|e| self.parties.is_public(e))
    }

    /// The types of which it may speak.
    fn fitting(&mut self, tried: &Tried) -> Vec<EventType> {
        let types = EventType::ALL.iter().copied();
        types.filter(|kind| self.fit(tried, *kind).is_some()).collect()
    }

    /// Lays the shape of a type over a word. There must be somebody on either side, and no private person
    /// acts; and where frames have the word and lack
    /// something, it may be lacking, but the word still tells what they tell.
    fn fit(&mut self, tried: &Tried, kind: EventType) -> Option<Match> {
        // marchers have nobody on the other side, and whoever strolls looks like a marcher
        let may_be =
            kind != EventType::Protest && (tried.silence == Silence::Unknown || tried.types.contains(&kind));
        if !may_be {
            return None;
        }
        let frame = shape_of(kind);
        match self.match_frame(frame, tried.anchor) {
            Ok(found) => {
                let others = match frame.symmetric {
                    true => found.actors.get(1..).unwrap_or_default(),
                    false => &found.recipients,
                };
                let official = |e: &Entity| self.parties.is_public(e) && !self.parties.is_private(e, true);
                let dyad =
                    found.actors.iter().any(official) && others.iter().any(|e| self.parties.is_public(e));
                dyad.then_some(found)
            }
            Err(why) => {
                self.trace.miss(tried.word, frame, why);
                None
            }
        }
    }

    fn speak(&mut self, second: &SecondOpinion, tried: &Tried, opinion: &Opinion) {
        let Some((kind, likely)) = opinion.types.first().copied() else { return };
        if likely < second.least(tried.pos, tried.silence) {
            return;
        }
        let Some(mut found) = self.fit(tried, kind) else { return };
        found.trigger = self.syntax.token(tried.word).span;
        let at = self.add_event(tried.anchor, shape_of(kind), found, tried.told_as);
        if let Some(event) = at.and_then(|at| self.found.events[at].as_mut()) {
            event.because.by = By::Model;
            event.because.second = Some(likely);
        }
    }

    /// Of frames that fit equally well and tell different types, the one that the network finds likelier.
    pub(super) fn break_tie<'f>(
        &mut self,
        tied: [&'f Frame; 2],
        anchor: Anchor,
        pos: TriggerPos,
        lemma: &str,
    ) -> Option<&'f Frame> {
        let second = self.learnt.second?;
        let [a, b] = [tied[0].event_type?, tied[1].event_type?];
        if a == b {
            return None;
        }
        let (mut input, own) = self.describe(anchor, pos, lemma);
        input.marks.extend(own);
        let opinion = second.weigh(&input);
        Some(if opinion.of(b) > opinion.of(a) { tied[1] } else { tied[0] })
    }
}

/// Why no frame spoke, from what each of them lacked.
pub(super) fn silence_of(misses: &[NearMiss]) -> Silence {
    match misses {
        [] => Silence::Unknown,
        misses if misses.iter().all(|m| m.why.starts_with("needs")) => Silence::Unmet,
        _ => Silence::Meant,
    }
}
