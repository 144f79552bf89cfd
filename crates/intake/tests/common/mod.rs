//! A folder of one's own, and what is read from it, as one line a report.

#![allow(dead_code)] // each test file uses some of it

use std::fs;
use std::path::PathBuf;
use verbale_intake::{Format, Intake, Report};

/// Files in a folder that goes away with the test.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn with(files: &[(&str, &[u8])]) -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        for (name, bytes) in files {
            let path = folder.path(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// As it would be given on the command line.
    pub fn given(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    /// Reads one input of the folder; paths in messages are cut to what follows the folder.
    pub fn read(&self, name: &str) -> Read {
        self.read_as(Intake::new(), name)
    }

    pub fn read_as(&self, intake: Intake, name: &str) -> Read {
        let mut reports = intake.open([self.given(name)]);
        let shorten = |text: String| text.replace(&format!("{}/", self.0.path().display()), "");
        let mut read = Read::default();
        for report in &mut reports {
            match report {
                Ok(report) => read.reports.push(report),
                Err(error) => read.errors.push(shorten(error.to_string())),
            }
        }
        read.skipped = reports.take_skipped().iter().map(|s| shorten(s.to_string())).collect();
        read
    }
}

#[derive(Default, Debug)]
pub struct Read {
    pub reports: Vec<Report>,
    pub errors: Vec<String>,
    pub skipped: Vec<String>,
}

impl Read {
    pub fn texts(&self) -> Vec<&str> {
        self.reports.iter().map(|r| r.text.as_str()).collect()
    }

    /// The only report, without errors.
    pub fn one(&self) -> &Report {
        assert_eq!((self.errors.as_slice(), self.reports.len()), ([].as_slice(), 1), "{self:?}");
        &self.reports[0]
    }
}

/// Reads bytes as a file of a kind; the extension does not help.
pub fn read_bytes(format: Format, bytes: &[u8]) -> Read {
    Folder::with(&[("input", bytes)]).read_as(Intake::new().from(format), "input")
}
