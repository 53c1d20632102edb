//! `source-note-moved`: a source whose note has another number now.

use crate::case::{NoteSearch, Source};
use crate::diagnostic::{Diagnostic, Edit, Level};
use crate::ids::NoteId;
use crate::rules::{Check, Group, LinkedCase, Reads, Rests, Rule, Sink};
use crate::span::Span;
use crate::syntax::tree::NoteRefKind;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "source-note-moved",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a source whose note now has another number",
    explain: EXPLAIN,
    check: Check::Linked(check),
};

const EXPLAIN: &str = r#"## What it checks
The fragment on a `source` line occurs in the note whose number is given first beside it, and the notes given after it are those that cite the same work again.

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
Marked: “[2]”.

A note was inserted between a work and its Ibid.
```text
Exports grew by 12% in 2014.[1] Prices fell.[2] Wages rose.[3]

Notes

[1] Jane Doe, Trade in Harbour Towns (London: Quay Press, 2015).

[2] Port Authority, Yearbook of the Port (Tarn: Port Authority, 2016).

[3] Doe, Trade in Harbour Towns, 12.
```
```claims
source doe [1], [2] "Trade in Harbour Towns (London"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites doe
```
Marked: “[2]”.

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
The short form is now note 3.
```text
Exports grew by 12% in 2014.[1] Prices fell.[2] Wages rose.[3]

Notes

[1] Jane Doe, Trade in Harbour Towns (London: Quay Press, 2015).

[2] Port Authority, Yearbook of the Port (Tarn: Port Authority, 2016).

[3] Doe, Trade in Harbour Towns, 12.
```
```claims
source doe [1], [3] "Trade in Harbour Towns (London"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites doe
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

fn check(case: &LinkedCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for source in &case.sources {
        if let (NoteSearch::Moved(note), true) = (&source.search, source.decl.notes.is_empty()) {
            sink.push(unnamed(case, sink, source, *note));
            continue;
        }
        let renumbered = case.renumbered(source);
        let Some(&(first, now)) = renumbered.changes.first() else { continue };
        let sign = if first.kind == NoteRefKind::Key { "@" } else { "" };
        let (old, new) = (&format!("{sign}{}", first.id), &draft.notes[now].id);
        let mut finding = sink
            .finding(case.in_claims(first.span), format!("note {old} is now {new}"))
            .label(format!("`{}` is not in this note", source.decl.name.value))
            .also(draft.notes[now].place, "its words are here")
            .why("a note was inserted or removed after this line was written")
            .help(format!(
                "change the number to {new} (`claimlint renumber` or `claimlint check --fix` does it)"
            ))
            .entry(&source.decl.name.value);
        if renumbered.unclear.is_empty() {
            let edits = case.renumbering_edits(source, &renumbered.changes);
            finding = finding.fix(format!("change {old} to {new}"), true, edits);
        }
        sink.push(finding);
    }
}

/// A source without a note whose words are those of one: its number was left out.
fn unnamed(case: &LinkedCase<'_, '_>, sink: &Sink<'_>, source: &Source<'_>, note: NoteId) -> Diagnostic {
    let id = &case.draft.notes[note].id;
    let written = match id.starts_with('@') || id.bytes().all(|byte| byte.is_ascii_digit()) {
        true => format!("[{id}]"),
        false => format!("[^{id}]"),
    };
    let name = &source.decl.name;
    let end = Span { start: name.span.end, end: name.span.end };
    let edit = Edit { place: source.place(end), text: format!(" {written}") };
    sink.finding(
        source.place(name.span),
        format!("`{}` names no note, but its words are in note {id}", name.value),
    )
    .label("no note")
    .also(case.draft.notes[note].place, "its words are here")
    .why("a source without a note counts as unpublished")
    .help(format!("write the note behind the name: {written}"))
    .fix(format!("write {written}"), true, vec![edit])
    .entry(&name.value)
}
