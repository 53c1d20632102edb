//! A packaged document as paragraphs and notes, before it is rendered.

use super::Fault;
use crate::span::Span;
use crate::text::rendition::{Block, Cell, FieldCitation};

/// The most paragraphs that are read: more than the longest books have by far,
/// and few enough that the tables about them stay small.
const MAX_PARAGRAPHS: usize = 4_000_000;

/// Everything that a file says.
#[derive(Debug, Default)]
pub struct Story {
    /// The reader's name.
    pub format: &'static str,
    /// The language that the styles declare.
    pub language: Option<String>,
    /// Names of the parts.
    pub parts: Vec<String>,
    /// Paragraphs, headings and cells in order.
    pub body: Vec<Para>,
    /// Notes in the order of their first references.
    pub notes: Vec<StoryNote>,
    /// Citations kept as fields.
    pub citations: Vec<FieldCitation>,
    /// Sentences for the author about the whole file.
    pub remarks: Vec<String>,
    /// What fields of a form show in which nothing was written.
    pub placeholders: Vec<String>,
    /// How many cells each table has; one cell alone is a frame, not a table.
    pub tables: Vec<u32>,
    /// Fields that make their paragraphs furniture (a table of contents), and
    /// whether they were closed; one that was not counts for nothing.
    pub furniture: Vec<bool>,
}

/// Foot- or endnote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Class {
    /// At the foot of the page.
    #[default]
    Foot,
    /// At the end.
    End,
}

/// A note that the body refers to.
#[derive(Debug, Default)]
pub struct StoryNote {
    /// Foot- or endnote.
    pub class: Class,
    /// What a person sees: `3`, `iv`, `*`.
    pub label: String,
    /// The run of numbering it belongs to.
    pub scope: u32,
    /// Its text.
    pub paras: Vec<Para>,
    /// There is a reference, but no note.
    pub missing: bool,
    /// The part by which people find it, where a document has several: a file of a book.
    pub part: Option<u16>,
}

/// Where words come from: part and bytes.
pub type From = (u16, Span);

/// A paragraph, heading, item or cell.
#[derive(Debug, Clone)]
pub struct Para {
    /// What it is.
    pub block: Block,
    /// Its words, in one line.
    pub text: String,
    /// What is said about places of `text`, ascending.
    pub marks: Vec<(u32, Mark)>,
    /// Where words of `text` came from, ascending by their first byte.
    pub origins: Vec<(u32, From)>,
    /// The number that the word processor shows before a list item.
    pub label: Option<String>,
    /// Bytes of its words, spaces not counted, and how many of them are bold.
    weight: (usize, usize),
    /// The table it stands in.
    pub table: Option<u32>,
    /// The cell of that table.
    pub cell: Option<Cell>,
    /// The field that makes it furniture.
    pub furniture: Option<u32>,
    /// The part by which people find it, where a document has several: a file of a book.
    pub part: Option<u16>,
    /// Whether italics are on.
    italic: bool,
}

/// Something about a place in a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// Italics begin or end.
    Italics(bool),
    /// A link begins.
    Link(String),
    /// A link ends.
    LinkEnd,
    /// A note's marker: the note, and where it stands.
    Reference(usize, From),
    /// A note's number once more (a cross-reference set as a marker).
    Again(String, From),
    /// A citation begins.
    Citation(usize),
    /// A citation ends.
    CitationEnd(usize),
}

impl Default for Para {
    fn default() -> Self {
        Self::new(Block::Paragraph)
    }
}

impl Para {
    /// A paragraph without words.
    pub fn new(block: Block) -> Self {
        Self {
            block,
            text: String::new(),
            marks: Vec::new(),
            origins: Vec::new(),
            label: None,
            weight: (0, 0),
            table: None,
            cell: None,
            furniture: None,
            part: None,
            italic: false,
        }
    }

    /// Adds words. Line breaks and other control characters become spaces: a
    /// paragraph is one line.
    pub fn words(&mut self, words: &str, italic: bool, from: From) {
        if words.is_empty() {
            return;
        }
        if italic != self.italic {
            self.italic = italic;
            self.mark(Mark::Italics(italic));
        }
        self.origins.push((self.here(), from));
        if words.chars().any(|c| c.is_control() && c != '\t') {
            let clean = words.chars().map(|c| if c.is_control() && c != '\t' { ' ' } else { c });
            self.text.extend(clean);
        } else {
            self.text.push_str(words);
        }
    }

