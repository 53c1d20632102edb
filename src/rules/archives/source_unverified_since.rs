//! `source-unverified-since`: sources that were looked up long ago, or never.

use crate::diagnostic::Level;
use crate::rules::{Check, Group, Reads, Rests, Rule, Sink, VerifiedCase};
use crate::verified::Kind;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "source-unverified-since",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "sources that were last looked up more than a year ago, or not at all",
    explain: EXPLAIN,
    check: Check::Verified(check),
};

const EXPLAIN: &str = r#"## What it checks
Where a record of `claimlint verify` lies beside the draft: every DOI, ISBN, arXiv and PubMed number and address in the notes is in it, and was looked up in the past year. Said once a document.

## Why it matters
Half of the links in a text are dead within some years, and retractions come late.

## Example
Never looked up.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port.
```
```record
{"id":"url:https://other.example/","day":"2019-11-02","answer":"there"}
```
Marked: “https://www.japantimes.example/port”.

Long ago.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port.
```
```record
{"id":"url:https://www.japantimes.example/port","day":"2017-03-01","answer":"there","why":"answered 200"}
```
Marked: “https://www.japantimes.example/port”.

## Instead
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port.
```
```record
{"id":"url:https://www.japantimes.example/port","day":"2019-11-02","answer":"there","why":"answered 200"}
```

## Not flagged
A draft without a record: looking outside is for you to decide.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port.
```

## Authority
Zittrain, Albert and Lessig, “Perma” (2014); the year is our own.
"#;

/// A look holds for so many days.
const HOLDS: i32 = 365;

fn check(case: &VerifiedCase<'_, '_>, sink: &mut Sink<'_>) {
    let Some(today) = case.options.today else { return };
    let (mut never, mut old) = (Vec::new(), Vec::new());
    for sighted in case.sighted().iter().filter(|sighted| sighted.id.kind != Kind::Title) {
        match case.seen(sighted) {
            None => never.push(sighted),
            // A day that has not come yet was written by a clock that was wrong.
            Some(seen) => match today.since(seen.day).map(|since| since.get_days()) {
                Ok(0..=HOLDS) => {}
                _ => old.push(sighted),
            },
        }
    }
    let Some(first) = never.first().or(old.first()) else { return };
    let count = |many: usize| if many == 1 { "one source".to_owned() } else { format!("{many} sources") };
    let message = match (never.len(), old.len()) {
        (0, old) => format!("{} not looked up in the past year", was(&count(old), old)),
        (never, 0) => format!("{} never looked up", was(&count(never), never)),
        (never, old) => {
            format!("{} never looked up, and {old} not in the past year", was(&count(never), never))
        }
    };
    let finding = case
        .finding(sink, first, first.span, message)
        .label("the first of them")
        .why("links die and papers are retracted")
        .help("run `claimlint verify`: it shows first what it would ask, and whom");
    sink.push(finding);
}

fn was(what: &str, count: usize) -> String {
    format!("{what} {}", if count == 1 { "was" } else { "were" })
}
