//! `notes-not-joined`: markers and notes that were read and do not fit together.

use crate::case::{Health, Join, Understanding};
use crate::diagnostic::Level;
use crate::draft::Draft;
use crate::rules::apart::mends;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "notes-not-joined",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "markers and notes that do not match, so that little can be checked",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
The markers in the text and the notes (or the keys and the entries of a bibliography) belong together. It speaks once, where five markers or more point to no note and fewer than four in five are joined, or where five notes or more have no marker and fewer than half have one.

Rules that rest on the join, such as `statistic-uncited` and `note-unused`, are then held back: they would call sentences uncited whose notes were merely not read. The report counts them, and coverage is *not known*.

## Why it matters
Either the notes are missing, or claimlint did not understand how they are written. In both cases nothing that it says of support could be relied on.

## Example
```markdown
The mill closed in 1871.[1] Its wheel was sold.[2] The weir fell in.[3] The pond was drained.[4] The miller moved to Leeds.[5]
```
Marked: “[1]”.
Notes whose markers lost their brackets on the way from another format.
```text
The mill closed in 1871. Its wheel was sold to a museum. The weir fell in. The miller left.

Notes

[1] Parish Council, Minutes, 4 May 1871.
[2] A. Moss, Wheels of the Dale (Leeds: Fell, 1920), 14.
[3] River Board, Annual Report 1872.
[4] Parish Council, Minutes, 9 June 1873.
[5] A. Moss, Wheels of the Dale, 20.
```
Marked: “[1]”.

## Instead
```markdown
The mill closed in 1871.[1] Its wheel was sold.[2] The weir fell in.[3] The pond was drained.[4] The miller moved to Leeds.[5]

## Notes

[1] Parish Council, Minutes, 4 May 1871.

[2] A. Moss, Wheels of the Dale (Leeds: Fell, 1920), 14.

[3] River Board, Annual Report 1872.

[4] Parish Council, Minutes, 9 June 1873.

[5] A. Moss, Wheels of the Dale, 20.
```

## Not flagged
Four markers in five are joined: the fifth is reported by `note-undefined`.
```markdown
The mill closed in 1871.[1] Its wheel was sold.[2] The weir fell in.[3] The pond was drained.[4] The miller moved.[5]

## Notes

[1] Parish Council, Minutes, 4 May 1871.

[2] A. Moss, Wheels of the Dale (Leeds: Fell, 1920), 14.

[3] River Board, Annual Report 1872.

[4] Parish Council, Minutes, 9 June 1873.
```

## Authority
Own practice: a check that could not look must not read as a pass. Measured on documents that nobody here had seen, where half of what was said wrongly came from notes that were not read.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let (draft, Some(read)) = (case.draft, case.understanding()) else { return };
    let Health::Apart { markers, notes } = &read.health else { return };
    let marker = markers.first().map(|&at| &draft.markers[at]);
    let note = notes.first().map(|&at| &draft.notes[at]);
    let Some(place) = marker.map(|it| it.place).or(note.map(|it| it.label)) else { return };
    let (markers_apart, notes_apart) = (markers.len(), notes.len());
    let mut finding = sink
        .finding(place, message(draft, read, notes_apart))
        .label(match (marker.is_some(), markers_apart) {
            (true, 1) => "the marker without a note",
            (true, _) => "the first marker without a note",
            (false, _) => "the first note without a marker",
        })
        .why("whatever depends on them cannot be checked, and coverage is unknown")
        .help(mends(draft, read, markers, notes))
        .passage(marker.and_then(|it| it.passage));
    if let (Some(_), Some(note)) = (marker, note) {
        finding = finding.also(note.label, "the first note without a marker");
    }
    sink.push(finding);
}

/// Which stand apart: "only 1 of 85 markers is joined to a note, and 84 of 85 notes have no marker".
fn message(draft: &Draft, read: &Understanding, notes_apart: usize) -> String {
    let Join { markers, joined, notes, .. } = read.notes;
    let keys = &read.entries;
    let mut parts = Vec::new();
    match (markers, notes) {
        (0, _) => {}
        (_, 0) => parts.push(format!("the text has {}, but no notes were found", count(markers, "marker"))),
        _ if joined < markers => {
            parts.push(format!("only {joined} of {} match a note", count(markers, "marker")));
        }
        _ => {}
    }
    if keys.joined < keys.markers && draft.author_date.is_some() {
        let cited = count(keys.markers, "citation");
        parts.push(match keys.notes {
            0 => format!("the text has {cited} by author and year, but no reference list was found"),
            _ => format!("only {} of {cited} by author and year have an entry in the list", keys.joined),
        });
    } else if keys.joined < keys.markers {
        parts.push(match keys.notes {
            0 => format!(
                "the text cites {}, but no bibliography with entries was found",
                count(keys.markers, "key")
            ),
            _ => {
                format!(
                    "only {} of {} have an entry in the bibliography",
                    keys.joined,
                    count(keys.markers, "key")
                )
            }
        });
    }
    if notes_apart > 0 {
        parts.push(match markers {
            0 => format!("there are {}, but no marker that points to one", count(notes, "note")),
            _ => format!("{notes_apart} of {} have no marker", count(notes, "note")),
        });
    }
    format!("markers and notes do not match: {}", parts.join("; "))
}

fn count(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}
