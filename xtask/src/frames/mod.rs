//! Which frames earn their place: those that fire on real text, or on two sentences of different build.

mod inflect;

use anyhow::{Context, Result};
use inflect::Irregular;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use verbale::document::{Deprel, Document, Event, Token, Upos};
use verbale::lexicon::Files;
use verbale::lexicon::frames::{ExampleKind, Frame, Frames, Trigger, TriggerPos};
use verbale::{About, english};

/// What was seen of one word of one frame.
#[derive(Default)]
struct Seen {
    in_text: u32,
    builds: BTreeSet<String>,
    /// Builds where it stands in for another word of its frame.
    swapped: BTreeSet<String>,
}

impl Seen {
    fn in_examples(&self) -> bool {
        self.builds.len() > 1
    }

    fn counts(&self) -> bool {
        self.in_text > 0 || self.in_examples() || self.builds.union(&self.swapped).count() > 1
    }
}

/// A frame's id and one of its words.
type Key = (String, String);

/// Reads the shared news and treebanks and all examples, counts which word fired which frame, and prints a table by type; with
/// `list`, each word of a frame that has no evidence yet. A word without evidence of its own is put into the examples of the other
/// words of its frame, in the same form.
///
/// # Errors
/// The shared data or a frame file cannot be read.
pub fn count(shared: &Path, list: bool) -> Result<()> {
    let frames = Frames::read(&Files::own()).map_err(|problems| anyhow::anyhow!("{problems}"))?;
    let by_id: BTreeMap<&str, &Frame> = frames.frames.iter().map(|f| (f.id.as_str(), f)).collect();
    let texts = real_texts(shared)?;
    let examples: Vec<String> =
        frames.frames.iter().flat_map(|f| &f.examples).map(|e| e.text.clone()).collect();

    let mut seen: BTreeMap<Key, Seen> = BTreeMap::new();
    for (key, _) in fired(&texts, &by_id) {
        seen.entry(key).or_default().in_text += 1;
    }
    for (key, build) in fired(&examples, &by_id) {
        seen.entry(key).or_default().builds.insert(build);
    }
    let swaps = swaps(&frames, &by_id, &seen)?;
    for (key, build) in fired(&swaps, &by_id) {
        seen.entry(key).or_default().swapped.insert(build);
    }
    print(&frames, &seen, list);
    Ok(())
}

/// The examples of each frame with their word replaced by those that have no evidence.
fn swaps(frames: &Frames, by_id: &BTreeMap<&str, &Frame>, seen: &BTreeMap<Key, Seen>) -> Result<Vec<String>> {
    let irregular = Irregular::read(&Files::own())?;
    let mut texts = BTreeSet::new();
    for frame in &frames.frames {
        let lacking = frame.triggers.iter().filter(|t| {
            let key = (frame.id.to_string(), spell(t));
            t.partner.is_none() && !seen.get(&key).is_some_and(Seen::counts)
        });
        let lacking: Vec<&Trigger> = lacking.collect();
        let shown = frame.examples.iter().filter(|e| e.kind == ExampleKind::Right && !lacking.is_empty());
        for example in shown {
            let doc = english().language().annotate(&example.text, About::default());
            for event in doc.events.iter().filter(|e| e.because.frame == frame.id) {
                let Some((_, token)) = word_of(&doc, event, by_id) else { continue };
                for trigger in lacking.iter().filter(|t| t.lemma != token.lemma && t.pos == pos_of(token)) {
                    texts.extend(irregular.like(token, &trigger.lemma).map(|form| swap(&doc, token, &form)));
                }
            }
        }
    }
    Ok(texts.into_iter().collect())
}

fn pos_of(token: &Token) -> TriggerPos {
    match token.upos {
        Upos::Noun | Upos::Propn => TriggerPos::Noun,
        Upos::Adj => TriggerPos::Adjective,
        _ => TriggerPos::Verb,
    }
}

fn swap(doc: &Document, token: &Token, form: &str) -> String {
    let (start, end) = (token.span.start as usize, token.span.end as usize);
    let mut before = doc.text[..start].to_owned();
    for (article, other, vowel) in [(" a ", " an ", true), (" an ", " a ", false)] {
        if before.ends_with(article) && form.starts_with(|c| "aeiou".contains(c)) == vowel {
            before = format!("{}{other}", &before[..start - article.len()]);
            break;
        }
    }
    format!("{before}{form}{}", &doc.text[end..])
}

fn print(frames: &Frames, seen: &BTreeMap<Key, Seen>, list: bool) {
    // by file: frames, those that count, words, those seen in real text, in examples of two builds, and those that count
    let mut rows: BTreeMap<&str, [usize; 6]> = BTreeMap::new();
    let none = Seen::default();
    for frame in &frames.frames {
        let file = frame.id.split('/').next().unwrap_or_default();
        let row = rows.entry(file).or_default();
        let mut add = [1, 0, 0, 0, 0, 0];
        for trigger in &frame.triggers {
            let seen = seen.get(&(frame.id.to_string(), spell(trigger))).unwrap_or(&none);
            let has = [true, seen.in_text > 0, seen.in_examples(), seen.counts()];
            add[2..].iter_mut().zip(has).for_each(|(sum, has)| *sum += usize::from(has));
            if list && !seen.counts() {
                println!("{}\t{}", frame.id, spell(trigger));
            }
        }
        add[1] = usize::from(add[5] > 0);
        row.iter_mut().zip(add).for_each(|(sum, n)| *sum += n);
    }
    let mut sums = [0; 6];
    println!(
        "| file | frames | with evidence | words in them | in real text | in two builds | with evidence |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let line = |file: &str, row: &[usize; 6]| {
        let cells: Vec<String> = row.iter().map(usize::to_string).collect();
        println!("| {file} | {} |", cells.join(" | "));
    };
    for (file, row) in &rows {
        line(file, row);
        sums.iter_mut().zip(row).for_each(|(sum, n)| *sum += n);
    }
    line("all", &sums);
}

