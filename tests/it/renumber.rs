//! Notes that moved: told once, followed with their *Ibid.*s, and written so that what is written can be read.

use std::fs;

use crate::tool::{claimlint, said};

/// A draft with so many notes, each its own source, the third cited again by an *Ibid.*, and its claims file.
fn scene(notes: usize) -> (String, String) {
    let mut body = String::from("# Locks\n\n");
    let mut list = String::new();
    let mut claims = String::from("draft \"locks.md\"\n\n");
    let mut number = 0;
    for source in 1..=notes {
        number += 1;
        body.push_str(&format!("Lock {source} was dug in 18{source:02}.[{number}] "));
        list.push_str(&format!(
            "[{number}] Ann Poe, Lock {source} of the Canal (Tarn: Mole, 19{source:02}), 4.\n\n"
        ));
        let ibid = if source == 3 {
            number += 1;
            body.push_str(&format!("Its gate came in 1850.[{number}] "));
            list.push_str(&format!("[{number}] Ibid., 9.\n\n"));
            format!(", [{number}]")
        } else {
            String::new()
        };
        let first = if ibid.is_empty() { number } else { number - 1 };
        claims.push_str(&format!("source lock-{source} [{first}]{ibid} \"Lock {source} of the Canal\"\n\n"));
        claims.push_str(&format!(
            "claim dug-{source} \"Lock {source} was dug in 18{source:02}.\"\n    at \"Lock {source} was dug\"\n    cites lock-{source}\n\n"
        ));
    }
    if notes < 3 {
        return (format!("{body}\n\n## Notes\n\n{list}"), claims);
    }
    claims.push_str(
        "claim gate \"The third gate came in 1850.\"\n    at \"Its gate came\"\n    cites lock-3 page 9\n",
    );
    (format!("{body}\n\n## Notes\n\n{list}"), claims)
}

/// The same draft with a sentence and its note put before the others.
fn inserted(draft: &str) -> String {
    let mut out = draft.to_owned();
    for number in (1..30).rev() {
        out = out.replace(&format!("[{number}]"), &format!("[{}]", number + 1));
    }
    out.replacen("# Locks\n\n", "# Locks\n\nThe canal is 12 miles long.[1] ", 1).replacen(
        "## Notes\n\n",
        "## Notes\n\n[1] Sam Roe, Miles of Water (Tarn: Mole, 1980), 3.\n\n",
        1,
    )
}

fn folder(draft: &str, claims: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("locks.md"), draft).expect("a draft");
    fs::write(folder.path().join("locks.claims"), claims).expect("a claims file");
    folder
}

/// Codes of the findings that a check tells of claims and their notes.
fn told(folder: &tempfile::TempDir) -> Vec<String> {
    let only =
        "source-note-moved,source-note-lost,claim-note-mismatch,claims-syntax,unknown-name,note-undefined";
    let output = claimlint(
        folder.path(),
        &["check", "locks.md", "--only", only, "--format", "json", "--fail-on", "never"],
    );
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("findings").iter();
    findings
        .map(|it| format!("{}: {}", it["code"].as_str().unwrap_or(""), it["message"].as_str().unwrap_or("")))
        .collect()
}

