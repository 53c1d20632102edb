//! Markdown, as authors write it: GitHub's, pandoc's and Quarto's.
//!
//! The parser gives events with byte ranges; this reader shows their words and
//! leaves the markup out. One fact decides the shape: with the parser's old
//! footnotes a note ends at its first blank line, and with the new ones an
//! undefined `[^x]` is plain text. We need whole notes *and* undefined
//! references, so we take the new ones and look for references in text
//! ourselves (`inline`), as we must for `[3]` anyway.
//!
//! - `mark`: numbers that stand for notes;
//! - `inline`: words, markers, links, images;
//! - `notes`: labels, lists of notes, headings above them;
//! - `feet`: notes that no heading announces;
//! - `run_on`: sentences that notes interrupt;
//! - `cite`: keys of a bibliography, notes in the text;
//! - `front`: metadata at the head;
//! - `elements`, `html`: HTML in Markdown.

mod cite;
mod elements;
mod feet;
mod front;
mod heading;
mod html;
mod inline;
mod mark;
mod notes;
mod run_on;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::draft::build::DraftBuilder;
use crate::draft::{Draft, PassageKind, Reader};
use crate::span::Span;
use crate::text::{FileId, Text};

/// The reader.
pub const READER: Reader = Reader::text("markdown", &["md", "markdown", "qmd", "rmd", "mdx"], read);

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

fn read(file: FileId, text: &Text) -> Draft {
    let source = text.content.as_str();
    // The parser takes a byte order mark for a letter: `# Title` after one
    // would be no heading.
    let base = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Markdown::new(source, file);
    // The parser would take any two rules of dashes for metadata, and all that
    // stands between them; so it is not asked to.
    let base = reader.front_matter(base);
    reader.feet = feet::Feet::of(source, base);
    let end = front::metadata_at_end(&source[base..]).map_or(source.len(), |at| base + at);
    reader.events(base..end);
    reader.front_matter(end);
    reader.finish()
}

/// What the reader stands in that outlives one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    Quote,
    Item,
    Definition,
}

/// A list that is being read.
#[derive(Debug, Clone, Copy)]
struct List {
    /// The number of its next item, if it is a list of notes.
    next_note: Option<u64>,
}

/// What ends the note that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NoteEnd<'t> {
    /// The end of a `[^x]:` definition.
    Definition,
    /// The end of its paragraph.
    Paragraph,
    /// The end of a list item at this depth of lists.
    Item(usize),
    /// The closing tag of this element, this many of its name being open.
    Element(&'t str, usize),
    /// The end of a table's row.
    Row,
}

/// The reader's state.
struct Markdown<'t> {
    source: &'t str,
    out: DraftBuilder<'t>,
    containers: Vec<Container>,
    lists: Vec<List>,
    /// The kind of block that the parser's present tag asks for.
    kind: Option<PassageKind>,
    /// The kind of block that the present HTML element asks for.
    element: PassageKind,
    /// Everything in a line up to this byte was dealt with already.
    skip: usize,
    /// End of the last words shown, to tell an escape.
    last: usize,
    /// Nothing of the block, or of the line in a list of notes, was seen yet:
    /// a note's label may come.
    fresh: bool,
    /// No word of the block was shown yet.
    empty: bool,
    images: inline::Images,
    /// Links round the present words; `[3]` is no marker in one.
    links: usize,
    /// A link of HTML is open.
    anchor: bool,
    note: Option<NoteEnd<'t>>,
    /// The level of the heading "Notes" above, and whether that heading says
    /// plainly that notes follow.
    notes_section: Option<(u8, heading::Heading)>,
    /// How many `[3]`-like markers and how many `[^x]` were met.
    numbered: usize,
    labelled: usize,
    titled: bool,
    /// A line break in code that shows only if more code follows.
    code_break: Option<Span>,
    cites: cite::Cites,
    held: run_on::Held,
    feet: feet::Feet<'t>,
    front: front::Front,
}

impl<'t> Markdown<'t> {
    fn new(source: &'t str, file: FileId) -> Self {
        Self {
            source,
            out: DraftBuilder::new(file, source, "markdown"),
            containers: Vec::new(),
            lists: Vec::new(),
            kind: None,
            element: PassageKind::Sentence,
            skip: 0,
            last: 0,
            fresh: true,
            empty: true,
            images: inline::Images::default(),
            links: 0,
            anchor: false,
            note: None,
            notes_section: None,
            numbered: 0,
            labelled: 0,
            titled: false,
            code_break: None,
            cites: cite::Cites::of(source),
            held: run_on::Held::default(),
            feet: feet::Feet::default(),
            front: front::Front::default(),
        }
    }

