//! `claim-note-mismatch`: a claim and its sentence that point to different notes.

use crate::case::printed::Untied;
use crate::diagnostic::{Diagnostic, Level};
use crate::ids::{MarkerId, NoteId};
use crate::rules::{Check, Group, LinkedCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "claim-note-mismatch",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Coverage,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a claim whose note is not in its sentence",
    explain: EXPLAIN,
    check: Check::Linked(check),
};

const EXPLAIN: &str = r#"## What it checks
A claim's source is in one of the notes that its sentence cites, held copy or not. *Ibid.* and short forms lead to the work they mean; a sentence that only repeats, or goes on with, a cited one is cited with it. `background` and `contradicts` need no marker.

A note that is meant not to stand there is declared: `reach paragraph` under `draft` where markers cover their paragraphs, `reach claims-file-only` where the draft prints no notes, or a waiver with reason and end. `claimlint coverage` lists what is declared.

Several claims on one sentence are one finding, and so are two markers that changed places.

## Why it matters
The note in print is not the source that was checked; usually a note was moved or inserted.

## Example
```text
Exports grew by 12% in 2014.[2] Prices fell.[1]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12% in 2014."
    at "Exports grew by 12%"
    cites customs
```
Marked: “cites customs”.

A sentence without any marker: readers of the draft do not see the claims file.
```text
Exports grew by 12% in 2014. Prices fell.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12% in 2014."
    at "Exports grew by 12%"
    cites customs
```
Marked: “cites customs”.

## Instead
```text
Prices fell.[1] Exports grew by 12% in 2014.[2]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```
```claims
source yearbook [2] "Yearbook"
claim growth "Exports grew by 12% in 2014."
    at "Exports grew by 12%"
    cites yearbook
```

## Not flagged
The draft is declared to cite by the paragraph.
```text
Exports grew by 12% in 2014. Prices fell in the same year.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
draft "draft"
    reach paragraph
source customs [1] "Annual Report"
claim growth "Exports grew by 12% in 2014."
    at "Exports grew by 12%"
    cites customs
```

The sentence cites the *Ibid.* of the note.
```text
Prices fell.[1] Exports grew by 12% in 2014.[2]

Notes

[1] Customs Office, Annual Report 2014, 3.

[2] Ibid., 4.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12% in 2014."
    at "Exports grew by 12%"
    cites customs
```

## Authority
GAO indexing and referencing.
"#;

fn check(case: &LinkedCase<'_, '_>, sink: &mut Sink<'_>) {
    let untied = case.untied();
    let mut told = vec![false; untied.len()];
    for (index, one) in untied.iter().enumerate() {
        if told[index] {
            continue;
        }
        let other =
            (index + 1..untied.len()).find(|&other| !told[other] && swapped(case, one, &untied[other]));
        let finding = match other {
            Some(other) => {
                told[other] = true;
                exchanged(case, sink, one, &untied[other])
            }
            None => lacking(case, sink, one),
        };
        sink.push(finding);
    }
}

/// Whether each of two sentences carries the marker that the other lacks.
fn swapped(case: &LinkedCase<'_, '_>, one: &Untied, other: &Untied) -> bool {
    let carries = |it: &Untied, notes: &[NoteId]| {
        it.printed
            .iter()
            .any(|&marker| case.draft.markers[marker].note.is_some_and(|note| notes.contains(&note)))
    };
    carries(one, &other.notes) && carries(other, &one.notes)
}

/// Notes in brackets, each once: "[4], [5]".
fn ids(case: &LinkedCase<'_, '_>, notes: impl Iterator<Item = NoteId>) -> String {
    let mut shown: Vec<String> = Vec::new();
    for note in notes {
        let id = format!("[{}]", case.draft.notes[note].id);
        if !shown.contains(&id) {
            shown.push(id);
        }
    }
    shown.join(", ")
}

