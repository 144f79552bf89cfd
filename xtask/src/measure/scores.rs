//! The table of scores: suite, metric, value, bar, command, date.

use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

const COLUMNS: &str = "suite\tmetric\tvalue\tbar\tcommand\tdate";

/// Half a point: below that a change is noise.
const TOLERANCE: f64 = 0.005;

/// Values of one command: metric and number.
pub type Found = BTreeMap<String, BTreeMap<String, f64>>;

/// The table, with its comment lines.
#[derive(Debug)]
pub struct Scores {
    comments: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone)]
struct Row {
    suite: String,
    metric: String,
    /// None for a row that was added by hand and not measured yet.
    value: Option<f64>,
    /// What we have set ourselves to reach.
    bar: Option<f64>,
    command: String,
    date: String,
}

/// One score then and now.
#[derive(Debug)]
pub struct Verdict {
    suite: String,
    metric: String,
    written: Option<f64>,
    found: f64,
    bar: Option<f64>,
}

impl Scores {
    /// Reads the table.
    pub fn read(path: &Path) -> Result<Scores> {
        let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        Scores::parse(&text).with_context(|| format!("reading {}", path.display()))
    }

    fn parse(text: &str) -> Result<Scores> {
        let (comments, lines): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with('#'));
        let mut lines = lines.into_iter();
        ensure!(lines.next() == Some(COLUMNS), "expected the columns `{COLUMNS}`");
        let rows = lines.filter(|line| !line.is_empty()).map(Row::parse).collect::<Result<_>>()?;
        Ok(Scores { comments: comments.into_iter().map(str::to_owned).collect(), rows })
    }

    /// Each command once, in the order of the table.
    pub fn commands(&self) -> Vec<String> {
        let mut commands: Vec<String> = Vec::new();
        for row in &self.rows {
            if !commands.contains(&row.command) {
                commands.push(row.command.clone());
            }
        }
        commands
    }

    /// Then and now, for each row whose command was run.
    pub fn compare(&self, found: &Found) -> Result<Vec<Verdict>> {
        let mut verdicts = Vec::new();
        for row in &self.rows {
            let Some(metrics) = found.get(&row.command) else { continue };
            let Some(found) = metrics.get(&row.metric).copied() else {
                bail!("`{}` prints no metric `{}`", row.command, row.metric);
            };
            let (suite, metric) = (row.suite.clone(), row.metric.clone());
            verdicts.push(Verdict { suite, metric, written: row.value, found, bar: row.bar });
        }
        Ok(verdicts)
    }

    /// Takes over what was found; the day stays where the value does.
    pub fn take(&mut self, found: &Found) {
        let today = jiff::Timestamp::now().to_string()[..10].to_owned();
        for row in &mut self.rows {
            let value = found.get(&row.command).and_then(|metrics| metrics.get(&row.metric)).copied();
            if let Some(value) = value.filter(|value| row.value != Some(*value)) {
                row.value = Some(value);
                row.date.clone_from(&today);
            }
        }
    }

    /// Writes the table.
    pub fn write(&self, path: &Path) -> Result<()> {
        fs::write(path, self.to_string()).with_context(|| format!("writing {}", path.display()))
    }
}

impl Row {
    fn parse(line: &str) -> Result<Row> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [suite, metric, value, bar, command, date] = cells[..] else {
            bail!("expected six cells, but found `{line}`");
        };
        let number = |cell: &str| match cell {
            "" => Ok(None),
            _ => cell.parse().map(Some).with_context(|| format!("expected a number, but found `{cell}`")),
        };
        Ok(Row {
            suite: suite.to_owned(),
            metric: metric.to_owned(),
            value: number(value)?,
            bar: number(bar)?,
            command: command.to_owned(),
            date: date.to_owned(),
        })
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.comments.iter().try_for_each(|line| writeln!(f, "{line}"))?;
        writeln!(f, "{COLUMNS}")?;
        let shown = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        for Row { suite, metric, value, bar, command, date } in &self.rows {
            writeln!(f, "{suite}\t{metric}\t{}\t{}\t{command}\t{date}", shown(*value), shown(*bar))?;
        }
        Ok(())
    }
}

