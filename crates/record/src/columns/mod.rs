//! The same fields in columns: one CSV table a record kind, with a header that stays.
//!
//! - A field of a field is joined with `_`: `place_name`, `actor_country`.
//! - A list of codes, names or ids is joined by `|`; a list of objects is JSON in its cell.
//! - What holds or does not hold is 1 or 0; what is not known is an empty cell.
//! - The events table has a row for each actor and recipient, a row for each actor where there is no recipient, and
//!   a row for each unordered pair of a symmetric act, with `symmetric` 1; the event's `id` says which belong together.

mod documents;
mod entities;
mod events;
mod mentions;
mod row;
mod statements;

use crate::make::Records;
use row::Row;
use std::io::{self, Write};

/// The kind of record that a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Table {
    /// A row a report.
    Documents,
    /// A row a dyad of an event.
    #[default]
    Events,
    /// A row a statement.
    Statements,
    /// A row a mention.
    Mentions,
}

impl Table {
    /// All four.
    pub const ALL: [Table; 4] = [Table::Documents, Table::Events, Table::Statements, Table::Mentions];

    /// Its name, as in `--records events`.
    pub fn as_str(self) -> &'static str {
        match self {
            Table::Documents => "documents",
            Table::Events => "events",
            Table::Statements => "statements",
            Table::Mentions => "mentions",
        }
    }

    /// The header of its CSV file.
    pub fn columns(self) -> Vec<String> {
        match self {
            Table::Documents => documents::columns(),
            Table::Events => events::columns(),
            Table::Statements => statements::columns(),
            Table::Mentions => mentions::columns(),
        }
    }
}

impl std::str::FromStr for Table {
    type Err = String;

    fn from_str(word: &str) -> Result<Table, String> {
        let found = Table::ALL.into_iter().find(|table| table.as_str() == word);
        found.ok_or_else(|| format!("unknown kind of record `{word}`"))
    }
}

/// Writes one table as CSV.
///
/// ```
/// use verbale_record::{CsvTable, Provenance, Recorder, Table};
/// let reader = verbale::english();
/// let doc = reader.annotate("Rain fell in Geneva.");
/// let records = Recorder::new(reader.language()).record(&doc, &Provenance::default());
/// let mut table = CsvTable::new(Vec::new(), Table::Documents)?;
/// table.write(&records)?;
/// let csv = String::from_utf8(table.finish()?).map_err(std::io::Error::other)?;
/// assert!(csv.starts_with("id,url,publisher,"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct CsvTable<W: Write> {
    table: Table,
    out: csv::Writer<W>,
}

impl<W: Write> CsvTable<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn new(out: W, table: Table) -> io::Result<CsvTable<W>> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(table.columns())?;
        Ok(CsvTable { table, out })
    }

    /// Writes the rows of one document.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn write(&mut self, records: &Records) -> io::Result<()> {
        let document = &records.document;
        match self.table {
            Table::Documents => self.put(documents::row(document)),
            Table::Events => {
                let mut rows = records.events.iter().flat_map(|event| events::rows(event, document));
                rows.try_for_each(|row| self.put(row))
            }
            Table::Statements => {
                let mut rows =
                    records.statements.iter().map(|statement| statements::row(statement, document));
                rows.try_for_each(|row| self.put(row))
            }
            Table::Mentions => records.mentions.iter().map(mentions::row).try_for_each(|row| self.put(row)),
        }
    }

    fn put(&mut self, row: Row) -> io::Result<()> {
        self.out.write_record(row.cells()).map_err(io::Error::from)
    }

    /// Hands on what is still held back.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Ends the table and gives back where it was written to.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(|e| e.into_error())
    }
}
