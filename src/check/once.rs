//! What is told once: one edit of a draft may make several rules speak of the same sentence or note. Where one finding
//! says what happened, those that only say that something did are left out.
//!
//! A finding that a waiver accepts, or whose rule is off, leaves nothing out: what it says is known, and what comes
//! after it may be something else.

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::ids::PassageId;
use crate::span::Place;

/// A rule whose findings are left out where one of `told` speaks of the same passage, entry, or place.
struct Follows {
    rule: &'static str,
    told: &'static [&'static str],
    by: By,
    /// Only findings whose message ends so; empty for all.
    ends: &'static str,
    /// Only where the finding that tells says so; empty for all.
    saying: &'static str,
}

/// What two findings must have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Passage,
    /// The entry of the claims file, or one that belongs to the finding that tells.
    Entry,
    Place,
    /// The place, where the finding that tells holds others: markers that changed places, or one that was moved.
    PlaceOfSeveral,
}

/// How a finding says that only the spelling changed.
const SPELT: &str = " spelt ";

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
        saying: "",
    },
    // That the markers of a checked sentence changed is said better by which of them did.
    Follows {
        rule: "check-stale",
        told: &["claim-note-mismatch"],
        by: By::Passage,
        ends: ": the markers of the sentence",
        saying: "",
    },
    // So is that a checked claim changed by what does not fit in it now.
    Follows {
        rule: "check-stale",
        told: &["claim-note-mismatch", "pin-stale", "quote-figure-mismatch"],
        by: By::Entry,
        ends: "",
        saying: "",
    },
    // And that its sentence did, where nothing but a spelling is new.
    Follows {
        rule: "check-stale",
        told: &["claim-anchor-lost", "pin-stale"],
        by: By::Passage,
        ends: ": the sentence in the draft",
        saying: SPELT,
    },
    // A figure that the quoted words give otherwise is not looked for once more.
    Follows {
        rule: "figure-not-in-source",
        told: &["quote-figure-mismatch"],
        by: By::Place,
        ends: "",
        saying: "",
    },
    // That no marker leads to a note is said better by the claim whose sentence has lost it.
    Follows {
        rule: "note-unused",
        told: &["claim-note-mismatch", "pin-stale"],
        by: By::Place,
        ends: "",
        saying: "",
    },
    // Nor that a marker is out of order, where it is said that it was moved.
    Follows {
        rule: "note-sequence",
        told: &["claim-note-mismatch", "pin-stale"],
        by: By::PlaceOfSeveral,
        ends: "",
        saying: "",
    },
    Follows { rule: "objection-misplaced", told: &["contradiction"], by: By::Place, ends: "", saying: "" },
];

/// What one finding tells, with those that belong to it.
struct Told {
    code: &'static str,
    message: String,
    passages: HashSet<PassageId>,
    entries: HashSet<String>,
    places: HashSet<Place>,
    is_of_several: bool,
}

impl Told {
    fn of(finding: &Diagnostic, passages_of: &dyn Fn(&str) -> Vec<PassageId>) -> Self {
        let all = || std::iter::once(finding).chain(&finding.related);
        Self {
            code: finding.code,
            message: finding.message.clone(),
            passages: all()
                .flat_map(|it| {
                    let of_entry = it.entry.iter().flat_map(|entry| passages_of(entry));
                    it.passage.into_iter().chain(of_entry.collect::<Vec<_>>())
                })
                .collect(),
            entries: all().filter_map(|it| it.entry.clone()).collect(),
            places: all().flat_map(|it| it.labels.iter().map(|label| label.place)).collect(),
            is_of_several: !finding.related.is_empty(),
        }
    }
}

/// Leaves out what another finding tells. Each comes with the waiver's reason if one accepts it.
pub(super) fn once(
    all: &mut Vec<(Diagnostic, Option<String>)>,
    passages_of: &dyn Fn(&str) -> Vec<PassageId>,
) {
    let tells = |code: &str| FOLLOWS.iter().any(|row| row.told.contains(&code));
    let told: Vec<Told> = all
        .iter()
        .filter(|(finding, waiver)| waiver.is_none() && tells(finding.code))
        .map(|(finding, _)| match finding.code {
            // It speaks of all sentences of its claims; the others of the one that they show.
            "claim-note-mismatch" => Told::of(finding, passages_of),
            _ => Told::of(finding, &|_| Vec::new()),
        })
        .collect();
    all.retain(|(finding, _)| {
        let mut rows = FOLLOWS.iter().filter(|row| row.rule == finding.code).peekable();
        if rows.peek().is_none() {
            return true;
        }
        let own = Told::of(finding, passages_of);
        !rows.any(|row| {
            finding.message.ends_with(row.ends)
                && told.iter().any(|told| row.told.contains(&told.code) && row.joins(&own, told, finding))
        })
    });
}

impl Follows {
    /// Whether a finding is left out because of what another tells.
    fn joins(&self, own: &Told, told: &Told, finding: &Diagnostic) -> bool {
        // What tells of a spelling is left out for nothing: what follows it would be lost with it.
        if own.message.contains(SPELT) || !told.message.contains(self.saying) {
            return false;
        }
        // Two sentences that exchanged their markers are more than the void check of one of them.
        let is_part = !told.entries.is_empty() && told.entries.is_subset(&own.entries);
        if told.code == "check-stale" && is_part {
            return false;
        }
        match self.by {
            By::Passage => !own.passages.is_disjoint(&told.passages),
            By::Entry => !own.entries.is_empty() && own.entries.is_subset(&told.entries),
            By::Place => told.places.contains(&finding.place()),
            By::PlaceOfSeveral => told.is_of_several && told.places.contains(&finding.place()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Level;
    use crate::span::Span;
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

    /// What is left out and what leaves it out are never left out for each other.
    #[test]
    fn something_is_always_left() {
        let pin = finding("pin-stale", 1).entry("a");
        let check = finding("check-stale", 2).entry("b");
        let mut exchanged = pin.clone();
        exchanged.related.push(finding("pin-stale", 2).entry("b"));
        assert_eq!(left(vec![(exchanged, None), (check.clone(), None)]), ["pin-stale"]);
        let mut spelling = pin;
        spelling.message = "“a” is spelt “b” now".to_owned();
        let mut respelt = check;
        respelt.passage = Some(PassageId::nth(1));
        respelt.message = "`b` changed: the sentence in the draft".to_owned();
        assert_eq!(left(vec![(spelling.clone(), None), (respelt.clone(), None)]), ["pin-stale"]);
        respelt.message = "`b` changed: the sentence in the draft, its kind".to_owned();
        assert_eq!(left(vec![(spelling, None), (respelt, None)]), ["pin-stale", "check-stale"]);
    }

    #[test]
    fn a_check_is_left_out_for_what_does_not_fit_in_the_same_claim_alone() {
        let differs = finding("quote-figure-mismatch", 1).entry("a");
        let check = |name: &str| (finding("check-stale", 1).entry(name), None);
        assert_eq!(left(vec![(differs.clone(), None), check("a")]), ["quote-figure-mismatch"]);
        assert_eq!(left(vec![(differs, None), check("b")]), ["quote-figure-mismatch", "check-stale"]);
    }

    #[test]
    fn what_a_waiver_accepts_leaves_nothing_out() {
        let waived = (finding("check-stale", 1), Some("It is known.".to_owned()));
        assert_eq!(left(vec![(finding("pin-stale", 1), None), waived]).len(), 2);
    }
}
