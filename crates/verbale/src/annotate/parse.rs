//! Tags, lemmas, heads and names, from the language model.

use super::mend;
use crate::document::{Deprel, Feats, MentionKind, Sentence, Token, TokenId, Upos};
use smol_str::SmolStr;
use std::cell::RefCell;
use verbale_model::{Analysis, Model, ROOT, Scratch};

/// A name that the language model found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// Its first word.
    pub first: TokenId,
    /// One past its last word.
    pub end: TokenId,
    /// What sort of thing it names.
    pub kind: MentionKind,
}

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
    static ROOM: RefCell<(Scratch, Analysis)> = RefCell::default();
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

    /// Fills in part of speech, features, lemma, head and relation of each word, and finds names.
    pub fn tag_and_parse(
        &self,
        text: &str,
        sentences: &[Sentence],
        mut words: Vec<Token>,
    ) -> (Vec<Token>, Vec<Name>) {
        let mut names = Vec::new();
        ROOM.with_borrow_mut(|(scratch, analysis)| {
            let mut forms: Vec<&str> = Vec::new();
            for sentence in sentences {
                let (first, end) = (sentence.first.index(), sentence.end.index());
                forms.clear();
                forms.extend(words[first..end].iter().map(|w| w.span.of(text)));
                // a dateline is read by itself: "NAIROBI (Invented Press) — Kenya said …"
                let stands_apart = |i: usize| {
                    let span = words[first + i].span;
                    let after = text[span.end as usize..].starts_with(char::is_whitespace);
                    after && text[..span.start as usize].ends_with(char::is_whitespace)
                };
                let cut = first + dateline(&forms, stands_apart);
                let mut roots = [None, None];
                for (part, root) in
                    [(first..cut, 0), (cut..end, 1)].into_iter().filter(|(p, _)| !p.is_empty())
                {
                    let start = TokenId::at(part.start);
                    self.model.analyse(scratch, &forms[part.start - first..part.end - first], analysis);
                    for (i, word) in words[part.clone()].iter_mut().enumerate() {
                        self.fill(word, i, start, analysis);
                    }
                    mend::mend_clauses(&mut words[part.clone()], start);
                    roots[root] = part.clone().find(|i| words[*i].head.is_none()).map(TokenId::at);
                    names.extend(analysis.entities.iter().map(|e| Name {
                        first: TokenId(start.0 + e.start),
                        end: TokenId(start.0 + e.end),
                        kind: self.kinds[usize::from(e.kind)],
                    }));
                }
                if let [Some(of_dateline), Some(main)] = roots {
                    words[of_dateline.index()].head = Some(main);
                    words[of_dateline.index()].deprel = Deprel::Parataxis;
                }
            }
        });
        (words, names)
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

/// A dateline stands in no more words than this.
const LONGEST_DATELINE: usize = 16;

/// How many words of a sentence are its dateline, the closing dash included; 0 for most sentences.
///
/// It ends in a dash, holds only names, numbers and marks, and shows itself by capitals, an agency in brackets or a
/// number: "KYIV (Reuters) -", "Brussels, 9 November 2023 —".
fn dateline(forms: &[&str], stands_apart: impl Fn(usize) -> bool) -> usize {
    let is_dash = |f: &str| matches!(f, "-" | "--" | "–" | "—");
    let found = forms.iter().take(LONGEST_DATELINE).position(|f| is_dash(f));
    let Some(dash) = found.filter(|i| forms[*i] != "-" || stands_apart(*i)) else { return 0 };
    let before = &forms[..dash];
    let fits = |f: &&str| f.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphabetic());
    let capitals = before.first().is_some_and(|f| f.chars().count() > 2 && f.chars().all(char::is_uppercase));
    let shown = capitals || before.iter().any(|f| *f == "(" || f.starts_with(|c: char| c.is_ascii_digit()));
    let named = before.first().is_some_and(|f| f.starts_with(char::is_uppercase));
    if named && shown && before.iter().all(fits) && dash + 1 < forms.len() { dash + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> usize {
        dateline(&text.split(' ').collect::<Vec<_>>(), |_| !text.contains("led"))
    }

    #[test]
    fn a_dateline_is_cut_off_and_other_dashes_are_not() {
        assert_eq!(cut("NAIROBI , 14 March 2024 ( Invented Press ) — Kenya said so ."), 10);
        assert_eq!(cut("Brussels , 9 November 2023 – The Union met ."), 6);
        assert_eq!(cut("The army - which had left - came back ."), 0);
        assert_eq!(cut("Jean - Yves met Ana ."), 0);
        assert_eq!(cut("NATO - led troops left ."), 0);
    }

    #[test]
    fn the_sentence_after_a_dateline_is_read_as_if_alone() {
        let doc = crate::english().annotate("NAIROBI (Invented Press) — Kenya praised Uganda.");
        let root = doc.tokens.iter().find(|t| t.head.is_none()).unwrap();
        assert_eq!(doc.slice(root.span), "praised");
    }
}