/// Two sentences with each other's marker.
fn exchanged(case: &LinkedCase<'_, '_>, sink: &Sink<'_>, one: &Untied, other: &Untied) -> Diagnostic {
    let (here, there) = (ids(case, one.notes.iter().copied()), ids(case, other.notes.iter().copied()));
    let message = format!("the markers of notes {here} and {there} have changed places");
    let finding = started(case, sink, one, message)
        .label(format!("note {here}"))
        .help("put the markers back, or correct both claims");
    let mut finding = with_markers(case, finding, &one.printed);
    for &(entry, cite) in &one.claims[1..] {
        finding = too(case, finding, entry, cite);
    }
    let name = &case.entries[other.claims[0].0].entry.name.value;
    let message = format!("`{name}` cites note {there}, and its sentence has the marker {here}");
    finding.related.push(with_markers(case, started(case, sink, other, message), &other.printed));
    finding
}

/// Names another claim that cites the same note.
fn too(case: &LinkedCase<'_, '_>, finding: Diagnostic, entry: usize, cite: usize) -> Diagnostic {
    let resolved = &case.entries[entry];
    let words = format!("`{}` cites it, too", resolved.entry.name.value);
    finding.also(resolved.evidence[cite].place(resolved.evidence[cite].cite.span), words)
}

/// A sentence that lacks the note of its claims.
fn lacking(case: &LinkedCase<'_, '_>, sink: &Sink<'_>, one: &Untied) -> Diagnostic {
    let draft = case.draft;
    let here = ids(case, one.notes.iter().copied());
    let there = ids(case, one.printed.iter().filter_map(|&marker| draft.markers[marker].note));
    let (subject, its) = match one.claims.len() {
        1 => ("the claim cites".to_owned(), "its"),
        count => (format!("{count} claims cite"), "their"),
    };
    let message = match one.printed.is_empty() {
        true => format!("{subject} note {here}, but {its} sentence has no marker"),
        false => format!("{subject} note {here}, but {its} sentence cites {there}"),
    };
    let help = match (one.printed.is_empty(), one.beside) {
        (_, Some(_)) => format!(
            "put the marker back into the sentence; if the draft cites by the paragraph, write `reach paragraph` under `draft`; or correct {its} `cites`"
        ),
        (true, None) => format!(
            "put a marker to note {here} into the sentence; if it is meant not to have one, declare that with `reach` under `draft`, or accept it"
        ),
        (false, None) => {
            "correct the marker in the draft, or cite the source that the sentence cites".to_owned()
        }
    };
    let mut finding = started(case, sink, one, message).label(format!("note {here}")).help(help);
    for &(entry, cite) in &one.claims[1..] {
        finding = too(case, finding, entry, cite);
    }
    if one.printed.is_empty() {
        finding = finding.also(draft.passages[one.passages[0]].place, "no marker here");
    }
    if let Some(marker) = one.beside.filter(|_| one.printed.is_empty()) {
        let moved = &draft.markers[marker];
        let message = format!("the marker [{}] is in the sentence beside it", moved.id);
        finding.related.push(sink.finding(moved.place, message).label("here").passage(moved.passage));
    }
    for &note in one.notes.iter().filter(|&&note| draft.notes[note].uses == 0) {
        finding = finding.also(draft.notes[note].label, "no other sentence cites it");
    }
    with_markers(case, finding, &one.printed)
}

fn started(case: &LinkedCase<'_, '_>, sink: &Sink<'_>, one: &Untied, message: String) -> Diagnostic {
    let (entry, cite) = one.claims[0];
    let resolved = &case.entries[entry];
    let evidence = &resolved.evidence[cite];
    sink.finding(evidence.place(evidence.cite.span), message)
        .why(match one.printed.is_empty() {
            true => "readers of the draft do not see the claims file",
            false => "the note in print is not the source that was checked",
        })
        .entry(&resolved.entry.name.value)
        .passage(one.passages.first().copied())
}

fn with_markers(case: &LinkedCase<'_, '_>, mut finding: Diagnostic, printed: &[MarkerId]) -> Diagnostic {
    for &marker in printed {
        let marker = &case.draft.markers[marker];
        finding = finding.also(marker.place, format!("the sentence cites [{}]", marker.id));
    }
    finding
}
