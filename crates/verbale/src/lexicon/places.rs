use super::actors::names::{COUNTRIES, COUNTRY_COLUMNS};
use super::map::Map;
use super::{Files, Phrases, Piece, Problems, Table, fold_name};
use crate::document::{Code, Resolution};
use std::borrow::Cow;

/// What sort of place an entry of the gazetteer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the documentation
pub enum PlaceKind {
    Country,
    Admin1,
    Capital,
    City,
    Region,
    Water,
    Site,
}

impl PlaceKind {
    /// How finely such an entry tells where something is.
    pub fn resolution(self) -> Resolution {
        match self {
            PlaceKind::Country => Resolution::Country,
            PlaceKind::Admin1 | PlaceKind::Region | PlaceKind::Water => Resolution::Province,
            PlaceKind::Capital | PlaceKind::City => Resolution::City,
            PlaceKind::Site => Resolution::Subcity,
        }
    }
}

impl std::str::FromStr for PlaceKind {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Ok(match word {
            "country" => PlaceKind::Country,
            "admin1" => PlaceKind::Admin1,
            "capital" => PlaceKind::Capital,
            "city" => PlaceKind::City,
            "region" => PlaceKind::Region,
            "water" => PlaceKind::Water,
            "site" => PlaceKind::Site,
            _ => return Err(()),
        })
    }
}

/// A place that a name may mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlaceEntry<'g> {
    /// As the gazetteer spells it.
    pub name: &'g str,
    /// What it is.
    pub kind: PlaceKind,
    /// Whose it is; none for waters and regions between countries.
    pub country: Option<Code>,
    /// The first-level division it lies in, or is.
    pub admin1: Option<&'g str>,
    /// Degrees north and east.
    pub coordinates: (f32, f32),
    /// People, 0 if not counted.
    pub population: u64,
    /// GeoNames' number.
    pub geonames_id: Option<u32>,
    /// English news means this one unless the report says otherwise (`place-aliases.tsv`).
    pub meant: bool,
    /// It was asked for under the name that the gazetteer has for it, not under another spelling.
    pub by_own_name: bool,
    /// The name is an abbreviation that stands only behind a town: "Ala."
    pub is_short: bool,
}

/// What a word beside a name says about places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceWord {
    /// "in": what happens there happens in the place.
    At,
    /// "from", "to": it leads to a place, but tells not where something happens.
    From,
    /// "of", "by": it stands before places, and before much else.
    Of,
    /// "during": where that happened, this happened too.
    During,
    /// "despite", "over": what follows is only spoken of.
    Topic,
    /// "to", "into": it leads there.
    Toward,
    /// "from": it leads away.
    Away,
    /// "on", "against": an attack comes down there.
    Upon,
    /// "on", "over": what most acts are about, and where some come down.
    Over,
    /// "of", before what a place is part of.
    Part,
    /// "with", before who takes part.
    Partner,
    /// "for", before what an act is meant to bring.
    Purpose,
    /// "travel", "visit": the act is where it leads to.
    Goal,
    /// "withdraw", "flee": the act is where it leads from.
    Source,
    /// "ambassador": the place beside it is where somebody is posted, not where something happens.
    Post,
    /// "war": it has a place of its own.
    Happening,
    /// "border", "outskirts": part of a place, or built on it.
    Ground,
    /// "where"
    Where,
    /// "there"
    There,
    /// "capture", "shell": what is taken or shelled is as often a town as a person.
    Taker,
    /// "northern"
    Compass,
    /// "de": the middle of a longer name.
    Particle,
    /// "province"
    Type(Resolution),
    /// A town's name that is also a common word or somebody's name.
    Care,
}

