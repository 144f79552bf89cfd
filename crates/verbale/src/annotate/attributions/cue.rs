//! Finds the words that may show that somebody said something. Whether they do is for the constructions to tell.

use crate::document::{Deprel, Span, Syntax, TokenId, Upos};
use crate::lexicon::{Cue, CuePos, Lexicon, Takes};

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

/// The cue whose head is this word, if it is one.
pub fn find_cue(syntax: &Syntax, lexicon: &Lexicon, token: TokenId) -> Option<FoundCue> {
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
    let passive = has_child(syntax, token, &[Deprel::AuxPass]);
    if syntax.deprel(token) == Deprel::Amod || passive {
        keys.insert(1, (form.clone(), CuePos::Adj));
    }
    // "The sham vote": a parse may take the adjective for a noun.
    if syntax.deprel(token) == Deprel::Compound {
        keys.push((form.clone(), CuePos::Adj));
    }
    let hyphened = hyphened(syntax, token);
    if let Some((before, span)) = &hyphened {
        let spelled = |word: &str| format!("{before}-{word}");
        let word = |key: &str, pos| (spelled(key), pos);
        let found = [word(&form, CuePos::Adj), word(syntax.lemma(token), pos)];
        let entries =
            found.iter().map(|(key, pos)| (cues.find(key, *pos), *pos)).find(|(e, _)| !e.is_empty());
        if let Some((entries, pos)) = entries {
            return Some(FoundCue {
                head: token,
                pos,
                entries: entries.iter().map(|e| (*e, *span)).collect(),
            });
        }
    }
    // "Is appealing to Europeans" may be tagged as an adjective.
    let progressive = pos == CuePos::Adj && form.ends_with("ing") && has_child(syntax, token, &[Deprel::Cop]);
    if pos == CuePos::Verb || progressive {
        let pos = CuePos::Verb;
        keys.extend(base_forms(&form).into_iter().map(|base| (base, pos)));
    }
    for (key, pos) in &keys {
        let pos = *pos;
        // "Is reported to": a participle of the passive is an adjective only where it takes a clause.
        let stands = |e: &u32| {
            pos != CuePos::Adj
                || !passive
                || cues.get(*e).is_some_and(|c| c.takes(&Takes::Clause) || c.takes(&Takes::OtherCue))
        };
        let mut entries: Vec<(u32, Span)> = cues
            .find(key, pos)
            .iter()
            .filter(|e| stands(e))
            .filter_map(|e| Some((*e, cover(syntax, token, cues.get(*e)?)?)))
            .collect();
        // The longest first; "called out the rector for his silence" is rather "call out" than "call for".
        let length = |e: u32| cues.get(e).map_or(0, |c| c.words.len());
        entries.sort_by_key(|(e, span)| (std::cmp::Reverse(length(*e)), std::cmp::Reverse(span.len()), *e));
        if !entries.is_empty() {
            return Some(FoundCue { head: token, pos, entries });
        }
    }
    None
}

/// "Self-proclaimed", "red-tagged": the word before the hyphen, and the words of all.
fn hyphened(syntax: &Syntax, token: TokenId) -> Option<(String, Span)> {
    let hyphen = TokenId(token.0.checked_sub(1)?);
    let before = TokenId(hyphen.0.checked_sub(1)?);
    let (first, last) = (syntax.token(before), syntax.token(token));
    let joined = syntax.form(hyphen) == "-"
        && first.span.end + 1 == last.span.start
        && first.sentence == last.sentence;
    joined.then(|| (syntax.form(before).to_lowercase(), first.span.join(last.span)))
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
        CuePos::Prep if cue.words.get(1).is_some_and(|w| w == OWNER) => {
            follow_owner(syntax, head, &cue.words[2..])
        }
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
            let mut hosts = vec![head];
            let mut missing: Vec<&smol_str::SmolStr> = cue.words[1..].iter().collect();
            // "Cast doubt on", "poured cold water on": a word may hang on the cue's own noun, so that is found first.
            while !missing.is_empty() {
                let below = |word: &str| hosts.iter().find_map(|host| particle(syntax, *host, head, word));
                let (at, particle) = missing.iter().enumerate().find_map(|(i, w)| Some((i, below(w)?)))?;
                missing.remove(at);
                hosts.push(particle);
                // Only what stands beside the verb belongs to the cue as it is shown.
                if particle.0 == head.0 + 1 {
                    covered = covered.join(syntax.token(particle).span);
                }
            }
            Some(covered)
        }
    }
}

/// Stands in the file of cues for whose it is: `by 's account`.
const OWNER: &str = "'s";

/// "By the minister's own account": the noun behind a preposition, if somebody owns it.
fn follow_owner(syntax: &Syntax, head: TokenId, words: &[smol_str::SmolStr]) -> Option<Span> {
    let word = words.first()?;
    let noun = syntax.head(head).filter(|n| *n > head && syntax.deprel(head) == Deprel::Case)?;
    let fits = syntax.form(noun).eq_ignore_ascii_case(word) || syntax.lemma(noun) == word.as_str();
    let owned = has_child(syntax, noun, &[Deprel::NmodPoss]);
    (fits && owned).then(|| syntax.token(head).span)
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
fn particle(syntax: &Syntax, host: TokenId, head: TokenId, word: &str) -> Option<TokenId> {
    for child in syntax.children(host).iter().copied() {
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
