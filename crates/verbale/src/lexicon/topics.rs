//! Words that show that a sentence is of sport, business or culture, and people of private life.

use super::{Files, Problem, Problems, Table};
use crate::document::{Syntax, TokenId, Upos};
use smol_str::SmolStr;
use std::collections::{HashMap, HashSet};

/// What a sentence may be about that is no politics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Matches, races, transfers.
    Sport,
    /// Firms and markets.
    Business,
    /// Films, books, concerts.
    Culture,
}

/// What a word shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Is of this topic, and enough by itself.
    Topic(Topic),
    /// Is of this topic, beside another such word.
    Sign(Topic),
    /// Is of this topic, beside two others.
    Hint(Topic),
    /// Is of politics.
    Politics,
    Private,
    PrivateEnding,
    NotPrivate,
    PrivateIn(Topic),
    Club,
    Immaterial,
    Nature,
}

const NAMES: [(&str, Mark); 17] = [
    ("sport", Mark::Topic(Topic::Sport)),
    ("sport_sign", Mark::Sign(Topic::Sport)),
    ("sport_hint", Mark::Hint(Topic::Sport)),
    ("business", Mark::Topic(Topic::Business)),
    ("business_hint", Mark::Hint(Topic::Business)),
    ("culture", Mark::Topic(Topic::Culture)),
    ("culture_hint", Mark::Hint(Topic::Culture)),
    ("politics", Mark::Politics),
    ("private", Mark::Private),
    ("private_ending", Mark::PrivateEnding),
    ("not_private", Mark::NotPrivate),
    ("sportsman", Mark::PrivateIn(Topic::Sport)),
    ("businessman", Mark::PrivateIn(Topic::Business)),
    ("artist", Mark::PrivateIn(Topic::Culture)),
    ("club", Mark::Club),
    ("immaterial", Mark::Immaterial),
    ("nature", Mark::Nature),
];

/// `topics.tsv`: words of sport, business and culture, and people of private life.
#[derive(Debug, Default)]
pub struct Topics {
    /// By lemma: the words that must stand right before it, if any, and what it shows.
    words: HashMap<SmolStr, Vec<(Option<SmolStr>, Mark)>>,
    endings: Vec<SmolStr>,
    not_private: HashSet<SmolStr>,
}

/// How much the words of a sentence speak for each topic: [`Evidence::ENOUGH`] for a word of the topic, 1 for a hint.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evidence {
    /// For [`Topic::Sport`].
    pub sport: u32,
    /// For [`Topic::Business`].
    pub business: u32,
    /// For [`Topic::Culture`].
    pub culture: u32,
    /// Against all of them.
    pub politics: u32,
}

impl Evidence {
    /// What one plain word of a topic weighs, and what a sentence must have to be of it.
    pub const ENOUGH: u32 = 3;
}

impl Topics {
    /// Reads the table.
    ///
    /// # Errors
    /// Every row of an unknown kind.
    pub fn read(files: &Files) -> Result<Topics, Problems> {
        let name = "lexicon/en/topics.tsv";
        let table = Table::read(files, name, &["topic", "lemmas"])?;
        let mut problems = Problems::default();
        let mut topics = Topics::default();
        for row in table.rows(&mut problems) {
            let Some((_, mark)) = NAMES.iter().find(|(name, _)| *name == row.cell(0)) else {
                let known: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
                let expected = format!("one of {}", known.join(", "));
                problems.0.push(Problem::new(name, row.line, &expected, row.cell(0)));
                continue;
            };
            for word in row.cell(1).split_whitespace() {
                topics.add(word, *mark);
            }
        }
        problems.or(topics)
    }

    fn add(&mut self, word: &str, mark: Mark) {
        match mark {
            Mark::PrivateEnding => self.endings.push(word.into()),
            Mark::NotPrivate => {
                self.not_private.insert(word.into());
            }
            _ => {
                // the parts of "kick-off" are words of their own in the trees
                if word.contains('-') && !word.contains("_-_") {
                    self.add(&word.replace('-', "_-_"), mark);
                }
                let (before, lemma) = match word.rsplit_once('_') {
                    Some((before, lemma)) => (Some(SmolStr::new(before)), lemma),
                    None => (None, word),
                };
                self.words.entry(lemma.into()).or_default().push((before, mark));
            }
        }
    }

