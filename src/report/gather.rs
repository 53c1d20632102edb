//! What is wrong with one note, gathered: a note that lacks five things is one
//! finding with five points for people. Machine formats keep them apart.

use std::collections::HashMap;

use super::Run;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::text::FileId;

/// One thing to show: a finding by itself, or all that is wrong with one note.
pub(super) enum Group<'a> {
    /// A finding.
    One(&'a Diagnostic),
    /// At least two findings about one note, in the order of the report.
    Note(Vec<&'a Diagnostic>),
}

/// The findings of a run in order, those about one note together where the
/// first of them stands. A finding with more places than its own, or with
/// findings inside it, stays by itself: they would be lost in a list.
pub(super) fn gather<'a>(run: &Run<'a>) -> Vec<Group<'a>> {
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    for report in run.reports {
        let mut notes: HashMap<(FileId, usize), usize> = HashMap::new();
        for finding in report.findings.iter().filter(|found| found.level != Level::Off) {
            let alone = finding.labels.len() > 1 || !finding.related.is_empty();
            match finding.note.filter(|_| !alone) {
                Some(note) => {
                    let group = *notes.entry((finding.place().file, note)).or_insert(groups.len());
                    match groups.get_mut(group) {
                        Some(group) => group.push(finding),
                        None => groups.push(vec![finding]),
                    }
                }
                None => groups.push(vec![finding]),
            }
        }
    }
    groups
        .into_iter()
        .filter_map(|group| match group.as_slice() {
            [] => None,
            [only] => Some(Group::One(only)),
            _ => Some(Group::Note(group)),
        })
        .collect()
}

/// The findings about one note as one: its points numbered, each with its rule
/// and what to do, and each place marked with the numbers of its points.
pub(super) fn as_one(findings: &[&Diagnostic]) -> Option<Diagnostic> {
    let first = findings.first()?;
    let level = findings.iter().map(|finding| finding.level).min().unwrap_or(first.level);
    let mut order: Vec<&Diagnostic> = findings.to_vec();
    order.sort_by_key(|finding| finding.level);
    let mut places: Vec<(Label, Vec<usize>)> = Vec::new();
    let mut points = Vec::new();
    for (index, finding) in order.iter().enumerate() {
        let number = index + 1;
        points.push(format!(
            "{number}. {} ({} {}): {}",
            finding.message,
            finding.level.name(),
            finding.code,
            finding.help
        ));
        let place = finding.place();
        match places.iter_mut().find(|(label, _)| label.place == place) {
            Some((_, numbers)) => numbers.push(number),
            None => {
                let label = Label { place, text: String::new(), primary: false };
                places.push((label, vec![number]));
            }
        }
    }
    // Overlapping marks cannot be told apart: the first of them stands for all.
    places.sort_by_key(|(label, _)| label.place.span);
    let mut labels: Vec<(Label, Vec<usize>)> = Vec::new();
    for (label, numbers) in places {
        match labels.last_mut() {
            Some((last, all)) if last.place.span.overlaps(label.place.span) => all.extend(numbers),
            _ => labels.push((label, numbers)),
        }
    }
    let mut labels = labels.into_iter().map(|(mut label, mut numbers)| {
        numbers.sort_unstable();
        label.text = numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
        label
    });
    let primary = labels.next()?;
    let mut one = Diagnostic::new(
        first.code,
        level,
        primary.place,
        format!("{} points about this note", findings.len()),
    );
    one = one.label(primary.text);
    one.labels.extend(labels);
    one.help = points.join("\n");
    Some(one)
}
