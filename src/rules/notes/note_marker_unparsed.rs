//! `note-marker-unparsed`: a bare number that is probably a lost note marker.

use crate::diagnostic::Level;
use crate::draft::Draft;
use crate::ids::PassageId;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};
use std::collections::HashSet;

use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-marker-unparsed",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a bare number that is probably a note marker without its brackets",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
A note that no marker points to, and a bare number in the text where its marker would be: after the full stop of a sentence, or run together with a year.

## Why it matters
The marker lost its brackets or its superscript: readers see a stray number, and the sentence looks unsupported.

## Example
```text
Exports grew.[1] The port is a rival.2 For years it grew.

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```
Marked: “2”.

## Instead
```text
Exports grew.[1] The port is a rival.[2] For years it grew.

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```

## Not flagged
CO2, F-16, 2+2 and 19th are words of their own.
```text
Exports grew.[1] CO2 fell, and the 2+2 talks of the 19th week saw two F-16.[2]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```

## Authority
Own practice; measured on published papers whose superscripts were lost.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    for (id, passage, view) in lost_markers(case.draft) {
        let Some(place) = case.in_draft(view) else { continue };
        let mut finding = sink
            .finding(place, format!("this looks like the marker of note {id} without its brackets"))
            .label("a bare number")
            .why("nothing links to that note, and readers see a stray number")
            .help(format!("if it is the marker, write `[{id}]`; if not, leave it"))
            .passage(Some(passage));
        if let Some(note) = case.draft.note_by_id(id) {
            finding = finding.also(case.draft.notes[note].label, "no marker points to this note");
        }
        sink.push(finding);
    }
}

/// Bare numbers that are probably the markers of notes nobody cites: the note's
/// id, the passage, and the range of the view. One for each note.
pub fn lost_markers(draft: &Draft) -> Vec<(&str, PassageId, Span)> {
    let mut lost: HashSet<&str> = draft
        .notes
        .iter()
        .filter(|note| note.uses == 0 && !note.unnumbered)
        .map(|note| note.id.as_str())
        .collect();
    if draft.markers.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (index, passage) in draft.passages.each().filter(|(_, passage)| passage.kind.is_body()) {
        if lost.is_empty() {
            break;
        }
        let words = draft.words(index);
        for (start, end) in numbers(words) {
            let Some(id) = marker_in(words, start, end, &lost) else { continue };
            lost.remove(id);
            found.push((id, index, passage.view.lift(Span::new(end - id.len(), end))));
        }
    }
    found
}

/// Runs of digits: start and end byte.
fn numbers(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes.get(at..)?.iter().position(u8::is_ascii_digit)?;
        let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        at = end;
        Some((start, end))
    })
}

/// The lost note's id, if these digits end with it where a marker would stand.
fn marker_in<'t>(text: &'t str, start: usize, end: usize, lost: &HashSet<&str>) -> Option<&'t str> {
    let digits = &text[start..end];
    let before = text[..start].trim_end();
    let after = text[end..].chars().next();
    if after.is_some_and(|c| c != ' ') {
        return None;
    }
    let full_stop = before.ends_with(['.', '”', ';']) && !before.ends_with("No.") && !before.ends_with("p.");
    let glued = text[..start].ends_with(['.', '”', ';']);
    if full_stop && glued && digits.len() <= 3 && lost.contains(digits) {
        let letter_before = before.trim_end_matches(['.', '”', ';']).ends_with(char::is_alphabetic);
        return letter_before.then_some(digits);
    }
    let (year, rest) = digits.split_at_checked(4)?;
    let year: u32 = year.parse().ok()?;
    let year_like = (1800..=2099).contains(&year) && text[..start].ends_with(' ');
    (year_like && (1..=3).contains(&rest.len()) && lost.contains(rest)).then_some(rest)
}
