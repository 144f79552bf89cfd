use super::{Files, Problem, Problems, Row, Table};
use crate::document::{Context, EventType, Mode};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A CAMEO code: where it goes in PLOVER, and how far it pulls two states together or apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Cameo {
    /// The code, a string: `0334`.
    pub code: SmolStr,
    /// The PLOVER type it goes to.
    pub event_type: EventType,
    /// The mode it goes to.
    pub mode: Option<Mode>,
    /// What it says the act is about.
    pub contexts: Vec<Context>,
    /// Goldstein's value in the table that ICEWS publishes; absent for a code it does not value.
    pub goldstein: Option<f64>,
    /// In our words.
    pub means: SmolStr,
}

/// PLOVER's types and modes with their scores, and CAMEO's codes with theirs.
///
/// ```
/// use verbale::document::{EventType, Mode};
/// let ontology = verbale::try_english()?.language().lexicon.ontology.clone();
/// assert!(ontology.allows(EventType::Consult, Mode::Phone));
/// assert_eq!(ontology.plover_score(EventType::Consult, &[Mode::Phone]), Some(1.5));
/// assert_eq!(ontology.goldstein("0331"), Some(5.2));
/// # Ok::<(), &'static verbale::lexicon::Problems>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Ontology {
    types: BTreeMap<(EventType, Option<Mode>), Option<f64>>,
    cameo: BTreeMap<SmolStr, Cameo>,
}

impl Ontology {
    /// Reads `data/ontology`.
    ///
    /// # Errors
    /// All problems of both tables.
    pub fn read(files: &Files) -> Result<Ontology, Problems> {
        let mut problems = Problems::default();
        let types = problems.keep(read_types(files));
        let cameo = problems.keep(read_cameo(files, &types));
        problems.or(Ontology { types, cameo })
    }

    /// Whether a type has a mode.
    pub fn allows(&self, event_type: EventType, mode: Mode) -> bool {
        self.types.contains_key(&(event_type, Some(mode)))
    }

    /// The modes of a type.
    pub fn modes(&self, event_type: EventType) -> impl Iterator<Item = Mode> + '_ {
        self.types.keys().filter(move |(t, _)| *t == event_type).filter_map(|(_, mode)| *mode)
    }

    /// PLOVER's score of an act, -10 to +10. Of several modes the one farthest from nought counts.
    pub fn plover_score(&self, event_type: EventType, modes: &[Mode]) -> Option<f64> {
        let score = |mode: Option<Mode>| self.types.get(&(event_type, mode)).copied().flatten();
        let of_modes = modes.iter().filter_map(|mode| score(Some(*mode)));
        of_modes.max_by(|a, b| a.abs().total_cmp(&b.abs())).or_else(|| score(None))
    }

    /// What is known about a CAMEO code; a root of two digits ("03") is the same as its first code ("030").
    pub fn cameo(&self, code: &str) -> Option<&Cameo> {
        match code.len() {
            2 => self.cameo.get(format!("{code}0").as_str()),
            _ => self.cameo.get(code),
        }
    }

    /// Goldstein's value of a CAMEO code, as ICEWS publishes it.
    pub fn goldstein(&self, code: &str) -> Option<f64> {
        self.cameo(code)?.goldstein
    }
}

type Types = BTreeMap<(EventType, Option<Mode>), Option<f64>>;

fn read_types(files: &Files) -> Result<Types, Problems> {
    let table = Table::read(files, "ontology/plover.tsv", &["event_type", "mode", "quad", "score", "means"])?;
    let mut problems = Problems::default();
    let mut types = Types::new();
    for row in table.rows(&mut problems) {
        let Some(event_type) = row.code(0, "an event type", &mut problems) else { continue };
        let mode = row.code(1, "a mode", &mut problems);
        let event_type: EventType = event_type;
        if row.cell(2) != event_type.quad().to_string() {
            problems
                .0
                .push(row.problem(&format!("quad {}", event_type.quad()), &format!("`{}`", row.cell(2))));
        }
        let score = read_number(&row, 3, &mut problems);
        types.insert((event_type, mode), score);
    }
    for event_type in EventType::ALL {
        if !types.contains_key(&(*event_type, None)) {
            problems.0.push(Problem::new(
                "ontology/plover.tsv",
                0,
                &format!("a row for {event_type}"),
                "none",
            ));
        }
    }
    problems.or(types)
}

