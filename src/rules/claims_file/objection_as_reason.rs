//! `objection-as-reason`: an objection given as a reason.

use crate::diagnostic::Level;
use crate::rules::{Check, FileCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::EntryKind;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "objection-as-reason",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "an objection given as a reason",
    explain: EXPLAIN,
    check: Check::File(check),
};

const EXPLAIN: &str = r#"## What it checks
`because` names claims and assumptions. An objection speaks against something; it carries nothing.

## Why it matters
An objection needs no source to stand, so a claim that gives one as its reason would stand on nothing.

## Example
```claims
claim quay-pays "The quay pays for itself."
    kind value
objection ice "It is iced in for half the year."
    against quay-pays
claim move-north "The ferry should move north."
    kind recommendation
    because ice
```
Marked: “ice”.

## Instead
```claims
claim quay-pays "The quay pays for itself."
    kind value
claim ice "It is iced in for half the year."
    kind common-knowledge
claim move-north "The ferry should move north."
    kind recommendation
    because ice
```

## Not flagged
An objection against the same claim.
```claims
claim move-north "The ferry should move north."
    kind value
objection ice "The north is iced in, too."
    against move-north
```

## Authority
ARGUMENT: the targets of a reason are claims and assumptions.
"#;

fn check(case: &FileCase<'_, '_>, sink: &mut Sink<'_>) {
    for entry in case.entries() {
        for name in entry.because.iter().flat_map(|because| &because.names) {
            let Some(reason) = case.entry(&name.value).filter(|it| it.entry == EntryKind::Objection) else {
                continue;
            };
            sink.push(
                sink.finding(
                    case.in_claims(name.span),
                    format!("`{}` is an objection, and no reason for anything", name.value),
                )
                .label("given as a reason")
                .also(case.in_claims(reason.name.span), "an objection")
                .why("an objection may stand without a source, and so would the claim")
                .help(format!(
                    "state it as a claim, or, if it speaks against `{}`, add `against {}` to it",
                    entry.name.value, entry.name.value
                ))
                .entry(&entry.name.value),
            );
        }
    }
}
