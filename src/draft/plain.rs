//! Plain text: the reader that has only shapes to go by.
//!
//! Nothing in a text file says what is a heading or a note; the layout does.
//! So the file is read in passes, each over the whole: lines ([`lines`]), notes
//! ([`notes`]), blocks ([`blocks`]), what the blocks are ([`parts`]); then one
//! walk tells the [`DraftBuilder`] all of it, markers ([`marks`]) included.
//! Every pass is linear in the length of the file.

mod blocks;
mod chain;
mod feet;
mod found;
mod hyphen;
mod label;
mod lines;
mod marks;
mod note;
mod notes;
mod parts;
mod rising;
mod seen;
mod shape;

use blocks::{Block, What};
use label::Style;
use lines::Lines;
use marks::{Mark, Marks};
use note::FoundNote;
use notes::Notes;
use rising::Risen;

pub(crate) use found::{Found, FoundMark, FoundTyped, Shape};
#[cfg(feature = "pdf")]
pub(crate) use parts::is_caption;

use crate::draft::build::DraftBuilder;
use crate::draft::{Draft, PassageKind, Reader};
use crate::span::Span;
use crate::text::{FileId, Text};

/// The reader.
pub const READER: Reader = Reader::text("text", &["txt", "text"], read);

fn read(file: FileId, text: &Text) -> Draft {
    let source = text.content.as_str();
    let lines = Lines::read(source);
    let seen = Marks::look(source);
    let candidates = if seen.few() { rising::candidates(&lines) } else { Vec::new() };
    let notes = Notes::find(&lines, &seen, &candidates);
    let risen = rising::risen(&candidates, &notes.notes, &seen.numbers);
    let mut blocks = blocks::blocks(&lines, &notes);
    parts::name(&lines, &mut blocks);
    let marks = Marks::of(&notes, &seen);
    let levels = levels(&blocks);
    let builder = DraftBuilder::new(file, source, READER.name);
    let mut teller = Teller {
        lines: &lines,
        notes: &notes,
        marks: &marks,
        risen: &risen,
        words: hyphen::Words::of(source),
        builder,
        chapter: Chapter::default(),
        found: Vec::new(),
    };
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        match running_on(&lines, &blocks, at) {
            Some(rest) => {
                teller.over(block, &blocks[rest]);
                blocks[at + 1..rest].iter().for_each(|note| teller.block(note, &levels));
                at = rest;
            }
            None => teller.block(block, &levels),
        }
        at += 1;
    }
    teller.finish()
}

/// Where a paragraph goes on after the notes that interrupt it: at a page's
/// foot, a sentence may run on to the next page.
fn running_on(lines: &Lines, blocks: &[Block], at: usize) -> Option<usize> {
    let paragraph = |block: &Block| block.what == What::Paragraph;
    let note = |block: &&Block| matches!(block.what, What::Note(_));
    let between = |block: &&Block| note(block) || block.what == What::Furniture;
    let passed = blocks[at + 1..].iter().take_while(between).count();
    let rest = at + 1 + passed;
    let noted = blocks[at + 1..rest].iter().any(|block| note(&block));
    let next = blocks.get(rest).filter(|next| noted && paragraph(next) && paragraph(&blocks[at]))?;
    let ended = shape::is_ended(lines.text(blocks[at].last)) || lines.text(blocks[at].last).ends_with(':');
    // A full line without a stop goes on even before a capital.
    let full = !lines.is_short(blocks[at].last) && blocks[at].last > blocks[at].first;
    (!ended && (full || lines.text(next.first).starts_with(char::is_lowercase))).then_some(rest)
}

/// The heading ranks in use, so that the highest is level 1, the next level 2.
fn levels(blocks: &[Block]) -> Vec<u8> {
    let mut ranks: Vec<u8> = blocks
        .iter()
        .filter_map(|block| if let What::Heading(rank) = block.what { Some(rank) } else { None })
        .collect();
    ranks.sort_unstable();
    ranks.dedup();
    ranks
}

/// Where numbering stands, for notes that are numbered anew in each chapter but
/// listed together at the end.
#[derive(Debug, Default)]
struct Chapter {
    /// How many lists further on the present chapter's notes are.
    shift: usize,
    /// The last marker's number.
    last: u32,
    /// A heading was met since.
    headed: bool,
}

/// Tells the builder what was found.
struct Teller<'a> {
    lines: &'a Lines<'a>,
    notes: &'a Notes,
    marks: &'a Marks,
    /// Markers without brackets or height, in order.
    risen: &'a [Risen],
    words: hyphen::Words<'a>,
    builder: DraftBuilder<'a>,
    chapter: Chapter,
    /// Kept so that no line allocates.
    found: Vec<Mark>,
}

