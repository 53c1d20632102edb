//! One walk over the body, or the notes, of a Word file.
//!
//! The walk keeps a stack of open elements of its own, so depth costs memory
//! for each level but never the program's stack. What it does not know it
//! walks through: a checker must not lose words that stand in an element it
//! has never heard of.

mod words;

use std::collections::HashMap;

use super::super::office::story::{Class, Grid, Mark, Para, Story, end_paragraph};
use super::super::office::xml::{Ns, Token, Xml};
use super::super::office::{Changes, Fault};
use super::Book;
use super::count::Numbering;
use super::field::{Field, Kind};
use super::lists::Lists;
use super::parts::Relations;
use super::props::{self, RunProps};
use super::styles::is_on;
use crate::span::Span;
use crate::text::rendition::Block;

/// Fields nest a few deep; more is no document.
const MAX_FIELDS: usize = 256;

/// A note's first reference.
#[derive(Debug)]
pub struct Reference {
    /// Foot- or endnote.
    pub class: Class,
    /// The note's id in its part.
    pub id: String,
    /// The section it stands in.
    pub section: usize,
    /// Its mark, if the author chose one.
    pub custom: Option<String>,
}

/// What the body gave.
#[derive(Debug, Default)]
pub struct Body {
    /// References in order, each note once.
    pub references: Vec<Reference>,
    /// How each section numbers its notes.
    pub sections: Vec<[Numbering; 2]>,
}

/// An element that is open.
#[derive(Debug, Clone, PartialEq)]
enum El {
    Other,
    Para,
    Run,
    /// Its characters are words.
    Words,
    Instruction,
    FieldData,
    /// A field in one element; how many were open before it.
    Simple(usize),
    Link,
    Table,
    Cell,
    /// Alternatives; whether one was taken.
    Alternatives(bool),
    /// A content control.
    Control(Control),
    Note,
}

/// What a content control holds.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Control {
    Words,
    /// "Click here to enter text."
    Placeholder,
    /// A table of contents; what made furniture before it.
    Furniture(Option<u32>),
}

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Frame {
    para: Para,
    base: RunProps,
    /// The paragraph goes on in the next one: its mark was deleted.
    joins: bool,
    /// It began in an earlier paragraph that had words.
    joined: bool,
    section: Option<[Numbering; 2]>,
    /// Paragraphs of text boxes in it, to stand after it.
    after: Vec<Para>,
}

/// A walk over one part.
pub struct Walk<'a> {
    book: &'a Book,
    links: &'a Relations,
    story: &'a mut Story,
    xml: Xml<'a>,
    part: u16,
    open: Vec<El>,
    frames: Vec<Frame>,
    carry: Option<Frame>,
    runs: Vec<RunProps>,
    fields: Vec<Field>,
    /// How many fields are open whose result has not begun.
    pending: usize,
    /// The tables that are open.
    grid: Grid,
    furniture: Option<u32>,
    out: Vec<Para>,
    count: usize,
    body: Body,
    seen: HashMap<(bool, String), usize>,
    /// The reference whose own mark follows in this run.
    custom: Option<usize>,
    note: Option<String>,
    notes: HashMap<String, Vec<Para>>,
    lists: Lists,
}

impl<'a> Walk<'a> {
    /// Begins a walk over a part.
    pub fn new(
        book: &'a Book,
        links: &'a Relations,
        story: &'a mut Story,
        part: &'a str,
        source: &'a str,
    ) -> Self {
        story.parts.push(part.to_owned());
        let index = u16::try_from(story.parts.len() - 1).unwrap_or(u16::MAX);
        Self {
            book,
            links,
            story,
            xml: Xml::new(part, source),
            part: index,
            open: Vec::new(),
            frames: Vec::new(),
            carry: None,
            runs: Vec::new(),
            fields: Vec::new(),
            pending: 0,
            grid: Grid::default(),
            furniture: None,
            out: Vec::new(),
            count: 0,
            body: Body::default(),
            seen: HashMap::new(),
            custom: None,
            note: None,
            notes: HashMap::new(),
            lists: Lists::default(),
        }
    }

