//! Fits the weights of confidence: logistic regression with small weights, checked article by article.
//!
//! What speaks for a coding is learnt from all news, how far to believe the sum of it from reports about politics alone: that is
//! what the program is for, and sport or crime among it is to be kept out by the guards, not by doubts about the rest.

use super::judged::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// Articles are dealt to so many parts, each tried with weights that were fitted on the others.
pub const N_PARTS: u64 = 10;

/// A judged event.
#[derive(Debug, Clone)]
pub struct Row {
    /// What it stands in.
    pub kind: Kind,
    /// The part of its article.
    pub part: u64,
    /// Its traits.
    pub traits: Vec<(String, f32)>,
    /// Type and parties are right.
    pub right: bool,
    /// How much it counts.
    pub weight: f64,
}

/// Weights by trait.
pub type Weights = BTreeMap<String, f32>;

/// How much a weight is drawn towards 0: a trait that was judged twice must not be believed like one judged fifty times.
fn draw(name: &str) -> f64 {
    if name == "always" { 0.0 } else { 3.0 }
}

/// Fits on all rows.
pub fn fit(rows: &[Row]) -> Weights {
    let (weights, scale) = fit_scaled(rows);
    weights.into_iter().map(|(name, w)| scale_weight(name, w, scale)).collect()
}

/// What each row would be given by weights that were fitted without its part; with whether it was right, and where it stands.
pub fn fit_apart(rows: &[Row]) -> Vec<(f32, bool, Kind)> {
    let mut found = Vec::new();
    for part in 0..N_PARTS {
        let others: Vec<Row> = rows.iter().filter(|r| r.part != part).cloned().collect();
        let weights = fit(&others);
        let here = rows.iter().filter(|r| r.part == part);
        found.extend(here.map(|r| (likelihood(&weights, r), r.right, r.kind)));
    }
    found
}

fn scale_weight(name: String, weight: f64, (slope, shift): (f64, f64)) -> (String, f32) {
    let shift = if name == "always" { shift } else { 0.0 };
    (name, (weight * slope + shift) as f32)
}

/// As the program computes it.
fn likelihood(weights: &Weights, row: &Row) -> f32 {
    let sum: f32 = row.traits.iter().map(|(name, v)| weights.get(name).copied().unwrap_or(0.0) * v).sum();
    verbale_model::logistic(sum).clamp(0.02, 0.98)
}

/// Weights, and the line that brings sums of reports that were not fitted to the truth: small weights make sums too small, and
/// many weights make them too large. Releases teach nothing: their "Coalition" and "we" are mistaken in one and the same way.
fn fit_scaled(rows: &[Row]) -> (BTreeMap<String, f64>, (f64, f64)) {
    let taught = || rows.iter().filter(|r| r.kind != Kind::Release);
    let mut apart: Vec<(f64, bool, f64)> = Vec::new();
    for part in 0..N_PARTS {
        let weights = descend(taught().filter(|r| r.part != part));
        let here = rows.iter().filter(|r| r.part == part && r.kind == Kind::Report);
        apart.extend(here.map(|r| (sum(&weights, r), r.right, r.weight)));
    }
    (descend(taught()), fit_line(&apart))
}

fn sum(weights: &BTreeMap<String, f64>, row: &Row) -> f64 {
    row.traits.iter().map(|(name, v)| weights.get(name).copied().unwrap_or(0.0) * f64::from(*v)).sum()
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Traits by number, whether it was right, and what it weighs.
type Line = (Vec<(usize, f64)>, f64, f64);

/// Gradient descent with momentum; the problem has one minimum.
fn descend<'r>(rows: impl Iterator<Item = &'r Row>) -> BTreeMap<String, f64> {
    let rows: Vec<&Row> = rows.collect();
    let names: BTreeSet<&str> = rows.iter().flat_map(|r| r.traits.iter().map(|t| t.0.as_str())).collect();
    let place: BTreeMap<&str, usize> = names.iter().enumerate().map(|(i, n)| (*n, i)).collect();
    let draws: Vec<f64> = names.iter().map(|n| draw(n)).collect();
    let lines: Vec<Line> = rows
        .iter()
        .map(|r| {
            let traits = r.traits.iter().map(|(n, v)| (place[n.as_str()], f64::from(*v))).collect();
            (traits, if r.right { 1.0 } else { 0.0 }, r.weight)
        })
        .collect();
    let mut weights = vec![0.0; names.len()];
    let mut speed = vec![0.0; names.len()];
    let rate = 0.3 / lines.len().max(1) as f64;
    for _ in 0..1500 {
        let mut gradient: Vec<f64> = weights.iter().zip(&draws).map(|(w, d)| w * d).collect();
        for (traits, right, weight) in &lines {
            let p = logistic(traits.iter().map(|(i, v)| weights[*i] * v).sum());
            for (i, v) in traits {
                gradient[*i] += weight * (p - right) * v;
            }
        }
        for ((w, s), g) in weights.iter_mut().zip(&mut speed).zip(&gradient) {
            *s = 0.9 * *s - rate * g;
            *w += *s;
        }
    }
    names.into_iter().map(str::to_owned).zip(weights).collect()
}

/// Slope and shift of sums that fit best.
fn fit_line(points: &[(f64, bool, f64)]) -> (f64, f64) {
    let (mut slope, mut shift) = (1.0, 0.0);
    let n = points.iter().map(|p| p.2).sum::<f64>().max(1.0);
    for _ in 0..4000 {
        let (mut by_slope, mut by_shift) = (0.0, 0.0);
        for (x, right, weight) in points {
            let error = weight * (logistic(slope * x + shift) - if *right { 1.0 } else { 0.0 });
            by_slope += error * x;
            by_shift += error;
        }
        slope -= 0.3 * by_slope / n;
        shift -= 0.3 * by_shift / n;
    }
    (slope, shift)
}
