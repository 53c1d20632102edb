//! Which note stands before which, and which note bears which number.

use std::collections::HashMap;

use crate::draft::Draft;
use crate::ids::{IdVec, MarkerId, NoteId};

/// What stands immediately before a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing: it is the first of its chapter.
    Nothing,
    /// A note whose text was not found: the numbers have a gap.
    Gap,
    /// This note.
    Note(NoteId),
}

/// The order of the notes as a reader meets them.
#[derive(Debug, Default)]
pub(super) struct Order {
    before: IdVec<NoteId, Before>,
    numbers: HashMap<(u32, u32), Vec<NoteId>>,
    /// Notes of each number in any chapter.
    anywhere: HashMap<u32, Vec<NoteId>>,
}

impl Order {
    /// Notes with numbers stand in the order of the text; notes with names
    /// (`[^herman]`) are numbered on the page by their first markers.
    pub(super) fn of(draft: &Draft) -> Self {
        let mut scopes: HashMap<u32, Vec<NoteId>> = HashMap::new();
        // Entries of a bibliography (`@herman2016`) bear no number on the page.
        let numbered = |note: &crate::draft::Note| !note.unnumbered && !note.id.starts_with('@');
        for (index, note) in draft.notes.each().filter(|(_, note)| numbered(note)) {
            scopes.entry(note.scope).or_default().push(index);
        }
        let mut first_marker: HashMap<NoteId, MarkerId> = HashMap::new();
        for (at, marker) in draft.markers.each() {
            if let Some(note) = marker.note {
                first_marker.entry(note).or_insert(at);
            }
        }
        let mut order = Self { before: draft.notes.map_each(|_| Before::Nothing), ..Self::default() };
        for (scope, mut notes) in scopes {
            let mut numbers: Vec<Option<u32>> =
                notes.iter().map(|note| number(&draft.notes[*note].id)).collect();
            if numbers.iter().all(Option::is_none) {
                notes.sort_by_key(|note| {
                    let first = first_marker.get(note);
                    (first.is_none(), first, *note)
                });
                let on_page = (1..).map(Some);
                order.scope(scope, &notes, on_page);
            } else {
                // Markdown lets notes stand in any order; a number printed twice is a slip.
                let mut sorted: Vec<(u32, NoteId)> = numbers
                    .iter()
                    .zip(&notes)
                    .filter_map(|(number, note)| Some(((*number)?, *note)))
                    .collect();
                sorted.sort_unstable();
                if sorted.len() == notes.len() && sorted.windows(2).all(|two| two[0].0 < two[1].0) {
                    (numbers, notes) = sorted.into_iter().map(|(number, note)| (Some(number), note)).unzip();
                }
                order.scope(scope, &notes, numbers.into_iter());
            }
        }
        order
    }

    fn scope(&mut self, scope: u32, notes: &[NoteId], numbers: impl Iterator<Item = Option<u32>>) {
        let mut last: Option<(NoteId, Option<u32>)> = None;
        for (&note, number) in notes.iter().zip(numbers) {
            self.before[note] = match (last, number) {
                (None, Some(number)) if number > 1 => Before::Gap,
                (None, _) => Before::Nothing,
                (Some((_, Some(before))), Some(number)) if number > before.saturating_add(1) => Before::Gap,
                (Some((before, _)), _) => Before::Note(before),
            };
            last = Some((note, number));
            if let Some(number) = number {
                self.numbers.entry((scope, number)).or_default().push(note);
                self.anywhere.entry(number).or_default().push(note);
            }
        }
    }

    /// What stands immediately before a note.
    pub(super) fn before(&self, note: NoteId) -> Before {
        self.before.get(note).copied().unwrap_or(Before::Nothing)
    }

    /// The note with this printed number: in the same chapter, else the only one.
    pub(super) fn numbered(&self, scope: u32, number: u32) -> Option<NoteId> {
        if let Some(notes) = self.numbers.get(&(scope, number)) {
            return notes.first().copied();
        }
        match self.anywhere.get(&number).map_or(&[][..], Vec::as_slice) {
            [one] => Some(*one),
            _ => None,
        }
    }
}

/// A note's id as a number, if it is one.
fn number(id: &str) -> Option<u32> {
    id.parse().ok()
}
