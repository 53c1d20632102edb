//! `metadata-differs`: a note that differs from what the registry says of the work.

use crate::diagnostic::Level;
use crate::rules::view::day;
use crate::rules::{Check, Group, Reads, Rests, Rule, Sink, VerifiedCase};
use crate::verified::Compared;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "metadata-differs",
    level: Level::Warning,
    precise: false,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a title, author, year or outlet that differs from the registry’s",
    explain: EXPLAIN,
    check: Check::Verified(check),
};

const EXPLAIN: &str = r#"## What it checks
Title, authors, year and journal of a note agree with what the registry says of the work under its DOI, ISBN, arXiv or PubMed number. `claimlint verify` asked the registry; the check reads its record.

## Why it matters
One of the two is wrong. If it is the note, readers search for a work that does not exist.

## Example
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1080/01402390.2016.1233493.
```
```record
{"id":"doi:10.1080/01402390.2016.1233493","day":"2019-11-02","answer":"there","why":"is known to Crossref","by":["crossref"],"work":{"title":"Ports and Power","authors":["Reed"],"years":[2012,2013],"outlets":["Journal of Harbour Studies"]}}
```
Marked: “2017”.

An author.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed and Bo Linde, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1080/01402390.2016.1233493.
```
```record
{"id":"doi:10.1080/01402390.2016.1233493","day":"2019-11-02","answer":"there","why":"is known to Crossref","by":["crossref"],"work":{"title":"Ports and Power","authors":["Reed","Lindh"],"years":[2016,2017],"outlets":["Journal of Harbour Studies"]}}
```
Marked: “Bo Linde”.

## Instead
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1080/01402390.2016.1233493.
```
```record
{"id":"doi:10.1080/01402390.2016.1233493","day":"2019-11-02","answer":"there","why":"is known to Crossref","by":["crossref"],"work":{"title":"Ports and Power","authors":["Reed"],"years":[2016,2017],"outlets":["Journal of Harbour Studies"]}}
```

## Not flagged
What is a custom of citing: a title without its subtitle, the first of many authors, an abbreviated journal, the year in print or online.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed et al., “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1080/01402390.2016.1233493.
```
```record
{"id":"doi:10.1080/01402390.2016.1233493","day":"2019-11-02","answer":"there","why":"is known to Crossref","by":["crossref"],"work":{"title":"Ports and Power: Harbours in Wartime","authors":["Reed","Lindh"],"years":[2018],"outlets":["J. Harb. Stud."]}}
```

## Authority
Chicago Manual of Style, 14.3; APA Publication Manual, 9.3.
"#;

fn check(case: &VerifiedCase<'_, '_>, sink: &mut Sink<'_>) {
    for (sighted, seen) in case.each() {
        let Some(Compared::Same(differences)) = case.held_against(sighted) else { continue };
        let by = seen.by.last().map_or("the registry", String::as_str);
        for difference in differences {
            let field = difference.field.said();
            let message = format!(
                "the {field} “{}” is “{}” in the registry",
                case.words(difference.span),
                difference.registry
            );
            let finding = case
                .finding(sink, sighted, difference.span, message)
                .label(format!("another {field} there"))
                .why("one of the two is wrong")
                .help(format!(
                    "look at the source itself, and correct the note if it is wrong ({by}, {})",
                    day(seen.day)
                ));
            sink.push(finding);
        }
    }
}
