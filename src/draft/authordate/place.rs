//! Entries become notes, citations markers: the only part that changes the draft.

use std::collections::{BTreeMap, HashSet};

use super::fit::{Fit, Settled};
use super::list::{List, Origin};
use super::names::fold;
use super::scan::Holder;
use super::{AuthorDate, Citation, Entry, Fitting};
use crate::draft::{Draft, Marker, Note, Passage};
use crate::ids::{IdVec, Ids, NoteId, PassageId};
use crate::span::Span;

/// Takes the entries out of the passages and makes them notes.
pub(super) fn entries(draft: &mut Draft, lists: Vec<List>) {
    let mut gone_passages: HashSet<PassageId> = HashSet::new();
    let mut gone_notes: HashSet<NoteId> = HashSet::new();
    for origin in lists.iter().flat_map(|list| &list.taken) {
        match origin {
            Origin::Passages(ids) => gone_passages.extend(ids.clone()),
            Origin::Note(note) => {
                gone_notes.insert(*note);
            }
        }
    }
    let mut made: Vec<(Note, Entry)> = Vec::new();
    let mut taken: HashSet<String> = HashSet::new();
    for found in lists.into_iter().flat_map(|list| list.entries) {
        let label = draft.view.place(found.view.lift(found.head.span));
        let (Some(label), Some(place)) = (label, draft.view.place(found.view)) else { continue };
        let id = unique(&id_of(&found.head.shown, &found.head.year.id()), &mut taken);
        let note = Note { id, label, place, view: found.view, scope: 0, uses: 0, unnumbered: false };
        let entry = Entry {
            names: found.head.shown.clone(),
            year: found.head.year.to_string(),
            sure: found.head.strict,
            head: found.head,
        };
        made.push((note, entry));
    }
    keep_passages(draft, &gone_passages);
    keep_notes(draft, &gone_notes, made);
}

/// `@ekberg-holt-2014a`; ASCII letters where there are some, as in BibTeX keys.
fn id_of(names: &str, year: &str) -> String {
    let folded = fold(names);
    let words: Vec<&str> = folded.split(' ').filter(|word| *word != "et" && *word != "al").take(3).collect();
    format!("@{}-{year}", words.join("-"))
}

fn unique(id: &str, taken: &mut HashSet<String>) -> String {
    let mut unique = id.to_owned();
    let mut count = 1;
    while !taken.insert(unique.clone()) {
        count += 1;
        unique = format!("{id}-{count}");
    }
    unique
}

/// Leaves passages out; sections, markers and title follow.
pub(in super::super) fn keep_passages(draft: &mut Draft, gone: &HashSet<PassageId>) {
    let mut now: IdVec<PassageId, Option<PassageId>> = IdVec::new();
    // For each old id, and the one past the last, what its place is now.
    let mut places: IdVec<PassageId, PassageId> = IdVec::new();
    let mut kept: IdVec<PassageId, Passage> = IdVec::new();
    for (id, passage) in std::mem::take(&mut draft.passages).into_each() {
        places.push(kept.next_id());
        now.push((!gone.contains(&id)).then(|| kept.push(passage)));
    }
    places.push(kept.next_id());
    for section in &mut draft.sections {
        let at = |id: PassageId| places.get(id).copied().unwrap_or(section.passages.end);
        section.passages = Ids { start: at(section.passages.start), end: at(section.passages.end) };
    }
    for marker in &mut draft.markers {
        marker.passage = marker.passage.and_then(|id| now[id]);
    }
    draft.title = draft.title.and_then(|id| now[id]);
    draft.passages = kept;
}

/// Puts the entries among the notes, in the order of the view.
fn keep_notes(draft: &mut Draft, gone: &HashSet<NoteId>, made: Vec<(Note, Entry)>) {
    let old = std::mem::take(&mut draft.notes);
    let count = old.len();
    let mut all: Vec<(Note, Option<NoteId>, Option<Entry>)> = old
        .into_each()
        .filter(|(id, _)| !gone.contains(id))
        .map(|(id, note)| (note, Some(id), None))
        .chain(made.into_iter().map(|(note, entry)| (note, None, Some(entry))))
        .collect();
    all.sort_by_key(|(note, ..)| note.view.start);
    let mut moved: BTreeMap<NoteId, NoteId> = BTreeMap::new();
    let mut read = AuthorDate::default();
    for (note, was, entry) in all {
        let id = draft.notes.push(note);
        moved.extend(was.map(|was| (was, id)));
        read.entries.extend(entry.map(|entry| (id, entry)));
    }
    debug_assert!(moved.len() <= count, "no note comes twice");
    for cited in &mut draft.field_citations {
        cited.in_note = cited.in_note.and_then(|note| moved.get(&note).copied());
    }
    let notes = &draft.notes;
    for marker in &mut draft.markers {
        marker.in_note = match marker.in_note {
            Some(note) => moved.get(&note).copied(),
            None if marker.passage.is_none() => notes
                .last_where(|note| note.view.start <= marker.view)
                .filter(|&note| marker.view <= notes[note].view.end),
            None => None,
        };
    }
    draft.author_date = Some(read);
}

