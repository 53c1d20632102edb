//! `source-gone`: a source that is no longer where the note says.

use crate::diagnostic::Level;
use crate::rules::view::day;
use crate::rules::{Check, Group, Reads, Rests, Rule, Sink, VerifiedCase};
use crate::verified::{Answer, Copy, Kind};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "source-gone",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a source that is gone: its address answers 404, or its number is not registered",
    explain: EXPLAIN,
    check: Check::Verified(check),
};

const EXPLAIN: &str = r#"## What it checks
`claimlint verify` looked the source up and found that it is not there: its address answered 404 or 410, its host’s name did not resolve on two days, or the registry of all such numbers does not know its DOI, arXiv or PubMed number. The check itself asks nobody; it reads the record beside the draft.

## Why it matters
Readers who follow the note find nothing, and cannot tell a moved page from an invented one.

## Example
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port.
```
```record
{"id":"url:https://www.japantimes.example/port","day":"2019-11-02","answer":"gone","why":"answered 404"}
```
Marked: “https://www.japantimes.example/port”.

A number that was never registered.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.1080/01402390.2016.1233493.
```
```record
{"id":"doi:10.1080/01402390.2016.1233493","day":"2019-11-02","answer":"gone","why":"is not registered: doi.org knows no such DOI"}
```
Marked: “10.1080/01402390.2016.1233493”.

## Instead
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port, archived at https://perma.cc/ABCD-12E4.
```
```record
{"id":"url:https://www.japantimes.example/port","day":"2019-11-02","answer":"gone","why":"answered 404"}
```

## Not flagged
A site that lets no program in, is in trouble or does not answer in time: whether the page is there is not known.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port.
```
```record
{"id":"url:https://www.japantimes.example/port","day":"2019-11-02","answer":"not-known","why":"answered 403: it lets no program in, or nobody"}
```

A page of which the claims file names a copy.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port.
```
```claims
source reed [1] "Port Closed"
    archived "https://perma.cc/ABCD-12E4" on 2017-05-06
claim closure "The port closed in 2014."
    at "port closed in 2014"
    cites reed
```
```record
{"id":"url:https://www.japantimes.example/port","day":"2019-11-02","answer":"gone","why":"answered 404"}
```

## Authority
RFC 9110, 15.5.5 and 15.5.11 (404, 410); DOI Handbook, 3; Zittrain, Albert and Lessig, “Perma” (2014).
"#;

fn check(case: &VerifiedCase<'_, '_>, sink: &mut Sink<'_>) {
    for (sighted, seen) in case.each().filter(|(_, seen)| seen.answer == Answer::Gone) {
        if sighted.id.kind == Kind::Url && case.has_copy(sighted.source) {
            continue;
        }
        let words = case.words(sighted.span);
        let help = match (&seen.copy, sighted.id.kind) {
            (Some(Copy { at: Some(at), .. }), _) => {
                format!("the Internet Archive has a copy, {at}: compare it, and add it to the note")
            }
            (_, Kind::Url) => {
                "find where the page is now, or a copy in an archive, and correct the note".to_owned()
            }
            (_, kind) => format!("check the {} against the source itself", kind.said()),
        };
        let finding = case
            .finding(
                sink,
                sighted,
                sighted.span,
                format!("“{words}” {} (looked up on {})", seen.why, day(seen.day)),
            )
            .label("gone")
            .why("readers cannot find the source")
            .help(help)
            .help_with_claims("or give a copy with `archived` in the claims file");
        sink.push(finding);
    }
}
