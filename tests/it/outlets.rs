//! The list of outlets as a user meets it: the command, the flags, the report.

use std::fs;
use std::process::Output;

use crate::tool::claimlint;

const DRAFT: &str = "Japan and Russia signed twelve agreements on ports in 2016.[1]\n\nNotes\n\n[1] “Russia, \
                     Japan Sign Deals on Ports,” Sputnik, December 16, 2016.\n";

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("a file");
    }
    folder
}

#[test]
fn the_list_in_force_is_printed_with_kinds_authorities_and_dates() {
    let folder = folder(&[]);
    let text = words(&claimlint(folder.path(), &["outlets"]));
    for expected in
        ["state-controlled\n", "State Media Profiles, German Marshall Fund, February 2024", "rows"]
    {
        assert!(text.contains(expected), "no “{expected}” in:\n{text}");
    }
    for word in ["unreliable", "left", "right-wing", "biased", "fake"] {
        assert!(!text.to_lowercase().contains(word), "“{word}” in:\n{text}");
    }
    let json = claimlint(folder.path(), &["outlets", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    let rows = list["outlets"].as_array().expect("rows");
    assert_eq!(list["rows"].as_u64(), Some(rows.len() as u64));
    for row in rows {
        assert!(row["authority"].as_str().is_some_and(|authority| !authority.is_empty()), "{row}");
        assert!(row["as-of"].is_string(), "{row}");
    }
}

#[test]
fn a_finding_names_owner_authority_and_date_and_the_report_the_list() {
    let folder = folder(&[("draft.txt", DRAFT)]);
    let output = claimlint(folder.path(), &["check", "draft.txt", "--today", "2024-06-01", "--width", "200"]);
    let text = words(&output);
    let message = "Sputnik is state-controlled media (owner: Rossiya Segodnya, Russia; \
                   State Media Profiles, German Marshall Fund, February 2024)";
    assert!(text.contains(message), "{text}");
    assert!(text.contains("Cited here: Sputnik."), "{text}");
    assert!(!text.contains("years old"), "{text}");
    let later = claimlint(folder.path(), &["check", "draft.txt", "--today", "2026-11-24", "--width", "200"]);
    assert!(words(&later).contains("this list entry is 2 years old"), "{}", words(&later));
}

#[test]
fn a_house_adds_switches_off_and_replaces() {
    let off = "[[outlet]]\nname = \"Sputnik\"\nkind = \"none\"\nreason = \"what this series is about\"\n";
    let own = "name = \"our list\"\ndate = \"2026-01-02\"\n\n[[outlet]]\nname = \"The Japan Times\"\n\
               kind = \"aggregator\"\nauthority = \"a test\"\n";
    let folder = folder(&[("draft.txt", DRAFT), ("off.toml", off), ("own.toml", own)]);
    let check = |args: &[&str]| {
        let mut all = vec!["check", "draft.txt", "--width", "200"];
        all.extend(args);
        words(&claimlint(folder.path(), &all))
    };
    assert!(check(&[]).contains("state-media"));
    let text = check(&["--outlets", "off.toml"]);
    assert!(!text.contains("state-media"), "{text}");
    assert!(text.contains("Sputnik is switched off in that list: what this series is about"), "{text}");
    let text = check(&["--only-outlets", "own.toml"]);
    assert!(!text.contains("state-media"), "{text}");
    let json = claimlint(
        folder.path(),
        &["check", "draft.txt", "--format", "json", "--only-outlets", "own.toml", "--outlets", "off.toml"],
    );
    let report: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    let outlets = &report["summary"]["outlets"];
    assert_eq!(outlets["list"], "our list with off.toml");
    assert_eq!(outlets["rows"], 2);
    assert_eq!(outlets["met"][0]["kind"], "none");
}

#[test]
fn a_fault_in_a_list_is_told_with_its_line_and_nothing_is_checked() {
    let folder = folder(&[
        ("draft.txt", DRAFT),
        ("slip.toml", "[[outlet]]\nname = \"A\"\nkind = \"agregator\"\n"),
        ("key.toml", "[[outlet]]\nnmae = \"A\"\nkind = \"wire\"\n"),
    ]);
    let check = |file: &str| claimlint(folder.path(), &["check", "draft.txt", "--outlets", file]);
    for (file, expected) in [
        ("slip.toml", "slip.toml:3: there is no kind `agregator`; did you mean `aggregator`?"),
        ("key.toml", "key.toml:2: there is no key `nmae`; did you mean `name`?"),
        ("none.toml", "none.toml: there is no such file"),
    ] {
        let output = check(file);
        assert_eq!(output.status.code(), Some(2), "{file}");
        let flat = words(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        let (place, message) = expected.split_once(": ").expect("place and message");
        assert!(flat.contains(place) && flat.contains(message), "{flat}");
    }
    let output = claimlint(folder.path(), &["outlets", "--outlets", "slip.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output).contains("slip.toml:3: there is no kind"), "{}", words(&output));
}

#[test]
fn the_shipped_list_can_be_given_as_a_house_list() {
    let shipped = include_str!("../../src/notes/outlets/outlets.toml");
    let folder = folder(&[("list.toml", shipped), ("draft.txt", DRAFT)]);
    let plain = words(&claimlint(folder.path(), &["outlets"]));
    let given = words(&claimlint(folder.path(), &["outlets", "--only-outlets", "list.toml"]));
    assert_eq!(plain, given);
    // What the command prints as TOML is the same list again.
    let printed = claimlint(folder.path(), &["outlets", "--format", "toml"]);
    fs::write(folder.path().join("printed.toml"), &printed.stdout).expect("a file");
    let json = |args: &[&str]| {
        let mut all = vec!["outlets", "--format", "json"];
        all.extend(args);
        words(&claimlint(folder.path(), &all))
    };
    assert_eq!(json(&[]), json(&["--only-outlets", "printed.toml"]));
}
