//! Lays a list over our tables.

use super::chain::Chain;
use super::dictionary::{DatedCode, Listing, read_dictionary};
use super::{ActorList, ListFormat};
use crate::document::Code;
use crate::lexicon::actors::Actors;
use crate::lexicon::actors::key::{Case, Key};
use crate::lexicon::actors::names::{CODES, Entry, EntryKind, Names, Origin};
use crate::lexicon::actors::reference::Use;
use crate::lexicon::actors::terms::{HEADER, Whose};
use crate::lexicon::files::{FNV_OFFSET, fold};
use crate::lexicon::table::quote;
use crate::lexicon::{Gazetteer, Lexicon, PlaceKind, Problem, Problems, Row, fold_name};
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// More lists than anybody has.
const MOST_LISTS: usize = 100;

impl Lexicon {
    /// Adds a list of actors. It goes before our tables, and before the lists that were added earlier.
    ///
    /// Dictionaries of others are seldom without faults: what cannot be read in one is left out and given back.
    ///
    /// # Errors
    /// All problems of a table. The lexicon is not fit for use then.
    pub fn add_actors(&mut self, list: &ActorList) -> Result<Problems, Problems> {
        let n_terms = self.actors.terms.len();
        let left_out = self.actors.add(list, &self.gazetteer)?;
        let Actors { terms, roles, spellings, .. } = &mut self.actors;
        spellings.add_from(n_terms, terms, roles);
        let hash = fold(list.hash(), self.lists_fingerprint.as_bytes());
        self.lists_fingerprint =
            SmolStr::new(&format!("{:016x}", fold(FNV_OFFSET, &hash.to_le_bytes()))[..12]);
        Ok(left_out)
    }
}

type AddRow = fn(&mut Names, &Row, &mut Problems);

impl Actors {
    fn add(&mut self, list: &ActorList, gazetteer: &Gazetteer) -> Result<Problems, Problems> {
        if self.lists.len() >= MOST_LISTS {
            let expected = format!("no more than {MOST_LISTS} lists of actors");
            return Err(Problem::new(&list.name, 0, &expected, "one more").into());
        }
        self.lists.push(list.name.as_str().into());
        let number = self.lists.len() as u8;
        self.names.begin_list(number);
        self.roles.begin_list(number);
        let mut problems = Problems::default();
        let add: AddRow = match list.format {
            ListFormat::Dictionary => return Ok(self.add_dictionary(list, number, gazetteer)),
            ListFormat::Persons => {
                let known = (&self.roles, &self.names);
                let text = list.text.clone();
                self.terms.add_list(&list.name, text, Whose::Table(number), known, &mut problems);
                return problems.or(Problems::default());
            }
            ListFormat::Roles => {
                for row in list.table()?.rows(&mut problems) {
                    self.roles.add(&row, &mut problems);
                }
                return problems.or(Problems::default());
            }
            ListFormat::Organisations => Names::add_organisation,
            ListFormat::Countries => Names::add_country,
            ListFormat::Metonyms => Names::add_metonym,
        };
        for row in list.table()?.rows(&mut problems) {
            add(&mut self.names, &row, &mut problems);
        }
        problems.or(Problems::default())
    }

    /// Persons become terms of office without an office, all others names; what cannot be read is given back.
    fn add_dictionary(&mut self, list: &ActorList, number: u8, gazetteer: &Gazetteer) -> Problems {
        let small = self.names.small_words();
        let (listings, mut problems) = read_dictionary(&list.name, &list.text);
        let mut persons = format!("{HEADER}\n");
        for listing in &listings {
            let coded = self.codes(listing, &list.name, &mut problems);
            let names: Vec<String> = listing.names.iter().map(|name| self.cased(name, &small)).collect();
            if self.is_person(&names[0], listing) {
                coded.iter().for_each(|(code, chain)| write_term(&mut persons, &names, code, chain));
            } else {
                coded
                    .into_iter()
                    .for_each(|(code, chain)| self.add_name(&names, code, chain, number, gazetteer));
            }
        }
        let known = (&self.roles, &self.names);
        self.terms.add_list(&list.name, persons, Whose::Dictionary(number), known, &mut problems);
        problems.0.sort_by_key(|p| p.line);
        problems
    }

