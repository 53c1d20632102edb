//! Citations by author and year: “Ekberg and Holt (2014) found”, “(Ekberg, 2012, p. 4;
//! WHO, 2020)”, and the list of references that they point to.
//!
//! One stage for every format, over the draft as its reader left it. It looks for the list
//! first ([`list`]): a run of paragraphs, items or lines that open with names and a year.
//! Then it looks for citations in the text ([`scan`]) and holds them against the entries
//! ([`fit`]). Only if both fit each other, or the form of citation repeats, is anything
//! taken: the entries become notes, the citations markers that point to them, and whatever
//! works on notes and markers works on these. Keys are those of a bibliography:
//! `@ekberg-2012`.
//!
//! A draft with keys (`[@ekberg2012]`, `\cite`) or with citations kept as fields has a
//! model of its own and is left alone. A list with keys that no key cites
//! (`thebibliography` under a text that says “Ekberg (2012)”) is a list like others.

mod fit;
mod head;
mod list;
mod names;
mod place;
mod placeholder;
mod scan;
mod words;
mod year;

use std::collections::{BTreeMap, HashSet};

use crate::draft::Draft;
use crate::ids::{MarkerId, NoteId};
use crate::span::Span;
use crate::text::Texts;
use fit::Fit;
use head::Head;
pub(super) use list::is_heading as is_list_heading;
pub(super) use place::keep_passages;
pub use placeholder::placeholders;
pub(super) use scan::is_place;

/// What was read of a draft that cites by author and year.
#[derive(Debug, Clone, Default)]
pub struct AuthorDate {
    /// The citations, by their markers.
    pub citations: BTreeMap<MarkerId, Citation>,
    /// The entries, by their notes.
    pub entries: BTreeMap<NoteId, Entry>,
}

/// One citation by author and year: a marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Its words in the view: `Ekberg, 2012, p. 4`, `Ekberg and Holt (2014)`.
    pub view: Span,
    /// The names in it, as typed.
    pub names: String,
    /// Its year: `2014a`, `n.d.`
    pub year: String,
    /// How it fits the list.
    pub fit: Fitting,
}

impl Citation {
    /// Names and year as people say them: `Ekberg and Holt 2014`.
    pub fn said(&self) -> String {
        format!("{} {}", self.names, self.year)
    }
}

/// How a citation fits the list of references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fitting {
    /// One entry has these names and this year.
    Entry,
    /// One entry has these names, and a year that a slip of the pen makes of this one.
    Year,
    /// One entry has this year, and names that a slip of the pen makes of these.
    Name,
    /// Several entries have these names and this year.
    Ambiguous(Vec<NoteId>),
    /// None; the nearest, if any is near.
    None(Option<NoteId>),
    /// The draft has no list.
    Unlisted,
}

/// An entry of a list of references: a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its names, as people say them: `Ekberg and Holt`.
    pub names: String,
    /// Its year: `2014a`, `n.d.`
    pub year: String,
    /// Whether names and year stand where they must, so that a citation of it would
    /// have been known.
    pub sure: bool,
    head: Head,
}

/// Fewest citations of one draft that make a system where no list tells of it.
const FEWEST_UNLISTED: usize = 5;

/// Fewest entries of a doubtful list that are cited.
const FEWEST_WEAK: usize = 3;

/// Finds the list of references of a draft, and the citations.
pub(super) fn read(draft: &mut Draft, texts: &Texts) {
    read_with(draft, Vec::new(), texts);
}

/// The same, with other files in which the list may stand. Those that hold none, or that the
/// draft does not cite, are left out.
pub(super) fn read_with(draft: &mut Draft, others: Vec<Draft>, texts: &Texts) {
    if has_other_system(draft) {
        others.into_iter().for_each(|other| draft.adopt_notes(other));
        return;
    }
    let mut lists = list::find(draft, texts);
    for other in others {
        let found = list::find_in_file(&other, texts);
        let shift = draft.view.append(&other.view);
        lists.extend(found.into_iter().map(|list| list.of_another_file(shift)));
        draft.remarks.extend(other.remarks);
        draft.comments.extend(other.comments);
        let moved = |span: Span| span.shifted(shift);
        draft.emphasis.extend(other.emphasis.into_iter().map(moved));
        draft.links.extend(
            other.links.into_iter().map(|link| crate::draft::Link { view: moved(link.view), ..link }),
        );
    }
    let Some((heads, mut settled)) = held_against(draft, &lists).or_else(|| {
        lists.retain(|list| !list.weak);
        held_against(draft, &lists)
    }) else {
        return;
    };
    fit::narrate(draft, &heads, &mut settled);
    let joined = settled.iter().filter(|one| matches!(one.fit, Fit::Entry(_))).count();
    let others = draft.markers.iter().any(|marker| marker.note.is_some() && marker.in_note.is_none());
    let headed = lists.iter().any(|list| list.headed);
    let fewest = match (headed, others) {
        (true, false) => 1,
        (true, true) | (false, false) => 2,
        (false, true) => 3,
    };
    if !heads.is_empty() && joined >= fewest {
        place::entries(draft, lists);
        place::citations(draft, settled.into_iter().filter(|one| one.is_taken()).collect());
    } else if heads.is_empty() {
        // Beside notes they must be the rule, not the exception.
        let noted = draft.markers.iter().filter(|marker| marker.in_note.is_none()).count();
        let fewest = if others { noted.max(2 * FEWEST_UNLISTED) } else { FEWEST_UNLISTED };
        let taken = fit::unlisted(settled);
        if taken.len() >= fewest {
            place::citations(draft, taken);
        }
    }
}

/// The citations of a draft against the entries of its lists; `None` if there are none, or
/// if a doubtful list is not cited for the most part: then it is none.
fn held_against(draft: &Draft, lists: &[list::List]) -> Option<(Vec<Head>, Vec<fit::Settled>)> {
    let entries = || lists.iter().flat_map(|list| &list.entries);
    let heads: Vec<Head> = entries().map(|entry| entry.head.clone()).collect();
    let listed: Vec<Span> = entries().map(|entry| entry.view).collect();
    let found = scan::find(draft, &listed);
    if found.is_empty() {
        return None;
    }
    let settled = fit::settle(draft, &heads, found);
    if lists.iter().any(|list| list.weak) {
        let fits =
            settled.iter().filter_map(|one| if let Fit::Entry(at) = one.fit { Some(at) } else { None });
        let cited: HashSet<usize> = fits.collect();
        if cited.len() < FEWEST_WEAK || cited.len() * 5 < heads.len() * 3 {
            return None;
        }
    }
    Some((heads, settled))
}

/// Keys of a bibliography, or citations that a program keeps.
fn has_other_system(draft: &Draft) -> bool {
    !draft.field_citations.is_empty()
        || !draft.entries.is_empty()
        || draft.markers.iter().any(|marker| marker.id.starts_with('@'))
        || draft.notes.iter().any(|note| note.id.starts_with('@') && note.uses > 0)
}
