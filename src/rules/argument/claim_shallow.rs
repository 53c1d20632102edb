//! `claim-shallow`: a chain of reasons that ends in something uncited.

use crate::argument::status::Why;
use crate::diagnostic::Level;
use crate::rules::kit::listed;
use crate::rules::{ArgumentCase, Check, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::ClaimKind;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "claim-shallow",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Argument,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a chain of reasons that ends in something without a source or a reason",
    explain: EXPLAIN,
    check: Check::Argument(check),
};

const EXPLAIN: &str = r#"## What it checks
Where a claim is given as a reason for another, its own chain of reasons ends in evidence, an assumption, a value, a definition or common knowledge. A judgement that cites nothing and gives no reason is reported once, with what rests on it. A fact that cites nothing is reported by `claim-without-evidence`.

## Why it matters
Whatever depends on a bare judgement is only as good as that judgement.

## Example
```claims
claim quay-needed "A new quay is needed."
    kind recommendation
    because ships-wait
claim ships-wait "Ships wait too long."
    kind interpretation
```
Marked: “ships-wait”.

## Instead
```claims
source customs [1] "Annual Report"
claim quay-needed "A new quay is needed."
    kind recommendation
    because ships-wait
claim ships-wait "Ships wait too long."
    kind interpretation
    because nine-days
claim nine-days "A ship waited nine days on average."
    cites customs
```

## Not flagged
A judgement on which nothing rests, and one declared as an assumption.
```claims
claim quay-ugly "The quay looks neglected."
    kind interpretation
claim quay-needed "A new quay is needed."
    kind recommendation
    because ships-wait
assume ships-wait "Ships wait too long."
    reason "So the pilots say."
    effect "Without it no quay is needed."
    by "A. Editor" on 2015-05-10 until 2030-01-01
```

## Authority
Toulmin, The Uses of Argument: grounds; GAO indexing and referencing.
"#;

fn check(case: &ArgumentCase<'_, '_>, sink: &mut Sink<'_>) {
    if !case.has_reasons() {
        return;
    }
    let argued = case.argued();
    for (index, resolved) in case.entries.iter().enumerate().filter(|(_, resolved)| resolved.is_claim()) {
        let graph = &argued.graph;
        let bare = !graph.ground[index] && graph.reasons.of(index).is_empty();
        if !bare || resolved.kind() == Some(ClaimKind::Fact) || resolved.evidence.iter().any(|e| !e.known) {
            continue;
        }
        let mut above: Vec<usize> =
            graph.serves.of(index).iter().map(|&reason| graph.conclusion[reason as usize] as usize).collect();
        above.dedup();
        let Some(&first) = above.first() else { continue };
        let name = &resolved.entry.name;
        let shown: Vec<String> = above.iter().map(|&entry| format!("`{}`", case.name(entry))).collect();
        let verb = if shown.len() == 1 { "depends" } else { "depend" };
        let mut finding = sink
            .finding(
                resolved.place(name.span),
                format!(
                    "{} {verb} on `{}`, which has no source and no reason",
                    listed(&shown, 3),
                    name.value
                ),
            )
            .label("the chain of reasons ends here")
            .why("everything above it is only as good as that judgement")
            .help("add `cites …` or `because …` to it; if you take it for granted, declare it with `assume`")
            .entry(&name.value)
            .passage(resolved.passages.first().copied());
        if matches!(argued.why(first), Why::Fallen(member) if member == index) {
            finding = finding.also(case.node_place(first), "unsupported without it");
        }
        if let Some(place) = case.anchor_place(resolved) {
            finding = finding.also(place, "in the draft");
        }
        sink.push(finding);
    }
}
