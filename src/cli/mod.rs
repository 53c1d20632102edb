//! The command line: flags, commands, and the only file access.
//!
//! Commands return an [`Exit`]; whatever could not be run is told on standard
//! error, findings on standard output.
#![allow(clippy::disallowed_methods, reason = "the one room that reads files and prints")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the one room that reads files and prints")]

mod argue;
mod assertions;
mod badge;
mod baseline;
mod check;
mod completions;
mod config;
mod coverage;
mod decode;
mod doctor;
mod evidence;
mod explain;
mod export;
mod flags;
mod fmt;
mod held;
mod house;
mod init;
mod lexicons;
mod load;
mod man;
mod notes;
mod outlets;
mod parts;
mod pin;
mod progress;
mod ratchet;
mod renumber;
mod report;
mod show;
mod sign;
mod since;
mod status;
mod unpack;
mod version;
mod watch;
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

impl Exit {
    /// The exit status.
    fn code(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Trouble => 2,
        }
    }
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        std::process::ExitCode::from(exit.code())
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
        Command::Check(check) if check.watch => watch::watch(&check, &look),
        Command::Check(check) => check::check(&check, &look),
        Command::Coverage(flags) => coverage::coverage(&flags),
        Command::Baseline(flags) => baseline::baseline(&flags),
        Command::Show(show) => show::show(&show, &look),
        Command::Notes(flags) => notes::notes(&flags, &look),
        Command::Sources(flags) => notes::sources(&flags, &look),
        Command::Evidence(flags) => evidence::evidence(&flags, &look),
        Command::Pin(flags) => pin::pin(&flags),
        Command::Init(flags) => init::init(&flags),
        Command::Trace(flags) => argue::trace(&flags, &look),
        Command::Impact(flags) => argue::impact(&flags, &look),
        Command::Graph(flags) => argue::graph(&flags),
        Command::Sign(flags) => sign::sign(&flags),
        Command::Status(flags) => status::status(&flags, &look),
        Command::Renumber(flags) => renumber::renumber(&flags),
        Command::Export(flags) => export::export(&flags),
        Command::Fmt(fmt) => fmt::fmt(&fmt),
        Command::Explain(explain) => explain::explain(&explain),
        Command::Outlets(list) => outlets::outlets(&list),
        Command::Lexicons(lists) => lexicons::lexicons(&lists),
        Command::Rules(rules) => explain::rules(&rules),
        Command::Config(flags) => config::config(&flags),
        Command::Schema(schema) if schema.config => write::out(&crate::config::schema::schema()),
        Command::Schema(_) => write::out(&crate::report::json::schema()),
        Command::Doctor => doctor::doctor(&look),
        Command::Completions(flags) => completions::completions(&flags),
        Command::Man(flags) => man::man(&flags),
    }
}
