//! `claim-unpinned`: claims without a fingerprint of their sentence.

use crate::case::Resolved;
use crate::diagnostic::{Edit, Level};
use crate::rules::{Check, Group, LinkedCase, Reads, Rests, Rule, Sink};
use crate::span::{Place, Span};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "claim-unpinned",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "claims without a fingerprint of their sentence",
    explain: EXPLAIN,
    check: Check::Linked(check),
};

const EXPLAIN: &str = r#"## What it checks
A claim, assumption or objection with `at` lines has a `pinned` line, a short fingerprint of each sentence, or a sealed check, which holds more. All that have none are one finding for the file.

## Why it matters
An anchor notices when its own words change. Only a pin or a seal notices a “not” put in beside them, or a marker that was moved.

## Example
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew by 12%"
    cites customs
```
Marked: “growth”.

## Instead
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew by 12%"
    pinned f02a
    cites customs
```

## Not flagged
A sealed check holds the sentence as well.
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
    checked by "B. Editor" on 2017-05-10 seal 80bg2y90r6q8
```

## Authority
Our own.
"#;

fn check(case: &LinkedCase<'_, '_>, sink: &mut Sink<'_>) {
    let sealed =
        |resolved: &Resolved<'_>| resolved.entry.checked.last().is_some_and(|check| check.seal.is_some());
    let unpinned: Vec<(&Resolved<'_>, String)> = case
        .entries
        .iter()
        .filter(|resolved| resolved.entry.pinned.is_none() && !sealed(resolved))
        .filter_map(|resolved| Some((resolved, case.pins(resolved)?.join(", "))))
        .filter(|(_, pins)| !pins.is_empty())
        .collect();
    let Some((first, _)) = unpinned.first() else { return };
    let name = &first.entry.name;
    let message = match unpinned.len() {
        1 => format!("`{}` is not pinned to its sentence", name.value),
        many => format!("`{}` and {} others are not pinned to their sentences", name.value, many - 1),
    };
    let message = message.replace(" 1 others", " 1 other");
    let edits = unpinned.iter().filter_map(|(resolved, pins)| below_anchors(case, resolved, pins)).collect();
    sink.push(
        sink.finding(first.place(name.span), message)
            .label("not pinned")
            .why("only the anchored words are watched, not the words and markers beside them")
            .help("`claimlint check --fix` writes a `pinned` line for each")
            .entry(&name.value)
            .fix(if unpinned.len() == 1 { "write its pin" } else { "write their pins" }, true, edits),
    );
}

/// A `pinned` line below the last `at` line of an entry, indented as that one is.
fn below_anchors(case: &LinkedCase<'_, '_>, resolved: &Resolved<'_>, pins: &str) -> Option<Edit> {
    if resolved.inline && resolved.entry.at.is_empty() {
        // In a comment the pin stands behind the name.
        let end = resolved.entry.name.span.end;
        let place = resolved.place(Span { start: end, end });
        return Some(Edit { place, text: format!(" {pins}") });
    }
    let content = case.texts.get(resolved.file).content.as_str();
    let at = resolved.entry.at.last()?.span;
    let (start, end) = (at.start as usize, at.end as usize);
    let line = content.get(..start)?.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let indent = content.get(line..start).filter(|indent| indent.trim().is_empty()).unwrap_or("    ");
    let close = content.get(end..)?.find(['\n', '\r']).map_or(content.len(), |at| end + at);
    // As the file ends its lines: a return, a line feed, or both.
    let after = |at: usize| content.as_bytes().get(at + 1) == Some(&b'\n');
    let newline = match content.find(['\n', '\r']) {
        Some(at) if content.as_bytes()[at] == b'\r' => {
            if after(at) {
                "\r\n"
            } else {
                "\r"
            }
        }
        _ => "\n",
    };
    if resolved.inline {
        return Some(Edit { place: resolved.place(at_end(at)), text: format!(" pinned {pins}") });
    }
    let place = Place::new(resolved.file, Span::new(close, close));
    Some(Edit { place, text: format!("{newline}{indent}pinned {pins}") })
}

/// Where a range ends.
fn at_end(span: Span) -> Span {
    Span { start: span.end, end: span.end }
}
