//! Lays the words of two readings of one text beside each other, as the CoNLL 2018 shared task does: by span, and
//! inside a contraction by the longest common run of forms.

use verbale::document::Span;

/// One word of one reading.
#[derive(Debug, Clone)]
pub struct Word {
    /// Of the whole contraction for a word inside one.
    pub span: Span,
    pub in_multiword: bool,
    /// Lower case.
    pub form: String,
    pub lemma: String,
    pub upos: String,
    pub feats: String,
    pub head: Option<usize>,
    pub deprel: String,
}

/// Pairs of gold and program, as indices.
pub fn align(gold: &[Word], mine: &[Word]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut g, mut m) = (0, 0);
    while g < gold.len() && m < mine.len() {
        let (a, b) = (&gold[g], &mine[m]);
        if a.in_multiword || b.in_multiword {
            let (g_from, m_from);
            (g_from, m_from, g, m) = find_region(gold, mine, g, m);
            let common = common_run(&gold[g_from..g], &mine[m_from..m]);
            pairs.extend(common.into_iter().map(|(x, y)| (g_from + x, m_from + y)));
        } else if a.span == b.span {
            pairs.push((g, m));
            (g, m) = (g + 1, m + 1);
        } else if a.span.start <= b.span.start {
            g += 1;
        } else {
            m += 1;
        }
    }
    pairs
}

/// The words on both sides that a contraction touches: from, from, to, to.
fn find_region(gold: &[Word], mine: &[Word], mut g: usize, mut m: usize) -> (usize, usize, usize, usize) {
    let mut end;
    if gold[g].in_multiword {
        end = gold[g].span.end;
        if !mine[m].in_multiword && mine[m].span.start < gold[g].span.start {
            m += 1;
        }
    } else {
        end = mine[m].span.end;
        if !gold[g].in_multiword && gold[g].span.start < mine[m].span.start {
            g += 1;
        }
    }
    let (g_from, m_from) = (g, m);
    while !is_beyond(gold, g, end) || !is_beyond(mine, m, end) {
        let gold_first =
            g < gold.len() && mine.get(m).is_none_or(|word| gold[g].span.start <= word.span.start);
        let (words, i) = if gold_first { (gold, &mut g) } else { (mine, &mut m) };
        if words[*i].in_multiword {
            end = end.max(words[*i].span.end);
        }
        *i += 1;
    }
    (g_from, m_from, g, m)
}

fn is_beyond(words: &[Word], i: usize, end: u32) -> bool {
    words
        .get(i)
        .is_none_or(|word| if word.in_multiword { word.span.start >= end } else { word.span.end > end })
}

/// The longest common subsequence of forms.
fn common_run(gold: &[Word], mine: &[Word]) -> Vec<(usize, usize)> {
    let mut longest = vec![vec![0u32; mine.len() + 1]; gold.len() + 1];
    for g in (0..gold.len()).rev() {
        for m in (0..mine.len()).rev() {
            longest[g][m] = if gold[g].form == mine[m].form {
                longest[g + 1][m + 1] + 1
            } else {
                longest[g + 1][m].max(longest[g][m + 1])
            };
        }
    }
    let (mut g, mut m, mut pairs) = (0, 0, Vec::new());
    while g < gold.len() && m < mine.len() {
        if gold[g].form == mine[m].form {
            pairs.push((g, m));
            (g, m) = (g + 1, m + 1);
        } else if longest[g + 1][m] >= longest[g][m + 1] {
            g += 1;
        } else {
            m += 1;
        }
    }
    pairs
}