fn read_cameo(files: &Files, types: &Types) -> Result<BTreeMap<SmolStr, Cameo>, Problems> {
    let columns = ["code", "event_type", "mode", "contexts", "goldstein", "means"];
    let table = Table::read(files, "ontology/cameo.tsv", &columns)?;
    let mut problems = Problems::default();
    let mut codes = BTreeMap::new();
    for row in table.rows(&mut problems) {
        let code = SmolStr::new(row.cell(0));
        if !(3..=4).contains(&code.len()) || !code.bytes().all(|b| b.is_ascii_digit()) {
            problems.0.push(row.problem("a code of three or four digits", &format!("`{code}`")));
        }
        let Some(event_type) = row.code(1, "an event type", &mut problems) else { continue };
        let mode = row.code(2, "a mode", &mut problems);
        if mode.is_some() && !types.is_empty() && !types.contains_key(&(event_type, mode)) {
            problems.0.push(row.problem(&format!("a mode of {event_type}"), &format!("`{}`", row.cell(2))));
        }
        let contexts = read_contexts(&row, &mut problems);
        let goldstein = read_number(&row, 4, &mut problems);
        let means = row.cell(5).into();
        let cameo = Cameo { code: code.clone(), event_type, mode, contexts, goldstein, means };
        if codes.insert(code, cameo).is_some() {
            problems.0.push(row.problem("each code once", &format!("`{}` again", row.cell(0))));
        }
    }
    problems.or(codes)
}

fn read_contexts(row: &Row<'_>, problems: &mut Problems) -> Vec<Context> {
    let mut contexts = Vec::new();
    for word in row.list(3) {
        match word.parse() {
            Ok(context) => contexts.push(context),
            Err(_) => problems.0.push(row.problem("a context", &format!("`{word}`"))),
        }
    }
    contexts
}

fn read_number(row: &Row<'_>, column: usize, problems: &mut Problems) -> Option<f64> {
    let cell = row.cell(column);
    if cell.is_empty() {
        return None;
    }
    let read = cell.parse().ok();
    if read.is_none() {
        problems.0.push(row.problem("a number", &format!("`{cell}`")));
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ontology() -> Ontology {
        Ontology::read(&Files::own()).expect("the project's own tables")
    }

    #[test]
    fn every_type_has_a_score() {
        let ontology = ontology();
        for event_type in EventType::ALL {
            assert!(ontology.plover_score(*event_type, &[]).is_some(), "{event_type}");
        }
    }

    #[test]
    fn every_mode_belongs_to_a_type() {
        let ontology = ontology();
        for mode in Mode::ALL {
            assert!(EventType::ALL.iter().any(|t| ontology.allows(*t, *mode)), "{mode}");
        }
    }

    #[test]
    fn of_several_modes_the_strongest_counts() {
        let modes = [Mode::Beat, Mode::Firearms];
        assert_eq!(ontology().plover_score(EventType::Assault, &modes), Some(-9.0));
    }

    #[test]
    fn a_mode_without_a_score_takes_its_types() {
        assert_eq!(ontology().plover_score(EventType::Protest, &[Mode::Vandalize]), Some(-5.0));
    }

    #[test]
    fn a_root_is_its_first_code() {
        let ontology = ontology();
        assert_eq!(ontology.goldstein("19"), ontology.goldstein("190"));
        assert_eq!(ontology.goldstein("1214"), None);
    }
}
