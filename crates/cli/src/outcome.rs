use std::process::ExitCode;

/// How a run ended, for whoever called the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All was read.
    Done,
    /// No input could be read.
    Nothing,
    /// Something went wrong, and the run stopped there.
    Trouble,
    /// With `--keep-going`: something was left out and reported.
    LeftOut,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Nothing => 1,
            Outcome::Trouble => 2,
            Outcome::LeftOut => 3,
        })
    }
}