impl Teller<'_> {
    fn block(&mut self, block: &Block, levels: &[u8]) {
        match block.what {
            What::Note(note) => return self.note(note),
            What::Table => return self.table(block),
            What::Code => {
                self.builder.open(PassageKind::Code);
                self.builder.raw(self.lines.span(block.first, block.last));
                return self.builder.close();
            }
            What::Heading(rank) => {
                self.chapter.headed = true;
                let level = levels.partition_point(|&other| other < rank) + 1;
                self.builder.open_heading(u8::try_from(level).unwrap_or(u8::MAX));
            }
            What::Paragraph => self.builder.open(PassageKind::Sentence),
            What::Title => self.builder.open(PassageKind::Title),
            What::Byline => self.builder.open(PassageKind::Byline),
            What::Item => self.builder.open(PassageKind::ListItem),
            What::Quote => self.builder.open(PassageKind::Quote),
            What::Caption => self.builder.open(PassageKind::Caption),
            What::Furniture => self.builder.open(PassageKind::Furniture),
        }
        self.body(block, None);
        self.builder.close();
    }

    /// A paragraph and the rest of it, which stands after some notes.
    fn over(&mut self, block: &Block, rest: &Block) {
        self.builder.open(PassageKind::Sentence);
        let before = self.body(block, None);
        self.body(rest, before);
        self.builder.close();
    }

    /// The lines of a block, joined. `before` is the end of the words they go
    /// on from; gives the end of the last.
    fn body(&mut self, block: &Block, mut before: Option<u32>) -> Option<u32> {
        for at in block.first..=block.last {
            let line = self.lines.lines[at];
            if line.furniture && block.what != What::Furniture {
                continue;
            }
            let text = self.lines.text(at);
            let skip = match block.what {
                What::Quote => text.len() - text.trim_start_matches(['>', ' ', '\t']).len(),
                _ if at == block.first => usize::from(block.skip),
                _ => 0,
            };
            let span = Span { start: line.start, end: line.end }.lift(Span::new(skip, text.len()));
            if block.what == What::Quote && span.is_empty() && before.is_some() {
                self.builder.open(PassageKind::Quote);
                before = None;
                continue;
            }
            let within = before.is_some() && at < block.last && self.risen.is_empty();
            if within && self.marks.is_fallen(text) && self.lines.text(at + 1).starts_with(char::is_lowercase)
            {
                let mark = Mark::new(text, span);
                self.marker(&mark, at);
                continue;
            }
            let span = Span { end: self.unbroken(at, block.last, span.end), ..span };
            self.stretch(before, span, at);
            before = Some(span.end);
        }
        before
    }

    /// Where a line's words end: before a hyphen that only its end put there.
    fn unbroken(&self, at: usize, last: usize, end: u32) -> u32 {
        let whole = at < last && end == self.lines.lines[at].end && self.lines.gap(at + 1) == 0;
        if whole && self.words.is_broken(self.lines.text(at), self.lines.text(at + 1)) {
            end - 1
        } else {
            end
        }
    }

    /// What shows between the words of two lines: nothing, if the first ends in
    /// a hyphen.
    fn between(&self, end: u32, start: u32) -> &'static str {
        let source = self.lines.source;
        let (before, after) = (&source[..end as usize], &source[start as usize..]);
        let gap = source.get(end as usize..start as usize).unwrap_or("");
        let broken = gap.starts_with(['-', '\u{ad}'])
            || hyphen::is_hyphenated(before, after)
            || hyphen::is_address_broken(before, after);
        if broken { "" } else { " " }
    }

    /// One line's words, with the space before them.
    fn stretch(&mut self, before: Option<u32>, span: Span, at: usize) {
        let span = if before.is_none() { self.large_letter(span) } else { span };
        if let Some(start) = before {
            let between = self.between(start, span.start);
            self.builder.text_as(Span { start, end: span.start }, between);
        }
        let mut found = std::mem::take(&mut self.found);
        self.marks.scan(self.lines.source, span, &mut |mark| found.push(mark));
        self.rise(span, &mut found);
        let mut from = span.start;
        for mark in found.drain(..) {
            if mark.group.start > from {
                self.builder.text(Span { start: from, end: mark.group.start });
            }
            self.marker(&mark, at);
            from = from.max(mark.group.end);
        }
        self.found = found;
        self.builder.text(Span { start: from, end: span.end.max(from) });
    }

    /// Shows a large first letter, `T   he ports`, as one with its word; gives what stands behind it.
    fn large_letter(&mut self, span: Span) -> Span {
        let words = &self.lines.source[span.range()];
        let Some(length) = shape::opens_large(words) else { return span };
        if !self.words.is_parted(&words[..1], &words[length..]) {
            return span;
        }
        let (letter, rest) = (span.start + 1, span.start + Span::at(length).start);
        self.builder.text(Span { start: span.start, end: letter });
        self.builder.text_as(Span { start: letter, end: rest }, "");
        Span { start: rest, ..span }
    }

    /// Adds the markers in a stretch that have neither brackets nor height.
    fn rise(&self, span: Span, found: &mut Vec<Mark>) {
        let first = self.risen.partition_point(|risen| risen.place.start < span.start);
        let here = self.risen[first..].iter().take_while(|risen| risen.place.end <= span.end);
        let before = found.len();
        found.extend(here.map(|risen| Mark {
            scope: Some(risen.scope),
            ..Mark::new(&risen.number.to_string(), risen.place)
        }));
        if before > 0 && found.len() > before {
            found.sort_by_key(|mark| mark.group.start);
        }
    }

    fn marker(&mut self, mark: &Mark, at: usize) {
        let noted = self.notes.notes.partition_point(|note| note.first <= at);
        let note = noted.checked_sub(1).map(|at| &self.notes.notes[at]).filter(|note| at <= note.last);
        let scope = match note {
            _ if mark.caret => 0,
            _ if mark.scope.is_some() => mark.scope.unwrap_or(0),
            Some(note) => note.scope,
            None => self.scope(mark, at),
        };
        self.builder.set_scope(scope);
        self.builder.grouped_marker(mark.id.as_str(), mark.place, mark.group);
    }

    /// The scope of a marker in the text.
    fn scope(&mut self, mark: &Mark, at: usize) -> u32 {
        let chapter = &mut self.chapter;
        if let Ok(number) = mark.id.parse() {
            if number == 1 && chapter.last > 1 && chapter.headed && self.notes.goes_on(at, chapter.shift) {
                chapter.shift += 1;
            }
            (chapter.last, chapter.headed) = (number, false);
        }
        self.notes.scope_at(at, chapter.shift)
    }

    fn note(&mut self, index: usize) {
        let note = &self.notes.notes[index];
        self.chapter = Chapter::default();
        self.builder.set_scope(note.scope);
        self.builder.open_note(note.label.id.as_str(), note.label.span, note.label.style == Style::Star);
        let lines = &self.lines.lines[note.first..=note.last];
        let flush = lines[0].indent.saturating_add(1);
        let hangs = lines.get(1).is_some_and(|second| second.indent > flush);
        // `[Footnote 3: …]`: its bracket is no word of the note.
        let label = self.lines.source.get(note.label.span.range()).unwrap_or("");
        let whole = note.label.style == Style::Footnote && !label.contains(']');
        let mut before: Option<u32> = None;
        for (at, line) in (note.first..).zip(lines) {
            if line.furniture {
                continue;
            }
            let parted = self.parts_note(note, at) || (hangs && line.indent <= flush);
            if at > note.first && parted {
                self.builder.open(PassageKind::Sentence);
                before = None;
            }
            let end = if at == note.last && whole && self.lines.text(at).ends_with(']') {
                line.end - 1
            } else {
                note.stop.map_or(line.end, |stop| stop.min(line.end))
            };
            let end = self.unbroken(at, note.last, end);
            let start = if at == note.first { note.label.span.end.max(line.start) } else { line.start };
            self.stretch(before, Span { start, end: end.max(start) }, at);
            before = Some(end);
        }
        self.builder.close_note();
    }

    /// Whether a paragraph of a note begins at a line. A page's foot has its
    /// blank lines where the PDF had none.
    fn parts_note(&self, note: &FoundNote, at: usize) -> bool {
        let line = &self.lines.lines[at];
        let low =
            note.loose && at == note.first + 1 || !shape::is_ended(self.lines.text(at.saturating_sub(1)));
        line.gap > 0 && !(note.loose && low)
    }

    fn table(&mut self, block: &Block) {
        for at in block.first..=block.last {
            let line = self.lines.lines[at];
            for (from, to) in blocks::cells(self.lines.text(at)) {
                self.builder.open(PassageKind::TableCell);
                let span = Span { start: line.start, end: line.end }.lift(Span::new(from, to));
                self.stretch(None, span, at);
                self.builder.close();
            }
        }
    }

    /// Ends the draft, with a word on what could not be understood.
    fn finish(mut self) -> Draft {
        let draft = self.builder.draft();
        let first =
            draft.markers.iter().find(|marker| marker.in_note.is_none()).map(|marker| marker.place.span);
        let numbered = draft.notes.iter().filter(|note| !note.unnumbered).count();
        let label = draft.notes.first().map(|note| note.label.span);
        match (first, label) {
            (Some(place), _) if numbered == 0 => {
                self.builder.remark(place, "The text has note markers, but no list of notes was found.")
            }
            (None, Some(place)) if numbered > 0 => self.builder.remark(
                place,
                format!("{numbered} notes were found, but no marker in the text points to any of them."),
            ),
            _ => {}
        }
        self.builder.finish()
    }
}
