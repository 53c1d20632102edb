//! Completions, manual pages, `doctor`, `--version`, the badge and the ratchet.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::tool::{claimlint, said};

const DRAFT: &str = "Prices fell.[^1] Exports grew by 12% in 2014. Imports grew by 9% in 2015.[^1]\n\n[^1]: Adam Smith, *Prices* (London: Murray, 2014), 3.\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.md"), DRAFT).expect("a file");
    folder
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_shell_has_completions() {
    let folder = folder();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = claimlint(folder.path(), &["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{shell}");
        let script = said(&output);
        for word in ["check", "baseline", "doctor", "fail-under"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
    let script = said(&claimlint(folder.path(), &["completions", "bash"]));
    let parsed = Command::new("bash").args(["-n", "-c", &script]).output();
    assert!(parsed.is_ok_and(|output| output.status.success()));
    let output = claimlint(folder.path(), &["completions", "fsh"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("'fish'"), "{}", said(&output));
}

#[test]
fn every_command_has_a_manual_page_and_none_is_written_over() {
    let folder = folder();
    let pages = folder.path().join("man");
    let man = |more: &[&str]| claimlint(folder.path(), &[&["man", "--dir", "man"], more].concat());
    let output = man(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let help = said(&claimlint(folder.path(), &["--help"]));
    let commands =
        help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("a list");
    // That of the program, and those of `rules test` and `comments read`, commands of commands.
    let mut count = 3;
    assert!(read(&pages, "claimlint-comments-read.1").contains("How answers are read"));
    assert!(read(&pages, "claimlint-rules-test.1").contains("examples"));
    for command in commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")) {
        let name = command.split_whitespace().next().expect("a name");
        if name != "help" {
            let page = read(&pages, &format!("claimlint-{name}.1"));
            assert!(page.contains(&format!(".TH claimlint-{name} 1")), "{page}");
            count += 1;
        }
    }
    assert!(count > 15, "{commands}");
    assert_eq!(fs::read_dir(&pages).expect("it reads").count(), count);
    assert_eq!(read(&pages, "claimlint.1"), said(&claimlint(folder.path(), &["man"])));
    assert!(said(&man(&[])).contains("0 of"), "what is there is left alone");

    fs::write(pages.join("claimlint.1"), "mine").expect("a file");
    fs::remove_file(pages.join("claimlint-check.1")).expect("it is there");
    let output = man(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("man/claimlint.1 exists and differs"), "{}", said(&output));
    assert_eq!(read(&pages, "claimlint.1"), "mine");
    assert!(!pages.join("claimlint-check.1").exists(), "nothing was written");
    assert_eq!(man(&["--force"]).status.code(), Some(0));
    assert!(read(&pages, "claimlint.1").contains(".TH claimlint 1"));
}

#[test]
fn a_version_is_short_or_whole() {
    let folder = folder();
    let number = env!("CARGO_PKG_VERSION");
    assert_eq!(said(&claimlint(folder.path(), &["-V"])), format!("claimlint {number}\n"));
    let long = said(&claimlint(folder.path(), &["--version"]));
    assert!(long.starts_with(&format!("claimlint {number}\ncommit:   ")), "{long}");
    assert!(long.contains("\ntarget:   ") && long.contains("\nprofile:  "), "{long}");
}

#[test]
fn doctor_tells_what_a_report_needs_and_nothing_private() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("home/anna.secret");
    let papers = home.join("papers");
    fs::create_dir_all(&papers).expect("a folder");
    let doctor = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlint"));
        command.arg("doctor").current_dir(&papers).env("HOME", &home).env("LANG", "de_DE.UTF-8");
        command.env("GITHUB_TOKEN", "hidden-word").output().expect("it starts")
    };
    let output = doctor();
    assert_eq!(output.status.code(), Some(0));
    let text = said(&output);
    assert!(!text.contains("anna.secret") && !text.contains("hidden-word"), "{text}");
    for words in
        ["~/papers", "markdown (md", "sarif", "LANG=de_DE.UTF-8", " error, ", "none found here or above"]
    {
        assert!(text.contains(words), "{words} is missing:\n{text}");
    }
    fs::write(papers.join("claimlint.toml"), "profile = \"legal\"\n").expect("a file");
    assert!(said(&doctor()).contains("~/papers/claimlint.toml; reads, profile legal"), "{}", said(&doctor()));
    fs::write(papers.join("claimlint.toml"), "profil = \"legal\"\n").expect("a file");
    let output = doctor();
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("cannot be read: 1 fault ("), "{}", said(&output));
}

