use super::Files;
use std::borrow::Cow;
use std::fmt;

/// Something wrong in a file of ours: where, what was expected, what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// From `data/` on.
    pub file: String,
    /// From 1; 0 for the file as a whole.
    pub line: usize,
    /// Lower case, no full stop.
    pub expected: String,
    /// As it stands in the file.
    pub found: String,
    /// A way out, "" where what was expected says it all.
    pub remedy: String,
}

impl Problem {
    /// One problem.
    pub fn new(file: &str, line: usize, expected: &str, found: &str) -> Problem {
        Problem {
            file: file.to_owned(),
            line,
            expected: expected.to_owned(),
            found: found.to_owned(),
            remedy: String::new(),
        }
    }

    /// The same with a way out.
    pub fn remedy(self, remedy: &str) -> Problem {
        Problem { remedy: remedy.to_owned(), ..self }
    }

    /// `file:line`, or the file alone.
    pub fn place(&self) -> String {
        if self.line > 0 { format!("{}:{}", self.file, self.line) } else { self.file.clone() }
    }

    /// What is wrong, without its place.
    pub fn words(&self) -> String {
        let way_out = if self.remedy.is_empty() { String::new() } else { format!("; {}", self.remedy) };
        format!("expected {}, but found {}{way_out}", self.expected, self.found)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.words())
    }
}

/// All problems that were found, a line each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// `value`, if there are none.
    ///
    /// # Errors
    /// The problems, if there are some.
    pub fn or<T>(self, value: T) -> Result<T, Problems> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }

    /// Keeps the value of a result, or its problems.
    pub fn keep<T: Default>(&mut self, result: Result<T, Problems>) -> T {
        result.unwrap_or_else(|problems| {
            self.0.extend(problems.0);
            T::default()
        })
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Problems {
        Problems(vec![problem])
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            write!(f, "{}{problem}", if i > 0 { "\n" } else { "" })?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// A piece of a file as a problem shows it: between marks, without control characters, and not too long.
pub(crate) fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown: String =
        text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("`{}`", shown.trim())
}

/// A tab-separated file with a header line; lines that start with `#` and empty lines are for people.
#[derive(Debug)]
pub struct Table {
    name: String,
    text: Cow<'static, str>,
    columns: Vec<String>,
    first: usize,
}

impl Table {
    /// Reads a table and checks that its header has exactly these columns, in this order.
    ///
    /// # Errors
    /// If the file cannot be read or the header differs.
    pub fn read(files: &Files, name: &str, columns: &[&str]) -> Result<Table, Problems> {
        Table::of_text(name, files.text(name)?, columns)
    }

    /// The same of a text that has been read already.
    ///
    /// # Errors
    /// If the header differs.
    pub fn of_text(name: &str, text: Cow<'static, str>, columns: &[&str]) -> Result<Table, Problems> {
        let header = text.lines().enumerate().find(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
        let (line, header) = header.unwrap_or((0, ""));
        if header.split('\t').ne(columns.iter().copied()) {
            let expected = format!("the columns `{}`", columns.join("` `"));
            return Err(Problem::new(name, line + 1, &expected, &quote(header)).into());
        }
        let columns = columns.iter().map(|c| (*c).to_owned()).collect();
        Ok(Table { name: name.to_owned(), columns, first: line + 1, text })
    }

    /// The rows; a row with too many cells is a problem, missing cells at its end are empty.
    pub fn rows<'t>(&'t self, problems: &mut Problems) -> Vec<Row<'t>> {
        let mut rows = Vec::new();
        for (i, line) in self.text.lines().enumerate().skip(self.first) {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            if cells.len() > self.columns.len() {
                let expected = format!("{} cells", self.columns.len());
                let found = format!("{} in {}", cells.len(), quote(line));
                problems.0.push(Problem::new(&self.name, i + 1, &expected, &found));
                continue;
            }
            rows.push(Row { table: &self.name, line: i + 1, cells });
        }
        rows
    }
}

/// One row of a [`Table`].
#[derive(Debug)]
pub struct Row<'t> {
    table: &'t str,
    /// Its line in the file, from 1.
    pub line: usize,
    cells: Vec<&'t str>,
}

impl<'t> Row<'t> {
    /// The text of a cell, "" if it is missing.
    pub fn cell(&self, column: usize) -> &'t str {
        self.cells.get(column).copied().unwrap_or("")
    }

    /// The cell cut at `;`, without empty pieces.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &'t str> + use<'t> {
        self.cell(column).split(';').map(str::trim).filter(|piece| !piece.is_empty())
    }

    /// A problem in this row.
    pub fn problem(&self, expected: &str, found: &str) -> Problem {
        Problem::new(self.table, self.line, expected, found)
    }

    /// A cell that must be one of the words of a scheme; an empty one is none.
    pub fn code<T: std::str::FromStr>(
        &self,
        column: usize,
        what: &str,
        problems: &mut Problems,
    ) -> Option<T> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        let read = cell.parse().ok();
        if read.is_none() {
            problems.0.push(self.problem(what, &format!("`{cell}`")));
        }
        read
    }
}
