//! A statement in a line: who, to whom, the cue, through what, and how it stands to others.

use crate::style::{BOLD, DIM, paint};
use crate::table::{one_line, who};
use crate::width::{cut, width_of};
use verbale_record::{Entity, Statement};

/// A statement's place in the list, and how many statements it stands inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nested {
    pub at: usize,
    pub depth: usize,
}

/// All statements of a report, each followed by those that stand inside it.
pub fn nest(statements: &[Statement]) -> Vec<Nested> {
    let listed = |id: &str| statements.iter().any(|s| s.id == id);
    let mut found = Vec::with_capacity(statements.len());
    for (at, statement) in statements.iter().enumerate() {
        if !statement.within.as_deref().is_some_and(listed) {
            add(statements, Nested { at, depth: 0 }, &mut found);
        }
    }
    found
}

fn add(statements: &[Statement], nested: Nested, found: &mut Vec<Nested>) {
    // What stood inside itself would never end.
    if found.iter().any(|other| other.at == nested.at) {
        return;
    }
    found.push(nested);
    let id = statements[nested.at].id.as_str();
    for (at, _) in statements.iter().enumerate().filter(|(_, s)| s.within.as_deref() == Some(id)) {
        add(statements, Nested { at, depth: nested.depth + 1 }, found);
    }
}

/// The statements around one, outermost first.
pub fn around(statements: &[Statement], at: usize) -> Vec<usize> {
    let outer = |at: &usize| {
        let id = statements[*at].within.as_deref()?;
        statements.iter().position(|s| s.id == id)
    };
    let mut chain: Vec<usize> = std::iter::successors(outer(&at), outer).take(statements.len()).collect();
    chain.reverse();
    chain
}

/// `KEN GOV (William Ruto) said › UGA GOV (Yoweri Museveni) told`: a chain of voices, outermost first.
pub fn voices(statements: &[Statement], chain: &[usize]) -> String {
    let voice = |at: &usize| format!("{} {}", speaker(&statements[*at]), cue(&statements[*at]));
    chain.iter().map(voice).collect::<Vec<_>>().join(" › ")
}

