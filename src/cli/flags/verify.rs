//! Flags of `verify`, which looks outside.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::base::contact::contact;

/// `verify`.
#[derive(Debug, Args)]
#[command(after_help = "\
Nothing is asked before you were shown what would leave this machine, and agreed (or said --yes).
The text of the draft never leaves it. docs/verify.md says what each answer means.")]
pub struct Verify {
    /// Drafts
    #[arg(value_name = "DRAFT", required = true)]
    pub drafts: Vec<PathBuf>,
    /// Ask without asking you first
    #[arg(long, short)]
    pub yes: bool,
    /// Show everything that would be asked, and of whom, and ask nothing
    #[arg(long, conflicts_with = "yes")]
    pub dry_run: bool,
    /// Show what the record says, and ask nothing
    #[arg(long, conflicts_with_all = ["yes", "dry_run", "save", "archive", "judge"])]
    pub show: bool,
    /// Look at these only
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',')]
    pub only: Vec<VerifyOnly>,
    /// Look for the titles of works whose notes give no number and no address: the titles leave this machine
    #[arg(long)]
    pub titles: bool,
    /// Look again at what was looked at in the last seven days
    #[arg(long)]
    pub again: bool,
    /// Keep a copy of the page of this source beside the claims file, pinned, with a line `held`; may be repeated
    #[arg(long, value_name = "SOURCE")]
    pub save: Vec<String>,
    /// Ask the Internet Archive to keep the page of this source now, and write a line `archived`; may be repeated
    #[arg(long, value_name = "SOURCE")]
    pub archive: Vec<String>,
    /// Let the program that --settings names judge each claim against the held copies of its sources
    #[arg(long, requires = "settings")]
    pub judge: bool,
    /// A mail address for the operators of the sites and registries that are asked
    #[arg(long, value_name = "ADDRESS", value_parser = contact)]
    pub contact: Option<String>,
    /// Your settings for looking outside: mirrors, pauses, a program that judges claims. Never looked for, only read
    /// if you name it
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Write every request into this file with its time, as it is answered; a log that is there is added to
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
    /// The day of the look (YYYY-MM-DD), if the clock of this machine is wrong
    #[arg(long, value_name = "DATE")]
    pub today: Option<jiff::civil::Date>,
}

/// `--only`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum VerifyOnly {
    /// DOIs, ISBNs, arXiv and PubMed numbers
    Doi,
    /// Addresses
    Url,
    /// Copies in the Internet Archive
    Archive,
    /// DOIs and PubMed numbers, for retractions and corrections
    Retraction,
}
