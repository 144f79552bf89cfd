//! Names that papers spell in several ways: Moammar Gadhafi, Muammar Qaddafi.

use super::key::{Case, Key, KeyMap};
use super::roles::Roles;
use super::terms::{TermId, Terms, surnames};
use crate::lexicon::map::Map;
use crate::lexicon::{Files, Problems, Table, fold_name};
use smol_str::SmolStr;

const SPELLINGS: &str = "lexicon/en/spellings.tsv";

/// Office holders by a spelling that stands for all spellings of their names.
#[derive(Debug, Default)]
pub(crate) struct Spellings {
    words: Map<SmolStr, SmolStr>,
    by_name: KeyMap<Vec<TermId>>,
    by_surname: KeyMap<Vec<TermId>>,
}

impl Spellings {
    pub fn read(files: &Files, terms: &Terms, roles: &Roles) -> Result<Spellings, Problems> {
        let mut problems = Problems::default();
        let table = Table::read(files, SPELLINGS, &["word", "spellings"])?;
        let mut spellings = Spellings::default();
        for row in table.rows(&mut problems) {
            let word = row.cell(0);
            for other in row.list(1) {
                if other != fold_name(other) && !other.contains('-') {
                    problems.0.push(row.problem("lower case without accents", &format!("`{other}`")));
                }
                spellings.words.insert(other.into(), word.into());
            }
        }
        spellings.add_from(0, terms, roles);
        problems.or(spellings)
    }

    /// Adds the terms from this one on.
    pub fn add_from(&mut self, first: usize, terms: &Terms, roles: &Roles) {
        for id in terms.ids().skip(first) {
            self.add(id, terms, roles);
        }
    }

    /// Whom papers spell in several ways is known abroad, or to a user.
    fn add(&mut self, id: TermId, terms: &Terms, roles: &Roles) {
        let term = terms.get(id);
        if !term.top && !terms.is_editors(term) && terms.list_of(&[id]) == 0 {
            return;
        }
        for name in std::iter::once(terms.person(term)).chain(terms.aliases(term).split(';')) {
            if let Some(key) = self.key_of_name(name) {
                push(&mut self.by_name, key, id);
            }
            // Abe Shinzo, Orban Viktor
            if let Some((first, last)) = name.split_once(' ').filter(|(_, last)| !last.contains(' '))
                && let Some(key) = self.key_of_name(&format!("{last} {first}"))
            {
                push(&mut self.by_name, key, id);
            }
            if !term.top {
                continue;
            }
            for surname in surnames(name, roles, false) {
                if let Some(key) = self.key_of_word(surname) {
                    push(&mut self.by_surname, key, id);
                }
            }
        }
    }

    /// Terms of those whose whole name may be spelled so, in the order of the tables.
    pub fn of_name(&self, name: &str) -> &[TermId] {
        self.key_of_name(name).and_then(|key| self.by_name.get(&key)).map_or(&[], Vec::as_slice)
    }

    /// Terms in well-known offices of those whose family name may be spelled so.
    pub fn of_surname(&self, name: &str) -> &[TermId] {
        self.key_of_word(name).and_then(|key| self.by_surname.get(&key)).map_or(&[], Vec::as_slice)
    }

    /// A single word is a name of many.
    fn key_of_name(&self, name: &str) -> Option<u64> {
        let folded = fold_name(name);
        let words: Vec<SmolStr> = folded.split(' ').filter_map(|w| self.word(w)).collect();
        (words.len() > 1).then(|| Key::of(&words.join(" "), Case::Loose))
    }

    fn key_of_word(&self, name: &str) -> Option<u64> {
        let folded = fold_name(name);
        let mut words = folded.split(' ').filter_map(|w| self.word(w));
        let word = words.next()?;
        words.next().is_none().then(|| Key::of(&word, Case::Loose))
    }

    /// The spelling that stands for all; none for initials, articles and titles.
    fn word(&self, word: &str) -> Option<SmolStr> {
        if word.chars().count() < 2 {
            return None;
        }
        let ending = ["iy", "yy", "ii", "yi"].iter().find_map(|end| word.strip_suffix(end));
        let plain = ending.map_or_else(|| SmolStr::from(word), |stem| format!("{stem}y").into());
        match self.words.get(word).or_else(|| self.words.get(&plain)) {
            Some(all) if all.is_empty() => None,
            Some(all) => Some(all.clone()),
            None => Some(plain),
        }
    }
}

fn push(table: &mut KeyMap<Vec<TermId>>, key: u64, id: TermId) {
    let list = table.entry(key).or_default();
    if list.last() != Some(&id) {
        list.push(id);
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Actors, Files};

    #[test]
    fn a_name_is_known_by_other_spellings() {
        let actors = Actors::read(&Files::own()).unwrap_or_else(|problems| panic!("{problems}"));
        let person = |name: &str| {
            let found = actors.spellings.of_name(name).first();
            found.map(|t| actors.terms.person(actors.terms.get(*t)).to_owned())
        };
        assert_eq!(person("Moammar Khadafy").as_deref(), Some("Muammar Gaddafi"));
        assert_eq!(person("Aleksei A. Navalny").as_deref(), Some("Alexei Navalny"));
        assert_eq!(person("Sheik Hassan Nasrallah").as_deref(), Some("Hassan Nasrallah"));
        assert_eq!(person("Abe Shinzo").as_deref(), Some("Shinzo Abe"));
        assert_eq!(person("Ada Moreno"), None);
        let family = actors.spellings.of_surname("Qadhafi").first();
        assert_eq!(family.map(|t| actors.terms.get(*t).country.to_string()).as_deref(), Some("LBY"));
    }
}
