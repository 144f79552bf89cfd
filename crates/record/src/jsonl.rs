use crate::columns::Table;
use crate::make::Records;
use crate::nouns::{Document, Event, Mention, Statement};
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Write};

/// One line of JSONL: `record` says which kind it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "lowercase")]
#[allow(clippy::large_enum_variant)] // one line at a time
pub enum Record {
    /// A report.
    Document(Document),
    /// Who did what to whom.
    Event(Event),
    /// Who said what.
    Statement(Statement),
    /// Whom or what some words name.
    Mention(Mention),
}

/// The same without owning it.
#[derive(Serialize)]
#[serde(tag = "record", rename_all = "lowercase")]
pub(crate) enum Line<'r> {
    Document(&'r Document),
    Event(&'r Event),
    Statement(&'r Statement),
    Mention(&'r Mention),
}

impl Line<'_> {
    pub(crate) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

impl Records {
    /// Writes the document's line, then its events and statements, and its mentions if they are wanted.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn write_jsonl(&self, out: &mut impl Write, with_mentions: bool) -> io::Result<()> {
        Line::Document(&self.document).write(out)?;
        self.events.iter().try_for_each(|event| Line::Event(event).write(out))?;
        self.statements.iter().try_for_each(|statement| Line::Statement(statement).write(out))?;
        if with_mentions {
            self.mentions.iter().try_for_each(|mention| Line::Mention(mention).write(out))?;
        }
        Ok(())
    }

    /// Writes the lines of one kind of record alone.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn write_table_jsonl(&self, table: Table, out: &mut impl Write) -> io::Result<()> {
        match table {
            Table::Documents => Line::Document(&self.document).write(out),
            Table::Events => self.events.iter().try_for_each(|event| Line::Event(event).write(out)),
            Table::Statements => self.statements.iter().try_for_each(|s| Line::Statement(s).write(out)),
            Table::Mentions => self.mentions.iter().try_for_each(|mention| Line::Mention(mention).write(out)),
        }
    }
}

/// Reads records back, a line each; empty lines are passed over.
///
/// # Errors
/// Each item is an error of its own when its line cannot be read or is no record.
pub fn read_jsonl(input: impl BufRead) -> impl Iterator<Item = io::Result<Record>> {
    input.lines().filter(|line| !matches!(line, Ok(line) if line.trim().is_empty())).map(|line| {
        let record = serde_json::from_str(&line?)?;
        Ok(record)
    })
}
