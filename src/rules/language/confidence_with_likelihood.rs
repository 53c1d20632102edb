//! `confidence-with-likelihood`: how sure the author is and how likely the thing is, in one sentence.

use crate::diagnostic::Level;
use crate::ids::PassageId;
use crate::lexicon::{Hit, List};
use crate::prose::Around;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::Scale;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "confidence-with-likelihood",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Language,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a level of confidence and a likelihood in one sentence",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A sentence does not give both a level of confidence in a judgement and a degree of likelihood of what is judged. Under `scale ipcc` the rule is silent: the IPCC lets a likelihood carry its confidence.

## Why it matters
Confidence says how good the evidence is, likelihood how probable the event is. In one sentence, readers confuse the two: “high confidence that it is unlikely” is read as “likely”.

## Example
```text
We have high confidence that the ships are likely to leave.
```
Marked: “high confidence”.

The other way round.
```text
The ships will probably leave, which we say with low confidence.
```
Marked: “low confidence”.

## Instead
```text
The ships are likely to leave. We have high confidence in this judgement, since the owners themselves told us.
```

## Not flagged
Confidence of another kind.
```text
The 95 per cent confidence interval makes a fall likely. Consumer confidence is low, and a fall is likely. Voters have little confidence in the port and are likely to stay away.
```

A word that is no likelihood of the judgement.
```text
We have high confidence that China is the likely source.
```

The scale of the IPCC.
```text
The sea will very likely rise (high confidence).
```
```claims
draft "draft"
    scale ipcc
```

## Authority
Intelligence Community Directive 203 (2015), D.6.e.(2)(b): “analysts should not combine a confidence level and a degree of likelihood in the same sentence”. The words are in `data/en/confidence.toml` and `icd203.toml`.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    if !case.terms().has(List::Confidence) || case.scale() == Scale::Ipcc {
        return;
    }
    let text = draft.view.text();
    let likely: Vec<(PassageId, Hit)> = [List::Icd203, List::Ipcc, List::Unscaled]
        .into_iter()
        .flat_map(|list| case.terms_said(list))
        .collect();
    for (passage, confidence) in case.terms_said(List::Confidence) {
        let held = draft.passages[passage].view;
        let after = Around::of(text, held, confidence.span).after(0);
        if after.as_deref() == Some("in") {
            continue;
        }
        let degree =
            likely.iter().filter(|(at, hit)| *at == passage && judged(text, held, hit)).map(|(_, hit)| hit);
        let Some(degree) = degree.min_by_key(|hit| hit.span.start.abs_diff(confidence.span.start)) else {
            continue;
        };
        let (Some(place), Some(other)) = (case.in_draft(confidence.span), case.in_draft(degree.span)) else {
            continue;
        };
        let (sure, how) = (draft.view.slice(confidence.span), draft.view.slice(degree.span));
        sink.push(
            sink.finding(place, format!("“{sure}” and “{how}” are in one sentence"))
                .label("how good the evidence is")
                .also(other, "how likely the event is")
                .why("readers confuse the two")
                .help("say how likely it is in one sentence, and how sure you are of that in the next")
                .passage(Some(passage)),
        );
    }
}

/// Whether a word of likelihood is said of an event: not "the likely source".
fn judged(text: &str, sentence: crate::span::Span, hit: &Hit) -> bool {
    let around = Around::of(text, sentence, hit.span);
    let noun = ["the", "a", "an", "its", "their", "one", "most"];
    !around.before(0).is_some_and(|before| noun.contains(&before.as_str()))
}
