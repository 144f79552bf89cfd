//! What a CSV table promises.

mod common;

use common::{actor, blank, event, party, promise, records, span};
use std::collections::BTreeMap;
use verbale::Document;
use verbale::document::EventType;
use verbale_record::{CsvTable, Folder, FolderFormat, Table};

fn table(doc: &Document, table: Table) -> Vec<BTreeMap<String, String>> {
    let mut out = CsvTable::new(Vec::new(), table).expect("memory takes everything");
    out.write(&records(doc)).expect("memory takes everything");
    let bytes = out.finish().expect("memory takes everything");
    csv::Reader::from_reader(bytes.as_slice()).deserialize().collect::<Result<_, _>>().expect("our own table")
}

/// Two ministers and two neighbours, in one event.
fn four_parties(event_type: EventType, symmetric: bool) -> Document {
    let text = "Ghana and Togo, with Benin, talked about Mali and Niger.";
    let mut doc = blank(text);
    doc.actors = ["GHA", "TGO", "BEN", "MLI", "NER"].iter().map(|country| actor(country, &[])).collect();
    let at = |words: &str, i: u32| party(span(text, words), i);
    let actors = vec![at("Ghana", 0), at("Togo", 1), at("Benin", 2)];
    let recipients = if symmetric { Vec::new() } else { vec![at("Mali", 3), at("Niger", 4)] };
    let mut talk = event(span(text, "talked"), event_type, actors, recipients);
    talk.symmetric = symmetric;
    doc.events = vec![talk];
    doc
}

fn dyads(doc: &Document) -> Vec<String> {
    let rows = table(doc, Table::Events);
    rows.iter()
        .map(|row| format!("{}-{}-{}", row["actor_country"], row["recipient_country"], row["symmetric"]))
        .collect()
}

#[test]
fn an_event_has_a_row_for_each_actor_and_recipient() {
    let doc = four_parties(EventType::Accuse, false);
    assert_eq!(dyads(&doc), ["GHA-MLI-0", "GHA-NER-0", "TGO-MLI-0", "TGO-NER-0", "BEN-MLI-0", "BEN-NER-0"]);
    let ids: Vec<String> = table(&doc, Table::Events).into_iter().map(|row| row["id"].clone()).collect();
    assert!(ids.iter().all(|id| *id == ids[0]));
}

#[test]
fn a_symmetric_act_has_a_row_for_each_pair_once_in_the_order_of_codes() {
    assert_eq!(dyads(&four_parties(EventType::Consult, true)), ["GHA-TGO-1", "BEN-GHA-1", "BEN-TGO-1"]);
}

#[test]
fn without_recipients_each_actor_has_a_row() {
    let mut doc = four_parties(EventType::Protest, false);
    doc.events[0].recipients.clear();
    assert_eq!(dyads(&doc), ["GHA--0", "TGO--0", "BEN--0"]);
}

#[test]
fn a_lone_party_of_a_symmetric_act_keeps_its_row() {
    let mut doc = four_parties(EventType::Consult, true);
    doc.events[0].actors.truncate(1);
    assert_eq!(dyads(&doc), ["GHA--1"]);
}

#[test]
fn each_table_has_the_fields_of_its_record() {
    let event = &table(&promise(), Table::Events)[0];
    assert_eq!(
        (&*event["actor_code"], &*event["recipient_code"], &*event["cameo"]),
        ("NORGOV", "TCD", "0331")
    );
    assert_eq!(
        (&*event["place_name"], &*event["place_latitude"], &*event["size_min"]),
        ("Zürich", "47.36667", "40")
    );
    assert_eq!((&*event["according_to_country"], &*event["document_published"]), ("NOR", "2024-03-05"));
    let statement = &table(&promise(), Table::Statements)[0];
    assert_eq!((&*statement["content_text"], &*statement["cue_text"]), ("We’ll help 😀", "said"));
    assert_eq!(statement["event_ids"], event["id"]);
    let document = &table(&promise(), Table::Documents)[0];
    assert_eq!((&document["id"], document["text"].as_str()), (&event["document_id"], &*promise().text));
    let names: Vec<String> =
        table(&promise(), Table::Mentions).into_iter().map(|row| row["text"].clone()).collect();
    assert_eq!(names, ["Minister Zoë Ruud", "Zürich", "Chad"]);
}

/// `UPDATE=1 cargo test` writes the list again: add columns at the end of their group, take none away.
#[test]
fn headers_stay_as_they_were_published() {
    let header = |table: Table| format!("{}: {}\n", table.as_str(), table.columns().join(","));
    let headers = Table::ALL.map(header).concat();
    if std::env::var_os("UPDATE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/headers.txt");
        std::fs::write(path, &headers).expect("the repository can be written to");
    }
    assert_eq!(headers, include_str!("headers.txt"));
}

#[test]
fn a_folder_holds_a_file_for_each_table() {
    let folder = std::env::temp_dir().join(format!("verbale-folder-{}", std::process::id()));
    for (format, ending) in [(FolderFormat::Csv, "csv"), (FolderFormat::Jsonl, "jsonl")] {
        let mut tables = Folder::create(&folder, format, true).expect("a folder for temporary files");
        tables.write(&records(&promise())).expect("a disk with room");
        tables.finish().expect("a disk with room");
        for (name, n) in [("documents", 1), ("events", 1), ("statements", 1), ("mentions", 3)] {
            let text = std::fs::read_to_string(folder.join(format!("{name}.{ending}"))).expect("a table");
            assert_eq!(text.lines().count(), n + usize::from(ending == "csv"), "{name}.{ending}");
        }
    }
    std::fs::remove_dir_all(&folder).expect("our own folder");
}
