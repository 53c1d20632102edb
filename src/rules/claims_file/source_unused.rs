//! `source-unused`: a source that no entry cites.

use crate::diagnostic::Level;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "source-unused",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a source that no entry cites",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
Each `source` is cited by at least one claim or objection.

## Why it matters
It was declared for a claim that was cut, or the claim cites something else than was meant.

## Example
```claims
source customs [1] "Annual Report"
```
Marked: “customs”.

## Instead
```claims
source customs [1] "Annual Report"
claim growth "Exports grew."
    cites customs
```

## Not flagged
A source that another names as its origin.
```claims
source wire [1] "Wire Story"
source paper [2] "Paper"
    same-origin as wire
claim growth "Exports grew."
    cites paper
```

## Authority
Own practice; say what is declared and never used.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    let unused: Vec<_> = case.sources.iter().filter(|source| source.uses == 0).collect();
    // Which claim cites it is not known where markers that claims take their evidence from were changed.
    if unused.is_empty() || case.entries.iter().any(|entry| case.lost_its_markers(entry)) {
        return;
    }
    for source in unused {
        let name = &source.decl.name;
        let origin =
            case.sources.iter().any(|other| other.decl.same_origin.iter().any(|o| o.value == name.value));
        if !origin
            && case
                .source_names
                .get(name.value.as_str())
                .is_some_and(|&i| case.sources[i].decl.span == source.decl.span)
        {
            sink.push(
                sink.finding(
                    case.in_claims(name.span),
                    format!("no claim cites the source `{}`", name.value),
                )
                .label("declared, never used")
                .why("either its claim was cut, or a claim cites the wrong source")
                .help(format!("cite it (`cites {}`) or delete it", name.value))
                .entry(&name.value),
            );
        }
    }
}
