//! The `claimlint` command: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    claimlint::cli::run(std::env::args_os()).into()
}
