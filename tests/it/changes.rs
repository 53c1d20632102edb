//! `--since` and `--staged` in a repository made for the test; `--watch`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::tool::said;

const TWO: &str = "# Trade\n\nExports grew by 12% in 2014.\n\nImports fell by 3% in 2013.[^1]\n\n[^1]: Customs Office, Annual Report 2014.\n";

fn claimlint(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(args)
        .args([
            "--isolated",
            "--format",
            "concise",
            "--only",
            "statistic-uncited,note-undefined,claim-without-evidence,claim-figure-mismatch",
        ])
        .current_dir(folder)
        .output()
        .expect("the command starts")
}

fn git(folder: &Path, args: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"])
        .args(args)
        .current_dir(folder)
        .output()
        .expect("git starts");
    assert!(output.status.success(), "{args:?}: {}", said(&output));
}

fn has_git() -> bool {
    let there = Command::new("git").arg("--version").output().is_ok();
    if !there {
        println!("git is not here: this test was skipped");
    }
    there
}

/// A repository with these files in its first commit.
fn repository(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "--quiet"]);
    for (name, content) in files {
        write(folder.path(), name, content);
    }
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "first"]);
    folder
}

fn write(folder: &Path, name: &str, content: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
    fs::write(path, content).expect("a file");
}

#[test]
fn only_findings_on_changed_lines_are_shown() {
    if !has_git() {
        return;
    }
    let folder = repository(&[("sub/a.md", TWO)]);
    let run = |args: &[&str]| claimlint(folder.path(), &[&["check", "sub"], args].concat());
    assert_eq!(run(&[]).status.code(), Some(1));
    let none = run(&["--since", "main"]);
    assert_eq!(none.status.code(), Some(0), "{}", said(&none));
    assert!(
        said(&none).contains("Left out 1 finding on what has not changed since main."),
        "{}",
        said(&none)
    );
    // A line is added above: the old finding moved, and is still left out.
    write(folder.path(), "sub/a.md", &TWO.replace("# Trade\n", "# Trade\n\nPrices rose by 5% in 2012.\n"));
    let one = run(&["--since", "HEAD"]);
    assert_eq!(one.status.code(), Some(1));
    assert!(said(&one).contains("sub/a.md:3:16: warning[statistic-uncited]"), "{}", said(&one));
    assert!(!said(&one).contains("a.md:5:"), "{}", said(&one));
    // Nothing is staged yet; then it is, seen from a folder below too.
    assert!(said(&run(&["--staged"])).contains("Left out 2 findings on what is not staged."));
    git(folder.path(), &["add", "."]);
    assert!(said(&run(&["--staged"])).contains("a.md:3:16"));
    let below = claimlint(&folder.path().join("sub"), &["check", "a.md", "--staged"]);
    assert!(said(&below).contains("a.md:3:16"), "{}", said(&below));
    let json = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(["check", "sub", "--staged", "--format", "json"])
        .current_dir(folder.path())
        .output()
        .expect("the command starts");
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    assert_eq!(json["summary"]["left_out"][0]["because"], "on what is not staged");
}

/// A paragraph is one line in Markdown: one changed digit must not bring up all that is wrong with its neighbours.
#[test]
fn of_a_paragraph_on_one_line_only_the_changed_sentence_counts() {
    if !has_git() {
        return;
    }
    let paragraph = "Cod landings fell by 41% in 2009. Some 320 boats were laid up in that winter. The grant paid \
                     £4,200 a boat. Haddock rose by 7% in 2011. Nobody counted the eels.[^1]\n\n\
                     [^1]: Fisheries Board, Annual Report 2012.\n";
    let folder = repository(&[("a.md", paragraph)]);
    let since = || said(&claimlint(folder.path(), &["check", "--since", "HEAD"]));
    assert!(since().contains("Nothing new to report"), "{}", since());
    write(folder.path(), "a.md", &paragraph.replace("320", "350"));
    let told = since();
    assert_eq!(told.matches("[statistic-uncited]").count(), 1, "{told}");
    assert!(told.contains("350"), "{told}");
    // Words taken out of a sentence change it too.
    write(folder.path(), "a.md", &paragraph.replace(" in that winter", ""));
    let told = since();
    assert_eq!(told.matches("[statistic-uncited]").count(), 1, "{told}");
    assert!(told.contains("320"), "{told}");
}

#[test]
fn renamed_new_and_parted_files() {
    if !has_git() {
        return;
    }
    let long = TWO.to_owned() + &"\nMore of the same.\n".repeat(30);
    let folder = repository(&[("a.md", &long)]);
    git(folder.path(), &["checkout", "--quiet", "-b", "work"]);
    git(folder.path(), &["mv", "a.md", "tä b.md"]);
    let moved = fs::read_to_string(folder.path().join("tä b.md")).expect("it is there");
    write(
        folder.path(),
        "tä b.md",
        &moved.replace("More of the same.\n\nMore", "Prices rose by 5% in 2012.\n\nMore"),
    );
    write(folder.path(), "new.md", TWO);
    let run = |args: &[&str]| said(&claimlint(folder.path(), &[&["check"], args].concat()));
    let found = run(&["--since", "main"]);
    assert!(found.contains("tä b.md:9:16") && !found.contains("tä b.md:3:"), "{found}");
    assert!(found.contains("new.md:3:17"), "{found}");
    // What others did on main meanwhile is none of ours.
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "work"]);
    git(folder.path(), &["checkout", "--quiet", "main"]);
    write(folder.path(), "b.md", TWO);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "others"]);
    git(folder.path(), &["checkout", "--quiet", "work"]);
    assert_eq!(run(&["--since", "main"]), found);
}

