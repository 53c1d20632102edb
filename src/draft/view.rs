//! The visible words of a draft and the way back to the author's bytes.
//!
//! Readers push what a person would see, block by block. White space of any
//! kind becomes one space, so prose code never meets a line break inside a
//! sentence, a tab or a no-break space; markers take no room, so it never
//! meets `[3]` either. Every offset of the view maps back to a place.

use crate::span::{Place, Span};
use crate::text::FileId;

/// A run of view bytes and the file bytes they stand for. Where the two lengths
/// are equal the run maps byte by byte; else it maps as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    view: u32,
    view_len: u32,
    file: FileId,
    source: u32,
    source_len: u32,
}

/// The visible words. Blocks are separated by `\n`; no block holds one inside,
/// except code.
#[derive(Debug, Clone, Default)]
pub struct View {
    text: String,
    pieces: Vec<Piece>,
}

impl View {
    /// All the words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words in a range of the view; empty if it does not fit.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Where a range of the view stands in the author's file.
    ///
    /// A range over several files ends where its first file's part ends. An
    /// empty range gives the empty place before the character at its start.
    pub fn place(&self, span: Span) -> Option<Place> {
        let first = self.piece_at(span.start)?;
        let start = first.source
            + if first.view_len == first.source_len {
                (span.start - first.view).min(first.source_len)
            } else {
                0
            };
        if span.is_empty() {
            return Some(Place::new(first.file, Span { start, end: start }));
        }
        let last = self.piece_at(span.end - 1)?;
        let last = if last.file == first.file { last } else { first };
        let end = if last.view_len == last.source_len {
            last.source + (span.end - last.view).min(last.source_len)
        } else {
            last.source + last.source_len
        };
        // Words that are shown in another order than they were written: the place is all of both ends.
        if end < start {
            let ends = [first, last].map(|piece| (piece.source, piece.source + piece.source_len));
            let (start, end) = (ends[0].0.min(ends[1].0), ends[0].1.max(ends[1].1));
            return Some(Place::new(first.file, Span { start, end }));
        }
        Some(Place::new(first.file, Span { start, end }))
    }

    /// The piece that holds this view offset, or the nearest before it.
    fn piece_at(&self, view: u32) -> Option<Piece> {
        // Readers ask for what they have just shown: look at the end first.
        let near = self.pieces.len().saturating_sub(64);
        let near = if self.pieces.get(near).is_some_and(|piece| piece.view <= view) { near } else { 0 };
        let after = near + self.pieces[near..].partition_point(|piece| piece.view <= view);
        self.pieces.get(after.saturating_sub(1)).copied()
    }

    /// The way back, for many questions: from places in the files to the view.
    pub fn back(&self) -> Back {
        let mut pieces = self.pieces.clone();
        pieces.sort_by_key(|piece| (piece.file, piece.source, piece.view));
        Back { pieces }
    }

    /// Moves the places of the words; `to` says where each is now.
    #[cfg(feature = "office")]
    pub(super) fn relocate(&mut self, to: &dyn Fn(Place) -> Place) {
        for piece in &mut self.pieces {
            let span = Span { start: piece.source, end: piece.source + piece.source_len };
            let Place { file, span } = to(Place::new(piece.file, span));
            (piece.file, piece.source, piece.source_len) = (file, span.start, span.end - span.start);
        }
    }

    /// Adds another view at the end; returns by how much its offsets moved.
    pub fn append(&mut self, other: &View) -> u32 {
        let shift = Span::at(self.text.len()).start;
        self.text.push_str(&other.text);
        self.pieces.extend(other.pieces.iter().map(|piece| Piece { view: piece.view + shift, ..*piece }));
        shift
    }
}

/// Where the bytes of a draft's files show in its [`View`].
#[derive(Debug, Clone)]
pub struct Back {
    /// By file and byte.
    pieces: Vec<Piece>,
}

impl Back {
    /// The range of the view that shows a place; empty where the place itself does
    /// not show (a marker, a comment), and then where it stands between the words.
    /// `None` if nothing of its file shows.
    pub fn span(&self, place: Place) -> Option<Span> {
        let Span { start, end } = place.span;
        let after = self.pieces.partition_point(|piece| {
            piece.file < place.file || piece.file == place.file && piece.source + piece.source_len <= start
        });
        let before = self.pieces.partition_point(|piece| {
            piece.file < place.file || piece.file == place.file && piece.source < end.max(start + 1)
        });
        let of_file = |piece: &&Piece| piece.file == place.file;
        let first = self.pieces.get(after).filter(of_file);
        let last = before.checked_sub(1).and_then(|at| self.pieces.get(at)).filter(of_file);
        let even = |piece: &Piece| piece.view_len == piece.source_len;
        match (first, last) {
            (Some(first), Some(last)) if after < before => {
                let skip = if even(first) { start.saturating_sub(first.source) } else { 0 };
                let from = first.view + skip.min(first.view_len);
                let to = match even(last) {
                    true => last.view + end.saturating_sub(last.source).min(last.view_len),
                    false => last.view + last.view_len,
                };
                Some(Span { start: from, end: if place.span.is_empty() { from } else { to.max(from) } })
            }
            (_, Some(last)) => {
                Some(Span { start: last.view + last.view_len, end: last.view + last.view_len })
            }
            (Some(first), None) => Some(Span { start: first.view, end: first.view }),
            (None, None) => None,
        }
    }
}

