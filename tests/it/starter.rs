//! `claimlint init`: what it writes can be read, every anchor and note in it is found,
//! nothing is ever written over.

use std::fs;
use std::path::Path;
use std::process::Command;

use claimlint::Claims;
use claimlint::inside::case::{Anchoring, Case, NoteSearch};
use claimlint::inside::check::{Input, Options, read_draft};
use claimlint::inside::draft::reader_for;
use claimlint::inside::starter::{self, Only, Starter, Wanted};
use claimlint::inside::syntax;
use claimlint::inside::text::{Text, Texts};
use proptest::prelude::*;

use crate::tool::claimlint;

/// All that asserts something, cited or not.
const ALL: Wanted = Wanted { only: None, cited: true };

/// The starter of a draft, and what the two together are found to be.
fn begun(name: &str, content: &str, look: impl Fn(&Case<'_>, &Starter)) {
    wanted(name, content, ALL, look);
}

/// The same, of some sentences.
fn wanted(name: &str, content: &str, wanted: Wanted, look: impl Fn(&Case<'_>, &Starter)) {
    let mut texts = Texts::new();
    let file = texts.add(Text::new(name, content));
    let input = |texts| Input { texts, draft: Some((file, reader_for(name))), claims: None, endnotes: &[] };
    let draft = read_draft(input(&texts)).expect("a draft was given");
    let options = Options::default();
    let made = starter::new_file(&Case::resolve(&texts, Some(&draft), None, &options), name, wanted);
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
    // Nothing is said of the sentence but where it is: a pin watches its words and markers from the first day.
    for resolved in &case.entries {
        let pins = resolved.entry.pinned.as_ref().map_or(&[][..], |pinned| &pinned.words);
        assert_eq!(pins.len(), resolved.anchors.len(), "{}", made.text);
        for (at, pin) in pins.iter().enumerate() {
            assert_eq!(case.unpinned(&case.anchored_at(resolved, at), &pin.value), None, "{}", made.text);
        }
    }
    let again = starter::additions(case, ALL);
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
fn names_are_those_that_an_author_would_choose() {
    let draft = "However, exports grew by 12% in 2014.[1] Moreover, exports grew by 3% in 2015.[2] Heat pump sales \
                 doubled in 2016.[3]\n\nNotes\n\n\
                 [1] Customs Office, Annual Report 2014 (Tarn: Customs Office, 2015), 3.\n\n\
                 [2] Jane Herman, Trade in Harbour Towns (Tarn: Mole, 2016), 12.\n\n\
                 [3] Department for Energy and Wind Power, Heat at Home (Tarn: DEWP, 2017), 4.\n";
    begun("paper.txt", draft, |case, made| {
        let names: Vec<&str> = case.entries.iter().map(|entry| entry.entry.name.value.as_str()).collect();
        assert_eq!(names, ["exports-grew", "exports-grew-2015", "heat-pump-sales"], "{}", made.text);
        let sources: Vec<&str> = case.sources.iter().map(|source| source.decl.name.value.as_str()).collect();
        assert_eq!(sources[..2], ["customs-office-2015", "herman-2016"], "{}", made.text);
        assert!(made.text.contains("cites customs-office-2015 page 3"), "{}", made.text);
    });
}

#[test]
fn a_label_that_the_author_gave_is_the_name_of_its_source() {
    let draft = "Exports grew by 12% in 2014.[^toll-book]\n\n[^toll-book]: Customs Office, *Annual Report* (Tarn: Mole, 2015), 3.\n";
    begun("paper.md", draft, |_, made| {
        assert!(made.text.contains("\nsource toll-book [^toll-book] "), "{}", made.text);
    });
}

/// No sentence is a statement, what needs a source comes first, and what has one is left out.
#[test]
fn what_needs_its_author_most_comes_first() {
    let draft = "The port was closed in 1911 by the board of the canal. “The lock is a ruin,” said the keeper of the lock. \
                 The dues fell by 40 per cent in 1912. Tolls rose by 3 per cent in 1913.[1]\n\nNotes\n\n\
                 [1] Customs Office, Annual Report 1914 (Tarn: Customs Office, 1915), 3.\n";
    let uncited = Wanted::default();
    wanted("paper.txt", draft, uncited, |case, made| {
        assert_eq!((made.cited, made.sources), (1, 0), "{}", made.text);
        assert!(case.entries.iter().all(|entry| entry.entry.statement.is_none()), "{}", made.text);
        let headings: Vec<&str> =
            made.text.lines().filter(|line| line.contains("without a source")).collect();
        assert_eq!(
            headings,
            ["# Figures without a source", "# Quotations without a source", "# Events without a source"],
            "{}",
            made.text
        );
        assert!(made.text.find("dues fell") < made.text.find("lock is a ruin"), "{}", made.text);
    });
    for (only, cited, count, holds) in [
        (Only::Figures, false, 1, "dues fell"),
        (Only::Figures, true, 2, "Tolls rose"),
        (Only::Quotations, true, 1, "lock is a ruin"),
        (Only::Uncited, true, 3, "port was closed"),
    ] {
        wanted("paper.txt", draft, Wanted { only: Some(only), cited }, |_, made| {
            assert_eq!(made.claims, count, "{only:?}\n{}", made.text);
            assert!(made.text.contains(holds), "{only:?}\n{}", made.text);
        });
    }
}

#[test]
fn the_thesis_is_the_sentence_that_says_so() {
    let draft = "The weirs of the north are old. This paper argues that the board should open all of them by 1920.\n\n\
                 Tolls rose by 3 per cent in 1913.\n";
    wanted("paper.txt", draft, Wanted { only: Some(Only::Thesis), cited: false }, |case, made| {
        assert_eq!(made.claims, 1, "{}", made.text);
        let thesis = made.thesis.clone().expect("it is said in so many words");
        assert!(made.text.contains(&format!("    thesis {thesis}\n")), "{}", made.text);
        assert_eq!(case.theses().len(), 1);
        assert!(made.text.contains("This paper argues"), "{}", made.text);
    });
    let plain = "The weirs of the north are old. Tolls rose by 3 per cent in 1913.\n";
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("paper.txt"), plain).expect("a draft");
    let output = claimlint(folder.path(), &["init", "paper.txt", "--only", "thesis"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("write the thesis yourself"), "{output:?}");
    assert!(!folder.path().join("paper.claims").exists());
}

/// A locator is written where the note gives one, and none is made of a volume, an issue or a number of an article.
#[test]
fn no_locator_comes_from_a_field_that_is_not_one() {
    let note = |rest: &str| {
        format!(
            "Exports grew by 12% in 2014.[^a]\n\n[^a]: Jo Poe, “Growth Again,” *Journal of Growth* {rest}.\n"
        )
    };
    for (rest, locator) in [
        ("53, 5 (1963): 941-973", ""),
        ("14, 1 (1994):135-141", ""),
        ("8, Fall 2017", ""),
        ("3 (2020): article 119", ""),
        ("3 (2020): e119", ""),
        ("12, no. 2 (2014): 45–61, at 47", " page 47"),
    ] {
        begun("paper.md", &note(rest), |_, made| {
            let cites: Vec<&str> = made.text.lines().filter(|line| line.starts_with("    cites ")).collect();
            assert_eq!(cites.len(), 1, "{rest}\n{}", made.text);
            let written = cites[0].trim().splitn(3, ' ').nth(2).map_or(String::new(), |it| format!(" {it}"));
            assert_eq!(written, locator, "{rest}");
        });
    }
}

#[test]
fn labels_with_commas_and_links_are_sources() {
    let draft = "Some 48% of the weirs broke, [a survey of them](https://weirs.example/survey) found. The board fined 31 \
                 millers in 1911, [its register](https://board.example/register) shows.\n";
    begun("paper.md", draft, |case, made| {
        assert_eq!((made.claims, made.sources), (2, 2), "{}", made.text);
        everything_is_found(case, made);
    });
    let draft = "Some 48% of the weirs broke.[^Smith,1911]\n\n[^Smith,1911]: Ann Smith, *Survey of Weirs* (Tarn: Mole, 1911), 12.\n";
    begun("paper.md", draft, |case, made| {
        assert_eq!((made.claims, made.sources), (1, 1), "{}", made.text);
        everything_is_found(case, made);
    });
}

/// A claim that lost its sentence to a rewording is not begun a second time; nor one without an anchor.
#[test]
fn an_update_doubles_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (draft, claims) = (folder.path().join("paper.txt"), folder.path().join("paper.claims"));
    let text = "The dues fell by 40 per cent in the winter of 1912. Tolls rose by 3 per cent in 1913.\n";
    fs::write(&draft, text).expect("a draft");
    assert_eq!(claimlint(folder.path(), &["init", "paper.txt"]).status.code(), Some(0));
    let first = fs::read_to_string(&claims).expect("it was written");
    assert_eq!(first.matches("\nclaim ").count(), 2, "{first}");
    fs::write(
        &draft,
        text.replace(
            "The dues fell by 40 per cent in the winter",
            "In the winter the dues fell by 41 per cent",
        ),
    )
    .expect("a draft");
    let output = claimlint(folder.path(), &["init", "--update", "paper.txt"]);
    assert_eq!(fs::read_to_string(&claims).expect("it is there"), first, "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("`claimlint relink`"), "{output:?}");
    // Without its anchor a claim is known by its words.
    let stated = first
        .replace("\n    at \"Tolls rose by 3 per cent in 1913.\"", " \"Tolls rose by 3 per cent in 1913.\"");
    assert_ne!(stated, first);
    fs::write(&claims, &stated).expect("a claims file");
    fs::write(&draft, text).expect("a draft");
    claimlint(folder.path(), &["init", "--update", "paper.txt"]);
    assert_eq!(fs::read_to_string(&claims).expect("it is there"), stated);
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
    let output = claimlint(folder.path(), &["init", "paper.txt", "--update", "--cited", "--diff"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("+claim exports-grew"), "{output:?}");
    assert_eq!(fs::read_to_string(&claims).expect("still there"), "# mine");
}

#[test]
fn an_update_adds_what_is_new_and_keeps_every_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let (draft, claims) = (folder.path().join("paper.txt"), folder.path().join("paper.claims"));
    fs::write(&draft, DRAFT).expect("a draft");
    assert_eq!(claimlint(folder.path(), &["init", "paper.txt", "--cited"]).status.code(), Some(0));
    let first = fs::read_to_string(&claims).expect("it was written").replace('\n', "\r\n");
    fs::write(&claims, &first).expect("an editor saved it with other line ends");
    let more = DRAFT.replace("\n\nNotes", " Imports fell by 3% in 2015.[2]\n\nNotes")
        + "\n[2] Port Board, Yearbook of the Port 2016.\n";
    fs::write(&draft, more).expect("a longer draft");
    let output = claimlint(folder.path(), &["init", "--update", "paper.txt", "--cited"]);
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "paper.claims: 1 claim and 1 source added at its end\n",
        "{output:?}"
    );
    let second = fs::read_to_string(&claims).expect("it is there");
    let added = second.strip_prefix(&first).expect("what was there stands as it was");
    assert!(added.contains("claim imports-fell\r\n    at \"Imports fell by 3% in 2015.\"\r\n"), "{added}");
    let output = claimlint(folder.path(), &["init", "--update", "paper.txt", "--cited"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "paper.claims: nothing in the draft is new\n");
    assert_eq!(fs::read_to_string(&claims).expect("it is there"), second);
}

#[test]
fn standard_input_goes_to_standard_output() {
    use std::io::Write;
    use std::process::Stdio;
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(["init", "-", "--stdin-name", "paper.txt", "--cited"])
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
