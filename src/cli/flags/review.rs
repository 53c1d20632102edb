//! Flags of the review page and of commented copies: `review`, `decide`, `comments`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::cases::Cases;
use super::config::ConfigFlags;

/// `review`.
#[derive(Debug, Args)]
pub struct Review {
    /// What is checked.
    #[command(flatten)]
    pub cases: Cases,
    /// Where to write the page; of several drafts a folder [default: beside the draft, as DRAFT.review.html]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write the page and do not open it
    #[arg(long)]
    pub no_open: bool,
}

/// How decisions are taken into the claims file.
#[derive(Debug, Args)]
pub struct Taking {
    /// Who decided, where the file does not say
    #[arg(long, value_name = "NAME", value_parser = super::writing::person)]
    pub by: Option<String>,
    /// Write into the claims file; without it only show what would change
    #[arg(long)]
    pub write: bool,
    /// Judge waivers as of this day (YYYY-MM-DD) instead of today
    #[arg(long, value_name = "DATE")]
    pub today: Option<jiff::civil::Date>,
    /// Which configuration, and what goes over it
    #[command(flatten)]
    pub config: ConfigFlags,
}

/// `decide`.
#[derive(Debug, Args)]
pub struct Decide {
    /// The draft [default: the one that the file names]
    #[arg(value_name = "DRAFT")]
    pub draft: Option<PathBuf>,
    /// The file that the review page gave out, or the table of `status --format csv`, filled in
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// How they are taken in
    #[command(flatten)]
    pub taking: Taking,
}

/// `comments`.
#[derive(Debug, Args)]
pub struct Comments {
    /// What to do with them
    #[command(subcommand)]
    pub command: CommentsCommand,
}

/// What to do with comments.
#[derive(Debug, Subcommand)]
pub enum CommentsCommand {
    /// Read what was answered to the comments of a copy: proposed waivers, questions and checks
    Read(CommentsRead),
}

/// `comments read`.
#[derive(Debug, Args)]
#[command(after_help = "\
How answers are read:
  resolved, with an answer            the finding is accepted, for the reason in the answer
  answered, not resolved, or with ?   the answer is a question to the claim made there
  an answer that begins with          decides, whether resolved or not
    accept: REASON                    accepts the finding
    waive until 2027-01-31: REASON    accepts it until that day
    question: WORDS                   asks
    checked                           signs the claim made there, if it is as the copy shows it")]
pub struct CommentsRead {
    /// The copy, with answers: a Word or OpenDocument file that `check --comments` wrote
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The draft that it is a copy of [default: report.docx beside report-reviewed.docx]
    #[arg(long = "in", value_name = "DRAFT")]
    pub draft: Option<PathBuf>,
    /// Why what was resolved without a word may stay
    #[arg(long, value_name = "WORDS")]
    pub reason: Option<String>,
    /// Until when waivers hold (YYYY-MM-DD) [default: a year from the answer]
    #[arg(long, value_name = "DATE")]
    pub until: Option<jiff::civil::Date>,
    /// Keep what is proposed in this file, for `claimlint decide --from FILE`
    #[arg(long, short, value_name = "FILE", conflicts_with = "write")]
    pub output: Option<PathBuf>,
    /// How they are taken in
    #[command(flatten)]
    pub taking: Taking,
}
