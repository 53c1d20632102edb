//! What a draft lost since its claims were written: the whole of it, or the markers that a claim takes its evidence from.
//! Each is told once, by one rule; what would follow from it is not.

use super::pin::Unpinned;
use super::printed::leans_on_markers;
use super::{Anchoring, Case, NoteSearch, Resolved};

/// A file that quotes so many passages or notes is known by them.
const KNOWN_BY: usize = 3;

impl Case<'_> {
    /// How many passages and notes the claims file quotes, where none of them is in the draft any more: it was emptied, or
    /// another text stands in its place.
    pub fn gone(&self) -> Option<usize> {
        let anchors = self.entries.iter().filter(|entry| !entry.inline).flat_map(|entry| &entry.anchors);
        let anchors = anchors.chain(self.waivers.iter().map(|waiver| &waiver.anchoring));
        let mut lost = 0;
        for anchoring in anchors {
            match anchoring {
                Anchoring::Lost(_) => lost += 1,
                Anchoring::Found(_) | Anchoring::Ambiguous(..) => return None,
                Anchoring::NotSought => {}
            }
        }
        for source in &self.sources {
            match source.search {
                NoteSearch::Lost => lost += 1,
                NoteSearch::Right(_) | NoteSearch::Moved(_) | NoteSearch::Ambiguous(_) => return None,
                NoteSearch::NotSought => {}
            }
        }
        let claimed = self.entries.iter().any(|entry| entry.inline);
        (lost >= KNOWN_BY && !claimed).then_some(lost)
    }

    /// Whether a claim takes its evidence from the markers of its sentence, and these are not those that it was pinned or
    /// sealed with, or lead to no note: that is told, and what it rests on is not known until then.
    pub fn lost_its_markers(&self, resolved: &Resolved<'_>) -> bool {
        leans_on_markers(resolved.entry) && (self.is_unnoted(resolved) || self.is_pinned_otherwise(resolved))
    }

    fn is_unnoted(&self, resolved: &Resolved<'_>) -> bool {
        self.draft.is_some_and(|draft| {
            let markers =
                resolved.passages.iter().flat_map(|&at| &draft.markers[draft.passages[at].markers.clone()]);
            markers.into_iter().any(|marker| marker.note.is_none())
        })
    }

    fn is_pinned_otherwise(&self, resolved: &Resolved<'_>) -> bool {
        if resolved.entry.checked.last().is_some_and(|check| check.seal.is_some()) {
            let entry = self.entry_names.get(resolved.entry.name.value.as_str());
            return entry.is_some_and(|&entry| self.is_marked_otherwise(entry));
        }
        let pins = resolved.entry.pinned.iter().flat_map(|pinned| &pinned.words);
        pins.enumerate().any(|(at, pin)| {
            let passages = self.anchored_at(resolved, at);
            let now = || self.unpinned(&passages, &pin.value);
            !passages.is_empty() && !matches!(now(), None | Some(Unpinned::Words | Unpinned::Respelt(..)))
        })
    }
}
