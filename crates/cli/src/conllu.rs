//! CoNLL-U: Universal Dependencies' own form, a line a word.

mod read;
mod write;

pub use read::read_conllu;
pub use write::write_conllu;

#[cfg(test)]
mod tests;
