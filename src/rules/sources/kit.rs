//! What the rules on kinds of outlet share.

use crate::argument::standing::Leaning;
use crate::rules::{DraftCase, Sink};

/// One finding for a source whose
/// outlet is of the kind, if sentences stand on it alone. `said` is why it
/// matters and what to do.
pub fn outlet_finding(
    case: &DraftCase<'_, '_>,
    sink: &mut Sink<'_>,
    leaning: &Leaning<'_>,
    said: (&str, &str),
) {
    let Some(place) = case.in_draft(leaning.span) else { return };
    let Some(first) = leaning.alone.first() else { return };
    let message = match leaning.outlet {
        Some(row) => format!("{} {}", row.name, row.described()),
        None => "the outlet describes itself as a site of user-submitted pieces".to_owned(),
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
        finding = finding.also(marker, "this sentence stands on it alone");
    }
    sink.push(
        finding
            .why(said.0)
            .help(format!("{}{}", said.1, case.age_note(leaning.outlet)))
            .note(leaning.note)
            .passage(passage),
    );
}
