//! Who says so, against a treebank's table of attributions (GUM: relations of discourse and their signals).
//!
//! The texts are coded raw, with our own words and sentences, and compared by characters. Ours are the attributions that
//! the reader finds ([`verbale::document::Attribution`]), before statements are made of them, since gold counts what a
//! speaker thinks, and what "you think". A quotation that goes on over several sentences is one of ours.
//!
//! A pair of gold and ours shares words of the cue, or ours covers half of gold's content; best first, each in one pair.
//!
//! - *source*: the words of the source, every word worth the same. Right are words that both sides of a pair have;
//!   asked for are all words of gold's sources, paired or not; the program's are those of all sources of ours, paired or
//!   not. Where gold names no source, nothing is asked for, and a partner's source is taken out of the count.
//! - *source, where paired*: the same over pairs alone: what is lost is not there.
//! - *cue found*: gold's with a cue one of whose words is in the cue of its partner.
//! - *content covered*: gold's whose head unit is covered by its partner, nine words of ten or more. Longer contents are right. A
//!   "that" which opens the unit is not asked for, and nothing of a unit that has no other word: our contents begin behind it.
//!   *With a cue*: of those that have one, which leaves out the credits of photographs. *With "that"*: every word is asked.
//! - *polarity*: of pairs, negated or not, as gold says.
//! - *attribution*: how many of gold have a partner, how many of ours.
//!
//! Gold marks only what is a clause: what we find besides ("denied the charge", "urged them to go", "the claim of …") costs
//! precision. It is told apart by the row *source, clauses*, where ours count only if their content has a finite verb or
//! is quoted, or if they are paired.

mod gold;

use super::language::conllu::Text;
use super::sheet::Sheet;
use anyhow::{Result, ensure};
use gold::{GoldAttribution, find_texts, read_table};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use verbale::document::{Attribution, Deprel, Feat, Source, Span, Style, TokenId};
use verbale::{About, Document, Language};

/// Words of the treebank that are more than punctuation.
type Words = BTreeSet<usize>;

/// Scores the documents of a table whose id holds one of `kinds`; all, if there are none.
pub fn score_attribution(
    path: &Path,
    treebank: Option<&Path>,
    kinds: &[String],
    language: &Language,
) -> Result<Sheet> {
    let wanted =
        |id: &str| kinds.is_empty() || id.split('_').any(|part| kinds.iter().any(|kind| kind == part));
    let table = read_table(path, wanted)?;
    ensure!(!table.is_empty(), "{}: no document of the kinds asked for", path.display());
    let mut score = Score::default();
    for text in &find_texts(&table, path, treebank)? {
        let document = language.annotate(&text.text, About::default());
        ensure!(document.text == text.text, "{}: a text that is not plain", text.id);
        score.add(text, &table[&text.id], &document);
    }
    score.sheet.line(format!("{} documents", table.len()));
    score.sheet.line("");
    Ok(score.finish())
}

/// One of ours.
#[derive(Default)]
struct Mine {
    cue: Words,
    source: Words,
    content: Words,
    negated: bool,
    /// Its content has a finite verb, or is quoted.
    clause: bool,
    first: Option<Span>,
    shown: String,
}

/// What both sides count.
#[derive(Debug, Default)]
struct Tally {
    gold: usize,
    mine: usize,
    mine_clauses: usize,
    pairs: usize,
    cues: usize,
    cues_found: usize,
    contents: usize,
    contents_cued: usize,
    covered: usize,
    covered_cued: usize,
    covered_strictly: usize,
    polarity: usize,
    source_right: usize,
    source_gold: usize,
    source_gold_paired: usize,
    source_mine: usize,
    source_mine_clauses: usize,
    source_mine_paired: usize,
}

#[derive(Debug, Default)]
struct Score {
    tally: Tally,
    sheet: Sheet,
}

