//! Small words by which a reader knows whom an expression means.

use crate::lexicon::map::Map;
use crate::lexicon::{Files, Problems, Table};
use smol_str::SmolStr;

/// What a small word is good for; a word may have several uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Use {
    He,
    She,
    It,
    They,
    Who,
    Speaker,
    PlaceBefore,
    Motion,
    MotionNoun,
    GetsFrom,
    OfMany,
    OfficialNoun,
    LocatedBy,
    BelongsBy,
    Definite,
    Pair,
    HyphenStance,
    HyphenOwns,
    Ethnic,
    Direction,
    Speech,
    Former,
    Named,
    PartnerBy,
    AbstractEnding,
    Edge,
    Culture,
    Land,
    Reflexive,
    OnPurpose,
    Impersonal,
}

const NAMES: [(&str, Use); 31] = [
    ("he", Use::He),
    ("she", Use::She),
    ("it", Use::It),
    ("they", Use::They),
    ("who", Use::Who),
    ("speaker", Use::Speaker),
    ("place_before", Use::PlaceBefore),
    ("motion", Use::Motion),
    ("motion_noun", Use::MotionNoun),
    ("gets_from", Use::GetsFrom),
    ("of_many", Use::OfMany),
    ("official_noun", Use::OfficialNoun),
    ("located_by", Use::LocatedBy),
    ("belongs_by", Use::BelongsBy),
    ("definite", Use::Definite),
    ("pair", Use::Pair),
    ("hyphen_stance", Use::HyphenStance),
    ("hyphen_owns", Use::HyphenOwns),
    ("ethnic", Use::Ethnic),
    ("direction", Use::Direction),
    ("speech", Use::Speech),
    ("former", Use::Former),
    ("named", Use::Named),
    ("partner_by", Use::PartnerBy),
    ("abstract_ending", Use::AbstractEnding),
    ("edge", Use::Edge),
    ("culture", Use::Culture),
    ("land", Use::Land),
    ("reflexive", Use::Reflexive),
    ("on_purpose", Use::OnPurpose),
    ("impersonal", Use::Impersonal),
];

/// He or she: what a given name or a role word tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    He,
    She,
}

impl std::str::FromStr for Gender {
    type Err = ();

    fn from_str(word: &str) -> Result<Gender, ()> {
        match word {
            "he" => Ok(Gender::He),
            "she" => Ok(Gender::She),
            _ => Err(()),
        }
    }
}

/// Given names that tell he or she.
#[derive(Debug, Default)]
pub(crate) struct GivenNames(Map<SmolStr, Gender>);

impl GivenNames {
    pub fn read(files: &Files) -> Result<GivenNames, Problems> {
        let mut problems = Problems::default();
        let table = Table::read(files, "lexicon/en/given_names.tsv", &["name", "pronoun"])?;
        let mut names = Map::default();
        for row in table.rows(&mut problems) {
            match row.code::<Gender>(1, "he or she", &mut problems) {
                Some(gender) => drop(names.insert(row.cell(0).into(), gender)),
                None => problems.0.push(row.problem("he or she", "nothing")),
            }
        }
        problems.or(GivenNames(names))
    }

    /// What the first word of a full name tells.
    pub fn gender(&self, name: &str) -> Option<Gender> {
        let (first, _) = name.split_once(' ')?;
        self.0.get(first).copied()
    }
}

/// The words of `reference.tsv`.
#[derive(Debug, Default)]
pub(crate) struct Reference(Map<SmolStr, u32>);

impl Reference {
    pub fn read(files: &Files) -> Result<Reference, Problems> {
        let mut problems = Problems::default();
        let table = Table::read(files, "lexicon/en/reference.tsv", &["word", "use"])?;
        let mut uses: Map<SmolStr, u32> = Map::default();
        for row in table.rows(&mut problems) {
            let Some((_, bit)) = NAMES.iter().find(|(name, _)| *name == row.cell(1)) else {
                let names: Vec<&str> = NAMES.iter().map(|(n, _)| *n).collect();
                problems.0.push(row.problem(&names.join(", "), &format!("`{}`", row.cell(1))));
                continue;
            };
            *uses.entry(row.cell(0).to_lowercase().into()).or_default() |= 1 << (*bit as u8);
        }
        problems.or(Reference(uses))
    }

    /// Whether a word, in whatever case, has this use.
    pub fn is(&self, word: &str, wanted: Use) -> bool {
        let bits = self.0.get(word).copied().or_else(|| {
            let upper = word.bytes().any(|b| b.is_ascii_uppercase());
            upper.then(|| self.0.get(word.to_lowercase().as_str()).copied()).flatten()
        });
        bits.is_some_and(|bits| bits & (1 << (wanted as u8)) != 0)
    }
}
