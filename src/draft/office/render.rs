//! A story as a rendition: one line for each paragraph, then one for each
//! paragraph of the notes.

use std::collections::HashMap;

use super::story::{Class, From, Mark, Para, Story, StoryNote};
use super::{Fault, Unpacked};
use crate::span::Span;
use crate::text::rendition::{Block, Event, Origin, Spot, What};

/// Spans are 32 bits; a rendition must fit.
const MAX_CONTENT: usize = 1 << 31;

/// Renders a story.
///
/// # Errors
/// The text would be longer than spans can say.
pub fn render(story: Story) -> Result<Unpacked, Fault> {
    let mut renderer = Renderer::new(&story);
    let (mut count, mut part) = (0, None);
    for para in story.body.iter().filter(|para| !para.is_empty()) {
        // Each file of a book has paragraphs of its own.
        count = if para.part == part { count + 1 } else { 1 };
        part = para.part;
        renderer.body(para, count)?;
    }
    for note in story.notes.iter().filter(|note| !note.missing) {
        renderer.note(note)?;
    }
    let Unpacked { content, mut rendition } = renderer.out;
    rendition.format = story.format;
    rendition.language = story.language;
    rendition.has_notes = !story.notes.is_empty();
    rendition.remarks = story.remarks.into_iter().map(|text| (Span::at(0), text)).collect();
    rendition.parts = story.parts;
    rendition.citations = story.citations;
    Ok(Unpacked { content, rendition })
}

struct Renderer<'a> {
    story: &'a Story,
    out: Unpacked,
    /// The line of the last heading.
    heading: Option<u32>,
    /// Heading levels in use, ascending.
    levels: Vec<u8>,
    /// No heading is set in a style of headings, so that short bold lines are.
    bold: bool,
    /// Most of it is set in a style of code: a text that was pasted as it was.
    code: bool,
    /// Notes by what a person sees, for numbers that are repeated.
    labels: HashMap<&'a str, usize>,
    /// What is open and must be closed before the line ends.
    italic: bool,
    link: bool,
    citation: Option<usize>,
}

impl<'a> Renderer<'a> {
    fn new(story: &'a Story) -> Self {
        let mut levels: Vec<u8> = story
            .body
            .iter()
            .filter(|para| !para.is_empty())
            .filter_map(|para| if let Block::Heading(level) = para.block { Some(level) } else { None })
            .collect();
        levels.sort_unstable();
        levels.dedup();
        let paras = || story.body.iter().filter(|para| !para.is_empty());
        // Where half of the lines are bold, bold means nothing.
        let bold = levels.is_empty() && paras().filter(|para| heads(para)).count() * 2 < paras().count();
        let code = paras().filter(|para| para.block == Block::Code).count() * 2 > paras().count();
        let mut labels = HashMap::new();
        for (at, note) in story.notes.iter().enumerate() {
            labels.entry(note.label.as_str()).or_insert(at);
        }
        Self {
            story,
            out: Unpacked::default(),
            heading: None,
            levels,
            bold,
            code,
            labels,
            italic: false,
            link: false,
            citation: None,
        }
    }

    fn body(&mut self, para: &Para, count: usize) -> Result<(), Fault> {
        let block = self.block(para);
        let name = format!("paragraph {count}{}", self.of(para.part));
        let spot = Spot { name, heading: self.heading };
        if let Block::Heading(_) = block {
            self.heading = u32::try_from(self.out.rendition.lines.len()).ok();
        }
        self.out.rendition.lines.push(spot);
        if let (Block::Cell, Some(cell)) = (block, para.cell) {
            self.event(What::Cell(cell));
        }
        self.event(What::Open(block));
        if let (Block::Item, Some(label)) = (block, &para.label) {
            self.push(&format!("{label} "), None)?;
        }
        self.para(para, "")?;
        self.event(What::Close);
        self.out.content.push('\n');
        Ok(())
    }

    fn block(&self, para: &Para) -> Block {
        let closed = |field: u32| self.story.furniture.get(field as usize).copied().unwrap_or(false);
        let cells = para.table.and_then(|table| self.story.tables.get(table as usize));
        match para.block {
            _ if para.furniture.is_some_and(closed) => Block::Furniture,
            Block::Heading(level) if para.table.is_none() => {
                let rank = self.levels.partition_point(|&other| other < level) + 1;
                Block::Heading(u8::try_from(rank).unwrap_or(u8::MAX))
            }
            Block::Paragraph if self.bold && heads(para) => Block::Heading(1),
            Block::Code if self.code => Block::Paragraph,
            Block::Furniture => Block::Furniture,
            Block::Code => Block::Code,
            block if cells.is_some_and(|&count| count > 1) => match block {
                Block::Caption => Block::Caption,
                _ => Block::Cell,
            },
            // A heading in a frame of one cell names the frame, not a section.
            Block::Heading(_) => Block::Caption,
            block => block,
        }
    }