#[test]
fn one_inserted_note_is_one_finding_and_its_ibids_are_followed() {
    let (draft, claims) = scene(12);
    let folder = folder(&draft, &claims);
    assert_eq!(told(&folder), Vec::<String>::new());
    fs::write(folder.path().join("locks.md"), inserted(&draft)).expect("a draft");
    assert_eq!(
        told(&folder),
        ["source-note-moved: the notes of 12 sources moved up by 1: note 1 is now 2, and so on"]
    );
    let output = claimlint(folder.path(), &["check", "locks.md", "--only", "source-note-moved", "--fix"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(told(&folder), Vec::<String>::new());
    let claims = fs::read_to_string(folder.path().join("locks.claims")).expect("it is there");
    assert!(claims.contains("source lock-3 [4], [5] \"Lock 3"), "{claims}");
    let output = claimlint(folder.path(), &["renumber"]);
    assert_eq!(said(&output), "every number on a source line is right\n");
}

#[test]
fn two_notes_that_moved_are_told_each() {
    let (draft, claims) = scene(2);
    let folder = folder(&inserted(&draft), &claims);
    assert_eq!(told(&folder), ["source-note-moved: note 1 is now 2", "source-note-moved: note 2 is now 3"]);
}

#[test]
fn what_renumber_writes_can_be_read_back_in_every_form_of_note() {
    let claims = "draft \"DRAFT\"\n\nsource letter [2] \"Letter of the mayor\"\n\nclaim rose \"It rose by 12 in 2014.\"\n    \
                  at \"It rose by 12\"\n    cites letter\n";
    let note = "Jo Poe, Letter of the mayor to the council (Tarn: Mole, 2014), 3.";
    for (name, draft, now) in [
        ("a.md", format!("It rose by 12 in 2014.[^let]\n\n[^let]: {note}\n"), "[^let]"),
        ("a.md", format!("It rose by 12 in 2014.[^3]\n\n[^3]: {note}\n"), "[3]"),
        ("a.txt", format!("It rose by 12 in 2014.[7]\n\nNotes\n\n[7] {note}\n"), "[7]"),
        ("a.txt", format!("It rose by 12 in 2014.¹\n\nNotes\n\n1. {note}\n"), "[1]"),
        (
            "a.html",
            format!(
                "<p>It rose by 12 in 2014.<a href=\"#n1\" id=\"r1\"><sup>1</sup></a></p><h2>Notes</h2>\
                 <ol><li id=\"n1\">{note} <a href=\"#r1\">↩</a></li></ol>"
            ),
            "[1]",
        ),
        ("a.tex", format!("It rose by 12 in 2014.\\footnote{{{note}}}\n"), "[1]"),
        (
            "a.md",
            format!(
                "---\nreferences:\n- id: poe2014\n  type: book\n  title: Letter of the mayor to the council\n  author: [{{family: Poe, given: Jo}}]\n---\n\nIt rose by 12 in 2014 [@poe2014].\n"
            ),
            "[@poe2014]",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(name), &draft).expect("a draft");
        fs::write(folder.path().join("a.claims"), claims.replace("DRAFT", name)).expect("a claims file");
        let output = claimlint(folder.path(), &["renumber", "--write"]);
        assert_eq!(output.status.code(), Some(0), "{draft}\n{}", said(&output));
        let written = fs::read_to_string(folder.path().join("a.claims")).expect("it is there");
        assert!(written.contains(&format!("source letter {now} \"")), "{draft}\n{written}");
        let output = claimlint(
            folder.path(),
            &["check", "a.claims", "--only", "claims-syntax,source-note-moved,source-note-lost"],
        );
        assert_eq!(output.status.code(), Some(0), "{draft}\n{}", said(&output));
    }
}

#[test]
fn a_note_that_cannot_be_referred_to_is_left_and_said() {
    let claims = "draft \"locks.md\"\n\nsource letter [2] \"Letter of the mayor\"\n\nclaim rose \"It rose by 12 in 2014.\"\n    \
                  at \"It rose by 12\"\n    cites letter\n";
    let folder = folder(
        "It rose by 12 in 2014.[^the letter#1]\n\n[^the letter#1]: Jo Poe, Letter of the mayor to the council (Tarn: Mole, 2014), 3.\n",
        claims,
    );
    let before = fs::read_to_string(folder.path().join("locks.claims")).expect("it is there");
    claimlint(folder.path(), &["renumber", "--write"]);
    claimlint(folder.path(), &["check", "locks.md", "--fix"]);
    assert_eq!(fs::read_to_string(folder.path().join("locks.claims")).expect("it is there"), before);
}
