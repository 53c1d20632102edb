//! Writes the list of known misspellings that `prose::spelling` looks words up in.
//!
//! The list is that of the crate `typos-dict`. Linked in as it is, it costs ten
//! megabytes of the program and some milliseconds of every start, for words
//! that are mostly of no use in prose; so it is sifted once, at build time,
//! into sorted lines `misspelling<tab>meant`.
#![allow(clippy::print_stdout, reason = "this is how a build script talks to cargo")]
#![allow(clippy::disallowed_methods, reason = "a build script reads its environment and writes its file")]

use std::fmt::Write as _;

/// Shorter words are too often names or abbreviations.
const SHORTEST: usize = 7;
/// Longer words are no words.
const LONGEST: usize = 34;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
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
