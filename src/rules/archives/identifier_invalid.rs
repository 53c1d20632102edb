//! `identifier-invalid`: an identifier, date or page range that cannot be right.

use crate::diagnostic::{Diagnostic, Level};
use crate::ids::NoteId;
use crate::notes::identifier::IdFault;
use crate::notes::{Citation, identifier, slip};
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "identifier-invalid",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a DOI, ISBN, ISSN, archive id, date or page range that cannot be right",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A DOI has the form of one (`10.`, four to nine digits, a slash, something); the check digit of an ISBN or ISSN fits; a perma.cc id is whole; a date with day, month and year is a day of the calendar, its month is spelt as a month, its day is not left out between two commas, and two days have their dash between them, in notes and text; the number of a public law has its dash; a page range does not run backwards.

## Why it matters
It is how readers find the source. A damaged one leads nowhere, or to something else.

## Example
A hyphen that is none.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, doi:10.1007/s00168‐016‐0766‐5.
```
Marked: “10.1007/s00168‐016‐0766‐5”.

A check digit.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, Ports and Power (London: Harbour Press, 2015), ISBN 0-306-40615-3.
```
Marked: “0-306-40615-3”.

A day that no calendar has.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, February 30, 2015.
```
Marked: “February 30, 2015”.

A month misspelt.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, Feburary 3, 2015.
```
Marked: “Feburary”.

## Instead
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, doi:10.1007/s00168-016-0766-5.
```

```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, February 3, 2015.
```

## Not flagged
A shortened page range.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45.
```

Brackets in a DOI; the sentence's own full stop after it.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1016/S0953-7562(09)80401-2.
```

A report's number beside a month; a book number of nine digits from before 1970.
```text
Permits fell in 1984.[1] The port closed in 1966.[2]

Notes

[1] Census Office, Building Permits 84 March (London: Census Office, 1984).

[2] Ann Reed, Ports (London: Harbour Press, 1966), ISBN 425 03312 7.
```

## Authority
DOI Handbook; ISO 2108 (ISBN); ISO 3297 (ISSN); measured.
"#;

const WHY: &str = "readers cannot find the source with it";

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for note in draft.notes.ids() {
        let said = draft.note_words(note);
        for fault in identifier::faults(said).into_iter().chain(slip::faults(said)) {
            if let Some(finding) = told(case, sink, fault, draft.notes[note].view, WHY) {
                sink.push(finding.note(note).passage(case.passage_of(note)));
            }
        }
    }
    for (used, citation) in case.notes.citations() {
        fields(case, sink, used.note, citation);
    }
    for (index, passage) in draft.passages.each().filter(|(_, passage)| passage.kind.is_body()) {
        for fault in slip::faults(draft.words(index)) {
            if let Some(finding) = told(case, sink, fault, passage.view, "readers cannot tell what is meant")
            {
                sink.push(finding.passage(Some(index)));
            }
        }
    }
}

/// The finding of a fault in the words that begin at `words`.
fn told(
    case: &CoveredCase<'_, '_>,
    sink: &Sink<'_>,
    fault: IdFault,
    words: Span,
    why: &'static str,
) -> Option<Diagnostic> {
    let view = words.lift(fault.span);
    let finding = sink
        .finding(case.in_draft(view)?, fault.message)
        .label(fault.label)
        .why(why)
        .help("check it and type it again");
    let mended = fault.mended.and_then(|text| Some((case.edit(view, text.clone())?, text)));
    Some(match mended {
        Some((edit, text)) => finding
            .help(format!("check it against the source; if it is right, write {text}"))
            .fix(format!("write {text}"), false, vec![edit]),
        None => finding,
    })
}

/// Dates and page ranges, which the parser has read.
fn fields(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>, note: NoteId, citation: &Citation) {
    let mut push = |span: Span, message: String, label: &str| {
        if let Some(place) = case.in_draft(span) {
            sink.push(
                sink.finding(place, message)
                    .label(label)
                    .why(WHY)
                    .help("check it and type it again")
                    .note(note)
                    .passage(case.passage_of(note)),
            );
        }
    };
    let published = citation.date.value().copied().zip(citation.date.span());
    let accessed = citation.accessed.as_ref().map(|found| (found.value, found.span));
    for (date, span) in [published, accessed].into_iter().flatten() {
        // A "day" above 31 is some other number.
        if date.is_impossible() && date.day.is_some_and(|day| (1..=31).contains(&day)) {
            push(span, format!("there is no {}", date.shown()), "not in the calendar");
        }
    }
    let pages = citation.locator.value().filter(|locator| locator.label == "page");
    let pages = pages.map(|locator| locator.value.as_str()).zip(citation.locator.span());
    let extent = citation.extent.as_ref().map(|found| (found.value.as_str(), found.span));
    for (range, span) in [extent, pages].into_iter().flatten() {
        if identifier::runs_backwards(range) && !citation.work.is_law() {
            push(span, format!("the pages {range} run backwards"), "last before first");
        }
    }
}
