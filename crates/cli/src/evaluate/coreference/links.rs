//! The links that the reader makes: from a pronoun or a last name to where somebody is named.

use super::gold::head_of;
use crate::evaluate::language::conllu::Text;
use verbale::document::{Mention, MentionId, MentionKind};
use verbale::{Document, document::Via};

/// One link.
#[derive(Debug)]
pub struct Link {
    /// The word that it starts from.
    pub head: usize,
    /// he, she, it, they or last_name.
    pub kind: &'static str,
    /// First word and one past the last of each mention that it leads to; several for "they".
    pub targets: Vec<(usize, usize)>,
    /// Whether it leads to a name.
    pub to_name: bool,
}

impl Link {
    /// The words that it leads to, for people.
    pub fn to_words(&self, text: &Text, document: &Document) -> String {
        let shown = self.targets.iter().map(|(first, end)| {
            let span = text.tokens[*first].span.join(text.tokens[end - 1].span);
            format!("{:?}", document.slice(span))
        });
        shown.collect::<Vec<_>>().join(", ")
    }
}

/// The kind of a pronoun of the third person.
pub fn pronoun(form: &str) -> Option<&'static str> {
    match form.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Some("he"),
        "she" | "her" | "hers" | "herself" => Some("she"),
        "it" | "its" | "itself" => Some("it"),
        "they" | "them" | "their" | "theirs" | "themselves" => Some("they"),
        _ => None,
    }
}

/// All links of a document, in text order.
pub fn find_links(text: &Text, document: &Document) -> Vec<Link> {
    let mut links = Vec::new();
    for (i, mention) in document.mentions.iter().enumerate() {
        let (first, end) = words_of(text, document, mention);
        let kind = match pronoun(document.slice(mention.span)) {
            Some(kind) => kind,
            None if mention.kind == MentionKind::Person && is_one_name(text, first, end) => "last_name",
            None => continue,
        };
        let ends = match kind {
            "last_name" => fuller_name(text, document, i).into_iter().collect(),
            _ => ends_of(document, mention),
        };
        if ends.is_empty() {
            continue;
        }
        let targets: Vec<_> =
            ends.iter().map(|id| words_of(text, document, &document.mentions[id.index()])).collect();
        let to_name =
            targets.iter().all(|(first, end)| text.words[head_of(text, *first, *end)].upos == "PROPN");
        links.push(Link { head: head_of(text, first, end), kind, targets, to_name });
    }
    links
}

/// The mentions at the end of a pronoun's chain.
fn ends_of(document: &Document, mention: &Mention) -> Vec<MentionId> {
    let mut ends: Vec<MentionId> = Vec::new();
    for found in &mention.referents {
        let Some(mut end) = found.antecedent else { continue };
        let mut left = document.mentions.len();
        while left > 0 && pronoun(document.slice(document.mentions[end.index()].span)).is_some() {
            let next = document.mentions[end.index()].referents.first().and_then(|r| r.antecedent);
            let Some(next) = next else { break };
            (end, left) = (next, left - 1);
        }
        if !ends.contains(&end) {
            ends.push(end);
        }
    }
    ends
}

fn is_one_name(text: &Text, first: usize, end: usize) -> bool {
    let mut own = (first..end).filter(|w| text.words[*w].deprel != "case");
    matches!((own.next(), own.next()), (Some(w), None) if text.words[w].upos == "PROPN")
}

/// Where the same actor has a longer name: where the reader says so, or the nearest that holds this one.
fn fuller_name(text: &Text, document: &Document, i: usize) -> Option<MentionId> {
    let mention = &document.mentions[i];
    let [only] = mention.referents[..] else { return None };
    let own = document.slice(mention.span);
    let longer = |j: &usize| {
        let other = &document.mentions[*j];
        let same = other.referents.iter().any(|r| r.actor == only.actor);
        let (first, end) = words_of(text, document, other);
        let mut words = (first..end).filter(|w| text.words[*w].upos == "PROPN");
        same && end - first > 1 && words.any(|w| text.tokens[w].span.of(&text.text) == own)
    };
    let stated = only.antecedent.filter(|_| only.via == Via::Coreference);
    stated.or_else(|| {
        let before = (0..i).rev().find(longer);
        before.or_else(|| (i + 1..document.mentions.len()).find(longer)).map(MentionId::at)
    })
}

/// The treebank's words under a mention.
fn words_of(text: &Text, document: &Document, mention: &Mention) -> (usize, usize) {
    let mut first = text.tokens.partition_point(|t| t.span.end <= mention.span.start);
    let end = text.tokens.partition_point(|t| t.span.start < mention.span.end).max(first + 1);
    // one word may spell several: "wanna"
    first = first.min(text.tokens.len().saturating_sub(1));
    debug_assert_eq!(document.tokens.len(), text.tokens.len());
    (first, end.min(text.tokens.len()))
}
