//! Lists of actors of one's own, and the questions that `verbale lexicon` answers.

mod common;

use common::{Folder, Run};
use serde_json::Value;

const PERSONS: &str = "person\taliases\twikidata\tcountry\toffice\tsectors\tstart\tend\n";
const BODIES: &str = "name\taliases\tcode\tsectors\tkind\tstart\tend\towner\n";

/// The indented blocks of the page on the lexicon, by their first words.
fn example(beginning: &str) -> String {
    let page = include_str!("../../../docs/lexicon.md");
    let lines: Vec<&str> = page.lines().collect();
    let start = lines.iter().position(|l| l.starts_with(&format!("    {beginning}"))).expect("an example");
    let block = lines[start..].iter().map_while(|l| l.strip_prefix("    "));
    block.map(|l| format!("{l}\n")).collect()
}

/// Name, country, sectors and office of the actors that a report's mentions stand for.
fn actors(run: &Run, id: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for mention in run.records().iter().filter(|r| r["record"] == "mention" && r["document_id"] == id) {
        let entity = &mention["entity"];
        let word = |v: &Value| v.as_str().unwrap_or("-").to_owned();
        let sectors = entity["sectors"]
            .as_array()
            .map_or(String::new(), |s| s.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("+"));
        let (name, country, office) =
            (word(&entity["name"]), word(&entity["country"]), word(&entity["office"]));
        let line = format!("{name} {country} {sectors} {office}");
        if !entity.is_null() && !all.contains(&line) {
            all.push(line);
        }
    }
    all
}

/// Reads reports with some lists: day, text, and the actors that are expected.
#[track_caller]
fn check(folder: &Folder, lists: &[&str], reports: &[(&str, &str, &[&str])]) -> Run {
    let mut args = vec!["code", "-", "--mentions", "--from", "jsonl", "--format", "jsonl"];
    lists.iter().for_each(|list| args.extend(["--actors", list]));
    let line = |(i, (date, text, _)): (usize, &(&str, &str, &[&str]))| {
        format!("{}\n", serde_json::json!({ "id": i.to_string(), "date": date, "text": text }))
    };
    let input: String = reports.iter().enumerate().map(line).collect();
    let run = folder.run_with(&args, input).ok();
    for (i, (date, text, expected)) in reports.iter().enumerate() {
        assert_eq!(actors(&run, &i.to_string()), *expected, "{date} {text}");
    }
    run
}

#[test]
fn the_tables_of_the_manual_are_read_as_it_says() {
    let folder = Folder::with(&[("persons.tsv", &example("person\t")), ("bodies.tsv", &example("name\t"))]);
    let moreno = "Ada Moreno met the Dawn Brigades in Lima.";
    check(
        &folder,
        &["persons.tsv", "bodies.tsv"],
        &[
            ("2016-05-01", moreno, &["Ada Moreno PER  -", "Dawn Brigades COL REB -"]),
            ("2020-05-01", moreno, &["Ada Moreno PER GOV foreign minister", "Dawn Brigades COL PTY -"]),
            (
                "2022-05-01",
                "The Orinoco Water Board accused Ada Moreno of neglect.",
                &["Orinoco Water Board VEN GOV -", "Ada Moreno PER PTY+OPP party leader"],
            ),
        ],
    );
    let sound = folder.run(&["lexicon", "check", "persons.tsv", "bodies.tsv"]).ok();
    assert_eq!(
        sound.out,
        "persons.tsv: can be used (terms of office: 2)\nbodies.tsv: can be used (organisations: 3)\n"
    );
    assert_eq!(sound.err, "");
}

#[test]
fn the_dictionary_of_the_manual_is_read_as_it_says() {
    let folder = Folder::with(&[("river.txt", &example("# the upper river"))]);
    let sound = folder.run(&["lexicon", "check", "river.txt"]).ok();
    assert_eq!(
        (sound.out.as_str(), sound.err.as_str()),
        ("river.txt: can be used (entries of a dictionary: 2)\n", "")
    );
    let quiroga = "Tomas Quiroga accused the RPU of fraud.";
    let party = "River People's Union BOL PTY+OPP -";
    check(
        &folder,
        &["river.txt"],
        &[
            ("2005-03-01", quiroga, &["Tomas Quiroga BOL REB -", "River People's Union BOL REB -"]),
            ("2012-03-01", quiroga, &["Tomas Quiroga BOL GOV+MED -", party]),
            ("2020-03-01", quiroga, &["Tomas Quiroga BOL ELI -", party]),
        ],
    );
}

