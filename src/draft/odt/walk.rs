//! One walk over the text of an OpenDocument file.
//!
//! Notes stand inside the paragraph that refers to them, so the walk lays the
//! paragraph aside, reads the note, and takes the paragraph up again: on a stack
//! of its own, never the program's.

use std::collections::{HashMap, HashSet};

use super::super::docx::symbol;
use super::super::office::story::{Class, From, Grid, Mark, Para, Story, StoryNote, end_paragraph};
use super::super::office::xml::{Ns, Token, Xml};
use super::super::office::{Changes, Fault, csl};
use super::changes::{self, Change};
use super::styles::Styles;
use crate::span::Span;
use crate::text::rendition::{Block, CitedItem, FieldCitation};

/// Elements that hold no words of the text.
const SILENT: &[(Ns, &str)] = &[
    (Ns::Office, "annotation-end"),
    (Ns::Office, "binary-data"),
    (Ns::Office, "forms"),
    (Ns::Office, "scripts"),
    (Ns::Svg, "title"),
    (Ns::Svg, "desc"),
    (Ns::Draw, "object"),
    (Ns::Draw, "object-ole"),
    (Ns::Draw, "image"),
    (Ns::Draw, "plugin"),
    (Ns::Table, "covered-table-cell"),
    (Ns::Text, "ruby-text"),
    (Ns::Text, "script"),
    (Ns::Text, "sequence-decls"),
    (Ns::Text, "variable-decls"),
    (Ns::Text, "user-field-decls"),
    (Ns::Text, "dde-connection-decls"),
];

/// An element that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
enum El {
    Other,
    Para,
    Span,
    Link,
    List,
    Table,
    Furniture(Option<u32>),
    Note,
    /// A note's number.
    Number,
    /// A note's number once more.
    Again,
    /// A citation in an element of its own.
    Mark(usize),
    /// A tracked change at the top of the file.
    Region(String),
    Deletion,
}

/// How words look.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    italic: bool,
    hidden: bool,
    raised: bool,
    bold: bool,
}

#[derive(Debug, Default)]
struct Frame {
    para: Para,
    after: Vec<Para>,
}

/// What was laid aside while a note or a deletion is read.
#[derive(Debug, Default)]
struct Aside {
    frames: Vec<Frame>,
    looks: Vec<Look>,
    out: Vec<Para>,
    lists: usize,
    note: Option<usize>,
}

/// A walk over a text.
pub struct Walk<'a> {
    styles: &'a Styles,
    original: bool,
    story: &'a mut Story,
    xml: Xml<'a>,
    open: Vec<El>,
    frames: Vec<Frame>,
    looks: Vec<Look>,
    out: Vec<Para>,
    lists: usize,
    /// The tables that are open.
    grid: Grid,
    furniture: Option<u32>,
    aside: Vec<Aside>,
    note: Option<usize>,
    /// A paragraph whose end was inserted goes on in the next one.
    carry: Option<Frame>,
    count: usize,
    comments: usize,
    changes: changes::Changes,
    /// Citations between two marks, by the marks' name.
    marks: HashMap<String, usize>,
    /// The note's number that is read, if it is set as a marker.
    again: Option<String>,
    in_text: bool,
}

impl<'a> Walk<'a> {
    /// Begins a walk over a part.
    pub fn new(
        styles: &'a Styles,
        changes: Changes,
        story: &'a mut Story,
        part: &'a str,
        source: &'a str,
    ) -> Self {
        story.parts.push(part.to_owned());
        Self {
            styles,
            original: changes == Changes::Original,
            story,
            xml: Xml::new(part, source),
            open: Vec::new(),
            frames: Vec::new(),
            looks: vec![Look::default()],
            out: Vec::new(),
            lists: 0,
            grid: Grid::default(),
            furniture: None,
            aside: Vec::new(),
            note: None,
            carry: None,
            count: 0,
            comments: 0,
            changes: changes::Changes::default(),
            marks: HashMap::new(),
            again: None,
            in_text: false,
        }
    }

    /// Reads the text into the story.
    pub fn read(mut self) -> Result<(), Fault> {
        while let Some(token) = self.xml.pull()? {
            match token {
                Token::Start(ns, name) => {
                    if let Some(element) = self.start(ns, name)? {
                        self.open.push(element);
                    }
                }
                Token::End => {
                    let element = self.open.pop().unwrap_or(El::Other);
                    self.end(element)?;
                }
                Token::Text(text) => self.text(&text),
            }
        }
        if let Some(frame) = self.carry.take() {
            self.emit(frame)?;
        }
        self.story.body = std::mem::take(&mut self.out);
        number(&mut self.story.notes);
        match self.comments {
            0 => {}
            1 => self.story.remarks.push("The file has a comment; comments are not read.".to_owned()),
            count => {
                self.story.remarks.push(format!("The file has {count} comments; comments are not read."))
            }
        }
        Ok(())
    }

