//! Finds page furniture inside a text.

mod blocks;
mod dates;
mod foreign;
mod pattern;
mod read;

use crate::document::{About, Residue, ResidueReason, Span};
use crate::lexicon::{Lexicon, Problem, Rule, Scope};
use blocks::find_neighbours;
use pattern::match_rule;
use read::{Line, Page, read_page};

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
    let page = read_page(text);
    let mut found = Vec::new();
    let mut marks = vec![None; page.lines.len()];
    find_with(&page, about, lexicon, |hit, reason| {
        found.extend(hit.spans.iter().map(|span| Residue { span: *span, reason }));
        marks[hit.first..hit.first + hit.lines].fill(Some(reason).filter(|_| hit.whole));
    });
    for (at, reason) in find_neighbours(&page, &marks) {
        found.push(Residue { span: page.lines[at].span, reason });
    }
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
    find_with(&read_page(text), about, lexicon, |hit, _| {
        for name in hit.authors.iter().map(|span| span.of(text)) {
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
            let page = read_page(example);
            let hit = (0..page.lines.len()).any(|at| apply(&page, at, rule, lexicon).is_some());
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

/// Calls `keep` with each match and its reason.
fn find_with(page: &Page<'_>, about: &About, lexicon: &Lexicon, mut keep: impl FnMut(Hit, ResidueReason)) {
    let mut at = 0;
    while let Some(line) = page.lines.get(at) {
        if let Some(reason) = known_line(page.text, line, about) {
            keep(
                Hit { spans: vec![line.span], authors: Vec::new(), first: at, lines: 1, whole: true },
                reason,
            );
            at += 1;
            continue;
        }
        let words = line.units.iter().map(|u| &u.lower);
        let signs = line.units.iter().take_while(|u| u.sign).count();
        let first = line.units.iter().take(signs + 1).map(|u| &u.lower);
        let mut rules = lexicon.residue.candidates(first, words).into_iter();
        let hit = rules.find_map(|rule| Some((apply(page, at, rule, lexicon)?, rule.reason)));
        at += hit.as_ref().map_or(1, |(hit, _)| hit.lines);
        if let Some((hit, reason)) = hit {
            keep(hit, reason);
        }
    }
}

/// What a rule found: the stretches, the names in them, and the lines that they fill.
struct Hit {
    spans: Vec<Span>,
    authors: Vec<Span>,
    first: usize,
    lines: usize,
    /// Whole lines, not a bracket at the end of one.
    whole: bool,
}

fn apply(page: &Page<'_>, at: usize, rule: &Rule, lexicon: &Lexicon) -> Option<Hit> {
    let lines = &page.lines;
    let fits = match rule.scope {
        Scope::Top => page.is_top(at),
        Scope::Body => page.is_body(at),
        Scope::Rest => lines[at].span.start as usize >= page.text.len() / 2,
        _ => true,
    };
    if !fits {
        return None;
    }
    if rule.scope == Scope::Tail {
        let bracket = lines[at].bracket(page.text)?;
        let (_, authors) = match_rule(std::slice::from_ref(&bracket), rule, lexicon)?;
        return Some(Hit { spans: vec![bracket.span], authors, first: at, lines: 1, whole: false });
    }
    let (used, authors) = match_rule(&lines[at..], rule, lexicon)?;
    let end = match rule.scope {
        Scope::Rest => lines.len(),
        Scope::List => at + used + page.count_titles(at + used),
        _ => at + used,
    };
    let spans = lines[at..end].iter().map(|l| l.span).collect();
    Some(Hit { spans, authors, first: at, lines: end - at, whole: true })
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
