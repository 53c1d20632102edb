//! Writes the list of known misspellings that `prose::spelling` looks words up in,
//! and tells the program what it was built from (`cli::version`).
//!
//! The list is that of the crate `typos-dict`. Linked in as it is, it costs ten
//! megabytes of the program and some milliseconds of every start, for words
//! that are mostly of no use in prose; so it is sifted once, at build time,
//! into sorted lines `misspelling<tab>meant`.
#![allow(clippy::print_stdout, reason = "this is how a build script talks to cargo")]
#![allow(clippy::disallowed_methods, reason = "a build script reads its environment and writes its file")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// Shorter words are too often names or abbreviations.
const SHORTEST: usize = 7;
/// Longer words are no words.
const LONGEST: usize = 34;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    tell_build();
    let mut rows: Vec<(&str, &str)> = typos_dict::WORD
        .map
        .entries()
        .filter_map(|(word, meant)| match meant {
            // With two possible meanings the list itself does not know.
            [meant] => Some((word.into_inner(), *meant)),
            _ => None,
        })
        .filter(|(word, meant)| wanted(word, meant))
        .collect();
    rows.sort_unstable();
    let mut list = String::new();
    for (word, meant) in rows {
        let _ = writeln!(list, "{word}\t{meant}");
    }
    let folder = std::env::var("OUT_DIR").expect("cargo names the folder");
    std::fs::write(format!("{folder}/misspellings.txt"), list).expect("cargo's folder can be written");
}

/// Whether a row is near enough to be a slip of the hand: one letter, or two in
/// a long word, and never the first.
fn wanted(word: &str, meant: &str) -> bool {
    let distance = strsim::damerau_levenshtein(word, meant);
    (SHORTEST..=LONGEST).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && (distance == 1 || (distance == 2 && word.len() >= 10))
        && meant.as_bytes().first() == word.as_bytes().first()
}

/// Sets what `claimlint --version` tells: none of it can make a build fail.
fn tell_build() {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let profile = variable("PROFILE");
    let rustc = printed(Command::new(variable("RUSTC")).arg("--version")).unwrap_or_default();
    let commit = commit(&profile).unwrap_or_else(|| "unknown".to_owned());
    for (name, value) in
        [("COMMIT", commit), ("TARGET", variable("TARGET")), ("PROFILE", profile), ("RUSTC", rustc)]
    {
        // One line, plain: it is compiled in and printed.
        let plain: String = value.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(80).collect();
        println!("cargo::rustc-env=CLAIMLINT_BUILD_{name}={plain}");
    }
}

/// The commit that is built: as `CLAIMLINT_COMMIT` says (where there is no git: in
/// a container, in a download), else as the package or git knows it.
fn commit(profile: &str) -> Option<String> {
    println!("cargo::rerun-if-env-changed=CLAIMLINT_COMMIT");
    if let Some(given) = std::env::var("CLAIMLINT_COMMIT").ok().filter(|given| !given.trim().is_empty()) {
        return Some(given.trim().to_owned());
    }
    let folder = std::env::var("CARGO_MANIFEST_DIR").ok()?;
    let folder = Path::new(&folder);
    // A package from a registry carries the commit in this file.
    if let Ok(packed) = std::fs::read_to_string(folder.join(".cargo_vcs_info.json")) {
        let hash = packed.split("\"sha1\"").nth(1)?.split('"').nth(1)?;
        return Some(hash.chars().take(12).collect());
    }
    // A folder inside somebody else's repository is not built from their commit.
    if !folder.join(".git").exists() {
        return None;
    }
    // While we work on it, a commit would be wrong by the next edit, and to keep
    // it right would mean to compile after each commit.
    if profile != "release" {
        return None;
    }
    let git = || {
        let mut git = Command::new("git");
        git.current_dir(folder);
        git
    };
    for file in ["HEAD", "logs/HEAD", "index"] {
        if let Some(path) = printed(git().args(["rev-parse", "--git-path", file])) {
            let path = folder.join(path);
            if path.exists() {
                println!("cargo::rerun-if-changed={}", path.display());
            }
        }
    }
    for path in ["src", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={path}");
    }
    printed(git().args(["describe", "--always", "--abbrev=12", "--exclude=*", "--dirty=, changed"]))
}

/// What a command prints, if it ends well.
fn printed(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