#[test]
fn the_note_the_claim_and_the_source_line_count_too() {
    if !has_git() {
        return;
    }
    let draft = "# Trade\n\nExports grew by 12% in 2014.[^1]\n\n[^1]: Customs Office, Annual Report 2014.\n";
    let claims = "draft \"a.md\"\n\nsource customs [^1] \"Customs Office\"\n\nclaim growth \"Exports grew by 13% in 2014.\"\n    at \"Exports grew by 12% in 2014.\"\n    cites customs\n";
    let folder = repository(&[("a.md", draft), ("a.claims", claims)]);
    let run = || said(&claimlint(folder.path(), &["check", "a.claims", "--since", "HEAD"]));
    let shown = |found: &str| found.contains("claim-figure-mismatch");
    assert!(!shown(&run()) && run().contains("Left out"), "{}", run());
    for (name, before, after) in [
        ("a.md", draft, draft.replace("Annual Report", "Yearbook")),
        ("a.claims", claims, claims.replace("\"Customs Office\"", "\"Customs  Office\"")),
        ("a.claims", claims, claims.replace("cites customs", "cites customs page 3")),
    ] {
        write(folder.path(), name, &after);
        assert!(shown(&run()), "{after}: {}", run());
        write(folder.path(), name, before);
    }
}

#[test]
fn what_git_cannot_tell_is_said() {
    if !has_git() {
        return;
    }
    let folder = repository(&[("a.md", TWO)]);
    let output = claimlint(folder.path(), &["check", "--since", "mian"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("git knows no commit, branch or tag `mian`; did you mean `main`?"),
        "{}",
        said(&output)
    );
    let outside = tempfile::tempdir().expect("a folder");
    write(outside.path(), "a.md", TWO);
    let output = claimlint(outside.path(), &["check", "--staged"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("is not in a git repository"), "{}", said(&output));
    let output = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(["check", "--since", "HEAD"])
        .current_dir(folder.path())
        .env("PATH", "")
        .output()
        .expect("the command starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("git was not found"), "{}", said(&output));
    let output = claimlint(folder.path(), &["check", "--since", "mian", "--diff"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    // A name that looks like a flag is a name.
    let output = claimlint(folder.path(), &["check", "--since=--output=x"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path().join("x").exists());
}

#[test]
fn a_baseline_is_not_stale_on_lines_that_did_not_change() {
    if !has_git() {
        return;
    }
    let folder = repository(&[("a.md", TWO)]);
    let output = claimlint(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    let made = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(["baseline", "--isolated"])
        .current_dir(folder.path())
        .output()
        .expect("the command starts");
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let output = claimlint(folder.path(), &["check", "--since", "HEAD", "--strict-baseline"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn fixes_hold_to_what_changed() {
    if !has_git() {
        return;
    }
    let waiver = "<!-- claimlint: accept statistic-uncited \"x\" -->\nExports grew.\n";
    let folder = repository(&[("a.md", &format!("# Trade\n\n{waiver}\n"))]);
    write(folder.path(), "a.md", &format!("# Trade\n\n{waiver}\n{waiver}"));
    let run = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(["check", "--isolated", "--since", "HEAD", "--fix"])
        .current_dir(folder.path())
        .output()
        .expect("the command starts");
    let left = fs::read_to_string(folder.path().join("a.md")).expect("it is there");
    assert_eq!(left, format!("# Trade\n\n{waiver}\nExports grew.\n"), "{}", said(&run));
}

#[test]
fn a_floor_names_lines_of_the_right_draft() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.md", &format!("\n\n\n\n\n\n\n\n\n\n{TWO}"));
    write(folder.path(), "b.md", TWO);
    let output = claimlint(folder.path(), &["check", "a.md", "b.md", "--fail-under", "80"]);
    assert!(
        said(&output).contains("line 13: Exports") && said(&output).contains("line 3: Exports"),
        "{}",
        said(&output)
    );
}

#[test]
fn watching_runs_again_when_a_file_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.md", TWO);
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(["check", "--watch", "--isolated", "--format", "concise"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let (send, lines) = std::sync::mpsc::channel();
    let out = BufReader::new(child.stdout.take().expect("a pipe"));
    std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
    let until = |wanted: &str| {
        let end = Instant::now() + Duration::from_secs(60);
        while let Ok(line) = lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            assert!(!line.contains('\u{1b}'), "no terminal, no escapes: {line:?}");
            if line.contains(wanted) {
                return true;
            }
        }
        false
    };
    let first = until("a.md:3:17: warning[statistic-uncited]");
    std::thread::sleep(Duration::from_millis(700));
    write(folder.path(), "b.md", &TWO.replace("[^1]\n", "[^2]\n"));
    let second = until("b.md:5:28: error[note-undefined]");
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    assert!(first && second, "first {first}, second {second}");
    let output = claimlint(folder.path(), &["check", "--watch", "-"]);
    assert_eq!(output.status.code(), Some(2));
}
