//! `claimlint completions`: the script that teaches a shell our commands and flags.

use clap::CommandFactory;

use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::flags::{Completions, Flags};

/// Runs `completions`.
pub fn completions(flags: &Completions) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(flags.shell, &mut Flags::command(), "claimlint", &mut script);
    write::exact(&String::from_utf8_lossy(&script))
}
