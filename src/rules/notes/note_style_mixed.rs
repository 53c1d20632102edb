//! `note-style-mixed`: a note in another form than the draft's other notes.

use crate::diagnostic::{Diagnostic, Edit, Level};
use crate::notes::{Citation, Contributor, Script, Use};
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-style-mixed",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a note in a different style from the other notes",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

/// So many notes in one form make it the draft's own.
const MAJORITY: usize = 5;
/// And there are at least so many of them for each that differs.
const TIMES: usize = 4;

const EXPLAIN: &str = r#"## What it checks
Where at least five notes give the first author in one order (“Mary Smith”), or the volume in one form (“Port Review
12”), the few that differ are shown.

## Why it matters
A mixture looks copied together, and readers cannot tell which part of a name is the family name.

## Example
```text
Exports grew.[1] Imports fell.[2] Prices stood still.[3] Tolls rose.[4] Ships waited.[5] Wages fell.[6]

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Evening Post, May 3, 2017.

[2] John Brown, “Imports Fall,” The Evening Post, May 4, 2017.

[3] Anna Reed, “Prices,” The Evening Post, May 5, 2017.

[4] Paul Ashby, “Tolls Rise,” The Evening Post, May 6, 2017.

[5] Jane Miller, “Ships Wait,” The Evening Post, May 7, 2017.

[6] Cooper, Henry, and Ruth Field, “Wages Fall,” The Evening Post, May 8, 2017.
```
Marked: “Cooper, Henry”.

## Instead
```text
Exports grew.[1] Imports fell.[2] Prices stood still.[3] Tolls rose.[4] Ships waited.[5] Wages fell.[6]

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Evening Post, May 3, 2017.

[2] John Brown, “Imports Fall,” The Evening Post, May 4, 2017.

[3] Anna Reed, “Prices,” The Evening Post, May 5, 2017.

[4] Paul Ashby, “Tolls Rise,” The Evening Post, May 6, 2017.

[5] Jane Miller, “Ships Wait,” The Evening Post, May 7, 2017.

[6] Henry Cooper and Ruth Field, “Wages Fall,” The Evening Post, May 8, 2017.
```

## Not flagged
A bibliography, where the family name comes first.
```text
Exports grew.[1] Imports fell.[2] Prices stood still.[3] Tolls rose.[4] Ships waited.[5]

Bibliography

Brown, John. “Imports Fall.” The Evening Post, May 4, 2017.

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Evening Post, May 3, 2017.

[2] John Brown, “Imports Fall,” The Evening Post, May 4, 2017.

[3] Anna Reed, “Prices,” The Evening Post, May 5, 2017.

[4] Paul Ashby, “Tolls Rise,” The Evening Post, May 6, 2017.

[5] Jane Miller, “Ships Wait,” The Evening Post, May 7, 2017.
```
East Asian names, family name first without a comma.
```text
Exports grew.[1] Imports fell.[2] Prices stood still.[3] Tolls rose.[4] Ships waited.[5] Wages fell.[6]

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Evening Post, May 3, 2017.

[2] John Brown, “Imports Fall,” The Evening Post, May 4, 2017.

[3] Anna Reed, “Prices,” The Evening Post, May 5, 2017.

[4] Paul Ashby, “Tolls Rise,” The Evening Post, May 6, 2017.

[5] Jane Miller, “Ships Wait,” The Evening Post, May 7, 2017.

[6] Yamamoto Kenji, “Wages Fall,” The Evening Post, May 8, 2017.
```

## Authority
ISO 690: one style throughout.
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    let orders: Vec<(Use, &Citation, bool)> = on
        .in_full()
        .filter_map(|(at, citation)| {
            let first = citation.author_list().first()?;
            // Entries of a bibliography are in its own order.
            let entry = on.draft.notes[at.note].id.starts_with('@');
            let comparable =
                !entry && !first.body && !first.given.is_empty() && citation.script == Script::Latin;
            comparable.then_some((at, citation, first.inverted))
        })
        .collect();
    for (at, citation, inverted) in minority(&orders) {
        sink.push(order(on, sink, *at, citation, *inverted, orders.len()));
    }
    let volumes: Vec<(Use, &Citation, VolumeForm)> = on
        .in_full()
        .filter_map(|(at, citation)| Some((at, citation, VolumeForm::of(on, citation)?)))
        .collect();
    for (at, citation, form) in minority(&volumes) {
        let (Some(volume), Some(usual)) = (&citation.volume, usual(&volumes)) else { continue };
        let message = format!("the volume comes {} here, but {} in most notes", form.words(), usual.words());
        let finding = on
            .finding(sink, at.note, volume.span, message)
            .label("a different style")
            .why("in one style, readers can tell a volume from an issue or a page")
            .help(format!("put it {}", usual.words()));
        sink.push(finding);
    }
}

