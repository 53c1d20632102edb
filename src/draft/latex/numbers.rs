//! Where the numbering of notes stands, and notes whose words come later.

use std::ops::Range;

use crate::span::Span;

/// A note whose words are told after the block it stands in.
#[derive(Debug)]
pub(super) struct Later {
    pub(super) source: usize,
    pub(super) words: Range<usize>,
    pub(super) id: String,
    pub(super) scope: u32,
    pub(super) label: Span,
}

/// Where numbering stands. LaTeX prints the numbers; the file has none.
#[derive(Debug)]
pub(super) struct Numbers {
    pub(super) foot: u32,
    pub(super) end: u32,
    pub(super) thanks: usize,
    /// The run of footnotes: chapters of a book begin at 1 again.
    pub(super) scope: u32,
    /// The file has footnotes, so that endnotes are counted apart.
    pub(super) both: bool,
    /// A chapter begins a new run.
    pub(super) by_chapter: bool,
}

impl Numbers {
    pub(super) fn new(footnotes: bool, by_chapter: bool) -> Self {
        Self { foot: 0, end: 0, thanks: 0, scope: 0, both: footnotes, by_chapter }
    }

    /// A chapter begins.
    pub(super) fn chapter(&mut self) {
        if self.by_chapter {
            self.set(0);
        }
    }

    /// The author sets the counter of footnotes.
    pub(super) fn set(&mut self, to: u32) {
        self.scope += u32::from(to < self.foot);
        self.foot = to;
    }
}
