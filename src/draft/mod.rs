//! The draft as a document: passages, markers, notes, each with its place.
//!
//! A reader turns one file into a [`Draft`]. It *locates*; it never rewrites.
//! Prose is read through the [`View`]: the visible words without markup and
//! without note markers, white space made single, every byte of which maps
//! back to a place in the author's own file.

mod around;
pub mod authordate;
pub mod bibliography;
pub mod build;
#[cfg(feature = "office")]
pub mod docx;
#[cfg(feature = "office")]
pub mod epub;
pub mod html;
mod inline;
pub mod latex;
pub mod linked;
pub mod markdown;
#[cfg(feature = "office")]
pub mod odt;
pub mod office;
pub mod other;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(not(feature = "pdf"))]
#[path = "pdf/absent.rs"]
pub mod pdf;
mod pinpoint;
pub mod plain;
#[cfg(feature = "office")]
mod relocate;
mod several;
mod tags;
#[cfg(feature = "office")]
mod transcript;
pub mod view;
#[cfg(feature = "office")]
pub mod xml;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::ids::{IdVec, Ids, MarkerId, NoteId, PassageId};
use crate::span::{Place, Span};
use crate::text::rendition::FieldCitation;
use crate::text::{FileId, Text, Texts};
pub use authordate::AuthorDate;
pub use bibliography::{BibEntry, Unread};
use office::{Fault, Unpacked, Unpacking};
#[cfg(feature = "office")]
pub use transcript::escaped;
pub use view::{Back, View, ViewBuilder};

/// What part of a document a passage belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PassageKind {
    /// The document's title.
    Title,
    /// Author, date, abstract label: the lines between title and body.
    Byline,
    /// A section heading.
    Heading,
    /// A sentence of running text.
    Sentence,
    /// A sentence in a list item.
    ListItem,
    /// A sentence in a block quotation.
    Quote,
    /// A table cell.
    TableCell,
    /// A figure or table caption.
    Caption,
    /// A code block, whole.
    Code,
    /// Navigation, sharing buttons, funding lines: around the text, not of it.
    Furniture,
    /// Metadata at the head of a Markdown file.
    FrontMatter,
}

impl PassageKind {
    /// The word for it in `show` and JSON.
    pub fn name(self) -> &'static str {
        match self {
            PassageKind::Title => "title",
            PassageKind::Byline => "byline",
            PassageKind::Heading => "heading",
            PassageKind::Sentence => "sentence",
            PassageKind::ListItem => "list-item",
            PassageKind::Quote => "quote",
            PassageKind::TableCell => "table-cell",
            PassageKind::Caption => "caption",
            PassageKind::Code => "code",
            PassageKind::Furniture => "furniture",
            PassageKind::FrontMatter => "front-matter",
        }
    }

    /// Whether its words are somebody else's or no words at all.
    pub fn is_quoted(self) -> bool {
        matches!(self, PassageKind::Quote | PassageKind::Code | PassageKind::FrontMatter)
    }

    /// Whether a reader meets it as the author's own running text.
    pub fn is_body(self) -> bool {
        matches!(self, PassageKind::Sentence | PassageKind::ListItem)
    }
}

/// A heading and all that stands under it, up to the next heading of its
/// level or above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading's words, in the file. Empty for the part before the first heading.
    pub title: Place,
    /// The heading's words in the view; empty likewise.
    pub view: Span,
    /// 1 for the highest level in the document's own counting; 0 for the part
    /// before the first heading.
    pub level: u8,
    /// The section's own passages (not those of sections below it).
    pub passages: Ids<PassageId>,
}

/// A sentence, heading, caption, list item or table cell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Its bytes in the file, markers at its end included.
    pub place: Place,
    /// Its words in the view, markers left out.
    pub view: Span,
    /// The paragraph (or cell, or item) it stands in: passages of one
    /// paragraph share this number and follow each other.
    pub paragraph: u32,
    /// Index into [`Draft::sections`].
    pub section: usize,
    /// The markers it carries.
    pub markers: Ids<MarkerId>,
}

