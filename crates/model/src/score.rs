//! How well a model does on a treebank whose words are given.

use crate::{Analysis, Model, ROOT, Scratch};
use std::collections::HashMap;

/// One sentence of a treebank, as far as scores need it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoldSentence {
    /// The document it is from.
    pub document: String,
    /// Its words.
    pub words: Vec<GoldWord>,
    /// First word, one past the last, and kind of each name; none where nobody has marked them.
    pub names: Option<Vec<(usize, usize, String)>>,
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
            let next = GoldSentence { document: current.document.clone(), ..Default::default() };
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

/// First word, one past the last, and kind of each name.
pub type Spans = Vec<(usize, usize, String)>;

/// Adds the names of a Universal NER file (PER, ORG, LOC) to the sentences that have the same words.
pub fn add_names(sentences: &mut [GoldSentence], iob2: &str) {
    let found = read_names(iob2);
    for sentence in sentences {
        let forms: Vec<&str> = sentence.words.iter().map(|w| w.form.as_str()).collect();
        sentence.names = found.get(&forms.join(" ")).cloned();
    }
}

/// The names of a Universal NER file by the words of their sentence, joined by blanks.
pub fn read_names(iob2: &str) -> HashMap<String, Spans> {
    let mut found: HashMap<String, Spans> = HashMap::new();
    for block in iob2.split("\n\n") {
        let lines = block.lines().filter(|line| !line.starts_with('#'));
        let rows: Vec<Vec<&str>> =
            lines.map(|line| line.split('\t').collect()).filter(|r: &Vec<_>| r.len() > 2).collect();
        let forms: Vec<&str> = rows.iter().map(|r| r[1]).collect();
        found.entry(forms.join(" ")).or_insert_with(|| read_spans(rows.iter().map(|r| r[2])));
    }
    found
}

/// Spans of `B-PER I-PER O`, their kinds as we call them.
fn read_spans<'t>(tags: impl Iterator<Item = &'t str>) -> Vec<(usize, usize, String)> {
    let mut spans: Vec<(usize, usize, String)> = Vec::new();
    for (i, tag) in tags.enumerate() {
        let Some((mark, label)) = tag.split_once('-') else { continue };
        let kind = match label {
            "PER" => "person",
            "ORG" => "organisation",
            "LOC" => "place",
            _ => continue,
        };
        match spans.last_mut() {
            Some(last) if mark == "I" && last.1 == i && last.2 == kind => last.1 = i + 1,
            _ => spans.push((i, i + 1, kind.to_owned())),
        }
    }
    spans
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
    /// Names of persons, organisations and places in the treebank, and as the model has them.
    pub names: [usize; 2],
    /// Those that agree in their words, and in their kind too.
    pub agreed: [usize; 2],
}

impl Score {
    /// Per cent of the words.
    pub fn percent(&self, right: usize) -> f64 {
        100.0 * right as f64 / self.words.max(1) as f64
    }

    /// The figures by the names that the recipe of a model uses; those of names are F1.
    pub fn figures(&self) -> Vec<(&'static str, f64)> {
        let of = |right| self.percent(right);
        let mut figures = vec![
            ("upos", of(self.upos)),
            ("feats", of(self.feats)),
            ("lemma", of(self.lemma)),
            ("uas", of(self.uas)),
            ("las", of(self.las)),
        ];
        if self.names[0] > 0 {
            let f1 = |agreed: usize| 200.0 * agreed as f64 / self.names.iter().sum::<usize>() as f64;
            figures.extend([("names", f1(self.agreed[1])), ("names_untyped", f1(self.agreed[0]))]);
        }
        figures
    }

    fn add_names(&mut self, model: &Model, gold: &[(usize, usize, String)], found: &Analysis) {
        let kinds: &[&str] = &["person", "organisation", "place"];
        let kind_of = |kind: u8| model.name_kinds()[usize::from(kind)].as_str();
        let names = found.entities.iter().filter(|name| kinds.contains(&kind_of(name.kind)));
        self.names[0] += gold.len();
        for name in names {
            let (start, end) = (name.start as usize, name.end as usize);
            let same = gold.iter().find(|g| g.0 == start && g.1 == end);
            self.names[1] += 1;
            self.agreed[0] += usize::from(same.is_some());
            self.agreed[1] += usize::from(same.is_some_and(|g| g.2 == kind_of(name.kind)));
        }
    }

    fn add(&mut self, model: &Model, gold: &GoldSentence, found: &Analysis) {
        if let Some(names) = &gold.names {
            self.add_names(model, names, found);
        }
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
