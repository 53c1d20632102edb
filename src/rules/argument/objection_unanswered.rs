//! `objection-unanswered`: an objection that nothing in the file answers.

use crate::argument::label::Label;
use crate::argument::status::Why;
use crate::diagnostic::Level;
use crate::rules::{ArgumentCase, Check, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::{Against, EntryKind};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "objection-unanswered",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Argument,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "an objection without an answer",
    explain: EXPLAIN,
    check: Check::Argument(check),
};

const EXPLAIN: &str = r#"## What it checks
Every objection against a claim, an assumption or an inference step is answered by an objection against it that stands. An answer is an objection whose target is an objection; it needs no answer of its own unless another one meets it. Objections that rebut each other so that nothing settles it are reported once.

## Why it matters
The author knows what a critical reader will say, and the file has no reply.

## Example
```claims
source customs [1] "Annual Report"
claim trade-shrinks "Trade shrinks."
    cites customs
objection only-grain "Only the grain trade shrinks."
    against trade-shrinks
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
    against only-grain
    cites customs
```

## Not flagged
An answer is not itself an open objection.
```claims
claim pier-ugly "The pier is ugly."
    kind value
objection taste "That is a matter of taste."
    against pier-ugly
objection asked "Nine of ten of those asked said so."
    against taste
```

## Authority
Intelligence Community Directive 203 (contrary views are addressed); Booth, Colomb and Williams, The Craft of Research (acknowledge and respond).
"#;

fn check(case: &ArgumentCase<'_, '_>, sink: &mut Sink<'_>) {
    let argued = case.argued();
    let mut rings: Vec<Vec<usize>> = Vec::new();
    for (index, resolved) in case.entries.iter().enumerate() {
        if resolved.entry.entry != EntryKind::Objection {
            continue;
        }
        let name = &resolved.entry.name;
        if argued.labels[index] == Label::Open
            && let Why::Cycle(ring) = argued.why(index)
            && ring.contains(&index)
            && !rings.contains(&ring)
            && rings.len() < 50
        {
            let message = format!("the objection `{}` is contested: {}", name.value, case.why_words(index));
            let mut finding = sink
                .finding(resolved.place(name.span), message)
                .label("contested")
                .why("whatever it is against stays undecided")
                .help(
                    "decide it: give one of these objections an answer that it does not rebut, or delete \
                     one",
                )
                .entry(&name.value)
                .passage(resolved.passages.first().copied());
            for &other in ring.iter().filter(|&&other| other != index).take(6) {
                finding = finding.also(case.node_place(other), "in the same circle");
            }
            rings.push(ring);
            sink.push(finding);
            continue;
        }
        if argued.labels[index] != Label::In {
            continue;
        }
        let target = resolved.entry.against.iter().find_map(|against| target(case, against));
        let Some((target, what)) = target else { continue };
        let answered = argued.graph.objections.of(index).first().map(|&answer| answer as usize);
        let (how, label) = match answered {
            Some(answer) => (
                format!(
                    "the answer to the objection `{}`, {}, is {}",
                    name.value,
                    case.node_name(answer),
                    case.fell_words(answer)
                ),
                "its answer fails",
            ),
            None if case.cites_nothing(index) => (
                format!("nothing answers the objection `{}`, which itself cites nothing", name.value),
                "not answered",
            ),
            None => (format!("nothing answers the objection `{}`", name.value), "not answered"),
        };
        let mut finding = sink
            .finding(resolved.place(name.span), format!("{how}, so {what} fails"))
            .label(label)
            .why("a critical reader will raise it")
            .help(format!(
                "answer it with an objection `against {}`, soften what it is against, or withdraw that",
                name.value
            ))
            .entry(&name.value)
            .passage(resolved.passages.first().copied().or(case.entries[target].passages.first().copied()))
            .also(case.entries[target].place(case.entries[target].entry.name.span), "what it is against");
        if let Some(place) = case.anchor_place(&case.entries[target]) {
            finding = finding.also(place, "in the draft");
        }
        sink.push(finding);
    }
}

/// The entry that an objection is against, unless that is an objection itself; and its name in words.
fn target(case: &ArgumentCase<'_, '_>, against: &Against) -> Option<(usize, String)> {
    let known = |name: &str| case.entry_names.get(name).copied();
    match against {
        Against::Entry(name) => {
            let entry = known(&name.value)?;
            let open = case.entries[entry].entry.entry != EntryKind::Objection;
            open.then(|| (entry, format!("`{}`", name.value)))
        }
        Against::Step { from, to, .. } => {
            let (from, to) = (known(&from.value)?, known(&to.value)?);
            let names = &case.entries[to].entry.because;
            let given =
                names.iter().flat_map(|because| &because.names).any(|name| name.value == case.name(from));
            given.then(|| (to, format!("the step from `{}` to `{}`", case.name(from), case.name(to))))
        }
    }
}
