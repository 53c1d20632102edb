//! Sentence boundaries.
use crate::span::Span;
/// Splits one block of view text (single spaces, no markers) into sentences.
/// `offset` is the block's start in the view; spans are view spans without
/// leading or trailing space.
pub fn sentences(_block: &str, _offset: u32, _push: &mut dyn FnMut(Span)) {}
