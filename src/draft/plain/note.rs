//! A note as plain text shows it.

use super::label::Label;

/// A note and the lines it takes.
#[derive(Debug, Clone)]
pub(super) struct FoundNote {
    pub label: Label,
    pub first: usize,
    /// Its last line, itself part of it.
    pub last: usize,
    /// Which run of numbering it belongs to.
    pub scope: u32,
    /// Where it ends, if another begins on its last line.
    pub stop: Option<u32>,
    /// It stands at a page's foot, where blank lines mean little.
    pub loose: bool,
    /// The list it stands in; lists are numbered in the order found.
    pub list: u32,
}
