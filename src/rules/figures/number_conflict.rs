//! `number-conflict`: one measure with two values.

use std::collections::HashMap;

use crate::diagnostic::Level;
use crate::ids::PassageId;
use crate::prose::measure::Unit;
use crate::prose::measure::label::{Measure, measure};
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "number-conflict",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Figures,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "one quantity with two values in the same draft",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
Two sentences that say the same of the same things give the same figure. They are compared only where they have one figure each, share all their words but adverbs, their names, years and units, and hold nothing that sets them apart ("another", "per", "since", "estimated").

## Why it matters
One of the two is wrong, and whoever quotes the draft will quote either.

## Example
```text
The breach of 2011 exposed 470 accounts of Diet members.[1]

The Diet then changed its rules.[1] In 2011 the breach exposed 740 accounts of Diet members.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
Marked: “740”.

## Instead
```text
The breach of 2011 exposed 470 accounts of Diet members.[1]

The Diet then changed its rules.[1] In 2011 the breach exposed 470 accounts of Diet members.[1]

Notes

[1] Customs Office, Annual Report 2011.
```

## Not flagged
Another year, another unit, a part of the whole, a rounded figure, another place.
```text
The breach of 2011 exposed 470 accounts of Diet members.[1]

The breach of 2012 exposed 740 accounts of Diet members.[1] The breach of 2011 exposed 74% of the accounts of Diet members.[1] The breach of 2011 exposed 120 staff accounts of Diet members.[1] The breach of 2011 exposed about 480 accounts of Diet members.[1] The breach of 2011 exposed 740 accounts of Bundestag members.[1] The breach of 2011 exposed at least 400 accounts of Diet members.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
Two people who say different things, and a change.
```text
The breach of 2011 exposed 470 accounts of Diet members, the police said.[1]

The breach of 2011 exposed 740 accounts of Diet members, a newspaper reported.[1] The number of exposed accounts of Diet members rose from 470 to 740 in 2011.[1]

Notes

[1] Customs Office, Annual Report 2011.
```

## Authority
Government Auditing Standards 8.43; Congressional Budget Office, Objectivity: figures agree with one another.
"#;

/// What is measured: its unit and its noun phrase.
type Measured = (Unit, Vec<String>);

/// How many measures of one noun are compared with each new one.
const COMPARED: usize = 24;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let mut seen: HashMap<Measured, Vec<(PassageId, Measure)>> = HashMap::new();
    for (passage, quantities) in case.measured() {
        if !draft.passages[*passage].kind.is_body() {
            continue;
        }
        let Some(found) = measure(draft.words(*passage), quantities) else { continue };
        let same = seen.entry((found.quantity.unit, found.noun.clone())).or_default();
        if let Some((earlier, other)) = same.iter().find(|(_, other)| other.conflicts(&found)) {
            report(case, sink, (*earlier, other), (*passage, &found));
        }
        if same.len() < COMPARED {
            same.push((*passage, found));
        }
    }
}

fn report(
    case: &DraftCase<'_, '_>,
    sink: &mut Sink<'_>,
    one: (PassageId, &Measure),
    two: (PassageId, &Measure),
) {
    let draft = case.draft;
    let (first, second) = (one.1.quantity.span, two.1.quantity.span);
    let (Some(there), Some(here)) = (case.in_passage(one.0, first), case.in_passage(two.0, second)) else {
        return;
    };
    let words =
        |passage: PassageId, span: crate::span::Span| draft.words(passage).get(span.range()).unwrap_or("");
    let message =
        format!("the draft says {} here, but {} earlier", words(two.0, second), words(one.0, first));
    sink.push(
        sink.finding(here, message)
            .label("this figure")
            .also(there, "another figure for the same thing")
            .why("both sentences measure the same thing, and both cannot be right")
            .help("check it in the source and use one figure, or say how the two differ")
            .passage(Some(two.0)),
    );
}
