//! Reads the rules that tell page furniture from the report: `residue.tsv`.

use super::{Files, Problem, Problems, Row, Table};
use crate::document::ResidueReason;
use smol_str::{SmolStr, StrExt};
use std::collections::{HashMap, HashSet};

/// All rules for page furniture, with their examples.
#[derive(Debug, Default)]
pub struct ResidueRules {
    pub(crate) rules: Vec<Rule>,
    /// For each word, the rules that need it; a rule needs one of its anchors.
    anchored: HashMap<SmolStr, Vec<usize>>,
    /// The same for rules that begin with their anchor.
    leading: HashMap<SmolStr, Vec<usize>>,
    /// Rules that need no particular word.
    free: Vec<usize>,
    pub(crate) dates: DateWords,
    /// Small words of other languages.
    pub(crate) foreign: HashSet<SmolStr>,
    /// Small words that show a line to be English.
    pub(crate) english: HashSet<SmolStr>,
}

/// The words that dates and clock times are made of.
#[derive(Debug, Default)]
pub(crate) struct DateWords {
    pub months: HashSet<SmolStr>,
    pub days: HashSet<SmolStr>,
    pub zones: HashSet<SmolStr>,
    /// Small words between them: at, of, de.
    pub fillers: HashSet<SmolStr>,
}

/// Where a rule looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// A whole line, or several.
    Line,
    /// A whole line, and the lines without a full stop that follow it directly.
    List,
    /// A whole line in the second half of the text, and all that follows.
    Rest,
    /// What stands in brackets at the end of a line.
    Tail,
    /// A whole line among the first few of the text, or before its first paragraph.
    Top,
    /// A whole line behind the first paragraph: no headline of the report.
    Body,
}

/// One rule: a pattern over the words of a line, why it is residue, and examples.
#[derive(Debug)]
pub(crate) struct Rule {
    pub reason: ResidueReason,
    pub scope: Scope,
    pub pattern: Vec<Element>,
    /// One of these words, in small letters, stands in the first line of every match; empty if none must.
    pub anchors: Vec<SmolStr>,
    pub examples: Vec<String>,
    pub counterexamples: Vec<String>,
    /// The file's line, for problems.
    pub line: usize,
}

/// What one place of a pattern asks for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Element {
    /// One of these words or signs, whatever its capitals.
    Word(Vec<SmolStr>),
    /// One of these words, capitals as written.
    Exact(Vec<SmolStr>),
    /// One of these phrases, perhaps several in a row.
    Phrase(Vec<Vec<SmolStr>>, bool),
    /// These, or nothing.
    Optional(Vec<Element>),
    /// Any words, at most so many.
    Any(usize),
    /// Two to five words with capitals; kept as an author's name if the flag is set.
    Name { least: usize, author: bool },
    /// A number.
    Number,
    /// A clock time, perhaps with its zone.
    Clock,
    /// The line does not end in a full stop, a question mark or an exclamation mark.
    NoStop,
    /// The line does not end in a full stop; it may ask or shout.
    NoFullStop,
    /// A day with its month, with year and clock time if there are some; the flags ask for a clock time, or for one
    /// of both.
    Stamp { clock: bool, year: bool },
    /// The address of a page, of mail, or of somebody on a network; a hashtag.
    Address,
    /// The line is in another language.
    Foreign,
    /// No white space stands here.
    Close,
    /// The next line that is not empty.
    NextLine,
}

const FILE: &str = "lexicon/en/residue.tsv";
const REASONS: [(&str, ResidueReason); 10] = [
    ("byline", ResidueReason::Byline),
    ("share", ResidueReason::Share),
    ("caption", ResidueReason::Caption),
    ("related", ResidueReason::Related),
    ("newsletter", ResidueReason::Newsletter),
    ("cookie", ResidueReason::Cookie),
    ("navigation", ResidueReason::Navigation),
    ("live", ResidueReason::Live),
    ("credit", ResidueReason::Credit),
    ("other", ResidueReason::Other),
];