/// Errors of calibration, which are shares.
const MISCALIBRATED: [&str; 2] = ["ece", "ece_equal_number"];

/// Errors: what falls there has become better.
fn counts_errors(metric: &str) -> bool {
    const ERRORS: [&str; 5] = [
        "not_happened_as_happened",
        "turned_round",
        "coded_from_residue",
        "statement_wrongly_nested",
        "other_events",
    ];
    ERRORS.contains(&metric) || MISCALIBRATED.contains(&metric)
}

impl Verdict {
    /// By more than half a point; a count of errors may not rise at all.
    pub fn has_fallen(&self) -> bool {
        // Values are written with four digits.
        let rounding = 1e-9;
        let allowed = if MISCALIBRATED.contains(&self.metric.as_str()) { TOLERANCE } else { 0.0 };
        self.written.is_some_and(|written| match counts_errors(&self.metric) {
            true => self.found > written + allowed + rounding,
            false => self.found < written - TOLERANCE - rounding,
        })
    }

    fn is_below_bar(&self) -> bool {
        self.bar.is_some_and(|bar| match counts_errors(&self.metric) {
            true => self.found > bar,
            false => self.found < bar,
        })
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Verdict { suite, metric, written, found, bar } = self;
        write!(f, "{suite:14} {metric:28} {found:8.4}")?;
        match written {
            None => write!(f, "  (new)")?,
            Some(written) if written != found => write!(f, "  ({:+.4})", found - written)?,
            Some(_) => {}
        }
        if self.has_fallen() {
            write!(f, "  HAS FALLEN")?;
        }
        if let (true, Some(bar)) = (self.is_below_bar(), bar) {
            write!(f, "  bar {bar} not reached")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
# a comment
suite\tmetric\tvalue\tbar\tcommand\tdate
gold\tevent_type_f1\t0.5\t0.6\tverbale evaluate corpus/gold\t2026-01-01
gold\tturned_round\t2\t\tverbale evaluate corpus/gold\t2026-01-01
ewt\tgold_las\t\t0.82\tverbale evaluate ../shared/x.conllu\t
";

    fn verdicts(f1: f64, turned: f64) -> Vec<bool> {
        let metrics = BTreeMap::from([("event_type_f1".to_owned(), f1), ("turned_round".to_owned(), turned)]);
        let found = BTreeMap::from([("verbale evaluate corpus/gold".to_owned(), metrics)]);
        let scores = Scores::parse(TABLE).expect("a table of our own");
        scores.compare(&found).expect("both metrics").iter().map(Verdict::has_fallen).collect()
    }

    #[test]
    fn half_a_point_is_forgiven_and_more_is_not() {
        assert_eq!(verdicts(0.495, 2.0), [false, false]);
        assert_eq!(verdicts(0.494, 2.0), [true, false]);
    }

    #[test]
    fn errors_may_not_become_more() {
        assert_eq!(verdicts(0.9, 3.0), [false, true]);
        assert_eq!(verdicts(0.9, 1.0), [false, false]);
    }

    #[test]
    fn the_table_is_written_as_it_was_read() {
        assert_eq!(Scores::parse(TABLE).expect("a table of our own").to_string(), TABLE);
    }

    #[test]
    fn a_metric_that_is_not_printed_is_an_error() {
        let found = BTreeMap::from([("verbale evaluate corpus/gold".to_owned(), BTreeMap::new())]);
        assert!(Scores::parse(TABLE).expect("a table of our own").compare(&found).is_err());
    }

    #[test]
    fn the_committed_table_can_be_read() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/scores.tsv");
        assert!(Scores::read(&path).expect("our own table").commands().len() >= 4);
    }
}