    /// Reads a part of the file as a document.
    fn events(&mut self, part: Range<usize>) {
        let base = part.start;
        for (event, range) in Parser::new_ext(&self.source[part], OPTIONS).into_offset_iter() {
            self.event(event, range.start + base..range.end + base);
        }
    }

    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        if self.held(&event, &range) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Rule => self.rule(),
            Event::Html(_) => self.html_lines(range),
            // The rest stands in a line, where a mark may have swallowed it.
            _ if range.end <= self.skip => {}
            Event::Text(shown) => self.text(&shown, range),
            Event::Code(shown) => self.code(&shown, range),
            Event::InlineMath(shown) | Event::DisplayMath(shown) => self.code(&shown, range),
            Event::InlineHtml(_) => self.inline_html(range),
            Event::FootnoteReference(_) => self.reference(range),
            Event::SoftBreak | Event::HardBreak => self.line_break(range),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'t>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.begin(),
            Tag::Heading { level, .. } => self.heading(level, range),
            Tag::BlockQuote(_) => self.enter(Container::Quote),
            Tag::CodeBlock(_) if self.is_indented_html(&range) => self.indented_html(range),
            Tag::CodeBlock(_) => self.begin_kind(PassageKind::Code),
            Tag::HtmlBlock => self.begin_html(),
            Tag::List(first) => self.list(first),
            Tag::Item => self.item(range),
            Tag::FootnoteDefinition(_) => self.definition(range),
            Tag::Table(_) => self.begin(),
            Tag::TableHead | Tag::TableRow => self.row(range),
            Tag::TableCell => self.begin_kind(PassageKind::TableCell),
            Tag::Link { dest_url, .. } => self.link(&dest_url, range),
            Tag::Image { .. } => self.image(range),
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => self.begin(),
            Tag::Emphasis => self.out.open_italics(),
            Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph if self.hold(&range) => {}
            TagEnd::Paragraph => self.release(range.end),
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::TableCell => self.close(),
            TagEnd::TableHead | TagEnd::TableRow => self.end_note(NoteEnd::Row),
            TagEnd::BlockQuote(_) => self.leave(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.leave();
                self.end_note(NoteEnd::Paragraph);
                self.end_note(NoteEnd::Item(self.lists.len()));
            }
            TagEnd::FootnoteDefinition => {
                self.leave();
                self.end_note(NoteEnd::Definition);
            }
            TagEnd::Emphasis => self.out.close_italics(),
            TagEnd::Link => self.end_link(range),
            TagEnd::Image => self.end_image(range),
            _ => {}
        }
    }

    /// Ends the block, if one is open; the next words begin another.
    fn close(&mut self) {
        self.out.close();
        self.kind = None;
        self.code_break = None;
        self.fresh = true;
        self.empty = true;
        self.links = 0;
        self.images.block_ends();
    }

    fn begin(&mut self) {
        self.close();
    }

    fn begin_kind(&mut self, kind: PassageKind) {
        self.close();
        self.kind = Some(kind);
    }

    /// Opens a block for words that are about to be shown.
    fn ready(&mut self) {
        if !self.out.is_open() {
            self.out.open(self.present_kind());
        }
        self.fresh = false;
        self.empty = false;
    }

    fn present_kind(&self) -> PassageKind {
        if let Some(kind) = self.kind {
            return kind;
        }
        if self.containers.contains(&Container::Quote) {
            return PassageKind::Quote;
        }
        match self.containers.last() {
            Some(Container::Item) => PassageKind::ListItem,
            _ => self.element,
        }
    }

    fn enter(&mut self, container: Container) {
        self.close();
        self.containers.push(container);
    }

    fn leave(&mut self) {
        self.close();
        self.containers.pop();
    }

    fn heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        self.close();
        if !self.containers.is_empty() {
            // A heading within a list or a quotation heads no section.
            return;
        }
        self.begin_section(level as u8, range);
    }

    /// A heading of the document: its title, or the head of a section.
    fn begin_section(&mut self, level: u8, range: Range<usize>) {
        self.close_note();
        let kind = heading::Heading::of(&self.source[range]);
        match (self.notes_section, kind) {
            (_, Some(kind)) => self.notes_section = Some((level, kind)),
            (Some((above, _)), None) if above >= level => self.notes_section = None,
            _ => {}
        }
        if level == 1 && !self.titled && kind.is_none() {
            self.titled = true;
            self.kind = Some(PassageKind::Title);
            self.out.open(PassageKind::Title);
        } else {
            self.kind = Some(PassageKind::Heading);
            self.out.open_heading(level);
        }
    }

    fn rule(&mut self) {
        self.close();
        if self.containers.is_empty() {
            self.close_note();
        }
    }

    fn finish(mut self) -> Draft {
        self.release(self.source.len());
        self.read_inline_notes();
        self.front_references();
        let mut draft = self.out.finish();
        notes::match_labels(&mut draft);
        draft
    }

    /// Bytes of the file as a span.
    fn span(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}
