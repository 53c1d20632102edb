//! Flags and commands, as typed.

mod argue;
mod rules;

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

pub use super::config::flags::{ConfigCommand, ConfigFlags, Schema};
pub use super::since::ChangedFlags;
use crate::draft::READERS;
use crate::draft::office::{Changes, Limits, Unpacking};
use crate::prose::terms::List;
use crate::report::notes::NOTES_FORMATS;
use crate::report::{FORMATS, Format};
pub use argue::{GraphFlags, ImpactFlags, TraceFlags, Which};
pub use rules::{Explain, HouseFlags, Rules, RulesCommand, RulesTest};

/// A linter for the evidence in a document.
///
/// Checks whether what a draft asserts is supported by what it cites: the draft,
/// its notes, and a claims file beside it if there is one.
#[derive(Debug, Parser)]
#[command(name = "claimlint", version, long_version = super::version::LONG, arg_required_else_help = true, after_help = AFTER)]
pub struct Flags {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How output looks.
    #[command(flatten)]
    pub look: Look,
}

const AFTER: &str = "\
Examples:
  claimlint check                      every draft and claims file below this folder
  claimlint check paper.txt            one draft, with paper.claims if it is there
  claimlint show paper.txt             what was understood: why did it not see my note?
  claimlint notes paper.txt            its notes as understood, or as BibTeX and CSL-JSON
  claimlint check --report sarif=claimlint.sarif
                                       findings on the terminal, and a report for code scanning
  claimlint baseline                   from now on `check` shows only what is new
  claimlint coverage paper.txt         which assertions a reader can check
  claimlint init paper.txt             begin paper.claims from what the draft asserts and cites
  claimlint explain statistic-uncited  what a rule means and how to satisfy it

Exit status: 0 nothing to report at the failing level, 1 findings, 2 could not run.";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check drafts and claims files
    Check(Check),
    /// Show which assertions are cited, claimed, declared, waived or uncovered
    Coverage(Coverage),
    /// Write the present findings to claimlint.baseline: `check` then shows only new ones
    Baseline(Baseline),
    /// Print what was understood of a draft: sections, passages, markers, notes
    Show(Show),
    /// List the notes as understood: authors, titles, dates, and what Ibid. and short forms mean
    Notes(Notes),
    /// List the sources with the notes, passages and claims that rest on each
    Sources(Sources),
    /// Begin a claims file for a draft: an entry for each assertion, a line for each source
    Init(Init),
    /// Show what a claim rests on, as a tree, with its weak spots
    Trace(TraceFlags),
    /// Show what falls if a source, note or claim goes; without one, what the thesis cannot lose
    Impact(ImpactFlags),
    /// Draw the argument, or export it
    Graph(GraphFlags),
    /// Write into the claims file who checked a claim, when, and a seal that an edit voids
    Sign(Sign),
    /// The review worksheet: each claim with its sentence, its evidence, who checked it and when
    Status(Status),
    /// Follow notes that were inserted or taken out: correct the numbers on the source lines
    Renumber(Renumber),
    /// Write claims, evidence and review for other programs: PROV, Web Annotation, ClaimReview
    Export(Export),
    /// List every citation: found in its held copy, with differences, not found, not checked
    Evidence(super::evidence::Flags),
    /// Write the digests of held copies into claims files
    Pin(super::pin::Flags),
    /// Bring claims files into canonical layout
    Fmt(Fmt),
    /// Explain a rule: what it checks, why, a bad and a good example
    Explain(Explain),
    /// Print the list of outlets in force: kinds, authorities, dates
    Outlets(OutletsCommand),
    /// Print the lists of words in force: what each is, who says so, how many
    Lexicons(LexiconsCommand),
    /// List every rule
    Rules(Rules),
    /// Print the configuration in force, and where each value was said
    Config(ConfigCommand),
    /// Print the JSON Schema of `--format json`, or of claimlint.toml
    Schema(Schema),
    /// Print what a bug report should say: version, platform, configuration, terminal
    Doctor,
    /// Print the completion script of a shell
    Completions(super::completions::Flags),
    /// Print the manual page, or write all of them into a folder
    Man(super::man::Flags),
}

