//! The machinery every reader shares: blocks to passages, markers to passages,
//! headings to sections, notes to the view.
//!
//! A reader walks its file once, in order, and says what it sees:
//!
//! ```text
//! open(kind) (text | text_as | raw | marker)* close()        a block
//! open_heading(level) … close()                             a heading, and its section
//! open_note(id, label) (open? text* marker*)* close_note()  a note
//! ```
//!
//! A worked example: a format in which each line is a paragraph, `{1}` a marker
//! and a line that begins with `{1}:` a note. In a file of its own it is a
//! reader; its `READER` goes into `draft::READERS`, and nothing else is to do.
//!
//! ```
//! use claimlint::inside::draft::build::DraftBuilder;
//! use claimlint::inside::draft::{Draft, PassageKind, Reader};
//! use claimlint::inside::span::Span;
//! use claimlint::inside::text::{FileId, Text, Texts};
//!
//! const READER: Reader = Reader::text("braces", &["braces"], read);
//!
//! fn read(file: FileId, text: &Text) -> Draft {
//!     let source = text.content.as_str();
//!     let mut out = DraftBuilder::new(file, source, READER.name);
//!     let mut start = 0;
//!     for line in source.split_inclusive('\n') {
//!         let end = start + line.trim_end().len();
//!         let mut at = start;
//!         // A note opens with its label; the rest of the line is its text.
//!         match line.strip_prefix('{').and_then(|rest| rest.split_once("}:")) {
//!             Some((id, _)) => {
//!                 at = start + id.len() + 3;
//!                 out.open_note(id, Span::new(start, at), false);
//!             }
//!             None => out.open(PassageKind::Sentence),
//!         }
//!         // Words and markers in turn, each with the bytes it stands on.
//!         while let Some(open) = source[at..end].find('{') {
//!             let Some(close) = source[at + open..end].find('}') else { break };
//!             out.text(Span::new(at, at + open));
//!             let place = Span::new(at + open, at + open + close + 1);
//!             out.marker(&source[at + open + 1..at + open + close], place);
//!             at = place.end as usize;
//!         }
//!         out.text(Span::new(at, end));
//!         out.close_note();
//!         out.close();
//!         start += line.len();
//!     }
//!     out.finish()
//! }
//!
//! let text = Text::new("a.braces", "Exports grew.{1} Imports fell.\n{1}: Customs Office, 2014.\n");
//! let (texts, file) = Texts::of(text);
//! let draft = (READER.read)(file, texts.get(file));
//! assert_eq!(draft.passages.len(), 2);
//! let (first, _) = draft.passages.each().next().expect("a passage");
//! assert_eq!(draft.words(first), "Exports grew.");
//! let (_, marker) = draft.markers.each().next().expect("a marker");
//! let note = marker.note.expect("it points to a note");
//! assert_eq!(draft.note_words(note), "Customs Office, 2014.");
//! ```
//!
//! The builder splits blocks into sentences, ties each marker to the sentence
//! it follows and keeps every index of the [`Draft`] right. Nothing it is told
//! can make it panic; closing what is not open does nothing.

use crate::draft::{
    BibEntry, Cited, Comment, Draft, Link, Marker, Note, Passage, PassageKind, Remark, Says, Section, Unread,
    ViewBuilder,
};
use crate::ids::{IdVec, Ids, MarkerId, NoteId};
use crate::prose::sentences;
use crate::span::{Place, Span};
use crate::text::FileId;
use crate::text::rendition::FieldCitation;

/// A block that is being read.
#[derive(Debug, Clone, Copy)]
struct Block {
    kind: PassageKind,
    /// The heading's level, if it is one.
    level: Option<u8>,
    /// The first marker that may stand in it.
    marker: MarkerId,
}

/// A note that is being read.
#[derive(Debug, Clone, Copy)]
struct OpenNote {
    id: NoteId,
    /// Where its text begins in the view, once it has any.
    start: Option<u32>,
}

/// Builds a [`Draft`] from what a reader sees, in the order of the file.
#[derive(Debug)]
pub struct DraftBuilder<'a> {
    source: &'a str,
    file: FileId,
    view: ViewBuilder,
    draft: Draft,
    /// For each marker the bytes of the whole group it stands in: `[3, 4]`.
    groups: IdVec<MarkerId, Span>,
    block: Option<Block>,
    note: Option<OpenNote>,
    paragraph: u32,
    scope: u32,
    /// How many elements in italics are open, and where the outermost began.
    italic: (usize, u32),
    /// The link that is open: its first byte, its target, where its words begin.
    link: Option<(u32, String, u32)>,
    /// Where a copy of the open link's page is kept.
    archived: Option<String>,
    /// Kept between blocks so that none allocates.
    spans: Vec<Span>,
}

