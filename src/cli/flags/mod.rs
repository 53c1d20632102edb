//! Flags and commands, as typed.

mod argue;
mod bare;
mod cases;
mod check;
mod chosen;
mod config;
mod listing;
mod look;
mod names;
mod output;
mod review;
mod rules;
mod typed;
#[cfg(feature = "verify")]
mod verify;
pub mod version;
mod writing;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use argue::{GraphFlags, ImpactFlags, TraceFlags};
pub use bare::{other_format, with_check};
pub use cases::{Cases, HouseFlags, LexiconFlags, OneDraft, OutletFlags, Which};
pub use check::{Baseline, Check, Coverage};
pub use chosen::{ListFormat, RulesFormat, StatusFormat, TextOrJson};
pub use config::{ConfigCommand, ConfigFlags, Schema};
pub use listing::{Evidence, LexiconsCommand, Notes, OutletsCommand, Show, Sources, Status};
pub use look::{Look, style_of_errors};
pub use output::{ChangedFlags, Known, Output};
pub use review::{Comments, CommentsCommand, CommentsRead, Decide, Review};
pub use rules::{Explain, Rules, RulesCommand, RulesTest};
#[cfg(feature = "verify")]
pub use verify::{Verify, VerifyOnly};
#[cfg(feature = "lsp")]
pub use writing::Lsp;
pub use writing::{Completions, Export, Fmt, Init, Man, OnlyFlag, Pin, Relink, Renumber, Sign};

/// A linter for the evidence in a document.
///
/// Checks whether what a draft asserts is supported by what it cites: the draft,
/// its notes, and a claims file beside it if there is one.
#[derive(Debug, Parser)]
#[command(name = "claimlint", version, long_version = version::LONG, arg_required_else_help = true, after_help = AFTER)]
pub struct Flags {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How output looks.
    #[command(flatten)]
    pub look: Look,
    /// Let files of the project refer to files in this folder too; may be repeated
    #[arg(long, value_name = "DIR", global = true)]
    pub allow: Vec<PathBuf>,
}

const AFTER: &str = "\
Examples:
  claimlint check                      every draft and claims file below this folder
  claimlint check paper.txt            one draft, with paper.claims if it is there
  claimlint show paper.txt             how it was read: why was my note not seen?
  claimlint notes paper.txt            its notes as read, or as BibTeX and CSL-JSON
  claimlint check --report sarif=claimlint.sarif
                                       findings on the terminal, and a report for code scanning
  claimlint baseline                   from now on `check` shows only new findings
  claimlint coverage paper.txt         which factual statements have a source
  claimlint init paper.txt             start paper.claims from what the draft states and cites
  claimlint explain statistic-uncited  what a rule means and how to satisfy it

Exit status: 0 nothing to report at the failing level, 1 findings, 2 could not run.";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check drafts and claims files
    Check(Check),
    /// Write the review page of a draft and open it: the draft with its findings, to read, decide on and sign
    Review(Review),
    /// Take the decisions made on a review page into the claims file
    Decide(Decide),
    /// Read the answers to our comments in a Word or OpenDocument copy back
    Comments(Comments),
    /// Show which factual statements are cited, claimed, declared, waived or uncovered
    Coverage(Coverage),
    /// Record the current findings in claimlint.baseline, so that `check` shows only new ones
    Baseline(Baseline),
    /// Show how a draft was read: sections, passages, markers, notes
    Show(Show),
    /// List the notes as read: authors, titles, dates, and what Ibid. and short forms refer to
    Notes(Notes),
    /// List the sources, with the notes, passages and claims that rely on each
    Sources(Sources),
    /// Start a claims file for a draft: an entry for each factual statement that has no source yet
    Init(Init),
    /// Show what a claim is based on, as a tree, with its weak spots
    Trace(TraceFlags),
    /// Show what fails without a source, note or claim; by default, what the thesis depends on
    Impact(ImpactFlags),
    /// Draw the argument, or export it
    Graph(GraphFlags),
    /// Record in the claims file who checked a claim and when, with a seal that any edit breaks
    ///
    /// A seal is a tripwire among colleagues: it tells that the claim, its sentence, its sources or the line of the check
    /// changed since. It is no signature: it proves neither who checked nor that nobody meant to deceive.
    Sign(Sign),
    /// Print the review worksheet: each claim with its sentence, evidence, reviewer and date
    Status(Status),
    /// Correct the numbers on the source lines after notes were inserted or removed
    Renumber(Renumber),
    /// Move claims whose sentence was reworded to the sentence as it is now
    Relink(Relink),
    /// Export claims, evidence and review: PROV, Web Annotation, ClaimReview
    Export(Export),
    /// List every citation and whether its held copy contains the quoted words
    Evidence(Evidence),
    /// Look outside whether the sources exist and are what was cited; shows first what would leave the machine
    #[cfg(feature = "verify")]
    Verify(Verify),
    /// Write the digests of held copies into claims files
    Pin(Pin),
    /// Format claims files
    Fmt(Fmt),
    /// Explain a rule, with a bad and a good example
    Explain(Explain),
    /// Print the list of outlets: kinds, authorities, dates
    Outlets(OutletsCommand),
    /// Print the word lists and their authorities
    Lexicons(LexiconsCommand),
    /// List every rule
    Rules(Rules),
    /// Print the configuration, and where each value comes from
    Config(ConfigCommand),
    /// Print the JSON Schema of `--format json`, or of claimlint.toml
    Schema(Schema),
    /// Serve an editor: findings while you write, on standard input and output (language server protocol)
    #[cfg(feature = "lsp")]
    Lsp(Lsp),
    /// Print what to include in a bug report: version, platform, configuration, terminal
    Doctor,
    /// Print the completion script of a shell
    Completions(Completions),
    /// Print the manual page, or write all of them into a folder
    Man(Man),
}
