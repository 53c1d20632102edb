//! Sentences that run on across the notes that interrupt them.
//!
//! Where a page was turned, or an author wrote the note as soon as it was
//! needed, a paragraph may stop in mid-sentence, notes may follow, and the
//! sentence may go on after them. The notes are kept until it has ended.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{Markdown, NoteEnd, feet};
use crate::span::Span;

/// A paragraph that may go on, and the notes met since.
#[derive(Debug, Default)]
pub struct Held {
    /// A paragraph is kept open.
    open: bool,
    /// Definitions of notes that are still to be read.
    notes: Vec<Range<usize>>,
    /// End of the last of them: events before it are theirs.
    until: usize,
}

impl<'t> Markdown<'t> {
    /// Keeps a paragraph open at its end, if notes follow it and it does not
    /// end as a sentence does.
    pub(super) fn hold(&mut self, range: &Range<usize>) -> bool {
        let plain = self.containers.is_empty() && self.note.is_none() && self.kind.is_none();
        let note = |rest: &str| {
            let line = rest.trim_start().lines().next().unwrap_or("");
            line.starts_with("[^") && line.contains("]:")
        };
        let end = range.end.min(self.source.len());
        let follows =
            || self.source.get(end..).is_some_and(note) || self.feet.any() && self.foot_follows(end);
        self.held.open = plain
            && self.out.is_open()
            && !is_ended(&self.source[range.start..end])
            && !is_directive(&self.source[range.start..end])
            && follows();
        self.held.open
    }

    /// Whether the label of a note stands next, over rules and lines of
    /// attributes.
    fn foot_follows(&self, from: usize) -> bool {
        let mut at = from;
        for line in self.source[from..].split_inclusive('\n') {
            let words = line.trim_start();
            let start = at + (line.len() - words.len());
            at += line.len();
            if words.is_empty() || feet::is_rule(words) || is_directive(words) {
                continue;
            }
            return self.feet.label(start).is_some();
        }
        false
    }

    /// While a paragraph is kept open: whether this event was dealt with here.
    pub(super) fn held(&mut self, event: &Event<'_>, range: &Range<usize>) -> bool {
        if !self.held.open {
            return false;
        }
        if range.start < self.held.until {
            return true;
        }
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => {
                self.held.until = range.end;
                self.held.notes.push(range.clone());
                true
            }
            Event::Start(Tag::Paragraph | Tag::List(_) | Tag::Table(_)) if self.is_of_foot(range) => {
                self.held.until = range.end;
                self.held.notes.push(range.clone());
                true
            }
            Event::Rule if self.feet.any() => true,
            Event::Start(Tag::Paragraph) if is_directive(&self.source[range.clone()]) => {
                self.held.until = range.end;
                true
            }
            Event::Start(Tag::Paragraph) if self.source[range.start..].starts_with(char::is_lowercase) => {
                self.held.open = false;
                self.out.text_as(Span::at(range.start), " ");
                true
            }
            _ => {
                self.release(range.start);
                false
            }
        }
    }

    /// Whether a block begins with a note's label, or stands between two of one
    /// foot.
    fn is_of_foot(&self, range: &Range<usize>) -> bool {
        let words = &self.source[range.clone()];
        self.feet.holds(range.start + (words.len() - words.trim_start().len()))
    }

    /// Ends a paragraph that did not go on.
    pub(super) fn release(&mut self, at: usize) {
        self.held.open = false;
        self.close();
        if !self.feet.holds(at) {
            self.end_note(NoteEnd::Paragraph);
        }
        self.read_held_notes();
    }

    /// Reads the notes that were kept, now that the sentence has ended.
    pub(super) fn read_held_notes(&mut self) {
        let before = (self.skip, self.last);
        for note in std::mem::take(&mut self.held.notes) {
            self.skip = note.start;
            self.last = note.start;
            self.events(note);
        }
        self.skip = self.skip.max(before.0);
        self.last = self.last.max(before.1);
    }
}

/// Whether a paragraph's source ends as a sentence does, markers at its end aside.
fn is_ended(paragraph: &str) -> bool {
    let mut rest = paragraph.trim_end();
    loop {
        let caret = rest.strip_suffix(']').and_then(|inside| inside.rsplit_once("[^"));
        let raised = || rest.strip_suffix("</sup>").and_then(|inside| inside.rsplit_once("<sup>"));
        let Some((before, _)) = caret.or_else(raised) else { break };
        rest = before.trim_end();
    }
    !rest.ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == ';')
}

/// `{: .fs-2}`: a line that only directs a tool.
fn is_directive(paragraph: &str) -> bool {
    let words = paragraph.trim();
    words.starts_with("{:") && words.ends_with('}') && !words.contains('\n')
}
