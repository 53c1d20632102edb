//! Words made comparable letter by letter.
//!
//! A quotation and its source differ in ways that change no word: white space,
//! line ends, the shapes of quotation marks and dashes, a hyphen at a line's end,
//! ligatures, capitals, commas before a closing mark, note markers. The squeezed
//! form has none of these: letters in lower case, digits with the points inside
//! them, a few signs that say something (`%`, `$`, a minus), and nothing between.
//! Two digits that did not touch keep a space between them, so that `5 10` is not
//! `510`. Every byte of it leads back to the text.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::span::Span;

/// A text squeezed, and the way back.
#[derive(Debug, Clone, Default)]
pub struct Squeezed {
    text: String,
    /// For each byte of `text` the offset of the character it came from.
    back: Vec<u32>,
}

/// Signs that are kept: leaving one out would change what is said.
fn speaks(c: char) -> bool {
    matches!(c, '%' | '$' | '€' | '£' | '¥' | '§' | '&' | '+' | '=' | '<' | '>' | '°' | '‰')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−')
}

/// Raised figures point to notes or are exponents, which copies lose anyway.
fn is_raised(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{207f}')
}

/// What a squeeze knows of the characters before.
struct State {
    out: Squeezed,
    /// Something was left out since the last sign that was kept.
    gap: bool,
    /// The last character was white space, an opening bracket or nothing at all.
    open: bool,
}

impl State {
    fn keep(&mut self, c: char, at: usize) {
        let touches_digit = self.out.text.ends_with(|last: char| last.is_ascii_digit());
        if self.gap && c.is_ascii_digit() && touches_digit {
            self.push(' ', at);
        }
        self.push(c, at);
        self.gap = false;
        self.open = false;
    }

    fn push(&mut self, c: char, at: usize) {
        self.out.text.push(c);
        self.out.back.resize(self.out.text.len(), Span::at(at).start);
    }

    fn drop(&mut self, c: char) {
        self.gap = true;
        self.open = c.is_whitespace() || matches!(c, '(' | '[' | '$' | '€' | '£' | '¥');
    }
}

impl Squeezed {
    /// Squeezes a text.
    pub fn new(text: &str) -> Self {
        let mut state = State { out: Self::default(), gap: false, open: true };
        state.out.text.reserve(text.len());
        state.out.back.reserve(text.len());
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte == b'['
                && let Some(length) = marker(&bytes[at..])
            {
                state.gap = true;
                at += length;
            } else if byte.is_ascii() && !text[at + 1..].starts_with(is_combining) {
                state.ascii(bytes, at);
                at += 1;
            } else {
                at = state.cluster(text, at);
            }
        }
        state.out
    }

    /// The squeezed words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The range of the text that a range of the squeezed words came from;
    /// `text` is what was squeezed.
    pub fn back(&self, text: &str, from: usize, to: usize) -> Span {
        let Some(&start) = self.back.get(from) else { return Span::at(text.len()) };
        let last = self.back.get(to.saturating_sub(1)).copied().unwrap_or(start).max(start) as usize;
        let rest = text.get(last..).unwrap_or("");
        let mut length = rest.chars().next().map_or(0, char::len_utf8);
        while let Some(mark) = rest[length..].chars().next().filter(|&c| is_combining(c)) {
            length += mark.len_utf8();
        }
        Span::new(start as usize, last + length)
    }
}

impl State {
    fn ascii(&mut self, bytes: &[u8], at: usize) {
        let byte = bytes[at];
        let digit_after = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        let digit_before = at > 0 && bytes[at - 1].is_ascii_digit();
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => self.keep(byte as char, at),
            b'A'..=b'Z' => self.keep(byte.to_ascii_lowercase() as char, at),
            b'.' | b',' if digit_before && digit_after => self.push_point(byte as char, at),
            b'-' if self.open && digit_after => self.keep('-', at),
            _ if speaks(byte as char) => self.keep(byte as char, at),
            _ => self.drop(byte as char),
        }
    }

    fn push_point(&mut self, point: char, at: usize) {
        self.push(point, at);
        self.gap = false;
        self.open = false;
    }

    /// Takes a character with the marks that combine with it.
    fn cluster(&mut self, text: &str, at: usize) -> usize {
        let rest = &text[at..];
        let Some(first) = rest.chars().next() else { return text.len() };
        let mut length = first.len_utf8();
        if is_raised(first) {
            self.gap = true;
            return at + length;
        }
        // A few marks are a letter's own; hundreds are an attack.
        for mark in rest[length..].chars().take(16).take_while(|&c| is_combining(c)) {
            length += mark.len_utf8();
        }
        let digit_after = text.as_bytes().get(at + length).is_some_and(u8::is_ascii_digit);
        if is_dash(first) {
            if self.open && digit_after {
                self.keep('-', at);
            } else {
                self.drop(first);
            }
            return at + length;
        }
        if first == '\u{ad}' {
            return at + length;
        }
        let mut kept = false;
        for c in rest[..length].nfkc().flat_map(char::to_lowercase) {
            if c.is_alphanumeric() || speaks(c) {
                self.keep(c, at);
                kept = true;
            }
        }
        if !kept {
            self.drop(first);
        }
        at + length
    }
}

fn is_combining(c: char) -> bool {
    !c.is_ascii() && canonical_combining_class(c) != 0
}

/// The length of a note marker at the start of these bytes: `[3]`, `[^smith]`.
fn marker(bytes: &[u8]) -> Option<usize> {
    let close = bytes.iter().take(24).position(|&byte| byte == b']')?;
    let inside = &bytes[1..close];
    let digits = !inside.is_empty() && inside.len() <= 4 && inside.iter().all(u8::is_ascii_digit);
    let label = inside.len() > 1 && inside[0] == b'^';
    (digits || label).then_some(close + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squeeze(text: &str) -> String {
        Squeezed::new(text).text
    }

    #[test]
    fn what_changes_no_word_is_squeezed_out() {
        assert_eq!(
            squeeze("The cyber\u{ad}secu-\nrity “of” Japan,[3] it’s ﬁne"),
            "thecybersecurityofjapanitsfine"
        );
        assert_eq!(squeeze("cafe\u{301} CAFÉ"), squeeze("café Café"));
        assert_eq!(squeeze("it grew.² Then"), "itgrewthen");
    }

    #[test]
    fn figures_keep_what_they_say() {
        assert_eq!(squeeze("1.5 and 25,000"), "1.5and25,000");
        assert_eq!(squeeze("5 10-year, 2010–2014"), "5 10year2010 2014");
        assert_ne!(squeeze("fell by -5%"), squeeze("fell by 5%"));
        assert_eq!(squeeze("in F-16"), "inf16");
    }

    #[test]
    fn ranges_lead_back() {
        let text = "Ab “ﬁx” cafe\u{301}.";
        let squeezed = Squeezed::new(text);
        let at = squeezed.text().find("fix").expect("it is there");
        assert_eq!(&text[squeezed.back(text, at, at + 3).range()], "ﬁx");
        let at = squeezed.text().find("caf").expect("it is there");
        let end = squeezed.text().len();
        assert_eq!(&text[squeezed.back(text, at, end).range()], "cafe\u{301}");
    }
}
