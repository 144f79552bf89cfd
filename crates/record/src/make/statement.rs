use super::Maker;
use super::party::Dated;
use crate::nouns::{Channel, Statement};
use verbale::document::{Channel as Way, EventId, Statement as Saying, StatementId};

impl Maker<'_> {
    pub(super) fn statements(&self) -> Vec<Statement> {
        self.read.statements.iter().enumerate().map(|(i, saying)| self.statement(i, saying)).collect()
    }

    fn statement(&self, i: usize, saying: &Saying) -> Statement {
        let at = self.offsets.stretch(saying.span);
        let Dated { date, date_end, date_precision, date_text } = self.dated(saying.when.as_ref());
        Statement {
            id: self.statement_ids[i].clone(),
            document_id: self.document_id.to_owned(),
            sentence: saying.sentence.0,
            start: at.start,
            end: at.end,
            style: saying.style.as_str().into(),
            speaker: saying.speaker.as_ref().map(|speaker| self.entity(speaker)),
            speaker_kind: saying.speaker_kind.as_str().into(),
            cue: saying.cue.map(|span| self.offsets.words(span)),
            speakers_also: self.entities(&saying.speakers_also),
            cue_type: saying.cue_type.as_str().into(),
            content: saying.content.iter().map(|span| self.offsets.words(*span)).collect(),
            addressees: self.entities(&saying.addressees),
            channel: saying.channel.as_ref().map(|way| self.channel(way)),
            origin: saying.origin.as_ref().map(|origin| self.entity(origin)),
            within: self.statement_id(saying.within),
            continues: self.statement_id(saying.continues),
            date,
            date_end,
            date_precision,
            date_text,
            stance: saying.stance.as_str().into(),
            outlet_stance: saying.outlet_stance.as_str().into(),
            answers: self.statement_id(saying.answers),
            event_ids: saying.events.iter().filter_map(|id| self.event_id(*id)).collect(),
            narrative_id: None,
            version: self.recorder.version.clone(),
        }
    }

    fn channel(&self, way: &Way) -> Channel {
        Channel {
            words: self.offsets.words(way.span),
            kind: way.kind.as_str().into(),
            entity: way.entity.as_ref().map(|entity| self.entity(entity)),
        }
    }

    fn statement_id(&self, id: Option<StatementId>) -> Option<String> {
        self.statement_ids.get(id?.index()).cloned()
    }

    fn event_id(&self, id: EventId) -> Option<String> {
        self.event_ids.get(id.index()).cloned()
    }
}
