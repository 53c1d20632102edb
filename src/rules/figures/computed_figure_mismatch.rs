//! `computed-figure-mismatch`: a figure that is not what it is worked out from.

use crate::case::Resolved;
use crate::compare::reckon::{Reckoned, reckon};
use crate::diagnostic::Level;
use crate::prose::figure::figures;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::{From, Term};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "computed-figure-mismatch",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Figures,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a figure that is not what it is worked out from",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
A claim that says `from` what its figure is worked out is worked out again: the figures of the claims it names, with + - * / and brackets between them. The result must be a figure of the claim, rounded as it is printed there; figures that were rounded themselves may be anything that rounds to them.

## Why it matters
A sum that no longer adds up is noticed by the first reader with a pencil.

## Example
```claims
source customs [1] "Annual Report"
claim exports-2013 "Exports were 250 tonnes in 2013."
    cites customs
claim exports-2014 "Exports were 300 tonnes in 2014."
    cites customs
claim growth "Exports grew by 25%."
    from (exports-2014 - exports-2013) / exports-2013
```
Marked: “25%”.

## Instead
```claims
source customs [1] "Annual Report"
claim exports-2013 "Exports were 250 tonnes in 2013."
    cites customs
claim exports-2014 "Exports were 300 tonnes in 2014."
    cites customs
claim growth "Exports grew by 20%."
    from (exports-2014 - exports-2013) / exports-2013
```

## Not flagged
A result that was rounded.
```claims
source customs [1] "Annual Report"
claim all "The pier had 300 callers."
    cites customs
claim grain "Grain was carried by 100 of them."
    cites customs
claim share "A third of callers, 33%, carried grain."
    from grain / all
```

## Authority
GAO referencing: the referencer recomputes. Own practice.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    for resolved in &case.entries {
        let Some(from) = &resolved.entry.from else { continue };
        let inputs: Option<Vec<(&str, &str)>> = from
            .terms
            .iter()
            .filter_map(|term| match term {
                Term::Claim(name) => Some(name.value.as_str()),
                _ => None,
            })
            .map(|name| Some((name, case.statement(*case.entry_names.get(name)?))))
            .collect();
        // A name that names nothing is reported as such; so is a statement that is not there.
        let Some(inputs) = inputs.filter(|all| all.iter().all(|(_, said)| !said.is_empty())) else {
            continue;
        };
        let statement = resolved.statement.as_ref();
        if statement.is_empty() {
            continue;
        }
        match reckon(from, &inputs, &figures(statement)) {
            Reckoned::Fits => {}
            Reckoned::NoFigure(name) => {
                let place = case.entry_names.get(name).map(|&entry| case.stated_whole(entry));
                let mut finding = sink
                    .finding(resolved.place(from.span), format!("`{name}` gives no figure to work with"))
                    .label("cannot be worked out")
                    .why("the figure of this claim cannot be checked")
                    .help("name a claim that states the figure, or write the amount itself")
                    .entry(&resolved.entry.name.value)
                    .passage(resolved.passages.first().copied());
                if let Some(place) = place {
                    finding = finding.also(place, "no figure here");
                }
                sink.push(finding);
            }
            Reckoned::Misses { said, result } => sink.push(misses(case, sink, resolved, from, said, &result)),
        }
    }
}

fn misses(
    case: &ClaimsCase<'_, '_>,
    sink: &Sink<'_>,
    resolved: &Resolved<'_>,
    from: &From,
    said: Option<crate::span::Span>,
    result: &str,
) -> crate::diagnostic::Diagnostic {
    let name = &resolved.entry.name.value;
    let sum =
        case.slice(resolved.place(from.span)).split_once(char::is_whitespace).map_or("", |(_, sum)| sum);
    let sum = sum.split_whitespace().collect::<Vec<_>>().join(" ");
    let (place, message) = match said {
        Some(span) => {
            let words = &resolved.statement[span.range()];
            (case.stated_place(resolved, span), format!("{words} is not {sum}, which is {result}"))
        }
        None => {
            (resolved.place(resolved.entry.name.span), format!("`{name}` gives no figure; {sum} is {result}"))
        }
    };
    sink.finding(place, message)
        .label("worked out again")
        .also(resolved.place(from.span), "what it is worked out from")
        .why("readers who work it out get another figure")
        .help("correct the figure, or what it is worked out from")
        .entry(name)
        .passage(resolved.passages.first().copied())
}