/// Builds a [`View`] of one file.
#[derive(Debug)]
pub struct ViewBuilder {
    file: FileId,
    view: View,
    /// A space is due before the next word, standing for these source bytes.
    gap: Option<(u32, u32)>,
    /// View offset at which the present block began.
    block: u32,
}

impl ViewBuilder {
    /// An empty view of a file.
    pub fn new(file: FileId) -> Self {
        Self { file, view: View::default(), gap: None, block: 0 }
    }

    /// Goes on in another file, or elsewhere in this one. A space that is due
    /// stands at that place from now on.
    pub fn turn_to(&mut self, file: FileId, at: u32) {
        if file != self.file {
            self.file = file;
            self.gap = self.gap.map(|_| (at, at));
        }
    }

    /// Present length of the view in bytes, a space that is due not counted.
    pub fn len(&self) -> u32 {
        Span::at(self.view.text.len()).start
    }

    /// Whether nothing was pushed yet.
    pub fn is_empty(&self) -> bool {
        self.view.text.is_empty()
    }

    /// View offset at which the next visible character will stand: use it for a
    /// marker's position.
    pub fn here(&self) -> u32 {
        self.len()
    }

    /// View offset at which the next word will stand, a space that is due counted.
    pub fn next(&self) -> u32 {
        self.len() + u32::from(self.gap.is_some())
    }

    /// What was pushed so far; a space that is due is not in it yet.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Takes back a space that is due: `ports [3].` shows as `ports.`
    pub fn forget_space(&mut self) {
        self.gap = None;
    }

    /// Ends the block, if it holds anything, and begins another. Returns the
    /// finished block's range of the view.
    pub fn end_block(&mut self) -> Span {
        let span = Span { start: self.block, end: self.len() };
        self.gap = None;
        if !span.is_empty() {
            self.view.text.push('\n');
        }
        self.block = self.len();
        span
    }

    /// Shows the file's bytes `span` of `source` (the whole text), white space
    /// made single.
    pub fn push(&mut self, source: &str, span: Span) {
        let bytes = source.as_bytes();
        let end = (span.end as usize).min(bytes.len());
        let mut at = span.start as usize;
        while at < end {
            let (space, len) = space_at(bytes, at, end);
            if len > 0 {
                self.space(space, at, len);
                at += len;
                continue;
            }
            let word = at;
            at += 1;
            // A single space between two words shows as it stands: both are one run.
            let run_on = |at: usize| bytes[at] == b' ' && at + 1 < end && !stops(bytes, at + 1, end);
            while at < end && (!stops(bytes, at, end) || run_on(at)) {
                at += 1;
            }
            self.word(&source[word..at], word, at - word);
        }
    }

    /// Shows `shown` in place of the file's bytes `span`: an entity, an escape.
    pub fn push_as(&mut self, span: Span, shown: &str) {
        if shown.chars().all(char::is_whitespace) {
            self.space(!shown.is_empty(), span.start as usize, span.len());
        } else {
            self.word(shown, span.start as usize, span.len());
        }
    }

    /// Keeps bytes exactly, line breaks included: code.
    pub fn push_raw(&mut self, source: &str, span: Span) {
        self.word(source.get(span.range()).unwrap_or(""), span.start as usize, span.len());
    }

    /// The finished view.
    pub fn finish(mut self) -> View {
        self.end_block();
        self.view
    }

    fn space(&mut self, shown: bool, at: usize, len: usize) {
        if !shown || self.len() == self.block {
            return;
        }
        let here = Span::new(at, at + len);
        self.gap = Some(match self.gap {
            Some((start, _)) => (start, here.end),
            None => (here.start, here.end),
        });
    }

    fn word(&mut self, shown: &str, at: usize, source_len: usize) {
        if let Some((start, end)) = self.gap.take() {
            self.piece(1, start, end - start);
            self.view.text.push(' ');
        }
        let source = Span::new(at, at + source_len);
        self.piece(Span::at(shown.len()).start, source.start, source.end - source.start);
        self.view.text.push_str(shown);
    }

