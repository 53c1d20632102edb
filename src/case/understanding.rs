//! What was understood of a draft, which is said before anything else, and whether
//! it is enough to say the rest.
//!
//! Everything that claimlint says of support rests on the join of markers and notes.
//! Where that is poor, the rules that rest on it would guess, and a percentage would
//! be a guess too: both are held back, and one finding says why.

use super::Case;
use crate::draft::{Draft, Marker, Note};
use crate::ids::{MarkerId, NoteId, PassageId};
use crate::prose::language::Language;

/// So many markers, notes or assertions are "many": fewer are told one by one.
const MANY: usize = 5;
/// A draft that asserts so much, and has nothing that could be cited, is told once.
const ASSERTS_MUCH: usize = 8;

/// How pointers and what they point to fit together: markers and notes, or citations
/// and the entries of a bibliography.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Join {
    /// Markers in the text (those inside notes are not counted), or citations.
    pub markers: usize,
    /// Those that point to the note of their own number, or to an entry.
    pub joined: usize,
    /// Notes, or entries.
    pub notes: usize,
    /// Notes that no marker points to and that need one; entries that are not cited.
    pub unused: usize,
}

/// Whether a reader could follow the draft's references.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Health {
    /// Markers and notes are joined, or there are too few to tell.
    #[default]
    Sound,
    /// Many of them stand apart.
    Apart {
        /// Markers without a note, in the order of the text.
        markers: Vec<MarkerId>,
        /// Notes without a marker, in the order of the text.
        notes: Vec<NoteId>,
    },
    /// Much is asserted (these passages), and there is nothing that could be cited.
    NothingCited(Vec<PassageId>),
}

/// Why coverage is not known, or a rule was held back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknown {
    /// Markers and notes stand apart.
    NotJoined,
    /// There are no notes or citations, though much is asserted.
    NothingCited,
    /// The draft is in this language, which the rules on prose do not read.
    Language(String),
    /// This part of the draft, or this bibliography, could not be read.
    Unread(String),
    /// Nothing in the draft needs a source, as far as was read: there is no share to tell.
    NothingToCover,
}

impl Unknown {
    /// Why, so that it reads well after "not known: " and "held back: ".
    pub fn words(&self) -> String {
        match self {
            Self::NotJoined => "markers and notes do not match".to_owned(),
            Self::NothingCited => "no notes or citations were found".to_owned(),
            Self::Language(name) => format!("the prose rules cannot read {name}"),
            Self::Unread(what) => what.clone(),
            Self::NothingToCover => "no sentence was found that needs a source".to_owned(),
        }
    }

    /// A word for it, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotJoined => "not-joined",
            Self::NothingCited => "nothing-cited",
            Self::Language(_) => "language",
            Self::Unread(_) => "unread",
            Self::NothingToCover => "nothing-to-cover",
        }
    }
}

/// What was understood of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understanding {
    /// The reader that read it: `text`, `markdown`.
    pub format: &'static str,
    /// The language it is in, and how that was told.
    pub language: Language,
    /// Sentences and list items of running text.
    pub sentences: usize,
    /// Sentences in another language than the draft's.
    pub foreign: usize,
    /// Markers and foot- or endnotes.
    pub notes: Join,
    /// Keys and the entries of bibliographies.
    pub entries: Join,
    /// Citations in the text that a reference manager or Word keeps as fields.
    pub fields: usize,
    /// Links to outside addresses.
    pub links: usize,
    /// Parts that could not be read, each in a few words.
    pub unread: Vec<String>,
    /// Whether the join is sound.
    pub health: Health,
    /// Whether too few markers and notes stand apart to hold rules back, but most of
    /// those that there are: a share of covered assertions would be one of our reading.
    pub few_apart: bool,
}

impl Understanding {
    /// Why coverage is not known; empty if it is.
    pub fn unknown(&self) -> Vec<Unknown> {
        let mut found: Vec<Unknown> = self.gate().into_iter().collect();
        if self.few_apart && found.is_empty() {
            found.push(Unknown::NotJoined);
        }
        if !self.language.is_english() {
            found.push(Unknown::Language(self.language.name.clone()));
        }
        found.extend(self.unread.iter().cloned().map(Unknown::Unread));
        found
    }

    /// Why the rules that rest on the join are held back, if they are.
    pub fn gate(&self) -> Option<Unknown> {
        match self.health {
            Health::Sound => None,
            Health::Apart { .. } => Some(Unknown::NotJoined),
            Health::NothingCited(_) => Some(Unknown::NothingCited),
        }
    }
}

fn is_key(id: &str) -> bool {
    id.starts_with('@')
}

fn join<'d>(
    markers: impl Iterator<Item = &'d Marker>,
    notes: impl Iterator<Item = (bool, &'d Note)>,
) -> Join {
    let mut join = Join::default();
    for marker in markers {
        join.markers += 1;
        join.joined += usize::from(marker.note.is_some());
    }
    for (needs_marker, note) in notes {
        join.notes += 1;
        join.unused += usize::from(needs_marker && note.uses == 0);
    }
    join
}

