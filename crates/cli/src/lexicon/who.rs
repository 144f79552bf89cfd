//! `verbale lexicon who`.

use super::AnswerFormat;
use crate::args::WhoArgs;
use crate::language::load;
use crate::outcome::Outcome;
use crate::style::{BOLD, DIM, GREEN, YELLOW, paint};
use crate::width::{fit, width_of};
use serde_json::{Map, Value, json};
use std::io::{self, Write};
use verbale::document::{Code, Mention};
use verbale::lexicon::{Called, Candidate, When, fold_name};
use verbale::{About, Date, Document, Language};

/// More are counted and not shown.
const MOST_SHOWN: usize = 20;

/// Answers whom the words may stand for.
pub fn run(args: &WhoArgs) -> anyhow::Result<Outcome> {
    let words = args.words.split_whitespace().collect::<Vec<_>>().join(" ");
    anyhow::ensure!(!words.is_empty(), "expected a name, an office or a role, but found none");
    let language = load(&args.actors, false)?;
    let answer = Answer::find(language, &words, args.on);
    let mut out = anstream::AutoStream::auto(io::stdout());
    match args.format {
        AnswerFormat::Table => out.write_all(answer.table().as_bytes())?,
        AnswerFormat::Json => writeln!(out, "{}", answer.json())?,
    }
    Ok(if answer.candidates.is_empty() && answer.verdict.is_none() {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

/// What there is to say about some words.
struct Answer<'w> {
    words: &'w str,
    on: Option<Date>,
    candidates: Vec<Candidate>,
    /// What the reader makes of them; none if it makes nothing.
    verdict: Option<Verdict>,
    /// The sentence in which it was tried.
    sentence: String,
    places: Vec<String>,
    near: Vec<String>,
}

/// Whom the words stand for in a sentence that tells nothing else.
struct Verdict {
    codes: String,
    name: Option<String>,
    office: Option<String>,
    via: &'static str,
    confidence: f32,
}

impl<'w> Answer<'w> {
    fn find(language: &Language, words: &'w str, on: Option<Date>) -> Answer<'w> {
        let actors = &language.lexicon.actors;
        let candidates = actors.candidates(words, on);
        let subject = as_subject(words, &candidates);
        let sentence = format!("{subject} said that the talks would go on.");
        let document = language.annotate(&sentence, About { published: on, ..About::default() });
        let verdict = read_verdict(&document, subject.len()).filter(|_| !candidates.is_empty());
        let found = language.lexicon.gazetteer.look_up(&fold_name(words));
        let place = |country: Option<Code>| country.map_or(String::new(), |c| format!(", {c}"));
        let mut places: Vec<String> =
            found.iter().map(|p| format!("{}{}", p.name, place(p.country))).collect();
        places.dedup();
        places.truncate(3);
        let near = if candidates.is_empty() { actors.near_misses(words) } else { Vec::new() };
        let near = near.into_iter().map(String::from).collect();
        Answer { words, on, candidates, verdict, sentence, places, near }
    }

    /// Why the words stay open, or are less than sure.
    fn reason(&self) -> String {
        let now: Vec<&Candidate> = self.candidates.iter().filter(|c| c.when == When::Now).collect();
        let day = self.on.map_or("any day".to_owned(), |day| day.to_string());
        let Some(first) = now.first() else {
            return format!("nothing known of them holds on {day}");
        };
        let different = now.iter().any(|c| (c.code, &c.sectors) != (first.code, &first.sectors));
        match first.called {
            _ if first.code.is_none() => {
                "a role has its country from the words or the report around it".to_owned()
            }
            Called::Surname => {
                "a family name that not every reader knows: the report must give the full name".to_owned()
            }
            _ if different => {
                let mut codes: Vec<String> = now.iter().map(|c| codes(c.code, &c.sectors)).collect();
                codes.dedup();
                format!("it may be any of {}: the rest of the report must settle it", codes.join(", "))
            }
            _ => "the words around it must tell that it acts".to_owned(),
        }
    }

    fn table(&self) -> String {
        let day = self.on.map_or(String::new(), |day| format!(" on {day}"));
        if self.candidates.is_empty() {
            return format!("no one is called {}{}\n", self.words, self.nobody());
        }
        let mut page = format!("{}{day}\n", paint(BOLD, self.words));
        let shown = &self.candidates[..self.candidates.len().min(MOST_SHOWN)];
        let rows: Vec<[String; 5]> = shown.iter().map(row).collect();
        let widths: Vec<usize> = (0..5)
            .map(|i| rows.iter().map(|r| width_of(&r[i])).max().unwrap_or(0).min([24, 12, 28, 24, 40][i]))
            .collect();
        for (cells, candidate) in rows.iter().zip(shown) {
            let line = cells
                .iter()
                .zip(&widths)
                .map(|(cell, width)| fit(cell, *width))
                .collect::<Vec<_>>()
                .join("  ");
            let line = line.trim_end();
            let faint = candidate.when != When::Now;
            page.push_str(&format!("  {}\n", if faint { paint(DIM, line) } else { line.to_owned() }));
        }
        if self.candidates.len() > shown.len() {
            page.push_str(&format!("  and {} more\n", self.candidates.len() - shown.len()));
        }
        page.push_str(&self.conclusion());
        page
    }

    fn conclusion(&self) -> String {
        match &self.verdict {
            Some(v) => {
                let name = v.name.as_ref().map_or(String::new(), |name| format!(" {name}"));
                let office = v.office.as_ref().map_or(String::new(), |office| format!(", {office}"));
                let found = paint(GREEN, format!("resolved: {}{name}{office}", v.codes));
                format!("{found} (via {}, {:.2}) in “{}”\n", v.via, v.confidence, self.sentence)
            }
            None => format!("{}: {}\n", paint(YELLOW, "stays open"), self.reason()),
        }
    }

    fn nobody(&self) -> String {
        if !self.places.is_empty() {
            return format!("; it is a place ({})", self.places.join("; "));
        }
        match &self.near[..] {
            [] => String::new(),
            near => format!("; did you mean {}?", near.join(", ")),
        }
    }

    fn json(&self) -> Value {
        let resolved = self.verdict.as_ref().map(|v| {
            json!({ "codes": v.codes, "name": v.name, "office": v.office, "via": v.via,
                    "confidence": (f64::from(v.confidence) * 100.0).round() / 100.0, "sentence": self.sentence })
        });
        let open = resolved.is_none() && !self.candidates.is_empty();
        let all = [
            ("words", json!(self.words)),
            ("on", json!(self.on.map(|day| day.to_string()))),
            ("candidates", self.candidates.iter().map(candidate_json).collect()),
            ("resolved", json!(resolved)),
            ("open_because", json!(open.then(|| self.reason()))),
            ("places", json!(self.places)),
            ("near_misses", json!(self.near)),
        ];
        object(all)
    }
}

/// The words as a sentence begins with them: a role with its article, a name with its capitals.
fn as_subject(words: &str, candidates: &[Candidate]) -> String {
    let small = !words.contains(char::is_uppercase);
    match candidates.first() {
        Some(c) if small && c.what == "person" => {
            words.split(' ').map(capitalised).collect::<Vec<_>>().join(" ")
        }
        Some(c) if small && c.code.is_none() && !words.starts_with("the ") => format!("The {words}"),
        _ => capitalised(words),
    }
}

/// With a capital, unless there is one already: al-Qaeda keeps its small letter.
fn capitalised(words: &str) -> String {
    if words.contains(char::is_uppercase) {
        return words.to_owned();
    }
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// What the reader takes the first words of the sentence for.
fn read_verdict(document: &Document, end: usize) -> Option<Verdict> {
    let fits = |m: &&Mention| m.span.end as usize == end && !m.referents.is_empty();
    let mention = document.mentions.iter().find(fits)?;
    let referent = mention.referents.first()?;
    let actor = &document.actors[referent.actor.index()];
    if actor.country.is_none() && actor.sectors.is_empty() {
        return None;
    }
    Some(Verdict {
        codes: codes(actor.country, &actor.sectors),
        name: actor.name.as_ref().map(ToString::to_string),
        office: actor.office.as_ref().map(ToString::to_string),
        via: referent.via.as_str(),
        confidence: referent.confidence,
    })
}

/// Name, codes, office or sort, days, where from.
fn row(candidate: &Candidate) -> [String; 5] {
    let c = candidate;
    let days = match (c.start.as_str(), c.end.as_str()) {
        ("", "") => String::new(),
        (start, "") => format!("{start} –"),
        (start, end) => format!("{start} – {end}"),
    };
    let mut source = match (c.source, &c.wikidata_id) {
        ("wikidata", Some(id)) => format!("Wikidata {id}"),
        (_, id) => {
            let place = c.place.rsplit('/').next().unwrap_or(&c.place);
            let id = id.as_ref().map_or(String::new(), |id| format!(", {id}"));
            if c.list > 0 { format!("your {place}{id}") } else { format!("{place}{id}") }
        }
    };
    match c.when {
        When::Now => {}
        When::Past => source.push_str(" (past)"),
        When::Future => source.push_str(" (later)"),
    }
    let what = match (&c.office, c.what) {
        (Some(office), "person") => office.to_string(),
        (Some(office), what) => format!("{what}: {office}"),
        (None, what) => what.to_owned(),
    };
    let short = if c.called == Called::Surname { ", by full name" } else { "" };
    [c.name.to_string(), codes(c.code, &c.sectors), format!("{what}{short}"), days, source]
}

fn codes(code: Option<Code>, sectors: &[Code]) -> String {
    let all: Vec<String> = code.iter().chain(sectors).map(Code::to_string).collect();
    if all.is_empty() { "–".to_owned() } else { all.join(" ") }
}

fn candidate_json(c: &Candidate) -> Value {
    let known = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    object([
        ("name", json!(c.name.as_str())),
        ("what", json!(c.what)),
        ("country", json!(c.code.map(|c| c.to_string()))),
        ("sectors", json!(c.sectors.iter().map(Code::to_string).collect::<Vec<_>>())),
        ("office", json!(c.office.as_ref().map(ToString::to_string))),
        ("start", json!(known(&c.start))),
        ("end", json!(known(&c.end))),
        ("when", json!(["now", "past", "future"][c.when as usize])),
        ("called_by", json!(["name", "known surname", "surname", "part"][c.called as usize])),
        ("wikidata_id", json!(c.wikidata_id.as_ref().map(ToString::to_string))),
        ("source", json!(c.source)),
        ("place", json!(c.place)),
    ])
}

/// What is not known is absent.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let known = fields.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(known.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}
