//! Manners of speaking: nobody storms a chart, wages a price war, or retreats to fourth place.

use super::super::Finder;
use super::super::roles::Anchor;
use crate::document::{Deprel, EventType, TokenId, Upos};
use crate::lexicon::frames::{Frame, Slot};

impl Finder<'_, '_> {
    /// "Declared war on waste", "stormed the charts": an assault has somebody or something that can be hit.
    pub(super) fn check_material(&self, frame: &Frame, anchor: Anchor) -> Result<(), String> {
        use EventType::{Assault, Coerce, Mobilize, Retreat, Threaten};
        let prepositions: &[&str] = match frame.event_type {
            Some(Assault | Coerce | Mobilize | Threaten) => &["on", "against", "at"],
            Some(Retreat) => &["to", "into"],
            _ => return Ok(()),
        };
        let oblique = Slot::Obl(prepositions.iter().map(|p| (*p).into()).collect());
        let mut targets: Vec<TokenId> = self.roles.fillers(anchor, &oblique);
        if frame.event_type != Some(Retreat) {
            targets.extend(self.roles.fillers(anchor, &Slot::Obj));
        }
        let syntax = self.syntax;
        // "raised the alert for sandstorms", "a warning of ice"
        let is_nature = |t: TokenId| syntax.upos(t) == Upos::Noun && self.topics.is_of_nature(syntax, t);
        let of_nature = |t: TokenId| syntax.children_by(t, Deprel::Nmod).chain([t]).any(is_nature);
        let warning = matches!(frame.event_type, Some(Mobilize | Threaten));
        if warning && targets.iter().chain([&anchor.word]).any(|t| of_nature(*t)) {
            return Err("nobody's doing".to_owned());
        }
        // "a price offensive"
        let mut kinds = syntax.children_by(anchor.word, Deprel::Compound);
        let noun = syntax.upos(anchor.word) == Upos::Noun;
        let manner = noun && kinds.any(|t| self.topics.is_immaterial(syntax, t));
        if manner || targets.into_iter().any(|t| self.topics.is_immaterial(syntax, t)) {
            return Err("a manner of speaking".to_owned());
        }
        Ok(())
    }

    /// "The Danish attack of 1361": what no newspaper of the telegraph age reported is told for its own sake.
    pub(super) fn check_not_long_ago(&self, anchor: Anchor) -> Result<(), String> {
        let syntax = self.syntax;
        let is_year = |t: TokenId| {
            let old = syntax.form(t).parse::<u16>().is_ok_and(|year| (1000..1900).contains(&year));
            let dated = matches!(syntax.deprel(t), Deprel::Nmod | Deprel::Obl | Deprel::NmodDesc);
            old && dated && syntax.case(t).is_some_and(|case| self.frames.class_has("of_year", &case))
        };
        let words = [anchor.word, anchor.clause()];
        match words.iter().any(|word| syntax.children(*word).iter().any(|t| is_year(*t))) {
            true => Err("long ago".to_owned()),
            false => Ok(()),
        }
    }
}
