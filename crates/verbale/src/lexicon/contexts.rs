//! Words that by themselves show what a sentence is about.

use super::{Files, Problems, Table};
use crate::document::{Context, Syntax, TokenId};
use smol_str::SmolStr;
use std::collections::HashMap;

/// `contexts.tsv`: words that plainly belong to one of PLOVER's contexts.
#[derive(Debug, Default)]
pub struct Contexts {
    /// By lemma: the word that must stand right before it, if any, and the context.
    words: HashMap<SmolStr, Vec<(Option<SmolStr>, Context)>>,
}

impl Contexts {
    /// Reads the table.
    ///
    /// # Errors
    /// Every row whose context PLOVER does not have.
    pub fn read(files: &Files) -> Result<Contexts, Problems> {
        let table = Table::read(files, "lexicon/en/contexts.tsv", &["context", "lemmas"])?;
        let mut problems = Problems::default();
        let mut words: HashMap<SmolStr, Vec<(Option<SmolStr>, Context)>> = HashMap::new();
        for row in table.rows(&mut problems) {
            let Some(context) = row.code::<Context>(0, "a context of PLOVER 2.0", &mut problems) else {
                continue;
            };
            for word in row.cell(1).split_whitespace() {
                let (before, lemma) = match word.rsplit_once('_') {
                    Some((before, lemma)) => (Some(SmolStr::new(before)), lemma),
                    None => (None, word),
                };
                words.entry(lemma.into()).or_default().push((before, context));
            }
        }
        problems.or(Contexts { words })
    }

    /// What a word shows by itself, or with the words right before it.
    pub fn of<'a>(&'a self, syntax: &'a Syntax, word: TokenId) -> impl Iterator<Item = Context> + 'a {
        let found = self.words.get(&SmolStr::new(syntax.lemma(word).to_lowercase()));
        let fits =
            move |before: &Option<SmolStr>| before.as_ref().is_none_or(|b| stands_before(syntax, word, b));
        found.into_iter().flatten().filter(move |(before, _)| fits(before)).map(|(_, context)| *context)
    }
}

/// Whether these words, joined by `_`, stand right before a word of their sentence, as form or lemma.
fn stands_before(syntax: &Syntax, word: TokenId, before: &str) -> bool {
    let first = syntax.sentence(syntax.token(word).sentence).first;
    let mut at = word.0;
    before.rsplit('_').all(|wanted| {
        if at <= first.0 {
            return false;
        }
        at -= 1;
        let token = TokenId(at);
        syntax.lemma(token).eq_ignore_ascii_case(wanted) || syntax.form(token).eq_ignore_ascii_case(wanted)
    })
}
