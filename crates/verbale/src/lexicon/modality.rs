//! Words that say whether an act has happened, is to come, is doubtful or is not so.

use super::{Files, Problems, Table};
use smol_str::SmolStr;
use std::collections::HashMap;
use std::str::FromStr;

/// What kind of word it is, and so where it stands to the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum ModalKind {
    Aux,
    Verb,
    /// A verb before an event noun, where it does something else to that than to a clause.
    VerbBeforeNoun,
    /// A verb before a finite clause, where it only tells.
    VerbBeforeClause,
    Adjective,
    Noun,
    Adverb,
    Mark,
    Determiner,
    Preposition,
}

/// What it does to the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Effect {
    Planned,
    Conditional,
    Uncertain,
    Probable,
    Imagined,
    Denied,
    Ongoing,
    Claimed,
    Asked,
    Factual,
    Hypothetical,
    /// Of a mark: the clause stands as the word above has it ("refrained **from** attacking").
    Governed,
    /// Of a mark: before a present tense the clause is still to come ("**until** they pay").
    Pending,
}

impl FromStr for ModalKind {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Ok(match word {
            "aux" => ModalKind::Aux,
            "verb" => ModalKind::Verb,
            "verb+noun" => ModalKind::VerbBeforeNoun,
            "verb+clause" => ModalKind::VerbBeforeClause,
            "adj" => ModalKind::Adjective,
            "noun" => ModalKind::Noun,
            "adv" => ModalKind::Adverb,
            "mark" => ModalKind::Mark,
            "det" => ModalKind::Determiner,
            "prep" => ModalKind::Preposition,
            _ => return Err(()),
        })
    }
}

impl FromStr for Effect {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Ok(match word {
            "planned" => Effect::Planned,
            "conditional" => Effect::Conditional,
            "uncertain" => Effect::Uncertain,
            "probable" => Effect::Probable,
            "imagined" => Effect::Imagined,
            "denied" => Effect::Denied,
            "ongoing" => Effect::Ongoing,
            "claimed" => Effect::Claimed,
            "asked" => Effect::Asked,
            "factual" => Effect::Factual,
            "hypothetical" => Effect::Hypothetical,
            "governed" => Effect::Governed,
            "pending" => Effect::Pending,
            _ => return Err(()),
        })
    }
}

/// `modality.tsv`.
#[derive(Debug, Default)]
pub struct Modality {
    words: HashMap<(ModalKind, SmolStr), Effect>,
}

impl Modality {
    /// Reads the table.
    ///
    /// # Errors
    /// Every row with an unknown kind or effect, and every word that stands twice.
    pub fn read(files: &Files) -> Result<Modality, Problems> {
        let table = Table::read(files, "lexicon/en/modality.tsv", &["kind", "words", "effect", "example"])?;
        let mut problems = Problems::default();
        let mut words = HashMap::new();
        for row in table.rows(&mut problems) {
            let kind = row.code(
                0,
                "aux, verb, verb+noun, verb+clause, adj, noun, adv, mark, det or prep",
                &mut problems,
            );
            let effect = row.code(2, "an effect as the head of the file lists them", &mut problems);
            let (Some(kind), Some(effect)) = (kind, effect) else { continue };
            for word in row.cell(1).split_whitespace() {
                words.entry((kind, SmolStr::new(word))).or_insert(effect);
            }
        }
        problems.or(Modality { words })
    }

    /// What a word does to the act, if it is in the table.
    pub fn effect(&self, kind: ModalKind, word: &str) -> Option<Effect> {
        self.words.get(&(kind, SmolStr::new(word))).copied()
    }
}
