//! Finds the words that may show that somebody said something. Whether they do is for the constructions to tell.

use crate::document::{Deprel, Span, Syntax, TokenId, Upos};
use crate::lexicon::{Cue, CuePos, Lexicon};

/// A cue word of the text with the entries of the lexicon that fit it, longest first.
#[derive(Debug, Clone)]
pub struct FoundCue {
    /// Its head word.
    pub head: TokenId,
    /// What sort of word.
    pub pos: CuePos,
    /// The entries that fit, and the words of the text that each covers.
    pub entries: Vec<(u32, Span)>,
}

impl FoundCue {
    /// The words that one of its entries covers.
    pub fn span(&self, entry: u32) -> Span {
        self.entries.iter().find(|(e, _)| *e == entry).unwrap_or(&self.entries[0]).1
    }

    /// The entries alone.
    pub fn entry_ids(&self) -> impl Iterator<Item = u32> + '_ {
        self.entries.iter().map(|(e, _)| *e)
    }
}

/// The cues of a text, in text order.
pub fn find_cues(syntax: &Syntax, lexicon: &Lexicon) -> Vec<FoundCue> {
    syntax.token_ids().filter_map(|t| find_cue(syntax, lexicon, t)).collect()
}

fn find_cue(syntax: &Syntax, lexicon: &Lexicon, token: TokenId) -> Option<FoundCue> {
    let pos = match syntax.upos(token) {
        // "The regime's lie": what is owned is a noun, whatever its tag.
        Upos::Verb if has_child(syntax, token, &[Deprel::NmodPoss, Deprel::Det]) => CuePos::Noun,
        Upos::Verb | Upos::Aux => CuePos::Verb,
        Upos::Noun | Upos::Propn => CuePos::Noun,
        Upos::Adj => CuePos::Adj,
        Upos::Adv => CuePos::Adv,
        _ => CuePos::Prep,
    };
    let form = syntax.form(token).to_lowercase();
    let cues = &lexicon.cues;
    // A preposition may be tagged as a verb ("according"), so its form is looked up whatever its tag.
    let mut keys = vec![(form.clone(), CuePos::Prep), (syntax.lemma(token).to_owned(), pos)];
    // "The suspected attack", "is convinced that": participles that stand as adjectives.
    if syntax.deprel(token) == Deprel::Amod || has_child(syntax, token, &[Deprel::AuxPass]) {
        keys.insert(1, (form.clone(), CuePos::Adj));
    }
    // "Is appealing to Europeans" may be tagged as an adjective.
    let progressive = pos == CuePos::Adj && form.ends_with("ing") && has_child(syntax, token, &[Deprel::Cop]);
    if pos == CuePos::Verb || progressive {
        let pos = CuePos::Verb;
        keys.extend(base_forms(&form).into_iter().map(|base| (base, pos)));
    }
    for (key, pos) in &keys {
        let pos = *pos;
        let mut entries: Vec<(u32, Span)> = cues
            .find(key, pos)
            .iter()
            .filter_map(|e| Some((*e, cover(syntax, token, cues.get(*e)?)?)))
            .collect();
        let length = |e: u32| cues.get(e).map_or(0, |c| c.words.len());
        entries.sort_by_key(|(e, _)| (std::cmp::Reverse(length(*e)), *e));
        if !entries.is_empty() {
            return Some(FoundCue { head: token, pos, entries });
        }
    }
    None
}

fn has_child(syntax: &Syntax, token: TokenId, relations: &[Deprel]) -> bool {
    syntax.children(token).iter().any(|c| relations.contains(&syntax.deprel(*c)))
}

/// Dictionary forms that a regular English verb form may have. A lemmatiser that never saw "opined" guesses; the
/// file of cues knows.
fn base_forms(form: &str) -> Vec<String> {
    let mut bases = Vec::new();
    for (ending, put) in [
        ("ied", "y"),
        ("ies", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("es", ""),
        ("s", ""),
    ] {
        let Some(stem) = form.strip_suffix(ending).filter(|s| s.len() > 1) else { continue };
        bases.push(format!("{stem}{put}"));
        let mut letters = stem.chars().rev();
        if put.is_empty() && letters.next() == letters.next() {
            bases.push(stem[..stem.len() - stem.chars().last().map_or(0, char::len_utf8)].to_owned());
        }
    }
    bases
}

/// The words of the text that an entry covers, if all its words are there.
fn cover(syntax: &Syntax, head: TokenId, cue: &Cue) -> Option<Span> {
    let span = syntax.token(head).span;
    match cue.pos {
        CuePos::Prep | CuePos::Mark => follow(syntax, head, &cue.words),
        CuePos::Noun => {
            let before = &cue.words[..cue.words.len() - 1];
            let own = |w: &str| {
                syntax.children(head).iter().any(|c| *c < head && syntax.lemma(*c).eq_ignore_ascii_case(w))
            };
            before.iter().all(|w| own(w)).then_some(span)
        }
        _ => {
            let mut covered = span;
            for word in &cue.words[1..] {
                let particle = particle(syntax, head, word)?;
                // Only what stands beside the verb belongs to the cue as it is shown.
                if particle.0 == head.0 + 1 {
                    covered = covered.join(syntax.token(particle).span);
                }
            }
            Some(covered)
        }
    }
}

/// The words one after the other, as they are spelled.
fn follow(syntax: &Syntax, head: TokenId, words: &[smol_str::SmolStr]) -> Option<Span> {
    let mut covered = syntax.token(head).span;
    for (i, word) in words.iter().enumerate() {
        let token = syntax.tokens.get(head.index() + i)?;
        if token.span.of(syntax.text).to_lowercase() != word.as_str() {
            return None;
        }
        covered = covered.join(token.span);
    }
    Some(covered)
}

/// A particle, a preposition of a phrase below the verb, or its own noun or adjective.
fn particle(syntax: &Syntax, head: TokenId, word: &str) -> Option<TokenId> {
    for child in syntax.children(head).iter().copied() {
        if child < head {
            continue;
        }
        let lemma = syntax.lemma(child);
        if lemma.eq_ignore_ascii_case(word) && syntax.deprel(child) != Deprel::Nsubj {
            return Some(child);
        }
        let phrase = matches!(
            syntax.deprel(child),
            Deprel::Obl | Deprel::Nmod | Deprel::Advcl | Deprel::Xcomp | Deprel::Obj
        );
        let marks = |c: &TokenId| matches!(syntax.deprel(*c), Deprel::Case | Deprel::Mark);
        let mut below = syntax.children(child).iter().copied().filter(marks);
        if let Some(found) =
            below.find(|c| phrase && *c < child && syntax.form(*c).eq_ignore_ascii_case(word))
        {
            return Some(found);
        }
    }
    None
}
