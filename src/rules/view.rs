//! What a rule looks at, as types: a view of the case that is there or not. The
//! runner builds each once; a rule whose view is not there does not run, so that
//! no rule asks again. A [`DraftCase`] shows what is known of the draft alone, a
//! [`FileCase`] what is known of the claims file alone, so that the compiler holds
//! what [`super::Rule::needs`] says of them; through the others the whole [`Case`]
//! can be reached.

use std::ops::Deref;

use crate::argument::status::Argued;
use crate::case::Case;
use crate::case::comment::DraftWaivers;
use crate::case::seen::Sighted;
use crate::diagnostic::{Diagnostic, Edit};
use crate::draft::Draft;
use crate::ids::{IdVec, NoteId, PassageId};
use crate::lexicon::{Hit, Lexicons, List};
use crate::notes::{Citation, Form, NoteKind, Notes, Use};
use crate::prose::measure::Quantity;
use crate::prose::names::Mentions;
use crate::rules::Sink;
use crate::span::{Place, Span};
use crate::syntax::tree::{Entry, SourceDecl, SyntaxError};
use crate::text::{FileId, Texts};
use crate::verified::{Record, Seen};

/// Makes a view lead to the case behind it.
macro_rules! leads_to_case {
    ($($view:ident),*) => {
        $(impl<'a> Deref for $view<'_, 'a> {
            type Target = Case<'a>;

            fn deref(&self) -> &Case<'a> {
                self.case
            }
        })*
    };
}

/// Makes a view that has a claims file know places in it.
macro_rules! in_claims {
    ($($view:ident),*) => {
        $(impl $view<'_, '_> {
            /// A place in the claims file.
            pub fn in_claims(&self, span: Span) -> Place {
                Place::new(self.file, span)
            }
        })*
    };
}

in_claims!(FileCase, ClaimsCase, LinkedCase, HeldCase, ArgumentCase);

leads_to_case!(CoveredCase, NoteCase, ClaimsCase, LinkedCase, HeldCase, VerifiedCase, ArgumentCase);

/// The draft of a case, and what is known of it without a claims file.
pub struct DraftCase<'c, 'a> {
    case: &'c Case<'a>,
    /// The draft.
    pub draft: &'a Draft,
}

impl<'c, 'a> DraftCase<'c, 'a> {
    /// The view; `None` without a draft.
    pub fn of(case: &'c Case<'a>) -> Option<Self> {
        Some(Self { case, draft: case.draft? })
    }

    /// Every loaded text.
    pub fn texts(&self) -> &'a Texts {
        self.case.texts
    }

    /// The lists of words in force.
    pub fn lexicons(&self) -> &'a Lexicons {
        &self.case.options.lexicons
    }

    /// Waivers that stand in the draft itself.
    pub fn draft_waivers(&self) -> &'c DraftWaivers {
        &self.case.draft_waivers
    }

    /// As [`Case::in_draft`].
    pub fn in_draft(&self, view: Span) -> Option<Place> {
        self.case.in_draft(view)
    }

    /// As [`Case::in_passage`].
    pub fn in_passage(&self, passage: PassageId, span: Span) -> Option<Place> {
        self.case.in_passage(passage, span)
    }

    /// As [`Case::slice`].
    pub fn slice(&self, place: Place) -> &'a str {
        self.case.slice(place)
    }

    /// As [`Case::with_its_paragraph`].
    pub fn with_its_paragraph(&self, place: Place) -> Place {
        self.case.with_its_paragraph(place)
    }

    /// As [`Case::measured`].
    pub fn measured(&self) -> &'c [(PassageId, Vec<Quantity>)] {
        self.case.measured()
    }

    /// As [`Case::mentions`].
    pub fn mentions(&self) -> &'c Mentions {
        self.case.mentions()
    }

    /// As [`Case::terms_said`].
    pub fn terms_said(&self, list: List) -> Vec<(PassageId, Hit)> {
        self.case.terms_said(list)
    }

    /// As [`Case::set_apart`].
    pub fn set_apart(&self, view: Span) -> bool {
        self.case.set_apart(view)
    }

    /// As [`Case::writes`].
    pub fn writes(&self, name: &str) -> bool {
        self.case.writes(name)
    }

    /// As [`Case::is_english`].
    pub fn is_english(&self, passage: PassageId) -> bool {
        self.case.is_english(passage)
    }

    /// An edit that puts `text` in place of a range of the view, if the file shows
    /// the same words there: behind an entity or an escape it does not.
    pub fn edit(&self, view: Span, text: String) -> Option<Edit> {
        edit(self.case, self.draft, view, text)
    }
}

/// A case with a draft, in the light of a claims file if there is one.
pub struct CoveredCase<'c, 'a> {
    /// All of it.
    pub case: &'c Case<'a>,
    /// The draft.
    pub draft: &'a Draft,
}

impl<'c, 'a> CoveredCase<'c, 'a> {
    /// The view; `None` without a draft.
    pub fn of(case: &'c Case<'a>) -> Option<Self> {
        Some(Self { case, draft: case.draft? })
    }

