//! The few lines around some places of a text, ready for miette.
//!
//! miette reads a source from its start for every label, and prints lines
//! whole. An [`Excerpt`] is a small text of its own: only the lines that are
//! shown, clean, and cut to the width of the terminal around what is marked, so
//! that the cost of a finding does not depend on the length of its file or line.

use std::collections::BTreeMap;
use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::clean;
use crate::span::Span;
use crate::text::{Position, Text};

/// Of a longer passage only the first lines are marked.
const LINES: usize = 5;

/// A place to show.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Where, within the text.
    pub span: Span,
    /// Its line and column.
    pub position: Position,
    /// How many cells the words about it would like to have.
    pub words: usize,
}

/// How much room there is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// Cells for the whole snippet.
    pub width: usize,
    /// Whether to draw with more than ASCII.
    pub unicode: bool,
}

#[derive(Debug)]
struct Row {
    /// 1-based line in the text.
    number: usize,
    /// Bytes of the excerpt, the line break included.
    bytes: Range<usize>,
    /// Bytes of the text that are shown.
    seen: Range<usize>,
    /// Whether the line goes on.
    cut: bool,
}

/// A few lines of a text.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    data: String,
    rows: Vec<Row>,
    /// Offsets in the text and where they went; both ascend.
    map: Vec<(usize, usize)>,
    /// True positions of the marks, by offset in the excerpt.
    positions: Vec<(usize, Position)>,
    /// Cells for a line.
    room: usize,
}

impl Excerpt {
    /// The lines of the marks and one before and after each. Where marks share
    /// a line too long to show, the earlier mark decides what is seen of it.
    pub(super) fn new(text: &Text, marks: &[Mark], frame: Frame) -> Self {
        let mut wanted: BTreeMap<usize, Option<&Mark>> = BTreeMap::new();
        let mut several = false;
        for mark in marks {
            let (first, last) = (text.line(mark.span.start), text.line(clip(text, mark.span).end));
            several |= last > first;
            for line in first.saturating_sub(1).max(1)..=(last + 1).min(text.line_count()) {
                let focus = wanted.entry(line).or_default();
                if line == first {
                    focus.get_or_insert(mark);
                }
            }
        }
        let digits = wanted.last_key_value().map_or(1, |(line, _)| line.to_string().len());
        let room = frame.width.saturating_sub(digits + 4 + if several { 4 } else { 0 }).max(16);
        let mut excerpt = Self {
            name: clean::line(&text.name, frame.unicode),
            data: String::new(),
            rows: Vec::new(),
            map: Vec::new(),
            positions: Vec::new(),
            room,
        };
        for (&line, focus) in &wanted {
            excerpt.add(text, line, *focus, frame.unicode);
        }
        excerpt.positions =
            marks.iter().map(|mark| (excerpt.find(mark.span.start as usize), mark.position)).collect();
        excerpt
    }

    /// Adds a line, cut to the room there is.
    fn add(&mut self, text: &Text, number: usize, focus: Option<&Mark>, unicode: bool) {
        let whole = text.line_span(number).range();
        let dots = if unicode { "…" } else { "..." };
        let line = &text.content[whole.clone()];
        let focus = focus.map(|mark| {
            let within = |offset: u32| (offset as usize).clamp(whole.start, whole.end) - whole.start;
            (floor(line, within(mark.span.start))..floor(line, within(mark.span.end)), mark.words)
        });
        let window = window(line, focus, self.room, clean::width(dots));
        let start = self.data.len();
        if window.start > 0 {
            self.data.push_str(dots);
        }
        for (at, c) in line[window.clone()].char_indices() {
            self.map.push((whole.start + window.start + at, self.data.len()));
            clean::push(&mut self.data, c, unicode);
        }
        self.map.push((whole.start + window.end, self.data.len()));
        if window.end < line.len() {
            self.data.push_str(dots);
        }
        self.data.push('\n');
        let seen = whole.start + window.start..whole.start + window.end;
        self.rows.push(Row { number, bytes: start..self.data.len(), seen, cut: window.end < line.len() });
    }

    /// Where an offset of the text is in the excerpt, or is nearest to.
    fn find(&self, offset: usize) -> usize {
        let after = self.map.partition_point(|&(from, _)| from <= offset);
        self.map.get(after.saturating_sub(1)).map_or(0, |&(_, to)| to)
    }

    /// Whether the start of a mark can be seen.
    pub(super) fn shows(&self, mark: &Mark) -> bool {
        let start = mark.span.start as usize;
        self.rows.iter().any(|row| row.seen.contains(&start) || (start == row.seen.end && !row.cut))
    }

    /// The bytes of the excerpt that show a mark.
    pub(super) fn marked(&self, text: &Text, mark: &Mark) -> Range<usize> {
        let span = clip(text, mark.span);
        let start = self.find(span.start as usize);
        start..self.find(span.end as usize).max(start)
    }