/// Reads texts on all cores and tells what fired in each.
fn fired(texts: &[String], frames: &BTreeMap<&str, &Frame>) -> Vec<(Key, String)> {
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
    let size = texts.len().div_ceil(n_threads).max(1);
    std::thread::scope(|scope| {
        let work = |part: &[String]| -> Vec<(Key, String)> {
            let documents = part.iter().map(|text| english().language().annotate(text, About::default()));
            documents.flat_map(|doc| fired_in(&doc, frames)).collect()
        };
        let parts: Vec<_> = texts.chunks(size).map(|part| scope.spawn(move || work(part))).collect();
        parts
            .into_iter()
            .flat_map(|p| p.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

fn fired_in(doc: &Document, frames: &BTreeMap<&str, &Frame>) -> Vec<(Key, String)> {
    let find = |event: &Event| {
        let (trigger, _) = word_of(doc, event, frames)?;
        Some(((event.because.frame.to_string(), spell(trigger)), build(doc, event)))
    };
    doc.events.iter().filter_map(find).collect()
}

/// Which word of its frame made an event.
fn word_of<'d, 'f>(
    doc: &'d Document,
    event: &Event,
    frames: &BTreeMap<&str, &'f Frame>,
) -> Option<(&'f Trigger, &'d Token)> {
    let frame = frames.get(event.because.frame.as_str())?;
    let token = &doc.tokens[event.head.index()];
    let words = doc.slice(event.trigger).to_lowercase();
    let fits = |t: &&Trigger| t.lemma.eq_ignore_ascii_case(&token.lemma);
    let has_partner = |t: &&Trigger| t.partner.as_ref().is_none_or(|p| words.contains(p.as_str()));
    let with = frame.triggers.iter().filter(fits).filter(has_partner).max_by_key(|t| t.partner.is_some());
    Some((with.or_else(|| frame.triggers.iter().find(fits))?, token))
}

/// `call_off`, `hunger_strike (noun)`.
fn spell(trigger: &Trigger) -> String {
    let partner = trigger.partner.as_ref().map_or(String::new(), |p| format!("_{p}"));
    format!("{}{partner} ({:?})", trigger.lemma, trigger.pos).to_lowercase()
}

/// How a sentence is built around its trigger: relation of the trigger, voice, and the relations below it that hold parties or acts.
/// Times, adverbs, determiners and coordination make no difference.
fn build(doc: &Document, event: &Event) -> String {
    let deprel = |t: verbale::document::TokenId| doc.tokens[t.index()].deprel;
    let holds = |kind: Deprel| {
        !matches!(
            kind,
            Deprel::Punct
                | Deprel::Det
                | Deprel::Advmod
                | Deprel::Conj
                | Deprel::Cc
                | Deprel::Mark
                | Deprel::Case
                | Deprel::Aux
                | Deprel::Dep
        )
    };
    let mut below: BTreeSet<String> = BTreeSet::new();
    for token in doc.tokens.iter().filter(|t| t.head == Some(event.head) || t.head == Some(event.clause)) {
        if holds(token.deprel) {
            below.insert(token.deprel.to_string());
        }
    }
    let carried = if event.clause == event.head { "" } else { "carried " };
    let noun = if doc.tokens[event.head.index()].upos == Upos::Noun { "noun" } else { "verb" };
    let below: Vec<String> = below.into_iter().collect();
    format!("{carried}{noun} {} {}", deprel(event.head), below.join(" "))
}

/// Wikinews, re3d and the treebanks' open parts, a text a document. The event gold is left out.
fn real_texts(shared: &Path) -> Result<Vec<String>> {
    let data = shared.join("data");
    let mut texts = Vec::new();
    for year in ["2019", "2020"] {
        let path = data.join(format!("wikinews/wikinews_{year}.csv"));
        let mut reader =
            csv::Reader::from_path(&path).with_context(|| format!("reading {}", path.display()))?;
        for row in reader.records() {
            texts.push(row?.get(3).unwrap_or_default().to_owned());
        }
    }
    for folder in std::fs::read_dir(data.join("re3d")).context("reading re3d")? {
        let Ok(lines) = std::fs::read_to_string(folder?.path().join("documents.json")) else { continue };
        for line in lines.lines().filter(|l| !l.trim().is_empty()) {
            let row: serde_json::Value = serde_json::from_str(line)?;
            texts.push(row["text"].as_str().unwrap_or_default().to_owned());
        }
    }
    for bank in ["ud/en_ewt/en_ewt-ud", "ud/en_gum/en_gum-ud"] {
        for part in ["train", "dev"] {
            texts.extend(treebank(&data.join(format!("{bank}-{part}.conllu")))?);
        }
    }
    Ok(texts)
}

fn treebank(path: &Path) -> Result<Vec<String>> {
    let file = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut texts = vec![String::new()];
    for line in file.lines() {
        if line.starts_with("# newdoc") {
            texts.push(String::new());
        } else if let (Some(sentence), Some(text)) = (line.strip_prefix("# text = "), texts.last_mut()) {
            text.push_str(sentence);
            text.push_str("\n\n");
        }
    }
    Ok(texts)
}
