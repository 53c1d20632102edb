//! `waiver-unreasoned`: a waiver without reason, name or end, or past its end.

use crate::case::Case;
use crate::diagnostic::Level;
use crate::rules::{Check, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "waiver-unreasoned",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a waiver without a reason, name or end date, or past its end",
    explain: EXPLAIN,
    check: Check::Case(check),
};

const EXPLAIN: &str = r#"## What it checks
Each `accept` gives a reason, who accepts, since when and until when, and its end is not past. One that lacks any of these silences nothing. A comment of the draft gives a reason, and an end if it is to have one.

## Why it matters
Without an owner and an end date a waiver hides the finding for good.

## Example
```claims
claim growth "Exports grew."
accept claim-without-evidence on growth "The table is being redrawn."
```

```markdown
<!-- claimlint: accept statistic-uncited -->
Exports grew by 12% in 2014.
```
Marked: “statistic-uncited”, “claim-without-evidence”.

## Instead
```claims
claim growth "Exports grew."
accept claim-without-evidence on growth "The table is being redrawn."
    by "A. Editor" on 2017-05-10 until 9999-12-31
```

## Not flagged
The order of the parts of the second line makes no difference to its meaning.
```claims
claim growth "Exports grew."
accept claim-without-evidence on growth "Common ground."
    by "A. Editor" on 2017-05-10
        until 9999-12-31
```

A comment of the draft needs a reason only.
```markdown
<!-- claimlint: accept statistic-uncited "The table below is the source." -->
Exports grew by 12% in 2014.
```

## Authority
The AQuA Book: decisions are logged with owner, reason and sunset date.
"#;

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    in_draft(case, sink);
    for waiver in &case.waivers {
        let accept = waiver.accept;
        if case.slip_in(accept.span) {
            continue;
        }
        let mut lacks = Vec::new();
        if accept.reason.is_none() {
            lacks.push("a reason");
        }
        let by = accept.by.as_ref();
        if by.is_none() {
            lacks.push("the name of who accepts it");
        }
        if by.is_none_or(|by| by.on.is_none()) {
            lacks.push("a date");
        }
        if by.is_none_or(|by| by.until.is_none()) {
            lacks.push("an end date");
        }
        let place = waiver.place(accept.rule.span);
        if !lacks.is_empty() {
            sink.push(
                sink.finding(place, format!("this waiver lacks {}", lacks.join(", ")))
                    .label("silences nothing")
                    .why("without them it would hide the finding for good")
                    .help("write: `accept RULE on NAME \"reason\"`, and below it `by \"Name\" on DATE until DATE`"),
            );
            continue;
        }
        let until = by.and_then(|by| by.until.as_ref());
        if let (Some(until), Some(today)) = (until, case.options.today)
            && let Some(end) = until.value.filter(|end| *end < today)
        {
            sink.push(
                sink.finding(waiver.place(until.span), format!("this waiver ended on {end}"))
                    .label("past")
                    .also(place, "no longer silences anything")
                    .why("the finding was accepted only until that day")
                    .help("correct what it silenced, or renew it with a new end date"),
            );
        }
    }
}

/// Comments of the draft: they need a reason; an end they may have.
fn in_draft(case: &Case<'_>, sink: &mut Sink<'_>) {
    for waiver in case.draft_waivers.all.iter().filter(|waiver| waiver.slip.is_none()) {
        let Some((rule, place)) = &waiver.rule else { continue };
        if waiver.reason.is_none() {
            sink.push(
                sink.finding(*place, "this waiver lacks a reason")
                    .label("silences nothing")
                    .why("without one, it is unclear later whether it still applies")
                    .help(format!("write: `claimlint: accept {rule} \"reason\"`")),
            );
        } else if let Some((end, at)) = waiver.until.as_ref().filter(|_| waiver.past) {
            sink.push(
                sink.finding(*at, format!("this waiver ended on {end}"))
                    .label("past")
                    .why("the finding was accepted only until that day")
                    .help("correct what it silenced, or renew it with a new end date"),
            );
        }
    }
}
