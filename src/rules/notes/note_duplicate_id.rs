//! `note-duplicate-id`: two notes with the same number or label.

use crate::diagnostic::Level;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};
use std::collections::HashMap;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-duplicate-id",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "two notes with the same number or label",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
Within one run of numbering, each note has a number or label of its own.

## Why it matters
A marker with that number may lead readers to the wrong one of the two.

## Example
```text
Exports grew.[1] Imports fell.[2]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.

[2] Statistics Bureau, Trade Tables 2015.
```
Marked: “[2]”.

## Instead
```text
Exports grew.[1] Imports fell.[2] Prices rose.[3]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.

[3] Statistics Bureau, Trade Tables 2015.
```

## Not flagged
One note may be cited twice.
```text
Exports grew.[1] Imports fell.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Authority
Chicago Manual of Style 14.25.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let mut first = HashMap::new();
    for (index, note) in draft.notes.each() {
        if note.unnumbered {
            continue;
        }
        let Some(earlier) = first.insert((note.scope, note.id.as_str()), note) else { continue };
        first.insert((note.scope, note.id.as_str()), earlier);
        if let Some(entry) = draft.entries.get(&index) {
            sink.push(
                sink.finding(note.label, format!("two bibliography entries have the key `{}`", entry.key))
                    .label("the second")
                    .also(earlier.label, "the first")
                    .why("a citation of this key could mean either")
                    .help("give one of them another key, or delete one if they are the same work"),
            );
            continue;
        }
        sink.push(
            sink.finding(note.label, format!("two notes have the number or label `{}`", note.id))
                .label("the second")
                .also(earlier.label, "the first")
                .why("a marker with this number could lead to either")
                .help("renumber one of them, and check the markers that follow"),
        );
    }
}
