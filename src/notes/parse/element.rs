//! What a stretch of a note is cut into, and where the cutting stands.

use super::token::{Kind, Tokens};
use crate::notes::NoteDate;

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What {
    /// Plain words.
    Text,
    /// A comma, a stop that ends something, a colon, a semicolon, a line feed.
    Sep(Kind),
    /// A quotation; the range holds the marks.
    Quoted,
    Italic,
    /// Something in brackets; the range holds the brackets.
    Bracket,
    /// An address or identifier.
    Link(u32),
    Date(NoteDate),
    /// "accessed May 6, 2017".
    Access(NoteDate),
    /// "last modified May 6, 2017": the date, where there is no other.
    Modified(NoteDate),
    /// "updated May 6, 2017", "archived from the original on …": a date of neither kind.
    Aside,
    /// The number of a document: "A/RES/70/1", "COM(2016) 5 final".
    Document,
    /// A numbered place or part; the value stands in `value`.
    Count(Count),
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    Volume,
    Issue,
    /// "pp. 3–4", ": 118–45".
    Pages,
    /// A bare number after a comma: "…, 45–67".
    Bare,
    /// The page on which an article begins: "102 Mich. L. Rev. 801".
    First,
    /// Another place in the work, by its label in [`crate::notes::Locator`].
    Place(&'static str),
}

/// One element: a range of tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element {
    pub what: What,
    pub from: usize,
    pub to: usize,
    /// The tokens of the value of a count.
    pub value: (usize, usize),
}

/// Cuts a stretch into elements; files of this folder each know how to cut some.
pub(super) struct Cutter<'a> {
    pub tokens: &'a Tokens<'a>,
    pub italics: &'a [(usize, usize)],
    pub to: usize,
    pub found: Vec<Element>,
    /// Where the present run of plain words began.
    pub text: Option<usize>,
    /// How many elements so far can stand before a journal: marks and brackets.
    pub titles: usize,
}