impl Score {
    fn add(&mut self, text: &Text, gold: &[GoldAttribution], document: &Document) {
        let mine = find_mine(text, document);
        let partners = pair_up(text, gold, &mine);
        for (g, partner) in gold.iter().zip(&partners) {
            self.add_gold(text, g, partner.map(|m| &mine[m]));
        }
        for (m, one) in mine.iter().enumerate() {
            let paired = partners.contains(&Some(m));
            self.tally.mine += 1;
            self.tally.mine_clauses += usize::from(paired || one.clause);
            if !paired {
                self.tally.source_mine += one.source.len();
                self.tally.source_mine_clauses += if one.clause { one.source.len() } else { 0 };
                let kind = if one.clause { "NOT GOLD'S" } else { "NOT GOLD'S, no clause" };
                self.error(text, one.first, &format!("{kind}: {}", one.shown));
            }
        }
    }

    fn add_gold(&mut self, text: &Text, gold: &GoldAttribution, partner: Option<&Mine>) {
        let source = plain_words(text, gold.source.iter().copied());
        let tally = &mut self.tally;
        tally.gold += 1;
        tally.cues += usize::from(!gold.cue.is_empty());
        tally.source_gold += source.len();
        let content = content_of(text, gold);
        tally.contents += usize::from(!content.is_empty());
        tally.contents_cued += usize::from(!content.is_empty() && !gold.cue.is_empty());
        let at = text.tokens.get(gold.content.start).map(|token| token.span);
        let asked = show_gold(text, gold);
        let Some(mine) = partner else {
            return self.error(text, at, &format!("NOT FOUND: {asked}"));
        };
        tally.pairs += 1;
        tally.polarity += usize::from(mine.negated != gold.positive);
        let same_cue = gold.cue.iter().any(|word| mine.cue.contains(word));
        tally.cues_found += usize::from(same_cue);
        let covers = |asked: &Words| 10 * asked.intersection(&mine.content).count() >= 9 * asked.len();
        tally.covered_strictly += usize::from(covers(&plain_words(text, gold.content.clone())));
        let covers = content.is_empty() || covers(&content);
        tally.covered += usize::from(covers && !content.is_empty());
        tally.covered_cued += usize::from(covers && !content.is_empty() && !gold.cue.is_empty());
        let right = source.intersection(&mine.source).count();
        if !source.is_empty() {
            tally.source_right += right;
            tally.source_gold_paired += source.len();
            for count in
                [&mut tally.source_mine, &mut tally.source_mine_clauses, &mut tally.source_mine_paired]
            {
                *count += mine.source.len();
            }
        }
        if !covers {
            self.error(text, at, &format!("CONTENT: {asked}; found {}", mine.shown));
        }
        if right < source.len() || (!source.is_empty() && right < mine.source.len()) {
            self.error(text, at, &format!("SOURCE: {asked}; found {}", mine.shown));
        }
    }

    fn error(&mut self, text: &Text, at: Option<Span>, what: &str) {
        let inside = |span: Span| text.sentences.iter().find(|sentence| sentence.span.contains(span));
        let sentence = at.and_then(inside).map_or("", |sentence| sentence.span.of(&text.text));
        self.sheet.errors.push(format!("{}: {what}\n    {sentence}", text.id));
    }

    fn finish(mut self) -> Sheet {
        let (t, sheet) = (&self.tally, &mut self.sheet);
        let row = |sheet: &mut Sheet, key: &str, name: &str, right: usize, n_gold, n_mine| {
            sheet.row(&format!("attribution{key}"), name, right as f64, n_gold, n_mine);
        };
        row(sheet, "", "attribution", t.pairs, t.gold, t.mine);
        row(sheet, "_clauses", "attribution, clauses", t.pairs, t.gold, t.mine_clauses);
        sheet.line("");
        row(sheet, "_source", "source, words", t.source_right, t.source_gold, t.source_mine);
        let (key, name) = ("_source_clauses", "source, clauses");
        row(sheet, key, name, t.source_right, t.source_gold, t.source_mine_clauses);
        let (key, name) = ("_source_paired", "source, where paired");
        row(sheet, key, name, t.source_right, t.source_gold_paired, t.source_mine_paired);
        sheet.line("");
        sheet.share("attribution_cue", "cue found", t.cues_found, t.cues);
        sheet.share("attribution_content", "content covered", t.covered, t.contents);
        let (key, name) = ("attribution_content_cued", "content covered, with a cue");
        sheet.share(key, name, t.covered_cued, t.contents_cued);
        let (key, name) = ("attribution_content_that", "content covered, with \"that\"");
        sheet.share(key, name, t.covered_strictly, t.gold);
        sheet.share("attribution_polarity", "polarity, when paired", t.polarity, t.pairs);
        self.sheet
    }
}

