//! Frames: which words make an event, of which type, and where in the parse its parties stand.
//!
//! The language of the files is described in `docs/frames.md`.

mod expect;
mod read;
mod slot;

pub use expect::{Example, ExampleKind, Expected};
pub use slot::Slot;

use crate::document::{Code, Context, EventType, Mode, Status};
use crate::lexicon::map::{Map, Set};
use crate::lexicon::modality::Effect;
use crate::lexicon::{Files, Problems};
use smol_str::SmolStr;

/// Part of speech of a trigger, as far as frames care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum TriggerPos {
    Verb,
    Noun,
    Adjective,
}

/// A word that can make an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Its part of speech.
    pub pos: TriggerPos,
    /// Its lemma.
    pub lemma: SmolStr,
    /// For phrasal verbs: `off` of `call_off`. For nouns: the word before, `hunger` of `hunger_strike`.
    pub partner: Option<SmolStr>,
}

/// What a condition asks of the word in a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// This lemma; with a partner, that word before it (`human_rights`).
    Lemma(Option<SmolStr>, SmolStr),
    /// Someone who can act: a mention that stands for an actor.
    Actor,
    /// Someone who can act, beside another one before the same noun ("the EU-China summit").
    Pair,
    /// Actors of two countries or more ("the navies of Oman and Iran").
    Countries,
    /// A person or a group of persons.
    Person,
    /// One person with a name, or the pronoun for one ("Moreno", "she").
    Name,
    /// A place on the map.
    Place,
    /// A sum of money.
    Money,
    /// An actor of this sector.
    Sector(Code),
    /// Heads an event, of any type.
    Event,
    /// Heads an event of this type.
    Type(EventType),
    /// Heads an event of this quad.
    Quad(u8),
    /// Heads a clause.
    Clause,
    /// Has a modal of this effect (`@must`: "must leave"; `@will`: "will" and "would").
    Modal(Effect),
    /// Has a negation of its own ("did not", "no").
    Negated,
}

/// What must, or must not, stand in a slot for the frame to fire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Where, any of these; none for anywhere in the sentence (`near`).
    pub slots: Vec<Slot>,
    /// Any of these; empty for anything at all.
    pub items: Vec<Item>,
    /// It must be so, or must not.
    pub wanted: bool,
}

/// One rule: words, conditions, an event, its parties, and the examples that show it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Frame {
    /// `file/name`, as in `because`.
    pub id: SmolStr,
    /// Where it stands.
    pub file: String,
    /// Line of its first word.
    pub line: usize,
    /// Words that can make the event.
    pub triggers: Vec<Trigger>,
    /// The event; always given (absent only while reading).
    pub event_type: Option<EventType>,
    /// Modes.
    pub modes: Vec<Mode>,
    /// Contexts.
    pub contexts: Vec<Context>,
    /// CAMEO code.
    pub cameo: SmolStr,
    /// Each line: alternatives in order of preference.
    pub actors: Vec<Vec<Slot>>,
    /// Each line: alternatives in order of preference.
    pub recipients: Vec<Vec<Slot>>,
    /// All must hold.
    pub conditions: Vec<Condition>,
    /// All parties are actors.
    pub symmetric: bool,
    /// It does not fire without a recipient.
    pub directed: bool,
    /// Where the act that is promised, threatened, asked for or refused stands.
    pub intends: Vec<Slot>,
    /// What the act is about stands here: it makes no record of its own, and no intended type ("accused X of …").
    pub absorbs: Vec<Slot>,
    /// What is promised, threatened, asked for or refused whatever the complement.
    pub intends_type: Option<EventType>,
    /// Its own words tell it as planned, denied or uncertain.
    pub told_as: Option<Status>,
    /// Fires beside another frame on the same words.
    pub also: bool,
    /// Sentences that show what it does and does not.
    pub examples: Vec<Example>,
    /// Where the rule comes from.
    pub from: String,
}

/// All frames, by trigger, and the words that help them.
#[derive(Debug, Default)]
pub struct Frames {
    /// In file order.
    pub frames: Vec<Frame>,
    /// Verbs that carry an event noun ("held talks"): lemma, slot of the noun, what their subject is.
    pub light_verbs: Map<SmolStr, Vec<LightVerb>>,
    /// Classes of words that conditions name with `%`.
    pub classes: Map<SmolStr, Vec<SmolStr>>,
    members: Map<SmolStr, Set<SmolStr>>,
    by_lemma: Map<(TriggerPos, SmolStr), Vec<u32>>,
    /// Verbs with the particles that make them phrasal: `call`, `off`.
    phrasal: Set<(SmolStr, SmolStr)>,
}

/// What the subject of a light verb is to the event that the noun tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectRole {
    /// "launched an attack".
    Actor,
    /// "came under attack".
    Recipient,
    /// The noun is itself the subject: "talks took place".
    Noun,
}

/// A verb that only carries an event noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LightVerb {
    /// Where the noun stands.
    pub slot: Slot,
    /// What the verb's subject is to the event.
    pub subject: SubjectRole,
    /// The verb's own meaning for the event: planned ("plan a visit"), denied ("cancel"), uncertain.
    pub told_as: Option<Status>,
}

impl Frames {
    /// Reads `*.frames`, `classes.tsv` and `light-verbs.tsv`.
    ///
    /// # Errors
    /// All problems of all files.
    pub fn read(files: &Files) -> Result<Frames, Problems> {
        let mut problems = Problems::default();
        let classes = problems.keep(read::classes(files));
        let light_verbs = problems.keep(read::light_verbs(files));
        let mut frames = Vec::new();
        for name in files.list("lexicon/en", "frames") {
            frames.extend(problems.keep(read::frames(files, &name, &classes)));
        }
        let mut by_lemma: Map<_, Vec<u32>> = Map::default();
        for (i, frame) in frames.iter().enumerate() {
            for trigger in &frame.triggers {
                let at = by_lemma.entry((trigger.pos, trigger.lemma.clone())).or_default();
                if at.last() != Some(&(i as u32)) {
                    at.push(i as u32);
                }
            }
        }
        let verbs = frames.iter().flat_map(|f| &f.triggers).filter(|t| t.pos == TriggerPos::Verb);
        let phrasal = verbs.filter_map(|t| Some((t.lemma.clone(), t.partner.clone()?))).collect();
        let members = classes.iter().map(|(class, words)| (class.clone(), words.iter().cloned().collect()));
        problems.or(Frames { members: members.collect(), frames, light_verbs, classes, by_lemma, phrasal })
    }

    /// The frames that a lemma may trigger, in file order.
    pub fn triggered_by(&self, pos: TriggerPos, lemma: &str) -> impl Iterator<Item = &Frame> {
        let found = self.by_lemma.get(&(pos, SmolStr::new(lemma)));
        found.into_iter().flatten().map(|i| &self.frames[*i as usize])
    }

    /// Whether some frame knows the verb with this particle: "call" and "off".
    pub fn is_phrasal(&self, verb: &str, particle: &str) -> bool {
        self.phrasal.contains(&(SmolStr::new(verb), SmolStr::new(particle)))
    }

    /// Whether a class holds a lemma.
    pub fn class_has(&self, class: &str, lemma: &str) -> bool {
        self.members.get(class).is_some_and(|words| words.contains(lemma))
    }
}
