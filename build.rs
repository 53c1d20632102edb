//! Makes the tables of `lexicon` of the words in `data/`, that of the list of outlets, the table in which `prose::spelling` looks misspellings up and the table of
//! rules from the files that are declared, and tells the
//! program what it was built from (`cli::flags::version`).
//!
//! The committed list of misspellings is for people: meanings in order, each with its slips. Its
//! table is for the program: it holds a number for each slip instead of its letters,
//! which is well under half of the size and costs a start nothing.
#![allow(clippy::print_stdout, reason = "this is how a build script talks to cargo")]
#![allow(clippy::disallowed_methods, reason = "a build script reads its environment and writes its files")]

use std::path::Path;
use std::process::Command;

#[path = "src/prose/spelling/hash.rs"]
mod hash;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "build/outlets.rs"]
mod outlets;
#[path = "build/rows.rs"]
mod rows;
#[path = "src/lexicon/hash.rs"]
mod words;

/// The committed list: lines `meaning: slip slip`, and comments.
const MISSPELLINGS: &str = "data/en/misspellings.txt";

fn main() {
    for path in
        ["build.rs", "build", "data", outlets::LIST, "src/lexicon/hash.rs", "src/prose/spelling/hash.rs"]
    {
        println!("cargo::rerun-if-changed={path}");
    }
    tell_build();
    rules();
    let list = std::fs::read_to_string(MISSPELLINGS).expect("the list is committed");
    let (slips, meanings) = misspellings(&list);
    let folder = std::env::var("OUT_DIR").expect("cargo names the folder");
    std::fs::write(format!("{folder}/slips.bin"), slips).expect("cargo's folder can be written");
    std::fs::write(format!("{folder}/meanings.txt"), meanings).expect("cargo's folder can be written");
    lexicon::write(Path::new("data"), Path::new(&folder));
    outlets::write(Path::new(&folder));
}

/// The table of slips, sorted: the number of each (four bytes, little-endian) and
/// where its meaning begins in the second part (four more), a text of lines.
fn misspellings(list: &str) -> (Vec<u8>, String) {
    let mut meanings = String::new();
    let mut slips: Vec<(u32, u32)> = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let (meant, words) =
            line.split_once(": ").unwrap_or_else(|| panic!("{MISSPELLINGS}: no `: ` in {line:?}"));
        let at = u32::try_from(meanings.len()).expect("the list is small");
        slips.extend(words.split(' ').map(|word| (hash::hash(word), at)));
        meanings.push_str(meant);
        meanings.push('\n');
    }
    slips.sort_unstable();
    (slips.iter().flat_map(|(hash, at)| [hash.to_le_bytes(), at.to_le_bytes()]).flatten().collect(), meanings)
}

/// Writes the table of rules and that of their names from the lines `pub mod name;` below `src/rules/`: a
/// line in `mod.rs` for each group, a line in the group's own for each rule. (A
/// macro could declare the modules and make the table, but rustfmt does not follow it.)
fn rules() {
    let mut table =
        "/// Every rule, in the order of the manual.\npub const RULES: &[&Rule] = &[\n".to_owned();
    let mut names =
        "/// The name of every rule, in the same order.\npub const NAMES: &[&str] = &[\n".to_owned();
    for group in declared("src/rules") {
        for rule in declared(&format!("src/rules/{group}")) {
            table.push_str(&format!("    &{group}::{rule}::RULE,\n"));
            names.push_str(&format!("    \"{}\",\n", rule.replace('_', "-")));
        }
    }
    let folder = std::env::var("OUT_DIR").expect("cargo names the folder");
    for (file, list) in [("rules", table), ("catalogue", names)] {
        std::fs::write(format!("{folder}/{file}.rs"), list + "];\n").expect("cargo's folder can be written");
    }
}

/// The modules that a folder of rules declares, without those that hold no rules.
fn declared(folder: &str) -> Vec<String> {
    let path = format!("{folder}/mod.rs");
    println!("cargo::rerun-if-changed={path}");
    let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let names = source.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.filter(|name| !matches!(*name, "groups" | "kit" | "view")).map(str::to_owned).collect()
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
