//! `source-note-moved`: a source whose note has another number now.

use crate::case::{NoteSearch, Renumbered, Source};
use crate::diagnostic::{Diagnostic, Edit, Level};
use crate::draft::Draft;
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
The fragment on a `source` line occurs in the note whose number is given first beside it, and the notes given after it are those that cite the same work again. Where the notes of three sources or more have
moved, one finding says so.

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

/// So many sources whose notes moved are one insertion, and told as one.
const MANY: usize = 3;

/// A source whose line is to change.
struct Moved<'c, 'a> {
    source: &'c Source<'a>,
    renumbered: Renumbered<'a>,
    /// Empty if they are not all clear.
    edits: Vec<Edit>,
}

impl Moved<'_, '_> {
    /// What its first number that is wrong is now: `4`, `5`.
    fn numbers(&self, draft: &Draft) -> (String, String) {
        let Some(&(first, now)) = self.renumbered.changes.first() else { return Default::default() };
        let sign = if first.kind == NoteRefKind::Key { "@" } else { "" };
        (format!("{sign}{}", first.id), draft.notes[now].id.clone())
    }
}

fn check(case: &LinkedCase<'_, '_>, sink: &mut Sink<'_>) {
    let moved: Vec<Moved<'_, '_>> = case
        .sources
        .iter()
        .filter(|source| {
            // Its line names no note at all.
            let unnamed = match &source.search {
                NoteSearch::Moved(note) if source.decl.notes.is_empty() => Some(*note),
                _ => None,
            };
            if let Some(note) = unnamed {
                sink.push(self::unnamed(case, sink, source, note));
            }
            unnamed.is_none()
        })
        .map(|source| {
            let renumbered = case.renumbered(source);
            let clear = renumbered.unclear.is_empty();
            let edits = if clear { case.renumbering_edits(source, &renumbered.changes) } else { Vec::new() };
            Moved { source, renumbered, edits }
        })
        .filter(|moved| !moved.renumbered.changes.is_empty())
        .collect();
    let clear = moved.iter().filter(|moved| !moved.edits.is_empty()).count();
    let (together, each): (Vec<_>, Vec<_>) =
        moved.into_iter().partition(|moved| clear >= MANY && !moved.edits.is_empty());
    if !together.is_empty() {
        all(case, sink, &together);
    }
    for moved in &each {
        one(case, sink, moved);
    }
}

/// Tells the notes that one insertion or deletion moved.
fn all(case: &LinkedCase<'_, '_>, sink: &mut Sink<'_>, moved: &[Moved<'_, '_>]) {
    let draft = case.draft;
    let numbers: Vec<(String, String)> = moved.iter().map(|moved| moved.numbers(draft)).collect();
    let Some(((old, new), first)) = numbers.first().zip(moved.first()) else { return };
    let by: Option<i64> = numbers
        .iter()
        .map(|(old, new)| Some(new.parse::<i64>().ok()? - old.parse::<i64>().ok()?))
        .reduce(|one, other| if one == other { one } else { None })
        .flatten();
    let message = match by.filter(|by| by.abs() < 1000) {
        Some(by) => {
            let way = if by > 0 { "up" } else { "down" };
            format!(
                "the notes of {} sources moved {way} by {}: note {old} is now {new}, and so on",
                moved.len(),
                by.abs()
            )
        }
        None => format!(
            "the notes of {} sources have other numbers now: note {old} is now {new}, and so on",
            moved.len()
        ),
    };
    let Some(&(reference, now)) = first.renumbered.changes.first() else { return };
    let edits = moved.iter().flat_map(|moved| moved.edits.clone()).collect();
    let finding = sink
        .finding(case.in_claims(reference.span), message)
        .label(format!("`{}` is not in this note", first.source.decl.name.value))
        .also(draft.notes[now].place, "its words are here")
        .why("a note was inserted or removed after these lines were written")
        .help("`claimlint renumber --write` or `claimlint check --fix` writes the new numbers")
        .fix("write the new numbers", true, edits);
    sink.push(finding);
}

fn one(case: &LinkedCase<'_, '_>, sink: &mut Sink<'_>, moved: &Moved<'_, '_>) {
    let draft = case.draft;
    let Some(&(first, now)) = moved.renumbered.changes.first() else { return };
    let (old, new) = moved.numbers(draft);
    let source = moved.source;
    let finding = sink
        .finding(case.in_claims(first.span), format!("note {old} is now {new}"))
        .label(format!("`{}` is not in this note", source.decl.name.value))
        .also(draft.notes[now].place, "its words are here")
        .why("a note was inserted or removed after this line was written")
        .entry(&source.decl.name.value);
    sink.push(match moved.edits.is_empty() {
        true => finding
            .help(format!("change the number to {new}; another number on the line is to be changed by hand")),
        false => finding
            .help(format!(
                "change the number to {new} (`claimlint renumber` or `claimlint check --fix` does it)"
            ))
            .fix(format!("change {old} to {new}"), true, moved.edits.clone()),
    });
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
