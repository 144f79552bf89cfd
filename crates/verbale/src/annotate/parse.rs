//! Tags, lemmas, heads and names, from the language model.

use super::dateline::opening_length;
use super::mend;
use crate::document::{Deprel, Feats, MentionKind, Name, Sentence, Token, TokenId, Upos};
use smol_str::SmolStr;
use std::cell::RefCell;
use std::ops::Range;
use verbale_model::{Analysis, Model, ROOT, Scratch};

/// The language model, with its classes read as UD's and ours.
#[derive(Debug)]
pub struct Tagger {
    model: Model,
    upos: Vec<Upos>,
    feats: Vec<Feats>,
    deprels: Vec<Deprel>,
    kinds: Vec<MentionKind>,
}

thread_local! {
    /// Room for computing, kept from text to text.
    static ROOM: RefCell<(Scratch, Vec<Analysis>)> = RefCell::default();
}

/// Sentences that are given to the model together: it reads several side by side.
const TOGETHER: usize = 32;

/// What the model reads as one sentence.
struct Part {
    words: Range<usize>,
    /// A dateline or a speaker's label: "NAIROBI (Invented Press) — Kenya said …". What follows in its sentence is
    /// the next part.
    opens: bool,
}

/// The first word of all parts, and the word behind the last.
fn ends_of(parts: &[Part]) -> Option<(usize, usize)> {
    Some((parts.first()?.words.start, parts.last()?.words.end))
}

/// Sentences without words have no part.
fn cut_parts(text: &str, sentences: &[Sentence], words: &[Token]) -> Vec<Part> {
    let mut parts = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let (first, end) = (sentence.first.index(), sentence.end.index());
        let cut = first + opening_length(text, &words[first..end]);
        let both = [Part { words: first..cut, opens: cut < end }, Part { words: cut..end, opens: false }];
        parts.extend(both.into_iter().filter(|part| !part.words.is_empty()));
    }
    parts
}

impl Tagger {
    /// Reads a model file.
    ///
    /// # Errors
    /// If it is no model, or knows a class that UD English does not have.
    pub fn read(bytes: std::borrow::Cow<'static, [u8]>) -> Result<Tagger, String> {
        let model = Model::from_bytes(bytes).map_err(|e| e.to_string())?;
        fn all<T: std::str::FromStr>(names: &[String]) -> Result<Vec<T>, String>
        where
            T::Err: std::fmt::Display,
        {
            names.iter().map(|n| n.parse().map_err(|e: T::Err| e.to_string())).collect()
        }
        Ok(Tagger {
            upos: all(model.upos_names())?,
            feats: model.feats_names().iter().map(|f| Feats::parse(f)).collect(),
            deprels: all(model.deprel_names())?,
            kinds: all(model.name_kinds())?,
            model,
        })
    }

    /// The company that a word keeps in much text, as a vector of length 1; none if the word is not frequent.
    pub fn word_vector(&self, word: &str) -> Option<Vec<f32>> {
        self.model.word_vector(word)
    }

    /// Length of such a vector.
    pub fn word_vector_length(&self) -> usize {
        self.model.word_vector_length()
    }

    /// Fills in part of speech, features, lemma, head and relation of each word, and finds names.
    pub fn tag_and_parse(
        &self,
        text: &str,
        sentences: &[Sentence],
        mut words: Vec<Token>,
    ) -> (Vec<Token>, Vec<Name>) {
        let mut names = Vec::new();
        ROOM.with_borrow_mut(|(scratch, analyses)| {
            analyses.resize_with(2 * TOGETHER, Analysis::default);
            for some in sentences.chunks(TOGETHER) {
                let parts = cut_parts(text, some, &words);
                let Some((first, end)) = ends_of(&parts) else { continue };
                let forms: Vec<&str> = words[first..end].iter().map(|w| w.span.of(text)).collect();
                let forms: Vec<&[&str]> =
                    parts.iter().map(|p| &forms[p.words.start - first..p.words.end - first]).collect();
                self.model.analyse_all(scratch, &forms, analyses);
                let mut opening = None;
                for (part, analysis) in parts.iter().zip(&*analyses) {
                    self.fill_part(text, &mut words[part.words.clone()], part.words.start, analysis);
                    names.extend(self.names_of(part.words.start, analysis));
                    let root = part.words.clone().find(|i| words[*i].head.is_none());
                    if let (Some(of_opening), Some(root)) = (opening, root.filter(|_| !part.opens)) {
                        let of_opening: &mut Token = &mut words[of_opening];
                        of_opening.head = Some(TokenId::at(root));
                        of_opening.deprel = Deprel::Parataxis;
                    }
                    opening = root.filter(|_| part.opens);
                }
            }
        });
        (words, names)
    }

    fn fill_part(&self, text: &str, words: &mut [Token], first: usize, analysis: &Analysis) {
        let first = TokenId::at(first);
        for (i, word) in words.iter_mut().enumerate() {
            self.fill(word, i, first, analysis);
        }
        let names = analysis.entities.iter().map(|e| e.start as usize..e.end as usize);
        mend::mend_clauses(text, words, first, names);
    }

    fn names_of(&self, first: usize, analysis: &Analysis) -> impl Iterator<Item = Name> {
        let first = TokenId::at(first);
        analysis.entities.iter().map(move |e| Name {
            first: TokenId(first.0 + e.start),
            end: TokenId(first.0 + e.end),
            kind: self.kinds[usize::from(e.kind)],
        })
    }

    fn fill(&self, word: &mut Token, i: usize, first: TokenId, analysis: &Analysis) {
        word.upos = self.upos[usize::from(analysis.upos[i])];
        word.feats = self.feats[usize::from(analysis.feats[i])];
        word.lemma = SmolStr::new(analysis.lemma(i));
        let head = analysis.heads[i];
        word.head = (head != ROOT).then(|| TokenId(first.0 + head));
        word.deprel =
            if head == ROOT { Deprel::Root } else { self.deprels[usize::from(analysis.deprels[i])] };
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_sentence_after_a_dateline_is_read_as_if_alone() {
        let doc = crate::english().annotate("NAIROBI (Invented Press) — Kenya praised Uganda.");
        let root = doc.tokens.iter().find(|t| t.head.is_none()).unwrap();
        assert_eq!(doc.slice(root.span), "praised");
    }
}
