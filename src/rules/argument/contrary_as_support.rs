//! `contrary-as-support`: evidence against a claim that is counted as support.

use crate::case::{Evidence, Resolved};
use crate::diagnostic::{Diagnostic, Level};
use crate::notes::{Signal, Target};
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::Relation;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "contrary-as-support",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Argument,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "evidence against a claim, counted as support",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
A claim does not cite one source both as support (`states`, `supports` or no word) and as `contradicts`, unless at different places of it; and it does not count as support a source that the note itself cites with *contra*, *but see* or *but cf.*

## Why it matters
The same words cannot support a claim and contradict it, and a critic will find the one that hurts.

## Example
```claims
source customs [1] "Annual Report"
claim trade-shrinks "Trade shrinks."
    cites customs
    cites customs contradicts
```
Marked: “cites customs”.

The note itself says that its source is against it.
```text
Trade shrinks in every port.[1]

Notes

[1] But see Anna Clerk, Register of Dues (London: Harbour Press, 1998), 12.
```

```claims
source clerk [1] "Register of Dues"
claim trade-shrinks "Trade shrinks."
    at "Trade shrinks in every port"
    cites clerk
```
Marked: “cites clerk”.

## Instead
```text
Trade shrinks in every port.[1]

Notes

[1] But see Anna Clerk, Register of Dues (London: Harbour Press, 1998), 12.
```
```claims
source clerk [1] "Register of Dues"
claim trade-shrinks "Trade shrinks."
    at "Trade shrinks in every port"
    cites clerk contradicts
```

## Not flagged
Two places of one source that disagree.
```claims
source customs [1] "Annual Report"
claim trade-shrinks "Trade shrinks."
    cites customs page 12
    cites customs contradicts page 40
```

## Authority
The Bluebook, rule 1.2 (signals that contradict); evidence against is never coverage.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    for resolved in case.entries.iter().filter(|resolved| resolved.is_claim()) {
        for evidence in resolved.evidence.iter().filter(|evidence| evidence.supports() && evidence.known) {
            if let Some(finding) =
                both(case, sink, resolved, evidence).or_else(|| signalled(case, sink, resolved, evidence))
            {
                let place = case.anchor_place(resolved);
                let finding =
                    finding.entry(&resolved.entry.name.value).passage(resolved.passages.first().copied());
                sink.push(match place {
                    Some(place) => finding.also(place, "the claim in the draft"),
                    None => finding,
                });
            }
        }
    }
}

/// One source for and against one claim.
fn both(
    case: &ClaimsCase<'_, '_>,
    sink: &Sink<'_>,
    resolved: &Resolved<'_>,
    evidence: &Evidence<'_>,
) -> Option<Diagnostic> {
    let source = evidence.source?;
    let places = |evidence: &Evidence<'_>| -> Vec<String> {
        evidence.cite.locators.iter().map(|locator| locator.value.value.clone()).collect()
    };
    let own = places(evidence);
    let contrary = resolved.evidence.iter().find(|other| {
        let against =
            other.cite.relation.as_ref().is_some_and(|word| word.value == Some(Relation::Contradicts));
        against
            && other.source == Some(source)
            && (own.is_empty() || places(other).is_empty() || places(other) == own)
    })?;
    let name = &case.sources[source].decl.name.value;
    Some(
        sink.finding(
            evidence.place(evidence.cite.span),
            format!("`{}` cites `{name}` both for it and against it", resolved.entry.name.value),
        )
        .label("for it")
        .also(contrary.place(contrary.cite.span), "against it")
        .why("the same words cannot do both")
        .help("delete the wrong one, or give each its page"),
    )
}

/// A note whose own signal says that the source speaks against the text.
fn signalled(
    case: &ClaimsCase<'_, '_>,
    sink: &Sink<'_>,
    resolved: &Resolved<'_>,
    evidence: &Evidence<'_>,
) -> Option<Diagnostic> {
    // A source cited in several notes may speak for the text in one of them.
    let &[note] = evidence.notes.as_slice() else { return None };
    let [citation] = case.notes.notes.get(note)?.citations.as_slice() else { return None };
    let signal = citation.signal.as_ref()?;
    if !matches!(signal.value, Signal::Contra | Signal::ButSee | Signal::ButCf)
        || !matches!(citation.target, Target::Source(_))
    {
        return None;
    }
    let place = case.in_draft(signal.span)?;
    Some(
        sink.finding(
            evidence.place(evidence.cite.span),
            format!(
                "`{}` counts as support what its note cites with “{}”",
                resolved.entry.name.value,
                case.slice(place)
            ),
        )
        .label("counted as support")
        .also(place, "the note says that it contradicts the text")
        .why("the claim looks better supported than it is")
        .help("write `contradicts` after the source's name, or correct the note"),
    )
}