#[test]
fn a_list_goes_before_our_tables_and_a_later_one_before_an_earlier() {
    let folder = Folder::with(&[
        ("one.tsv", &format!("{PERSONS}Boris Johnson\t\t\tCAN\tgovernor\tGOV\t2020\t2020\n")),
        ("two.tsv", &format!("{PERSONS}Boris Johnson\t\t\tAUS\tmayor\tGOV\t2020-06\t2020-12\n")),
        ("kadhem.tsv", &format!("{PERSONS}Muammar Kadhem\t\t\tIRQ\tforeign minister\tGOV\t2020\t2020\n")),
        (
            "seat.tsv",
            "name\tcode\tsectors\tstands_for\tplace\nKremlin\tBGR\tGOV\tGovernment of Bulgaria\talways\n",
        ),
        (
            "role.tsv",
            "role\tplural\tsectors\tcode\tkind\toffice\tmarks\nbarkeep\tbarkeeps\tBUS\t\tperson\t\t\n",
        ),
    ]);
    let johnson = "Boris Johnson opened a bridge over the river.";
    check(&folder, &[], &[("2020-02-03", johnson, &["Boris Johnson GBR GOV prime minister"])]);
    check(
        &folder,
        &["one.tsv", "two.tsv"],
        &[
            ("2020-02-03", johnson, &["Boris Johnson CAN GOV governor"]),
            ("2020-07-03", johnson, &["Boris Johnson AUS GOV mayor"]),
            ("2017-02-03", johnson, &["Boris Johnson GBR GOV foreign secretary"]),
        ],
    );
    let chad = "Chad TCD  -";
    check(
        &folder,
        &["kadhem.tsv", "seat.tsv", "role.tsv"],
        &[
            (
                "2020-07-03",
                "Moammar Kadhem accused Chad of delay.",
                &["Muammar Kadhem IRQ GOV foreign minister", chad],
            ),
            ("2020-07-03", "The Kremlin denied the report.", &["- BGR GOV -"]),
            ("2020-07-03", "A Turkish barkeep accused Chad of fraud.", &["- TUR BUS -", chad]),
        ],
    );
}

#[test]
fn a_dictionary_that_says_the_same_takes_nothing_away() {
    let lines =
        "TURKEY_ [TUR]\n+ANKARA_\n+TRABZON_\nBORIS_JOHNSON_ [GBRGOV 160713-180709] [GBRMIL 190101-211231]\n";
    let folder = Folder::with(&[("d.txt", lines)]);
    let johnson = "Boris Johnson accused Turkey of delay.";
    let (turkey, chad) = ("Turkey TUR  -", "Chad TCD  -");
    check(
        &folder,
        &["d.txt"],
        &[
            ("2017-02-03", johnson, &["Boris Johnson GBR GOV foreign secretary", turkey]),
            ("2020-02-03", johnson, &["Boris Johnson GBR MIL -", turkey]),
            ("2020-02-03", "Ankara accused Chad of delay.", &["- TUR GOV -", chad]),
            ("2020-02-03", "Trabzon accused Chad of delay.", &[turkey, chad]),
            ("2020-02-03", "The talks with Chad were held in Trabzon.", &[chad]),
        ],
    );
}

#[test]
fn records_name_the_lists_that_made_them() {
    let folder = Folder::with(&[
        ("a.tsv", &format!("{PERSONS}Ada Moreno\t\t\tPER\tmayor\tGOV\t2019\t\n")),
        ("b.tsv", &format!("{PERSONS}Ada Moreno\t\t\tPER\tmayor\tGOV\t2018\t\n")),
    ]);
    let version = |lists: &[&str]| {
        let args: Vec<&str> = ["code", "-"].iter().chain(lists.iter()).copied().collect();
        folder.run_with(&args, "Rain fell.").ok().documents()[0]["version"]
            .as_str()
            .expect("a version")
            .to_owned()
    };
    let plain = version(&[]);
    let listed = version(&["--actors", "a.tsv"]);
    assert!(!plain.contains(".actors.") && listed.contains(".actors."), "{plain} {listed}");
    assert_eq!(listed, version(&["--actors", "a.tsv"]));
    assert_ne!(listed, version(&["--actors", "b.tsv"]));
    assert_ne!(
        version(&["--actors", "a.tsv", "--actors", "b.tsv"]),
        version(&["--actors", "b.tsv", "--actors", "a.tsv"])
    );
}

