//! What a first look at a text shows of its markers.

use std::collections::HashSet;

use super::label::Style;

/// What a first look at a text shows of its markers.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) brackets: usize,
    pub(super) superscripts: usize,
    /// Their numbers.
    pub numbers: HashSet<u32>,
    /// Numbers in round brackets.
    pub(super) parens: HashSet<u32>,
    /// Numbers stand right behind sentences, one after the other.
    pub melted: bool,
}

impl Seen {
    /// Whether any stands in square brackets or as a superscript.
    pub(super) fn any(&self) -> bool {
        self.brackets + self.superscripts > 0
    }

    /// Whether a note of this style and number may be pointed to.
    pub(super) fn points_to(&self, style: Style, number: u32) -> bool {
        self.numbers.contains(&number) || style == Style::Paren && self.parens.contains(&number)
    }

    /// Whether so few do that the text may have markers of another kind.
    pub(super) fn few(&self) -> bool {
        self.brackets + self.superscripts < 10
    }
}
