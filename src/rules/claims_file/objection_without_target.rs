//! `objection-without-target`: an objection that is against nothing.

use crate::diagnostic::Level;
use crate::rules::{Check, FileCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::EntryKind;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "objection-without-target",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "an objection that does not say what it is against",
    explain: EXPLAIN,
    check: Check::File(check),
};

const EXPLAIN: &str = r#"## What it checks
Every objection names what it is against: an entry, or a step from one entry to another.

## Why it matters
An objection without a target defeats nothing: a thesis may seem to stand because one line was lost.

## Example
```claims
claim quay-pays "The quay pays for itself."
    kind value
objection ice "It is iced in for half the year."
```
Marked: “ice”.

## Instead
```claims
claim quay-pays "The quay pays for itself."
    kind value
objection ice "It is iced in for half the year."
    against quay-pays
```

## Not flagged
An objection with a line that could not be read: that line is reported.
```claims
claim quay-pays "The quay pays for itself."
    kind value
objection ice "It is iced in for half the year."
    agianst quay-pays
```

## Authority
ARGUMENT: only the attacker names its target.
"#;

fn check(case: &FileCase<'_, '_>, sink: &mut Sink<'_>) {
    for entry in case.entries().filter(|entry| entry.entry == EntryKind::Objection) {
        if !entry.against.is_empty() || !entry.unread.is_empty() || case.slip_in(entry.span) {
            continue;
        }
        let name = &entry.name;
        sink.push(
            sink.finding(
                case.in_claims(name.span),
                format!("the objection `{}` is against nothing", name.value),
            )
            .label("no `against` below it")
            .why("it defeats nothing, whatever it says")
            .help("name what it is against: `against claim-name`, or `against step one-claim to other-claim`")
            .entry(&name.value),
        );
    }
}
