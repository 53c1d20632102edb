//! What a page shows: the draft, its notes, sources and claims, and where each finding stands.

use std::collections::{BTreeMap, HashMap};

use crate::argument::status::Status;
use crate::draft::Draft;
use crate::ids::{IdVec, MarkerId, NoteId, PassageId};
use crate::span::Span;
use crate::text::rendition::Cell;

/// One draft as its page shows it.
#[derive(Debug, Clone)]
pub struct Page {
    /// The draft's file, as the user would type it.
    pub name: String,
    /// The claims file, likewise.
    pub claims_name: Option<String>,
    /// Which version of the draft: the SHA-256 of the file's bytes, or of its words where the bytes are not known.
    pub digest: String,
    /// The day of the check.
    pub day: Option<jiff::civil::Date>,
    pub(super) draft: Draft,
    pub(super) authors: Vec<String>,
    pub(super) notes: IdVec<NoteId, NoteRow>,
    pub(super) sources: Vec<SourceRow>,
    pub(super) claims: Vec<ClaimRow>,
    /// For each passage the claims that are made in it (indices into `claims`).
    pub(super) claimed: BTreeMap<PassageId, Vec<usize>>,
    /// The statements of the theses.
    pub(super) theses: Vec<usize>,
    /// The argument map as SVG, if claims are linked.
    pub(super) map: Option<String>,
    /// How many entries that bear on a thesis the map leaves out, since a map of all could not be read.
    pub(super) undrawn: usize,
    /// The numbers of ordered list items.
    pub(super) numbered: HashMap<PassageId, u32>,
    /// For each passage in a table where it stands, in formats that tell it.
    pub(super) cells: HashMap<PassageId, Cell>,
    /// The first marker of the text that leads to each note.
    pub(super) first: HashMap<NoteId, MarkerId>,
    pub(super) places: HashMap<Key, Spot>,
}

/// A finding, told without its file, whose number may change when cases are put together.
pub(super) type Key = (&'static str, String, Span, String);

/// Where a finding stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// At these words of the text.
    Text(Span),
    /// At a marker.
    Marker(MarkerId),
    /// In a note, at these words; empty for the note as a whole.
    Note(NoteId, Span),
    /// Nowhere in the draft: in the claims file, or in what the draft does not show.
    Out,
}

/// A note as the page shows it.
#[derive(Debug, Clone, Default)]
pub struct NoteRow {
    /// The work in a few words, for the line at the marker.
    pub short: String,
    /// The letter and digit that the claims file gives its source.
    pub rating: String,
    /// Its parts: where in the view, and what each is.
    pub parts: Vec<(Span, &'static str)>,
    /// What is surely absent.
    pub absent: Vec<&'static str>,
    /// What a short form or *Ibid.* means.
    pub means: Option<(String, Option<NoteId>)>,
    /// The sources it stands on (numbers in the list of sources).
    pub sources: Vec<usize>,
}

/// A claim, an assumption or an objection.
#[derive(Debug, Clone)]
pub struct ClaimRow {
    pub name: String,
    /// `claim`, `assumption` or `objection`.
    pub is: &'static str,
    /// `fact`, `forecast` …; empty for other entries.
    pub kind: &'static str,
    pub statement: String,
    pub passages: Vec<PassageId>,
    pub evidence: Vec<Rests>,
    pub verdict: &'static str,
    /// What changed since it was checked.
    pub changed: Vec<&'static str>,
    pub who: Option<String>,
    pub when: Option<jiff::civil::Date>,
    pub questions: Vec<String>,
    /// How it fares, and why; `None` where nothing is linked.
    pub fares: Option<(Status, String)>,
    /// Whether a thesis rests on it.
    pub bears: bool,
    /// What would be signed: eight characters; `None` if a part of it cannot be found.
    pub seal: Option<String>,
}

/// What a claim rests on.
#[derive(Debug, Clone)]
pub struct Rests {
    pub name: String,
    pub relation: &'static str,
    pub rating: String,
    pub notes: Vec<(NoteId, String)>,
    pub at: Vec<String>,
    pub quote: String,
    /// Where in the held copy to begin reading: the place, the words, the figures that are not among them.
    pub likely: Option<(String, String, Vec<String>)>,
    pub weak: bool,
}

/// A source as the page shows it.
#[derive(Debug, Clone)]
pub struct SourceRow {
    /// Index into the case's sources.
    pub source: usize,
    pub title: String,
    pub about: String,
    pub url: Option<String>,
    /// The letter that the claims file gives it; empty if none.
    pub grade: String,
    pub why: Vec<String>,
    pub notes: Vec<NoteId>,
    pub passages: Vec<PassageId>,
    pub copy: Option<String>,
    /// What was seen of it outside.
    pub seen: Vec<String>,
    pub quotes: Vec<QuoteRow>,
}

/// Quoted words, and what became of them in the held copy.
#[derive(Debug, Clone)]
pub struct QuoteRow {
    pub outcome: &'static str,
    pub words: String,
    pub at: String,
    /// The passage of the copy, in pieces: words that are the same, and words that differ.
    pub there: Vec<(bool, String)>,
    /// What differs, in words.
    pub differs: Vec<(String, String)>,
    /// Why it was not looked for.
    pub why: String,
    /// The claim that quotes it.
    pub claim: String,
}

/// Where a finding's words are, for the marks of a text or a note.
pub(super) fn words_of(spot: Spot) -> Option<Span> {
    match spot {
        Spot::Text(span) | Spot::Note(_, span) => Some(span),
        Spot::Marker(_) | Spot::Out => None,
    }
}