    /// Counts words for [`Para::is_bold`].
    pub fn weigh(&mut self, words: &str, bold: bool) {
        let solid = words.bytes().filter(|byte| *byte > b' ').count();
        self.weight.0 += solid;
        self.weight.1 += if bold { solid } else { 0 };
    }

    /// Whether all its words are bold.
    pub fn is_bold(&self) -> bool {
        self.weight.0 > 0 && self.weight.0 == self.weight.1
    }

    /// Says something about the place after the words so far.
    pub fn mark(&mut self, mark: Mark) {
        self.marks.push((self.here(), mark));
    }

    /// Adds another paragraph's words and marks at the end.
    pub fn append(&mut self, other: Para) {
        let by = self.here();
        if self.italic {
            self.mark(Mark::Italics(false));
        }
        self.text.push_str(&other.text);
        self.marks.extend(other.marks.into_iter().map(|(at, mark)| (at + by, mark)));
        self.origins.extend(other.origins.into_iter().map(|(at, from)| (at + by, from)));
        self.italic = other.italic;
    }

    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        let blank = |c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}')
        };
        self.text.chars().all(blank)
            && !self.marks.iter().any(|(_, mark)| matches!(mark, Mark::Reference(..) | Mark::Again(..)))
    }

    fn here(&self) -> u32 {
        Span::at(self.text.len()).start
    }
}

/// Ends a paragraph: it and those of the text boxes in it go to `out`, if there are not too many.
pub fn end_paragraph(
    count: &mut usize,
    out: &mut Vec<Para>,
    para: Para,
    boxes: Vec<Para>,
) -> Result<(), Fault> {
    *count += 1;
    if *count > MAX_PARAGRAPHS {
        return Err(Fault::new(format!(
            "it has more than {MAX_PARAGRAPHS} paragraphs, the most that are read"
        )));
    }
    if !para.is_empty() {
        out.push(para);
    }
    out.extend(boxes);
    Ok(())
}

/// The most columns that one cell may stand for: what says more is damaged.
const WIDEST: u32 = 1_000;

/// Where among the cells of the open tables words stand. `counts` of its functions are [`Story::tables`].
#[derive(Debug, Default)]
pub struct Grid {
    /// How many rows have begun.
    rows: u32,
    /// For each open table: which it is, the cell that is open, and the column of the next one.
    open: Vec<(u32, Cell, u32)>,
}

impl Grid {
    /// A table begins.
    pub fn open_table(&mut self, counts: &mut Vec<u32>) {
        self.open.push((Span::at(counts.len()).start, Cell::default(), 0));
        counts.push(0);
    }

    /// The table ends.
    pub fn close_table(&mut self) {
        self.open.pop();
    }

    /// A row begins.
    pub fn open_row(&mut self) {
        if let Some((_, cell, next)) = self.open.last_mut() {
            (*cell, *next) = (Cell { row: self.rows, column: 0 }, 0);
            self.rows = self.rows.saturating_add(1);
        }
    }

    /// A cell begins.
    pub fn open_cell(&mut self, counts: &mut [u32]) {
        if let Some((table, cell, next)) = self.open.last_mut() {
            cell.column = *next;
            *next = next.saturating_add(1);
            counts.get_mut(*table as usize).into_iter().for_each(|count| *count += 1);
        }
    }

    /// The open cell stands for so many columns.
    pub fn widen(&mut self, columns: Option<u32>) {
        if let Some((_, _, next)) = self.open.last_mut() {
            *next = next.saturating_add(columns.unwrap_or(1).clamp(1, WIDEST) - 1);
        }
    }

    /// Tells a paragraph that begins where it stands.
    pub fn tell(&self, para: &mut Para) {
        para.table = self.open.last().map(|(table, ..)| *table);
        para.cell = self.open.last().map(|(_, cell, _)| *cell);
    }
}
