//! The paths of an author, an editor and a reviewer are scripts, and run from end to end.
#![cfg(unix)]

use std::process::Command;

fn goes(path: &str) {
    let script = format!("{}/tests/paths/{path}", env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("bash")
        .args([&script, env!("CARGO_BIN_EXE_claimlint")])
        .env_remove("COLUMNS")
        .output()
        .expect("bash is there");
    let told =
        String::from_utf8_lossy(&[output.stdout.as_slice(), output.stderr.as_slice()].concat()).into_owned();
    assert!(output.status.success() && told.ends_with("all right\n"), "{told}");
}

#[test]
fn the_author_checks_fixes_and_keeps_a_baseline() {
    goes("author");
}

/// Python plays the word processor; where it is not, `office::answers` has the same scenes.
#[test]
fn the_editor_comments_is_answered_and_reads_back() {
    if Command::new("python3").arg("--version").output().is_err() {
        println!("SKIPPED: there is no python3");
        return;
    }
    goes("editor");
}

#[test]
fn the_reviewer_fills_in_a_table_and_signs() {
    goes("reviewer");
}
