//! Words that show what a sentence, and a report, is about.

use super::{Files, Problems, Row, Table};
use crate::document::{Code, Context, EventType, Mode, Syntax, TokenId};
use smol_str::SmolStr;
use std::collections::HashMap;

/// How far a word shows its context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// By itself.
    Strong,
    /// Beside another word of the context.
    Weak,
    /// Not at all, and whatever lies within it neither: a tennis court is no court.
    Not,
}

/// A word or phrase of a context where it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// Of what.
    pub context: Context,
    /// How far.
    pub shows: Shows,
    /// Its first word.
    pub first: TokenId,
    /// Its last word.
    pub last: TokenId,
}

/// An act that by itself shows a context: its type, and modes, or who did it to whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// What it shows.
    pub context: Context,
    /// The type.
    pub event_type: EventType,
    /// One of these modes; empty: any.
    pub modes: Vec<Mode>,
    /// A doer has one of these sectors; empty: any.
    pub doers: Vec<Code>,
    /// One to whom it is done has one of these sectors; empty: any.
    pub victims: Vec<Code>,
}

/// `contexts.tsv`: words, sectors and acts that show PLOVER's contexts.
#[derive(Debug, Default)]
pub struct Contexts {
    /// By their last word.
    phrases: HashMap<SmolStr, Vec<Phrase>>,
    sectors: Vec<(Code, Context)>,
    /// Acts that show a context by themselves.
    pub acts: Vec<Act>,
    /// The first is left out where one of the others is shown.
    pub yields: Vec<(Context, Vec<Context>)>,
}

#[derive(Debug)]
struct Phrase {
    /// The words before the last one, the nearest first.
    before: Vec<SmolStr>,
    context: Context,
    shows: Shows,
}

impl Contexts {
    /// Reads the table.
    ///
    /// # Errors
    /// Every row that cannot be understood, and every context without a word.
    pub fn read(files: &Files) -> Result<Contexts, Problems> {
        let table = Table::read(files, "lexicon/en/contexts.tsv", &["context", "kind", "words"])?;
        let mut problems = Problems::default();
        let mut contexts = Contexts::default();
        for row in table.rows(&mut problems) {
            let Some(context) = row.code::<Context>(0, "a context of PLOVER 2.0", &mut problems) else {
                continue;
            };
            contexts.add(context, &row, &mut problems);
        }
        problems.or(contexts)
    }

    fn add(&mut self, context: Context, row: &Row<'_>, problems: &mut Problems) {
        let shows = match row.cell(1) {
            "strong" => Shows::Strong,
            "weak" => Shows::Weak,
            "not" => Shows::Not,
            kind => return self.add_other(context, kind, row, problems),
        };
        for words in row.cell(2).split_whitespace() {
            // "women's" is two words to the reader
            let words = words.replace("'s_", "_'s_").replace("s'_", "s_'_");
            let mut parts = words.rsplit(['_', '-']).filter(|part| !part.is_empty()).map(SmolStr::new);
            let Some(last) = parts.next() else { continue };
            self.phrases.entry(last).or_default().push(Phrase { before: parts.collect(), context, shows });
        }
    }

    fn add_other(&mut self, context: Context, kind: &str, row: &Row<'_>, problems: &mut Problems) {
        let words = row.cell(2).split_whitespace();
        let mut bad = |word: &str| problems.0.push(row.problem(&format!("a {kind}"), &format!("`{word}`")));
        match kind {
            "sector" => {
                for word in words {
                    match word.parse() {
                        Ok(code) => self.sectors.push((code, context)),
                        Err(_) => bad(word),
                    }
                }
            }
            "act" => {
                for word in words {
                    match read_act(context, word) {
                        Some(act) => self.acts.push(act),
                        None => bad(word),
                    }
                }
            }
            "yields" => {
                let mut others = Vec::new();
                for word in words {
                    match word.parse() {
                        Ok(other) => others.push(other),
                        Err(_) => bad(word),
                    }
                }
                self.yields.push((context, others));
            }
            _ => {
                let expected = "strong, weak, not, sector, act or yields";
                problems.0.push(row.problem(expected, &format!("`{kind}`")));
            }
        }
    }