    /// The codes of a listing that stand for somebody. `[---]` is nobody, and who is only of the elite is that after his
    /// last term anyway.
    pub(super) fn codes<'l>(
        &self,
        listing: &'l Listing,
        file: &str,
        problems: &mut Problems,
    ) -> Vec<(&'l DatedCode, Chain)> {
        let mut coded = Vec::new();
        for code in listing.codes.iter().filter(|c| !c.chain.bytes().all(|b| b == b'-')) {
            match self.cameo.read_chain(&code.chain, &self.names) {
                Ok(chain) if chain.country.is_some() => coded.push((code, chain)),
                Ok(_) => {}
                Err(expected) => {
                    let problem = Problem::new(file, code.line, expected, &quote(&code.chain));
                    problems.0.push(problem.remedy(CODES));
                }
            }
        }
        coded
    }

    fn add_name(
        &mut self,
        names: &[String],
        code: &DatedCode,
        chain: Chain,
        list: u8,
        gazetteer: &Gazetteer,
    ) {
        let Some(country) = chain.country else { return };
        let entry = Entry {
            name: names[0].as_str().into(),
            code: country,
            sectors: chain.sectors,
            wikidata: SmolStr::default(),
            kind: EntryKind::Listed,
            days: (code.first, code.last),
            origin: Origin { list, line: code.line as u32 },
        };
        // such a dictionary has towns as names of their country: they are that where they act
        let is_town = |name: &str| {
            let found = gazetteer.look_up(&fold_name(name));
            found.iter().any(|p| matches!(p.kind, PlaceKind::City | PlaceKind::Capital))
        };
        self.names.add_listed(names, entry, is_town);
    }

    /// A dictionary does not tell persons from bodies: who has terms, or a given name that we know, is a person.
    fn is_person(&self, name: &str, listing: &Listing) -> bool {
        let words: Vec<&str> = name.split(' ').collect();
        let in_office = listing.codes.iter().any(|c| c.is_dated() || c.chain.ends_with("ELI"));
        let of_letters =
            |word: &str| !word.contains(|c: char| c.is_numeric() || matches!(c, '(' | ')' | '/' | '&'));
        let is_role = |word: &str| self.roles.find(Key::of(word, Case::Loose)).is_some();
        (2..=5).contains(&words.len())
            && (self.given.gender(name).is_some() || in_office)
            && words.iter().all(|w| of_letters(w) && !is_role(w) && !self.is_small(w))
    }

    fn is_small(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        [Use::Definite, Use::BelongsBy, Use::LocatedBy].into_iter().any(|u| self.reference.is(&word, u))
    }

    /// `ADA_MORENO` as Ada Moreno; letters that are no words stay capitals.
    fn cased(&self, name: &str, small: &BTreeSet<SmolStr>) -> String {
        let alone = !name.contains(' ');
        if name.chars().any(char::is_lowercase) || alone && name.chars().count() <= 5 {
            return name.to_owned();
        }
        let words = name.split(' ').enumerate().map(|(i, word)| {
            let lower = word.to_lowercase();
            match lower.contains(['a', 'e', 'i', 'o', 'u', 'y'])
                && !word.contains(|c: char| c == '.' || c.is_numeric())
            {
                false => word.to_owned(),
                true if i > 0 && (small.contains(lower.as_str()) || self.roles.is_particle(&lower)) => lower,
                true => with_initials(&lower),
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

/// A capital at the beginning and after each mark, but not on the last letter: O'Bell, People's.
fn with_initials(lower: &str) -> String {
    let mut begins = true;
    let mut word = String::with_capacity(lower.len());
    let mut letters = lower.chars().peekable();
    while let Some(c) = letters.next() {
        if begins && (word.is_empty() || letters.peek().is_some()) {
            word.extend(c.to_uppercase());
        } else {
            word.push(c);
        }
        begins = !c.is_alphanumeric();
    }
    word
}

/// A row of a table of terms, with the line of the dictionary as a last cell.
fn write_term(table: &mut String, names: &[String], code: &DatedCode, chain: &Chain) {
    let sectors = chain.sectors.iter().map(Code::to_string).collect::<Vec<_>>().join(";");
    let day = |day: u32| format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100);
    let first = if code.first == 0 { String::new() } else { day(code.first) };
    let last = if code.last == u32::MAX { String::new() } else { day(code.last) };
    let country = chain.country.map_or(String::new(), |c| c.to_string());
    let aliases = names[1..].join(";");
    // writing to a string cannot fail
    let _ =
        writeln!(table, "{}\t{aliases}\t\t{country}\t\t{sectors}\t{first}\t{last}\t{}", names[0], code.line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Files;
    use proptest::prelude::*;

    fn actors() -> Actors {
        Actors::read(&Files::own()).unwrap_or_else(|problems| panic!("{problems}"))
    }

    #[test]
    fn names_get_their_capitals_back() {
        let actors = actors();
        for (given, expected) in [
            ("ADA MORENO", "Ada Moreno"),
            ("MINISTRY OF WATER AND FORESTS", "Ministry of Water and Forests"),
            ("IDRIS VON DER AUE", "Idris von der Aue"),
            ("J.R. OTTO-BELL", "J.R. Otto-Bell"),
            ("PEOPLE'S UNION", "People's Union"),
            ("NATO", "NATO"),
            ("Ada Moreno", "Ada Moreno"),
        ] {
            assert_eq!(actors.cased(given, &actors.names.small_words()), expected);
        }
    }

    #[test]
    fn an_empty_cell_is_no_code() {
        let list =
            "name\taliases\tcode\tsectors\tkind\tstart\tend\towner\nDawn Brigades\t\t\tREB\tarmed\t\t\t\n";
        let list = ActorList::read("l", list.as_bytes()).unwrap();
        let problems = actors().add(&list, &Gazetteer::default()).unwrap_err();
        assert!(problems.to_string().starts_with("l:2: expected a three-letter code, but found nothing"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn no_bytes_bring_the_readers_down(
            format in 0..6usize,
            bytes in prop_oneof![
                proptest::collection::vec(any::<u8>(), 0..300),
                "[A-Za-zé\t\n;+\\[\\]0-9_ #-]{0,300}".prop_map(String::into_bytes),
                "((RUS|USA|PER|GOV|MIL;LEG|2019|2019-02-31|person|always|[a-z]{3}|)\t){0,9}\n".prop_map(String::into_bytes),
            ],
        ) {
            static OURS: std::sync::OnceLock<std::sync::Mutex<Lexicon>> = std::sync::OnceLock::new();
            let ours = OURS.get_or_init(|| {
                std::sync::Mutex::new(Lexicon { actors: actors(), ..Lexicon::default() })
            });
            let mut text = ListFormat::TABLES.get(format).map_or(String::new(), |f| f.columns().join("\t") + "\n").into_bytes();
            text.extend(bytes);
            if let Ok(list) = ActorList::read("l", &text) {
                let mut lexicon = ours.lock().unwrap();
                let checked = list.check(&mut lexicon);
                prop_assert!(checked.problems.0.iter().all(|p| p.file == "l" && !p.to_string().is_empty()));
                lexicon.actors.lists.clear();
            }
        }
    }

    #[test]
    fn a_list_knows_where_its_rows_stand() {
        let mut actors = actors();
        let list =
            ActorList::read("d.txt", b"# ours\n\nADA_MORENO_\n+A._MORENO_\n\t[PERGOV >20100101]\n").unwrap();
        assert_eq!(actors.add(&list, &Gazetteer::default()), Ok(Problems::default()));
        let found = actors.terms.of_name(Key::of("Ada Moreno", Case::Loose));
        let term = actors.terms.get(found[0]);
        assert_eq!(actors.terms.origin(term), ("d.txt", 5, 1));
    }
}
