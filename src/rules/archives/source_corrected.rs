//! `source-corrected`: a source of which a correction was published.

use crate::diagnostic::Level;
use crate::lexicon::list;
use crate::rules::view::day;
use crate::rules::{Check, Group, Reads, Rests, Rule, Sink, VerifiedCase};
use crate::verified::{Compared, UpdateKind};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "source-corrected",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a source of which a correction was published",
    explain: EXPLAIN,
    check: Check::Verified(check),
};

const EXPLAIN: &str = r#"## What it checks
A registry says that a correction of the work was published (a corrigendum, an erratum), and neither the note nor the sentence says so. `claimlint verify` asked the registry; the check reads its record. A work that was retracted too is told by `source-retracted` alone.

## Why it matters
Most corrections are of small things, and some of the very figure that is cited.

## Example
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1080/01402390.2016.1233493.
```
```record
{"id":"doi:10.1080/01402390.2016.1233493","day":"2019-11-02","answer":"there","why":"is known to Crossref","by":["crossref"],"work":{"title":"Ports and Power","authors":["Reed"],"years":[2016,2017],"outlets":["Journal of Harbour Studies"]},"updates":[{"kind":"correction","day":"2018-05-17","notice":"10.1080/01402390.2018.1","by":"Crossref"}]}
```
Marked: “10.1080/01402390.2016.1233493”.

## Instead
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1080/01402390.2016.1233493, corrected 41, no. 3 (2018): 402.
```
```record
{"id":"doi:10.1080/01402390.2016.1233493","day":"2019-11-02","answer":"there","why":"is known to Crossref","by":["crossref"],"work":{"title":"Ports and Power","authors":["Reed"],"years":[2016,2017],"outlets":["Journal of Harbour Studies"]},"updates":[{"kind":"correction","day":"2018-05-17","notice":"10.1080/01402390.2018.1","by":"Crossref"}]}
```

## Not flagged
A number that belongs to another work: `doi-other-work` says so.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1080/01402390.2016.1233493.
```
```record
{"id":"doi:10.1080/01402390.2016.1233493","day":"2019-11-02","answer":"there","why":"is known to Crossref","by":["crossref"],"work":{"title":"Growth of Crystals in Brine","authors":["Ortega"],"years":[1998],"outlets":["Chemical Letters"]},"updates":[{"kind":"correction","day":"2018-05-17","by":"Crossref"}]}
```

## Authority
Committee on Publication Ethics, guidance on corrections; Council of Science Editors, white paper on publication ethics, 3.5.
"#;

fn check(case: &VerifiedCase<'_, '_>, sink: &mut Sink<'_>) {
    for (sighted, seen) in case.each() {
        let corrections = || seen.updates.iter().filter(|update| update.kind == UpdateKind::Correction);
        let Some(update) = corrections().next() else { continue };
        let said_so = |words: &str| list::SAYS_CORRECTED.stands_in(&words.to_lowercase());
        let known = said_so(case.words(case.notes.citation(sighted.used).span))
            || case.passage_of(sighted.used.note).is_some_and(|passage| said_so(case.draft.words(passage)));
        // A retraction is told alone, and of another work nothing follows.
        if known
            || seen.updates.iter().any(|update| update.kind.is_grave())
            || matches!(case.held_against(sighted), Some(Compared::Other { .. }))
        {
            continue;
        }
        let words = case.words(sighted.span);
        let message = match corrections().count() {
            1 => {
                let on = update.day.parse().map(|date| format!(" on {}", day(date))).unwrap_or_default();
                format!("a correction of “{words}” was published{on}")
            }
            many => format!("{many} corrections of “{words}” were published"),
        };
        let read = match update.notice.as_str() {
            "" => "look the correction up".to_owned(),
            notice => format!("read the correction (doi:{notice})"),
        };
        let finding = case
            .finding(sink, sighted, sighted.span, message)
            .label("corrected since")
            .why(format!("{} says so", update.by))
            .help(format!(
                "{read}: if it touches what you cite, change the text; if not, add it to the note"
            ));
        sink.push(finding);
    }
}
