//! Reports in files, baselines, statistics: as a user runs them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimlint"));
    command.args(args).current_dir(folder).env_remove("COLUMNS");
    command
}

fn claimlint(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().expect("the command starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("output is UTF-8")
}

/// Two findings: a figure and a dated event without a source.
const DRAFT: &str = "Prices fell.[1] Japan lost 1,054 ships that year. Exports grew by 12% in all.\n\n\
Notes\n\n[1] Adam Smith, Prices (London: Murray, 2014), 3.\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }
    folder
}

/// How many findings `concise` lists.
fn listed(output: &Output) -> usize {
    stdout(output).lines().filter(|line| line.contains("warning[") || line.contains("error[")).count()
}

#[test]
fn several_reports_are_written_beside_the_terminal() {
    let folder = folder(&[("a.txt", DRAFT)]);
    let output = claimlint(
        folder.path(),
        &[
            "check",
            "a.txt",
            "--format",
            "concise",
            "--report",
            "sarif=out.sarif",
            "--report",
            "junit=out.xml",
        ],
    );
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert_eq!(listed(&output), 2, "{}", stdout(&output));
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("it was written");
    let sarif: serde_json::Value = serde_json::from_str(&read("out.sarif")).expect("it is JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    assert_eq!(sarif["runs"][0]["invocations"][0]["exitCode"], 1);
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a.txt");
    assert!(read("out.xml").contains("<testsuite name=\"a.txt\""));
    let names: Vec<_> =
        fs::read_dir(folder.path()).expect("it reads").flatten().map(|it| it.file_name()).collect();
    assert_eq!(names.len(), 3, "nothing else is left: {names:?}");
}

#[test]
fn a_report_that_cannot_be_written_is_told_and_leaves_no_half_file() {
    let folder = folder(&[("a.txt", DRAFT), ("kept.json", "old")]);
    fs::create_dir(folder.path().join("folder")).expect("a folder");
    for (report, said) in [
        ("json=folder", "folder could not be written: it is a folder"),
        ("json=none/out.json", "none/out.json could not be written: its folder does not exist"),
        ("json=a.txt", "a.txt was checked in this run; give the report another name"),
    ] {
        let args =
            ["check", "a.txt", "--format", "concise", "--report", report, "--report", "json=good.json"];
        let output = claimlint(folder.path(), &args);
        assert_eq!(output.status.code(), Some(2), "{report}");
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
        assert_eq!(listed(&output), 2, "the findings are shown all the same");
        let good = fs::read_to_string(folder.path().join("good.json")).expect("the other is written");
        assert!(serde_json::from_str::<serde_json::Value>(&good).is_ok());
    }
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).expect("it is there"), DRAFT);
    let twice = ["check", "a.txt", "--report", "json=x.out", "--report", "junit=x.out"];
    let output = claimlint(folder.path(), &twice);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is named by two --report flags"), "{}", stderr(&output));
    let mut permissions = fs::metadata(folder.path().join("kept.json")).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.path().join("kept.json"), permissions).expect("it can be set");
    let output = claimlint(folder.path(), &["check", "a.txt", "--report", "json=kept.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("it is read-only"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(folder.path().join("kept.json")).expect("it is there"), "old");
}

#[cfg(target_os = "linux")]
#[test]
fn devices_are_refused_and_a_full_disk_is_told() {
    let folder = folder(&[("a.txt", DRAFT)]);
    let output = claimlint(folder.path(), &["check", "a.txt", "--report", "json=/dev/full"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("/dev/full could not be written: it is a device or a pipe"),
        "{}",
        stderr(&output)
    );
    let output = claimlint(folder.path(), &["coverage", "a.txt", "--badge", "/dev/full"]);
    assert_eq!(output.status.code(), Some(2), "it is not read for ever");
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
    let output = command(folder.path(), &["check", "a.txt"]).stdout(full).output().expect("it ends");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("could not be written"), "{}", stderr(&output));
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let many: String = (0..3000).map(|n| format!("Japan lost {n} ships in that year alone.\n\n")).collect();
    let folder = folder(&[("a.txt", &format!("{many}{DRAFT}"))]);
    let mut child = command(folder.path(), &["check", "a.txt", "--report", "json=out.json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(1), "findings, as if they had been read");
    assert_eq!(stderr(&output), "");
    let report = fs::read_to_string(folder.path().join("out.json")).expect("it was written");
    assert!(serde_json::from_str::<serde_json::Value>(&report).is_ok());
}

#[test]
fn a_misspelt_format_is_guessed() {
    let folder = folder(&[("a.txt", DRAFT)]);
    let output = claimlint(folder.path(), &["check", "a.txt", "--report", "serif=x"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("did you mean `sarif`?"), "{}", stderr(&output));
    let output = claimlint(folder.path(), &["check", "a.txt", "--format", "markdwn"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("'markdown'"), "{}", stderr(&output));
}

#[test]
fn a_baseline_leaves_only_what_is_new() {
    let folder = folder(&[("docs/a.txt", DRAFT)]);
    let run = |args: &[&str]| claimlint(folder.path(), args);
    let check = |more: &[&str]| run(&[&["check", "docs", "--format", "concise"], more].concat());
    let write = |content: &str| fs::write(folder.path().join("docs/a.txt"), content).expect("it is written");
    let baseline = || fs::read_to_string(folder.path().join("claimlint.baseline")).expect("it is there");
    assert_eq!(check(&[]).status.code(), Some(1));

    let output = run(&["baseline", "docs"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).starts_with("claimlint.baseline: 2 findings known, 2 added, 0 removed."));
    let lines: Vec<String> =
        baseline().lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    assert_eq!(lines.len(), 2);
    assert!(lines.is_sorted() && lines[0].starts_with("statistic-uncited\tdocs/a.txt\t"), "{lines:?}");

    let output = check(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert!(
        stdout(&output).contains("Nothing new to report. Left out 2 findings known from claimlint.baseline."),
        "{}",
        stdout(&output)
    );
    assert_eq!(check(&["--no-baseline"]).status.code(), Some(1));

    // Lines move; the same figure again is the same finding, another is new.
    for lead in ["A first paragraph.", "Japan lost 1,054 ships that year."] {
        write(&format!("{lead}\n\n{DRAFT}"));
        assert_eq!(check(&["--strict-baseline"]).status.code(), Some(0), "{lead}");
    }
    write(&format!("Korea sold 77,310 carts in all.\n\n{DRAFT}"));
    let output = check(&[]);
    assert_eq!((output.status.code(), listed(&output)), (Some(1), 1), "{}", stdout(&output));

    // One is mended: the entry is stale.
    write(&DRAFT.replace("1,054 ships", "ships"));
    let output = check(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert!(stdout(&output).contains("1 entry matches no finding any more"), "{}", stdout(&output));
    assert!(stdout(&output).contains("`claimlint baseline --prune`"), "{}", stdout(&output));
    let output = check(&["--strict-baseline"]);
    assert_eq!(output.status.code(), Some(1));
    let output = run(&["baseline", "docs", "--prune"]);
    assert!(stdout(&output).contains("1 finding known, 0 added, 1 removed"), "{}", stdout(&output));
    assert_eq!(check(&["--strict-baseline"]).status.code(), Some(0));
}

#[test]
fn a_baseline_holds_from_every_folder_and_for_other_files() {
    let folder = folder(&[("docs/a.txt", DRAFT), ("docs/b.txt", DRAFT)]);
    let docs = folder.path().join("docs");
    assert_eq!(claimlint(folder.path(), &["baseline", "docs"]).status.code(), Some(0));
    let output =
        claimlint(&docs, &["check", ".", "--baseline", "../claimlint.baseline", "--strict-baseline"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    // A run over one file says nothing of the other, and keeps its entries.
    let output = claimlint(folder.path(), &["check", "docs/a.txt", "--strict-baseline"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let output = claimlint(folder.path(), &["baseline", "docs/a.txt"]);
    assert!(stdout(&output).contains("4 findings known, 0 added, 0 removed"), "{}", stdout(&output));
    // A file that is gone takes its entries along.
    fs::remove_file(docs.join("b.txt")).expect("it goes");
    let output = claimlint(folder.path(), &["check", "docs", "--strict-baseline"]);
    assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
    assert!(stdout(&output).contains("2 entries match no finding"), "{}", stdout(&output));
}

#[test]
fn a_baseline_that_cannot_be_read_or_made_is_told() {
    let folder = folder(&[("a.txt", DRAFT), ("claimlint.baseline", "<<<<<<< HEAD\n")]);
    let output = claimlint(folder.path(), &["check", "a.txt", "--format", "concise"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stdout(&output).contains("merge conflict marker"), "{}", stdout(&output));
    assert_eq!(claimlint(folder.path(), &["baseline", "a.txt"]).status.code(), Some(2));
    let output = claimlint(folder.path(), &["check", "a.txt", "--baseline", "none"]);
    assert_eq!(output.status.code(), Some(2));
    let output = claimlint(folder.path(), &["baseline", "none.txt", "--output", "new"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("the baseline was not written"), "{}", stderr(&output));
    assert!(!folder.path().join("new").exists());
    assert_eq!(
        claimlint(folder.path(), &["baseline", "a.txt", "--prune", "--output", "new"]).status.code(),
        Some(2)
    );
}

#[test]
fn statistics_count_and_quiet_is_quiet() {
    let folder = folder(&[("a.txt", DRAFT)]);
    let run = |args: &[&str]| claimlint(folder.path(), &[&["check", "a.txt"], args].concat());
    let output = run(&["--statistics"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).starts_with("2  warning  statistic-uncited\n\n1 rule.\n"), "{}", stdout(&output));
    let rows: serde_json::Value =
        serde_json::from_str(&stdout(&run(&["--statistics", "--format", "json"]))).expect("it is JSON");
    assert_eq!(rows[0]["count"], 2);
    let output = run(&["--statistics", "--format", "sarif"]);
    assert_eq!(output.status.code(), Some(2));
    let quiet = stdout(&run(&["--quiet", "--format", "concise"]));
    assert_eq!(quiet.lines().count(), 2, "{quiet}");
    assert!(!stdout(&run(&["-q"])).contains("Coverage"));
}

#[test]
fn paths_for_a_forge_begin_at_the_top_of_the_repository() {
    let folder = folder(&[("docs/a.txt", DRAFT), (".git/HEAD", "")]);
    let docs = folder.path().join("docs");
    let output = claimlint(&docs, &["check", "a.txt", "--format", "gitlab"]);
    let issues: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
    assert_eq!(issues[0]["location"]["path"], "docs/a.txt");
    let whole = docs.join("a.txt");
    let whole = whole.to_str().expect("a name");
    let output = claimlint(folder.path(), &["check", whole, "--format", "github"]);
    let told = stdout(&output);
    assert!(told.lines().any(|line| line.starts_with("::warning file=docs/a.txt,line=1,")), "{told}");
}

#[test]
fn links_are_for_terminals_only() {
    let folder = folder(&[("a.txt", DRAFT)]);
    let output = command(folder.path(), &["check", "a.txt", "--color", "always"])
        .env("FORCE_HYPERLINK", "1")
        .output()
        .expect("it ends");
    assert!(!stdout(&output).contains("\u{1b}]8;"), "a pipe is no terminal");
}

#[test]
fn a_file_that_is_named_in_several_ways_is_counted_once() {
    let folder = folder(&[("a.txt", DRAFT), ("sub/b.txt", DRAFT)]);
    let whole = folder.path().join("a.txt");
    let whole = whole.to_str().expect("a name");
    let count = |args: &[&str]| {
        let output = claimlint(folder.path(), &[&["check", "--format", "json"], args].concat());
        let run: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        run["files"].as_array().map(Vec::len)
    };
    assert_eq!(count(&["a.txt"]), Some(1));
    assert_eq!(count(&["a.txt", "./a.txt", whole, "sub/../a.txt"]), Some(1));
    assert_eq!(count(&[".", "a.txt", "sub"]), count(&["."]));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.txt", folder.path().join("link.txt")).expect("a link");
        std::os::unix::fs::symlink("sub", folder.path().join("again")).expect("a link");
        assert_eq!(count(&["a.txt", "link.txt"]), Some(1));
        assert_eq!(count(&["sub", "again"]), Some(1));
    }
}
