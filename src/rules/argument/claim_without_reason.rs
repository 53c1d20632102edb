//! `claim-without-reason`: a judgement that gives no reason and no source.

use crate::diagnostic::Level;
use crate::rules::{ArgumentCase, Check, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::ClaimKind;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "claim-without-reason",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Argument,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a judgement that gives no reason",
    explain: EXPLAIN,
    check: Check::Argument(check),
};

const EXPLAIN: &str = r#"## What it checks
A claim of kind `interpretation`, `forecast` or `recommendation` has a `because` line, or cites a source that states or supports it. `kind` says what a claim is; it frees it from evidence, not from reasons.

A thesis without reasons is left to `thesis-not-standing`.

## Why it matters
A judgement without a reason is an opinion that readers can only take or leave.

## Example
```claims
claim ships-will-leave "The grain ships will leave Skelmouth."
    kind forecast
```
Marked: “ships-will-leave”.

## Instead
```claims
source customs [1] "Annual Report"
claim ships-will-leave "The grain ships will leave Skelmouth."
    kind forecast
    because dues-rose
claim dues-rose "Dues have risen three years running."
    cites customs
```

## Not flagged
Values, definitions and common knowledge may stand alone; so may a judgement that a source makes.
```claims
source customs [1] "Annual Report"
claim fair "Those who use a quay should pay for it."
    kind value
claim ships-will-leave "The grain ships will leave Skelmouth."
    kind forecast
    cites customs
```

## Authority
Toulmin, The Uses of Argument (grounds); Intelligence Community Directive 203 (logical argumentation).
"#;

fn check(case: &ArgumentCase<'_, '_>, sink: &mut Sink<'_>) {
    let theses = case.theses();
    for (index, resolved) in case.entries.iter().enumerate().filter(|(_, entry)| entry.is_claim()) {
        let what = match resolved.kind() {
            Some(ClaimKind::Interpretation) => "an interpretation",
            Some(ClaimKind::Forecast) => "a forecast",
            Some(ClaimKind::Recommendation) => "a recommendation",
            _ => continue,
        };
        let entry = resolved.entry;
        let hole = resolved.evidence.iter().any(|evidence| !evidence.known)
            || case.slip_at(resolved.place(entry.span));
        let sourced = resolved.evidence.iter().any(|evidence| evidence.supports());
        let reasoned = entry.because.iter().any(|because| !because.names.is_empty());
        if hole || sourced || reasoned || theses.contains(&index) {
            continue;
        }
        let name = &entry.name.value;
        let mut finding = sink
            .finding(resolved.place(entry.name.span), format!("`{name}` is {what}, but gives no reason"))
            .label("no reason")
            .why("readers can only take it or leave it")
            .help(
                "add `because` with the claims that it follows from, or `cites` with a source that judges so",
            )
            .entry(name)
            .passage(resolved.passages.first().copied());
        if let Some(place) = case.anchor_place(resolved) {
            finding = finding.also(place, "the sentence that makes it");
        }
        sink.push(finding);
    }
}
