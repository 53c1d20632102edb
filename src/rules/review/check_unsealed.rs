//! `check-unsealed`: a check without a seal.

use crate::case::review::Verdict;
use crate::diagnostic::Level;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "check-unsealed",
    level: Level::Advice,
    precise: true,
    publication: Some(Level::Error),
    group: Group::Review,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a check without a seal",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
The last `checked by` line of an entry has a seal.

## Why it matters
Without a seal, later changes go unnoticed.

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
    checked by "B. Editor" on 2017-05-10
```
Marked: “checked by "B. Editor" on 2017-05-10”.

## Instead
`claimlint sign growth --by "B. Editor"` writes the line with its seal.
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
    checked by "B. Editor" on 2017-05-10 seal r6xw8y0r
```

## Not flagged
An earlier check without a seal, followed by one that has it.
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
    checked by "B. Editor" on 2017-06-10 seal r6xw8y0r
```

## Authority
National Academies, review guidelines: after sign-off only minor edits. Seals: own.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    for (index, entry) in case.entries.iter().enumerate() {
        let (Verdict::Unsealed, Some(check)) = (case.verdict(index), case.last_check(index)) else {
            continue;
        };
        let name = &entry.entry.name;
        if case.slip_at(entry.place(entry.entry.span)) {
            continue;
        }
        sink.push(
            sink.finding(entry.place(check.span), format!("the check of `{}` has no seal", name.value))
                .label("no seal")
                .why("without one, later changes go unnoticed")
                .help(format!("run `claimlint sign {} --by \"{}\"`", name.value, check.by.text))
                .entry(&name.value)
                .passage(entry.passages.first().copied()),
        );
    }
}
