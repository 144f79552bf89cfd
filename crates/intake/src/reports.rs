use crate::csv::Csv;
use crate::decode::{decode, open_stream};
use crate::fields::complete;
use crate::find::{Finder, Input};
use crate::html::read_page;
use crate::jsonl::Jsonl;
use crate::limits::{MAX_RECORD, read_whole};
use crate::{Error, Format, Report, Skipped};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// How inputs are to be read.
#[derive(Debug, Clone, Default)]
pub struct Intake {
    from: Option<Format>,
}

impl Intake {
    /// The kind of each file is found by looking.
    pub fn new() -> Intake {
        Intake::default()
    }

    /// All inputs are of this kind, whatever they look like.
    pub fn from(mut self, format: Format) -> Intake {
        self.from = Some(format);
        self
    }

    /// Opens files, folders, patterns and `-`. Nothing is read before it is asked for.
    pub fn open(&self, inputs: impl IntoIterator<Item = String>) -> Reports {
        Reports { intake: self.clone(), finder: Finder::new(inputs), current: None }
    }
}

/// The reports of all inputs, one after another.
///
/// A report that cannot be read is an error in its place; those after it are read all the same. At most one
/// record, page or text file is in memory.
pub struct Reports {
    intake: Intake,
    finder: Finder,
    current: Option<(Records, Option<String>)>,
}

/// The records of a file that holds many.
type Records = Box<dyn Iterator<Item = Result<Report, Error>> + Send>;

/// A report that has been fetched from its file but perhaps not been read yet: taking an article out of a page is
/// work that other threads can do.
#[derive(Debug)]
pub struct Fetched(Kind);

#[derive(Debug)]
enum Kind {
    Report(Box<Report>),
    Page { place: String, path: Option<String>, bytes: Vec<u8> },
}

impl Fetched {
    /// Reads it. `None` if there is no text in it.
    ///
    /// # Errors
    /// If a page cannot be read.
    pub fn read(self) -> Result<Report, Error> {
        match self.0 {
            Kind::Report(report) => Ok(*report),
            Kind::Page { place, path, bytes } => {
                read_page(&place, &bytes).map(|report| Report { path, ..report })
            }
        }
    }
}

impl Reports {
    /// What has been passed over since this was asked last.
    pub fn take_skipped(&mut self) -> Vec<Skipped> {
        std::mem::take(&mut self.finder.skipped)
    }

    /// The next report, with the work of reading a page left to whoever calls [`Fetched::read`].
    pub fn fetch(&mut self) -> Option<Result<Fetched, Error>> {
        loop {
            if let Some((records, path)) = &mut self.current {
                match records.next() {
                    Some(Err(error)) if error.is_empty() => self.skip_empty(&error),
                    Some(record) => {
                        let path = path.clone();
                        return Some(record.map(|report| Report { path, ..report }.into()));
                    }
                    None => self.current = None,
                }
                continue;
            }
            let opened = self.finder.find_next()?.and_then(|input| self.open_input(&input));
            match opened {
                Ok(Some(fetched)) => return Some(Ok(fetched)),
                Ok(None) => {}
                Err(error) if error.is_empty() => self.skip_empty(&error),
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// Opens a file: one report comes back, or its records become the current ones, or it is skipped.
    fn open_input(&mut self, input: &Input) -> Result<Option<Fetched>, Error> {
        let (path, place, named) = match input {
            Input::Stdin => (None, "-".to_owned(), true),
            Input::File { path, named } => (Some(path.as_path()), path.display().to_string(), *named),
        };
        let fail = |error| Error::io(&place, error);
        let mut source: Box<dyn BufRead + Send> = match path {
            Some(path) => Box::new(BufReader::with_capacity(1 << 16, File::open(path).map_err(fail)?)),
            None => Box::new(BufReader::with_capacity(1 << 16, io::stdin())),
        };
        let start = source.fill_buf().map_err(fail)?;
        let Some(format) = self.intake.from.or_else(|| find_format(path, start, named)) else {
            return self.pass_over(path, &place, named);
        };
        let known_path = path.map(|_| place.clone());
        let bounded = |source: &mut dyn io::Read| -> Result<Vec<u8>, Error> {
            let expected = "a file of at most 16 MB";
            let bytes = read_whole(source, MAX_RECORD).map_err(fail)?;
            bytes.ok_or_else(|| Error::unexpected(&place, None, expected, "a longer one"))
        };
        Ok(match format {
            Format::Text => {
                let text = decode(&bounded(&mut source)?, None);
                if text.trim().is_empty() {
                    return Err(Error::empty(&place, None));
                }
                Some(Report { path: known_path, ..complete(Report::new(text, Format::Text)) }.into())
            }
            Format::Html => {
                let bytes = bounded(&mut source)?;
                Some(Fetched(Kind::Page { path: known_path, bytes, place }))
            }
            Format::Jsonl => {
                let records = Jsonl::new(open_stream(source).map_err(fail)?, &place);
                self.current = Some((Box::new(records), known_path));
                None
            }
            Format::Csv => {
                let records = Csv::new(open_stream(source).map_err(fail)?, &place);
                self.current = Some((Box::new(records), known_path));
                None
            }
        })
    }

    /// A file of an unknown kind: an error if somebody asked for it, else a note.
    fn pass_over(&mut self, path: Option<&Path>, place: &str, named: bool) -> Result<Option<Fetched>, Error> {
        if !named && let Some(path) = path {
            self.finder.skip(path, "neither text, html, jsonl nor csv");
            return Ok(None);
        }
        let error = Error::unexpected(place, None, "text, html, jsonl or csv", "a file of another kind");
        Err(error.or_else("--from tells what it is"))
    }

    fn skip_empty(&mut self, error: &Error) {
        self.finder.skipped.push(Skipped { place: error.full_place(), why: "no text".to_owned() });
    }
}

impl From<Report> for Fetched {
    fn from(report: Report) -> Fetched {
        Fetched(Kind::Report(Box::new(report)))
    }
}

impl Iterator for Reports {
    type Item = Result<Report, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.fetch()?.and_then(Fetched::read) {
                Err(error) if error.is_empty() => self.skip_empty(&error),
                read => return Some(read),
            }
        }
    }
}

/// Looks at the first bytes; those of UTF-16 are turned into letters first.
fn find_format(path: Option<&Path>, start: &[u8], named: bool) -> Option<Format> {
    let whole = &start[..start.len() & !1];
    let text = decode(whole, None);
    let start = if text.contains('\0') { start } else { text.as_bytes() };
    Format::find(path, start, named)
}
