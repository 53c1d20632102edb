//! The command as a user runs it: exit codes, streams, files left alone.

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use crate::tool::claimlint;

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("output is UTF-8")
}

const CLEAN: &str = "Exports grew by 12% in 2014.[1]\n\nNotes\n\n[1] Customs Office, Annual Report 2014.\n";
const LOST: &str = "Exports grew by 12% in 2014.[2]\n\nNotes\n\n[1] Customs Office, Annual Report 2014.\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("a file");
    }
    folder
}

#[test]
fn exit_codes_tell_clean_findings_and_trouble_apart() {
    let folder = folder(&[("clean.txt", CLEAN), ("lost.txt", LOST)]);
    let code = |args: &[&str]| claimlint(folder.path(), args).status.code();
    assert_eq!(code(&["check", "clean.txt"]), Some(0));
    assert_eq!(code(&["check", "lost.txt"]), Some(1));
    assert_eq!(code(&["check", "lost.txt", "--fail-on", "never"]), Some(0));
    assert_eq!(code(&["check", "missing.txt"]), Some(2));
    assert_eq!(code(&["check", "--no-such-flag"]), Some(2));
    assert_eq!(code(&["explain", "note-undefind"]), Some(2));
}

#[test]
fn a_file_in_the_place_of_a_command_is_checked() {
    let folder = folder(&[("lost.txt", LOST)]);
    let checked = claimlint(folder.path(), &["check", "lost.txt"]);
    let bare = claimlint(folder.path(), &["lost.txt"]);
    assert_eq!((stdout(&bare), bare.status.code()), (stdout(&checked), Some(1)));
    let gone = claimlint(folder.path(), &["gone.txt"]);
    assert_eq!(gone.status.code(), Some(2));
    assert!(format!("{}{}", stdout(&gone), stderr(&gone)).contains("gone.txt: there is no such file"));
    // A misspelt command is no file.
    let misspelt = claimlint(folder.path(), &["chekc"]);
    assert!(stderr(&misspelt).contains("check"), "{}", stderr(&misspelt));
}

#[test]
fn shells_complete_the_names_of_rules() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish"] {
        let script = stdout(&claimlint(folder.path(), &["completions", shell]));
        for name in ["statistic-uncited", "ibid-used", "coverage"] {
            assert!(script.contains(name), "{shell} does not complete {name}");
        }
    }
    let help = stdout(&claimlint(folder.path(), &["explain", "--help"]));
    assert!(!help.contains("statistic-uncited"), "a list of all rules helps nobody who asks how to type one");
}

#[test]
fn a_manual_is_markdown_unless_a_person_reads_it() {
    let folder = folder(&[]);
    let raw = stdout(&claimlint(folder.path(), &["explain", "ibid-used"]));
    assert!(raw.starts_with("# ibid-used") && raw.contains("```"), "{raw}");
    let set =
        stdout(&claimlint(folder.path(), &["explain", "ibid-used", "--color", "always", "--width", "60"]));
    assert!(set.starts_with("\u{1b}[1mibid-used") && !set.contains("```") && !set.contains("\n#"), "{set}");
}

#[test]
fn a_bad_file_is_named_and_the_others_are_still_checked() {
    let folder = folder(&[("lost.txt", LOST), ("empty.txt", "")]);
    fs::write(folder.path().join("latin.txt"), b"Caf\xe9 prices rose.[1]").expect("a file");
    fs::write(folder.path().join("binary.txt"), b"ab\0cd").expect("a file");
    let output =
        claimlint(folder.path(), &["check", "latin.txt", "binary.txt", "empty.txt", "lost.txt", "none.txt"]);
    assert_eq!(output.status.code(), Some(2));
    let said = stdout(&output) + &stderr(&output);
    for expected in ["byte 3 is 0xe9", "byte 2 is zero", "it is empty", "no such file", "note-undefined"] {
        assert!(said.contains(expected), "no “{expected}” in:\n{said}");
    }
}

