//! `measure-undefined`: a share that does not say of what.

use crate::diagnostic::Level;
use crate::prose::measure::poll::without_base;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "measure-undefined",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Figures,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a percentage that does not say of what",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
A share that hangs on "with" and an adjective ("with 40% traceable to China") says what it is a share of.

## Why it matters
A share has no meaning without its whole; after a count of attacks it may be a share of attacks, of attackers or of those that could be traced at all.

## Example
```text
Attacks passed the 25 billion mark, with 40% traceable to the port.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
Marked: “40%”.

## Instead
```text
Attacks passed the 25 billion mark; 40% of them were traceable to the port.[1]

Notes

[1] Customs Office, Annual Report 2011.
```

## Not flagged
The whole is named.
```text
Attacks passed the 25 billion mark, with 40% of these traceable to the port.[1]

Notes

[1] Customs Office, Annual Report 2011.
```

## Authority
Government Auditing Standards 8.42; BBC Editorial Guidelines on statistics.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for (passage, quantities) in case.measured() {
        let text = draft.words(*passage);
        if !draft.passages[*passage].kind.is_body() {
            continue;
        }
        let Some(span) = without_base(text, quantities) else { continue };
        let Some(place) = case.in_passage(*passage, span) else { continue };
        let figure = text.get(span.range()).unwrap_or("");
        sink.push(
            sink.finding(place, format!("{figure} of what?"))
                .label("a share of what?")
                .help(format!("name the whole: “{figure} of the attacks”, “{figure} of these”"))
                .passage(Some(*passage)),
        );
    }
}