/// Those in the rarer form, if one form is surely the draft's own.
fn minority<'v, 'c, T: PartialEq>(all: &'v [(Use, &'c Citation, T)]) -> Vec<&'v (Use, &'c Citation, T)> {
    let Some(usual) = usual(all) else { return Vec::new() };
    all.iter().filter(|(_, _, form)| form != usual).collect()
}

/// The form that at least five notes have, and four for each that differs.
fn usual<'v, T: PartialEq>(all: &'v [(Use, &Citation, T)]) -> Option<&'v T> {
    all.iter().take(TIMES * 2).map(|(_, _, form)| form).find(|form| {
        let count = all.iter().filter(|(_, _, other)| other == *form).count();
        count >= MAJORITY && count >= (all.len() - count) * TIMES
    })
}

fn order(
    on: &NoteCase<'_, '_>,
    sink: &Sink<'_>,
    at: Use,
    citation: &Citation,
    inverted: bool,
    all: usize,
) -> Diagnostic {
    let authors = citation.author_list();
    let first = &authors[0];
    let (message, help) = if inverted {
        (
            "the first author's family name comes first here, but last in the other notes",
            format!("write “{} {}”", first.given, first.family),
        )
    } else {
        (
            "the first author's given name comes first here, but last in the other notes",
            format!("write “{}, {}”", first.family, first.given),
        )
    };
    let finding = on
        .finding(sink, at.note, first.span, message)
        .label(format!("unlike {} others", all.saturating_sub(1)))
        .why("readers cannot tell which part is the family name")
        .help(help);
    match edits(on, authors, inverted) {
        Some(edits) => finding.fix("put the name in the usual order", false, edits),
        None => finding,
    }
}

/// "Kallender, Paul, and" to "Paul Kallender and", if the words in the file are those.
fn edits(on: &NoteCase<'_, '_>, authors: &[Contributor], inverted: bool) -> Option<Vec<Edit>> {
    let first = authors.first().filter(|_| inverted)?;
    let place = on.case.in_draft(first.span)?;
    if on.case.slice(place).trim_end_matches([',', ' ']) != format!("{}, {}", first.family, first.given) {
        return None;
    }
    let mut edits = vec![Edit { place, text: format!("{} {}", first.given, first.family) }];
    if let [_, second] = authors
        && second.span.start >= first.span.end
    {
        let joint = Span { start: first.span.end, end: second.span.start };
        if on.words(joint) == ", and " {
            edits.push(Edit { place: on.case.in_draft(joint)?, text: " and ".to_owned() });
        }
    }
    Some(edits)
}

/// How a volume is set beside its journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum VolumeForm {
    /// "Port Review 12"
    Plain,
    /// "Port Review, 12"
    Comma,
    /// "Port Review, vol. 12"
    Word,
}

impl VolumeForm {
    fn of(on: &NoteCase<'_, '_>, citation: &Citation) -> Option<Self> {
        let (container, volume) = (citation.container.span()?, citation.volume.as_ref()?.span);
        if volume.start < container.end {
            return None;
        }
        let between = on.words(Span { start: container.end, end: volume.start }).to_lowercase();
        let volume = on.words(volume).to_lowercase();
        if between.contains("vol") || volume.starts_with("vol") {
            return Some(Self::Word);
        }
        match between.trim_matches(['”', '"', '*', '_', ' ']) {
            "" => Some(Self::Plain),
            "," => Some(Self::Comma),
            _ => None,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Plain => "right after the journal",
            Self::Comma => "after a comma",
            Self::Word => "after “vol.”",
        }
    }
}