/// How output looks.
#[derive(Debug, Args)]
pub struct Look {
    /// When to use colour (NO_COLOR is honoured)
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", alias = "colour")]
    pub color: Colour,
    /// Columns to write for; by default the terminal's width
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub width: Option<u16>,
    /// Draw with plain ASCII characters
    #[arg(long, global = true)]
    pub ascii: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Which cases are checked, and how they are read and judged.
#[derive(Debug, Args)]
pub struct Cases {
    /// Drafts, claims files or folders; `-` reads a draft from standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Which configuration, and what goes over it
    #[command(flatten)]
    pub config: ConfigFlags,
    /// How strict to be [default: draft]
    #[arg(long, value_enum, value_name = "PROFILE")]
    pub profile: Option<ProfileFlag>,
    /// How far one note marker covers, over what the claims file says
    #[arg(long, value_enum, value_name = "REACH")]
    pub reach: Option<ReachFlag>,
    /// Read drafts in this format, whatever their names
    #[arg(long, value_name = "FORMAT", value_parser = reader_names())]
    pub from: Option<String>,
    /// What the bytes of drafts stand for where they are not UTF-8: windows-1252, iso-8859-2, …
    #[arg(long, value_name = "ENCODING", value_parser = super::decode::encoding)]
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// How Word and OpenDocument files are read.
    #[command(flatten)]
    pub packaged: Packaged,
    /// Under which name standard input is reported, and read (by its ending)
    #[arg(long, value_name = "NAME", default_value = "stdin.txt")]
    pub stdin_name: String,
    /// Judge waivers as of this day (YYYY-MM-DD) instead of today
    #[arg(long, value_name = "DATE")]
    pub today: Option<jiff::civil::Date>,
    /// Which list of outlets
    #[command(flatten)]
    pub outlets: OutletFlags,
    /// Which lists of words
    #[command(flatten)]
    pub lexicons: LexiconFlags,
    /// Which rules of your own
    #[command(flatten)]
    pub house: HouseFlags,
}

/// `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// What is checked.
    #[command(flatten)]
    pub cases: Cases,
    /// How the findings are told.
    #[command(flatten)]
    pub output: Output,
    /// The least level that makes the run fail (exit 1) [default: warning]
    #[arg(long, value_name = "LEVEL", value_parser = ["error", "warning", "advice", "never"])]
    pub fail_on: Option<String>,
    /// Fail if fewer assertions than this are covered, in per cent
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub fail_under: Option<f64>,
    /// Fail if a draft's coverage is below its floor in this file (`claimlint coverage
    /// --ratchet FILE --write` makes it)
    #[arg(long, value_name = "FILE")]
    pub ratchet: Option<PathBuf>,
    /// Which findings are known.
    #[command(flatten)]
    pub known: Known,
    /// Which findings are shown.
    #[command(flatten)]
    pub changed: ChangedFlags,
    /// Run again whenever a file changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    pub watch: bool,
    /// Apply the safe fixes
    #[arg(long)]
    pub fix: bool,
    /// With --fix or --diff: also the fixes that may change what the author says
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long)]
    pub diff: bool,
}

