//! `support-cycle`: reasons that lead back to where they began.

use crate::argument::cycles::{Budget, components, rings};
use crate::diagnostic::Level;
use crate::rules::{ArgumentCase, Check, Group, Reads, Rests, Rule, Sink};
use crate::span::Place;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "support-cycle",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Argument,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "reasons that go round in a circle",
    explain: EXPLAIN,
    check: Check::Argument(check),
};

const EXPLAIN: &str = r#"## What it checks
No claim supports itself by way of its `because` lines. Every circle is shown, each once and whole (long ones with their first names). In a circle, a reason that leads back to its own conclusion has no force: the claims in it depend on what supports them from outside.

## Why it matters
Claims that hold each other up are held up by nothing.

## Example
```claims
claim harbour-grows "The harbour grows."
    kind interpretation
    because trade-grows
claim trade-grows "Trade grows."
    kind interpretation
    because harbour-grows
```
Marked: “trade-grows”.

## Instead
```claims
source customs [1] "Annual Report"
claim harbour-grows "The harbour grows."
    kind interpretation
    because trade-grows
claim trade-grows "Trade grows."
    cites customs
```

## Not flagged
A premise that two claims share.
```claims
source customs [1] "Annual Report"
claim harbour-grows "The harbour grows."
    kind interpretation
    because trade-grows, town-grows
claim town-grows "The town grows."
    kind interpretation
    because trade-grows
claim trade-grows "Trade grows."
    cites customs
```

Objections that answer each other are no ring of support.
```claims
claim harbour-grows "The harbour grows."
    kind value
objection silting "It silts up."
    against harbour-grows
objection dredged "It is dredged."
    against silting
```

## Authority
Toulmin, The Uses of Argument: a claim needs grounds other than itself.
"#;

/// Names shown of one ring.
const SHOWN: usize = 12;
/// Rings reported in one file; the last of them counts the rest.
const MOST: usize = 50;

fn check(case: &ArgumentCase<'_, '_>, sink: &mut Sink<'_>) {
    let graph = &case.argued().graph;
    if !graph.circular.contains(&true) {
        return; // every ring has at least one
    }
    let support = graph.support_links();
    // A few passes over a large file.
    let (found, left) = rings(&support, &components(&support), MOST, &mut Budget::new(5_000_000));
    let count = found.len();
    for (index, mut ring) in found.into_iter().enumerate() {
        // Links lead from member to conclusion; read it as the author wrote it, from conclusion to member.
        ring.reverse();
        ring.rotate_right(1);
        let entries: Vec<usize> = ring.iter().copied().filter(|&node| node < graph.entries).collect();
        let Some(&first) = entries.first() else { continue };
        let mut names: Vec<String> =
            entries.iter().take(SHOWN).map(|&entry| format!("`{}`", case.name(entry))).collect();
        if entries.len() > SHOWN {
            names.push(format!("… {} more", entries.len() - SHOWN));
        }
        names.push(format!("`{}`", case.name(first)));
        let message = match entries.len() {
            1 => format!("`{}` is given as a reason for itself", case.name(first)),
            many => format!("{many} claims support each other in a circle: {}", names.join(" → ")),
        };
        let place = because_place(case, first, entries.get(1).copied().unwrap_or(first));
        let mut finding = sink
            .finding(place, message)
            .label("the circle starts here")
            .why("in a circle of reasons, none has support from outside")
            .help("delete the link that only repeats the conclusion, or give one of them a source")
            .entry(case.name(first))
            .passage(case.entries[first].passages.first().copied());
        for pair in entries.windows(2).skip(1).take(SHOWN - 1) {
            finding = finding.also(because_place(case, pair[0], pair[1]), "continues here");
        }
        if let (Some(&last), true) = (entries.last(), entries.len() > 1) {
            finding = finding.also(because_place(case, last, first), "and closes here");
        }
        if index + 1 == count && left > 0 {
            finding.help = format!("{}; {left} more links run in circles", finding.help);
        }
        sink.push(finding);
    }
}

/// Where one entry names another as a reason.
fn because_place(case: &ArgumentCase<'_, '_>, entry: usize, member: usize) -> Place {
    let name = case.name(member);
    let resolved = &case.entries[entry];
    let declared = resolved.entry;
    let mut names = declared.because.iter().flat_map(|because| &because.names);
    resolved.place(names.find(|named| named.value == name).map_or(declared.name.span, |named| named.span))
}
