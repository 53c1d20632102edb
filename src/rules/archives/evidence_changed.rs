//! `evidence-changed`: a held copy that is no longer the file that was pinned.

use crate::diagnostic::Level;
use crate::rules::{Check, Group, HeldCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "evidence-changed",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a held copy that has changed since it was pinned",
    explain: EXPLAIN,
    check: Check::Held(check),
};

const EXPLAIN: &str = r#"## What it checks
The digest after `sha256` is the beginning of the SHA-256 of the held file.

## Why it matters
The copy was changed after the claims were checked against it: a quotation or a figure may no longer be in it.

## Example
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt" sha256 9f2c41d07a3be815
claim accounts "Some 480 accounts were lost."
    cites customs
```
```held sources/report-2011.txt
In all 480 accounts were lost.
```
Marked: “9f2c41d07a3be815”.

## Instead
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt" sha256 581a960ec2ffab53
claim accounts "Some 480 accounts were lost."
    cites customs
```
```held sources/report-2011.txt
In all 480 accounts were lost.
```

## Not flagged
A copy without a digest, which `evidence-unpinned` points out.
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim accounts "Some 480 accounts were lost."
    cites customs
```
```held sources/report-2011.txt
In all 480 accounts were lost.
```

## Authority
FIPS 180-4 for the digest; GAO indexing and referencing: a changed page is referenced anew.
"#;

fn check(case: &HeldCase<'_, '_>, sink: &mut Sink<'_>) {
    for (index, source) in case.sources.each().filter(|(_, source)| source.uses > 0) {
        let Some(held) = &source.decl.held else { continue };
        let (Some(pinned), Some(copy)) = (&held.sha256, case.held_copy(index)) else { continue };
        if copy.digest.is_empty() || copy.digest.starts_with(&pinned.value) {
            continue;
        }
        let now = copy.digest.get(..pinned.value.len()).unwrap_or(&copy.digest);
        let name = &source.decl.name.value;
        sink.push(
            sink.finding(
                case.in_claims(pinned.span),
                format!("the held copy “{}” has changed since it was pinned", held.file.text),
            )
            .label(format!("now {now}"))
            .why("the claims were checked against the old words")
            .help(format!(
                "check what changed in it; if the claims still hold, write the new digest with \
                     `claimlint pin --source {name}`; otherwise restore the old file"
            ))
            .entry(name),
        );
    }
}
