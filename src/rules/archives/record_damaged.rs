//! `record-damaged`: lines of the record of `verify` that cannot be relied on.

use crate::diagnostic::Level;
use crate::rules::{Check, Group, Reads, Rests, Rule, Sink, VerifiedCase};
use crate::span::{Place, Span};
use crate::verified::Fault;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "record-damaged",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a line of the record of `verify` that was edited by hand or cannot be read",
    explain: EXPLAIN,
    check: Check::Verified(check),
};

const EXPLAIN: &str = r#"## What it checks
Each line of the record that `claimlint verify` keeps beside the draft is as it was written. A line carries a seal over its words; one that was changed, cut off, or left by a merge is not relied on. Said once, with the first lines.

## Why it matters
A record that a hand has changed says what somebody wishes, not what was seen.

## Example
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port.
```
```record
<<<<<<< ours
{"id":"url:https://www.japantimes.example/port","day":"2019-11-02","answer":"there","why":"answered 200"}
```
Marked: “<<<<<<< ours”.

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
Two lines about one source, as a merge in git may leave them: the later day counts.
```text
The port closed in 2014.[1]

Notes

[1] Ann Reed, “Port Closed,” The Japan Times, May 2, 2014, https://www.japantimes.example/port.
```
```record
{"id":"url:https://www.japantimes.example/port","day":"2019-10-01","answer":"gone","why":"answered 404"}
{"id":"url:https://www.japantimes.example/port","day":"2019-11-02","answer":"there","why":"answered 200"}
```

## Authority
Our own; Government Auditing Standards 6.79 (evidence is documented as it was obtained).
"#;

fn check(case: &VerifiedCase<'_, '_>, sink: &mut Sink<'_>) {
    let place = |fault: &Fault| {
        // The whole line may be long; its beginning says which it is.
        let text = case.slice(Place::new(case.file, fault.span));
        let end = text.find(',').unwrap_or(text.len()).min(fault.span.len());
        let start = fault.span.start as usize;
        Place::new(case.file, Span::new(start, start + end))
    };
    let Some(first) = case.record.faults.first() else { return };
    let message = match case.record.faults.len() {
        1 => format!("a line of the record {}", first.what),
        many => format!("{many} lines of the record cannot be relied on; the first {}", first.what),
    };
    let mut finding = sink
        .finding(place(first), message)
        .label("not relied on")
        .why("what it says was not seen by claimlint")
        .help("correct or delete it, and run `claimlint verify` again");
    for other in case.record.faults.iter().skip(1).take(2) {
        finding = finding.also(place(other), "nor is this");
    }
    sink.push(finding);
}
