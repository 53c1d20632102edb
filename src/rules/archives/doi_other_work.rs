//! `doi-other-work`: a DOI, ISBN or number that belongs to another work.

use crate::diagnostic::Level;
use crate::rules::view::day;
use crate::rules::{Check, Group, Reads, Rests, Rule, Sink, VerifiedCase};
use crate::verified::{Compared, Kind};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "doi-other-work",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a DOI or other number of another work",
    explain: EXPLAIN,
    check: Check::Verified(check),
};

const EXPLAIN: &str = r#"## What it checks
The work that the registry describes under a DOI, ISBN, arXiv or PubMed number is the one that the note cites. It is another one if the title does not fit, no author is shared, and the authors, the year or the journal speak against it too. `claimlint verify` asked the registry; the check reads its record.

## Why it matters
Readers who follow the number land on a different work. Invented citations often carry a real number.

## Example
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1080/01402390.2016.1233493.
```
```record
{"id":"doi:10.1080/01402390.2016.1233493","day":"2019-11-02","answer":"there","why":"is known to Crossref","by":["crossref"],"work":{"title":"Growth of Crystals in Brine","authors":["Ortega","Lund"],"years":[1998],"outlets":["Chemical Letters"]}}
```
Marked: “10.1080/01402390.2016.1233493”.

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
A translated title, another form of a name, the year online beside the year in print: the rest fits.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1080/01402390.2016.1233493.
```
```record
{"id":"doi:10.1080/01402390.2016.1233493","day":"2019-11-02","answer":"there","why":"is known to Crossref","by":["crossref"],"work":{"title":"Hafen und Macht","authors":["Reed"],"years":[2016],"outlets":["J. Harb. Stud."]}}
```

## Authority
DOI Handbook, 4; Committee on Publication Ethics; Chicago Manual of Style, 14.8.
"#;

fn check(case: &VerifiedCase<'_, '_>, sink: &mut Sink<'_>) {
    for (sighted, seen) in
        case.each().filter(|(sighted, _)| !matches!(sighted.id.kind, Kind::Url | Kind::Title))
    {
        let Some(Compared::Other { registry, .. }) = case.held_against(sighted) else { continue };
        let kind = sighted.id.kind.said();
        let finding = case
            .finding(
                sink,
                sighted,
                sighted.span,
                format!("“{}” belongs to another work: {registry}", case.words(sighted.span)),
            )
            .label("another work")
            .why(format!("readers who follow the {kind} find a different work"))
            .help(format!(
                "look the source up and correct the {kind}; the registry was asked on {}",
                day(seen.day)
            ));
        sink.push(finding);
    }
}