impl Case<'_> {
    /// What was understood of the draft; `None` without one.
    pub fn understanding(&self) -> Option<&Understanding> {
        self.understood.get_or_init(|| Some(self.understand(self.draft?))).as_ref()
    }

    fn understand(&self, draft: &Draft) -> Understanding {
        // Links are counted as such: each points to its page by its nature.
        let linked = |at: &NoteId| draft.linked.contains(at);
        let in_text = || {
            let other = |marker: &&Marker| !marker.note.as_ref().is_some_and(linked);
            draft.markers.iter().filter(|marker| marker.in_note.is_none()).filter(other)
        };
        let entry = |at: NoteId, note: &Note| is_key(&note.id) || draft.entries.contains_key(&at);
        let notes = join(
            in_text().filter(|marker| !is_key(&marker.id)),
            draft
                .notes
                .each()
                .filter(|(at, note)| !entry(*at, note) && !linked(at))
                .map(|(_, note)| (!note.unnumbered, note)),
        );
        let entries = join(
            in_text().filter(|marker| is_key(&marker.id)),
            draft
                .notes
                .each()
                .filter(|(at, note)| entry(*at, note) && !linked(at))
                .map(|(_, note)| (true, note)),
        );
        let health = self.health(draft, notes, entries);
        Understanding {
            few_apart: health == Health::Sound && self.few_apart(notes, entries),
            format: draft.format,
            language: self.language.clone(),
            sentences: draft.passages.iter().filter(|passage| passage.kind.is_body()).count(),
            foreign: self.foreign.iter().filter(|&&at| draft.passages[at].kind.is_body()).count(),
            notes,
            entries,
            fields: draft.field_citations.iter().filter(|cited| cited.in_note.is_none()).count(),
            links: draft.links.iter().filter(|link| link.is_outside()).count(),
            unread: self.unread_parts(draft, entries),
            health,
        }
    }

    /// Whether the join is sound. It is not where five markers or more point to no note
    /// and fewer than four in five are joined, or where five notes or more have no
    /// marker and fewer than half have one: then the markers were not read.
    fn health(&self, draft: &Draft, notes: Join, entries: Join) -> Health {
        let (said, joined) = (notes.markers + entries.markers, notes.joined + entries.joined);
        let lost_markers = said - joined >= MANY && joined * 5 < said * 4;
        let body = draft.passages.iter().any(|passage| passage.kind.is_body());
        let lost_notes = body && notes.unused >= MANY && notes.unused * 2 > notes.notes;
        if lost_markers || lost_notes {
            let lost = |(_, marker): &(MarkerId, &Marker)| marker.in_note.is_none() && marker.note.is_none();
            let idle = |(at, note): &(NoteId, &Note)| {
                note.uses == 0 && !note.unnumbered && !is_key(&note.id) && !draft.entries.contains_key(at)
            };
            return Health::Apart {
                markers: draft.markers.each().filter(lost).map(|(at, _)| at).collect(),
                notes: draft.notes.each().filter(idle).map(|(at, _)| at).collect(),
            };
        }
        let citable = !draft.markers.is_empty()
            || !draft.notes.is_empty()
            || !draft.field_citations.is_empty()
            || draft.links.iter().any(crate::draft::Link::is_outside);
        if citable || !self.written.is_empty() {
            return Health::Sound;
        }
        let strong = self.assertions.iter().filter(|(_, assertion)| assertion.strong());
        let bare: Vec<PassageId> =
            strong.map(|(passage, _)| *passage).filter(|&passage| self.is_uncited(passage)).collect();
        if bare.len() >= ASSERTS_MUCH { Health::NothingCited(bare) } else { Health::Sound }
    }

    /// Whether fewer than half of the markers point to a note, however few they are, or
    /// the draft has notes and no marker at all. Each is told by its own rule. Where a
    /// claims file is there, it may say what the sentences rest on.
    fn few_apart(&self, notes: Join, entries: Join) -> bool {
        let (said, joined) = (notes.markers + entries.markers, notes.joined + entries.joined);
        joined * 2 < said || self.written.is_empty() && said == 0 && notes.unused > 0
    }

    /// What the draft is made of and could not be read.
    fn unread_parts(&self, draft: &Draft, entries: Join) -> Vec<String> {
        let mut found: Vec<String> = self.texts.unread().to_vec();
        found.extend(draft.unread_parts.iter().cloned());
        if entries.markers > 0 && entries.notes == 0 && found.is_empty() {
            // A bibliography that was read and holds nothing says as little as none.
            found.push(match draft.bibliographies.first() {
                Some((_, name)) => format!("no entry of the bibliography `{name}` could be read"),
                None if draft.author_date.is_some() => "no reference list was found".to_owned(),
                None => "no bibliography with the keys of the text was found".to_owned(),
            });
        }
        found
    }
}