/// A pointer in the text to a note: `[3]`, `[^3]`, a superscript.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Marker {
    /// The note's id as the marker gives it, without brackets: `3`, `herman`;
    /// for the key of a bibliography with its sign, `@herman2016`.
    pub id: String,
    /// Its bytes, brackets included.
    pub place: Place,
    /// Its position in the view (it takes no room there).
    pub view: u32,
    /// The passage that carries it; `None` inside a note or outside all text.
    pub passage: Option<PassageId>,
    /// The note that contains it, if it stands in a note's text.
    pub in_note: Option<NoteId>,
    /// Which run of numbering it belongs to (a chapter with notes of its own).
    pub scope: u32,
    /// The note it points to, filled in by [`Draft::link`].
    pub note: Option<NoteId>,
    /// Where in the source, if the marker itself says so: the `p. 4` of
    /// `[@key, p. 4]`, as bytes of the file.
    pub locator: Option<Span>,
}

/// A foot- or endnote.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// Its id, without brackets: `15`, `herman`; for an entry of a bibliography
    /// its key with the sign, `@herman2016`.
    pub id: String,
    /// The bytes of its label: `[15]`, `[^herman]:`, `15.`.
    pub label: Place,
    /// The whole note, label included.
    pub place: Place,
    /// Its text in the view, without the label.
    pub view: Span,
    /// Which run of numbering it belongs to.
    pub scope: u32,
    /// How many markers point to it, filled in by [`Draft::link`].
    pub uses: usize,
    /// Meant to stand without a marker: a general "Sources" note marked `*`.
    pub unnumbered: bool,
}

/// A link or an address the format marks as one, in the text or in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The linked words in the view.
    pub view: Span,
    /// The whole element in the file, target included.
    pub place: Place,
    /// Where it leads, entities and escapes read.
    pub target: String,
    /// Where a copy of it is kept, if the link says so (RobustLinks'
    /// `data-versionurl`).
    pub archived: Option<String>,
}

/// A citation that a reference manager or Word keeps as a field: the words a
/// reader sees, and the data behind them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Its visible words in the file.
    pub place: Place,
    /// The same in the view; empty if all of them are markers.
    pub view: Span,
    /// The note it stands in, if it does not stand in the text.
    pub in_note: Option<NoteId>,
    /// What is cited.
    pub field: FieldCitation,
}

impl Link {
    /// Whether it leads out of the document and its neighbours, to where a
    /// source may stand: not to a heading, a file beside it or a mail box.
    pub fn is_outside(&self) -> bool {
        let target = self.target.trim_start();
        let begins =
            |with: &str| target.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
        ["http://", "https://", "ftp://", "//", "doi:", "urn:"].into_iter().any(begins)
    }
}

/// Something the reader could not understand or wants to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where.
    pub place: Place,
    /// What, in one plain sentence.
    pub text: String,
}

/// A comment of the draft's format that speaks to claimlint: `<!-- claimlint: … -->`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The whole comment, its signs included.
    pub place: Place,
    /// What stands in it, as bytes of the same file; begins with `claimlint:`, `claim:` and the like. Of a thesis, its
    /// name alone.
    pub words: Span,
    /// What it is for.
    pub says: Says,
}

/// What a comment that speaks to claimlint is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// It accepts a finding: `claimlint: accept …`.
    Waiver,
    /// It makes a claim of the sentence before it: `claim: lower-dues because paid`.
    Claim,
    /// It names what the draft argues for: `thesis: lower-dues`, also in the metadata at the head of a file.
    Thesis,
}