impl ResidueRules {
    /// Reads the rules.
    ///
    /// # Errors
    /// All problems in the file; a rule without an example, or without a counterexample, is one.
    pub fn read(files: &Files) -> Result<ResidueRules, Problems> {
        let mut problems = Problems::default();
        let table = Table::read(files, FILE, &["reason", "where", "pattern", "+", "-"])?;
        let mut lists = HashMap::new();
        let mut rules = Vec::new();
        for row in table.rows(&mut problems) {
            if row.cell(0) == "list" {
                lists.insert(SmolStr::from(row.cell(1)), phrases(row.cell(2)));
                continue;
            }
            match read_rule(&row, &lists) {
                Ok(rule) => rules.push(rule),
                Err(problem) => problems.0.push(problem),
            }
        }
        let mut anchored: HashMap<SmolStr, Vec<usize>> = HashMap::new();
        let mut leading: HashMap<SmolStr, Vec<usize>> = HashMap::new();
        for (i, rule) in rules.iter().enumerate() {
            let first = find_anchors(&rule.pattern[..rule.pattern.len().min(1)]);
            let begins = !first.is_empty();
            let (map, anchors) = if begins { (&mut leading, &first) } else { (&mut anchored, &rule.anchors) };
            for anchor in anchors {
                map.entry(anchor.clone()).or_default().push(i);
            }
        }
        let free = (0..rules.len()).filter(|i| rules[*i].anchors.is_empty()).collect();
        let dates = DateWords {
            months: first_words(&lists, "MONTH"),
            days: first_words(&lists, "DAY"),
            zones: first_words(&lists, "ZONE"),
            fillers: first_words(&lists, "AT"),
        };
        let foreign = first_words(&lists, "FOREIGN");
        let english = first_words(&lists, "ENGLISH");
        problems.or(ResidueRules { rules, anchored, leading, free, dates, foreign, english })
    }

    /// The rules that a line could satisfy, in the order of the file: its first word with the signs before it, and all its words.
    pub(crate) fn candidates<'w>(
        &self,
        first: impl Iterator<Item = &'w SmolStr>,
        words: impl Iterator<Item = &'w SmolStr>,
    ) -> Vec<&Rule> {
        let within = words.filter_map(|w| self.anchored.get(w));
        let found = first.filter_map(|w| self.leading.get(w)).chain(within);
        let mut found: Vec<usize> = found.flatten().copied().collect();
        found.extend(&self.free);
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|i| &self.rules[i]).collect()
    }
}

fn first_words(lists: &HashMap<SmolStr, Vec<Vec<SmolStr>>>, name: &str) -> HashSet<SmolStr> {
    lists.get(name).into_iter().flatten().filter_map(|phrase| phrase.first().cloned()).collect()
}

fn phrases(cell: &str) -> Vec<Vec<SmolStr>> {
    let words = |phrase: &str| phrase.split_whitespace().map(|w| w.to_lowercase_smolstr()).collect();
    let mut phrases: Vec<Vec<SmolStr>> =
        cell.split(';').map(words).filter(|p: &Vec<_>| !p.is_empty()).collect();
    // The longest phrase first, so that "follow us" is not read as "follow".
    phrases.sort_by_key(|p| std::cmp::Reverse(p.len()));
    phrases
}

