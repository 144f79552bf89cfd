//! Reads the pages of `corpus/spec`: prose, a `news` block, an `expect` block.
//!
//! Each line of an expectation must be met by a record (the fields it names, no others), and there must be no further
//! event, nor further statement or residue where the block lists any. `expect wrong` holds what we want and do not get
//! yet: the test fails, gladly, on the day that it is met. `UPDATE=1 cargo test -p verbale --test spec` writes what
//! comes out today into the `expect` blocks that fail; read the diff.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use verbale::document::{Actor, Document, Entity, EventId, Span};
use verbale::{About, english};

#[test]
fn every_page_comes_out_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/spec");
    let mut pages = pages_under(&folder);
    pages.sort();
    let update = std::env::var_os("UPDATE").is_some();
    let mut failures = String::new();
    let (mut n_right, mut n_wrong) = (0, 0);
    for page in pages {
        let text = std::fs::read_to_string(&page).expect("a readable page");
        let mut rewritten = text.clone();
        for block in blocks(&text) {
            let records = read(&block.news);
            let complaints = compare(&block.expect, &records);
            if block.wanted {
                n_right += 1;
            } else {
                n_wrong += 1;
            }
            let name = page.file_name().unwrap_or_default().to_string_lossy();
            if block.wanted && !complaints.is_empty() {
                let listed: Vec<String> = records.iter().map(Record::line).collect();
                let _ = writeln!(
                    failures,
                    "{name}:{}\n    {}\n    {}\n  found:\n    {}",
                    block.line,
                    block.news.trim().replace('\n', "\n    "),
                    complaints.join("\n    "),
                    listed.join("\n    ")
                );
                rewrite(&mut rewritten, &block, &listed);
            } else if !block.wanted && complaints.is_empty() {
                let _ =
                    writeln!(failures, "{name}:{} comes out right now: make it a plain `expect`", block.line);
            }
        }
        if update && rewritten != text {
            std::fs::write(&page, rewritten).expect("a writable page");
        }
    }
    println!("{n_right} blocks expected, {n_wrong} known to be wrong");
    assert!(failures.is_empty() || update, "\n{failures}");
}

/// The pages of a folder and of those in it.
fn pages_under(folder: &Path) -> Vec<PathBuf> {
    let mut pages = Vec::new();
    for path in std::fs::read_dir(folder).expect("corpus/spec").flatten().map(|e| e.path()) {
        if path.is_dir() {
            pages.extend(pages_under(&path));
        } else if path.extension().is_some_and(|e| e == "md")
            && path.file_stem().is_some_and(|s| s != "README")
        {
            pages.push(path);
        }
    }
    pages
}

/// Writes what was found into the `expect` block behind the block's own news: others may read the same.
fn rewrite(page: &mut String, block: &Block, listed: &[String]) {
    let fence = "```expect\n";
    let Some(news) = page.find(&block.news) else { return };
    let Some(at) = page[news..].find(fence).map(|n| news + n + fence.len()) else { return };
    if page[at..].starts_with(&block.expect) {
        page.replace_range(at..at + block.expect.len(), &format!("{}\n", listed.join("\n")));
    }
}

struct Block {
    line: usize,
    news: String,
    expect: String,
    wanted: bool,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut news = String::new();
    let mut lines = page.lines().enumerate();
    while let Some((i, line)) = lines.next() {
        let mut body = String::new();
        if line.starts_with("```news") || line.starts_with("```expect") {
            for (_, inner) in lines.by_ref().take_while(|(_, l)| !l.starts_with("```")) {
                body.push_str(inner);
                body.push('\n');
            }
        }
        if line.starts_with("```news") {
            news = body;
        } else if line.starts_with("```expect") {
            let wanted = !line.contains("wrong");
            found.push(Block { line: i + 1, news: news.clone(), expect: body, wanted });
        }
    }
    found
}

/// One event, statement or residue as a list of named values.
struct Record {
    kind: &'static str,
    fields: BTreeMap<&'static str, String>,
    order: Vec<&'static str>,
}

impl Record {
    fn new(kind: &'static str) -> Record {
        Record { kind, fields: BTreeMap::new(), order: Vec::new() }
    }

    fn put(&mut self, name: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.order.push(name);
            self.fields.insert(name, value);
        }
    }

    fn line(&self) -> String {
        let mut line = self.kind.to_owned();
        for name in &self.order {
            let value = &self.fields[name];
            let _ = match *name {
                "type" => write!(line, " {value}"),
                _ if value.contains(' ')
                    || ["speaker", "cue", "content", "trigger", "text"].contains(name) =>
                {
                    write!(line, " {name}=\"{value}\"")
                }
                _ => write!(line, " {name}={value}"),
            };
        }
        line
    }

    /// Whether a wanted field is met; parties are sets, a wanted party may leave out the sector.
    fn meets(&self, name: &str, wanted: &str) -> bool {
        let found = self.fields.get(name).map_or("", String::as_str);
        match name {
            "actor" | "recipient" | "code" | "context" => same_set(found, wanted, ','),
            "voice" => {
                let (f, w): (Vec<_>, Vec<_>) = (found.split('>').collect(), wanted.split('>').collect());
                f.len() == w.len() && f.iter().zip(&w).all(|(f, w)| same_set(f, w, ','))
            }
            "mode" => wanted.split(',').all(|w| found.split(',').any(|f| f == w)),
            "trigger" => found.contains(wanted) || wanted.contains(found) && !found.is_empty(),
            _ => wanted == found || (wanted == "none" && found.is_empty()),
        }
    }
}