    /// Adds to the evidence what a word shows.
    pub fn weigh(&self, syntax: &Syntax, word: TokenId, evidence: &mut Evidence) {
        // "the title", a word of two strengths, counts once
        let (mut sport, mut business, mut culture) = (0, 0, 0);
        for mark in self.marks(syntax, word) {
            let (topic, weight) = match mark {
                Mark::Topic(topic) => (topic, Evidence::ENOUGH),
                Mark::Sign(topic) => (topic, 2),
                Mark::Hint(topic) => (topic, 1),
                Mark::Politics => {
                    evidence.politics += 1;
                    continue;
                }
                _ => continue,
            };
            let slot = match topic {
                Topic::Sport => &mut sport,
                Topic::Business => &mut business,
                Topic::Culture => &mut culture,
            };
            *slot = weight.max(*slot);
        }
        evidence.sport += sport;
        evidence.business += business;
        evidence.culture += culture;
    }

    /// Whether a noun is of somebody without a part in public life: a pianist, a winemaker, a bear.
    pub fn is_private(&self, syntax: &Syntax, word: TokenId) -> bool {
        let lemma = syntax.lemma(word).to_lowercase();
        if self.is_public(syntax, word) {
            return false;
        }
        self.has(syntax, word, Mark::Private)
            || self.endings.iter().any(|e| lemma.len() > e.len() && lemma.ends_with(e.as_str()))
    }

    /// Whether a noun is of somebody with a part in public life, whatever stands before it: a football delegation.
    pub fn is_public(&self, syntax: &Syntax, word: TokenId) -> bool {
        self.not_private.contains(syntax.lemma(word).to_lowercase().as_str())
    }

    /// Whether a noun is of somebody private in a sentence of this topic: a captain in sport, a director in business.
    pub fn is_private_in(&self, syntax: &Syntax, word: TokenId, topic: Topic) -> bool {
        self.has(syntax, word, Mark::PrivateIn(topic))
    }

    /// Whether a noun is by itself of sport, business or culture: an album, a recipe.
    pub fn is_of_topic(&self, syntax: &Syntax, word: TokenId) -> bool {
        self.marks(syntax, word).any(|m| matches!(m, Mark::Topic(_)))
    }

    /// Whether a noun is by itself of business: a company.
    pub fn is_business(&self, syntax: &Syntax, word: TokenId) -> bool {
        self.has(syntax, word, Mark::Topic(Topic::Business))
    }

    /// Whether a noun is by itself of sport: rugby.
    pub fn is_game(&self, syntax: &Syntax, word: TokenId) -> bool {
        self.has(syntax, word, Mark::Topic(Topic::Sport))
    }

    /// Whether a noun is of sport, by itself or beside another such word: a striker.
    pub fn is_of_sport(&self, syntax: &Syntax, word: TokenId) -> bool {
        let of_sport = |m: Mark| matches!(m, Mark::Topic(Topic::Sport) | Mark::Sign(Topic::Sport));
        self.marks(syntax, word).any(of_sport)
    }

    /// Whether a word is part of the names of teams.
    pub fn is_club(&self, syntax: &Syntax, word: TokenId) -> bool {
        self.has(syntax, word, Mark::Club)
    }

    /// Whether a noun is of something that can be hit only in a manner of speaking.
    pub fn is_immaterial(&self, syntax: &Syntax, word: TokenId) -> bool {
        self.has(syntax, word, Mark::Immaterial)
    }

    /// Whether a noun is of what strikes without anybody's doing: a storm, a crash.
    pub fn is_of_nature(&self, syntax: &Syntax, word: TokenId) -> bool {
        self.has(syntax, word, Mark::Nature)
    }

    fn has(&self, syntax: &Syntax, word: TokenId, mark: Mark) -> bool {
        self.marks(syntax, word).any(|m| m == mark)
    }

    fn marks<'a>(&'a self, syntax: &'a Syntax, word: TokenId) -> impl Iterator<Item = Mark> + 'a {
        let found = self.words.get(&SmolStr::new(syntax.lemma(word).to_lowercase()));
        // the "over" of cricket is a noun
        let small = matches!(syntax.upos(word), Upos::Adp | Upos::Sconj | Upos::Cconj);
        let fits = move |before: &Option<SmolStr>| match before {
            Some(before) => stands_before(syntax, word, before),
            None => !small,
        };
        found.into_iter().flatten().filter(move |(before, _)| fits(before)).map(|(_, mark)| *mark)
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