#[test]
fn every_problem_of_a_list_is_told_with_line_and_remedy() {
    let rows = [
        "Ada Moreno\t\t\tPRU\tmayor\tGOV\t2019\t2020",
        "Ada Moreno\t\t\tPER\tmayor\tGVO\t2019\t2020",
        "Ada Moreno\t\t\tPER\tmayor\tGOV\tsoon\t2020",
        "Ada Moreno\t\t\tPER\tmayor\tGOV\t2019-02-30\t2020",
        "Ada Moreno\t\t\tPER\tmayor\tGOV\t2021\t2020",
        "Ada Moreno PER mayor",
        "Rosa Vidal\t\t\tPER\tmayor of Lima\tGOV\t2018\t2019",
        "Rosa Vidal\t\t\tPER\tmayor of Lima\tGOV\t2018\t2019",
        "Luz Vega\t\t\tPER\tmayor of Lima\tGOV\t2019-03\t2022",
    ];
    let folder = Folder::with(&[("mine.tsv", &format!("{PERSONS}{}\n", rows.join("\n")))]);
    let run = folder.run(&["lexicon", "check", "mine.tsv"]);
    assert_eq!(run.code, Some(2));
    let expected = [
        "2: expected the code of a country or body, but found `PRU`; countries have",
        "3: expected a PLOVER sector, but found `GVO`; sectors are COP GOV",
        "4: expected a date, but found `soon`; write 2019, 2019-07 or 2019-07-24",
        "5: expected a date, but found `2019-02-30`; write",
        "6: expected an end that is not before the start, but found `2020`; write",
        "7: expected eight cells, but found `Ada Moreno PER mayor`; put a tab",
        "9: expected a name that was not there before, but found `Rosa Vidal` again, as in line 8; leave",
        "10: warning: expected terms that follow each other, but found Luz Vega as mayor of Lima of PER while Rosa Vidal is it",
    ];
    for line in expected {
        assert!(run.out.contains(&format!("mine.tsv:{line}")), "{line}\nis not in\n{}", run.out);
    }
    assert_eq!(run.err, "verbale: 7 to mend, 1 warning\n");
    let used = folder.run_with(&["code", "-", "--actors", "mine.tsv"], "Rain fell.");
    assert_eq!((used.code, used.out.as_str()), (Some(2), ""));
    assert!(
        used.err.contains("mine.tsv cannot be used as a list of actors\nmine.tsv:2: expected"),
        "{}",
        used.err
    );
}

#[test]
fn what_is_odd_is_a_warning_and_no_hindrance() {
    let rows = "Said\t\tSYR\tREB\tarmed\t\t\t\nUnited Rowers\tKremlin\tPER\tSOC\tngo\t\t\t\n";
    let folder = Folder::with(&[("mine.tsv", &format!("{BODIES}{rows}"))]);
    let run = folder.run(&["lexicon", "check", "mine.tsv"]).ok();
    assert!(
        run.out.contains("mine.tsv:2: warning: expected a name that is no common word, but found `Said`"),
        "{}",
        run.out
    );
    assert!(run.out.contains("`Kremlin`, which is Presidency of Russia (RUS) in our tables"), "{}", run.out);
    assert!(run.out.ends_with("mine.tsv: can be used (organisations: 2)\n"), "{}", run.out);
    assert_eq!(run.err, "verbale: 2 warnings\n");
}

#[test]
fn files_that_are_no_lists_are_refused() {
    let folder = Folder::with(&[
        ("empty.tsv", ""),
        ("letter.txt", "Dear all,\n"),
        ("old.txt", "ADA_MORENO_ [PERGOV]\n"),
    ]);
    std::fs::write(folder.path("latin.tsv"), [PERSONS.as_bytes(), b"Jos\xe9"].concat()).expect("a file");
    std::fs::write(folder.path("binary"), [0u8, 1, 2]).expect("a file");
    std::fs::write(folder.path("long"), vec![b'x'; 100 << 20]).expect("a file");
    std::fs::write(
        folder.path("bom.tsv"),
        format!("\u{feff}{PERSONS}Ada Moreno\t\t\tPER\tmayor\tGOV\t\t\n").replace('\n', "\r\n"),
    )
    .expect("a file");
    let all =
        ["empty.tsv", "letter.txt", "latin.tsv", "binary", "long", "none.tsv", ".", "bom.tsv", "old.txt"];
    let run = folder.run(&[&["lexicon", "check"], &all[..]].concat());
    assert_eq!(run.code, Some(2));
    let beginnings = [
        "empty.tsv: expected the header line of one of our tables, or a dictionary with codes in brackets, but found an empty file",
        "letter.txt:1: expected the header line",
        "latin.tsv:2: expected text in UTF-8, but found the byte E9; save the file as UTF-8",
        "binary:1: expected text, but found a byte that is none (0)",
        "long: expected a list of actors of at most 64 MB",
        "none.tsv: expected a file that can be read, but found",
        ".: expected a file that can be read, but found",
        "bom.tsv: can be used (terms of office: 1)",
        "old.txt: can be used (entries of a dictionary: 1)",
    ];
    for (line, beginning) in run.out.lines().zip(beginnings) {
        assert!(line.starts_with(beginning), "{line}\nshould be\n{beginning}");
    }
    assert_eq!(run.out.lines().count(), beginnings.len());
    assert_eq!(run.err, "verbale: 7 to mend\n");
}

