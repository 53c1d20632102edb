//! Drafts of several files: chapters in order, and a file with the notes of all.
//!
//! Each file is read by itself. Then the text of the next goes on where that of the first ends:
//! one view, one row of passages, the first line of a chapter its heading. Each chapter is a run
//! of numbering of its own, until it is seen that its notes stand elsewhere.

use std::collections::{BTreeMap, HashSet};

use super::{Cited, Draft, Link, Passage, PassageKind};
use crate::ids::{IdVec, Ids, MarkerId, NoteId, PassageId};
use crate::span::Span;

/// Of ten markers so many must find their note in the run that a chapter is given.
const FITTING: usize = 8;

/// Puts the text of another file behind a draft's.
pub(super) fn go_on(draft: &mut Draft, other: Draft) {
    let shift = draft.view.append(&other.view);
    let moved = |span: Span| span.shifted(shift);
    let scope = next_scope(draft);
    let first = draft.passages.next_id();
    let title = other.title.map(|title| (title, other.passages[title].clone()));
    // For each id of the other file, and the one past the last, what it is now.
    let mut passages: IdVec<PassageId, PassageId> = IdVec::new();
    let (section, paragraph) = (draft.sections.len(), next_paragraph(draft));
    for (id, passage) in other.passages.into_each() {
        let is_title = title.as_ref().is_some_and(|(title, _)| *title == id);
        passages.push(draft.passages.push(Passage {
            kind: if is_title { PassageKind::Heading } else { passage.kind },
            view: moved(passage.view),
            paragraph: passage.paragraph + paragraph,
            section: passage.section + section,
            ..passage
        }));
    }
    passages.push(draft.passages.next_id());
    // Keys of a bibliography are the same in all files.
    let scope_of = |id: &str, own: u32| if id.starts_with('@') { own } else { own + scope };
    let mut notes: IdVec<NoteId, NoteId> = IdVec::new();
    for mut note in other.notes {
        note.view = moved(note.view);
        note.scope = scope_of(&note.id, note.scope);
        notes.push(draft.notes.push(note));
    }
    let mut markers: IdVec<MarkerId, MarkerId> = IdVec::new();
    for mut marker in other.markers {
        marker.view += shift;
        marker.scope = scope_of(&marker.id, marker.scope);
        marker.passage = marker.passage.map(|id| passages[id]);
        marker.in_note = marker.in_note.map(|id| notes[id]);
        markers.push(draft.markers.push(marker));
    }
    markers.push(draft.markers.next_id());
    for (_, passage) in draft.passages.each_mut().filter(|(id, _)| *id >= first) {
        passage.markers = Ids { start: markers[passage.markers.start], end: markers[passage.markers.end] };
    }
    for (at, mut own) in other.sections.into_iter().enumerate() {
        own.view = moved(own.view);
        own.passages = Ids { start: passages[own.passages.start], end: passages[own.passages.end] };
        // The title of a chapter is the heading over what stands before the next.
        if let (0, Some((_, title))) = (at, &title) {
            (own.title, own.view, own.level) = (title.place, moved(title.view), 1);
        }
        draft.sections.push(own);
    }
    draft.emphasis.extend(other.emphasis.into_iter().map(moved));
    draft.links.extend(other.links.into_iter().map(|link| Link { view: moved(link.view), ..link }));
    let cited = other.field_citations.into_iter();
    draft.field_citations.extend(cited.map(|cited| Cited {
        view: moved(cited.view),
        in_note: cited.in_note.map(|id| notes[id]),
        ..cited
    }));
    draft.bibliographies.extend(other.bibliographies);
    draft.entries.extend(other.entries.into_iter().map(|(id, entry)| (notes[id], entry.shifted(shift))));
    draft.unread.extend(other.unread);
    draft.comments.extend(other.comments);
    draft.remarks.extend(other.remarks);
    draft.unread_parts.extend(other.unread_parts);
}

fn next_paragraph(draft: &Draft) -> u32 {
    draft.passages.iter().map(|passage| passage.paragraph + 1).max().unwrap_or(0)
}

fn next_scope(draft: &Draft) -> u32 {
    let scopes = draft.notes.iter().map(|note| note.scope).chain(draft.markers.iter().map(|it| it.scope));
    scopes.max().map_or(1, |last| last + 1)
}

/// Gives the notes of a file of their own, from `first` on, to the chapters that have none: run by
/// run where they begin anew as often as there are such chapters, else all to all.
pub(super) fn share_notes(draft: &mut Draft, first: NoteId) {
    let noted: HashSet<u32> =
        draft.notes.each().filter(|(id, _)| *id < first).map(|(_, note)| note.scope).collect();
    let mut asked: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let bare = |id: &str| !id.starts_with('@');
    for marker in draft.markers.iter().filter(|it| it.in_note.is_none() && bare(&it.id)) {
        if !noted.contains(&marker.scope) {
            asked.entry(marker.scope).or_default().push(marker.id.clone());
        }
    }
    if asked.keys().all(|scope| *scope == 0) {
        return;
    }
    let mut runs: Vec<Vec<NoteId>> = Vec::new();
    let mut before = u32::MAX;
    for (id, note) in draft.notes.each().filter(|(id, note)| *id >= first && bare(&note.id)) {
        let number = note.id.parse().unwrap_or(before.saturating_add(1));
        match runs.last_mut() {
            Some(run) if number > before => run.push(id),
            _ => runs.push(vec![id]),
        }
        before = number;
    }
    if fits(&draft.notes, &asked, &runs) {
        for (scope, run) in asked.keys().zip(runs) {
            for note in run {
                draft.notes[note].scope = *scope;
            }
        }
    } else {
        for marker in &mut draft.markers {
            if asked.contains_key(&marker.scope) {
                marker.scope = 0;
            }
        }
    }
}

/// Whether each chapter has a run in which most of its markers find their note.
fn fits(
    notes: &IdVec<NoteId, super::Note>,
    asked: &BTreeMap<u32, Vec<String>>,
    runs: &[Vec<NoteId>],
) -> bool {
    runs.len() == asked.len()
        && asked.values().zip(runs).all(|(markers, run)| {
            let ids: HashSet<&str> = run.iter().map(|id| notes[*id].id.as_str()).collect();
            let met = markers.iter().filter(|id| ids.contains(id.as_str())).count();
            met * 10 >= markers.len() * FITTING
        })
}
