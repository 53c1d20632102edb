//! `assumption-unlogged`: an assumption without reason, effect, owner or date, or past its date.

use crate::diagnostic::Level;
use crate::rules::kit::listed;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::EntryKind;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "assumption-unlogged",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Argument,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "an assumption without a reason, effect, owner or date",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
Each `assume` says why it is made (`reason`), what depends on it (`effect`), whose it is and how long it holds (`by … on … until …`); and that day has not passed.

## Why it matters
Nothing supports an assumption but the person who made it. Without a reason and an owner it cannot be questioned, and without an end it is never reviewed.

## Example
```claims
assume trade-recovers "Trade will recover."
```
Marked: “trade-recovers”.

Past its date.
```claims
assume trade-recovers "Trade will recover."
    reason "It has after every war so far."
    effect "Without it the new quay is not needed."
    by "A. Editor" on 2015-05-10 until 2016-01-01
```
Marked: “2016-01-01”.

## Instead
```claims
assume trade-recovers "Trade will recover."
    reason "It has after every war so far."
    effect "Without it the new quay is not needed."
    by "A. Editor" on 2015-05-10 until 2030-01-01
```

## Not flagged
A claim is no assumption.
```claims
claim trade-matters "Trade matters more than taste."
    kind value
```

## Authority
The Aqua Book (assumptions log); RAND standards for high-quality research.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    for resolved in case.entries.iter().filter(|resolved| resolved.entry.entry == EntryKind::Assume) {
        let entry = resolved.entry;
        if case.slip_at(resolved.place(entry.span)) {
            continue;
        }
        let name = &entry.name;
        let until = entry.by.as_ref().and_then(|by| by.until.as_ref());
        let mut missing = Vec::new();
        if entry.reason.is_none() {
            missing.push("why it is made (`reason`)".to_owned());
        }
        if entry.effect.is_none() {
            missing.push("what depends on it (`effect`)".to_owned());
        }
        match &entry.by {
            None => missing.push("whose it is (`by … on … until …`)".to_owned()),
            Some(by) if by.until.is_none() => missing.push("how long it holds (`until`)".to_owned()),
            Some(_) => {}
        }
        let past = until
            .and_then(|until| until.value)
            .filter(|&until| case.options.today.is_some_and(|today| today > until));
        let (place, message, label) = match (missing.is_empty(), past, until) {
            (true, Some(day), Some(until)) => (
                until.span,
                format!("the assumption `{}` was due for review by {day}", name.value),
                "this day has passed",
            ),
            (true, ..) => continue,
            (false, ..) => (
                name.span,
                format!("the assumption `{}` does not say {}", name.value, listed(&missing, 4)),
                "not fully recorded",
            ),
        };
        let help = match missing.is_empty() {
            true => "check that it still holds, and set a new date".to_owned(),
            false => {
                "add `reason \"…\"`, `effect \"…\"` and `by \"NAME\" on DATE until DATE` below it".to_owned()
            }
        };
        sink.push(
            sink.finding(resolved.place(place), message)
                .label(label)
                .why("nothing supports an assumption but the person who made it")
                .help(help)
                .entry(&name.value)
                .passage(resolved.passages.first().copied()),
        );
    }
}
