//! `certainty-exceeds-reasons`: a claim that is put more surely than its reasons or its qualifier allow.

use crate::argument::certainty::{Ceiling, Degree, Held};
use crate::case::Case;
use crate::case::certainty::Said;
use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{ArgumentCase, Check, Group, Reads, Rests, Rule, Sink};
use crate::span::Place;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "certainty-exceeds-reasons",
    level: Level::Warning,
    precise: false,
    publication: None,
    group: Group::Argument,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a claim put more firmly than its reasons or its qualifier allow",
    explain: EXPLAIN,
    check: Check::Argument(check),
};

const EXPLAIN: &str = r#"## What it checks
How sure the draft's anchored words are ("undoubtedly", "likely", "may"), how sure the `qualifier` is, and how sure the reasons let the claim be: the draft is not surer than the qualifier, neither is surer than the reasons, and the qualifier is not surer than the draft's own hedge.

The ceiling of a claim is an order, not a number. A reason (`because` line) is no surer than its weakest member; of several reasons the best counts. A member counts as its own `qualifier` says; without one, as its own reasons let it. A citation counts as its digit: 1 confirmed is certain, 2 probably true is likely, 3 possibly true is possible, 4 and 5 are doubtful. What is not rated is unrated and never guessed: if one of a claim's reasons or citations is not rated at all, the claim has no ceiling. Degrees are never multiplied or added: "no surer than its weakest necessary part" needs no assumption about independence.

## Why it matters
Readers who trust "undoubtedly" learn only from the reasons that it was "likely".

## Example
```text
Dear dues will undoubtedly drive the ships away.
```
```claims
source ledger [1] "Ledger"
claim ships-leave "Dear dues will drive the ships away."
    kind forecast
    at "Dear dues will undoubtedly drive the ships away"
    because owners-grumble
claim owners-grumble "The owners will probably move."
    kind forecast
    qualifier likely
    cites ledger
```
Marked: “undoubtedly”.

The claims file is surer than the draft.
```text
Dear dues may drive the ships away.
```
```claims
claim ships-leave "Dear dues will drive the ships away."
    kind forecast
    qualifier certain
    at "Dear dues may drive the ships away"
```
Marked: “certain”.

## Instead
```text
Dear dues will probably drive the ships away.
```
```claims
source ledger [1] "Ledger"
claim ships-leave "Dear dues will drive the ships away."
    kind forecast
    qualifier likely
    at "Dear dues will probably drive the ships away"
    because owners-grumble
claim owners-grumble "The owners will probably move."
    kind forecast
    qualifier likely
    cites ledger
```

## Not flagged
Another reason allows it.
```text
Dear dues will undoubtedly drive the ships away.
```
```claims
source ledger [1] "Ledger"
claim ships-leave "Dear dues will drive the ships away."
    kind forecast
    at "Dear dues will undoubtedly drive the ships away"
    because owners-grumble
    because owners-left
claim owners-grumble "The owners will probably move."
    kind forecast
    qualifier likely
    cites ledger
claim owners-left "The owners have left."
    cites ledger rating 1
```

Reasons that are not rated allow anything: nothing is guessed.
```text
Dear dues will undoubtedly drive the ships away.
```
```claims
source ledger [1] "Ledger"
claim ships-leave "Dear dues will drive the ships away."
    kind forecast
    at "Dear dues will undoubtedly drive the ships away"
    because owners-left
claim owners-left "The owners have left."
    cites ledger
```

A sign of certainty that is turned round.
```text
Dear dues will not necessarily and not certainly drive the ships away in May.
```
```claims
claim ships-leave "Dear dues may drive the ships away."
    kind forecast
    qualifier possible
    at "not certainly drive the ships away"
```

## Authority
Intelligence Community Directive 203 (likelihood and the basis for it); Fréchet 1935: a conjunction is no more likely than its least likely part.
"#;