    /// The lists whose items are to be numbered.
    pub fn with_lists(mut self, lists: Lists) -> Self {
        self.lists = lists;
        self
    }

    /// Reads the body into the story.
    pub fn body(mut self) -> Result<Body, Fault> {
        self.walk()?;
        self.flush()?;
        self.story.body = std::mem::take(&mut self.out);
        Ok(self.body)
    }

    /// Reads a part of notes: their paragraphs by id.
    pub fn notes(mut self) -> Result<HashMap<String, Vec<Para>>, Fault> {
        self.walk()?;
        Ok(self.notes)
    }

    fn walk(&mut self) -> Result<(), Fault> {
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
                Token::Text(text) => match self.open.last() {
                    Some(El::Words) => self.words(&text),
                    Some(El::Instruction) => {
                        if let Some(field) = self.fields.last_mut().filter(|field| !field.in_result) {
                            field.instruct(&text);
                        }
                    }
                    Some(El::FieldData) => {
                        if let Some(field) = self.fields.last_mut() {
                            field.add_data(&text);
                        }
                    }
                    _ => {}
                },
            }
        }
        Ok(())
    }

    /// An element begins. `None` if it was passed over whole.
    fn start(&mut self, ns: Ns, name: &str) -> Result<Option<El>, Fault> {
        match ns {
            Ns::Word => self.start_word(name),
            Ns::Compat => self.start_compat(name),
            Ns::Math if name == "t" => Ok(Some(El::Words)),
            Ns::Math if name.ends_with("Pr") => self.pass(),
            _ => Ok(Some(El::Other)),
        }
    }

    fn pass(&mut self) -> Result<Option<El>, Fault> {
        self.xml.skip()?;
        Ok(None)
    }

    fn start_compat(&mut self, name: &str) -> Result<Option<El>, Fault> {
        match (name, self.open.last_mut()) {
            ("AlternateContent", _) => Ok(Some(El::Alternatives(false))),
            // A text box comes twice: for new and for old programs.
            ("Choice" | "Fallback", Some(El::Alternatives(taken))) => {
                if std::mem::replace(taken, true) {
                    self.pass()
                } else {
                    Ok(Some(El::Other))
                }
            }
            _ => Ok(Some(El::Other)),
        }
    }

    fn start_word(&mut self, name: &str) -> Result<Option<El>, Fault> {
        let original = self.book.changes == Changes::Original;
        match name {
            "p" => self.begin_paragraph(),
            "pPr" if self.open.last() == Some(&El::Para) => return self.paragraph_properties(),
            "r" => {
                let base = self.frames.last().map_or(RunProps::default(), |frame| frame.base);
                self.runs.push(base);
                return Ok(Some(El::Run));
            }
            "rPr" if self.open.last() == Some(&El::Run) => {
                let base = self.runs.last().copied().unwrap_or_default();
                let props = props::run(&mut self.xml, &self.book.styles, base)?;
                if let Some(run) = self.runs.last_mut() {
                    *run = props;
                }
                return Ok(None);
            }
            "t" => return Ok(Some(El::Words)),
            "delText" if original => return Ok(Some(El::Words)),
            "instrText" => return Ok(Some(El::Instruction)),
            "delInstrText" if original => return Ok(Some(El::Instruction)),
            "del" | "moveFrom" if !original => return self.pass(),
            "ins" | "moveTo" if original => return self.pass(),
            "tab" | "ptab" => self.words("\t"),
            "br" | "cr" => self.words(" "),
            "noBreakHyphen" => self.words("\u{2011}"),
            "sym" => self.symbol(),
            "footnoteReference" => self.reference(Class::Foot),
            "endnoteReference" => self.reference(Class::End),
            "fldChar" => self.field_char(),
            "fldData" => return Ok(Some(El::FieldData)),
            "fldSimple" => return Ok(Some(self.simple_field())),
            "hyperlink" => {
                self.link();
                return Ok(Some(El::Link));
            }
            "sdt" => return Ok(Some(El::Control(Control::Words))),
            "sdtPr" => return self.control_properties(),
            "sdtContent" if self.open.last() == Some(&El::Control(Control::Placeholder)) => {
                return self.placeholder();
            }
            "sectPr" => {
                let section = props::section(&mut self.xml)?;
                self.flush()?;
                self.body.sections.push(section);
                return Ok(None);
            }
            "footnote" | "endnote" => return self.begin_note(),
            _ => return self.start_table(name),
        }
        Ok(Some(if name == "p" { El::Para } else { El::Other }))
    }

    fn start_table(&mut self, name: &str) -> Result<Option<El>, Fault> {
        match name {
            "tbl" => {
                self.flush()?;
                self.grid.open_table(&mut self.story.tables);
                Ok(Some(El::Table))
            }
            "tr" => {
                self.grid.open_row();
                Ok(Some(El::Other))
            }
            "tc" => {
                self.grid.open_cell(&mut self.story.tables);
                Ok(Some(El::Cell))
            }
            "trPr" | "tcPr" => {
                if self.is_row_gone()? {
                    // The rest of the row or cell.
                    self.xml.skip()?;
                    let element = self.open.pop().unwrap_or(El::Other);
                    self.end(element)?;
                }
                Ok(None)
            }
            "altChunk" | "subDoc" => {
                let words = "The file takes in another document here and there; that document is not read.";
                if !self.story.remarks.iter().any(|remark| remark == words) {
                    self.story.remarks.push(words.to_owned());
                }
                Ok(Some(El::Other))
            }
            "rPr" | "pPr" | "tblPr" | "tblGrid" | "tblPrEx" | "sdtEndPr" | "smartTagPr" | "customXmlPr"
            | "rubyPr" | "rt" | "numberingChange" | "delText" | "delInstrText" => self.pass(),
            _ => Ok(Some(El::Other)),
        }
    }

    /// Whether a tracked change takes the row or cell away.
    fn is_row_gone(&mut self) -> Result<bool, Fault> {
        let original = self.book.changes == Changes::Original;
        let (outside, mut gone) = (self.xml.depth() - 1, false);
        while self.xml.depth() > outside {
            match self.xml.pull()? {
                None => break,
                Some(Token::Start(Ns::Word, "del" | "cellDel")) => gone |= !original,
                Some(Token::Start(Ns::Word, "ins" | "cellIns")) => gone |= original,
                Some(Token::Start(Ns::Word, "gridSpan")) => {
                    let columns = self.xml.attr(Ns::Word, "val").and_then(|columns| columns.parse().ok());
                    self.grid.widen(columns);
                    self.xml.skip()?;
                }
                Some(Token::Start(..)) => self.xml.skip()?,
                Some(_) => {}
            }
        }
        Ok(gone)
    }

    /// Words that a form shows until somebody writes in it: no words of the author's, but said, since a program may have
    /// marked what is none so.
    fn placeholder(&mut self) -> Result<Option<El>, Fault> {
        let (outside, mut words) = (self.xml.depth() - 1, String::new());
        while self.xml.depth() > outside {
            match self.xml.pull()? {
                None => break,
                Some(Token::Text(text)) => words.push_str(&text),
                Some(Token::Start(Ns::Word, "p")) => words.push(' '),
                Some(_) => {}
            }
        }
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.story.placeholders.push(words.chars().take(80).collect());
        }
        Ok(None)
    }

    fn control_properties(&mut self) -> Result<Option<El>, Fault> {
        let (outside, mut kind) = (self.xml.depth() - 1, Control::Words);
        while self.xml.depth() > outside {
            match self.xml.pull()? {
                None => break,
                Some(Token::Start(Ns::Word, "showingPlcHdr")) => {
                    if is_on(self.xml.attr(Ns::Word, "val")) {
                        kind = Control::Placeholder;
                    }
                }
                Some(Token::Start(Ns::Word, "docPartGallery")) => {
                    let gallery = self.xml.attr(Ns::Word, "val").unwrap_or_default();
                    if matches!(gallery.as_str(), "Table of Contents" | "Bibliographies" | "Table of Figures")
                    {
                        kind = Control::Furniture(self.furniture);
                    }
                }
                Some(_) => {}
            }
        }
        if let Some(El::Control(control)) = self.open.last_mut() {
            *control = kind;
            if let Control::Furniture(_) = kind {
                self.furniture = Some(Span::at(self.story.furniture.len()).start);
                self.story.furniture.push(true);
            }
        }
        Ok(None)
    }

    fn end(&mut self, element: El) -> Result<(), Fault> {
        match element {
            El::Para => self.end_paragraph()?,
            El::Run => {
                self.runs.pop();
                self.end_custom();
            }
            El::Simple(before) => {
                while self.fields.len() > before {
                    self.end_field();
                }
            }
            El::Link => self.mark(Mark::LinkEnd),
            El::Table => {
                self.flush()?;
                self.grid.close_table();
            }
            El::Cell => self.flush()?,
            El::Control(Control::Furniture(before)) => self.furniture = before,
            El::Note => self.end_note()?,
            _ => {}
        }
        Ok(())
    }

    // --- paragraphs ---

    fn begin_paragraph(&mut self) {
        let carried = if self.frames.is_empty() { self.carry.take() } else { None };
        let mut frame = carried.unwrap_or_default();
        frame.joined = !frame.para.is_empty();
        frame.joins = false;
        self.grid.tell(&mut frame.para);
        if frame.para.furniture.is_none() {
            let field = self.fields.iter().find_map(|field| match field.kind {
                Kind::Furniture(field) => Some(field),
                _ => None,
            });
            frame.para.furniture = self.furniture.or(field);
        }
        self.frames.push(frame);
    }

    fn paragraph_properties(&mut self) -> Result<Option<El>, Fault> {
        let props = props::para(&mut self.xml, &self.book.styles)?;
        let original = self.book.changes == Changes::Original;
        if let Some(frame) = self.frames.last_mut() {
            let label = props.list.and_then(|(list, level)| self.lists.label(&list, level));
            if !frame.joined {
                frame.para.block = props.block;
                frame.para.label = label.filter(|_| props.block == Block::Item);
            }
            let (italic, hidden, bold) = (props.italic, props.hidden, props.bold);
            frame.base = RunProps { italic, hidden, bold, ..RunProps::default() };
            frame.joins = if original { props.inserted } else { props.deleted };
            frame.section = props.section;
        }
        Ok(None)
    }

    fn end_paragraph(&mut self) -> Result<(), Fault> {
        while self.fields.last().is_some_and(|field| !field.in_result) {
            // Its end is missing: it must not swallow what follows.
            self.fields.pop();
            self.pending -= 1;
        }
        let Some(mut frame) = self.frames.pop() else { return Ok(()) };
        let section = frame.section.take();
        if frame.joins && self.frames.is_empty() {
            self.carry = Some(frame);
        } else {
            self.emit(frame)?;
        }
        if let Some(section) = section {
            self.body.sections.push(section);
        }
        Ok(())
    }

    fn emit(&mut self, frame: Frame) -> Result<(), Fault> {
        let out = match self.frames.last_mut() {
            Some(outer) => &mut outer.after,
            None => &mut self.out,
        };
        end_paragraph(&mut self.count, out, frame.para, frame.after)
    }

    /// Ends a paragraph that waits for one to join.
    fn flush(&mut self) -> Result<(), Fault> {
        match self.carry.take() {
            Some(frame) if self.frames.is_empty() => self.emit(frame),
            carry => {
                self.carry = carry;
                Ok(())
            }
        }
    }

    // --- notes ---

    fn begin_note(&mut self) -> Result<Option<El>, Fault> {
        let kind = self.xml.attr(Ns::Word, "type").unwrap_or_default();
        if matches!(kind.as_str(), "separator" | "continuationSeparator" | "continuationNotice") {
            return self.pass();
        }
        self.note = self.xml.attr(Ns::Word, "id");
        Ok(Some(El::Note))
    }

    fn end_note(&mut self) -> Result<(), Fault> {
        self.flush()?;
        self.fields.clear();
        self.pending = 0;
        let paras = std::mem::take(&mut self.out);
        if let Some(id) = self.note.take() {
            self.notes.entry(id).or_insert(paras);
        }
        Ok(())
    }
}
