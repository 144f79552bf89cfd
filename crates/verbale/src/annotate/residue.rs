//! Finds page furniture inside a text.

mod pattern;
mod read;

use crate::document::{About, Residue, ResidueReason, Span};
use crate::lexicon::{Lexicon, Problem, Rule, Scope};
use pattern::match_rule;
use read::{Line, read_lines};

/// Marks what belongs to the page and not to the report: whole lines, or a bracket at the end of one.
///
/// The rules are data (`residue.tsv`) and cautious: what could be news is left alone.
///
/// ```
/// let text = "Rain fell in Bern.\nShare this article\nThe council met.";
/// let doc = verbale::english().annotate(text);
/// assert_eq!(doc.slice(doc.residue[0].span), "Share this article");
/// assert_eq!(doc.sentences.len(), 2);
/// ```
pub fn find_residue(text: &str, about: &About, lexicon: &Lexicon) -> Vec<Residue> {
    let mut found = Vec::new();
    find_with(text, about, lexicon, |residue, _| found.extend(residue));
    found.sort_by_key(|r: &Residue| r.span);
    found.dedup_by(|later, earlier| later.span.overlaps(earlier.span));
    found
}

/// The authors: those known beforehand, else those that the text names in its byline or on an author's card.
///
/// ```
/// let text = "Bridge reopens\nBy Mara Lind and Tom Okoro in Narva\nTraffic returned on Friday.";
/// assert_eq!(verbale::english().annotate(text).byline, ["Mara Lind", "Tom Okoro"]);
/// ```
pub fn find_byline(text: &str, residue: &[Residue], about: &About, lexicon: &Lexicon) -> Vec<String> {
    if !about.byline.is_empty() {
        return about.byline.clone();
    }
    let mut names: Vec<String> = Vec::new();
    if residue.iter().all(|r| r.reason != ResidueReason::Byline) {
        return names;
    }
    find_with(text, about, lexicon, |_, authors| {
        for name in authors.iter().map(|span| span.of(text)) {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            if !names.contains(&name) {
                names.push(name);
            }
        }
    });
    names
}

/// Runs the examples of all rules: each `+` must be found by its own rule, and in no `-`
/// may any rule find anything.
pub fn check_residue_examples(lexicon: &Lexicon) -> Vec<Problem> {
    let mut problems = Vec::new();
    let about = About::default();
    for rule in &lexicon.residue.rules {
        let problem =
            |expected: &str, found: &str| Problem::new("lexicon/en/residue.tsv", rule.line, expected, found);
        for example in &rule.examples {
            let lines = read_lines(example);
            let hit = (0..lines.len()).any(|at| apply(example, &lines, at, rule, lexicon).is_some());
            if !hit {
                problems.push(problem("its rule to find its example", &format!("nothing in `{example}`")));
            }
        }
        for example in &rule.counterexamples {
            for residue in find_residue(example, &about, lexicon) {
                let found = format!("`{}`", residue.span.of(example));
                problems.push(problem("no rule to find anything in its counterexample", &found));
            }
        }
    }
    problems
}

/// Calls `keep` with each match: what it marks, and the authors it names.
fn find_with(text: &str, about: &About, lexicon: &Lexicon, mut keep: impl FnMut(Vec<Residue>, &[Span])) {
    let lines = read_lines(text);
    let mut at = 0;
    while at < lines.len() {
        if let Some(reason) = known_line(text, &lines[at], about) {
            keep(vec![Residue { span: lines[at].span, reason }], &[]);
            at += 1;
            continue;
        }
        let mut taken = 1;
        let words = lines[at].units.iter().map(|u| &u.lower);
        for rule in lexicon.residue.candidates(words) {
            let Some(hit) = apply(text, &lines, at, rule, lexicon) else { continue };
            let residue = hit.spans.iter().map(|span| Residue { span: *span, reason: rule.reason }).collect();
            keep(residue, &hit.authors);
            taken = hit.lines;
            break;
        }
        at += taken;
    }
}

/// What a rule found: the stretches, the names in them, and how many lines they fill.
struct Hit {
    spans: Vec<Span>,
    authors: Vec<Span>,
    lines: usize,
}

fn apply(text: &str, lines: &[Line<'_>], at: usize, rule: &Rule, lexicon: &Lexicon) -> Option<Hit> {
    /// How far down the page a byline or a breadcrumb may stand.
    const TOP: usize = 6;
    if rule.scope == Scope::Top && at >= TOP {
        return None;
    }
    if rule.scope == Scope::Tail {
        let bracket = lines[at].bracket(text)?;
        let (_, authors) = match_rule(std::slice::from_ref(&bracket), rule, lexicon)?;
        return Some(Hit { spans: vec![bracket.span], authors, lines: 1 });
    }
    let (used, authors) = match_rule(&lines[at..], rule, lexicon)?;
    let mut end = at + used;
    match rule.scope {
        Scope::Rest if (lines[at].span.start as usize) < text.len() / 2 => return None,
        Scope::Rest => end = lines.len(),
        Scope::List => {
            end +=
                lines[end..].iter().take(8).take_while(|l| l.follows_directly && l.is_heading(text)).count()
        }
        _ => {}
    }
    Some(Hit { spans: lines[at..end].iter().map(|l| l.span).collect(), authors, lines: end - at })
}

/// Lines that need no rule: signs alone, the outlet's name, the name of a known author.
fn known_line(text: &str, line: &Line<'_>, about: &About) -> Option<ResidueReason> {
    let words = line.span.of(text);
    if !words.contains(char::is_alphanumeric) {
        return words
            .is_ascii()
            .then_some(ResidueReason::Other)
            .or(words.starts_with('•').then_some(ResidueReason::Other));
    }
    if about.byline.iter().any(|name| name == words) {
        return Some(ResidueReason::Byline);
    }
    (about.publisher.as_deref() == Some(words)).then_some(ResidueReason::Navigation)
}

#[cfg(test)]
mod tests;