    fn pass(&mut self) -> Result<Option<El>, Fault> {
        self.xml.skip()?;
        Ok(None)
    }

    /// An element begins. `None` if it was passed over whole.
    fn start(&mut self, ns: Ns, name: &str) -> Result<Option<El>, Fault> {
        if (ns, name) == (Ns::Table, "covered-table-cell") {
            // A cell that another one reaches over: it has no words, but its column.
            self.open_cell(false);
        }
        if SILENT.contains(&(ns, name)) {
            return self.pass();
        }
        match (ns, name) {
            (Ns::Office, "annotation") => {
                self.comments += 1;
                self.pass()
            }
            (Ns::Office, "text") => {
                self.in_text = true;
                Ok(Some(El::Other))
            }
            (Ns::Office, "spreadsheet" | "presentation" | "drawing") => {
                Err(Fault::new("it is an OpenDocument file, but not a text document"))
            }
            _ if !self.in_text => Ok(Some(El::Other)),
            (Ns::Table, "table-row") => {
                self.grid.open_row();
                Ok(Some(El::Other))
            }
            (Ns::Table, "table") => {
                self.grid.open_table(&mut self.story.tables);
                Ok(Some(El::Table))
            }
            (Ns::Table, "table-cell") => {
                self.open_cell(true);
                Ok(Some(El::Other))
            }
            (Ns::Text, _) => self.start_text(name),
            _ => Ok(Some(El::Other)),
        }
    }

    fn open_cell(&mut self, has_words: bool) {
        let columns =
            self.xml.attr(Ns::Table, "number-columns-repeated").and_then(|columns| columns.parse().ok());
        self.grid.open_cell(if has_words { self.story.tables.as_mut_slice() } else { &mut [] });
        self.grid.widen(columns);
    }

    fn start_text(&mut self, name: &str) -> Result<Option<El>, Fault> {
        let attr = |walk: &Self, name| walk.xml.attr(Ns::Text, name);
        match name {
            "p" | "h" => {
                self.begin_paragraph(name == "h");
                return Ok(Some(El::Para));
            }
            "span" => {
                let look = self.styles.look(true, &attr(self, "style-name").unwrap_or_default());
                let base = self.looks.last().copied().unwrap_or_default();
                self.looks.push(Look {
                    italic: look.italic.unwrap_or(base.italic),
                    hidden: base.hidden || look.hidden.unwrap_or(false),
                    raised: look.raised.unwrap_or(base.raised),
                    bold: look.bold.unwrap_or(base.bold),
                });
                return Ok(Some(El::Span));
            }
            "a" => {
                let target = self.xml.attr(Ns::Link, "href").unwrap_or_default();
                self.mark(Mark::Link(target));
                return Ok(Some(El::Link));
            }
            "list" => {
                self.lists += 1;
                return Ok(Some(El::List));
            }
            "s" => self.words(" "),
            "tab" => self.words("\t"),
            "line-break" => self.words(" "),
            "note" => return Ok(Some(self.begin_note())),
            "note-citation" => {
                if let (Some(note), Some(label)) = (self.note, attr(self, "label")) {
                    self.story.notes[note].label = label.trim().to_owned();
                    self.story.notes[note].scope = u32::MAX;
                    return self.pass();
                }
                return Ok(Some(El::Number));
            }
            "note-ref" => {
                let raised = self.looks.last().is_some_and(|look| look.raised);
                self.again = raised.then(String::new);
                return Ok(Some(El::Again));
            }
            "tracked-changes" if !self.original => return self.pass(),
            "changed-region" => {
                let id = self.xml.attr(Ns::Other, "id").or_else(|| attr(self, "id"));
                return Ok(Some(El::Region(id.unwrap_or_default())));
            }
            "insertion" | "deletion" => return Ok(Some(self.change(name == "deletion"))),
            "change" | "change-start" | "change-end" if self.original => {
                let id = attr(self, "change-id").unwrap_or_default();
                match name {
                    "change" => self.restore(&id)?,
                    name => self.changes.pass(&id, name == "change-start"),
                }
            }
            "reference-mark-start" | "reference-mark-end" => {
                let name_of = attr(self, "name").unwrap_or_default();
                self.reference_mark(name_of, name == "reference-mark-start");
            }
            "bibliography-mark" => return Ok(Some(self.bibliography_mark())),
            "hidden-text" | "hidden-paragraph" if attr(self, "is-hidden").as_deref() == Some("true") => {
                return self.pass();
            }
            _ => return self.start_part(name),
        }
        Ok(Some(El::Other))
    }