/// Names of places and where they are.
///
/// The derived tables stay as they are in memory: names are found by halving, rows are read when they are
/// asked for. So loading takes no longer than counting lines.
#[derive(Debug, Default)]
pub struct Gazetteer {
    rows: Lines,
    names: Lines,
    own: Vec<OwnRow>,
    own_names: Map<String, Vec<OwnName>>,
    words: Phrases<PlaceWord>,
    /// The same by the words of a parse, joined by `_`.
    by_lemma: Map<String, Vec<PlaceWord>>,
    /// What English news calls a row of the derived gazetteer that has another name there.
    shown: Map<usize, String>,
    demonyms: Map<String, Code>,
}

#[derive(Debug, Default)]
struct Lines {
    text: Cow<'static, str>,
    starts: Vec<u32>,
}

impl Lines {
    /// Lines below the header.
    fn read(files: &Files, name: &str, header: &str) -> Result<Lines, Problems> {
        let text = files.text(name)?;
        let mut starts = Vec::with_capacity(text.len() / 32);
        let mut at = 0;
        let mut below = false;
        for line in text.split_inclusive('\n') {
            if below {
                starts.push(at);
            } else if !line.starts_with('#') {
                below = true;
                if line.trim_end() != header {
                    let problem =
                        super::Problem::new(name, 0, &format!("the columns `{header}`"), line.trim_end());
                    return Err(problem.into());
                }
            }
            at += line.len() as u32;
        }
        Ok(Lines { text, starts })
    }

    fn line(&self, n: usize) -> Option<&str> {
        let start = *self.starts.get(n)? as usize;
        let end = self.starts.get(n + 1).map_or(self.text.len(), |e| *e as usize);
        self.text.get(start..end).map(|l| l.trim_end_matches(['\n', '\r']))
    }

