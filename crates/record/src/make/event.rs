use super::Maker;
use super::party::{Dated, word};
use crate::nouns::{Amount, Because, Count, Event, Voice};
use verbale::document::{Amount as Sum, Certainty, Count as Number, Event as Act, StatementId};

impl Maker<'_> {
    pub(super) fn events(&self) -> Vec<Event> {
        let acts = self.read.events.iter().enumerate();
        acts.map(|(i, act)| self.event(i, act, self.read.certainties.get(i))).collect()
    }

    fn event(&self, i: usize, act: &Act, certainty: Option<&Certainty>) -> Event {
        let at = self.offsets.stretch(act.trigger);
        let sentence = self.read.sentences.get(act.sentence.index());
        let place = act.place.and_then(|id| self.read.places.get(id.index()));
        let ontology = self.recorder.ontology;
        let Dated { date, date_end, date_precision, date_text } = self.dated(act.when.as_ref());
        Event {
            id: self.event_ids[i].clone(),
            document_id: self.document_id.to_owned(),
            sentence: act.sentence.0,
            start: at.start,
            end: at.end,
            text: sentence.map(|s| self.read.slice(s.span).to_owned()).unwrap_or_default(),
            event_type: act.event_type.as_str().into(),
            modes: act.modes.iter().map(|mode| mode.as_str().into()).collect(),
            contexts: act.contexts.iter().map(|context| context.as_str().into()).collect(),
            cameo: Some(act.cameo.clone()).filter(|code| !code.is_empty()),
            quad: act.event_type.quad(),
            goldstein: ontology.goldstein(&act.cameo),
            plover_score: ontology.plover_score(act.event_type, &act.modes),
            actors: self.entities(&act.actors),
            recipients: self.entities(&act.recipients),
            symmetric: act.symmetric,
            date,
            date_end,
            date_precision,
            date_text,
            place: place.map(|place| self.place(place)),
            tense: certainty.map(|c| c.tense.as_str().into()),
            status: certainty.map(|c| c.status.as_str().into()),
            factuality: certainty.map(|c| c.factuality.as_str().into()),
            outlet_factuality: certainty.map(|c| c.outlet_factuality.as_str().into()),
            according_to: certainty.map(|c| self.voices(&c.according_to)).unwrap_or_default(),
            intended_type: act.intended_type.map(|t| t.as_str().into()),
            dead: self.count(act.dead),
            injured: self.count(act.injured),
            arrested: self.count(act.arrested),
            size: self.count(act.size),
            amount: act.amount.as_ref().map(|sum| self.amount(sum)),
            background: act.background,
            link: act.link,
            event_group_id: None,
            because: Some(Because {
                by: act.because.by.as_str().into(),
                second: act.because.second.map(rounded),
                frame: act.because.frame.clone(),
                evidence: act.because.evidence.iter().map(|span| self.offsets.stretch(*span)).collect(),
            }),
            confidence: Some(rounded(act.confidence)),
            version: self.recorder.version.clone(),
        }
    }

    fn voices(&self, chain: &[StatementId]) -> Vec<Voice> {
        let step = |id: &StatementId| {
            let statement = self.read.statements.get(id.index())?;
            Some(Voice {
                statement_id: self.statement_ids[id.index()].clone(),
                speaker: statement.speaker.as_ref().map(|speaker| self.entity(speaker)),
                with: self.entities(&statement.speakers_also),
            })
        };
        chain.iter().filter_map(step).collect()
    }

    fn count(&self, number: Option<Number>) -> Option<Count> {
        let Number { min, max, span } = number?;
        let words = self.offsets.words(span);
        Some(Count { min, max, text: words.text, at: self.offsets.stretch(span) })
    }

    fn amount(&self, sum: &Sum) -> Amount {
        let words = self.offsets.words(sum.span);
        Amount {
            value: sum.value,
            currency: word(sum.currency),
            text: words.text,
            at: self.offsets.stretch(sum.span),
        }
    }
}

/// Three digits: more would be noise, and would differ between machines.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}
