//! How long files and functions are: about 150 lines and seldom 700; about 8 and seldom 40.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

const LONG_FILE: usize = 700;
const LONG_FUNCTION: usize = 40;

/// A function and the lines it takes.
#[derive(Debug, PartialEq, Eq)]
struct Function {
    name: String,
    line: usize,
    n_lines: usize,
}

/// Prints medians, and what is longer than it should be.
pub fn report_house(root: &Path) -> Result<()> {
    let mut paths = Vec::new();
    for folder in ["crates", "xtask"] {
        collect(&root.join(folder), &mut paths)?;
    }
    paths.sort();
    let (mut files, mut functions) = (Vec::new(), Vec::new());
    for path in &paths {
        let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let name = path.strip_prefix(root).unwrap_or(path).display().to_string();
        functions.extend(find_functions(&text).into_iter().map(|function| (name.clone(), function)));
        files.push((name, text.lines().count()));
    }
    let lengths = |n: Vec<usize>| (n.len(), median(n));
    let (n_files, file) = lengths(files.iter().map(|(_, n)| *n).collect());
    let (n_functions, function) = lengths(functions.iter().map(|(_, f)| f.n_lines).collect());
    println!(
        "{n_files} files, half of them up to {file} lines; {n_functions} functions, half up to {function}"
    );
    for (name, n) in files.iter().filter(|(_, n)| *n > LONG_FILE) {
        println!("{name}: {n} lines");
    }
    for (name, Function { name: function, line, n_lines }) in &functions {
        if *n_lines > LONG_FUNCTION {
            println!("{name}:{line}: {function} has {n_lines} lines");
        }
    }
    Ok(())
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
    Ok(())
}

fn median(mut n: Vec<usize>) -> usize {
    n.sort_unstable();
    n.get(n.len() / 2).copied().unwrap_or(0)
}

/// Formatted code ends a function with a brace under its first letter.
fn find_functions(text: &str) -> Vec<Function> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        let indent = line.len() - line.trim_start().len();
        let closes = |line: &&str| {
            line.len() - line.trim_start().len() == indent && line.trim_start().starts_with('}')
        };
        let rest = &lines[i + 1..];
        let one_line = line.trim_end().ends_with(['}', ';']);
        let n_lines = if one_line { 1 } else { rest.iter().position(closes).map_or(1, |n| n + 2) };
        found.push(Function { name: name.to_owned(), line: i + 1, n_lines });
    }
    found
}

fn function_name(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    let is_before_fn = |word: &str| {
        ["async", "const", "unsafe", "extern", "default"].contains(&word) || word.starts_with("pub")
    };
    let word = words.find(|word| !is_before_fn(word))?;
    (word == "fn").then(|| words.next())??.split(['(', '<']).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_found_with_their_lengths() {
        let text = "\
pub(crate) const fn one() -> u8 { 1 }

impl A {
    fn two<T>(
        t: T,
    ) -> T {
        t
    }
}
";
        let found: Vec<(String, usize)> =
            find_functions(text).into_iter().map(|f| (f.name, f.n_lines)).collect();
        assert_eq!(found, [("one".to_owned(), 1), ("two".to_owned(), 5)]);
    }
}
