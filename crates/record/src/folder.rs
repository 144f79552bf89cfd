use crate::columns::{CsvTable, Table};
use crate::make::Records;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// In what form a folder of tables is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FolderFormat {
    /// `events.csv`, …
    #[default]
    Csv,
    /// `events.jsonl`, …
    Jsonl,
}

/// All tables side by side in one folder (`-o DIR`).
pub struct Folder {
    tables: Vec<Open>,
}

enum Open {
    Csv(Box<CsvTable<BufWriter<File>>>),
    Jsonl(Table, BufWriter<File>),
}

impl Folder {
    /// Makes the folder and a file for each table; mentions only if they are wanted.
    ///
    /// # Errors
    /// When a file cannot be made; files of that name are written over.
    pub fn create(path: &Path, format: FolderFormat, with_mentions: bool) -> io::Result<Folder> {
        fs::create_dir_all(path)?;
        let wanted = Table::ALL.into_iter().filter(|table| with_mentions || *table != Table::Mentions);
        let open = |table: Table| {
            let ending = if format == FolderFormat::Csv { "csv" } else { "jsonl" };
            let file = BufWriter::new(File::create(path.join(format!("{}.{ending}", table.as_str())))?);
            Ok(match format {
                FolderFormat::Csv => Open::Csv(Box::new(CsvTable::new(file, table)?)),
                FolderFormat::Jsonl => Open::Jsonl(table, file),
            })
        };
        Ok(Folder { tables: wanted.map(open).collect::<io::Result<_>>()? })
    }

    /// Writes the records of one document.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&mut self, records: &Records) -> io::Result<()> {
        self.tables.iter_mut().try_for_each(|table| match table {
            Open::Csv(table) => table.write(records),
            Open::Jsonl(table, out) => records.write_table_jsonl(*table, out),
        })
    }

    /// Hands everything on to the disk.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn finish(self) -> io::Result<()> {
        self.tables.into_iter().try_for_each(|table| match table {
            Open::Csv(table) => table.finish()?.flush(),
            Open::Jsonl(_, mut out) => out.flush(),
        })
    }
}
