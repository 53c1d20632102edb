//! `locator-not-in-source`: a page that does not hold the quoted words, or is not there.

use crate::case::Evidence;
use crate::case::held::Quoted;
use crate::compare::Outcome;
use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, Group, HeldCase, Reads, Rests, Rule, Sink};
use crate::span::Span;
use crate::syntax::tree::{Cite, Locator, LocatorUnit};
use crate::text::held::HeldText;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "locator-not-in-source",
    level: Level::Warning,
    precise: false,
    publication: None,
    group: Group::Quotations,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a page that does not contain the quoted words, or that the held copy does not have",
    explain: EXPLAIN,
    check: Check::Held(check),
};

const EXPLAIN: &str = r#"## What it checks
Where the held copy has pages (a PDF, or a text with form feeds), the quoted words are on the page that `page …` gives, and the copy has that page. A page may be called by its place in the copy, by the label the file gives it, or by the number printed on it. Where the copy shows no numbers of its own, its pages may be numbered differently in print, and a difference is advice.

## Why it matters
Readers who turn to that page do not find the words.

## Example
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim accounts "Accounts were lost."
    cites customs states "In all 480 accounts were lost by outsiders" page 3
```
```held sources/report-2011.txt
Annual report \f
In all 480 accounts were lost by outsiders in the spring. \f
End.
```
Marked: “page 3”.

## Instead
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim accounts "Accounts were lost."
    cites customs states "In all 480 accounts were lost by outsiders" page 2
```
```held sources/report-2011.txt
Annual report \f
In all 480 accounts were lost by outsiders in the spring. \f
End.
```

## Not flagged
The number printed on the page, and a range that holds it.
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim accounts "Accounts were lost."
    cites customs states "In all 480 accounts were lost by outsiders" page 231-233
```
```held sources/report-2011.txt
Annual report 231 \f
In all 480 accounts were lost by outsiders in the spring.
232 \f
End. 233
```

## Authority
Chicago Manual of Style 14.52 (page numbers are those of the passage).
"#;

fn check(case: &HeldCase<'_, '_>, sink: &mut Sink<'_>) {
    let mut quoted = std::collections::HashSet::new();
    for compared in case.quotations() {
        let Quoted::Cite(number) = compared.quoted else { continue };
        quoted.insert((compared.entry, number));
        let (Some(source), Outcome::Found(places)) = (compared.source, &compared.outcome) else { continue };
        let Some(copy) = case.copy(source).filter(|copy| !copy.held.pages.is_empty()) else { continue };
        let evidence = &case.entries[compared.entry].evidence[number];
        if let Some(finding) = misplaced(sink, evidence, places, copy.held) {
            sink.push(finding.entry(&case.entries[compared.entry].entry.name.value));
        }
    }
    for (index, resolved) in case.entries.iter().enumerate() {
        for (number, evidence) in resolved.evidence.iter().enumerate() {
            if quoted.contains(&(index, number)) {
                continue;
            }
            let Some(copy) = evidence.source.and_then(|source| case.copy(source)) else { continue };
            if let Some(finding) = out_of_range(sink, evidence, copy.held) {
                sink.push(finding.entry(&resolved.entry.name.value));
            }
        }
    }
}

fn pages(cite: &Cite) -> impl Iterator<Item = &Locator> {
    cite.locators.iter().filter(|locator| locator.unit.value == LocatorUnit::Page)
}

/// The pages of a locator: single numbers and ranges.
fn ranges(value: &str) -> impl Iterator<Item = (&str, &str)> {
    value.split([',', ';']).map(|part| {
        let part = part.trim();
        part.split_once(['-', '–', '—']).map_or((part, part), |(from, to)| (from.trim(), to.trim()))
    })
}

/// Whether a page of the copy is one of those that the locator gives.
fn is_given(held: &HeldText, page: usize, value: &str) -> bool {
    ranges(value).any(|(from, to)| {
        if held.is_called(page, from) || held.is_called(page, to) {
            return true;
        }
        let (Ok(from), Ok(to)) = (from.parse::<u32>(), to.parse::<u32>()) else { return false };
        // `233-9` means 239.
        let to = if to < from { u32::MAX } else { to };
        let label = held.pages[page].label.as_deref().and_then(|label| label.parse().ok());
        let count = u32::try_from(page + 1).ok();
        [label, held.pages[page].printed, count].into_iter().flatten().any(|it| from <= it && it <= to)
    })
}

/// Whether the copy's own numbers say how its pages are called.
fn is_numbered(held: &HeldText) -> bool {
    held.pages.iter().any(|page| page.label.is_some() || page.printed.is_some())
}

fn misplaced(
    sink: &Sink<'_>,
    evidence: &Evidence<'_>,
    places: &[Span],
    held: &HeldText,
) -> Option<Diagnostic> {
    let locator = pages(&evidence.cite).next()?;
    let values: Vec<&str> = pages(&evidence.cite).map(|locator| locator.value.value.as_str()).collect();
    let touched = |place: &Span| {
        held.page(place.start).unwrap_or(0)..=held.page(place.end.saturating_sub(1)).unwrap_or(0)
    };
    let right = |page: usize| values.iter().any(|value| is_given(held, page, value));
    if places.iter().any(|place| touched(place).any(right)) {
        return None;
    }
    let on = held.page_name(held.page(places.first()?.start)?);
    let value = &locator.value.value;
    let mut finding = sink
        .finding(evidence.place(locator.span), format!("the quoted words are on {on}, not on page {value}"))
        .label(format!("the words are on {on}"))
        .why("readers who turn to the page do not find them");
    if is_numbered(held) {
        finding = finding.help("correct the page");
    } else {
        finding.level = finding.level.max(Level::Advice);
        finding = finding.help(
            "correct the page, unless the printed source is numbered differently: the copy shows no \
                 page numbers",
        );
    }
    Some(finding)
}

fn out_of_range(sink: &Sink<'_>, evidence: &Evidence<'_>, held: &HeldText) -> Option<Diagnostic> {
    let count = held.pages.len();
    let numbered = is_numbered(held);
    let locator = pages(&evidence.cite).find(|locator| {
        let value = locator.value.value.as_str();
        let starts_with_digit = value.starts_with(|c: char| c.is_ascii_digit());
        count > 0 && starts_with_digit && !(0..count).any(|page| is_given(held, page, value))
    })?;
    let value = &locator.value.value;
    let mut finding = sink
        .finding(evidence.place(locator.span), format!("the held copy has no page {value}"))
        .label(format!("the copy has {count} pages"))
        .why("readers cannot turn to it");
    if numbered {
        finding = finding.help("correct the page, or keep the whole source");
    } else {
        finding.level = finding.level.max(Level::Advice);
        finding = finding.help(
            "correct the page, unless the printed source is numbered differently: the copy shows no \
                 page numbers",
        );
    }
    Some(finding)
}
