//! `rests-on-assumptions`: a conclusion that rests on assumptions alone.

use crate::diagnostic::Level;
use crate::rules::kit::listed;
use crate::rules::{ArgumentCase, Check, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::EntryKind;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "rests-on-assumptions",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Argument,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a conclusion based on assumptions alone",
    explain: EXPLAIN,
    check: Check::Argument(check),
};

const EXPLAIN: &str = r#"## What it checks
A claim with reasons depends on something besides assumptions: somewhere below it there is evidence, common knowledge, a definition or a value. The lowest such claim is reported, with whatever depends on it.

## Why it matters
The conclusion says no more than what was assumed at the start.

## Example
```claims
claim quay-needed "A new quay will be needed."
    kind forecast
    because trade-recovers
assume trade-recovers "Trade will recover."
    reason "It has after every war so far."
    effect "Without it the new quay is not needed."
    by "A. Editor" on 2015-05-10 until 2030-01-01
```
Marked: “quay-needed”.

## Instead
```claims
source customs [1] "Annual Report"
claim quay-needed "A new quay will be needed."
    kind forecast
    because trade-recovers, quay-full
claim quay-full "The quay was full before the war."
    cites customs
assume trade-recovers "Trade will recover."
    reason "It has after every war so far."
    effect "Without it the new quay is not needed."
    by "A. Editor" on 2015-05-10 until 2030-01-01
```

## Not flagged
A name that could not be found, which is reported as such.
```claims
claim quay-needed "A new quay will be needed."
    kind forecast
    because trade-recovers, quay-ful
    because quay-fulll
assume trade-recovers "Trade will recover."
    reason "It has after every war so far."
    effect "Without it the new quay is not needed."
    by "A. Editor" on 2015-05-10 until 2030-01-01
```

## Authority
RAND standards for high-quality research; the Aqua Book: keep assumptions apart from findings.
"#;

fn check(case: &ArgumentCase<'_, '_>, sink: &mut Sink<'_>) {
    if !case.entries.iter().any(|resolved| resolved.entry.entry == EntryKind::Assume) || !case.has_reasons() {
        return;
    }
    let bottoms = case.bottoms();
    let graph = &case.argued().graph;
    let only = |node: usize| bottoms[node].assumed && !bottoms[node].grounded;
    for (index, resolved) in case.entries.iter().enumerate().filter(|(_, resolved)| resolved.is_claim()) {
        let members = || graph.reasons.of(index).iter().flat_map(|&reason| graph.members.of(reason as usize));
        let entries = || members().map(|&member| member as usize).filter(|&member| member < graph.entries);
        // A slip in a name makes a reason look shorter than it was meant.
        let hole = resolved
            .entry
            .because
            .iter()
            .flat_map(|because| &because.names)
            .any(|name| !case.entry_names.contains_key(name.value.as_str()));
        if !only(index) || hole || entries().any(|member| case.entries[member].is_claim() && only(member)) {
            continue;
        }
        let assumed: Vec<String> = entries()
            .filter(|&member| case.entries[member].entry.entry == EntryKind::Assume)
            .map(|member| format!("`{}`", case.name(member)))
            .collect();
        let name = &resolved.entry.name;
        let above: Vec<String> = graph
            .serves
            .of(index)
            .iter()
            .map(|&reason| graph.conclusion[reason as usize] as usize)
            .filter(|&conclusion| only(conclusion))
            .map(|conclusion| format!("`{}`", case.name(conclusion)))
            .collect();
        let mut help = "give it evidence, or say in the draft that you assume it".to_owned();
        if !above.is_empty() {
            help.push_str(&format!("; {} depends on it alone", listed(&above, 3)));
        }
        let mut finding = sink
            .finding(
                resolved.place(name.span),
                format!("`{}` is based on assumptions alone: {}", name.value, listed(&assumed, 4)),
            )
            .label("no evidence below this")
            .why("it shows no more than was assumed")
            .help(help)
            .entry(&name.value)
            .passage(resolved.passages.first().copied());
        if let Some(place) = case.anchor_place(resolved) {
            finding = finding.also(place, "the conclusion in the draft");
        }
        sink.push(finding);
    }
}
