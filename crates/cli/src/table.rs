//! Records for reading: each report with its events, then its statements.

use crate::speech::{self, Nested, WantedSpeaker};
use crate::style::{BOLD, DIM, UNDERLINE, of_quad, of_status, paint};
use crate::width::{cut, fit, width_of, wrap};
use std::io::{self, Write};
use verbale_record::{Document, Entity, Event, Place, Records, Statement, Table, Voice};

/// Columns of an event's first line besides its parties.
const TYPE: usize = 22;
const STATUS: usize = 9;
const DATE: usize = 10;
const PLACE: usize = 14;

/// A statement's words go on below each other, set in by so much.
const HANGING: usize = 4;
const CONTENT_LINES: usize = 3;
const LONG_CONTENT: usize = 12;

/// Statements inside others are set in, up to a depth.
const NESTED: usize = 4;
const MAX_DEPTH: usize = 6;

/// Writes one report after another.
pub struct TextTable<W: Write> {
    out: W,
    width: usize,
    shown: Shown,
    begun: bool,
}

/// Which kinds of records are shown below a report's heading.
#[derive(Debug, Clone)]
pub struct Shown {
    /// One kind alone.
    pub only: Option<Table>,
    /// Mentions as well.
    pub mentions: bool,
    /// Statements of this speaker alone, and no report without one.
    pub speaker: Option<WantedSpeaker>,
}

impl Shown {
    fn is_shown(&self, table: Table) -> bool {
        self.only.map_or(table != Table::Mentions || self.mentions, |only| only == table)
    }
}

impl<W: Write> TextTable<W> {
    pub fn new(out: W, width: usize, shown: Shown) -> TextTable<W> {
        TextTable { out, width, shown, begun: false }
    }

    /// Writes one report.
    pub fn write(&mut self, records: &Records) -> io::Result<()> {
        let nested = self.wanted(records);
        if nested.is_empty() && self.shown.speaker.is_some() {
            return Ok(());
        }
        let page = Page { records, width: self.width, letters: Letters::of(&records.document.text) };
        let mut text = String::new();
        if self.begun {
            text.push('\n');
        }
        self.begun = true;
        page.heading(&mut text);
        if self.shown.is_shown(Table::Events) {
            page.events(&mut text);
        }
        if self.shown.only == Some(Table::Statements) {
            page.told_statements(&mut text, &nested);
        } else if self.shown.is_shown(Table::Statements) {
            page.statements(&mut text, &nested);
        }
        if self.shown.is_shown(Table::Mentions) {
            page.mentions(&mut text);
        }
        self.out.write_all(text.as_bytes())
    }

    /// The statements to be shown, inner ones below outer ones.
    fn wanted(&self, records: &Records) -> Vec<Nested> {
        let mut nested = speech::nest(&records.statements);
        if let Some(wanted) = &self.shown.speaker {
            nested.retain(|n| wanted.is_of(&records.statements[n.at]));
        }
        nested
    }

    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// One report while it is written.
struct Page<'r> {
    records: &'r Records,
    width: usize,
    letters: Letters<'r>,
}

