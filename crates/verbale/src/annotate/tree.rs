//! One sentence as a tree, while it is mended.

use crate::document::{Deprel, Feats, Token, TokenId, Upos};

/// The words of a sentence with their heads as places in it.
pub(super) struct Tree<'w> {
    text: &'w str,
    /// Tags and relations are changed here; heads by [`Tree::set_head`].
    pub words: &'w mut [Token],
    heads: Vec<Option<usize>>,
    first: TokenId,
}

impl<'w> Tree<'w> {
    pub fn new(text: &'w str, words: &'w mut [Token], first: TokenId) -> Tree<'w> {
        let inside = |id: TokenId| id.0.checked_sub(first.0).map(|i| i as usize).filter(|i| *i < words.len());
        let heads = words.iter().map(|w| w.head.and_then(inside)).collect();
        Tree { text, words, heads, first }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn form(&self, i: usize) -> &'w str {
        self.words[i].span.of(self.text)
    }

    pub fn head(&self, i: usize) -> Option<usize> {
        self.heads[i]
    }

    pub fn set_head(&mut self, i: usize, head: usize) {
        self.heads[i] = Some(head);
    }

    pub fn make_root(&mut self, i: usize) {
        self.heads[i] = None;
        self.words[i].deprel = Deprel::Root;
    }

    /// Gives a word another part of speech, and none of the features of the old one.
    pub fn retag(&mut self, i: usize, upos: Upos) {
        self.words[i].upos = upos;
        self.words[i].feats = Feats::default();
    }

    /// Writes the heads into the words.
    pub fn write_heads(self) {
        for (word, head) in self.words.iter_mut().zip(self.heads) {
            word.head = head.map(|h| TokenId(self.first.0 + h as u32));
        }
    }

    /// The words that depend on one, from left to right.
    pub fn kids(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.heads.len()).filter(move |k| self.heads[*k] == Some(i))
    }

    /// Whether a word is another one or depends on it, directly or not.
    fn is_under(&self, i: usize, above: usize) -> bool {
        self.way_up(i).any(|a| a == above)
    }

    /// A word, its head, the head of that, up to the root.
    fn way_up(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        // a tree is never deeper than it has words
        std::iter::successors(Some(i), |at| self.heads[*at]).take(self.heads.len())
    }

    /// Whether the phrase of the second word begins right behind that of the first.
    pub fn ends_before(&self, first: usize, second: usize) -> bool {
        let end = (0..self.len()).rfind(|i| self.is_under(*i, first));
        let start = (0..self.len()).find(|i| self.is_under(*i, second));
        end.zip(start).is_some_and(|(end, start)| end + 1 == start)
    }

    /// Whether a mark may hang on a word: it depends on all between them, and parts no word from its head.
    fn may_hang(&self, mark: usize, head: usize) -> bool {
        let (low, high) = (mark.min(head), mark.max(head));
        (low + 1..high).all(|i| self.is_under(i, head)) && !self.parts_others(mark, head)
    }

    /// Whether a mark under `head` stands between some word and its head, without being part of that head's phrase.
    fn parts_others(&self, mark: usize, head: usize) -> bool {
        (0..self.len()).filter(|i| *i != mark).any(|i| {
            let Some(above) = self.heads[i] else { return false };
            let (low, high) = (i.min(above), i.max(above));
            // beyond the mark's head it is the head that parts them
            let own = if head < mark { low > head } else { high < head };
            low < mark && mark < high && own && above != head && !self.is_under(head, above)
        })
    }
}

/// Hangs a mark of punctuation where it crosses nothing: on the nearest word, counted along the tree, that allows it.
pub(super) fn attach_punctuation(tree: &mut Tree<'_>, mark: usize) {
    let is_punctuation = |i: usize| tree.words[i].upos == Upos::Punct;
    let Some(head) = tree.head(mark).filter(|_| is_punctuation(mark)) else { return };
    if tree.may_hang(mark, head) {
        return;
    }
    let left = (0..mark).rfind(|i| !is_punctuation(*i));
    let right = (mark + 1..tree.len()).find(|i| !is_punctuation(*i));
    let mut places: Vec<usize> =
        [left, right].into_iter().flatten().flat_map(|i| tree.way_up(i)).filter(|i| *i != mark).collect();
    places.sort_unstable();
    places.dedup();
    let way: Vec<usize> = tree.way_up(head).collect();
    let distance = |from: usize| {
        let mut steps = tree.way_up(from).enumerate();
        let meeting = steps.find_map(|(n, at)| way.iter().position(|w| *w == at).map(|m| n + m));
        (meeting.unwrap_or(usize::MAX), tree.way_up(from).count())
    };
    let allows = |p: &usize| !tree.is_under(*p, mark) && tree.may_hang(mark, *p);
    let best = places.into_iter().filter(allows).min_by_key(|p| distance(*p));
    if let Some(best) = best {
        tree.set_head(mark, best);
    }
}
