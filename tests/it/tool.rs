//! The program as a user runs it.

use std::path::Path;
use std::process::{Command, Output};

/// What the program does in a folder. The width of whoever runs the tests does not reach it, and it may ask nobody but this
/// machine: whatever else it wanted to ask it would say, and the test with it.
pub fn claimlint(folder: &Path, args: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(args)
        .current_dir(folder)
        .env_remove("COLUMNS")
        .env("CLAIMLINT_HOSTS", "127.0.0.1")
        .output()
        .expect("the command starts");
    assert!(!said(&output).contains("CLAIMLINT_HOSTS"), "{args:?}: {}", said(&output));
    output
}

/// What it printed, then what it said on the other stream.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