/// Makes markers of citations that were found.
pub(super) fn citations(draft: &mut Draft, settled: Vec<Settled>) {
    let mut read = draft.author_date.take().unwrap_or_default();
    let notes: Vec<NoteId> = read.entries.keys().copied().collect();
    let note_of = |at: usize| notes.get(at).copied();
    let mut made: Vec<(Marker, Citation)> = Vec::new();
    for one in settled {
        let (fit, note) = match one.fit {
            Fit::Entry(at) => (Fitting::Entry, note_of(at)),
            Fit::Year(at) => (Fitting::Year, note_of(at)),
            Fit::Name(at) => (Fitting::Name, note_of(at)),
            Fit::Ambiguous(all) => {
                let all: Vec<NoteId> = all.into_iter().filter_map(note_of).collect();
                let first = all.first().copied();
                (Fitting::Ambiguous(all), first)
            }
            Fit::None(near) => (Fitting::None(near.and_then(note_of)), None),
            Fit::Unlisted => (Fitting::Unlisted, None),
        };
        let Some(place) = draft.view.place(one.found.view) else { continue };
        let names = draft.view.slice(one.named).trim_end_matches([',', ' ']).to_owned();
        let id = match note {
            Some(note) => draft.notes[note].id.clone(),
            None => id_of(&names, &one.found.year.id()),
        };
        let locator = one.found.locator.and_then(|span| draft.view.place(span)).map(|place| place.span);
        let (passage, in_note) = match one.found.holder {
            Some(Holder::Passage(passage)) => (Some(carrier(draft, passage, one.found.view)), None),
            Some(Holder::Note(note)) => (None, Some(note)),
            None => (None, None),
        };
        let marker =
            Marker { id, place, view: one.found.view.end, passage, in_note, scope: 0, note: None, locator };
        let year = one.found.year.to_string();
        made.push((marker, Citation { view: one.found.view, names, year, fit }));
    }
    merge(draft, &mut read, made);
    draft.author_date = Some(read);
    draft.link();
}

/// The passage that a citation belongs to: “It fell. (Ekberg, 2012)” is cited before
/// the brackets, whatever the stop says.
fn carrier(draft: &Draft, passage: PassageId, view: Span) -> PassageId {
    let own = &draft.passages[passage];
    let opened = draft.view.slice(Span { start: own.view.start, end: view.start.max(own.view.start) });
    let before = passage.before().filter(|&before| {
        opened.starts_with('(') && draft.passages[before].paragraph == own.paragraph && !opened.contains(')')
    });
    before.unwrap_or(passage)
}

/// Puts markers among those that are there, in the order of the text, and tells the
/// passages which are theirs.
fn merge(draft: &mut Draft, read: &mut AuthorDate, made: Vec<(Marker, Citation)>) {
    let old = std::mem::take(&mut draft.markers);
    let mut all: Vec<(Marker, Option<Citation>)> = old
        .into_iter()
        .map(|marker| (marker, None))
        .chain(made.into_iter().map(|(marker, citation)| (marker, Some(citation))))
        .collect();
    // Markers of one passage stand together, whatever their positions.
    all.sort_by_key(|(marker, _)| marker.view);
    for (marker, citation) in all {
        let id = draft.markers.push(marker);
        read.citations.extend(citation.map(|citation| (id, citation)));
    }
    let mut at = draft.markers.ids().start;
    for (id, passage) in draft.passages.each_mut() {
        let mut own = Ids { start: at, end: at };
        // Markers of notes that stand between passages are nobody's here.
        let mut next = at;
        while let Some(marker) = draft.markers.get(next) {
            match marker.passage {
                Some(of) if of == id => {
                    if own.is_empty() {
                        own.start = next;
                    }
                    own.end = next.next();
                    at = own.end;
                }
                Some(_) => break,
                None => {}
            }
            next = next.next();
        }
        passage.markers = own;
    }
}
