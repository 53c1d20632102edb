//! What was typed by hand where Word has means of its own: notes (`[3]` in the
//! text, a list under a heading), and headings that are lines like any other.
//! Both are found as in plain text.

use crate::draft::plain::{Found, FoundMark, FoundTyped, Shape};
use crate::span::Span;
use crate::text::Text;

/// What was typed.
pub(super) struct Typed {
    found: Found,
    /// For each line the note it belongs to.
    lines: Vec<Option<usize>>,
}

impl Typed {
    /// Finds typed notes, if the file has no `real` ones, and what lines are by
    /// their looks, if no style says so (`shaped`). `None` if that is nothing.
    pub(super) fn find(text: &Text, real: bool, shaped: bool) -> Option<Self> {
        if real && !shaped {
            return None;
        }
        // In a rendition each line is a paragraph; plain text parts them by
        // blank lines. One byte more before each line: offsets shift by its number.
        let spaced = text.content.replace('\n', "\n\n");
        let mut found = Found::find(&spaced, shaped);
        if real {
            // What looks like notes are the real ones.
            found.notes.clear();
        }
        if found.notes.is_empty() && found.shapes.is_empty() {
            return None;
        }
        let mut lines = vec![None; text.line_count()];
        for (at, note) in found.notes.iter_mut().enumerate() {
            let shift = Span::at(note.first).start;
            let moved = |offset: u32| offset.saturating_sub(shift);
            note.label = Span { start: moved(note.label.start), end: moved(note.label.end) };
            for line in lines.iter_mut().take(note.last + 1).skip(note.first) {
                *line = Some(at);
            }
        }
        Some(Self { found, lines })
    }

    pub(super) fn notes(&self) -> &[FoundTyped] {
        &self.found.notes
    }

    /// What a line (from 0) is by its looks.
    pub(super) fn shape_at(&self, line: usize) -> Option<Shape> {
        self.found.shapes.get(&line).copied()
    }

    /// The note that a line (from 0) belongs to.
    pub(super) fn note_at(&self, line: usize) -> Option<usize> {
        self.lines.get(line).copied().flatten()
    }

    /// Gives every marker in some words with its run of numbering.
    pub(super) fn scan(&self, source: &str, span: Span, line: usize, give: &mut dyn FnMut(FoundMark, u32)) {
        let note = self.note_at(line).map(|note| self.found.notes[note].scope);
        self.found.scan(source, span, &mut |mark| {
            let scope = note.unwrap_or_else(|| self.found.scope_at(line));
            give(mark, scope);
        });
    }
}
