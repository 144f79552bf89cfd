//! Sentences that show what each construction promises.

use crate::document::{Attribution, Document, Source};
use crate::english;
use crate::lexicon::Takes;

/// `source | cue | content` of each attribution, with what else is asked for.
fn read(text: &str) -> Vec<String> {
    let doc = english().annotate(text);
    doc.attributions.iter().map(|a| show(&doc, a)).collect()
}

fn show(doc: &Document, a: &Attribution) -> String {
    let who = |s: &Source| match s {
        Source::Mention(m) => doc.slice(doc.mentions[m.index()].span),
        Source::Words(_, span) => doc.slice(*span),
        Source::Writer => "(writer)",
        Source::Implicit => "(nobody)",
    };
    let cue = a.cue.map_or("", |c| doc.slice(c));
    let mut shown = format!("{} | {cue} | {}", who(&a.source), doc.slices(&a.content).join(" … "));
    for other in &a.sources_also {
        shown += &format!(" | with {}", who(other));
    }
    for listener in &a.addressees {
        shown += &format!(" | to {}", doc.slice(doc.mentions[listener.index()].span));
    }
    if let Some(channel) = a.channel {
        shown += &format!(" | {} {}", channel.kind, doc.slice(channel.span));
    }
    if let Some(inside) = a.inside {
        shown += &format!(" | in {}", inside.0);
    }
    if a.continues.is_some() {
        shown += " | goes on";
    }
    shown
}

#[test]
fn speech_before_within_and_after_its_tag() {
    assert_eq!(read("\"We won,\" Lee said."), ["Lee | said | We won"]);
    assert_eq!(read("Lee said: \"We won.\""), ["Lee | said | We won"]);
    assert_eq!(read("\"We agreed,\" Rossi said, \"to wait.\""), ["Rossi | said | We agreed … to wait"]);
    assert_eq!(read("\"We won,\" said Lavrov."), ["Lavrov | said | We won"]);
}

/// A cue's example without its marks, its speaker, and its content.
fn read_example(example: &str) -> (String, Option<String>, Vec<String>) {
    let (mut text, mut speaker, mut content) = (String::new(), None, Vec::new());
    let mut start = 0;
    for c in example.chars() {
        match c {
            '[' | '{' => start = text.len(),
            ']' => speaker = Some(text[start..].to_owned()),
            '}' => content.push(text[start..].to_owned()),
            c => text.push(c),
        }
    }
    (text, speaker, content)
}

/// Writes a `~` before the example of each of these lines, or takes it away: `UPDATE=1 cargo test`, then read the diff.
fn turn_marks(lines: &[usize]) {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/lexicon/en/cues.tsv");
    let text = std::fs::read_to_string(&file).expect("cues.tsv");
    let turn = |(i, line): (usize, &str)| match line.rsplit_once('\t') {
        Some((cells, example)) if lines.contains(&(i + 1)) => match example.strip_prefix("~ ") {
            Some(right) => format!("{cells}\t{right}"),
            None => format!("{cells}\t~ {example}"),
        },
        _ => line.to_owned(),
    };
    let turned: Vec<String> = text.lines().enumerate().map(turn).collect();
    std::fs::write(&file, turned.join("\n") + "\n").expect("cues.tsv");
}

#[test]
fn each_cue_finds_the_speaker_and_content_of_its_example() {
    let reader = english();
    let lexicon = &reader.language().lexicon;
    let (mut failures, mut lines) = (Vec::new(), Vec::new());
    for cue in lexicon.cues.all() {
        let (text, speaker, content) = read_example(&cue.example);
        let doc = reader.annotate(&text);
        let who = |a: &Attribution| match a.source {
            Source::Mention(m) => Some(doc.slice(doc.mentions[m.index()].span).to_owned()),
            Source::Words(_, span) => Some(doc.slice(span).to_owned()),
            Source::Writer | Source::Implicit => None,
        };
        let right = |a: &Attribution| doc.slices(&a.content) == content && who(a) == speaker;
        // What colours another cue shows in the outlet's stance.
        let colours = cue.takes(&Takes::OtherCue);
        let shows = |at: usize| {
            let of = doc.statements.iter().find(|s| s.attribution.index() == at);
            !colours || of.is_some_and(|s| s.outlet_stance == cue.outlet)
        };
        let found = doc.attributions.iter().enumerate().any(|(i, a)| right(a) && shows(i))
            || content.is_empty() && doc.attributions.is_empty();
        if found == cue.wrong {
            lines.push(cue.line);
            let verdict = if found { "comes right now: take its ~ away" } else { "is read wrongly" };
            let read: Vec<String> = doc.attributions.iter().map(|a| show(&doc, a)).collect();
            failures.push(format!(
                "cues.tsv:{}: {} {verdict}: {}\n    {}",
                cue.line,
                cue.words.join(" "),
                text,
                read.join("\n    ")
            ));
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        return turn_marks(&lines);
    }
    assert!(failures.is_empty(), "{} examples\n{}", failures.len(), failures.join("\n"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// Whatever the text: spans slice to words, contents lie in their sentence, nothing stands inside itself.
    #[test]
    fn attributions_keep_their_shape(pieces in proptest::collection::vec(0usize..PIECES.len(), 1..24)) {
        let text: String = pieces.iter().map(|i| PIECES[*i]).collect();
        let doc = english().annotate(&text);
        for (i, a) in doc.attributions.iter().enumerate() {
            let sentence = doc.sentences[a.sentence.index()].span;
            for content in &a.content {
                assert!(!doc.slice(*content).trim().is_empty(), "{text:?}");
                assert!(sentence.contains(*content), "{text:?}");
            }
            let up = |id: &crate::document::AttributionId| doc.attributions[id.index()].inside;
            let chain = std::iter::successors(a.inside, up).take(99).any(|id| id.index() == i);
            assert!(!chain, "{text:?}");
        }
        for s in &doc.statements {
            assert!(s.content.iter().all(|c| s.span.contains(*c)), "{text:?}");
        }
    }
}

const PIECES: &[&str] = &[
    "\"",
    "“",
    "”",
    "'",
    "’",
    "« ",
    " »",
    ", ",
    ". ",
    ": ",
    "\n",
    "; ",
    " said ",
    " told reporters that ",
    "Lee",
    " Kim Chen",
    "the army",
    " according to ",
    " citing ",
    " accused ",
    " of ",
    "had left",
    " who ",
    " and ",
    " the claim that ",
    " in a statement",
    " we won",
    " urged ",
    " to go",
    "was quoted as saying ",
    "é",
    "🙂",
    " called ",
    " a crime",
    " Reuters",
    " by saying ",
    "(",
    ")",
];
