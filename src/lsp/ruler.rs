//! Places in the way that editors count them: lines and characters from 0, in the unit agreed on.

use std::cell::Cell;

use gen_lsp_types::{Position, PositionEncodingKind, Range};

use crate::span::Span;
use crate::text::Text;

/// What a character of a position is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A byte.
    Utf8,
    /// A unit of UTF-16: an emoji is two. What every editor understands.
    Utf16,
    /// A character.
    Utf32,
}

impl Unit {
    /// The one to speak in with an editor that offers these: the cheapest for us.
    pub fn chosen(offered: &[PositionEncodingKind]) -> Self {
        if offered.contains(&PositionEncodingKind::UTF8) {
            Unit::Utf8
        } else if offered.contains(&PositionEncodingKind::UTF32)
            && !offered.contains(&PositionEncodingKind::UTF16)
        {
            Unit::Utf32
        } else {
            Unit::Utf16
        }
    }

    /// Its name in the protocol.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Utf8 => "utf-8",
            Unit::Utf16 => "utf-16",
            Unit::Utf32 => "utf-32",
        }
    }

    fn of(self, c: char) -> u32 {
        match self {
            Unit::Utf8 => c.len_utf8() as u32,
            Unit::Utf16 => c.len_utf16() as u32,
            Unit::Utf32 => 1,
        }
    }

    fn count(self, words: &str) -> u32 {
        match self {
            Unit::Utf8 => words.len() as u32,
            _ if words.is_ascii() => words.len() as u32,
            _ => words.chars().map(|c| self.of(c)).sum(),
        }
    }
}

/// Measures one text.
pub struct Ruler<'a> {
    text: &'a Text,
    unit: Unit,
    /// Bytes at the start of the file that no editor counts: a byte order mark that it has taken off.
    mark: u32,
    /// The last place that was measured (offset and character): findings come in order, and a line may be a book.
    last: Cell<(u32, u32)>,
}

impl<'a> Ruler<'a> {
    /// For a text that the editor has open, or has not.
    pub fn new(text: &'a Text, unit: Unit, is_open: bool) -> Self {
        let mark = if !is_open && text.content.starts_with('\u{feff}') { 3 } else { 0 };
        Self { text, unit, mark, last: Cell::new((0, 0)) }
    }

    /// The position of a byte; one past the end is the end, one inside a character its start.
    pub fn position(&self, offset: u32) -> Position {
        let mut offset = offset.min(self.text.span().end);
        while !self.text.content.is_char_boundary(offset as usize) {
            offset -= 1;
        }
        let line = self.text.line(offset);
        let mut start = self.text.line_span(line).start;
        if start == 0 {
            start = self.mark.min(offset);
        }
        let (last, counted) = self.last.get();
        let character = if start <= last && last <= offset {
            counted + self.unit.count(self.text.slice(Span { start: last, end: offset }))
        } else {
            self.unit.count(self.text.slice(Span { start, end: offset }))
        };
        self.last.set((offset, character));
        Position { line: u32::try_from(line - 1).unwrap_or(u32::MAX), character }
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The byte of a position; behind the end of a line it is the end of the line.
    pub fn offset(&self, position: Position) -> u32 {
        let line = position.line as usize + 1;
        if line > self.text.line_count() {
            return self.text.span().end;
        }
        let mut span = self.text.line_span(line);
        if span.start == 0 {
            span.start = self.mark.min(span.end);
        }
        let mut left = position.character;
        for (at, c) in self.text.slice(span).char_indices() {
            let wide = self.unit.of(c);
            if left < wide {
                return span.start + at as u32;
            }
            left -= wide;
        }
        span.end
    }

    /// The span of a range; an end before its start is the start.
    pub fn span(&self, range: Range) -> Span {
        let start = self.offset(range.start);
        Span { start, end: self.offset(range.end).max(start) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "日本 has 🦀 crabs.\r\nTwo\rThree é\n";

    #[test]
    fn each_unit_counts_its_own_and_leads_back() {
        let text = Text::new("t", WORDS);
        let crabs = WORDS.find("crabs").expect("it is there") as u32;
        for (unit, character) in [(Unit::Utf8, 16), (Unit::Utf16, 10), (Unit::Utf32, 9)] {
            let ruler = Ruler::new(&text, unit, true);
            assert_eq!(ruler.position(crabs), Position { line: 0, character }, "{unit:?}");
            let places = WORDS
                .char_indices()
                .filter(|(at, _)| !WORDS[..*at].ends_with('\r') || !WORDS[*at..].starts_with('\n'));
            for (at, _) in places {
                let at = at as u32;
                assert_eq!(ruler.offset(ruler.position(at)), at, "{unit:?} {at}");
            }
            // Out of order it measures the same.
            assert_eq!(ruler.position(crabs), Position { line: 0, character });
            assert_eq!(
                ruler.position(WORDS.find('é').expect("it is") as u32),
                Position { line: 2, character: 6 }
            );
        }
    }

    #[test]
    fn what_lies_outside_is_brought_in() {
        let text = Text::new("t", "ab\r\ncd");
        let ruler = Ruler::new(&text, Unit::Utf16, true);
        assert_eq!(ruler.offset(Position { line: 0, character: 99 }), 2);
        assert_eq!(ruler.offset(Position { line: 9, character: 0 }), 6);
        let text = Text::new("t", "🦀x");
        assert_eq!(
            Ruler::new(&text, Unit::Utf16, true).offset(Position { line: 0, character: 1 }),
            0,
            "in a pair"
        );
    }

    #[test]
    fn a_byte_order_mark_on_disk_takes_no_room() {
        let text = Text::new("t", "\u{feff}日x\n\u{feff}y");
        let closed = Ruler::new(&text, Unit::Utf16, false);
        assert_eq!(closed.position(6), Position { line: 0, character: 1 });
        assert_eq!(closed.offset(Position { line: 0, character: 1 }), 6);
        assert_eq!(closed.position(0), Position { line: 0, character: 0 });
        assert_eq!(Ruler::new(&text, Unit::Utf16, true).position(6), Position { line: 0, character: 2 });
    }
}