/// PyPI has an unrelated tool of this name; whoever has both must learn which one answers.
#[cfg(unix)]
#[test]
fn doctor_names_another_program_of_this_name() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    let folders = ["own", "other"].map(|name| folder.path().join(name));
    folders.iter().for_each(|folder| fs::create_dir_all(folder).expect("a folder"));
    symlink(env!("CARGO_BIN_EXE_claimlint"), folders[0].join("claimlint")).expect("a link");
    let doctor = |paths: &[&std::path::PathBuf]| {
        let paths = std::env::join_paths(paths).expect("a PATH");
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimlint"));
        said(&command.arg("doctor").env("PATH", paths).output().expect("it starts"))
    };
    let [own, other] = [&folders[0], &folders[1]];
    assert!(doctor(&[own, other]).contains("this program and no other of its name"));
    assert!(doctor(&[other]).contains("on the PATH     no program of this name"));
    fs::write(other.join("claimlint"), "#!/usr/bin/python3\n").expect("a file");
    let text = doctor(&[own, other, other]);
    assert_eq!(text.matches("another program at ").count(), 1, "{text}");
    assert!(!text.contains("finds first"), "{text}");
    let text = doctor(&[other, own]);
    assert!(text.contains("other/claimlint, which a shell finds first"), "{text}");
}

#[test]
fn a_badge_is_written_over_a_badge_and_nothing_else() {
    let folder = folder();
    let badge = |name: &str| claimlint(folder.path(), &["coverage", "a.md", "--badge", name]);
    assert_eq!(badge("b.svg").status.code(), Some(0));
    let first = read(folder.path(), "b.svg");
    assert!(first.starts_with("<svg ") && first.contains("<title>claims covered: "), "{first}");
    fs::write(folder.path().join("a.md"), DRAFT.replace("2014.", "2014.[^1]")).expect("a file");
    assert_eq!(badge("b.svg").status.code(), Some(0));
    assert!(read(folder.path(), "b.svg").contains(">100%</text>"));
    for (name, content) in [("mine.svg", b"<svg/>".as_slice()), ("mine.png", b"\x89PNG\xff"), ("empty", b"")]
    {
        fs::write(folder.path().join(name), content).expect("a file");
        let output = badge(name);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(said(&output).contains("is not a badge of claimlint"), "{}", said(&output));
        assert_eq!(fs::read(folder.path().join(name)).expect("it is there"), content);
    }
    let output = claimlint(folder.path(), &["coverage", "none.md", "--badge", "c.svg"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path().join("c.svg").exists(), "{}", said(&output));
}

#[test]
fn a_ratchet_fails_below_its_floor_and_only_rises() {
    let folder = folder();
    let path = folder.path();
    let write = |content: &str| fs::write(path.join("a.md"), content).expect("a file");
    let raise = || claimlint(path, &["coverage", "--ratchet", "floor", "--write"]);
    let check = || claimlint(path, &["check", "--fail-on", "never", "--ratchet", "floor"]);
    let floor =
        || read(path, "floor").lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
    let output = check();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("`claimlint coverage --ratchet floor --write` creates it"),
        "{}",
        said(&output)
    );

    assert_eq!(raise().status.code(), Some(0), "{}", said(&raise()));
    let first = floor();
    assert!(first.ends_with("\ta.md") && !first.starts_with("100"), "{first}");
    assert_eq!(check().status.code(), Some(0), "{}", said(&check()));

    write(&DRAFT.replace("2014.", "2014.[^1]"));
    let output = check();
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("floor: 1 floor can be raised; "), "{}", said(&output));
    assert_eq!(floor(), first, "looking raises nothing");
    assert!(said(&raise()).contains("floor: 1 floor raised"), "it rises");
    assert_eq!(floor(), "100.0\ta.md");

    write(DRAFT);
    for output in [check(), raise(), claimlint(path, &["coverage", "--ratchet", "floor"])] {
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains("the floor in floor is 100%"), "{}", said(&output));
    }
    assert_eq!(floor(), "100.0\ta.md", "it never falls");
    let output = claimlint(path, &["coverage", "--ratchet", "floor", "--format", "json"]);
    assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok(), "JSON stays JSON");

    // A draft that is gone has no floor.
    fs::rename(path.join("a.md"), path.join("b.md")).expect("it moves");
    assert!(said(&raise()).contains("1 floor added, 1 removed"));
    for broken in ["100\n", "x\tb.md\n", "101\tb.md\n", "50\tb.md\n60\tb.md\n"] {
        fs::write(path.join("floor"), broken).expect("a file");
        for output in [check(), raise()] {
            assert_eq!(output.status.code(), Some(2), "{broken}");
            assert!(said(&output).contains("floor: line "), "{}", said(&output));
        }
        assert_eq!(read(path, "floor"), broken);
    }
    assert_eq!(claimlint(path, &["coverage", "--write"]).status.code(), Some(2));
}
