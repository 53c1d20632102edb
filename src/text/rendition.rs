//! The words of a packaged file (Word, OpenDocument) as plain text.
//!
//! Nobody who writes in Word ever sees its XML. So the text of such a file is a
//! *rendition*: the visible words, one line for each paragraph, table cell and
//! note, and spans are byte ranges of it. Beside the words stands what the
//! file says about them (headings, notes, italics: [`Event`]), how people
//! name the place ([`Spot`]), and the way back into the file's parts
//! ([`Origin`]).

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// What a packaged file says about its words.
#[derive(Debug, Clone, Default)]
pub struct Rendition {
    /// The reader that unpacked it: `docx`, `odt`.
    pub format: &'static str,
    /// The structure, in the order of the text.
    pub events: Vec<Event>,
    /// How people name each line; one for each line of the text.
    pub lines: Vec<Spot>,
    /// How people name places of a format in which a line of the text may stand on several
    /// pages: from each byte on, ascending. Where it is not empty it is asked before `lines`.
    pub places: Vec<(u32, String)>,
    /// Parts of the file that could not be read, each in a few words: `page 4 is a picture`.
    pub unread: Vec<String>,
    /// Names of the parts that words came from: `word/document.xml`.
    pub parts: Vec<String>,
    /// Where each run of words came from, ascending.
    pub origins: Vec<Origin>,
    /// Citations that a reference manager or Word left as fields.
    pub citations: Vec<FieldCitation>,
    /// What the author should be told, each at its bytes of the text.
    pub remarks: Vec<(Span, String)>,
    /// The language that its styles declare, as they write it.
    pub language: Option<String>,
    /// Whether the file has real foot- or endnotes.
    pub has_notes: bool,
}

/// Words of the text and the bytes of a part they were read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// First byte in the text.
    pub start: u32,
    /// Index into [`Rendition::parts`].
    pub part: u16,
    /// Byte offsets in the part (as UTF-8): the element or text that shows the words.
    pub bytes: Span,
}

/// How people name a line of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// `paragraph 12`, `note 4`, `endnote iv`.
    pub name: String,
    /// The line of the heading it stands under, counted from 0.
    pub heading: Option<u32>,
}

/// Something the file says about a place of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Where.
    pub span: Span,
    /// What.
    pub what: What,
}

/// What an [`Event`] says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// A block begins.
    Open(Block),
    /// The block that begins here stands in this cell of a table.
    Cell(Cell),
    /// The block ends.
    Close,
    /// These bytes are the author's words.
    Words,
    /// These bytes are a marker; the whole group of brackets is `group`.
    Marker {
        /// The note's id, as a person sees it.
        id: String,
        /// The run of numbering.
        scope: u32,
        /// The whole group it stands in.
        group: Span,
    },
    /// A note begins; the bytes are its label.
    OpenNote {
        /// Its id, as a person sees it.
        id: String,
        /// The run of numbering.
        scope: u32,
    },
    /// The note ends.
    CloseNote,
    /// Italics begin (`true`) or end here.
    Italics(bool),
    /// A link to this target begins here.
    Link(String),
    /// The link ends here.
    LinkEnd,
    /// The citation with this index begins here.
    Citation(usize),
    /// The citation ends here.
    CitationEnd(usize),
}

/// Which cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// Which row of all rows in the file, from 0: cells of one row have the same number.
    pub row: u32,
    /// Which column of its table, from 0.
    pub column: u32,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Block {
    /// The title of the document.
    Title,
    /// Author, date, subtitle.
    Byline,
    /// A heading; 1 is the highest level.
    Heading(u8),
    /// Running text.
    #[default]
    Paragraph,
    /// A list item.
    Item,
    /// A block quotation.
    Quote,
    /// A paragraph in a table cell.
    Cell,
    /// The caption of a figure or table.
    Caption,
    /// Code, kept as it is.
    Code,
    /// A table of contents, an index: around the text, not of it.
    Furniture,
}

/// A citation kept as a field: the words a reader sees and the data behind them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldCitation {
    /// Which program wrote it: `zotero`, `mendeley`, `endnote`, `word`.
    pub system: &'static str,
    /// What is cited, in order.
    pub items: Vec<CitedItem>,
}

/// One source of a [`FieldCitation`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CitedItem {
    /// What the program knows of the source, as it wrote it: a CSL-JSON object,
    /// EndNote's XML, or Word's tag.
    pub data: String,
    /// The place in the source: `12-14`. Empty if none is given.
    pub locator: String,
    /// What the locator counts: `page`, `chapter`. Empty if not said.
    pub label: String,
}

impl Rendition {
    /// Which bytes of which part show this byte of the text.
    pub fn origin(&self, offset: u32) -> Option<(&str, Span)> {
        let after = self.origins.partition_point(|origin| origin.start <= offset);
        let origin = self.origins.get(after.checked_sub(1)?)?;
        Some((self.parts.get(usize::from(origin.part))?, origin.bytes))
    }
}
