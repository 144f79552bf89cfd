//! Subjects and objects against PropBank.

use super::*;
use crate::document::{Deprel, Feats, Sentence, SentenceId, Span, Token};
use std::collections::HashMap;
use std::fs::read_to_string;

/// The sentences of a CoNLL-U file by their `sent_id`, with gold tags and heads.
fn treebank(text: &str) -> HashMap<String, (String, Vec<Token>)> {
    let mut found = HashMap::new();
    for block in text.split("\n\n") {
        let Some(id) = block.lines().find_map(|l| l.strip_prefix("# sent_id = ")) else { continue };
        let (mut words, mut tokens) = (String::new(), Vec::new());
        for cells in block.lines().map(|l| l.split('\t').collect::<Vec<_>>()) {
            if cells.len() != 10 || cells[0].contains(['-', '.']) {
                continue;
            }
            let start = words.len();
            words.push_str(cells[1]);
            let head = cells[6].parse::<u32>().ok().filter(|h| *h > 0).map(|h| TokenId(h - 1));
            tokens.push(Token {
                span: Span::new(start, words.len()),
                sentence: SentenceId(0),
                in_contraction: false,
                upos: cells[3].parse().unwrap(),
                feats: Feats::parse(cells[5]),
                lemma: cells[2].into(),
                head,
                deprel: cells[7].parse().unwrap_or(Deprel::Dep),
            });
            words.push(' ');
        }
        found.insert(id.to_owned(), (words, tokens));
    }
    found
}

/// `ARG0:1-2` → words 0 to 1.
fn argument(args: &str, label: &str) -> Option<std::ops::RangeInclusive<u32>> {
    let span = args.split(' ').find_map(|a| a.strip_prefix(label)?.strip_prefix(':'))?;
    let (first, last) = span.split_once('-')?;
    Some(first.parse::<u32>().ok()? - 1..=last.parse::<u32>().ok()? - 1)
}

#[test]
fn subjects_and_objects_are_those_of_propbank() {
    let shared = std::env::var("VERBALE_SHARED").unwrap_or_else(|_| "../../../shared".to_owned());
    let read = |name: &str| read_to_string(format!("{shared}/data/{name}"));
    let (Ok(bank), Ok(roles)) = (read("ud/en_ewt/en_ewt-ud-dev.conllu"), read("propbank_ewt/dev.tsv")) else {
        println!("skipped: subjects and objects against PropBank (set VERBALE_SHARED)");
        return;
    };
    let bank = treebank(&bank);
    let frames = Frames::read(&crate::lexicon::Files::own()).unwrap();
    let mut counts = [[0u32; 3]; 2]; // right, wrong, missed; of ARG0, of ARG1
    for row in roles.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let Some((text, tokens)) = bank.get(cells[0]) else { continue };
        let end = TokenId::at(tokens.len());
        let span = Span::new(0, text.len());
        let sentences = [Sentence { span, first: TokenId(0), end, opens_paragraph: true }];
        let syntax = Syntax::new(text, &sentences, tokens);
        let finder = Roles { syntax: &syntax, frames: &frames };
        let verb = TokenId(cells[1].parse::<u32>().unwrap() - 1);
        if syntax.upos(verb) != Upos::Verb || syntax.deprel(verb) == Deprel::Amod {
            continue;
        }
        let (arg0, arg1) = (argument(cells[4], "ARG0"), argument(cells[4], "ARG1"));
        let pairs =
            [(arg0.clone(), finder.subject(verb)), (arg1.filter(|_| arg0.is_some()), finder.object(verb))];
        for (i, (gold, found)) in pairs.into_iter().enumerate() {
            let Some(gold) = gold else { continue };
            let is_clause = syntax.upos(TokenId(*gold.start())) == Upos::Part;
            match found {
                Some(word) if gold.contains(&word.0) => counts[i][0] += 1,
                Some(word) => {
                    counts[i][1] += 1;
                    if std::env::var_os("SHOW").is_some() {
                        println!("ARG{i} of {} is {} in {text}", syntax.form(verb), syntax.form(word));
                    }
                }
                None if i == 1 || is_clause => {}
                None => {
                    counts[i][2] += 1;
                    if std::env::var_os("SHOW").is_some() {
                        println!("ARG{i} of {} not found in {text}", syntax.form(verb));
                    }
                }
            }
        }
    }
    println!("ARG0 right, wrong, missed {:?}; ARG1 right, wrong {:?}", counts[0], &counts[1][..2]);
    let share = |c: [u32; 3]| f64::from(c[0]) / f64::from(c[0] + c[1]);
    assert!(share(counts[0]) > 0.9, "subjects: {:?}", counts[0]);
    assert!(share(counts[1]) > 0.9, "objects: {:?}", counts[1]);
}
