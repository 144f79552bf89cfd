//! The language layers against a treebank: the measures of the CoNLL 2018 shared task.

mod align;
pub(super) mod conllu;
mod names;

use super::sheet::{Sheet, prf};
use align::{Word, align};
use anyhow::Result;
use conllu::{Text, read_treebank};
use names::Names;
use std::path::Path;
use verbale::annotate::words::split_words;
use verbale::document::{Sentence, Span, Token};
use verbale::{About, Document, Language, Words};

/// Counts over all texts of a treebank.
#[derive(Debug, Default)]
struct Tally {
    n_gold: usize,
    n_mine: usize,
    words: usize,
    n_gold_sentences: usize,
    n_mine_sentences: usize,
    sentences: usize,
    upos: usize,
    feats: usize,
    lemmas: usize,
    heads: usize,
    labels: usize,
    n_gold_tokens: usize,
    n_mine_tokens: usize,
    tokens: usize,
    n_gold_content: usize,
    n_mine_content: usize,
    clas: usize,
    mlas: usize,
    blex: usize,
}

/// Scores on the treebank's own words, then on its raw text.
/// `names` is a file of the names of its sentences.
pub fn score_treebank(path: &Path, names: Option<&Path>, language: &Language) -> Result<Sheet> {
    let texts = read_treebank(path)?;
    let mut names = names.map(Names::read).transpose()?;
    let (mut given, mut raw) = (Tally::default(), Tally::default());
    for text in &texts {
        let gold = Layers { sentences: &text.sentences, words: &text.words };
        let document = read(language, text, text.sentences.clone(), text.tokens.clone());
        names.iter_mut().for_each(|names| names.add(&document));
        let words = as_words(&text.text, &document.tokens);
        given.add(gold, Layers { sentences: &text.sentences, words: &words });

        let (sentences, tokens) = split_words(&text.text, &[], &language.lexicon);
        let document = read(language, text, sentences.clone(), tokens);
        let words = as_words(&text.text, &document.tokens);
        raw.add(gold, Layers { sentences: &sentences, words: &words });
    }
    let mut sheet = Sheet::default();
    sheet.line(format!(
        "{} texts, {} sentences, {} words",
        texts.len(),
        given.n_gold_sentences,
        given.n_gold
    ));
    sheet.line("");
    sheet.line("on the treebank's words");
    given.print_layers("gold", &mut sheet);
    names.iter().for_each(|names| names.print(&mut sheet));
    sheet.line("");
    sheet.line("on raw text");
    let row = |sheet: &mut Sheet, key, name, right: usize, n_gold, n_mine| {
        sheet.row(key, name, right as f64, n_gold, n_mine);
    };
    row(&mut sheet, "raw_tokens", "tokens", raw.tokens, raw.n_gold_tokens, raw.n_mine_tokens);
    row(&mut sheet, "raw_words", "words", raw.words, raw.n_gold, raw.n_mine);
    row(&mut sheet, "raw_sentences", "sentences", raw.sentences, raw.n_gold_sentences, raw.n_mine_sentences);
    raw.print_layers("raw", &mut sheet);
    Ok(sheet)
}

/// Tags, lemmas and heads, as every annotator after the parser gets them.
fn read(language: &Language, text: &Text, sentences: Vec<Sentence>, tokens: Vec<Token>) -> Document {
    let words = Words { text: text.text.clone(), residue: Vec::new(), sentences, tokens };
    language.annotate_words(words, About::default())
}

/// Sentences and words of one reading of a text.
#[derive(Clone, Copy)]
struct Layers<'l> {
    sentences: &'l [Sentence],
    words: &'l [Word],
}

