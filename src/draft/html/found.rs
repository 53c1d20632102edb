//! What a page has of notes and markers.

use crate::span::Span;

/// A note.
#[derive(Debug, Clone)]
pub(super) struct FoundNote {
    /// The first node in it, and the one past its last.
    pub from: u32,
    pub to: u32,
    pub id: String,
    pub scope: u32,
    /// The bytes of its label.
    pub label: Span,
    /// It stands within a paragraph and is told after it.
    pub inline: bool,
}

/// One number of a marker.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub id: String,
    pub scope: u32,
    pub place: Span,
}

/// Markers that stand together, and the bytes they take.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub span: Span,
    pub marks: Vec<Mark>,
    /// Its words are shown.
    pub shown: bool,
}

/// What a page has of notes.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub notes: Vec<FoundNote>,
    pub units: Vec<Unit>,
    /// Bytes that show nothing of the text: links back, labels.
    pub hide: Vec<Span>,
}
