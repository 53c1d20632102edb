//! `hedge-stack`: two hedges on one verb.

use crate::diagnostic::Level;
use crate::lexicon::list;
use crate::lexicon::{Hit, List};
use crate::prose::Around;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "hedge-stack",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Language,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "two hedges on one verb",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
A verb has one hedge, not two: not “could possibly lead”, “may perhaps”, “might potentially”, “may probably”.

## Why it matters
One hedge says that it may be otherwise. A second one does not say how much more so, and readers have to guess how sure the author is.

## Example
```text
The new dues could possibly lead to fewer ships.
```
Marked: “could possibly”.

With “well” or “also” between, or the other way round.
```text
The dues might well potentially fall. The owners perhaps may leave. The port seems to possibly lose.
```
Marked: “might well potentially”, “perhaps may”, “seems to possibly”.

## Instead
```text
The new dues could lead to fewer ships.
```

## Not flagged
Both ways are open, or each hedge has a verb of its own.
```text
The ships may or may not come. The owners may leave and possibly sell. It seems likely, and the port is likely to grow, which might help.
```

Hard against something, or the month.
```text
The owners did everything they could possibly do. They could not possibly know. In May perhaps half of them came.
```

Quoted.
```text
“It could possibly work,” she said.
```

## Authority
Intelligence Community Directive 203, D.6.e (one term for one likelihood). The words are in `data/en/hedge.toml`.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let text = draft.view.text();
    let said = case.terms_said(List::Hedge);
    for pair in said.windows(2) {
        let [(passage, first), (other, second)] = pair else { continue };
        let gap = text.get(first.span.end as usize..second.span.start as usize).unwrap_or(",");
        let near = passage == other
            && gap.starts_with(' ')
            && gap.split_whitespace().count() <= 1
            && gap.split_whitespace().all(|word| list::BETWEEN_HEDGES.contains(&word));
        let group = |hit: &Hit| case.lexicons().entry(hit.entry).group.as_ref();
        if !near || !stacked(group(first), group(second)) {
            continue;
        }
        let held = &draft.passages[*passage];
        let around = Around::of(text, held.view, first.span);
        let word = draft.view.slice(first.span);
        let month = word == "May" && !(around.opens() && group(second) == "possibility");
        let possibly = draft.view.slice(second.span).eq_ignore_ascii_case("possibly");
        let utmost =
            possibly && around.before(0).is_some_and(|before| list::UTMOST.contains(&before.as_str()));
        // "may likely voters": an adjective.
        let adjective = draft.view.slice(second.span) == "likely"
            && Around::of(text, held.view, second.span).after(0).is_some_and(|word| word.ends_with('s'));
        if month || utmost || adjective || around.is_negated() || around.is_left_open() {
            continue;
        }
        let both = first.span.to(second.span);
        let Some(place) = case.in_draft(both) else { continue };
        let words = draft.view.slice(both);
        let one = draft.view.slice(if group(first) == "modal" { first.span } else { second.span });
        sink.push(
            sink.finding(place, format!("“{words}” hedges twice"))
                .label("two hedges")
                .why("the second hedge adds no information")
                .help(format!("keep one: “{one}”, or say how likely it is"))
                .passage(Some(*passage)),
        );
    }
}

/// Whether hedges of these groups on one verb are one too many. "Seems likely" and "may seem" are ordinary English.
fn stacked(first: &str, second: &str) -> bool {
    matches!(
        (first, second),
        ("modal", "possibility" | "likelihood")
            | ("possibility" | "likelihood", "modal")
            | ("possibility", "likelihood" | "possibility")
            | ("likelihood", "possibility")
            | ("seeming", "possibility")
    )
}