    /// Sections and indexes.
    fn start_part(&mut self, name: &str) -> Result<Option<El>, Fault> {
        let index = matches!(
            name,
            "table-of-content"
                | "illustration-index"
                | "table-index"
                | "object-index"
                | "user-index"
                | "alphabetical-index"
                | "bibliography"
        );
        let attr = |name| self.xml.attr(Ns::Text, name).unwrap_or_default();
        let listed = name == "section" && {
            let name = attr("name");
            name.contains("ZOTERO_BIBL") || name.contains("CSL_BIBLIOGRAPHY")
        };
        if index || listed {
            let before = self.furniture.replace(Span::at(self.story.furniture.len()).start);
            self.story.furniture.push(true);
            return Ok(Some(El::Furniture(before)));
        }
        if name.ends_with("-source") || (name == "section" && attr("display") == "none") {
            return self.pass();
        }
        Ok(Some(El::Other))
    }

    fn end(&mut self, element: El) -> Result<(), Fault> {
        match element {
            El::Para => self.end_paragraph()?,
            El::Span => {
                self.looks.pop();
            }
            El::Link => self.mark(Mark::LinkEnd),
            El::List => self.lists = self.lists.saturating_sub(1),
            El::Table => {
                self.grid.close_table();
            }
            El::Furniture(before) => self.furniture = before,
            El::Note => self.end_note(),
            El::Again => {
                if let Some(shown) = self.again.take().filter(|shown| !shown.trim().is_empty()) {
                    let from = self.from();
                    self.mark(Mark::Again(shown.trim().to_owned(), from));
                }
            }
            El::Mark(citation) => self.mark(Mark::CitationEnd(citation)),
            El::Deletion => {
                let paras = self.take_up();
                if let Some(id) = self.region() {
                    self.changes.keep(id, Change::Deletion(paras));
                }
            }
            El::Other | El::Number | El::Region(_) => {}
        }
        Ok(())
    }

    // --- paragraphs ---

    fn begin_paragraph(&mut self, heading: bool) {
        let style = self.xml.attr(Ns::Text, "style-name").unwrap_or_default();
        let look = self.styles.look(false, &style);
        let carried = if self.frames.is_empty() { self.carry.take() } else { None };
        let joined = carried.is_some();
        let mut frame = carried.unwrap_or_default();
        if !joined || frame.para.is_empty() {
            frame.para.block = if heading {
                let level = self.xml.attr(Ns::Text, "outline-level").and_then(|level| level.parse().ok());
                Block::Heading(level.unwrap_or(1).max(1))
            } else {
                match look.block {
                    // A list item set in a style of headings is an item all the same.
                    Some(Block::Heading(_)) | None if self.lists > 0 => Block::Item,
                    None => Block::Paragraph,
                    Some(block) => block,
                }
            };
        }
        self.grid.tell(&mut frame.para);
        frame.para.furniture = self.furniture;
        self.frames.push(frame);
        self.looks.push(Look {
            italic: look.italic.unwrap_or(false),
            hidden: look.hidden.unwrap_or(false),
            raised: false,
            bold: look.bold.unwrap_or(false),
        });
    }

    fn end_paragraph(&mut self) -> Result<(), Fault> {
        self.looks.pop();
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        if self.changes.is_inserted() && self.frames.is_empty() && self.aside.is_empty() {
            self.carry = Some(frame);
            return Ok(());
        }
        self.emit(frame)
    }

    fn emit(&mut self, frame: Frame) -> Result<(), Fault> {
        let out = match self.frames.last_mut() {
            Some(outer) => &mut outer.after,
            None => &mut self.out,
        };
        end_paragraph(&mut self.count, out, frame.para, frame.after)
    }

    // --- notes ---

    /// Lays aside what is being read.
    fn lay_aside(&mut self) {
        self.aside.push(Aside {
            frames: std::mem::take(&mut self.frames),
            looks: std::mem::replace(&mut self.looks, vec![Look::default()]),
            out: std::mem::take(&mut self.out),
            lists: std::mem::take(&mut self.lists),
            note: self.note.take(),
        });
    }

    /// Takes up again what was laid aside; gives what was read meanwhile.
    fn take_up(&mut self) -> Vec<Para> {
        let aside = self.aside.pop().unwrap_or_default();
        self.frames = aside.frames;
        self.looks = aside.looks;
        self.lists = aside.lists;
        self.note = aside.note;
        std::mem::replace(&mut self.out, aside.out)
    }

    fn begin_note(&mut self) -> El {
        let class = match self.xml.attr(Ns::Text, "note-class").as_deref() {
            Some("endnote") => Class::End,
            _ => Class::Foot,
        };
        let note = self.story.notes.len();
        // A note that is not to be seen is read all the same, and dropped.
        let hidden = self.is_hidden();
        self.story.notes.push(StoryNote { class, missing: hidden, ..StoryNote::default() });
        if !hidden {
            let from = self.from();
            self.mark(Mark::Reference(note, from));
        }
        self.lay_aside();
        self.note = Some(note);
        El::Note
    }

