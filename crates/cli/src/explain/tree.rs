use super::widest;
use crate::style::{BOLD, CYAN, DIM, GREEN, paint};
use crate::width::{cut, fit, width_of};
use verbale::Document;
use verbale::document::{Syntax, TokenId, Upos};

/// Deeper branches are drawn at this depth: they occur in lists and in texts that are none.
const MAX_DEPTH: usize = 24;

/// Draws one sentence as a tree, the root first; each word with tag, relation, lemma and features.
pub fn draw_sentence(document: &Document, sentence: usize, width: usize) -> String {
    let Some(sentence) = document.sentences.get(sentence) else { return String::new() };
    let syntax = document.syntax();
    let mut rows = Vec::new();
    for id in sentence.token_ids() {
        if syntax.head(id).is_none() {
            walk(&syntax, id, &mut Vec::new(), &mut rows);
        }
    }
    let branches: Vec<String> =
        rows.iter().map(|(branch, id)| format!("{branch}{}", syntax.form(*id))).collect();
    let tree_width = widest(branches.iter().map(String::as_str), width / 2);
    let mut page = String::new();
    for (branch, (_, id)) in branches.iter().zip(&rows) {
        page.push_str(&draw_word(&syntax, *id, &fit(branch, tree_width), width));
    }
    page
}

/// A branch without its word is lines only, so the word is what is left of it.
fn draw_word(syntax: &Syntax, id: TokenId, branch: &str, width: usize) -> String {
    let token = syntax.token(id);
    let word = branch.trim_start_matches(['│', '├', '└', '─', ' ']);
    let lines = &branch[..branch.len() - word.len()];
    let word = match token.upos {
        Upos::Verb => paint(GREEN.bold(), word),
        Upos::Noun | Upos::Propn | Upos::Pron => paint(BOLD, word),
        _ => word.to_owned(),
    };
    let start = format!(
        "{}{word}  {} {} {}",
        paint(DIM, lines),
        paint(CYAN, fit(token.upos.as_str(), 5)),
        fit(token.deprel.as_str(), 12),
        token.lemma
    );
    if token.feats.is_empty() {
        return format!("{start}\n");
    }
    let used = width_of(branch) + 2 + 6 + 13;
    let gap = 14usize.saturating_sub(width_of(&token.lemma)) + 1;
    let room = width.saturating_sub(used + width_of(&token.lemma) + gap);
    format!("{start}{:gap$}{}\n", "", paint(DIM, cut(&token.feats.to_string(), room)))
}

/// The word and all below it, with the branches that lead to each. `last` says of each level whether it is done.
fn walk(syntax: &Syntax, id: TokenId, last: &mut Vec<bool>, rows: &mut Vec<(String, TokenId)>) {
    rows.push((branch(last), id));
    if last.len() >= MAX_DEPTH {
        let below = syntax.subtree(id).into_iter().filter(|word| *word != id);
        rows.extend(below.map(|word| (branch(last), word)));
        return;
    }
    let children = syntax.children(id);
    for (i, child) in children.iter().enumerate() {
        last.push(i + 1 == children.len());
        walk(syntax, *child, last, rows);
        last.pop();
    }
}

fn branch(last: &[bool]) -> String {
    let Some((here, above)) = last.split_last() else { return String::new() };
    let mut drawn: String = above.iter().map(|done| if *done { "   " } else { "│  " }).collect();
    drawn.push_str(if *here { "└─ " } else { "├─ " });
    drawn
}
