//! The README's promise: a repository with a backlog is green through a baseline,
//! one broken claim is one new finding on its line, and a mended one is green again.
//! The steps are those of docs/ci.md.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::tool::said;

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimlint"));
    command.args(args).current_dir(folder).env_remove("COLUMNS");
    command
}

fn claimlint(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().expect("the command starts")
}

fn git(folder: &Path, args: &[&str]) {
    let identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"];
    let output = Command::new("git").args(identity).args(args).current_dir(folder).output();
    let output = output.expect("git is installed");
    assert!(output.status.success(), "git {args:?}: {}", said(&output));
}

/// The blocks of docs/ci.md: what stands after each fence, and the lines below it.
fn blocks() -> Vec<(String, String)> {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ci.md")).expect("it is there");
    let blocks = page.split("\n```").skip(1).step_by(2);
    blocks
        .map(|block| block.split_once('\n').expect("it has lines"))
        .map(|(a, b)| (a.into(), b.into()))
        .collect()
}

/// Runs a command of the page and holds what it prints to what stands there;
/// `…` stands for anything.
fn shown(folder: &Path, line: &str, lines: &[&str]) {
    let (typed, exit) = line.split_once("  # exit ").unwrap_or((line, "0"));
    let mut args: Vec<&str> = typed.split_whitespace().collect();
    args.extend(["--width", "100", "--color", "never"]);
    let output = claimlint(folder, &args);
    let printed = said(&output);
    assert_eq!(
        output.status.code().map(|code| code.to_string()).as_deref(),
        Some(exit),
        "{typed}:\n{printed}"
    );
    let mut rest = printed.as_str();
    for part in lines.join("\n").split('…').map(|part| part.trim_matches('\n')) {
        let at =
            rest.find(part).unwrap_or_else(|| panic!("{typed} does not print:\n{part}\n-- but:\n{printed}"));
        rest = &rest[at + part.len()..];
    }
}

/// A repository after the step "A baseline" of the page.
fn adopted() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "-q", "-b", "main"]);
    for (head, body) in blocks().into_iter().take(2) {
        fs::write(folder.path().join(head.split_once(' ').expect("a name").1), body).expect("a file");
    }
    assert_eq!(claimlint(folder.path(), &["baseline"]).status.code(), Some(0));
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "Drafts and what is known of them"]);
    folder
}

#[test]
fn the_page_on_ci_tells_the_truth() {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "-q", "-b", "main"]);
    let mut run = 0;
    for (head, body) in blocks() {
        match head.split_once(' ') {
            Some(("yaml", name)) => {
                let read = serde_saphyr::from_str::<serde_json::Value>(&body);
                assert!(read.is_ok_and(|value| value.is_object()), "{name} is no YAML");
            }
            Some((_, name)) => fs::write(folder.path().join(name), body).expect("a file"),
            None => {
                assert_eq!(head, "console");
                for one in format!("\n{body}").split("\n$ claimlint ").skip(1) {
                    let lines: Vec<&str> = one.lines().collect();
                    shown(folder.path(), lines[0], &lines[1..]);
                    run += 1;
                }
            }
        }
    }
    assert_eq!(run, 9, "commands of docs/ci.md");
}

/// Results of a SARIF file as `rule path:line`.
fn results(path: &Path) -> Vec<String> {
    let sarif = fs::read_to_string(path).expect("it was written");
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("it is JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    let told = |result: &serde_json::Value| {
        let place = &result["locations"][0]["physicalLocation"];
        let file = place["artifactLocation"]["uri"].as_str().expect("a path").to_owned();
        format!("{} {file}:{}", result["ruleId"].as_str().expect("a rule"), place["region"]["startLine"])
    };
    results.iter().map(told).collect()
}

