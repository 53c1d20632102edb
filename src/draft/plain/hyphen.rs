//! Words and addresses that a line's end has broken.

use std::cell::OnceCell;
use std::collections::HashSet;

/// The words of a text, gathered when the first broken one is met.
#[derive(Debug)]
pub(super) struct Words<'a> {
    source: &'a str,
    known: OnceCell<HashSet<&'a str>>,
}

impl<'a> Words<'a> {
    pub(super) fn of(source: &'a str) -> Self {
        Self { source, known: OnceCell::new() }
    }

    /// Whether a hyphen at a line's end is none of the word's own: the text has
    /// the word without it.
    pub(super) fn is_broken(&self, before: &str, after: &str) -> bool {
        if !is_hyphenated(before, after) || is_address(last_word(before)) {
            return false;
        }
        let head = before.trim_end_matches('-').rsplit(letters).next().unwrap_or("");
        let tail = after.split(letters).next().unwrap_or("");
        self.knows(&[head, tail].concat())
    }

    /// Whether a large letter is the first of the word behind it.
    pub(super) fn is_parted(&self, letter: &str, after: &str) -> bool {
        let tail = after.split(letters).next().unwrap_or("");
        self.knows(&[letter, tail].concat()) || self.knows(&[&letter.to_lowercase(), tail].concat())
    }

    fn knows(&self, word: &str) -> bool {
        self.known.get_or_init(|| self.source.split(letters).collect()).contains(word)
    }
}

fn letters(c: char) -> bool {
    !c.is_alphabetic()
}

/// Whether a line ends in a hyphen with which its last word goes on.
pub(super) fn is_hyphenated(before: &str, after: &str) -> bool {
    let word = before.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphabetic));
    word && after.starts_with(char::is_lowercase)
}

/// Whether an address is broken at a line's end, so that no space stands there:
/// before or after one of its own signs.
pub(super) fn is_address_broken(before: &str, after: &str) -> bool {
    let sign = |c: char| "/-_=&?%#".contains(c);
    let opens = after.starts_with(sign) && after.chars().nth(1).is_some_and(|c| !c.is_whitespace());
    let goes_on = before.ends_with(sign) && after.starts_with(|c: char| c.is_ascii_alphanumeric());
    (opens || goes_on) && is_address(last_word(before))
}

fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or("")
}

/// Whether a word is an address, or the rest of one that a line's end broke.
fn is_address(word: &str) -> bool {
    word.contains("://")
        || word.starts_with("www.")
        || word.starts_with('/')
        || word.matches('/').nth(1).is_some()
}
