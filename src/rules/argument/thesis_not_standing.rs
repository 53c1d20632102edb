//! `thesis-not-standing`: a thesis that its own argument does not carry.

use crate::argument::status::{Status, Why};
use crate::diagnostic::Level;
use crate::rules::{ArgumentCase, Check, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::{ClaimKind, Item};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "thesis-not-standing",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Argument,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a thesis that its own argument does not support",
    explain: EXPLAIN,
    check: Check::Argument(check),
};

const EXPLAIN: &str = r#"## What it checks
The claim that the `draft` line names as `thesis` stands, whether or not the file links anything else: it has evidence of its own or a reason (`because` line) all of whose members stand, and every objection against it is answered. An objection stands until another objection answers it or its own reasons fall. An attack travels upwards only: what rests on a fallen claim loses that reason, and another reason may still carry it.

Statuses: *stands* means "nothing in this file defeats it", never "true"; *defeated*, an objection against it stands; *unsupported*, no reason is left; *contested*, objections rebut each other and nothing settles it. A waiver silences a finding and never changes a status. Nothing is weighed in numbers. `claimlint trace CLAIM` shows the whole tree.

## Why it matters
The document argues for something that its own list of claims gives up.

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
objection only-grain "Only the grain trade shrinks."
    against trade-shrinks
```
Marked: “dues-should-fall”.

A thesis that rests on nothing.
```claims
draft "dues.txt"
    thesis dues-should-fall
claim dues-should-fall "Dues should fall."
    kind recommendation
```
Marked: “dues-should-fall”.

## Instead
Answer the objection, soften the claim, or rest the thesis on something else as well.
```claims
draft "dues.txt"
    thesis dues-should-fall
source customs [1] "Annual Report"
claim dues-should-fall "Dues should fall."
    kind recommendation
    because trade-shrinks
claim trade-shrinks "Trade shrinks."
    cites customs
objection only-grain "Only the grain trade shrinks."
    against trade-shrinks
objection timber-too "Timber shrinks too, by the same tables."
    against only-grain
    cites customs
```

## Not flagged
A thesis that lost one of its reasons and stands on another.
```claims
draft "dues.txt"
    thesis dues-should-fall
source customs [1] "Annual Report"
claim dues-should-fall "Dues should fall."
    kind recommendation
    because trade-shrinks
    because ships-leave
claim trade-shrinks "Trade shrinks."
    cites customs
claim ships-leave "Ships leave."
    cites customs
objection only-grain "Only the grain trade shrinks."
    against trade-shrinks
```

A thesis that is a value judgement, and says so.
```claims
draft "dues.txt"
    thesis users-should-pay
claim users-should-pay "Those who use a quay should pay for it."
    kind value
```

## Authority
Dung 1995 and Caminada 2006 (grounded semantics, the most cautious); Toulmin, The Uses of Argument.
"#;

fn check(case: &ArgumentCase<'_, '_>, sink: &mut Sink<'_>) {
    let argued = case.argued();
    let named = case.items().flat_map(|(_, item)| match item {
        Item::Draft(draft) => draft.thesis.as_slice(),
        _ => &[],
    });
    for name in named {
        let Some(&entry) = case.entry_names.get(name.value.as_str()) else { continue };
        let status = argued.status(entry);
        let resolved = &case.entries[entry];
        // A fact that cites nothing is reported as such.
        let bare = !resolved.evidence.iter().any(|evidence| evidence.supports());
        let reported = argued.why(entry) == Why::Nothing && resolved.kind() == Some(ClaimKind::Fact) && bare;
        if status == Status::Stands || reported {
            continue;
        }
        let why = case.why_words(entry);
        let message = match status {
            Status::Defeated => format!("the thesis `{}` is defeated {why}", name.value),
            Status::Contested => format!("the thesis `{}` is contested: {why}", name.value),
            _ if why.starts_with("its ") => format!("the thesis `{}` is unsupported: {why}", name.value),
            _ => format!("the thesis `{}` is unsupported: it {}", name.value, why.trim_start_matches("it ")),
        };
        let mut finding = sink
            .finding(resolved.place(resolved.entry.name.span), message)
            .label(status.name())
            .why("the draft argues for a claim that its claims file gives up")
            .help(help(status, &name.value))
            .entry(&name.value)
            .passage(resolved.passages.first().copied());
        if let Some(place) = case.anchor_place(resolved) {
            finding = finding.also(place, "the thesis in the draft");
        }
        let way = argued.way_down(entry);
        for &node in way.iter().skip(1).take(4) {
            let words = format!("{}: {}", argued.status(node).name(), case.why_words(node));
            finding = finding.also(case.node_place(node), words.trim_end_matches([':', ' ']));
        }
        if let Some(objection) = way.last().and_then(|&last| argued.attacker(last)) {
            finding = finding.also(case.node_place(objection), "nothing answers this");
        }
        sink.push(finding);
    }
}

fn help(status: Status, name: &str) -> String {
    match status {
        Status::Defeated => {
            "answer the objection (`against` it), soften the claim, or withdraw it".to_owned()
        }
        Status::Contested => {
            "decide it: give one side an answer that the other cannot rebut, or delete one".to_owned()
        }
        _ => format!(
            "repair the failed reason, or add another (`because …`); `claimlint trace {name}` shows \
                 the whole tree"
        ),
    }
}
