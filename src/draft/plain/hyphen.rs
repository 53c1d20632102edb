//! Words that a line's end has broken.

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
        if !is_hyphenated(before, after) {
            return false;
        }
        let letters = |c: char| !c.is_alphabetic();
        let head = before.trim_end_matches('-').rsplit(letters).next().unwrap_or("");
        let tail = after.split(letters).next().unwrap_or("");
        let known = self.known.get_or_init(|| self.source.split(letters).collect());
        known.contains([head, tail].concat().as_str())
    }
}

/// Whether a line ends in a hyphen with which its last word goes on.
pub(super) fn is_hyphenated(before: &str, after: &str) -> bool {
    let word = before.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphabetic));
    word && after.starts_with(char::is_lowercase)
}
