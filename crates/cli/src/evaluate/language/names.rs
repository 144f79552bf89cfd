//! Names against Universal NER: persons, organisations and places, by their words and by their kind too.

use crate::evaluate::sheet::Sheet;
use anyhow::{Context, Result};
use std::collections::HashMap;
use std::path::Path;
use verbale::Document;
use verbale::document::MentionKind;
use verbale_model::score::{Spans, read_names};

/// The names of gold, and how many were found.
#[derive(Debug, Default)]
pub struct Names {
    gold: HashMap<String, Spans>,
    n_gold: usize,
    n_mine: usize,
    right: usize,
    right_kind: usize,
}

impl Names {
    /// Reads a file of Universal NER.
    pub fn read(path: &Path) -> Result<Names> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Names { gold: read_names(&text), ..Names::default() })
    }

    /// Compares the names of each sentence that gold has, word for word.
    pub fn add(&mut self, document: &Document) {
        for sentence in &document.sentences {
            let tokens = &document.tokens[sentence.first.index()..sentence.end.index()];
            let forms: Vec<&str> = tokens.iter().map(|token| document.slice(token.span)).collect();
            let Some(gold) = self.gold.get(&forms.join(" ")) else { continue };
            let inside = document.names.iter().filter(|n| sentence.first <= n.first && n.end <= sentence.end);
            let scored =
                |kind| matches!(kind, MentionKind::Person | MentionKind::Organisation | MentionKind::Place);
            self.n_gold += gold.len();
            for name in inside.filter(|name| scored(name.kind)) {
                let place = |id: verbale::document::TokenId| id.index() - sentence.first.index();
                let (start, end) = (place(name.first), place(name.end));
                let same = gold.iter().find(|(from, to, _)| (*from, *to) == (start, end));
                self.n_mine += 1;
                self.right += usize::from(same.is_some());
                self.right_kind += usize::from(same.is_some_and(|(_, _, kind)| kind == name.kind.as_str()));
            }
        }
    }

    /// Adds a row for each way to count.
    pub fn print(&self, sheet: &mut Sheet) {
        for (key, label, right) in
            [("names_untyped", "names", self.right), ("names", "names and their kind", self.right_kind)]
        {
            sheet.row(key, label, right as f64, self.n_gold, self.n_mine);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_right_by_its_words_and_its_kind() {
        let document = verbale::english().annotate("Rain fell in Geneva.");
        let gold = |label: &str| {
            let rows = format!("1\tRain\tO\n2\tfell\tO\n3\tin\tO\n4\tGeneva\tB-{label}\n5\t.\tO\n");
            Names { gold: read_names(&rows), ..Names::default() }
        };
        for (label, right_kind) in [("LOC", 1), ("PER", 0)] {
            let mut names = gold(label);
            names.add(&document);
            assert_eq!((names.n_gold, names.n_mine, names.right, names.right_kind), (1, 1, 1, right_kind));
        }
    }
}