    /// The rest of the line that begins with a key, by halving.
    fn find(&self, key: &str) -> Option<&str> {
        let key_of = |n: usize| self.line(n).and_then(|l| l.split('\t').next()).unwrap_or("");
        let (mut low, mut high) = (0, self.starts.len());
        while low < high {
            let middle = (low + high) / 2;
            match key_of(middle).cmp(key) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => {
                    return self.line(middle)?.split_once('\t').map(|(_, rest)| rest);
                }
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

/// A row of `places.tsv`.
#[derive(Debug)]
struct OwnRow {
    name: String,
    kind: PlaceKind,
    country: Option<Code>,
    admin1: Option<String>,
    coordinates: (f32, f32),
}

#[derive(Debug, Clone, Copy)]
enum OwnName {
    Own(usize),
    /// A row of the derived gazetteer.
    Row(usize),
    /// The same, abbreviated.
    Short(usize),
}

impl Gazetteer {
    /// Reads the derived gazetteer and the three lists that people edit.
    ///
    /// # Errors
    /// All problems of these files.
    pub fn read(files: &Files) -> Result<Gazetteer, Problems> {
        let mut problems = Problems::default();
        let columns = "name\tkind\tcountry\tadmin1\tlatitude\tlongitude\tpopulation\tgeonames_id";
        let rows = problems.keep(Lines::read(files, "gazetteer/places.tsv", columns));
        let names = problems.keep(Lines::read(files, "gazetteer/names.tsv", "name\trows"));
        let mut gazetteer = Gazetteer { rows, names, ..Gazetteer::default() };
        for read in
            [Gazetteer::read_words, Gazetteer::read_own, Gazetteer::read_countries, Gazetteer::read_aliases]
        {
            let read = read(&mut gazetteer, files, &mut problems);
            problems.keep(read);
        }
        problems.or(gazetteer)
    }

    fn read_words(&mut self, files: &Files, problems: &mut Problems) -> Result<(), Problems> {
        let table = Table::read(files, "lexicon/en/place-words.tsv", &["words", "kind", "value"])?;
        for row in table.rows(problems) {
            let word = match (row.cell(1), row.cell(2)) {
                ("preposition", "at") => PlaceWord::At,
                ("preposition", "from") => PlaceWord::From,
                ("preposition", "of") => PlaceWord::Of,
                ("preposition", "during") => PlaceWord::During,
                ("preposition", "topic") => PlaceWord::Topic,
                ("preposition", "toward") => PlaceWord::Toward,
                ("preposition", "away") => PlaceWord::Away,
                ("preposition", "upon") => PlaceWord::Upon,
                ("preposition", "over") => PlaceWord::Over,
                ("preposition", "part") => PlaceWord::Part,
                ("preposition", "partner") => PlaceWord::Partner,
                ("preposition", "purpose") => PlaceWord::Purpose,
                ("goal", _) => PlaceWord::Goal,
                ("source", _) => PlaceWord::Source,
                ("post", _) => PlaceWord::Post,
                ("happening", _) => PlaceWord::Happening,
                ("ground", _) => PlaceWord::Ground,
                ("where", _) => PlaceWord::Where,
                ("there", _) => PlaceWord::There,
                ("taker", _) => PlaceWord::Taker,
                ("compass", _) => PlaceWord::Compass,
                ("particle", _) => PlaceWord::Particle,
                ("care", _) => PlaceWord::Care,
                ("type", level) => match level.parse() {
                    Ok(level) => PlaceWord::Type(level),
                    Err(_) => {
                        problems
                            .0
                            .push(row.problem("province, district, city or sub-city", &format!("`{level}`")));
                        continue;
                    }
                },
                (kind, _) => {
                    problems
                        .0
                        .push(row.problem("a kind that the head of the file tells of", &format!("`{kind}`")));
                    continue;
                }
            };
            self.words.add(row.cell(0), word);
            self.by_lemma.entry(row.cell(0).replace(' ', "_")).or_default().push(word);
        }
        Ok(())
    }

    fn read_own(&mut self, files: &Files, problems: &mut Problems) -> Result<(), Problems> {
        let columns = ["names", "kind", "country", "admin1", "latitude", "longitude"];
        let table = Table::read(files, "lexicon/en/places.tsv", &columns)?;
        for row in table.rows(problems) {
            let country = row.code(2, "a country of three letters", problems);
            let (kind, at) = (row.cell(1).parse(), (row.cell(4).parse(), row.cell(5).parse()));
            let (Ok(kind), (Ok(lat), Ok(lon))) = (kind, at) else {
                problems
                    .0
                    .push(row.problem("a kind and two numbers of degrees", &format!("`{}`", row.cell(1))));
                continue;
            };
            let admin1 = Some(row.cell(3).to_owned()).filter(|a| !a.is_empty());
            let name = row.list(0).next().unwrap_or("").to_owned();
            for spelling in row.list(0) {
                self.add_name(spelling, OwnName::Own(self.own.len()));
            }
            self.own.push(OwnRow { name, kind, country, admin1, coordinates: (lat, lon) });
        }
        Ok(())
    }

    fn read_countries(&mut self, files: &Files, problems: &mut Problems) -> Result<(), Problems> {
        let table = Table::read(files, COUNTRIES, &COUNTRY_COLUMNS)?;
        let rows = table.rows(problems);
        let entries = self.country_rows();
        for row in &rows {
            if !matches!(row.cell(1), "state" | "disputed") {
                continue;
            }
            let Some(&entry) = entries.get(row.cell(0)) else { continue };
            if let Ok(code) = row.cell(0).parse() {
                let words = row.list(6).chain(row.list(7));
                self.demonyms.extend(words.map(|w| (w.to_lowercase(), code)));
            }
            // Abkhazia is no name of Georgia: it has a row of its own in `places.tsv`.
            let state = |code: &str| rows.iter().any(|r| r.cell(1) == "state" && r.cell(0) == code);
            if row.cell(1) == "disputed" && state(row.cell(0)) {
                continue;
            }
            // "Saudi" stands for the country only as an adjective.
            let people: Vec<&str> = row.list(7).collect();
            for name in row.list(4).chain(row.list(5)).filter(|n| !people.contains(n)) {
                self.add_name(name, OwnName::Row(entry));
            }
        }
        Ok(())
    }

    fn read_aliases(&mut self, files: &Files, problems: &mut Problems) -> Result<(), Problems> {
        let table = Table::read(
            files,
            "lexicon/en/place-aliases.tsv",
            &["names", "country", "place", "kind", "shown"],
        )?;
        for row in table.rows(problems) {
            let candidates = self.numbered(&fold_name(row.cell(2)));
            let country: Option<Code> = row.code(1, "a country of three letters", problems);
            let division = matches!(row.cell(3), "division" | "short");
            let meant = candidates.into_iter().filter(|(_, e)| {
                e.country == country
                    && e.kind != PlaceKind::Country
                    && (e.kind == PlaceKind::Admin1) == division
            });
            let Some(found) = meant.max_by_key(|(_, e)| (e.by_own_name, e.population)).map(|(n, _)| n) else {
                let sort = if division { "division" } else { "town" };
                let problem =
                    row.problem(&format!("a {sort} of the gazetteer"), &format!("`{}`", row.cell(2)));
                problems.0.push(problem);
                continue;
            };
            if !row.cell(4).is_empty() {
                self.shown.insert(found, row.cell(4).to_owned());
            }
            let meaning = if row.cell(3) == "short" { OwnName::Short(found) } else { OwnName::Row(found) };
            for name in row.list(0) {
                self.add_name(name, meaning);
            }
        }
        Ok(())
    }

    fn add_name(&mut self, name: &str, meaning: OwnName) {
        self.own_names.entry(fold_name(name)).or_default().push(meaning);
    }

    /// The countries stand first.
    fn country_rows(&self) -> Map<String, usize> {
        let countries =
            (0..self.rows.starts.len()).map_while(|n| self.row(n).filter(|e| e.kind == PlaceKind::Country));
        countries.enumerate().filter_map(|(n, e)| Some((e.country?.to_string(), n))).collect()
    }

    fn row(&self, n: usize) -> Option<PlaceEntry<'_>> {
        let mut cells = self.rows.line(n)?.split('\t');
        let mut next = || cells.next().unwrap_or("");
        let (name, kind, country, admin1) = (next(), next().parse().ok()?, next().parse().ok(), next());
        let coordinates = (next().parse().ok()?, next().parse().ok()?);
        let (population, geonames_id) = (next().parse().unwrap_or(0), next().parse().ok());
        let admin1 = if kind == PlaceKind::Admin1 { name } else { admin1 };
        let admin1 = Some(admin1).filter(|a| !a.is_empty());
        Some(PlaceEntry {
            name,
            kind,
            country,
            admin1,
            coordinates,
            population,
            geonames_id,
            meant: false,
            by_own_name: false,
            is_short: false,
        })
    }

    fn own_row(&self, n: usize) -> Option<PlaceEntry<'_>> {
        let row = self.own.get(n)?;
        Some(PlaceEntry {
            name: &row.name,
            kind: row.kind,
            country: row.country,
            admin1: row.admin1.as_deref(),
            coordinates: row.coordinates,
            population: 0,
            geonames_id: None,
            meant: true,
            by_own_name: true,
            is_short: false,
        })
    }

    fn numbered(&self, key: &str) -> Vec<(usize, PlaceEntry<'_>)> {
        let numbers = self.names.find(key).unwrap_or("").split(',').filter_map(|n| n.parse::<usize>().ok());
        let entry = |n| {
            let row = self.row(n)?;
            let by_own_name = fold_name(row.name) == key || fold_name(self.shown_name(n, row.name)) == key;
            Some((n, PlaceEntry { by_own_name, ..row }))
        };
        numbers.filter_map(entry).collect()
    }

    /// How many places it has, by kind.
    pub(crate) fn count(&self) -> std::collections::BTreeMap<smol_str::SmolStr, usize> {
        let rows = (0..self.rows.starts.len()).filter_map(|n| self.row(n).map(|e| e.kind));
        let mut kinds = std::collections::BTreeMap::new();
        for kind in rows.chain(self.own.iter().map(|row| row.kind)) {
            let kind = match kind {
                PlaceKind::Country => "countries",
                PlaceKind::Admin1 => "first-level divisions",
                PlaceKind::Capital | PlaceKind::City => "cities and capitals",
                PlaceKind::Region => "regions",
                PlaceKind::Water => "waters",
                PlaceKind::Site => "sites",
            };
            *kinds.entry(kind.into()).or_insert(0) += 1;
        }
        kinds
    }

    fn shown_name<'g>(&'g self, row: usize, name: &'g str) -> &'g str {
        self.shown.get(&row).map_or(name, String::as_str)
    }

    /// The places that a folded name may mean ([`fold_name`]).
    pub fn look_up(&self, key: &str) -> Vec<PlaceEntry<'_>> {
        let own = self.own_names.get(key).map_or(&[][..], |names| names);
        let called: Vec<usize> = own
            .iter()
            .filter_map(|name| match name {
                OwnName::Row(n) | OwnName::Short(n) => Some(*n),
                OwnName::Own(_) => None,
            })
            .collect();
        let row = |n: usize, is_short| {
            let row = self.row(n)?;
            let name = self.shown_name(n, row.name);
            Some(PlaceEntry { name, meant: true, by_own_name: true, is_short, ..row })
        };
        let meant = own.iter().filter_map(|name| match name {
            OwnName::Own(n) => self.own_row(*n),
            OwnName::Row(n) => row(*n, false),
            OwnName::Short(n) => row(*n, true),
        });
        let others = self.numbered(key).into_iter().filter(|(n, _)| !called.contains(n));
        let others = others.map(|(n, e)| PlaceEntry { name: self.shown_name(n, e.name), ..e });
        meant.chain(others).collect()
    }

