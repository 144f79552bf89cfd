use super::{Deprel, Sentence, SentenceId, Span, Token, TokenId, Upos};

/// The parse of a whole document, with the children of each word at hand.
///
/// Every annotator after the parser walks the text through this view.
pub struct Syntax<'a> {
    /// The text that all spans point into.
    pub text: &'a str,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its words.
    pub tokens: &'a [Token],
    /// Children of word `i` are `children[starts[i]..starts[i + 1]]`, in text order.
    starts: Vec<u32>,
    children: Vec<TokenId>,
}

impl<'a> Syntax<'a> {
    /// Builds the view; linear in the number of words.
    pub fn new(text: &'a str, sentences: &'a [Sentence], tokens: &'a [Token]) -> Self {
        let mut starts = vec![0u32; tokens.len() + 1];
        for head in tokens.iter().filter_map(|t| t.head) {
            starts[head.index() + 1] += 1;
        }
        for i in 0..tokens.len() {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut children = vec![TokenId(0); starts[tokens.len()] as usize];
        for (i, token) in tokens.iter().enumerate() {
            let Some(head) = token.head else { continue };
            let slot = &mut next[head.index()];
            children[*slot as usize] = TokenId::at(i);
            *slot += 1;
        }
        Syntax { text, sentences, tokens, starts, children }
    }

    /// The word itself.
    pub fn token(&self, id: TokenId) -> &'a Token {
        &self.tokens[id.index()]
    }

    /// Its form: the text under its span.
    pub fn form(&self, id: TokenId) -> &'a str {
        self.token(id).span.of(self.text)
    }

    /// Its lemma.
    pub fn lemma(&self, id: TokenId) -> &'a str {
        &self.token(id).lemma
    }

    /// Its part of speech.
    pub fn upos(&self, id: TokenId) -> Upos {
        self.token(id).upos
    }

    /// Its relation to its head.
    pub fn deprel(&self, id: TokenId) -> Deprel {
        self.token(id).deprel
    }

    /// The word it depends on.
    pub fn head(&self, id: TokenId) -> Option<TokenId> {
        self.token(id).head
    }

    /// The sentence it is in.
    pub fn sentence(&self, id: SentenceId) -> &'a Sentence {
        &self.sentences[id.index()]
    }

    /// The words that depend on it, in text order.
    pub fn children(&self, id: TokenId) -> &[TokenId] {
        &self.children[self.starts[id.index()] as usize..self.starts[id.index() + 1] as usize]
    }

    /// The dependents in one relation.
    pub fn children_by(&self, id: TokenId, deprel: Deprel) -> impl Iterator<Item = TokenId> + '_ {
        self.children(id).iter().copied().filter(move |c| self.deprel(*c) == deprel)
    }

    /// The first dependent in one relation.
    pub fn child_by(&self, id: TokenId, deprel: Deprel) -> Option<TokenId> {
        self.children_by(id, deprel).next()
    }

    /// The words from it up to the root, itself first.
    pub fn ancestors(&self, id: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        std::iter::successors(Some(id), |t| self.head(*t))
    }

    /// Whether `below` depends, directly or not, on `above` (a word depends on itself).
    pub fn is_under(&self, below: TokenId, above: TokenId) -> bool {
        self.ancestors(below).any(|t| t == above)
    }

    /// The word and those coordinated with it; also with the name that stands right behind a title
    /// ("Libyan leader **Gaddafi** and the Bulgarian president").
    pub fn conjuncts(&self, id: TokenId) -> Vec<TokenId> {
        let mut found = vec![id];
        let mut at = 0;
        while at < found.len() {
            let word = found[at];
            let next = TokenId(word.0 + 1);
            let name = self.children_by(word, Deprel::Appos).find(|c| *c == next);
            found.extend(name.into_iter().flat_map(|n| self.children_by(n, Deprel::Conj)));
            found.extend(self.children_by(word, Deprel::Conj));
            at += 1;
        }
        found
    }

    /// All words that depend on it, itself included, in text order.
    pub fn subtree(&self, id: TokenId) -> Vec<TokenId> {
        let mut found = vec![id];
        let mut at = 0;
        while at < found.len() {
            found.extend_from_slice(self.children(found[at]));
            at += 1;
        }
        found.sort_unstable();
        found
    }

    /// From the first to the last word that depends on it, itself included.
    pub fn subtree_span(&self, id: TokenId) -> Span {
        let mut span = self.token(id).span;
        for below in self.subtree(id) {
            span = span.join(self.token(below).span);
        }
        span
    }

    /// The preposition or postposition of a phrase: the form of its `case` child, several joined by `_`
    /// ("according_to"), lower case.
    pub fn case(&self, id: TokenId) -> Option<String> {
        let mut found: Option<String> = None;
        for case in self.children_by(id, Deprel::Case) {
            if self.form(case).starts_with(['\'', '’']) {
                continue; // the genitive is no preposition
            }
            let mut words = vec![case];
            words.extend(self.children_by(case, Deprel::Fixed));
            for word in words {
                let form = self.form(word).to_lowercase();
                match &mut found {
                    Some(joined) => {
                        joined.push('_');
                        joined.push_str(&form);
                    }
                    None => found = Some(form),
                }
            }
        }
        found
    }

    /// Whether a phrase or clause is negated: `not`, `n't`, `never`, or a determiner `no`.
    pub fn is_negated(&self, id: TokenId) -> bool {
        self.children(id).iter().any(|c| {
            let token = self.token(*c);
            token.feats.is(super::Feat::Polarity, "Neg") || token.feats.is(super::Feat::PronType, "Neg")
        })
    }

    /// Ids of all words.
    pub fn token_ids(&self) -> impl Iterator<Item = TokenId> + use<> {
        (0..self.tokens.len() as u32).map(TokenId)
    }

    /// The word that covers a byte of the text, if any.
    pub fn token_at(&self, byte: u32) -> Option<TokenId> {
        let at = self.tokens.partition_point(|t| t.span.end <= byte);
        (at < self.tokens.len() && self.tokens[at].span.start <= byte).then(|| TokenId::at(at))
    }
}
