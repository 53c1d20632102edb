//! One file an output format. To add one, write the file and name it in
//! [`FORMATS`]: that is the only other place.
//!
//! A format turns a [`Run`] into words; it neither prints nor reads a file.
//! What it hands back is safe to show on a terminal: [`clean`] sees to it.

pub mod against;
pub mod argument;
pub mod badge;
pub mod baseline;
mod checkstyle;
mod clean;
pub mod concise;
mod count;
mod excerpt;
pub mod export;
mod fold;
pub mod full;
mod gather;
mod github;
mod gitlab;
pub mod html;
pub mod json;
mod jsonl;
mod junit;
pub mod listing;
mod locate;
mod markdown;
pub mod notes;
mod quote;
mod rdjson;
pub mod read;
pub mod reading;
pub mod rules;
mod sarif;
pub mod seen;
pub mod statistics;
pub mod summary;
pub mod text;
mod xml;

pub use clean::{clip, json as safe_json, output as safe_output};
pub use fold::folded;
use notes::names;

use std::borrow::Cow;

use crate::check::Report;
use crate::diagnostic::{Diagnostic, Level};
use crate::text::Texts;

/// A file that could not be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Its name, as the user would type it.
    pub file: String,
    /// What went wrong, in one sentence without a full stop at its end.
    pub message: String,
}

/// Findings that are not shown, by the user's own wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// How many.
    pub count: usize,
    /// Why, so that it reads well after "Left out 3 findings":
    /// "known from claimlint.baseline".
    pub because: String,
}

/// Which folder the paths of a report begin at. A forge counts from the top of
/// the repository, wherever the command was run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Root<'a> {
    /// The folder that paths are to be relative to: absolute, with forward
    /// slashes, without one at its end. Empty to leave names as they are.
    pub top: &'a str,
    /// The working folder, which names are relative to, written likewise.
    pub here: &'a str,
}

impl Root<'_> {
    /// A file's name as a path below the top; a file outside keeps its name.
    pub fn path<'n>(&self, name: &'n str) -> Cow<'n, str> {
        if self.top.is_empty() {
            return Cow::Borrowed(name);
        }
        let absolute = name.starts_with('/') || name.get(1..3) == Some(":/");
        let whole = if absolute { name.to_owned() } else { format!("{}/{name}", self.here) };
        let whole = straight(&whole);
        let below = whole.strip_prefix(self.top).and_then(|rest| rest.strip_prefix('/'));
        below.map_or(Cow::Borrowed(name), |below| Cow::Owned(below.to_owned()))
    }
}

/// An absolute path, written with forward slashes, without `.`, `..` and empty parts.
pub fn straight(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." if parts.len() > 1 => drop(parts.pop()),
            "" if !parts.is_empty() => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Everything that one call of the program found out.
#[derive(Debug, Clone)]
pub struct Run<'a> {
    /// Every loaded text.
    pub texts: &'a Texts,
    /// One report a case, in the order in which they are to be shown.
    pub reports: Vec<&'a Report>,
    /// What a page shows of each of them beside its findings, in the same order; empty where no page is wanted.
    pub pages: Vec<Option<&'a html::Page>>,
    /// Files that could not be checked.
    pub trouble: &'a [Trouble],
    /// What is not among the findings, and why.
    pub left_out: &'a [LeftOut],
    /// What else is to be told, each of one or more lines: a floor that is not reached.
    pub notices: &'a [String],
    /// How the draft compares with an earlier version, where one was given.
    pub against: Option<&'a against::Against>,
    /// The least level that makes the run fail; `None` if none does.
    pub fail_on: Option<Level>,
    /// The exit status that the run comes to.
    pub exit: u8,
    /// Where paths begin in formats that a forge reads.
    pub root: Root<'a>,
    /// Whether formats that can tell it also tell what waivers silenced.
    pub show_waived: bool,
}

impl<'a> Run<'a> {
    /// A run with nothing else to tell.
    pub fn new(
        texts: &'a Texts,
        reports: impl IntoIterator<Item = &'a Report>,
        trouble: &'a [Trouble],
    ) -> Self {
        Self {
            texts,
            reports: reports.into_iter().collect(),
            pages: Vec::new(),
            trouble,
            left_out: &[],
            notices: &[],
            against: None,
            fail_on: Some(Level::Warning),
            exit: 0,
            root: Root::default(),
            show_waived: false,
        }
    }

    /// The findings of all reports, in order.
    pub fn findings(&self) -> impl Iterator<Item = &'a Diagnostic> + use<'a, '_> {
        self.reports.iter().flat_map(|report| &report.findings).filter(|found| found.level != Level::Off)
    }

    /// The findings, the most serious first, else in order.
    fn by_weight(&self) -> Vec<&'a Diagnostic> {
        let mut found: Vec<_> = self.findings().collect();
        found.sort_by_key(|finding| finding.level);
        found
    }

    /// The path of a finding's file, as a forge knows it.
    fn path(&self, finding: &Diagnostic) -> Cow<'a, str> {
        self.root.path(&self.texts.get(finding.place().file).name)
    }
}

