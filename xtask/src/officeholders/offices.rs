//! Positions as the sources name them, made into the short phrases of our table.

use anyhow::{Context, Result};
use std::path::Path;

struct Rule {
    pattern: Vec<String>,
    office: String,
    sectors: String,
}

/// The rules of `xtask/tables/offices.tsv`, in order.
pub struct Rules(Vec<Rule>);

impl Rules {
    /// Reads the table.
    pub fn read(path: &Path) -> Result<Rules> {
        let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let lines = text.lines().filter(|l| !l.starts_with('#')).skip(1);
        let rules = lines.map(|line| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or("").to_owned();
            let pattern = cell().split('*').map(str::to_owned).collect();
            Rule { pattern, office: cell(), sectors: cell() }
        });
        Ok(Rules(rules.collect()))
    }

    /// Office and sectors of a position.
    pub fn office(&self, position: &str) -> (String, String) {
        let position = position.trim().to_lowercase();
        for rule in &self.0 {
            if let Some(covered) = matches(&rule.pattern, &position) {
                return (rule.office.replace('*', short(covered)), rule.sectors.clone());
            }
        }
        (short(&position).to_owned(), "GOV".to_owned())
    }
}

/// What the last star covered, if the pattern fits.
fn matches<'p>(pieces: &[String], position: &'p str) -> Option<&'p str> {
    let (first, rest) = pieces.split_first()?;
    let mut left = position.strip_prefix(first.as_str())?;
    let Some((last, middle)) = rest.split_last() else { return left.is_empty().then_some("") };
    for piece in middle {
        left = &left[left.find(piece.as_str())? + piece.len()..];
    }
    left.strip_suffix(last.as_str())
}

/// Up to the first comma or "and".
fn short(words: &str) -> &str {
    let end = words.find([',', '(']).unwrap_or(words.len()).min(words.find(" and ").unwrap_or(words.len()));
    words[..end].trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_cover_words() {
        let pattern: Vec<String> = "minister of *".split('*').map(str::to_owned).collect();
        assert_eq!(matches(&pattern, "minister of fisheries and ports").map(short), Some("fisheries"));
        assert_eq!(matches(&pattern, "deputy minister of fisheries"), None);
    }
}
