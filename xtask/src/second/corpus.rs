//! The texts that may be learnt from, read by the program: words that somebody does, with what the frames make of them.

use super::confidence::{self, Row};
use super::judged::{Judged, Kind};
use super::network::{Asked, Example, Label, Weight};
use super::{part_of, read_text};
use crate::{root, shared};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::collections::BTreeSet;
use verbale::annotate::confidence::traits_of;
use verbale::annotate::events::{Candidate, Learnt, Silence, Trace, trace_events};
use verbale::document::{Document, Entity};
use verbale::lexicon::frames::TriggerPos;
use verbale::{About, Language};

/// All that is learnt from.
#[derive(Debug, Default)]
pub struct Reading {
    /// Words that somebody does.
    pub examples: Vec<Example>,
    /// Judged events.
    pub coded: Vec<Row>,
    /// How many sentences each source gave.
    pub sentences: Vec<(&'static str, usize)>,
}

/// Reads everything; `judged_only` leaves out what holds no judged event.
pub fn read_all(language: &Language, judged: &Judged, judged_only: bool) -> Result<Reading> {
    let mut reading = Reading::default();
    let mut reader = Reader { language, judged, reading: &mut reading };
    reader.read_wikinews()?;
    reader.read_re3d()?;
    if judged_only {
        return Ok(reading);
    }
    reader.read_treebanks()?;
    reader.read_own()?;
    Ok(reading)
}

/// What the frames alone make of a text, and how they came to it.
pub fn trace_of(document: &Document, language: &Language) -> Trace {
    let (_, _, trace) = trace_events(
        &document.syntax(),
        &document.mentions,
        document.actors.clone(),
        &document.times,
        &document.places,
        &document.about,
        &language.lexicon,
        Learnt { tagger: &language.tagger, second: None, judge: None },
        true,
    );
    trace
}

struct Reader<'r> {
    language: &'r Language,
    judged: &'r Judged,
    reading: &'r mut Reading,
}

impl Reader<'_> {
    /// Wikinews, without the articles of the development gold.
    fn read_wikinews(&mut self) -> Result<()> {
        let left_out = gold_pages()?;
        let mut n = 0;
        for year in ["2019", "2020"] {
            let path = shared().join(format!("data/wikinews/wikinews_{year}.csv"));
            let mut rows =
                csv::Reader::from_path(&path).with_context(|| format!("cannot read {}", path.display()))?;
            for row in rows.records() {
                let row = row?;
                let cell = |i: usize| row.get(i).unwrap_or_default();
                let page = page_of(cell(0));
                if left_out.contains(page) {
                    continue;
                }
                let about = About {
                    published: cell(1).parse().ok(),
                    title: Some(cell(2).to_owned()),
                    ..About::default()
                };
                n += self.read(page, cell(3), about);
            }
        }
        self.reading.sentences.push(("wikinews", n));
        Ok(())
    }

    /// The train parts of UD English EWT and of GUM's free documents.
    fn read_treebanks(&mut self) -> Result<()> {
        let ud = shared().join("data/ud");
        let licences = read_text(&ud.join("en_gum/docs-by-licence.tsv"))?;
        let free: BTreeSet<&str> = licences
            .lines()
            .filter(|line| line.ends_with("\tno"))
            .filter_map(|line| line.split('\t').nth(1))
            .collect();
        for (name, file) in
            [("ewt", "en_ewt/en_ewt-ud-train.conllu"), ("gum", "en_gum/en_gum-ud-train.conllu")]
        {
            let mut n = 0;
            for document in read_text(&ud.join(file))?.split("# newdoc id = ").skip(1) {
                let id = document.lines().next().unwrap_or_default();
                if name == "gum" && !free.contains(id) {
                    continue;
                }
                let sentences = document.lines().filter_map(|l| l.strip_prefix("# text = "));
                let text = sentences.collect::<Vec<_>>().join("\n\n");
                n += self.read(id, &text, About::default());
            }
            self.reading.sentences.push((name, n));
        }
        Ok(())
    }

    /// The folders of re3d whose texts are public domain or under a free licence.
    fn read_re3d(&mut self) -> Result<()> {
        let folders = [
            "Australian_Department_of_Foreign_Affairs",
            "CENTCOM",
            "UK_Government",
            "US_State_Department",
            "Wikipedia",
        ];
        let mut n = 0;
        for folder in folders {
            let text = read_text(&shared().join("data/re3d").join(folder).join("documents.json"))?;
            for line in text.lines().filter(|l| !l.trim().is_empty()) {
                let document: Value = serde_json::from_str(line)?;
                let id = document["_id"].as_str().unwrap_or_default();
                n += self.read(id, document["text"].as_str().unwrap_or_default(), About::default());
            }
        }
        self.reading.sentences.push(("re3d", n));
        Ok(())
    }

    /// The examples beside the frames, and our invented reports.
    fn read_own(&mut self) -> Result<()> {
        let language = self.language;
        let mut n = 0;
        for example in language.lexicon.frames.frames.iter().flat_map(|f| &f.examples) {
            n += self.read("", &example.text, About::default());
        }
        let folder = root().join("corpus/running/texts");
        let mut paths: Vec<_> =
            std::fs::read_dir(&folder)?.map(|e| Ok(e?.path())).collect::<Result<_, std::io::Error>>()?;
        paths.sort();
        for path in paths {
            n += self.read("", &read_text(&path)?, About::default());
        }
        self.reading.sentences.push(("own", n));
        Ok(())
    }

    fn annotate(&self, text: &str, about: About) -> (Document, Vec<Candidate>) {
        let document = self.language.annotate(text, about);
        let trace = trace_of(&document, self.language);
        (document, trace.candidates)
    }

    /// Reads one text; gives its number of sentences.
    fn read(&mut self, page: &str, text: &str, about: About) -> usize {
        let (document, candidates) = self.annotate(text, about);
        let part = part_of(page, super::N_PARTS);
        for candidate in &candidates {
            let verdict = self.verdict(page, &document, candidate);
            let asked = asked(page, &document, candidate);
            self.reading.examples.extend(example_of(candidate, part, verdict, asked));
        }
        self.read_judged(page, &document);
        document.sentences.len()
    }

    /// What a reader said of a word that frames leave. Verdicts on events are for confidence alone: what had taught the network
    /// could not tell how far to believe it.
    fn verdict(&self, page: &str, document: &Document, candidate: &Candidate) -> Option<Label> {
        let word = document.tokens[candidate.word.index()].span.start as usize;
        let start = document.text[..word].chars().count();
        let event = self.judged.of_left_word(page, start)?;
        Some(event.map_or(Label::NONE, Label::of))
    }

    fn read_judged(&mut self, page: &str, document: &Document) {
        for (at, (event, certainty)) in document.events.iter().zip(&document.certainties).enumerate() {
            let start = document.text[..event.trigger.start as usize].chars().count();
            let parties = [countries(document, &event.actors), countries(document, &event.recipients)];
            let status = certainty.status.as_str();
            let verdict = self.judged.of(page, start, event.event_type, &parties, status);
            if let Some((right, kind)) = verdict.map(|v| (v.right, v.kind)) {
                self.keep_coded(kind, page, document, at, right);
            }
        }
    }

    /// An event whose verdict is known.
    fn keep_coded(&mut self, kind: Kind, page: &str, document: &Document, at: usize, right: bool) {
        let (event, certainty) = (&document.events[at], &document.certainties[at]);
        let (syntax, actors) = (document.syntax(), &document.actors);
        let traits = traits_of(&syntax, &document.mentions, actors, certainty, event);
        let traits = traits.into_iter().map(|(name, value)| (name.to_string(), value)).collect();
        // a diary or an interview of hundreds of sentences must not outvote the reports
        let weight = if document.sentences.len() > 100 { 0.3 } else { 1.0 };
        self.reading.coded.push(Row {
            kind,
            part: part_of(page, confidence::N_PARTS),
            traits,
            right,
            weight,
        });
    }
}

