//! Where something is, and where it is used: marker → note → source line → claim → passage, and back.

use std::path::{Component, Path};

use gen_lsp_types::{Location, Range, ReferenceParams, TextDocumentPositionParams};
use serde_json::json;

use super::answer::Answer;
use super::look::Look;
use super::thing::{Means, Thing, words};
use crate::ids::{NoteId, SourceId};
use crate::lsp::desktop::Desktop;
use crate::lsp::shared::Shared;
use crate::span::Place;

/// Where to go from a place.
pub fn definition(shared: &Shared, top: &Desktop, at: &TextDocumentPositionParams) -> Answer {
    let found = Look::pointed(shared, top, at).map(|(look, offset)| {
        let places = from(&look, offset);
        let locations = places.into_iter().filter_map(|place| look.location(place));
        locations.chain(file_named(&look, offset)).collect::<Vec<Location>>()
    });
    Ok(json!(found.unwrap_or_default()))
}

fn from(look: &Look<'_>, offset: u32) -> Vec<Place> {
    if look.in_claims() {
        return from_claims(look, offset);
    }
    let (Some(draft), Some(thing)) = (look.draft(), look.thing_at(offset)) else { return Vec::new() };
    match thing {
        Thing::Marker(marker) => {
            draft.markers[marker].note.map(|note| draft.notes[note].place).into_iter().collect()
        }
        Thing::Note(note) => {
            let line = lines_of(look, note);
            if line.is_empty() { markers_of(look, &[note]) } else { line }
        }
        Thing::Passage(passage) => {
            let entries = look.case.anchored.get(&passage).into_iter().flatten();
            entries.map(|&entry| name_of(look, entry)).collect()
        }
        Thing::Source(_) | Thing::Entry(_) => Vec::new(),
    }
}

