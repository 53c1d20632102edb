//! Lines and columns for people, in time linear in the text.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::span::Place;
use crate::text::{FileId, Position, Texts};

/// A line longer than this gets a table of its columns.
const LONG: usize = 4096;

/// A table has an entry for so many bytes.
const STEP: usize = 1024;

/// Finds positions. A paragraph, or a whole book, may stand on a single line
/// with thousands of findings: counting each column from the start of its line
/// would make that quadratic, so long lines are counted once.
pub(super) struct Locator<'a> {
    texts: &'a Texts,
    /// Of each long line that was asked for: how many characters begin before
    /// every [`STEP`]th byte.
    tables: RefCell<HashMap<(FileId, usize), Vec<usize>>>,
}

/// Where the lines of a place are, as far as anybody outside can see them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lines {
    /// The first character.
    pub start: Position,
    /// Just past the last one.
    pub end: Position,
}

impl<'a> Locator<'a> {
    /// Nothing found yet.
    pub(super) fn new(texts: &'a Texts) -> Self {
        Self { texts, tables: RefCell::new(HashMap::new()) }
    }

    /// The position of a byte offset.
    pub(super) fn position(&self, file: FileId, offset: u32) -> Position {
        let text = self.texts.get(file);
        let line = text.line(offset);
        let span = text.line_span(line);
        let before = (offset.saturating_sub(span.start) as usize).min(span.len());
        if before <= LONG || offset > span.end || !text.content.is_char_boundary(offset as usize) {
            return text.position(offset);
        }
        let words = text.slice(span);
        let mut tables = self.tables.borrow_mut();
        let table = tables.entry((file, line)).or_insert_with(|| table(words.as_bytes()));
        let step = before / STEP;
        let counted = table.get(step).copied().unwrap_or(0);
        let rest = words.as_bytes().get(step * STEP..before).unwrap_or(&[]);
        // A byte order mark takes a place in the file but none on the screen.
        let marks = (words.len() - words.trim_start_matches('\u{feff}').len()) / '\u{feff}'.len_utf8();
        Position { line, column: (counted + begun(rest)).saturating_sub(marks) + 1 }
    }

    /// The lines of a place; `None` in a packaged file, which has none that
    /// anybody could open.
    pub(super) fn lines(&self, place: Place) -> Option<Lines> {
        if self.texts.get(place.file).rendition().is_some() {
            return None;
        }
        let start = self.position(place.file, place.span.start);
        Some(Lines { start, end: self.position(place.file, place.span.end) })
    }

    /// How people name a place in a packaged file, with the heading above it:
    /// "paragraph 12, under “Trade”". `None` for a text file.
    pub(super) fn spot(&self, place: Place) -> Option<String> {
        let text = self.texts.get(place.file);
        let spot = text.spot(place.span.start)?;
        Some(match text.heading(place.span.start) {
            Some(heading) => format!("{spot}, under “{heading}”"),
            None => spot.to_owned(),
        })
    }

    /// A finding's message, and before it where it is, if no line can say so.
    pub(super) fn message(&self, finding: &Diagnostic) -> String {
        match self.spot(finding.place()) {
            Some(spot) => format!("{spot}: {}", finding.message),
            None => finding.message.clone(),
        }
    }
}

/// How many characters begin before every [`STEP`]th byte.
fn table(bytes: &[u8]) -> Vec<usize> {
    let mut counts = vec![0];
    let mut count = 0;
    for chunk in bytes.chunks(STEP) {
        count += begun(chunk);
        counts.push(count);
    }
    counts
}

/// How many characters begin in these bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// A line's number; in a packaged file the paragraph's number, or `note 4`.
pub(super) fn where_it_is(texts: &Texts, place: Place) -> String {
    let text = texts.get(place.file);
    match text.brief_spot(place.span.start) {
        Some(spot) => spot.strip_prefix("paragraph ").unwrap_or(spot).to_owned(),
        None => text.line(place.span.start).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[test]
    fn it_says_what_the_text_says() {
        let mut texts = Texts::new();
        let file = texts.add(Text::new("t", "\u{feff}日本x\n\u{feff}語 and\r\nmore"));
        let long = format!("\u{feff}{}\r\nnext", "日x é".repeat(2000));
        let long = texts.add(Text::new("long", long));
        let locator = Locator::new(&texts);
        for file in [file, long] {
            let content = &texts.get(file).content;
            let ends = [content.len() as u32, 0, 12, 9, 7000, 9001];
            let offsets = content.char_indices().map(|(at, _)| at as u32).chain(ends);
            for offset in offsets {
                assert_eq!(locator.position(file, offset), texts.get(file).position(offset), "at {offset}");
            }
        }
    }
}