fn asked(page: &str, document: &Document, candidate: &Candidate) -> Option<Asked> {
    let token = &document.tokens[candidate.word.index()];
    let chars = |byte: u32| document.text[..byte as usize].chars().count();
    (!candidate.fits.is_empty() && !page.is_empty()).then(|| Asked {
        page: page.to_owned(),
        at: (chars(token.span.start), chars(token.span.end)),
        sentence: document.slice(document.sentences[token.sentence.index()].span).to_owned(),
        fits: candidate.fits.clone(),
    })
}

/// The countries of some parties as the table of judgements writes them.
fn countries(document: &Document, parties: &[Entity]) -> String {
    let country = |p: &Entity| p.actor.and_then(|a| document.actors[a.index()].country);
    let codes: BTreeSet<String> =
        parties.iter().map(|p| country(p).map_or("---".to_owned(), |c| c.as_str().to_owned())).collect();
    codes.into_iter().collect::<Vec<_>>().join(" ")
}

/// What the network learns from a word: what the frames say of it, or what a reader said.
fn example_of(
    candidate: &Candidate,
    part: u64,
    verdict: Option<Label>,
    asked: Option<Asked>,
) -> Option<Example> {
    if candidate.pos == TriggerPos::Adjective {
        return None;
    }
    let distant = candidate.coded.map_or(Label::NONE, Label::of);
    let weight = match (candidate.coded, candidate.silence) {
        (Some(_), _) => Weight::CODED,
        // nobody has looked at such a word yet
        (None, Silence::Unknown) => Weight::UNKNOWN,
        (None, _) => Weight::LEFT,
    };
    Some(Example {
        input: candidate.input.clone(),
        own: candidate.own.clone(),
        lemma: candidate.lemma.to_string(),
        is_noun: candidate.pos == TriggerPos::Noun,
        is_known: candidate.coded.is_some() || candidate.silence != Silence::Unknown,
        part,
        distant,
        weight,
        verdict,
        asked,
    })
}

/// The articles on which everybody measures.
pub fn gold_pages() -> Result<BTreeSet<String>> {
    let folder = shared().join("gold/annotations");
    let mut pages = BTreeSet::new();
    for entry in std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let gold: Value = serde_json::from_str(&read_text(&entry?.path())?)?;
        let url = gold["document"]["url"].as_str().unwrap_or_default();
        pages.insert(page_of(url).to_owned());
    }
    ensure!(!pages.is_empty(), "no gold under {}", folder.display());
    Ok(pages)
}

/// The last part of an address.
pub fn page_of(url: &str) -> &str {
    url.trim_end_matches('/').rsplit('/').next().unwrap_or(url)
}
