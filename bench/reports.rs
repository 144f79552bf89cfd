//! What the benchmarks read: our own invented reports, several times over; or the file that `VERBALE_BENCH_TEXT` names.
//!
//! In running news about one word in ten has not been met before, and what a reader remembers of words must not flatter it.
//! So whatever word occurs once in the reports is another one in each copy.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Copies of the reports: some 60,000 words in all.
const COPIES: usize = 9;

/// The texts, a report each; of a file of yours, a paragraph each.
pub fn read_texts() -> io::Result<Vec<String>> {
    if let Some(path) = env::var_os("VERBALE_BENCH_TEXT") {
        return Ok(paragraphs(&fs::read_to_string(path)?));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut reports = read_folder(&root.join("examples/reports"))?;
    reports.extend(read_folder(&root.join("corpus/gold/texts"))?);
    let rare = rare_words(&reports);
    let copies = (0..COPIES).flat_map(|copy| reports.iter().map(move |report| (copy, report)));
    Ok(copies.map(|(copy, report)| vary(report, copy, &rare)).collect())
}

fn paragraphs(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

fn read_folder(folder: &Path) -> io::Result<Vec<String>> {
    let files: io::Result<Vec<PathBuf>> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect();
    let mut files = files?;
    files.retain(|file| file.extension().is_some_and(|e| e == "txt"));
    files.sort();
    files.iter().map(fs::read_to_string).collect()
}

/// Words of five letters or more that occur once.
fn rare_words(reports: &[String]) -> Vec<String> {
    let mut counts = BTreeMap::new();
    for word in reports.iter().flat_map(|report| pieces(report)).filter(|w| is_long_word(w)) {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts.into_iter().filter(|(_, n)| *n == 1).map(|(word, _)| word.to_owned()).collect()
}

fn vary(report: &str, copy: usize, rare: &[String]) -> String {
    let is_rare = |word: &str| rare.binary_search_by(|r| r.as_str().cmp(word)).is_ok();
    pieces(report).map(|piece| if is_rare(piece) { respell(piece, copy) } else { piece.to_owned() }).collect()
}

fn is_long_word(piece: &str) -> bool {
    piece.len() >= 5 && piece.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Runs of letters, and all that lies between them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let letters = rest.chars().next()?.is_alphabetic();
        let end = rest.find(|c: char| c.is_alphabetic() != letters).unwrap_or(rest.len());
        let (piece, others) = rest.split_at(end);
        rest = others;
        Some(piece)
    })
}

/// Other letters, vowels for vowels, but for the ending: what it is, is still seen.
fn respell(word: &str, by: usize) -> String {
    let ending = word.len() - 3;
    word.chars().enumerate().map(|(i, c)| if i < ending { move_on(c, by) } else { c }).collect()
}

fn move_on(letter: char, by: usize) -> char {
    let small = letter.to_ascii_lowercase();
    let row = if "aeiou".contains(small) { "aeiou" } else { "bcdfghjklmnpqrstvwxyz" };
    let Some(at) = row.find(small) else { return letter };
    let moved = char::from(row.as_bytes()[(at + by) % row.len()]);
    if letter.is_ascii_uppercase() { moved.to_ascii_uppercase() } else { moved }
}
