//! `objection-misplaced`: an objection that objects to nothing, or is given as a reason.

use crate::diagnostic::Level;
use crate::rules::{Check, FileCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::EntryKind;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "objection-misplaced",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Argument,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "an objection against nothing, or given as a reason",
    explain: EXPLAIN,
    check: Check::File(check),
};

const EXPLAIN: &str = r#"## What it checks
Each `objection` has an `against` line, and no `because` line names an objection: reasons are claims and assumptions.

## Why it matters
One line too few can turn the argument round: an answer that has lost its `against` answers nothing, and the claim it saved is defeated.

## Example
```claims
source customs [1] "Annual Report"
claim trade-shrinks "Trade shrinks."
    cites customs
objection only-grain "Only the grain trade shrinks."
    against trade-shrinks
objection timber-too "Timber shrinks too, by the same tables."
    cites customs
```
Marked: “timber-too”.

An objection as a reason.
```claims
source customs [1] "Annual Report"
claim trade-shrinks "Trade shrinks."
    cites customs
objection only-grain "Only the grain trade shrinks."
    against trade-shrinks
claim grain-dues "Only the dues on grain should fall."
    kind recommendation
    because only-grain
```
Marked: “only-grain”.

## Instead
```claims
source customs [1] "Annual Report"
claim trade-shrinks "Trade shrinks."
    cites customs
objection only-grain "Only the grain trade shrinks."
    against trade-shrinks
objection timber-too "Timber shrinks too, by the same tables."
    cites customs
    against only-grain
```

## Not flagged
A claim that an objection follows from.
```claims
source customs [1] "Annual Report"
claim trade-shrinks "Trade shrinks."
    cites customs
claim grain-shrinks "The grain trade shrinks."
    cites customs
objection only-grain "Only the grain trade shrinks."
    because grain-shrinks
    against trade-shrinks
```

## Authority
Dung 1995: an argument attacks another or supports one. The rest is our own.
"#;

fn check(case: &FileCase<'_, '_>, sink: &mut Sink<'_>) {
    for entry in case.entries() {
        let name = &entry.name;
        let objects = entry.entry.entry == EntryKind::Objection;
        if objects && entry.against.is_empty() && !case.slip_at(entry.place(entry.span)) {
            sink.push(
                sink.finding(entry.place(name.span), format!("`{}` objects to nothing", name.value))
                    .label("no `against`")
                    .why("without a target it changes nothing in the argument")
                    .help("add `against` with the claim, assumption or objection that it attacks")
                    .entry(&name.value),
            );
        }
        for reason in entry.because.iter().flat_map(|because| &because.names) {
            let is_objection =
                case.entry(&reason.value).is_some_and(|entry| entry.entry.entry == EntryKind::Objection);
            if is_objection {
                sink.push(
                    sink.finding(
                        entry.place(reason.span),
                        format!("`{}` is an objection, and a reason of `{}`", reason.value, name.value),
                    )
                    .label("an objection")
                    .why("a reason is a claim or an assumption; an objection attacks one")
                    .help("make a claim of what it says and name that here, or attack with it: `against`")
                    .entry(&name.value),
                );
            }
        }
    }
}
