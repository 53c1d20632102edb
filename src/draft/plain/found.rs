//! Typed notes and their markers, for readers that know the blocks of their
//! format but meet notes typed by hand: a Word file with `[3]` and a list.

use super::label::Style;
use super::lines::Lines;
use super::marks::Marks;
use super::notes::Notes;
use crate::span::Span;

/// A typed note.
#[derive(Debug, Clone)]
pub(in crate::draft) struct FoundTyped {
    /// Its id.
    pub id: String,
    /// Its label's bytes.
    pub label: Span,
    /// Its first and last line, of those that hold something, from 0.
    pub first: usize,
    pub last: usize,
    /// The run of numbering.
    pub scope: u32,
    /// Meant to stand without a marker.
    pub unnumbered: bool,
}

/// A typed marker.
#[derive(Debug, Clone)]
pub(in crate::draft) struct FoundMark {
    /// The note's id.
    pub id: String,
    /// Its own bytes.
    pub place: Span,
    /// The bytes of the whole group.
    pub group: Span,
}

/// The typed notes of a text.
#[derive(Debug)]
pub(in crate::draft) struct Found {
    pub notes: Vec<FoundTyped>,
    inner: Notes,
    marks: Marks,
}

impl Found {
    /// Finds the notes of a text whose paragraphs are parted by blank lines.
    pub(in crate::draft) fn find(source: &str) -> Self {
        let lines = Lines::read(source);
        let counts = Marks::count(source);
        let inner = Notes::find(&lines, counts.0 + counts.1 > 0);
        let marks = Marks::of(&inner, counts);
        let notes = inner
            .notes
            .iter()
            .map(|note| FoundTyped {
                id: note.label.id.clone(),
                label: note.label.span,
                first: note.first,
                last: note.last,
                scope: note.scope,
                unnumbered: note.label.style == Style::Star,
            })
            .collect();
        Self { notes, inner, marks }
    }

    /// The run of numbering that text at a line belongs to.
    pub(in crate::draft) fn scope_at(&self, line: usize) -> u32 {
        self.inner.scope_at(line, 0)
    }

    /// Gives every marker in some bytes of a text.
    pub(in crate::draft) fn scan(&self, source: &str, span: Span, give: &mut dyn FnMut(FoundMark)) {
        self.marks.scan(source, span, &mut |mark| {
            give(FoundMark { id: mark.id, place: mark.place, group: mark.group });
        });
    }
}
