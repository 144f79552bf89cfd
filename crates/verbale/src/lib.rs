//! Reads news: who said or did what to whom, when, where, according to whom, and how certain it is.
//!
//! Start reading in [`pipeline`]: it is the one way a report takes through the house.
//!
//! ```
//! let doc = verbale::english().annotate("Rain fell in Geneva.");
//! assert_eq!(doc.sentences.len(), 1);
//! ```

pub mod annotate;
pub mod document;
pub mod lexicon;
pub mod pipeline;

pub use document::{About, Document};
pub use jiff::civil::{Date, date};
pub use pipeline::{Language, Reader, Words, english, try_english};
