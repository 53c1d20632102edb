//! `figure-not-in-source`: a figure of the claim that its sources do not have.

use crate::case::Evidence;
use crate::compare::other;
use crate::compare::stands::{Figures, in_words, is_share, is_telling};
use crate::diagnostic::{Diagnostic, Level};
use crate::prose::{Figure, figures};
use crate::rules::kit::listed;
use crate::rules::{Check, Group, HeldCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "figure-not-in-source",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Quotations,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a figure in a claim that none of its sources contains",
    explain: EXPLAIN,
    check: Check::Held(check),
};

const EXPLAIN: &str = r#"## What it checks
Sums of money, decimals and numbers from 1,000 up in a claim's statement are in the held copies of its sources or, where there is no copy, in the words quoted from them, in whatever form: `25 billion`, `25,000,000,000` and `25bn` are one figure, and so is `25.66 billion` rounded. It runs only if every source of the claim is held or quoted. A whole percentage is looked for, too, as advice, where every source is held and gives percentages in digits.

## Why it matters
A figure that the source does not have was mistyped, taken from elsewhere or worked out without saying so.

## Example
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim calls "The port counted 1,054 calls."
    cites customs
```
```held sources/report-2011.txt
The port counted 1,045 calls in the year.
```
Marked: “1,054”.

A percentage that is none of those which the source gives.
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim closed "41% of the ports were closed in winter."
    cites customs
```
```held sources/report-2011.txt
In winter 40 per cent of the ports were closed, and in spring 12 per cent.
```
Marked: “41%”.

## Instead
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim calls "The port counted 1,045 calls."
    cites customs
```
```held sources/report-2011.txt
The port counted 1,045 calls in the year.
```

The share that the source gives.
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim closed "40% of the ports were closed in winter."
    cites customs
```
```held sources/report-2011.txt
In winter 40 per cent of the ports were closed, and in spring 12 per cent.
```

## Not flagged
The figure in another form, or rounded.
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim attacks "There were 25 billion attacks."
    cites customs
```
```held sources/report-2011.txt
The sensors saw 25,660,000,000 attempts.
```
Years and small numbers, whose presence would prove nothing, and a share of a source that gives none in digits.
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
claim share "In 2011 some 40% of 12 ports were closed."
    cites customs
```
```held sources/report-2011.txt
Two in five ports had to close.
```
One of several sources is neither held nor quoted: the figure may be there.
```claims
source customs [1] "Annual Report"
    held "sources/report-2011.txt"
source yearbook [2] "Yearbook"
claim calls "The port counted 1,054 calls."
    cites customs
    cites yearbook
```
```held sources/report-2011.txt
The port was busy.
```

## Authority
Government Auditing Standards 8.43 (facts, figures and dates are traced to the evidence).
"#;

fn check(case: &HeldCase<'_, '_>, sink: &mut Sink<'_>) {
    let mut found: Vec<Diagnostic> = Vec::new();
    for resolved in &case.entries {
        let statement = resolved.statement.as_ref();
        let evidence: Vec<&Evidence<'_>> = resolved.evidence.iter().filter(|it| it.supports()).collect();
        let copy = |it: &Evidence<'_>| it.source.and_then(|source| case.copy(source));
        let held = evidence.iter().filter_map(|it| copy(it)).count();
        let seen = |it: &&Evidence<'_>| copy(it).is_some() || it.cite.quote.is_some();
        // What is worked out from several claims stands in no source.
        if held == 0 || !evidence.iter().all(seen) || !resolved.entry.because.is_empty() {
            continue;
        }
        let copies: Vec<_> = evidence.iter().filter_map(|it| copy(it)).collect();
        // Of a share only its absence says something, and only where every source is held and gives shares.
        let share = |figure: &Figure| {
            is_share(figure)
                && copies.len() == evidence.len()
                && copies.iter().all(|copy| copy.lacks_share(figure))
        };
        let telling: Vec<_> =
            figures(statement).into_iter().filter(|figure| is_telling(figure) || share(figure)).collect();
        if telling.is_empty() {
            continue;
        }
        let quotes: Vec<&str> =
            evidence.iter().filter_map(|it| Some(it.cite.quote.as_ref()?.text.as_str())).collect();
        let quoted: Vec<_> = quotes.iter().flat_map(|quote| figures(quote)).collect();
        let in_quotes = Figures::of(&quotes.join("\n"));
        for figure in telling {
            let words = &statement[figure.span.range()];
            let spelt = in_words(&figure.value);
            let in_words = |quote: &&str| {
                spelt.as_ref().is_some_and(|spelt| quote.to_lowercase().contains(spelt.as_str()))
            };
            if in_quotes.hold(&figure)
                || quotes.iter().any(in_words)
                || evidence.iter().filter_map(|it| copy(it)).any(|copy| copy.has_figure(&figure, words))
                // Then `quote-figure-mismatch` shows the two.
                || other(&figure, &quoted).is_some()
            {
                continue;
            }
            let place = case.stated_place(resolved, figure.span);
            let name = &resolved.entry.name;
            // Claims that state one sentence are told of its figure once.
            if let Some(told) = found.iter_mut().find(|told| told.place() == place) {
                let said =
                    told.clone().also(resolved.place(name.span), format!("`{}` states it, too", name.value));
                *told = said;
                continue;
            }
            let first = evidence.iter().find_map(|it| case.sources[it.source?].decl.held.as_ref());
            let names: Vec<String> = evidence
                .iter()
                .filter_map(|it| Some(case.sources[it.source?].decl.name.value.clone()))
                .collect();
            let mut finding = sink
                .finding(place, format!("{words} does not appear in {}", listed(&names, 3)))
                .label("not in the held copy")
                .why("it may be a typing error, taken from elsewhere or calculated")
                .help(
                    "check the figure; if you calculated it, state the figures that it comes from in \
                         the claim's reasons (`because`); otherwise correct it, or cite where it appears",
                )
                .entry(&name.value)
                .passage(resolved.passages.first().copied());
            if is_share(&figure) {
                finding.level = finding.level.max(Level::Advice);
            }
            if let Some(held) = first {
                finding = finding.also(case.in_claims(held.span), "the copy that was searched");
            }
            found.push(finding);
        }
    }
    found.into_iter().for_each(|finding| sink.push(finding));
}
