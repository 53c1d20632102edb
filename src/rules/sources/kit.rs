//! What the rules on kinds of outlet share.

use crate::case::standing::Leaning;
use crate::diagnostic::Level;
use crate::rules::{CoveredCase, Sink};

/// What a rule on a kind of outlet says of it.
#[derive(Default)]
pub struct Said {
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub help: &'static str,
    /// What else can be done where there is a claims file; may be empty.
    pub help_with_claims: &'static str,
    /// The level above which it is not told, if lower than the rule's own.
    pub at_most: Option<Level>,
}

/// One finding for a source whose
/// outlet is of the kind, if sentences stand on it alone.
pub fn outlet_finding(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>, leaning: &Leaning<'_>, said: Said) {
    let Some(place) = case.in_draft(leaning.span) else { return };
    let Some(first) = leaning.alone.first() else { return };
    let message = match leaning.outlet {
        Some(row) => format!("{} {}", row.name, row.described()),
        None => "the website says that its users write its articles".to_owned(),
    };
    let label = match leaning.alone.len() {
        1 => "the only source of a sentence".to_owned(),
        many => format!("the only source of {many} sentences"),
    };
    let passage = case.passage_of(leaning.note).or(Some(first.passage));
    let marker = case.draft.markers[first.marker].place;
    let mut finding = sink.finding(place, message).label(label);
    // A link is its own marker.
    if marker.file != place.file || !marker.span.overlaps(place.span) {
        finding = finding.also(marker, "this sentence has no other source");
    }
    if let Some(most) = said.at_most {
        finding.level = finding.level.max(most);
    }
    sink.push(
        finding
            .why(said.why)
            .help(format!("{}{}", said.help, case.age_note(leaning.outlet)))
            .help_with_claims(said.help_with_claims)
            .note(leaning.note)
            .passage(passage),
    );
}