/// A document, read.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Draft {
    /// The reader that read it: `text`, `markdown`.
    pub format: &'static str,
    /// Its visible words.
    pub view: View,
    /// The passage that is the title.
    pub title: Option<PassageId>,
    /// Sections in order; the first is the part before the first heading.
    pub sections: Vec<Section>,
    /// Passages in the order of the text. Notes are not passages.
    pub passages: IdVec<PassageId, Passage>,
    /// Markers in the order of the text.
    pub markers: IdVec<MarkerId, Marker>,
    /// Notes in the order of the text.
    pub notes: IdVec<NoteId, Note>,
    /// Runs in italics, as ranges of the view, ascending.
    pub emphasis: Vec<Span>,
    /// Links that are not markers, ascending in the view.
    pub links: Vec<Link>,
    /// Citations kept as fields, in the order of the text.
    pub field_citations: Vec<Cited>,
    /// Bibliographies that the draft itself names (`bibliography: refs.bib`,
    /// `\\bibliography{refs}`): where it says so, and the file as it names it.
    pub bibliographies: Vec<(Place, String)>,
    /// Notes that are entries of a bibliography.
    pub entries: BTreeMap<NoteId, BibEntry>,
    /// Entries of bibliographies that could not be read.
    pub unread: Vec<Unread>,
    /// Citations by author and year and the list that they point to, if the draft cites so.
    pub author_date: Option<AuthorDate>,
    /// Notes that are pages which sentences link to, in a draft that cites in no other way.
    pub linked: BTreeSet<NoteId>,
    /// The language that the file declares, as it writes it (`fr-CH`, `ngerman`).
    pub language: Option<String>,
    /// Comments that speak to claimlint, in the order of each file.
    pub comments: Vec<Comment>,
    /// The claims that stand in these comments, file by file.
    pub inline: Vec<crate::syntax::Claims>,
    /// What the reader wants to tell.
    pub remarks: Vec<Remark>,
    /// Parts of the file that could not be read, each in a few words: then coverage is not known.
    pub unread_parts: Vec<String>,
    /// The first note of each id, filled in by [`Draft::link`].
    ids: HashMap<String, NoteId>,
}

impl Draft {
    /// Whether a citation kept as a field stands in this passage's own words:
    /// then a reader sees its source without a note.
    pub fn has_field_citation(&self, passage: PassageId) -> bool {
        let words = self.passages[passage].view;
        let first = self.field_citations.partition_point(|cited| cited.view.end <= words.start);
        self.field_citations[first..]
            .iter()
            .take_while(|cited| cited.view.start < words.end)
            .any(|cited| cited.in_note.is_none() && cited.view.overlaps(words))
    }

    /// The passage's words, as the view shows them.
    pub fn words(&self, passage: PassageId) -> &str {
        self.view.slice(self.passages[passage].view)
    }

    /// Whether there is another passage in the paragraph of this one.
    pub fn in_one_paragraph(&self, passage: PassageId, other: PassageId) -> bool {
        self.passages.get(other).is_some_and(|other| other.paragraph == self.passages[passage].paragraph)
    }

    /// Whether words of the view are the name of a tag: `{{REF}}`, `{{?RFC791}}`.
    pub fn names_tag(&self, words: Span) -> bool {
        let text = self.view.text();
        let (head, tail) = (text.get(..words.start as usize), text.get(words.end as usize..));
        head.is_some_and(|head| head.trim_end_matches(['?', '!', '#']).ends_with("{{"))
            && tail.is_some_and(|tail| tail.starts_with("}}"))
    }

    /// Whether words of the view have a marker right behind them, or are the name of a tag or stand before one.
    pub fn is_tagged(&self, words: Span) -> bool {
        let tail = self.view.text().get(words.end as usize..).unwrap_or("");
        // In a tag of single brackets, `[WLU]`, the marker stands behind the bracket.
        let closed = tail.bytes().take(2).take_while(|byte| matches!(byte, b']' | b'}')).count();
        let end = words.end + Span::at(closed).start;
        self.markers.binary_search_by_key(&end, |marker| marker.view).is_ok()
            || self.names_tag(words)
            || tail.starts_with(" {{")
    }

    /// The note's words, as the view shows them.
    pub fn note_words(&self, note: NoteId) -> &str {
        self.view.slice(self.notes[note].view)
    }

