//! `event-counted-twice`: two items of one list that may be one event.

use crate::diagnostic::Level;
use crate::prose::measure::event::told_twice;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "event-counted-twice",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Figures,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "two list items that may describe the same event",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
Two items of one sentence, parted by semicolons, that name an incident at the same target in the same year.

## Why it matters
Two reports of one attack make it two; what looks like a series may be one event.

## Example
```text
Known were breaches at the fishing fleet in 2011; attacks on the fishing fleet in the same year; and protests in 2012.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “fishing fleet”.

## Instead
```text
Known were breaches at the fishing fleet in March and in May 2011; and protests in 2012.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
Two years, and two targets.
```text
Known were breaches at the fishing fleet in 2011; attacks on the fishing fleet in 2013; and attacks on the customs house in 2011.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Authority
Our own.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for (index, _) in draft.passages.each().filter(|(_, passage)| passage.kind.is_body()) {
        let text = draft.words(index);
        if memchr::memchr(b';', text.as_bytes()).is_none() {
            continue;
        }
        let Some((first, second)) = told_twice(text) else { continue };
        let (Some(here), Some(there)) = (case.in_passage(index, second), case.in_passage(index, first))
        else {
            continue;
        };
        let what = text.get(second.range()).unwrap_or("");
        sink.push(
            sink.finding(here, format!("two items of this list may be the same event (“{what}”, same year)"))
                .label("mentioned again")
                .also(there, "the earlier item")
                .why("one event with two reports would be counted twice")
                .help("check the dates; date each item exactly, or merge them")
                .passage(Some(index)),
        );
    }
}
