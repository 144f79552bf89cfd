use crate::document::Code;
use crate::lexicon::actors::SECTORS;
use crate::lexicon::actors::names::Names;
use crate::lexicon::{Files, Problems, Table};
use std::collections::HashMap;

/// Where in a chain of CAMEO a code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    First,
    Later,
    Body,
}

impl std::str::FromStr for Place {
    type Err = ();

    fn from_str(word: &str) -> Result<Place, ()> {
        match word {
            "first" => Ok(Place::First),
            "later" => Ok(Place::Later),
            "body" => Ok(Place::Body),
            _ => Err(()),
        }
    }
}

/// What CAMEO's actor codes become in PLOVER: `data/ontology/cameo-actors.tsv`.
#[derive(Debug, Default)]
pub(crate) struct CameoActors(HashMap<(Place, Code), Vec<Code>>);

/// A chain in PLOVER's codes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Chain {
    /// None: of a region, or of nobody.
    pub country: Option<Code>,
    pub sectors: Vec<Code>,
    /// Parts that no table knows, left out.
    pub unknown: Vec<Code>,
}

impl CameoActors {
    pub fn read(files: &Files) -> Result<CameoActors, Problems> {
        let mut problems = Problems::default();
        let table = Table::read(files, "ontology/cameo-actors.tsv", &["code", "place", "becomes", "means"])?;
        let mut becomes = HashMap::new();
        for row in table.rows(&mut problems) {
            let code = row.code::<Code>(0, "a three-letter code", &mut problems);
            let place = row.code::<Place>(1, "first, later or body", &mut problems);
            let list: Result<Vec<Code>, _> = row.cell(2).split_whitespace().map(str::parse).collect();
            let Ok(list) = list else {
                problems.0.push(row.problem("three-letter codes", &format!("`{}`", row.cell(2))));
                continue;
            };
            let (Some(code), Some(place)) = (code, place) else { continue };
            if becomes.insert((place, code), list).is_some() {
                problems.0.push(row.problem("a code that no other row has", &format!("`{code}` again")));
            }
        }
        problems.or(CameoActors(becomes))
    }

    /// Reads `CHNGOVMIL`; what was expected, if it is no chain of codes.
    pub(super) fn read_chain(&self, chain: &str, names: &Names) -> Result<Chain, &'static str> {
        if !chain.is_ascii() || chain.is_empty() || !chain.len().is_multiple_of(3) {
            return Err("three-letter codes in a row, such as CHNGOV");
        }
        let parts: Result<Vec<Code>, _> =
            (0..chain.len()).step_by(3).map(|at| chain[at..at + 3].parse::<Code>()).collect();
        let parts = parts.map_err(|_| "three-letter codes in a row, such as CHNGOV")?;
        let mut read = Chain::default();
        let mut rest = &parts[1..];
        match self.0.get(&(Place::First, parts[0])) {
            Some(becomes) => {
                read.country = becomes.first().copied();
                read.sectors.extend(becomes.iter().skip(1));
            }
            None if names.knows_code(parts[0]) => read.country = Some(parts[0]),
            // a sector of no country: ELI, MIL
            None if SECTORS.contains(&parts[0]) => rest = &parts,
            None => return Err("the code of a country or body, then of what it is"),
        }
        for part in rest {
            self.read_part(*part, &mut read, names);
        }
        Ok(read)
    }

    fn read_part(&self, part: Code, read: &mut Chain, names: &Names) {
        if read.country.is_some_and(|c| c.as_str() == "IGO")
            && let Some(body) = self.0.get(&(Place::Body, part)).and_then(|b| b.first())
        {
            read.country = Some(*body);
            return;
        }
        match self.0.get(&(Place::Later, part)) {
            Some(becomes) => {
                for sector in
                    becomes.iter().filter(|s| !read.sectors.contains(s)).copied().collect::<Vec<_>>()
                {
                    read.sectors.push(sector);
                }
            }
            None if SECTORS.contains(&part) => {
                if !read.sectors.contains(&part) {
                    read.sectors.push(part);
                }
            }
            // the home of a firm or an NGO: PLOVER keeps MNC and NGO
            None if names.knows_code(part) || self.0.contains_key(&(Place::First, part)) => {}
            None => read.unknown.push(part),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_become_plovers_codes() {
        let names = Names::read(&Files::own()).expect("the tables are in order");
        let cameo = CameoActors::read(&Files::own()).expect("the table is in order");
        let check = |chain: &str, expected: &str| {
            let got = match cameo.read_chain(chain, &names) {
                Ok(read) => {
                    let codes = read.country.iter().chain(&read.sectors).map(Code::to_string);
                    codes.chain(read.unknown.iter().map(|u| format!("?{u}"))).collect::<Vec<_>>().join(" ")
                }
                Err(why) => why.split(',').next().unwrap_or("").to_owned(),
            };
            assert_eq!(got, expected, "{chain}");
        };
        check("CHNGOV", "CHN GOV");
        check("CHNGOVMIL", "CHN GOV MIL");
        check("ROM", "ROU");
        check("PERMED", "PER JRN");
        check("PERGOVHLH", "PER GOV MED");
        check("COLINS", "COL REB");
        check("COLSEP", "COL REB");
        check("IGOUNO", "UNO");
        check("IGOUNOHCR", "UNO");
        check("IGOEUREEC", "EUR");
        check("IGOSEA", "IGO");
        check("MNCUSABUS", "MNC BUS");
        check("IMGMUS", "IMG REB");
        check("NGOQQQ", "NGO ?QQQ");
        check("MEA", "");
        check("ELI", "ELI");
        check("QQQGOV", "the code of a country or body");
        check("CHNGO", "three-letter codes in a row");
        check("chngov", "three-letter codes in a row");
        check("---", "three-letter codes in a row");
    }
}