impl<'a> DraftBuilder<'a> {
    /// Nothing read yet of this file. `format` is the reader's name.
    pub fn new(file: FileId, source: &'a str, format: &'static str) -> Self {
        let nothing = Place::new(file, Span::at(0));
        let before = Section { title: nothing, view: Span::at(0), level: 0, passages: Ids::none() };
        Self {
            source,
            file,
            view: ViewBuilder::new(file),
            draft: Draft { format, sections: vec![before], ..Draft::default() },
            groups: IdVec::new(),
            block: None,
            note: None,
            paragraph: 0,
            scope: 0,
            italic: (0, 0),
            link: None,
            archived: None,
            spans: Vec::new(),
        }
    }

    /// Reads on in another file that stands in this one, or back in this one,
    /// at this byte. What is open stays open.
    pub fn turn_to(&mut self, file: FileId, source: &'a str, at: u32) {
        (self.file, self.source) = (file, source);
        self.view.turn_to(file, at);
    }

    /// Begins a block; ends the one before it. Inside a note it begins a new
    /// paragraph of that note, whatever the kind.
    pub fn open(&mut self, kind: PassageKind) {
        self.open_block(kind, None);
    }

    /// Begins a heading, and with it a section. Level 1 is the highest.
    pub fn open_heading(&mut self, level: u8) {
        self.open_block(PassageKind::Heading, Some(level.max(1)));
    }

    /// Whether a block or a note is open, so that text has a place to go.
    pub fn is_open(&self) -> bool {
        self.block.is_some() || self.note.is_some()
    }

    /// Shows bytes of the file.
    pub fn text(&mut self, span: Span) {
        self.view.push(self.source, span);
        let words = self.source.get(span.range()).unwrap_or("").trim_end();
        if !words.is_empty() {
            self.reach(Span::new(0, span.start as usize + words.len()).end);
        }
    }

    /// Shows `shown` in place of bytes of the file: an entity, an escape.
    pub fn text_as(&mut self, span: Span, shown: &str) {
        self.view.push_as(span, shown);
        if !shown.trim_end().is_empty() {
            self.reach(span.end);
        }
    }

    /// Shows bytes of the file with their line breaks: code.
    pub fn raw(&mut self, span: Span) {
        self.view.push_raw(self.source, span);
        self.reach(span.end);
    }

    /// Italics begin here. They may nest; the outermost run counts.
    pub fn open_italics(&mut self) {
        if self.italic.0 == 0 {
            self.italic.1 = self.view.next();
        }
        self.italic.0 += 1;
    }

    /// Italics end here.
    pub fn close_italics(&mut self) {
        let Some(left) = self.italic.0.checked_sub(1) else { return };
        self.italic.0 = left;
        let span = Span { start: self.italic.1, end: self.view.len() };
        if left == 0 && span.start < span.end {
            self.draft.emphasis.push(span);
        }
    }

    /// A link begins at this byte of the file. Links do not nest: an open one ends.
    pub fn open_link(&mut self, start: u32, target: impl Into<String>) {
        self.link = Some((start, target.into(), self.view.next()));
        self.archived = None;
    }

    /// Where a copy of the open link's page is kept.
    pub fn archived(&mut self, address: impl Into<String>) {
        self.archived = Some(address.into());
    }

    /// The link ends before this byte of the file.
    pub fn close_link(&mut self, end: u32) {
        let Some((start, target, view)) = self.link.take() else { return };
        let archived = self.archived.take();
        let view = Span { start: view, end: self.view.len().max(view) };
        if !view.is_empty() {
            let place = Place::new(self.file, Span { start, end: end.max(start) });
            self.draft.links.push(Link { view, place, target, archived });
        }
    }

    /// A citation kept as a field was shown: its bytes in the file, and where
    /// its words begin in the view.
    pub fn field_citation(&mut self, place: Span, start: u32, field: FieldCitation) {
        let view = Span { start, end: self.view.len().max(start) };
        let place = Place::new(self.file, place);
        let in_note = self.note.map(|note| note.id);
        self.draft.field_citations.push(Cited { place, view, in_note, field });
    }

    /// Where the next word will stand in the view.
    pub fn next_view(&self) -> u32 {
        self.view.next()
    }

    /// One marker; `place` holds its brackets.
    pub fn marker(&mut self, id: impl Into<String>, place: Span) {
        self.grouped_marker(id, place, place);
    }

