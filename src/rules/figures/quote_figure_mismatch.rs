//! `quote-figure-mismatch`: a claim and the words quoted under it that give different figures.

use crate::compare::{missing, other, place_in};
use crate::diagnostic::Level;
use crate::prose::figures;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "quote-figure-mismatch",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Figures,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a claim whose figure differs from the words quoted under it",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
Where a `cites … states "…"` quotes the source, the claim's figures are the quotation's figures.

## Why it matters
The source says another number than the claim that rests on it.

## Example
```claims
source customs [1] "Annual Report"
claim accounts "Some 500 accounts were lost."
    cites customs states "In all 480 accounts were compromised."
```
Marked: “500”.

## Instead
```claims
source customs [1] "Annual Report"
claim accounts "Some 480 accounts were lost."
    cites customs states "In all 480 accounts were compromised."
```

## Not flagged
The quotation gives no figure of that kind.
```claims
source customs [1] "Annual Report"
claim accounts "Some 480 accounts were lost."
    cites customs states "Hundreds of accounts were compromised."
```

## Authority
Government Auditing Standards 8.43.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    for resolved in &case.entries {
        let statement = resolved.statement.as_ref();
        let quotes: Vec<_> = resolved
            .evidence
            .iter()
            .filter(|evidence| evidence.supports())
            .filter_map(|evidence| evidence.cite.quote.as_ref())
            .map(|quote| (quote, figures(&quote.text)))
            .collect();
        let all: Vec<_> = quotes.iter().flat_map(|(_, found)| found.clone()).collect();
        for missing in missing(&figures(statement), &all) {
            let differs = quotes.iter().find_map(|(quote, found)| Some((quote, other(&missing, found)?)));
            let Some((quote, figure)) = differs else { continue };
            let said = &statement[missing.span.range()];
            let quoted = &quote.text[figure.span.range()];
            sink.push(
                sink.finding(
                    case.stated_place(resolved, missing.span),
                    format!("the claim says {said}, but the words quoted under it say {quoted}"),
                )
                .label("the claim")
                .also(resolved.place(place_in(quote, figure.span)), "the source, as quoted")
                .why("the quoted words do not support the claim")
                .help("check the figure in the source and correct the claim or the quotation")
                .entry(&resolved.entry.name.value)
                .passage(resolved.passages.first().copied()),
            );
        }
    }
}