    /// What a party of a sector shows.
    pub fn of_sector(&self, sector: Code) -> impl Iterator<Item = Context> + '_ {
        self.sectors.iter().filter(move |(code, _)| *code == sector).map(|(_, context)| *context)
    }

    /// Whether the table has a word of some strength for a context.
    pub fn knows(&self, context: Context, shows: Shows) -> bool {
        self.phrases.values().flatten().any(|p| p.context == context && p.shows == shows)
    }

    /// The words of contexts in a stretch of tokens. A longer phrase hides the shorter ones of its context within it.
    ///
    /// Hyphens do not count: `pro_democracy`, "pro-democracy" and "pro democracy" are the same.
    pub fn find(&self, syntax: &Syntax, tokens: impl Iterator<Item = TokenId>) -> Vec<Sign> {
        let pieces: Vec<Piece> = tokens.flat_map(|t| pieces_of(syntax, t)).collect();
        let mut found: Vec<Sign> = Vec::new();
        for (i, piece) in pieces.iter().enumerate() {
            let by_lemma = self.phrases.get(&piece.lemma).into_iter().flatten();
            let by_form = self.phrases.get(&piece.form).filter(|_| piece.form != piece.lemma);
            for phrase in by_lemma.chain(by_form.into_iter().flatten()) {
                if phrase.before.len() > i {
                    continue;
                }
                let fits = |(n, word): (usize, &SmolStr)| {
                    let before = &pieces[i - 1 - n];
                    before.lemma == *word || before.form == *word
                };
                if phrase.before.iter().enumerate().all(fits) {
                    let first = pieces[i - phrase.before.len()].token;
                    found.push(Sign {
                        context: phrase.context,
                        shows: phrase.shows,
                        first,
                        last: piece.token,
                    });
                }
            }
        }
        let hidden = |sign: &Sign| {
            let covers = |other: &Sign| {
                let wider = other.last.0 - other.first.0 > sign.last.0 - sign.first.0;
                other.context == sign.context
                    && other.first <= sign.first
                    && sign.last <= other.last
                    && (wider || (other.shows == Shows::Not && sign.shows != Shows::Not))
            };
            found.iter().any(covers)
        };
        found.iter().filter(|sign| sign.shows != Shows::Not && !hidden(sign)).copied().collect()
    }
}

/// `ASSAULT crowd-control`, as `ASSAULT/crowd-control`; `COERCE:COP,MIL>CVL`.
fn read_act(context: Context, words: &str) -> Option<Act> {
    let (head, parties) = words.split_once(':').unwrap_or((words, ""));
    let (event_type, modes) = head.split_once('/').unwrap_or((head, ""));
    let (doers, victims) = parties.split_once('>').unwrap_or((parties, ""));
    let codes = |list: &str| -> Option<Vec<Code>> {
        list.split(',').filter(|c| !c.is_empty()).map(|c| c.parse().ok()).collect()
    };
    let modes: Option<Vec<Mode>> =
        modes.split(',').filter(|m| !m.is_empty()).map(|m| m.parse().ok()).collect();
    Some(Act {
        context,
        event_type: event_type.parse().ok()?,
        modes: modes?,
        doers: codes(doers)?,
        victims: codes(victims)?,
    })
}

struct Piece {
    token: TokenId,
    lemma: SmolStr,
    form: SmolStr,
}

/// A word, or the words that its hyphens join.
fn pieces_of(syntax: &Syntax, token: TokenId) -> Vec<Piece> {
    let lower = |s: &str| {
        if s.bytes().all(|b| b.is_ascii_lowercase()) { SmolStr::new(s) } else { s.to_lowercase().into() }
    };
    let (lemma, form) = (lower(syntax.lemma(token)), lower(syntax.form(token)));
    if !form.contains('-') {
        return vec![Piece { token, lemma, form }];
    }
    let forms: Vec<&str> = form.split('-').filter(|p| !p.is_empty()).collect();
    let lemmas: Vec<&str> = lemma.split('-').filter(|p| !p.is_empty()).collect();
    let lemma_of = |i: usize| if lemmas.len() == forms.len() { lemmas[i] } else { forms[i] };
    let piece = |(i, form): (usize, &&str)| Piece { token, lemma: lemma_of(i).into(), form: (*form).into() };
    forms.iter().enumerate().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_context_has_words_that_show_it_alone_and_words_that_need_another() {
        let contexts = Contexts::read(&Files::own()).expect("the table is sound");
        for context in Context::ALL {
            for shows in [Shows::Strong, Shows::Weak] {
                assert!(contexts.knows(*context, shows), "{context}: no word that is {shows:?}");
            }
        }
    }

    #[test]
    fn no_word_of_a_context_is_of_two_kinds() {
        let contexts = Contexts::read(&Files::own()).expect("the table is sound");
        for (last, phrases) in &contexts.phrases {
            for (i, phrase) in phrases.iter().enumerate() {
                let again = |p: &Phrase| p.context == phrase.context && p.before == phrase.before;
                assert!(!phrases[..i].iter().any(again), "{}: {:?} {last}", phrase.context, phrase.before);
            }
        }
    }
}
