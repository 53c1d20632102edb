//! Flags of the commands that follow an argument: `trace`, `impact`, `graph`.

use std::path::PathBuf;

use clap::Args;

use super::cases::Which;
use super::chosen::{TextOrJson, map_format};
use crate::report::argument::MapFormat;

/// `trace`.
#[derive(Debug, Args)]
pub struct TraceFlags {
    /// The claim, assumption or objection, by name
    pub claim: String,
    /// The draft, its claims file, or a folder with both; by default this folder
    pub draft: Option<PathBuf>,
    /// How the draft is read.
    #[command(flatten)]
    pub which: Which,
    /// text for people, json for programs
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub format: TextOrJson,
}

/// `impact`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  claimlint impact '[15]'              what fails without note 15\n  \
                        claimlint impact herman paper.txt    what fails without the source `herman` of paper.claims\n  \
                        claimlint impact paper.txt           which sources and claims the thesis depends on")]
pub struct ImpactFlags {
    /// What to take away, all at once: names of claims or sources, notes as [15]. A word with a dot or a slash
    /// in it is the draft or its claims file
    #[arg(value_name = "TARGET")]
    pub targets: Vec<String>,
    /// The draft, its claims file, or a folder with both; by default this folder
    #[arg(long = "in", value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// How the draft is read.
    #[command(flatten)]
    pub which: Which,
    /// text for people, json for programs
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub format: TextOrJson,
}

/// `graph`.
#[derive(Debug, Args)]
pub struct GraphFlags {
    /// The draft, its claims file, or a folder with both; by default this folder
    pub draft: Option<PathBuf>,
    /// How the draft is read.
    #[command(flatten)]
    pub which: Which,
    /// svg, dot and mermaid are maps; json has everything; af, apx and tgf are for argument solvers and
    /// contain the whole file
    #[arg(long, value_name = "FORMAT", default_value = "svg", value_parser = map_format())]
    pub format: &'static MapFormat,
    /// Draw the argument for and against this claim; by default, for the thesis
    #[arg(long, value_name = "CLAIM", conflicts_with = "all")]
    pub claim: Option<String>,
    /// Draw every entry
    #[arg(long)]
    pub all: bool,
    /// Draw only what is at most N steps from the thesis, or from the claim
    #[arg(long, value_name = "N", conflicts_with = "all")]
    pub depth: Option<usize>,
    /// In svg: draw from left to right instead of downwards
    #[arg(long)]
    pub lr: bool,
    /// In svg: make each box a link to its line of the claims file below this address
    /// (`https://github.com/you/paper/blob/main`)
    #[arg(long, value_name = "URL", value_parser = web)]
    pub links: Option<String>,
}

/// An address of the web.
fn web(address: &str) -> Result<String, String> {
    match address.starts_with("https://") || address.starts_with("http://") {
        true => Ok(address.to_owned()),
        false => Err("an address of the web is wanted: https://…".to_owned()),
    }
}
