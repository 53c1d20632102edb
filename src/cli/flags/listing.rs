//! Flags of the commands that list: what was understood, which lists are in force, how far a review is.

use std::path::PathBuf;

use clap::Args;

use super::cases::{LexiconFlags, OneDraft, OutletFlags};
use super::chosen::{ListFormat, StatusFormat, TextOrJson, list, notes_format, reader};
use crate::draft::Reader;
use crate::lexicon::List;
use crate::report::notes::NotesFormat;

/// `lexicons`.
#[derive(Debug, Args)]
pub struct LexiconsCommand {
    /// Only this list, with its words
    #[arg(value_name = "LIST", value_parser = list())]
    pub list: Option<List>,
    /// text for people, json for programs, toml to copy rows from
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    /// Which lists of words
    #[command(flatten)]
    pub lexicons: LexiconFlags,
}

/// `outlets`.
#[derive(Debug, Args)]
pub struct OutletsCommand {
    /// text for people, json for programs, toml to copy rows from
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    /// Which list of outlets
    #[command(flatten)]
    pub outlets: OutletFlags,
}

/// `show`.
#[derive(Debug, Args)]
pub struct Show {
    /// The draft.
    #[command(flatten)]
    pub one: OneDraft,
    /// text for people, json for programs (each passage with its class, triggers, cover and needs_support)
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub format: TextOrJson,
    /// Show what each passage is (assertion, forecast, topic-sentence, …), which signs of an
    /// assertion it shows, and what covers it: note, claims file, neighbour, repetition
    #[arg(long)]
    pub assertions: bool,
}

/// `notes`.
#[derive(Debug, Args)]
pub struct Notes {
    /// The draft.
    #[command(flatten)]
    pub one: OneDraft,
    /// text for people; json with places; csl-json and bibtex for reference managers
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = notes_format())]
    pub format: &'static NotesFormat,
}

/// `sources`.
#[derive(Debug, Args)]
pub struct Sources {
    /// The draft.
    #[command(flatten)]
    pub one: OneDraft,
    /// text for people, json for programs
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub format: TextOrJson,
}

/// `status`.
#[derive(Debug, Args)]
pub struct Status {
    /// Claims files, drafts with one beside them, or folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// text for people, json for programs, csv for a spreadsheet (fill in its last columns; `sign --from` reads it)
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = StatusFormat::Text)]
    pub format: StatusFormat,
    /// Show sentence, notes and quoted words of every claim, not only of those that need review first
    #[arg(long)]
    pub full: bool,
}

/// `evidence`.
#[derive(Debug, Args)]
pub struct Evidence {
    /// Drafts, claims files or folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// text for people, json for programs
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub format: TextOrJson,
    /// Read drafts in this format, whatever their names
    #[arg(long, value_name = "FORMAT", value_parser = reader())]
    pub from: Option<&'static Reader>,
}
