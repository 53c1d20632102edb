//! `claimlint init`: what it writes can be read, every anchor and note in it is found,
//! nothing is ever written over.

use std::fs;
use std::path::Path;
use std::process::Command;

use claimlint::Claims;
use claimlint::inside::case::{Anchoring, Case, NoteSearch};
use claimlint::inside::check::{Input, Options, read_draft};
use claimlint::inside::draft::reader_for;
use claimlint::inside::starter::{self, Starter};
use claimlint::inside::syntax;
use claimlint::inside::text::{Text, Texts};
use proptest::prelude::*;

use crate::tool::claimlint;

/// The starter of a draft, and what the two together are found to be.
fn begun(name: &str, content: &str, look: impl Fn(&Case<'_>, &Starter)) {
    let mut texts = Texts::new();
    let file = texts.add(Text::new(name, content));
    let input = |texts| Input { texts, draft: Some((file, reader_for(name))), claims: None, endnotes: &[] };
    let draft = read_draft(input(&texts)).expect("a draft was given");
    let options = Options::default();
    let made = starter::new_file(&Case::resolve(&texts, Some(&draft), None, &options), name);
    let claims = texts.add(Text::new("made.claims", made.text.clone()));
    let parsed = Claims::read(claims, &texts);
    let case = Case::resolve(&texts, Some(&draft), Some(&parsed), &options);
    assert!(case.errors().is_empty(), "{:#?}\nin\n{}", case.errors(), made.text);
    look(&case, &made);
}

fn everything_is_found(case: &Case<'_>, made: &Starter) {
    assert_eq!(case.entries.len(), made.claims);
    assert_eq!(case.sources.len(), made.sources);
    for entry in &case.entries {
        assert!(matches!(entry.anchors[..], [Anchoring::Found(_)]), "{:?}\n{}", entry.anchors, made.text);
        assert!(entry.evidence.iter().all(|evidence| evidence.known), "{}", made.text);
    }
    for source in &case.sources {
        assert!(matches!(source.search, NoteSearch::Right(_)), "{:?}\n{}", source.search, made.text);
        assert!(source.uses > 0, "{} is cited by nothing\n{}", source.decl.name.value, made.text);
    }
    let again = starter::additions(case);
    assert_eq!((again.claims, again.sources), (0, 0), "{}", again.text);
    assert_eq!(again.text, "");
    assert!(again.unlisted.is_empty(), "{:?}", again.unlisted);
}

#[test]
fn the_worked_examples_can_be_begun_from_their_drafts() {
    for (name, least) in [("japan-cyber.txt", 25), ("harbour-dues.md", 15), ("clean-brief.txt", 3)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims").join(name);
        begun(name, &fs::read_to_string(path).expect("an example"), |case, made| {
            assert!(made.claims >= least, "{name}: {} claims", made.claims);
            everything_is_found(case, made);
        });
    }
}

#[test]
fn names_tell_what_the_sentence_is_about() {
    let draft = "However, exports grew by 12% in 2014.[1] Moreover, exports grew by 12% in 2014 at Tarn.[1]\n\n\
                 Notes\n\n[1] Customs Office, Annual Report 2014 (Tarn: Customs Office, 2015), 3.\n";
    begun("paper.txt", draft, |case, made| {
        let names: Vec<&str> = case.entries.iter().map(|entry| entry.entry.name.value.as_str()).collect();
        assert_eq!(names, ["exports-grew-12", "exports-grew-tarn-12"]);
        assert!(made.text.contains("page 3"), "{}", made.text);
    });
}

#[test]
fn a_sentence_that_stands_twice_is_passed_over_and_counted() {
    let draft = "Exports grew by 12% in 2014.\n\nExports grew by 12% in 2014.\n";
    begun("paper.txt", draft, |_, made| assert_eq!((made.claims, made.repeated), (0, 2)));
}

const DRAFT: &str = "Exports grew by 12% in 2014.[1]\n\nNotes\n\n[1] Customs Office, Annual Report 2014.\n";

#[test]
fn nothing_is_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let claims = folder.path().join("paper.claims");
    fs::write(folder.path().join("paper.txt"), DRAFT).expect("a draft");
    fs::write(&claims, "# mine").expect("a claims file");
    let output = claimlint(folder.path(), &["init", "paper.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("init --update paper.txt"), "{output:?}");
    assert_eq!(fs::read_to_string(&claims).expect("still there"), "# mine");
    let output = claimlint(folder.path(), &["init", "paper.txt", "--update", "--diff"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("+claim exports-grew-12"), "{output:?}");
    assert_eq!(fs::read_to_string(&claims).expect("still there"), "# mine");
}

#[test]
fn an_update_adds_what_is_new_and_keeps_every_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let (draft, claims) = (folder.path().join("paper.txt"), folder.path().join("paper.claims"));
    fs::write(&draft, DRAFT).expect("a draft");
    assert_eq!(claimlint(folder.path(), &["init", "paper.txt"]).status.code(), Some(0));
    let first = fs::read_to_string(&claims).expect("it was written").replace('\n', "\r\n");
    fs::write(&claims, &first).expect("an editor saved it with other line ends");
    let more = DRAFT.replace("\n\nNotes", " Imports fell by 3% in 2015.[2]\n\nNotes")
        + "\n[2] Port Board, Yearbook of the Port 2016.\n";
    fs::write(&draft, more).expect("a longer draft");
    let output = claimlint(folder.path(), &["init", "--update", "paper.txt"]);
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "paper.claims: 1 claim and 1 source added at its end\n",
        "{output:?}"
    );
    let second = fs::read_to_string(&claims).expect("it is there");
    let added = second.strip_prefix(&first).expect("what was there stands as it was");
    assert!(added.contains("claim imports-fell-3 \"Imports fell by 3% in 2015.\"\r\n"), "{added}");
    let output = claimlint(folder.path(), &["init", "--update", "paper.txt"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "paper.claims: nothing in the draft is new\n");
    assert_eq!(fs::read_to_string(&claims).expect("it is there"), second);
}

#[test]
fn standard_input_goes_to_standard_output() {
    use std::io::Write;
    use std::process::Stdio;
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(["init", "-", "--stdin-name", "paper.txt"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    child.stdin.take().expect("a pipe").write_all(DRAFT.as_bytes()).expect("it takes the draft");
    let output = child.wait_with_output().expect("it ends");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut texts = Texts::new();
    let file = texts.add(Text::new("x.claims", text.clone()));
    assert_eq!(syntax::parse(texts.get(file)).1, []);
    assert!(text.contains("draft \"paper.txt\""), "{text}");
}

/// Sentences with all that makes strings, names and anchors hard.
fn sentence() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(
        prop_oneof![
            Just("exports".to_owned()),
            Just("“so called”".to_owned()),
            Just("\"straight\"".to_owned()),
            Just("12%".to_owned()),
            Just("in 2014".to_owned()),
            Just("$3.5 million".to_owned()),
            Just("#hash".to_owned()),
            Just("Zürich".to_owned()),
            Just("日本は".to_owned()),
            Just("[sic]".to_owned()),
            "[a-z]{1,9}",
        ],
        1..24,
    );
    (words, 0..4usize).prop_map(|(words, note)| {
        let marker = if note == 0 { String::new() } else { format!("[{note}]") };
        format!("Exports grew {}.{marker}", words.join(" "))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_draft_says_the_file_can_be_read(
        paragraphs in prop::collection::vec(prop::collection::vec(sentence(), 1..4), 1..6),
        notes in prop::collection::vec("[A-Z][a-z]{2,8} [a-z]{2,9}[,\"“” ]{1,3}[A-Za-z ]{3,30}(, 2014)?", 3),
    ) {
        let body: Vec<String> = paragraphs.iter().map(|sentences| sentences.join(" ")).collect();
        let notes: Vec<String> =
            notes.iter().enumerate().map(|(at, note)| format!("[{}] {note}.", at + 1)).collect();
        let draft = format!("{}\n\nNotes\n\n{}\n", body.join("\n\n"), notes.join("\n\n"));
        begun("paper.txt", &draft, everything_is_found);
    }
}
