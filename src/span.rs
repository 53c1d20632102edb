//! Places in the author's own files: [`Span`], [`Spanned`] and [`Place`].

use serde::{Deserialize, Serialize};

use crate::ids::FileId;

/// A half-open range of byte offsets, `start..end`, into one text.
///
/// ```text
/// Japan.[3] While
///       ^^^        Span { start: 6, end: 9 }
/// ```
///
/// Offsets are `u32`: a single text may not be longer than 4 GiB, and the
/// loader refuses such a file before a span is ever made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// Byte offset of the first byte.
    pub start: u32,
    /// Byte offset just past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end` (byte offsets).
    ///
    /// Offsets past `u32::MAX` are held at that bound; the loader keeps texts
    /// below it, so this is never reached with a real file.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let start = clamp(start);
        Self { start, end: clamp(end).max(start) }
    }

    /// The empty span at one byte offset: "something is missing here".
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// The same offsets as a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// A range of the words under this span, as a range of the text that the
    /// span is of. What would lie past its end ends there.
    ///
    /// ```
    /// use claimlint::Span;
    ///
    /// let view = "Calls rose. They fell by 12%.";
    /// //                      ^^^^^^^^^^^^^^^^^ a passage
    /// let passage = Span::new(12, 29);
    /// let figure = Span::new(13, 16); // in the passage's own words
    /// assert_eq!(&view[passage.lift(figure).range()], "12%");
    /// assert_eq!(passage.lift(Span::new(13, 90)), Span::new(25, 29));
    /// ```
    #[must_use]
    pub fn lift(self, inner: Span) -> Span {
        let at = |offset: u32| self.start.saturating_add(offset).min(self.end);
        Span { start: at(inner.start), end: at(inner.end) }
    }

    /// The same range of a text that now begins `by` bytes later.
    #[must_use]
    pub fn shifted(self, by: u32) -> Span {
        Span { start: self.start.saturating_add(by), end: self.end.saturating_add(by) }
    }

    /// Whether `other` lies wholly inside this span.
    pub fn holds(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A value together with the bytes it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Ties a value to its span.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A span in a named file. A draft may be spread over several files (its
/// endnotes may stand in another one), so a span alone does not say where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes in it.
    pub span: Span,
}

impl Place {
    /// A place from its two parts.
    pub fn new(file: FileId, span: Span) -> Self {
        Self { file, span }
    }
}
