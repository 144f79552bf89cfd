//! The first page promises what the program does.

use assert_cmd::cargo::cargo_bin_cmd;

/// The indented blocks of a page, without their indent.
fn blocks(page: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut open = false;
    for line in page.lines() {
        match line.strip_prefix("    ") {
            Some(text) if open => {
                if let Some(block) = blocks.last_mut() {
                    block.push_str(text);
                    block.push('\n');
                }
            }
            Some(text) => blocks.push(format!("{text}\n")),
            None => {}
        }
        open = line.starts_with("    ");
    }
    blocks
}

#[test]
fn the_readme_shows_what_comes_out() {
    let page = include_str!("../../../README.md");
    let [report, events, statements, ..] = &blocks(page)[..] else {
        panic!("the page has a report, its records and its statements")
    };
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("horn.txt"), report).expect("the report can be written");
    for (command, shown) in [("code", events), ("statements", statements)] {
        let mut program = cargo_bin_cmd!("verbale");
        let options = [command, "horn.txt", "--date", "2024-03-07", "--format", "table"];
        program.current_dir(folder.path()).args(options).env_remove("COLUMNS");
        let out = program.assert().success().get_output().stdout.clone();
        assert_eq!(String::from_utf8_lossy(&out), *shown);
    }
}