#[test]
fn one_broken_claim_is_one_new_finding_on_its_line() {
    let folder = adopted();
    let paper = folder.path().join("paper.md");
    let sarif = folder.path().join("out.sarif");
    let check = || claimlint(folder.path(), &["check", "--format", "github", "--report", "sarif=out.sarif"]);
    let annotations = |output: &Output| {
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.lines().filter(|line| line.starts_with("::")).map(str::to_owned).collect::<Vec<_>>()
    };
    let output = check();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!((annotations(&output), results(&sarif)), (Vec::new(), Vec::new()), "green");

    // The claim breaks, and other lines move.
    let whole = fs::read_to_string(&paper).expect("it is there");
    let broken = whole.replace("412", "421").replacen("# Dues", "A preface.\n\n# Dues", 1);
    fs::write(&paper, broken).expect("a file");
    let output = check();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let found = annotations(&output);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("::error file=paper.claims,line=5,"), "{found:?}");
    assert_eq!(results(&sarif), ["claim-figure-mismatch paper.claims:5"]);

    fs::write(&paper, whole).expect("a file");
    let output = check();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!((annotations(&output), results(&sarif)), (Vec::new(), Vec::new()), "green again");
}

#[test]
fn since_shows_the_one_that_changed() {
    let folder = adopted();
    let help = said(&claimlint(folder.path(), &["check", "--help"]));
    if !help.contains("--since") {
        println!("skipped: this build has no --since");
        return;
    }
    let since = ["check", "--no-baseline", "--since", "HEAD", "--format", "concise"];
    let output = claimlint(folder.path(), &since);
    assert_eq!(output.status.code(), Some(0), "nothing changed: {}", said(&output));
    let paper = folder.path().join("paper.md");
    let whole = fs::read_to_string(&paper).expect("it is there");
    fs::write(&paper, whole.replace("412", "421")).expect("a file");
    let output = claimlint(folder.path(), &since);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("claim-figure-mismatch"), "{}", said(&output));
}

/// Runs that write the same report at once: afterwards it is one of them, whole.
#[test]
fn runs_at_once_leave_one_whole_report() {
    let folder = adopted();
    let args = ["check", "--no-baseline", "--report", "sarif=out.sarif", "--report", "junit=out.xml"];
    let runs: Vec<_> = (0..6)
        .map(|_| command(folder.path(), &args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn())
        .collect();
    for run in runs {
        let output = run.and_then(std::process::Child::wait_with_output).expect("it runs");
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    }
    assert_eq!(results(&folder.path().join("out.sarif")).len(), 2);
    assert!(
        fs::read_to_string(folder.path().join("out.xml")).expect("it is there").ends_with("</testsuites>\n")
    );
    let mut names: Vec<_> =
        fs::read_dir(folder.path()).expect("it reads").flatten().map(|it| it.file_name()).collect();
    names.sort();
    assert_eq!(names, [".git", "claimlint.baseline", "out.sarif", "out.xml", "paper.claims", "paper.md"]);
}

/// A folder where nothing may be written: told, and nothing is left.
#[cfg(unix)]
#[test]
fn a_read_only_folder_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = adopted();
    let locked = folder.path().join("locked");
    fs::create_dir(&locked).expect("a folder");
    let mode = |mode| fs::set_permissions(&locked, fs::Permissions::from_mode(mode)).expect("it can be set");
    mode(0o555);
    let may_write_all_the_same = fs::write(locked.join("probe"), "").is_ok();
    if may_write_all_the_same {
        println!("skipped: this user may write anywhere");
        mode(0o755);
        return;
    }
    for args in [
        vec!["check", "--report", "sarif=locked/out.sarif"],
        vec!["baseline", "--output", "locked/known"],
        vec!["coverage", "--badge", "locked/badge.svg"],
        vec!["coverage", "--ratchet", "locked/floor", "--write"],
        vec!["man", "--dir", "locked"],
    ] {
        let output = claimlint(folder.path(), &args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", said(&output));
        assert!(said(&output).contains("no permission to write there"), "{args:?}: {}", said(&output));
    }
    assert_eq!(fs::read_dir(&locked).expect("it reads").count(), 0);
    mode(0o755);
}
