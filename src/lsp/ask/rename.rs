//! A new name for a claim, a source or a note's label, in every file that has it.

use std::collections::BTreeMap;

use gen_lsp_types::{RenameParams, TextDocumentPositionParams};
use lsp_server::ErrorCode;
use serde_json::{Value, json};

use super::answer::{Answer, Refused};
use super::goto::naming;
use super::look::Look;
use super::thing::{Means, Thing, all_words};
use crate::ids::NoteId;
use crate::lsp::desktop::Desktop;
use crate::lsp::shared::Shared;
use crate::span::{Place, Span};
use crate::syntax::kebab;

/// What is renamed.
enum Named {
    /// A name of the claims file.
    Name(String),
    /// A note's label, as it stands between brackets or behind `@`.
    Label(NoteId),
}

/// Whether what is pointed at has a name, and which.
pub fn prepare(shared: &Shared, top: &Desktop, at: &TextDocumentPositionParams) -> Answer {
    let Some((look, offset)) = Look::pointed(shared, top, at) else { return Ok(Value::Null) };
    let Some((named, span)) = named(&look, offset) else { return Ok(Value::Null) };
    let words = match named {
        Named::Name(name) => name,
        Named::Label(note) => {
            look.draft().map(|draft| bare(&draft.notes[note].id).to_owned()).unwrap_or_default()
        }
    };
    Ok(json!({ "range": look.range(span), "placeholder": words }))
}

/// An id without the sign of a key.
fn bare(id: &str) -> &str {
    id.trim_start_matches('@')
}

/// The name at a place, and the bytes of it there.
fn named(look: &Look<'_>, offset: u32) -> Option<(Named, Span)> {
    if let Some(word) = look.word_at(offset) {
        return match word.means {
            Means::Name(name) => Some((Named::Name(name.to_owned()), word.span)),
            Means::Note(reference) => {
                let note = look.case.note_meant(reference)?;
                Some((Named::Label(note), inner(look, look.file_place(word.span), note)?.span))
            }
            _ => None,
        };
    }
    let draft = look.draft()?;
    match look.thing_at(offset)? {
        Thing::Marker(marker) => {
            let marker = &draft.markers[marker];
            let note = marker.note?;
            Some((Named::Label(note), inner(look, marker.place, note)?.span))
        }
        Thing::Note(note) if look.is_at(draft.notes[note].label, offset) => {
            Some((Named::Label(note), inner(look, draft.notes[note].label, note)?.span))
        }
        _ => None,
    }
}

/// The bytes of a label within its marker, its note or its reference; `None` where it is not written out (a marker that
/// stands for several, a footnote of Word, a citation by author and year).
fn inner(look: &Look<'_>, place: Place, note: NoteId) -> Option<Place> {
    let text = look.kept.texts.get(place.file);
    let id = bare(&look.draft()?.notes[note].id).to_owned();
    if text.rendition().is_some() || id.is_empty() {
        return None;
    }
    let words = text.slice(place.span);
    let mut at = words.match_indices(&id).map(|(at, _)| at);
    let at = at.find(|at| {
        let part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        !words[..*at].ends_with(part) && !words[at + id.len()..].starts_with(part)
    })?;
    Some(Place::new(place.file, place.span.lift(Span::new(at, at + id.len()))))
}

impl Look<'_> {
    /// A span of the file as a place.
    pub fn file_place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }
}

fn refused(words: impl Into<String>) -> Refused {
    Refused { code: ErrorCode::RequestFailed, words: words.into() }
}

/// Renames.
pub fn rename(shared: &Shared, top: &Desktop, params: &RenameParams) -> Answer {
    let new = params.new_name.trim();
    let Some((look, offset)) = Look::pointed(shared, top, &params.text_document_position_params) else {
        return Ok(Value::Null);
    };
    let Some((named, _)) = named(&look, offset) else {
        return Err(refused("nothing here has a name that could be changed"));
    };
    let places = match named {
        Named::Name(old) => {
            if new.is_empty() || kebab(new) != new {
                return Err(refused(format!(
                    "`{new}` is no name: write small letters, digits and dashes, as in `attack-share`"
                )));
            }
            if new != old && look.case.names().any(|known| known == new) {
                return Err(refused(format!("`{new}` is taken by another claim or source")));
            }
            naming(&look, &old, true)
        }
        Named::Label(note) => labels(&look, note, new)?,
    };
    let mut changes: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let mut sorted = places;
    sorted.sort_unstable();
    sorted.dedup();
    for place in sorted {
        let Some(uri) = look.uri(place.file) else { continue };
        let edit = json!({ "range": look.ruler_of(place.file).range(place.span), "newText": new });
        changes.entry(uri.to_string()).or_default().push(edit);
    }
    Ok(json!({ "changes": changes }))
}

/// Every place in which a note's label is written: the note, its markers, the claims file.
fn labels(look: &Look<'_>, note: NoteId, new: &str) -> Result<Vec<Place>, Refused> {
    let Some(draft) = look.draft() else { return Ok(Vec::new()) };
    let held = &draft.notes[note];
    let is_bad = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '[' | ']' | '@' | '^' | '"' | ',' | '{' | '}')
    };
    if new.is_empty() || new.contains(is_bad) {
        return Err(refused(format!("`{new}` can be no label: write it without blanks, brackets and signs")));
    }
    let sign = if held.id.starts_with('@') { "@" } else { "" };
    let taken = draft
        .notes
        .each()
        .any(|(other, it)| other != note && it.id == format!("{sign}{new}") && it.scope == held.scope);
    if taken {
        return Err(refused(format!("there is another note `{new}`")));
    }
    let mut wanted = vec![held.label];
    wanted.extend(draft.markers.iter().filter(|marker| marker.note == Some(note)).map(|marker| marker.place));
    if let Some(claims) = look.case.claims {
        let references = all_words(&look.case).into_iter().filter(|word| match word.means {
            Means::Note(reference) => look.case.note_meant(reference) == Some(note),
            _ => false,
        });
        wanted.extend(references.map(|word| Place::new(claims.file, word.span)));
    }
    let places: Option<Vec<Place>> = wanted.into_iter().map(|place| inner(look, place, note)).collect();
    places.ok_or_else(|| {
        refused("its label is not written out everywhere it is meant (a range, or a file that is no text)")
    })
}
