//! Finds the texts that a table of judgements speaks of.

use super::language::conllu::{Text, read_treebank};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// The texts of the treebank that `table` belongs to: of `given` (a CoNLL-U file or a folder of them), else of the
/// .conllu files beside the table, else of those in the folders of `../ud`, seen from the table's folder.
///
/// # Errors
/// Where there is no .conllu file in any of these places, and where one cannot be read.
pub fn texts_of(table: &Path, given: Option<&Path>) -> Result<Vec<Text>> {
    let files = match given {
        Some(path) if path.is_dir() => treebanks_in(path)?,
        Some(path) => vec![path.to_owned()],
        None => find_beside(table)?,
    };
    let place = given.unwrap_or(table).display().to_string();
    ensure!(
        !files.is_empty(),
        "expected CoNLL-U files with the texts of {place}, but found none; name them with --treebank"
    );
    let mut texts = Vec::new();
    for file in files {
        texts.extend(read_treebank(&file)?);
    }
    Ok(texts)
}

fn find_beside(table: &Path) -> Result<Vec<PathBuf>> {
    let folder = match table.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let beside = treebanks_in(folder)?;
    let all = folder.join("..").join("ud");
    if !beside.is_empty() || !all.is_dir() {
        return Ok(beside);
    }
    let mut found = Vec::new();
    for folder in sorted(&all)?.iter().filter(|path| path.is_dir()) {
        found.extend(treebanks_in(folder)?);
    }
    Ok(found)
}

fn treebanks_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let files = sorted(folder)?.into_iter();
    Ok(files.filter(|path| path.extension().is_some_and(|ending| ending == "conllu")).collect())
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let reading = || format!("reading the folder {}", folder.display());
    let entries = fs::read_dir(folder).with_context(reading)?;
    let mut paths =
        entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>().with_context(reading)?;
    paths.sort();
    Ok(paths)
}
