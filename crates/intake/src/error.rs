use std::fmt;
use std::io;

/// A report, or an input as a whole, could not be read. The ones after it still can.
#[derive(Debug)]
pub struct Error {
    place: String,
    line: Option<u64>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Io(io::Error),
    /// There is no text in it.
    Empty,
    /// Something else was expected there; `way_out` tells what one can do.
    Unexpected {
        expected: String,
        found: String,
        way_out: Option<&'static str>,
    },
}

impl Error {
    pub(crate) fn io(place: &str, error: io::Error) -> Error {
        Error { place: place.to_owned(), line: None, kind: Kind::Io(error) }
    }

    pub(crate) fn unexpected(place: &str, line: Option<u64>, expected: &str, found: &str) -> Error {
        let kind = Kind::Unexpected { expected: expected.to_owned(), found: found.to_owned(), way_out: None };
        Error { place: place.to_owned(), line, kind }
    }

    pub(crate) fn empty(place: &str, line: Option<u64>) -> Error {
        Error { place: place.to_owned(), line, kind: Kind::Empty }
    }

    pub(crate) fn or_else(mut self, advice: &'static str) -> Error {
        if let Kind::Unexpected { way_out, .. } = &mut self.kind {
            *way_out = Some(advice);
        }
        self
    }

    /// Whether the file or folder itself could not be opened or read.
    pub fn is_io(&self) -> bool {
        matches!(self.kind, Kind::Io(_))
    }

    /// Whether nothing is wrong but that there is no text: an empty file, a page without an article.
    pub fn is_empty(&self) -> bool {
        matches!(self.kind, Kind::Empty)
    }

    /// Whether only one record of a file is bad; its neighbours are read.
    pub fn is_record(&self) -> bool {
        self.line.is_some()
    }

    /// The file, folder or pattern as it was given; `-` for standard input.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// File, and line if there is one.
    pub fn full_place(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line}", self.place),
            None => self.place.clone(),
        }
    }

    /// The line of the bad record, from 1.
    pub fn line(&self) -> Option<u64> {
        self.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.full_place())?;
        match &self.kind {
            Kind::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                f.write_str(": expected a file or folder, but found none")
            }
            Kind::Empty => f.write_str(": expected a text, but found none"),
            Kind::Io(error) => write!(f, ": expected to read it, but found: {error}"),
            Kind::Unexpected { expected, found, way_out } => {
                write!(f, ": expected {expected}, but found {found}")?;
                way_out.map_or(Ok(()), |advice| write!(f, " ({advice})"))
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// A short piece of a stranger's text, fit to stand in a message.
pub(crate) fn excerpt(text: &str) -> String {
    let mut shown: String = text.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(60).is_some() {
        shown.push('…');
    }
    format!("`{}`", shown.trim())
}