/// For each of gold the place of its partner.
fn pair_up(text: &Text, gold: &[GoldAttribution], mine: &[Mine]) -> Vec<Option<usize>> {
    let mut candidates = Vec::new();
    for (g, asked) in gold.iter().enumerate() {
        for (m, one) in mine.iter().enumerate() {
            let (covered, all) = share(text, asked, one);
            let same_cue = asked.cue.iter().any(|word| one.cue.contains(word));
            let half = all > 0 && 2 * covered >= all;
            if !same_cue && !half {
                continue;
            }
            let same_source = asked.source.iter().any(|word| one.source.contains(word));
            let worth = 4 * usize::from(same_cue) + 2 * usize::from(same_source) + usize::from(half);
            candidates.push((std::cmp::Reverse(worth), one.content.len(), g, m));
        }
    }
    candidates.sort_unstable();
    let (mut partners, mut taken) = (vec![None; gold.len()], BTreeSet::new());
    for (_, _, g, m) in candidates {
        if partners[g].is_none() && taken.insert(m) {
            partners[g] = Some(m);
        }
    }
    partners
}

/// How many words of gold's head unit ours covers, and how many it has.
fn share(text: &Text, gold: &GoldAttribution, mine: &Mine) -> (usize, usize) {
    let asked = content_of(text, gold);
    (asked.intersection(&mine.content).count(), asked.len())
}

/// The words of gold's head unit, without the "that" which opens it.
fn content_of(text: &Text, gold: &GoldAttribution) -> Words {
    let words = plain_words(text, gold.content.clone());
    let opens = |word: &usize| text.words[*word].form == "that" && text.words[*word].upos == "SCONJ";
    match words.first() {
        Some(word) if opens(word) => words.into_iter().skip(1).collect(),
        _ => words,
    }
}

/// Those that are more than punctuation.
fn plain_words(text: &Text, words: impl Iterator<Item = usize>) -> Words {
    let plain = |word: &usize| text.tokens[*word].span.of(&text.text).contains(char::is_alphanumeric);
    words.filter(plain).collect()
}

/// The treebank's words that spans touch.
fn words_of(text: &Text, spans: impl IntoIterator<Item = Span>) -> Words {
    let under = |span: Span| {
        let first = text.tokens.partition_point(|token| token.span.end <= span.start);
        let end = text.tokens.partition_point(|token| token.span.start < span.end);
        first..end.max(first)
    };
    plain_words(text, spans.into_iter().flat_map(under))
}

/// What the reader found; a quotation that goes on is one.
fn find_mine(text: &Text, document: &Document) -> Vec<Mine> {
    let all = &document.attributions;
    let first_of = |at: usize| {
        let back = |i: &usize| all[*i].continues.map(|id| id.index());
        std::iter::successors(Some(at), back).take(all.len()).last().unwrap_or(at)
    };
    let mut found: BTreeMap<usize, Mine> = BTreeMap::new();
    for (at, attribution) in all.iter().enumerate() {
        let mine = found.entry(first_of(at)).or_default();
        mine.content.extend(words_of(text, attribution.content.iter().copied()));
        mine.clause |= is_clause(document, attribution);
    }
    for (at, mine) in &mut found {
        let attribution = &all[*at];
        let sources = std::iter::once(&attribution.source).chain(&attribution.sources_also);
        mine.source = words_of(text, sources.filter_map(|source| source_span(document, source)));
        mine.cue = words_of(text, attribution.cue);
        mine.negated = attribution.negated;
        mine.first = attribution.content.first().copied();
        mine.shown = show_mine(document, attribution);
    }
    found.into_values().collect()
}

fn source_span(document: &Document, source: &Source) -> Option<Span> {
    match source {
        Source::Mention(id) => Some(document.mentions[id.index()].span),
        Source::Words(_, span) => Some(*span),
        Source::Writer | Source::Implicit => None,
    }
}

