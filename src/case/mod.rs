//! Draft, notes and claims file tied together: what every rule looks at.
//!
//! [`Case::resolve`] finds each anchor in the draft, each source's note, each
//! name's entry and each passage's assertions and cover. What could not be
//! resolved stays a hole, which exactly one rule reports and all others pass
//! over in silence.

mod account;
pub mod argued;
pub mod bearing;
mod carry;
pub mod certainty;
pub mod comment;
mod cover;
pub mod coverage;
pub mod describe;
mod drawn;
mod drift;
mod elsewhere;
pub mod held;
pub mod losses;
pub mod names;
mod near;
pub mod pin;
pub mod printed;
pub mod questions;
mod reading;
pub mod relink;
mod renumber;
mod resolve;
pub mod review;
pub mod seal;
pub mod seal_earlier;
pub mod seen;
pub mod soundness;
pub mod standing;
mod told;
pub mod uncited;
pub mod understanding;
pub mod weight;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use crate::argument::status::Argued;
use crate::diagnostic::Diagnostic;
use crate::draft::{Draft, PassageKind};
use crate::ids::{IdVec, MarkerId, NoteId, PassageId, SourceId};
use crate::lexicon::Scan;
use crate::notes::Notes;
use crate::options::Options;
use crate::prose::Assertion;
use crate::prose::language::Language;
use crate::prose::measure::{Quantity, quantities};
use crate::prose::names::Mentions;
use crate::span::{Place, Span};
use crate::syntax::Claims;
use crate::syntax::tree::{
    Accept, Cite, ClaimKind, Entry, EntryKind, Item, NoteRef, Reach, Relation, SourceDecl, SyntaxError, Tree,
};
use crate::text::{FileId, Texts};
use crate::verified::Record;
pub use coverage::{Around, Counts, Cover, Coverage, SectionCoverage};
pub use renumber::Renumbered;
pub use understanding::{Health, Join, Understanding, Unknown};

/// How the search for an anchor ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchoring {
    /// Found once; the range of the view.
    Found(Span),
    /// These words (of the claims file) are nowhere in the draft.
    Lost(Span),
    /// These words stand in several places (ranges of the view).
    Ambiguous(Span, Vec<Span>),
    /// There is no draft to look in, or the anchor is a hole.
    NotSought,
}

/// A citation of an entry, resolved.
#[derive(Debug, Clone)]
pub struct Evidence<'a> {
    /// The file that it stands in: of what a marker says, the draft's.
    pub file: FileId,
    /// As written, or as a marker of the entry's own sentence says it, where no `cites` is written.
    pub cite: Cow<'a, Cite>,
    /// Whether it is a marker of the sentence, and not written in the entry.
    pub by_marker: bool,
    /// The source line that it names, if there is one.
    pub source: Option<SourceId>,
    /// Notes of the draft that it stands on.
    pub notes: Vec<NoteId>,
    /// Whether its target is known at all (reported elsewhere if not).
    pub known: bool,
}

impl Evidence<'_> {
    /// A range of its words in the claims file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }

    /// Whether it can carry a claim: `states` or `supports`.
    pub fn supports(&self) -> bool {
        match &self.cite.relation {
            None => true,
            Some(relation) => matches!(relation.value, None | Some(Relation::States | Relation::Supports)),
        }
    }
}

/// An entry of the claims file or of a comment in the draft, resolved.
#[derive(Debug, Clone)]
pub struct Resolved<'a> {
    /// The file that it stands in.
    pub file: FileId,
    /// As written.
    pub entry: &'a Entry,
    /// Whether it stands in a comment of the draft.
    pub inline: bool,
    /// What it states: its own words, or those of its sentences.
    pub statement: Cow<'a, str>,
    /// One for each `at`; of a comment without any, the sentence it stands behind.
    pub anchors: Vec<Anchoring>,
    /// Passages that its anchors touch, ascending, none twice.
    pub passages: Vec<PassageId>,
    /// One for each `cites`; then, or where none is written, one for each note that its sentences' markers lead to.
    pub evidence: Vec<Evidence<'a>>,
}

impl Resolved<'_> {
    /// A range of its words in the claims file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }

    /// Its kind; `None` if it was written but could not be read.
    pub fn kind(&self) -> Option<ClaimKind> {
        match &self.entry.kind {
            None => Some(ClaimKind::Fact),
            Some(word) => word.value,
        }
    }

    /// Whether its statement or its evidence is left out and taken from its sentence.
    pub fn leans_on_sentence(&self) -> bool {
        self.entry.statement.is_none() || self.evidence.iter().any(|evidence| evidence.by_marker)
    }

    /// Whether it is a claim (not an assumption, not an objection).
    pub fn is_claim(&self) -> bool {
        self.entry.entry == EntryKind::Claim
    }
}