    /// How many cells are left for words hung under the middle of some bytes.
    pub(super) fn room_under(&self, marked: &Range<usize>) -> usize {
        let row = self.rows.iter().find(|row| row.bytes.contains(&marked.start));
        let middle = match row {
            Some(row) if marked.end < row.bytes.end => {
                let before = clean::width(&self.data[row.bytes.start..marked.start]);
                before + clean::width(&self.data[marked.clone()]) / 2
            }
            _ => 2,
        };
        self.room.saturating_sub(middle + 4)
    }

    /// The rows that bytes of the excerpt touch.
    fn touched(&self, bytes: Range<usize>) -> Range<usize> {
        let first = self.rows.partition_point(|row| row.bytes.end <= bytes.start);
        let last = self.rows.partition_point(|row| row.bytes.end < bytes.end.max(bytes.start + 1));
        let most = self.rows.len().saturating_sub(1);
        first.min(most)..last.min(most) + 1
    }

    /// Whether two neighbouring rows are neighbouring lines, the outer one with words on it.
    fn follows(&self, row: usize, outer: usize) -> bool {
        self.rows[row].number.abs_diff(self.rows[outer].number) == 1
            && !self.data[self.rows[outer].bytes.clone()].trim().is_empty()
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        if self.rows.is_empty() || span.offset() + span.len() > self.data.len() {
            return Err(MietteError::OutOfBounds);
        }
        let mut rows = self.touched(span.offset()..span.offset() + span.len());
        if before == 0 {
            // miette asks without context for the position in the heading.
            let known = self.positions.iter().find(|(at, _)| *at == span.offset());
            let position = known
                .map_or(Position { line: self.rows[rows.start].number, column: 1 }, |(_, position)| {
                    *position
                });
            let data = &self.data.as_bytes()[span.offset()..span.offset() + span.len()];
            let (line, column) = (position.line - 1, position.column - 1);
            let contents =
                MietteSpanContents::new_named(self.name.clone(), data, *span, line, column, rows.len());
            return Ok(Box::new(contents));
        }
        if self.rows[rows.clone()].windows(2).any(|two| two[0].number + 1 != two[1].number) {
            // Lines between are not here: miette then shows two snippets.
            return Err(MietteError::OutOfBounds);
        }
        if rows.start > 0 && self.follows(rows.start, rows.start - 1) {
            rows.start -= 1;
        }
        if after > 0 && rows.end < self.rows.len() && self.follows(rows.end - 1, rows.end) {
            rows.end += 1;
        }
        let bytes = self.rows[rows.start].bytes.start..self.rows[rows.end - 1].bytes.end;
        let data = &self.data.as_bytes()[bytes.clone()];
        // The count only tells miette which snippets to join; one more joins
        // those that a single empty line divides.
        let (line, count) = (self.rows[rows.start].number - 1, rows.len() + 1);
        let contents = MietteSpanContents::new_named(self.name.clone(), data, bytes.into(), line, 0, count);
        Ok(Box::new(contents))
    }
}

/// A span within the text, without line breaks at its end, and not too long.
fn clip(text: &Text, span: Span) -> Span {
    let start = (span.start as usize).min(text.content.len());
    let last = text.line_span(text.line(Span::at(start).start) + LINES - 1).end as usize;
    let end = (span.end as usize).clamp(start, last.max(start));
    let words =
        text.content.get(start..end).map_or(end - start, |words| words.trim_end_matches(['\n', '\r']).len());
    Span::new(start, start + words)
}

/// The nearest boundary of a character at or before an offset.
fn floor(line: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0)
}

/// Which bytes of a line to show in `room` cells: all of it if it fits with
/// the words under the focus, else what is around the focus.
fn window(line: &str, focus: Option<(Range<usize>, usize)>, room: usize, dots: usize) -> Range<usize> {
    let (mark, words) = focus.unwrap_or((0..0, 0));
    let wide: usize = line[mark.clone()].chars().take(room).map(clean::cells).sum();
    let lead = room.saturating_sub(wide.clamp(4, room / 2) + (words + 4).min(room / 2)).max(room / 6);
    let mut start = back(line, mark.start, lead);
    if start > 0 {
        // Show about as much after it as before.
        start = back(line, mark.start, lead.min(room / 2).saturating_sub(dots));
        // Rather begin at a word, if one begins soon.
        let soon = line[start..mark.start].char_indices().take(12).find(|(_, c)| *c == ' ');
        start += soon.map_or(0, |(at, _)| at + 1);
    }
    let room = if start > 0 { room - dots } else { room };
    let mut end = forth(line, start, room);
    if end < line.len() {
        end = forth(line, start, room - dots);
    }
    start..end
}

/// The offset at most `room` cells before another.
fn back(line: &str, from: usize, room: usize) -> usize {
    let (mut start, mut used) = (from, 0);
    // Characters without width are bounded by their number.
    for (at, c) in line[..from].char_indices().rev().take(room * 4) {
        used += clean::cells(c);
        if used > room {
            break;
        }
        start = at;
    }
    start
}

/// The offset at most `room` cells after another.
fn forth(line: &str, from: usize, room: usize) -> usize {
    let (mut end, mut used) = (from, 0);
    for (at, c) in line[from..].char_indices().take(room * 4) {
        used += clean::cells(c);
        if used > room {
            break;
        }
        end = from + at + c.len_utf8();
    }
    end
}