fn same_set(found: &str, wanted: &str, cut: char) -> bool {
    let list = |s: &str| -> Vec<String> {
        if s == "-" || s == "none" {
            Vec::new()
        } else {
            s.split(cut).filter(|p| !p.is_empty()).map(str::to_owned).collect()
        }
    };
    let (found, wanted) = (list(found), list(wanted));
    // a wanted party may leave out its sectors, or name only the first
    let fits = |f: &String, w: &String| match (f.split_once(':'), w.split_once(':')) {
        (Some((f, _)), None) => f == w,
        (Some((f, fs)), Some((w, ws))) => f == w && (fs == ws || fs.split('+').next() == Some(ws)),
        _ => f == w,
    };
    found.iter().all(|f| wanted.iter().any(|w| fits(f, w)))
        && wanted.iter().all(|w| found.iter().any(|f| fits(f, w)))
}

fn compare(expect: &str, records: &[Record]) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut used = vec![false; records.len()];
    let mut listed: Vec<&str> = vec!["event"];
    let lines: Vec<(String, Vec<(String, String)>)> =
        expect.lines().filter(|l| !l.trim().is_empty()).map(fields).collect();
    for (kind, wanted) in &lines {
        if kind == "nothing" {
            listed.extend(["statement", "residue"]);
            continue;
        }
        listed.push(kind);
        let optional = wanted.iter().any(|(name, _)| name == "optional");
        let hit = (0..records.len()).find(|i| {
            let r = &records[*i];
            !used[*i] && r.kind == kind && meets_all(r, wanted)
        });
        match hit {
            Some(i) => used[i] = true,
            None if optional => {}
            None => complaints.push(format!("missing: {kind} {wanted:?}")),
        }
    }
    for (record, used) in records.iter().zip(used) {
        if !used && listed.contains(&record.kind) {
            complaints.push(format!("not expected: {}", record.line()));
        }
    }
    complaints
}

/// Every wanted field is met; `content` given several times is one content in pieces; no `voice` asks for none.
fn meets_all(record: &Record, wanted: &[(String, String)]) -> bool {
    let pieces: Vec<&str> = wanted.iter().filter(|(n, _)| n == "content").map(|(_, v)| v.as_str()).collect();
    let voiceless = record.kind == "event" && !wanted.iter().any(|(n, _)| n == "voice");
    (pieces.is_empty() || record.meets("content", &pieces.join(" | ")))
        && (!voiceless || !record.fields.contains_key("voice"))
        && wanted.iter().filter(|(n, _)| n != "content" && n != "optional").all(|(n, v)| record.meets(n, v))
}

/// `event TYPE name=value name="a value"`.
fn fields(line: &str) -> (String, Vec<(String, String)>) {
    let (kind, mut rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return (kind.to_owned(), found);
        }
        let end = rest.find([' ', '=']).unwrap_or(rest.len());
        let name = &rest[..end];
        if !rest[end..].starts_with('=') {
            found.push(("type".to_owned(), name.to_owned()));
            rest = &rest[end..];
            continue;
        }
        let value = &rest[end + 1..];
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once("\" ").unwrap_or((quoted.trim_end_matches('"'), "")),
            None => value.split_once(' ').unwrap_or((value, "")),
        };
        found.push((name.to_owned(), value.to_owned()));
        rest = after;
    }
}

fn read(news: &str) -> Vec<Record> {
    let (mut about, mut text) = (About::default(), news);
    while let Some((line, rest)) = text.split_once('\n') {
        match line.split_once(": ") {
            Some(("date", date)) => about.published = date.trim().parse().ok(),
            Some(("title", title)) => about.title = Some(title.to_owned()),
            Some(("publisher", name)) => about.publisher = Some(name.to_owned()),
            _ => break,
        }
        text = rest;
    }
    let doc = english().about(about).annotate(text);
    let mut records: Vec<Record> = (0..doc.events.len()).map(|i| event(&doc, EventId::at(i))).collect();
    records.extend((0..doc.statements.len()).map(|i| statement(&doc, i)));
    for residue in &doc.residue {
        let mut r = Record::new("residue");
        r.put("reason", format!("{:?}", residue.reason).to_lowercase());
        r.put("text", doc.slice(residue.span));
        records.push(r);
    }
    records
}