/// How to show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour with ANSI sequences.
    pub color: bool,
    /// How many cells wide the terminal is; formats for people hold to it down
    /// to 40 cells.
    pub width: usize,
    /// Whether to draw with more than ASCII. The author's own words are shown
    /// as they are either way.
    pub unicode: bool,
    /// Whether the terminal understands hyperlinks. A rule's name is linked to
    /// its manual when the package names a homepage.
    pub links: bool,
    /// Whether formats for people show findings only: no coverage, no counts,
    /// no notices.
    pub quiet: bool,
    /// Whether the format for people keeps to what one screen or two hold: a taste of the advice, and of a rule that
    /// speaks often only the first places quoted. No error and no warning is left out.
    pub brief: bool,
}

impl Style {
    /// For a file or a log: 80 cells, no colours, no links, nothing left out.
    pub const fn plain() -> Self {
        Self { color: false, width: 80, unicode: true, links: false, quiet: false, brief: false }
    }
}

/// An output format.
#[derive(Debug)]
#[non_exhaustive]
pub struct Format {
    /// Its name in flags.
    pub name: &'static str,
    /// What it is for, in one line.
    pub about: &'static str,
    /// Renders a run; ends with a newline.
    pub render: fn(&Run<'_>, &Style) -> String,
}

/// Every format, the default first.
pub const FORMATS: &[Format] = &[
    text::FORMAT,
    full::FORMAT,
    concise::FORMAT,
    json::FORMAT,
    jsonl::FORMAT,
    sarif::FORMAT,
    junit::FORMAT,
    checkstyle::FORMAT,
    github::FORMAT,
    gitlab::FORMAT,
    rdjson::FORMAT,
    markdown::FORMAT,
    html::FORMAT,
];

/// The format with this name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The homepage, below which the manual and the schemas are published: the package's own.
const HOMEPAGE: &str = env!("CARGO_PKG_HOMEPAGE");

/// The homepage, if there is one to go to. Until the project has an address its package names one under `.example`, which
/// belongs to nobody (RFC 2606), and nothing is linked.
fn homepage() -> Option<&'static str> {
    public(HOMEPAGE).then_some(HOMEPAGE)
}

fn public(homepage: &str) -> bool {
    let host = homepage.strip_prefix("https://").and_then(|rest| rest.split('/').next());
    host.is_some_and(|host| !host.is_empty() && !host.ends_with(".example"))
}

/// The `$id` of a schema: where it will be published.
pub fn schema_id(name: &str) -> String {
    format!("{}/schemas/{name}.schema.json", HOMEPAGE.trim_end_matches('/'))
}

/// Where the manual of a rule is published, if anywhere. One bad address makes
/// GitHub refuse a whole SARIF file, so it is left out rather than guessed.
pub fn manual_url(code: &str) -> Option<String> {
    // Of a team's own rules our manual says nothing.
    let shipped = !crate::rules::groups::may_be_house(code);
    shipped.then(|| url_below(HOMEPAGE, code)).flatten()
}

fn url_below(homepage: &str, code: &str) -> Option<String> {
    let sound = public(homepage) && !homepage.contains(char::is_whitespace);
    sound.then(|| format!("{}/rules/{code}", homepage.trim_end_matches('/')))
}

/// A finding in full, for programs that show one text: what, why, what to do, each a sentence on a line of its own.
pub fn in_full(message: &str, finding: &Diagnostic) -> String {
    let parts = [message, &finding.why, &finding.help].map(sentence);
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A finding's message, and before it where it is, if no line of its file can say so.
pub fn with_spot(texts: &Texts, finding: &Diagnostic) -> String {
    locate::Locator::new(texts).message(finding)
}

/// Words as a sentence: a capital first, a full stop last.
fn sentence(words: &str) -> String {
    let words = words.trim();
    let mut letters = words.chars();
    let Some(first) = letters.next() else { return String::new() };
    let stop = if words.ends_with(['.', '!', '?', '…', ':']) { "" } else { "." };
    format!("{}{}{stop}", first.to_uppercase(), letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_begin_at_the_top() {
        let root = Root { top: "/work/repo", here: "/work/repo/docs" };
        let path = |name: &'static str| root.path(name).into_owned();
        assert_eq!(path("a.md"), "docs/a.md");
        assert_eq!(path("../b/./a.md"), "b/a.md");
        assert_eq!(path("/work/repo/c.md"), "c.md");
        assert_eq!(path("/work/repository/c.md"), "/work/repository/c.md");
        assert_eq!(path("../../elsewhere.md"), "../../elsewhere.md");
        assert_eq!(path("../../../../../x"), "../../../../../x");
        assert_eq!(Root::default().path("../a.md"), "../a.md");
        let root = Root { top: "C:/repo", here: "C:/repo" };
        assert_eq!(root.path("C:/repo/docs/a.md"), "docs/a.md");
    }

    #[test]
    fn a_manual_is_linked_only_where_it_is_published() {
        assert_eq!(url_below("", "ibid-used"), None);
        assert_eq!(url_below("ftp://x", "ibid-used"), None);
        assert_eq!(url_below("https://claimlint.example/x", "ibid-used"), None, "it belongs to nobody");
        assert_eq!(
            url_below("https://example.org/", "ibid-used").as_deref(),
            Some("https://example.org/rules/ibid-used")
        );
    }

    #[test]
    fn sentences_have_a_capital_and_a_stop() {
        assert_eq!(sentence("no source is given"), "No source is given.");
        assert_eq!(sentence("[3] is lost. "), "[3] is lost.");
        assert_eq!(sentence(" "), "");
    }
}