fn check(case: &ArgumentCase<'_, '_>, sink: &mut Sink<'_>) {
    let qualified = case.entries.iter().any(|resolved| resolved.entry.qualifier.is_some());
    if !qualified && !case.has_reasons() {
        return;
    }
    let ceilings = case.ceilings();
    for (index, resolved) in case.entries.iter().enumerate().filter(|(_, resolved)| resolved.is_claim()) {
        let qualifier = case.qualified(index);
        let said = case.said(resolved);
        let found = match (qualifier, said, ceilings[index]) {
            (Some(own), Some(said), _) if said.degree > own => draft_over_qualifier(case, sink, index, said),
            (Some(own), _, Some(ceiling)) if own > ceiling.degree => {
                over_ceiling(case, sink, index, (own, None), ceiling)
            }
            (None, Some(said), Some(ceiling))
                if resolved.entry.qualifier.is_none() && said.degree > ceiling.degree =>
            {
                over_ceiling(case, sink, index, (said.degree, Some(said)), ceiling)
            }
            (Some(own), Some(said), _) if own > said.degree && own >= Degree::Likely => {
                qualifier_over_draft(case, sink, index, said)
            }
            _ => None,
        };
        if let Some(found) = found {
            let name = &resolved.entry.name.value;
            sink.push(found.entry(name).passage(resolved.passages.first().copied()));
        }
    }
}

fn qualifier_of<'a>(case: &Case<'a>, entry: usize) -> Option<(&'a str, Place)> {
    let resolved = &case.entries[entry];
    let qualifier = resolved.entry.qualifier.as_ref()?;
    Some((qualifier.value.as_str(), resolved.place(qualifier.span)))
}

fn draft_over_qualifier(
    case: &ArgumentCase<'_, '_>,
    sink: &Sink<'_>,
    entry: usize,
    said: Said,
) -> Option<Diagnostic> {
    let (own, place) = qualifier_of(case, entry)?;
    let word = case.draft?.view.slice(said.view);
    let message = format!("the draft says “{word}”, but its claim `{}` is only `{own}`", case.name(entry));
    Some(
        sink.finding(case.in_draft(said.view)?, message)
            .label("firmer than the claim")
            .also(place, "the author's own qualifier")
            .why("readers take the draft at its word")
            .help(format!("use the words for `{own}` in the draft, or change the qualifier")),
    )
}

fn qualifier_over_draft(
    case: &ArgumentCase<'_, '_>,
    sink: &Sink<'_>,
    entry: usize,
    said: Said,
) -> Option<Diagnostic> {
    let (own, place) = qualifier_of(case, entry)?;
    let word = case.draft?.view.slice(said.view);
    let message = format!("`{}` is `{own}` here, but the draft says only “{word}”", case.name(entry));
    Some(
        sink.finding(place, message)
            .label("firmer than the draft")
            .also(case.in_draft(said.view)?, "the draft's own words")
            .why("the claim that is checked here is not the claim in print")
            .help("lower the qualifier to what the draft says, or say it outright in the draft"),
    )
}

fn over_ceiling(
    case: &ArgumentCase<'_, '_>,
    sink: &Sink<'_>,
    entry: usize,
    (degree, said): (Degree, Option<Said>),
    ceiling: Ceiling,
) -> Option<Diagnostic> {
    let name = case.name(entry);
    let (what, place) = match said {
        Some(said) => {
            let word = case.draft?.view.slice(said.view);
            (format!("the draft says “{word}” of `{name}`"), case.in_draft(said.view)?)
        }
        None => {
            let (own, place) = qualifier_of(case, entry)?;
            (format!("`{name}` is `{own}`"), place)
        }
    };
    let (because, at, label) = match ceiling.by {
        Held::Entry(member) => {
            let (own, place) = qualifier_of(case, member)?;
            (
                format!("the best of its reasons depends on `{}`, which is only `{own}`", case.name(member)),
                place,
                "its reason",
            )
        }
        Held::Cite(cited, number) => {
            let evidence = &case.entries[cited].evidence[number];
            let cite = &evidence.cite;
            let digit = cite.rating.as_ref()?.value?;
            let whose = if cited == entry { "it".to_owned() } else { format!("`{}`", case.name(cited)) };
            let words = match digit {
                1 => "confirmed (1)",
                2 => "probably true (2)",
                3 => "possibly true (3)",
                _ => "doubtful (4 or 5)",
            };
            (
                format!("the best report that {whose} cites is rated {words}"),
                evidence.place(cite.span),
                "its evidence",
            )
        }
    };
    let most = ceiling.degree.word(case.scale());
    let mut finding = sink
        .finding(place, format!("{what}, but {because}"))
        .label(format!("at most {most}"))
        .also(at, label)
        .why("a conclusion is no surer than its weakest necessary reason")
        .help("soften the claim, or give it a firmer reason");
    let anchor =
        case.anchor_place(&case.entries[entry]).filter(|_| said.is_none() && degree > ceiling.degree);
    if let Some(place) = anchor {
        finding = finding.also(place, "the claim in the draft");
    }
    Some(finding)
}
