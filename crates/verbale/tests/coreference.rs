//! Reads `corpus/spec/coreference.md`: a `text` block, and a `links` block that says whom its words mean.
//!
//! `links wrong` holds what we want and do not get yet: the test fails, gladly, on the day that it comes right.
//! `UPDATE=1 cargo test -p verbale --test coreference` writes what comes out today into the `links` blocks that fail.

use std::fmt::Write as _;
use std::path::Path;
use verbale::document::{Mention, MentionId, Referent};
use verbale::{Document, date, english};

#[test]
fn every_word_means_whom_the_page_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/spec/coreference.md");
    let page = std::fs::read_to_string(&path).expect("a readable page");
    let mut rewritten = page.clone();
    let mut failures = String::new();
    let blocks = blocks(&page);
    for block in &blocks {
        let doc = english().published(date(2023, 10, 20)).annotate(block.text.trim());
        let found: String = block.links.lines().map(|line| format!("{}\n", look_up(&doc, line))).collect();
        if block.wanted && found != block.links {
            let _ =
                writeln!(failures, "{}:\n{}wanted\n{}found\n{found}", block.line, block.text, block.links);
            rewritten =
                rewritten.replacen(&format!("```links\n{}", block.links), &format!("```links\n{found}"), 1);
        } else if !block.wanted && found == block.links {
            let _ = writeln!(failures, "{} comes out right now: make it plain `links`", block.line);
        }
    }
    assert!(blocks.len() >= 40, "a page of {} blocks", blocks.len());
    let update = std::env::var_os("UPDATE").is_some();
    if update && rewritten != page {
        std::fs::write(path, rewritten).expect("a writable page");
    }
    assert!(failures.is_empty() || update, "\n{failures}");
}

struct Block {
    line: usize,
    text: String,
    links: String,
    wanted: bool,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let (mut text, mut open): (String, Option<(String, String)>) = (String::new(), None);
    for (i, line) in page.lines().enumerate() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some((kind, body))) => {
                if kind == "text" {
                    text = std::mem::take(body);
                } else {
                    let wanted = kind == "links";
                    let links = std::mem::take(body);
                    found.push(Block { line: i + 1, text: text.clone(), links, wanted });
                }
                open = None;
            }
            (Some(kind), None) => open = Some((kind.to_owned(), String::new())),
            (None, Some((_, body))) => {
                let _ = writeln!(body, "{line}");
            }
            (None, None) => {}
        }
    }
    found
}

/// The line as it comes out: `she = Ada Moreno`. `him (2)` is the second of them.
fn look_up(doc: &Document, line: &str) -> String {
    let asked = line.split(" = ").next().unwrap_or(line);
    let (words, nth) = match asked.strip_suffix(')').and_then(|a| a.rsplit_once(" (")) {
        Some((words, n)) => (words, n.parse().unwrap_or(1)),
        None => (asked, 1),
    };
    let at = doc.text.match_indices(words).filter(|(at, _)| is_whole(&doc.text, *at, words.len()));
    let Some((start, _)) = at.clone().nth(nth - 1) else { return format!("{asked} = no such words") };
    let mention = doc.mentions.iter().find(|m| {
        let head = doc.tokens[m.head.index()].span;
        (start, start + words.len()) == (m.span.start as usize, m.span.end as usize)
            || doc.slice(head) == words && head.start as usize == start
    });
    let shown: Vec<String> =
        mention.map_or(Vec::new(), |m| m.referents.iter().map(|r| end(doc, m, r)).collect());
    format!("{asked} = {}", if shown.is_empty() { "nobody".to_owned() } else { shown.join(" + ") })
}

fn is_whole(text: &str, start: usize, len: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !letter(text[..start].chars().next_back()) && !letter(text[start + len..].chars().next())
}

/// The mention at the end of the chain; without one, who it is.
fn end(doc: &Document, mention: &Mention, referent: &Referent) -> String {
    let mut at: Option<MentionId> = referent.antecedent;
    for _ in 0..doc.mentions.len() {
        let next = at.and_then(|id| {
            let same = doc.mentions[id.index()].referents.iter().find(|r| r.actor == referent.actor);
            same.and_then(|r| r.antecedent).filter(|next| *next < id)
        });
        match next {
            Some(next) => at = Some(next),
            None => break,
        }
    }
    let actor = &doc.actors[referent.actor.index()];
    match at {
        Some(id) if doc.mentions[id.index()] != *mention => {
            doc.slice(doc.mentions[id.index()].span).to_owned()
        }
        _ => actor.name.as_ref().map_or_else(|| actor.entity_id.to_string(), ToString::to_string),
    }
}