    /// As [`DraftCase::edit`].
    pub fn edit(&self, view: Span, text: String) -> Option<Edit> {
        edit(self.case, self.draft, view, text)
    }
}

fn edit(case: &Case<'_>, draft: &Draft, view: Span, text: String) -> Option<Edit> {
    let place = case.in_draft(view)?;
    (case.slice(place) == draft.view.slice(view)).then_some(Edit { place, text })
}

/// An entry as written, and where.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    file: FileId,
    /// The entry.
    pub entry: &'a Entry,
}

impl Written<'_> {
    /// A range of its words in their file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }
}

impl<'a> Deref for Written<'a> {
    type Target = Entry;

    fn deref(&self) -> &Entry {
        self.entry
    }
}

/// The claims file of a case, and what is known of it without a draft.
pub struct FileCase<'c, 'a> {
    case: &'c Case<'a>,
    /// The claims file.
    pub file: FileId,
}

impl<'c, 'a> FileCase<'c, 'a> {
    /// The view; `None` without a claims file.
    pub fn of(case: &'c Case<'a>) -> Option<Self> {
        Some(Self { case, file: case.written.first()?.file })
    }

    /// The day of the check, if it is known.
    pub fn today(&self) -> Option<jiff::civil::Date> {
        self.case.options.today
    }

    /// As [`Case::all_errors`].
    pub fn errors(&self) -> impl Iterator<Item = (FileId, &'a SyntaxError)> {
        self.case.all_errors()
    }

    /// As [`Case::slip_at`].
    pub fn slip_at(&self, declaration: Place) -> bool {
        self.case.slip_at(declaration)
    }

    /// Claims, assumptions and objections as written, in file order; those in comments of the draft come last.
    pub fn entries(&self) -> impl Iterator<Item = Written<'a>> {
        self.case.entries.iter().map(|resolved| Written { file: resolved.file, entry: resolved.entry })
    }

    /// The first entry of this name.
    pub fn entry(&self, name: &str) -> Option<Written<'a>> {
        let resolved = &self.case.entries[*self.case.entry_names.get(name)?];
        Some(Written { file: resolved.file, entry: resolved.entry })
    }

    /// Sources as written, in file order.
    pub fn sources(&self) -> impl Iterator<Item = &'a SourceDecl> {
        self.case.sources.iter().map(|source| source.decl)
    }
}

/// A case with a claims file.
pub struct ClaimsCase<'c, 'a> {
    /// All of it.
    pub case: &'c Case<'a>,
    /// The claims file.
    pub file: FileId,
}

impl<'c, 'a> ClaimsCase<'c, 'a> {
    /// The view; `None` without a claims file.
    pub fn of(case: &'c Case<'a>) -> Option<Self> {
        Some(Self { case, file: case.written.first()?.file })
    }
}

/// A case with both: a draft and the claims file that speaks of it.
pub struct LinkedCase<'c, 'a> {
    /// All of it.
    pub case: &'c Case<'a>,
    /// The draft.
    pub draft: &'a Draft,
    /// The claims file.
    pub file: FileId,
}

impl<'c, 'a> LinkedCase<'c, 'a> {
    /// The view; `None` if either is missing.
    pub fn of(case: &'c Case<'a>) -> Option<Self> {
        Some(Self { case, draft: case.draft?, file: case.written.first()?.file })
    }
}

/// A case in which a source names a held copy.
pub struct HeldCase<'c, 'a> {
    /// All of it.
    pub case: &'c Case<'a>,
    /// The claims file.
    pub file: FileId,
}

impl<'c, 'a> HeldCase<'c, 'a> {
    /// The view; `None` if no source names a copy.
    pub fn of(case: &'c Case<'a>) -> Option<Self> {
        let source = case.sources.iter().find(|source| source.decl.held.is_some())?;
        Some(Self { case, file: source.file })
    }
}

/// A draft whose sources were looked up: a record of `verify` lies beside it.
pub struct VerifiedCase<'c, 'a> {
    /// All of it.
    pub case: &'c Case<'a>,
    /// The draft.
    pub draft: &'a Draft,
    /// What was seen.
    pub record: &'c Record,
    /// The record's text.
    pub file: FileId,
}

impl<'c, 'a> VerifiedCase<'c, 'a> {
    /// The view; `None` without a record.
    pub fn of(case: &'c Case<'a>) -> Option<Self> {
        Some(Self { case, draft: case.draft?, record: case.record()?, file: case.texts.record()? })
    }

    /// Every identifier of the notes that was looked up, with what was seen.
    pub fn each(&self) -> impl Iterator<Item = (&'c Sighted, &'c Seen)> + use<'c, 'a> {
        let case = self.case;
        case.sighted().iter().filter_map(|sighted| Some((sighted, case.seen(sighted)?)))
    }

