//! One note's words to citations and comments.

use super::{NoteKind, ReadNote};
use crate::draft::Draft;
use crate::span::Span;

/// What the format tells beyond the words. Spans are offsets into the note's words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// Runs in italics.
    pub italics: Vec<Span>,
    /// Runs that are links, with their targets.
    pub links: Vec<(Span, String)>,
}

impl Hints {
    /// The hints for a range of the draft's view.
    pub fn of(draft: &Draft, span: Span) -> Self {
        let cut = |at: Span| Span {
            start: at.start.max(span.start) - span.start,
            end: at.end.min(span.end) - span.start,
        };
        let first = draft.emphasis.partition_point(|run| run.end <= span.start);
        let italics = draft.emphasis[first..]
            .iter()
            .take_while(|run| run.start < span.end)
            .map(|run| cut(*run))
            .collect();
        let first = draft.links.partition_point(|link| link.view.end <= span.start);
        let links = draft.links[first..]
            .iter()
            .take_while(|link| link.view.start < span.end)
            .map(|link| (cut(link.view), link.target.clone()))
            .collect();
        Self { italics, links }
    }
}

/// Reads one note. Never fails; spans are offsets into `words`.
pub fn parse(words: &str, hints: &Hints) -> ReadNote {
    let _ = (words, hints);
    ReadNote { kind: NoteKind::Comment, ..ReadNote::default() }
}

impl ReadNote {
    /// Moves every span by this many bytes.
    pub(super) fn shift(&mut self, by: u32) {
        let _ = by;
    }
}
