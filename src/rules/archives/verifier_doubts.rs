//! `verifier-doubts`: a program of the user's doubts that a source supports a claim.

use crate::diagnostic::Level;
use crate::rules::view::day;
use crate::rules::{Check, Group, Reads, Rests, Rule, Sink, VerifiedCase};
use crate::verified::Verdict;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "verifier-doubts",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a claim that a program of yours does not find supported by its source",
    explain: EXPLAIN,
    check: Check::Verified(check),
};

const EXPLAIN: &str = r#"## What it checks
`claimlint verify --judge` gave each claim, with the likeliest passage of the held copy of its source, to the program that your own settings name, and recorded what it answered. Told is where it answered `does-not-support`, `contradicts` or `partly`, for as long as claim, quotation and copy are as they were. The judgement is that program’s, not claimlint’s; the check runs no program.

## Why it matters
A source may exist, contain the quoted words, and still not say what the claim says.

## Example
```text
Some 500 accounts were lost.[1]

Notes

[1] Customs Board, “Annual Report,” 2011, https://customs.example/report.
```
```claims
source customs [1] "Annual Report"
    held "sources/report.txt"
claim accounts "Some 500 accounts were lost."
    at "Some 500 accounts were lost"
    cites customs
```
```held sources/report.txt
In all 480 accounts were lost in the fire.
```
```record
{"claim":"accounts","source":"customs","day":"2019-11-02","verdict":"does-not-support","program":"mymodel 1.2","reason":"the passage says 480","of":"b9a61c69b550a4f4"}
```
Marked: “cites customs”.

## Instead
```text
Some 480 accounts were lost.[1]

Notes

[1] Customs Board, “Annual Report,” 2011, https://customs.example/report.
```
```claims
source customs [1] "Annual Report"
    held "sources/report.txt"
claim accounts "Some 480 accounts were lost."
    at "Some 480 accounts were lost"
    cites customs
```
```held sources/report.txt
In all 480 accounts were lost in the fire.
```
```record
{"claim":"accounts","source":"customs","day":"2019-11-02","verdict":"supports","program":"mymodel 1.2","of":"0000000000000000"}
```

## Not flagged
A claim that was changed since: it was not judged.
```text
Some 480 accounts were lost.[1]

Notes

[1] Customs Board, “Annual Report,” 2011, https://customs.example/report.
```
```claims
source customs [1] "Annual Report"
    held "sources/report.txt"
claim accounts "Some 480 accounts were lost."
    at "Some 480 accounts were lost"
    cites customs
```
```held sources/report.txt
In all 480 accounts were lost in the fire.
```
```record
{"claim":"accounts","source":"customs","day":"2019-11-02","verdict":"does-not-support","program":"mymodel 1.2","of":"b9a61c69b550a4f4"}
```

## Authority
Our own; Government Auditing Standards 6.56 (evidence is appropriate if it is relevant to what it supports).
"#;

fn check(case: &VerifiedCase<'_, '_>, sink: &mut Sink<'_>) {
    if case.record.judgements().next().is_none() {
        return;
    }
    for (entry, number, question) in case.questions() {
        let same =
            |it: &&crate::verified::Judgement| it.claim == question.claim && it.source == question.source;
        let Some(judgement) = case.record.judgements().find(same) else { continue };
        let says = match judgement.verdict {
            Verdict::DoesNotSupport => "does not support",
            Verdict::Contradicts => "contradicts",
            Verdict::Partly => "supports only a part of",
            Verdict::Supports | Verdict::Unsure => continue,
        };
        if judgement.of != question.digest() {
            continue;
        }
        let resolved = &case.entries[entry];
        let Some(evidence) = resolved.evidence.get(number) else { continue };
        let why = if judgement.reason.is_empty() { String::new() } else { format!(": {}", judgement.reason) };
        let message =
            format!("{} says that “{}” {says} “{}”{why}", judgement.program, question.source, question.claim);
        let finding = sink
            .finding(evidence.place(evidence.cite.span), message)
            .label("a program’s judgement")
            .why(format!("it was asked on {}, about {} of the held copy", day(judgement.day), question.place))
            .help("read the passage yourself: the judgement is that program’s")
            .entry(&resolved.entry.name.value)
            .passage(resolved.passages.first().copied());
        sink.push(finding);
    }
}