/// How the search for a source's note ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteSearch {
    /// The fragment stands in these notes, among them one that is listed.
    Right(Vec<NoteId>),
    /// It stands in one note, which is not listed.
    Moved(NoteId),
    /// It stands in several notes, none of them listed.
    Ambiguous(Vec<NoteId>),
    /// It stands in no note.
    Lost,
    /// Nothing to look for or to look in.
    NotSought,
}

/// A source line, resolved.
#[derive(Debug, Clone)]
pub struct Source<'a> {
    /// The claims file that it stands in.
    pub file: FileId,
    /// As written.
    pub decl: &'a SourceDecl,
    /// Its note.
    pub search: NoteSearch,
    /// Notes of the draft that cite it: those listed and defined.
    pub notes: Vec<NoteId>,
    /// How many entries cite it.
    pub uses: usize,
}

impl Source<'_> {
    /// A range of its words in the claims file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }

    /// Whether it is evidence that no note of the draft prints: its line names none.
    pub fn is_unpublished(&self) -> bool {
        self.decl.notes.is_empty()
    }

    /// Whether its words are not in the draft's notes, or in too many of them (reported by itself).
    pub fn is_lost(&self) -> bool {
        matches!(self.search, NoteSearch::Lost | NoteSearch::Ambiguous(_))
    }
}

/// A waiver, resolved.
#[derive(Debug, Clone)]
pub struct Waiver<'a> {
    /// The claims file that it stands in.
    pub file: FileId,
    /// As written.
    pub accept: &'a Accept,
    /// Its anchor, if it has one.
    pub anchoring: Anchoring,
    /// Passages that it covers.
    pub passages: Vec<PassageId>,
    /// Whether it silences: known rule, complete, in date.
    pub valid: bool,
}

impl Waiver<'_> {
    /// A range of its words in the claims file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }
}

/// One draft with its notes and claims, resolved.
pub struct Case<'a> {
    /// Every loaded text.
    pub texts: &'a Texts,
    /// How it is to be judged.
    pub options: &'a Options,
    /// The draft.
    pub draft: Option<&'a Draft>,
    /// The claims file.
    pub claims: Option<&'a Claims>,
    /// The claims file and what comments of the draft add to it, file by file.
    pub written: Vec<&'a Claims>,
    /// Claims, assumptions and objections, in file order.
    pub entries: Vec<Resolved<'a>>,
    /// Sources, in file order.
    pub sources: IdVec<SourceId, Source<'a>>,
    /// Waivers, in file order.
    pub waivers: Vec<Waiver<'a>>,
    /// Waivers that stand in the draft itself.
    pub draft_waivers: comment::DraftWaivers,
    /// First entry of each name.
    pub entry_names: HashMap<&'a str, usize>,
    /// First source of each name.
    pub source_names: HashMap<&'a str, SourceId>,
    /// The notes, read into citations and sources; empty without a draft.
    pub notes: Notes,
    /// Entries of bibliographies that nobody cites here; they are not read.
    pub idle: BTreeSet<NoteId>,
    /// The argument with its statuses, once it was asked for.
    argued: std::sync::OnceLock<Argued>,
    /// Where each source is relied on, once it was asked for.
    standing: std::sync::OnceLock<standing::Standing>,
    /// For each source of `notes`, the row of the list that its outlet belongs
    /// to, once it was asked for.
    outlet_rows: std::sync::OnceLock<Vec<Option<(&'a crate::notes::outlets::Outlet, Span)>>>,
    /// Names in the draft, once they were asked for.
    mentions: std::sync::OnceLock<Mentions>,
    /// Quotations and held copies compared, once they were asked for.
    held: std::sync::OnceLock<held::Held<'a>>,
    /// What was seen outside, once it was asked for.
    record: std::sync::OnceLock<Option<Record>>,
    /// What of the notes can be looked up, once it was asked for.
    sighted: std::sync::OnceLock<Vec<seen::Sighted>>,
    /// The quantities of each passage, once they were asked for.
    measured: std::sync::OnceLock<Vec<(PassageId, Vec<Quantity>)>>,
    /// The language of the draft; English without one.
    pub language: Language,
    /// Passages in another language than the draft's, ascending.
    foreign: Vec<PassageId>,
    /// The words of all lists in the view, once they were asked for.
    terms: std::sync::OnceLock<Scan>,
    /// What each passage of running text is by its words alone; `None` for those that are not read.
    read: IdVec<PassageId, Option<crate::prose::Reading>>,
    /// Passages that assert something an editor would expect a source for, ascending.
    pub assertions: Vec<(PassageId, Assertion)>,
    /// Who writes, and what is the writer's own account.
    account: account::Account,
    /// Passages that another passage's source covers, once it was asked for.
    covered_elsewhere: std::sync::OnceLock<HashMap<PassageId, Cover>>,
    /// Parts in which nearly nothing is cited, once it was asked for.
    bare_parts: std::sync::OnceLock<Vec<uncited::Bare>>,
    /// What was understood of the draft, once it was asked for.
    understood: std::sync::OnceLock<Option<understanding::Understanding>>,
    /// For each passage, the markers in it and around it.
    pub marked: IdVec<PassageId, Around<MarkerId>>,
    /// For each passage, the links to outside addresses likewise.
    pub linked: IdVec<PassageId, Around<usize>>,
    /// How far a marker covers.
    pub reach: Reach,
    /// For each passage, entries anchored in it.
    pub anchored: HashMap<PassageId, Vec<usize>>,
}

