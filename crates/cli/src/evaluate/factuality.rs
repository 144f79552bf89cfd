//! Whether what predicates tell has happened, against It Happened (White et al. 2016, Rudinger et al. 2018): people
//! were asked of each predicate of EWT whether it happened, and how sure they were.

use super::language::conllu::Text;
use super::sheet::Sheet;
use super::treebank::texts_of;
use anyhow::{Context, Result, ensure};
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use verbale::annotate::certainty::{Standing, stand_of};
use verbale::document::{Syntax, TokenId};
use verbale::{About, Document, Language};

/// How sure those who were asked must be for an item's sign to count.
const SURE: f64 = 0.8;

/// What people answered about one word.
struct Judgement {
    token: usize,
    /// Below 0: did not happen.
    factuality: f64,
    confidence: f64,
}

/// Scores every predicate of a table; its sentences are read as raw text, document by document.
pub fn score_factuality(table: &Path, treebank: Option<&Path>, language: &Language) -> Result<Sheet> {
    let mut asked = read_judgements(table)?;
    let texts = texts_of(table, treebank)?;
    let mut score = Score::default();
    for text in &texts {
        if text.sent_ids.iter().any(|id| asked.contains_key(id)) {
            score.add(text, &mut asked, language);
        }
    }
    let missing = asked.values().map(Vec::len).sum::<usize>();
    ensure!(
        !score.pairs.is_empty(),
        "expected the sentences of {} in the treebank, but found none; name it with --treebank",
        table.display()
    );
    Ok(score.finish(missing))
}

/// By sentence.
fn read_judgements(path: &Path) -> Result<HashMap<String, Vec<Judgement>>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| {
        let at = header.iter().position(|cell| *cell == name);
        at.with_context(|| format!("{}, line 1: expected a column `{name}`", path.display()))
    };
    let [sentence, token, factuality, confidence] =
        [column("sent_id")?, column("token")?, column("factuality")?, column("confidence")?];
    let mut found: HashMap<String, Vec<Judgement>> = HashMap::new();
    for (at, line) in lines.enumerate() {
        let cells: Vec<&str> = line.split('\t').collect();
        let number = |column: usize| -> Result<f64> {
            let cell = cells.get(column).copied().unwrap_or_default();
            let place =
                || format!("{}, line {}: expected a number, but found `{cell}`", path.display(), at + 2);
            cell.parse().with_context(place)
        };
        let judgement = Judgement {
            token: number(token)? as usize,
            factuality: number(factuality)?,
            confidence: number(confidence)?,
        };
        found.entry(cells[sentence].to_owned()).or_default().push(judgement);
    }
    Ok(found)
}

#[derive(Default)]
struct Score {
    /// Ours, theirs, how sure they are.
    pairs: Vec<(f64, f64, f64)>,
    sheet: Sheet,
}

impl Score {
    fn add(&mut self, text: &Text, asked: &mut HashMap<String, Vec<Judgement>>, language: &Language) {
        let document = language.annotate(&text.text, About::default());
        let syntax = Syntax::new(&document.text, &document.sentences, &document.tokens);
        for (sentence, id) in text.sentences.iter().zip(&text.sent_ids) {
            for judgement in asked.remove(id).unwrap_or_default() {
                let at = sentence.first.index() + judgement.token.saturating_sub(1);
                let Some(word) = text.tokens.get(at) else { continue };
                let Some(mine) = document.tokens.iter().position(|t| t.span.overlaps(word.span)) else {
                    continue;
                };
                let standing = stand_of(&syntax, &document, &language.lexicon, TokenId::at(mine));
                let value = value_of(&standing);
                self.pairs.push((value, judgement.factuality, judgement.confidence));
                if (value > 0.0) != (judgement.factuality > 0.0) && judgement.confidence >= SURE {
                    self.error(&document, TokenId::at(mine), &judgement, &standing);
                }
            }
        }
    }

    fn error(&mut self, document: &Document, word: TokenId, asked: &Judgement, standing: &Standing) {
        let token = &document.tokens[word.index()];
        let sentence = document.sentences[token.sentence.index()].span;
        let before = &document.text[sentence.start as usize..token.span.start as usize];
        let after = &document.text[token.span.end as usize..sentence.end as usize];
        let shown = format!("{before}[{}]{after}", token.span.of(&document.text));
        let ours = if standing.is_so { "happened" } else { "not" };
        let theirs = asked.factuality;
        self.sheet.errors.push(format!("{ours}, gold {theirs:.2}: {standing:?}\n    {shown}"));
    }

    fn finish(mut self, missing: usize) -> Sheet {
        let sure: Vec<_> = self.pairs.iter().filter(|(_, _, sure)| *sure >= SURE).collect();
        let right = sure.iter().filter(|(mine, gold, _)| (*mine > 0.0) == (*gold > 0.0)).count();
        let positive = sure.iter().filter(|(_, gold, _)| *gold > 0.0).count();
        let r = pearson(&self.pairs);
        let sheet = &mut self.sheet;
        sheet.line(format!("{} predicates, {missing} not found in the treebank", self.pairs.len()));
        sheet.share("factuality_sign", "sign, of those surely answered", right, sure.len());
        sheet.share("factuality_majority", "  if all had happened", positive, sure.len());
        sheet.line(format!("{:34} {r:.3}", "Pearson r, all"));
        sheet.metrics.push(("factuality_r".to_owned(), r));
        self.sheet
    }
}

/// On the scale of those who were asked, from what the words and voices around the predicate say: about what the answers
/// to the training part are on average for each. (There what is negated is answered as often with yes as with no;
/// here it stays below 0.)
fn value_of(standing: &Standing) -> f64 {
    let outlook = &standing.outlook;
    if standing.is_so {
        0.8
    } else if outlook.planned || outlook.asked {
        -0.6
    } else if outlook.uncertain {
        -0.4
    } else {
        -0.1
    }
}

fn pearson(pairs: &[(f64, f64, f64)]) -> f64 {
    let n = pairs.len() as f64;
    let (mine, gold) =
        (pairs.iter().map(|p| p.0).sum::<f64>() / n, pairs.iter().map(|p| p.1).sum::<f64>() / n);
    let sum = |f: &dyn Fn(f64, f64) -> f64| pairs.iter().map(|p| f(p.0 - mine, p.1 - gold)).sum::<f64>();
    let spread = (sum(&|a, _| a * a) * sum(&|_, b| b * b)).sqrt();
    if spread > 0.0 { sum(&|a, b| a * b) / spread } else { 0.0 }
}
