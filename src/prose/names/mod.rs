//! Names in a document: where capitalised words, abbreviations and hyphenated
//! words stand, read in one pass; which of them are two forms of one name, and
//! which abbreviations are defined and used.

pub mod abbreviation;
pub mod fresh;
pub mod part;
pub mod variant;

use crate::ids::PassageId;
use crate::span::Span;

/// How a mention is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `Japan`: a word with a capital.
    Capital,
    /// `JMOD`, `APTs`: two capitals or more and no small letter but a plural `s`.
    Caps,
    /// `U.S.`: capitals with full stops, the last stop included.
    Dotted,
    /// `policy-makers`: two words and one hyphen between them.
    Compound,
}

/// One mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Its words in the view. A possessive `’s` is not among them.
    pub span: Span,
    /// How it is written.
    pub shape: Shape,
    /// The passage that it stands in.
    pub passage: PassageId,
    /// Whether it opens a sentence, a quotation or what follows a colon: its
    /// capital says nothing there.
    pub opens: bool,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
}

/// A passage as the scan needs it.
#[derive(Debug, Clone, Copy)]
pub struct Block {
    /// Its index in the draft.
    pub passage: PassageId,
    /// Its words in the view.
    pub span: Span,
    /// A quotation may go on from one passage to the next of one paragraph.
    pub paragraph: u32,
}

/// Every mention of a document, in order, and its quotations.
#[derive(Debug, Default)]
pub struct Mentions {
    /// In the order of the text. A compound stands beside its parts.
    pub all: Vec<Mention>,
    /// What stands in double quotation marks, as ranges of the view, ascending.
    pub quoted: Vec<Span>,
}

impl Mentions {
    /// Reads the blocks of a view, in order.
    pub fn read(view: &str, blocks: impl IntoIterator<Item = Block>) -> Self {
        let mut found = Self::default();
        let mut open = None;
        let mut paragraph = None;
        for block in blocks {
            if paragraph.replace(block.paragraph) != Some(block.paragraph) {
                open = None;
            }
            let mut scan =
                Scan { text: view, block, open: open.map(|_| block.span.start), found: &mut found };
            scan.run();
            open = scan.open;
            if let Some(start) = open {
                // A straight mark that nothing closes in its passage is more likely a slip.
                found.quoted.push(Span { start, end: block.span.end });
                if view.get(..start as usize).is_some_and(|head| head.ends_with('"')) {
                    open = None;
                }
            }
        }
        found
    }

    /// Whether this offset of the view stands in quotation marks.
    pub fn in_quotes(&self, at: u32) -> bool {
        let next = self.quoted.partition_point(|span| span.start <= at);
        next > 0 && at < self.quoted[next - 1].end
    }
}

/// What a byte may begin, by itself.
const LOOK: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte >= 0x80 || matches!(byte as u8, b'A'..=b'Z' | b'-' | b'"' | b':' | b'.');
        byte += 1;
    }
    table
};

/// The scan over one block.
struct Scan<'t, 'f> {
    text: &'t str,
    block: Block,
    /// Where the open quotation began, if one is open.
    open: Option<u32>,
    found: &'f mut Mentions,
}

impl Scan<'_, '_> {
    fn run(&mut self) {
        let end = (self.block.span.end as usize).min(self.text.len());
        let bytes = self.text.as_bytes();
        let mut at = self.block.span.start as usize;
        while at < end {
            let byte = bytes[at];
            if !LOOK[byte as usize] {
                at += 1;
                continue;
            }
            at = match byte {
                b'-' => self.compound(at, end),
                b'"' => self.mark(at, 1, self.open.is_none()),
                b':' if bytes[at..end].starts_with(b"://") => self.to_space(at, end),
                b'.' if at >= 3 && bytes[..at].ends_with(b"www") => self.to_space(at, end),
                b':' | b'.' => at + 1,
                _ if byte < 0x80 => self.word(at, end),
                _ => self.wide(at, end),
            };
        }
    }

    /// An opening or closing quotation mark of `len` bytes.
    fn mark(&mut self, at: usize, len: usize, opening: bool) -> usize {
        let after = at + len;
        match (opening, self.open) {
            (true, None) => self.open = Some(Span::at(after).start),
            (false, Some(start)) => {
                self.found.quoted.push(Span { start, end: Span::at(at).start });
                self.open = None;
            }
            _ => {}
        }
        after
    }

    /// A character outside ASCII.
    fn wide(&mut self, at: usize, end: usize) -> usize {
        let Some(c) = self.text.get(at..end).and_then(|rest| rest.chars().next()) else { return at + 1 };
        match c {
            '“' | '„' => self.mark(at, c.len_utf8(), true),
            '”' => self.mark(at, c.len_utf8(), self.turned(at, at + c.len_utf8())),
            c if c.is_uppercase() => self.word(at, end),
            c => at + c.len_utf8(),
        }
    }

    /// Whether a closing mark opens: some write ”so”.
    fn turned(&self, at: usize, end: usize) -> bool {
        let before = self.text[self.block.span.start as usize..at].chars().next_back();
        self.open.is_none()
            && before.is_none_or(char::is_whitespace)
            && self.text[end..].starts_with(char::is_alphanumeric)
    }

