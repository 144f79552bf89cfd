//! The model file: named arrays, one after the other, little-endian.
//!
//! `VERBLM01`, then the number of entries (u32); an entry is the length of its name (u16), the name,
//! its kind (u8: 0 floats, 1 bytes with a scale for each row, 2 hashes, 3 text), rows and columns (u32)
//! and its data. Written by `training/export.py`; the classifier's in Rust.

use crate::Error;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

const MAGIC: &[u8] = b"VERBLM01";

/// What an entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Floats,
    Codes,
    Hashes,
    Text,
}

#[derive(Debug, Clone)]
struct Entry {
    kind: Kind,
    rows: usize,
    cols: usize,
    data: Range<usize>,
}

/// A model file whose entries have been found, but not yet read.
pub struct File {
    bytes: Cow<'static, [u8]>,
    entries: BTreeMap<String, Entry>,
}

/// Rows of signed bytes, each with its own scale. The bytes stay where they are in the file.
#[derive(Debug, Clone)]
pub struct Table {
    data: Range<usize>,
    scales: Vec<f32>,
    /// Number of rows.
    pub rows: usize,
    /// Length of a row.
    pub cols: usize,
}

impl Table {
    /// Adds `weight` times a row to `out`.
    pub fn add_row(&self, bytes: &[u8], row: usize, weight: f32, out: &mut [f32]) {
        let codes = &bytes[self.data.start + row * self.cols..][..self.cols];
        let scale = self.scales[row] * weight;
        for (o, code) in out.iter_mut().zip(codes) {
            *o += f32::from(*code as i8) * scale;
        }
    }

    /// Codes and scale of a row.
    pub fn row<'b>(&self, bytes: &'b [u8], row: usize) -> (&'b [u8], f32) {
        (&bytes[self.data.start + row * self.cols..][..self.cols], self.scales[row])
    }
}

impl File {
    /// Finds the entries, and checks that each is as long as it claims.
    pub fn open(bytes: Cow<'static, [u8]>) -> Result<File, Error> {
        let mut reader = Reader { bytes: &bytes, at: 0 };
        if reader.take(MAGIC.len())? != MAGIC {
            return Err(Error::new("this is no verbale language model"));
        }
        let n = reader.u32()?;
        let mut entries = BTreeMap::new();
        for _ in 0..n {
            let (name, entry) = reader.entry()?;
            entries.insert(name, entry);
        }
        Ok(File { entries, bytes })
    }

    /// The bytes that tables point into.
    pub fn into_bytes(self) -> Cow<'static, [u8]> {
        self.bytes
    }

    fn find(&self, name: &str, kind: Kind) -> Result<&Entry, Error> {
        let entry = self.entries.get(name).filter(|e| e.kind == kind);
        entry.ok_or_else(|| Error::new(format!("the language model lacks `{name}`")))
    }

    /// An array of floats of the length expected.
    pub fn floats(&self, name: &str, length: usize) -> Result<Vec<f32>, Error> {
        let entry = self.find(name, Kind::Floats)?;
        let values: Vec<f32> = read_floats(&self.bytes[entry.data.clone()]);
        if values.len() != length {
            return Err(Error::new(format!("`{name}` has {} values, not {length}", values.len())));
        }
        Ok(values)
    }

    /// A table of bytes with the row length expected.
    pub fn table(&self, name: &str, cols: usize) -> Result<Table, Error> {
        let entry = self.find(name, Kind::Codes)?;
        if entry.cols != cols || entry.rows == 0 {
            return Err(Error::new(format!("`{name}` has rows of {}, not {cols}", entry.cols)));
        }
        let middle = entry.data.start + entry.rows * entry.cols;
        let scales = read_floats(&self.bytes[middle..entry.data.end]);
        Ok(Table { data: entry.data.start..middle, scales, rows: entry.rows, cols })
    }

    /// The bytes of this file, where tables lie.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// A list of hashes.
    pub fn hashes(&self, name: &str) -> Result<Vec<u64>, Error> {
        let entry = self.find(name, Kind::Hashes)?;
        let chunks = self.bytes[entry.data.clone()].chunks_exact(8);
        Ok(chunks.map(|c| u64::from_le_bytes(c.try_into().unwrap_or_default())).collect())
    }

    /// The lines of a text.
    pub fn lines(&self, name: &str) -> Result<Vec<String>, Error> {
        let entry = self.find(name, Kind::Text)?;
        let text = std::str::from_utf8(&self.bytes[entry.data.clone()])
            .map_err(|_| Error::new(format!("`{name}` is no text")))?;
        Ok(text.split('\n').map(str::to_owned).collect())
    }
}

fn read_floats(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).map(|c| f32::from_le_bytes(c.try_into().unwrap_or_default())).collect()
}

/// The first bytes of a file with so many entries.
pub fn write_start(n_entries: u32) -> Vec<u8> {
    [MAGIC, &n_entries.to_le_bytes()].concat()
}

/// Adds an array of floats to a file.
pub fn write_floats(bytes: &mut Vec<u8>, name: &str, values: &[f32]) {
    write_head(bytes, name, 0, values.len(), 1);
    values.iter().for_each(|v| bytes.extend(v.to_le_bytes()));
}

/// Adds lines of text to a file.
pub fn write_lines(bytes: &mut Vec<u8>, name: &str, lines: &[String]) {
    let text = lines.join("\n");
    write_head(bytes, name, 3, text.len(), 1);
    bytes.extend(text.as_bytes());
}

fn write_head(bytes: &mut Vec<u8>, name: &str, kind: u8, rows: usize, cols: usize) {
    bytes.extend((name.len() as u16).to_le_bytes());
    bytes.extend(name.as_bytes());
    bytes.push(kind);
    bytes.extend((rows as u32).to_le_bytes());
    bytes.extend((cols as u32).to_le_bytes());
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn take(&mut self, n: usize) -> Result<&'b [u8], Error> {
        let end = self.at.checked_add(n).filter(|end| *end <= self.bytes.len());
        let end = end.ok_or_else(|| Error::new("the language model is cut short"))?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    fn u32(&mut self) -> Result<usize, Error> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes(bytes.try_into().unwrap_or_default()) as usize)
    }

    fn entry(&mut self) -> Result<(String, Entry), Error> {
        let length = self.take(2)?;
        let length = usize::from(u16::from_le_bytes(length.try_into().unwrap_or_default()));
        let name = String::from_utf8_lossy(self.take(length)?).into_owned();
        let kind = match self.take(1)? {
            [0] => Kind::Floats,
            [1] => Kind::Codes,
            [2] => Kind::Hashes,
            [3] => Kind::Text,
            _ => return Err(Error::new(format!("`{name}` is of an unknown kind"))),
        };
        let (rows, cols) = (self.u32()?, self.u32()?);
        let cells = rows.saturating_mul(cols);
        let size = match kind {
            Kind::Floats => cells.saturating_mul(4),
            Kind::Codes => cells.saturating_add(rows.saturating_mul(4)),
            Kind::Hashes => rows.saturating_mul(8),
            Kind::Text => rows,
        };
        let start = self.at;
        self.take(size)?;
        Ok((name, Entry { kind, rows, cols, data: start..self.at }))
    }
}
