//! `note-undefined`: a marker in the text that points to no note.

use super::{Rule, Sink};
use crate::argument::Case;
use crate::diagnostic::Level;
use crate::text::nearest;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-undefined",
    level: Level::Error,
    precise: true,
    summary: "a marker in the text that points to no note",
    explain: EXPLAIN,
    check,
};

const EXPLAIN: &str = r#"## What it checks
Each marker, such as `[3]` or `[^herman]`, has a note with the same number or label.

## Why it matters
A reader who follows the marker finds nothing. To claimlint such a marker is no support.

## Example
```markdown
Exports grew by 12% in 2014.[^customs]

[^custom]: Customs Office, Annual Report 2014.
```

## Instead
```markdown
Exports grew by 12% in 2014.[^customs]

[^customs]: Customs Office, Annual Report 2014.
```

## Not flagged
A note may be indented by up to three spaces.
```markdown
Exports grew by 12% in 2014.[^customs]

  [^customs]: Customs Office, Annual Report 2014.
```

## Authority
Chicago Manual of Style 14.25.
"#;

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let Some(draft) = case.draft else { return };
    if let (true, Some(first)) = (draft.notes.is_empty(), draft.markers.first()) {
        let message = match draft.markers.len() {
            1 => "the text has a note marker, but no notes were found".to_owned(),
            count => format!("the text has {count} note markers, but no notes were found"),
        };
        sink.push(
            sink.finding(first.place, message)
                .label("the first of them")
                .why("a reader who follows a marker finds nothing")
                .help(
                    "put the notes at the end under a heading such as `Endnotes`, or name their file in the \
                     claims file: `endnotes \"notes.txt\"`; `claimlint show` prints what was understood",
                )
                .passage(first.passage),
        );
        return;
    }
    for marker in draft.markers.iter().filter(|marker| marker.note.is_none()) {
        // A near number is no near note.
        let named = marker.id.parse::<u32>().is_err() && sink.may_guess();
        let near = named.then(|| nearest(&marker.id, draft.notes.iter().map(|note| note.id.as_str()))).flatten();
        let help = match near {
            Some(id) => format!("is `{id}` meant? Otherwise write the note, or take the marker out"),
            None => "write the note, or take the marker out".to_owned(),
        };
        let mut finding = sink
            .finding(marker.place, format!("there is no note `{}`", marker.id))
            .label("this marker points nowhere")
            .why("a reader who follows the marker finds nothing, so it supports nothing")
            .help(help)
            .passage(marker.passage);
        if let Some(note) = near.and_then(|id| draft.note_by_id(id)) {
            finding = finding.also(draft.notes[note].label, "the note with the nearest name");
        }
        sink.push(finding);
    }
}
