//! `source-note-moved`: a source whose note has another number now.

use super::{Rule, Sink};
use crate::argument::Case;
use crate::diagnostic::Level;
use crate::argument::{NoteSearch, Source};
use crate::diagnostic::Edit;
use crate::syntax::tree::{NoteRef, NoteRefKind};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "source-note-moved",
    level: Level::Error,
    precise: true,
    summary: "a source whose note has another number now",
    explain: EXPLAIN,
    check,
};

const EXPLAIN: &str = r#"## What it checks
The fragment on a `source` line stands in the note whose number is given first beside it.

## Why it matters
A note was inserted or taken out. Claims, links and sign-offs go by the source's name and are safe; only this number is stale.

## Example
```text
Exports grew by 12% in 2014.[1] Prices fell.[2]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```
```claims
source customs [2] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
```

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
A further number on the line is the Ibid. of the first.
```text
Exports grew by 12% in 2014.[1] Prices fell.[2]

Notes

[1] Customs Office, Annual Report 2014.

[2] Ibid.
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

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let Some(draft) = case.draft else { return };
    for source in &case.sources {
        let (NoteSearch::Moved(now), Some(first)) = (&source.search, source.decl.notes.first()) else { continue };
        let sign = if first.kind == NoteRefKind::Key { "@" } else { "" };
        let (old, new) = (&format!("{sign}{}", first.id), &draft.notes[*now].id);
        let edits = moved(case, source, new);
        let mut finding = sink
            .finding(case.in_claims(first.span), format!("note {old} is now {new}"))
            .label(format!("`{}` is not in this note", source.decl.name.value))
            .also(draft.notes[*now].place, "its words stand here")
            .why("a note was inserted or taken out; the number on this line is stale")
            .help(format!("change the number to {new} (`claimlint check --fix` does it)"))
            .entry(&source.decl.name.value);
        if !edits.is_empty() {
            finding = finding.fix(format!("change {old} to {new}"), true, edits);
        }
        sink.push(finding);
    }
}

/// Edits of the numbers on the line: the first as found, those after it (its
/// Ibid.s) by the same distance.
fn moved(case: &Case<'_>, source: &Source<'_>, new: &str) -> Vec<Edit> {
    let first = &source.decl.notes[0];
    let shift = match (first.id.parse::<i64>(), new.parse::<i64>()) {
        (Ok(old), Ok(new)) => Some(new - old),
        _ => None,
    };
    let edit = |note: &NoteRef, id: &str| Edit {
        place: case.in_claims(note.span),
        text: match note.kind {
            // An entry of a bibliography has its sign already.
            _ if id.starts_with('@') => format!("[{id}]"),
            NoteRefKind::Label => format!("[^{id}]"),
            NoteRefKind::Number => format!("[{id}]"),
            NoteRefKind::Key if id.parse::<u32>().is_ok() => format!("[{id}]"),
            NoteRefKind::Key => format!("[^{id}]"),
        },
    };
    let mut edits = vec![edit(first, new)];
    for note in &source.decl.notes[1..] {
        match (shift, note.id.parse::<i64>()) {
            (Some(shift), Ok(old)) => edits.push(edit(note, &(old + shift).to_string())),
            _ => return Vec::new(),
        }
    }
    edits
}
