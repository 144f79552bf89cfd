//! What an evaluation prints: lines for people, and the same numbers for a table.

/// Precision, recall and F1 from what is right, what gold has and what the program has.
pub fn prf(right: f64, n_gold: usize, n_mine: usize) -> (f64, f64, f64) {
    let precision = if n_mine > 0 { right / n_mine as f64 } else { 0.0 };
    let recall = if n_gold > 0 { right / n_gold as f64 } else { 0.0 };
    (precision, recall, f1(precision, recall))
}

/// The harmonic mean.
pub fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

#[derive(Debug, Default)]
pub struct Sheet {
    /// For people.
    pub lines: Vec<String>,
    /// What went wrong, with its sentence.
    pub errors: Vec<String>,
    /// Name and value.
    pub metrics: Vec<(String, f64)>,
}

impl Sheet {
    /// A line with precision, recall and F1.
    pub fn row(&mut self, key: &str, name: &str, right: f64, n_gold: usize, n_mine: usize) {
        let (p, r, f) = prf(right, n_gold, n_mine);
        let counts = format!("(right {}, gold {n_gold}, program {n_mine})", short(right));
        self.lines.push(format!("{name:34} P {p:.3}  R {r:.3}  F1 {f:.3}   {counts}"));
        self.metrics.push((format!("{key}_p"), p));
        self.metrics.push((format!("{key}_r"), r));
        self.metrics.push((format!("{key}_f1"), f));
    }

    /// A line where precision and recall have counts of their own.
    pub fn two_sided(&mut self, key: &str, name: &str, of_mine: (usize, usize), of_gold: (usize, usize)) {
        let part = |(right, n): (usize, usize)| if n > 0 { right as f64 / n as f64 } else { 0.0 };
        let (p, r) = (part(of_mine), part(of_gold));
        let f = f1(p, r);
        let counts = format!("({} of {} program, {} of {} gold)", of_mine.0, of_mine.1, of_gold.0, of_gold.1);
        self.lines.push(format!("{name:34} P {p:.3}  R {r:.3}  F1 {f:.3}   {counts}"));
        self.metrics.push((format!("{key}_p"), p));
        self.metrics.push((format!("{key}_r"), r));
        self.metrics.push((format!("{key}_f1"), f));
    }

    /// A line with a share; no metric where there was nothing to count.
    pub fn share(&mut self, key: &str, name: &str, right: usize, n: usize) {
        let value = if n > 0 { right as f64 / n as f64 } else { 0.0 };
        self.lines.push(format!("{name:34} {value:.3}   ({right} of {n})"));
        if n > 0 {
            self.metrics.push((key.to_owned(), value));
        }
    }

    /// A line with a number.
    pub fn count(&mut self, key: &str, name: &str, n: usize) {
        self.lines.push(format!("{name:34} {n}"));
        self.metrics.push((key.to_owned(), n as f64));
    }

    /// Any other line.
    pub fn line(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }
}

/// Six digits, and no noughts at the end.
fn short(value: f64) -> String {
    let before_point = if value >= 1.0 { value.log10().floor() as usize + 1 } else { 1 };
    let text = format!("{value:.0$}", 6usize.saturating_sub(before_point));
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}