    /// The passage whose view range holds this offset of the view.
    pub fn passage_at(&self, view: u32) -> Option<PassageId> {
        let last = self.passages.last_where(|passage| passage.view.start <= view)?;
        (view <= self.passages[last].view.end).then_some(last)
    }

    /// The note whose text holds this offset of the view. Notes stand in the view in
    /// order, those adopted from another file last.
    pub fn note_at(&self, view: u32) -> Option<NoteId> {
        let last = self.notes.last_where(|note| note.view.start <= view)?;
        (view < self.notes[last].view.end).then_some(last)
    }

    /// The note with this id, the first if there are several. Ids are compared
    /// exactly; scopes are not looked at. Known once the draft is linked.
    pub fn note_by_id(&self, id: &str) -> Option<NoteId> {
        self.ids.get(id).copied()
    }

    /// Ties each marker to its note (same scope, same id) and counts uses.
    /// Called once, after all files of the draft were read.
    pub fn link(&mut self) {
        let mut index = HashMap::new();
        self.ids.clear();
        for (at, note) in self.notes.each() {
            self.ids.entry(note.id.clone()).or_insert(at);
        }
        for (at, note) in self.notes.each() {
            index.entry((note.scope, note.id.as_str())).or_insert(at);
        }
        let targets: Vec<_> = self
            .markers
            .iter()
            .map(|marker| index.get(&(marker.scope, marker.id.as_str())).copied())
            .collect();
        drop(index);
        for note in &mut self.notes {
            note.uses = 0;
        }
        for (marker, target) in self.markers.iter_mut().zip(targets) {
            marker.note = target;
            if let Some(note) = target {
                self.notes[note].uses += 1;
            }
        }
    }

    /// Gives a draft without markers these, each of which stands in a passage, and tells
    /// the passages which are theirs.
    fn set_markers(&mut self, mut markers: Vec<Marker>) {
        markers.sort_by_key(|marker| (marker.passage, marker.view));
        for marker in markers {
            let Some(passage) = marker.passage else { continue };
            let id = self.markers.push(marker);
            let own = &mut self.passages[passage].markers;
            if own.start == own.end {
                own.start = id;
            }
            own.end = id.next();
        }
        // A passage without one points between its neighbours'.
        let mut at = self.markers.ids().start;
        for (_, passage) in self.passages.each_mut() {
            if passage.markers.is_empty() {
                passage.markers = Ids { start: at, end: at };
            }
            at = passage.markers.end;
        }
    }

    /// Takes the notes of another file (`endnotes "notes.md"`) as this draft's own.
    pub fn adopt_notes(&mut self, other: Draft) {
        let shift = self.view.append(&other.view);
        let mut entries = other.entries;
        for (was, mut note) in other.notes.into_each() {
            note.view = note.view.shifted(shift);
            note.scope = 0;
            let now = self.notes.push(note);
            if let Some(entry) = entries.remove(&was) {
                self.entries.insert(now, entry.shifted(shift));
            }
        }
        let moved = |span: Span| span.shifted(shift);
        self.emphasis.extend(other.emphasis.into_iter().map(moved));
        self.links.extend(other.links.into_iter().map(|link| Link { view: moved(link.view), ..link }));
        self.field_citations.extend(
            other.field_citations.into_iter().map(|cited| Cited { view: moved(cited.view), ..cited }),
        );
        self.unread.extend(other.unread);
        self.remarks.extend(other.remarks);
        self.unread_parts.extend(other.unread_parts);
        self.comments.extend(other.comments);
    }
}

/// A reader of one format. Adding one is a file and a line in [`READERS`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Reader {
    /// Its name for `--from` and `show`.
    pub name: &'static str,
    /// File name extensions, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Reads a text; never fails.
    pub read: fn(FileId, &Text) -> Draft,
    /// How its files' bytes become text, if they are packages (a zip of XML).
    pub unpack: Option<Unpack>,
    /// How its files hold other files, if they can.
    pub parts: Option<Parts>,
}

