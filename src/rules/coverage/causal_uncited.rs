//! `causal-uncited`: a stated cause without a source.

use crate::diagnostic::Level;
use crate::prose::TriggerKind;
use crate::rules::coverage::kit;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "causal-uncited",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Coverage,
    reads: Reads::English,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a stated cause without a source, in a sentence with more to check",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A sentence that says what caused something (because of, due to, led to, as a result of) and shows another sign of an assertion, such as a small count, a year, a law or a “first”, carries a marker, is claimed with evidence, or is declared. A causal word alone is not flagged: on measured prose it was wrong more often than right.

## Why it matters
That one thing caused another is a finding, and readers will ask whose.

## Example
```text
The port is old.[1]

Three schools were moved two years later because of the flood.

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “because”.

## Instead
```text
The port is old.[1]

Three schools were moved two years later because of the flood.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
A cause with nothing else to check.
```text
The port is old.[1]

Relations remain strained because of old grievances.

Notes

[1] Customs Office, Annual Report 2014.
```
A conclusion of the author’s own, and a purpose.
```text
The port is old.[1]

Because dues are high, the council should therefore lower them in order to keep the trade.

Notes

[1] Customs Office, Annual Report 2014.
```

## Authority
Government Auditing Standards 7.48: the link between a problem and its cause must be shown. Precision is measured: docs/prose-accuracy.md.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    kit::softly_uncited(case, sink, TriggerKind::Cause, |words| {
        (format!("the cause has no source (“{words}”)"), "a cause")
    });
}
