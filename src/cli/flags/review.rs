//! Flags of the review page: `review`, `decide`.

use std::path::PathBuf;

use clap::Args;

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

/// `decide`.
#[derive(Debug, Args)]
pub struct Decide {
    /// The draft [default: the one that the file names]
    #[arg(value_name = "DRAFT")]
    pub draft: Option<PathBuf>,
    /// The file that the review page gave out, or the table of `status --format csv`, filled in
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
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
