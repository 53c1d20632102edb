//! What the reader of HTML found in a book, told as a packaged file tells it.

use std::collections::HashMap;

use super::book::Book;
use crate::draft::office::story::{Mark, Para, Story, StoryNote};
use crate::draft::transcript::Transcript;
use crate::draft::{Draft, Marker, PassageKind};
use crate::ids::NoteId;
use crate::span::Span;
use crate::text::rendition::Block;

/// The story of a book.
pub(super) fn story(draft: &Draft, made: &Transcript, book: &Book) -> Story {
    let mut out = Story {
        format: super::READER.name,
        language: book.language.clone().or_else(|| draft.language.clone()),
        parts: book.files.iter().map(|(path, _)| path.clone()).collect(),
        // Cells are cells: the reader of HTML has looked whether a table is a frame.
        tables: vec![u32::MAX],
        ..Story::default()
    };
    let mut teller = Teller::new(draft, made);
    let levels: HashMap<u32, u8> =
        draft.sections.iter().map(|section| (section.view.start, section.level)).collect();
    let mut passages = draft.passages.each().peekable();
    while let Some((_, first)) = passages.next() {
        let (mut span, mut markers) = (first.view, first.markers.clone());
        while let Some((_, next)) = passages.next_if(|(_, next)| next.paragraph == first.paragraph) {
            span = span.to(next.view);
            markers.end = next.markers.end;
        }
        if first.kind == PassageKind::FrontMatter {
            continue;
        }
        let mut para = Para::new(block(first.kind, levels.get(&first.view.start).copied()));
        para.table = (first.kind == PassageKind::TableCell).then_some(0);
        let own: Vec<&Marker> =
            markers.map(|at| &draft.markers[at]).filter(|marker| marker.in_note.is_none()).collect();
        teller.tell(&mut para, span, &own);
        out.body.push(para);
    }
    for (id, note) in draft.notes.each() {
        out.notes.push(teller.note(id, note.view));
    }
    out.notes.append(&mut teller.missing);
    out
}

struct Teller<'a> {
    draft: &'a Draft,
    made: &'a Transcript,
    /// The place of each note among the notes.
    places: HashMap<NoteId, usize>,
    /// The markers that stand in notes.
    inside: HashMap<NoteId, Vec<&'a Marker>>,
    /// Notes that markers point to and nobody has written.
    missing: Vec<StoryNote>,
}

impl<'a> Teller<'a> {
    fn new(draft: &'a Draft, made: &'a Transcript) -> Self {
        let mut inside: HashMap<NoteId, Vec<&Marker>> = HashMap::new();
        for marker in &draft.markers {
            if let Some(note) = marker.in_note {
                inside.entry(note).or_default().push(marker);
            }
        }
        let places = draft.notes.each().enumerate().map(|(at, (id, _))| (id, at)).collect();
        Self { draft, made, places, inside, missing: Vec::new() }
    }

    fn note(&mut self, id: NoteId, view: Span) -> StoryNote {
        let draft = self.draft;
        let note = &draft.notes[id];
        let inside = self.inside.remove(&id).unwrap_or_default();
        let mut paras = Vec::new();
        let mut start = view.start;
        for line in draft.view.slice(view).split('\n') {
            let span = Span { start, end: start + Span::at(line.len()).start };
            start = span.end + 1;
            let own: Vec<&Marker> =
                inside.iter().filter(|it| span.start <= it.view && it.view <= span.end).copied().collect();
            let mut para = Para::default();
            self.tell(&mut para, span, &own);
            paras.push(para);
        }
        let part = Some(self.from(note.place.span).0);
        StoryNote { label: note.id.clone(), scope: note.scope, paras, part, ..StoryNote::default() }
    }

    /// Tells the words of a range of the view, with what is said about them.
    fn tell(&mut self, para: &mut Para, span: Span, markers: &[&Marker]) {
        let draft = self.draft;
        let view = &draft.view;
        let mut edges: Vec<(u32, u8, Edge<'_>)> = Vec::new();
        let first = draft.emphasis.partition_point(|it| it.end <= span.start);
        for it in draft.emphasis[first..].iter().take_while(|it| it.start < span.end) {
            edges.push((it.end, 0, Edge::Italics(false)));
            edges.push((it.start, 3, Edge::Italics(true)));
        }
        let first = draft.links.partition_point(|it| it.view.end <= span.start);
        for it in draft.links[first..].iter().take_while(|it| it.view.start < span.end) {
            edges.push((it.view.end, 1, Edge::LinkEnd));
            edges.push((it.view.start, 4, Edge::Link(&it.target)));
        }
        edges.extend(markers.iter().map(|marker| (marker.view, 2, Edge::Marker(marker))));
        edges.sort_by_key(|(at, rank, _)| (*at, *rank));
        let (mut at, mut italic) = (span.start, false);
        for (place, _, edge) in edges {
            let place = place.clamp(at, span.end);
            let words = Span { start: at, end: place };
            let from = view.place(words).map_or((0, Span::at(0)), |place| self.from(place.span));
            para.words(view.slice(words), italic, from);
            at = place;
            match edge {
                Edge::Italics(on) => italic = on,
                Edge::LinkEnd => para.mark(Mark::LinkEnd),
                Edge::Link(target) => para.mark(Mark::Link(target.to_owned())),
                Edge::Marker(marker) => {
                    let from = self.from(marker.place.span);
                    let note = self.note_of(marker);
                    para.mark(Mark::Reference(note, from));
                }
            }
        }
        let words = Span { start: at, end: span.end };
        let from = view.place(words).map_or((0, Span::at(0)), |place| self.from(place.span));
        para.words(view.slice(words), italic, from);
        para.part = view.place(Span { start: span.start, end: span.start }).map(|it| self.from(it.span).0);
    }

    fn note_of(&mut self, marker: &Marker) -> usize {
        if let Some(&place) = marker.note.and_then(|note| self.places.get(&note)) {
            return place;
        }
        self.missing.push(StoryNote {
            label: marker.id.clone(),
            scope: marker.scope,
            missing: true,
            ..StoryNote::default()
        });
        self.draft.notes.len() + self.missing.len() - 1
    }

    fn from(&self, span: Span) -> (u16, Span) {
        self.made.back(span)
    }
}

/// What begins, ends or stands at a place of the view.
enum Edge<'a> {
    Italics(bool),
    LinkEnd,
    Link(&'a str),
    Marker(&'a Marker),
}

fn block(kind: PassageKind, level: Option<u8>) -> Block {
    match kind {
        PassageKind::Title => Block::Title,
        PassageKind::Byline => Block::Byline,
        PassageKind::Heading => Block::Heading(level.unwrap_or(6)),
        PassageKind::ListItem => Block::Item,
        PassageKind::Quote => Block::Quote,
        PassageKind::TableCell => Block::Cell,
        PassageKind::Caption => Block::Caption,
        PassageKind::Code => Block::Code,
        PassageKind::Furniture => Block::Furniture,
        PassageKind::Sentence | PassageKind::FrontMatter => Block::Paragraph,
    }
}
