//! Every worked example in `claims/` is checked and its output kept in
//! `snapshots/`; so is the founding article's structure.

use std::fs;
use std::process::Command;

/// What the command prints, run at the top of the repository.
fn claimlint(args: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(args)
        .args(["--width", "100", "--color", "never"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("COLUMNS")
        .output()
        .expect("the command starts");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (String::from_utf8(output.stdout).expect("output is UTF-8"), output.status.code())
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

fn names() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/claims");
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the examples are there")
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".claims").map(str::to_owned))
        .collect();
    names.sort();
    names
}

#[test]
fn each_example_prints_what_it_always_printed() {
    let names = names();
    assert!(names.len() >= 3, "{names:?}");
    for name in names {
        let path = format!("claims/{name}.claims");
        let (full, code) = claimlint(&["check", &path, "--today", "2026-01-01"]);
        settings().bind(|| insta::assert_snapshot!(format!("claims_{name}"), full));
        assert_eq!(code, Some(if name == "clean-brief" { 0 } else { 1 }), "{name}");
    }
}

#[test]
fn claims_in_the_draft_alone_make_an_argument() {
    let (said, code) =
        claimlint(&["check", "claims/ferry-hours.md", "--today", "2026-01-01", "--format", "concise"]);
    let told: Vec<&str> = said.lines().filter(|line| line.starts_with("claims/")).collect();
    assert_eq!((told.len(), code), (4, Some(1)), "{said}");
    assert!(told.iter().all(|line| line.contains("warning[single-source]")), "{said}");
    let (traced, _) = claimlint(&["trace", "run-late-ferry", "claims/ferry-hours.md"]);
    settings().bind(|| insta::assert_snapshot!("trace_ferry_hours", traced));
}

#[test]
fn each_example_is_in_canonical_layout() {
    let (said, code) = claimlint(&["fmt", "--check", "claims"]);
    assert_eq!((said.as_str(), code), ("", Some(0)));
}

#[test]
fn the_founding_article_is_understood() {
    let (shown, _) = claimlint(&["show", "claims/japan-cyber.txt"]);
    assert!(shown.contains("21 markers, 21 notes"), "{}", shown.lines().next().unwrap_or(""));
    settings().bind(|| insta::assert_snapshot!("show_japan_cyber", shown));
}

#[test]
fn coverage_of_the_founding_article() {
    let (table, _) = claimlint(&["coverage", "claims/japan-cyber.txt"]);
    settings().bind(|| insta::assert_snapshot!("coverage_japan_cyber", table));
}

#[test]
fn notes_of_the_founding_article() {
    let (shown, code) = claimlint(&["notes", "claims/japan-cyber.txt"]);
    assert_eq!(code, Some(0));
    settings().bind(|| insta::assert_snapshot!("notes_japan_cyber", shown));
}

#[test]
fn sources_of_the_founding_article() {
    let (shown, code) = claimlint(&["sources", "claims/japan-cyber.txt"]);
    assert_eq!(code, Some(0));
    settings().bind(|| insta::assert_snapshot!("sources_japan_cyber", shown));
}

#[test]
fn bibliographies_of_the_founding_article_are_sound() {
    let (text, _) = claimlint(&["notes", "claims/japan-cyber.txt", "--format", "bibtex"]);
    let read = biblatex::Bibliography::parse(&text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
    let (items, _) = claimlint(&["notes", "claims/japan-cyber.txt", "--format", "csl-json"]);
    let items: Vec<serde_json::Value> = serde_json::from_str(&items).expect("it is a JSON array");
    let keys: Vec<&str> = read.iter().map(|entry| entry.key.as_str()).collect();
    let ids: Vec<&str> = items.iter().filter_map(|item| item["id"].as_str()).collect();
    assert_eq!((keys.len(), &keys), (20, &ids));
    assert!(ids.contains(&"kallender2017-japans") && ids.contains(&"gertz-cyber"), "{ids:?}");
}
