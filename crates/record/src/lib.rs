//! What leaves the house: records of documents, events, statements and mentions, in JSON and CSV.
//!
//! A type here is a promise to strangers: the names and their order are those of the records' contract, a
//! field that is not known is left out, and offsets are characters, not bytes.
//!
//! ```
//! use verbale_record::{Provenance, Recorder};
//! let reader = verbale::english();
//! let doc = reader.annotate("Rain fell in Geneva.");
//! let records = Recorder::new(reader.language()).record(&doc, &Provenance::default());
//! let mut out = Vec::new();
//! records.write_jsonl(&mut out, false)?;
//! assert!(out.starts_with(b"{\"record\":\"document\",\"id\":\""));
//! # Ok::<(), std::io::Error>(())
//! ```

mod annotation;
mod columns;
mod folder;
mod id;
mod jsonl;
mod make;
mod nouns;
mod offsets;

pub use annotation::Annotation;
pub use columns::{CsvTable, Table};
pub use folder::{Folder, FolderFormat};
pub use jsonl::{Record, read_jsonl};
pub use make::{Provenance, Recorder, Records};
pub use nouns::{
    Amount, Because, Channel, Count, Document, Entity, Event, Mention, Place, Residue, Statement, Stretch,
    Voice, Words,
};
pub use offsets::Offsets;
