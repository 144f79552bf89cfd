//! Who is who, and which record of the program is which of the gold: the rules of the gold's README.

use super::gold::{Bit, Entity, Event};
use std::collections::BTreeSet;
use verbale::document::EventType;

pub type Names<'e> = BTreeSet<&'e str>;

/// The countries that a program names.
pub fn countries<'e>(entities: impl IntoIterator<Item = &'e Entity>) -> Names<'e> {
    entities.into_iter().filter_map(|entity| entity.country.as_deref()).filter(|c| !c.is_empty()).collect()
}

/// The countries that are right for one entity of the gold.
pub fn names(entity: &Entity) -> Names<'_> {
    match entity.country.as_deref().filter(|country| !country.is_empty()) {
        Some(country) => {
            std::iter::once(country).chain(entity.country_also.iter().map(String::as_str)).collect()
        }
        None => Names::new(),
    }
}

fn names_of_all<'e>(entities: impl IntoIterator<Item = &'e Entity>) -> Names<'e> {
    entities.into_iter().flat_map(names).collect()
}

/// The entity and those who share its words or its step.
pub fn names_with(entity: &Entity) -> Names<'_> {
    names_of_all(std::iter::once(entity).chain(&entity.with))
}

/// Each required country is there, and none that gold does not know.
pub fn fits<'e>(gold: impl IntoIterator<Item = &'e Entity> + Clone, mine: &Names<'_>) -> bool {
    let allowed = names_of_all(gold.clone());
    let required = |e: &&Entity| !e.optional && !names(e).is_empty();
    mine.is_subset(&allowed) && gold.into_iter().filter(required).all(|e| !names(e).is_disjoint(mine))
}

/// The same parties on the same sides; `symmetric`: on either side of AGREE and CONSULT.
pub fn same_dyad(gold: &Event, mine: &Event, symmetric: bool) -> bool {
    if symmetric && is_symmetric_type(&gold.event_type) {
        let parties = countries(mine.actors.iter().chain(&mine.recipients));
        return fits(gold.actors.iter().chain(&gold.recipients), &parties);
    }
    fits(&gold.actors, &countries(&mine.actors)) && fits(&gold.recipients, &countries(&mine.recipients))
}

/// Types whose sides coders often cannot tell.
pub fn is_symmetric_type(event_type: &str) -> bool {
    matches!(event_type, "AGREE" | "CONSULT")
}

/// One-to-one pairs of gold and program.
#[derive(Debug, Default)]
pub struct Pairs {
    /// Indices into both lists.
    pub pairs: Vec<(usize, usize)>,
    /// Required gold without a partner.
    pub missed: Vec<usize>,
    /// Records without a partner.
    pub extra: Vec<usize>,
    /// Records that free gold has taken out of the count.
    pub free: Vec<usize>,
}

/// Required gold chooses first; of several records the one with the same parties, then the nearest.
pub fn pair_up(gold: &[&Event], mine: &[&Event], good: impl Fn(&Event, &Event) -> bool) -> Pairs {
    let mut left: Vec<usize> = (0..mine.len()).collect();
    let mut found = Pairs::default();
    let mut order: Vec<usize> = (0..gold.len()).collect();
    order.sort_by_key(|i| gold[*i].is_free());
    for g in order {
        let at = gold[g].start.unwrap_or(0);
        let far = |m: usize| (!same_dyad(gold[g], mine[m], false), mine[m].start.unwrap_or(at).abs_diff(at));
        let fitting = left.iter().copied().filter(|m| good(gold[g], mine[*m]));
        match fitting.min_by_key(|m| far(*m)) {
            Some(m) => {
                left.retain(|x| *x != m);
                found.pairs.push((g, m));
                if gold[g].is_free() {
                    found.free.push(m);
                }
            }
            None if gold[g].is_free() => {}
            None => found.missed.push(g),
        }
    }
    found.extra = left;
    found
}

/// Where a record stands: by its offset, by its sentence number if it has none.
pub fn sentence_of(sentences: &[Bit], start: Option<u32>, number: Option<usize>) -> Option<usize> {
    let by_offset = start.and_then(|start| sentences.iter().position(|sentence| start < sentence.end));
    by_offset.or(number)
}

/// Who vouches at each step, outermost first; an actor's voice for his own verbal act adds nothing.
fn voices<'e>(gold: &'e Event, chain: &'e [Entity]) -> Vec<Names<'e>> {
    let mut steps: Vec<Names<'_>> =
        chain.iter().map(|v| names_with(v.speaker.as_deref().unwrap_or(v))).collect();
    let own = names_of_all(&gold.actors);
    let is_verbal = gold.event_type.parse().is_ok_and(EventType::is_verbal);
    if is_verbal && steps.last().is_some_and(|last| !last.is_disjoint(&own)) {
        steps.pop();
    }
    steps
}

/// As many steps, and a country of gold's at each.
pub fn same_voices(gold: &Event, mine: &Event) -> bool {
    let (a, b) = (voices(gold, &gold.according_to), voices(gold, &mine.according_to));
    a.len() == b.len() && a.iter().zip(&b).all(|(x, y)| x.is_empty() || !x.is_disjoint(y))
}

/// The first sectors on each side, where gold has any: it shows a domestic act that was turned round.
pub fn same_sectors(gold: &Event, mine: &Event) -> bool {
    let sides = [(&gold.actors, &mine.actors), (&gold.recipients, &mine.recipients)];
    sides.into_iter().all(|(gold, mine)| {
        let want = first_sectors(gold.iter().filter(|e| !e.optional));
        let have = first_sectors(mine);
        want.is_empty() || (want.is_subset(&have) && have.is_subset(&first_sectors(gold)))
    })
}

fn first_sectors<'e>(entities: impl IntoIterator<Item = &'e Entity>) -> Names<'e> {
    entities.into_iter().filter_map(|e| e.sectors.first()).map(String::as_str).collect()
}

/// An event on one line.
pub fn shown(event: &Event) -> String {
    let who = |entities: &[Entity]| {
        let words: Vec<&str> = entities.iter().map(|e| e.country.as_deref().unwrap_or("?")).collect();
        words.join(",")
    };
    format!("{} {} -> {} [{}]", event.event_type, who(&event.actors), who(&event.recipients), event.status)
}

/// Some characters of a text.
pub fn slice(text: &str, start: u32, end: u32) -> String {
    text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect()
}
