//! Notes read as an editor reads them: each note becomes citations and
//! comments, each citation its fields, and citations of one work are tied to
//! one source.
//!
//! 1. `parse` reads one note's words by themselves: [`ReadNote`].
//! 2. `resolve` ties *Ibid.*, short forms, *supra note 4* and repeated works
//!    together: [`Notes`].
//!
//! Nothing is guessed silently. Each field is found, surely absent or unsure
//! ([`Field`]); words that fit no field stay in [`Citation::rest`].
//!
//! Spans here are ranges of the draft's *view* (`Draft::view`); `Case::in_draft`
//! turns one into the author's own bytes.

pub mod address;
pub mod calendar;
mod entry;
mod fields;
pub mod identifier;
mod identity;
mod keys;
mod model;
pub mod outlets;
mod parse;
mod resolve;
mod short;
pub mod slip;
pub mod slug;

pub use keys::keys;
pub use model::*;
pub use parse::{Hints, parse};
pub use resolve::{agrees, fold};
pub use short::ShortForm;

use crate::draft::Draft;
use crate::ids::NoteId;

/// Reads every note of a draft and ties the citations to their sources.
pub fn read(draft: &Draft) -> Notes {
    read_but(draft, |_| false)
}

/// As [`read`], some notes left unread: entries of a shared bibliography that
/// nobody here cites are none of this draft's sources.
pub fn read_but(draft: &Draft, idle: impl Fn(NoteId) -> bool) -> Notes {
    let notes = draft
        .notes
        .ids()
        .map(|index| {
            let span = draft.notes[index].view;
            if let Some(entry) = draft.entries.get(&index) {
                return if idle(index) { ReadNote::default() } else { entry::read(entry, span) };
            }
            let hints = Hints::of(draft, span);
            let mut note = parse(draft.view.slice(span), &hints);
            note.shift(span.start);
            note
        })
        .collect();
    resolve::resolve(draft, notes)
}
