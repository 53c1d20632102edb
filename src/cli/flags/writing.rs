//! Flags of the commands that write files, or words for other programs.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::cases::OneDraft;
use super::chosen::export;

/// `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The draft.
    #[command(flatten)]
    pub one: OneDraft,
    /// Add what is new in the draft to its claims file, and leave the rest as it is
    #[arg(long)]
    pub update: bool,
    /// Only these sentences
    #[arg(long, value_enum, value_name = "WHICH")]
    pub only: Option<OnlyFlag>,
    /// Write entries for sentences that have a source already, too, with a line for each source
    #[arg(long)]
    pub cited: bool,
    /// Print what would be written, without writing it
    #[arg(long)]
    pub diff: bool,
}

/// `init --only`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OnlyFlag {
    /// Sentences with a count, a share, money or a rate
    Figures,
    /// Sentences that assert something and have no source
    Uncited,
    /// The sentence that says what the draft argues
    Thesis,
    /// Sentences that quote somebody
    Quotations,
}

/// `sign`.
#[derive(Debug, Args)]
pub struct Sign {
    /// Claims, by name
    #[arg(value_name = "CLAIM", required_unless_present_any = ["stale", "from", "renew"], conflicts_with = "from")]
    pub claims: Vec<String>,
    /// Who checked them; with --from: who decided, where the file does not say
    #[arg(long, value_name = "NAME", value_parser = person, required_unless_present_any = ["from", "renew"])]
    pub by: Option<String>,
    /// Take what was decided on a review page, or filled into the table of `status --format csv`: first shown, then
    /// written with --write
    #[arg(long, value_name = "FILE", conflicts_with_all = ["stale", "on"])]
    pub from: Option<PathBuf>,
    /// With --from: write into the claims file
    #[arg(long, requires = "from", conflicts_with = "diff")]
    pub write: bool,
    /// The day of the check (YYYY-MM-DD), if it was not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<jiff::civil::Date>,
    /// The claims file, its draft, or a folder with both
    #[arg(long = "in", value_name = "PATH", default_value = ".")]
    pub path: PathBuf,
    /// Sign again every claim whose check is out of date or has no seal
    #[arg(long)]
    pub stale: bool,
    /// Renew the seals of the earlier form that still fit, in the names and of the days of their checks, and show what
    /// they newly cover; with --by only those of that person
    #[arg(long, conflicts_with_all = ["stale", "from", "on"])]
    pub renew: bool,
    /// Show what would change, without writing it
    #[arg(long)]
    pub diff: bool,
}

/// `renumber`.
#[derive(Debug, Args)]
pub struct Renumber {
    /// Claims files, drafts with one beside them, or folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Change the files; otherwise only show what would change
    #[arg(long)]
    pub write: bool,
}

/// `relink`.
#[derive(Debug, Args)]
pub struct Relink {
    /// Claims files, drafts with one beside them, or folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Only this claim; may be repeated
    #[arg(long, value_name = "NAME")]
    pub claim: Vec<String>,
    /// Change the files; otherwise only show what would change
    #[arg(long)]
    pub write: bool,
}

/// `export`.
#[derive(Debug, Args)]
pub struct Export {
    /// The claims file, its draft, or a folder with both
    #[arg(value_name = "PATH", default_value = ".")]
    pub path: PathBuf,
    /// Which format
    #[arg(long, value_name = "FORMAT", value_parser = export())]
    pub format: &'static crate::report::export::Export,
}

/// `fmt`.
#[derive(Debug, Args)]
pub struct Fmt {
    /// Claims files or folders; `-` reads standard input and prints the result
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Only check: exit 1 if a file is not formatted
    #[arg(long)]
    pub check: bool,
    /// Show what would change, without changing it
    #[arg(long)]
    pub diff: bool,
}

/// `pin`.
#[derive(Debug, Args)]
pub struct Pin {
    /// Claims files, their drafts or folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Pin only this source, and renew its digest if the copy has changed; may be repeated
    #[arg(long, value_name = "NAME")]
    pub source: Vec<String>,
    /// Show what would change, without changing it
    #[arg(long)]
    pub diff: bool,
}

/// `man`.
#[derive(Debug, Args)]
pub struct Man {
    /// Write a page for the program and one for each command into this folder
    #[arg(long, value_name = "FOLDER")]
    pub dir: Option<PathBuf>,
    /// With --dir: overwrite existing pages that differ
    #[arg(long, requires = "dir")]
    pub force: bool,
}

/// `completions`.
#[derive(Debug, Args)]
#[command(after_help = "\
Where to put it:
  bash        claimlint completions bash > ~/.local/share/bash-completion/completions/claimlint
  zsh         claimlint completions zsh > ~/.zfunc/_claimlint     (with fpath+=~/.zfunc before compinit)
  fish        claimlint completions fish > ~/.config/fish/completions/claimlint.fish
  powershell  claimlint completions powershell >> $PROFILE
  elvish      claimlint completions elvish >> ~/.config/elvish/rc.elv")]
pub struct Completions {
    /// Which shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// `lsp`.
#[cfg(feature = "lsp")]
#[derive(Debug, Args)]
#[command(
    after_help = "Your editor starts it; docs/editors.md shows how for each. It takes its settings from claimlint.toml alone."
)]
pub struct Lsp {
    /// Speak on standard input and output, as it does without this: some editors always say so
    #[arg(long)]
    pub stdio: bool,
}

/// A name as it can stand in a string of the claims file.
pub(super) fn person(text: &str) -> Result<String, String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.contains(|c: char| c.is_control()) {
        return Err("give a person's name".to_owned());
    }
    Ok(name)
}
