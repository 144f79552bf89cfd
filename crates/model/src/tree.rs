//! From scores of arcs to one tree with one root.

use crate::maths::argmax;

/// Taken from every arc to the root, so that the best tree uses as few of them as it can: one.
const ROOT_COST: f32 = 10_000.0;

/// An arc between real words: from head to dependent.
type Arc = (u16, u16);

/// Room for computing; grows to the longest sentence met.
#[derive(Debug, Default)]
pub struct Room {
    scores: Vec<f32>,
    /// The real words that an arc into or out of a contracted cycle joins.
    real: Vec<Arc>,
    alive: Vec<bool>,
    /// The word that now stands for each word.
    stands_for: Vec<u16>,
    head: Vec<u16>,
    colour: Vec<u16>,
    chosen: Vec<Arc>,
}

/// A cycle that was contracted: the arc each member had inside it, and which words each member stood for.
struct Cycle {
    stand: u16,
    inside: Vec<(u16, Arc)>,
    belongs: Vec<(u16, u16)>,
}

/// Finds the heads of the best tree. `scores` has a row for each of the `n` words and in it a score for
/// each head, 0 being the root; `heads` are in these terms too.
pub fn best_tree(scores: &[f32], n: usize, room: &mut Room, heads: &mut Vec<u16>) {
    let width = n + 1;
    heads.clear();
    heads.push(0);
    heads.extend((1..=n).map(|i| argmax_head(&scores[(i - 1) * width..][..width], i)));
    if heads[1..].iter().filter(|h| **h == 0).count() == 1 && find_cycle(heads, &mut room.colour).is_none() {
        return;
    }
    spanning_tree(scores, n, room, heads);
}

fn argmax_head(row: &[f32], own: usize) -> u16 {
    let before = argmax(&row[..own]);
    if own + 1 == row.len() {
        return before as u16;
    }
    let after = own + 1 + argmax(&row[own + 1..]);
    if row[after] > row[before] { after as u16 } else { before as u16 }
}

/// A word on a cycle, if there is one. `colour` is room.
fn find_cycle(heads: &[u16], colour: &mut Vec<u16>) -> Option<usize> {
    colour.clear();
    colour.resize(heads.len(), 0);
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && colour[at] == 0 {
            colour[at] = start as u16;
            at = usize::from(heads[at]);
        }
        if at != 0 && colour[at] == start as u16 {
            return Some(at);
        }
    }
    None
}

/// Chu-Liu and Edmonds: while the best heads form a cycle, treat it as one word.
fn spanning_tree(scores: &[f32], n: usize, room: &mut Room, heads: &mut [u16]) {
    let width = n + 1;
    room.prepare(scores, width);
    let mut cycles = Vec::new();
    loop {
        room.choose_heads(width);
        let Some(start) = find_cycle(&room.head, &mut room.colour) else { break };
        let members = room.cycle_from(start);
        cycles.push(room.contract(width, &members));
    }
    room.expand(width, &cycles);
    for (from, to) in &room.chosen[1..] {
        heads[usize::from(*to)] = *from;
    }
}

impl Room {
    fn prepare(&mut self, scores: &[f32], width: usize) {
        self.scores.clear();
        self.scores.resize(width, f32::NEG_INFINITY); // the root has no head
        self.scores.extend_from_slice(scores);
        for to in 1..width {
            self.scores[to * width] -= ROOT_COST;
        }
        self.real.clear();
        for to in 0..width as u16 {
            self.real.extend((0..width as u16).map(|from| (from, to)));
        }
        self.alive.clear();
        self.alive.resize(width, true);
        self.stands_for.clear();
        self.stands_for.extend(0..width as u16);
        self.head.clear();
        self.head.resize(width, 0);
        self.chosen.clear();
        self.chosen.resize(width, (0, 0));
    }

    fn choose_heads(&mut self, width: usize) {
        for to in 1..width {
            let row = &self.scores[to * width..][..width];
            let mut best = 0;
            if self.alive[to] {
                for from in (1..width).filter(|from| self.alive[*from] && *from != to) {
                    if row[from] > row[best] {
                        best = from;
                    }
                }
            }
            self.head[to] = best as u16;
        }
    }

    fn cycle_from(&self, start: usize) -> Vec<usize> {
        let mut cycle = vec![start];
        let mut at = usize::from(self.head[start]);
        while at != start {
            cycle.push(at);
            at = usize::from(self.head[at]);
        }
        cycle
    }

