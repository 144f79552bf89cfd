//! Furniture comes in runs: short lines among it, or behind it at the end of the page, are furniture too.

use super::read::Page;
use crate::document::ResidueReason;

/// Short lines that rules did not find, but their neighbours tell.
pub(super) fn find_neighbours(
    page: &Page<'_>,
    marks: &[Option<ResidueReason>],
) -> Vec<(usize, ResidueReason)> {
    let (text, lines) = (page.text, &page.lines);
    let prose = |at: &usize| marks[*at].is_none() && lines[*at].is_prose(text);
    let Some(first) = (0..lines.len()).find(prose) else { return Vec::new() };
    let Some(last) = (0..lines.len()).rev().find(prose) else { return Vec::new() };
    let mut found = Vec::new();
    for at in first + 1..last {
        if marks[at].is_none() && lines[at].is_title(text) {
            let before = marks[at - 1].filter(|r| is_frame(*r));
            let after = marks[at + 1].filter(|r| is_frame(*r));
            found.extend(before.zip(after).map(|(reason, _)| (at, reason)));
        }
    }
    let mut begun = None;
    for at in last + 1..lines.len() {
        match marks[at] {
            Some(reason) if is_frame(reason) => begun = Some(reason),
            Some(_) => {}
            None if lines[at].is_title(text) => found.extend(begun.map(|reason| (at, reason))),
            None => {}
        }
    }
    found
}

/// Whether such furniture has its like around it. The clock of a live page and a byline have the report.
fn is_frame(reason: ResidueReason) -> bool {
    use ResidueReason as R;
    !matches!(reason, R::Byline | R::Live | R::Caption)
}
