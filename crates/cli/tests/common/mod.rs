//! Runs the program in a folder of its own.

#![allow(dead_code)] // each test file uses some of it

use assert_cmd::Command;
use serde_json::Value;
use std::path::PathBuf;

pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn with(files: &[(&str, &str)]) -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        for (name, text) in files {
            let path = folder.path(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a file")
    }

    /// Runs `verbale` here, with standard input empty.
    pub fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, "")
    }

    pub fn run_with(&self, args: &[&str], stdin: impl Into<Vec<u8>>) -> Run {
        let mut command = Command::cargo_bin("verbale").expect("the program");
        command.current_dir(self.0.path()).args(args).write_stdin(stdin);
        command.env_remove("NO_COLOR").env_remove("COLUMNS").env_remove("CLICOLOR_FORCE");
        let done = command.output().expect("it runs");
        Run {
            code: done.status.code(),
            out: String::from_utf8(done.stdout).expect("UTF-8"),
            err: String::from_utf8(done.stderr).expect("UTF-8"),
        }
    }
}

#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Run {
    /// The records on standard output.
    pub fn records(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
    }

    /// The documents among them.
    pub fn documents(&self) -> Vec<Value> {
        self.records().into_iter().filter(|r| r["record"] == "document").collect()
    }

    /// It ended well; with what it wrote in the message if not.
    pub fn ok(self) -> Run {
        assert_eq!(self.code, Some(0), "{self:?}");
        self
    }
}

/// A report with an event and a statement that no lexicon should miss.
pub const REPORT: &str = "Kenya accused Somalia on Monday of closing the border.\n\n\
    \"We have closed nothing,\" the Somali foreign minister told reporters in Mogadishu.\n";
