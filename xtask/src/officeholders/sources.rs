//! One reader for each source of terms of office.

use super::Term;
use super::offices::Rules;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

/// Countries by the names and identifiers that the sources use.
pub struct Countries {
    by_name: HashMap<String, (String, String)>,
    by_wikidata: HashMap<String, (String, String)>,
}

impl Countries {
    /// From our own table of countries and the list of odd folder names.
    pub fn read(countries: &Path, jurisdictions: &Path) -> Result<Countries> {
        let mut by_name = HashMap::new();
        let mut by_wikidata = HashMap::new();
        for line in read(countries)?.lines().filter(|l| !l.starts_with('#')).skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [code, kind, sectors, wikidata, name, ..] = cells[..] else { continue };
            let value = (code.to_owned(), sectors.to_owned());
            // The minister of a region is none of the state.
            if !matches!(kind, "region" | "territory") {
                by_wikidata.insert(wikidata.to_owned(), value.clone());
            }
            by_name.entry(slug(name)).or_insert(value);
        }
        for line in read(jurisdictions)?.lines().filter(|l| !l.starts_with('#')).skip(1) {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or("").to_owned();
            by_name.insert(cell(), (cell(), cell()));
        }
        Ok(Countries { by_name, by_wikidata })
    }
}

fn slug(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// Sectors of the office, then those that always come with the country (PRE).
fn join(sectors: &str, more: &str) -> String {
    [sectors, more].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(";")
}

/// "Mark Brown, Baron Brown" is Mark Brown.
fn plain_name(name: &str) -> String {
    name.split([',', '(']).next().unwrap_or(name).replace('"', "").trim().to_owned()
}

/// The three tables made from Wikidata.
pub fn read_wikidata(folder: &Path, rules: &Rules, countries: &Countries) -> Result<Vec<Term>> {
    let mut made = HashMap::new();
    for line in read(&folder.join("sources.tsv"))?.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [repository, _, date, ..] = cells[..] else { continue };
        let name = repository.rsplit('/').next().unwrap_or("");
        made.insert(name.to_owned(), date.get(0..7).unwrap_or("2022-07").to_owned());
    }
    let mut terms = Vec::new();
    for line in read(&folder.join("officeholders.tsv"))?.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [jurisdiction, position, person, wikidata, start, end] = cells[..] else { continue };
        let Some((country, more)) = countries.by_name.get(jurisdiction) else {
            anyhow::bail!("no country for the jurisdiction `{jurisdiction}`");
        };
        let (mut office, mut sectors) = rules.office(position);
        // Only there it is the foreign minister; elsewhere one of many junior ministers.
        if office == "secretary of state" && country != "USA" {
            "state secretary".clone_into(&mut office);
        }
        if country == "UNO" {
            sectors = sectors.replace("GOV", "");
        }
        let date = made.get(jurisdiction).map_or("2022-07", String::as_str);
        terms.push(Term {
            country: country.clone(),
            person: plain_name(person),
            office,
            start: start.to_owned(),
            end: if end.is_empty() { format!("{date}+") } else { end.to_owned() },
            sectors: join(&sectors, more),
            wikidata: wikidata.to_owned(),
            aliases: String::new(),
        });
    }
    terms.extend(read_ministers(&folder.join("foreign-ministers-2023-01.csv"), countries)?);
    terms.extend(read_leaders(&folder.join("world-leaders-2022-10.csv"), rules, countries)?);
    Ok(terms)
}

fn read_ministers(path: &Path, countries: &Countries) -> Result<Vec<Term>> {
    let mut terms = Vec::new();
    for row in csv::Reader::from_path(path)?.records() {
        let row = row?;
        let Some((country, more)) = countries.by_wikidata.get(&row[0]) else { continue };
        terms.push(Term {
            country: country.clone(),
            person: plain_name(&row[5]),
            office: "foreign minister".to_owned(),
            start: "2023-01".to_owned(),
            end: "2023-01+".to_owned(),
            sectors: join("GOV", more),
            wikidata: row[4].to_owned(),
            aliases: String::new(),
        });
    }
    Ok(terms)
}

fn read_leaders(path: &Path, rules: &Rules, countries: &Countries) -> Result<Vec<Term>> {
    let mut terms = Vec::new();
    for row in csv::Reader::from_path(path)?.records() {
        let row = row?;
        let Some((country, more)) = countries.by_wikidata.get(&row[0]) else { continue };
        let (office, sectors) = rules.office(national(&row[3]));
        terms.push(Term {
            country: country.clone(),
            person: plain_name(&row[5]),
            office,
            start: row[6].to_owned(),
            end: if row[7].is_empty() { "2022-10+".to_owned() } else { row[7].to_owned() },
            sectors: join(&sectors, more),
            wikidata: row[4].to_owned(),
            aliases: String::new(),
        });
    }
    Ok(terms)
}

