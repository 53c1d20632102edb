//! What the program is built of: one registry, digests for all, and a reason for each crate that is there twice.
#![allow(clippy::disallowed_methods, reason = "tests read the files of the project")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_crate_is_of_one_registry_and_has_a_digest() {
    let lock: toml::Table = file("Cargo.lock").parse().expect("the lock file is TOML");
    let packages = lock["package"].as_array().expect("packages");
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages {
        let text = |key: &str| package.get(key).and_then(toml::Value::as_str);
        let name = text("name").expect("a name");
        versions.entry(name).or_default().insert(text("version").expect("a version"));
        if matches!(name, "claimlint" | "claimlint-web") {
            continue;
        }
        assert_eq!(text("source"), Some("registry+https://github.com/rust-lang/crates.io-index"), "{name}");
        assert_eq!(text("checksum").map(str::len), Some(64), "{name}");
    }
    let twice: BTreeSet<&str> =
        versions.iter().filter(|(_, all)| all.len() > 1).map(|(name, _)| *name).collect();
    let deny: toml::Table = file("deny.toml").parse().expect("deny.toml is TOML");
    assert_eq!(deny["bans"]["multiple-versions"].as_str(), Some("deny"));
    let skipped = deny["bans"]["skip"].as_array().expect("a list");
    let mut known = BTreeSet::new();
    for one in skipped {
        let crate_name = one["crate"].as_str().expect("a crate");
        let (name, version) = crate_name.split_once('@').expect("name@version");
        assert!(
            versions.get(name).is_some_and(|all| all.contains(version)),
            "{crate_name} is gone: take it out"
        );
        assert!(one["reason"].as_str().is_some_and(|reason| reason.len() > 20), "{crate_name}: why twice?");
        known.insert(name);
    }
    assert_eq!(twice, known, "crates that are there in two versions, and those of deny.toml with a reason");
}

/// A crate with much unsafe code is looked at anew when it comes in a new version: its row names the one that was.
#[test]
fn notes_on_crates_with_much_unsafe_code_are_of_the_versions_in_use() {
    let lock: toml::Table = file("Cargo.lock").parse().expect("the lock file is TOML");
    let packages = lock["package"].as_array().expect("packages");
    let is_in_use = |name: &str, version: &str| {
        packages.iter().any(|package| {
            let found = package["version"].as_str().expect("a version").split('+').next();
            package["name"].as_str() == Some(name) && found == Some(version)
        })
    };
    let page = file("docs/supply.md");
    let table = page.split("## Crates with much unsafe code").nth(1).expect("the section");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| crate "))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    assert!(rows.len() >= 20, "{}", rows.len());
    for row in rows {
        let [named, count, purpose, reached, trusted] = row.as_slice() else { panic!("five cells: {row:?}") };
        let (name, version) = named.split_once(' ').expect("a name and a version");
        assert!(
            is_in_use(name, version),
            "{named} is not in Cargo.lock: look at the version in use, and say what you saw"
        );
        assert!(count.parse::<u32>().is_ok_and(|count| count > 100), "{named}: {count}");
        assert!(purpose.len() > 10 && trusted.len() > 10 && !reached.is_empty(), "{row:?}");
    }
    // What reads strangers' bytes for us and has much of it is named, whatever else is.
    for name in ["zlib-rs", "zip", "encoding_rs", "memchr", "ring", "moxcms", "simdutf8"] {
        assert!(table.contains(&format!("| {name} ")), "{name} has no row");
    }
}

/// Advisories are asked for where the network is; what a machine without it did not ask is said.
#[test]
fn known_holes_are_asked_for_by_ci() {
    let ci = file(".github/workflows/ci.yml");
    assert!(ci.contains("schedule:") && ci.contains("cargo deny --locked check advisories"), "no job asks");
    let run = file(".ci/run");
    assert_eq!(run.matches("ADVISORIES WERE NOT CHECKED").count(), 2, "what was not asked is said");
    let deny: toml::Table = file("deny.toml").parse().expect("deny.toml is TOML");
    assert_eq!(deny["advisories"]["yanked"].as_str(), Some("deny"));
    assert!(
        deny["advisories"]["ignore"].as_array().is_some_and(Vec::is_empty),
        "an exception needs a reason here"
    );
}

/// What takes too long for every change runs once a week, and what runs is there.
#[test]
fn the_long_run_of_verify_is_on_the_schedule_of_ci() {
    let ci = file(".github/workflows/ci.yml");
    let long = ci.split("\n  long:\n").nth(1).expect("a job");
    let job = long.split("\n  elsewhere:").next().unwrap_or_default();
    assert!(
        job.contains("github.event_name == 'schedule'") && job.contains("run: tests/long/verify"),
        "{job}"
    );
    assert!(file("tests/long/verify").contains("verify::program::a_run_that_is_killed"));
}

#[test]
fn the_action_and_the_kits_run_no_code_of_others() {
    for name in ["action.yml", "kits/gitlab.yml"] {
        let text = file(name);
        assert!(!text.contains("uses:"), "{name} uses another action: pin it to a commit and say so here");
        assert!(!text.contains("wget "), "{name} fetches something");
        // The program of a release of the action's own repository, held to its list of checksums, and nothing else.
        for line in text.lines().filter(|line| line.contains("curl ")) {
            assert!(name == "action.yml" && line.contains(" \"$from/"), "{name} fetches something: {line}");
        }
    }
    let action = file("action.yml");
    assert!(
        action.contains("from=\"$CLAIMLINT_GIT/releases/download/v$version\"")
            && action.contains("$sum -c own")
    );
    // From PyPI a wheel and never a source, whose build could run anything.
    for line in file("kits/gitlab.yml").lines().filter(|line| line.contains("pip install")) {
        assert!(line.contains("--only-binary :all: \"claimlint-evidence==$CLAIMLINT_VERSION\""), "{line}");
    }
}
