//! Sentences that show what each construction promises.

use crate::document::{Attribution, Document, Source};
use crate::english;

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
