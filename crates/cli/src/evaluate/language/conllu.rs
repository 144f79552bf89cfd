//! Reads a treebank in CoNLL-U: the raw texts, and what the treebank says of their words.

use super::align::Word;
use super::{join_contractions, universal_feats, universal_relation};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use verbale::document::{Deprel, Feats, Sentence, SentenceId, Span, Token, TokenId, Upos};

/// One document of a treebank.
#[derive(Debug, Default)]
pub struct Text {
    /// The name that the treebank gives it.
    pub id: String,
    /// Spelled by its words.
    pub text: String,
    pub sentences: Vec<Sentence>,
    /// The name of each sentence; empty where it has none.
    pub sent_ids: Vec<String>,
    /// As the shared task sees them.
    pub words: Vec<Word>,
    /// As the tagger takes them: cut, and nothing more.
    pub tokens: Vec<Token>,
    /// The tenth cell of each word.
    pub misc: Vec<String>,
    opens_paragraph: bool,
    /// Which words go on from the one before in a contraction.
    goes_on: Vec<bool>,
}

/// Reads a file.
pub fn read_treebank(path: &Path) -> Result<Vec<Text>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    parse_treebank(&text).with_context(|| format!("reading {}", path.display()))
}

/// Reads documents, sentence by sentence.
pub fn parse_treebank(conllu: &str) -> Result<Vec<Text>> {
    let mut texts: Vec<Text> = Vec::new();
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut sent_id = "";
    for (i, line) in conllu.lines().chain([""]).enumerate() {
        if line.starts_with("# newdoc") || texts.is_empty() {
            texts.push(Text { opens_paragraph: true, ..Text::default() });
        }
        let Some(text) = texts.last_mut() else { continue };
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            text.id = id.trim().to_owned();
        } else if line.starts_with("# newpar") {
            text.open_paragraph();
        } else if let Some(id) = line.strip_prefix("# sent_id = ") {
            sent_id = id.trim();
        } else if line.is_empty() && !rows.is_empty() {
            text.add_sentence(&std::mem::take(&mut rows), std::mem::take(&mut sent_id));
        } else if !line.is_empty() && !line.starts_with('#') {
            rows.push(Row::read(line).with_context(|| format!("line {}", i + 1))?);
        }
    }
    for text in &mut texts {
        let goes_on = std::mem::take(&mut text.goes_on);
        join_contractions(&mut text.words, |i| goes_on[i]);
        text.text.truncate(text.text.trim_end().len());
    }
    texts.retain(|text| !text.words.is_empty());
    Ok(texts)
}

/// One line of ten cells.
struct Row<'l> {
    cells: Vec<&'l str>,
}

impl<'l> Row<'l> {
    fn read(line: &'l str) -> Result<Row<'l>> {
        let cells: Vec<&str> = line.split('\t').collect();
        anyhow::ensure!(cells.len() == 10, "expected 10 cells, but found {}", cells.len());
        Ok(Row { cells })
    }

    /// The numbers of the words that a contraction joins.
    fn contraction(&self) -> Option<(u32, u32)> {
        let (from, to) = self.cells[0].split_once('-')?;
        Some((from.parse().ok()?, to.parse().ok()?))
    }

    /// None for a contraction or an empty node.
    fn number(&self) -> Option<u32> {
        self.cells[0].parse().ok()
    }

    fn has_space_after(&self) -> bool {
        !self.cells[9].split('|').any(|pair| pair == "SpaceAfter=No")
    }
}

impl Text {
    fn open_paragraph(&mut self) {
        self.opens_paragraph = true;
        if !self.text.is_empty() {
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str("\n\n");
        }
    }

    fn add_sentence(&mut self, rows: &[Row<'_>], sent_id: &str) {
        let first = self.tokens.len();
        let mut whole: Option<(Span, u32, &str)> = None;
        for row in rows {
            if let Some((_, to)) = row.contraction() {
                let span = self.spell(row);
                whole = Some((span, to, row.cells[1]));
                continue;
            }
            let Some(number) = row.number() else { continue };
            let inside = whole.filter(|(_, to, _)| number <= *to);
            let goes_on = inside.is_some() && self.tokens.len() > first && self.ends_inside(inside);
            let span = match inside {
                Some((span, _, form)) => self.span_inside(span, form, row.cells[1], goes_on),
                None => self.spell(row),
            };
            self.add_word(row, span, first, goes_on);
        }
        let spans = self.tokens[first..].iter().map(|token| token.span);
        let Some(span) = spans.reduce(Span::join) else { return };
        let opens_paragraph = std::mem::take(&mut self.opens_paragraph);
        let (first, end) = (TokenId::at(first), TokenId::at(self.tokens.len()));
        self.sentences.push(Sentence { span, first, end, opens_paragraph });
        self.sent_ids.push(sent_id.to_owned());
    }

    /// Whether the last word lies in the contraction already.
    fn ends_inside(&self, whole: Option<(Span, u32, &str)>) -> bool {
        let last = self.tokens.last().map(|token| token.span);
        matches!((last, whole), (Some(last), Some((span, _, _))) if span.contains(last))
    }

    /// Writes a form and the space behind it.
    fn spell(&mut self, row: &Row<'_>) -> Span {
        let start = self.text.len();
        self.text.push_str(row.cells[1]);
        let span = Span::new(start, self.text.len());
        if row.has_space_after() {
            self.text.push(' ');
        }
        span
    }

    /// Where a word of a contraction stands, if its form is spelled there; else the whole.
    fn span_inside(&self, whole: Span, form: &str, word: &str, goes_on: bool) -> Span {
        let from = if goes_on { self.tokens.last().map_or(whole.start, |t| t.span.end) } else { whole.start };
        let start = from as usize - whole.start as usize;
        match form.get(start..) {
            Some(rest) if rest.starts_with(word) => Span::new(from as usize, from as usize + word.len()),
            _ => whole,
        }
    }

    fn add_word(&mut self, row: &Row<'_>, span: Span, first: usize, goes_on: bool) {
        let head: usize = row.cells[6].parse().unwrap_or(0);
        self.words.push(Word {
            span,
            in_multiword: false,
            form: row.cells[1].to_lowercase(),
            lemma: row.cells[2].to_owned(),
            upos: row.cells[3].to_owned(),
            feats: universal_feats(row.cells[5]),
            head: (head > 0).then(|| first + head - 1),
            deprel: universal_relation(row.cells[7]).to_owned(),
        });
        self.goes_on.push(goes_on);
        self.misc.push(row.cells[9].to_owned());
        self.tokens.push(Token {
            span,
            sentence: SentenceId::at(self.sentences.len()),
            in_contraction: goes_on,
            upos: Upos::X,
            feats: Feats::default(),
            lemma: span.of(&self.text).into(),
            head: None,
            deprel: Deprel::Root,
        });
    }
}
