//! Forms of verbs and nouns, to put one word of a frame in another's place.

use anyhow::{Context, Result};
use std::collections::HashMap;
use verbale::document::{Feat, Token, Upos};
use verbale::lexicon::Files;

/// Irregular forms by lemma: of verbs past and participle, of nouns the plural.
pub struct Irregular(HashMap<String, Vec<String>>);

impl Irregular {
    /// Reads `lemmas.tsv`.
    pub fn read(files: &Files) -> Result<Irregular> {
        let bytes = files.bytes("lexicon/en/lemmas.tsv").map_err(|p| anyhow::anyhow!("{p}"))?;
        let text = std::str::from_utf8(&bytes).context("lemmas.tsv is no UTF-8")?;
        let mut forms = HashMap::new();
        for line in text.lines().filter(|l| !l.starts_with('#')).skip(1) {
            if let [_, lemma, words] = line.split('\t').collect::<Vec<_>>()[..] {
                forms.insert(lemma.to_owned(), words.split(' ').map(str::to_owned).collect());
            }
        }
        Ok(Irregular(forms))
    }

    /// The lemma in the form that the token has; none where the token is no verb or noun.
    pub fn like(&self, token: &Token, lemma: &str) -> Option<String> {
        let is = |feat, value| token.feats.is(feat, value);
        let irregular = self.0.get(lemma);
        match token.upos {
            Upos::Noun | Upos::Propn if is(Feat::Number, "Plur") => {
                Some(irregular.map_or_else(|| with_s(lemma), |forms| forms[0].clone()))
            }
            Upos::Noun | Upos::Propn | Upos::Adj => Some(lemma.to_owned()),
            Upos::Verb if is(Feat::VerbForm, "Ger") => Some(with_ing(lemma)),
            Upos::Verb if is(Feat::VerbForm, "Part") && is(Feat::Tense, "Pres") => Some(with_ing(lemma)),
            Upos::Verb if is(Feat::VerbForm, "Part") => {
                Some(irregular.and_then(|forms| forms.last().cloned()).unwrap_or_else(|| with_ed(lemma)))
            }
            Upos::Verb if is(Feat::Tense, "Past") => {
                Some(irregular.map_or_else(|| with_ed(lemma), |forms| forms[0].clone()))
            }
            Upos::Verb if is(Feat::Person, "3") && is(Feat::Number, "Sing") => Some(with_s(lemma)),
            Upos::Verb => Some(lemma.to_owned()),
            _ => None,
        }
    }
}

fn is_vowel(letter: char) -> bool {
    "aeiou".contains(letter)
}

fn with_s(lemma: &str) -> String {
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(is_vowel) => format!("{stem}ies"),
        _ if ["s", "x", "ch", "sh", "z", "o"].iter().any(|end| lemma.ends_with(end)) => format!("{lemma}es"),
        _ => format!("{lemma}s"),
    }
}

fn with_ed(lemma: &str) -> String {
    match lemma.strip_suffix('y') {
        _ if lemma.ends_with('e') => format!("{lemma}d"),
        Some(stem) if !stem.ends_with(is_vowel) => format!("{stem}ied"),
        _ => format!("{}ed", doubled(lemma)),
    }
}

fn with_ing(lemma: &str) -> String {
    match lemma.strip_suffix('e') {
        Some(stem) if !stem.ends_with(is_vowel) => format!("{stem}ing"),
        _ => format!("{}ing", doubled(lemma)),
    }
}

/// "ban": `bann`. Short words are doubled, and those stressed at the end, which are few and told by their endings.
fn doubled(lemma: &str) -> String {
    let letters: Vec<char> = lemma.chars().collect();
    let [.., before, vowel, last] = letters[..] else { return lemma.to_owned() };
    let closed = !is_vowel(last) && !"wxy".contains(last) && is_vowel(vowel) && !is_vowel(before);
    let stressed = letters.iter().filter(|c| is_vowel(**c)).count() == 1
        || ["mit", "pel", "bel", "fer", "cur"].iter().any(|end| lemma.ends_with(end));
    if closed && stressed { format!("{lemma}{last}") } else { lemma.to_owned() }
}
