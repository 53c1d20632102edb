//! From a rendition to a draft: one walk over its events.

use super::typed::Typed;
use crate::draft::build::DraftBuilder;
use crate::draft::plain::Shape;
use crate::draft::{Draft, PassageKind};
use crate::span::Span;
use crate::text::rendition::{Block, Event, Rendition, Spot, What};
use crate::text::{FileId, Text};

/// Fewer lines than this show no shape by which headings could be told.
const SHAPED_FROM: usize = 8;

/// Reads the rendition of a packaged file.
pub fn read(file: FileId, text: &Text, format: &'static str) -> Draft {
    let mut builder = DraftBuilder::new(file, &text.content, format);
    let Some(rendition) = text.rendition() else {
        builder.remark(Span::at(0), "This is not a packaged file, so it was read as one paragraph.");
        builder.open(PassageKind::Sentence);
        builder.text(text.span());
        return builder.finish();
    };
    builder.language(rendition.language.as_deref().unwrap_or(""));
    for (span, words) in &rendition.remarks {
        builder.remark(*span, words.as_str());
    }
    // Without real notes there may be typed ones, and where no style makes a
    // heading, lines may look like some: then it is read as plain text is.
    let styled = |event: &Event| matches!(event.what, What::Open(Block::Heading(_)));
    let titled = rendition.events.iter().any(|event| event.what == What::Open(Block::Title));
    let shaped = rendition.lines.iter().filter(|spot| is_body(spot)).count() >= SHAPED_FROM
        && !rendition.events.iter().any(styled);
    let typed = Typed::find(text, rendition.has_notes, shaped);
    let mut teller = Teller { text, rendition, builder, typed, titled, cited: None, note: None };
    for event in &rendition.events {
        teller.event(event);
    }
    teller.builder.finish()
}

struct Teller<'a> {
    text: &'a Text,
    rendition: &'a Rendition,
    builder: DraftBuilder<'a>,
    typed: Option<Typed>,
    /// A style makes a title.
    titled: bool,
    /// The citation that is open, and where it began in the text and in the view.
    cited: Option<(usize, u32, u32)>,
    /// The typed note that is open.
    note: Option<usize>,
}

impl Teller<'_> {
    fn event(&mut self, event: &Event) {
        let span = event.span;
        match &event.what {
            What::Open(block) => self.open(*block, span),
            What::Close => self.close(),
            // The review page sets rows; passages know no more than that they are cells.
            What::Cell(_) => {}
            What::Words => self.words(span),
            What::Marker { id, scope, group } => {
                self.builder.set_scope(*scope);
                self.builder.grouped_marker(id.as_str(), span, *group);
            }
            What::OpenNote { id, scope } => {
                self.builder.set_scope(*scope);
                self.builder.open_note(id.as_str(), span, false);
                self.builder.open(PassageKind::Sentence);
            }
            What::CloseNote => self.builder.close_note(),
            What::Italics(true) => self.builder.open_italics(),
            What::Italics(false) => self.builder.close_italics(),
            What::Link(target) => self.builder.open_link(span.start, target.as_str()),
            What::LinkEnd => self.builder.close_link(span.start),
            What::Citation(citation) => {
                self.cited = Some((*citation, span.start, self.builder.next_view()));
            }
            What::CitationEnd(_) => {
                if let Some((citation, start, view)) = self.cited.take()
                    && let Some(data) = self.rendition.citations.get(citation)
                {
                    let place = Span { start, end: span.start.max(start) };
                    self.builder.field_citation(place, view, data.clone());
                }
            }
        }
    }

    fn open(&mut self, block: Block, span: Span) {
        let line = self.text.line(span.start) - 1;
        if let Some(typed) = &self.typed
            && let Some(note) = typed.note_at(line)
        {
            if self.note != Some(note) {
                let found = &typed.notes()[note];
                self.builder.set_scope(found.scope);
                self.builder.open_note(found.id.as_str(), found.label, found.unnumbered);
                self.note = Some(note);
            }
            self.builder.open(PassageKind::Sentence);
            return;
        }
        self.end_note();
        let shape = self.typed.as_ref().and_then(|typed| typed.shape_at(line));
        let own = self.rendition.lines.get(line).is_some_and(is_body);
        match (block, shape) {
            (Block::Paragraph, Some(shape)) if own => return self.open_shape(shape),
            _ => {}
        }
        match block {
            Block::Heading(level) => self.builder.open_heading(level),
            block => self.builder.open(kind(block)),
        }
    }

    /// Begins a paragraph that is what it looks like.
    fn open_shape(&mut self, shape: Shape) {
        match shape {
            Shape::Title if !self.titled => self.builder.open(PassageKind::Title),
            Shape::Title => self.builder.open(PassageKind::Sentence),
            Shape::Byline => self.builder.open(PassageKind::Byline),
            Shape::Heading(level) => self.builder.open_heading(level),
            Shape::Caption => self.builder.open(PassageKind::Caption),
            Shape::Furniture => self.builder.open(PassageKind::Furniture),
        }
    }

    fn close(&mut self) {
        // A typed note ends where the next line is not part of it.
        self.builder.close();
    }

    fn end_note(&mut self) {
        if self.note.take().is_some() {
            self.builder.close_note();
        }
    }

    /// Words, with the typed markers among them.
    fn words(&mut self, span: Span) {
        let Some(typed) = self.typed.as_ref().filter(|typed| !typed.notes().is_empty()) else {
            return self.builder.text(span);
        };
        let mut from = span.start;
        if let Some(note) = self.note {
            from = from.max(typed.notes()[note].label.end.min(span.end));
        }
        let line = self.text.line(span.start) - 1;
        let builder = &mut self.builder;
        // What stands raised on a page was judged there: an exponent is no marker.
        let judged = self.rendition.format == "pdf";
        let source = self.text.content.as_bytes();
        typed.scan(&self.text.content, Span { start: from, end: span.end }, line, &mut |mark, scope| {
            if judged && !matches!(source.get(mark.group.start as usize), Some(b'[' | b'(')) {
                return;
            }
            if mark.group.start > from {
                builder.text(Span { start: from, end: mark.group.start });
            }
            builder.set_scope(scope);
            builder.grouped_marker(mark.id.as_str(), mark.place, mark.group);
            from = from.max(mark.group.end);
        });
        self.builder.text(Span { start: from, end: span.end.max(from) });
    }
}

/// Whether a line is of the text, not of a note.
fn is_body(spot: &Spot) -> bool {
    spot.name.starts_with("paragraph")
}

fn kind(block: Block) -> PassageKind {
    match block {
        Block::Title => PassageKind::Title,
        Block::Byline => PassageKind::Byline,
        Block::Heading(_) => PassageKind::Heading,
        Block::Paragraph => PassageKind::Sentence,
        Block::Item => PassageKind::ListItem,
        Block::Quote => PassageKind::Quote,
        Block::Cell => PassageKind::TableCell,
        Block::Caption => PassageKind::Caption,
        Block::Code => PassageKind::Code,
        Block::Furniture => PassageKind::Furniture,
    }
}