/// `RUS GOV (Kremlin)`, with those who speak with it.
pub fn speaker(statement: &Statement) -> String {
    let first = match &statement.speaker {
        Some(speaker) => who(speaker, true),
        None if statement.speaker_kind == "outlet" => "the outlet".to_owned(),
        None => "somebody".to_owned(),
    };
    std::iter::once(first)
        .chain(statement.speakers_also.iter().map(|e| who(e, true)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The words that show that it was said: `told`; `went on` where a quotation goes on without any.
pub fn cue(statement: &Statement) -> String {
    match &statement.cue {
        Some(cue) => one_line(&cue.text),
        None if statement.continues.is_some() => "went on".to_owned(),
        None => statement.cue_type.to_string(),
    }
}

/// The words said, in quotation marks if they are quoted.
pub fn content(statement: &Statement) -> String {
    let words = statement.content.iter().map(|words| one_line(&words.text)).collect::<Vec<_>>().join(" … ");
    if statement.style == "direct" { format!("“{words}”") } else { words }
}

/// `2 ERI (Eritrea) → ETH (Ethiopia) · accused · outlet doubts · answers 1`, cut to a width.
pub fn heading(statements: &[Statement], at: usize, width: usize) -> String {
    let statement = &statements[at];
    let number = format!("{} ", at + 1);
    let mut parties = speaker(statement);
    if !statement.addressees.is_empty() {
        parties = format!("{parties} → {}", entities(&statement.addressees));
    }
    let parties = cut(&parties, width.saturating_sub(width_of(&number)));
    let mut known = vec![cue(statement)];
    known.extend(circumstances(statements, statement));
    let room = width.saturating_sub(width_of(&number) + width_of(&parties));
    let known = cut(&format!(" · {}", known.join(" · ")), room);
    format!("{}{}{}", paint(DIM, number), paint(BOLD, parties), paint(DIM, known))
}

/// Through what, when, how speaker and outlet stand to it, and which statement it answers or goes on from.
fn circumstances(statements: &[Statement], statement: &Statement) -> Vec<String> {
    let mut known = Vec::new();
    known.extend(statement.channel.as_ref().map(|way| format!("through “{}”", one_line(&way.words.text))));
    let told = statement.date_precision.as_deref().is_some_and(|p| p != "document");
    known.extend(statement.date.as_ref().filter(|_| told).map(ToString::to_string));
    known.extend(statement.origin.as_ref().map(|origin| format!("narrative of {}", who(origin, true))));
    match statement.stance.as_str() {
        "denies" if statement.cue_type != "deny" => known.push("speaker denies it".to_owned()),
        "relays" => known.push("speaker passes it on".to_owned()),
        _ => {}
    }
    if statement.outlet_stance != "neutral" {
        known.push(format!("outlet {} it", statement.outlet_stance));
    }
    known.extend(number_of(statements, statement.answers.as_deref()).map(|n| format!("answers {n}")));
    known.extend(number_of(statements, statement.continues.as_deref()).map(|n| format!("goes on from {n}")));
    known
}

/// Statements are numbered from 1 in each report.
fn number_of(statements: &[Statement], id: Option<&str>) -> Option<usize> {
    let id = id?;
    statements.iter().position(|s| s.id == id).map(|at| at + 1)
}

fn entities(entities: &[Entity]) -> String {
    entities.iter().map(|e| who(e, true)).collect::<Vec<_>>().join(", ")
}

/// Whose statements are wanted: codes (`RUS`, `RUS GOV`), or a part of a name or of the words of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedSpeaker(String);

impl std::str::FromStr for WantedSpeaker {
    type Err = String;

    fn from_str(words: &str) -> Result<WantedSpeaker, String> {
        match words.trim() {
            "" => Err("expected a country such as RUS, or a name, but found nothing".to_owned()),
            words => Ok(WantedSpeaker(words.to_owned())),
        }
    }
}

impl WantedSpeaker {
    /// One of those who made the statement is meant.
    pub fn is_of(&self, statement: &Statement) -> bool {
        statement.speaker.iter().chain(&statement.speakers_also).any(|entity| self.is(entity))
    }

    fn is(&self, entity: &Entity) -> bool {
        let codes: Vec<&str> =
            entity.country.iter().chain(&entity.sectors).map(|code| code.as_str()).collect();
        if self.0.split_whitespace().all(|code| codes.contains(&code)) {
            return true;
        }
        // Capitals alone are an acronym: "MAR" is no part of "Omar".
        let exact = !self.0.contains(char::is_lowercase);
        let mut known =
            [entity.name.as_deref(), entity.text.as_deref(), entity.office.as_deref()].into_iter().flatten();
        known.any(|words| {
            let words = one_line(words);
            if exact {
                words.contains(&self.0)
            } else {
                words.to_lowercase().contains(&self.0.to_lowercase())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(id: &str, within: Option<&str>) -> Statement {
        Statement { id: id.to_owned(), within: within.map(ToOwned::to_owned), ..Statement::default() }
    }

    #[test]
    fn inner_statements_follow_the_outer_one_wherever_they_stand() {
        let list = [
            statement("inner", Some("outer")),
            statement("outer", None),
            statement("lost", Some("elsewhere")),
        ];
        let found: Vec<_> = nest(&list).into_iter().map(|n| (n.at, n.depth)).collect();
        assert_eq!(found, [(1, 0), (0, 1), (2, 0)]);
    }

    #[test]
    fn a_speaker_is_wanted_by_codes_or_by_name() {
        let entity = Entity {
            country: Some("RUS".into()),
            sectors: vec!["GOV".into()],
            name: Some("Sergey Lavrov".into()),
            ..Entity::default()
        };
        let of = |words: &str| words.parse::<WantedSpeaker>().is_ok_and(|wanted| wanted.is(&entity));
        assert!(["RUS", "RUS GOV", "lavrov"].into_iter().all(of));
        assert!(!["RUS MIL", "LAV", "UKR", ""].into_iter().any(of));
    }
}
