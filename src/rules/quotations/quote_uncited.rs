//! `quote-uncited`: somebody’s words in quotation marks, without a source.

use crate::diagnostic::Level;
use crate::prose::TriggerKind;
use crate::rules::coverage::kit;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "quote-uncited",
    level: Level::Warning,
    precise: false,
    publication: None,
    group: Group::Quotations,
    reads: Reads::Figures,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a quotation without a source",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A sentence that quotes (five words or more after a verb of saying, “according to” or a colon) carries a marker, is claimed with evidence, or is declared. The default reach of a marker is its own sentence; `reach paragraph` or `reach until-source-changes` in the claims file widens it.

## Why it matters
A quotation can be compared with the original only by those who know where it is.

## Example
```text
The port is old.[1]

The harbour master was blunt: “There is no berth for a ship of that size.”

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “There is no berth for a ship of that size.”.

## Instead
```text
The port is old.[1]

The harbour master was blunt: “There is no berth for a ship of that size.”[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
A term of art, a doubtful word, a nickname.
```text
The port is old.[1]

The reinterpretation led to “collective self-defense” and to talk of the so-called “Comfort Women,” as a would-be “cyber power.”

Notes

[1] Customs Office, Annual Report 2014.
```
A title.
```text
The port is old.[1]

The strategy, entitled “Toward the Realization of a Trustworthy Society,” has three pillars.

Notes

[1] Customs Office, Annual Report 2014.
```

## Authority
Wikipedia, When to cite; Chicago Manual of Style 14.1. Precision is measured: docs/prose-accuracy.md.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    kit::uncited(case, sink, TriggerKind::Quotation);
}