    /// The country of an adjective or a people, in lower case.
    pub fn country_of_demonym(&self, word: &str) -> Option<Code> {
        self.demonyms.get(word).copied()
    }

    /// Whether a lemma, or a preposition of several words joined by `_`, is of a kind.
    pub fn is_word(&self, words: &str, kind: PlaceWord) -> bool {
        self.by_lemma.get(words).is_some_and(|kinds| kinds.contains(&kind))
    }

    /// Whether a noun is part of a place, or says of what sort it is: "border", "province".
    pub fn is_ground(&self, lemma: &str) -> bool {
        let ground = |w: &PlaceWord| matches!(w, PlaceWord::Ground | PlaceWord::Type(_));
        self.by_lemma.get(lemma).is_some_and(|kinds| kinds.iter().any(ground))
    }

    /// What the phrases that begin at a piece say about places.
    pub fn words_at<'a>(
        &'a self,
        pieces: &'a [Piece],
        i: usize,
    ) -> impl Iterator<Item = (usize, PlaceWord)> + 'a {
        self.words.at(pieces, i).map(|(n, word)| (n, *word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_places() {
        let gazetteer = Gazetteer::read(&Files::own()).expect("the tables are sound");
        let first = |name: &str| {
            let found = gazetteer.look_up(&fold_name(name));
            let best = found.iter().max_by_key(|e| (e.meant, e.population)).copied();
            best.map(|e| format!("{} {:?} {:?}", e.name, e.kind, e.country))
        };
        assert_eq!(first("Kiev").as_deref(), Some("Kyiv Capital Some(UKR)"));
        assert_eq!(first("Sana’a").as_deref(), Some("Sanaa Capital Some(YEM)"));
        assert_eq!(first("Texas").as_deref(), Some("Texas Admin1 Some(USA)"));
        assert_eq!(first("U.S.").as_deref(), Some("United States Country Some(USA)"));
        assert_eq!(first("Camp David").as_deref(), Some("Camp David Site Some(USA)"));
        assert_eq!(first("Rrrrr"), None);
    }
}
