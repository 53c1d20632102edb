//! `evidence-unpinned`: a held copy without a digest.

use crate::diagnostic::Level;
use crate::rules::{Check, Group, HeldCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "evidence-unpinned",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a held copy without a digest, so that changes go unnoticed",
    explain: EXPLAIN,
    check: Check::Held(check),
};

const EXPLAIN: &str = r#"## What it checks
A `held "…"` has a digest: `sha256` and the first 16 or more digits.

## Why it matters
Without it, the copy can be replaced or edited unnoticed.

## Example
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim accounts "Some 480 accounts were lost."
    cites customs
```
```held sources/report-2011.txt
In all 480 accounts were lost.
```
Marked: “held "sources/report-2011.txt"”.

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
A copy that does not exist: `evidence-missing` reports it.
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim accounts "Some 480 accounts were lost."
    cites customs
```

## Authority
Our own.
"#;

fn check(case: &HeldCase<'_, '_>, sink: &mut Sink<'_>) {
    for (index, source) in case.sources.each().filter(|(_, source)| source.uses > 0) {
        let Some(held) = source.decl.held.as_ref().filter(|held| held.sha256.is_none()) else { continue };
        // A digest that could not be read is told by the parser.
        if case.slip_in(held.span) || case.held_copy(index).is_none_or(|copy| copy.digest.is_empty()) {
            continue;
        }
        let name = &source.decl.name.value;
        sink.push(
            sink.finding(case.in_claims(held.span), format!("the held copy of {name} has no digest"))
                .label("not pinned")
                .why("the file could change unnoticed")
                .help("run `claimlint pin` to write its digest here")
                .entry(name),
        );
    }
}
