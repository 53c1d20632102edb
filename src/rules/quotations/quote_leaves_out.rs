//! `quote-leaves-out`: an ellipsis or bracket in the place of a *not*, an *unless* or a hedge.

use crate::case::held::{Compared, Quoted};
use crate::compare::Outcome;
use crate::diagnostic::Level;
use crate::lexicon::list;
use crate::rules::{Check, Group, HeldCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "quote-leaves-out",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Quotations,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a quotation that leaves out a “not” or a hedge",
    explain: EXPLAIN,
    check: Check::Held(check),
};

const EXPLAIN: &str = r#"## What it checks
What `…` or a bracket of a quotation leaves out, in the held copy, holds no *not*, *never*, *without*, *except*, *unless* and no hedge (*may*, *perhaps*, *reportedly*) that the quotation does not put in itself. Only words left out within one sentence count.

## Why it matters
“The Board did … approve the plan” is found word for word in a report that says it did not.

## Example
```claims
source board [1] "Minutes"
    held "minutes.txt"
claim approved "The Board approved the plan."
    cites board states "The Board did … approve the plan"
```
```held minutes.txt
The Board did not approve the plan.
```
Marked: “The Board did … approve the plan”.

A bracket.
```claims
source board [1] "Minutes"
    held "minutes.txt"
claim approved "The Board approved the plan."
    cites board states "The Board [did] approve the plan"
```
```held minutes.txt
The Board did not approve the plan.
```
Marked: “The Board [did] approve the plan”.

## Instead
```claims
source board [1] "Minutes"
    held "minutes.txt"
claim not-approved "The Board did not approve the plan."
    cites board states "The Board did not approve the plan"
```
```held minutes.txt
The Board did not approve the plan.
```

## Not flagged
What is left out neither denies nor weakens.
```claims
source board [1] "Minutes"
    held "minutes.txt"
claim approved "The Board approved the plan."
    cites board states "The Board … approved the plan"
```
```held minutes.txt
The Board, in its session of May, approved the plan.
```

## Authority
Chicago Manual of Style 13.50: an ellipsis must not change the meaning.
"#;

/// More words left out are a passage of their own, whose *not* is not the quotation's.
const FEW: usize = 30;

fn check(case: &HeldCase<'_, '_>, sink: &mut Sink<'_>) {
    for compared in case.quotations() {
        let (Outcome::Found(_), Some(copy)) =
            (&compared.outcome, compared.source.and_then(|it| case.copy(it)))
        else {
            continue;
        };
        for gap in copy.left_out(&compared.text) {
            let words = copy
                .held
                .words
                .get(gap.range())
                .unwrap_or("")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            if let Some(lost) = lost(&words, &compared.text) {
                sink.push(found(case, sink, compared, lost, &words, gap.start));
                break;
            }
        }
    }
}

/// The word among those left out that turns the sentence round or weakens it, if the quotation does not have it itself.
fn lost<'w>(words: &'w str, quoted: &str) -> Option<&'w str> {
    if words.split(' ').count() > FEW || words.contains(". ") {
        return None;
    }
    let each = |text: &'w str| text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    let kept = quoted.to_lowercase();
    // With a capital it is a month or a name: "its session of May".
    let weighs = |word: &&str| {
        let lower = word.to_lowercase().replace('’', "'");
        word.starts_with(char::is_lowercase)
            && (list::LEAVES_OUT.group(&lower).is_some() || lower.ends_with("n't"))
    };
    each(words).filter(|word| !word.is_empty()).filter(weighs).find(|word| {
        let word = word.to_lowercase();
        !kept.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).any(|other| other == word)
    })
}

fn found(
    case: &HeldCase<'_, '_>,
    sink: &Sink<'_>,
    compared: &Compared,
    lost: &str,
    words: &str,
    at: u32,
) -> crate::diagnostic::Diagnostic {
    let entry = &case.entries[compared.entry];
    let passage = match compared.quoted {
        Quoted::Passage(passage) => Some(passage),
        Quoted::Cite(_) => entry.passages.first().copied(),
    };
    let source = compared.source.map_or("its source", |source| case.sources[source].decl.name.value.as_str());
    let spot = compared.source.and_then(|source| case.copy(source)).map(|copy| copy.held.whereabouts(at));
    let spot = spot.map(|spot| format!(" ({spot})")).unwrap_or_default();
    sink.finding(
        compared.place,
        format!("the quotation leaves out “{lost}”: {source} has “{words}” there{spot}"),
    )
    .label("something is left out here")
    .why("the words that are left mean something else")
    .help("quote the words that are left out, or quote less")
    .entry(&entry.entry.name.value)
    .passage(passage)
}
