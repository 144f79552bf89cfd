//! Sentences of either kind, read by the program: those of `quiet.txt`, and those from which something right is coded.

use crate::second::{part_of, read_text, trace_of};
use crate::{root, shared};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use verbale::annotate::events::Matter;
use verbale::document::{Document, SentenceId};
use verbale::lexicon::frames::ExampleKind;
use verbale::{About, Language, date};
use verbale_model::Input;

/// Stretches of the files and articles are dealt to so many parts, each judged by what was learnt from the others.
pub const N_PARTS: u64 = 5;

/// Where a sentence is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// `quiet.txt`.
    Quiet,
    /// `loud.txt`.
    Loud,
    /// `leads.tsv`.
    Leads,
    /// Our own gold, and the reports of `running`.
    Reports,
    /// The examples beside the frames.
    Frames,
    /// Wikinews and re3d, where an event has been judged.
    Judged,
    /// re3d: what ministries and forces say of themselves.
    Releases,
}

impl Source {
    /// As the recipe names it.
    pub fn name(self) -> &'static str {
        match self {
            Source::Quiet => "quiet",
            Source::Loud => "loud",
            Source::Leads => "leads",
            Source::Reports => "reports",
            Source::Frames => "frames",
            Source::Judged => "judged",
            Source::Releases => "releases",
        }
    }

    /// How much one of its sentences counts.
    fn weight(self) -> f32 {
        match self {
            Source::Quiet | Source::Leads | Source::Reports => 1.0,
            // where the two kinds are neighbours
            Source::Loud => 2.0,
            Source::Judged => 1.0,
            Source::Frames => 0.6,
            Source::Releases => 0.5,
        }
    }
}

/// A sentence or an event, and whether it is none of politics.
#[derive(Debug, Clone)]
pub struct Example {
    /// What the judge sees.
    pub input: Input,
    /// None of politics.
    pub private: bool,
    /// How much it counts; nothing where nobody knows what it is.
    pub weight: f32,
    /// The part of its stretch or article.
    pub part: u64,
    /// Where it is from.
    pub source: Source,
    /// An event, not a bare sentence.
    pub is_event: bool,
    /// All guards let it pass.
    pub passed: bool,
    /// Somebody in office or under arms acts on somebody known.
    pub official: bool,
    /// The sentence.
    pub sentence: String,
    /// Its text, and its place there.
    pub at: (usize, usize),
}

/// All that is learnt from.
#[derive(Debug, Default)]
pub struct Reading {
    /// Sentences and events.
    pub examples: Vec<Example>,
}

/// Reads everything.
pub fn read_all(language: &Language) -> Result<Reading> {
    let mut reader = Reader { language, examples: Vec::new(), n_documents: 0 };
    reader.read_lines()?;
    reader.read_frames();
    reader.read_reports()?;
    reader.read_articles()?;
    reader.read_releases()?;
    Ok(Reading { examples: reader.examples })
}

/// What of a text is learnt.
enum Kind {
    /// All of it, as none of politics.
    Private,
    /// What is coded.
    Public,
    /// What begins at these characters: private or not.
    Judged(BTreeMap<usize, bool>),
}

struct Reader<'r> {
    language: &'r Language,
    examples: Vec<Example>,
    n_documents: usize,
}