/// "President of Albania" is the president, that of the Executive Yuan is not.
fn national(position: &str) -> &str {
    if position.ends_with(" Yuan") {
        return position;
    }
    position.split(" of ").next().unwrap_or(position)
}

/// Presidents, vice presidents and members of Congress. The files are YAML of one fixed shape, read line by line.
pub fn read_congress(folder: &Path) -> Result<Vec<Term>> {
    let mut terms = Vec::new();
    for file in ["executive.yaml", "legislators-current.yaml"] {
        let text = read(&folder.join(file))?;
        for person in text.split("\n- id:") {
            let field = |key: &str| {
                let value = person.lines().find_map(|l| l.trim_start().strip_prefix(key)?.strip_prefix(": "));
                value.unwrap_or("").trim_matches(['\'', '"']).to_owned()
            };
            let name = match (field("official_full"), field("wikipedia")) {
                (full, wikipedia) if full.is_empty() && wikipedia.is_empty() => {
                    format!("{} {}", field("first"), field("last"))
                }
                (full, wikipedia) if full.is_empty() => wikipedia,
                (full, _) => full,
            };
            for term in person.split("\n  - type: ").skip(1) {
                let part = |key: &str| {
                    let value =
                        term.lines().find_map(|l| l.trim_start().strip_prefix(key)?.strip_prefix(": "));
                    value.unwrap_or("").trim_matches('\'').to_owned()
                };
                let (office, sectors) = match term.lines().next().unwrap_or("") {
                    "prez" => ("president", "GOV"),
                    "viceprez" => ("vice president", "GOV"),
                    "sen" => ("senator", "LEG"),
                    _ => ("member of congress", "LEG"),
                };
                if part("end").as_str() < "1945" {
                    continue;
                }
                terms.push(Term {
                    country: "USA".to_owned(),
                    person: plain_name(&name),
                    office: office.to_owned(),
                    start: part("start"),
                    end: part("end"),
                    sectors: sectors.to_owned(),
                    wikidata: field("wikidata"),
                    aliases: String::new(),
                });
            }
        }
    }
    Ok(terms)
}

/// British ministers since 1979.
pub fn read_uk(
    folder: &Path,
    rules: &Rules,
    known: &BTreeMap<(String, String), String>,
) -> Result<Vec<Term>> {
    let mut names: HashMap<String, Vec<(String, String)>> = HashMap::new();
    for row in csv::Reader::from_path(folder.join("person.csv"))?.records() {
        let row = row?;
        names.entry(row[0].to_owned()).or_default().push((row[8].to_owned(), row[4].to_owned()));
    }
    let mut posts = HashMap::new();
    for row in csv::Reader::from_path(folder.join("post.csv"))?.records() {
        let row = row?;
        posts.insert(row[0].to_owned(), row[3].to_owned());
    }
    let mut terms = Vec::new();
    for row in csv::Reader::from_path(folder.join("appointment.csv"))?.records() {
        let row = row?;
        let (Some(person), Some(post)) = (names.get_mut(&row[1]), posts.get(&row[2])) else { continue };
        person.sort();
        let (office, sectors) = rules.office(post);
        // Who was made a lord keeps the first name here.
        let Some(((_, name), later)) = person.split_first() else { continue };
        let others: Vec<String> = later.iter().map(|(_, name)| plain_name(name)).collect();
        let key = ("GBR".to_owned(), name.clone());
        terms.push(Term {
            country: "GBR".to_owned(),
            person: plain_name(name),
            office: office.clone(),
            start: row[3].to_owned(),
            end: if row[4].is_empty() { "2026-06+".to_owned() } else { row[4].to_owned() },
            sectors: sectors.clone(),
            wikidata: known.get(&key).cloned().unwrap_or_default(),
            aliases: others.join(";"),
        });
    }
    Ok(terms)
}

/// Heads of state and government of some thirty countries, as of August 2026.
pub fn read_current(folder: &Path, rules: &Rules, countries: &Countries) -> Result<Vec<Term>> {
    let mut terms = Vec::new();
    for row in csv::Reader::from_path(folder.join("all-leaders.csv"))?.records() {
        let row = row?;
        let Some((country, _)) = countries.by_name.get(&slug(&row[0])) else { continue };
        for (title, person, since) in [(2, 3, 4), (5, 6, 7)] {
            // Without a day there is no term; two titles in one cell are of two persons as often as not.
            if row[person].trim().is_empty() || row[since].is_empty() || row[2].contains('(') {
                continue;
            }
            let (office, sectors) = rules.office(&row[title]);
            terms.push(Term {
                country: country.clone(),
                person: plain_name(&row[person]),
                office,
                start: row[since].to_owned(),
                end: "2026-08+".to_owned(),
                sectors,
                wikidata: String::new(),
                aliases: String::new(),
            });
        }
    }
    terms.sort();
    terms.dedup();
    Ok(terms)
}
