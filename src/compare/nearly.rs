//! A passage that nearly holds quoted words, and what differs in it.

use crate::span::Span;

/// A passage of the copy that nearly holds the quoted words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearly {
    /// Where.
    pub place: Span,
    /// What differs, in order.
    pub changes: Vec<Change>,
}

/// Words that differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The words as quoted; empty if the copy has more here.
    pub quoted: String,
    /// The words of the copy; empty if it has none here.
    pub there: String,
    /// Where these stand in the copy.
    pub place: Span,
}

/// How many words a text has. Scripts without spaces have one in two characters,
/// as Chinese and Japanese words are long on average.
pub fn words_in(text: &str) -> usize {
    let spaced = |word: &&str| word.contains(is_spaced_letter);
    let unspaced = text.chars().filter(|&c| c >= '\u{2e80}' && c.is_alphanumeric()).count();
    text.split_whitespace().filter(spaced).count() + unspaced.div_ceil(2)
}

/// A letter of a script that puts spaces between words.
pub(super) fn is_spaced_letter(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2e80}'
}
