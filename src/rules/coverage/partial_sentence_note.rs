//! `partial-sentence-note`: a figure or a date after the last marker of its clause.

use crate::case::Cover;
use crate::diagnostic::Level;
use crate::draft::{Draft, Marker};
use crate::ids::PassageId;
use crate::lexicon::{Sentence, list, sentence};
use crate::prose::{Assertion, Trigger, TriggerKind};
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;
use crate::syntax::tree::Reach;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "partial-sentence-note",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Coverage,
    reads: Reads::English,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a figure or a date after the last marker of its clause",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
Where a clause has a figure or a date before its marker, none comes after it. Semicolons separate clauses.

## Why it matters
A marker covers what comes before it. What follows looks unsourced.

## Example
```text
Members lost data in 2011[1], in which around 500 accounts were stolen.

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “500”.

## Instead
```text
Members lost data in 2011, in which around 500 accounts were stolen.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
What follows the marker is no fact.
```text
Members lost data in 2011[1], which surprised the house.

Notes

[1] Customs Office, Annual Report 2014.
```
A marker before a dash.
```text
Members lost data in 2011[1] – around 500 accounts were stolen.

Notes

[1] Customs Office, Annual Report 2014.
```
Several markers, the last of them at the end.
```text
Members lost data in 2011[1], in which around 500 accounts were stolen.[2]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```
The marker is at the name of the source.
```text
A report of 2011[1] found that around 500 accounts were stolen.

Notes

[1] Customs Office, Annual Report 2014.
```

## Authority
Wikipedia, “Text–source integrity”; Chicago Manual of Style 14.26: a note's number follows what it supports.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let Some(draft) = Some(case.draft).filter(|draft| !draft.markers.is_empty()) else { return };
    // A wider reach covers what follows; "claims file only" gives markers no reach at all.
    if case.reach != Reach::Sentence {
        return;
    }
    for (passage, assertion) in &case.assertions {
        let here = &draft.passages[*passage];
        if here.markers.is_empty() || assertion.has(TriggerKind::Attribution) || claimed(case, *passage) {
            continue;
        }
        let markers: Vec<&Marker> = draft.markers[here.markers.clone()]
            .iter()
            .filter(|marker| marker.note.is_some() && !marker.id.starts_with('@'))
            .collect();
        let mut from = here.view.start;
        for end in clauses(draft, here.view) {
            let clause = Span { start: from, end };
            let mut own = markers.iter().filter(|marker| marker.view > from && marker.view <= end);
            if let Some(marker) = own.next_back() {
                tell(case, draft, sink, (*passage, assertion), clause, marker);
            }
            from = end;
        }
    }
}

/// Whether an entry of the claims file gives evidence for the passage.
fn claimed(case: &CoveredCase<'_, '_>, passage: PassageId) -> bool {
    let entries = case.anchored.get(&passage).map_or(&[][..], Vec::as_slice);
    case.cover(passage) == Cover::Claimed
        || entries.iter().any(|&entry| !case.entries[entry].evidence.is_empty())
}

/// Where each clause of a sentence ends: behind its semicolon, or with the sentence.
fn clauses(draft: &Draft, view: Span) -> Vec<u32> {
    let words = draft.view.slice(view);
    let mut ends: Vec<u32> =
        memchr::memchr_iter(b';', words.as_bytes()).map(|at| view.start + Span::at(at).start).collect();
    ends.push(view.end);
    ends
}

fn tell(
    case: &CoveredCase<'_, '_>,
    draft: &Draft,
    sink: &mut Sink<'_>,
    (passage, assertion): (PassageId, &Assertion),
    clause: Span,
    marker: &Marker,
) {
    let held = draft.passages[passage].view;
    let fact = |trigger: &&Trigger| matches!(trigger.kind, TriggerKind::Statistic | TriggerKind::DatedEvent);
    let facts = || assertion.triggers.iter().filter(fact).map(|trigger| held.lift(trigger.span));
    let before = facts().any(|span| span.start >= clause.start && span.end <= marker.view);
    let Some(after) = facts().find(|span| span.start > marker.view && span.end <= clause.end) else { return };
    let between = draft.view.slice(Span { start: marker.view, end: after.start });
    if !before || between.trim_start_matches(['.', ' ']).starts_with(['–', '—', '-']) || says(between) {
        return;
    }
    let Some(place) = case.in_draft(after) else { return };
    let words = draft.view.slice(after);
    let finding = sink
        .finding(place, format!("“{words}” comes after the marker of its clause"))
        .label("no marker after it")
        .also(marker.place, "covers only what comes before it")
        .why("it looks as if the note does not cover it")
        .help("move the marker to the end of the clause, or cite a source for the rest")
        .passage(Some(passage));
    sink.push(finding);
}

/// Whether the words behind the marker say what the source says.
fn says(words: &str) -> bool {
    let says = |word: &str| {
        // With a capital it is a noun in a title or opens another sentence.
        word.starts_with(char::is_lowercase)
            && (sentence(word).any(Sentence::SAYS.or(Sentence::FINDS)) || list::STUDY_SAYS.has(word))
    };
    words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(4).any(says)
}
