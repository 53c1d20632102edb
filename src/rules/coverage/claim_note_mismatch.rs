//! `claim-note-mismatch`: a claim and its sentence that point to different notes.

use crate::diagnostic::Level;
use crate::draft::Marker;
use crate::ids::NoteId;
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
    summary: "a claim and its sentence that cite different notes",
    explain: EXPLAIN,
    check: Check::Linked(check),
};

const EXPLAIN: &str = r#"## What it checks
A claim's source is in one of the notes that its sentence cites. A sentence without markers is left to the coverage rules; a source with a held copy may go beyond the notes.

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
The entry adds evidence of its own beyond the note.
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```
```claims
source customs [1] "Annual Report"
source yearbook [2] "Yearbook"
    held "yearbook.txt" sha256 9f2c41d07a3be815
claim growth "Exports grew by 12% in 2014."
    at "Exports grew by 12%"
    cites customs
    cites yearbook
```

## Authority
GAO indexing and referencing.
"#;

fn check(case: &LinkedCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for resolved in case.entries.iter().filter(|entry| entry.is_claim()) {
        let markers: Vec<&Marker> = resolved
            .passages
            .iter()
            .flat_map(|&passage| &draft.markers[draft.passages[passage].markers.clone()])
            .filter(|marker| marker.note.is_some())
            .collect();
        let carried =
            |notes: &[NoteId]| markers.iter().any(|m| m.note.is_some_and(|note| notes.contains(&note)));
        if markers.is_empty() {
            continue;
        }
        for evidence in resolved.evidence.iter().filter(|evidence| evidence.supports()) {
            if case.slip_at(evidence.place(evidence.cite.span)) {
                continue; // its relation may be one that supports nothing
            }
            let held = evidence.source.is_some_and(|source| case.sources[source].decl.held.is_some());
            if evidence.notes.is_empty() || held || carried(&evidence.notes) {
                continue;
            }
            let ids = |notes: &mut dyn Iterator<Item = NoteId>| {
                notes.map(|note| format!("[{}]", draft.notes[note].id)).collect::<Vec<_>>().join(", ")
            };
            let there = ids(&mut markers.iter().filter_map(|marker| marker.note));
            let here = ids(&mut evidence.notes.iter().copied());
            sink.push(
                sink.finding(
                    evidence.place(evidence.cite.span),
                    format!("the claim cites note {here}, but its sentence cites {there}"),
                )
                .label(format!("note {here}"))
                .also(markers[0].place, format!("the sentence cites {there}"))
                .why("the note in print is not the source that was checked")
                .help("correct the marker in the draft, or cite the source that the sentence cites")
                .entry(&resolved.entry.name.value)
                .passage(resolved.passages.first().copied()),
            );
        }
    }
}
