//! The examples under a frame: `+ sentence => TYPE actor=… recipient=… status=… mode=…`.

use crate::document::{EventType, Mode, Status};

/// Which way an example shows the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExampleKind {
    /// `+`: the frame fires, with this result.
    Right,
    /// `-`: the frame must not fire.
    Not,
    /// `~`: we still get it wrong; the test fails on the day that it comes right.
    Wrong,
}

/// An invented sentence under a frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Which way.
    pub kind: ExampleKind,
    /// Its line.
    pub line: usize,
    /// The sentence.
    pub text: String,
    /// What should come out; always there for `+` and `~`.
    pub expected: Option<Expected>,
}

/// What an example says should come out. Parties are `DEU`, `DEU:GOV`, or `?` for someone without a country.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Expected {
    /// The type.
    pub event_type: Option<EventType>,
    /// `actor=DEU:GOV,FRA`, compared as a set.
    pub actors: Option<Vec<String>>,
    /// `recipient=…`; `recipient=-` for none.
    pub recipients: Option<Vec<String>>,
    /// `status=planned`.
    pub status: Option<Status>,
    /// `mode=visit`.
    pub modes: Option<Vec<Mode>>,
    /// `intended=CONSULT`.
    pub intended: Option<EventType>,
}

impl Expected {
    /// Reads what stands behind `=>`.
    ///
    /// # Errors
    /// The word that is not understood.
    pub fn read(text: &str) -> Result<Expected, String> {
        let mut found = Expected::default();
        for word in text.split_whitespace() {
            let list = |value: &str| {
                if value == "-" { Vec::new() } else { value.split(',').map(str::to_owned).collect() }
            };
            let bad = || word.to_owned();
            match word.split_once('=') {
                None => found.event_type = Some(word.parse().map_err(|_| bad())?),
                Some(("actor", value)) => found.actors = Some(list(value)),
                Some(("recipient", value)) => found.recipients = Some(list(value)),
                Some(("status", value)) => found.status = Some(value.parse().map_err(|_| bad())?),
                Some(("intended", value)) => found.intended = Some(value.parse().map_err(|_| bad())?),
                Some(("mode", value)) => {
                    let modes: Result<_, _> = list(value).iter().map(|m| m.parse()).collect();
                    found.modes = Some(modes.map_err(|_| bad())?);
                }
                Some(_) => return Err(bad()),
            }
        }
        Ok(found)
    }
}
