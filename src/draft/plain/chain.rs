//! One try at reading a note list in one style, line by line.

use super::label::{Label, Style};
use super::lines::Lines;
use super::shape;

/// What stands between one note and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    Nothing,
    /// A heading, which began at this line.
    Heading(usize),
}

/// One try at reading a list in one style.
pub(super) struct Chain<'a> {
    lines: &'a Lines<'a>,
    style: Style,
    /// A heading says that these are notes, so little else need say it.
    headed: bool,
    start: usize,
    between: Between,
    previous: Option<u32>,
    indent: u16,
    pub found: Vec<(usize, Label, u32)>,
    /// Headings between notes: where the note before them ends.
    pub stops: Vec<usize>,
    pub list: u32,
}

impl<'a> Chain<'a> {
    /// Nothing read yet; `list` is the number that the list will have.
    pub(super) fn new(lines: &'a Lines<'a>, style: Style, start: usize, headed: bool, list: u32) -> Self {
        Self {
            lines,
            style,
            headed,
            start,
            between: Between::Nothing,
            previous: None,
            indent: 0,
            found: Vec::new(),
            stops: Vec::new(),
            list,
        }
    }

    /// Takes one line; `false` if the list ended before it.
    pub(super) fn line(&mut self, at: usize, label: Option<&Label>) -> bool {
        if let Some(label) = label {
            if label.style == self.style && self.fits(at, label) {
                let restarts = self.between != Between::Nothing
                    && label.number == Some(1)
                    && self.previous.is_some_and(|previous| previous > 1);
                self.list += u32::from(restarts);
                self.accept(at, label);
                self.previous = label.number.or(self.previous);
                return true;
            }
            if label.style == Style::Star && self.headed && self.lines.gap(at) > 0 {
                self.accept(at, label);
                return true;
            }
        }
        if self.found.is_empty() {
            return self.headed || at == self.start;
        }
        let paragraph =
            self.lines.gap(at) > 0 && self.lines.lines[at].indent <= self.indent.saturating_add(1);
        match self.between {
            Between::Heading(_) => return false,
            Between::Nothing if shape::is_plain_heading(self.lines, at) => {
                self.between = Between::Heading(at)
            }
            Between::Nothing => {}
        }
        self.headed || !paragraph
    }

    fn accept(&mut self, at: usize, label: &Label) {
        if self.found.is_empty() {
            self.indent = self.lines.lines[at].indent;
        }
        if let Between::Heading(stop) = self.between {
            self.stops.push(stop);
        }
        self.between = Between::Nothing;
        self.found.push((at, label.clone(), self.list));
    }

    /// Whether a label of the right style begins the list's next note.
    fn fits(&self, at: usize, label: &Label) -> bool {
        let lines = self.lines;
        let begins = at == self.start
            || lines.gap(at) > 0
            || !lines.wrapped()
            || lines.lines[at].indent != lines.lines[at - 1].indent
            || shape::is_ended(lines.text(at - 1))
            || lines.is_short(at - 1);
        let level = self.found.is_empty() || lines.lines[at].indent <= self.indent.saturating_add(3);
        begins && level && self.counts_on(at, label)
    }

    fn counts_on(&self, at: usize, label: &Label) -> bool {
        let bracketed =
            matches!(self.style, Style::Bracket | Style::Caret | Style::Footnote | Style::Superscript);
        let Some(number) = label.number else { return self.headed };
        let Some(previous) = self.previous else {
            return (number < 1000) && (bracketed || at == self.start || number == 1);
        };
        if bracketed && self.headed {
            // `[2013]` is a year unless the notes have come that far.
            return number < 1000 || number <= previous + 5;
        }
        let again = number == previous && self.style != Style::Bare && self.lines.gap(at) > 0;
        let restart = number == 1 && self.between != Between::Nothing && self.headed;
        let reach = if self.style == Style::Bare { 2 } else { 3 };
        (previous + 1..=previous + reach).contains(&number) || again || restart
    }
}
