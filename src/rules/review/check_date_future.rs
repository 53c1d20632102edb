//! `check-date-future`: a check dated after today.

use crate::diagnostic::Level;
use crate::rules::{Check, FileCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "check-date-future",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Review,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a check dated in the future",
    explain: EXPLAIN,
    check: Check::File(check),
};

const EXPLAIN: &str = r#"## What it checks
No `checked by` or `question` line is dated after today.

## Why it matters
A slip in the year makes the order of checks and edits unreadable.

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
    checked by "B. Editor" on 9999-05-10
```
Marked: “9999-05-10”.

## Instead
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
The end of a waiver lies in the future as it should.
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew"
accept claim-without-evidence on growth "The table is being redrawn."
    by "A. Editor" on 2017-05-10 until 9999-12-31
```

## Authority
The AQuA Book: a log says who decided what, and when.
"#;

fn check(case: &FileCase<'_, '_>, sink: &mut Sink<'_>) {
    let Some(today) = case.today() else { return };
    for entry in case.entries() {
        let said = entry.questions.iter().flat_map(|it| {
            [Some(&it.asked)]
                .into_iter()
                .chain(it.answers.iter().map(Some))
                .chain([it.decision.as_ref()])
                .flatten()
        });
        let checks = entry.checked.iter().map(|check| &check.on);
        for on in checks.chain(said.into_iter().filter_map(|said| said.on.as_ref())) {
            if let Some(day) = on.value.filter(|day| *day > today) {
                sink.push(
                    sink.finding(entry.place(on.span), format!("{day} is in the future"))
                        .label("after today")
                        .why("it hides whether the check came before or after the last edit")
                        .help(format!("correct the date; today is {today}"))
                        .entry(&entry.name.value),
                );
            }
        }
    }
}
