//! Following notes whose numbers changed: which numbers a source's line should have now.
//!
//! The line's fragment finds its note again. The other numbers on the line are the
//! *Ibid.*s and short forms of that note, so they are held against the notes that cite
//! the same work now.

use super::{Case, NoteSearch, Source};
use crate::diagnostic::Edit;
use crate::ids::{NoteId, SourceId};
use crate::syntax::tree::{Item, NoteRef, NoteRefKind, Target};
use crate::text::Text;

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

    /// Notes that moved are their sources' notes still, the *Ibid.*s behind them too: what is said of a source's line is
    /// said once, and no rule takes a neighbour's note for its own.
    pub(super) fn follow_moved(&mut self) {
        let now = |source: &Source<'a>| -> Option<Vec<NoteId>> {
            let renumbered = self.renumbered(source);
            if renumbered.changes.is_empty() {
                return None;
            }
            let changed = |note: &NoteRef| renumbered.changes.iter().find(|(old, _)| old.span == note.span);
            let unclear = |note: &NoteRef| renumbered.unclear.iter().any(|old| old.span == note.span);
            let mut notes: Vec<NoteId> = source
                .decl
                .notes
                .iter()
                .filter(|note| !unclear(note))
                .filter_map(|note| changed(note).map_or_else(|| self.note_meant(note), |(_, now)| Some(*now)))
                .collect();
            notes.sort_unstable();
            notes.dedup();
            Some(notes)
        };
        let moved: Vec<(SourceId, Vec<NoteId>)> =
            self.sources.each().filter_map(|(id, source)| Some((id, now(source)?))).collect();
        for (id, notes) in moved {
            for evidence in self.entries.iter_mut().flat_map(|entry| &mut entry.evidence) {
                if evidence.source == Some(id) && matches!(evidence.cite.target, Target::Source(_)) {
                    evidence.notes.clone_from(&notes);
                }
            }
            if let Some(source) = self.sources.get_mut(id) {
                source.notes = notes;
            }
        }
    }

    /// A note as the claims language refers to it: `[15]`, `[^herman]`, `[@herman2016]`. `None` if its id cannot be
    /// written so, or means another note first.
    pub fn reference(&self, note: NoteId) -> Option<String> {
        let draft = self.draft?;
        let id = &draft.notes[note].id;
        let reference = written(id, None);
        (draft.note_by_id(id) == Some(note) && reads_back(&reference, id)).then_some(reference)
    }

    /// The edits of a source's line. Only what stands in the brackets changes; none if a note cannot be referred to.
    pub fn renumbering_edits(&self, source: &Source<'_>, changes: &[(&NoteRef, NoteId)]) -> Vec<Edit> {
        let Some(draft) = self.draft else { return Vec::new() };
        let edit = |(note, now): &(&NoteRef, NoteId)| {
            self.reference(*now)?;
            let text = written(&draft.notes[*now].id, Some(note.kind));
            Some(Edit { place: source.place(note.span), text })
        };
        changes.iter().map(edit).collect::<Option<_>>().unwrap_or_default()
    }
}

/// A reference to the note of this id. A number needs no sign, but keeps the one that it had.
fn written(id: &str, had: Option<NoteRefKind>) -> String {
    let number = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    match had {
        // An entry of a bibliography has its sign already.
        _ if id.starts_with('@') => format!("[{id}]"),
        Some(NoteRefKind::Label) => format!("[^{id}]"),
        _ if number => format!("[{id}]"),
        _ => format!("[^{id}]"),
    }
}

/// Whether the language reads a reference as it was meant: it knows best what may stand in one.
fn reads_back(reference: &str, id: &str) -> bool {
    let (tree, errors) = crate::syntax::parse(&Text::new("", format!("source a {reference} \"b\"\n")));
    let [Item::Source(source)] = &tree.items[..] else { return false };
    let [note] = &source.notes[..] else { return false };
    errors.is_empty() && note.id == id.trim_start_matches('@')
}
