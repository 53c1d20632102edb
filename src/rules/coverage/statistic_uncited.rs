//! `statistic-uncited`: a count, share, sum or rate without a source.

use crate::diagnostic::Level;
use crate::prose::TriggerKind;
use crate::rules::coverage::kit;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "statistic-uncited",
    level: Level::Warning,
    precise: false,
    publication: None,
    group: Group::Coverage,
    reads: Reads::Figures,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "a number, share, sum or rate without a source",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A sentence that states a count, share, sum of money or rate carries a marker, is claimed with evidence, or is declared. The default reach of a marker is its own sentence; `reach paragraph` or `reach until-source-changes` in the claims file widens it.

## Why it matters
It is the first thing that readers, and critics, ask a source for.

## Example
```text
The port is old.[1]

Currently the shrine includes 1,054 war criminals.

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “1,054”.

## Instead
```text
Currently the shrine includes 1,054 war criminals.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
Numbers that only label.
```text
The port is old.[1]

The new reading of Article 9 followed the 2+2 dialogue.

Notes

[1] Customs Office, Annual Report 2014.
```
A forecast or a recommendation.
```text
The port is old.[1]

Exports could grow by 12% if dues fell.

Notes

[1] Customs Office, Annual Report 2014.
```
A source that stands in the words: a page of a gazette, a survey with its name and year, a law that gave the sum, a table or figure of the document itself.
```text
The port is old.[1]

According to the 2019 Herring Stock Survey, boats landed 41,300 tonnes, of which 12,900 were cod (Table 7).

Notes

[1] Customs Office, Annual Report 2014.
```
A parameter of the method, and the figures of an example that is made up.
```text
The port is old.[1]

Catches are rounded to the nearest 1,000 tonnes. In this example the crew gains $4,100.

Notes

[1] Customs Office, Annual Report 2014.
```

What the document gives a source for elsewhere, and what it found out itself: a figure that a cited sentence on the same matter gives, one that is reckoned from the sentence before, one read off a table of the document that the paragraph leads with, the results of its own study, the doings of the body that wrote it. A cited line covers its list and the cases that it says are below; “unless otherwise noted” covers the section.
```text
The boats landed 4,120 tonnes of cod in 1921.[1] This represents a third of the quota. The 4,120 tonnes of cod were salted.

Notes

[1] Customs Office, Annual Report 2014.
```
What is said twice without a source is told once, with its other places.

## Authority
Wikipedia, When to cite; Government Auditing Standards 8.43. Precision is measured in `tests/it/prose.rs`.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    kit::uncited(case, sink, TriggerKind::Statistic);
}