    fn end_note(&mut self) {
        let note = self.note;
        let paras = self.take_up();
        if let Some(note) = note.and_then(|note| self.story.notes.get_mut(note)) {
            note.paras = paras;
        }
    }

    // --- words ---

    fn from(&self) -> From {
        (0, self.xml.span())
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(frame) = self.frames.last_mut() {
            frame.para.mark(mark);
        }
    }

    fn is_hidden(&self) -> bool {
        self.looks.last().is_some_and(|look| look.hidden) || (self.original && self.changes.is_inserted())
    }

    fn text(&mut self, text: &str) {
        if self.open.last() == Some(&El::Number) {
            if let Some(note) = self.note.and_then(|note| self.story.notes.get_mut(note))
                && note.label.len() < 32
            {
                note.label.push_str(text.trim());
            }
            return;
        }
        if let Some(shown) = &mut self.again {
            if shown.len() < 32 {
                shown.push_str(text);
            }
            return;
        }
        self.words(text);
    }

    fn words(&mut self, text: &str) {
        if self.is_hidden() || self.frames.is_empty() {
            return;
        }
        let look = self.looks.last().copied().unwrap_or_default();
        let raised = if look.raised { symbol::raised(text) } else { None };
        let from = self.from();
        if let Some(frame) = self.frames.last_mut() {
            frame.para.weigh(text, look.bold);
            frame.para.words(raised.as_deref().unwrap_or(text), look.italic, from);
        }
    }

    // --- citations ---

    /// `ZOTERO_ITEM CSL_CITATION {…} RNDx` as the name of a mark.
    fn reference_mark(&mut self, name: String, begins: bool) {
        if !name.contains("CSL_CITATION") {
            return;
        }
        if begins {
            self.story.citations.push(csl::citation(&name));
            let citation = self.story.citations.len() - 1;
            self.mark(Mark::Citation(citation));
            self.marks.insert(name, citation);
        } else if let Some(citation) = self.marks.remove(&name) {
            self.mark(Mark::CitationEnd(citation));
        }
    }

    /// LibreOffice's own citation: its data are the element's attributes.
    fn bibliography_mark(&mut self) -> El {
        let data: serde_json::Map<String, serde_json::Value> =
            self.xml.attrs(Ns::Text).into_iter().map(|(name, value)| (name, value.into())).collect();
        let data = serde_json::Value::Object(data).to_string();
        let item = CitedItem { data, ..CitedItem::default() };
        self.story.citations.push(FieldCitation { system: "libreoffice", items: vec![item] });
        let citation = self.story.citations.len() - 1;
        self.mark(Mark::Citation(citation));
        El::Mark(citation)
    }

    // --- tracked changes ---

    fn region(&self) -> Option<String> {
        self.open.iter().rev().find_map(|element| match element {
            El::Region(id) => Some(id.clone()),
            _ => None,
        })
    }

    fn change(&mut self, deletion: bool) -> El {
        if deletion {
            self.lay_aside();
            return El::Deletion;
        }
        if let Some(id) = self.region() {
            self.changes.keep(id, Change::Insertion);
        }
        El::Other
    }

    /// Puts back what was deleted at this point.
    fn restore(&mut self, id: &str) -> Result<(), Fault> {
        let mut paras = self.changes.deleted(id).into_iter();
        let Some(first) = paras.next() else { return Ok(()) };
        let Some(frame) = self.frames.last_mut() else {
            self.out.push(first);
            self.out.extend(paras);
            return Ok(());
        };
        frame.para.append(first);
        for para in paras {
            if let Some(done) = self.frames.pop() {
                self.emit(done)?;
            }
            self.frames.push(Frame { para, after: Vec::new() });
        }
        Ok(())
    }
}

/// Gives each note its run of numbering: footnotes and endnotes apart, a new
/// run where a number comes again, and one for each mark that the author chose.
fn number(notes: &mut [StoryNote]) {
    let mut run = [0_u32, 1];
    let mut seen: [HashSet<String>; 2] = Default::default();
    let mut custom = u32::MAX;
    for note in notes.iter_mut().filter(|note| !note.missing) {
        if note.scope == u32::MAX {
            note.scope = custom;
            custom -= 1;
            continue;
        }
        let class = usize::from(note.class == Class::End);
        if !seen[class].insert(note.label.clone()) {
            run[class] += 2;
            seen[class].clear();
            seen[class].insert(note.label.clone());
        }
        note.scope = run[class];
    }
}