    /// Makes the first word of the cycle stand for all of it.
    fn contract(&mut self, width: usize, members: &[usize]) -> Cycle {
        let stand = members[0];
        let own: Vec<usize> = members.iter().map(|k| k * width + usize::from(self.head[*k])).collect();
        let costs: Vec<f32> = own.iter().map(|place| self.scores[*place]).collect();
        let inside = members.iter().zip(&own).map(|(k, place)| (*k as u16, self.real[*place])).collect();
        let outside = (0..width).filter(|k| self.alive[*k] && !members.contains(k));
        for other in outside.collect::<Vec<_>>() {
            let enter = best_place(members, |at, k| self.scores[k * width + other] - costs[at]);
            self.redirect((enter.0 * width + other, stand * width + other), enter.1);
            let leave = best_place(members, |_, k| self.scores[other * width + k]);
            self.redirect((other * width + leave.0, other * width + stand), leave.1);
        }
        let mut belongs = Vec::new();
        for (word, stands) in self.stands_for.iter_mut().enumerate() {
            if members.contains(&usize::from(*stands)) {
                belongs.push((word as u16, *stands));
                *stands = stand as u16;
            }
        }
        for k in &members[1..] {
            self.alive[*k] = false;
        }
        Cycle { stand: stand as u16, inside, belongs }
    }

    /// The arc in place `to` becomes the one in place `from`, with another score.
    fn redirect(&mut self, (from, to): (usize, usize), score: f32) {
        self.scores[to] = score;
        self.real[to] = self.real[from];
    }

    /// Opens the cycles again, the last one first: an arc that enters one replaces an arc inside it.
    fn expand(&mut self, width: usize, cycles: &[Cycle]) {
        for to in (1..width).filter(|to| self.alive[*to]) {
            self.chosen[to] = self.real[to * width + usize::from(self.head[to])];
        }
        for cycle in cycles.iter().rev() {
            let entering = self.chosen[usize::from(cycle.stand)];
            let entered =
                cycle.belongs.iter().find(|(word, _)| *word == entering.1).map(|(_, member)| *member);
            for (member, arc) in &cycle.inside {
                let arc = if Some(*member) == entered { entering } else { *arc };
                self.chosen[usize::from(*member)] = arc;
            }
        }
    }
}

/// The member with the best score, and that score.
fn best_place(members: &[usize], score: impl Fn(usize, usize) -> f32) -> (usize, f32) {
    let mut best = (members[0], score(0, members[0]));
    for (at, k) in members.iter().enumerate().skip(1) {
        let value = score(at, *k);
        if value > best.1 {
            best = (*k, value);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The best tree by trying all.
    fn best_by_trying(scores: &[f32], n: usize) -> f32 {
        let mut best = f32::NEG_INFINITY;
        let mut heads = vec![0u16; n + 1];
        loop {
            let roots = heads[1..].iter().filter(|h| **h == 0).count();
            let loops = (1..=n).any(|i| usize::from(heads[i]) == i);
            if roots == 1 && !loops && find_cycle(&heads, &mut Vec::new()).is_none() {
                best = best.max(total(scores, n, &heads));
            }
            let Some(at) = (1..=n).find(|i| usize::from(heads[*i]) < n) else { return best };
            heads[at] += 1;
            heads[1..at].fill(0);
        }
    }

    fn total(scores: &[f32], n: usize, heads: &[u16]) -> f32 {
        (1..=n).map(|i| scores[(i - 1) * (n + 1) + usize::from(heads[i])]).sum()
    }

    #[test]
    fn the_tree_is_the_best_of_all_trees_with_one_root() {
        let mut state = 1u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 40) as f32) / 65_536.0
        };
        let (mut room, mut heads) = (Room::default(), Vec::new());
        for round in 0..400 {
            let n = 1 + round % 5;
            let scores: Vec<f32> = (0..n * (n + 1)).map(|_| random()).collect();
            best_tree(&scores, n, &mut room, &mut heads);
            assert_eq!(heads[1..].iter().filter(|h| **h == 0).count(), 1, "one root");
            assert!(find_cycle(&heads, &mut Vec::new()).is_none());
            let (found, best) = (total(&scores, n, &heads), best_by_trying(&scores, n));
            assert!((found - best).abs() < 1e-2, "{found} is not {best}: {heads:?} {scores:?}");
        }
    }
}