/// How findings are told.
#[derive(Debug, Args)]
pub struct Output {
    /// Output format [default: full]
    #[arg(long, value_name = "FORMAT", value_parser = format_names())]
    pub format: Option<String>,
    /// Write a report to a file as well, in any of the formats: sarif=out.sarif; may be repeated
    #[arg(long, value_name = "FORMAT=FILE", value_parser = super::report::report_flag)]
    pub report: Vec<(&'static Format, PathBuf)>,
    /// The least level to show [default: advice]
    #[arg(long, value_name = "LEVEL", value_parser = ["error", "warning", "advice"])]
    pub show: Option<String>,
    /// Count the findings of each rule instead of listing them (formats full, concise and json)
    #[arg(long)]
    pub statistics: bool,
    /// Print findings only, without coverage, counts and notices
    #[arg(long, short)]
    pub quiet: bool,
    /// In sarif and junit: also what waivers accept, as suppressed or skipped
    /// (GitHub shows suppressed results as open alerts)
    #[arg(long)]
    pub show_waived: bool,
}

/// Which findings are known.
#[derive(Debug, Args)]
pub struct Known {
    /// Leave out the findings that this file lists; claimlint.baseline in the
    /// working folder is taken if it is there
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Take no baseline
    #[arg(long, conflicts_with_all = ["baseline", "strict_baseline"])]
    pub no_baseline: bool,
    /// Fail if the baseline lists findings that are not there any more
    #[arg(long)]
    pub strict_baseline: bool,
}

/// `coverage`.
#[derive(Debug, Args)]
pub struct Coverage {
    /// What is checked.
    #[command(flatten)]
    pub cases: Cases,
    /// text for people, json for programs
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    pub format: String,
    /// Fail if fewer assertions than this are covered, in per cent
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub fail_under: Option<f64>,
    /// Fail if a draft's coverage is below its floor in this file
    #[arg(long, value_name = "FILE")]
    pub ratchet: Option<PathBuf>,
    /// With --ratchet: raise the floors to the coverage of today; never lowers one
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

/// Which list of outlets is in force.
#[derive(Debug, Default, Args)]
pub struct OutletFlags {
    /// Add the rows of this file to the list of outlets, or let them take the
    /// place of rows with the same id or name (`claimlint outlets --format toml` shows the form)
    #[arg(long, value_name = "FILE")]
    pub outlets: Vec<PathBuf>,
    /// Use this list of outlets instead of the shipped one
    #[arg(long, value_name = "FILE")]
    pub only_outlets: Option<PathBuf>,
}

/// Which lists of words are in force.
#[derive(Debug, Default, Args)]
pub struct LexiconFlags {
    /// Add the words of this file to the lists of words that rules on wording use, or switch words off
    /// (`claimlint lexicons --format toml` shows the form)
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
}

/// `lexicons`.
#[derive(Debug, Args)]
pub struct LexiconsCommand {
    /// Only this list, with its words
    #[arg(value_name = "LIST", value_parser = list_names())]
    pub list: Option<String>,
    /// text for people, json for programs, toml to copy rows from
    #[arg(long, default_value = "text", value_parser = ["text", "json", "toml"])]
    pub format: String,
    /// Which lists of words
    #[command(flatten)]
    pub lexicons: LexiconFlags,
}

/// `outlets`.
#[derive(Debug, Args)]
pub struct OutletsCommand {
    /// text for people, json for programs, toml to copy rows from
    #[arg(long, default_value = "text", value_parser = ["text", "json", "toml"])]
    pub format: String,
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
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    pub format: String,
    /// Show what each passage is (assertion, forecast, topic-sentence, …), which signs of an
    /// assertion stand in it, and what covers it: note, claims file, neighbour, repetition
    #[arg(long)]
    pub assertions: bool,
}

/// How Word and OpenDocument files are read.
#[derive(Debug, Clone, Copy, Args)]
pub struct Packaged {
    /// Read Word and OpenDocument files as they were before their tracked changes
    #[arg(long)]
    pub original: bool,
    /// The most megabytes that a Word or OpenDocument file may have when unpacked
    #[arg(long, value_name = "MB", default_value_t = 256, value_parser = clap::value_parser!(u64).range(1..=2000))]
    pub max_size: u64,
}

impl Packaged {
    /// These flags as the readers want them.
    pub fn unpacking(self) -> Unpacking {
        Unpacking {
            limits: Limits { unpacked: self.max_size * 1024 * 1024 },
            changes: if self.original { Changes::Original } else { Changes::Accepted },
        }
    }
}

/// One draft, and how to read it.
#[derive(Debug, Args)]
pub struct OneDraft {
    /// The draft; `-` for standard input
    pub draft: PathBuf,
    /// Read it in this format, whatever its name
    #[arg(long, value_name = "FORMAT", value_parser = reader_names())]
    pub from: Option<String>,
    /// What the bytes of drafts stand for where they are not UTF-8: windows-1252, iso-8859-2, …
    #[arg(long, value_name = "ENCODING", value_parser = super::decode::encoding)]
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// How Word and OpenDocument files are read.
    #[command(flatten)]
    pub packaged: Packaged,
    /// The name of standard input
    #[arg(long, value_name = "NAME", default_value = "stdin.txt")]
    pub stdin_name: String,
}

/// `notes`.
#[derive(Debug, Args)]
pub struct Notes {
    /// The draft.
    #[command(flatten)]
    pub one: OneDraft,
    /// text for people; json with places; csl-json and bibtex for reference managers
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = notes_format_names())]
    pub format: String,
}

