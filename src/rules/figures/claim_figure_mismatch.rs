//! `claim-figure-mismatch`: a figure of the claim that is not in its sentence.

use crate::compare::{missing, other, place_in};
use crate::diagnostic::Level;
use crate::prose::figures;
use crate::rules::{Check, Group, LinkedCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "claim-figure-mismatch",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Figures,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a figure of the claim that is not in its sentence",
    explain: EXPLAIN,
    check: Check::Linked(check),
};

const EXPLAIN: &str = r#"## What it checks
Each count, share or sum of money in a claim's statement is in the sentence it is anchored to, in whatever form: `25 billion`, `25,000,000,000` and `25bn` are one figure.

## Why it matters
Either the draft or the claim is wrong, and the check was made on another number than the one printed.

## Example
```text
Some 480 accounts were lost in 2011.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
```claims
source customs [1] "Annual Report"
claim accounts "Some 500 accounts were lost."
    at "accounts were lost"
    cites customs
```
Marked: “500”.

## Instead
```text
Some 480 accounts were lost in 2011.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
```claims
source customs [1] "Annual Report"
claim accounts "Some 480 accounts were lost."
    at "accounts were lost"
    cites customs
```

## Not flagged
The same figure, written otherwise.
```text
Some 25,000,000 attacks were counted in 2011.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
```claims
source customs [1] "Annual Report"
claim attacks "There were 25 million attacks."
    at "attacks were counted"
    cites customs
```

## Authority
Government Auditing Standards 8.43: facts, figures and dates are traced.
"#;

fn check(case: &LinkedCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for resolved in &case.entries {
        let Some(statement) = &resolved.entry.statement else { continue };
        if resolved.passages.is_empty() {
            continue;
        }
        let there: Vec<_> = resolved.passages.iter().flat_map(|&p| figures(draft.words(p))).collect();
        for missing in missing(&figures(&statement.text), &there) {
            let words = &statement.text[missing.span.range()];
            let first = resolved.passages[0];
            sink.push(
                sink.finding(
                    resolved.place(place_in(statement, missing.span)),
                    format!("the claim says {words}, but its sentence does not"),
                )
                .label("not in the sentence")
                .also(
                    draft.passages[first].place,
                    match other(&missing, &there) {
                        Some(figure) => format!("the sentence says {}", figure.value),
                        None => "the sentence has no such figure".to_owned(),
                    },
                )
                .why("one of the two is wrong, or the draft changed after the claim was checked")
                .help("check the figure in the source and correct the draft or the claim")
                .entry(&resolved.entry.name.value)
                .passage(Some(first)),
            );
        }
    }
}
