//! Nobody's file breaks: a project as it was with 0.1 is read today, and what its author sees that is new is told in the
//! CHANGELOG.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::tool::{claimlint, said};

/// A copy of the project.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/first/claims");
    copy(&from, folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target: PathBuf = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).expect("a folder");
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

const DAY: &str = "2026-11-24";

/// The findings of a check with these flags.
fn findings(folder: &Path, more: &[&str]) -> Vec<Value> {
    let args = [&["check", ".", "--today", DAY, "--format", "json", "--fail-on", "never"], more].concat();
    let output = claimlint(folder, &args);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    report["findings"].as_array().expect("findings").clone()
}

fn codes(findings: &[Value]) -> BTreeSet<&str> {
    findings.iter().filter_map(|finding| finding["code"].as_str()).collect()
}

#[test]
fn claims_seals_waivers_and_configuration_of_0_1_are_read() {
    let folder = project();
    let output = claimlint(folder.path(), &["check", ".", "--today", DAY, "--fail-on", "never"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let all = findings(folder.path(), &["--no-baseline"]);
    let told = codes(&all);
    for broken in ["claims-syntax", "waiver-unused", "waiver-unreasoned", "evidence-changed"] {
        assert!(!told.contains(broken), "{broken}");
    }
    // The seals of that day: those that fitted then fit now, and that they cover less is told once, as advice.
    let seals = |code: &str| all.iter().filter(|finding| finding["code"] == code).collect::<Vec<_>>();
    let stale: Vec<&str> =
        seals("check-stale").iter().filter_map(|finding| finding["message"].as_str()).collect();
    let known = fs::read_to_string(folder.path().join("claimlint.baseline")).expect("a baseline");
    assert_eq!(stale.len(), known.matches("\ncheck-stale\t").count(), "{stale:#?}");
    let earlier = seals("seal-earlier");
    assert!(
        !earlier.is_empty() && earlier.iter().all(|finding| finding["level"] == "advice"),
        "{earlier:#?}"
    );
    let config = said(&claimlint(folder.path(), &["config", "japan-cyber.txt"]));
    for line in ["acronym-use", "fail-under", "baseline"] {
        assert!(config.contains(line), "{config}");
    }
    let formatted = claimlint(folder.path(), &["fmt", "--check", "."]);
    assert_ne!(formatted.status.code(), Some(2), "{}", said(&formatted));
}

#[test]
fn a_baseline_of_0_1_still_hides_what_it_knew() {
    let folder = project();
    let known = fs::read_to_string(folder.path().join("claimlint.baseline")).expect("a baseline");
    let known = known.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
    let all = findings(folder.path(), &["--no-baseline"]).len();
    let new = findings(folder.path(), &[]);
    assert!(all - new.len() + 8 >= known, "of {known} known findings {} are hidden", all - new.len());
    // What is new is explained to whoever had 0.1.
    let changelog =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CHANGELOG.md")).expect("it");
    let from = changelog.find("### What you will see").expect("the page for users of 0.1");
    let page = changelog[from + 3..].split("\n### ").next().expect("its text");
    for code in codes(&new) {
        assert!(page.contains(&format!("`{code}`")), "{code} is new to a user of 0.1 and not explained");
    }
}

#[test]
fn floors_of_0_1_are_held() {
    let folder = project();
    let output = claimlint(
        folder.path(),
        &["check", ".", "--today", DAY, "--ratchet", "floors", "--fail-on", "never"],
    );
    assert_ne!(output.status.code(), Some(2), "{}", said(&output));
    let output = claimlint(folder.path(), &["coverage", ".", "--ratchet", "floors"]);
    assert_ne!(output.status.code(), Some(2), "{}", said(&output));
}

/// `sign --renew` turns the seals of that day into today's, and nothing is told of them any more.
#[test]
fn a_seal_of_0_1_can_be_renewed() {
    let folder = project();
    let output = claimlint(folder.path(), &["sign", "--renew", "--in", "japan-cyber.claims"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let all = findings(folder.path(), &["--no-baseline"]);
    let told = |code: &str| {
        let of_it =
            |finding: &&Value| finding["code"] == code && finding.to_string().contains("japan-cyber.claims");
        all.iter().filter(of_it).count()
    };
    let known = fs::read_to_string(folder.path().join("claimlint.baseline")).expect("a baseline");
    let stale = known.lines().filter(|line| line.starts_with("check-stale\tjapan-cyber")).count();
    assert_eq!((told("seal-earlier"), told("check-stale")), (0, stale));
}

/// No rule of that day has lost its name: waivers, levels and baselines that name it mean what they meant.
#[test]
fn every_rule_of_0_1_has_its_name() {
    let names =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/first/rules.txt"));
    let names = names.expect("the list");
    assert!(names.lines().count() > 100);
    for name in names.lines() {
        assert!(claimlint::inside::rules::rule(name).is_some(), "{name}");
    }
}
