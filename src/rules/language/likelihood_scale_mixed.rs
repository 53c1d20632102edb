//! `likelihood-scale-mixed`: forecasts in the terms of several scales.

use crate::diagnostic::Level;
use crate::ids::PassageId;
use crate::lexicon::{Hit, List};
use crate::prose::{self, Class};
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::{ClaimKind, Scale};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "likelihood-scale-mixed",
    level: Level::Off,
    precise: false,
    publication: None,
    group: Group::Language,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "forecasts in the terms of several scales of likelihood",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
The draft's forecasts say how likely something is in the terms of one scale: the one that the claims file names (`scale icd203`, `scale ipcc`), else the one with which the draft begins. ICD 203 has two rows of terms (“likely” and “probable”, “very unlikely” and “highly improbable”); a draft keeps to one. Words without a range, such as “a real possibility”, are reported where the draft has a scale.

A forecast is a sentence with *will*, *would* or *is likely to*, or one that the claims file calls a forecast.

## Why it matters
“Likely” is 55 to 80 per cent on one scale and 66 to 100 on another; readers who meet both cannot tell which is meant.

## Example
```text
The ships will very likely leave. It is highly improbable that the port will be sold.
```
Marked: “highly improbable”.

A word that the declared scale does not have.
```text
There is a real possibility that the port will be sold.
```
```claims
draft "draft"
    scale icd203
```
Marked: “a real possibility”.

## Instead
```text
The ships will very likely leave. It is very unlikely that the port will be sold.
```

## Not flagged
Words of likelihood outside forecasts.
```text
The ships will very likely leave. The old port was an improbable place, and a remote one.
```

Terms of one row, and of one scale.
```text
The ships will very likely leave. They are unlikely to come back, and the port will almost certainly be sold.
```

## Authority
Intelligence Community Directive 203 (2015), D.6.e.(2)(a); IPCC, Guidance Note on Consistent Treatment of Uncertainties (2010), table 1.
"#;

/// What a term of likelihood belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// ICD 203 has it in this row; the IPCC does not have it.
    Icd(u8),
    /// The IPCC alone has it.
    Ipcc,
    /// Both have it (likely, very likely): the first row of ICD 203.
    Both,
    /// No scale has it.
    Unscaled,
}

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let terms = forecasts(case);
    let scale = case.scale();
    // The term that says which scale the draft keeps to.
    let first = terms.iter().find(|(.., row)| !matches!(row, Row::Both | Row::Unscaled));
    let shared = terms.iter().find(|(.., row)| *row == Row::Both);
    let other = first.filter(|(.., row)| *row == Row::Icd(b'b')).and(shared);
    for (passage, hit, row) in &terms {
        let odd = match (scale, first.map(|(.., row)| *row)) {
            (Scale::Icd203, _) if matches!(row, Row::Ipcc | Row::Unscaled) => {
                Some("is not a term of ICD 203")
            }
            (Scale::Ipcc, _) if matches!(row, Row::Icd(_) | Row::Unscaled) => Some("is not an IPCC term"),
            (Scale::Ipcc, _) => None,
            (_, Some(kept)) => odd(kept, *row, other.is_some()),
            (_, None) => None,
        };
        let (Some(why), Some(place)) = (odd, case.in_draft(hit.span)) else { continue };
        let word = draft.view.slice(hit.span);
        let mut finding = sink
            .finding(place, format!("“{word}” {why}"))
            .label("another scale")
            .why("the same word means another range on another scale, or none")
            .help(
                "use the terms of one scale; `claimlint lexicons icd203` and `claimlint lexicons ipcc` \
                 list them",
            )
            .passage(Some(*passage));
        let kept = if *row == Row::Icd(b'b') && other.is_some() { shared } else { first };
        if let Some((_, kept, _)) = kept.filter(|(_, kept, _)| kept.span != hit.span)
            && let Some(place) = case.in_draft(kept.span)
        {
            finding = finding.also(place, "the scale used before");
        }
        sink.push(finding);
    }
}

/// What is odd about a term, given the first one that tells its scale.
fn odd(kept: Row, row: Row, first_row_is_used: bool) -> Option<&'static str> {
    match (kept, row) {
        (Row::Icd(_), Row::Ipcc) | (Row::Ipcc, Row::Icd(_)) => {
            Some("is from another scale than the terms before it")
        }
        (Row::Icd(b'a'), Row::Icd(b'b')) => Some("is from the other row of ICD 203 than the terms before it"),
        (Row::Icd(b'b'), Row::Icd(b'b')) if first_row_is_used => {
            Some("is from the other row of ICD 203 than other terms here")
        }
        (Row::Icd(b'b'), Row::Icd(b'a')) => Some("is from the other row of ICD 203 than the terms before it"),
        _ => None,
    }
}

/// Terms of likelihood in forecasts, in the order of the text.
fn forecasts(case: &CoveredCase<'_, '_>) -> Vec<(PassageId, Hit, Row)> {
    let draft = case.draft;
    let table = &case.options.lexicons;
    let mut found: Vec<(PassageId, Hit, Row)> = Vec::new();
    for list in [List::Icd203, List::Ipcc, List::Unscaled] {
        for (passage, hit) in case.terms_said(list) {
            let words = draft.view.slice(hit.span);
            let row = match list {
                List::Icd203
                    if table.entries_of(List::Ipcc).any(|term| words.eq_ignore_ascii_case(&term.words)) =>
                {
                    Row::Both
                }
                List::Icd203 => Row::Icd(table.entry(hit.entry).group.bytes().last().unwrap_or(b'a')),
                List::Ipcc => Row::Ipcc,
                _ => Row::Unscaled,
            };
            found.push((passage, hit, row));
        }
    }
    found.sort_by_key(|(_, hit, row)| (hit.span.start, std::cmp::Reverse(hit.span.end), *row == Row::Ipcc));
    // "likely" is in two lists, and inside "most likely".
    let mut end = 0;
    found.retain(|(_, hit, _)| {
        let free = hit.span.start >= end;
        end = end.max(hit.span.end);
        free
    });
    found.retain(|(passage, ..)| is_forecast(case, *passage));
    found
}

/// Whether a passage says what will be: by its claim's kind, else by its words.
fn is_forecast(case: &CoveredCase<'_, '_>, passage: PassageId) -> bool {
    let entries = case.anchored.get(&passage).map_or(&[][..], Vec::as_slice);
    if entries.iter().any(|&entry| case.entries[entry].kind() == Some(ClaimKind::Forecast)) {
        return true;
    }
    let words = case.draft.words(passage);
    let ahead = ["will", "would", "likely to", "unlikely to"];
    ahead.iter().any(|sign| words.contains(sign)) || prose::reading(words).class == Class::Forecast
}
