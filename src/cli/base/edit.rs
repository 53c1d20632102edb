//! Edits made in a text.

use crate::diagnostic::Edit;
use crate::span::Span;

/// A text with edits made in it; they are sorted and do not overlap.
pub fn apply(content: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(content.len());
    let mut at = 0;
    for edit in edits {
        let Span { start, end } = edit.place.span;
        out.push_str(&content[at..start as usize]);
        out.push_str(&edit.text);
        at = end as usize;
    }
    out.push_str(&content[at..]);
    out
}