impl Tally {
    fn add(&mut self, gold: Layers<'_>, mine: Layers<'_>) {
        self.n_gold += gold.words.len();
        self.n_mine += mine.words.len();
        self.n_gold_sentences += gold.sentences.len();
        self.n_mine_sentences += mine.sentences.len();
        let spans: Vec<Span> = gold.sentences.iter().map(|sentence| sentence.span).collect();
        let same = |sentence: &&Sentence| spans.binary_search(&sentence.span).is_ok();
        self.sentences += mine.sentences.iter().filter(same).count();

        let (of_gold, of_mine) = (surface(gold.words), surface(mine.words));
        self.n_gold_tokens += of_gold.len();
        self.n_mine_tokens += of_mine.len();
        self.tokens += of_mine.iter().filter(|span| of_gold.binary_search(span).is_ok()).count();

        let (gold_content, mine_content) = (Content::of(gold.words), Content::of(mine.words));
        self.n_gold_content += gold_content.n;
        self.n_mine_content += mine_content.n;

        let pairs = align(gold.words, mine.words);
        let mut gold_of = vec![None; mine.words.len()];
        pairs.iter().for_each(|(g, m)| gold_of[*m] = Some(*g));
        self.words += pairs.len();
        for (at_gold, at_mine) in pairs {
            let (g, m) = (&gold.words[at_gold], &mine.words[at_mine]);
            self.upos += usize::from(g.upos == m.upos);
            self.feats += usize::from(g.feats == m.feats);
            self.lemmas += usize::from(g.lemma == m.lemma || g.lemma == "_");
            let same_head = match (g.head, m.head) {
                (None, None) => true,
                (Some(head), Some(mine)) => gold_of[mine] == Some(head),
                _ => false,
            };
            self.heads += usize::from(same_head);
            let same_arc = same_head && g.deprel == m.deprel;
            self.labels += usize::from(same_arc);
            if !same_arc || !is_content(&g.deprel) {
                continue;
            }
            self.clas += 1;
            self.blex += usize::from(g.lemma == m.lemma || g.lemma == "_");
            let same_helpers = {
                let (of_gold, of_mine) = (&gold_content.helpers[at_gold], &mine_content.helpers[at_mine]);
                let same = |(g, m): (&usize, &usize)| {
                    let (word, other) = (&gold.words[*g], &mine.words[*m]);
                    gold_of[*m] == Some(*g) && word.deprel == other.deprel && same_tags(word, other)
                };
                of_gold.len() == of_mine.len() && of_gold.iter().zip(of_mine).all(same)
            };
            self.mlas += usize::from(same_tags(g, m) && same_helpers);
        }
    }

    fn print_layers(&self, prefix: &str, sheet: &mut Sheet) {
        let layers = [
            ("upos", "UPOS", self.upos),
            ("ufeats", "UFeats", self.feats),
            ("lemmas", "lemmas", self.lemmas),
            ("uas", "UAS", self.heads),
            ("las", "LAS", self.labels),
        ];
        for (key, name, right) in layers {
            let (_, _, f) = prf(right as f64, self.n_gold, self.n_mine);
            let counts = format!("({right} right, gold {}, program {})", self.n_gold, self.n_mine);
            sheet.line(format!("{name:34} {f:.4}   {counts}"));
            sheet.metrics.push((format!("{prefix}_{key}"), f));
        }
        let content = [("clas", "CLAS", self.clas), ("mlas", "MLAS", self.mlas), ("blex", "BLEX", self.blex)];
        for (key, name, right) in content {
            let (n_gold, n_mine) = (self.n_gold_content, self.n_mine_content);
            let (_, _, f) = prf(right as f64, n_gold, n_mine);
            sheet.line(format!(
                "{name:34} {f:.4}   ({right} right, content words in gold {n_gold}, program {n_mine})"
            ));
            sheet.metrics.push((format!("{prefix}_{key}"), f));
        }
    }
}

/// The spans of a text's tokens: a contraction is one.
fn surface(words: &[Word]) -> Vec<Span> {
    let mut spans: Vec<Span> = words.iter().map(|word| word.span).collect();
    spans.dedup();
    spans
}

/// Relations of function words; those of all others but punctuation are of content words (Zeman et al. 2018).
const FUNCTIONAL: [&str; 7] = ["aux", "cop", "mark", "det", "clf", "case", "cc"];

fn is_content(deprel: &str) -> bool {
    deprel != "punct" && !FUNCTIONAL.contains(&deprel)
}

fn same_tags(a: &Word, b: &Word) -> bool {
    a.upos == b.upos && a.feats == b.feats
}

/// How many content words there are, and the function words under each word.
struct Content {
    n: usize,
    helpers: Vec<Vec<usize>>,
}

impl Content {
    fn of(words: &[Word]) -> Content {
        let mut helpers = vec![Vec::new(); words.len()];
        for (i, word) in words.iter().enumerate() {
            if let Some(head) = word.head.filter(|_| FUNCTIONAL.contains(&word.deprel.as_str())) {
                helpers[head].push(i);
            }
        }
        Content { n: words.iter().filter(|word| is_content(&word.deprel)).count(), helpers }
    }
}

/// Features that the shared task counts: those of UD, none of a treebank's own.
const UNIVERSAL: [&str; 21] = [
    "Abbr", "Animacy", "Aspect", "Case", "Definite", "Degree", "Evident", "Foreign", "Gender", "Mood",
    "NumType", "Number", "Person", "Polarity", "Polite", "Poss", "PronType", "Reflex", "Tense", "VerbForm",
    "Voice",
];

