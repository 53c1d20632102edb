//! `figure-arithmetic`: figures of one statement that do not add up.

use crate::diagnostic::Level;
use crate::draft::{Draft, PassageKind};
use crate::ids::PassageId;
use crate::lexicon::list;
use crate::prose::measure::arithmetic::slips;
use crate::prose::measure::total::{self, unlike};
use crate::prose::measure::{Quantity, decimals, shown};
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "figure-arithmetic",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Figures,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "figures in one statement that do not add up",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
Where a sentence gives all the figures of a sum, they agree: a change against its two ends ("from 3.3 to 5.8 million, or by 76%"), "doubled" and "halved" against them, a share against its two counts ("12 of 40, or 30%"), a share of a few people against their number, and a total against its parts. A list or table whose last line is a total is added up too.

Whatever rounding allows is accepted.

## Why it matters
Readers who do the sum find one figure wrong, and trust none of the others.

## Example
```text
Exports rose from 3.3 million tons in 2001 to 5.8 million in 2009, or by 87%.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
Marked: “87%”.

Points are no per cent.
```text
The share of coal rose from 21% to 28%, an increase of 7%.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
Marked: “7%”.

```text
Only 12 of the 40 members (40%) came.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
Marked: “40%”.

No whole number of 30 people is 71.9% of them.
```text
Of the 30 respondents, 71.9% agreed.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
Marked: “71.9%”.

```text
The yard built a total of 12 ships: 5 for Ostrey, 4 for Tarn and 4 for Dunmarrow.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
Marked: “12”.

```markdown
The calls of the year:[^1]

- Coasters: 412
- Feeders: 186
- Total: 608

[^1]: Customs Office, Annual Report 2011.
```
Marked: “608”.

```markdown
| Class | Calls |
| --- | --- |
| Coasters | 412 |
| Feeders | 186 |
| Total | 658 |

The port is old.[^1]

[^1]: Customs Office, Annual Report 2011.
```
Marked: “658”.

## Instead
```text
Exports rose from 3.3 million tons in 2001 to 5.8 million in 2009, or by 76%.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
```text
The share of coal rose from 21% to 28%, an increase of 7 percentage points.[1]

Notes

[1] Customs Office, Annual Report 2011.
```

## Not flagged
What rounding allows: 3.3 may be 3.26, and 5.8 may be 5.84.
```text
Exports rose from 3.3 to 5.8 million, or by 78%.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
A rate for a year, and figures of two things.
```text
Exports rose from 3.3 to 5.8 million, or by 7% a year.[1] Exports rose from 3 to 6 million and wages by 5%.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
A share of something else.
```text
Only 3 of the 12 states (40% of the population) agreed.[1]

Notes

[1] Customs Office, Annual Report 2011.
```
A list that is not whole.
```text
The yard built a total of 12 ships, including 5 for Ostrey, 4 for Tarn and 1 for Dunmarrow.[1]

Notes

[1] Customs Office, Annual Report 2011.
```

Lines of a table that are parts of the line above them.
```markdown
| Class | Calls |
| --- | --- |
| Coasters | 412 |
| those of Ostrey | 12 |
| Feeders | 186 |
| Total | 598 |

The port is old.[^1]

[^1]: Customs Office, Annual Report 2011.
```

## Authority
Brown and Heathers, The GRIM Test (2017); Nuijten and others on statcheck (2016); Government Auditing Standards 8.43.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for (passage, quantities) in case.measured() {
        if draft.passages[*passage].kind == PassageKind::TableCell {
            continue;
        }
        for slip in slips(draft.words(*passage), quantities) {
            let Some(place) = case.in_passage(*passage, slip.span) else { continue };
            let mut finding = sink.finding(place, slip.says).label("does not add up").passage(Some(*passage));
            if let Some(from) =
                case.in_passage(*passage, slip.from).filter(|_| !slip.from.overlaps(slip.span))
            {
                finding = finding.also(from, "calculated from these");
            }
            sink.push(finding.why(WHY).help(HELP));
        }
    }
    lists(case, draft, sink);
    tables(case, draft, sink);
}

const WHY: &str = "one of the figures is wrong, or they do not belong together";
const HELP: &str =
    "check the figures in the source and correct the wrong one, or say what each is a share of";

/// The most items that are added up.
const ITEMS: usize = 60;

