//! From words in their sentence to a tree with labels.

use crate::Error;
use crate::file::File;
use crate::kernel::{LANES, Linear, Quantised};
use crate::maths::{argmax, dot, exp, products, relu, turn};
use crate::tree;

/// Signed distances of head and dependent are cut at this; the trainer's `REACH`.
const REACH: isize = 20;

/// The layers that score arcs and relations.
#[derive(Debug)]
pub struct Parser {
    arc_dep: Linear,
    arc_head: Linear,
    arc_mix: Linear,
    arc_bias: Vec<f32>,
    label_dep: Linear,
    label_head: Linear,
    label: Linear,
    /// The relations.
    pub labels: Vec<String>,
    /// What the layers make of the root, always the same: as a head, its own score, and as a head with a relation.
    root_head: Vec<f32>,
    root_bias: f32,
    root_label_head: Vec<f32>,
    distance: Vec<f32>,
    root_label: u8,
    /// How the parts of an over-long sentence hang together.
    pub loose_label: u8,
}

/// Heads (0 the root, place 0 unused), labels and likelihoods.
#[derive(Debug, Default)]
pub struct Parse {
    pub heads: Vec<u16>,
    pub labels: Vec<u8>,
    pub confidence: Vec<f32>,
}

/// Room for computing.
#[derive(Debug, Default)]
pub struct Room {
    quantised: Quantised,
    dep: Vec<f32>,
    mixed: Vec<f32>,
    head: Vec<f32>,
    arcs: Vec<f32>,
    label_dep: Vec<f32>,
    label_head: Vec<f32>,
    label_scores: Vec<f32>,
    biases: Vec<f32>,
    turned: Vec<[f32; LANES]>,
    tree: tree::Room,
}

impl Parser {
    /// Reads the layers; `width` is that of a word in its sentence.
    pub fn read(file: &File, width: usize) -> Result<Parser, Error> {
        let arc_dep = Linear::read(file, "arc_dep", width)?;
        let label_dep = Linear::read(file, "label_dep", width)?;
        let (d_arc, d_label) = (arc_dep.outputs, label_dep.outputs);
        let labels = file.lines("names.deprels")?;
        let find = |name: &str| {
            let at = labels.iter().position(|l| l == name);
            at.map(|at| at as u8).ok_or_else(|| Error::new(format!("the language model lacks `{name}`")))
        };
        let (arc_head, label_head) =
            (Linear::read(file, "arc_head", width)?, Linear::read(file, "label_head", width)?);
        let arc_bias = file.floats("arc_bias", d_arc)?;
        let (mut root, mut root_head, mut root_label_head) = (Quantised::default(), Vec::new(), Vec::new());
        root.fill(&file.floats("root", width)?, width);
        arc_head.apply(&root, &mut root_head);
        relu(&mut root_head);
        label_head.apply(&root, &mut root_label_head);
        if arc_head.outputs != d_arc || !d_arc.is_multiple_of(16) {
            return Err(Error::new("the parser's layers do not fit each other"));
        }
        let parser = Parser {
            root_bias: dot(&root_head, &arc_bias),
            root_head,
            root_label_head,
            arc_head,
            label_head,
            arc_bias,
            root_label: find("root")?,
            loose_label: find("parataxis")?,
            arc_mix: Linear::read(file, "arc_mix", d_arc)?,
            label: Linear::read(file, "labels", d_label)?,
            distance: file.floats("distance", 2 * REACH as usize + 2)?,
            arc_dep,
            label_dep,
            labels,
        };
        let fits = parser.arc_mix.outputs == d_arc
            && d_label.is_multiple_of(16)
            && parser.label_head.outputs == d_label
            && parser.label.outputs == parser.labels.len()
            && parser.labels.len() <= 256;
        if fits { Ok(parser) } else { Err(Error::new("the parser's layers do not fit each other")) }
    }

    /// Parses the words whose vectors are the rows of `x`.
    pub fn parse(&self, x: &Quantised, room: &mut Room, out: &mut Parse) {
        let n = x.rows();
        out.heads.clear();
        out.labels.clear();
        out.confidence.clear();
        if n == 0 {
            out.heads.push(0);
            return;
        }
        self.score_arcs(x, room);
        debug_assert_eq!(room.arcs.len(), n * (n + 1));
        tree::best_tree(&room.arcs, n, &mut room.tree, &mut out.heads);
        let rows = room.arcs.chunks_exact(n + 1).zip(&out.heads[1..]);
        out.confidence.extend(rows.map(|(row, head)| probability(row, usize::from(*head))));
        self.choose_labels(x, room, out);
    }

    fn score_arcs(&self, x: &Quantised, room: &mut Room) {
        self.arc_dep.apply(x, &mut room.dep);
        relu(&mut room.dep);
        room.quantised.fill(&room.dep, self.arc_mix.inputs);
        self.arc_mix.apply(&room.quantised, &mut room.mixed);
        self.arc_head.apply(x, &mut room.head);
        relu(&mut room.head);
        let width = self.arc_bias.len();
        // A head's own score is the same for all its dependents: added to their vectors' product below.
        room.biases.clear();
        room.biases.extend(room.head.chunks_exact(width).map(|head| dot(head, &self.arc_bias)));
        let n = x.rows();
        turn(&room.head, width, &mut room.turned);
        room.arcs.clear();
        for (i, dep) in room.mixed.chunks_exact(width).enumerate() {
            let root = dot(dep, &self.root_head) + self.root_bias;
            room.arcs.push(root + self.distance[distance_place(i + 1, 0)]);
            products(dep, &room.turned, &mut room.arcs);
            room.arcs.truncate((i + 1) * (n + 1));
            let row = &mut room.arcs[i * (n + 1) + 1..];
            for (j, (score, bias)) in row.iter_mut().zip(&room.biases).enumerate() {
                *score = *score + bias + self.distance[distance_place(i + 1, j + 1)];
            }
            row[i] = f32::MIN / 4.0;
        }
    }

    fn choose_labels(&self, x: &Quantised, room: &mut Room, out: &mut Parse) {
        self.label_dep.apply(x, &mut room.label_dep);
        self.label_head.apply(x, &mut room.label_head);
        let width = self.label.inputs;
        for (hidden, head) in room.label_dep.chunks_exact_mut(width).zip(&out.heads[1..]) {
            let head = match usize::from(*head) {
                0 => &self.root_label_head[..width],
                head => &room.label_head[(head - 1) * width..][..width],
            };
            hidden.iter_mut().zip(head).for_each(|(h, v)| *h += v);
        }
        relu(&mut room.label_dep);
        room.quantised.fill(&room.label_dep, width);
        self.label.apply(&room.quantised, &mut room.label_scores);
        let root = usize::from(self.root_label);
        for (row, head) in room.label_scores.chunks_exact_mut(self.label.stride()).zip(&out.heads[1..]) {
            if *head == 0 {
                out.labels.push(self.root_label);
                continue;
            }
            row[root] = f32::MIN;
            out.labels.push(argmax(&row[..self.label.outputs]) as u8);
        }
    }
}

/// Where the score of a distance stands: words to the left first, the root last.
fn distance_place(dependent: usize, head: usize) -> usize {
    if head == 0 {
        return 2 * REACH as usize + 1;
    }
    let distance = head as isize - dependent as isize;
    (distance.clamp(-REACH, REACH) + REACH) as usize
}

/// The share of one place in a softmax.
fn probability(row: &[f32], place: usize) -> f32 {
    let top = row.iter().copied().fold(f32::MIN, f32::max);
    let total: f32 = row.iter().map(|v| exp(v - top)).sum();
    exp(row[place] - top) / total
}
