//! Stands for `yaml` in a program that was built without the feature of that name.

use super::line_of;
use crate::draft::build::DraftBuilder;
use crate::span::Span;

/// Says that the entries are not read: none of them counts as missing or as there.
pub fn read(out: &mut DraftBuilder<'_>, source: &str, at: Span) {
    let first = line_of(source.get(at.range()).unwrap_or(""), 1);
    let place = at.lift(first);
    out.unread_entry(place, "", "this claimlint was built without the reader of YAML (feature `yaml`)");
}