impl<'a> Case<'a> {
    /// The claims file's tree, if there is one.
    pub fn tree(&self) -> Option<&'a Tree> {
        self.claims.map(|claims| &claims.tree)
    }

    /// The claims file's syntax errors.
    pub fn errors(&self) -> &'a [SyntaxError] {
        self.claims.map_or(&[], |claims| &claims.errors)
    }

    /// All declarations, those in comments of the draft too, each with its file.
    pub fn items(&self) -> impl Iterator<Item = (FileId, &'a Item)> + use<'a, '_> {
        self.written.iter().flat_map(|claims| claims.tree.items.iter().map(|item| (claims.file, item)))
    }

    /// What could not be read, in comments of the draft too, each with its file.
    pub fn all_errors(&self) -> impl Iterator<Item = (FileId, &'a SyntaxError)> + use<'a, '_> {
        self.written.iter().flat_map(|claims| claims.errors.iter().map(|error| (claims.file, error)))
    }

    /// A range of the view as a place in the draft's own files.
    pub fn in_draft(&self, view: Span) -> Option<Place> {
        self.draft.and_then(|draft| draft.view.place(view))
    }

    /// Whether figures, dated events and quotations in the draft's sentences are read: those of English, and of the languages of
    /// [`prose::foreign`](crate::prose::foreign).
    pub fn reads_figures(&self) -> bool {
        self.language.is_english() || crate::prose::foreign::counted_language(&self.language).is_some()
    }

    /// Whether rules that read English may read this passage.
    pub fn is_english(&self, passage: PassageId) -> bool {
        self.language.is_english() && self.foreign.binary_search(&passage).is_err()
    }

    /// Every word of the lists in force in the view, its notes included: one pass, once for all rules. Ask for a
    /// passage's with `terms().within(passage.view)`, for one list's with `terms().of(list, span)`.
    pub fn terms(&self) -> &Scan {
        self.terms.get_or_init(|| {
            self.draft.map(|draft| self.options.lexicons.scan(draft.view.text())).unwrap_or_default()
        })
    }

    /// The quantities of every sentence, item, table cell and caption that has
    /// one, ascending; spans relative to the passage's words. Quotations have none
    /// of the author's own.
    pub fn measured(&self) -> &[(PassageId, Vec<Quantity>)] {
        self.measured.get_or_init(|| {
            let Some(draft) = self.draft else { return Vec::new() };
            let counts = |kind: PassageKind| {
                kind.is_body() || matches!(kind, PassageKind::TableCell | PassageKind::Caption)
            };
            draft
                .passages
                .ids()
                .filter(|&at| counts(draft.passages[at].kind) && self.is_english(at))
                .filter_map(|at| {
                    let words = draft.words(at);
                    let digit = words.bytes().any(|byte| byte.is_ascii_digit());
                    let all = if digit { quantities(words) } else { Vec::new() };
                    (!all.is_empty()).then_some((at, all))
                })
                .collect()
        })
    }

    /// Whether the text is still being written, as far as the profile says.
    pub fn is_drafting(&self) -> bool {
        self.options.profile == crate::options::Profile::Draft
    }

    /// Whether who writes the draft is called so, by its title block or the configuration.
    pub fn writes(&self, name: &str) -> bool {
        self.account.writes(name)
    }

    /// A range of a passage's words as a place in the draft's own files.
    pub fn in_passage(&self, passage: PassageId, span: Span) -> Option<Place> {
        self.in_draft(self.draft?.passages.get(passage)?.view.lift(span))
    }

    /// Whether a part of a declaration could not be read (reported): what seems
    /// to be missing in it may only be misspelt.
    pub fn slip_in(&self, declaration: Span) -> bool {
        self.claims.is_some_and(|claims| self.slip_at(Place::new(claims.file, declaration)))
    }

    /// The same of a declaration in any file.
    pub fn slip_at(&self, declaration: Place) -> bool {
        let here = self.written.iter().find(|claims| claims.file == declaration.file);
        let errors = here.map_or(&[][..], |claims| claims.errors.as_slice());
        let declaration = declaration.span;
        let first = errors.partition_point(|error| error.span.start < declaration.start);
        errors[first..]
            .iter()
            .take_while(|error| error.span.start <= declaration.end)
            .any(|error| !error.mild)
    }

    /// Where an entry's first anchor stands in the draft, if it was found.
    pub fn anchor_place(&self, resolved: &Resolved<'_>) -> Option<Place> {
        resolved.anchors.iter().find_map(|anchor| match anchor {
            Anchoring::Found(span) => self.in_draft(*span),
            _ => None,
        })
    }

    /// The words of a place.
    pub fn slice(&self, place: Place) -> &'a str {
        self.texts.get(place.file).slice(place.span)
    }

    /// A comment with what would be left of its line: the whole line if nothing
    /// else stands on it, else the comment with the blanks before it.
    pub fn with_its_line(&self, place: Place) -> Place {
        let content = self.texts.get(place.file).content.as_str();
        let (start, end) = (place.span.start as usize, place.span.end as usize);
        let (Some(before), Some(after)) = (content.get(..start), content.get(end..)) else { return place };
        let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
        let rest = after.len() - after.trim_start_matches([' ', '\t']).len();
        let line_end = match &after.as_bytes()[rest..] {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            _ => 0,
        };
        let alone = before[..before.len() - blanks].ends_with(['\n', '\r']) || before.len() == blanks;
        let span = match alone && (line_end > 0 || rest == after.len()) {
            true => Span::new(start - blanks, end + rest + line_end),
            false => Span::new(start - blanks, end),
        };
        Place::new(place.file, span)
    }

    /// As [`Self::with_its_line`], with the blank lines behind it: what is left is no gap.
    pub fn with_its_paragraph(&self, place: Place) -> Place {
        let place = self.with_its_line(place);
        let end = place.span.end as usize;
        let after = self.texts.get(place.file).content.get(end..).unwrap_or("");
        let blank = &after[..after.len() - after.trim_start().len()];
        let lines = blank.rfind('\n').map_or(0, |at| at + 1);
        Place::new(place.file, Span::new(place.span.start as usize, end + lines))
    }

    /// The first source line whose notes hold this one.
    pub fn source_of(&self, note: NoteId) -> Option<SourceId> {
        self.sources.ids().find(|&source| self.sources[source].notes.contains(&note))
    }

    /// The note of the draft that a reference of the claims file means.
    pub fn note_meant(&self, reference: &NoteRef) -> Option<NoteId> {
        self.draft.and_then(|draft| resolve::note_meant(draft, reference))
    }

    /// Every name that may be cited, claimed or objected to.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.entry_names.keys().chain(self.source_names.keys()).copied()
    }

    /// The waiver that silences a finding, if one does.
    pub fn waiver_for(&self, diagnostic: &Diagnostic) -> Option<usize> {
        use crate::syntax::tree::AcceptTarget;
        self.waivers.iter().position(|waiver| {
            waiver.valid
                && waiver.accept.rule.value == diagnostic.code
                && match &waiver.accept.target {
                    Some(AcceptTarget::Entry(name)) => {
                        diagnostic.entry.as_deref() == Some(name.value.as_str())
                            || self.entry_names.get(name.value.as_str()).is_some_and(|&entry| {
                                diagnostic.passage.is_some_and(|p| self.entries[entry].passages.contains(&p))
                            })
                    }
                    Some(AcceptTarget::Anchor(_)) => {
                        diagnostic.passage.is_some_and(|passage| waiver.passages.contains(&passage))
                    }
                    Some(AcceptTarget::Note(note)) => self.draft.is_some_and(|draft| {
                        resolve::note_meant(draft, note).is_some_and(|index| {
                            diagnostic.labels.iter().any(|label| {
                                let place = draft.notes[index].place;
                                place.file == label.place.file && place.span.holds(label.place.span)
                            })
                        })
                    }),
                    None => false,
                }
        })
    }
}
