//! What a production could not read, and how errors are put into words.

use nom::error::{ErrorKind, ParseError};

use crate::{span::Span, syntax::tree::SyntaxError};

/// What a production was looking for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// One of the language's own words.
    Keyword(&'static str),
    /// Anything else, in words that fit after "where … should stand".
    Thing(&'static str),
}

/// Where a production got stuck and what would have let it go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault<'a> {
    /// The rest of the statement, from the place where it got stuck.
    pub at: &'a str,
    /// What was looked for there; several after a choice.
    pub wanted: Vec<Wanted>,
}

impl<'a> ParseError<&'a str> for Fault<'a> {
    fn from_error_kind(input: &'a str, _kind: ErrorKind) -> Self {
        Self { at: input, wanted: Vec::new() }
    }

    fn append(_input: &'a str, _kind: ErrorKind, other: Self) -> Self {
        other
    }

    /// Keeps the branch that got furthest; on a tie, what both looked for.
    fn or(mut self, other: Self) -> Self {
        match self.at.len().cmp(&other.at.len()) {
            std::cmp::Ordering::Less => self,
            std::cmp::Ordering::Greater => other,
            std::cmp::Ordering::Equal => {
                self.wanted.extend(other.wanted);
                self
            }
        }
    }
}

impl Wanted {
    /// The words for it in a message.
    pub fn name(self) -> String {
        match self {
            Wanted::Keyword(word) => format!("`{word}`"),
            Wanted::Thing(thing) => thing.to_owned(),
        }
    }
}

impl Fault<'_> {
    /// All that was looked for, as "a date" or "`on` or `until`".
    pub fn wanted_names(&self) -> String {
        if self.wanted.is_empty() {
            return "something else".to_owned();
        }
        let mut names: Vec<String> = self.wanted.iter().map(|wanted| wanted.name()).collect();
        names.dedup();
        names.join(" or ")
    }

    /// The language's own words among what was looked for.
    pub fn keywords(&self) -> impl Iterator<Item = &'static str> {
        self.wanted.iter().filter_map(|wanted| match wanted {
            Wanted::Keyword(word) => Some(*word),
            Wanted::Thing(_) => None,
        })
    }
}

impl SyntaxError {
    /// An error with its place and its sentence; the methods below add the rest.
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            label: String::new(),
            help: String::new(),
            also: None,
            replacement: None,
            mild: false,
        }
    }

    /// Adds words under the place.
    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds what to write instead.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Adds a second place that explains it.
    pub(super) fn also(mut self, span: Span, words: impl Into<String>) -> Self {
        self.also = Some((span, words.into()));
        self
    }

    /// Adds the words that mend it in place of its span.
    pub(super) fn replace(mut self, words: impl Into<String>) -> Self {
        self.replacement = Some(words.into());
        self
    }

    /// Marks it as accepted all the same.
    pub(super) fn mild(mut self) -> Self {
        self.mild = true;
        self
    }
}
