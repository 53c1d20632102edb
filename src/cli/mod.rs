//! The command line: flags, commands, and the only file access.
//!
//! Commands return an [`Exit`]; whatever could not be run is told on standard
//! error, findings on standard output.
#![allow(clippy::disallowed_methods, reason = "the one room that reads files and prints")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the one room that reads files and prints")]

mod argue;
mod check;
mod decode;
mod explain;
mod flags;
mod fmt;
mod init;
mod load;
mod notes;
mod outlets;
mod parts;
mod show;
mod unpack;
mod write;

use clap::Parser;

use flags::{Command, Flags};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing at or above the failing level.
    Clean,
    /// Findings.
    Findings,
    /// Could not run.
    Trouble,
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        std::process::ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Trouble => 2,
        })
    }
}

/// Runs the command with these arguments, the program's name first.
pub fn run(args: impl Iterator<Item = std::ffi::OsString>) -> Exit {
    let flags = match Flags::try_parse_from(args) {
        Ok(flags) => flags,
        Err(error) => {
            // clap prints help and version on standard output, errors on the other.
            let failed = error.use_stderr();
            return match error.print() {
                Ok(()) if !failed => Exit::Clean,
                _ => Exit::Trouble,
            };
        }
    };
    let look = flags.look;
    match flags.command {
        Command::Check(check) => check::check(&check, &look),
        Command::Coverage(check) => check::coverage(&check, &look),
        Command::Show(show) => show::show(&show, &look),
        Command::Notes(flags) => notes::notes(&flags, &look),
        Command::Sources(flags) => notes::sources(&flags, &look),
        Command::Init(flags) => init::init(&flags),
        Command::Trace(flags) => argue::trace(&flags, &look),
        Command::Impact(flags) => argue::impact(&flags, &look),
        Command::Graph(flags) => argue::graph(&flags),
        Command::Fmt(fmt) => fmt::fmt(&fmt),
        Command::Explain(explain) => explain::explain(&explain),
        Command::Outlets(list) => outlets::outlets(&list),
        Command::Rules(rules) => explain::rules(&rules),
        Command::Schema => write::out(&crate::report::json::schema()),
    }
}
