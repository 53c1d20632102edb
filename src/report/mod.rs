//! One file an output format. To add one, write the file and name it in
//! [`FORMATS`]: that is the only other place.
//!
//! A format turns a [`Run`] into words; it neither prints nor reads a file.
//! What it hands back is safe to show on a terminal: [`clean`] sees to it.

mod clean;
pub mod concise;
mod excerpt;
pub mod export;
pub mod full;
mod gather;
pub mod json;
mod locate;
pub mod notes;
pub mod status;
pub mod summary;

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

/// Everything that one call of the program found out.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// Every loaded text.
    pub texts: &'a Texts,
    /// One report a case, in the order in which they are to be shown.
    pub reports: &'a [Report],
    /// Files that could not be checked.
    pub trouble: &'a [Trouble],
}

impl<'a> Run<'a> {
    /// The findings of all reports, in order.
    pub fn findings(&self) -> impl Iterator<Item = &'a Diagnostic> + use<'a> {
        self.reports.iter().flat_map(|report| &report.findings).filter(|found| found.level != Level::Off)
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
}

/// An output format.
pub struct Format {
    /// Its name in flags.
    pub name: &'static str,
    /// What it is for, in one line.
    pub about: &'static str,
    /// Renders a run; ends with a newline.
    pub render: fn(&Run<'_>, &Style) -> String,
}

/// Every format, the default first.
pub const FORMATS: &[Format] = &[full::FORMAT, concise::FORMAT, json::FORMAT];

/// The format with this name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
