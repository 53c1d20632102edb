//! `no-counter-evidence`: a thesis against which nothing is said anywhere.

use crate::diagnostic::Level;
use crate::rules::{ArgumentCase, Check, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::{ClaimKind, EntryKind, Relation};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "no-counter-evidence",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Argument,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a thesis without any objection or contrary evidence",
    explain: EXPLAIN,
    check: Check::Argument(check),
};

const EXPLAIN: &str = r#"## What it checks
A thesis that is a judgement and gives reasons meets something that speaks against it: an objection against it or against anything it depends on, or a citation that `contradicts`. A thesis that is not disputed says so: `uncontested "reason"`.

## Why it matters
A judgement that looks only at what speaks for it has not been tested, and a critical reader will do it.

## Example
```claims
draft "dues.txt"
    thesis dues-should-fall
source customs [1] "Annual Report"
claim dues-should-fall "Dues should fall."
    kind recommendation
    because trade-shrinks
claim trade-shrinks "Trade shrinks."
    cites customs
```
Marked: “dues-should-fall”.

## Instead
```claims
draft "dues.txt"
    thesis dues-should-fall
source customs [1] "Annual Report"
claim dues-should-fall "Dues should fall."
    kind recommendation
    because trade-shrinks
claim trade-shrinks "Trade shrinks."
    cites customs
objection only-grain "Only the grain trade shrinks."
    against trade-shrinks
objection timber-too "Timber shrinks too, by the same tables."
    against only-grain
    cites customs
```

## Not flagged
The file says why it is not disputed.
```claims
draft "dues.txt"
    thesis dues-should-fall
source customs [1] "Annual Report"
claim dues-should-fall "Dues should fall."
    kind recommendation
    uncontested "All nine members of the council said so."
    because trade-shrinks
claim trade-shrinks "Trade shrinks."
    cites customs
```

## Authority
Intelligence Community Directive 203 (analysis of alternatives); The Bluebook, rule 1.2 (contrary authority is cited).
"#;

fn check(case: &ArgumentCase<'_, '_>, sink: &mut Sink<'_>) {
    let graph = &case.argued().graph;
    for thesis in case.theses() {
        let resolved = &case.entries[thesis];
        let judged = matches!(
            resolved.kind(),
            Some(
                ClaimKind::Interpretation
                    | ClaimKind::Forecast
                    | ClaimKind::Recommendation
                    | ClaimKind::Value
            )
        );
        if !judged || graph.reasons.of(thesis).is_empty() || resolved.entry.uncontested.is_some() {
            continue;
        }
        let bears = graph.bearing_on(&[thesis]);
        let contrary =
            case.entries.iter().enumerate().filter(|&(index, _)| bears[index]).any(|(_, resolved)| {
                let relation = |relation: &crate::syntax::tree::Word<Relation>| {
                    relation.value == Some(Relation::Contradicts)
                };
                resolved.entry.entry == EntryKind::Objection
                    || resolved
                        .evidence
                        .iter()
                        .any(|evidence| evidence.cite.relation.as_ref().is_some_and(relation))
            });
        // An objection that could not be tied to its target may be the one that is missed.
        let lost = case.entries.iter().any(|resolved| {
            resolved.entry.entry == EntryKind::Objection && case.slip_at(resolved.place(resolved.entry.span))
        });
        if contrary || lost {
            continue;
        }
        let name = &resolved.entry.name;
        let mut finding = sink
            .finding(
                resolved.place(name.span),
                format!("nothing is said against `{}` or what it depends on", name.value),
            )
            .label("no objection and no contrary evidence")
            .why("an argument that considers only its own side is untested")
            .help(
                "write what a critic would say as an `objection`, and answer it; or write `uncontested \
                 \"why\"`",
            )
            .entry(&name.value)
            .passage(resolved.passages.first().copied());
        if let Some(place) = case.anchor_place(resolved) {
            finding = finding.also(place, "the thesis in the draft");
        }
        sink.push(finding);
    }
}
