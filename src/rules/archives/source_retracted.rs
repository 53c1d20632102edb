//! `source-retracted`: a source that was retracted.

use crate::diagnostic::Level;
use crate::lexicon::list;
use crate::rules::view::day;
use crate::rules::{Check, Group, Reads, Rests, Rule, Sink, VerifiedCase};
use crate::verified::Compared;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "source-retracted",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a source that was retracted or withdrawn, or is under an expression of concern",
    explain: EXPLAIN,
    check: Check::Verified(check),
};

const EXPLAIN: &str = r#"## What it checks
A registry says that the work was retracted, withdrawn or removed, or that its editors doubt it. `claimlint verify` asked the registry; the check reads its record.

## Why it matters
What rests on the source has lost its ground, and readers who know will trust the rest less.

## Example
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1080/01402390.2016.1233493.
```
```record
{"id":"doi:10.1080/01402390.2016.1233493","day":"2019-11-02","answer":"there","why":"is known to Crossref","by":["crossref"],"work":{"title":"Ports and Power","authors":["Reed"],"years":[2016,2017],"outlets":["Journal of Harbour Studies"]},"updates":[{"kind":"retraction","day":"2018-05-17","notice":"10.1080/01402390.2018.1","by":"Crossref"}]}
```
Marked: “10.1080/01402390.2016.1233493”.

## Instead
```text
The port was said to have closed in 2014, in a paper that was later retracted.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1080/01402390.2016.1233493.
```
```record
{"id":"doi:10.1080/01402390.2016.1233493","day":"2019-11-02","answer":"there","why":"is known to Crossref","by":["crossref"],"work":{"title":"Ports and Power","authors":["Reed"],"years":[2016,2017],"outlets":["Journal of Harbour Studies"]},"updates":[{"kind":"retraction","day":"2018-05-17","by":"Crossref"}]}
```

## Not flagged
A work that was corrected: `source-corrected` says so, as advice.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1080/01402390.2016.1233493.
```
```record
{"id":"doi:10.1080/01402390.2016.1233493","day":"2019-11-02","answer":"there","why":"is known to Crossref","by":["crossref"],"work":{"title":"Ports and Power","authors":["Reed"],"years":[2016,2017],"outlets":["Journal of Harbour Studies"]},"updates":[{"kind":"correction","day":"2018-05-17","by":"Crossref"}]}
```

A source whose line in the claims file says `withdrawn on`: `source-withdrawn` looks at what rests on it.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1080/01402390.2016.1233493.
```
```claims
source reed [1] "Ports and Power"
    withdrawn on 2018-05-17
claim closure "The port closed in 2014."
    at "port closed in 2014"
    cites reed
```
```record
{"id":"doi:10.1080/01402390.2016.1233493","day":"2019-11-02","answer":"there","why":"is known to Crossref","by":["crossref"],"work":{"title":"Ports and Power","authors":["Reed"],"years":[2016,2017],"outlets":["Journal of Harbour Studies"]},"updates":[{"kind":"retraction","day":"2018-05-17","by":"Crossref"}]}
```

## Authority
Committee on Publication Ethics, retraction guidelines; Intelligence Community Directive 206.
"#;

fn check(case: &VerifiedCase<'_, '_>, sink: &mut Sink<'_>) {
    for (sighted, seen) in case.each() {
        let Some(update) = seen.updates.iter().find(|update| update.kind.is_grave()) else { continue };
        let said_so = |sentence: &str| list::SAYS_WITHDRAWN.stands_in(sentence);
        let passage = case.passage_of(sighted.used.note);
        let known = case.declared(sighted.source).any(|line| line.decl.withdrawn.is_some())
            || said_so(case.words(case.notes.citation(sighted.used).span))
            || passage.is_some_and(|passage| said_so(case.draft.words(passage)));
        // Of a number that belongs to another work nothing follows for the source that is cited.
        if known || matches!(case.held_against(sighted), Some(Compared::Other { .. })) {
            continue;
        }
        let on = update.day.parse().map(|date| format!(" on {}", day(date))).unwrap_or_default();
        let notice =
            if update.notice.is_empty() { String::new() } else { format!(" (doi:{})", update.notice) };
        let finding = case
            .finding(
                sink,
                sighted,
                sighted.span,
                format!("“{}” {}{on}", case.words(sighted.span), update.kind.said()),
            )
            .label("no longer reliable")
            .why(format!("{} says so{notice}", update.by))
            .help("find another source, or say in the text that it was retracted")
            .help_with_claims("or write `withdrawn on DATE` at its source line");
        sink.push(finding);
    }
}
