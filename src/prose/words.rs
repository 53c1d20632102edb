//! A sentence as words, each with what it can do.

use super::lexicon::{self, Flags, LONGEST};

/// One word: a run of letters and digits; `Japan’s` is `Japan` and `s`.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// The word as written.
    pub text: &'a str,
    /// Byte offset of its start.
    pub start: usize,
    /// What it can do.
    pub flags: Flags,
}

impl Word<'_> {
    /// Byte offset just past the word.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it opens with a capital.
    pub fn capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is `other`, whatever the case.
    pub fn is(&self, other: &str) -> bool {
        self.text.eq_ignore_ascii_case(other)
    }

    /// Whether it opens with a digit.
    pub fn digit(&self) -> bool {
        self.text.as_bytes().first().is_some_and(u8::is_ascii_digit)
    }
}

/// The words of `text`, in order.
pub fn words(text: &str) -> Vec<Word<'_>> {
    first_words(text, usize::MAX)
}

/// The first words of `text`, in order, at most so many.
pub fn first_words(text: &str, most: usize) -> Vec<Word<'_>> {
    let mut found = Vec::with_capacity((text.len() / 6 + 1).min(most));
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && found.len() < most {
        let length = run(text, at);
        if length == 0 {
            at += char_len(bytes[at]);
            continue;
        }
        let word = &text[at..at + length];
        found.push(Word { text: word, start: at, flags: lexicon::of(word) });
        at += length;
    }
    found
}

/// Length in bytes of the run of letters and digits at `at`.
fn run(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_alphanumeric() {
            end += 1;
        } else if byte >= 0x80 && wide_letter(text, end) {
            end += char_len(byte);
        } else {
            break;
        }
    }
    end - at
}

/// Whether a character outside ASCII at `at` is a letter or a digit.
fn wide_letter(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

/// Bytes of the character that opens with `byte`.
pub fn char_len(byte: u8) -> usize {
    match byte {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// The run of letters and digits at `at`, no longer than the lexicon's longest word.
pub fn word_at(text: &str, at: usize) -> &str {
    let limit = (at + LONGEST + 1).min(text.len());
    let mut end = at;
    while end < limit && text.as_bytes()[end].is_ascii_alphanumeric() {
        end += 1;
    }
    text.get(at..end).unwrap_or("")
}

/// The run of ASCII letters and digits that ends at `at`, with the same bound.
pub fn word_ending(text: &str, at: usize) -> &str {
    let limit = at.saturating_sub(LONGEST + 1);
    let mut start = at;
    while start > limit && text.as_bytes()[start - 1].is_ascii_alphanumeric() {
        start -= 1;
    }
    text.get(start..at).unwrap_or("")
}
