//! `source-note-ambiguous`: a source whose words stand in several notes.

use crate::case::NoteSearch;
use crate::diagnostic::Level;
use crate::ids::NoteId;
use crate::rules::{Check, Group, LinkedCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "source-note-ambiguous",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a source whose words occur in several notes",
    explain: EXPLAIN,
    check: Check::Linked(check),
};

const EXPLAIN: &str = r#"## What it checks
The fragment on a `source` line occurs in one note only, or in the notes listed beside it.

## Why it matters
After the next renumbering it will be unclear which note is meant.

## Example
```text
Exports grew by 12% in 2014.[1] Prices fell.[2]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Annual Report 2015.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
```
Marked: “"Annual Report"”.

## Instead
```text
Exports grew by 12% in 2014.[1] Prices fell.[2]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Annual Report 2015.
```
```claims
source customs [1] "Customs Office, Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
```

## Not flagged
The work is cited in full in two notes, and both are listed.
```text
Exports grew by 12% in 2014.[1] Prices fell.[2]

Notes

[1] Customs Office, Annual Report 2014.

[2] Customs Office, Annual Report 2014.
```
```claims
source customs [1], [2] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
```

## Authority
Own practice: note numbers move, the note's own words do not.
"#;

fn check(case: &LinkedCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for source in &case.sources {
        let (NoteSearch::Ambiguous(found), Some(fragment)) = (&source.search, &source.decl.fragment) else {
            continue;
        };
        // A note that another source line has lost was given these words: that is told there.
        let lost = |note: &NoteId| {
            case.sources.iter().any(|other| other.search == NoteSearch::Lost && other.notes.contains(note))
        };
        if found.iter().any(lost) {
            continue;
        }
        let ids: Vec<_> = found.iter().map(|&note| draft.notes[note].id.as_str()).collect();
        let name = &source.decl.name.value;
        sink.push(
            sink.finding(
                case.in_claims(fragment.span),
                format!("these words occur in notes {}", ids.join(", ")),
            )
            .label("in several notes")
            .why("after the next renumbering it will be unclear which note is meant")
            .help(
                "use more of the note's words, until they fit one note, or list every note that cites \
                 this source",
            )
            .entry(name),
        );
    }
}
