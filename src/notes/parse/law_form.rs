//! What a sign of law is, and a form in which one is written.

use super::token::{Kind, Tokens};
use crate::notes::WorkType;

/// A sign of law: the sort of work, where the sign begins and ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    pub work: WorkType,
    pub from: usize,
    pub to: usize,
}

/// A form of a sign made of words.
pub(super) struct LawForm {
    /// Its first word, as it is written.
    pub words: &'static [&'static str],
    /// What sort of work it is a sign of.
    pub work: WorkType,
    /// Reads it: where it begins and ends.
    pub reads: fn(&Tokens, usize, usize) -> Option<(usize, usize)>,
    /// A note that has one, and one that comes near and has none.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run the rows"))]
    pub example: (&'static str, &'static str),
}

/// Passes the stop of an abbreviation.
pub(super) fn stop(t: &Tokens, at: usize) -> usize {
    at + usize::from(t.kind(at) == Some(Kind::Stop))
}
