//! Findings as comments in a copy of a Word or OpenDocument file, and what became of them there.
//!
//! [`placed`] says at which words each finding is told and in which words; [`copy`] puts these comments into the
//! file's own bytes: text is cut only where a comment begins or ends, and every part that holds no comment stays as it
//! is. What is told at one place is one comment, and its last line holds a *token* for each finding (`claimlint 1f00a3…:1`, the
//! fingerprint): by that, and by nothing else, is a comment known again, since word processors number comments anew. [`threads`] reads comments back with
//! their answers, and [`faults`] looks for what makes a word processor refuse a file or drop a comment.

#[cfg(not(feature = "office"))]
mod absent;
#[cfg(feature = "office")]
mod docx;
#[cfg(feature = "office")]
mod edit;
#[cfg(feature = "office")]
mod odt;
#[cfg(feature = "office")]
mod office;
mod place;
#[cfg(feature = "office")]
mod plan;
mod words;

use crate::diagnostic::Level;
use crate::span::Span;

#[cfg(not(feature = "office"))]
pub use absent::{copy, faults, is_untouched, threads};
#[cfg(feature = "office")]
pub use office::{copy, faults, is_untouched, threads};
pub use place::{Beside, Placed, placed};
pub use words::tokens_in;

/// A comment to be put into a copy: all that is told at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The words that it is about, in the text of the rendition.
    pub span: Span,
    /// The gravest of its findings' levels.
    pub level: Level,
    /// Its findings, one at least.
    pub told: Vec<Told>,
}

/// A finding as a comment tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The rule.
    pub rule: String,
    /// What is wrong.
    pub message: String,
    /// Why it matters; may be empty.
    pub why: String,
    /// What to do; may be empty.
    pub help: String,
    /// The finding's fingerprint.
    pub token: String,
}

/// A commented copy, and what was done for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copied {
    /// The copy.
    pub bytes: Vec<u8>,
    /// How many comments were put in.
    pub added: usize,
    /// Comments of ours that were there and whose findings are still there.
    pub kept: usize,
    /// Comments of ours that say something else now, since some of their findings are gone.
    pub renewed: usize,
    /// Comments of ours whose finding is gone, and that somebody answered or resolved: they stay.
    pub answered: usize,
    /// Comments of ours whose finding is gone, taken out.
    pub cured: usize,
    /// Tokens of findings for whose words the file has no place that can hold a comment.
    pub unplaced: Vec<String>,
}

/// A comment in a file, with what was answered to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thread {
    /// Its number or name in the file.
    pub id: String,
    /// Who made it.
    pub author: String,
    /// Its paragraphs.
    pub lines: Vec<String>,
    /// The fingerprints that it names; none if it is not one of ours.
    pub tokens: Vec<String>,
    /// Whether somebody marked it as resolved.
    pub resolved: bool,
    /// Answers, in their order.
    pub replies: Vec<Reply>,
    /// Whether it is itself an answer to one of ours.
    pub is_reply: bool,
    /// The day on which it was written, as `2026-05-04`; empty where none is told.
    pub day: String,
}

/// What somebody answered to a comment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// Who.
    pub by: String,
    /// In which words, on one line.
    pub words: String,
    /// On which day, as `2026-05-04`; empty where none is told.
    pub day: String,
}

impl Thread {
    /// Whether it is one of ours.
    pub fn is_ours(&self) -> bool {
        !self.tokens.is_empty()
    }

    /// This comment as an answer to another.
    #[cfg(feature = "office")]
    fn as_reply(&self) -> Reply {
        let words = self.lines.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        Reply { by: self.author.clone(), words, day: self.day.clone() }
    }

    /// Whether a person did anything with it.
    pub fn is_answered(&self) -> bool {
        self.resolved || !self.replies.is_empty()
    }
}
