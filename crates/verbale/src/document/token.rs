use super::code::{codes, ids};
use super::{Feats, Span};
use smol_str::SmolStr;

ids! {
    /// A word's place in [`super::Document::tokens`].
    TokenId,
    /// A sentence's place in [`super::Document::sentences`].
    SentenceId,
}

codes! {
    /// Universal part of speech.
    Upos, "part of speech":
    Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
    Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
    Verb = "VERB", X = "X",
}

codes! {
    /// Relation of a word to its head, as English UD spells it.
    Deprel, "dependency relation":
    Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod", Amod = "amod",
    Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj",
    Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj",
    CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep", Det = "det", DetPredet = "det:predet",
    Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat",
    Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc",
    NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer",
    NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent",
    OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct",
    Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
}

impl Deprel {
    /// The relation without its subtype: `nsubj:pass` is an `nsubj`.
    pub fn universal(self) -> &'static str {
        let word = self.as_str();
        word.split_once(':').map_or(word, |(head, _)| head)
    }
}

/// One word in UD's sense. Its form is the text under its span.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Where the word stands. Two words of one contraction may share it ("cannot" has two spans, "gonna" too).
    pub span: Span,
    /// The sentence it is in.
    pub sentence: SentenceId,
    /// Goes on from the word before without a space, as one UD multiword token ("do" + "n't").
    pub in_contraction: bool,
    /// Universal part of speech.
    pub upos: Upos,
    /// Morphological features.
    pub feats: Feats,
    /// Dictionary form.
    pub lemma: SmolStr,
    /// The word it depends on, always of the same sentence; none for the root.
    pub head: Option<TokenId>,
    /// How it depends on it.
    pub deprel: Deprel,
}

/// A run of words that UD treats as one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// First letter to last stop.
    pub span: Span,
    /// Its first word.
    pub first: TokenId,
    /// One past its last word.
    pub end: TokenId,
    /// Begins a new paragraph.
    pub opens_paragraph: bool,
}

impl Sentence {
    /// Its words.
    pub fn token_ids(&self) -> impl DoubleEndedIterator<Item = TokenId> + use<> {
        (self.first.0..self.end.0).map(TokenId)
    }
}
