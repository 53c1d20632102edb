//! The `claimlint` command: everything is in the library.

#![allow(clippy::disallowed_methods, reason = "arguments enter here and go straight to `cli`")]

use std::process::ExitCode;

fn main() -> ExitCode {
    claimlint::inside::cli::run(std::env::args_os()).into()
}