    /// Which part something stands in, where people find it by that.
    fn of(&self, part: Option<u16>) -> String {
        let name = part.and_then(|part| self.story.parts.get(usize::from(part)));
        name.map(|name| format!(" of {}", name.rsplit('/').next().unwrap_or(name))).unwrap_or_default()
    }

    fn note(&mut self, note: &StoryNote) -> Result<(), Fault> {
        let name = match note.class {
            Class::Foot => format!("note {}{}", note.label, self.of(note.part)),
            Class::End => format!("endnote {}", note.label),
        };
        let label = format!("[{}]", note.label);
        let span = self.push(&label, None)?;
        let what = What::OpenNote { id: note.label.clone(), scope: note.scope };
        self.out.rendition.events.push(Event { span, what });
        let mut first = true;
        for para in note.paras.iter().filter(|para| !para.is_empty()) {
            if first {
                self.push(" ", None)?;
            } else {
                self.out.content.push('\n');
                self.event(What::Open(Block::Paragraph));
            }
            self.out.rendition.lines.push(Spot { name: name.clone(), heading: None });
            // A custom mark is typed again before the note's words.
            self.para(para, if first { &note.label } else { "" })?;
            first = false;
        }
        if first {
            self.out.rendition.lines.push(Spot { name, heading: None });
        }
        self.event(What::CloseNote);
        self.out.content.push('\n');
        Ok(())
    }

    /// The words of one line with what is said about them. `label` is left out
    /// if the words begin with it.
    fn para(&mut self, para: &Para, label: &str) -> Result<(), Fault> {
        let custom = !label.is_empty() && !label.bytes().all(|b| b.is_ascii_alphanumeric());
        let words = para.text.trim_start();
        let mut at = para.text.len() - words.len();
        if custom && let Some(rest) = words.strip_prefix(label) {
            at = para.text.len() - rest.trim_start().len();
        }
        let mut marks = 0;
        while marks < para.marks.len() {
            let (place, mark) = &para.marks[marks];
            let place = *place as usize;
            if !matches!(mark, Mark::Reference(..) | Mark::Again(..)) {
                self.words(para, at, place)?;
                at = at.max(place);
                self.say(mark);
                marks += 1;
                continue;
            }
            let group = Group::find(para, marks, at);
            self.words(para, at, group.start)?;
            self.markers(para, &group)?;
            at = at.max(group.end);
            marks = group.last + 1;
        }
        self.words(para, at, para.text.len())?;
        if std::mem::take(&mut self.italic) {
            self.event(What::Italics(false));
        }
        if std::mem::take(&mut self.link) {
            self.event(What::LinkEnd);
        }
        if let Some(citation) = self.citation.take() {
            self.event(What::CitationEnd(citation));
        }
        Ok(())
    }

    fn say(&mut self, mark: &Mark) {
        match mark {
            Mark::Italics(on) => {
                self.italic = *on;
                self.event(What::Italics(*on));
            }
            Mark::Link(target) => {
                if std::mem::replace(&mut self.link, true) {
                    self.event(What::LinkEnd);
                }
                self.event(What::Link(target.clone()));
            }
            Mark::LinkEnd if std::mem::take(&mut self.link) => self.event(What::LinkEnd),
            Mark::Citation(citation) => {
                if let Some(open) = self.citation.replace(*citation) {
                    self.event(What::CitationEnd(open));
                }
                self.event(What::Citation(*citation));
            }
            Mark::CitationEnd(citation) if self.citation == Some(*citation) => {
                self.citation = None;
                self.event(What::CitationEnd(*citation));
            }
            Mark::LinkEnd | Mark::CitationEnd(_) | Mark::Reference(..) | Mark::Again(..) => {}
        }
    }

    /// Shows bytes of a paragraph.
    fn words(&mut self, para: &Para, start: usize, end: usize) -> Result<(), Fault> {
        let Some(words) = para.text.get(start..end).filter(|words| !words.is_empty()) else {
            return Ok(());
        };
        let base = self.out.content.len();
        let first = para.origins.partition_point(|(at, _)| *at as usize <= start).saturating_sub(1);
        for (nth, (at, from)) in para.origins.iter().enumerate().skip(first) {
            let at = *at as usize;
            if at >= end {
                break;
            }
            let until = para.origins.get(nth + 1).map_or(para.text.len(), |(next, _)| *next as usize);
            let within = at.saturating_sub(start);
            self.out.rendition.origins.push(Origin {
                start: Span::at(base + within).start,
                part: from.0,
                bytes: shown_of(from.1, (at, until), (start, end)),
            });
        }
        let span = self.push(words, None)?;
        self.out.rendition.events.push(Event { span, what: What::Words });
        Ok(())
    }

