//! The program as a user runs it.

use std::path::Path;
use std::process::{Command, Output};

/// What the program does in a folder. The width of whoever runs the tests does not reach it.
pub fn claimlint(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(args)
        .current_dir(folder)
        .env_remove("COLUMNS")
        .output()
        .expect("the command starts")
}

/// What it printed, then what it said on the other stream.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
