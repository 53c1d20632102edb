//! `claimlint completions`: the script that teaches a shell our commands and flags.

use clap::{Args, CommandFactory};

use super::{Exit, flags, write};

/// `completions`.
#[derive(Debug, Args)]
#[command(after_help = "\
Where to put it:
  bash        claimlint completions bash > ~/.local/share/bash-completion/completions/claimlint
  zsh         claimlint completions zsh > ~/.zfunc/_claimlint     (with fpath+=~/.zfunc before compinit)
  fish        claimlint completions fish > ~/.config/fish/completions/claimlint.fish
  powershell  claimlint completions powershell >> $PROFILE
  elvish      claimlint completions elvish >> ~/.config/elvish/rc.elv")]
pub struct Flags {
    /// Which shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Runs `completions`.
pub fn completions(flags: &Flags) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(flags.shell, &mut flags::Flags::command(), "claimlint", &mut script);
    write::out(&String::from_utf8_lossy(&script))
}
