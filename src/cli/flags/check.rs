//! Flags of the commands that check: `check`, `coverage`, `baseline`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::cases::Cases;
use super::chosen::TextOrJson;
use super::output::{ChangedFlags, Known, Output};

/// `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// What is checked.
    #[command(flatten)]
    pub cases: Cases,
    /// How the findings are told.
    #[command(flatten)]
    pub output: Output,
    /// Lowest level that fails the run (exit 1) [default: warning]
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub fail_on: Option<FailOn>,
    /// Fail if less than this percentage of factual statements have a source
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub fail_under: Option<f64>,
    /// Fail if a draft's coverage is below its floor in this file (`claimlint coverage
    /// --ratchet FILE --write` creates it)
    #[arg(long, value_name = "FILE")]
    pub ratchet: Option<PathBuf>,
    /// Which findings are known.
    #[command(flatten)]
    pub known: Known,
    /// Which findings are shown.
    #[command(flatten)]
    pub changed: ChangedFlags,
    /// Show only what an earlier version of the draft, in any format, does not have; tell what is cured and what moved
    /// (no baseline is taken then)
    #[arg(long, value_name = "OLD", conflicts_with_all = ["since", "staged", "baseline", "strict_baseline", "fix", "diff"])]
    pub against: Option<PathBuf>,
    /// Run again whenever a file changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    pub watch: bool,
    /// Write a copy of a Word or OpenDocument draft with the errors and warnings as comments at their
    /// words (advice with --show advice); the draft itself is never changed
    #[arg(long, value_name = "FILE", conflicts_with_all = ["watch", "since", "staged", "against"])]
    pub comments: Option<PathBuf>,
    /// Apply the safe fixes
    #[arg(long)]
    pub fix: bool,
    /// With --fix or --diff: include fixes that may change the meaning
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Show what --fix would change, without changing it
    #[arg(long)]
    pub diff: bool,
}

impl Check {
    /// Whether findings and coverage are all that is asked of the drafts: nothing is written into them, and no floor but
    /// those of the configuration quotes them.
    pub fn judges_only(&self) -> bool {
        let edits = self.fix || self.diff || self.comments.is_some();
        !edits && self.ratchet.is_none() && self.against.is_none() && !self.changed.any()
    }
}

/// `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Advice,
    /// Nothing
    Never,
}

/// `coverage`.
#[derive(Debug, Args)]
pub struct Coverage {
    /// What is checked.
    #[command(flatten)]
    pub cases: Cases,
    /// text for people, json for programs
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub format: TextOrJson,
    /// Fail if less than this percentage of factual statements have a source
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub fail_under: Option<f64>,
    /// Fail if a draft's coverage is below its floor in this file
    #[arg(long, value_name = "FILE")]
    pub ratchet: Option<PathBuf>,
    /// With --ratchet: raise the floors to today's coverage; never lowers one
    #[arg(long, requires = "ratchet")]
    pub write: bool,
    /// Write a badge (SVG) with the coverage of all drafts together
    #[arg(long, value_name = "FILE")]
    pub badge: Option<PathBuf>,
}

/// `baseline`.
#[derive(Debug, Args)]
pub struct Baseline {
    /// What is checked.
    #[command(flatten)]
    pub cases: Cases,
    /// Where to write it
    #[arg(long, value_name = "FILE", default_value = crate::report::baseline::NAME)]
    pub output: PathBuf,
    /// Only remove entries whose findings are gone; add nothing
    #[arg(long)]
    pub prune: bool,
}

fn percent(text: &str) -> Result<f64, String> {
    let value: f64 =
        text.trim_end_matches('%').parse().map_err(|_| "give a number from 0 to 100".to_owned())?;
    if (0.0..=100.0).contains(&value) { Ok(value) } else { Err("give a number from 0 to 100".to_owned()) }
}
