//! Pronouns and last names against a treebank that marks its entities.

mod gold;
mod links;

use super::language::conllu::{Text, read_treebank};
use super::sheet::Sheet;
use anyhow::Result;
use gold::{GoldEntities, GoldMention};
use links::{Link, find_links};
use std::collections::BTreeMap;
use std::path::Path;
use verbale::{About, Document, Language, Words};

/// Links made, links right, links asked for.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    right: usize,
    gold: usize,
    mine: usize,
}

/// Scores the documents of a treebank whose id holds one of `kinds`; all, if there are none.
pub fn score_coreference(path: &Path, kinds: &[String], language: &Language) -> Result<Sheet> {
    let mut texts = read_treebank(path)?;
    let wanted = |id: &str| id.split('_').any(|part| kinds.iter().any(|kind| kind == part));
    texts.retain(|text| kinds.is_empty() || wanted(&text.id));
    let mut score = Score::default();
    for text in &texts {
        let (sentences, tokens) = (text.sentences.clone(), text.tokens.clone());
        let words = Words { text: text.text.clone(), residue: Vec::new(), sentences, tokens };
        let document = language.annotate_words(words, About::default());
        score.add(text, &document);
    }
    score.sheet.line(format!("{} documents", texts.len()));
    score.sheet.line("");
    Ok(score.finish())
}

#[derive(Debug, Default)]
struct Score {
    all: Tally,
    by_kind: BTreeMap<&'static str, Tally>,
    by_entity: BTreeMap<String, Tally>,
    sheet: Sheet,
}

impl Score {
    fn add(&mut self, text: &Text, document: &Document) {
        let gold = GoldEntities::read(text);
        let mut links = find_links(text, document);
        for mention in &gold.mentions {
            let Some(kind) = asked_for(text, &gold, mention) else { continue };
            let link = links.iter().position(|link| link.head == mention.head).map(|at| links.remove(at));
            let right = link.as_ref().is_some_and(|link| leads_to(text, &gold, mention, link));
            self.count(
                kind,
                &mention.kind,
                Tally { right: right.into(), gold: 1, mine: link.is_some().into() },
            );
            if !right {
                let found = link.map_or_else(|| "nobody".to_owned(), |link| link.to_words(text, document));
                let meant = gold.mentions.iter().find(|m| m.cluster == mention.cluster && m.named);
                let meant = meant.map_or("", |m| words(text, m.first, m.end));
                let line = format!("{kind} of {meant:?}, found {found}");
                self.error(text, mention.head, &line);
            }
        }
        // What remains leads from words that mean something without a name, or nothing.
        for link in links.iter().filter(|link| link.to_name) {
            let mention = gold.with_head(link.head).find(|m| !m.several);
            let right = mention.is_some_and(|m| leads_to(text, &gold, m, link));
            let kind = mention.map_or("none", |m| &m.kind);
            self.count(link.kind, kind, Tally { right: right.into(), gold: right.into(), mine: 1 });
            if !right {
                let line = format!("{} of nobody named, found {}", link.kind, link.to_words(text, document));
                self.error(text, link.head, &line);
            }
        }
    }

    fn count(&mut self, kind: &'static str, entity: &str, one: Tally) {
        let by_entity = self.by_entity.entry(entity.to_owned()).or_default();
        for tally in [&mut self.all, self.by_kind.entry(kind).or_default(), by_entity] {
            tally.right += one.right;
            tally.gold += one.gold;
            tally.mine += one.mine;
        }
    }

    fn error(&mut self, text: &Text, word: usize, what: &str) {
        let sentence = &text.sentences[text.tokens[word].sentence.index()];
        let (before, form) = (&text.text[..], text.tokens[word].span);
        let shown = format!(
            "{}[{}]{}",
            &before[sentence.span.start as usize..form.start as usize],
            form.of(before),
            &before[form.end as usize..sentence.span.end as usize]
        );
        self.sheet.errors.push(format!("{}: {what}\n    {shown}", text.id));
    }

    fn finish(mut self) -> Sheet {
        let Tally { right, gold, mine } = self.all;
        self.sheet.row("coreference", "pronouns and last names", right as f64, gold, mine);
        self.sheet.line("");
        for (kind, t) in &self.by_kind {
            self.sheet.row(&format!("coreference_{kind}"), kind, t.right as f64, t.gold, t.mine);
        }
        self.sheet.line("");
        for (entity, t) in &self.by_entity {
            let key = format!("coreference_of_{entity}");
            self.sheet.row(&key, &format!("of: {entity}"), t.right as f64, t.gold, t.mine);
        }
        self.sheet
    }
}

/// What sort of looking back a gold mention asks for, if any: a pronoun of the third person or a shortened name,
/// of an entity that is named somewhere.
fn asked_for(text: &Text, gold: &GoldEntities, mention: &GoldMention) -> Option<&'static str> {
    if !gold.is_named(mention.cluster) {
        return None;
    }
    if mention.end == mention.first + 1 && text.words[mention.first].upos == "PRON" {
        return links::pronoun(&text.words[mention.first].form);
    }
    let name = bare_name(text, mention);
    let [only] = name[..] else { return None };
    let form = &text.words[only].form;
    let fuller = |m: &GoldMention| {
        let full = bare_name(text, m);
        full.len() > 1 && !m.several && full.iter().any(|word| text.words[*word].form == *form)
    };
    let person = mention.kind == "person" && mention.named && !mention.several;
    let mut others = gold.mentions.iter().filter(|m| m.cluster == mention.cluster);
    (person && others.any(fuller)).then_some("last_name")
}

/// The proper nouns that make a mention's name, if it is nothing else than one.
fn bare_name(text: &Text, mention: &GoldMention) -> Vec<usize> {
    let carried = |w: &usize| {
        *w == mention.head || matches!(text.words[*w].deprel.as_str(), "flat" | "compound" | "goeswith")
    };
    let is_name = |w: &usize| text.words[*w].upos == "PROPN" && carried(w);
    let own = (mention.first..mention.end).take_while(|w| is_name(w) || text.words[*w].deprel == "det");
    own.filter(is_name).collect()
}

/// Whether a link ends in the entity of the mention that it starts from.
fn leads_to(text: &Text, gold: &GoldEntities, mention: &GoldMention, link: &Link) -> bool {
    let cluster = mention.cluster;
    if let [only] = link.targets[..] {
        let mut here = gold.with_head(gold::head_of(text, only.0, only.1));
        return here.any(|m| m.cluster == cluster && !m.several);
    }
    let part = |target: &(usize, usize)| {
        let head = gold::head_of(text, target.0, target.1);
        let by_part = gold.with_head(head).any(|m| gold.is_part(m.cluster, cluster));
        let conjunct = |m: &GoldMention| {
            head == m.head || text.words[head].deprel == "conj" && text.words[head].head == Some(m.head)
        };
        let mut rows = gold.mentions.iter().filter(|m| m.cluster == cluster && m.several);
        by_part || rows.any(conjunct)
    };
    !link.targets.is_empty() && link.targets.iter().all(part)
}

fn words(text: &Text, first: usize, end: usize) -> &str {
    text.tokens[first].span.join(text.tokens[end - 1].span).of(&text.text)
}
