//! `check-not-supported`: a claim that its checker did not find in its source, or found only in part.

use crate::case::review::Verdict;
use crate::diagnostic::Level;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::Verdict as Found;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "check-not-supported",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Review,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a claim that its checker did not find in its source, or only in part",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
The last check of a claim says what was found: `verdict supported`, which need not be said, `partly`, `not` or `not-found`. Anything but the first is told until the claim is changed and checked again.

## Why it matters
The one person who looked into the source did not find the claim there.

## Example
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    cites customs
    checked by "B. Clerk" on 2017-05-10 of figure verdict partly
```
Marked: “partly”.

## Instead
The claim says what the source does, and is checked again.
```claims
source customs [1] "Annual Report"
claim growth "Exports of grain grew by 12%."
    cites customs
    checked by "B. Clerk" on 2017-05-10 of figure verdict partly
    checked by "B. Clerk" on 2017-05-12 of figure verdict supported
```

## Not flagged
A check without a verdict: the claim was found as it stands.
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    cites customs
    checked by "B. Clerk" on 2017-05-10
```

## Authority
GAO referencing: a sentence is passed, or the referencer says what is wrong with it.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    for (index, entry) in case.entries.iter().enumerate() {
        let Verdict::Doubted(found) = case.verdict(index) else { continue };
        let Some(check) = case.last_check(index) else { continue };
        let name = &entry.entry.name.value;
        let by = &check.by.text;
        let message = match found {
            Found::Partly => format!("{by} found `{name}` supported only in part"),
            Found::NotFound => format!("{by} did not find the source of `{name}`, or the place in it"),
            Found::Not | Found::Supported => format!("{by} found that its source does not support `{name}`"),
        };
        let at = check.verdict.as_ref().map_or(check.span, |word| word.span);
        let mut finding = sink
            .finding(entry.place(at), message)
            .label("what was found")
            .why("whoever looks it up will not find it either")
            .help("correct the claim or its source, and have it checked again")
            .entry(name)
            .passage(entry.passages.first().copied());
        if let Some(place) = case.anchor_place(entry) {
            finding = finding.also(place, "the claim in the draft");
        }
        sink.push(finding);
    }
}
