//! Derives the gazetteer from GeoNames: `data/gazetteer/places.tsv` and `names.tsv`.

use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use verbale::lexicon::{Files, Problems, Table, fold_name};

/// Smaller places are left out, unless they are capitals.
const SMALLEST: u64 = 5_000;

struct Row {
    name: String,
    kind: &'static str,
    country: String,
    admin1: String,
    at: (f64, f64),
    population: u64,
    id: u64,
    keys: BTreeSet<String>,
}

struct City<'a> {
    cells: Vec<&'a str>,
    at: (f64, f64),
    population: u64,
}

/// Writes both files.
pub fn derive(shared: &Path, root: &Path) -> Result<()> {
    let folder = shared.join("data/gazetteer");
    let countries: Value = read_json(&folder.join("geonames-countries.json"))?;
    let divisions: Value = read_json(&folder.join("admin1.json"))?;
    let states: Value = read_json(&folder.join("us_states.json"))?;
    let text = fs::read_to_string(folder.join("cities5000.tsv")).context("reading the cities")?;
    let cities: Vec<City> = text.lines().skip(1).filter_map(read_city).collect();

    let types = division_types()?;

    let mut rows = country_rows(&countries, &cities);
    rows.extend(division_rows(&divisions, &states, &countries, &cities, &types));
    rows.extend(city_rows(&divisions, &countries, &cities));
    write(&rows, &root.join("data/gazetteer"))
}

fn read_json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("reading {}", path.display()))
}

fn read_city(line: &str) -> Option<City<'_>> {
    let cells: Vec<&str> = line.split('\t').collect();
    let at = (cells.get(2)?.parse().ok()?, cells.get(3)?.parse().ok()?);
    let population = cells.get(6)?.parse().ok()?;
    Some(City { cells, at, population })
}

fn alpha3(countries: &Value, alpha2: &str) -> String {
    let code = countries[alpha2]["iso3"].as_str().unwrap_or("");
    if code == "XKX" { "KOS".to_owned() } else { code.to_owned() }
}

/// The mean of cities, weighted by how many live there; on the sphere, so that the date line does no harm.
fn centre<'a>(cities: impl Iterator<Item = &'a City<'a>>) -> Option<((f64, f64), u64)> {
    let (mut x, mut y, mut z, mut people) = (0.0, 0.0, 0.0, 0);
    for city in cities {
        let (lat, lon) = (city.at.0.to_radians(), city.at.1.to_radians());
        let weight = city.population.max(1) as f64;
        x += weight * lat.cos() * lon.cos();
        y += weight * lat.cos() * lon.sin();
        z += weight * lat.sin();
        people += city.population;
    }
    let found = x != 0.0 || y != 0.0 || z != 0.0;
    found.then(|| ((z.atan2(x.hypot(y)).to_degrees(), y.atan2(x).to_degrees()), people))
}

fn country_rows(countries: &Value, cities: &[City]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (alpha2, facts) in countries.as_object().into_iter().flatten() {
        let Some((at, _)) = centre(cities.iter().filter(|c| c.cells[4] == alpha2)) else { continue };
        let name = facts["name"].as_str().unwrap_or("").to_owned();
        rows.push(Row {
            keys: BTreeSet::from([fold_name(&name)]),
            name,
            kind: "country",
            country: alpha3(countries, alpha2),
            admin1: String::new(),
            at,
            population: facts["population"].as_u64().unwrap_or(0),
            id: facts["geonameid"].as_u64().unwrap_or(0),
        });
    }
    rows.sort_by(|a, b| a.country.cmp(&b.country));
    rows
}

/// Words that a division's name may do without: "Helmand Province".
fn division_types() -> Result<BTreeSet<String>> {
    let table = Table::read(&Files::own(), "lexicon/en/place-words.tsv", &["words", "kind", "value"])?;
    let mut problems = Problems::default();
    let rows = table.rows(&mut problems);
    let types = rows
        .iter()
        .filter(|r| r.cell(1) == "type" && matches!(r.cell(2), "province" | "district"))
        .map(|r| r.cell(0).to_owned())
        .collect();
    Ok(problems.or(types)?)
}

fn division_rows(
    divisions: &Value,
    states: &Value,
    countries: &Value,
    cities: &[City],
    types: &BTreeSet<String>,
) -> Vec<Row> {
    let mut by_division: BTreeMap<String, Vec<&City>> = BTreeMap::new();
    for city in cities {
        by_division.entry(format!("{}.{}", city.cells[4], city.cells[5])).or_default().push(city);
    }
    let mut rows = Vec::new();
    for division in divisions.as_array().into_iter().flatten() {
        let (Some(code), Some(name)) = (division["code"].as_str(), division["name"].as_str()) else {
            continue;
        };
        let Some(inside) = by_division.get(code) else { continue };
        let Some((at, population)) = centre(inside.iter().copied()) else { continue };
        let (alpha2, short) = code.split_once('.').unwrap_or((code, ""));
        let id = if alpha2 == "US" { states[short]["geonameid"].as_u64().unwrap_or(0) } else { 0 };
        let name = name.trim().to_owned();
        rows.push(Row {
            keys: division_keys(&name, types),
            admin1: name.clone(),
            name,
            kind: "admin1",
            country: alpha3(countries, alpha2),
            at,
            population,
            id,
        });
    }
    rows.sort_by(|a, b| (&a.country, &a.name).cmp(&(&b.country, &b.name)));
    rows
}

