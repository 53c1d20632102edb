//! `claim-not-checked`: a claim that nobody has checked against its source.

use crate::case::review::Verdict;
use crate::diagnostic::Level;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "claim-not-checked",
    level: Level::Off,
    precise: true,
    publication: Some(Level::Error),
    group: Group::Review,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a claim that has not been checked against its source",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
Each claim has a line `checked by "Name" on DATE`. Off while a text is being written; profile `publication` asks for it: for the claims that a thesis rests on, or for every claim where no thesis is named.

## Why it matters
Until the source has been checked there is only the author's word for it.

## Example
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
```
Marked: “growth”.

## Instead
Read the source, then write `claimlint sign growth --by "Your Name"`.
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
    checked by "B. Editor" on 2017-05-10
```

## Not flagged
A claim that the thesis does not rest on.
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
draft "paper.txt"
    thesis outlook
source customs [1] "Annual Report"
claim outlook "The port will need a second crane."
    kind forecast
    because growth
    checked by "B. Editor" on 2017-05-10
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
    checked by "B. Editor" on 2017-05-10
claim aside "Exports grew."
    at "Exports grew"
    cites customs
```

## Authority
GAO indexing and referencing: someone other than the author traces each statement of fact, figure and date to its source.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    let wanted = case.wants_review();
    for (index, entry) in case.entries.iter().enumerate() {
        if case.verdict(index) != Verdict::Unchecked
            || !wanted(index, entry)
            || case.slip_at(entry.place(entry.entry.span))
        {
            continue;
        }
        let name = &entry.entry.name;
        let mut finding = sink
            .finding(entry.place(name.span), format!("the claim `{}` has not been checked", name.value))
            .label("not checked")
            .why("so far there is only the author's word for it")
            .help(format!(
                "check it in its source, then run `claimlint sign {} --by \"Your Name\"`",
                name.value
            ))
            .entry(&name.value)
            .passage(entry.passages.first().copied());
        if let Some(place) = case.anchor_place(entry) {
            finding = finding.also(place, "the sentence that makes it");
        }
        sink.push(finding);
    }
}