    /// One marker of a group: `place` is its own number, `group` the whole
    /// `[3, 4]`. Call once for each number.
    pub fn grouped_marker(&mut self, id: impl Into<String>, place: Span, group: Span) {
        self.located_marker(id, place, group, None);
    }

    /// As [`DraftBuilder::grouped_marker`], for a marker that says where in the
    /// source: `locator` is the `p. 4` of `[@key, p. 4]`.
    pub fn located_marker(&mut self, id: impl Into<String>, place: Span, group: Span, locator: Option<Span>) {
        self.draft.markers.push(Marker {
            id: id.into(),
            place: Place::new(self.file, place),
            view: self.view.here(),
            passage: None,
            in_note: self.note.map(|note| note.id),
            scope: self.scope,
            note: None,
            locator,
        });
        self.groups.push(group);
        self.part_sentences(group);
        self.reach(group.end);
    }

    /// Ends the block and makes its passages.
    pub fn close(&mut self) {
        let span = self.view.end_block();
        if self.note.is_some() {
            self.note_block(span);
            return;
        }
        let Some(block) = self.block.take() else { return };
        if span.is_empty() {
            return;
        }
        self.spans.clear();
        if splits(block.kind) {
            let spans = &mut self.spans;
            sentences(self.view.view().slice(span), span.start, &mut |sentence| spans.push(sentence));
        }
        if self.spans.is_empty() {
            self.spans.push(span);
        }
        if let Some(level) = block.level {
            self.begin_section(span, level);
        }
        if block.kind == PassageKind::Title && self.draft.title.is_none() {
            self.draft.title = Some(self.draft.passages.next_id());
        }
        self.paragraph += 1;
        self.passages(block);
    }

    /// Begins a note; ends whatever was open. `label` holds its brackets.
    pub fn open_note(&mut self, id: impl Into<String>, label: Span, unnumbered: bool) {
        self.close_note();
        self.close();
        self.note = Some(OpenNote { id: self.draft.notes.next_id(), start: None });
        self.draft.notes.push(Note {
            id: id.into(),
            label: Place::new(self.file, label),
            place: Place::new(self.file, label),
            view: Span { start: self.view.len(), end: self.view.len() },
            scope: self.scope,
            uses: 0,
            unnumbered,
        });
    }

    /// Ends the note, if one is open.
    pub fn close_note(&mut self) {
        if self.note.is_some() {
            self.close();
            self.note = None;
        }
    }

    /// From here on, markers and notes belong to this run of numbering.
    pub fn set_scope(&mut self, scope: u32) {
        self.scope = scope;
    }

    /// The draft names a bibliography: the file `name`, named at `span`.
    pub fn bibliography(&mut self, span: Span, name: impl Into<String>) {
        self.draft.bibliographies.push((Place::new(self.file, span), name.into()));
    }

    /// The note that is open is an entry of a bibliography.
    pub fn entry(&mut self, entry: BibEntry) {
        if let Some(note) = self.note {
            self.draft.entries.insert(note.id, entry);
        }
    }

    /// An entry of a bibliography could not be read; see [`Unread`].
    pub fn unread_entry(&mut self, span: Span, key: impl Into<String>, what: impl Into<String>) {
        let place = Place::new(self.file, span);
        self.draft.unread.push(Unread { place, key: key.into(), what: what.into() });
    }

    /// View offset at which the next word will stand.
    pub fn next(&self) -> u32 {
        self.view.next()
    }

    /// View offset just past the last word shown.
    pub fn here(&self) -> u32 {
        self.view.here()
    }

    /// The file declares its language; the first declaration counts.
    pub fn language(&mut self, declared: &str) {
        let declared = declared.trim();
        if self.draft.language.is_none() && !declared.is_empty() {
            self.draft.language = Some(declared.to_owned());
        }
    }

    /// Tells the author something.
    pub fn remark(&mut self, span: Span, text: impl Into<String>) {
        self.draft.remarks.push(Remark { place: Place::new(self.file, span), text: text.into() });
    }

    /// A comment of the format, its signs included: kept if it speaks to claimlint, that is if `claimlint:` comes first in
    /// it, or a claim that reads as one.
    pub fn comment(&mut self, span: Span) {
        let Some(whole) = self.source.get(span.range()) else { return };
        let inner = whole.trim_start_matches("<!--").trim_start_matches(['%', ' ', '\t', '\r', '\n']);
        let start = span.start as usize + whole.len() - inner.len();
        let inner = inner.trim_end_matches("-->").trim_end();
        let says = match inner.split_once(':').map(|(word, _)| word) {
            Some("claimlint") => Says::Waiver,
            Some("thesis") => return self.thesis(span, &inner["thesis:".len()..], start + "thesis:".len()),
            Some(_) if crate::syntax::is_comment(inner) => Says::Claim,
            _ => return,
        };
        let words = Span::new(start, start + inner.len());
        self.draft.comments.push(Comment { place: Place::new(self.file, span), words, says });
    }

