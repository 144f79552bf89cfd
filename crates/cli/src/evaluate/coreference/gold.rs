//! Entities of a treebank: GUM's brackets in the last cell of each word.

use crate::evaluate::language::conllu::Text;
use std::collections::BTreeSet;

/// Words that stand for an entity, as the treebank marks them.
#[derive(Debug)]
pub struct GoldMention {
    /// Number of its cluster, the same for all mentions of one entity.
    pub cluster: u32,
    /// person, place, organization, …
    pub kind: String,
    /// First word, and one past the last.
    pub first: usize,
    pub end: usize,
    /// The word whose head lies outside, by the treebank's tree.
    pub head: usize,
    /// Its head is a proper noun, or an article of Wikipedia is named for it.
    pub named: bool,
    /// Two or more, coordinated.
    pub several: bool,
}

/// The entities of one document.
#[derive(Debug, Default)]
pub struct GoldEntities {
    pub mentions: Vec<GoldMention>,
    /// (part, whole) of entities named apart and then meant together.
    parts: BTreeSet<(u32, u32)>,
    named: BTreeSet<u32>,
}

impl GoldEntities {
    pub fn read(text: &Text) -> GoldEntities {
        let mut gold = GoldEntities::default();
        let mut open: Vec<(u32, String, bool, usize)> = Vec::new();
        for (word, misc) in text.misc.iter().enumerate() {
            let pairs = || misc.split('|').filter_map(|pair| pair.split_once('='));
            for (_, value) in pairs().filter(|(key, _)| *key == "SplitAnte") {
                gold.parts.extend(value.split(',').filter_map(read_part));
            }
            for (_, value) in pairs().filter(|(key, _)| *key == "Entity") {
                for piece in pieces(value) {
                    match piece {
                        Piece::Open(id, kind, titled) => open.push((id, kind, titled, word)),
                        Piece::Close(id) => {
                            let Some(at) = open.iter().rposition(|(cluster, ..)| *cluster == id) else {
                                continue;
                            };
                            let (cluster, kind, titled, first) = open.remove(at);
                            gold.mentions.push(mention(text, cluster, kind, titled, first, word + 1));
                        }
                    }
                }
            }
        }
        gold.named = gold.mentions.iter().filter(|m| m.named).map(|m| m.cluster).collect();
        gold.mentions.sort_by_key(|m| (m.first, std::cmp::Reverse(m.end)));
        gold
    }

    /// Whether any mention of a cluster bears a name.
    pub fn is_named(&self, cluster: u32) -> bool {
        self.named.contains(&cluster)
    }

    /// Whether an entity is one of those that a plural takes together.
    pub fn is_part(&self, part: u32, whole: u32) -> bool {
        self.parts.contains(&(part, whole))
    }

    /// Those whose words hang on one word.
    pub fn with_head(&self, head: usize) -> impl Iterator<Item = &GoldMention> {
        self.mentions.iter().filter(move |m| m.head == head)
    }
}

fn mention(text: &Text, cluster: u32, kind: String, titled: bool, first: usize, end: usize) -> GoldMention {
    let head = head_of(text, first, end);
    let several = (first..end).any(|w| text.words[w].deprel == "conj" && text.words[w].head == Some(head));
    let named = titled || text.words[head].upos == "PROPN";
    GoldMention { cluster, kind, first, end, head, named, several }
}

/// The word of a run whose head lies outside; of a name that goes on from other words ("defender Ada Moreno", where
/// the tree has the name hang on its description), the word that those hang on.
pub fn head_of(text: &Text, first: usize, end: usize) -> usize {
    let outside = |w: &usize| text.words[*w].head.is_none_or(|h| h < first || h >= end);
    let content = |w: &usize| text.words[*w].upos != "PUNCT";
    let mut head = (first..end).find(|w| outside(w) && content(w)).unwrap_or(first);
    while text.words[head].deprel == "flat" {
        let Some(above) = text.words[head].head else { break };
        head = above;
    }
    head
}

enum Piece {
    /// Cluster, kind, and whether an article is named.
    Open(u32, String, bool),
    Close(u32),
}

/// `(3-event-new-…(4-person-new-…)` opens 3, opens 4 and closes 4; `3)2)` closes 3 and 2.
fn pieces(value: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = value;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('(') {
            let end = inner.find(['(', ')']).unwrap_or(inner.len());
            let fields: Vec<&str> = inner[..end].splitn(8, '-').collect();
            rest = &inner[end..];
            let Some(id) = fields[0].parse().ok() else { continue };
            let kind = fields.get(1).copied().unwrap_or_default().to_owned();
            found.push(Piece::Open(id, kind, fields.len() > 7));
            if let Some(after) = rest.strip_prefix(')') {
                found.push(Piece::Close(id));
                rest = after;
            }
        } else {
            let end = rest.find(')').unwrap_or(rest.len());
            found.extend(rest[..end].parse().ok().map(Piece::Close));
            rest = rest.get(end + 1..).unwrap_or("");
        }
    }
    found
}

/// `1<192`: 1 is one of those that 192 takes together.
fn read_part(pair: &str) -> Option<(u32, u32)> {
    let (part, whole) = pair.split_once('<')?;
    Some((part.parse().ok()?, whole.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_may_nest_and_close_on_the_spot() {
        let found = pieces("(3-event-new-n-cf1-1-sgl(4-person-new-n-cf1-1-sgl-Ada_Moreno)3)");
        let shown: Vec<String> = found
            .iter()
            .map(|piece| match piece {
                Piece::Open(id, kind, titled) => format!("open {id} {kind} {titled}"),
                Piece::Close(id) => format!("close {id}"),
            })
            .collect();
        assert_eq!(shown, ["open 3 event false", "open 4 person true", "close 4", "close 3"]);
    }

    #[test]
    fn parts_are_read() {
        assert_eq!(read_part("1<192"), Some((1, 192)));
        assert_eq!(read_part("1"), None);
    }
}
