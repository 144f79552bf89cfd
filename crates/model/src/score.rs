//! How well a model does on a treebank whose words are given.

use crate::{Analysis, Model, ROOT, Scratch};

/// One sentence of a treebank, as far as scores need it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoldSentence {
    /// The document it is from.
    pub document: String,
    /// Rows of form, lemma, part of speech, features, head (0 the root) and relation.
    pub words: Vec<GoldWord>,
}

/// One word of a treebank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoldWord {
    /// As it is written.
    pub form: String,
    /// Dictionary form.
    pub lemma: String,
    /// Part of speech.
    pub upos: String,
    /// Features in UD's notation.
    pub feats: String,
    /// The word it depends on, counted from 1; 0 for the root.
    pub head: usize,
    /// Its relation.
    pub deprel: String,
}

/// Reads CoNLL-U; multiword tokens and empty nodes are passed over. Rows that are none are left out.
pub fn read_conllu(text: &str) -> Vec<GoldSentence> {
    let mut sentences = Vec::new();
    let mut current = GoldSentence::default();
    for line in text.lines().chain([""]) {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            current.document = id.trim().to_owned();
        } else if line.is_empty() && !current.words.is_empty() {
            let next = GoldSentence { document: current.document.clone(), words: Vec::new() };
            sentences.push(std::mem::replace(&mut current, next));
        } else if let Some(word) = read_word(line) {
            current.words.push(word);
        }
    }
    sentences
}

fn read_word(line: &str) -> Option<GoldWord> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, _, feats, head, deprel, ..] = cells[..] else { return None };
    id.parse::<usize>().ok()?;
    Some(GoldWord {
        form: form.to_owned(),
        lemma: lemma.to_owned(),
        upos: upos.to_owned(),
        feats: feats.to_owned(),
        head: head.parse().ok()?,
        deprel: deprel.to_owned(),
    })
}

/// Of how many words the model is right in what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// All words.
    pub words: usize,
    /// Right parts of speech.
    pub upos: usize,
    /// Right in all features.
    pub feats: usize,
    /// Right lemmas; where the treebank gives none, any is right.
    pub lemma: usize,
    /// Right heads.
    pub uas: usize,
    /// Right heads with the right relation, subtypes and all.
    pub las: usize,
}

impl Score {
    /// Per cent of the words.
    pub fn percent(&self, right: usize) -> f64 {
        100.0 * right as f64 / self.words.max(1) as f64
    }

    /// The figures by the names that the recipe of a model uses.
    pub fn figures(&self) -> [(&'static str, f64); 5] {
        let of = |right| self.percent(right);
        [
            ("upos", of(self.upos)),
            ("feats", of(self.feats)),
            ("lemma", of(self.lemma)),
            ("uas", of(self.uas)),
            ("las", of(self.las)),
        ]
    }

    fn add(&mut self, model: &Model, gold: &GoldSentence, found: &Analysis) {
        for (i, word) in gold.words.iter().enumerate() {
            let head = if found.heads[i] == ROOT { 0 } else { found.heads[i] as usize + 1 };
            let attached = head == word.head;
            self.words += 1;
            self.upos += usize::from(model.upos_names()[usize::from(found.upos[i])] == word.upos);
            self.feats += usize::from(model.feats_names()[usize::from(found.feats[i])] == word.feats);
            self.lemma += usize::from(found.lemma(i) == word.lemma || word.lemma == "_");
            self.uas += usize::from(attached);
            let deprel = &model.deprel_names()[usize::from(found.deprels[i])];
            self.las += usize::from(attached && *deprel == word.deprel);
        }
    }
}

/// Scores a model on the words of a treebank.
pub fn score<'g>(model: &Model, sentences: impl IntoIterator<Item = &'g GoldSentence>) -> Score {
    let (mut scratch, mut found, mut score) = (Scratch::new(), Analysis::default(), Score::default());
    for gold in sentences {
        let forms: Vec<&str> = gold.words.iter().map(|w| w.form.as_str()).collect();
        model.analyse(&mut scratch, &forms, &mut found);
        score.add(model, gold, &found);
    }
    score
}