fn from_claims(look: &Look<'_>, offset: u32) -> Vec<Place> {
    let case = &look.case;
    let Some(word) = look.word_at(offset) else {
        // Anywhere else in a claim: its words in the draft.
        return match look.thing_at(offset) {
            Some(Thing::Entry(entry)) => look.places_of(entry),
            _ => Vec::new(),
        };
    };
    match (word.means, look.thing_at(offset)) {
        (Means::Name(_), Some(Thing::Entry(entry))) if word.declares => look.places_of(entry),
        (Means::Name(_), Some(Thing::Entry(entry))) => vec![name_of(look, entry)],
        (Means::Name(_), Some(Thing::Source(source))) if word.declares => citing(look, source),
        (Means::Name(_), Some(Thing::Source(source))) => {
            vec![case.sources[source].place(case.sources[source].decl.name.span)]
        }
        (Means::Note(_), Some(Thing::Note(note))) => {
            look.draft().map(|draft| draft.notes[note].place).into_iter().collect()
        }
        (Means::Anchor(Some(_)), Some(Thing::Entry(entry))) => {
            let at = &case.entries[entry].entry.at;
            let number = at.iter().position(|anchor| anchor.span == word.span);
            let anchor = number.and_then(|number| case.entries[entry].anchors.get(number));
            match anchor {
                Some(crate::case::Anchoring::Found(span)) => case.in_draft(*span).into_iter().collect(),
                Some(crate::case::Anchoring::Ambiguous(_, spans)) => {
                    spans.iter().filter_map(|span| case.in_draft(*span)).collect()
                }
                _ => Vec::new(),
            }
        }
        (Means::Anchor(None), _) => {
            let waiver = case.waivers.iter().find(|waiver| waiver.accept.span.holds(word.span));
            match waiver.map(|waiver| &waiver.anchoring) {
                Some(crate::case::Anchoring::Found(span)) => case.in_draft(*span).into_iter().collect(),
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// The file that a claims file names at this place, read or not.
fn file_named(look: &Look<'_>, offset: u32) -> Option<Location> {
    let Means::File(words) = look.word_at(offset)?.means else { return None };
    let claims = look.kept.paths.get(&look.case.claims?.file)?;
    // What is no plain name below the folder is not opened, here as elsewhere.
    let named = Path::new(&words.text);
    let plain = named.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let path = claims.parent()?.join(plain.then_some(named)?);
    Some(Location { uri: look.top.papers.uri(&path)?, range: Range::default() })
}

/// The name in the declaration of an entry.
fn name_of(look: &Look<'_>, entry: usize) -> Place {
    let resolved = &look.case.entries[entry];
    resolved.place(resolved.entry.name.span)
}

/// The source lines of the claims file that list a note.
fn lines_of(look: &Look<'_>, note: NoteId) -> Vec<Place> {
    let sources = look.case.sources.iter().filter(|source| source.notes.contains(&note));
    sources.map(|source| source.place(source.decl.name.span)).collect()
}

/// The claims that cite a source: their `cites`.
fn citing(look: &Look<'_>, source: SourceId) -> Vec<Place> {
    let evidence = look.case.entries.iter().flat_map(|entry| &entry.evidence);
    let citing = evidence.filter(|evidence| evidence.source == Some(source));
    citing.map(|evidence| evidence.place(evidence.cite.span)).collect()
}

/// The markers of the text and of notes that point to any of these notes.
fn markers_of(look: &Look<'_>, notes: &[NoteId]) -> Vec<Place> {
    let Some(draft) = look.draft() else { return Vec::new() };
    let pointing =
        draft.markers.iter().filter(|marker| marker.note.is_some_and(|note| notes.contains(&note)));
    pointing.map(|marker| marker.place).collect()
}

/// Where something is used: of a note, every marker of its source, in whichever note that is cited, and what cites it in
/// the claims file; of a claim, its words in the draft and every line that names it.
pub fn references(shared: &Shared, top: &Desktop, params: &ReferenceParams) -> Answer {
    let Some((look, offset)) = Look::pointed(shared, top, &params.text_document_position_params) else {
        return Ok(json!([]));
    };
    let declared = params.context.include_declaration;
    let mut places = uses(&look, offset, declared);
    places.sort_unstable();
    places.dedup();
    let locations: Vec<Location> = places.into_iter().filter_map(|place| look.location(place)).collect();
    Ok(json!(locations))
}

fn uses(look: &Look<'_>, offset: u32, declared: bool) -> Vec<Place> {
    let note_of = |thing| match thing {
        Thing::Marker(marker) => look.draft()?.markers[marker].note,
        Thing::Note(note) => Some(note),
        _ => None,
    };
    match look.thing_at(offset) {
        Some(Thing::Entry(entry)) => {
            let name = look.case.entries[entry].entry.name.value.clone();
            let mut places = look.places_of(entry);
            places.extend(naming(look, &name, declared));
            places
        }
        Some(Thing::Source(source)) => of_source(look, source, declared),
        Some(Thing::Passage(passage)) => {
            let entries = look.case.anchored.get(&passage).into_iter().flatten();
            entries.map(|&entry| name_of(look, entry)).collect()
        }
        Some(thing) => note_of(thing).map(|note| of_note(look, note, declared)).unwrap_or_default(),
        None => Vec::new(),
    }
}

/// Words of the claims file that are this name.
pub fn naming(look: &Look<'_>, name: &str, declared: bool) -> Vec<Place> {
    let inline = look.draft().into_iter().flat_map(|draft| &draft.inline);
    let mut places = Vec::new();
    for claims in look.case.claims.into_iter().chain(inline) {
        let same = claims.tree.items.iter().flat_map(words).filter(|word| {
            matches!(word.means, Means::Name(it) if it == name) && (declared || !word.declares)
        });
        places.extend(same.map(|word| Place::new(claims.file, word.span)));
    }
    places
}

fn of_note(look: &Look<'_>, note: NoteId, declared: bool) -> Vec<Place> {
    let case = &look.case;
    // A work is cited in several notes: in full, as Ibid., in short.
    let works = case.notes.sources_of(note);
    let mut notes: Vec<NoteId> =
        works.iter().flat_map(|&work| case.notes.sources[work].uses.iter().map(|used| used.note)).collect();
    notes.push(note);
    let mut places = markers_of(look, &notes);
    if let (true, Some(draft)) = (declared, look.draft()) {
        places.extend(notes.iter().map(|&note| draft.notes[note].place));
    }
    for (source, _) in
        case.sources.each().filter(|(_, source)| source.notes.iter().any(|it| notes.contains(it)))
    {
        places.extend(citing(look, source));
        places.push(case.sources[source].place(case.sources[source].decl.name.span));
    }
    places
}

fn of_source(look: &Look<'_>, source: SourceId, declared: bool) -> Vec<Place> {
    let row = &look.case.sources[source];
    let mut places = naming(look, &row.decl.name.value, declared);
    for &note in &row.notes {
        places.extend(of_note(look, note, declared));
    }
    places.retain(|place| declared || *place != row.place(row.decl.name.span));
    places
}
