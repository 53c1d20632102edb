//! `archive-missing`: a page of which the archive holds no copy.

use crate::case::seen::Sighted;
use crate::diagnostic::Level;
use crate::rules::{Check, Group, Reads, Rests, Rule, Sink, VerifiedCase};
use crate::verified::Kind;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "archive-missing",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "web sources that the Internet Archive does not hold",
    explain: EXPLAIN,
    check: Check::Verified(check),
};

const EXPLAIN: &str = r#"## What it checks
`claimlint verify` asked the Internet Archive for a copy of each page that is cited without one, and there is none. Said once a document, with the list. The check reads the record.

## Why it matters
If the page changes, nothing will show what was cited.

## Example
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port.
```
```record
{"id":"url:https://www.japantimes.example/port","day":"2019-11-02","answer":"there","why":"answered 200","copy":{"day":"2019-11-02"}}
```
Marked: “https://www.japantimes.example/port”.

## Instead
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port, archived at https://perma.cc/ABCD-12E4.
```
```record
{"id":"url:https://www.japantimes.example/port","day":"2019-11-02","answer":"there","why":"answered 200","copy":{"day":"2019-11-02"}}
```

## Not flagged
A page that the archive holds, though the note does not say so: `no-archive-copy` does.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port.
```
```record
{"id":"url:https://www.japantimes.example/port","day":"2019-11-02","answer":"there","why":"answered 200","copy":{"day":"2019-11-02","at":"https://web.archive.org/web/20140506120000/https://www.japantimes.example/port","captured":"2014-05-06"}}
```

## Authority
Zittrain, Albert and Lessig, “Perma” (2014); Chicago Manual of Style, 14.15.
"#;

fn check(case: &VerifiedCase<'_, '_>, sink: &mut Sink<'_>) {
    let lacking: Vec<&Sighted> = case
        .each()
        .filter(|(sighted, seen)| {
            sighted.id.kind == Kind::Url
                && seen.copy.as_ref().is_some_and(|copy| copy.at.is_none())
                && !case.has_copy(sighted.source)
        })
        .map(|(sighted, _)| sighted)
        .collect();
    let Some(first) = lacking.first() else { return };
    let message = match lacking.len() {
        1 => "the Internet Archive has no copy of one web source".to_owned(),
        many => format!("the Internet Archive has no copy of {many} web sources"),
    };
    let mut finding = case
        .finding(sink, first, first.span, message)
        .label("no copy anywhere")
        .why("web pages change and vanish")
        .help("save a copy (web.archive.org/save, perma.cc) and add its address")
        .help_with_claims("or keep one yourself with `claimlint verify --save NAME`");
    for other in lacking.iter().skip(1).take(2) {
        if let Some(place) = case.in_draft(other.span) {
            finding = finding.also(place, "nor of this");
        }
    }
    sink.push(finding);
}
