//! Following notes whose numbers changed: which numbers a source's line should have now.
//!
//! The line's fragment finds its note again. The other numbers on the line are the
//! *Ibid.*s and short forms of that note, so they are held against the notes that cite
//! the same work now.

use super::{Case, NoteSearch, Source};
use crate::diagnostic::Edit;
use crate::ids::NoteId;
use crate::syntax::tree::{NoteRef, NoteRefKind};

/// What is to change on a source's line.
#[derive(Debug, Clone, Default)]
pub struct Renumbered<'a> {
    /// References with the note that they should mean.
    pub changes: Vec<(&'a NoteRef, NoteId)>,
    /// References that no longer cite this source, and no note can be named for them.
    pub unclear: Vec<&'a NoteRef>,
}

impl<'a> Case<'a> {
    /// What is to change on a source's line; nothing if its note was not found.
    pub fn renumbered(&self, source: &Source<'a>) -> Renumbered<'a> {
        let mut out = Renumbered::default();
        let Some((first, others)) = source.decl.notes.split_first() else { return out };
        let main = match &source.search {
            NoteSearch::Moved(now) => *now,
            NoteSearch::Right(_) => match self.note_meant(first) {
                Some(note) => note,
                None => return out,
            },
            _ => return out,
        };
        if self.note_meant(first) != Some(main) {
            out.changes.push((first, main));
        }
        let citing = self.also_citing(main);
        // Where the work is not known, the others moved as far as the first.
        let Some(citing) = citing else {
            let moved = |note: &NoteRef| self.shifted(first, main, note);
            for note in others.iter().filter(|_| !out.changes.is_empty()).collect::<Vec<_>>() {
                match moved(note) {
                    Some(now) => out.changes.push((note, now)),
                    None => out.unclear.push(note),
                }
            }
            return out;
        };
        let stays = |note: &NoteRef| self.note_meant(note).is_some_and(|note| citing.contains(&note));
        if others.iter().all(stays) {
            return out;
        }
        for (index, note) in others.iter().enumerate() {
            let now = if citing.len() == others.len() {
                citing.get(index).copied()
            } else if stays(note) {
                self.note_meant(note)
            } else {
                self.shifted(first, main, note).filter(|now| citing.contains(now))
            };
            match now {
                Some(now) if self.note_meant(note) == Some(now) => {}
                Some(now) => out.changes.push((note, now)),
                None => out.unclear.push(note),
            }
        }
        out
    }

    /// The other notes that cite the one work of a note, ascending; `None` if it is not
    /// known which work that is.
    fn also_citing(&self, main: NoteId) -> Option<Vec<NoteId>> {
        let [work] = self.notes.sources_of(main)[..] else { return None };
        let mut notes: Vec<NoteId> =
            self.notes.sources[work].uses.iter().map(|at| at.note).filter(|&note| note != main).collect();
        notes.sort_unstable();
        notes.dedup();
        Some(notes)
    }

    /// The note as far from the old number of `note` as `main` is from that of `first`.
    fn shifted(&self, first: &NoteRef, main: NoteId, note: &NoteRef) -> Option<NoteId> {
        let draft = self.draft?;
        let number = |id: &str| id.parse::<i64>().ok();
        let shift = number(&draft.notes[main].id)?.checked_sub(number(&first.id)?)?;
        draft.note_by_id(&number(&note.id)?.checked_add(shift)?.to_string())
    }

    /// The edits of a source's line. Only what stands in the brackets changes.
    pub fn renumbering_edits(&self, source: &Source<'_>, changes: &[(&NoteRef, NoteId)]) -> Vec<Edit> {
        let Some(draft) = self.draft else { return Vec::new() };
        let edit = |(note, now): &(&NoteRef, NoteId)| {
            let id = &draft.notes[*now].id;
            let sign = match note.kind {
                // An entry of a bibliography has its sign already.
                _ if id.starts_with('@') => "",
                NoteRefKind::Label => "^",
                NoteRefKind::Key if id.parse::<u32>().is_err() => "^",
                NoteRefKind::Number | NoteRefKind::Key => "",
            };
            Edit { place: source.place(note.span), text: format!("[{sign}{id}]") }
        };
        changes.iter().map(edit).collect()
    }
}
