//! Notes: `[^x]:` definitions, and lists of notes under a heading of that name.

use std::collections::HashMap;
use std::ops::Range;

use super::feet::FootLabel;
use super::heading::Heading;
use super::mark::{self, Mark};
use super::{Container, List, Markdown, NoteEnd};
use crate::draft::Draft;
use crate::ids::NoteId;

/// A note's label at the start of a block.
struct Label<'t> {
    id: &'t str,
    end: usize,
}

impl<'t> Markdown<'t> {
    /// `[^x]: …`, the definition of a footnote.
    pub(super) fn definition(&mut self, range: Range<usize>) {
        self.enter(Container::Definition);
        let indent = self.source[range.clone()].find("[^").unwrap_or(0);
        let start = range.start + indent;
        let Some((id, end)) = mark::footnote_label(self.source, start) else { return };
        let end = end + usize::from(self.source.as_bytes().get(end) == Some(&b':'));
        self.open_note(id, start..end, NoteEnd::Definition);
    }

    pub(super) fn open_note(&mut self, id: &str, label: Range<usize>, end: NoteEnd<'t>) {
        self.close();
        self.out.open_note(id, Self::span(label), false);
        self.note = Some(end);
    }

    pub(super) fn close_note(&mut self) {
        if self.note.take().is_some() {
            self.out.close_note();
            self.fresh = true;
        }
    }

    /// Ends the note if this is what ends it.
    pub(super) fn end_note(&mut self, end: NoteEnd<'_>) {
        if self.note == Some(end) {
            self.close_note();
        }
    }

    pub(super) fn list(&mut self, first: Option<u64>) {
        self.close();
        let numbered = match self.notes_section {
            Some((_, Heading::Notes)) => self.numbered > 0 || self.labelled == 0,
            Some((_, Heading::Sources)) => self.numbered > 0,
            None => false,
        };
        let notes = numbered && self.note.is_none() && self.containers.is_empty();
        self.lists.push(List { next_note: first.filter(|_| notes) });
    }

    pub(super) fn item(&mut self, range: Range<usize>) {
        self.enter(Container::Item);
        let depth = self.lists.len();
        let words = &self.source[range.clone()];
        let first = range.start + (words.len() - words.trim_start().len());
        if let Some(label) = self.feet.label(first)
            && self.note.is_none()
        {
            self.open_foot(label, NoteEnd::Item(depth));
            return;
        }
        let Some(list) = self.lists.last_mut() else { return };
        let Some(number) = list.next_note else { return };
        list.next_note = number.checked_add(1);
        let start = range.start;
        let indent = self.source[range].find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let Some((_, end)) = mark::bare_label(self.source, start + indent) else { return };
        // Renderers count on from the list's first number, whatever is written.
        self.open_note(&number.to_string(), start + indent..end, NoteEnd::Item(depth));
    }

    /// Looks for a note's label where a block begins. Says whether it found one.
    pub(super) fn label(&mut self, start: usize) -> bool {
        if !std::mem::take(&mut self.fresh) || self.kind.is_some() || self.links > 0 {
            return false;
        }
        if !matches!(self.note, None | Some(NoteEnd::Paragraph))
            || self.containers.contains(&Container::Quote)
        {
            return false;
        }
        let start = self.escape_before(start);
        if let Some(label) = self.feet.label(start) {
            self.open_foot(label, NoteEnd::Paragraph);
            return true;
        }
        let Some(label) = self.label_at(start) else { return false };
        self.close_note();
        self.open_note(label.id, start..label.end, NoteEnd::Paragraph);
        self.skip = label.end;
        self.fresh = false;
        true
    }

    /// Opens a note whose label was chosen beforehand.
    fn open_foot(&mut self, label: FootLabel<'t>, end: NoteEnd<'t>) {
        self.close_note();
        self.out.set_scope(label.scope);
        self.open_note(label.id, label.at..label.end, end);
        self.out.set_scope(0);
        self.skip = label.end;
        self.fresh = false;
    }

    /// A row of a table begins; it may be a note, with its label in the first cell.
    pub(super) fn row(&mut self, range: Range<usize>) {
        self.close();
        if let Some(label) = self.feet.label(range.start).filter(|label| label.row) {
            self.open_foot(label, NoteEnd::Row);
        }
    }

    fn label_at(&self, start: usize) -> Option<Label<'t>> {
        let mark = Mark::at(self.source, start)?;
        let rest = &self.source[mark.end..];
        let stop = rest.starts_with([':', '.', ')']);
        let apart = stop || rest.is_empty() || rest.starts_with(char::is_whitespace);
        let listed = self.notes_section.is_some();
        let named = mark.anchor.is_some_and(mark::names_note);
        let plain = mark.brackets == 1 && !mark.sup && mark.target.is_none() && mark.id.len() <= 3;
        let lone = plain && apart && self.containers.is_empty() && self.feet.bracketed;
        (named || lone || listed && (apart || mark.sup))
            .then(|| Label { id: mark.id, end: mark.end + usize::from(stop) })
    }
}

/// The bytes of a field's value in a line of metadata, quotes taken off.
pub fn field(line: &str, name: &str) -> Option<Range<usize>> {
    let after =
        line.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name)).map(|_| name.len())?;
    let value = line[after..].trim_start_matches([' ', '\t']).strip_prefix(':')?;
    let value = value.trim();
    let value = ['"', '\'']
        .iter()
        .find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(value)
        .trim();
    if value.is_empty() || matches!(value, ">" | "|" | ">-" | "|-") {
        return None;
    }
    let start = value.as_ptr() as usize - line.as_ptr() as usize;
    Some(start..start + value.len())
}

/// Renderers find `[^Foo]` for a note `[^foo]`: tie them here too, once no
/// note has exactly that name.
pub fn match_labels(draft: &mut Draft) {
    if draft.markers.iter().all(|marker| marker.note.is_some()) {
        return;
    }
    let mut folded: HashMap<String, NoteId> = HashMap::new();
    for (index, note) in draft.notes.each() {
        folded.entry(note.id.to_lowercase()).or_insert(index);
    }
    let mut found = false;
    for marker in draft.markers.iter_mut().filter(|marker| marker.note.is_none()) {
        if let Some(&note) = folded.get(&marker.id.to_lowercase()) {
            marker.id.clone_from(&draft.notes[note].id);
            found = true;
        }
    }
    if found {
        draft.link();
    }
}
