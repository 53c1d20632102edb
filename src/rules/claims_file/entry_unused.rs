//! `entry-unused`: an entry that bears on nothing the thesis rests on.

use crate::diagnostic::{Diagnostic, Level};
use crate::rules::kit::listed;
use crate::rules::{ArgumentCase, Check, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::{AcceptTarget, ClaimKind, EntryKind};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "entry-unused",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "an entry that the argument for the thesis does not use",
    explain: EXPLAIN,
    check: Check::Argument(check),
};

const EXPLAIN: &str = r#"## What it checks
Where the `draft` line names a thesis that gives reasons: every assumption and every judgement is part of its argument, or serves an entry that is. All of them are reported at once. Facts, definitions and common knowledge are left out: they may only give a sentence of the draft its source. So is what serves another unused entry.

## Why it matters
It was meant as a reason and never linked, or the draft argues for something besides its thesis.

## Example
```claims
draft "dues.txt"
    thesis dues-should-fall
source customs [1] "Annual Report"
claim dues-should-fall "Dues should fall."
    kind recommendation
    because trade-shrinks
claim trade-shrinks "Trade shrinks."
    cites customs
claim merchants-leave "The merchants will leave."
    kind forecast
    because trade-shrinks
```
Marked: “merchants-leave”.

## Instead
```claims
draft "dues.txt"
    thesis dues-should-fall
source customs [1] "Annual Report"
claim dues-should-fall "Dues should fall."
    kind recommendation
    because trade-shrinks, merchants-leave
claim trade-shrinks "Trade shrinks."
    cites customs
claim merchants-leave "The merchants will leave."
    kind forecast
    because trade-shrinks
```

## Not flagged
A fact that gives a sentence its source.
```claims
draft "dues.txt"
    thesis dues-should-fall
source customs [1] "Annual Report"
claim dues-should-fall "Dues should fall."
    kind recommendation
    because trade-shrinks
claim trade-shrinks "Trade shrinks."
    cites customs
claim nine-ships "Nine ships came in May."
    cites customs
```

No thesis is declared.
```claims
source customs [1] "Annual Report"
claim merchants-leave "The merchants will leave."
    kind forecast
    because trade-shrinks
claim trade-shrinks "Trade shrinks."
    cites customs
```

## Authority
Own practice; say what is declared and never used.
"#;

fn check(case: &ArgumentCase<'_, '_>, sink: &mut Sink<'_>) {
    let theses = case.theses();
    let argued = case.argued();
    let graph = &argued.graph;
    if !theses.iter().any(|&thesis| !graph.reasons.of(thesis).is_empty()) {
        return;
    }
    let bears = graph.bearing_on(&theses);
    let mut found: Vec<usize> = Vec::new();
    for (index, resolved) in case.entries.iter().enumerate() {
        let judged = match resolved.entry.entry {
            EntryKind::Assume => true,
            EntryKind::Objection => false,
            EntryKind::Claim => !matches!(
                resolved.kind(),
                None | Some(ClaimKind::Fact | ClaimKind::Definition | ClaimKind::CommonKnowledge)
            ),
        };
        let top = graph.serves.of(index).is_empty();
        // A second entry of one name is reported as such.
        let first = case.entry_names.get(case.name(index)) == Some(&index);
        if judged && top && first && !bears[index] {
            found.push(index);
        }
    }
    // One that a waiver names is told by itself, so that the waiver silences it alone.
    let (waived, found): (Vec<usize>, Vec<usize>) = found.into_iter().partition(|&entry| {
        case.waivers.iter().any(|waiver| {
            matches!(&waiver.accept.target, Some(AcceptTarget::Entry(name)) if name.value == case.name(entry))
                && waiver.accept.rule.value == RULE.code
        })
    });
    for entry in waived {
        sink.push(one(case, sink, entry, format!("`{}` is not used by anything", case.name(entry))));
    }
    let Some(&first) = found.first() else { return };
    let thesis = theses.first().map_or("", |&thesis| case.name(thesis));
    let name = |entry: usize| format!("`{}`", case.name(entry));
    let message = match found.as_slice() {
        [one] => format!("nothing in the argument for `{thesis}` uses {}", name(*one)),
        many => {
            let names: Vec<String> = many.iter().map(|&entry| name(entry)).collect();
            format!("nothing in the argument for `{thesis}` uses these {}: {}", many.len(), listed(&names, 6))
        }
    };
    let mut finding = one(case, sink, first, message)
        .why("either a link is missing, or the draft argues for more than its thesis")
        .help("link it with `because`, name it as a second `thesis`, or leave it");
    for &entry in found.iter().skip(1).take(50) {
        finding.related.push(one(case, sink, entry, format!("{} is not used either", name(entry))));
    }
    sink.push(finding);
}

/// A finding on one entry.
fn one(case: &ArgumentCase<'_, '_>, sink: &Sink<'_>, entry: usize, message: String) -> Diagnostic {
    let resolved = &case.entries[entry];
    sink.finding(resolved.place(resolved.entry.name.span), message)
        .label("not used")
        .entry(case.name(entry))
        .passage(resolved.passages.first().copied())
}
