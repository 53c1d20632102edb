//! How findings are told, and which of them.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::report::{FORMATS, Format, format};

/// How findings are told.
#[derive(Debug, Args)]
pub struct Output {
    /// Output format [default: text]
    #[arg(long, value_name = "FORMAT", value_parser = super::chosen::format())]
    pub format: Option<&'static Format>,
    /// Also write a report to a file, in any format: sarif=out.sarif; may be repeated
    #[arg(long, value_name = "FORMAT=FILE", value_parser = report_flag)]
    pub report: Vec<(&'static Format, PathBuf)>,
    /// Lowest level to show [default: advice]
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub show: Option<Least>,
    /// Count the findings of each rule instead of listing them (formats text, full, concise and json)
    #[arg(long)]
    pub statistics: bool,
    /// Print only the findings, without coverage, counts and notices
    #[arg(long, short)]
    pub quiet: bool,
    /// In sarif and junit: include waived findings, as suppressed or skipped
    /// (GitHub shows suppressed results as open alerts)
    #[arg(long)]
    pub show_waived: bool,
}

/// A level that findings have, or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Least {
    /// Decidable and wrong
    Error,
    /// Very probably wrong
    Warning,
    /// Worth a look
    Advice,
}

impl Output {
    /// Whether a page is wanted of each draft.
    pub fn pages(&self) -> bool {
        self.format.is_some_and(|format| format.name == "html")
            || self.report.iter().any(|(format, _)| format.name == "html")
    }
}

/// Which findings are known.
#[derive(Debug, Default, Args)]
pub struct Known {
    /// Leave out the findings that this file lists [default: claimlint.baseline in the
    /// working folder, if it exists]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Ignore the baseline
    #[arg(long, conflicts_with_all = ["baseline", "strict_baseline"])]
    pub no_baseline: bool,
    /// Fail if the baseline lists findings that no longer exist
    #[arg(long)]
    pub strict_baseline: bool,
}

/// Which findings are shown.
#[derive(Debug, Default, Args)]
pub struct ChangedFlags {
    /// Show only findings on what changed since this commit, branch or tag, or since
    /// the branches diverged (asks git; all of a new file counts)
    #[arg(long, value_name = "REF", conflicts_with = "staged")]
    pub since: Option<String>,
    /// Show only findings on lines that are staged for commit (asks git; the files
    /// are checked as they lie in the folder)
    #[arg(long)]
    pub staged: bool,
}

impl ChangedFlags {
    /// Whether they ask for anything.
    pub fn any(&self) -> bool {
        self.staged || self.since.is_some()
    }
}

impl std::fmt::Display for ChangedFlags {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.since {
            Some(since) => write!(f, "--since {since}"),
            None => f.write_str("--staged"),
        }
    }
}

/// Reads the value of `--report`: `sarif=out.sarif`.
pub fn report_flag(value: &str) -> Result<(&'static Format, PathBuf), String> {
    let names = || FORMATS.iter().map(|format| format.name);
    let Some((name, file)) = value.split_once('=') else {
        return Err("give a format and a file, as in sarif=out.sarif".to_owned());
    };
    let Some(format) = format(name) else {
        let meant = crate::text::nearest(name, names()).map(|near| format!("did you mean `{near}`? "));
        let all = names().collect::<Vec<_>>().join(", ");
        return Err(format!("there is no format `{name}`; {}there are: {all}", meant.unwrap_or_default()));
    };
    match file {
        "" => Err(format!("give a file, as in {name}=FILE")),
        "-" => Err(format!("standard output is for --format: use --format {name}")),
        file => Ok((format, PathBuf::from(file))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_format_is_named() {
        let told = report_flag("sarf=x").map(|_| ()).expect_err("there is none");
        assert!(told.starts_with("there is no format `sarf`; did you mean `sarif`?"), "{told}");
        assert!(report_flag("sarif=-").is_err());
        assert!(report_flag("sarif=").is_err());
        assert!(report_flag("sarif").is_err());
        let (format, file) = report_flag("sarif=a=b.json").map_err(|_| ()).expect("it reads");
        assert_eq!((format.name, file), ("sarif", PathBuf::from("a=b.json")));
    }
}
