//! `marker-placement`: a note marker before the punctuation instead of after it.

use std::collections::HashSet;

use crate::diagnostic::Edit;
use crate::diagnostic::Level;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};
use crate::span::{Place, Span};
use crate::text::FileId;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "marker-placement",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a note marker before the punctuation instead of after it",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
A marker comes after the comma, full stop or semicolon, not before it.

## Why it matters
House styles put the number after the punctuation, where the eye looks for it; a mixture looks careless.

## Example
```text
Members lost accounts in 2011[1], and more in 2012.[2]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```
Marked: “[1]”.

## Instead
```text
Members lost accounts in 2011,[1] and more in 2012.[2]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```

## Not flagged
A marker before a dash, and inside a bracket that it belongs to.
```text
Members lost accounts[1] – many of them – in 2011 (and again later[2]).

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```

A comma between two markers side by side.
```text
Members lost accounts in 2011.[1],[2]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```

A draft whose markers mostly come before the punctuation: that is its publisher's style.
```text
Members lost accounts in 2011[1], and more in 2012[2].

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```

## Authority
Chicago Manual of Style 14.26.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let mut found = Vec::new();
    let mut after = 0;
    let starts: HashSet<(FileId, u32)> =
        draft.markers.iter().map(|marker| (marker.place.file, marker.place.span.start)).collect();
    // `[@key]` stands for words, "(Doe 1999)", which come before the full stop.
    for marker in draft.markers.iter().filter(|marker| !marker.id.starts_with('@')) {
        let Some(passage) = marker.passage.filter(|&index| draft.passages[index].kind.is_body()) else {
            continue;
        };
        let text = case.texts().get(marker.place.file);
        let end = marker.place.span.end as usize;
        let before =
            text.content.get(..marker.place.span.start as usize).and_then(|head| head.chars().next_back());
        after += usize::from(before.is_some_and(|c| matches!(c, ',' | '.' | ';' | '”' | '"' | '!' | '?')));
        let Some(mark) = text.content.get(end..).and_then(|rest| rest.chars().next()) else { continue };
        let next = text.content[end + mark.len_utf8()..].chars().next();
        // "3.5" or "..." is no punctuation that ends anything.
        if !matches!(mark, ',' | '.' | ';') || next.is_some_and(|c| c == '.' || c.is_ascii_digit()) {
            continue;
        }
        // "3, 4": the comma parts two markers, it is none of the sentence's.
        let behind = &text.content[end + mark.len_utf8()..];
        let from = text.content.len() - behind.trim_start().len();
        if starts.contains(&(marker.place.file, Span::at(from).start)) {
            continue;
        }
        let point = Place::new(marker.place.file, Span::new(end, end + 1));
        let edits = vec![
            Edit { place: marker.place, text: String::new() },
            Edit { place: point, text: format!("{mark}{}", text.slice(marker.place.span)) },
        ];
        found.push(
            sink.finding(marker.place, format!("the marker comes before the `{mark}`"))
                .label(format!("belongs after the `{mark}`"))
                .why("most house styles put the number after punctuation (except a dash)")
                .help("move it after the punctuation mark")
                .fix("move the marker after the punctuation mark", true, edits)
                .passage(Some(passage)),
        );
    }
    // Where most stand before the punctuation, that is the house's style.
    if found.len() <= after {
        found.into_iter().for_each(|finding| sink.push(finding));
    }
}
