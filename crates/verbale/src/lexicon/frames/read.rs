//! Reads `*.frames` files, a line at a time.

use super::slot::SLOTS;
use super::{
    Condition, Example, ExampleKind, Expected, Frame, Item, LightVerb, Slot, SubjectRole, Trigger, TriggerPos,
};
use crate::document::{EventType, Status};
use crate::lexicon::map::Map;
use crate::lexicon::modality::Effect;
use crate::lexicon::{Files, Problem, Problems, Table};
use smol_str::SmolStr;

type Classes = Map<SmolStr, Vec<SmolStr>>;

/// `classes.tsv`: a name and the lemmas that belong to it.
pub(super) fn classes(files: &Files) -> Result<Classes, Problems> {
    let table = Table::read(files, "lexicon/en/classes.tsv", &["class", "lemmas"])?;
    let mut problems = Problems::default();
    let mut found: Classes = Map::default();
    for row in table.rows(&mut problems) {
        let words = row.cell(1).split_whitespace().map(SmolStr::new);
        found.entry(row.cell(0).into()).or_default().extend(words);
    }
    problems.or(found)
}

/// `light-verbs.tsv`: verbs that only carry an event noun.
pub(super) fn light_verbs(files: &Files) -> Result<Map<SmolStr, Vec<LightVerb>>, Problems> {
    let columns = ["lemma", "slot", "subject", "told_as", "example"];
    let table = Table::read(files, "lexicon/en/light-verbs.tsv", &columns)?;
    let mut problems = Problems::default();
    let mut found: Map<SmolStr, Vec<LightVerb>> = Map::default();
    for row in table.rows(&mut problems) {
        let Ok(slot) = row.cell(1).parse::<Slot>() else {
            problems.0.push(row.problem(SLOTS, &format!("`{}`", row.cell(1))));
            continue;
        };
        let subject = match row.cell(2) {
            "actor" => SubjectRole::Actor,
            "recipient" => SubjectRole::Recipient,
            "noun" => SubjectRole::Noun,
            other => {
                problems.0.push(row.problem("`actor`, `recipient` or `noun`", &format!("`{other}`")));
                continue;
            }
        };
        let told_as = row.code::<Status>(3, "a status or nothing", &mut problems);
        for lemma in row.cell(0).split_whitespace() {
            found.entry(lemma.into()).or_default().push(LightVerb { slot: slot.clone(), subject, told_as });
        }
    }
    problems.or(found)
}

/// The frames of one file.
pub(super) fn frames(files: &Files, name: &str, classes: &Classes) -> Result<Vec<Frame>, Problems> {
    let text = files.text(name)?;
    let stem = name.rsplit('/').next().and_then(|n| n.strip_suffix(".frames")).unwrap_or(name);
    let mut reader = Reader { name, classes, problems: Problems::default(), frames: Vec::new() };
    for (i, line) in text.lines().enumerate() {
        reader.line(stem, i + 1, line);
    }
    reader.check();
    reader.problems.or(reader.frames)
}

struct Reader<'a> {
    name: &'a str,
    classes: &'a Classes,
    problems: Problems,
    frames: Vec<Frame>,
}

