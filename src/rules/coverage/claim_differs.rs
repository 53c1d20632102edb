//! `claim-differs`: a claim that its own sentence, or the words quoted under it, speak against.

use crate::case::Resolved;
use crate::compare::agree::{Clash, clash};
use crate::compare::place_in;
use crate::diagnostic::{Diagnostic, Level};
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};
use crate::span::{Place, Span};
use crate::syntax::tree::{Relation, Words};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "claim-differs",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Coverage,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a claim that its sentence or its quotation speaks against",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
A claim's statement against the sentence it is anchored to, and against the words quoted under it. Errors: not one word in common, a rise for a fall, another year. A warning: a *not* on one side before a verb that both have. Advice, because the author may have put it otherwise: the same verb said of something else; a quotation without a word of the claim.

Figures are compared by `claim-figure-mismatch` and `quote-figure-mismatch`.

## Why it matters
A claim that is not what the draft says was checked for nothing.

## Example
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim exports "Exports fell by 12% in 2014."
    at "Exports grew by 12%"
    cites customs
```
Marked: “fell”.

Words that say the opposite.
```claims
source customs [1] "Annual Report"
claim exports "Exports grew in 2014."
    cites customs states "Exports did not grow in 2014."
```
Marked: “"Exports grew in 2014."”.

## Instead
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim exports "Exports grew by 12% in 2014."
    at "Exports grew by 12%"
    cites customs
```

## Not flagged
The same in other words.
```text
Less grain was traded at the quay in 2014 than in any year before, and exports did not grow.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim grain "The grain trade shrank to its least in 2014."
    at "Less grain was traded"
    cites customs
```

## Authority
GAO indexing and referencing: the referencer compares each statement with its support.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    for resolved in case.entries.iter().filter(|entry| entry.is_claim()) {
        let Some(statement) = resolved.entry.statement.as_ref() else { continue };
        if let Some(draft) = case.draft
            && let Some(&first) = resolved.passages.first()
            && resolved.passages.iter().all(|&passage| case.is_english(passage))
        {
            let sentence: Vec<&str> = resolved.passages.iter().map(|&passage| draft.words(passage)).collect();
            if let Some(clash) = clash(&statement.text, &sentence.join(" ")) {
                let place = draft.passages[first].place;
                sink.push(against(sink, resolved, statement, &clash, (place, "sentence")));
            }
        }
        for evidence in &resolved.evidence {
            let opposes =
                evidence.cite.relation.as_ref().and_then(|it| it.value) == Some(Relation::Contradicts);
            let Some(quote) = evidence.cite.quote.as_ref().filter(|_| !opposes) else { continue };
            if let Some(clash) = clash(&statement.text, &quote.text) {
                let place = resolved.place(quote.span);
                sink.push(against(sink, resolved, statement, &clash, (place, "quotation")));
            }
        }
    }
}

fn against(
    sink: &Sink<'_>,
    resolved: &Resolved<'_>,
    statement: &Words,
    clash: &Clash,
    (place, other): (Place, &str),
) -> Diagnostic {
    let said = |at: &Span| statement.text.get(at.range()).unwrap_or("");
    let (message, at, level) = match clash {
        Clash::Nothing => (
            format!("the claim and its {other} have no word in common"),
            None,
            if other == "sentence" { Level::Error } else { Level::Advice },
        ),
        Clash::Direction(at, there) => {
            (format!("the claim says “{}”, its {other} “{there}”", said(at)), Some(at), Level::Error)
        }
        Clash::Year(at, there) => (
            format!("the claim speaks of {}, its {other} of {there}", said(at)),
            Some(at),
            if other == "sentence" { Level::Error } else { Level::Advice },
        ),
        Clash::Denial(true) => (format!("the claim denies what its {other} says"), None, Level::Warning),
        Clash::Denial(false) => (format!("the claim says what its {other} denies"), None, Level::Warning),
        Clash::Subject(at, there) => {
            (format!("the claim speaks of “{}”, its {other} of “{there}”", said(at)), Some(at), Level::Advice)
        }
    };
    let span = at.map_or(statement.span, |at| place_in(statement, *at));
    let mut finding = sink
        .finding(resolved.place(span), message)
        .label("the claim")
        .also(place, format!("the {other}"))
        .why("one of the two is wrong, or the claim belongs to other words")
        .help(format!(
            "compare the two, and correct the claim, its {}",
            if other == "sentence" { "anchor or the draft" } else { "quotation or the source" }
        ))
        .entry(&resolved.entry.name.value)
        .passage(resolved.passages.first().copied());
    finding.level = finding.level.max(level);
    finding
}
