//! Furniture comes in runs: short lines among it, or behind it at the end of the page, are furniture too.

use super::read::Page;
use crate::document::ResidueReason;

/// Short lines that rules did not find, but their neighbours tell.
pub(super) fn find_neighbours(
    page: &Page<'_>,
    marks: &[Option<ResidueReason>],
) -> Vec<(usize, ResidueReason)> {
    let prose = |at: &usize| marks[*at].is_none() && page.lines[*at].is_prose(page.text);
    let Some(first) = (0..marks.len()).find(prose) else { return Vec::new() };
    let last = (0..marks.len()).rev().find(prose).unwrap_or(first);
    let mut found = above(page, marks, first);
    let mut at = first + 1;
    while at < last {
        let run = (at..last).take_while(|at| marks[*at].is_some() || page.is_loose_title(*at)).count();
        found.extend(among(marks, at, at + run));
        at += run + 1;
    }
    found.extend(below(page, marks, last + 1));
    found
}

/// Above the report: a few words between two pieces of furniture, or behind a menu, once the headline has been; a single
/// word in a menu also before it.
fn above(
    page: &Page<'_>,
    marks: &[Option<ResidueReason>],
    first_prose: usize,
) -> Vec<(usize, ResidueReason)> {
    use ResidueReason as R;
    const HEADLINE: usize = 5;
    const FEW: usize = 3;
    let (mut headline, mut before) = (false, None);
    let mut found = Vec::new();
    for at in 0..first_prose {
        let words = page.lines[at].words();
        let mut mark = marks[at];
        if mark.is_none() && page.is_loose_title(at) {
            let framed = marks[at + 1].is_some() && headline && words < HEADLINE;
            let menu =
                matches!(before, Some(R::Navigation | R::Share | R::Related | R::Newsletter | R::Cookie));
            let listed = menu && (words == 1 || (headline && words <= FEW));
            mark = before.filter(|_| framed || listed);
            found.extend(mark.map(|reason| (at, reason)));
        }
        headline |= mark.is_none() && words >= HEADLINE;
        before = mark;
    }
    found
}

/// In a run of short lines between paragraphs: those behind a piece of furniture. The last may be a heading of the report.
fn among(marks: &[Option<ResidueReason>], from: usize, end: usize) -> Vec<(usize, ResidueReason)> {
    let mut begun = None;
    let mut found = Vec::new();
    for (at, mark) in marks.iter().enumerate().take(end.saturating_sub(1)).skip(from) {
        begun = mark.map_or(begun, |reason| Some(reason).filter(|r| is_frame(*r)));
        found.extend(begun.filter(|_| mark.is_none()).map(|reason| (at, reason)));
    }
    found
}

/// Below the report: all short lines behind a piece of furniture, and a few right above the first.
fn below(page: &Page<'_>, marks: &[Option<ResidueReason>], from: usize) -> Vec<(usize, ResidueReason)> {
    const FEW: usize = 3;
    const SHORT: usize = 10;
    let mut begun = None;
    let mut found = Vec::new();
    let first = (from..marks.len()).find(|at| marks[*at].is_some());
    let lead = from..first.unwrap_or(from);
    let short = |at: usize| page.is_loose_title(at) && page.lines[at].words() <= SHORT;
    let frame = first.and_then(|at| marks[at]).filter(|r| is_frame(*r));
    if lead.len() <= FEW && lead.clone().all(short) {
        begun = frame;
    }
    for (at, mark) in marks.iter().enumerate().skip(from) {
        match mark {
            Some(reason) if is_frame(*reason) => begun = Some(*reason),
            Some(_) => {}
            None if page.is_loose_title(at) => found.extend(begun.map(|reason| (at, reason))),
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
