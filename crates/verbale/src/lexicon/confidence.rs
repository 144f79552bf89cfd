//! How much each trait of a coding says for it or against it.

use super::{Files, Problems, Table};
use smol_str::SmolStr;
use std::collections::HashMap;

/// Weights of traits, as `models/confidence-en.tsv` has them.
#[derive(Debug, Clone, Default)]
pub struct Confidence(HashMap<SmolStr, f32>);

impl Confidence {
    /// Reads the table.
    ///
    /// # Errors
    /// Rows whose weight is no number.
    pub fn read(files: &Files) -> Result<Confidence, Problems> {
        let table = Table::read(files, "models/confidence-en.tsv", &["trait", "weight"])?;
        let mut problems = Problems::default();
        let mut weights = HashMap::new();
        for row in table.rows(&mut problems) {
            match row.cell(1).parse() {
                Ok(weight) => {
                    weights.insert(row.cell(0).into(), weight);
                }
                Err(_) => problems.0.push(row.problem("a number", row.cell(1))),
            }
        }
        problems.or(Confidence(weights))
    }

    /// The sum of the weights of some traits; a trait that the table lacks says nothing.
    pub fn sum(&self, traits: &[(SmolStr, f32)]) -> f32 {
        traits.iter().map(|(name, value)| self.0.get(name).copied().unwrap_or(0.0) * value).sum()
    }
}