impl Reader {
    /// A reader of files that are text already, each whole in itself.
    pub const fn text(
        name: &'static str,
        extensions: &'static [&'static str],
        read: fn(FileId, &Text) -> Draft,
    ) -> Self {
        Self { name, extensions, read, unpack: None, parts: None }
    }
}

/// How the bytes of a packaged format become text.
pub type Unpack = fn(&[u8], &Unpacking) -> Result<Unpacked, Fault>;

/// How a format says that other files stand in a file (`\\input{chapter}`).
#[derive(Debug)]
pub struct Parts {
    /// Where a text says so, and each file's name as it is written.
    pub names: fn(&str) -> Vec<(Span, String)>,
    /// Reads a file with all that stands in it ([`Texts::parts`]).
    pub read: fn(FileId, &Texts) -> Draft,
}

/// Reads a loaded text, and with it the files that stand in it.
pub fn read(reader: &Reader, file: FileId, texts: &Texts) -> Draft {
    let mut draft = alone(reader, file, texts);
    tags::read_with(&mut draft, Vec::new());
    authordate::read(&mut draft, texts);
    linked::read(&mut draft, texts);
    draft
}

/// Reads a draft with the files in which it goes on ([`Texts::chapters`]) and the files of notes
/// and sources that are named for it: their notes and entries become the draft's own, and the
/// list of references may stand in one of them.
pub fn read_with(reader: &Reader, file: FileId, notes: &[(FileId, &Reader)], texts: &Texts) -> Draft {
    let mut draft = alone(reader, file, texts);
    for &(file, name) in texts.chapters() {
        if let Some(reader) = reader_named(name) {
            several::go_on(&mut draft, alone(reader, file, texts));
        }
    }
    if !texts.chapters().is_empty() {
        draft.link();
    }
    let mut lists = Vec::new();
    let mut later = Vec::new();
    for &(file, reader) in notes {
        let other = alone(reader, file, texts);
        match other.notes.is_empty() {
            true => lists.push(other),
            false => later.push(other),
        }
    }
    let lists = tags::read_with(&mut draft, lists);
    authordate::read_with(&mut draft, lists, texts);
    let first = draft.notes.next_id();
    for mut other in later {
        authordate::read(&mut other, texts);
        draft.adopt_notes(other);
    }
    if !texts.chapters().is_empty() {
        several::share_notes(&mut draft, first);
    }
    linked::read(&mut draft, texts);
    draft.link();
    inline::read(&mut draft, texts);
    draft
}

fn alone(reader: &Reader, file: FileId, texts: &Texts) -> Draft {
    let mut draft = match &reader.parts {
        Some(parts) if texts.parts().iter().any(|(place, _)| place.file == file) => (parts.read)(file, texts),
        _ => (reader.read)(file, texts.get(file)),
    };
    around::read(&mut draft);
    draft
}

/// Every reader. Drives `--from`, the search of folders and the tests.
pub const READERS: &[Reader] = &[
    plain::READER,
    markdown::READER,
    DOCX,
    ODT,
    EPUB,
    html::READER,
    JATS,
    DOCBOOK,
    latex::READER,
    pdf::READER,
];

#[cfg(not(feature = "office"))]
use office::absent::{DOCBOOK, DOCX, EPUB, JATS, ODT};
#[cfg(feature = "office")]
use {
    docx::READER as DOCX,
    epub::READER as EPUB,
    odt::READER as ODT,
    xml::{DOCBOOK, JATS},
};

/// The reader for a file name: by extension, else plain text.
pub fn reader_for(name: &str) -> &'static Reader {
    let extension = name.rsplit_once('.').map_or(String::new(), |(_, ext)| ext.to_ascii_lowercase());
    READERS.iter().find(|reader| reader.extensions.contains(&extension.as_str())).unwrap_or(&READERS[0])
}

/// The reader with this name.
pub fn reader_named(name: &str) -> Option<&'static Reader> {
    READERS.iter().find(|reader| reader.name == name)
}
