//! The command line: flags, commands, and the only file access.
//!
//! Commands return an [`Exit`]; whatever could not be run is told on standard
//! error, findings on standard output.
#![allow(clippy::disallowed_methods, reason = "the one room that reads files and prints")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the one room that reads files and prints")]

mod base;
mod commands;
mod files;
mod flags;
#[cfg(feature = "verify")]
pub mod outside;
mod run;

use clap::{CommandFactory, Parser};

pub use base::exit::Exit;
use commands::*;
use flags::{Command, Flags};
use run::watch::watch;

/// Every command with its flags, as clap knows them: for tests that must leave none out.
pub fn commands() -> clap::Command {
    Flags::command()
}

/// The desk of a language server in this process, as `claimlint lsp` has it: for tests that are the editor.
#[cfg(feature = "lsp")]
pub fn desk() -> std::sync::Arc<dyn crate::lsp::Desk> {
    std::sync::Arc::new(run::desk::House::new(false))
}

/// Runs the command with these arguments, the program's name first.
pub fn run(args: impl Iterator<Item = std::ffi::OsString>) -> Exit {
    let args: Vec<std::ffi::OsString> = args.collect();
    if base::apart::answered(&args) {
        return Exit::Clean;
    }
    base::guard::tell_panics();
    if args.get(1).is_some_and(|word| word == completions::ASK) {
        return completions::names(&args[2..]);
    }
    let other = flags::other_format(&args);
    let flags = match Flags::try_parse_from(flags::with_check(args, is_command)) {
        Ok(flags) => flags,
        Err(error) => return misused(&error),
    };
    let look = flags.look;
    base::write::style(look.style().color);
    base::write::fold_errors(look.room_of_errors().unwrap_or(0));
    if let Err(message) = base::door::allow(&flags.allow) {
        return base::write::trouble(&message);
    }
    let mut command = flags.command;
    if look.is_bounded() && !other && tells_people(&command) {
        base::write::fold(look.style().width);
    }
    if let Command::Check(flags) = &mut command {
        flags.cases.pages = flags.output.pages();
        flags.cases.lean = flags.judges_only();
    }
    match command {
        Command::Check(flags) if flags.watch => watch(&flags, |flags| check::check(flags, &look)),
        Command::Check(flags) => check::check(&flags, &look),
        Command::Review(flags) => review::review(flags),
        Command::Decide(flags) => decide::decide(flags),
        Command::Comments(flags) => comments::comments(flags),
        Command::Coverage(flags) => coverage::coverage(&flags),
        Command::Baseline(flags) => baseline::baseline(&flags),
        Command::Show(flags) => show::show(&flags, &look),
        Command::Notes(flags) => notes::notes(&flags, &look),
        Command::Sources(flags) => sources::sources(&flags, &look),
        Command::Evidence(flags) => evidence::evidence(&flags, &look),
        #[cfg(feature = "verify")]
        Command::Verify(flags) => verify::verify(&flags, &look),
        Command::Pin(flags) => pin::pin(&flags),
        Command::Init(flags) => init::init(&flags),
        Command::Trace(flags) => trace::trace(&flags, &look),
        Command::Impact(flags) => impact::impact(&flags, &look),
        Command::Graph(flags) => graph::graph(&flags),
        Command::Sign(flags) => sign::sign(&flags),
        Command::Status(flags) => status::status(&flags, &look),
        Command::Renumber(flags) => renumber::renumber(&flags),
        Command::Relink(flags) => relink::relink(&flags),
        Command::Export(flags) => export::export(&flags),
        Command::Fmt(flags) => fmt::fmt(&flags),
        Command::Explain(flags) => explain::explain(&flags, &look),
        Command::Outlets(flags) => outlets::outlets(&flags),
        Command::Lexicons(flags) => lexicons::lexicons(&flags),
        Command::Rules(flags) => rules::rules(&flags),
        Command::Config(flags) => config::config(&flags),
        Command::Schema(flags) => schema::schema(&flags),
        #[cfg(feature = "lsp")]
        Command::Lsp(_) => lsp::lsp(),
        Command::Doctor => doctor::doctor(&look),
        Command::Completions(flags) => completions::completions(&flags),
        Command::Man(flags) => man::man(&flags),
    }
}

/// Whether a command prints tables and lists for people, and no file that a program reads. `check` keeps to the width itself.
fn tells_people(command: &Command) -> bool {
    matches!(
        command,
        Command::Coverage(_)
            | Command::Status(_)
            | Command::Impact(_)
            | Command::Trace(_)
            | Command::Rules(_)
            | Command::Evidence(_)
            | Command::Show(_)
            | Command::Sources(_)
            | Command::Notes(_)
            | Command::Outlets(_)
            | Command::Lexicons(_)
            | Command::Explain(_)
            | Command::Doctor
    )
}

/// Whether a word is one of our commands.
fn is_command(word: &str) -> bool {
    word == "help" || Flags::command().find_subcommand(word).is_some()
}

/// Tells of a misuse; help and version, which clap tells in the same way, are none.
fn misused(error: &clap::Error) -> Exit {
    if error.use_stderr() {
        // It repeats the argument: in a script that may be the name of a stranger's file.
        base::write::err(&error.render().to_string());
        return Exit::Trouble;
    }
    match error.print() {
        Ok(()) => Exit::Clean,
        Err(_) => Exit::Trouble,
    }
}
