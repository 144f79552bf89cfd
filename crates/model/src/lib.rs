//! Features into scores: the language model.