fn division_keys(name: &str, types: &BTreeSet<String>) -> BTreeSet<String> {
    let whole = fold_name(name);
    let words: Vec<&str> = whole.split(' ').collect();
    let bare = match words[..] {
        [ref front @ .., last] if !front.is_empty() && types.contains(last) => front.join(" "),
        [first, "of", ref rest @ ..] if !rest.is_empty() && types.contains(first) => rest.join(" "),
        _ => whole.clone(),
    };
    let article = without_article(&bare);
    BTreeSet::from_iter([whole.clone(), bare].into_iter().chain(article))
}

fn city_rows(divisions: &Value, countries: &Value, cities: &[City]) -> Vec<Row> {
    let names: BTreeMap<&str, &str> = divisions
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|d| Some((d["code"].as_str()?, d["name"].as_str()?.trim())))
        .collect();
    let mut capitals: BTreeMap<&str, &City> = BTreeMap::new();
    for city in cities {
        let capital = fold_name(countries[city.cells[4]]["capital"].as_str().unwrap_or(""));
        if !capital.is_empty() && city_keys(city, true).contains(&capital) {
            let largest = capitals.entry(city.cells[4]).or_insert(city);
            if city.population > largest.population {
                *largest = city;
            }
        }
    }
    let mut rows = Vec::new();
    for city in cities {
        let capital = capitals.get(city.cells[4]).is_some_and(|c| c.cells[0] == city.cells[0]);
        if city.population < SMALLEST && !capital {
            continue;
        }
        let code = format!("{}.{}", city.cells[4], city.cells[5]);
        let mut keys = city_keys(city, false);
        if capital {
            keys.insert(fold_name(countries[city.cells[4]]["capital"].as_str().unwrap_or("")));
        }
        rows.push(Row {
            name: city.cells[1].to_owned(),
            kind: if capital { "capital" } else { "city" },
            country: alpha3(countries, city.cells[4]),
            admin1: names.get(code.as_str()).copied().unwrap_or("").to_owned(),
            at: city.at,
            population: city.population,
            id: city.cells[0].parse().unwrap_or(0),
            keys,
        });
    }
    rows.sort_by(|a, b| (&a.country, a.id).cmp(&(&b.country, b.id)));
    rows
}

/// The name, and those other names in Latin letters that are spellings of it. Nicknames, airport codes and
/// former names would make places of common words.
fn city_keys(city: &City, all: bool) -> BTreeSet<String> {
    let main = fold_name(city.cells[1]);
    let mut keys = BTreeSet::from([main.clone()]);
    for other in city.cells.get(8).into_iter().flat_map(|names| names.split('|')) {
        let latin = other.chars().all(|c| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c));
        let name = other.starts_with(char::is_uppercase) && !other.chars().all(char::is_uppercase);
        let key = fold_name(other);
        if latin && name && key.len() >= 4 && (all || is_spelling(&key, &main)) {
            keys.insert(key);
        }
    }
    let bare: Vec<String> = keys.iter().filter_map(|k| without_article(k)).collect();
    keys.extend(bare);
    // Cities of the Philippines bear the word in their names, and newspapers leave it out.
    if city.cells[4] == "PH" {
        keys.extend(main.strip_suffix(" city").map(str::to_owned));
    }
    keys
}

/// "al hudaydah", "ar raqqah": in English the Arabic article is left out as often as not.
fn without_article(key: &str) -> Option<String> {
    const ARTICLES: [&str; 9] = ["al", "ad", "an", "ar", "as", "ash", "at", "az", "el"];
    let (article, rest) = key.split_once(' ')?;
    (ARTICLES.contains(&article) && rest.len() >= 5 && !rest.contains(' ')).then(|| rest.to_owned())
}

/// Whether one name is another spelling of the other, the article aside: "mansoura" and "al mansurah".
fn is_spelling(key: &str, main: &str) -> bool {
    likeness(key, main) >= 0.6 || without_article(main).is_some_and(|bare| likeness(key, &bare) >= 0.6)
}

/// 1 for equal words, 0 for words that share nothing.
fn likeness(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let change = before[j] + usize::from(x != y);
            row.push(change.min(before[j + 1] + 1).min(row[j] + 1));
        }
        before = row;
    }
    1.0 - before[b.len()] as f64 / a.len().max(b.len()).max(1) as f64
}

fn write(rows: &[Row], folder: &Path) -> Result<()> {
    const SOURCE: &str =
        "# Derived by `cargo xtask derive places` from GeoNames (geonames.org), CC BY 4.0; see NOTICE.\n";
    let mut places = String::from(SOURCE);
    places.push_str("name\tkind\tcountry\tadmin1\tlatitude\tlongitude\tpopulation\tgeonames_id\n");
    let mut names: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate() {
        let id = if row.id == 0 { String::new() } else { row.id.to_string() };
        let (name, kind, country, admin1) = (&row.name, row.kind, &row.country, &row.admin1);
        let (lat, lon) = row.at;
        let admin1 = if row.kind == "admin1" { "" } else { admin1 };
        writeln!(
            places,
            "{name}\t{kind}\t{country}\t{admin1}\t{lat:.2}\t{lon:.2}\t{}\t{id}",
            row.population
        )?;
        for key in row.keys.iter().filter(|k| !k.is_empty()) {
            names.entry(key).or_default().push(i);
        }
    }
    let mut index = String::from(SOURCE);
    index.push_str("# Folded names in byte order; each with the rows of places.tsv that it may mean, from 0.\nname\trows\n");
    for (name, rows) in &names {
        let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
        writeln!(index, "{name}\t{}", rows.join(","))?;
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("places.tsv"), places)?;
    fs::write(folder.join("names.tsv"), index)?;
    println!("{} places, {} names", rows.len(), names.len());
    Ok(())
}
