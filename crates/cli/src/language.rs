//! The language that a command reads with: ours, and the lists of actors that the user adds.

use anyhow::{anyhow, bail};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use verbale::Language;
use verbale::lexicon::{ActorList, Files, Problem, Problems};

/// Lists are read up to here, so that a large file by mistake is told soon; the reader of lists refuses such.
const MOST_BYTES: u64 = (64 << 20) + 1;

/// Loads English, and lays the lists over it in their order; with `frames_only` the second opinion is left out.
pub fn load(lists: &[PathBuf], frames_only: bool) -> anyhow::Result<&'static Language> {
    if lists.is_empty() && !frames_only {
        let reader = verbale::try_english()
            .map_err(|problems| anyhow!("the word lists cannot be read\n{problems}"))?;
        return Ok(reader.language());
    }
    let mut language = load_own()?;
    for path in lists {
        let list = read_list(path).map_err(|problems| anyhow!("{problems}"))?;
        match language.lexicon.add_actors(&list) {
            Ok(left_out) => tell_left_out(&list, &left_out),
            Err(problems) => bail!("{} cannot be used as a list of actors\n{problems}", list.name()),
        }
    }
    if frames_only {
        language = language.frames_only();
    }
    // it is needed until the program ends
    Ok(Box::leak(Box::new(language)))
}

/// English alone, to be added to.
pub fn load_own() -> anyhow::Result<Language> {
    Language::english(&Files::own()).map_err(|problems| anyhow!("the word lists cannot be read\n{problems}"))
}

/// Reads a list of actors, or tells why it is none.
pub fn read_list(path: &Path) -> Result<ActorList, Problems> {
    let name = path.display().to_string();
    let unreadable =
        |why: std::io::Error| Problem::new(&name, 0, "a file that can be read", &why.to_string());
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MOST_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
    ActorList::read(&name, &bytes)
}

fn tell_left_out(list: &ActorList, left_out: &Problems) {
    let n = left_out.0.len();
    if n > 0 {
        let things = if n == 1 { "thing" } else { "things" };
        eprintln!(
            "verbale: {name}: {n} {things} left out that cannot be read; `verbale lexicon check {name}` lists all",
            name = list.name()
        );
    }
}
