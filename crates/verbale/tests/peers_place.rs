//! Places in 119 Wikinews articles (GeoVirus), measured: found, and where they are.
//!
//! Right is a country by its code and any other place within 161 km of the gold's point. Continents, seas and
//! oceans are left out on both sides. Without the shared data the test is skipped.

use std::path::{Path, PathBuf};
use verbale::document::{Code, Place};
use verbale::english;
use verbale::lexicon::{PlaceEntry, PlaceKind, fold_name};

fn shared() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = std::env::var_os("VERBALE_SHARED").map_or(root.join("../shared"), PathBuf::from);
    Some(folder.join("data/geo/geovirus/geovirus-first-half.xml")).filter(|f| f.is_file())
}

struct Gold {
    name: String,
    start: usize,
    end: usize,
    at: (f64, f64),
}

fn inner<'x>(xml: &'x str, tag: &str) -> &'x str {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    xml.split_once(open.as_str())
        .and_then(|(_, rest)| rest.split_once(close.as_str()))
        .map_or("", |(inner, _)| inner)
}

fn plain(xml: &str) -> String {
    xml.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

fn articles(path: &Path) -> Vec<(String, Vec<Gold>)> {
    let xml = std::fs::read_to_string(path).expect("the file is there");
    let article = |xml: &str| {
        let places = inner(xml, "locations").split("<location>").skip(1).map(|l| Gold {
            name: plain(inner(l, "name")),
            start: inner(l, "start").parse().unwrap_or(0),
            end: inner(l, "end").parse().unwrap_or(0),
            at: (inner(l, "lat").parse().unwrap_or(0.0), inner(l, "lon").parse().unwrap_or(0.0)),
        });
        (plain(inner(xml, "text")), places.collect())
    };
    xml.split("<article>").skip(1).map(article).collect()
}

fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (p, q) = (a.0.to_radians(), b.0.to_radians());
    let h =
        ((q - p) / 2.0).sin().powi(2) + p.cos() * q.cos() * ((b.1 - a.1).to_radians() / 2.0).sin().powi(2);
    12742.0 * h.sqrt().asin()
}

/// A continent or a part of one, a sea or an ocean: too large for a distance to mean anything.
fn is_vast(name: &str) -> bool {
    const VAST: [&str; 10] = [
        "Africa",
        "Asia",
        "Europe",
        "America",
        "Americas",
        "Antarctica",
        "Oceania",
        "Atlantic",
        "Pacific",
        "Mediterranean",
    ];
    let last = name.split(' ').next_back().unwrap_or("");
    !name.starts_with("South Africa") && VAST.contains(&last) || matches!(last, "Sea" | "Ocean")
}

/// The code of a country that the gold means: its name is a country's, and no division of that name lies nearer
/// to the gold's point (Georgia).
fn country_of(gold: &Gold) -> Option<Code> {
    let entries = english().language().lexicon.gazetteer.look_up(&fold_name(&gold.name));
    let away = |e: &PlaceEntry| kilometres((e.coordinates.0.into(), e.coordinates.1.into()), gold.at);
    let nearest =
        entries.iter().filter(|e| e.kind != PlaceKind::City).min_by(|a, b| away(a).total_cmp(&away(b)))?;
    nearest.country.filter(|_| nearest.kind == PlaceKind::Country)
}

/// How a place of ours answers one of the gold.
fn is_right(gold: &Gold, ours: &Place, country: Option<Code>) -> bool {
    let at = ours.coordinates.map(|(lat, lon)| (lat.into(), lon.into()));
    match country {
        Some(_) => ours.country == country,
        None => at.is_some_and(|at| kilometres(at, gold.at) < 161.0),
    }
}

#[test]
fn places_in_running_news_are_found_where_they_are() {
    let Some(path) = shared() else {
        println!("skipped: places of GeoVirus (set VERBALE_SHARED)");
        return;
    };
    let show = std::env::var_os("VERBALE_SHOW").is_some();
    let (mut n_gold, mut n_ours, mut n_found, mut n_right, mut n_fine, mut n_near) = (0, 0, 0, 0, 0, 0);
    for (text, gold) in articles(&path) {
        let doc = english().annotate(&text);
        let chars = |byte: u32| text[..byte as usize].chars().count();
        let kept = doc.places.iter().filter(|p| !is_vast(&p.name));
        let ours: Vec<(usize, usize, &Place)> =
            kept.map(|p| (chars(p.span.start), chars(p.span.end), p)).collect();
        n_ours += ours.len();
        for place in gold.iter().filter(|g| !is_vast(&g.name)) {
            n_gold += 1;
            let hit = ours.iter().find(|(a, b, _)| *a < place.end && place.start < *b);
            let Some((_, _, hit)) = hit else {
                if show {
                    println!("missed {}: …{}", place.name, around(&text, place.start));
                }
                continue;
            };
            let country = country_of(place);
            let right = is_right(place, hit, country);
            n_found += 1;
            n_right += usize::from(right);
            n_fine += usize::from(country.is_none());
            n_near += usize::from(country.is_none() && right);
            if show && !right {
                let (name, at) = (&hit.name, around(&text, place.start));
                println!(
                    "wrong {} {:?}: ours is {name} {:?} {:?}: …{at}",
                    place.name, place.at, hit.country, hit.coordinates
                );
            }
        }
        for (a, b, p) in &ours {
            if show && !gold.iter().any(|g| *a < g.end && g.start < *b) {
                println!("extra {} {:?}: …{}", doc.slice(p.span), p.country, around(&text, *a));
            }
        }
    }
    let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    println!(
        "places: {n_gold} in gold, {n_ours} of ours, found {:.1} %, of these right {:.1} % (countries left out {:.1} % of {n_fine}), in gold at all {:.1} %",
        share(n_found, n_gold),
        share(n_right, n_found),
        share(n_near, n_fine),
        share(n_found, n_ours),
    );
    let (found, right) = (share(n_found, n_gold) / 100.0, share(n_right, n_found) / 100.0);
    println!("score\tfound\t{found:.4}\nscore\tright\t{right:.4}");
    assert!(share(n_found, n_gold) >= 75.0);
    assert!(share(n_right, n_found) >= 90.0);
}

fn around(text: &str, at: usize) -> String {
    text.chars().skip(at.saturating_sub(40)).take(90).collect::<String>().replace('\n', " ")
}