/// `sources`.
#[derive(Debug, Args)]
pub struct Sources {
    /// The draft.
    #[command(flatten)]
    pub one: OneDraft,
    /// text for people, json for programs
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    pub format: String,
}

/// `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The draft.
    #[command(flatten)]
    pub one: OneDraft,
    /// Add to the claims file that is there what is new in the draft, and keep the rest as it is
    #[arg(long)]
    pub update: bool,
    /// Write nothing; print what would be written
    #[arg(long)]
    pub diff: bool,
}

/// `sign`.
#[derive(Debug, Args)]
pub struct Sign {
    /// Claims, by name
    #[arg(value_name = "CLAIM", required_unless_present = "stale")]
    pub claims: Vec<String>,
    /// Who checked them
    #[arg(long, value_name = "NAME", value_parser = person)]
    pub by: String,
    /// The day of the check (YYYY-MM-DD), if it was not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<jiff::civil::Date>,
    /// The claims file, its draft, or a folder with both
    #[arg(long = "in", value_name = "PATH", default_value = ".")]
    pub path: PathBuf,
    /// Sign again every claim whose check no longer holds or has no seal
    #[arg(long)]
    pub stale: bool,
    /// Write nothing; show what would change
    #[arg(long)]
    pub diff: bool,
}

/// `status`.
#[derive(Debug, Args)]
pub struct Status {
    /// Claims files, drafts with one beside them, or folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// text for people, json for programs, csv for a spreadsheet
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json", "csv"])]
    pub format: String,
}

/// `renumber`.
#[derive(Debug, Args)]
pub struct Renumber {
    /// Claims files, drafts with one beside them, or folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Change the files; without it only show what would change
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
    #[arg(long, value_name = "FORMAT", value_parser = export_names())]
    pub format: String,
}

/// `fmt`.
#[derive(Debug, Args)]
pub struct Fmt {
    /// Claims files or folders; `-` reads standard input and prints the result
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Change nothing; exit 1 if a file is not in canonical layout
    #[arg(long)]
    pub check: bool,
    /// Change nothing; show what would change
    #[arg(long)]
    pub diff: bool,
}

/// `--profile`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProfileFlag {
    /// Work in progress
    Draft,
    /// Before publication: precise warnings count as errors
    Publication,
    /// Legal writing
    Legal,
}

/// `--reach`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReachFlag {
    /// The sentence that carries the marker
    Sentence,
    /// Its whole paragraph
    Paragraph,
    /// Until the next marker in the paragraph
    UntilSourceChanges,
    /// Only entries of the claims file cover
    ClaimsFileOnly,
}

fn format_names() -> Vec<PossibleValue> {
    FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about)).collect()
}

fn export_names() -> clap::builder::PossibleValuesParser {
    let named = |export: &'static crate::report::export::Export| {
        clap::builder::PossibleValue::new(export.name).help(export.summary)
    };
    clap::builder::PossibleValuesParser::new(crate::report::export::EXPORTS.iter().map(named))
}

fn notes_format_names() -> Vec<&'static str> {
    NOTES_FORMATS.iter().map(|format| format.name).collect()
}

fn list_names() -> Vec<&'static str> {
    List::ALL.iter().map(|list| list.name()).collect()
}

pub(super) fn reader_names() -> Vec<&'static str> {
    READERS.iter().map(|reader| reader.name).collect()
}

/// A name as it can stand in a string of the claims file.
fn person(text: &str) -> Result<String, String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.contains(|c: char| c.is_control()) {
        return Err("give the name of a person".to_owned());
    }
    Ok(name)
}

fn percent(text: &str) -> Result<f64, String> {
    let value: f64 =
        text.trim_end_matches('%').parse().map_err(|_| "give a number from 0 to 100".to_owned())?;
    if (0.0..=100.0).contains(&value) { Ok(value) } else { Err("give a number from 0 to 100".to_owned()) }
}
