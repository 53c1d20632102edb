//! `first-only-uncited`: first, only, largest, never, without a source.

use crate::diagnostic::Level;
use crate::prose::TriggerKind;
use crate::rules::coverage::kit;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "first-only-uncited",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Coverage,
    reads: Reads::English,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a claim to be first, only or largest without a source, in a sentence with more to check",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A sentence that calls something the first, the only, the largest or says “never”, and shows another sign of an assertion, carries a marker, is claimed with evidence, or is declared. Such a word alone is not flagged: on measured prose it was wrong more often than right.

## Why it matters
One older, other or larger case proves it wrong, so readers will ask who looked.

## Example
```text
The port is old.[1]

The treaty bars the port from the largest ships, and it was the first to do so twelve years later.

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “the largest”.

## Instead
```text
The port is old.[1]

The treaty bars the port from the largest ships, and it was the first to do so twelve years later.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
A first thing in a row, and a rank with nothing else to check.
```text
The port is old.[1]

First, the dues are high. At first nobody cared. It is the largest issue.

Notes

[1] Customs Office, Annual Report 2014.
```
An ordinal in a name.
```text
The port is old.[1]

The First National Strategy on Information Security is short.

Notes

[1] Customs Office, Annual Report 2014.
```

## Authority
Wikipedia, When to cite: exceptional claims. Precision is measured: docs/prose-accuracy.md.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    kit::softly_uncited(case, sink, TriggerKind::FirstOnly, |words| {
        (format!("the superlative has no source (“{words}”)"), "a superlative")
    });
}