impl Reader<'_> {
    fn problem(&mut self, line: usize, expected: &str, found: &str) {
        self.problems.0.push(Problem::new(self.name, line, expected, &format!("`{found}`")));
    }

    fn line(&mut self, stem: &str, number: usize, line: &str) {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            return;
        }
        let (key, rest) = trimmed.split_once(char::is_whitespace).unwrap_or((trimmed, ""));
        if matches!(key, "+" | "-" | "~") {
            return self.example(number, key, rest.trim());
        }
        let rest = rest.split(" #").next().unwrap_or("").trim();
        if key == "frame" {
            if self.frames.iter().any(|f| f.id.ends_with(&format!("/{rest}"))) {
                self.problem(number, "a name that no other frame of this file has", rest);
            }
            let id = SmolStr::new(format!("{stem}/{rest}"));
            self.frames.push(Frame { id, file: self.name.to_owned(), line: number, ..Frame::default() });
        } else if let Some(mut frame) = self.frames.pop() {
            self.field(&mut frame, number, key, rest);
            self.frames.push(frame);
        } else {
            self.problem(number, "`frame NAME` first", trimmed);
        }
    }

    fn field(&mut self, frame: &mut Frame, number: usize, key: &str, rest: &str) {
        match key {
            "lemma" => self.triggers(frame, TriggerPos::Verb, number, rest),
            "noun" => self.triggers(frame, TriggerPos::Noun, number, rest),
            "adj" => self.triggers(frame, TriggerPos::Adjective, number, rest),
            "event" => self.event(frame, number, rest),
            "context" => {
                for word in rest.split_whitespace() {
                    match word.parse() {
                        Ok(context) => frame.contexts.push(context),
                        Err(_) => self.problem(number, "a context of PLOVER", word),
                    }
                }
            }
            "cameo" => frame.cameo = rest.into(),
            "actor" => frame.actors.push(self.slots(number, rest)),
            "recipient" => frame.recipients.push(self.slots(number, rest)),
            "symmetric" => frame.symmetric = true,
            "also" => frame.also = true,
            "directed" => frame.directed = true,
            "intends" => match rest.parse::<EventType>() {
                Ok(kind) => frame.intends_type = Some(kind),
                Err(_) => frame.intends.extend(self.slots(number, rest)),
            },
            "absorbs" => frame.absorbs.extend(self.slots(number, rest)),
            "status" => match rest.parse() {
                Ok(status) => frame.told_as = Some(status),
                Err(_) => self.problem(number, "planned, denied or uncertain", rest),
            },
            "needs" => self.condition(frame, number, rest, true),
            "not" => self.condition(frame, number, rest, false),
            "from" => frame.from = rest.to_owned(),
            _ => self.problem(
                number,
                "frame, lemma, noun, adj, event, context, cameo, actor, recipient, symmetric, also, directed, intends, absorbs, \
                 status, needs, not, from, +, - or ~",
                key,
            ),
        }
    }

    fn triggers(&mut self, frame: &mut Frame, pos: TriggerPos, number: usize, rest: &str) {
        if rest.is_empty() {
            self.problem(number, "at least one lemma", rest);
        }
        for word in rest.split_whitespace() {
            let trigger = match (word.split_once('_'), pos) {
                (Some((verb, particle)), TriggerPos::Verb) => {
                    Trigger { pos, lemma: verb.into(), partner: Some(particle.into()) }
                }
                (Some((before, noun)), _) => {
                    Trigger { pos, lemma: noun.into(), partner: Some(before.into()) }
                }
                (None, _) => Trigger { pos, lemma: word.into(), partner: None },
            };
            frame.triggers.push(trigger);
            // the treebanks cut at a hyphen: of "sit-in" the noun is "in", behind "sit"
            if let (Some((before, noun)), true) = (word.split_once('-'), pos != TriggerPos::Verb) {
                frame.triggers.push(Trigger { pos, lemma: noun.into(), partner: Some(before.into()) });
            }
        }
    }

    fn event(&mut self, frame: &mut Frame, number: usize, rest: &str) {
        let mut words = rest.split_whitespace();
        let kind = words.next().unwrap_or("");
        match kind.parse() {
            Ok(kind) => frame.event_type = Some(kind),
            Err(_) => self.problem(number, "an event type of PLOVER 2.0", kind),
        }
        for word in words {
            match word.parse() {
                Ok(mode) => frame.modes.push(mode),
                Err(_) => self.problem(number, "a mode of PLOVER 2.0", word),
            }
        }
    }

    fn slots(&mut self, number: usize, rest: &str) -> Vec<Slot> {
        let mut slots = Vec::new();
        for word in rest.split_whitespace() {
            match word.parse::<Slot>() {
                Ok(slot) => slots.push(slot),
                Err(word) => self.problem(number, SLOTS, &word),
            }
        }
        slots
    }

    fn condition(&mut self, frame: &mut Frame, number: usize, rest: &str, wanted: bool) {
        let (slots, items) = rest.split_once(": ").unwrap_or((rest.trim_end_matches(':'), ""));
        let slots = if slots.trim() == "near" { Vec::new() } else { self.slots(number, slots) };
        let mut read = Vec::new();
        for word in items.split_whitespace() {
            match self.items(word) {
                Some(items) => read.extend(items),
                None => self.problem(
                    number,
                    "a lemma, %class of classes.tsv, @actor, @pair, @countries, @person, @place, @money, @clause, @must, @will, @not, @event, @quadN, @TYPE or @SECTOR",
                    word,
                ),
            }
        }
        frame.conditions.push(Condition { slots, items: read, wanted });
    }

    fn items(&self, word: &str) -> Option<Vec<Item>> {
        let partnered = |(before, word): (&str, &str)| Item::Lemma(Some(before.into()), word.into());
        let lemmas = |word: &str| {
            let own = word.rsplit_once('_').map_or_else(|| Item::Lemma(None, word.into()), partnered);
            std::iter::once(own).chain(word.split_once('-').map(partnered)).collect::<Vec<_>>()
        };
        if let Some(class) = word.strip_prefix('%') {
            return Some(self.classes.get(class)?.iter().flat_map(|w| lemmas(w)).collect());
        }
        let Some(kind) = word.strip_prefix('@') else { return Some(lemmas(word)) };
        let item = match kind {
            "actor" => Item::Actor,
            "pair" => Item::Pair,
            "countries" => Item::Countries,
            "person" => Item::Person,
            "name" => Item::Name,
            "place" => Item::Place,
            "money" => Item::Money,
            "event" => Item::Event,
            "clause" => Item::Clause,
            "must" => Item::Modal(Effect::Asked),
            "will" => Item::Modal(Effect::Planned),
            "not" => Item::Negated,
            _ => match (kind.strip_prefix("quad"), kind.parse::<EventType>()) {
                (Some(n), _) => Item::Quad(n.parse().ok().filter(|n| (1..=4).contains(n))?),
                (None, Ok(kind)) => Item::Type(kind),
                (None, Err(_)) => Item::Sector(kind.parse().ok()?),
            },
        };
        Some(vec![item])
    }

    fn example(&mut self, number: usize, key: &str, rest: &str) {
        let kind = match key {
            "+" => ExampleKind::Right,
            "-" => ExampleKind::Not,
            _ => ExampleKind::Wrong,
        };
        let (text, expected) = match rest.split_once("=>") {
            Some((text, expected)) => match Expected::read(expected) {
                Ok(expected) => (text, Some(expected)),
                Err(word) => {
                    return self.problem(
                        number,
                        "TYPE, actor=, recipient=, status=, mode= or intended=",
                        &word,
                    );
                }
            },
            None => (rest, None),
        };
        if expected.is_none() && kind != ExampleKind::Not {
            return self.problem(number, "`=> TYPE actor=…` behind the sentence", rest);
        }
        let example = Example { kind, line: number, text: text.trim().to_owned(), expected };
        match self.frames.last_mut() {
            Some(frame) => frame.examples.push(example),
            None => self.problem(number, "`frame NAME` first", rest),
        }
    }

    /// What every frame must have.
    fn check(&mut self) {
        let mut missing = Vec::new();
        for frame in &self.frames {
            let has = |kind| frame.examples.iter().any(|e| e.kind == kind);
            let checks = [
                (frame.triggers.is_empty(), "`lemma`, `noun` or `adj`"),
                (frame.event_type.is_none(), "`event TYPE`"),
                (frame.actors.is_empty(), "`actor SLOT`"),
                (!has(ExampleKind::Right), "a `+` example"),
                (!has(ExampleKind::Not), "a `-` example"),
                (frame.from.is_empty(), "`from` (where the rule comes from)"),
            ];
            missing.extend(checks.iter().filter(|c| c.0).map(|c| (frame.line, c.1, frame.id.clone())));
        }
        for (line, expected, id) in missing {
            self.problems.0.push(Problem::new(self.name, line, expected, &format!("none in `{id}`")));
        }
    }
}
