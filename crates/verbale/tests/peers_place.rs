//! Places in 119 Wikinews articles (GeoVirus), measured: found, and within 161 km of where they are.
//!
//! Countries are judged by their code elsewhere; here only by distance from a point, so large ones are told
//! apart. Without the shared data the test is skipped.

use std::path::{Path, PathBuf};
use verbale::document::{Place, Resolution};
use verbale::english;

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

#[test]
fn places_in_running_news_are_found_where_they_are() {
    let Some(path) = shared() else {
        println!("skipped: places of GeoVirus (set VERBALE_SHARED)");
        return;
    };
    let show = std::env::var_os("VERBALE_SHOW").is_some();
    let (mut gold, mut found, mut matched, mut near, mut matched_fine, mut near_fine) = (0, 0, 0, 0, 0, 0);
    for (text, places) in articles(&path) {
        let doc = english().annotate(&text);
        let chars = |byte: u32| text[..byte as usize].chars().count();
        let ours: Vec<(usize, usize, &Place)> =
            doc.places.iter().map(|p| (chars(p.span.start), chars(p.span.end), p)).collect();
        gold += places.len();
        found += ours.len();
        for place in &places {
            let hit = ours.iter().find(|(a, b, _)| *a < place.end && place.start < *b);
            let Some((_, _, ours)) = hit else {
                if show {
                    println!("missed {}: …{}", place.name, around(&text, place.start));
                }
                continue;
            };
            matched += 1;
            let (lat, lon) = ours.coordinates.unwrap_or((0.0, 0.0));
            let distance = kilometres((lat.into(), lon.into()), place.at);
            let fine = ours.resolution != Resolution::Country;
            matched_fine += usize::from(fine);
            near += usize::from(distance < 161.0);
            near_fine += usize::from(fine && distance < 161.0);
            if show && fine && distance >= 161.0 {
                println!(
                    "far {distance:.0} km: {} is {} {:?} {}",
                    place.name,
                    ours.name,
                    ours.country,
                    around(&text, place.start)
                );
            }
        }
        for (a, b, p) in &ours {
            if show && !places.iter().any(|g| *a < g.end && g.start < *b) {
                println!("extra {} {:?}: …{}", doc.slice(p.span), p.country, around(&text, *a));
            }
        }
    }
    let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    println!(
        "places: {gold} in gold, {found} found, recall {:.1} %, precision {:.1} %, within 161 km {:.1} %, countries left out {:.1} %",
        share(matched, gold),
        share(matched, found),
        share(near, matched),
        share(near_fine, matched_fine),
    );
    assert!(share(matched, gold) >= 75.0);
    assert!(share(near_fine, matched_fine) >= 80.0);
}

fn around(text: &str, at: usize) -> String {
    text.chars().skip(at.saturating_sub(40)).take(90).collect::<String>().replace('\n', " ")
}
