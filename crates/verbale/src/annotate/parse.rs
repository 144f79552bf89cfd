//! Tags, lemmas, heads and names, from the language model.

use super::dateline::opening_length;
use super::mend;
use crate::document::{Deprel, Feats, MentionKind, Name, Sentence, Token, TokenId, Upos};
use smol_str::SmolStr;
use std::cell::RefCell;
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
                // a dateline or a speaker's label is read by itself: "NAIROBI (Invented Press) — Kenya said …"
                let cut = first + opening_length(text, &words[first..end]);
                let mut roots = [None, None];
                for (part, root) in
                    [(first..cut, 0), (cut..end, 1)].into_iter().filter(|(p, _)| !p.is_empty())
                {
                    let start = TokenId::at(part.start);
                    self.model.analyse(scratch, &forms[part.start - first..part.end - first], analysis);
                    for (i, word) in words[part.clone()].iter_mut().enumerate() {
                        self.fill(word, i, start, analysis);
                    }
                    let spans = analysis.entities.iter().map(|e| e.start as usize..e.end as usize);
                    mend::mend_clauses(text, &mut words[part.clone()], start, spans);
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

#[cfg(test)]
mod tests {
    #[test]
    fn the_sentence_after_a_dateline_is_read_as_if_alone() {
        let doc = crate::english().annotate("NAIROBI (Invented Press) — Kenya praised Uganda.");
        let root = doc.tokens.iter().find(|t| t.head.is_none()).unwrap();
        assert_eq!(doc.slice(root.span), "praised");
    }
}