    fn to_space(&self, at: usize, end: usize) -> usize {
        memchr::memchr(b' ', &self.text.as_bytes()[at..end]).map_or(end, |length| at + length)
    }

    /// A capital at `at`: the word that it opens, if it opens one.
    fn word(&mut self, at: usize, end: usize) -> usize {
        let start = self.block.span.start as usize;
        let before = self.text[start..at].chars().next_back();
        let Some(length) = self.text.get(at..end).map(word_length).filter(|&length| length > 0) else {
            return at + 1;
        };
        if before.is_some_and(char::is_alphanumeric) {
            return at + length;
        }
        if length == 1 {
            let dotted = dotted(&self.text.as_bytes()[at..end]);
            if dotted > 0 {
                self.push(at, at + dotted, Shape::Dotted);
                return at + dotted;
            }
            return at + 1;
        }
        let word = &self.text[at..at + length];
        let shape = if is_caps(word) { Shape::Caps } else { Shape::Capital };
        self.push(at, at + length, shape);
        at + length
    }

    /// A hyphen at `at`: the two words that it joins.
    fn compound(&mut self, at: usize, end: usize) -> usize {
        let block = self.block.span.start as usize;
        let (head, tail) = (&self.text[block..at], &self.text[at + 1..end]);
        let (before, after) = (last_word_length(head), word_length(tail));
        let alone = |rest: Option<char>| !matches!(rest, Some('-' | '\'' | '’' | '.' | '_' | '/'));
        let left = alone(head[..head.len() - before].chars().next_back());
        let right = tail[after..].chars().next();
        // "e-mail’s" is a compound, "e-mail.org" none.
        let right = match right {
            Some('.') => tail[after + 1..].chars().next().is_none_or(|c| !c.is_alphanumeric()),
            Some('\'' | '’') => true,
            other => alone(other),
        };
        if before > 0 && after > 1 && left && right {
            self.push(at - before, at + 1 + after, Shape::Compound);
        }
        at + 1
    }

    fn push(&mut self, start: usize, end: usize, shape: Shape) {
        let head = &self.text[self.block.span.start as usize..start];
        let lead = head.trim_end_matches([' ', '(', '[', '‘', '\'']);
        let opens = lead.is_empty() || lead.ends_with([':', '“', '"', '?', '!', '•', '–', '—']);
        self.found.all.push(Mention {
            span: Span::new(start, end),
            shape,
            passage: self.block.passage,
            opens,
            quoted: self.open.is_some(),
        });
    }
}

/// Bytes of the run of letters and digits that a text opens with.
fn word_length(text: &str) -> usize {
    let ascii = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    match text.as_bytes().get(ascii) {
        Some(byte) if *byte >= 0x80 => text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len()),
        _ => ascii,
    }
}

/// Bytes of the run of letters and digits that a text ends with.
fn last_word_length(text: &str) -> usize {
    text.chars().rev().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum()
}

/// Bytes of `U.S.` at the start of these bytes; 0 where there is none.
fn dotted(bytes: &[u8]) -> usize {
    let pairs = bytes
        .chunks_exact(2)
        .take_while(|pair| pair[0].is_ascii_uppercase() && pair[1] == b'.')
        .take(8)
        .count();
    let next = bytes.get(pairs * 2).is_some_and(u8::is_ascii_alphanumeric);
    if pairs >= 2 && !next { pairs * 2 } else { 0 }
}

/// Two capitals or more, and no small letter but a final `s`.
fn is_caps(word: &str) -> bool {
    let stem = singular(word);
    stem.chars().filter(|c| c.is_uppercase()).count() >= 2 && !stem.chars().any(char::is_lowercase)
}

/// `APT` of `APTs`; any other word as it is.
pub fn singular(caps: &str) -> &str {
    match caps.strip_suffix('s') {
        Some(stem) if stem.ends_with(|c: char| c.is_uppercase()) => stem,
        _ => caps,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Shape, &str, bool, bool)> {
        let block = Block { passage: PassageId::nth(0), span: Span::new(0, text.len()), paragraph: 0 };
        let found = Mentions::read(text, [block]);
        found
            .all
            .iter()
            .map(|mention| (mention.shape, &text[mention.span.range()], mention.opens, mention.quoted))
            .collect()
    }

    #[test]
    fn mentions_are_told_by_their_shape() {
        use Shape::{Capital, Caps, Compound, Dotted};
        assert_eq!(
            read("The U.S. policy-makers saw Japan’s APTs at “Fort Mead” on www.Site.org."),
            [
                (Capital, "The", true, false),
                (Dotted, "U.S.", false, false),
                (Compound, "policy-makers", false, false),
                (Capital, "Japan", false, false),
                (Caps, "APTs", false, false),
                (Capital, "Fort", true, true),
                (Capital, "Mead", false, true),
            ]
        );
        assert_eq!(
            read("Étienne met Zoë."),
            [(Capital, "Étienne", true, false), (Capital, "Zoë", false, false)]
        );
        assert_eq!(read("a-b-c and x-y.org"), []);
    }

    #[test]
    fn any_text_is_read() {
        for text in ["", "-", "\"", "“", "A", "A.", "A.B", "É-", "-É", "”-“A.B.", "日本-Japan"] {
            read(text);
        }
    }
}
