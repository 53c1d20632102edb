//! `percent-total`: shares of one whole that do not make a hundred.

use crate::diagnostic::Level;
use crate::draft::{Draft, PassageKind};
use crate::ids::PassageId;
use crate::lexicon::list;
use crate::prose::measure::total::{not_hundred, shares_with_rest};
use crate::prose::measure::{Quantity, Unit, has_words, shown};
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "percent-total",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Figures,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "shares of one whole that do not add up to 100%",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
The shares of a sentence that names its rest ("and the remaining 35%") make 100 per cent, and so do those of a list that its lead-in calls a whole ("the budget was divided as follows"). Each may be off by its rounding.

## Why it matters
Shares that make 110 per cent cannot all be right; shares that make 90 leave readers to guess what is missing.

## Example
```text
Of the fund, 45% went to roads, 30% to rail and the remaining 35% to ports.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
Marked: “45%”.

```markdown
The budget was divided as follows:[^1]

- Roads: 45%
- Rail: 30%
- Ports: 35%

[^1]: Customs Office, Annual Report 2011.
```
Marked: “45%”.

## Instead
```text
Of the fund, 45% went to roads, 30% to rail and the remaining 25% to ports.[1]

Notes

[1] Customs Office, Annual Report 2011.
```

## Not flagged
Several answers to one question, and shares of two populations.
```markdown
The answers of the survey, of which more than one could be chosen, were divided as follows:[^1]

- Roads: 45%
- Rail: 30%
- Ports: 35%

Some 72% of the one side and 78% of the other agreed.[^1]

[^1]: Customs Office, Annual Report 2011.
```
Rounding.
```text
Of the fund, 33% went to roads, 33% to rail and the remaining 33% to ports.[1]

Notes

[1] Customs Office, Annual Report 2011.
```

## Authority
Our own; the bounds are those of rounding each share to its last printed digit.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for (passage, quantities) in case.measured() {
        if !draft.passages[*passage].kind.is_body() || quantities.len() < 2 {
            continue;
        }
        let Some(shares) = shares_with_rest(draft.words(*passage), quantities) else { continue };
        let Some(sum) = not_hundred(&shares) else { continue };
        // The other shares may stand in the sentences before.
        if shares_before(case, draft, *passage) {
            continue;
        }
        let places: Vec<_> = shares.iter().map(|share| (*passage, *share)).collect();
        report(case, sink, &places, sum, "and the rest");
    }
    lists(case, draft, sink);
}

/// Whether a sentence before it in its paragraph has shares of its own.
fn shares_before(case: &DraftCase<'_, '_>, draft: &Draft, passage: PassageId) -> bool {
    let measured = case.measured();
    let at = measured.partition_point(|(index, _)| *index < passage);
    let paragraph = draft.passages[passage].paragraph;
    measured[..at]
        .iter()
        .rev()
        .take(8)
        .take_while(|(index, _)| draft.passages[*index].paragraph == paragraph)
        .any(|(_, all)| all.iter().any(|one| one.unit == Unit::Percent))
}

/// Lists of three and more shares under a lead-in that calls them a whole.
fn lists(case: &DraftCase<'_, '_>, draft: &Draft, sink: &mut Sink<'_>) {
    let measured = case.measured();
    let mut at = 0;
    while at < measured.len() {
        let item =
            |index: PassageId| draft.passages.get(index).is_some_and(|p| p.kind == PassageKind::ListItem);
        let run: Vec<(PassageId, &Quantity)> = measured[at..]
            .iter()
            .zip(draft.passages.ids_from(measured[at].0))
            .take_while(|((index, all), following)| {
                index == following
                    && item(*index)
                    && matches!(all.as_slice(), [share] if share.unit == Unit::Percent)
            })
            .map(|((index, all), _)| (*index, &all[0]))
            .collect();
        at += run.len().max(1);
        let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) else { continue };
        if run.len() < 3 || item(last.next()) {
            continue;
        }
        let Some(lead) = first.before().map(|lead| draft.words(lead)) else { continue };
        if !has_words(lead, &list::WHOLE_DIVIDED) || has_words(lead, &list::SEVERAL_ANSWERS) {
            continue;
        }
        let shares: Vec<&Quantity> = run.iter().map(|(_, share)| *share).collect();
        if let Some(sum) = not_hundred(&shares) {
            report(case, sink, &run, sum, "the last of them");
        }
    }
}

fn report(
    case: &DraftCase<'_, '_>,
    sink: &mut Sink<'_>,
    shares: &[(PassageId, &Quantity)],
    sum: f64,
    end: &str,
) {
    let (Some((first, one)), Some((last, other))) = (shares.first(), shares.last()) else { return };
    let (Some(place), Some(also)) = (case.in_passage(*first, one.span), case.in_passage(*last, other.span))
    else {
        return;
    };
    let decimals = usize::from(shares.iter().any(|(_, share)| share.step < 1.0));
    sink.push(
        sink.finding(place, format!("the shares add up to {}%, not 100%", shown(sum, decimals)))
            .label("the first share")
            .also(also, end)
            .why("a share is wrong or missing")
            .help("check the shares, add what is missing, or say that respondents could give several answers")
            .passage(Some(*first)),
    );
}
