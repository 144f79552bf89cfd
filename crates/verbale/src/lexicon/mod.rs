//! Reads `data/` into tables: the words, facts and rules that a political scientist can edit.
//!
//! In development the files are read from disk, so that editing one needs no compiler; a release carries
//! them inside the program.

pub(crate) mod actors;
mod channels;
mod confidence;
pub mod contexts;
mod count;
mod counted;
mod cues;
mod files;
mod fold;
pub mod frames;
mod lemmas;
pub mod links;
mod lists;
mod map;
pub mod modality;
mod numbers;
mod ontology;
mod phrases;
mod places;
mod residue;
mod table;
mod times;
mod topics;
mod words;

pub use actors::{Actors, Called, Candidate, Tenure, When};
pub use channels::{ChannelWord, Channels};
pub use confidence::Confidence;
pub use contexts::Contexts;
pub use count::Count;
pub use counted::{CountPlace, Counted, Currencies, CurrencyPlace, Fate};
pub use cues::{Cue, CuePos, Cues, Factivity, Takes};
pub use files::Files;
pub use fold::fold_name;
pub use lemmas::Lemmas;
pub use lists::{ActorList, Checked, ListFormat};
pub use numbers::{NumberBound, NumberWord, NumberWords};
pub use ontology::{Cameo, Ontology};
pub use phrases::{Phrases, Piece, PieceKind, cut_pieces};
pub use places::{Gazetteer, PlaceEntry, PlaceKind, PlaceWord};
pub use residue::ResidueRules;
pub(crate) use residue::{Element, Rule, Scope};
pub use table::{Problem, Problems, Row, Table};
pub use times::{Bound, Care, Direction, Holiday, Portion, Shift, TimeWord, TimeWords, Unit};
pub use topics::{Evidence, Topic, Topics};
pub use words::{Ends, Words};

use smol_str::SmolStr;

/// Everything that the reader knows about the language and the world, read once and shared.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// 12 hex digits of a hash over all word lists and tables; part of each record's `version`.
    pub fingerprint: SmolStr,
    /// 12 hex digits of a hash over the lists of actors that a user has added, in their order; empty without.
    pub lists_fingerprint: SmolStr,
    /// 12 hex digits of a hash over all models; part of each record's `version`.
    pub model_fingerprint: SmolStr,
    /// PLOVER's and CAMEO's schemes and scores.
    pub ontology: Ontology,
    /// Who acts: countries, organisations, roles, office holders.
    pub actors: Actors,
    /// Which words make an event.
    pub frames: frames::Frames,
    /// Words that show what a sentence is about.
    pub contexts: Contexts,
    /// Words of sport, business and culture, and people of private life.
    pub topics: Topics,
    /// Words by which mentions of one happening are known.
    pub links: links::LinkWords,
    /// What page furniture looks like.
    pub residue: ResidueRules,
    /// Abbreviations, contractions, and what a cut must know about words.
    pub words: Words,
    /// Which words make it planned, doubtful or denied.
    pub modality: modality::Modality,
    /// What shows that somebody said or thought something.
    pub cues: Cues,
    /// Through what statements reach us.
    pub channels: Channels,
    /// Lemmas that the language model may get wrong.
    pub lemmas: Lemmas,
    /// Words of time expressions.
    pub times: TimeWords,
    /// Words of numbers.
    pub numbers: NumberWords,
    /// Words for money.
    pub currencies: Currencies,
    /// Words that tell what became of people.
    pub counted: Counted,
    /// How much the traits of a coding say for it.
    pub confidence: Confidence,
    /// Names of places and where they are.
    pub gazetteer: Gazetteer,
}

impl Lexicon {
    /// Reads all tables.
    ///
    /// # Errors
    /// All problems of all files at once.
    pub fn read(files: &Files) -> Result<Lexicon, Problems> {
        std::thread::scope(|scope| {
            // the large tables beside each other: whoever codes one report waits for this
            let actors = scope.spawn(|| Actors::read(files));
            let gazetteer = scope.spawn(|| Gazetteer::read(files));
            Lexicon::read_words(files, || joined(actors), || joined(gazetteer))
        })
    }

    fn read_words(
        files: &Files,
        actors: impl FnOnce() -> Result<Actors, Problems>,
        gazetteer: impl FnOnce() -> Result<Gazetteer, Problems>,
    ) -> Result<Lexicon, Problems> {
        let mut problems = Problems::default();
        let frames = problems.keep(frames::Frames::read(files));
        let cues = problems.keep(Cues::read(files));
        let lexicon = Lexicon {
            lemmas: problems.keep(Lemmas::read(files, &frames, &cues)),
            fingerprint: files.fingerprint(|name| !name.starts_with("models/")),
            lists_fingerprint: SmolStr::default(),
            model_fingerprint: files.fingerprint(|name| name.starts_with("models/")),
            ontology: problems.keep(Ontology::read(files)),
            frames,
            contexts: problems.keep(Contexts::read(files)),
            topics: problems.keep(Topics::read(files)),
            links: problems.keep(links::LinkWords::read(files)),
            residue: problems.keep(ResidueRules::read(files)),
            words: problems.keep(Words::read(files)),
            modality: problems.keep(modality::Modality::read(files)),
            cues,
            channels: problems.keep(Channels::read(files)),
            times: problems.keep(TimeWords::read(files)),
            numbers: problems.keep(NumberWords::read(files)),
            currencies: problems.keep(Currencies::read(files)),
            counted: problems.keep(Counted::read(files)),
            confidence: problems.keep(Confidence::read(files)),
            actors: problems.keep(actors()),
            gazetteer: problems.keep(gazetteer()),
        };
        problems.or(lexicon)
    }
}

/// What a thread has read; its panic is ours.
fn joined<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
