//! The records themselves, field by field in the order of the contract.

mod document;
mod entity;
mod event;
mod mention;
mod statement;

pub use document::{Document, Residue};
pub use entity::Entity;
pub use event::{Amount, Because, Count, Event, Voice};
pub use mention::{Mention, Place};
pub use statement::{Channel, Statement};

use serde::{Deserialize, Serialize};

/// Characters `start..end` of the document's `text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// Words of the document's `text`, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The words.
    pub text: String,
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// For fields that are written only where they hold.
pub(crate) fn is_false(b: &bool) -> bool {
    !b
}