impl Reader<'_> {
    fn read_lines(&mut self) -> Result<()> {
        let gold = root().join("corpus/gold");
        let lines = |name: &str| -> Result<Vec<String>> {
            let text = read_text(&gold.join(name))?;
            Ok(text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(str::to_owned).collect())
        };
        // a batch was written at one time by one hand
        let part = |at: usize, n: usize| (at as u64 * N_PARTS) / n as u64;
        let quiet = lines("quiet.txt")?;
        for (at, line) in quiet.iter().enumerate() {
            let about = About { published: Some(date(2018, 5, 10)), ..About::default() };
            self.read(Source::Quiet, part(at, quiet.len()), line, about, &Kind::Private);
        }
        for (source, name) in [(Source::Loud, "loud.txt"), (Source::Leads, "leads.tsv")] {
            let lines = lines(name)?;
            for (at, line) in lines.iter().enumerate() {
                let cells: Vec<&str> = line.split('\t').collect();
                let sentence = if source == Source::Loud { cells.first() } else { cells.get(2) };
                let year = cells.first().and_then(|y| y.parse().ok()).unwrap_or(2018);
                let about = About { published: Some(date(year, 6, 15)), ..About::default() };
                let sentence = sentence.context("a sentence is expected")?;
                self.read(source, part(at, lines.len()), sentence, about, &Kind::Public);
            }
        }
        Ok(())
    }

    fn read_frames(&mut self) {
        let language = self.language;
        for frame in &language.lexicon.frames.frames {
            for example in frame.examples.iter().filter(|e| e.kind == ExampleKind::Right) {
                let part = part_of(&frame.id, N_PARTS);
                self.read(Source::Frames, part, &example.text, About::default(), &Kind::Public);
            }
        }
    }

    fn read_reports(&mut self) -> Result<()> {
        for folder in ["corpus/gold/texts", "corpus/running/texts"] {
            let entries = std::fs::read_dir(root().join(folder))?;
            let mut paths = entries.map(|e| Ok(e?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
            paths.sort();
            for path in paths {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let part = part_of(&name, N_PARTS);
                self.read(Source::Reports, part, &read_text(&path)?, About::default(), &Kind::Public);
            }
        }
        Ok(())
    }

    /// Wikinews without the articles of the development gold.
    fn read_articles(&mut self) -> Result<()> {
        let judged = read_verdicts()?;
        let left_out = crate::second::gold_pages()?;
        for year in ["2019", "2020"] {
            let path = shared().join(format!("data/wikinews/wikinews_{year}.csv"));
            let mut rows =
                csv::Reader::from_path(&path).with_context(|| format!("cannot read {}", path.display()))?;
            for row in rows.records() {
                let row = row?;
                let cell = |i: usize| row.get(i).unwrap_or_default();
                let page = crate::second::page_of(cell(0));
                if left_out.contains(page) {
                    continue;
                }
                let title = Some(cell(2).to_owned());
                let about = About { published: cell(1).parse().ok(), title, ..About::default() };
                let part = part_of(page, N_PARTS);
                if let Some(verdicts) = judged.get(page) {
                    self.read(Source::Judged, part, cell(3), about, &Kind::Judged(verdicts.clone()));
                }
            }
        }
        Ok(())
    }

    /// The folders of re3d whose texts are public domain.
    fn read_releases(&mut self) -> Result<()> {
        for folder in
            ["Australian_Department_of_Foreign_Affairs", "CENTCOM", "UK_Government", "US_State_Department"]
        {
            let text = read_text(&shared().join("data/re3d").join(folder).join("documents.json"))?;
            for line in text.lines().filter(|l| !l.trim().is_empty()) {
                let document: serde_json::Value = serde_json::from_str(line)?;
                let part = part_of(document["_id"].as_str().unwrap_or_default(), N_PARTS);
                let text = document["text"].as_str().unwrap_or_default();
                self.read(Source::Releases, part, text, About::default(), &Kind::Public);
            }
        }
        Ok(())
    }

    fn read(&mut self, source: Source, part: u64, text: &str, about: About, kind: &Kind) {
        let language = self.language;
        let document = language.annotate(text, about);
        self.n_documents += 1;
        let matters = self.matters(&document);
        // a word may be tried with many frames, a sentence hold many words: it counts once
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for matter in matters {
            let verdict = self.verdict(&document, &matter, kind);
            // a bare sentence still speaks for its neighbours
            if verdict.is_none() && (matter.word.is_some() || document.sentences.len() == 1) {
                continue;
            }
            if seen.insert((matter.sentence, matter.word, matter.kind)) {
                found.push((matter, verdict));
            }
        }
        let mut counts: BTreeMap<SentenceId, usize> = BTreeMap::new();
        found.iter().for_each(|(m, _)| *counts.entry(m.sentence).or_default() += 1);
        for (matter, verdict) in found {
            let sentence = document.slice(document.sentences[matter.sentence.index()].span).to_owned();
            self.examples.push(Example {
                weight: match verdict {
                    Some(_) => source.weight() / counts[&matter.sentence] as f32,
                    None => 0.0,
                },
                input: matter.input,
                private: verdict.unwrap_or_default(),
                part,
                source,
                is_event: matter.word.is_some(),
                passed: matter.passed,
                official: matter.official,
                sentence,
                at: (self.n_documents, matter.sentence.index()),
            });
        }
    }

    fn matters(&self, document: &Document) -> Vec<Matter> {
        trace_of(document, self.language).matters
    }

    /// Whether it is none of politics, if that is known.
    fn verdict(&self, document: &Document, matter: &Matter, kind: &Kind) -> Option<bool> {
        let here = |e: &&verbale::document::Event| match matter.word {
            Some(word) => e.head == word && Some(e.event_type) == matter.kind,
            None => e.sentence == matter.sentence,
        };
        match kind {
            Kind::Private => Some(true),
            Kind::Public => document.events.iter().any(|e| here(&e)).then_some(false),
            Kind::Judged(verdicts) => {
                let verdict = |e: &verbale::document::Event| {
                    let start = document.text[..e.trigger.start as usize].chars().count();
                    verdicts.get(&start).copied()
                };
                let mut here = document.events.iter().filter(here).filter_map(verdict);
                let first = here.next()?;
                // a sentence that has both is of politics
                Some(first && here.all(|private| private))
            }
        }
    }
}

/// By article and first character: whether it is none of politics. What is wrong in other ways is left out.
fn read_verdicts() -> Result<BTreeMap<String, BTreeMap<usize, bool>>> {
    let text = read_text(&root().join("corpus/judged/events.tsv"))?;
    let mut verdicts: BTreeMap<String, BTreeMap<usize, bool>> = BTreeMap::new();
    for line in text.lines().filter(|l| !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [page, start, .., verdict, cause, _, _] = cells[..] else { continue };
        let private = match (verdict, cause) {
            ("yes", _) | (_, "status" | "type" | "actor" | "recipient" | "direction") => false,
            (_, "private") => true,
            _ => continue,
        };
        verdicts.entry(page.to_owned()).or_default().insert(start.parse()?, private);
    }
    Ok(verdicts)
}
