//! What is told once: one edit of a draft may make several rules speak of the same sentence or note. Where one finding
//! says what happened, those that only say that something did are left out.
//!
//! A finding that a waiver accepts, or whose rule is off, leaves nothing out: what it says is known, and what comes
//! after it may be something else.

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::ids::PassageId;

/// A rule whose findings are left out where one of `told` speaks of the same passage, or marks the same place.
struct Follows {
    rule: &'static str,
    told: &'static [&'static str],
    by: By,
    /// Only findings whose message ends so; empty for all.
    ends: &'static str,
}

/// What two findings must have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Passage,
    Place,
    /// The place, where the finding that tells holds others: markers that changed places, or one that was moved.
    PlaceOfSeveral,
}

const FOLLOWS: &[Follows] = &[
    // That the sentence changed is said better by what says how.
    Follows {
        rule: "pin-stale",
        told: &[
            "check-stale",
            "claim-anchor-ambiguous",
            "claim-anchor-lost",
            "claim-differs",
            "claim-figure-mismatch",
            "claim-note-mismatch",
            "note-undefined",
        ],
        by: By::Passage,
        ends: "",
    },
    // That the markers of a checked sentence changed is said better by which of them did.
    Follows {
        rule: "check-stale",
        told: &["claim-note-mismatch"],
        by: By::Passage,
        ends: ": the markers of the sentence",
    },
    // That no marker leads to a note is said better by the claim whose sentence has lost it.
    Follows { rule: "note-unused", told: &["claim-note-mismatch", "pin-stale"], by: By::Place, ends: "" },
    // Nor that a marker is out of order, where it is said that it was moved.
    Follows {
        rule: "note-sequence",
        told: &["claim-note-mismatch", "pin-stale"],
        by: By::PlaceOfSeveral,
        ends: "",
    },
    Follows { rule: "objection-misplaced", told: &["contradiction"], by: By::Place, ends: "" },
];

/// Leaves out what another finding tells. Each comes with the waiver's reason if one accepts it.
pub(super) fn once(
    all: &mut Vec<(Diagnostic, Option<String>)>,
    passages_of: &dyn Fn(&str) -> Vec<PassageId>,
) {
    let mut passages = HashSet::new();
    let (mut places, mut of_several) = (HashSet::new(), HashSet::new());
    for (finding, _) in all.iter().filter(|(_, waiver)| waiver.is_none()) {
        for told in std::iter::once(finding).chain(&finding.related) {
            passages.extend(told.passage.map(|passage| (told.code, passage)));
            places.extend(told.labels.iter().map(|label| (told.code, label.place)));
            if !finding.related.is_empty() {
                of_several.extend(told.labels.iter().map(|label| (told.code, label.place)));
            }
        }
    }
    all.retain(|(finding, _)| {
        // A claim may be anchored in several sentences, any of which may be the one that changed.
        let mut own: Vec<PassageId> = finding.passage.into_iter().collect();
        if FOLLOWS.iter().any(|row| row.rule == finding.code && row.by == By::Passage) {
            own.extend(finding.entry.iter().flat_map(|entry| passages_of(entry)));
        }
        let follows = |row: &&Follows| row.rule == finding.code && finding.message.ends_with(row.ends);
        !FOLLOWS.iter().filter(follows).any(|row| {
            row.told.iter().any(|&told| match row.by {
                By::Passage => own.iter().any(|&passage| passages.contains(&(told, passage))),
                By::Place => places.contains(&(told, finding.place())),
                By::PlaceOfSeveral => of_several.contains(&(told, finding.place())),
            })
        })
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Level;
    use crate::span::{Place, Span};
    use crate::text::FileId;

    fn finding(code: &'static str, passage: u32) -> Diagnostic {
        let place = Place::new(FileId::nth(0), Span::new(0, 1));
        Diagnostic::new(code, Level::Warning, place, "m").passage(Some(PassageId::nth(passage)))
    }

    fn left(all: Vec<(Diagnostic, Option<String>)>) -> Vec<&'static str> {
        let mut all = all;
        once(&mut all, &|_| Vec::new());
        all.iter().map(|(finding, _)| finding.code).collect()
    }

    #[test]
    fn a_change_is_told_once_for_each_sentence() {
        let (pin, check) = (|at| (finding("pin-stale", at), None), |at| (finding("check-stale", at), None));
        assert_eq!(left(vec![pin(1), check(1)]), ["check-stale"]);
        assert_eq!(left(vec![pin(1), check(2)]), ["pin-stale", "check-stale"]);
        assert_eq!(left(vec![pin(1), (finding("house-rule", 1), None)]).len(), 2);
    }

    #[test]
    fn what_a_waiver_accepts_leaves_nothing_out() {
        let waived = (finding("check-stale", 1), Some("It is known.".to_owned()));
        assert_eq!(left(vec![(finding("pin-stale", 1), None), waived]).len(), 2);
    }
}
