//! The verbs: each module makes one layer from the layers it needs.

pub mod actors;
pub mod attributions;
pub mod certainty;
pub mod confidence;
pub mod dateline;
pub mod events;
pub mod mend;
mod mend_names;
mod mend_roots;
pub mod mentions;
pub mod numbers;
pub mod parse;
pub mod places;
pub mod residue;
pub mod statements;
pub mod text;
pub mod times;
mod tree;
pub mod ud_rules;
pub mod words;
