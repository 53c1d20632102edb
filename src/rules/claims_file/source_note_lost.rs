//! `source-note-lost`: a source whose words stand in no note.

use crate::case::NoteSearch;
use crate::diagnostic::Level;
use crate::rules::{Check, Group, LinkedCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "source-note-lost",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a source whose words are in no note",
    explain: EXPLAIN,
    check: Check::Linked(check),
};

const EXPLAIN: &str = r#"## What it checks
The fragment on a `source` line occurs in some note of the draft; in a note that the line names, another spelling of it will do.

## Why it matters
The note was deleted or rewritten: readers can no longer see the source that these claims cite.

## Example
```text
Exports grew by 12% in 2014.[1] Prices fell.[2]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```
```claims
source customs [1] "Quarterly Bulletin"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
```
Marked: “"Quarterly Bulletin"”.

## Instead
```text
Exports grew by 12% in 2014.[1] Prices fell.[2]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
```

## Not flagged
Only the shape of quotation marks differs.
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, “The Port’s Year,” 2014.
```
```claims
source customs [1] "The Port's Year"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
```

## Authority
Own practice: note numbers move, the note's own words do not.
"#;

fn check(case: &LinkedCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    // Where no notes were found at all, or none under this number, that is told of the markers.
    let unnoted = |id: &str| draft.markers.iter().any(|marker| marker.note.is_none() && marker.id == id);
    for source in &case.sources {
        let (NoteSearch::Lost, Some(fragment)) = (&source.search, &source.decl.fragment) else { continue };
        if source.notes.is_empty() && source.decl.notes.iter().any(|note| unnoted(&note.id)) {
            continue;
        }
        let name = &source.decl.name.value;
        let mut finding = sink
            .finding(
                case.in_claims(fragment.span),
                format!("no note contains these words, so `{name}` has no note"),
            )
            .label("in no note")
            .why("the note was deleted or rewritten, so readers cannot see this source")
            .help("copy a few words of the note as it is now, or delete the source")
            .entry(name);
        if let Some(&note) = source.notes.first() {
            finding =
                finding.also(draft.notes[note].place, format!("note {} as it is now", draft.notes[note].id));
        }
        sink.push(finding);
    }
}
