use crate::Error;
use std::collections::VecDeque;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// Something that was passed over, and why. It is no failure, but it should be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// File, or file and line.
    pub place: String,
    /// One line, lower case.
    pub why: String,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.why)
    }
}

/// One thing to read.
#[derive(Debug, PartialEq, Eq)]
pub enum Input {
    Stdin,
    File {
        path: PathBuf,
        /// Asked for by name, not come upon in a folder.
        named: bool,
    },
}

/// Turns what was given on the command line into files, in the order given; folders in the order of names.
pub struct Finder {
    given: VecDeque<String>,
    /// What is found in folders and by patterns, the next one last.
    stack: Vec<(PathBuf, bool)>,
    pub skipped: Vec<Skipped>,
}

impl Finder {
    pub fn new(inputs: impl IntoIterator<Item = String>) -> Finder {
        Finder { given: inputs.into_iter().collect(), stack: Vec::new(), skipped: Vec::new() }
    }

    /// The next input.
    pub fn find_next(&mut self) -> Option<Result<Input, Error>> {
        loop {
            if let Some((path, named)) = self.stack.pop() {
                match self.open_path(path, named) {
                    Some(found) => return Some(found),
                    None => continue,
                }
            }
            let given = self.given.pop_front()?;
            if given == "-" {
                return Some(Ok(Input::Stdin));
            }
            if let Err(error) = self.open_given(&given) {
                return Some(Err(error));
            }
        }
    }

    fn open_given(&mut self, given: &str) -> Result<(), Error> {
        if fs::symlink_metadata(given).is_ok() {
            self.stack.push((PathBuf::from(given), true));
            return Ok(());
        }
        if given.starts_with("http://") || given.starts_with("https://") {
            let error =
                Error::unexpected(given, None, "a file, a folder, a pattern or -", "an address on the web");
            return Err(error.or_else("this version fetches nothing: save the page and give the file"));
        }
        if given.contains(['*', '?', '[']) {
            return self.match_pattern(given);
        }
        Err(Error::io(given, std::io::ErrorKind::NotFound.into()))
    }

    fn match_pattern(&mut self, pattern: &str) -> Result<(), Error> {
        let options =
            glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::default() };
        let matches = glob::glob_with(pattern, options).map_err(|error| {
            Error::unexpected(pattern, None, "a pattern such as reports/*.txt", error.msg)
        })?;
        let mut found: Vec<PathBuf> = matches.flatten().filter(|path| !is_passed_over(path)).collect();
        if found.is_empty() {
            return Err(Error::unexpected(pattern, None, "files that match", "none"));
        }
        found.sort();
        // `*.log` asks for an ending by name, `reports/*` for nothing in particular.
        let named = !pattern.ends_with('*');
        self.stack.extend(found.into_iter().rev().map(|path| (path, named)));
        Ok(())
    }

    /// A file is handed out, a folder opened.
    fn open_path(&mut self, path: PathBuf, named: bool) -> Option<Result<Input, Error>> {
        let place = path.display().to_string();
        match fs::metadata(&path) {
            Err(error) => Some(Err(Error::io(&place, error))),
            Ok(about) if about.is_dir() => match fs::read_dir(&path) {
                Err(error) => Some(Err(Error::io(&place, error))),
                Ok(entries) => {
                    self.push_folder(entries);
                    None
                }
            },
            // A pipe is read only if it was asked for: one found in a folder may never end.
            Ok(about) if !about.is_file() && !named => {
                self.skip(&path, "no regular file");
                None
            }
            Ok(_) => Some(Ok(Input::File { path, named })),
        }
    }

    fn push_folder(&mut self, entries: fs::ReadDir) {
        let mut found = Vec::new();
        for entry in entries.flatten() {
            let path = entry.path();
            if is_passed_over(&path) {
                continue;
            }
            // A link to a folder may lead back up.
            if entry.file_type().is_ok_and(|kind| kind.is_symlink()) && path.is_dir() {
                self.skip(&path, "a link to a folder; give it by name to have it read");
                continue;
            }
            found.push(path);
        }
        found.sort();
        self.stack.extend(found.into_iter().rev().map(|path| (path, false)));
    }

    pub fn skip(&mut self, path: &Path, why: &str) {
        self.skipped.push(Skipped { place: path.display().to_string(), why: why.to_owned() });
    }
}

/// Hidden files, and the notes that people put into folders of data.
fn is_passed_over(path: &Path) -> bool {
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    name.starts_with('.') || name == "readme" || name.starts_with("readme.")
}
