//! Events and statements, and what they rest on.

use super::Explained;
use crate::speech::{self, Nested};
use crate::style::{BOLD, DIM, of_quad, of_status, paint};
use crate::table::{one_line, parties, voices};
use crate::width::{cut, wrap};
use verbale::document::{By, Certainty, Event as Act, Factuality, Statement as Saying};
use verbale::lexicon::Factivity;
use verbale_record::{Event, Statement, Voice};

/// Deeper statements are drawn at this depth.
const MAX_DEPTH: usize = 6;

impl Explained<'_> {
    /// Each statement with the events that it tells, inner ones below outer ones: who stands inside whose words.
    pub(super) fn statements(&self) -> Vec<String> {
        let nested = speech::nest(&self.records.statements);
        nested.iter().flat_map(|nested| self.saying(*nested)).collect()
    }

    fn saying(&self, Nested { at, depth }: Nested) -> Vec<String> {
        let statements = &self.records.statements;
        let (Some(record), Some(saying)) = (statements.get(at), self.document.statements.get(at)) else {
            return Vec::new();
        };
        let indent = "     ".repeat(depth.min(MAX_DEPTH));
        let branch = match indent.len() {
            0 => String::new(),
            long => format!("{}└─ ", &indent[3..long]),
        };
        let room = self.width.saturating_sub(6 + indent.len());
        let mut lines = vec![format!(
            "{}{}",
            paint(DIM, branch),
            speech::heading(statements, at, room.saturating_sub(2))
        )];
        let content = wrap(&speech::content(record), room, room, 4);
        lines.extend(content.iter().map(|line| format!("{indent}    {line}")));
        lines.push(format!("{indent}    {}", paint(DIM, cut(&self.kind_of(record, saying), room))));
        for event in self.records.events.iter().filter(|e| is_told_in(e, record)) {
            let told = format!("{} {}", event.event_type, parties(event, room / 2));
            let status = event.status.as_deref().unwrap_or("");
            lines.push(format!(
                "{indent}    ↳ {} {}",
                cut(&told, room / 2 + 18),
                paint(of_status(status), status)
            ));
        }
        lines
    }

    /// What sort of statement it is, and what its cue says of the content.
    fn kind_of(&self, record: &Statement, saying: &Saying) -> String {
        let mut known = vec![record.style.to_string(), record.cue_type.to_string()];
        let attribution = self.document.attributions.get(saying.attribution.index());
        let cue =
            attribution.and_then(|a| a.cue_entry).and_then(|entry| self.language.lexicon.cues.get(entry));
        known.extend(cue.map(|cue| format!("content {}: {}", cue.factivity, in_words(cue.factivity))));
        known.push(format!("speaker {}", record.stance));
        known.push(format!("outlet {}", record.outlet_stance));
        known.join(" · ")
    }

    /// Events, why they were coded, and how certain they are.
    pub(super) fn events(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let acts = self.document.events.iter().zip(&self.document.certainties);
        for (record, (act, certainty)) in self.records.events.iter().zip(acts) {
            lines.extend(self.event(record, act, certainty));
        }
        lines
    }

    fn event(&self, record: &Event, act: &Act, certainty: &Certainty) -> Vec<String> {
        let kind =
            [&record.event_type].into_iter().chain(&record.modes).map(|w| w.as_str()).collect::<Vec<_>>();
        let status = record.status.as_deref().unwrap_or("");
        let kind = paint(of_quad(record.quad), kind.join(" "));
        let mut lines = vec![format!(
            "{kind}  {}  {}",
            paint(BOLD, parties(record, self.width / 2)),
            paint(of_status(status), status)
        )];
        let mut add = |label: &str, text: String| {
            let text = cut(&text, self.width.saturating_sub(18));
            lines.push(format!("  {} {text}", paint(DIM, format!("{label:<12}"))));
        };
        add("because", self.because(act));
        let coded = [
            record.cameo.as_ref().map(|code| format!("CAMEO {code}")),
            Some(format!("quad {}", record.quad)),
            record.goldstein.map(|score| format!("Goldstein {score}")),
            record.plover_score.map(|score| format!("PLOVER {score}")),
            record.intended_type.as_ref().map(|t| format!("intends {t}")),
            Some(format!("confidence {:.2}", act.confidence)),
        ];
        add("coded", coded.into_iter().flatten().collect::<Vec<_>>().join(" · "));
        add("voices", self.voices(record));
        let outlet = format!("{} for the outlet", certain(certainty.outlet_factuality));
        let vouched = match record.according_to.last() {
            Some(_) => format!("{} for the last voice · {outlet}", certain(certainty.factuality)),
            None => outlet,
        };
        add("certainty", format!("{} · {vouched}", certainty.tense));
        if let Some(when) = when(record) {
            add("when", when);
        }
        if let Some(place) = &record.place {
            add("where", format!("{} “{}”", place.name, place.words.text));
        }
        let counts = counts(record);
        if !counts.is_empty() {
            add("numbers", counts.join(" · "));
        }
        if !record.contexts.is_empty() {
            add("contexts", record.contexts.join(", "));
        }
        if record.background {
            add("background", "told in passing".to_owned());
        }
        lines
    }

    /// The chain of those who vouch, outermost first: the outlet, whom it cites, whom they cite.
    fn voices(&self, record: &Event) -> String {
        let statements = &self.records.statements;
        let step = |voice: &Voice| match statements.iter().position(|s| s.id == voice.statement_id) {
            Some(at) => speech::voices(statements, &[at]),
            None => voices(std::slice::from_ref(voice)),
        };
        let outlet = if record.according_to.is_empty() { "the outlet itself" } else { "the outlet" };
        let chain = std::iter::once(outlet.to_owned()).chain(record.according_to.iter().map(step));
        chain.collect::<Vec<_>>().join(" › ")
    }

    /// The frame, and the words it fired on.
    fn because(&self, act: &Act) -> String {
        let words = act.because.evidence.iter().map(|span| format!("“{}”", self.words(*span)));
        let second = act.because.second.map_or_else(String::new, |p| match act.because.by {
            By::Frame => format!(" · second opinion {p:.2}"),
            By::Model => format!(" · no frame, second opinion {p:.2}"),
            By::Both => format!(" · frames of two types, second opinion {p:.2}"),
        });
        format!("{} on {}{second}", act.because.frame, words.collect::<Vec<_>>().join(", "))
    }
}

