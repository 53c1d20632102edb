//! How well a claims file holds to its draft: what a change to either must not make worse.

use super::review::Verdict;
use super::{Anchoring, Case, NoteSearch};

/// What does not hold between a claims file and its draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Soundness {
    /// Slips in the claims file's language.
    pub slips: usize,
    /// Anchors and fragments that are not found, or not in one place only.
    pub lost: usize,
    /// Checks whose seal no longer fits.
    pub stale: usize,
}

impl Soundness {
    /// Looks at a case.
    pub fn of(case: &Case<'_>) -> Self {
        let anchors = case.entries.iter().flat_map(|entry| &entry.anchors);
        let anchors = anchors.chain(case.waivers.iter().map(|waiver| &waiver.anchoring));
        let lost = anchors.filter(|it| matches!(it, Anchoring::Lost(_) | Anchoring::Ambiguous(..))).count();
        let adrift =
            case.sources.iter().filter(|it| matches!(it.search, NoteSearch::Lost | NoteSearch::Ambiguous(_)));
        let stale = (0..case.entries.len())
            .filter(|&entry| case.last_check(entry).is_some_and(|check| check.seal.is_some()))
            .filter(|&entry| matches!(case.verdict(entry), Verdict::Stale(_) | Verdict::Unknown));
        Self { slips: case.errors().len(), lost: lost + adrift.count(), stale: stale.count() }
    }
}