#[test]
fn standard_input_is_read_under_a_name() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(["check", "-", "--stdin-name", "paper.md", "--format", "concise"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    child.stdin.take().expect("a pipe").write_all(b"Exports grew.[^a]\n").expect("it takes the draft");
    let output = child.wait_with_output().expect("it ends");
    let told = stdout(&output);
    assert!(told.lines().any(|line| line.starts_with("paper.md:1:14: error[note-undefined]")), "{told}");
}

#[test]
fn fmt_lays_out_and_leaves_unreadable_files_alone() {
    let folder =
        folder(&[("a.claims", "claim  a   \"A.\"\n  kind   value"), ("b.claims", "clam b \"B.\"\n")]);
    let path = |name: &str| folder.path().join(name);
    assert_eq!(claimlint(folder.path(), &["fmt", "--check", "a.claims"]).status.code(), Some(1));
    assert_eq!(claimlint(folder.path(), &["fmt", "a.claims"]).status.code(), Some(0));
    assert_eq!(
        fs::read_to_string(path("a.claims")).expect("it is there"),
        "claim a \"A.\"\n    kind value\n"
    );
    assert_eq!(claimlint(folder.path(), &["fmt", "--check", "a.claims"]).status.code(), Some(0));
    assert_eq!(claimlint(folder.path(), &["fmt", "b.claims"]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(path("b.claims")).expect("it is there"), "clam b \"B.\"\n");
}

#[test]
fn a_moved_note_is_mended_by_fix_and_only_its_number_changes() {
    let claims = "draft \"a.txt\"\n\nsource customs [2] \"Annual Report\"\n\nclaim growth \"Exports grew by 12%.\"\n    at \"Exports grew\"\n    pinned f02a\n    cites customs\n";
    let folder = folder(&[("a.txt", CLEAN), ("a.claims", claims)]);
    let diff = claimlint(folder.path(), &["check", "a.claims", "--diff"]);
    assert!(stdout(&diff).contains("+source customs [1] \"Annual Report\""), "{}", stdout(&diff));
    let fixed = claimlint(folder.path(), &["check", "a.claims", "--fix"]);
    assert_eq!(fixed.status.code(), Some(0), "{}", stdout(&fixed));
    let after = fs::read_to_string(folder.path().join("a.claims")).expect("it is there");
    assert_eq!(after, claims.replace("[2]", "[1]"));
}

#[test]
fn unsafe_fixes_are_made_only_when_asked_for() {
    let draft = "Exports grew.[2] Imports fell[1].\n\nNotes\n\n[1] Customs Office, Report 2014.\n\n[2] Port Authority, Yearbook 2015.\n";
    let folder = folder(&[("a.txt", draft)]);
    let run =
        |args: &[&str]| claimlint(folder.path(), &[&["check", "a.txt", "--fail-on", "never"], args].concat());
    let read = || fs::read_to_string(folder.path().join("a.txt")).expect("it is there");
    let alone = run(&["--unsafe-fixes"]);
    assert_eq!(alone.status.code(), Some(2));
    assert!(stderr(&alone).contains("--fix"), "{}", stderr(&alone));
    // The safe fix alone: the marker goes behind the full stop, the numbers stay.
    assert!(stdout(&run(&["--diff"])).contains("+Exports grew.[2] Imports fell.[1]"));
    assert!(!stdout(&run(&["--diff"])).contains("Exports grew.[1]"));
    assert_eq!(read(), draft);
    run(&["--fix"]);
    let safe = draft.replace("fell[1].", "fell.[1]");
    assert_eq!(read(), safe);
    assert!(stdout(&run(&["--diff", "--unsafe-fixes"])).contains("+Exports grew.[1] Imports fell.[2]"));
    assert_eq!(read(), safe);
    run(&["--fix", "--unsafe-fixes"]);
    assert_eq!(
        read(),
        "Exports grew.[1] Imports fell.[2]\n\nNotes\n\n[1] Port Authority, Yearbook 2015.\n\n[2] Customs Office, Report 2014.\n"
    );
}

#[test]
fn show_json_has_what_it_promises() {
    let folder = folder(&[("clean.txt", CLEAN)]);
    let output = claimlint(folder.path(), &["show", "clean.txt", "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
    assert_eq!(shown["markers"][0]["id"], "1");
    assert_eq!(shown["notes"][0]["id"], "1");
    assert_eq!(shown["notes"][0]["text"], "Customs Office, Annual Report 2014.");
    assert_eq!(shown["passages"][0]["kind"], "sentence");
    assert_eq!(shown["passages"][0]["markers"][0], "1");
    for list in ["sections", "passages", "markers", "notes"] {
        for item in shown[list].as_array().expect("a list") {
            for field in ["text", "start", "end", "line"] {
                assert!(!item[field].is_null(), "{list} item without {field}: {item}");
            }
        }
    }
}

#[test]
fn show_tells_what_each_passage_asserts() {
    let draft = format!("Japan lost 1,054 ships in 1944.\n\n{CLEAN}");
    let claims = "draft \"a.txt\"\n\nclaim ships \"Japan lost 1,054 ships.\"\n    at \"lost 1,054 ships\"\n    cites [1]\n";
    let folder = folder(&[("a.txt", &draft), ("b.txt", &draft), ("a.claims", claims)]);
    for args in
        [&["show", "b.txt", "--format", "json"][..], &["show", "b.txt", "--assertions", "--format", "json"]]
    {
        let shown: serde_json::Value =
            serde_json::from_str(&stdout(&claimlint(folder.path(), args))).expect("it is JSON");
        let passage = &shown["passages"][0];
        assert_eq!(passage["class"], "assertion");
        assert_eq!(passage["cover"], "uncovered");
        assert_eq!(passage["needs_support"], true);
        let trigger = &passage["triggers"][0];
        assert_eq!(trigger["name"], "statistic");
        let at = |field: &str| trigger[field].as_u64().expect("a number") as usize;
        assert_eq!(&draft[at("start")..at("end")], "1,054");
        assert_eq!(shown["passages"][1]["cover"], "cited");
    }
    let text = stdout(&claimlint(folder.path(), &["show", "b.txt", "--assertions"]));
    assert!(text.contains("needs support: statistic (1,054), dated-event (1944); uncovered"), "{text}");
    // The claims file beside the draft does not give the sentence the source that it lacks in print, unless it says so.
    let text = stdout(&claimlint(folder.path(), &["show", "a.txt", "--assertions"]));
    assert!(text.contains("dated-event (1944); uncovered"), "{text}");
    let declared = claims.replace("\n\nclaim", "\n    reach claims-file-only\n\nclaim");
    fs::write(folder.path().join("a.claims"), declared).expect("a claims file");
    let text = stdout(&claimlint(folder.path(), &["show", "a.txt", "--assertions"]));
    assert!(text.contains("dated-event (1944); claimed"), "{text}");
}

#[test]
fn the_floor_names_figure_gap_and_passages() {
    let draft = format!("Japan lost 1,054 ships in 1944.\n\n{CLEAN}");
    let folder = folder(&[("a.txt", &draft)]);
    let output = claimlint(folder.path(), &["coverage", "a.txt", "--fail-under", "90"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("the floor is 90%, so 1 more is needed"), "{}", stdout(&output));
    assert!(stdout(&output).contains("line 1: Japan lost 1,054 ships"), "{}", stdout(&output));
}

#[test]
fn a_claims_file_is_not_shown_as_a_draft() {
    let folder = folder(&[("a.claims", "claim salt-rose \"Salt rose.\"\n    kind interpretation\n")]);
    let output = claimlint(folder.path(), &["show", "a.claims"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("`claimlint status --full a.claims` shows its claims"),
        "{}",
        stderr(&output)
    );
    let status = claimlint(folder.path(), &["status", "--full", "a.claims"]);
    assert!(stdout(&status).contains("salt-rose"), "{}{}", stdout(&status), stderr(&status));
}
