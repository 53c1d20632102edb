//! `claim-without-evidence`: a factual claim that cites nothing.

use crate::diagnostic::Level;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::{ClaimKind, Entry};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "claim-without-evidence",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Coverage,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a factual claim that cites nothing",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
A claim of kind `fact` (the default) cites at least one source that states or supports it. `background` and `contradicts` support nothing, and a note that does not exist is no support. An entry that has a name and an anchor and nothing else, as `claimlint init` begins it, is a warning in profile `draft`: so is its sentence.

## Why it matters
A factual claim is only as good as the source it can be checked against.

## Example
```claims
claim growth "Exports grew by 12% in 2014."
```
Marked: “growth”.

## Instead
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12% in 2014."
    cites customs
```

## Not flagged
Other kinds need reasons or nothing at all.
```claims
claim pier "A pier is a landing place built out into the water."
    kind definition
```

## Authority
GAO indexing and referencing: every statement of fact is linked to held evidence.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    for resolved in case.entries.iter().filter(|entry| entry.is_claim()) {
        // A citation that could not be understood is a hole that another rule reports.
        let hole = resolved.evidence.iter().any(|evidence| !evidence.known);
        let carried = resolved.evidence.iter().any(|evidence| evidence.supports());
        if resolved.kind() != Some(ClaimKind::Fact)
            || hole
            || carried
            || case.slip_at(resolved.place(resolved.entry.span))
            || case.lost_its_markers(resolved)
        {
            continue;
        }
        let name = &resolved.entry.name;
        let message = match resolved.evidence.len() {
            0 => format!("the claim `{}` cites nothing", name.value),
            _ => format!("nothing that `{}` cites supports it", name.value),
        };
        let mut finding = sink
            .finding(resolved.place(name.span), message)
            .label("a fact without evidence")
            .why("readers cannot check it, and neither could you")
            .help(
                "add `cites SOURCE` with your source; if it is your own judgement, write `kind \
                     interpretation`, `forecast` or `recommendation`",
            )
            .entry(&name.value)
            .passage(resolved.passages.first().copied());
        // An entry that only names its sentence says no more than the draft does, which has no source there: no error yet.
        if is_begun(resolved.entry) && case.is_drafting() {
            finding.level = finding.level.max(Level::Warning);
        }
        if let Some(place) = case.anchor_place(resolved) {
            finding = finding.also(place, "the sentence that makes it");
        }
        sink.push(finding);
    }
}

/// Whether its author has added nothing to an entry as `init` begins it: a name and an anchor.
fn is_begun(entry: &Entry) -> bool {
    entry.statement.is_none() && entry.kind.is_none() && entry.cites.is_empty() && entry.because.is_empty()
}
