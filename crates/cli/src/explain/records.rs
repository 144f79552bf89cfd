//! Events and statements, and what they rest on.

use super::Explained;
use crate::style::{BOLD, DIM, of_quad, of_status, paint};
use crate::table::{one_line, parties, voices, who};
use crate::width::{cut, wrap};
use verbale::document::{By, Certainty, Event as Act, Statement as Saying};
use verbale_record::{Event, Statement};

impl Explained<'_> {
    /// Statements, the inner ones below the outer ones.
    pub(super) fn statements(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let top = self.document.statements.iter().enumerate().filter(|(_, s)| s.within.is_none());
        for (i, _) in top {
            self.add_statement(i, 0, &mut lines);
        }
        lines
    }

    /// A statement and those in its content.
    fn add_statement(&self, at: usize, depth: usize, lines: &mut Vec<String>) {
        let (Some(record), Some(saying)) =
            (self.records.statements.get(at), self.document.statements.get(at))
        else {
            return;
        };
        let indent = "   ".repeat(depth);
        let branch = if depth > 0 { "└─ " } else { "" };
        let head = format!("{}{branch}", "   ".repeat(depth.saturating_sub(1)));
        lines.push(format!("{}{}", paint(DIM, head), speech(record)));
        let content = saying.content.iter().map(|span| self.words(*span)).collect::<Vec<_>>().join(" … ");
        let room = self.width.saturating_sub(6 + indent.len());
        let quoted = wrap(&format!("“{content}”"), room, room, 4);
        lines.extend(quoted.iter().map(|line| format!("{indent}  {line}")));
        lines.push(format!("{indent}  {}", paint(DIM, cut(&self.circumstances(record, saying), room))));
        let inner = self.document.statements.iter().enumerate();
        for (i, _) in inner.filter(|(i, s)| *i > at && s.within.is_some_and(|outer| outer.index() == at)) {
            self.add_statement(i, depth + 1, lines);
        }
    }

    fn circumstances(&self, record: &Statement, saying: &Saying) -> String {
        let mut known = vec![record.style.to_string(), record.cue_type.to_string()];
        known.push(format!("speaker {}", record.stance));
        known.push(format!("outlet {}", record.outlet_stance));
        known.extend(record.date.as_ref().map(|date| format!("on {date}")));
        known.extend(
            record.channel.as_ref().map(|channel| format!("by {} “{}”", channel.kind, channel.words.text)),
        );
        known.extend(record.addressees.first().map(|to| format!("to {}", who(to, true))));
        known.extend(record.origin.as_ref().map(|origin| format!("narrative of {}", who(origin, true))));
        if record.answers.is_some() {
            known.push("answers another".to_owned());
        }
        known.extend(saying.continues.map(|_| "goes on from the one before".to_owned()));
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
        let vouched = format!(
            "{} · {} by who vouches · {} by the outlet",
            certainty.tense, certainty.factuality, certainty.outlet_factuality
        );
        add("certainty", vouched);
        if !record.according_to.is_empty() {
            add("according to", voices(&record.according_to));
        }
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

/// `RUS GOV (Kremlin) said “denied”`.
fn speech(statement: &Statement) -> String {
    let speaker = match &statement.speaker {
        Some(speaker) => who(speaker, true),
        None => format!("{} speaker", statement.speaker_kind),
    };
    let also: String = statement.speakers_also.iter().map(|e| format!(", {}", who(e, true))).collect();
    let cue = statement.cue.as_ref().map_or_else(String::new, |cue| one_line(&cue.text));
    format!("{}{also} {}", paint(BOLD, speaker), paint(DIM, cue))
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
