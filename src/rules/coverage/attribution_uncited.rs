//! `attribution-uncited`: what somebody is said to have found or said, without a source.

use crate::diagnostic::Level;
use crate::prose::TriggerKind;
use crate::rules::coverage::kit;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "attribution-uncited",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Coverage,
    reads: Reads::English,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a report of what others found or said, without a source",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A sentence that reports what a named body or person found or said carries a marker, is claimed with evidence, or is declared. The default reach of a marker is its own sentence; `reach paragraph` or `reach until-source-changes` in the claims file widens it.

## Why it matters
It is the first thing that readers, and critics, ask a source for.

## Example
```text
The port is old.[1]

According to the annual reports of the National Institute, the port decays.

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “According to”.

## Instead
```text
According to the annual reports of the National Institute, the port decays.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
The author speaks of the paper itself.
```text
The port is old.[1]

This paper finds that dues should fall.

Notes

[1] Customs Office, Annual Report 2014.
```

## Authority
Reuters handbook; Wikipedia, When to cite. Precision is measured in `tests/it/prose.rs`.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    kit::uncited(case, sink, TriggerKind::Attribution);
}
