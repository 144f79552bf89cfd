use super::map::{Map, Set};
use super::phrases::{Phrases, Piece};
use super::{Files, Problems, Table};
use crate::document::Code;
use smol_str::SmolStr;

/// Where a currency stands beside its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurrencyPlace {
    /// $5
    Symbol,
    /// USD 5, 5 USD
    Code,
    /// 5 dollars
    Noun,
    /// 5 million pounds: also a common word, so only behind a scale
    ScaledNoun,
}

/// Words for money, from `currencies.tsv`.
#[derive(Debug, Default)]
pub struct Currencies {
    phrases: Phrases<(CurrencyPlace, Code, Option<Code>)>,
}

impl Currencies {
    /// Reads the table.
    ///
    /// # Errors
    /// Every row that cannot be understood.
    pub fn read(files: &Files) -> Result<Currencies, Problems> {
        let table = Table::read(files, "lexicon/en/currencies.tsv", &["words", "kind", "code", "note"])?;
        let mut problems = Problems::default();
        let mut phrases = Phrases::default();
        for row in table.rows(&mut problems) {
            let place = match (row.cell(1), row.cell(3)) {
                ("symbol", _) => CurrencyPlace::Symbol,
                ("code", _) => CurrencyPlace::Code,
                ("noun", "scaled") => CurrencyPlace::ScaledNoun,
                ("noun", _) => CurrencyPlace::Noun,
                (kind, _) => {
                    problems.0.push(row.problem("symbol, code or noun", &format!("`{kind}`")));
                    continue;
                }
            };
            let country = row.cell(3).strip_prefix("in ").map(|country| country.parse());
            if country.as_ref().is_some_and(Result::is_err) {
                problems.0.push(row.problem("a country of three letters", &format!("`{}`", row.cell(3))));
            }
            if let Some(code) = row.code(2, "a currency of three letters", &mut problems) {
                phrases.add(row.cell(0), (place, code, country.and_then(Result::ok)));
            }
        }
        problems.or(Currencies { phrases })
    }

    /// The currencies named at a piece: how many pieces each takes. What several countries call their money is that of
    /// the one of them that is among `countries`.
    pub fn at<'a>(
        &'a self,
        pieces: &'a [Piece],
        i: usize,
        countries: &'a [Code],
    ) -> impl Iterator<Item = (usize, CurrencyPlace, Code)> + 'a {
        let fits = |country: &Option<Code>| country.is_none_or(|c| countries.contains(&c));
        let found = self.phrases.at(pieces, i).filter(move |(_, (.., country))| fits(country));
        found.map(|(n, (place, code, _))| (n, *place, *code))
    }
}

/// What became of people whom a text counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the names are the documentation
pub enum Fate {
    Dead,
    Injured,
    Arrested,
    /// A crowd whose size somebody tells.
    Counted,
}

/// Where the number stands beside a word that tells a fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountPlace {
    /// killed 12 people; 12 people were killed
    Object,
    /// 12 people died
    Subject,
    /// 12 deaths
    Noun,
    /// 12 dead
    State,
    /// the death toll rose to 12
    Toll,
}

/// Words that tell what became of people, and words for people, from `counted.tsv`.
#[derive(Debug, Default)]
pub struct Counted {
    fates: Map<SmolStr, Vec<(Fate, CountPlace)>>,
    people: Set<SmolStr>,
    crowds: Set<SmolStr>,
    bodies: Set<SmolStr>,
    reached_by: Set<SmolStr>,
}

impl Counted {
    /// Reads the table.
    ///
    /// # Errors
    /// Every row that cannot be understood.
    pub fn read(files: &Files) -> Result<Counted, Problems> {
        let table = Table::read(files, "lexicon/en/counted.tsv", &["words", "kind", "value"])?;
        let mut problems = Problems::default();
        let mut counted = Counted::default();
        for row in table.rows(&mut problems) {
            let place = match row.cell(2) {
                "verb" => CountPlace::Object,
                "subject" => CountPlace::Subject,
                "noun" => CountPlace::Noun,
                "toll" => CountPlace::Toll,
                _ => CountPlace::State,
            };
            let fate = match row.cell(1) {
                "dead" => Fate::Dead,
                "injured" => Fate::Injured,
                "arrested" => Fate::Arrested,
                "size" => Fate::Counted,
                kind => {
                    let words = match kind {
                        "people" => &mut counted.people,
                        "crowd" => &mut counted.crowds,
                        "body" => &mut counted.bodies,
                        "reaches" => &mut counted.reached_by,
                        _ => {
                            let expected = "dead, injured, arrested, size, people, crowd, body or reaches";
                            problems.0.push(row.problem(expected, &format!("`{kind}`")));
                            continue;
                        }
                    };
                    words.insert(row.cell(0).into());
                    continue;
                }
            };
            counted.fates.entry(row.cell(0).into()).or_default().push((fate, place));
        }
        problems.or(counted)
    }

    /// What a lemma or form tells about people's fate.
    pub fn fates(&self, word: &str) -> &[(Fate, CountPlace)] {
        self.fates.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether a lemma stands for people.
    pub fn is_people(&self, lemma: &str) -> bool {
        self.people.contains(lemma)
    }

    /// Whether a lemma stands for many at once: a crowd of 200.
    pub fn is_crowd(&self, lemma: &str) -> bool {
        self.crowds.contains(lemma)
    }

    /// Whether a lemma stands for bodies, which are no heads: three unions.
    pub fn is_body(&self, lemma: &str) -> bool {
        self.bodies.contains(lemma)
    }

    /// Whether a word leads to the number that a toll has come to.
    pub fn is_reached_by(&self, word: &str) -> bool {
        self.reached_by.contains(word)
    }
}
