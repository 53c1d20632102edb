//! Lists of words as a user meets them, and any text against them.

use std::fs;
use std::process::Output;

use claimlint::inside::lexicon::{Lexicons, Page};
use claimlint::inside::prose::language::{Language, is_foreign};
use claimlint::inside::prose::open;
use proptest::prelude::*;

use crate::tool::claimlint;

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_house_adds_words_and_switches_others_off() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, content: &str| fs::write(folder.path().join(name), content).expect("a file");
    write("draft.txt", "The dues will undoubtedly rise. It stands to reason that the port is small.\n");
    write(
        "house.toml",
        "name = \"house\"\n[[terms]]\nlist = \"certainty\"\nwords = [\"it stands to reason\"]\noff = [\"undoubtedly\"]\n",
    );
    let check = ["check", "draft.txt", "--only", "certainty-word", "--format", "concise"];
    let plain = words(&claimlint(folder.path(), &check));
    assert!(plain.contains("“undoubtedly”") && !plain.contains("reason"), "{plain}");
    let house = words(&claimlint(folder.path(), &[&check[..], &["--lexicon", "house.toml"]].concat()));
    assert!(!house.contains("“undoubtedly”") && house.contains("“It stands to reason”"), "{house}");
    let listed = words(&claimlint(folder.path(), &["lexicons", "certainty", "--lexicon", "house.toml"]));
    assert!(listed.contains("switched off: undoubtedly") && listed.contains("list “house”"), "{listed}");
}

#[test]
fn a_slip_in_a_list_is_told_with_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("h.toml"), "[[terms]]\nlist = \"hegde\"\nwords = [\"x\"]\n")
        .expect("a file");
    let output = claimlint(folder.path(), &["lexicons", "--lexicon", "h.toml"]);
    assert_eq!(output.status.code(), Some(2));
    let told = words(&output);
    assert!(
        told.contains("h.toml:2") && told.contains("there is no list `hegde`; did you mean `hedge`?"),
        "{told}"
    );
}

#[test]
fn lists_are_printed_in_the_form_in_which_they_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let toml = claimlint(folder.path(), &["lexicons", "--format", "toml"]);
    let page = Page::parse(&String::from_utf8_lossy(&toml.stdout), "printed").expect("it reads");
    let shipped = Lexicons::default();
    let count: usize = page.rows.iter().map(|row| row.words.len() + row.except.len()).sum();
    assert_eq!(count, shipped.entries().count());
    let json = claimlint(folder.path(), &["lexicons", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    for list in value["lists"].as_array().expect("lists") {
        assert!(list["authorities"].as_array().is_some_and(|all| !all.is_empty()), "{list}");
    }
}

/// Words of the lists and around them, in any order and with any neighbours.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "may",
            "May",
            "could possibly",
            "of course",
            "of course of",
            "suspected",
            "alleged",
            "possible",
            "high confidence",
            "very likely",
            "clearly",
            ",",
            "“",
            "”",
            "'",
            "’",
            "-",
            "\n",
            "日本",
            "Ñ",
            "é",
            " ",
            " ",
            " ",
            ".",
            "[1]",
            "der",
            "und",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_scanned(text in text(), other in text()) {
        let table = Lexicons::default();
        let scan = table.scan(&text);
        for pair in scan.hits.windows(2) {
            prop_assert!(pair[0].span.start <= pair[1].span.start);
        }
        for hit in &scan.hits {
            let words = text.get(hit.span.range()).expect("it is a slice").replace('’', "'");
            prop_assert!(words.eq_ignore_ascii_case(&table.entry(hit.entry).words));
        }
        if let Some(span) = open::left_open(&table, &text, &other) {
            prop_assert!(text.get(span.range()).is_some());
        }
        open::hedged(&table, &text);
        open::is_guarded(&scan.hits, &text);
        is_foreign(&text);
        Language::of(Some(&other), &[&text, &other]);
    }

    #[test]
    fn any_file_of_words_is_read_or_told(content in "\\PC{0,80}", key in "[a-z]{1,8}", word in "\\PC{0,20}") {
        let quoted = serde_json::Value::from(word).to_string();
        for text in [content, format!("[[terms]]\nlist = \"hedge\"\n{key} = [{quoted}]\nwords = [{quoted}]\n")] {
            match Page::parse(&text, "x") {
                Ok(page) => { Lexicons::default().with(&page).scan(&text); }
                Err(faults) => {
                    for fault in faults {
                        prop_assert!(text.get(fault.span.range()).is_some() && !fault.message.is_empty());
                    }
                }
            }
        }
    }
}

#[test]
fn a_long_text_is_scanned_in_its_length() {
    let table = Lexicons::default();
    let start = std::time::Instant::now();
    let text = "may ".repeat(500_000);
    assert_eq!(table.scan(&text).hits.len(), 500_000);
    table.scan(&"of course ".repeat(200_000));
    table.scan(&"a".repeat(4_000_000));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