impl Page<'_> {
    fn line(&self, text: &mut String, indent: usize, line: &str) {
        text.extend(std::iter::repeat_n(' ', indent));
        text.push_str(line);
        text.push('\n');
    }

    fn heading(&self, text: &mut String) {
        let document = &self.records.document;
        let title = document.title.as_deref().or_else(|| first_line(document)).unwrap_or("(no text)");
        self.line(text, 0, &paint(BOLD, cut(title, self.width)));
        let mut known: Vec<&str> = Vec::new();
        known.extend(document.publisher.as_deref());
        known.extend(document.published.as_deref());
        known.extend(document.language.as_deref().filter(|code| *code != "en"));
        known.push(document.path.as_deref().or(document.url.as_deref()).unwrap_or(&document.id));
        self.line(text, 0, &paint(DIM, cut(&known.join(" · "), self.width)));
    }

    fn events(&self, text: &mut String) {
        let what = if self.records.events.is_empty() { "no events" } else { "events" };
        self.line(text, 2, &paint(DIM, what));
        for event in &self.records.events {
            self.event(text, event);
        }
    }

    /// What, who, whom, how certain, when, where; below it the words, and whose they are.
    fn event(&self, text: &mut String, event: &Event) {
        let kind: Vec<&str> =
            [&event.event_type].into_iter().chain(&event.modes).map(|word| word.as_str()).collect();
        let kind = kind.join(" ");
        let who_width = self.width.saturating_sub(4 + TYPE + STATUS + DATE + PLACE + 4).max(16);
        let status = event.status.as_deref().unwrap_or("");
        let line = [
            paint(of_quad(event.quad), fit(&kind, TYPE)),
            fit(&parties(event, who_width), who_width),
            paint(of_status(status), fit(status, STATUS)),
            fit(&date(event), DATE),
            cut(event.place.as_ref().map_or("", |place| place.name.as_str()), PLACE),
        ];
        self.line(text, 4, line.join(" ").trim_end());
        let mut room = self.width - 6;
        let mut words = String::new();
        if !event.according_to.is_empty() {
            let voices = cut(&format!("according to {}", voices(&event.according_to)), room / 2);
            room -= width_of(&voices) + 2;
            words = paint(DIM.italic(), format!("{voices}: "));
        }
        words.push_str(&self.excerpt(event, room));
        self.line(text, 6, &words);
    }

    /// As much of the sentence as fits, with the words that made it an event.
    fn excerpt(&self, event: &Event, room: usize) -> String {
        let trigger = self.letters.slice(event.start, event.end);
        let trigger = &one_line(trigger);
        let sentence = one_line(&event.text);
        // The words once more are no misfortune: the nearest place in the sentence is what a reader looks for.
        let before_width = self.letters.before(event.start, &event.text);
        let found = sentence
            .match_indices(trigger.as_str())
            .min_by_key(|(at, _)| sentence[..*at].chars().count().abs_diff(before_width));
        let Some((at, _)) = found.filter(|_| !trigger.is_empty()) else {
            return paint(DIM, cut(&sentence, room));
        };
        let (before, after) = (&sentence[..at], &sentence[at + trigger.len()..]);
        let left = room.saturating_sub(width_of(trigger));
        let before = cut_start(before, left.saturating_sub(width_of(after).min(left / 2)));
        let after = cut(after, left.saturating_sub(width_of(&before)));
        [paint(DIM, before), paint(UNDERLINE, trigger), paint(DIM, after)].concat()
    }

    fn statements(&self, text: &mut String, nested: &[Nested]) {
        if nested.is_empty() {
            return;
        }
        self.line(text, 2, &paint(DIM, "statements"));
        for Nested { at, depth } in nested.iter().copied() {
            let indent = 4 + 2 * depth.min(MAX_DEPTH);
            let statement = &self.records.statements[at];
            for (i, line) in self.statement(statement, self.width.saturating_sub(indent)).iter().enumerate() {
                self.line(text, if i == 0 { indent } else { indent + HANGING }, line);
            }
        }
    }

    /// Who, the cue, and the words.
    fn statement(&self, statement: &Statement, room: usize) -> Vec<String> {
        let speaker = cut(&speech::speaker(statement), room / 2);
        let stance =
            if statement.stance == "denies" && statement.cue_type != "deny" { " (denies)" } else { "" };
        let cue = cut(&format!("{}{stance}", speech::cue(statement)), room / 4);
        let begun = width_of(&speaker) + width_of(&cue) + 3;
        let (first, rest) = (room.saturating_sub(begun), room.saturating_sub(HANGING));
        let mut lines = wrap(&speech::content(statement), first, rest, CONTENT_LINES);
        lines[0] = format!("{} {}: {}", paint(BOLD, speaker), paint(DIM, cue), lines[0]);
        lines
    }

    /// Statements with all that is known of each, numbered; below it its words.
    fn told_statements(&self, text: &mut String, nested: &[Nested]) {
        if nested.is_empty() {
            self.line(text, 2, &paint(DIM, "no statements"));
        }
        let statements = &self.records.statements;
        let shown = |at: usize| nested.iter().any(|n| n.at == at);
        for Nested { at, depth } in nested.iter().copied() {
            let around = speech::around(statements, at);
            let is_whole = around.iter().all(|outer| shown(*outer));
            let indent = 2 + if is_whole { NESTED * depth.min(MAX_DEPTH) } else { 0 };
            let room = self.width.saturating_sub(indent);
            self.line(text, indent, &speech::heading(statements, at, room));
            let below = indent + HANGING;
            let room = self.width.saturating_sub(below);
            if !is_whole {
                let outer = speech::voices(statements, &around);
                self.line(text, below, &paint(DIM.italic(), cut(&format!("inside {outer}"), room)));
            }
            for line in wrap(&speech::content(&statements[at]), room, room, LONG_CONTENT) {
                self.line(text, below, &line);
            }
        }
    }

    fn mentions(&self, text: &mut String) {
        if self.records.mentions.is_empty() {
            return;
        }
        self.line(text, 2, &paint(DIM, "mentions"));
        for mention in &self.records.mentions {
            let entities = mention.entity.iter().chain(&mention.entities).map(|e| who(e, false));
            let place = mention.place.as_ref().map(place_words);
            let meant = entities.chain(place).collect::<Vec<_>>().join(", ");
            let line = format!(
                "{} {} {}",
                fit(&one_line(&mention.text), 34),
                paint(DIM, fit(&mention.kind, 12)),
                cut(&meant, self.width.saturating_sub(4 + 34 + 12 + 2))
            );
            self.line(text, 4, line.trim_end());
        }
    }
}