/// Has a finite verb above all others, or is quoted.
fn is_clause(document: &Document, attribution: &Attribution) -> bool {
    let finite = |token: TokenId| document.tokens[token.index()].feats.is(Feat::VerbForm, "Fin");
    let helper = |token: TokenId, head: TokenId| {
        let token = &document.tokens[token.index()];
        token.head == Some(head) && matches!(token.deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
    };
    let words = || (0..document.tokens.len()).map(TokenId::at);
    let has_verb = |head: TokenId| finite(head) || words().any(|token| helper(token, head) && finite(token));
    attribution.style != Style::Indirect || attribution.content_head.is_none_or(has_verb)
}

fn show_gold(text: &Text, gold: &GoldAttribution) -> String {
    let shown = |words: &mut dyn Iterator<Item = usize>| {
        let forms: Vec<&str> = words.map(|word| text.tokens[word].span.of(&text.text)).collect();
        forms.join(" ")
    };
    let (source, cue) = (&mut gold.source.iter().copied(), &mut gold.cue.iter().copied());
    let (source, cue, content) = (shown(source), shown(cue), shown(&mut gold.content.clone()));
    format!("{}{source} | {cue} | {content}", if gold.positive { "" } else { "not: " })
}

fn show_mine(document: &Document, attribution: &Attribution) -> String {
    let source = source_span(document, &attribution.source).map_or("", |span| document.slice(span));
    let cue = attribution.cue.map_or("", |span| document.slice(span));
    let content = document.slices(&attribution.content).join(" … ");
    format!("{}{source} | {cue} | {content}", if attribution.negated { "not: " } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::language::conllu::parse_treebank;

    /// A sentence whose words all hang on the first; heads do not matter here.
    fn text(words: &str) -> Text {
        let rows = words.split(' ').enumerate().map(|(i, word)| {
            let head = usize::from(i > 0);
            let upos = if word == "that" { "SCONJ" } else { "X" };
            format!("{}\t{word}\t_\t{upos}\t_\t_\t{head}\tdep\t_\t_\n", i + 1)
        });
        let conllu = format!("# newdoc id = T_news_bridge\n{}\n", rows.collect::<String>());
        parse_treebank(&conllu).expect("CoNLL-U").remove(0)
    }

    fn score(words: &str, gold: &[GoldAttribution]) -> BTreeMap<String, f64> {
        let text = text(words);
        let document = verbale::english().annotate(&text.text);
        let mut score = Score::default();
        score.add(&text, gold, &document);
        score.finish().metrics.into_iter().collect()
    }

    fn asked(
        positive: bool,
        source: &[usize],
        cue: &[usize],
        content: std::ops::Range<usize>,
    ) -> GoldAttribution {
        GoldAttribution { positive, unit: 0..1, content, source: source.to_vec(), cue: cue.to_vec() }
    }

    #[test]
    fn what_is_found_is_right() {
        let found = score("The mayor said that the bridge was safe .", &[asked(true, &[0, 1], &[2], 3..8)]);
        for key in ["f1", "source_f1", "cue", "content", "polarity"] {
            assert_eq!(found[&format!("attribution_{key}")], 1.0, "{key}");
        }
    }

    #[test]
    fn half_a_source_and_one_too_many_count() {
        // Gold has the mayor alone; the second sentence is none of gold's.
        let words = "The mayor said that the bridge was safe . The envoy said that talks had failed .";
        let found = score(words, &[asked(true, &[1], &[2], 3..8)]);
        assert_eq!((found["attribution_p"], found["attribution_r"]), (0.5, 1.0));
        assert_eq!((found["attribution_source_p"], found["attribution_source_r"]), (0.25, 1.0));
        assert_eq!(found["attribution_source_paired_p"], 0.5);
    }

    #[test]
    fn a_negation_that_is_missed_counts() {
        let found = score("The mayor said that the bridge was safe .", &[asked(false, &[], &[2], 3..8)]);
        assert_eq!((found["attribution_polarity"], found["attribution_source_p"]), (0.0, 0.0));
    }
}
