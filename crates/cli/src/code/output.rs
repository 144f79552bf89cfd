//! Where records go, and in what form.

use crate::speech::WantedSpeaker;
use crate::table::{Shown, TextTable};
use crate::width::terminal_width;
use anyhow::{Context, bail};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::str::FromStr;
use verbale_record::{CsvTable, Folder, FolderFormat, Records, Table};

/// The form of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputFormat {
    /// For reading: on a terminal, in colour.
    Table,
    /// One JSON object a line.
    Jsonl,
    /// Tables.
    Csv,
}

impl FromStr for OutputFormat {
    type Err = String;

    fn from_str(word: &str) -> Result<OutputFormat, String> {
        match word.to_ascii_lowercase().as_str() {
            "table" => Ok(OutputFormat::Table),
            "jsonl" => Ok(OutputFormat::Jsonl),
            "csv" => Ok(OutputFormat::Csv),
            "parquet" | "plover" | "polecat" | "icews" | "gdelt" | "phoenix" => Err(format!(
                "expected table, jsonl or csv, but found `{word}`, which this version does not write yet"
            )),
            _ => Err(format!("expected table, jsonl or csv, but found `{word}`")),
        }
    }
}

/// What was asked for.
#[derive(Debug, Clone)]
pub struct Stdout {
    pub format: Option<OutputFormat>,
    pub records: Option<Table>,
    pub mentions: bool,
    /// Statements of this speaker alone.
    pub speaker: Option<WantedSpeaker>,
}

/// Where the records of one document after another are written to.
pub struct Output {
    form: Form,
    /// Whose statements are wanted; a table for reading sees to it itself, since it tells what they stand in.
    speaker: Option<WantedSpeaker>,
    /// Hand on each document at once: somebody watches.
    flush: bool,
}

enum Form {
    Text(TextTable<Box<dyn Write>>),
    Jsonl { out: Box<dyn Write>, only: Option<Table>, mentions: bool },
    Csv(Box<CsvTable<Box<dyn Write>>>),
    Folder(Folder),
}

impl Output {
    /// Opens standard output, a file, or a folder of tables.
    ///
    /// # Errors
    /// If what was asked for does not go together, or the path cannot be written.
    pub fn open(asked: Stdout, path: Option<&Path>) -> anyhow::Result<Output> {
        let Stdout { format, records, mentions, speaker } = asked;
        let format = find_format(format, path)?;
        let watched = path.is_none() && io::stdout().is_terminal();
        if let Some(path) = path.filter(|path| is_folder(path, format, records)) {
            let folder_format = match format {
                OutputFormat::Csv => FolderFormat::Csv,
                OutputFormat::Jsonl => FolderFormat::Jsonl,
                OutputFormat::Table => {
                    bail!("a table for reading goes to a file, but {} is a folder", path.display())
                }
            };
            let folder = Folder::create(path, folder_format, mentions || records == Some(Table::Mentions));
            let folder = folder.with_context(|| format!("{}: cannot be written", path.display()))?;
            return Ok(Output { form: Form::Folder(folder), speaker, flush: false });
        }
        let form = match format {
            OutputFormat::Table => Form::Text(TextTable::new(
                open_text(path)?,
                terminal_width(),
                Shown { only: records, mentions, speaker: speaker.clone() },
            )),
            OutputFormat::Jsonl => Form::Jsonl { out: open(path)?, only: records, mentions },
            OutputFormat::Csv => {
                Form::Csv(Box::new(CsvTable::new(open(path)?, records.unwrap_or_default())?))
            }
        };
        Ok(Output { form, speaker, flush: watched })
    }

    /// Writes the records of one document.
    ///
    /// # Errors
    /// When the output fails.
    pub fn write(&mut self, mut records: Records) -> io::Result<()> {
        if let (Some(wanted), false) = (&self.speaker, matches!(self.form, Form::Text(_))) {
            records.statements.retain(|statement| wanted.is_of(statement));
        }
        match &mut self.form {
            Form::Text(table) => table.write(&records)?,
            Form::Jsonl { out, only: None, mentions } => records.write_jsonl(out, *mentions)?,
            Form::Jsonl { out, only: Some(table), .. } => records.write_table_jsonl(*table, out)?,
            Form::Csv(table) => table.write(&records)?,
            Form::Folder(folder) => folder.write(&records)?,
        }
        if self.flush { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.form {
            Form::Text(table) => table.flush(),
            Form::Jsonl { out, .. } => out.flush(),
            Form::Csv(table) => table.flush(),
            Form::Folder(_) => Ok(()),
        }
    }

    /// Hands on everything that is still held back.
    ///
    /// # Errors
    /// When the output fails.
    pub fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        if let Form::Folder(folder) = self.form { folder.finish() } else { Ok(()) }
    }
}

/// As asked for, else by the ending of the file, else a table for people and JSONL for programs.
fn find_format(asked: Option<OutputFormat>, path: Option<&Path>) -> anyhow::Result<OutputFormat> {
    if let Some(format) = asked {
        return Ok(format);
    }
    let Some(path) = path else {
        return Ok(if io::stdout().is_terminal() { OutputFormat::Table } else { OutputFormat::Jsonl });
    };
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("jsonl" | "ndjson") => Ok(OutputFormat::Jsonl),
        Some("csv") => Ok(OutputFormat::Csv),
        Some("txt") => Ok(OutputFormat::Table),
        None => Ok(OutputFormat::Csv),
        Some(other) => bail!(
            "{}: expected an ending jsonl, csv or txt, but found `{other}`; --format tells the form",
            path.display()
        ),
    }
}

/// A folder is there already, or asked for by its name, or the only place for several tables.
fn is_folder(path: &Path, format: OutputFormat, records: Option<Table>) -> bool {
    if path.is_dir() || path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]) {
        return true;
    }
    format == OutputFormat::Csv && records.is_none() && path.extension().is_none()
}

fn open(path: Option<&Path>) -> anyhow::Result<Box<dyn Write>> {
    let Some(path) = path else { return Ok(Box::new(BufWriter::with_capacity(1 << 16, io::stdout()))) };
    let file = File::create(path).with_context(|| format!("{}: cannot be written", path.display()))?;
    Ok(Box::new(BufWriter::with_capacity(1 << 16, file)))
}

/// Colours are taken off where they are not wanted: in files, in pipes, with `NO_COLOR`.
fn open_text(path: Option<&Path>) -> anyhow::Result<Box<dyn Write>> {
    match path {
        None => Ok(Box::new(anstream::AutoStream::auto(io::stdout()))),
        Some(_) => Ok(Box::new(anstream::StripStream::new(open(path)?))),
    }
}