    /// The note of an identifier, as the draft has it.
    pub fn words(&self, view: Span) -> &'a str {
        self.draft.view.slice(view)
    }

    /// Starts a finding at a range of a citation.
    pub fn finding(
        &self,
        sink: &Sink<'_>,
        sighted: &Sighted,
        view: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        let note = sighted.used.note;
        let place = self.case.in_draft(view).unwrap_or(self.draft.notes[note].place);
        sink.finding(place, message).note(note).passage(self.case.passage_of(note))
    }
}

/// A day as messages have it: 24 Nov 2026.
pub fn day(day: jiff::civil::Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// A case with entries (claims, assumptions, objections), each with its status.
pub struct ArgumentCase<'c, 'a> {
    /// All of it.
    pub case: &'c Case<'a>,
    /// The claims file.
    pub file: FileId,
    /// The graph of reasons and what stands in it.
    pub argued: &'c Argued,
}

impl<'c, 'a> ArgumentCase<'c, 'a> {
    /// The view; `None` without entries.
    pub fn of(case: &'c Case<'a>) -> Option<Self> {
        let entry = case.entries.first()?;
        Some(Self { case, file: entry.file, argued: case.argued() })
    }
}

/// What the rules about notes look at: a draft with its notes as read.
pub struct NoteCase<'c, 'a> {
    /// All of it.
    pub case: &'c Case<'a>,
    /// The draft.
    pub draft: &'a Draft,
    /// Its notes, as read.
    pub notes: &'c Notes,
    /// For each note the passage that first points to it.
    pub passages: IdVec<NoteId, Option<PassageId>>,
}

impl<'c, 'a> NoteCase<'c, 'a> {
    /// The view; `None` if the draft has no notes.
    pub fn of(case: &'c Case<'a>) -> Option<Self> {
        let draft = case.draft.filter(|draft| !draft.notes.is_empty())?;
        let mut passages = draft.notes.map_each(|_| None);
        for marker in draft.markers.iter().rev() {
            if let (Some(note), Some(passage)) = (marker.note, marker.passage) {
                passages[note] = Some(passage);
            }
        }
        (case.notes.notes.len() == draft.notes.len()).then_some(Self {
            case,
            draft,
            notes: &case.notes,
            passages,
        })
    }

    /// The words of a range of the view.
    pub fn words(&self, view: Span) -> &'a str {
        self.draft.view.slice(view)
    }

    /// Citations in full whose fields may be missed: not law, not among
    /// comments that may hold what the citation lacks.
    pub fn in_full(&self) -> impl Iterator<Item = (Use, &'c Citation)> + use<'c> {
        let notes = self.notes;
        notes.citations().filter(|(at, citation)| {
            let note = &notes.notes[at.note];
            matches!(note.kind, NoteKind::Full | NoteKind::Several)
                && note.comments.is_empty()
                && citation.form == Form::Full
                && !citation.work.is_law()
        })
    }

    /// Whether every word of a citation belongs to a field that was found, so
    /// that what was not found is surely not there. A second look at what the
    /// parser says: a word left over may be the very thing.
    pub fn read_whole(&self, citation: &Citation) -> bool {
        let mut spans = citation.spans();
        spans.sort_unstable();
        let mut at = citation.span.start;
        let end = Span { start: citation.span.end, end: citation.span.end };
        for span in spans.into_iter().chain([end]) {
            let gap = Span { start: at, end: span.start.max(at) };
            let mut words = self.words(gap).split(|c: char| !c.is_alphabetic());
            let left = |word: &str| word.chars().count() > 2 && !is_joint(&word.to_lowercase());
            // One ideograph may be a word.
            if words.any(|word| left(word) || word.chars().any(|c| c >= '\u{2e80}')) {
                return false;
            }
            at = at.max(span.end);
        }
        true
    }

    /// Starts a finding about a note at a range of the view.
    pub fn finding(
        &self,
        sink: &Sink<'_>,
        note: NoteId,
        view: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        let place = self.case.in_draft(view).unwrap_or(self.draft.notes[note].place);
        sink.finding(place, message).note(note).passage(self.passages[note])
    }

    /// For each note whether its words or a link in it lead to an address of any
    /// kind. Looked up once for all: a note may hold thousands of citations.
    pub fn with_address(&self) -> IdVec<NoteId, bool> {
        let leads = |note: &crate::draft::Note| {
            let words = self.words(note.view);
            let first = self.draft.links.partition_point(|link| link.view.end <= note.view.start);
            let linked = self.draft.links.get(first).is_some_and(|link| link.view.start < note.view.end);
            linked || ["://", "www.", "WWW.", "doi:", "DOI"].iter().any(|sign| words.contains(sign))
        };
        self.draft.notes.iter().map(leads).collect()
    }

    /// How a note is named in messages: "note 4", "entry @smith".
    pub fn name(&self, note: NoteId) -> String {
        let id = &self.draft.notes[note].id;
        if self.draft.linked.contains(&note) {
            return format!("link {id}");
        }
        if id.starts_with('@') { format!("entry {id}") } else { format!("note {id}") }
    }
}

/// Words that join the fields of a citation and are none themselves.
fn is_joint(word: &str) -> bool {
    include_str!("data/joints.txt").lines().any(|joint| joint == word)
}
