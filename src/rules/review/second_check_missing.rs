//! `second-check-missing`: a claim that only one person has checked.

use crate::case::review::{Verdict, same_name};
use crate::diagnostic::Level;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "second-check-missing",
    level: Level::Off,
    precise: true,
    publication: None,
    group: Group::Review,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a claim that only one person has checked, where the house asks for two",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
Each claim that a thesis rests on (every claim, where no thesis is named) has two lines `checked by`, by two people. Off unless a house asks for it: `second-check-missing = "error"` under `[levels]`. A claim that nobody has checked is told by `claim-not-checked`.

## Why it matters
The referencer finds what the author overlooked; the supervisor finds what the referencer did.

## Example
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    cites customs
    checked by "B. Clerk" on 2017-05-10
```
Marked: “"B. Clerk"”.

## Instead
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    cites customs
    checked by "B. Clerk" on 2017-05-10
    checked by "C. Warden" on 2017-05-12
```

## Not flagged
A claim that the thesis does not rest on.
```claims
draft "paper.txt"
    thesis outlook
source customs [1] "Annual Report"
claim outlook "The port will need a second crane."
    kind forecast
    because growth
    checked by "B. Clerk" on 2017-05-10
    checked by "C. Warden" on 2017-05-12
claim growth "Exports grew by 12%."
    cites customs
    checked by "B. Clerk" on 2017-05-10
    checked by "C. Warden" on 2017-05-12
claim aside "Exports grew."
    cites customs
    checked by "B. Clerk" on 2017-05-10
```

## Authority
GAO: an independent referencer signs, then the supervisor of the referencing.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    let wanted = case.wants_review();
    for (index, entry) in case.entries.iter().enumerate() {
        // What waits for the first is told as such.
        if !wanted(index, entry) || !matches!(case.verdict(index), Verdict::Checked | Verdict::Unsealed) {
            continue;
        }
        let checks = &entry.entry.checked;
        let Some(last) = checks.last() else { continue };
        if checks.iter().any(|check| !same_name(&check.by.text, &last.by.text)) {
            continue;
        }
        let name = &entry.entry.name.value;
        sink.push(
            sink.finding(entry.place(last.by.span), format!("only {} has checked `{name}`", last.by.text))
                .label("the only check")
                .why("this house asks for two")
                .help(format!("have another person check it: `claimlint sign {name} --by \"NAME\"`"))
                .entry(name)
                .passage(entry.passages.first().copied()),
        );
    }
}