    /// What the draft argues for: names with commas between them, which begin at this byte of the file.
    pub fn thesis(&mut self, whole: Span, names: &str, at: usize) {
        let mut start = at;
        for part in names.split_inclusive(',') {
            let name =
                part.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '"' | '\''));
            let from = start + (name.as_ptr() as usize - part.as_ptr() as usize);
            start += part.len();
            if crate::syntax::is_name(name) {
                let words = Span::new(from, from + name.len());
                let place = Place::new(self.file, whole);
                self.draft.comments.push(Comment { place, words, says: Says::Thesis });
            }
        }
    }

    /// What was read so far: a reader may look back, never change it.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The draft, linked.
    pub fn finish(mut self) -> Draft {
        self.close_note();
        self.close();
        self.end_section();
        self.draft.view = self.view.finish();
        self.draft.link();
        self.draft
    }

    fn open_block(&mut self, kind: PassageKind, level: Option<u8>) {
        self.close();
        if self.note.is_none() {
            self.block = Some(Block { kind, level, marker: self.draft.markers.next_id() });
        }
    }

    /// A note's place runs to the last byte shown in it.
    fn reach(&mut self, end: u32) {
        if let Some(note) = self.note {
            let place = &mut self.draft.notes[note.id].place;
            if place.file == self.file {
                place.span.end = place.span.end.max(end);
            }
        }
    }

    fn note_block(&mut self, span: Span) {
        let Some(note) = &mut self.note else { return };
        if !span.is_empty() {
            let start = *note.start.get_or_insert(span.start);
            self.draft.notes[note.id].view = Span { start, end: span.end };
        }
    }

    /// Space around a marker that is taken out. `ports [3].` leaves no space
    /// before the full stop; `Japan.[3]While` needs the one that the marker
    /// stood for, or the two sentences become one.
    fn part_sentences(&mut self, group: Span) {
        let bytes = self.source.as_bytes();
        let before = group.start.checked_sub(1).and_then(|at| bytes.get(at as usize));
        let after = self.source.get(group.end as usize..).and_then(|rest| rest.chars().next());
        if after.is_some_and(|c| ".,;:!?)]”’".contains(c)) {
            self.view.forget_space();
        }
        let ended = matches!(before, Some(b'.' | b'!' | b'?' | b'"' | b')' | b']' | 0x9d));
        if ended && after.is_some_and(char::is_uppercase) {
            self.view.push_as(Span::at(group.end as usize), " ");
        }
    }

    fn begin_section(&mut self, span: Span, level: u8) {
        self.end_section();
        let nothing = Place::new(self.file, Span::at(0));
        let title = self.view.view().place(span).unwrap_or(nothing);
        let first = self.draft.passages.next_id();
        let passages = Ids { start: first, end: first };
        self.draft.sections.push(Section { title, view: span, level, passages });
    }

    fn end_section(&mut self) {
        let end = self.draft.passages.next_id();
        if let Some(section) = self.draft.sections.last_mut() {
            section.passages.end = end;
        }
    }

    /// One passage for each of `self.spans`, each with the markers that stand
    /// in it or between it and the next.
    fn passages(&mut self, block: Block) {
        let mut marker = block.marker;
        for at in 0..self.spans.len() {
            let span = self.spans[at];
            let next = self.spans.get(at + 1).map_or(u32::MAX, |next| next.start);
            let Some(mut place) = self.view.view().place(span) else { continue };
            let first = marker;
            let index = self.draft.passages.next_id();
            while let Some(mark) = self.draft.markers.get_mut(marker).filter(|mark| mark.view < next) {
                mark.passage = Some(index);
                if mark.place.file == place.file {
                    place.span = place.span.to(self.groups[marker]);
                }
                marker = marker.next();
            }
            self.draft.passages.push(Passage {
                kind: block.kind,
                place,
                view: span,
                paragraph: self.paragraph,
                section: self.draft.sections.len() - 1,
                markers: Ids { start: first, end: marker },
            });
        }
    }
}

/// Whether a block of this kind is made of sentences; others are passages whole.
fn splits(kind: PassageKind) -> bool {
    matches!(kind, PassageKind::Sentence | PassageKind::ListItem | PassageKind::Quote)
}