fn read_rule(row: &Row<'_>, lists: &HashMap<SmolStr, Vec<Vec<SmolStr>>>) -> Result<Rule, Problem> {
    let known = REASONS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let reason = REASONS.iter().find(|(name, _)| *name == row.cell(0)).map(|(_, reason)| *reason);
    let reason =
        reason.ok_or_else(|| row.problem(&format!("list, or one of the reasons {known}"), row.cell(0)))?;
    let scope = match row.cell(1) {
        "line" => Scope::Line,
        "list" => Scope::List,
        "rest" => Scope::Rest,
        "tail" => Scope::Tail,
        "top" => Scope::Top,
        "body" => Scope::Body,
        other => return Err(row.problem("line, list, rest, tail, top or body", &format!("`{other}`"))),
    };
    let mut words = row.cell(2).split_whitespace();
    let pattern =
        read_elements(&mut words, lists, false).map_err(|(expected, found)| row.problem(expected, &found))?;
    let examples = |column: usize| {
        let cell = row.cell(column);
        cell.split('¶').map(|e| e.trim().replace('⏎', "\n")).filter(|e| !e.is_empty()).collect::<Vec<_>>()
    };
    let (examples, counterexamples) = (examples(3), examples(4));
    if examples.is_empty() || counterexamples.is_empty() {
        return Err(row.problem("an example and a counterexample", row.cell(2)));
    }
    let anchors = find_anchors(&pattern);
    Ok(Rule { reason, scope, pattern, anchors, examples, counterexamples, line: row.line })
}

type Complaint = (&'static str, String);

fn read_elements<'w>(
    words: &mut impl Iterator<Item = &'w str>,
    lists: &HashMap<SmolStr, Vec<Vec<SmolStr>>>,
    inner: bool,
) -> Result<Vec<Element>, Complaint> {
    let mut elements = Vec::new();
    while let Some(word) = words.next() {
        elements.push(match word {
            "[" => Element::Optional(read_elements(words, lists, true)?),
            "]" if inner => return Ok(elements),
            "]" => return Err(("a `[` before its `]`", "`]`".to_owned())),
            "PERSON" => Element::Name { least: 2, author: true },
            "NAME" => Element::Name { least: 2, author: false },
            "NAME1" => Element::Name { least: 1, author: false },
            "NUM" => Element::Number,
            "TIME" => Element::Clock,
            "!stop" => Element::NoStop,
            "!." => Element::NoFullStop,
            "DATE" => Element::Stamp { clock: false, year: false },
            "FULLDATE" => Element::Stamp { clock: false, year: true },
            "STAMP" => Element::Stamp { clock: true, year: false },
            "ADDRESS" => Element::Address,
            "!english" => Element::Foreign,
            "⏎" => Element::NextLine,
            "_" => Element::Close,
            _ if word.starts_with('=') => {
                Element::Exact(word.split('|').map(|w| w.trim_start_matches('=').into()).collect())
            }
            _ if word.starts_with('…') => Element::Any(word['…'.len_utf8()..].parse().unwrap_or(30)),
            _ if word.starts_with(char::is_uppercase) && !word.contains('|') => {
                let name = word.trim_end_matches('+');
                let Some(list) = lists.get(name) else {
                    return Err(("the name of a list above", format!("`{name}`")));
                };
                Element::Phrase(list.clone(), word.ends_with('+'))
            }
            _ if word == "|" => Element::Word(vec!["|".into()]),
            _ => Element::Word(word.split('|').map(|w| w.to_lowercase_smolstr()).collect()),
        });
    }
    if inner { Err(("a `]`", "the end of the pattern".to_owned())) } else { Ok(elements) }
}

/// The words of the first place that a match cannot do without, else the last sign of that kind; only places in the first
/// line count.
fn find_anchors(pattern: &[Element]) -> Vec<SmolStr> {
    let mut sign = Vec::new();
    for element in pattern.iter().take_while(|e| **e != Element::NextLine) {
        match element {
            Element::Word(words) if words.iter().all(|w| w.starts_with(char::is_alphanumeric)) => {
                return words.clone();
            }
            Element::Word(words) => sign = words.clone(),
            Element::Exact(words) => return words.iter().map(|w| w.to_lowercase_smolstr()).collect(),
            Element::Phrase(phrases, _) => {
                return phrases.iter().filter_map(|p| p.first().cloned()).collect();
            }
            _ => {}
        }
    }
    sign
}