fn event(doc: &Document, id: EventId) -> Record {
    let e = &doc.events[id.index()];
    let certainty = &doc.certainties[id.index()];
    let mut r = Record::new("event");
    r.put("type", e.event_type.as_str());
    r.put("actor", codes(doc, &e.actors));
    r.put("recipient", codes(doc, &e.recipients));
    r.put("status", certainty.status.as_str());
    r.put("factuality", certainty.factuality.as_str());
    r.put("outlet", certainty.outlet_factuality.as_str());
    let voices: Vec<String> = certainty.according_to.iter().map(|s| voice(doc, s.index())).collect();
    r.put("voice", voices.join(">"));
    r.put("trigger", doc.slice(e.trigger));
    let modes: Vec<&str> = e.modes.iter().map(|m| m.as_str()).collect();
    r.put("mode", modes.join(","));
    let contexts: Vec<&str> = e.contexts.iter().map(|c| c.as_str()).collect();
    r.put("context", contexts.join(","));
    r.put("intended", e.intended_type.map_or("", |t| t.as_str()));
    if let Some(when) = e.when.filter(|w| w.time.is_some()) {
        let day = |d: Option<verbale::Date>| d.map_or(String::new(), |d| d.to_string());
        let stretch = format!("{}..{}", day(when.start), day(when.end));
        r.put("date", if when.end == when.start { day(when.start) } else { stretch });
    }
    r.put("place", e.place.map_or("", |p| doc.slice(doc.places[p.index()].span)));
    r.put("amount", e.amount.map_or(String::new(), |a| format!("{}{}", a.value, a.currency)));
    for (name, count) in
        [("dead", e.dead), ("injured", e.injured), ("arrested", e.arrested), ("size", e.size)]
    {
        // "12..20", "at least 12" is "12..", "12" is just that
        let shown = |c: verbale::document::Count| match c.max {
            Some(max) if max == c.min => max.to_string(),
            Some(max) => format!("{}..{max}", c.min),
            None => format!("{}..", c.min),
        };
        r.put(name, count.map_or(String::new(), shown));
    }
    r.put("link", e.link.map_or(String::new(), |l| l.to_string()));
    if e.background {
        r.put("background", "true");
    }
    r
}

fn voice(doc: &Document, statement: usize) -> String {
    let s = &doc.statements[statement];
    let all: Vec<Entity> = s.speaker.iter().chain(&s.speakers_also).cloned().collect();
    let codes = codes(doc, &all);
    if codes.is_empty() { "-".to_owned() } else { codes }
}

fn codes(doc: &Document, entities: &[Entity]) -> String {
    let mut found: Vec<String> = Vec::new();
    for entity in entities {
        let actor = entity.actor.map(|a| &doc.actors[a.index()]);
        let country = actor.and_then(|a| a.country).map_or("-".to_owned(), |c| c.to_string());
        let code = match actor.and_then(|a| a.sectors.first()) {
            Some(_) => format!("{country}:{}", actor.map_or(String::new(), sectors)),
            None => country,
        };
        if !found.contains(&code) {
            found.push(code);
        }
    }
    found.join(",")
}

fn sectors(actor: &Actor) -> String {
    let words: Vec<&str> = actor.sectors.iter().map(|s| s.as_str()).collect();
    words.join("+")
}

fn statement(doc: &Document, at: usize) -> Record {
    let s = &doc.statements[at];
    let mut r = Record::new("statement");
    let words = |e: &Entity| e.span.map_or("", |s: Span| doc.slice(s)).to_owned();
    r.put("speaker", s.speaker.as_ref().map_or(String::new(), words));
    r.put("code", s.speaker.as_ref().map_or(String::new(), |e| codes(doc, std::slice::from_ref(e))));
    let with: Vec<String> = s.speakers_also.iter().map(words).collect();
    r.put("with", with.join(","));
    r.put("cue", s.cue.map_or("", |c| doc.slice(c)));
    r.put("cue_type", s.cue_type.as_str());
    r.put("style", s.style.as_str());
    r.put("content", doc.slices(&s.content).join(" | "));
    // statements are counted from 1, as on the page
    r.put("within", s.within.map_or(String::new(), |w| (w.index() + 1).to_string()));
    r.put("answers", s.answers.map_or(String::new(), |w| (w.index() + 1).to_string()));
    r.put("continues", s.continues.map_or(String::new(), |w| (w.index() + 1).to_string()));
    r.put("addressee", s.addressees.iter().map(words).collect::<Vec<_>>().join(","));
    r.put("channel", s.channel.as_ref().map_or("", |c| doc.slice(c.span)));
    r.put("origin", s.origin.as_ref().map_or(String::new(), |e| codes(doc, std::slice::from_ref(e))));
    r.put("stance", s.stance.as_str());
    r.put("outlet_stance", s.outlet_stance.as_str());
    r
}
