//! `checker-is-author`: a claim checked by the author of the draft.

use crate::case::review::same_name;
use crate::diagnostic::Level;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "checker-is-author",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Review,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a claim checked by the author of the draft",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
The last `checked by` line of an entry names someone other than the authors on the `author` lines of the draft.

## Why it matters
Who wrote a sentence reads into the source what the sentence says.

## Example
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
draft "paper.txt"
    author "Tamsin Vole"
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
    checked by "Tamsin Vole" on 2017-05-10
```
Marked: “"Tamsin Vole"”.

## Instead
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
draft "paper.txt"
    author "Tamsin Vole"
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
    checked by "B. Editor" on 2017-05-10
```

## Not flagged
The author looked first, and someone else after her.
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
draft "paper.txt"
    author "Tamsin Vole"
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
    checked by "Tamsin Vole" on 2017-05-10
    checked by "B. Editor" on 2017-05-11
```

## Authority
Government Auditing Standards 8.43: referencing is done by an auditor independent of the audit. The AQuA Book: the assurer is independent of the analyst.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    let authors: Vec<&str> = case.authors().collect();
    for (index, entry) in case.entries.iter().enumerate() {
        let Some(check) = case.last_check(index) else { continue };
        if !authors.iter().any(|author| same_name(author, &check.by.text)) {
            continue;
        }
        let name = &entry.entry.name.value;
        sink.push(
            sink.finding(
                entry.place(check.by.span),
                format!("`{name}` was checked by {}, who wrote the draft", check.by.text),
            )
            .label("an author of the draft")
            .why("authors see in a source what they wrote")
            .help(format!("have someone else check it: `claimlint sign {name} --by \"Other Name\"`"))
            .entry(name)
            .passage(entry.passages.first().copied()),
        );
    }
}