    /// Shows a group of markers.
    fn markers(&mut self, para: &Para, group: &Group) -> Result<(), Fault> {
        let start = self.out.content.len();
        if let Some(open) = group.bracket {
            self.push(open.encode_utf8(&mut [0; 4]), None)?;
        }
        let mut found = Vec::new();
        for (nth, mark) in (group.first..=group.last).enumerate() {
            let (id, scope, from) = match &para.marks[mark].1 {
                Mark::Reference(note, from) => match self.story.notes.get(*note) {
                    Some(note) => (note.label.as_str(), note.scope, *from),
                    None => continue,
                },
                Mark::Again(shown, from) => {
                    let note = self.labels.get(shown.as_str()).map(|&note| &self.story.notes[note]);
                    (shown.as_str(), note.map_or(0, |note| note.scope), *from)
                }
                _ => continue,
            };
            if nth > 0 && (group.bracket.is_some() || group.comma) {
                self.push(", ", None)?;
            }
            let shown = if group.bracket.is_some() { id.to_owned() } else { format!("[{id}]") };
            let span = self.push(&shown, Some(from))?;
            found.push((span, id.to_owned(), scope));
        }
        if let Some(open) = group.bracket {
            self.push(if open == '(' { ")" } else { "]" }, None)?;
        }
        let whole = Span::new(start, self.out.content.len());
        let single = found.len() == 1;
        for (span, id, scope) in found {
            let span = if single { whole } else { span };
            self.out.rendition.events.push(Event { span, what: What::Marker { id, scope, group: whole } });
        }
        Ok(())
    }

    fn push(&mut self, words: &str, from: Option<From>) -> Result<Span, Fault> {
        let start = self.out.content.len();
        if start + words.len() > MAX_CONTENT {
            return Err(Fault::new("its text is longer than 2 GB, the most that is read"));
        }
        let span = Span::new(start, start + words.len());
        if let Some((part, bytes)) = from {
            self.out.rendition.origins.push(Origin { start: span.start, part, bytes });
        }
        self.out.content.push_str(words);
        Ok(span)
    }

    fn event(&mut self, what: What) {
        let span = Span::at(self.out.content.len());
        self.out.rendition.events.push(Event { span, what });
    }
}

/// The bytes that show those words of a run, all of which stand at `run`, that lie in `shown`. Where
/// the words are as long as their bytes, each stands for one; else the whole run does.
fn shown_of(bytes: Span, run: (usize, usize), shown: (usize, usize)) -> Span {
    if bytes.len() != run.1.saturating_sub(run.0) {
        return bytes;
    }
    let start = shown.0.max(run.0) - run.0;
    let end = shown.1.min(run.1).saturating_sub(run.0);
    bytes.lift(Span::new(start, end))
}

/// Whether a paragraph looks like a heading made by hand: a short line, all
/// bold, without a stop at its end.
fn heads(para: &Para) -> bool {
    let words = para.text.trim();
    para.block == Block::Paragraph
        && para.table.is_none()
        && para.furniture.is_none()
        && para.is_bold()
        && words.chars().count() <= 100
        && words.contains(char::is_alphabetic)
        && !words.ends_with(['.', ',', ';', ':', '!', '”', '"'])
}

/// Markers that stand together, and the brackets typed round them.
struct Group {
    /// Index of the first and last mark.
    first: usize,
    last: usize,
    /// Bytes of the paragraph that belong to the group: typed brackets, commas.
    start: usize,
    end: usize,
    bracket: Option<char>,
    /// Whether the author typed commas between them.
    comma: bool,
}

impl Group {
    /// The group that begins with this mark; bytes before `from` are shown already.
    fn find(para: &Para, first: usize, from: usize) -> Self {
        let text = para.text.as_str();
        let start = (para.marks[first].0 as usize).max(from);
        let (mut last, mut end, mut comma) = (first, start, false);
        for next in first + 1..para.marks.len() {
            let (place, mark) = &para.marks[next];
            let between = text.get(end..*place as usize).unwrap_or("x");
            // A comma between two markers was set for the markers' sake.
            if !matches!(between.trim(), "" | "," | ";") || between.len() > 3 {
                break;
            }
            match mark {
                Mark::Reference(..) | Mark::Again(..) => {
                    if between.trim().is_empty() {
                        break;
                    }
                    (last, end, comma) = (next, *place as usize, true);
                }
                Mark::Italics(_) => {}
                _ => break,
            }
        }
        let (before, after) = (&text[from.min(start)..start], text.get(end..).unwrap_or(""));
        let pair = [('(', ')'), ('[', ']')]
            .into_iter()
            .find(|&(open, close)| before.ends_with(open) && after.starts_with(close));
        match pair {
            Some((open, _)) => {
                Self { first, last, start: start - 1, end: end + 1, bracket: Some(open), comma }
            }
            None => Self { first, last, start, end, bracket: None, comma },
        }
    }
}