/// The universal features, sorted.
fn universal_feats(feats: &str) -> String {
    let name = |pair: &&str| UNIVERSAL.contains(&pair.split('=').next().unwrap_or(""));
    let mut pairs: Vec<&str> = feats.split('|').filter(name).collect();
    pairs.sort_unstable();
    pairs.join("|")
}

/// The relation without its subtype.
fn universal_relation(deprel: &str) -> &str {
    deprel.split(':').next().unwrap_or(deprel)
}

/// The reader's words as the shared task sees them.
fn as_words(text: &str, tokens: &[Token]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
    for token in tokens {
        words.push(Word {
            span: token.span,
            in_multiword: false,
            form: token.span.of(text).to_lowercase(),
            lemma: token.lemma.to_string(),
            upos: token.upos.as_str().to_owned(),
            feats: universal_feats(&token.feats.to_string()),
            head: token.head.map(|head| head.index()),
            deprel: universal_relation(token.deprel.as_str()).to_owned(),
        });
    }
    join_contractions(&mut words, |i| tokens[i].in_contraction);
    words
}

/// Words of one contraction all get the span of the whole.
fn join_contractions(words: &mut [Word], goes_on: impl Fn(usize) -> bool) {
    let mut first = 0;
    for i in 1..=words.len() {
        if i < words.len() && goes_on(i) {
            continue;
        }
        if i - first > 1 {
            let span = words[first].span.join(words[i - 1].span);
            words[first..i].iter_mut().for_each(|word| (word.span, word.in_multiword) = (span, true));
        }
        first = i;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "\
# newdoc id = a
# text = They didn't go. Stop!
1\tThey\tthey\tPRON\tPRP\tCase=Nom|Number=Plur\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\tMood=Ind\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

1\tStop\tstop\tVERB\tVB\tMood=Imp\t0\troot\t_\tSpaceAfter=No
2\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\tSpacesAfter=\\n

";

    fn gold() -> Text {
        let mut texts = conllu::parse_treebank(TREE).expect("a tree of our own");
        assert_eq!(texts.len(), 1);
        texts.remove(0)
    }

    #[test]
    fn a_text_is_spelled_by_its_words() {
        let gold = gold();
        assert_eq!(gold.text, "They didn't go. Stop!");
        let forms: Vec<&str> = gold.tokens.iter().map(|token| token.span.of(&gold.text)).collect();
        assert_eq!(forms, ["They", "did", "n't", "go", ".", "Stop", "!"]);
        assert!(gold.tokens[2].in_contraction && !gold.tokens[1].in_contraction);
    }

    #[test]
    fn gold_agrees_with_itself() {
        let gold = gold();
        let layers = Layers { sentences: &gold.sentences, words: &gold.words };
        let mut tally = Tally::default();
        tally.add(layers, layers);
        assert_eq!((tally.words, tally.sentences, tally.labels, tally.lemmas), (7, 2, 7, 7));
        assert_eq!((tally.tokens, tally.n_gold_tokens), (6, 6));
        assert_eq!((tally.n_gold_content, tally.clas, tally.mlas, tally.blex), (4, 4, 4, 4));
    }

    #[test]
    fn a_function_word_counts_with_its_content_word() {
        let gold = gold();
        let mut mine = gold.words.clone();
        mine[1].feats = "Mood=Imp".to_owned();
        mine[3].lemma = "walk".to_owned();
        let mut tally = Tally::default();
        let layers = Layers { sentences: &gold.sentences, words: &gold.words };
        tally.add(layers, Layers { sentences: &gold.sentences, words: &mine });
        assert_eq!((tally.labels, tally.clas, tally.mlas, tally.blex), (7, 4, 3, 3));
    }

    #[test]
    fn a_contraction_left_whole_costs_its_words_and_the_heads_below() {
        let gold = gold();
        let mut mine = gold.words.clone();
        let whole = Word { in_multiword: false, form: "didn't".to_owned(), ..mine[1].clone() };
        mine.splice(1..3, [whole]);
        for word in &mut mine {
            word.head = word.head.map(|head| if head > 2 { head - 1 } else { head });
        }
        let mut tally = Tally::default();
        let layers = Layers { sentences: &gold.sentences, words: &gold.words };
        tally.add(layers, Layers { sentences: &gold.sentences, words: &mine });
        assert_eq!((tally.words, tally.n_mine, tally.labels), (5, 6, 5));
    }
}