#[test]
fn a_dictionary_with_faults_is_used_without_them() {
    let lines = "ADA_MORENO_ [PERGOV 20190101-20201231]\nNO_CODE_\nFAULTY_ [PERGOV 99]\n";
    let folder = Folder::with(&[("d.txt", lines)]);
    let expected: &[&str] = &["Ada Moreno PER GOV -", "Chad TCD  -"];
    let run = check(&folder, &["d.txt"], &[("2020-01-02", "Ada Moreno met Chad.", expected)]);
    assert_eq!(
        run.err,
        "verbale: d.txt: 2 things left out that cannot be read; `verbale lexicon check d.txt` lists all\n"
    );
    let checked = folder.run(&["lexicon", "check", "d.txt"]);
    assert_eq!(checked.code, Some(2));
    let first = "d.txt:2: expected a code in brackets for `NO CODE`, but found none; a synonym begins";
    assert!(checked.out.starts_with(first), "{}", checked.out);
}

#[test]
fn who_somebody_is_depends_on_the_day() {
    let folder = Folder::with(&[(
        "mine.tsv",
        &format!("{PERSONS}Ada Moreno\t\t\tPER\tforeign minister\tGOV\t2019-07\t2021-02-14\n"),
    )]);
    let who = |args: &[&str]| folder.run(&[&["lexicon", "who"], args].concat());
    let lavrov = who(&["Lavrov", "--on", "2022-03-30"]).ok().out;
    assert!(lavrov.contains("resolved: RUS GOV Sergey Lavrov, foreign minister (via name"), "{lavrov}");
    assert!(lavrov.contains("Wikidata Q58217"), "{lavrov}");
    let moreno = who(&["Ada Moreno", "--on", "2020-03-30", "--actors", "mine.tsv"]).ok().out;
    assert!(
        moreno.contains("PER GOV  foreign minister  2019-07 – 2021-02-14  your mine.tsv:2\n"),
        "{moreno}"
    );
    assert!(who(&["Kremlin"]).ok().out.contains("RUS GOV  seat of power"));
    assert!(who(&["rebel spokesman"]).ok().out.contains("resolved: REB"));
    assert!(who(&["PLA Daily"]).ok().out.contains("CHN JRN MIL  outlet"));
    assert!(who(&["RSF"]).ok().out.contains("stays open: it may be any of"));
    let nobody = who(&["Lavrof"]);
    assert_eq!(nobody.code, Some(1));
    assert!(nobody.out.starts_with("no one is called Lavrof; did you mean Lavrov"), "{}", nobody.out);
}

#[test]
fn answers_come_as_json_too() {
    let folder = Folder::with(&[]);
    let run = folder.run(&["lexicon", "who", "Boris Johnson", "--on", "2017-03-01", "--format", "json"]).ok();
    let answer: Value = serde_json::from_str(&run.out).expect("one object");
    let first = &answer["candidates"][0];
    assert_eq!(first["office"], "foreign secretary");
    assert_eq!(
        (&first["when"], &first["country"], &first["source"]),
        (&"now".into(), &"GBR".into(), &"wikidata".into())
    );
    assert_eq!(answer["resolved"]["codes"], "GBR GOV");
    assert!(answer.get("open_because").is_none());
    let counts = folder.run(&["lexicon", "count", "--format", "json"]).ok();
    let all: Vec<Value> = counts.records().into_iter().filter(|c| c["kind"] == "all").collect();
    let tables: Vec<&str> = all.iter().filter_map(|c| c["table"].as_str()).collect();
    assert_eq!(
        tables,
        [
            "terms of office",
            "countries",
            "organisations",
            "roles",
            "cues of speech",
            "frames of events",
            "places"
        ]
    );
    assert!(all.iter().all(|c| c["count"].as_u64() > Some(100)), "{all:?}");
}
