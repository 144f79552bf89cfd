//! What comes in: plain text, web pages, JSONL, CSV → [`Report`].
//!
//! ```no_run
//! let mut reports = verbale_intake::Intake::new().open(["reports/".to_owned()]);
//! for report in &mut reports {
//!     match report {
//!         Ok(report) => println!("{}", report.text),
//!         Err(error) => eprintln!("{error}"), // and the next one is read all the same
//!     }
//! }
//! ```

mod csv;
mod date;
mod decode;
mod error;
mod fields;
mod find;
mod format;
mod html;
mod jsonl;
mod language;
mod limits;
mod page_bounds;
mod report;
mod reports;

pub use date::{read_date, read_date_time};
pub use error::Error;
pub use find::Skipped;
pub use format::Format;
pub use language::guess_language;
pub use limits::MAX_RECORD;
pub use report::Report;
pub use reports::{Fetched, Intake, Reports};
