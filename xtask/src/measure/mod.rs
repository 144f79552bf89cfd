//! `cargo xtask measure`: computes every score of `corpus/scores.tsv` again.

mod house;
mod scores;

pub use house::report_house;

use anyhow::{Context, Result, bail, ensure};
use scores::{Scores, Verdict};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What to do with the values that were computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Print them beside those written.
    Print,
    /// Write them down.
    Write,
    /// Fail if one has fallen.
    Check,
}

/// Measures all suites whose data are there.
pub fn measure(root: &Path, shared: &Path, then: Then) -> Result<()> {
    let path = root.join("corpus/scores.tsv");
    let mut scores = Scores::read(&path)?;
    let program = build_program(root)?;
    let mut found = BTreeMap::new();
    let mut skipped = Vec::new();
    for command in scores.commands() {
        let args = arguments(&command, shared);
        match args.iter().find(|arg| arg.contains('/') && !root.join(arg).exists()) {
            Some(missing) => skipped.push(format!("skipped: {command} (no {missing})")),
            None => {
                let metrics = if command.starts_with("cargo ") {
                    run_test(root, shared, &args)
                } else {
                    run(&program, root, &args)
                };
                let metrics = metrics.with_context(|| format!("running `{command}`"))?;
                if metrics.is_empty() {
                    skipped.push(format!("skipped: {command} (its data are not there)"));
                } else {
                    found.insert(command, metrics);
                }
            }
        }
    }
    let verdicts = scores.compare(&found)?;
    verdicts.iter().for_each(|verdict| println!("{verdict}"));
    skipped.iter().for_each(|line| println!("{line}"));
    if then == Then::Write {
        scores.take(&found);
        scores.write(&path)?;
        println!("written to corpus/scores.tsv");
    }
    if then == Then::Check {
        check(&verdicts, &skipped)?;
    }
    Ok(())
}

fn check(verdicts: &[Verdict], skipped: &[String]) -> Result<()> {
    let n_fallen = verdicts.iter().filter(|verdict| verdict.has_fallen()).count();
    let must_be_whole = std::env::var_os("CI").is_some_and(|ci| ci == "true");
    if must_be_whole && !skipped.is_empty() {
        bail!("{} suites cannot be measured, and CI is set", skipped.len());
    }
    ensure!(n_fallen == 0, "{n_fallen} of {} scores have fallen", verdicts.len());
    println!("scores: {} hold, 0 have fallen, {} suites skipped", verdicts.len(), skipped.len());
    Ok(())
}

/// A release build: what users have, and fast enough to read treebanks.
fn build_program(root: &Path) -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--release", "--quiet", "--package", "verbale-cli"])
        .current_dir(root)
        .status()
        .context("running cargo build")?;
    ensure!(status.success(), "the program does not build");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(root.join(target).join("release").join(format!("verbale{}", std::env::consts::EXE_SUFFIX)))
}

/// The words behind `verbale` or `cargo`, with the shared data where they are on this machine.
fn arguments(command: &str, shared: &Path) -> Vec<String> {
    let place = |word: &str| match word.strip_prefix("../shared/") {
        Some(rest) => shared.join(rest).to_string_lossy().into_owned(),
        None => word.to_owned(),
    };
    command.split_whitespace().skip(1).map(place).collect()
}

/// What a test of ours tells of itself: its lines `score`, metric, value.
fn run_test(root: &Path, shared: &Path, args: &[String]) -> Result<BTreeMap<String, f64>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    let output = command
        .args(args)
        .current_dir(root)
        .env("VERBALE_SHARED", shared)
        .env_remove("VERBALE_DATA")
        .output()
        .context("starting cargo")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout).trim_end());
    let text = String::from_utf8(output.stdout).context("reading what was printed")?;
    text.lines().filter_map(|line| line.strip_prefix("score\t")).map(read_metric).collect()
}

/// Metric and value, as `verbale evaluate --tsv` prints them.
fn run(program: &Path, root: &Path, args: &[String]) -> Result<BTreeMap<String, f64>> {
    let output = Command::new(program)
        .args(args)
        .arg("--tsv")
        .current_dir(root)
        .env_remove("VERBALE_DATA")
        .output()
        .context("starting the program")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr).trim_end());
    let text = String::from_utf8(output.stdout).context("reading what was printed")?;
    text.lines().map(read_metric).collect()
}

fn read_metric(line: &str) -> Result<(String, f64)> {
    let (name, value) = line.split_once('\t').with_context(|| format!("no metric: `{line}`"))?;
    Ok((name.to_owned(), value.parse().with_context(|| format!("no number: `{line}`"))?))
}