/// `KEN GOV → SOM GOV`, with the words where there is room for them.
pub fn parties(event: &Event, room: usize) -> String {
    let side = |entities: &[Entity], words: bool| match entities {
        [] => "—".to_owned(),
        _ => entities.iter().map(|e| who(e, words)).collect::<Vec<_>>().join(", "),
    };
    let written = |words: bool| {
        let actors = if event.symmetric && event.recipients.is_empty() {
            event.actors.iter().map(|e| who(e, words)).collect::<Vec<_>>().join(" — ")
        } else {
            format!("{} → {}", side(&event.actors, words), side(&event.recipients, words))
        };
        if event.background { format!("{actors} (background)") } else { actors }
    };
    let full = written(true);
    if width_of(&full) <= room { full } else { written(false) }
}

/// A party by its codes, with its name or its words if they are wanted; by its words alone where it has no codes.
pub fn who(entity: &Entity, words: bool) -> String {
    let codes: Vec<&str> =
        entity.country.iter().chain(&entity.sectors).map(|code| code.as_str()).take(3).collect();
    let name = entity.name.as_deref().or(entity.text.as_deref()).map(one_line);
    match (codes.is_empty(), name) {
        (true, name) => name.map_or_else(|| "?".to_owned(), |name| format!("“{name}”")),
        (false, Some(name)) if words => format!("{} ({})", codes.join(" "), cut(&name, 28)),
        (false, _) => codes.join(" "),
    }
}

/// Who vouches, the outermost voice first.
pub fn voices(chain: &[Voice]) -> String {
    let step = |voice: &Voice| {
        let first = voice.speaker.as_ref().map_or_else(|| "unnamed".to_owned(), |speaker| who(speaker, true));
        voice.with.iter().fold(first, |all, other| format!("{all}, {}", who(other, true)))
    };
    chain.iter().map(step).collect::<Vec<_>>().join(" › ")
}

/// A day, `2024-03`, `2024`; in brackets where only the report's own day is known.
fn date(event: &Event) -> String {
    let Some(date) = event.date.as_deref().or(event.date_end.as_deref()) else { return String::new() };
    match event.date_precision.as_deref() {
        Some("year") => date.get(..4).unwrap_or(date).to_owned(),
        Some("month") => date.get(..7).unwrap_or(date).to_owned(),
        _ => date.to_owned(),
    }
}

fn place_words(place: &Place) -> String {
    match &place.country {
        Some(country) => format!("{} ({country})", place.name),
        None => place.name.to_string(),
    }
}

fn first_line(document: &Document) -> Option<&str> {
    document.text.lines().map(str::trim).find(|line| !line.is_empty())
}

/// White space as one blank.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The end of a text, with `…` where something is missing before it.
fn cut_start(text: &str, width: usize) -> String {
    if width_of(text) <= width {
        return text.to_owned();
    }
    let mut kept: Vec<char> = Vec::new();
    let mut used = 1;
    for letter in text.chars().rev() {
        used += width_of(letter.encode_utf8(&mut [0; 4]));
        if used > width {
            break;
        }
        kept.push(letter);
    }
    let kept: String = kept.into_iter().rev().collect();
    format!("…{}", kept.trim_start())
}

/// Where each letter of a text begins: records count in letters.
struct Letters<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Letters<'t> {
    fn of(text: &'t str) -> Letters<'t> {
        Letters { text, starts: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    fn byte(&self, letter: u32) -> usize {
        self.starts.get(letter as usize).copied().unwrap_or(self.text.len())
    }

    fn slice(&self, start: u32, end: u32) -> &'t str {
        self.text.get(self.byte(start)..self.byte(end)).unwrap_or("")
    }

    /// Letters from the beginning of the sentence that holds `letter` to it.
    fn before(&self, letter: u32, sentence: &str) -> usize {
        let at = self.byte(letter);
        let end = (at + sentence.len()).min(self.text.len());
        let near = self.text.get(..end).or(Some(self.text)).and_then(|text| text.rfind(sentence));
        near.filter(|begin| *begin <= at).map_or(0, |begin| self.text[begin..at].chars().count())
    }
}
