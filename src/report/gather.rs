//! What is wrong with one note, gathered: a note that lacks five things is one
//! finding with five points for people. Machine formats keep them apart.

use std::collections::HashMap;

use super::Run;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::ids::NoteId;
use crate::text::FileId;

/// One thing to show: a finding by itself, or all that is wrong with one note.
pub(super) enum Group<'a> {
    /// A finding.
    One(&'a Diagnostic),
    /// At least two findings about one note, by its id, in the order of the report.
    Note(&'a str, Vec<&'a Diagnostic>),
}

/// The findings of a run in order, those about one note together where the
/// first of them stands. A finding with more places than its own, or with
/// findings inside it, stays by itself: they would be lost in a list.
pub(super) fn gather<'a>(run: &Run<'a>) -> Vec<Group<'a>> {
    let mut groups: Vec<(&str, Vec<&Diagnostic>)> = Vec::new();
    for report in &run.reports {
        let mut notes: HashMap<(FileId, NoteId), usize> = HashMap::new();
        for finding in report.findings.iter().filter(|found| found.level != Level::Off) {
            let alone = finding.labels.len() > 1 || !finding.related.is_empty();
            match finding.note.filter(|_| !alone) {
                Some(note) => {
                    let group = *notes.entry((finding.place().file, note)).or_insert(groups.len());
                    let id = report.note_ids.get(note).map_or("", String::as_str);
                    match groups.get_mut(group) {
                        Some((_, group)) => group.push(finding),
                        None => groups.push((id, vec![finding])),
                    }
                }
                None => groups.push(("", vec![finding])),
            }
        }
    }
    groups
        .into_iter()
        .filter_map(|(id, group)| match group.as_slice() {
            [] => None,
            [only] => Some(Group::One(only)),
            _ => Some(Group::Note(id, group)),
        })
        .collect()
}

/// The findings about one note as one: its points numbered, each with its rule
/// and what to do, and each place marked with the numbers of its points.
pub(super) fn as_one(id: &str, findings: &[&Diagnostic]) -> Option<Diagnostic> {
    let first = findings.first()?;
    let level = findings.iter().map(|finding| finding.level).min().unwrap_or(first.level);
    let mut places: Vec<(Label, Vec<usize>)> = Vec::new();
    let mut points = Vec::new();
    for (index, finding) in findings.iter().enumerate() {
        let number = index + 1;
        points.push(format!(
            "{number}. {}\n   {}[{}]: {}",
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
        let word = if numbers.len() == 1 { "point" } else { "points" };
        label.text =
            format!("{word} {}", numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", "));
        label
    });
    let primary = labels.next()?;
    let message = format!("note {id}: {} points", findings.len());
    let mut one = Diagnostic::new(first.code, level, primary.place, message);
    one = one.label(primary.text);
    one.labels.extend(labels);
    one.help = points.join("\n");
    Some(one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Report;
    use crate::span::{Place, Span};
    use crate::text::{Text, Texts};

    fn finding(code: &'static str, level: Level, at: (usize, usize), note: Option<NoteId>) -> Diagnostic {
        let place = Place::new(FileId::nth(0), Span::new(at.0, at.1));
        let finding = Diagnostic::new(code, level, place, format!("{code} is wrong")).help("mend it");
        match note {
            Some(note) => finding.note(note),
            None => finding,
        }
    }

    #[test]
    fn what_is_wrong_with_one_note_stands_together_and_nothing_is_lost() {
        let mut texts = Texts::new();
        texts.add(Text::new("d.txt", "[1] Somebody, “A title,” 2014."));
        let elsewhere = finding("c", Level::Warning, (4, 12), Some(NoteId::nth(0)))
            .also(Place::new(FileId::nth(0), Span::new(0, 3)), "a second place");
        let findings = vec![
            finding("a", Level::Advice, (4, 12), Some(NoteId::nth(0))),
            finding("x", Level::Error, (0, 3), None),
            finding("b", Level::Warning, (4, 12), Some(NoteId::nth(0))),
            elsewhere,
            finding("d", Level::Warning, (0, 3), Some(NoteId::nth(1))),
        ];
        let note_ids = ["1", "2"].into_iter().map(str::to_owned).collect();
        let report = Report {
            draft: None,
            claims: None,
            findings,
            coverage: None,
            note_ids,
            quotations: None,
            waived: Vec::new(),
            outlets: None,
            argument: None,
            understanding: None,
            held_back: Vec::new(),
        };
        let reports = [report];
        let groups = gather(&Run::new(&texts, &reports, &[]));
        let codes: Vec<Vec<&str>> = groups
            .iter()
            .map(|group| match group {
                Group::One(only) => vec![only.code],
                Group::Note(_, all) => all.iter().map(|finding| finding.code).collect(),
            })
            .collect();
        assert_eq!(codes, [vec!["a", "b"], vec!["x"], vec!["c"], vec!["d"]]);
        let Group::Note(id, all) = &groups[0] else { panic!("a and b are about one note") };
        let one = as_one(id, all).expect("there are findings");
        assert_eq!(one.level, Level::Warning);
        assert_eq!(one.message, "note 1: 2 points");
        assert_eq!(one.labels.len(), 1, "one place, marked once");
        assert_eq!(one.labels[0].text, "points 1, 2");
        assert_eq!(one.help, "1. a is wrong\n   advice[a]: mend it\n2. b is wrong\n   warning[b]: mend it");
    }
}
