//! `dated-event-uncited`: something that happened at a stated time, without a source.

use crate::diagnostic::Level;
use crate::prose::TriggerKind;
use crate::rules::coverage::kit;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "dated-event-uncited",
    level: Level::Warning,
    precise: false,
    publication: None,
    group: Group::Coverage,
    reads: Reads::Figures,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "an event at a stated time, without a source",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A sentence that says what happened in a stated year or on a stated day carries a marker, is claimed with evidence, or is declared. The default reach of a marker is its own sentence; `reach paragraph` or `reach until-source-changes` in the claims file widens it.

## Why it matters
It is the first thing that readers, and critics, ask a source for.

## Example
```text
The port is old.[1]

Japan held the first dialogue with Britain in 2012.

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “2012”.

## Instead
```text
Japan held the first dialogue with Britain in 2012.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
A plan, and a year that is part of a name.
```text
The port is old.[1]

Thus Japan aims to build its defences in preparation for the Tokyo Olympics 2020.

Notes

[1] Customs Office, Annual Report 2014.
```
A year in the title of a law.
```text
The port is old.[1]

The Harbours Act of 1996 was long in force.

Notes

[1] Customs Office, Annual Report 2014.
```

What the writer did, and what a cited line says is drawn from its source: see `claimlint explain statistic-uncited`.

## Authority
Government Auditing Standards 8.43. Precision is measured in `tests/it/prose.rs`.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    kit::uncited(case, sink, TriggerKind::DatedEvent);
}
