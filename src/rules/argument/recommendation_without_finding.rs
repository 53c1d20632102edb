//! `recommendation-without-finding`: a recommendation that follows from nothing.

use crate::diagnostic::Level;
use crate::rules::{ArgumentCase, Check, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::ClaimKind;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "recommendation-without-finding",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Argument,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a recommendation that follows from nothing",
    explain: EXPLAIN,
    check: Check::Argument(check),
};

const EXPLAIN: &str = r#"## What it checks
In a claims file that gives reasons at all, a claim of kind `recommendation` gives some (`because`) or cites a source for itself, and among what it rests on there is a finding: a fact, an interpretation, a forecast, an assumption or common knowledge, not only other recommendations and values.

## Why it matters
Readers learn what to do, but not why.

## Example
```claims
source customs [1] "Annual Report"
claim quay-full "The quay is full."
    kind interpretation
    because nine-days
claim nine-days "A ship waits nine days."
    cites customs
claim quay-needed "A second quay should be built."
    kind recommendation
```
Marked: “quay-needed”.

Reasons that are only other recommendations.
```claims
claim quay-needed "A second quay should be built."
    kind recommendation
    because town-invests
claim town-invests "The town should invest."
    kind recommendation
```
Marked: “quay-needed”, “town-invests”.

## Instead
```claims
source customs [1] "Annual Report"
claim quay-needed "A second quay should be built."
    kind recommendation
    because nine-days
claim nine-days "A ship waits nine days."
    cites customs
```

## Not flagged
A file in which no reasons are given yet.
```claims
claim quay-needed "A second quay should be built."
    kind recommendation
```

A recommendation that rests on another one which has a finding below it.
```claims
source customs [1] "Annual Report"
claim quay-needed "A second quay should be built."
    kind recommendation
    because town-invests
claim town-invests "The town should invest."
    kind recommendation
    because nine-days
claim nine-days "A ship waits nine days."
    cites customs
```

## Authority
National Academies, Guidelines for the Review of Reports; GAO, Government Auditing Standards: recommendations flow from findings.
"#;

fn check(case: &ArgumentCase<'_, '_>, sink: &mut Sink<'_>) {
    if !case.has_reasons() {
        return;
    }
    let bottoms = case.bottoms();
    for (index, resolved) in case.entries.iter().enumerate() {
        let recommends = resolved.is_claim() && resolved.kind() == Some(ClaimKind::Recommendation);
        if !recommends
            || bottoms[index].finding
            || !resolved.evidence.is_empty()
            || case.slip_at(resolved.place(resolved.entry.span))
        {
            continue;
        }
        let name = &resolved.entry.name;
        let given = !resolved.entry.because.is_empty();
        let message = match given {
            true => format!("the recommendation `{}` is not based on any finding", name.value),
            false => format!("the recommendation `{}` gives no reason", name.value),
        };
        let mut finding = sink
            .finding(resolved.place(name.span), message)
            .label(if given { "only recommendations and values below it" } else { "no reason" })
            .why("readers learn what to do, but not why")
            .help("link it to what you found: `because NAME`")
            .entry(&name.value)
            .passage(resolved.passages.first().copied());
        if let Some(place) = case.anchor_place(resolved) {
            finding = finding.also(place, "the recommendation in the draft");
        }
        sink.push(finding);
    }
}
