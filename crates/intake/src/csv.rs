use crate::decode::decode_record;
use crate::error::excerpt;
use crate::fields::{Field, TEXT_FIELD, read_report};
use crate::limits::MAX_RECORD;
use crate::{Error, Format, Report};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::io::{self, BufRead};

/// More columns than any table of reports has; a file with more is something else.
const MAX_COLUMNS: usize = 4096;

/// Reads a table with a header line; never more than one row is in memory.
pub struct Csv {
    input: Box<dyn BufRead + Send>,
    place: String,
    rows: Rows,
    /// What each column means; absent until the header has been read.
    columns: Option<Vec<Option<Field>>>,
    done: bool,
}

impl Csv {
    pub fn new(input: Box<dyn BufRead + Send>, place: &str) -> Csv {
        Csv { input, place: place.to_owned(), rows: Rows::default(), columns: None, done: false }
    }

    fn unexpected(&self, expected: &str, found: &str) -> Error {
        Error::unexpected(&self.place, Some(self.rows.line), expected, found)
    }

    /// Reads the next row; the header first.
    fn next_row(&mut self) -> Option<Result<Report, Error>> {
        match self.rows.read(&mut *self.input) {
            Err(error) => {
                self.done = true;
                Some(Err(Error::io(&self.place, error)))
            }
            Ok(Row::End) => {
                self.done = true;
                None
            }
            Ok(Row::TooLong) => {
                // Without its header a table cannot be read.
                self.done = self.columns.is_none();
                Some(Err(self
                    .unexpected("a row of at most 16 MB", "a longer one")
                    .or_else("perhaps a quotation mark that is never closed")))
            }
            Ok(Row::Whole) => {
                let cells = self.rows.cells();
                match &self.columns {
                    None => self.read_header(&cells).err().map(Err),
                    Some(columns) => Some(self.read_cells(columns, cells)),
                }
            }
        }
    }

    fn read_header(&mut self, names: &[String]) -> Result<(), Error> {
        let columns: Vec<Option<Field>> = names.iter().map(|name| Field::find(name)).collect();
        if !columns.iter().flatten().any(|field| field.is_text()) {
            self.done = true;
            let found = excerpt(&names.join(", "));
            let expected = format!("a header line with {TEXT_FIELD}");
            return Err(self.unexpected(&expected, &found));
        }
        self.columns = Some(columns);
        Ok(())
    }

    fn read_cells(&self, columns: &[Option<Field>], mut cells: Vec<String>) -> Result<Report, Error> {
        while cells.len() > columns.len() && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if cells.len() != columns.len() {
            let found = format!("{} in {}", cells.len(), excerpt(&cells.join(" | ")));
            return Err(self.unexpected(&format!("{} cells", columns.len()), &found));
        }
        let fields = columns.iter().zip(cells).filter_map(|(field, cell)| field.map(|field| (field, cell)));
        read_report(&self.place, self.rows.line, Format::Csv, fields)
    }
}

impl Iterator for Csv {
    type Item = Result<Report, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let row = self.next_row();
            if row.is_some() {
                return row;
            }
        }
        None
    }
}

enum Row {
    Whole,
    TooLong,
    End,
}

/// The rows of a table as bytes, with a bound on their size: the `csv` crate has none, and an unclosed
/// quotation mark would make it read a whole file into memory.
#[derive(Default)]
struct Rows {
    reader: Option<Reader>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    n_bytes: usize,
    n_cells: usize,
    /// The line on which the row read last begins, from 1.
    line: u64,
    lines_before: u64,
}

impl Rows {
    fn read(&mut self, input: &mut dyn BufRead) -> io::Result<Row> {
        if self.reader.is_none() {
            let delimiter = find_delimiter(input.fill_buf()?);
            self.reader = Some(ReaderBuilder::new().delimiter(delimiter).build());
        }
        self.pass_empty_lines(input)?;
        let Some(reader) = &mut self.reader else { return Ok(Row::End) };
        self.line = self.lines_before + reader.line();
        self.bytes.resize(self.bytes.len().max(1 << 12), 0);
        self.ends.resize(self.ends.len().max(32), 0);
        (self.n_bytes, self.n_cells) = (0, 0);
        let mut too_long = false;
        loop {
            let start = input.fill_buf()?;
            let (result, read, written, ended) =
                reader.read_record(start, &mut self.bytes[self.n_bytes..], &mut self.ends[self.n_cells..]);
            input.consume(read);
            self.n_bytes += written;
            self.n_cells += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.bytes.len() < MAX_RECORD => {
                    self.bytes.resize(self.bytes.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < MAX_COLUMNS => {
                    self.ends.resize(self.ends.len() * 2, 0);
                }
                // Go on to the end of this row, keeping nothing of it.
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    too_long = true;
                    (self.n_bytes, self.n_cells) = (0, 0);
                }
                ReadRecordResult::Record | ReadRecordResult::End if too_long => return Ok(Row::TooLong),
                ReadRecordResult::Record => return Ok(Row::Whole),
                ReadRecordResult::End => return Ok(Row::End),
            }
        }
    }

    /// The reader passes over empty lines within a row's reading; passed here, the row's own line is known.
    fn pass_empty_lines(&mut self, input: &mut dyn BufRead) -> io::Result<()> {
        loop {
            let start = input.fill_buf()?;
            let n = start.iter().take_while(|b| **b == b'\n' || **b == b'\r').count();
            if n == 0 {
                return Ok(());
            }
            self.lines_before += start[..n].iter().filter(|b| **b == b'\n').count() as u64;
            input.consume(n);
        }
    }

    fn cells(&self) -> Vec<String> {
        let mut begin = 0;
        let mut cells = Vec::with_capacity(self.n_cells);
        for end in &self.ends[..self.n_cells] {
            cells.push(decode_record(self.bytes.get(begin..*end).unwrap_or_default()).into_owned());
            begin = *end;
        }
        cells
    }
}

/// Comma, tab or semicolon: whichever the header line has most of, outside quotation marks.
fn find_delimiter(start: &[u8]) -> u8 {
    let mut counts = [(0usize, b','), (0, b'\t'), (0, b';')];
    let mut quoted = false;
    for byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(_, d)| d == byte).for_each(|(n, _)| *n += 1),
        }
    }
    let mut best = counts[0];
    for count in counts {
        if count.0 > best.0 {
            best = count;
        }
    }
    best.1
}