    fn piece(&mut self, view_len: u32, source: u32, source_len: u32) {
        let view = self.len();
        if let Some(last) = self.view.pieces.last_mut()
            && last.file == self.file
            && last.view_len == last.source_len
            && view_len == source_len
            && last.view + last.view_len == view
            && last.source + last.source_len == source
        {
            last.view_len += view_len;
            last.source_len += source_len;
            return;
        }
        self.view.pieces.push(Piece { view, view_len, file: self.file, source, source_len });
    }
}

/// White space at a byte offset: whether it shows as a space, and its length in
/// bytes (0: none). Soft hyphens, zero-width marks and byte order marks have a
/// length but do not show.
fn space_at(bytes: &[u8], at: usize, end: usize) -> (bool, usize) {
    match bytes[at] {
        b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => (true, 1),
        0xc2 if at + 1 < end && bytes[at + 1] == 0xa0 => (true, 2),
        0xc2 if at + 1 < end && bytes[at + 1] == 0xad => (false, 2),
        0xe2 if at + 2 < end && bytes[at + 1] == 0x80 => match bytes[at + 2] {
            0x80..=0x8a | 0xa8 | 0xa9 | 0xaf => (true, 3),
            0x8b..=0x8f => (false, 3),
            _ => (true, 0),
        },
        0xe2 if at + 2 < end && bytes[at + 1] == 0x81 && bytes[at + 2] == 0x9f => (true, 3),
        0xe2 if at + 2 < end && bytes[at + 1] == 0x81 && bytes[at + 2] == 0xa0 => (false, 3),
        0xe3 if at + 2 < end && bytes[at + 1] == 0x80 && bytes[at + 2] == 0x80 => (true, 3),
        0xef if at + 2 < end && bytes[at + 1] == 0xbb && bytes[at + 2] == 0xbf => (false, 3),
        _ => (true, 0),
    }
}

fn stops(bytes: &[u8], at: usize, end: usize) -> bool {
    match bytes[at] {
        0x21..=0x7f => false,
        0..=0x20 | 0xc2 | 0xe2 | 0xe3 | 0xef => space_at(bytes, at, end).1 > 0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(source: &str) -> View {
        let mut builder = ViewBuilder::new(FileId::nth(0));
        builder.push(source, Span::new(0, source.len()));
        builder.finish()
    }

    #[test]
    fn white_space_becomes_single_and_maps_back() {
        let source = "\u{feff}A\u{a0} b\r\n  c\u{ad}d  ";
        let view = view(source);
        assert_eq!(view.text(), "A b cd\n");
        let back = |needle: &str| {
            let at = view.text().find(needle).expect("it is there");
            let place = view.place(Span::new(at, at + needle.len())).expect("it maps");
            &source[place.span.range()]
        };
        assert_eq!(back("b"), "b");
        assert_eq!(back("cd"), "c\u{ad}d");
        assert_eq!(back("A b"), "A\u{a0} b");
    }

    #[test]
    fn places_lead_back_to_the_view() {
        let source = "A\u{a0} b[3]\r\n c&amp;d";
        let mut builder = ViewBuilder::new(FileId::nth(0));
        let at = |needle: &str| source.find(needle).expect("it is there");
        builder.push(source, Span::new(0, at("[")));
        builder.push(source, Span::new(at("]") + 1, at("&")));
        builder.push_as(Span::new(at("&"), at("d")), "&");
        builder.push(source, Span::new(at("d"), source.len()));
        let view = builder.finish();
        assert_eq!(view.text(), "A b c&d\n");
        let back = view.back();
        let shown = |needle: &str| {
            let place = Place::new(FileId::nth(0), Span::new(at(needle), at(needle) + needle.len()));
            back.span(place).map(|span| (span.start, view.slice(span).to_owned()))
        };
        assert_eq!(shown("b"), Some((2, "b".to_owned())));
        assert_eq!(shown("[3]"), Some((3, String::new())));
        assert_eq!(shown("b[3]\r\n c"), Some((2, "b c".to_owned())));
        assert_eq!(shown("&amp;"), Some((5, "&".to_owned())));
        assert_eq!(shown("amp;d"), Some((5, "&d".to_owned())));
        let elsewhere = Place::new(FileId::nth(1), Span::new(0, 1));
        assert_eq!(back.span(elsewhere), None);
    }

    #[test]
    fn an_entity_maps_as_a_whole() {
        let source = "x&amp;y";
        let mut builder = ViewBuilder::new(FileId::nth(0));
        builder.push(source, Span::new(0, 1));
        builder.push_as(Span::new(1, 6), "&");
        builder.push(source, Span::new(6, 7));
        let view = builder.finish();
        assert_eq!(view.text(), "x&y\n");
        assert_eq!(view.place(Span::new(1, 2)).map(|place| place.span), Some(Span::new(1, 6)));
    }
}
