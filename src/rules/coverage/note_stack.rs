//! `note-stack`: more than three markers on one point.

use crate::diagnostic::Level;
use crate::draft::{Draft, Marker};
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::{Place, Span};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-stack",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Coverage,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "more than three note markers in a row",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

/// So many markers may stand together.
const MOST: usize = 3;

const EXPLAIN: &str = r#"## What it checks
No more than three note markers come in a row at one point of a sentence.

## Why it matters
In a row of numbers, readers cannot tell which note supports what, and check none of them.

## Example
```text
Exports grew, imports fell and prices stood still.[1][2][3][4]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.

[3] Ministry of Trade, Bulletin 2015.

[4] Chamber of Trade, Review 2016.
```
Marked: “[1][2][3][4]”.

## Instead
```text
Exports grew,[1] imports fell[2] and prices stood still.[3][4]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.

[3] Ministry of Trade, Bulletin 2015.

[4] Chamber of Trade, Review 2016.
```

## Not flagged
Several clauses with a marker each.
```text
Exports grew,[1] imports fell,[2] prices stood still[3] and tolls rose.[4]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.

[3] Ministry of Trade, Bulletin 2015.

[4] Chamber of Trade, Review 2016.
```
One note that bundles several sources.
```text
Exports grew, imports fell and prices stood still.[1]

Notes

[1] Customs Office, Annual Report 2014; Port Authority, Yearbook 2015; Ministry of Trade, Bulletin 2015; Chamber of Trade, Review 2016.
```

## Authority
Wikipedia, “Citation overkill”: more than three on a point is usually clutter. Chicago Manual of Style 14.28: several
citations go into one note.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let markers: &[Marker] = &draft.markers;
    let mut at = 0;
    while at < markers.len() {
        let mut end = at + 1;
        while end < markers.len() && together(draft, &markers[at], &markers[end]) {
            end += 1;
        }
        let stack = &markers[at..end];
        at = end;
        let known = stack.iter().filter(|marker| marker.note.is_some()).count();
        let Some(passage) = stack[0].passage.filter(|&passage| draft.passages[passage].kind.is_body()) else {
            continue;
        };
        if known <= MOST {
            continue;
        }
        let (first, last) = (stack[0].place, stack[stack.len() - 1].place);
        let place =
            Place::new(first.file, Span { start: first.span.start, end: last.span.end.max(first.span.end) });
        let finding = sink
            .finding(place, format!("{known} note markers in a row"))
            .label(format!("{known} notes"))
            .why("readers cannot tell which note supports what")
            .help(
                "put each marker after the words that it supports, or combine the sources in one note \
                 that says what each supports",
            )
            .passage(Some(passage));
        sink.push(finding);
    }
}

/// Whether two markers stand at one point: nothing but space or commas between
/// them in what a reader sees.
fn together(draft: &Draft, one: &Marker, other: &Marker) -> bool {
    one.passage == other.passage
        && one.passage.is_some()
        && one.place.file == other.place.file
        && other.view >= one.view
        && draft
            .view
            .slice(Span { start: one.view, end: other.view })
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, ',' | ';'))
}
