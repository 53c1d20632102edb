//! `step-unknown`: an objection to a step that nobody takes.

use crate::diagnostic::Level;
use crate::rules::{Check, FileCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::{Against, Entry};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "step-unknown",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "an objection to a step that the argument does not take",
    explain: EXPLAIN,
    check: Check::File(check),
};

const EXPLAIN: &str = r#"## What it checks
`against step a to b` objects to a step that the file takes: `b` names `a` in one of its `because` lines.

## Why it matters
An objection to a step that is not there changes nothing, and its author believes that it does.

## Example
```claims
source customs [1] "Annual Report"
claim harbour-grows "The harbour grows."
    kind interpretation
    because trade-grows
claim trade-grows "Trade grows."
    cites customs
objection by-road "Trade may grow by road."
    against step harbour-grows to trade-grows
```
Marked: “against step harbour-grows to trade-grows”.

## Instead
```claims
source customs [1] "Annual Report"
claim harbour-grows "The harbour grows."
    kind interpretation
    because trade-grows
claim trade-grows "Trade grows."
    cites customs
objection by-road "Trade may grow by road."
    against step trade-grows to harbour-grows
```

## Not flagged
A step between names that do not exist; the names are reported.
```claims
claim harbour-grows "The harbour grows."
    kind value
objection by-road "Trade may grow by road."
    against step trade-grows to harbour-grows
```

## Authority
Own practice; every dead link is reported, once.
"#;

fn check(case: &FileCase<'_, '_>, sink: &mut Sink<'_>) {
    for entry in case.entries() {
        for against in &entry.against {
            let Against::Step { span, from, to } = against else { continue };
            let (Some(premise), Some(conclusion)) = (case.entry(&from.value), case.entry(&to.value)) else {
                continue;
            };
            let names = |entry: &Entry, name: &str| {
                let names = entry.because.iter().flat_map(|because| &because.names);
                names.into_iter().any(|named| named.value == name)
            };
            if names(&conclusion, &from.value) || case.slip_at(conclusion.place(conclusion.span)) {
                continue;
            }
            let help = if names(&premise, &to.value) {
                format!("swap them: `against step {} to {}`", to.value, from.value)
            } else {
                format!(
                    "name a claim from a `because` line of `{}`, or object to `{}` itself",
                    to.value, to.value
                )
            };
            sink.push(
                sink.finding(
                    entry.place(*span),
                    format!("`{}` does not give `{}` as a reason", to.value, from.value),
                )
                .label("no such step")
                .why("the objection has no effect")
                .help(help)
                .entry(&entry.name.value)
                .also(conclusion.place(conclusion.name.span), "its reasons are here"),
            );
        }
    }
}