/// Lists whose last item is a total of the figures above it.
fn lists(case: &DraftCase<'_, '_>, draft: &Draft, sink: &mut Sink<'_>) {
    let measured = case.measured();
    let item = |passage: PassageId| draft.passages[passage].kind == PassageKind::ListItem;
    for (at, (passage, last)) in measured.iter().enumerate() {
        let total = draft.words(*passage);
        let [last] = last.as_slice() else { continue };
        if !item(*passage) || !opens_a_total(total, last) {
            continue;
        }
        let mut parts: Vec<(PassageId, &Quantity)> = Vec::new();
        for (index, all) in measured[..at].iter().rev().take(ITEMS) {
            let next = parts.last().map_or(*passage, |(next, _)| *next);
            match all.as_slice() {
                [one] if index.next() == next && item(*index) && plain_item(draft.words(*index), one) => {
                    parts.push((*index, one));
                }
                _ => break,
            }
        }
        let Some((first, one)) = parts.last() else { continue };
        // An item above that is not of this form may be a part too.
        if parts.len() < 2 || first.before().is_some_and(item) {
            continue;
        }
        let figures: Vec<&Quantity> = parts.iter().map(|(_, one)| *one).collect();
        let Some(is) = unlike(last, &figures) else { continue };
        let (Some(place), Some(first)) =
            (case.in_passage(*passage, last.span), case.in_passage(*first, one.span))
        else {
            continue;
        };
        let said = total.get(last.span.range()).unwrap_or("");
        let sum = shown(is, decimals(last));
        sink.push(
            sink.finding(place, format!("the items add up to {sum}, not {said}"))
                .label("the total")
                .also(first, "the first of them")
                .why(WHY)
                .help(HELP)
                .passage(Some(*passage)),
        );
    }
}

/// Tables with a line of totals at their end: each column that holds nothing but figures.
fn tables(case: &DraftCase<'_, '_>, draft: &Draft, sink: &mut Sink<'_>) {
    let cells = draft.passages.ids().filter(|&at| draft.passages[at].kind == PassageKind::TableCell);
    let cells: Vec<PassageId> = cells.collect();
    for run in cells.chunk_by(|one, other| one.next() == *other) {
        table(case, draft, sink, &rows(case, draft, run));
    }
}

/// Cells that follow each other, by the line of the file that they stand on.
fn rows(case: &DraftCase<'_, '_>, draft: &Draft, cells: &[PassageId]) -> Vec<Vec<PassageId>> {
    let mut found: Vec<Vec<PassageId>> = Vec::new();
    for &cell in cells {
        let here = draft.passages[cell].place;
        let same = found.last().and_then(|row| row.last()).is_some_and(|last| {
            let before = draft.passages[*last].place;
            let gap =
                case.texts().get(here.file).content.get(before.span.end as usize..here.span.start as usize);
            before.file == here.file && gap.is_some_and(|gap| !gap.contains('\n'))
        });
        match found.last_mut().filter(|_| same) {
            Some(row) => row.push(cell),
            None => found.push(vec![cell]),
        }
    }
    found
}

/// Adds up the columns of one table.
fn table(case: &DraftCase<'_, '_>, draft: &Draft, sink: &mut Sink<'_>, rows: &[Vec<PassageId>]) {
    let [head, body @ .., last] = rows else { return };
    let totals = |cell: PassageId| draft.words(cell).to_ascii_lowercase().contains("total");
    let ends = draft.words(last[0]).trim_end_matches(':').eq_ignore_ascii_case("total");
    let ragged = rows.iter().any(|row| row.len() != head.len()) || head.len() < 2;
    if !ends || ragged || body.iter().any(|row| totals(row[0])) {
        return;
    }
    for column in 1..head.len() {
        let title = draft.words(head[column]).to_ascii_lowercase();
        if list::NOT_ADDED_UP.stands_in(&title) {
            continue;
        }
        let Some(sum) = lone(case, draft, last[column]) else { continue };
        let parts: Option<Vec<&Quantity>> = body.iter().map(|row| lone(case, draft, row[column])).collect();
        let Some(is) = parts.and_then(|parts| total::column(sum, &parts)) else { continue };
        let places =
            (case.in_passage(last[column], sum.span), case.in_draft(draft.passages[body[0][column]].view));
        let (Some(place), Some(first)) = places else { continue };
        let said = draft.words(last[column]);
        let is = shown(is, decimals(sum));
        sink.push(
            sink.finding(place, format!("the column adds up to {is}, not {said}"))
                .label("the total")
                .also(first, "the first of them")
                .why(WHY)
                .help(HELP)
                .passage(Some(last[column])),
        );
    }
}

/// The quantity of a cell that holds nothing else.
fn lone<'c>(case: &DraftCase<'c, '_>, draft: &Draft, cell: PassageId) -> Option<&'c Quantity> {
    let measured = case.measured();
    let at = measured.binary_search_by_key(&cell, |(passage, _)| *passage).ok()?;
    let [one] = measured[at].1.as_slice() else { return None };
    (one.span.len() == draft.words(cell).trim().len()).then_some(one)
}

/// "Total: 608" and nothing more.
fn opens_a_total(words: &str, total: &Quantity) -> bool {
    let head = words.get(..total.opens()).unwrap_or("").trim_end_matches([':', ' ', '–', '—', '-']);
    matches!(head, "Total" | "total" | "In total" | "In all" | "Sum" | "All" | "Together")
        && words.len() - total.ends() <= 30
}

/// "Coasters: 412": a short label and its figure, nothing that opens or nests the list.
fn plain_item(words: &str, one: &Quantity) -> bool {
    words.len() <= 100
        && words.len() - one.ends() <= 40
        && !words.to_ascii_lowercase().contains("total")
        && !words.contains("of which")
        && !words.contains("ncluding")
}