/// The statement is the last voice of the event.
fn is_told_in(event: &Event, statement: &Statement) -> bool {
    event.according_to.last().is_some_and(|voice| voice.statement_id == statement.id)
}

/// How far a content is so, by its cue.
fn in_words(factivity: Factivity) -> &'static str {
    match factivity {
        Factivity::Factive => "taken for true",
        Factivity::Neutral => "the speaker's word",
        Factivity::Claim => "the outlet does not vouch",
        Factivity::Hedged => "the speaker is unsure",
        Factivity::Counter => "not so",
        Factivity::Open => "not so yet",
    }
}

/// FactBank's values in words.
fn certain(value: Factuality) -> String {
    let words = match value {
        Factuality::CtPlus => "certainly so",
        Factuality::PrPlus => "probably so",
        Factuality::PsPlus => "possibly so",
        Factuality::CtMinus => "certainly not so",
        Factuality::PrMinus => "probably not so",
        Factuality::PsMinus => "possibly not so",
        Factuality::Uu => "open",
    };
    format!("{words} ({value})")
}

fn when(record: &Event) -> Option<String> {
    let days = match (&record.date, &record.date_end) {
        (Some(date), Some(end)) if date != end => format!("{date} to {end}"),
        (Some(date), _) => date.to_string(),
        (None, Some(end)) => format!("until {end}"),
        (None, None) => return None,
    };
    let precision = record.date_precision.as_deref().unwrap_or("");
    let words =
        record.date_text.as_deref().map_or_else(String::new, |words| format!(" “{}”", one_line(words)));
    Some(format!("{days} ({precision}){words}"))
}

fn counts(record: &Event) -> Vec<String> {
    let named = [
        ("dead", &record.dead),
        ("injured", &record.injured),
        ("arrested", &record.arrested),
        ("took part", &record.size),
    ];
    let people = named.into_iter().filter_map(|(what, count)| {
        let count = count.as_ref()?;
        let number = match count.max {
            Some(max) if max == count.min => format!("{max}"),
            Some(max) => format!("{} to {max}", count.min),
            None => format!("at least {}", count.min),
        };
        Some(format!("{what} {number}"))
    });
    let money = record.amount.as_ref().map(|sum| format!("{} {}", sum.value, sum.currency));
    people.chain(money).collect()
}
